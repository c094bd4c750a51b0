"""The papers for the room: what each says, with which seeds it is made, that PDFs are sound, accessible, and found whole."""

import difflib
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
import yaml
from pypdf import PdfReader

from generator.assets import assets_folder
from generator.content.loading import read_library
from generator.diagnostics import Span
from generator.model.text import text
from generator.outputs import OUTPUTS
from generator.settings.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf.blocks import BlockSetter
from generator.writers.pdf.name_cards import MEASURE, NAME_ROOM, NAME_SIZES, letter_height
from generator.writers.pdf.names import fitted
from tests.conftest import SEEDS, run
from tests.reading import words_of
from tests.test_participants import HEADINGS, PEOPLE, text_of

FLOOR = 0.995
WORD = re.compile("[\\w\u064b-\u0652\u0670]+")
INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
FACILITATION = {
    "evaluation": {
        "daily": {
            "parts": [{"level": "reaction", "statements": ["كانت أهداف اليوم واضحة.", "كان إيقاع الجلسات مناسبًا."]}],
            "questions": [{"text": "ما أهم ما تعلمتموه اليوم؟", "lines": 3}],
        },
        "final": {
            "parts": [
                {"level": "reaction", "statements": ["كان محتوى الورشة ذا صلة بعملي."]},
                {"level": "learning", "statements": ["أميز بين أبعاد إعادة الإدماج."]},
                {"level": "behaviour", "statements": ["سأطبق ما تعلمته في عملي."]},
                {"level": "results", "statements": ["ستتحسن الخدمات المقدمة للعائدين في جهتي."]},
            ],
            "questions": [{"text": "ما الدعم الذي تحتاجون إليه؟", "lines": 4}],
        },
    },
    "expectations": [{"text": "ما الذي تتوقعونه من الورشة؟", "lines": 5}, {"text": "ما الخبرة التي تشاركون بها غيركم؟", "lines": 4}],
    "action_plan": {"title": "من الورشة إلى العمل", "intro": "اكتبوا خطوات صغيرة.", "columns": ["الخطوة", "من أعمل معه", "الموعد"], "rows": 6},
}
COUNTRY = {"title": "الإحالة في بلدي", "prompts": [{"text": "ما الجهة التي تنسق الإحالة في بلدكم؟", "lines": 4}]}
ALWAYS = {"attendance", "name-cards", "certificates", "group-work"}
GIVEN = {"evaluation-daily", "evaluation-final", "expectations", "action-plan"}
PDFS = sorted(ALWAYS | GIVEN)


def write(path, data):
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


@pytest.fixture(scope="module")
def given_seeds(tmp_path_factory):
    """The repository's seeds with what a facilitator needs, a date and a place, and a sheet for work on one's own country."""
    seeds = Path(shutil.copytree(SEEDS, tmp_path_factory.mktemp("papers") / "seeds"))
    for path, data in (
        (seeds / "facilitation.yaml", FACILITATION),
        (seeds / "modules" / "02-approach.yaml", {"country": COUNTRY}),
        (seeds / "programmes" / "two-day.yaml", {"venue": "القاهرة"}),
    ):
        write(path, (yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}) | data)
    kit = yaml.safe_load((seeds / "kit.yaml").read_text(encoding="utf-8"))
    write(seeds / "kit.yaml", kit | {"certificates": {"signatory": "د. سلمى الخطيب، مديرة المركز", "key": "كلمات لا يعرفها غيرنا"}})
    return seeds


@pytest.fixture(scope="module")
def people(given_seeds):
    path = given_seeds.parent / "people.csv"
    path.write_text(text_of([HEADINGS, *PEOPLE]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def named(given_seeds, people):
    """The papers of the two-day programme by name, as a folder."""
    out = given_seeds.parent / "named"
    assert run("build", "two-day", "--only", "papers", "--seeds", given_seeds, "--out", out, "--participants", people) == 0
    return out / "two-day" / "papers"


@pytest.fixture(scope="module")
def blank(given_seeds):
    """The same papers as blank forms."""
    out = given_seeds.parent / "blank"
    assert run("build", "two-day", "--only", "papers", "--seeds", given_seeds, "--out", out) == 0
    return out / "two-day" / "papers"


def pages_of(path, pdftotext):
    return [words_of(page) for page in pdftotext(path).split("\f")[:-1]]


def test_papers_are_made_as_far_as_the_kit_has_their_content(named, kit):
    assert {path.stem for path in named.iterdir()} == set(PDFS)
    folders = sorted(kit.glob("*/papers"))
    assert len(folders) == 3
    has_facilitation = (SEEDS / "facilitation.yaml").exists()
    for folder in folders:
        made = {path.stem for path in folder.iterdir()}
        assert made >= ALWAYS
        assert has_facilitation or not made & GIVEN
    assert {Path(one.path).stem.replace("{volume}", "") for one in OUTPUTS if one.path.startswith("papers/")} >= set(PDFS)


@pytest.mark.parametrize("name", PDFS)
def test_every_paper_is_sound_tagged_and_accessible(named, blank, name):
    paths = [folder / f"{name}.pdf" for folder in (named, blank)]
    for path in paths:
        with pikepdf.open(path) as document:
            assert document.check_pdf_syntax() == [] if hasattr(document, "check_pdf_syntax") else document.check() == []
            assert document.Root.MarkInfo.Marked
            assert document.Root.Lang == "ar"
            assert all(page.Tabs == "/S" for page in document.pages)
    for judge in (["outloud", "--fail-on", "error", "--quiet"], ["pdfua", "check", "--min-severity", "error"]):
        result = subprocess.run([Path(sys.executable).with_name(judge[0]), *judge[1:], *paths], capture_output=True, text=True, encoding="utf-8", check=False)
        assert result.returncode == 0, result.stdout
    if qpdf := shutil.which("qpdf"):
        for path in paths:
            subprocess.run([qpdf, "--check", path], check=True, capture_output=True)


def readings(path, pdftotext):
    pdfium = pypdfium2.PdfDocument(path)
    with pymupdf.open(path) as mupdf:
        found = {
            "poppler": pdftotext(path),
            "pdfium": "\n".join(pdfium[number].get_textpage().get_text_bounded() for number in range(len(pdfium))),
            "mupdf": "\n".join(page.get_text() for page in mupdf),
            "pypdf": "\n".join(page.extract_text() for page in PdfReader(path).pages),
        }
    pdfium.close()
    return {engine: WORD.findall(INVISIBLE.sub("", words)) for engine, words in found.items()}


@pytest.mark.parametrize("name", PDFS)
def test_every_word_of_a_paper_is_found_in_four_readers(named, given_seeds, name, pdftotext):
    library = read_library(given_seeds)[0]
    labels = (assets_folder() / "locales" / "ar.yaml").read_text(encoding="utf-8")
    vocabulary = set(WORD.findall(" ".join([*library.texts, labels, text_of(PEOPLE)])))
    for engine, words in readings(named / f"{name}.pdf", pdftotext).items():
        arabic = [word for word in words if re.fullmatch("[\u0621-\u065f\u0670]{2,}", word)]
        assert len(arabic) > 20
        assert sum(word in vocabulary for word in arabic) / len(arabic) >= FLOOR, engine


@pytest.mark.parametrize("name", ["certificates", "name-cards", "attendance"])
def test_names_are_found_whole_and_in_order(named, name, pdftotext):
    reference = [WORD.findall(person) for person, *_ in PEOPLE]
    for engine, words in readings(named / f"{name}.pdf", pdftotext).items():
        for parts in reference:
            # A cell of a table may be read line by line with its neighbours.
            blocks = difflib.SequenceMatcher(None, parts, words, autojunk=False).get_matching_blocks()
            assert sum(block.size for block in blocks) == len(parts), (engine, parts)


def test_a_sheet_of_attendance_for_each_day(named, blank, pdftotext):
    pages = pages_of(named / "attendance.pdf", pdftotext)
    assert len(pages) == 2
    for page, day in zip(pages, ("اليوم الأول", "اليوم الثاني"), strict=True):
        for words in (f"كشف الحضور: {day}", "القاهرة", "التوقيع صباحًا", "التوقيع بعد الظهر", PEOPLE[0][0], "وزارة الداخلية، مصر", "Jean-Pierre Ben Ali"):
            assert words in page, words
        assert "example" not in page
    forms = " ".join(pages_of(blank / "attendance.pdf", pdftotext))
    assert all(f" {number} " in f" {forms} " for number in range(1, 31))
    assert PEOPLE[0][0] not in forms


def test_a_name_card_has_two_faces_the_upper_one_turned(named):
    with pymupdf.open(named / "name-cards.pdf") as document:
        assert len(document) == len(PEOPLE)
        for page, (name, *_) in zip(document, PEOPLE, strict=True):
            faces = {True: [], False: []}
            for block in page.get_text("dict")["blocks"]:
                for line in block["lines"]:
                    faces[line["dir"][0] < 0].append("".join(span["text"] for span in line["spans"]))
                    middle = (line["bbox"][1] + line["bbox"][3]) / 2
                    # The page's y runs down: the turned face is above the fold.
                    assert (middle < page.rect.height / 2) == (line["dir"][0] < 0)
            assert len(faces[True]) == len(faces[False]) >= 3
            for face in faces.values():
                assert set(WORD.findall(words_of(" ".join(face)))) >= set(WORD.findall(name))
    with pikepdf.open(named / "name-cards.pdf") as document:
        # The turned face repeats the other, so that a screen reader is told the name once.
        content = document.pages[0].Contents.read_bytes()
        assert content.index(b"MCID") < content.index(b"-1 0 0 -1")
        assert b"MCID" not in content[content.index(b"-1 0 0 -1") :]


@pytest.fixture(scope="module")
def setter():
    theme = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
    return BlockSetter(theme, FontSet(theme))


def height_on_card(setter, name):
    """The height of an alef, or of a capital, of a name on its card, in millimetres."""
    run = fitted(setter, text(name), NAME_SIZES, (MEASURE, NAME_ROOM), None).runs[0]
    return letter_height(run.face, run.size, "ا" if name[0] > "\u0600" else "H")


def test_names_on_cards_are_read_at_five_metres(setter):
    """A letter of a three-hundredth of the distance is read with ease, one of 10 minutes of arc by most; 5 is the limit of sharp eyes."""
    ease, most = 5000 / 300, 5000 * 0.00291
    for name in ("علي حسن", "محمد أحمد علي", "ليلى عبد العزيز العتيبي", "أحمد محمود عبد الرحمن السيد", "Jean-Pierre Ben Ali", "خديجة بنعلي البوعناني"):
        assert height_on_card(setter, name) >= ease, name
    for name in ("د. فاطمة الزهراء بنت عبد القادر العلوي", "María del Carmen García-Márquez"):
        assert height_on_card(setter, name) >= most, name


def test_longer_names_step_down_and_lines_are_balanced(setter):
    names = [
        "علي حسن",
        "علي حسن محمود السيد",
        "علي حسن محمود عبد الرحمن عبد القادر السيد",
        "علي حسن محمود عبد الرحمن عبد القادر السيد الإدريسي الحسني العلوي البغدادي",
    ]
    heights = [height_on_card(setter, name) for name in names]
    assert all(longer < shorter for shorter, longer in pairwise(heights))
    lines = fitted(setter, text(names[2]), NAME_SIZES, (MEASURE, NAME_ROOM), None).lines
    assert len(lines) > 1
    assert min(line.width for line in lines) > 0.5 * max(line.width for line in lines)


def test_evaluation_forms(named, pdftotext):
    daily = pages_of(named / "evaluation-daily.pdf", pdftotext)
    assert len(daily) == 2
    assert all("أوافق بشدة" in page and "كانت أهداف اليوم واضحة" in page and "ما أهم ما تعلمتموه اليوم؟" in page for page in daily)
    assert "اليوم الأول" in daily[0]
    assert "اليوم الثاني" in daily[1]
    final = " ".join(pages_of(named / "evaluation-final.pdf", pdftotext))
    levels = ["رد الفعل:", "التعلّم:", "السلوك:", "النتائج:"]
    assert [final.index(level) for level in levels] == sorted(final.index(level) for level in levels)
    for part in FACILITATION["evaluation"]["final"]["parts"]:
        assert part["statements"][0] in final


def circles(page):
    """The boxes of drawn circles of a page: closed paths of many short segments."""
    return [one["rect"] for one in page.get_drawings() if len(one["items"]) >= 20 and abs(one["rect"].width - one["rect"].height) < 0.5]


def test_each_statement_has_five_circles_in_a_row(named):
    for name, counts in (("evaluation-daily", [2, 2]), ("evaluation-final", [4])):
        with pymupdf.open(named / f"{name}.pdf") as document:
            for page, statements in zip(document, counts, strict=False):
                found = circles(page)
                assert len(found) == 5 * statements
                assert len({round(box.y0) for box in found}) == statements
                assert len({round(box.x0) for box in found}) == 5


def test_expectations_and_action_plan(named, pdftotext):
    (sheet,) = pages_of(named / "expectations.pdf", pdftotext)
    assert all(one["text"] in sheet for one in FACILITATION["expectations"])
    (plan,) = pages_of(named / "action-plan.pdf", pdftotext)
    for words in ("خطة العمل الشخصية", "من الورشة إلى العمل", "اكتبوا خطوات صغيرة.", *FACILITATION["action_plan"]["columns"], "الاسم", "الجهة", "التاريخ"):
        assert words in plan, words


def test_every_worksheet_begins_on_a_page_of_its_own(named, given_seeds, pdftotext):
    library = read_library(given_seeds)[0]
    programme = next(one for one in library.programmes if one.id == "two-day")
    modules = [library.module(str(slot.module)) for slot in programme.module_slots]
    expected = []
    for module in modules:
        expected += [(one.title.plain, one.worksheet.title.plain) for one in module.exercises if hasattr(one, "worksheet")]
        expected += [(module.title.plain, module.country.title.plain)] if module.country else []
    pages = iter(pages_of(named / "group-work.pdf", pdftotext))
    assert len(expected) >= 7
    for title, sheet in expected:
        page = next(one for one in pages if "ورقة عمل المجموعة، الوحدة" in one or "ورقة البلد، الوحدة" in one)
        assert title in page
        assert sheet in page
        assert ("المدة:" in page and "أعضاء المجموعة" in page) or "البلد" in page
    assert not [page for page in pages if "ورقة عمل المجموعة" in page or "ورقة البلد، الوحدة" in page]


def test_a_change_of_the_forms_is_built(given_seeds, tmp_path):
    seeds = Path(shutil.copytree(given_seeds, tmp_path / "seeds"))
    arguments = ("build", "half-day", "--only", "papers", "--seeds", seeds, "--out", tmp_path / "out")
    assert run(*arguments) == 0
    folder = tmp_path / "out" / "half-day" / "papers"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    changed = yaml.safe_load((seeds / "facilitation.yaml").read_text(encoding="utf-8")) | {"expectations": FACILITATION["expectations"][:1]}
    del changed["action_plan"]
    write(seeds / "facilitation.yaml", changed)
    assert run(*arguments) == 0
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"expectations.pdf"}
    # Only a build of all kinds deletes what is no output any more.
    assert before.keys() == after.keys()


def test_an_edition_writes_its_own_digits(given_seeds, people, tmp_path, pdftotext):
    arguments = ("build", "two-day", "--edition", "EG", "--only", "papers", "--seeds", given_seeds, "--out", tmp_path, "--participants", people)
    assert run(*arguments) == 0
    (first, *_) = pages_of(tmp_path / "two-day-eg" / "papers" / "certificates.pdf", pdftotext)
    assert "رقم الشهادة: ١" in first
    assert "٧ ساعات و٣٠ دقيقة" in first
    # A code is the same in every edition.
    assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", first)
    assert " ٢ " in " ".join(pages_of(tmp_path / "two-day-eg" / "papers" / "attendance.pdf", pdftotext))


def test_printed_in_grey_everything_stays_readable(setter):
    """Text of the certificate has a contrast of 4.5 with white in luminance, and the lines to write on one of 3."""
    for role, least in (("primary", 4.5), ("accent", 4.5), ("muted", 4.5), ("ink", 4.5), ("pattern", 3.0)):
        assert 1.05 / (luminance(setter.colour(role)) + 0.05) >= least, role


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    return sum(share * (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4) for share, one in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_a_theme_of_another_face_keeps_cards_in_their_halves(setter):
    other = BlockSetter(replace(setter.theme, families=replace(setter.theme.families, heading=setter.theme.families.text)), FontSet(setter.theme))
    for name in ("علي حسن", "د. فاطمة الزهراء بنت عبد القادر العلوي", "ع" * 100):
        assert fitted(other, text(name), NAME_SIZES, (MEASURE, NAME_ROOM), None).height(MEASURE) <= NAME_ROOM
