"""Every deck is valid and editable, right to left in all its parts, with titles and notes on every slide."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from generator.assets import assets_folder
from generator.compose.deck import compose_deck
from generator.diagnostics import Span
from generator.formats import Slides, pptx
from generator.inputs.reading import read_inputs
from generator.layout.designs import DESIGNS
from generator.model.date import DATE
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.archive import compressed, decompressed, packed, reproducible, unpacked
from generator.writers.pptx.template import make_template
from generator.writers.pptx.text import make_right_to_left
from tests.conftest import SEEDS, run

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
PARTS = ("slides", "slideLayouts", "slideMasters", "notesSlides", "notesMasters")


@pytest.fixture(scope="session")
def decks(kit):
    """The decks of the longest programme, which has the sessions of all."""
    found = sorted((kit / "two-day").rglob("*.pptx"))
    assert len(found) == 6 + 1
    return found


def roots(deck):
    with zipfile.ZipFile(deck) as package:
        for name in package.namelist():
            path = PurePosixPath(name)
            if path.parent.name in PARTS and path.suffix == ".xml":
                yield name, etree.fromstring(package.read(name))


def without_numbers(root):
    """Take out the places of slide and page numbers, which are at the left."""
    for shape in list(root.iter(f"{P}sp")):
        mark = shape.find(f".//{P}ph")
        if mark is not None and mark.get("type") == "sldNum":
            shape.getparent().remove(shape)
    return root


def test_every_paragraph_is_right_to_left_and_every_alignment_the_masters(decks):
    paragraphs = styles = 0
    for deck in decks:
        parts = set()
        for name, root in roots(deck):
            folder = PurePosixPath(name).parent.name
            parts.add(folder)
            without_numbers(root)
            for paragraph in root.iter(f"{A}p"):
                properties = paragraph.find(f"{A}pPr")
                assert properties is not None and properties.get("rtl") == "1", (deck.name, name)
                assert properties.get("algn") in (None, "r", "ctr"), (deck.name, name)
                paragraphs += 1
            for level in range(1, 10):
                for style in root.iter(f"{A}lvl{level}pPr"):
                    inherited = () if folder.endswith("Masters") else (None,)
                    assert style.get("algn") in ("r", "ctr", *inherited), (deck.name, name)
                    assert style.get("rtl") in ("1", *inherited), (deck.name, name)
                    styles += 1
        assert parts == set(PARTS)
    assert paragraphs > 3000
    assert styles > 1000


def test_master_text_styles_cover_all_nine_levels(decks):
    for deck in decks:
        root = dict(roots(deck))["ppt/slideMasters/slideMaster1.xml"]
        styles = root.find(f"{P}txStyles")
        for name in ("titleStyle", "bodyStyle", "otherStyle"):
            levels = [styles.find(f"{P}{name}/{A}lvl{level}pPr") for level in range(1, 10)]
            assert [level.get("rtl") for level in levels] == ["1"] * 9


def test_the_presentation_itself_is_right_to_left(decks):
    for deck in decks:
        with zipfile.ZipFile(deck) as package:
            root = etree.fromstring(package.read("ppt/presentation.xml"))
        assert root.get("rtl") == "1"
        assert root.find(f"{P}notesMasterIdLst") is not None
        levels = list(root.find(f"{P}defaultTextStyle"))
        assert len(levels) == 10
        assert {level.get("rtl") for level in levels} == {"1"}


def test_decks_are_valid(decks):
    for deck in decks:
        result = OpenXmlValidator().validate(deck)
        assert list(result.errors) == [], deck


def test_decks_of_every_element_are_valid(water_kit):
    found = sorted(water_kit.rglob("*.pptx"))
    charts = 0
    for deck in found:
        assert list(OpenXmlValidator().validate(deck).errors) == [], deck
        with zipfile.ZipFile(deck) as package:
            charts += sum(name.startswith("ppt/charts/chart") for name in package.namelist())
    assert (len(found), charts) == (10, 5)


def test_titles_are_unique_and_in_title_placeholders(decks):
    seen = 0
    for deck in decks:
        titles = [slide.shapes.title.text_frame.text for slide in Presentation(deck).slides]
        assert all(title.strip() for title in titles)
        assert len(set(titles)) == len(titles), deck
        seen += len(titles)
    assert seen > 7 * 12


def test_every_slide_has_notes_in_arabic(decks):
    seen = 0
    for deck in decks:
        for slide in Presentation(deck).slides:
            notes = slide.notes_slide.notes_text_frame.text
            assert "قولوا: " in notes, (deck.name, slide.shapes.title.text_frame.text)
            seen += 1
    assert seen > 7 * 12


def test_a_slide_added_by_hand_is_right_to_left(decks):
    presentation = Presentation(decks[0])
    slide = presentation.slides.add_slide(presentation.slide_layouts.get_by_name("نقاط"))
    slide.placeholders[1].text = "نقطة جديدة"
    body = presentation.slide_master.element.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr")
    assert (body.get("rtl"), body.get("algn")) == ("1", "r")
    layout = slide.slide_layout.placeholders[1]._element
    assert all(style.get("rtl") == "1" for level in range(1, 10) for style in layout.iter(f"{A}lvl{level}pPr"))


def test_no_slide_has_an_empty_placeholder(decks):
    for deck in decks:
        for slide in Presentation(deck).slides:
            for placeholder in slide.placeholders:
                assert placeholder.text_frame.text.strip() or placeholder.placeholder_format.type == 13, deck


def test_pictures_have_descriptions_and_tables_their_direction(decks):
    groups = tables = 0
    for deck in decks:
        for _, root in roots(deck):
            for group in root.iter(f"{P}grpSp"):
                properties = group.find(f"{P}nvGrpSpPr/{P}cNvPr")
                is_decoration = properties.find(f".//{DECORATIVE}") is not None
                assert is_decoration or len(properties.get("descr")) > 20
                groups += not is_decoration
            for properties in root.iter(f"{A}tblPr"):
                assert (properties.get("rtl"), properties.get("firstRow")) == ("1", "1")
                tables += 1
    assert groups > 14
    assert tables > 5


def test_latin_islands_are_runs_of_their_own_language(decks):
    islands = 0
    for deck in decks:
        for _, root in roots(deck):
            for one in root.iter(f"{A}r"):
                words = one.find(f"{A}t").text
                language = one.find(f"{A}rPr").get("lang")
                latin = any(character.isascii() and character.isalpha() for character in words)
                assert language == ("en-US" if latin or re.fullmatch(r"\d+:\d\d", words) else "ar-SA"), words
                assert not latin or words.isascii(), words
                islands += latin
    assert islands >= 3


def test_shapes_have_identifiers_of_their_own(decks):
    seen = 0
    for deck in decks:
        for name, root in roots(deck):
            identifiers = [one.get("id") for one in root.iter(f"{P}cNvPr")]
            assert len(set(identifiers)) == len(identifiers), (deck.name, name)
            seen += len(identifiers)
    assert seen > 3000


def test_core_properties(decks):
    for deck in decks:
        properties = Presentation(deck).core_properties
        assert properties.title and properties.author and properties.language == "ar-SA"


def test_runs_hold_logical_letters(decks):
    for deck in decks:
        with zipfile.ZipFile(io.BytesIO(deck.read_bytes())) as package:
            text = "".join(package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml"))
        assert not any("\ufb50" <= character <= "\ufefc" for character in text)


def test_a_deck_is_an_archive_with_fixed_dates_in_a_fixed_order(decks):
    members = 0
    for deck in decks:
        with zipfile.ZipFile(deck) as package:
            assert package.testzip() is None
            names = package.namelist()
            assert names == ["[Content_Types].xml", *sorted(set(names) - {"[Content_Types].xml"})]
            for entry in package.infolist():
                assert (entry.date_time, entry.compress_type, entry.external_attr) == ((2000, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED, 0o600 << 16)
                members += 1
            assert not [name for name in names if name.startswith("blank/")]
    assert members > 17 * 80


def test_an_archive_gives_its_members_back():
    contents = {"z.xml": b"<z/>" * 1000, "[Content_Types].xml": b"<Types/>", "a/b.bin": bytes(range(256)), "empty": b""}
    archive = packed({name: compressed(content) for name, content in contents.items()})
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        assert read.testzip() is None
        assert read.namelist() == ["[Content_Types].xml", "a/b.bin", "empty", "z.xml"]
        assert {name: read.read(name) for name in read.namelist()} == contents
    assert {name: decompressed(member) for name, member in unpacked(archive).items()} == contents
    assert packed(unpacked(archive)) == archive


def test_a_package_of_another_writer_loses_its_dates():
    packages = []
    for year in (2001, 2002):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr(zipfile.ZipInfo("core.xml", (year, 1, 1, 0, 0, 0)), f"<created>{year}-05-06T07:08:09Z</created>")
        packages.append(reproducible(buffer.getvalue()))
    assert packages[0] == packages[1]
    assert decompressed(unpacked(packages[0])["core.xml"]) == b"<created>2000-01-01T00:00:00Z</created>"


def test_empty_slides_and_notes_of_the_template_are_those_that_python_pptx_adds(decks):
    template = make_template(THEME, FontSet(THEME), read_locale([assets_folder() / "locales"], "ar", Span("")))
    presentation = Presentation(decks[0])
    assert len(template.slides) == len(presentation.slide_layouts) == len(DESIGNS)
    for blank, layout in zip(template.slides, presentation.slide_layouts, strict=True):
        slide = presentation.slides.add_slide(layout)
        assert canonical(blank) == canonical(slide.part.blob), layout.name
        notes = slide.notes_slide
        make_right_to_left(notes._element)
        body = notes.notes_text_frame._txBody
        body.remove(body.p_lst[0])
        assert canonical(template.notes) == canonical(notes.part.blob)


def canonical(part):
    return etree.tostring(etree.fromstring(part), method="c14n")


# Fonts


def fonts_in(deck):
    """Give the embedded families: by name, the blobs of regular and bold."""
    presentation = Presentation(deck)
    listed = presentation.element.find(f"{P}embeddedFontLst")
    if listed is None:
        return {}
    assert listed.getprevious().tag == f"{P}notesSz"
    assert presentation.element.get("embedTrueTypeFonts") == "1"
    return {
        one.find(f"{P}font").get("typeface"): {
            style.tag.removeprefix(P): presentation.part.related_part(style.get(f"{R}id")).blob for style in one if style.tag != f"{P}font"
        }
        for one in listed
    }


def test_decks_carry_the_fonts_that_they_use(decks):
    for deck in decks:
        families = fonts_in(deck)
        assert list(families) == ["Noto Kufi Arabic", "IBM Plex Sans Arabic"]
        assert all(list(styles) == ["regular", "bold"] for styles in families.values())
        with zipfile.ZipFile(deck) as package:
            types, theme = (package.read(name).decode() for name in ("[Content_Types].xml", "ppt/theme/theme1.xml"))
        assert '<Default Extension="fntdata" ContentType="application/x-fontdata"/>' in types
        # The theme, and so every text, uses both.
        assert all(f'<a:cs typeface="{name}"/>' in theme for name in families)
        # The deck of the quiz has up to ninety slides.
        assert deck.stat().st_size <= (600_000 if deck.parent.name == "slides" else 690_000)
    assert len(decks) >= 6


def test_sixty_slides_with_notes_stay_small():
    inputs = read_inputs(SEEDS, None, DATE)
    plan = inputs.plan(inputs.library.programmes[-1])
    composed = [compose_deck(plan, session) for session in plan.sessions]
    # Without the agendas, whose links lead to the parts of their own decks.
    slides = tuple(replace(slide, part=0) for deck in composed for slide in deck.slides if slide.layout != "agenda")[:59]
    written = pptx(Slides(replace(composed[0], slides=slides, parts=()), inputs.edition))[""]
    # One of them takes two.
    assert len(Presentation(io.BytesIO(written)).slides) == 60
    assert len(written) <= 660_000


def test_embedded_fonts_survive_python_pptx(decks, tmp_path):
    Presentation(decks[0]).save(tmp_path / "saved.pptx")
    assert fonts_in(tmp_path / "saved.pptx") == fonts_in(decks[0]) != {}


def test_a_theme_may_leave_the_fonts_out(new_kit):
    theme = next((new_kit / "assets" / "themes").glob("*.yaml"))
    theme.write_text(theme.read_text(encoding="utf-8") + "embed_fonts: false\n", encoding="utf-8")
    assert run("build", new_kit, "--only", "decks") == 0
    (deck,) = (new_kit / "build").glob("*/slides/*.pptx")
    assert fonts_in(deck) == {}
    with zipfile.ZipFile(deck) as package:
        assert not any("font" in name for name in package.namelist())
    assert deck.stat().st_size < 200_000


def test_a_font_that_may_not_be_embedded_is_left_out_with_a_warning(new_kit, capsys):
    folder = new_kit / "assets" / "fonts"
    folder.mkdir()
    for name in ("regular", "bold"):
        font = TTFont(io.BytesIO(FontSet(THEME).face("text", bold=name == "bold").blob))
        font["OS/2"].fsType = 0x0002
        font.save(folder / f"{name}.ttf")
    theme = next((new_kit / "assets" / "themes").glob("*.yaml"))
    own = "families:\n  text:\n    name: Own\n    files: {regular: assets/fonts/regular.ttf, bold: assets/fonts/bold.ttf}\n"
    theme.write_text(theme.read_text(encoding="utf-8") + own, encoding="utf-8")
    assert run("build", new_kit, "--only", "decks", "--lang", "en") == 0
    assert "the family 'Own' does not allow documents to carry it" in capsys.readouterr().err
    (deck,) = (new_kit / "build").glob("*/slides/*.pptx")
    assert list(fonts_in(deck)) == ["Noto Kufi Arabic"]
