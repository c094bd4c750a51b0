"""`haqiba quiz` shows what the quiz of a programme covers and lacks, and `check --strict` takes warnings for errors."""

import json

import pytest

from generator.content.coverage import cover
from generator.content.loading import gather_library, read_library
from generator.content.schema import BLOOM
from tests.conftest import SEEDS, WATER_SEEDS, change, run

MODULE, PROGRAMME = "seeds/modules/01-good-meetings.yaml", "seeds/programmes/introduction.yaml"
BLUEPRINT = """      - routine: closing
quiz:
  minutes: 10
  forms: 2
  blueprint:
    - {objective: meetings-o1, bloom: understand}
"""
SECOND = """quiz:
  - id: meetings-q3
    objective: meetings-o1
    bloom: understand
    stem: ماذا يسبق الدعوة بحسب الدليل؟
    key: تحديد الغرض
    distractors:
      - اختيار القاعة
      - كتابة المحضر
    rationale: يسبق الغرض الدعوة [@guide-purpose].
"""


@pytest.fixture
def specified(new_kit):
    """A new kit whose programme has a blueprint that asks for one item of an objective in each test, and whose bank has one."""
    change(new_kit / PROGRAMME, "      - routine: closing\n", BLUEPRINT)
    return new_kit


def said(capsys, *arguments):
    capsys.readouterr()
    assert run("quiz", *arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


HEAD = "               remember  understand  apply  analyse  evaluate  create  all"


def test_the_bank_of_a_programme_without_a_blueprint(new_kit, capsys):
    assert said(capsys).splitlines() == [
        "introduction: 2 items in the bank; in brackets those at the level of the objective itself",
        HEAD,
        "  meetings-o1         ·         [1]      ·        ·         ·       ·    1",
        "  meetings-o2         ·           ·    [1]        ·         ·       ·    1",
        "  =                   0           1      1        0         0       0    2",
    ]


def test_what_a_blueprint_lacks_is_told_below_its_tests(specified, capsys):
    lines = said(capsys, "introduction").splitlines()
    assert lines[0] == "introduction: 2 items in the bank; in brackets those at the level of the objective itself"
    assert [line for line in lines if line.startswith("introduction, ")] == ["introduction, pre-test: 1 item", "introduction, post-test: 0 items"]
    assert lines[-2:] == [
        "pre-test and post-test need 2 items of the objective 'meetings-o1' at the level 'understand', and the bank has 1 for them: 1 missing",
        "objectives that the blueprint does not ask for: meetings-o2",
    ]
    # The check has it as an error.
    assert run("check") == 1
    assert "introduction.yaml:26:7: error: pre-test and post-test need 2 items" in capsys.readouterr().err.replace("\\", "/")


def test_the_tests_of_a_blueprint_that_is_filled(specified, capsys):
    change(specified / MODULE, "quiz:\n", SECOND)
    lines = said(capsys).splitlines()
    assert [line for line in lines if "introduction" in line] == [
        "introduction: 3 items in the bank; in brackets those at the level of the objective itself",
        "introduction, pre-test: 1 item",
        "introduction, post-test: 1 item",
    ]
    assert lines.count("  meetings-o1         ·         [1]      ·        ·         ·       ·    1") == 2
    assert not any("missing" in line for line in lines)


def test_items_with_their_numbers_in_the_forms(specified, capsys):
    change(specified / MODULE, "quiz:\n", SECOND)
    rows = [line.split() for line in said(capsys, "--items").splitlines() if line.startswith("  meetings-q")]
    assert [row[:5] for row in rows] == [
        ["meetings-q3", "single", "meetings-o1", "understand", "medium"],
        ["meetings-q1", "single", "meetings-o1", "understand", "medium"],
        ["meetings-q2", "single", "meetings-o2", "apply", "medium"],
    ]
    places = {row[0]: row[5:] for row in rows}
    assert places.pop("meetings-q2") == ["-"]
    assert sorted(places.values()) == [["post-test-a:1", "post-test-b:1"], ["pre-test-a:1", "pre-test-b:1"]]


def test_the_table_is_data_in_json(specified, capsys):
    data = json.loads(said(capsys, "--format", "json", "--lang", "ar"))
    (covered,) = data["coverage"]
    assert covered["bank"] == [
        {"objective": "meetings-o1", "level": "understand", "items": {"understand": ["meetings-q1"]}},
        {"objective": "meetings-o2", "level": "apply", "items": {"apply": ["meetings-q2"]}},
    ]
    drawn = [[row["items"] for row in covered[test]] for test in ("pre-test", "post-test")]
    assert sorted(map(len, (row for rows in drawn for row in rows))) == [0, 0, 0, 1]
    (lacking,) = covered["lacking"]
    assert (lacking["path"].replace("\\", "/"), lacking["line"]) == (PROGRAMME, 26)
    assert lacking["message"].endswith("فينقص 1")
    assert covered["unasked"] == ["meetings-o2"]
    assert [one["id"] for one in data["messages"]] == ["quiz.bank", "quiz.test", "quiz.test", "blueprint-items.level", "quiz.unasked"]


def test_columns_stand_from_the_left_in_arabic_too(new_kit, capsys, monkeypatch):
    plain = said(capsys, "--lang", "ar").splitlines()
    assert plain[0] == "introduction: عدد الأسئلة في البنك 2، وبين قوسين ما كان بمستوى الهدف نفسه"
    assert plain[1].endswith("create  المجموع") and plain[1].split()[:6] == list(BLOOM)
    ordered = said(capsys, "--lang", "ar", "--terminal-bidi", "on").splitlines()
    assert ordered[1].split()[:6] == list(BLOOM) and "ﻉﻮﻤﺠﻤﻟﺍ" in ordered[1]
    assert ordered[2:] == plain[2:]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for name in ("WT_SESSION", "XTERM_VERSION", "ALACRITTY_WINDOW_ID", "ALACRITTY_LOG", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    assert said(capsys, "--lang", "ar").splitlines()[1].startswith("\u200e ")


def test_an_unknown_programme_and_a_broken_item_are_told(new_kit, capsys):
    assert run("quiz", "introducton") == 2
    assert "did you mean 'introduction'?" in capsys.readouterr().err
    change(new_kit / MODULE, "    key: غرض الاجتماع في سطر واحد\n", "")
    assert run("quiz") == 1
    assert "needs `key`" in capsys.readouterr().err


def test_other_errors_do_not_hide_the_table(new_kit, capsys):
    change(new_kit / MODULE, "    minutes: 8\n", "    minutes: 9\n")
    assert run("check") == 1
    assert said(capsys).startswith("introduction: 2 items in the bank; in brackets those at the level of the objective itself\n")


@pytest.mark.parametrize("seeds", [SEEDS, WATER_SEEDS], ids=["seeds", "water"])
def test_every_item_is_counted_once(seeds):
    library, tests = read_library(seeds)[0], 0
    for programme in library.programmes:
        covered = cover(library, programme)
        names = [name for row in covered.bank for level in BLOOM for name in row.items.get(level, ())]
        taught = {str(slot.module) for slot in programme.module_slots}
        assert sorted(names) == sorted(str(item.id) for module in library.modules if module.id in taught for item in module.quiz)
        for rows in covered.tests.values():
            asked = sum(row.items for row in programme.quiz.blueprint)
            assert sum(row.count for row in rows) == asked
            tests += 1
        assert covered.lacking == ()
    assert tests >= 2


def test_an_unread_module_hides_no_blueprint(specified):
    """What its objectives are is not known then, so that nothing is said of the rows."""
    (specified / MODULE).write_text("id: [", encoding="utf-8")
    assert "blueprint-objective" not in {one.code for one in gather_library(specified / "seeds").findings}


def test_strict_takes_warnings_for_errors(new_kit, capsys):
    assert run("check", "--strict") == 0
    assert "no errors" in capsys.readouterr().out
    change(new_kit / MODULE, "      - موعد الاجتماع القادم\n", "      - كل ما سبق\n")
    assert run("check") == 0
    plain = capsys.readouterr()
    assert "141:9: warning: an option refers to the other options" in plain.err and "no errors" in plain.out
    assert run("check", "--strict") == 1
    strict = capsys.readouterr()
    assert strict.err == plain.err.replace(": warning: ", ": error: ") and strict.out == ""
    assert run("check", "--strict", "--format", "json") == 1
    assert [one["severity"] for one in json.loads(capsys.readouterr().out)["diagnostics"]] == ["error"]


def test_keys_that_pins_put_in_a_row_are_a_warning_of_the_check(new_kit, capsys):
    change(new_kit / MODULE, "quiz:\n", SECOND)
    text = (new_kit / MODULE).read_text(encoding="utf-8")
    for key in ("تحديد الغرض", "غرض الاجتماع في سطر واحد", "تعدّ سلمى الجدول قبل الأحد"):
        text = text.replace(f"    key: {key}\n", f"    key: {{text: {key}, pinned: 1}}\n")
    (new_kit / MODULE).write_text(text, encoding="utf-8")
    assert run("check", "--format", "lines") == 0
    told = capsys.readouterr().err.replace("\\", "/")
    assert "01-good-meetings.yaml:136:11: warning: in test-a of the programme 'introduction' the key stands at place 1 in these items in a row" in told
    assert "meetings-q3, meetings-q1, meetings-q2 (delete `pinned` from some choices" in told
