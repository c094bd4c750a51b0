"""Builds of the whole kit: the files of a build, and which of them a change affects."""

import hashlib
import importlib
import json
import re
from pathlib import Path

import pytest
from pptx import Presentation

from generator.assets import assets_folder
from generator.compose.deck import compose_deck
from generator.content.loading import read_library
from generator.content.sources import fingerprint
from generator.model.dump import dump
from generator.plan import make_plan
from generator.settings.locale import read_locale
from tests.conftest import ROOT, SEEDS, run

PROGRAMMES = {"half-day": ["context", "approach", "principles"], "one-day": ["context", "approach", "principles", "stakeholders", "national-programme"]}
PROGRAMMES["two-day"] = [*PROGRAMMES["one-day"][:4], "knowledge", "national-programme"]
PAPERS = {
    *(f"papers/{name}.pdf" for name in ("attendance", "name-cards", "certificates", "group-work", "expectations", "action-plan")),
    *("papers/evaluation-daily.pdf", "papers/evaluation-final.pdf", "agenda.pdf", "facilitator/guide.pdf"),
}
# The forms of each test.
FORMS = {"half-day": "a", "one-day": "ab", "two-day": "ab"}
TESTS = ("pre-test", "post-test")
SEED_DOCUMENT = ROOT.parent / "shared" / "seed" / "iom-cairo-workshop.txt"


def files(folder):
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def library():
    return read_library(SEEDS)[0]


def quiz_files(programme):
    """Name the files of a programme's quiz, without its deck."""
    papers = [f"{test}-{part}.pdf" for test in TESTS for part in (*FORMS[programme], "key")]
    exports = [
        "moodle.xml",
        "gift.txt",
        "qti-2.2.zip",
        "qti-3.0.zip",
        "anki.apkg",
        "bank.xlsx",
        *(f"{test}{end}" for test in TESTS for end in (".h5p", "-kahoot.xlsx")),
    ]
    return {f"quiz/{name}" for name in ("quiz.html", *papers, *(f"exports/{name}" for name in exports))}


def test_every_programme_gives_its_files(kit):
    for programme, modules in PROGRAMMES.items():
        stems = [f"{number:02}-{module}" for number, module in enumerate(modules, 1)]
        decks = [f"slides/{stem}" for stem in stems] + ["quiz/quiz-deck"]
        expected = {f"{deck}.{suffix}" for deck in decks for suffix in ("pptx", "pdf")} | {f"handouts/{stem}.pdf" for stem in stems}
        expected |= {f"{deck}/{number:02}.png" for deck in decks for number in range(1, len(Presentation(kit / programme / f"{deck}.pptx").slides) + 1)}
        expected |= {
            "handouts/workbook.pdf",
            *quiz_files(programme),
            "facilitator/source-register.pdf",
            "facilitator/traceability.pdf",
            *PAPERS,
            "manifest.json",
        }
        expected |= {f"fonts/{name}-{weight}.ttf" for name in ("NotoKufiArabic", "IBMPlexSansArabic") for weight in ("Regular", "Bold")}
        expected |= {"fonts/install.pdf", "fonts/Noto-Kufi-Arabic-licence.txt", "fonts/IBM-Plex-Sans-Arabic-licence.txt"}
        made = files(kit / programme)
        assert set(made) == expected
        listed = json.loads((kit / programme / "manifest.json").read_text(encoding="utf-8"))["files"]
        assert listed == {path: digest for path, digest in made.items() if path != "manifest.json"}
        assert all(path.isascii() for path in made)


def test_building_again_writes_nothing(tmp_path, capsys):
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path) == 0
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path) == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    made = sum(path.is_file() for path in tmp_path.rglob("*")) - 1
    assert capsys.readouterr().out.rstrip().endswith(f"{made} files, 0 new or changed")


@pytest.mark.parametrize(
    ("pattern", "replacement", "changed"),
    [
        (r"(?m)^(    text: \|\n      )", r"\1تبدأ هذه الفقرة بجملة جديدة. ", "handouts/02-approach.pdf"),
        (r"(?m)^(      say: )\"?", None, "slides/02-approach.pptx"),
    ],
)
def test_one_sentence_changes_its_own_module_only(seeds, kit, tmp_path, pattern, replacement, changed):
    path = seeds / "modules" / "02-approach.yaml"
    text = path.read_text(encoding="utf-8")
    if replacement is None:
        edited = re.sub(r"(?m)^(  welcome:\n    say: \"?)", r"\1مرحبًا بكم جميعًا. ", text, count=1)
    else:
        edited = re.sub(pattern, replacement, text, count=1)
    assert edited != text
    path.write_text(edited, encoding="utf-8")
    out = tmp_path / "out"
    assert run("build", "half-day", "--seeds", seeds, "--out", out) == 0
    before, after = files(kit / "half-day"), files(out / "half-day")
    assert set(before) == set(after)
    differing = {name for name in before if before[name] != after[name]} - {"manifest.json"}
    others = {"handouts/workbook.pdf", "facilitator/traceability.pdf"} if changed.startswith("handouts") else {"facilitator/guide.pdf"}
    assert differing == {changed} | others
    assert len(before) > 100


@pytest.fixture
def counted(monkeypatch):
    """Count the documents and decks that are really made."""
    made = []
    for module, name in (("generator.writers.pdf", "write_traced_pdf"), ("generator.writers.pptx", "write_pptx")):
        written = getattr(importlib.import_module(module), name)
        monkeypatch.setattr(f"{module}.{name}", lambda *given, written=written: made.append(given[0].title) or written(*given))
    return made


def test_what_would_come_out_the_same_is_not_made_again(seeds, tmp_path, counted):
    out = tmp_path / "out"
    assert run("build", "half-day", "--seeds", seeds, "--out", out) == 0
    whole = files(out)
    # Decks and handouts of three sessions, the deck of the quiz, two tests with their keys, and twelve documents of the programme.
    assert len(counted) == 3 * 2 + 1 + 2 * 2 + 12
    counted.clear()
    module = seeds / "modules" / "02-approach.yaml"
    text = module.read_text(encoding="utf-8")
    module.write_text(f"# A comment moves every line.\n{text}", encoding="utf-8")
    assert run("build", "half-day", "--seeds", seeds, "--out", out) == 0
    assert counted == []
    assert files(out) == whole
    module.write_text(re.sub(r"(?m)^(    text: \|\n      )", r"\1تبدأ هذه الفقرة بجملة جديدة. ", text, count=1), encoding="utf-8")
    assert run("build", "half-day", "--seeds", seeds, "--out", out) == 0
    assert len(counted) == 3
    changed = {path for path, digest in files(out).items() if whole[path] != digest}
    assert changed == {f"half-day/{path}" for path in ("handouts/02-approach.pdf", "handouts/workbook.pdf", "facilitator/traceability.pdf", "manifest.json")}


def test_a_file_that_was_touched_or_lost_is_made_again(tmp_path, counted):
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path) == 0
    whole = files(tmp_path)
    (tmp_path / "half-day" / "slides" / "01-context" / "03.png").unlink()
    (tmp_path / "half-day" / "quiz" / "post-test-a.pdf").write_bytes(b"spoiled")
    counted.clear()
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path) == 0
    copy = tmp_path / "half-day" / "quiz" / "post-test-a.edited.pdf"
    assert copy.read_bytes() == b"spoiled"
    copy.unlink()
    assert files(tmp_path) == whole
    assert len(counted) == 1


def test_another_edition_or_program_makes_everything_anew(tmp_path, counted, monkeypatch):
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path) == 0
    first = len(counted)
    for name in ("packages", "installed"):
        monkeypatch.setattr(f"generator.storage.fingerprints.{name}", lambda: "others")
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path) == 0
    assert len(counted) == 2 * first


def test_only_some_kinds(tmp_path):
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path, "--only", "quiz,papers") == 0
    made = {path for path in files(tmp_path / "half-day") if not path.endswith(".png")}
    quiz = quiz_files("half-day") | {"quiz/quiz-deck.pptx", "quiz/quiz-deck.pdf"}
    assert made == quiz | PAPERS | {"facilitator/source-register.pdf", "facilitator/traceability.pdf", "manifest.json"}


def test_a_whole_build_takes_away_what_it_no_longer_makes(seeds, tmp_path):
    out = tmp_path / "out"
    assert run("build", "half-day", "--seeds", seeds, "--out", out) == 0
    (out / "half-day" / "own-notes.txt").write_text("keep me", encoding="utf-8")
    programme = seeds / "programmes" / "half-day.yaml"
    programme.write_text(programme.read_text(encoding="utf-8").replace("      - module: principles\n", "").partition("\nquiz:")[0] + "\n", encoding="utf-8")
    assert run("build", "half-day", "--seeds", seeds, "--out", out) == 0
    made = files(out / "half-day")
    assert "slides/03-principles.pptx" not in made
    assert "own-notes.txt" in made


def test_an_edition_has_its_own_folder_digits_and_language(tmp_path, pdftotext):
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path, "--edition", "eg") == 0
    text = pdftotext(tmp_path / "half-day-eg" / "handouts" / "workbook.pdf")
    assert "٩:٠٠" in text
    assert not re.search(r"صفحة \d", text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "٠" * 10)).replace("٠", ""))
    regional = tmp_path / "regional"
    assert run("build", "half-day", "--seeds", SEEDS, "--out", regional, "--only", "handouts") == 0
    assert "9:00 ص" in pdftotext(regional / "half-day" / "handouts" / "workbook.pdf")


def test_the_module_files_begin_with_id_and_title():
    seen = 0
    for path in sorted((SEEDS / "modules").glob("*.yaml")):
        schema, first, second = path.read_text(encoding="utf-8").split("\n")[:3]
        assert schema.endswith("/schemas/module.json")
        assert first == f"id: {path.stem[3:]}"
        assert second.startswith("title: ")
        seen += 1
    assert seen == 6


def test_modules_have_what_a_session_needs(library):
    for module in library.modules:
        assert 45 <= module.duration <= 90
        slides = 4 + sum(bool(section.points) + bool(section.extra) for section in module.sections)
        assert 12 <= slides <= 19, module.id
        assert any(section.activity for section in module.sections)
        assert len(module.quiz) >= 6
        words = sum(len(block.plain.split()) for section in module.sections for block in section.text if hasattr(block, "plain"))
        assert words >= 700, (module.id, words)
    assert len(library.modules) == 6


def test_keys_are_spread_over_the_letters(library):
    seen = 0
    locale = read_locale([assets_folder() / "locales"], "ar", library.kit.locale.span)
    for programme in library.programmes:
        for form in make_plan(library, programme, locale).forms:
            places = [one.order.index(0) for one in form.items if one.item.kind == "single"]
            assert all(len(set(places[start : start + 3])) > 1 for start in range(len(places) - 2)), form.stem
            assert max(places.count(place) for place in range(4)) <= -(-len(places) // 4) + 1, form.stem
            seen += len(places)
    assert seen >= 36


def words_of(text):
    """Cut a text into words without marks or punctuation."""
    return re.sub(r"[^\w\s]", " ", re.sub("[\u064b-\u0652]", "", text)).split()


def test_no_sentence_of_the_seed_document_is_copied():
    if not SEED_DOCUMENT.is_file():
        pytest.skip("the seed document is not beside the project")
    document = words_of(SEED_DOCUMENT.read_text(encoding="utf-8"))
    runs = {tuple(document[start : start + 9]) for start in range(len(document) - 8)}
    checked = 0
    for path in sorted(SEEDS.rglob("*.yaml")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("title: "):
                continue
            words = words_of(line)
            copied = [" ".join(words[start : start + 9]) for start in range(len(words) - 8) if tuple(words[start : start + 9]) in runs]
            assert not copied, (path.name, copied)
            checked += 1
    assert checked > 1_000


def test_verify_source(tmp_path, capsys):
    if not SEED_DOCUMENT.is_file():
        pytest.skip("the seed document is not beside the project")
    assert run("verify-source", SEED_DOCUMENT, "--seeds", SEEDS) == 0
    assert "12 paragraphs, as registered" in capsys.readouterr().out
    changed = tmp_path / "changed.txt"
    changed.write_text(SEED_DOCUMENT.read_text(encoding="utf-8").replace("2017", "2018"), encoding="utf-8")
    assert run("verify-source", changed, "--seeds", SEEDS) == 1
    assert re.search(r"changed\.txt:11:1: error: paragraph 11 is not the one registered in 'iom-cairo-workshop'", capsys.readouterr().err)


def test_fingerprints_do_not_see_white_space():
    assert fingerprint("  كلمة \t أخرى\n") == fingerprint("كلمة أخرى")
    assert fingerprint("كلمة") == hashlib.sha256("كلمة".encode()).hexdigest()


def test_the_repository_holds_no_absolute_path_or_font():
    seen = 0
    for path in ROOT.rglob("*"):
        if path.is_file() and not {".git", ".venv", "build", "__pycache__"} & set(Path(path).relative_to(ROOT).parts):
            assert path.suffix not in (".ttf", ".otf", ".woff2")
            seen += 1
    assert seen > 60


def test_models_dump_as_json_without_places(library):
    locale = read_locale([assets_folder() / "locales"], "ar", library.kit.locale.span)
    plan = make_plan(library, library.programmes[0], locale)
    dumped = json.loads(dump(compose_deck(plan, plan.sessions[0])))
    assert dumped["class"] == "Deck"
    assert [slide["layout"] for slide in dumped["slides"]][:2] == ["cover", "objectives"]
    assert dumped["slides"][0]["title"]["inlines"][0]["text"] == plan.sessions[0].module.title.plain
    assert "span" not in json.dumps(dumped)
