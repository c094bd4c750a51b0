"""Every PDF is valid and tagged, and its text can be extracted completely and in order."""

import difflib
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from pypdf import PdfReader

from generator.assets import assets_folder
from generator.content.loading import read_library
from generator.content.reader import read_yaml
from generator.content.validation import scalars
from generator.diagnostics import Span
from generator.model.document import Document, Paragraph
from generator.model.text import text
from generator.settings.locale import read_locale
from generator.settings.theme import Families, read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf import write_pdf
from tests.conftest import ROOT, SEEDS

WORD = re.compile("[\\w\u064b-\u0652\u0670]+")
INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e]")
SEED_DOCUMENT = ROOT.parent / "shared" / "seed" / "iom-cairo-workshop.txt"
ARABIC = re.compile("[\u0621-\u065f\u0670]{2,}")
FLOOR = 0.995
# Attendance, name cards, certificates, worksheets, two forms of evaluation, expectations, action plan.
PAPERS = 8


@pytest.fixture(scope="session")
def pdfs(kit):
    found = sorted(kit.rglob("*.pdf"))
    assert len(found) == 2 * (3 + 5 + 6) + 3 * (7 + PAPERS) + 2 * (2 + 3 + 3)
    return found


@pytest.fixture(scope="session")
def vocabulary():
    library, _ = read_library(SEEDS)
    texts = [*library.texts, *scalars(read_yaml(assets_folder() / "locales" / "ar.yaml"))]
    return {word for text in texts for word in ARABIC.findall(text)}


def test_syntax(pdfs):
    for path in pdfs:
        with pikepdf.open(path) as document:
            assert document.check_pdf_syntax() == [] if hasattr(document, "check_pdf_syntax") else document.check() == [], path


def recovered(text, vocabulary):
    words = ARABIC.findall(text)
    # A blank name card has the fewest.
    assert len(words) > 20
    return sum(word in vocabulary for word in words) / len(words)


def test_pdfium_finds_the_words(pdfs, vocabulary):
    for path in pdfs:
        document = pypdfium2.PdfDocument(path)
        text = "\n".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
        document.close()
        assert recovered(text, vocabulary) >= FLOOR, path


def test_pypdf_finds_the_words(pdfs, vocabulary):
    """It is slow: the longest programme has every kind of document."""
    longest = [path for path in pdfs if "two-day" in path.parts]
    assert len(longest) > 20
    for path in longest:
        text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
        assert recovered(text, vocabulary) >= FLOOR, path


def test_mupdf_finds_the_words(pdfs, vocabulary):
    for path in pdfs:
        with pymupdf.open(path) as document:
            text = "\n".join(page.get_text() for page in document)
        assert recovered(text, vocabulary) >= FLOOR, path


def test_poppler_finds_the_words(pdfs, vocabulary, pdftotext):
    for path in pdfs:
        assert recovered(pdftotext(path), vocabulary) >= FLOOR, path


def test_tags_title_language_and_direction(pdfs):
    for path in pdfs:
        with pikepdf.open(path) as document:
            root = document.Root
            assert str(root.Lang) == "ar"
            assert root.MarkInfo.Marked is True or bool(root.MarkInfo.Marked)
            assert bool(root.ViewerPreferences.DisplayDocTitle)
            assert "/Direction" not in root.ViewerPreferences
            assert "pdfuaid:part>1<" in root.Metadata.read_bytes().decode("utf-8")
            assert ARABIC.search(str(document.docinfo["/Title"]))
            for page in document.pages:
                assert page.Tabs == "/S"
                assert "/StructParents" in page


def test_judges_of_accessibility_find_no_error(kit, pdfs):
    judged = [path for path in pdfs if "two-day" in path.parts]
    assert len(judged) == 25 + PAPERS
    for judge in (["outloud", "--fail-on", "error", "--quiet"], ["pdfua", "check", "--min-severity", "error"]):
        tool = Path(sys.executable).with_name(judge[0])
        result = subprocess.run([tool, *judge[1:], *judged], capture_output=True, text=True, encoding="utf-8", check=False)
        assert result.returncode == 0, result.stdout


def test_phrases_across_a_number_are_found_in_chrome(kit):
    """PDFium is Chrome's reader: its own search must find words, and phrases that cross from Arabic to a number."""
    document = pypdfium2.PdfDocument(kit / "two-day" / "handouts" / "workbook.pdf")
    pages = [document[number].get_textpage() for number in range(len(document))]
    for phrase in ("إعادة الإدماج", "الفقرة 9", "من 9:00", "الوحدة 1"):
        assert any(page.search(phrase).get_next() for page in pages), phrase
    document.close()


def page_links(document):
    """Return the page that each link in the document leads to, by what the link says."""
    numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
    links = [link for page in document.pages for link in page.get("/Annots", []) if "/Dest" in link]
    return [(str(link.Contents), numbers[link.Dest[0].objgen]) for link in links]


def test_contents_name_the_page_that_they_lead_to(kit):
    counted = 0
    for path in sorted(kit.glob("*/handouts/workbook.pdf")):
        with pikepdf.open(path) as document:
            numbered = [(words, page) for words, page in page_links(document) if words.strip().isdecimal()]
        assert [int(words) for words, _ in numbered] == [page for _, page in numbered]
        counted += len(numbered)
    assert counted == sum(modules + 2 for modules in (3, 5, 6))


def test_no_letter_is_mapped_to_a_presentation_form(pdfs):
    maps = 0
    for path in pdfs:
        with pikepdf.open(path) as document:
            for one in document.objects:
                if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Type0":
                    targets = re.findall(r"<[0-9A-F]{4}> <([0-9A-F]{4})>", one.ToUnicode.read_bytes().decode("ascii"))
                    assert targets
                    assert not [target for target in targets if 0xFB50 <= int(target, 16) <= 0xFEFC or 0xE000 <= int(target, 16) <= 0xF8FF]
                    maps += 1
    assert maps > 40


@pytest.mark.parametrize("role", ["text", "heading"])
def test_the_seed_text_comes_back_whole_in_each_font_of_the_theme(role, tmp_path, pdftotext):
    if not SEED_DOCUMENT.is_file():
        pytest.skip("the seed document is not beside the project")
    theme = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
    families = Families(heading=theme.families.heading, text=getattr(theme.families, role))
    theme = replace(theme, families=families)
    source = SEED_DOCUMENT.read_text(encoding="utf-8")
    document = Document("نص", "نص", "نص", "نص", tuple(Paragraph(text(line.strip())) for line in source.split("\n") if line.strip()))
    path = tmp_path / "seed.pdf"
    path.write_bytes(write_pdf(document, theme, FontSet(theme), read_locale([assets_folder() / "locales"], "ar", Span(""))))
    pdfium = pypdfium2.PdfDocument(path)
    with pymupdf.open(path) as mupdf:
        readings = {
            "poppler": pdftotext(path),
            "pdfium": "\n".join(pdfium[number].get_textpage().get_text_bounded() for number in range(len(pdfium))),
            "mupdf": "\n".join(page.get_text() for page in mupdf),
            "pypdf": "\n".join(page.extract_text() for page in PdfReader(path).pages),
        }
    pdfium.close()
    for engine, reading in readings.items():
        assert recall(WORD.findall(source), WORD.findall(INVISIBLE.sub("", reading))) >= FLOOR, engine


def recall(reference, found):
    blocks = difflib.SequenceMatcher(None, reference, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(reference)
