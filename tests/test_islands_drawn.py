"""The island cases on slides, as drawn in our PDF and as LibreOffice renders the PowerPoint file."""

import os
import re
import shutil
import subprocess

import pymupdf
import pytest

from generator.assets import assets_folder
from generator.diagnostics import Span
from generator.layout.fitting import TextMeasurer
from generator.layout.slides import place_deck
from generator.model.deck import Deck, Points, Slide, SpeakerNotes
from generator.model.text import text
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf.slides import write_slides
from generator.writers.pptx import write_pptx
from tests.island_cases import CASES, EGYPT, STATED
from tests.test_islands import parsed, shown, typed

THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
FACES = FontSet(THEME)
LOCALE = read_locale([assets_folder() / "locales"], "ar", Span(""))
IN_EGYPT = read_locale([assets_folder() / "locales"], "ar-EG", Span(""))
ON_A_SLIDE = 6
# Arabic letters are the same in any order that is seen here; brackets may be named by either of their sides.
ARABIC = re.compile("[\u0620-\u0658\u0670-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
UNSEEN = re.compile("[\\s\u00a0\u061c\u200b-\u200f\u202a-\u202e\u2060•]")


def rows():
    """Give each case's inline text and what is to be seen."""
    yield from ((text(typed(expected)), shown(expected)) for _, expected in CASES)
    yield from ((IN_EGYPT.text(text(words)), shown(expected)) for words, expected in EGYPT)
    yield from ((parsed(words), shown(expected)) for words, expected in STATED)


def outline(seen):
    """Reduce a line, as seen from left to right, to what may be turned."""
    return re.sub("~+", "~", re.sub(r"[()\[\]{}«»]", "|", ARABIC.sub("~", UNSEEN.sub("", seen))))


@pytest.fixture(scope="session")
def placed():
    cases = [inline for inline, _ in rows()]
    slides = [
        Slide("points", text(f"الحالات {number}"), Points(tuple(cases[start : start + ON_A_SLIDE])), SpeakerNotes(text("قول")), None, Span("x"), "حالات")
        for number, start in enumerate(range(0, len(cases), ON_A_SLIDE), 1)
    ]
    return place_deck(Deck("حالات", "حالات", "حالات", tuple(slides)), TextMeasurer(THEME, FACES), lambda title: f"{title} (تابع)")


def lines_of(pdf):
    """Read the lines of the slides' bodies by where their letters stand."""
    found = []
    with pymupdf.open(pdf) as pages:
        for page in pages:
            letters = [
                (round(letter["origin"][1]), letter["bbox"][0], letter["c"])
                for block in page.get_text("rawdict")["blocks"]
                for line in block.get("lines", ())
                for span in line["spans"]
                for letter in span["chars"]
                # A part of a letter may be read as a character that nobody typed.
                if 120 < letter["origin"][1] < 480 and not (letter["c"].isalpha() and 0xC0 <= ord(letter["c"]) <= 0xFF)
            ]
            levels = sorted({y for y, _, _ in letters})
            # Raised figures and borrowed faces stand a little off the baseline.
            starts = [y for y, before in zip(levels, [-100, *levels], strict=False) if y - before > 12]
            for top, bottom in zip(starts, [*starts[1:], 1000], strict=True):
                found.append("".join(character for _, _, character in sorted(((0, x, c) for y, x, c in letters if top <= y < bottom))))
    return [line for line in map(outline, found) if line]


def same_lines(found):
    expected = [outline(seen) for _, seen in rows()]
    assert len(expected) > 160
    return [(line, wanted) for line, wanted in zip(found, expected, strict=True) if line != wanted]


def test_in_the_pdf_of_slides(placed, tmp_path):
    path = tmp_path / "cases.pdf"
    path.write_bytes(write_slides(placed, THEME, FACES, LOCALE))
    assert same_lines(lines_of(path)) == []


def test_in_the_deck_drawn_by_libreoffice(placed, kit, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "CI must have LibreOffice"
        pytest.skip("LibreOffice Impress is not installed")
    (tmp_path / "cases.pptx").write_bytes(write_pptx(placed, THEME, FACES, LOCALE))
    folders = f"<dir>{kit / 'two-day' / 'fonts'}</dir><dir>/usr/share/fonts</dir><cachedir>{tmp_path}</cachedir>"
    (tmp_path / "fonts.conf").write_text(f"<fontconfig>{folders}</fontconfig>")
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)}
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "cases.pptx")]
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=300)
    # LibreOffice knows marks, but no embeddings: Arabic words inside a left-to-right stretch part it.
    assert same_lines(lines_of(tmp_path / "cases.pdf")) == [(r"~\x~C:\~", r"~C:\~\x~")]
