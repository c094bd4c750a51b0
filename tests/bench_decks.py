"""Compare a deck with notes with the plain use of python-pptx, with PptxGenJS and with pandoc, as whole processes.

Run as a program it is one writer: `bench_decks.py WRITER SLIDES OUT`, where the file SLIDES has the text as JSON.
"""

import json
import shutil
import sys
from pathlib import Path

from bench_measure import fastest, run

ROOT = Path(__file__).parent.parent
SLIDES, POINTS, WORDS = 60, 4, 9
RUNS = 5
# `npm install --prefix .venv pptxgenjs` installs it there.
NODE_MODULES = ROOT / ".venv" / "node_modules"
PPTXGENJS = """
const Pptx = require("pptxgenjs");
const slides = JSON.parse(require("fs").readFileSync(process.argv[1], "utf-8"));
const deck = new Pptx();
deck.layout = "LAYOUT_16x9";
deck.rtlMode = true;
for (const one of slides) {
  const slide = deck.addSlide();
  const shared = { x: 0.5, w: 9, align: "right", rtlMode: true, lang: "ar" };
  slide.addText(one.title, { ...shared, y: 0.3, h: 0.8, fontSize: 32 });
  slide.addText(one.points.map((text) => ({ text, options: { bullet: true, breakLine: true } })), { ...shared, y: 1.3, h: 3.8, fontSize: 24 });
  slide.addNotes(one.notes);
}
deck.writeFile({ fileName: process.argv[2] });
"""


def prepare(folder):
    """Write the text of the slides, of the repository's modules, as JSON and as Markdown."""
    from generator.content.loading import read_library

    library, _ = read_library(ROOT / "seeds")
    lines = [block.plain for module in library.modules for section in module.sections for block in section.text if hasattr(block, "plain")]
    turned = [" ".join(_turned(lines[place % len(lines)].split(), place)) for place in range(SLIDES * POINTS)]
    slides = [
        {
            "title": f"عنوان الشريحة {number}",
            "points": [" ".join(line.split()[:WORDS]) for line in turned[number * POINTS : (number + 1) * POINTS]],
            "notes": turned[number],
        }
        for number in range(SLIDES)
    ]
    (folder / "slides.json").write_text(json.dumps(slides, ensure_ascii=False), encoding="utf-8")
    (folder / "slides.md").write_text("---\nlang: ar\ndir: rtl\n---\n\n" + "\n".join(map(_markdown, slides)), encoding="utf-8")


def _turned(words, number):
    """Begin a line at another word, so that no two are alike."""
    place = number * 7 % len(words)
    return [*words[place:], *words[:place]]


def _markdown(slide):
    points = "\n".join(f"- {point}" for point in slide["points"])
    return f"## {slide['title']}\n\n{points}\n\n::: notes\n{slide['notes']}\n:::\n"


def compare(folder):
    """Return the fastest run and the bytes of each writer, by name; None for one that is not installed."""
    commands = {name: command for name, command in _commands(folder).items() if command}
    runs = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            runs[name].append(run(command, ROOT, NODE_PATH=str(NODE_MODULES)))
    found = {name: (fastest(taken), _made(folder, name).stat().st_size) for name, taken in runs.items()}
    return {name: found.get(name) for name in _commands(folder)}


def _commands(folder):
    source, pandoc = folder / "slides.json", _pandoc()
    node = shutil.which("node") if (NODE_MODULES / "pptxgenjs").is_dir() else None
    return {
        "haqiba": [sys.executable, __file__, "haqiba", source, _made(folder, "haqiba")],
        "python-pptx": [sys.executable, __file__, "python-pptx", source, _made(folder, "python-pptx")],
        "PptxGenJS": node and [node, "-e", PPTXGENJS, source, _made(folder, "PptxGenJS")],
        "pandoc": pandoc and [pandoc, folder / "slides.md", "-o", _made(folder, "pandoc")],
    }


def _made(folder, name):
    return folder / f"{name}.pptx"


def _pandoc():
    """Return the program of the system, or that of the package pypandoc_binary."""
    if found := shutil.which("pandoc"):
        return found
    try:
        import pypandoc
    except ImportError:
        return None
    return pypandoc.get_pandoc_path()


def _haqiba(slides, out):
    from generator.assets import assets_folder
    from generator.diagnostics import Span
    from generator.execution.tasks import Task, run
    from generator.formats import pptx
    from generator.inputs.edition import Edition
    from generator.model.deck import Deck, Points, Slide, SpeakerNotes
    from generator.model.text import text
    from generator.options import DATE
    from generator.settings.locale import read_locale
    from generator.settings.theme import read_theme

    nowhere = Span("")
    edition = Edition(read_theme([assets_folder() / "themes"], "haqiba", nowhere), read_locale([assets_folder() / "locales"], "ar", nowhere), DATE)
    placed = tuple(
        Slide("points", text(one["title"]), Points(tuple(map(text, one["points"]))), SpeakerNotes(text(one["notes"])), None, nowhere) for one in slides
    )
    result = run(Task(edition, Deck("عنوان", "عنوان", "حقيبة", placed), (pptx,)))
    if result.findings:
        raise RuntimeError("\n".join(map(str, result.findings)))
    out.write_bytes(result.formats[0][""])


def _python_pptx(slides, out):
    from pptx import Presentation

    presentation = Presentation()
    for one in slides:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = one["title"]
        frame = slide.placeholders[1].text_frame
        for place, point in enumerate(one["points"]):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.text = point
        slide.notes_slide.notes_text_frame.text = one["notes"]
    presentation.save(out)


def _main(writer, source, out):
    {"haqiba": _haqiba, "python-pptx": _python_pptx}[writer](json.loads(Path(source).read_text(encoding="utf-8")), Path(out))


if __name__ == "__main__":
    _main(*sys.argv[1:])
