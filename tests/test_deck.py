"""Every deck is valid and editable, right to left in all its parts, with titles and notes on every slide."""

import io
import zipfile
from pathlib import PurePosixPath

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
PARTS = ("slides", "slideLayouts", "slideMasters", "notesSlides", "notesMasters")


@pytest.fixture(scope="session")
def decks(kit):
    found = sorted(kit.rglob("*.pptx"))
    assert len(found) == 3 + 5 + 6 + 3
    return found


def roots(deck):
    with zipfile.ZipFile(deck) as package:
        for name in package.namelist():
            path = PurePosixPath(name)
            if path.parent.name in PARTS and path.suffix == ".xml":
                yield name, etree.fromstring(package.read(name))


def test_every_paragraph_and_list_style_is_right_to_left(decks):
    paragraphs = styles = 0
    for deck in decks:
        parts = set()
        for name, root in roots(deck):
            parts.add(PurePosixPath(name).parent.name)
            for paragraph in root.iter(f"{A}p"):
                properties = paragraph.find(f"{A}pPr")
                assert properties is not None and properties.get("rtl") == "1", (deck.name, name)
                assert properties.get("algn") in ("r", "ctr") or paragraph.find(f"{A}fld") is not None, (deck.name, name)
                paragraphs += 1
            for level in range(1, 10):
                for style in root.iter(f"{A}lvl{level}pPr"):
                    assert (style.get("rtl"), style.get("algn") in ("r", "ctr")) == ("1", True), (deck.name, name)
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


def test_titles_are_unique_and_in_title_placeholders(decks):
    seen = 0
    for deck in decks:
        titles = [slide.shapes.title.text_frame.text for slide in Presentation(deck).slides]
        assert all(title.strip() for title in titles)
        assert len(set(titles)) == len(titles), deck
        seen += len(titles)
    assert seen > 14 * 12


def test_every_slide_has_notes_in_arabic(decks):
    seen = 0
    for deck in decks:
        for slide in Presentation(deck).slides:
            notes = slide.notes_slide.notes_text_frame.text
            assert "قل: " in notes, (deck.name, slide.shapes.title.text_frame.text)
            seen += 1
    assert seen > 14 * 12


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
                assert len(group.find(f"{P}nvGrpSpPr/{P}cNvPr").get("descr")) > 20
                groups += 1
            for properties in root.iter(f"{A}tblPr"):
                assert (properties.get("rtl"), properties.get("firstRow")) == ("1", "1")
                tables += 1
    assert groups > 14
    assert tables > 5


def test_latin_islands_are_runs_of_their_own_language(decks):
    islands = 0
    for deck in decks:
        for _, root in roots(deck):
            for run in root.iter(f"{A}r"):
                words = run.find(f"{A}t").text
                language = run.find(f"{A}rPr").get("lang")
                latin = any(character.isascii() and character.isalpha() for character in words)
                assert language == ("en-US" if latin else "ar-SA"), words
                assert not latin or words.isascii(), words
                islands += latin
    assert islands > 3


def test_core_properties(decks):
    for deck in decks:
        properties = Presentation(deck).core_properties
        assert properties.title and properties.author and properties.language == "ar-SA"


def test_runs_hold_logical_letters(decks):
    for deck in decks:
        with zipfile.ZipFile(io.BytesIO(deck.read_bytes())) as package:
            text = "".join(package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml"))
        assert not any("\ufb50" <= character <= "\ufefc" for character in text)
