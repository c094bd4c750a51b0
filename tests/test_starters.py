"""A kit is a folder: started from nothing, built from within or by its name, with its own look, and extended by starters."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image
from pypdf import PdfReader

from generator.assets import assets_folder
from generator.content.documents import paragraphs_of
from generator.content.loading import read_library
from generator.content.sources import fingerprint
from generator.diagnostics import ContentError, Span
from generator.faults import Fault
from generator.settings.locale import read_locale
from generator.starters import kit as starters_kit
from generator.starters.kit import start_kit
from tests.conftest import ROOT, change, run

MODULE = "seeds/modules/01-good-meetings.yaml"


def append(path, text):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def text_of(path):
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


# A kit


def test_a_new_kit_has_no_flaw_and_builds(tmp_path, capsys):
    folder = tmp_path / "new" / "kit"
    assert run("new", "kit", folder) == 0
    assert run("check", folder) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "1 module, 1 programme, 3 facts: no errors" in said.out
    assert run("build", folder) == 0
    built = sorted(path.relative_to(folder / "build").as_posix() for path in (folder / "build").rglob("*.pptx"))
    assert built == ["introduction/quiz/quiz-deck.pptx", "introduction/slides/01-good-meetings.pptx"]
    assert (folder / ".gitignore").read_text() == "build/\n"
    assert run("verify", folder) == 0


def test_the_documents_of_a_new_kit_are_those_its_facts_are_from(new_kit, capsys):
    assert run("verify-source", "documents/meeting-guide.txt") == 0
    assert "4 paragraphs, as registered in 'meeting-guide'" in capsys.readouterr().out


def test_a_kit_is_started_only_in_an_empty_folder(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert run("new", "kit", tmp_path) == 3
    assert f"error: {tmp_path}: it exists already and is not empty; name a folder that does not exist yet" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert run("new", "kit", tmp_path / "empty") == 0
    assert (tmp_path / "empty" / "seeds" / "kit.yaml").is_file()


def test_a_kit_that_cannot_be_finished_leaves_nothing(tmp_path, monkeypatch):
    written = []

    class Full(type(tmp_path)):
        def write_bytes(self, data):
            written.append(self)
            if len(written) == 4:
                raise OSError(28, "No space left on device", str(self))
            return super().write_bytes(data)

    with pytest.raises(Fault, match="the disk is full"):
        starters_kit.start_kit(Full(tmp_path / "a" / "kit"))
    assert len(written) == 4
    assert list(tmp_path.iterdir()) == []


# Which kit


def test_a_kit_is_found_from_any_folder_in_it(new_kit, monkeypatch, capsys):
    assert run("build", "--only", "quiz") == 0
    monkeypatch.chdir(new_kit / "seeds" / "modules")
    assert run("build", "introduction", "--only", "quiz") == 0
    assert "../../build/introduction: 18 files, 0 new or changed" in capsys.readouterr().out.replace("\\", "/")


def test_programmes_are_named_after_the_kit(new_kit, monkeypatch, capsys):
    monkeypatch.chdir(new_kit.parent)
    assert run("build", "kit", "introduction", "--only", "quiz") == 0
    assert run("build", "kit", "introducton", "--only", "quiz") == 2
    assert "there is no programme 'introducton': did you mean 'introduction'?" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_that_is_no_kit_is_told(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other").mkdir()
    assert run(command, "./other") == 2
    assert "'./other' is no kit: it has no folder 'seeds'; `haqiba new kit ./other` makes one" in capsys.readouterr().err.replace("\\", "/").replace(
        "'other'", "'./other'"
    ).replace("kit other`", "kit ./other`")


def test_outside_a_kit_the_way_out_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run("new", "module", "any") == 2
    assert "start one with `haqiba new kit FOLDER`" in capsys.readouterr().err


# A kit's own look


def test_a_kits_own_theme_colours_its_slides(new_kit):
    assert run("build", "--only", "decks") == 0
    deck = new_kit / "build" / "introduction" / "slides" / "01-good-meetings.pptx"
    with zipfile.ZipFile(deck) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
    assert "1F3A5F" in theme
    change(new_kit / "assets" / "themes" / "own.yaml", "primary: 1F3A5F", "primary: 3A1F5F")
    assert run("build", "--only", "decks") == 0
    with zipfile.ZipFile(deck) as archive:
        assert "3A1F5F" in archive.read("ppt/theme/theme1.xml").decode()


def test_a_kits_own_labels_hold_in_each_edition(new_kit):
    append(new_kit / "assets" / "locales" / "ar.yaml", "labels:\n  workbook: كراسة المتدرب\n")
    folders = [new_kit / "assets" / "locales", assets_folder() / "locales"]
    regional, egypt = (read_locale(folders, name, Span("")) for name in ("ar", "ar-EG"))
    assert (regional.labels["workbook"], egypt.labels["workbook"]) == ("كراسة المتدرب", "كراسة المتدرب")
    assert (regional.digits, egypt.digits, egypt.labels["handout"]) == ("latin", "arabic-indic", "مادة المشارك")
    assert run("build", "--edition", "EG", "--only", "handouts") == 0
    assert "كراسة المتدرب" in text_of(new_kit / "build" / "introduction-eg" / "handouts" / "workbook.pdf")


def test_a_kits_own_edition_is_one_to_choose(new_kit, capsys):
    (new_kit / "assets" / "locales" / "ar-SD.yaml").write_text("base: ar\nname: sd\ncountry: SD\nlanguage: ar-SD\n", encoding="utf-8")
    assert run("build", "--edition", "SD", "--only", "quiz") == 0
    assert (new_kit / "build" / "introduction-sd" / "quiz" / "test-a.pdf").is_file()
    assert run("build", "--edition", "XX") == 2
    assert "known here: DZ, EG, IQ, LB, MA, SD, TN" in capsys.readouterr().err


def test_a_variant_may_be_based_on_the_programs_one_of_its_name_but_not_on_itself(new_kit):
    (new_kit / "assets" / "locales" / "other.yaml").write_text("base: other\n", encoding="utf-8")
    with pytest.raises(ContentError, match="the locale 'other' is based on itself"):
        read_locale([new_kit / "assets" / "locales", assets_folder() / "locales"], "other", Span(""))


def test_a_kits_own_logo_stands_on_its_covers(new_kit, capsys):
    change(new_kit / "seeds" / "kit.yaml", "  # logos: [logo.png]               #", "  logos: [logo.png]                 #")
    assert run("build") == 1
    assert f"there is no logo 'logo.png' in {Path('assets/logos')}" in capsys.readouterr().err
    Image.new("RGB", (60, 20), "#336699").save(new_kit / "assets" / "logos" / "logo.png")
    assert run("build", "--only", "decks") == 0
    with zipfile.ZipFile(new_kit / "build" / "introduction" / "slides" / "01-good-meetings.pptx") as archive:
        media = [name for name in archive.namelist() if name.startswith("ppt/media/")]
        pictures = [Image.open(io.BytesIO(archive.read(name))).size for name in media]
    assert (60, 20) in pictures


def test_a_kits_own_fonts_are_beside_it_wherever_it_is_built_from(new_kit, monkeypatch, capsys):
    append(new_kit / "assets" / "themes" / "own.yaml", "families:\n  text: {name: Own, files: {regular: fonts/own.ttf, bold: fonts/own-bold.ttf}}\n")
    monkeypatch.chdir(new_kit.parent)
    assert run("build", "kit", "--only", "quiz") == 1
    assert f"needs the file {Path('kit/fonts/own.ttf')}, which does not exist" in capsys.readouterr().err


def test_what_is_built_does_not_depend_on_where_the_kit_is(new_kit, tmp_path, monkeypatch):
    assert run("build", "--only", "quiz,handouts") == 0
    monkeypatch.chdir(tmp_path)
    start_kit(tmp_path / "elsewhere" / "kit")
    assert run("build", "elsewhere/kit", "--only", "quiz,handouts") == 0
    ours, theirs = (
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (new_kit / "build", tmp_path / "elsewhere" / "kit" / "build")
    )
    assert len(ours) == 21
    assert ours == theirs


# Files


def test_what_is_started_has_no_flaw(new_kit, capsys):
    for arguments in (
        ("module", "crisis-talks"),
        ("programme", "full-day"),
        ("quiz-item", "good-meetings"),
        ("quiz-item", "crisis-talks"),
        ("source", "third"),
    ):
        assert run("new", *arguments) == 0
    said = capsys.readouterr().out.replace("\\", "/").splitlines()
    assert said == [
        "seeds/modules/02-crisis-talks.yaml:1: new; check it with: haqiba check",
        "seeds/programmes/full-day.yaml:1: new; check it with: haqiba check",
        "seeds/modules/01-good-meetings.yaml:153: new; check it with: haqiba check",
        "seeds/modules/02-crisis-talks.yaml:65: new; check it with: haqiba check",
        "seeds/sources/third.yaml:1: new; check it with: haqiba check",
    ]
    assert run("check") == 0
    assert capsys.readouterr().err == ""
    assert run("build", "full-day", "--only", "quiz") == 0
    library, _ = read_library(new_kit / "seeds")
    assert [str(module.id) for module in library.modules] == ["good-meetings", "crisis-talks"]
    assert [len(module.quiz) for module in library.modules] == [3, 2]
    assert "# - module: crisis-talks" in (new_kit / "seeds" / "programmes" / "full-day.yaml").read_text(encoding="utf-8")


def test_nothing_is_started_over_a_file_that_there_is(new_kit, capsys):
    before = {path: path.read_bytes() for path in new_kit.rglob("*") if path.is_file()}
    assert run("new", "module", "good-meetings") == 3
    assert run("new", "programme", "introduction") == 3
    assert run("new", "source", "meeting-guide") == 3
    said = capsys.readouterr().err
    assert "the kit has a module 'good-meetings' already; choose another id" in said
    assert said.count("it exists already; choose another id, or delete the file first") == 2
    assert {path: path.read_bytes() for path in new_kit.rglob("*") if path.is_file()} == before
    assert len(before) == 20


@pytest.mark.parametrize("name", ["Talks", "con", "two words", "-x", "a" * 65, "محادثات"])
def test_a_name_that_is_no_id_is_refused(new_kit, capsys, name):
    assert run("new", "module", "--", name) == 2
    assert f"'{name}' is no id" in capsys.readouterr().err


def test_a_quiz_item_leaves_all_else_as_it_was(new_kit):
    path = new_kit / MODULE
    text = path.read_text(encoding="utf-8")
    head, quiz = text.split("# لكل سؤال إجابة", 1)
    # The quiz before the end, with Windows line ends, a comment of the next key, and an indent of its own.
    moved = ("# لكل سؤال إجابة" + quiz + "\n# بعد الأسئلة\n" + head).replace("\n  - id: meetings-q", "\n- id: meetings-q")
    moved = "\n".join(line[2:] if line.startswith("    ") and number < 26 else line for number, line in enumerate(moved.split("\n")))
    path.write_bytes(moved.replace("\n", "\r\n").encode())
    assert run("check") == 0
    assert run("new", "quiz-item", "good-meetings") == 0
    after = path.read_bytes().decode()
    assert after.count("\r\n") == after.count("\n")
    lines = after.replace("\r\n", "\n").split("\n")
    start = lines.index("- id: meetings-q3")
    assert [line for number, line in enumerate(lines) if not start <= number < start + 10] == moved.split("\n")
    assert run("check") == 0


def test_a_module_without_a_quiz_gets_one(new_kit):
    path = new_kit / MODULE
    text = path.read_text(encoding="utf-8")
    for rest in ("", "quiz: []  # لا أسئلة بعد\n"):
        path.write_text(text.split("# لكل سؤال إجابة", 1)[0] + rest, encoding="utf-8")
        assert run("new", "quiz-item", "good-meetings") == 0
        assert run("new", "quiz-item", "good-meetings") == 0
        library, findings = read_library(new_kit / "seeds")
        assert [(str(item.id), str(item.objective)) for item in library.modules[0].quiz] == [
            ("good-meetings-q1", "meetings-o1"),
            ("good-meetings-q2", "meetings-o2"),
        ]
        assert findings == ()


def test_a_quiz_in_one_line_is_not_touched(new_kit, capsys):
    path = new_kit / MODULE
    item = "{id: q-one, objective: meetings-o1, bloom: understand, stem: ما هذا؟, key: نعم, distractors: [لا, ربما], rationale: سبب}"
    path.write_text(path.read_text(encoding="utf-8").split("quiz:", 1)[0] + f"quiz: [{item}]\n", encoding="utf-8")
    before = path.read_bytes()
    assert run("new", "quiz-item", "good-meetings") == 1
    assert "the quiz is not written as a list of blocks\nhint: begin each item on a line of its own with `- id:`" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_an_unknown_module_is_told(new_kit, capsys):
    assert run("new", "quiz-item", "good-meeting") == 3
    assert "there is no module 'good-meeting'; did you mean 'good-meetings'?" in capsys.readouterr().err


# Documents


def word_document(path):
    document = docx.Document()
    document.add_paragraph("عنوان 'الوثيقة': أولًا")
    document.add_paragraph("")
    document.add_paragraph("فقرة أولى\tفيها   مسافات.")
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"خانة {number}"
    table.rows[1].cells[0].merge(table.rows[1].cells[1])
    document.add_paragraph("فقرة أخيرة.")
    document.save(path)
    return path


def test_a_word_document_becomes_a_source_that_verifies(new_kit, capsys):
    document = word_document(new_kit / "documents" / "law-12.docx")
    assert paragraphs_of(document) == ["عنوان 'الوثيقة': أولًا", "فقرة أولى\tفيها   مسافات.", "خانة 0", "خانة 1", "خانة 2", "خانة 3", "فقرة أخيرة."]
    assert run("new", "source", document) == 0
    assert run("check") == 0
    assert run("verify-source", document) == 0
    said = capsys.readouterr()
    assert "7 paragraphs, as registered in 'law-12'" in said.out
    assert said.err == ""
    library, _ = read_library(new_kit / "seeds")
    source = next(one for one in library.sources if one.id == "law-12")
    assert (str(source.title), source.external, [str(fact.id) for fact in source.facts]) == ("عنوان 'الوثيقة': أولًا", False, ["law-12-1"])
    assert source.paragraphs[1].sha256 == fingerprint("فقرة أولى فيها مسافات.")
    changed = docx.Document(document)
    changed.paragraphs[2].text = "فقرة أخرى."
    changed.save(document)
    assert run("verify-source", document) == 1
    assert "paragraph 2 is not the one registered in 'law-12'" in capsys.readouterr().err


def test_each_paragraph_has_an_entry_for_a_fact(new_kit):
    assert run("new", "source", "documents/meeting-guide.txt", "--id", "guide-two") == 0
    path = new_kit / "seeds" / "sources" / "guide-two.yaml"
    # As an author does: take away the comment marks of one entry.
    entry = "  # - id: guide-two-2\n  #   paragraph: 2\n  #   text:"
    change(path, entry, entry.replace("# ", ""))
    library, _ = read_library(new_kit / "seeds")
    source = next(one for one in library.sources if one.id == "guide-two")
    assert [(str(fact.id), fact.paragraph) for fact in source.facts] == [("guide-two-1", 1), ("guide-two-2", 2)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("broken.docx", b"no archive", "this is no Word document (.docx)"),
        ("empty.docx", None, "this document has no paragraph"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this file is not UTF-8"),
        ("blank.txt", b" \n\n", "this file is empty"),
    ],
)
def test_a_document_that_cannot_be_read_is_told(new_kit, capsys, name, content, message):
    if content is None:
        docx.Document().save(new_kit / name)
    else:
        (new_kit / name).write_bytes(content)
    assert run("new", "source", name, "--id", "any") == 1
    assert message in capsys.readouterr().err
    assert not (new_kit / "seeds" / "sources" / "any.yaml").exists()


def test_a_document_with_a_name_in_arabic_needs_an_id(new_kit, capsys):
    (new_kit / "قانون.txt").write_text("مادة أولى.\n", encoding="utf-8")
    assert run("new", "source", "قانون.txt") == 2
    assert "give the id with --id" in capsys.readouterr().err
    assert run("new", "source", "قانون.txt", "--id", "law") == 0


def test_new_kinds_of_sources_are_named_in_the_register(new_kit):
    for kind in ("law", "standard", "book", "fact-sheet"):
        assert run("new", "source", f"a-{kind}") == 0
        change(new_kit / "seeds" / "sources" / f"a-{kind}.yaml", "kind: handbook ", f"kind: {kind} ")
    assert run("build", "--only", "papers") == 0
    words = text_of(new_kit / "build" / "introduction" / "facilitator" / "source-register.pdf")
    assert [label for label in ("قانون", "معيار", "كتاب", "صحيفة وقائع") if label in words] == ["قانون", "معيار", "كتاب", "صحيفة وقائع"]


# The wheel


def test_an_installed_wheel_starts_and_builds_a_kit(tmp_path):
    install = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps", "--target", tmp_path / "site", ROOT]
    subprocess.run(list(map(str, install)), check=True, capture_output=True)
    (tmp_path / "empty").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "generator.cli"]

    def haqiba(*arguments, folder=tmp_path / "empty"):
        return subprocess.run([*command, *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True, encoding="utf-8").stdout

    where = subprocess.run(
        [sys.executable, "-c", "import generator; print(generator.__file__)"], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    assert str(tmp_path / "site") in where.stdout
    haqiba("new", "kit", ".")
    assert "build/introduction: 50 files, 50 new or changed" in haqiba("build", "--jobs", "1").replace("\\", "/")
