"""Formatting is inherited: a slide states only what differs, so that a change of the master or the theme changes every slide."""

import io
import os
import re
import shutil
import subprocess
import zipfile

import pymupdf
import pytest
from lxml import etree
from pptx import Presentation

from tests.inherited import A, P, inherited, list_styles, of_level, stated
from tests.test_fallback_fonts import within
from tests.test_slides import frames

FURNITURE = 12
MASTER, THEME = r"ppt/slideMasters/slideMaster1\.xml", r"ppt/theme/theme1\.xml"
FACE = "DejaVu Sans Mono"


@pytest.fixture(scope="session")
def decks(kit, water_kit):
    found = [*sorted((kit / "two-day").rglob("*.pptx")), *sorted((water_kit / "three-day").rglob("*.pptx"))]
    assert len(found) == 7 + 8
    return found


def texts(deck):
    """Give each shape with text of a deck outside tables and charts, with its slide."""
    for slide in Presentation(deck).slides:
        for shape in slide.shapes:
            if shape.is_placeholder and shape.placeholder_format.idx == FURNITURE:
                continue
            for one in shape.shapes if hasattr(shape, "shapes") else [shape]:
                if one.has_text_frame and one.text_frame.text:
                    yield slide, one


def test_a_slide_states_only_what_differs(decks):
    shapes = overrides = differing = 0
    for deck in decks:
        for slide, shape in texts(deck):
            where = (deck.name, shape.name, shape.text_frame.text[:40])
            own = shape._element.find(f".//{A}lstStyle")
            above = inherited(list_styles(shape, slide))
            level = of_level(own)
            if level is not None:
                assert not stated(level).items() & above[0].items(), where
                assert not stated(level.find(f"{A}defRPr")).items() & above[1].items(), where
                overrides += 1
            given = inherited([own, *list_styles(shape, slide)])
            for paragraph in shape.text_frame.paragraphs:
                assert not stated(paragraph._p.pPr).items() & given[0].items(), where
                for run in paragraph.runs:
                    said = stated(run._r.find(f"{A}rPr"))
                    assert not said.items() & given[1].items(), where
                    assert not shape.is_placeholder or not said.keys() & {"sz", "latin", "cs"}, where
                    differing += bool(said)
            shapes += 1
    assert shapes > 900
    assert differing > 100
    assert overrides < shapes


def test_runs_of_tables_leave_their_look_to_the_decks_table_style(decks):
    cells = 0
    for deck in decks:
        with zipfile.ZipFile(deck) as package:
            styles = etree.fromstring(package.read("ppt/tableStyles.xml"))
        identifiers = {one.get("styleId") for one in styles}
        for slide in Presentation(deck).slides:
            for table in (shape.table._tbl for shape in slide.shapes if shape.has_table):
                assert table.tblPr.find(f"{A}tableStyleId").text in identifiers
                for cell in table.iter(f"{A}tc"):
                    # Only a cell that stands out has a fill of its own.
                    fill = cell.tcPr.find(f"{A}solidFill/{A}schemeClr")
                    assert (fill is None or fill.get("val") == "accent2") and cell.tcPr.find(f"{A}lnL") is None
                    for run in cell.iter(f"{A}rPr"):
                        assert stated(run).keys() <= {"sz", "b"} or fill is not None or run.find(f"{A}hlinkClick") is not None
                        cells += 1
    assert cells > 150


def changed(deck, members):
    """Return a deck in which functions have changed the text of the members whose name a pattern matches."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(deck) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            for pattern, change in members.items():
                if re.fullmatch(pattern, name):
                    content = change(content.decode("utf-8")).encode("utf-8")
            target.writestr(name, content)
    return buffer.getvalue()


def recoloured(theme):
    """Give each colour of a theme's scheme a value of its own: FF0000, FF0011 …"""
    colours = iter(f"FF00{number:02X}" for number in range(0, 256, 17))
    return re.sub(r'(<a:srgbClr val=")[0-9A-F]{6}(?="/></a:(?:dk|lt|accent|hlink|folHlink))', lambda found: found[1] + next(colours), theme)


def refaced(theme):
    """Replace the faces of a theme."""
    return re.sub(r'(<a:(?:latin|cs|font script="Arab") typeface=")[^"]+', rf"\g<1>{FACE}", theme)


def resized(master):
    """Make titles and the first level of body text on the master smaller, by a quarter."""
    return re.sub(r'(<p:(?:title|body)Style><a:lvl1pPr.*?<a:defRPr sz=")(\d+)', lambda found: found[1] + str(int(found[2]) * 3 // 4), master)


def repainted(master):
    """Give titles and body text on the master another colour."""
    return re.sub(r'(<p:(?:title|body)Style>.*?<a:schemeClr val=")\w+("/></a:solidFill><a:latin)', r"\1accent3\2", master)


def reset(slide):
    """Take from a slide what PowerPoint's «Reset» takes: all formatting of its placeholders."""
    root = etree.fromstring(slide.encode())
    for shape in root.iter(f"{P}sp"):
        if shape.find(f".//{P}ph") is None:
            continue
        shape.find(f".//{A}lstStyle").clear()
        # What PowerPoint inherits from the layout, and states as soon as a text is too long; LibreOffice must have it stated.
        if shape.find(f".//{A}bodyPr") is not None and not len(shape.find(f".//{A}bodyPr")):
            etree.SubElement(shape.find(f".//{A}bodyPr"), f"{A}normAutofit")
        for run in shape.iter(f"{A}rPr"):
            for name in ("sz", "b"):
                run.attrib.pop(name, None)
            for child in list(run):
                run.remove(child)
    return etree.tostring(root).decode()


VARIANTS = {
    "plain": {},
    "theme": {THEME: lambda theme: refaced(recoloured(theme))},
    "master": {MASTER: lambda master: repainted(resized(master))},
    "reset": {r"ppt/slides/slide\d+\.xml": reset},
}


@pytest.fixture(scope="session")
def drawn(decks, tmp_path_factory):
    """Each variant of two decks as LibreOffice draws it."""
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "CI must have LibreOffice"
        pytest.skip("LibreOffice Impress is not installed")
    out = tmp_path_factory.mktemp("variants")
    chosen = [one for one in decks if one.stem in ("06-national-programme", "01-home-storage")]
    assert len(chosen) == 2
    for deck in chosen:
        for name, members in VARIANTS.items():
            (out / f"{deck.stem}-{name}.pptx").write_bytes(changed(deck, members))
    files = sorted(map(str, out.glob("*.pptx")))
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(out), *files]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"HOME": str(out)}, timeout=500)
    return {deck: {name: out / f"{deck.stem}-{name}.pdf" for name in VARIANTS} for deck in chosen}


def spans(pdf):
    """Return the spans of text of each page: words, face, size in points, colour."""
    with pymupdf.open(pdf) as pages:
        return [
            [
                (one["text"].strip(), one["font"], one["size"], one["color"])
                for block in page.get_text("dict")["blocks"]
                for line in block.get("lines", [])
                for one in line["spans"]
            ]
            for page in pages
        ]


def letters(page):
    return [one for one in page if re.search(r"\w", one[0])]


def test_a_change_of_the_themes_colours_changes_every_text(drawn):
    pages = 0
    for variants in drawn.values():
        for page in spans(variants["theme"]):
            assert all(colour >> 8 == 0xFF00 for _, _, _, colour in letters(page)), page
            pages += 1
    assert pages > 30


def test_a_change_of_the_themes_faces_changes_every_text(drawn):
    pages = 0
    for variants in drawn.values():
        for page, before in zip(spans(variants["theme"]), spans(variants["plain"]), strict=True):
            assert {face.split("+")[-1].split("-")[0] for _, face, _, _ in letters(page)} == {FACE.replace(" ", "")}
            assert {face for _, face, _, _ in letters(before)}.isdisjoint({face for _, face, _, _ in letters(page)})
            pages += 1
    assert pages > 30


def inherits(shape, slide, name):
    """Return whether a shape gets something of its characters from the master."""
    own, layout, _ = (of_level(one) for one in [shape._element.find(f".//{A}lstStyle"), *list_styles(shape, slide)])
    return all(level is None or name not in stated(level.find(f"{A}defRPr")) for level in (own, layout))


@pytest.mark.parametrize(("name", "value"), [("sz", 2), ("solidFill", 3)])
def test_a_change_of_the_master_changes_every_slide_that_inherits(name, value, drawn):
    slides = changes = 0
    for deck, variants in drawn.items():
        drawings = {kind: spans(variants[kind]) for kind in ("plain", "master")}
        for number, slide in enumerate(Presentation(deck).slides):
            placeholders = [one for one in slide.placeholders if one.placeholder_format.idx not in (FURNITURE, 13)]
            slides += 1
            if any(inherits(one, slide, name) for one in placeholders):
                before, after = ({one[value] for one in letters(drawings[kind][number])} for kind in ("plain", "master"))
                assert before != after, (deck.name, number + 1)
                changes += 1
    assert slides > 30
    assert changes > 0.75 * slides


def test_resetting_a_slide_puts_no_word_outside_its_shape(drawn):
    seen = 0
    for deck, variants in drawn.items():
        with pymupdf.open(variants["reset"]) as pages:
            for slide, page in zip(Presentation(deck).slides, pages, strict=True):
                boxes = [one for one, _ in frames(slide)]
                # LibreOffice puts the numbers of a list that it shrinks beside the shape.
                for word in (one for one in page.get_text("words") if re.search("[\u0621-\u064a]", one[4])):
                    assert any(within(one, word[:4]) for one in boxes), (deck.name, page.number + 1, word[4])
                    seen += 1
    assert seen > 1500


def test_a_round_trip_through_python_pptx_keeps_fonts_and_inheritance(decks, tmp_path):
    kept = 0
    for deck in decks:
        Presentation(deck).save(tmp_path / deck.name)
        with zipfile.ZipFile(deck) as before, zipfile.ZipFile(tmp_path / deck.name) as after:
            for name in before.namelist():
                if re.search(r"slides/slide|slideLayouts/slide|slideMasters/slide|fntdata|tableStyles", name) and "_rels" not in name:
                    content, other = before.read(name), after.read(name)
                    same = content == other if name.endswith("fntdata") else canonical(content) == canonical(other)
                    assert same, (deck.name, name)
                    kept += 1
    assert kept > 13 * (27 + 12)


def canonical(content):
    return etree.tostring(etree.fromstring(content), method="c14n")
