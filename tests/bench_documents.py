"""Compare the documents of a real programme with Typst and WeasyPrint, which set the same text.

Run as a program it is one peer: `bench_documents.py PEER FOLDER` sets all documents of a folder once and prints its times.
"""

import json
import pickle
import sys
import time
from pathlib import Path

from bench_measure import run

ROOT = Path(__file__).parent.parent
PROGRAMME = "two-day"
GUIDE = "facilitator/guide.pdf"
WARMING = "warming"
PEERS = ("haqiba", "typst", "weasyprint")
RUNS = {"haqiba": 5, "typst": 5, "weasyprint": 2}


def prepare(folder):
    """Write the documents of the programme as models and in both markups, with their fonts; return the number of letters."""
    from bench_markup import Html, Typst

    from generator.inputs.reading import ROLES, read_inputs
    from generator.options import DATE

    inputs = read_inputs(ROOT / "seeds", None, DATE)
    edition, documents = inputs.edition, composed(inputs)
    (folder / "fonts").mkdir(parents=True)
    faces = {(role, bold): edition.faces.face(role, bold=bold) for role in ROLES for bold in (False, True)}
    for face in faces.values():
        (folder / "fonts" / face.file_name).write_bytes(face.blob)
    addresses = [
        (edition.faces.families[role].name, 700 if bold else 400, (folder / "fonts" / face.file_name).as_uri()) for (role, bold), face in faces.items()
    ]
    (folder / "style.css").write_text(Html(edition).style(addresses), encoding="utf-8")
    (folder / "models").write_bytes(pickle.dumps((edition, _warming(), list(documents.values()))))
    for markup in (Typst(edition), Html(edition)):
        for name, document in {WARMING: _warming(), **documents}.items():
            (folder / f"{name}{markup.suffix}").write_text(markup.document(document), encoding="utf-8")
    return len(documents)


def composed(inputs):
    """Compose the printed documents of the programme, by name, without the guide, whose pictures of slides peers would not draw."""
    from generator.formats import pdf
    from generator.model.document import Document
    from generator.outputs import planned_outputs

    programme = next(one for one in inputs.library.programmes if str(one.id) == PROGRAMME)
    groups = planned_outputs(inputs.plan(programme), ("handouts", "quiz", "papers"))
    models = {one.name: one.compose() for group in groups for one in group if one.output.write is pdf and one.name != GUIDE}
    documents = {name: model for name, model in models.items() if isinstance(model, Document)}
    return {f"{number:02}-{Path(name).stem}": document for number, (name, document) in enumerate(documents.items())}


def compare(folder):
    """Return the rows of the peers: times of each in seconds, pages, bytes. Peers take turns, so that a disturbance meets all."""
    found = {peer: [] for peer in PEERS}
    for number in range(max(RUNS.values())):
        for peer in (one for one in PEERS if number < RUNS[one]):
            found[peer].append(json.loads(run([sys.executable, __file__, peer, folder], ROOT).output))
    return {peer: runs[-1] | {key: min(one[key] for one in runs) for key in ("wall", "cpu", "composing")} for peer, runs in found.items()}


def typst_process(folder):
    """Return the command of a fresh process in which Typst sets the documents."""
    return [sys.executable, __file__, "typst", folder, "bare"]


def _warming():
    """Return a document of one word in each face, with which every peer opens its fonts before the clock starts."""
    from generator.model.document import Document, Heading, Paragraph
    from generator.model.text import text

    blocks = (Heading(1, text("نص")), Paragraph(text("نص")), Paragraph(text("نص", strong=True)))
    return Document("نص", "نص", "نص", "نص", blocks)


def _haqiba(folder):
    from generator.execution.garbage import collect_rarely
    from generator.writers.pdf import write_pdf

    # As the processes of a build do.
    collect_rarely()
    edition, warming, documents = pickle.loads((folder / "models").read_bytes())

    def set_one(document):
        return write_pdf(document, edition.theme, edition.faces, edition.locale)

    set_one(warming)
    return documents, set_one


def _composing():
    """Return the CPU time of reading and checking all seeds and composing the documents, in seconds."""
    from generator.inputs.reading import read_inputs
    from generator.options import DATE

    start = time.process_time()
    composed(read_inputs(ROOT / "seeds", None, DATE))
    return time.process_time() - start


def _typst(folder):
    import typst

    compiler = typst.Compiler(root=str(folder), font_paths=typst.Fonts(False, False, [str(folder / "fonts")]), ignore_system_fonts=True)

    def set_one(source):
        return compiler.compile(input=source, format="pdf")

    set_one((folder / f"{WARMING}.typ").read_bytes())
    return [path.read_bytes() for path in sorted(folder.glob("*.typ")) if path.stem != WARMING], set_one


def _weasyprint(folder):
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string=(folder / "style.css").read_text(encoding="utf-8"), font_config=fonts)

    def set_one(source):
        return HTML(string=source).write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True)

    set_one((folder / f"{WARMING}.html").read_text(encoding="utf-8"))
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html")) if path.stem != WARMING], set_one


def _main(peer, folder, *bare):
    sources, set_one = {"haqiba": _haqiba, "typst": _typst, "weasyprint": _weasyprint}[peer](Path(folder))
    wall, cpu = time.perf_counter(), time.process_time()
    made = [set_one(source) for source in sources]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    if bare:
        return
    import io

    from pypdf import PdfReader

    pages = sum(len(PdfReader(io.BytesIO(data)).pages) for data in made)
    result = {
        "wall": wall,
        "cpu": cpu,
        "composing": _composing() if peer == "haqiba" else 0,
        "pages": pages,
        "bytes": sum(map(len, made)),
        "documents": len(made),
    }
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    _main(*sys.argv[1:])
