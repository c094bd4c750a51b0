"""The file of facilitation, and what belongs to it in modules and programmes: read, checked, planned, traced, mended, compared, shown."""

import datetime
import shutil

import pytest

from generator.content import mending
from generator.content.loading import gather_library, read_file, read_library
from generator.content.mending import mended
from generator.content.reader import read_yaml
from generator.content.records import decoded, encoded
from generator.content.schema import Facilitation, Material, Programme, Record
from generator.content.tracing import trace
from generator.content.validation import prose_in
from generator.diagnostics import Severity, Span
from generator.inputs.reading import read_inputs
from generator.model.text import BulletList
from generator.options import DATE, KINDS, BuildOptions
from generator.outputs import planned_outputs
from generator.plan import make_plan
from generator.preview.views import Preview
from generator.reference.keys import BLOCKS, FILES, NAMES, Value, blocks_within, keys_of
from generator.settings.locale import read_locale
from tests.conftest import SEEDS, WATER_SEEDS, change, run
from tests.reading import letters, page_texts

FILE, MODULE, PROGRAMME = "facilitation.yaml", "modules/01-good-meetings.yaml", "programmes/introduction.yaml"


@pytest.fixture
def seeds(new_kit):
    return new_kit / "seeds"


def errors(seeds):
    return [(one.code, one.span.path.replace("\\", "/").rpartition("seeds/")[2]) for one in gather_library(seeds).findings if one.severity is Severity.ERROR]


def record(path, kind):
    return read_file(str(path), path.read_bytes(), kind).record


# What is read


def test_a_material_is_a_text_alone_or_a_block(seeds):
    first, second, third = record(seeds / FILE, Facilitation).materials
    assert (first.item.plain, first.quantity, first.per) == ("حاسوب وجهاز عرض", None, "room")
    assert (second.item.plain, second.quantity, second.per) == ("بطاقة اسم", 1, "participant")
    assert (third.quantity, third.per) == (1, "group")
    assert all(isinstance(one, Material) and one.item.span.path == str(seeds / FILE) for one in (first, second, third))
    # A text alone is where it is typed; a block begins with its first key.
    assert [one.span.line for one in (second, third)] == [first.span.line + 1, first.span.line + 4]


def test_dates_and_materials_are_read_back_from_the_cache_with_their_places():
    path = WATER_SEEDS / "programmes" / "three-day.yaml"
    reading = read_file(str(path), path.read_bytes(), Programme)
    assert reading.record.first_date == datetime.date(2028, 2, 27)
    again = decoded(encoded(reading), str(path))
    assert (again.record.first_date, again.record.begins.span) == (datetime.date(2028, 2, 27), reading.record.begins.span)
    assert encoded(again) == encoded(reading)
    path = WATER_SEEDS / FILE
    reading = read_file(str(path), path.read_bytes(), Facilitation)
    again = decoded(encoded(reading), str(path))
    assert [(one.item.plain, one.quantity, one.per, one.span) for one in again.record.materials] == [
        (one.item.plain, one.quantity, one.per, one.span) for one in reading.record.materials
    ]
    assert len(again.record.materials) == 7


def test_a_kit_needs_no_file_of_facilitation(seeds):
    (seeds / FILE).unlink()
    assert errors(seeds) == [("unknown-routine", PROGRAMME), ("unknown-routine", PROGRAMME)]
    change(seeds / PROGRAMME, "      - routine: opening  ", "      - title: الافتتاح\n        minutes: 15  ")
    change(seeds / PROGRAMME, "      - routine: closing\n", "")
    library, _ = read_library(seeds)
    assert (library.facilitation, library.routines) == (None, {})


def test_a_missing_file_is_started_with_its_command(new_kit, seeds, capsys):
    (seeds / FILE).unlink()
    assert run("check") == 1
    assert capsys.readouterr().err.count("hint: the kit has no such file; `haqiba new facilitation` starts it") == 2
    assert run("new", "facilitation") == 0
    assert capsys.readouterr().out.replace("\\", "/") == "seeds/facilitation.yaml:1: new; check it with: haqiba check\n"
    assert run("check") == 0
    assert (seeds / FILE).read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../schemas/facilitation.json\n")
    before = (seeds / FILE).read_bytes()
    assert run("new", "facilitation") == 3
    assert "it exists already; edit it, or delete it first" in capsys.readouterr().err
    assert (seeds / FILE).read_bytes() == before
    shutil.rmtree(new_kit / "schemas")
    (seeds / FILE).unlink()
    assert run("new", "facilitation") == 0
    assert (seeds / FILE).read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../assets/schemas/facilitation.json\n")


# What is checked


def test_a_routines_id_is_unique(seeds):
    change(seeds / FILE, "  - id: closing\n", "  - id: opening\n")
    assert ("duplicate-id", FILE) in errors(seeds)


def test_an_unreadable_file_makes_no_reference_wrong(seeds):
    change(seeds / FILE, "  - id: closing\n", "  - ids: closing\n")
    assert sorted(set(errors(seeds))) == [("missing-key", FILE), ("unknown-key", FILE)]


@pytest.mark.parametrize(("minutes", "expected"), [(15, []), (14, [("minutes", PROGRAMME)])])
def test_a_slot_may_say_the_minutes_of_its_routine(seeds, minutes, expected):
    change(seeds / PROGRAMME, "      - routine: closing\n", f"      - routine: closing\n        minutes: {minutes}\n")
    assert errors(seeds) == expected


def test_the_minutes_of_a_routine_count_till_midnight(seeds):
    # 15 minutes of opening, 50 of the module, 15 of a break: the closing begins at 23:44 and ends a minute before midnight.
    change(seeds / PROGRAMME, 'start: "9:00"', 'start: "22:24"')
    assert errors(seeds) == []
    change(seeds / FILE, "      - minutes: 10\n        text: ملء استمارة التقييم", "      - minutes: 11\n        text: ملء استمارة التقييم")
    assert errors(seeds) == [("past-midnight", PROGRAMME)]


def test_a_number_in_an_answer_has_its_fact(seeds):
    question, check = "      answer: يُكتب ما نقص", "      answer: المسؤول عنه وموعده [@guide-decisions]."
    change(seeds / MODULE, question, "      answer: في 40% من الاجتماعات يُكتب ما نقص")
    assert errors(seeds) == [("uncited-number", MODULE)]
    change(seeds / MODULE, check, "      answer: المسؤول عنه، في 3 كلمات.")
    assert errors(seeds) == [("uncited-number", MODULE)] * 2
    change(seeds / MODULE, "ومن يأتي به، ومتى.", "ومن يأتي به، ومتى [@guide-purpose].")
    change(seeds / MODULE, "في 3 كلمات.", "في كلمات قليلة.")
    assert errors(seeds) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FILE, "room: |\n", "room: |\n  كما في الدليل [@no-such-fact].\n\n"),
        (FILE, "say: أهلًا بكم. نبدأ", "say: أهلًا بكم [@no-such-fact]. نبدأ"),
        (FILE, "  - نبدأ في الموعد وننتهي فيه", "  - نبدأ في الموعد [@no-such-fact]"),
        (PROGRAMME, "participants: 18 ", "guidance: كما في الدليل [@no-such-fact].\nparticipants: 18 "),
        (MODULE, "    - قراءة الملاحظات", "    - قراءة الدليل [@no-such-fact] والملاحظات"),
        (MODULE, "        short: تصوغ", "        short: كما في الدليل [@no-such-fact]، تصوغ"),
    ],
)
def test_a_citation_anywhere_names_a_fact(seeds, file, old, new):
    change(seeds / file, old, new)
    assert errors(seeds) == [("unknown-fact", file)]


@pytest.mark.parametrize("shape", ["  prompts:\n    - text: ما العمل؟\n", ""])
def test_the_sheets_of_action_plan_and_country_have_their_shape(seeds, shape):
    change(seeds / FILE, "  rows: 4\n", f"{shape or ''}{'  rows: 4' + chr(10) if shape else ''}")
    change(seeds / MODULE, "facilitator:\n", f"country:\n  title: اجتماعاتنا\n  columns: [السؤال, الجواب]\n{shape}facilitator:\n")
    assert sorted(set(errors(seeds))) == [("worksheet", FILE), ("worksheet", MODULE)]


def test_acronyms_are_judged_where_participants_read(seeds):
    """Variants are for the facilitator alone; the country's sheet is in the handout."""
    change(seeds / MODULE, "        short: تصوغ كل مجموعة", "        short: تصوغ UNDP وكل مجموعة")
    change(seeds / MODULE, "    - قراءة الملاحظات", "    - قراءة دليل UNDP والملاحظات")
    assert [one.code for one in gather_library(seeds).findings] == []
    change(seeds / MODULE, "facilitator:\n", "country:\n  title: اجتماعات UNDP\n  prompts:\n    - text: ما الغرض؟\nfacilitator:\n")
    (found,) = gather_library(seeds).findings
    assert found.code == "acronym"


# What is planned


def test_a_slot_has_the_title_and_the_minutes_of_its_routine_unless_it_has_its_own():
    library, _ = read_library(WATER_SEEDS)
    programme = next(one for one in library.programmes if one.id == "three-day")
    plan = make_plan(library, programme, read_locale([WATER_SEEDS.parents[1] / "assets" / "locales"], "ar", Span("")))
    rows = [(str(slot.routine.id), slot.title, slot.kind, slot.start, slot.end) for day in plan.days for slot in day.slots if slot.routine]
    assert rows == [
        ("welcome", "الافتتاح والتعارف", "session", datetime.time(9), datetime.time(9, 30)),
        ("recap", "سؤال الصباح", "ceremony", datetime.time(9), datetime.time(9, 1)),
        ("farewell", "توزيع الشهادات والصور", "ceremony", rows[2][3], rows[2][4]),
    ]
    spans = [slot.span for day in plan.days for slot in day.slots if slot.routine]
    assert [span.path.rpartition("kit")[2].replace("\\", "/") for span in spans] == ["/facilitation.yaml"] * 2 + ["/programmes/three-day.yaml"]


def test_the_timetable_shows_the_routines(water_kit):
    words = page_texts(water_kit / "three-day" / "handouts" / "workbook.pdf")
    for title in ("الافتتاح والتعارف", "سؤال الصباح", "توزيع الشهادات والصور"):
        assert letters(title) in words


# What is traced


def test_what_the_facilitator_answers_is_a_statement_and_what_the_file_cites_a_use(seeds):
    change(seeds / FILE, "room: |\n", "room: |\n  كما في الدليل [@guide-agenda].\n\n")
    library, _ = read_library(seeds)
    said = {one.text.plain: one.facts for one in trace(library).statements}
    assert said["المسؤول عنه وموعده."] == ("guide-decisions",)
    assert said["يُكتب ما نقص حتى يُتخذ القرار، ومن يأتي به، ومتى."] == ()
    places = {str(fact.id): found for source in trace(library).sources for fact, found in source.uses}
    assert [span.path for span in places["guide-agenda"]].count(str(seeds / FILE)) == 1
    # The page of a programme is of its modules alone.
    of_modules = trace(library, library.modules)
    assert str(seeds / FILE) not in {span.path for source in of_modules.sources for _, found in source.uses for span in found}


# What is mended


def test_every_file_with_paragraphs_is_mended_and_linted():
    """A record with a key for paragraphs, anywhere in it, is among those in which lists are looked for."""
    files = [one for one in FILES.values() if issubclass(one, Record)]
    with_prose = {one for one in files for block in blocks_within(NAMES[one]) for key in keys_of(BLOCKS[block]) if key.type == Value("paragraphs")}
    assert with_prose == set(mending.WITH_PROSE)
    assert len(files) == 6


def test_the_paragraphs_of_a_file_are_found_though_they_are_optional():
    path = WATER_SEEDS / FILE
    node = record(path, Facilitation)
    assert [type(block) for block in node.room][1] is BulletList
    assert [one.key for one in prose_in(Facilitation, read_yaml(path))] == ["use", "room", "reuse"]
    assert [one.key for one in prose_in(Programme, read_yaml(WATER_SEEDS / "programmes" / "three-day.yaml"))] == ["guidance"]


@pytest.mark.parametrize(("file", "key"), [(FILE, "room: |\n"), (PROGRAMME, "participants: 18 ")])
def test_slips_and_lists_are_mended_in_each_file(seeds, file, key, capsys):
    text = "  شكراً, وفي القاعة:\n  - طاولات\n  - كراسٍ\n\n"
    change(seeds / file, key, f"room: |\n{text}" if key.startswith("room") else f"guidance: |\n{text}{key}")
    clean = (seeds / file).read_text(encoding="utf-8").replace("  شكراً, وفي القاعة:\n", "  شكرًا، وفي القاعة:\n\n")
    assert {one.code for one in gather_library(seeds).findings} == {"tanwin", "latin-punctuation", "unread-list"}
    assert run("check", "--fix") == 0
    assert f"seeds/{file}: 3 slips mended" in capsys.readouterr().out.replace("\\", "/")
    assert (seeds / file).read_text(encoding="utf-8") == clean
    assert mended(str(seeds / file), (seeds / file).read_bytes())[1] == 0


# What is compared, shown and built


def test_a_change_is_compared_in_the_guide(new_kit, seeds, capsys):
    shutil.copytree(new_kit, new_kit.parent / "old")
    change(seeds / FILE, "  - نبدأ في الموعد وننتهي فيه", "  - نبدأ في الموعد")
    change(seeds / FILE, "    title: الخلاصة والتقييم", "    title: ختام اليوم")
    capsys.readouterr()
    assert run("diff", "../old") == 0
    said = capsys.readouterr().out.splitlines()
    assert {"    - نبدأ في الموعد وننتهي فيه", "    + نبدأ في الموعد", "    + ختام اليوم"} <= set(said)
    guide = next(line for line in said if "introduction/facilitator/guide.pdf" in line)
    assert said.index(guide) < said.index("    + نبدأ في الموعد")


def test_the_preview_shows_a_change_and_leads_to_its_line(new_kit, seeds):
    preview = Preview(BuildOptions(seeds, new_kit / "build"))
    preview.refresh()
    key = "introduction/facilitator/guide.pdf"
    before = preview.laid_out(key)
    change(seeds / FILE, "say: أهلًا بكم. نبدأ بالتعارف", "say: مرحبًا بكم. نبدأ بالتعارف")
    preview.refresh()
    after = preview.laid_out(key)
    assert (preview.findings, after.digest != before.digest) == ((), True)
    lines = (seeds / FILE).read_text(encoding="utf-8").split("\n")
    typed = next(number for number, line in enumerate(lines, 1) if "مرحبًا بكم" in line)
    places = {(place.span.path, place.span.line) for place in after.places}
    # What is said, asked and done stands behind a label of the program, and leads to its own line nevertheless.
    assert {(str(seeds / FILE), line) for line in (typed, typed + 1, typed + 2)} <= places


def test_only_the_papers_of_a_programme_depend_on_the_file(seeds):
    inputs = read_inputs(seeds, None, DATE)
    outputs = [one for group in planned_outputs(inputs.plan(inputs.library.programmes[0]), KINDS) for one in group]
    for_programmes = {one.name for one in outputs if str(seeds / FILE) in one.seeds}
    assert for_programmes == {one.name for one in outputs if one.session is None}
    assert len(for_programmes) > 5


@pytest.mark.parametrize("folder", [SEEDS, WATER_SEEDS])
def test_every_routine_of_the_kits_has_its_place(folder):
    library, _ = read_library(folder)
    named = {str(slot.routine) for programme in library.programmes for day in programme.days for slot in day.slots if slot.routine}
    assert named == set(library.routines)
    assert len(named) > 2
