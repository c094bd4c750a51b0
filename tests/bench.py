"""Measure whole processes side by side: `make bench`. Ratios count, not seconds; nothing here is asserted.

Every command runs alternately with its peers, several times, and the median of its wall times is compared.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 7
# Every peer runs with its bytecode compiled, as it is after its first run on a user's machine.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
PARAGRAPHS = 420
DECK_SLIDES = 60

OURS_DOCUMENT = """
import sys
from pathlib import Path
from generator.diagnostics import Span
from generator.locale import read_locale
from generator.model.document import Document, Paragraph
from generator.model.text import text
from generator.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf import write_pdf
assets, nowhere = Path("assets"), Span("")
theme, locale = read_theme(assets / "themes", "haqiba", nowhere), read_locale(assets / "locales", "ar", nowhere)
lines = Path(sys.argv[1]).read_text(encoding="utf-8").split("\\n\\n")
document = Document("نص", "نص", "حقيبة", "نص", tuple(Paragraph(text(line)) for line in lines))
Path(sys.argv[2]).write_bytes(write_pdf(document, theme, FontSet(theme), locale))
"""
TYPST_DOCUMENT = """
import sys, typst
from pathlib import Path
words = Path(sys.argv[1]).read_text(encoding="utf-8")
head = '#set page(paper: "a4", margin: 62pt)\\n#set text(font: "IBM Plex Sans Arabic", size: 12.5pt, lang: "ar", dir: rtl)\\n'
source = head + "#set par(leading: 0.6em)\\n" + words
Path(sys.argv[2] + ".typ").write_text(source, encoding="utf-8")
typst.compile(sys.argv[2] + ".typ", output=sys.argv[2], font_paths=[sys.argv[3]])
"""
WEASYPRINT_DOCUMENT = """
import sys
from html import escape
from pathlib import Path
from weasyprint import HTML
font = next(Path(sys.argv[3]).glob("*Arabic-Regular.ttf")).as_uri()
style = f"@font-face{{font-family:P;src:url({font})}} @page{{size:A4;margin:62pt}} body{{font:12.5pt/1.6 P;direction:rtl}}"
lines = Path(sys.argv[1]).read_text(encoding="utf-8").split("\\n\\n")
HTML(string=f'<html lang="ar" dir="rtl"><style>{style}</style>' + "".join(f"<p>{escape(line)}</p>" for line in lines)).write_pdf(sys.argv[2])
"""
OURS_DECK = """
import sys
from pathlib import Path
from generator.diagnostics import Span
from generator.layout.fitting import TextMeasurer
from generator.layout.slides import place_deck
from generator.locale import read_locale
from generator.model.deck import Deck, Points, Slide, SpeakerNotes
from generator.model.text import text
from generator.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.pptx import write_pptx
assets, nowhere = Path("assets"), Span("")
theme, locale = read_theme(assets / "themes", "haqiba", nowhere), read_locale(assets / "locales", "ar", nowhere)
lines = Path(sys.argv[1]).read_text(encoding="utf-8").split("\\n\\n")
def slide(number):
    items = tuple(text(" ".join(lines[(number * 4 + item) % len(lines)].split()[:9])) for item in range(4))
    return Slide("points", text(f"عنوان الشريحة {number}"), Points(items), SpeakerNotes(text(lines[number % len(lines)])), None, nowhere)
deck = Deck("عنوان", "عنوان", "حقيبة", tuple(slide(number) for number in range(int(sys.argv[3]))))
placed = place_deck(deck, TextMeasurer(theme, FontSet(theme)), lambda title: title)
Path(sys.argv[2]).write_bytes(write_pptx(placed, theme, locale))
"""
BARE_DECK = """
import sys
from pathlib import Path
from pptx import Presentation
lines = Path(sys.argv[1]).read_text(encoding="utf-8").split("\\n\\n")
presentation = Presentation()
for number in range(int(sys.argv[3])):
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = f"عنوان الشريحة {number}"
    frame = slide.placeholders[1].text_frame
    for item in range(4):
        paragraph = frame.paragraphs[0] if item == 0 else frame.add_paragraph()
        paragraph.text = " ".join(lines[(number * 4 + item) % len(lines)].split()[:9])
    slide.notes_slide.notes_text_frame.text = lines[number % len(lines)]
presentation.save(sys.argv[2])
"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        words = where / "words.txt"
        words.write_text("\n\n".join(_paragraphs()), encoding="utf-8")
        fonts = _fonts(where)
        print(f"A text-only document of {PARAGRAPHS} paragraphs, as whole processes, median of {RUNS} runs taken in turn:")
        _compare(where, words, {"haqiba": OURS_DOCUMENT, "typst": TYPST_DOCUMENT, "weasyprint": WEASYPRINT_DOCUMENT}, ".pdf", str(fonts))
        print(f"\nA deck of {DECK_SLIDES} slides with notes:")
        _compare(where, words, {"haqiba": OURS_DECK, "bare python-pptx": BARE_DECK}, ".pptx", str(DECK_SLIDES))
        print("\nThe whole build of the repository's programmes:")
        _build(where)


def _paragraphs():
    from generator.content.loading import read_library

    library, _ = read_library(ROOT / "seeds")
    prose = [block.plain for module in library.modules for section in module.sections for block in section.text if hasattr(block, "plain")]
    return [_turned(prose[number % len(prose)], number) for number in range(PARAGRAPHS)]


def _turned(paragraph, number):
    """Begin a paragraph at another word, so that no peer sets one that it has set before."""
    words = paragraph.split(" ")
    place = number * 7 % len(words)
    return " ".join([*words[place:], *words[:place]])


def _fonts(where):
    from generator.assets import assets_folder
    from generator.diagnostics import Span
    from generator.theme import read_theme
    from generator.typography.fonts import font_file

    folder = where / "fonts"
    folder.mkdir()
    theme = read_theme(assets_folder() / "themes", "haqiba", Span(""))
    (folder / "IBMPlexSansArabic-Regular.ttf").write_bytes(font_file(theme.families.text, 400).blob)
    return folder


def _compare(where, words, programs, suffix, extra):
    times = {name: [] for name in programs}
    made = {name: where / f"{name.replace(' ', '-')}{suffix}" for name in programs}
    for run in range(RUNS + 1):
        for name, program in programs.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program, str(words), str(made[name]), extra], check=True, cwd=ROOT, env=ENVIRONMENT)
            if run:
                times[name].append(time.perf_counter() - start)
    ours = statistics.median(times["haqiba"])
    for name in programs:
        median = statistics.median(times[name])
        print(f"  {name:18}{median:7.2f} s   {median / ours:5.2f} x haqiba   {made[name].stat().st_size / 1000:8.0f} kB{_pages(made[name])}")


def _pages(path):
    if path.suffix != ".pdf":
        return ""
    from pypdf import PdfReader

    return f"   {len(PdfReader(path).pages)} pages"


def _build(where):
    times = []
    for run in range(3):
        out = where / f"build-{run}"
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "generator.cli", "build", "--out", str(out)], check=True, cwd=ROOT, capture_output=True, env=ENVIRONMENT)
        times.append(time.perf_counter() - start)
    count = sum(path.is_file() for path in out.rglob("*"))
    print(f"  {statistics.median(times):.2f} s for {count} files")


if __name__ == "__main__":
    main()
