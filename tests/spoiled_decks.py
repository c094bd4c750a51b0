"""The ways to spoil a deck, each against one rule of accessibility. In: a presentation of python-pptx, which is changed."""

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE

from generator.writers.pptx.ornaments import decorative
from generator.writers.pptx.xml import element, solid
from tests.deck_parts import DECORATIVE, P14, children, keys_of, name_of, roots, slides, tables
from tests.inherited import A, P


def first(deck, tag):
    return next(element for _, slide in slides(deck) for element in slide.element.iter(tag))


def removed(element):
    element.getparent().remove(element)


def slide_of(deck, key):
    """Return the first slide of a layout."""
    return deck.slides[keys_of(deck).index(key)]


def described_not(deck):
    del name_of(first(deck, f"{P}grpSp")).attrib["descr"]


def described_by_a_file(deck):
    name_of(first(deck, f"{P}graphicFrame")).set("descr", "image1.PNG")


def ornament_not_marked(deck):
    removed(next(deck.slide_layouts[0].shapes._spTree.iter(DECORATIVE)))


def text_in_decoration(deck):
    figure = next(one for one in first(deck, f"{P}grpSp") if one.tag == f"{P}sp")
    name_of(figure).append(decorative())


def bare_shape(deck):
    deck.slides[1].shapes.add_shape(MSO_SHAPE.OVAL, 0, 0, 9, 9)


def table_without_heading_row(deck):
    del tables(deck)[0][1].tblPr.attrib["firstRow"]


def empty_heading(deck):
    next(tables(deck)[0][1].iter(f"{A}t")).text = " "


def merged_cells(deck):
    table = next(shape.table for _, slide in slides(deck) for shape in slide.shapes if shape.has_table)
    table.cell(1, 0).merge(table.cell(2, 0))


def split_cell(deck):
    removed(next(tables(deck)[0][1].iter(f"{A}tc")))


def without_title(deck):
    removed(deck.slides[3].shapes.title._element)


def empty_title(deck):
    deck.slides[3].shapes.title.text_frame.text = " "


def equal_titles(deck):
    deck.slides[3].shapes.title.text_frame.text = deck.slides[4].shapes.title.text_frame.text


def default_name(deck):
    first_section(deck).set("name", "Default Section")


def first_section(deck):
    return next(one for _, root in roots(deck) for one in root.iter(f"{P14}section"))


def equal_sections(deck):
    first_section(deck).set("name", first_section(deck).getnext().get("name"))


def slide_in_no_section(deck):
    removed(next(first_section(deck).iter(f"{P14}sldId")))


def without_sections(deck):
    removed(first_section(deck).getparent())


def protected(deck):
    etree.SubElement(deck.element, f"{P}modifyVerifier")


def coloured_run(deck):
    properties = deck.slides[1].placeholders[1]._element.find(f".//{A}rPr")
    properties.insert(0, solid("accent3"))


def coloured_layout(deck):
    deck.slides[1].slide_layout.placeholders[1]._element.spPr.append(solid("accent1"))


def coloured_background(deck):
    deck.slides[1].slide_layout.element.cSld.insert(0, element("p:bg", None, element("p:bgPr", None, solid("tx1"), element("a:effectLst"))))


def coloured_cell(deck):
    tables(deck)[0][1].findall(f".//{A}tc")[-1].get_or_add_tcPr().append(solid("tx2"))


def coloured_label(deck):
    (chart,) = [shape.chart for _, slide in slides(deck) for shape in slide.shapes if shape.has_chart]
    next(next(chart._chartSpace.iter(f"{A}defRPr")).iter(f"{A}schemeClr")).set("val", "accent5")


def links_without_words(deck):
    for one in linked(deck):
        one.find(f"{A}t").text = "هنا"


def linked(deck):
    return [run for _, slide in slides(deck) for run in slide.element.iter(f"{A}r") if run.find(f"{A}rPr/{A}hlinkClick") is not None]


def links_of_numbers(deck):
    for one in deck.slides[2].element.iter(f"{A}hlinkClick"):
        one.attrib.pop("tooltip", None)


def links_of_an_address(deck):
    for one in linked(deck):
        one.find(f"{A}t").text = "https://example.org/page"


def sound(deck):
    deck.slides[1].element.find(f".//{P}nvPr").append(element("a:wavAudioFile", {"r:embed": "rId1"}))


def title_last(deck):
    title = deck.slides[1].shapes.title._element
    title.getparent().append(title)


def columns_from_the_left(deck):
    right, left = [one._element for one in slide_of(deck, "agenda").placeholders if one.placeholder_format.idx in (1, 15)]
    left.addnext(right)


def rows_from_below(deck):
    _, upper, lower, *_ = slide_of(deck, "definition").placeholders
    upper._element.addprevious(lower._element)


def number_before_content(deck):
    number = next(one for one in deck.slides[1].placeholders if one.placeholder_format.idx == 12)._element
    deck.slides[1].shapes.title._element.addnext(number)


def figure_from_the_left(deck):
    figure = next(one for one in slide_of(deck, "pillars").shapes if hasattr(one, "shapes"))._element
    parts = children(figure)
    parts[0].addprevious(parts[-1])


def run_without_language(deck):
    del first(deck, f"{A}rPr").attrib["lang"]


def notes_without_language(deck):
    del next(deck.slides[1].notes_slide.element.iter(f"{A}rPr")).attrib["lang"]


def default_without_language(deck):
    del next(deck.slide_master.element.find(f"{P}txStyles").iter(f"{A}defRPr")).attrib["lang"]


def document_without_language(deck):
    deck.core_properties.language = ""
