"""Printed text and addresses are found unbroken by PDFium (Chrome, Edge), MuPDF, poppler and pypdf."""

import re

import pikepdf
import pymupdf
import pypdfium2
import pytest
from pypdf import PdfReader

from generator.assets import assets_folder
from generator.compose.citing import address_text
from generator.diagnostics import Span
from generator.model.document import Document, Paragraph
from generator.model.text import text
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf import write_pdf
from tests.test_pdf import FLOOR, INVISIBLE, WORD, recall

THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
FACES = FontSet(THEME)
LOCALE = read_locale([assets_folder() / "locales"], "ar", Span(""))


def readings(path, pdftotext):
    """Give a PDF's text by each reader, without invisible marks."""
    pdfium = pypdfium2.PdfDocument(path)
    try:
        with pymupdf.open(path) as mupdf:
            found = {
                "poppler": pdftotext(path),
                "pdfium": "\n".join(pdfium[number].get_textpage().get_text_bounded() for number in range(len(pdfium))),
                "mupdf": "\n".join(page.get_text() for page in mupdf),
                "pypdf": "\n".join(page.extract_text() for page in PdfReader(path).pages),
            }
    finally:
        pdfium.close()
    return {reader: INVISIBLE.sub("", words) for reader, words in found.items()}


def printed_addresses(path):
    """List the addresses that a PDF prints: linked words that are an address themselves."""
    with pikepdf.open(path) as document:
        links = [link for page in document.pages for link in page.get("/Annots", []) if "/A" in link]
        return [str(link.Contents).strip() for link in links if str(link.A.URI).removeprefix("https://") == str(link.Contents).strip()]


def test_every_printed_address_is_found_whole(kit, pdftotext):
    seen = 0
    for path in sorted((kit / "two-day").rglob("*.pdf")):
        addresses = printed_addresses(path)
        for reader, words in readings(path, pdftotext).items() if addresses else ():
            assert [one for one in addresses if one not in words] == [], (path.name, reader)
        seen += len(addresses)
    assert seen > 100


ADDRESSES = (
    "https://example.org/a-b_c/d?id=12&x=3.5#part-2",
    "https://example.org/%D8%A7%D9%84%D9%85%D8%A7%D8%A1",
    "https://example.org/",
    "https://a-very-long-name.example.org/en/initiatives/pilot-action-on-water-safety-in-the-home/and-in-schools/2024-09-30",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_any_kind_is_found_whole(address, tmp_path, pdftotext):
    blocks = (Paragraph(text("عنوان في سطر قبله")), Paragraph(address_text(address), "address"), Paragraph(text("وسطر بعده.")))
    path = written(tmp_path, blocks)
    for reader, words in readings(path, pdftotext).items():
        assert address.removeprefix("https://") in words, reader


def written(folder, blocks):
    path = folder / "page.pdf"
    path.write_bytes(write_pdf(Document("نص", "نص", "نص", "نص", tuple(blocks)), THEME, FACES, LOCALE))
    return path


NOUNS = ("المادة", "الفقرة", "الصفحة", "الجدول", "الشكل", "البند", "الوحدة", "القاعة", "الطابق", "الباب")


def test_short_lines_that_end_in_numbers_keep_their_spaces(tmp_path, pdftotext):
    lines = [f"{noun} {number}" for number in (1, 7, 12, 30, 2017) for noun in NOUNS]
    lines += [f"انظر {noun} {number} في عام {year}" for number, year, noun in zip((3, 45, 128), (2018, 2020, 2024), NOUNS, strict=False)]
    # PDFium takes a page on which no line is long for vertical writing; a page of a handout has at least one.
    lead = "هذه صفحة من صفحات المشارك فيها أسطر قصيرة تنتهي بأرقام، ويتقدمها سطر طويل يمتد من أولها إلى آخرها"
    path = written(tmp_path, [Paragraph(text(line)) for line in (lead, *lines)])
    reference = WORD.findall("\n".join((lead, *lines)))
    assert len(reference) > 110
    for reader, words in readings(path, pdftotext).items():
        assert recall(reference, WORD.findall(words)) >= FLOOR, reader


def test_numbers_at_line_ends_inside_a_paragraph(tmp_path, pdftotext):
    line = "يذكر التقرير في عام 2017 أن المركز درّب 1,000 ممارس في 50 بلدًا على منهاجين اثنين بحسب الفقرة 12 والفقرة 9 من الجدول 3 "
    words = line * 12
    path = written(tmp_path, [Paragraph(text(words.strip()))])
    for reader, read in readings(path, pdftotext).items():
        assert recall(WORD.findall(words), WORD.findall(read)) >= FLOOR, reader
        assert not re.search(r"[\u0621-\u064a]\d", read), reader
