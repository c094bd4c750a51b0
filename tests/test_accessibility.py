"""The rules of PowerPoint's accessibility checker, one by one, over every deck of both kits.

The names are those of Microsoft's «Rules for the Accessibility Checker» (support.microsoft.com/office/651e08f2-0fc3-4e10-aaca-74b4a67101c1).
A rule is a function that gives, for each thing that it looked at, where that is and what is wrong with it, "" if nothing is.
"""

import re
from collections import Counter

import pytest
from pptx import Presentation

from tests import spoiled_decks
from tests.conftest import WATER_SEEDS, run
from tests.contrast import Painting, ratio
from tests.deck_parts import P14, children, is_decorative, keys_of, name_of, placeholder_of, roots, slides, tables, words_of
from tests.inherited import TITLES, A, P
from tests.reading_order import OWN_ORDERS, by_rows, in_order, order_in_figure, places
from tests.spoiled_decks import slide_of

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MEDIA = tuple(f"{A}{name}" for name in ("audioCd", "audioFile", "videoFile", "quickTimeFile", "wavAudioFile"))
FILE_NAME = re.compile(r"\.(png|jpe?g|gif|svg|emf|bmp)\b", re.IGNORECASE)
DEFAULT_SECTIONS = re.compile(
    r"\s*|.*(default|untitled) section.*|(section|قسم|المقطع) ?\d*|.*(بلا عنوان|بدون عنوان|القسم الافتراضي|المقطع الافتراضي).*", re.IGNORECASE
)
UNCLEAR_LINKS = ("هنا", "اضغط هنا", "انقر هنا", "رابط", "الرابط", "المزيد", "اقرأ المزيد", "here", "click here", "link", "more", "read more")
LANGUAGE = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
# WCAG 2.2, 1.4.3: the ratio that small text needs, asked here of text of any size.
CONTRAST = 4.5


@pytest.fixture(scope="module")
def decks(kit, water_kit, tmp_path_factory):
    """The decks of the longest programme of both kits, and of the second one's edition of a country with Arabic-Indic digits."""
    edition = tmp_path_factory.mktemp("edition")
    assert run("build", "three-day", "--seeds", WATER_SEEDS, "--edition", "EG", "--out", edition, "--only", "decks,quiz") == 0
    found = [path for folder in (kit / "two-day", water_kit / "three-day", edition) for path in sorted(folder.rglob("*.pptx"))]
    assert len(found) == 7 + 8 + 8
    assert len([one for one in found if "quiz" in one.name]) == 3
    return {path: Presentation(path) for path in found}


@pytest.fixture
def deck(water_kit):
    """One deck to spoil, which has a table, a chart, figures and links."""
    (path,) = (water_kit / "three-day" / "slides").glob("01-*.pptx")
    return Presentation(path)


def check(rule, decks):
    """Apply a rule to all decks; give how often it looked."""
    seen, wrong = 0, []
    for path, deck in decks.items():
        for where, finding in rule(deck):
            seen += 1
            if finding:
                wrong.append(f"{path.parent.parent.name}/{path.name} {where}: {finding}")
    assert wrong == []
    return seen


def findings(rule, deck):
    return [finding for _, finding in rule(deck) if finding]


# Errors


def missing_alternative_text(deck):
    """«All non-text content has alternative text»: a text, or the mark of decoration; no name of a file, and no text lost by the mark."""
    pages = [*slides(deck), *((one.name, one) for one in deck.slide_layouts), ("master", deck.slide_master)]
    for where, page in pages:
        yield from _described(where, page.shapes._spTree)


def _described(where, tree):
    for shape in children(tree):
        said, is_group = name_of(shape).get("descr") or "", shape.tag == f"{P}grpSp"
        place = f"{where}, {name_of(shape).get('name')}"
        if is_decorative(shape):
            yield place, "text in decoration" if words_of(shape) or said else ""
        elif said:
            yield place, "the name of a file as alternative text" if FILE_NAME.search(said) else ""
        elif is_group:
            yield place, "missing alternative text"
        else:
            yield place, "" if shape.tag == f"{P}sp" and words_of(shape) else "missing alternative text"
        # A group is described as a whole; what is said inside is read as well.
        yield from ((at, wrong) for at, wrong in _described(where, shape) if is_group and wrong == "text in decoration")


def missing_table_header(deck):
    """«Tables specify column header information»: the heading row is marked as one, and each of its cells has words."""
    for where, table in tables(deck):
        heads = [words_of(cell) for cell in table.find(f"{A}tr").iter(f"{A}tc")]
        yield where, "" if table.tblPr.get("firstRow") == "1" and all(heads) else "missing table header"


def missing_slide_title(deck):
    """«All slides have titles», each in its layout's place for it."""
    for where, slide in slides(deck):
        title = slide.shapes.title
        yield where, "" if title is not None and title.text_frame.text.strip() else "missing slide title"


def default_section_name(deck):
    """«All sections have meaningful names»: a deck of more than one part has sections, which hold every slide once, in order."""
    (presentation,) = (root for name, root in roots(deck) if name == "/ppt/presentation.xml")
    sections = list(presentation.iter(f"{P14}section"))
    yield "sections", "" if len(sections) > 1 else "no sections"
    for section in sections:
        yield f"section {section.get('name')!r}", "default section name" if DEFAULT_SECTIONS.fullmatch(section.get("name")) else ""
    listed = [one.get("id") for one in presentation.iter(f"{P14}sldId")]
    yield "sections", "" if listed == [one.get("id") for one in presentation.sldIdLst] else "not every slide once, in order"


def restricted_access(deck):
    """«Document access is not restricted»: nothing forbids programs that read aloud."""
    for name, root in roots(deck):
        yield name, "restricted access" if root.find(f"{P}modifyVerifier") is not None else ""


# Warnings


def merged_or_split_cells(deck):
    """«Tables have a simple structure»: every row has a cell for each column, no cell is merged, none holds a table, no row or column is empty."""
    for where, table in tables(deck):
        rows = [list(row.iter(f"{A}tc")) for row in table.iter(f"{A}tr")]
        spans = [cell for row in rows for cell in row if {"gridSpan", "rowSpan", "hMerge", "vMerge"} & set(cell.attrib)]
        is_simple = not spans and {len(row) for row in rows} == {len(table.tblGrid)}
        filled = [[bool(words_of(cell)) for cell in row] for row in rows]
        yield where, "" if is_simple and all(map(any, filled)) and all(map(any, zip(*filled, strict=True))) else "merged, split or empty cells"


def hard_to_read_contrast(deck):
    """«Sufficient contrast between text and background»: 4.5:1 with every colour that is or may be behind it."""
    for where, slide in slides(deck):
        for words, colour, behind in Painting(slide).texts():
            lowest = min(ratio(colour, one) for one in behind)
            yield f"{where} {words!r}", "" if lowest >= CONTRAST else f"contrast {lowest:.1f}:1 of {colour} on {behind}"


def unclear_hyperlink_text(deck):
    """«Hyperlink text is meaningful»: it says where it leads, and is neither «here» nor, without a tip, an address or a number."""
    for where, slide in slides(deck):
        for paragraph in slide.element.iter(f"{A}p"):
            links = {}
            for one in paragraph.iter(f"{A}r"):
                link = one.find(f"{A}rPr/{A}hlinkClick")
                if link is not None:
                    links.setdefault((link.get(f"{R}id"), link.get("tooltip", "")), []).append(one.findtext(f"{A}t"))
            for (_, tip), words in links.items():
                yield f"{where} {words}", _unclear(" ".join(words), tip)
        for name in slide.element.iter(f"{P}cNvPr"):
            link = name.find(f"{A}hlinkClick")
            if link is not None:
                yield f"{where} {name.get('name')}", _unclear(words_of(name.getparent().getparent()), link.get("tooltip", ""))


def _unclear(words, tip):
    said = " ".join(words.split())
    needs_tip = said.isdecimal() or re.match(r"https?:|www\.", said)
    return "unclear hyperlink text" if not said or said.lower() in UNCLEAR_LINKS or (needs_tip and not tip) else ""


def media_without_captions(deck):
    """«Audio and video have captions»: there are none."""
    for where, slide in slides(deck):
        yield where, "media" if next(slide.element.iter(*MEDIA), None) is not None else ""


def reading_order(deck):
    """«The reading order is logical»: the title, then from the top and in a row from the right, then the margins, the slide number last."""
    for (where, slide), key in zip(slides(deck), keys_of(deck), strict=True):
        title, *rest = [one for one in slide.shapes if not is_decorative(one._element)]
        yield where, "" if placeholder_of(title._element).get("type") in TITLES else "the title is not first"
        content, margins = ([one for one in rest if _is_margin(one) == is_margin] for is_margin in (False, True))
        yield where, "" if rest == [*content, *margins] else "margins before content"
        yield where, "" if not any(one.is_placeholder for one in margins[:-1]) else "the slide number is not last"
        placed = places(content, slide)
        yield where, "" if in_order(placed, by_rows) else "not from the top and from the right"
        for figure in (one for one in placed if hasattr(one.shape, "shapes")):
            yield f"{where}, {figure.shape.name}", order_in_figure(figure, slide, key)


def _is_margin(shape):
    """Return whether a shape stands in the margins: the slide number, or what is neither content of the layout nor a figure."""
    mark = placeholder_of(shape._element)
    return mark.get("type") == "sldNum" if mark is not None else shape._element.tag == f"{P}sp"


# Tips, and the language, which the checker's pages ask for and PowerPoint reads aloud by


def duplicate_slide_titles(deck):
    """«Slide titles are unique»."""
    titles = [(where, slide.shapes.title.text_frame.text if slide.shapes.title is not None else "") for where, slide in slides(deck)]
    counted = Counter(title for _, title in titles)
    yield from ((where, "duplicate slide title" if counted[title] > 1 else "") for where, title in titles)


def duplicate_section_names(deck):
    """«Section names are unique»."""
    names = Counter(one.get("name") for _, root in roots(deck) for one in root.iter(f"{P14}section"))
    yield from ((name, "duplicate section name" if count > 1 else "") for name, count in names.items())


def missing_language(deck):
    """Every run, every default of a presentation, master or chart, and the document itself has a language."""
    language = deck.core_properties.language
    yield "document", "" if LANGUAGE.fullmatch(language) else "no language"
    for name, root in roots(deck):
        for one in root.iter(f"{A}rPr", f"{A}endParaRPr"):
            yield f"{name} {one.getparent().findtext(f'{A}t')!r}", "" if LANGUAGE.fullmatch(one.get("lang", "")) else "no language"
        for one in root.iter(f"{A}r", f"{A}fld"):
            yield name, "" if one.find(f"{A}rPr") is not None else "a run without properties"
        defaults = [*root.iter(f"{P}defaultTextStyle", f"{P}titleStyle", f"{P}bodyStyle", f"{P}otherStyle", f"{P}notesStyle")]
        if "/charts/" in name:
            defaults.append(root)
        for one in (style for default in defaults for style in default.iter(f"{A}defRPr")):
            yield f"{name} default", "" if one.get("lang") == language else "no language"


# Each rule with how many things it must have looked at in all decks together


@pytest.mark.parametrize(
    ("rule", "least"),
    [
        (missing_alternative_text, 11_500),
        (missing_table_header, 29),
        (missing_slide_title, 420),
        (default_section_name, 270),
        (restricted_access, 2_200),
        (merged_or_split_cells, 29),
        (hard_to_read_contrast, 6_400),
        (unclear_hyperlink_text, 600),
        (media_without_captions, 420),
        (reading_order, 1_800),
        (duplicate_slide_titles, 420),
        (duplicate_section_names, 230),
        (missing_language, 35_000),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_every_deck_keeps_the_rule(rule, least, decks):
    assert check(rule, decks) >= least


# Each rule finds what it is for


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        (missing_alternative_text, spoiled_decks.described_not),
        (missing_alternative_text, spoiled_decks.described_by_a_file),
        (missing_alternative_text, spoiled_decks.ornament_not_marked),
        (missing_alternative_text, spoiled_decks.text_in_decoration),
        (missing_alternative_text, spoiled_decks.bare_shape),
        (missing_table_header, spoiled_decks.table_without_heading_row),
        (missing_table_header, spoiled_decks.empty_heading),
        (merged_or_split_cells, spoiled_decks.merged_cells),
        (merged_or_split_cells, spoiled_decks.split_cell),
        (missing_slide_title, spoiled_decks.without_title),
        (missing_slide_title, spoiled_decks.empty_title),
        (duplicate_slide_titles, spoiled_decks.equal_titles),
        (default_section_name, spoiled_decks.default_name),
        (default_section_name, spoiled_decks.slide_in_no_section),
        (default_section_name, spoiled_decks.without_sections),
        (duplicate_section_names, spoiled_decks.equal_sections),
        (restricted_access, spoiled_decks.protected),
        (hard_to_read_contrast, spoiled_decks.coloured_run),
        (hard_to_read_contrast, spoiled_decks.coloured_layout),
        (hard_to_read_contrast, spoiled_decks.coloured_background),
        (hard_to_read_contrast, spoiled_decks.coloured_cell),
        (hard_to_read_contrast, spoiled_decks.coloured_label),
        (unclear_hyperlink_text, spoiled_decks.links_without_words),
        (unclear_hyperlink_text, spoiled_decks.links_of_an_address),
        (unclear_hyperlink_text, spoiled_decks.links_of_numbers),
        (media_without_captions, spoiled_decks.sound),
        (reading_order, spoiled_decks.title_last),
        (reading_order, spoiled_decks.columns_from_the_left),
        (reading_order, spoiled_decks.rows_from_below),
        (reading_order, spoiled_decks.number_before_content),
        (reading_order, spoiled_decks.figure_from_the_left),
        (missing_language, spoiled_decks.run_without_language),
        (missing_language, spoiled_decks.notes_without_language),
        (missing_language, spoiled_decks.default_without_language),
        (missing_language, spoiled_decks.document_without_language),
    ],
    ids=lambda one: one.__name__,
)
def test_a_rule_finds_a_spoiled_deck(rule, spoil, deck):
    assert findings(rule, deck) == []
    spoil(deck)
    assert findings(rule, deck)


@pytest.mark.parametrize("key", OWN_ORDERS)
def test_the_order_of_a_figure_of_its_own_is_found_if_it_is_changed(key, water_kit):
    path = next(path for path in sorted((water_kit / "three-day" / "slides").glob("*.pptx")) if key in keys_of(Presentation(path)))
    deck = Presentation(path)
    figure = next(one for one in slide_of(deck, key).shapes if hasattr(one, "shapes"))._element
    parts = [one for one in children(figure) if words_of(one)]
    parts[0].addprevious(parts[1])
    assert findings(reading_order, deck) == [f"not in the order of the figure {key}"]
