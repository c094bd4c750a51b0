"""What is told of items that the files for other programs leave out or convert."""

import copy

import pytest

from generator.content.loading import gather_library
from generator.diagnostics import Severity
from tests.small_kit import OBJECTIVE, small_kit, write_kit

MODULE = "modules/01-approach.yaml"
COMMON = {"objective": OBJECTIVE, "bloom": "understand", "rationale": "لأن الأمر كذلك. [@cairo-four-features]"}


def item(name, stem="ما هذا؟", **keys):
    plain = {"key": "خيار أول", "distractors": ["خيار ثان", "خيار ثالث"]}
    return {"id": name, **COMMON, "stem": stem, **(keys or plain)}


def matching(name):
    return item(name, kind="matching", pairs=[{"left": f"طرف {one}", "right": f"شريك {one}"} for one in "أبج"])


def ordering(name):
    return item(name, kind="ordering", order=["خطوة أولى", "خطوة ثانية", "خطوة ثالثة"])


def long(length, end="؟"):
    """Give a question of so many characters."""
    words = "كلمة " * length
    return words[: length - 2].rstrip().ljust(length - 1, "ن") + end


@pytest.fixture(scope="module")
def kit():
    files = small_kit()
    del files["kit.yaml"]["organisation"]["logos"]
    return files


@pytest.fixture
def told(tmp_path, kit):
    """Give what is told of a kit with some items, as places in the file, ids of messages and their values."""

    def check(items, programme=None, scenarios=(), other=None):
        files = copy.deepcopy(kit)
        files[MODULE]["quiz"] = items
        files[MODULE]["scenarios"] = list(scenarios)
        files["programmes/small.yaml"] |= programme or {}
        if other:
            files[f"modules/02-{other['id']}.yaml"] = other
        write_kit(files, tmp_path / "seeds")
        found = [one for one in gather_library(tmp_path / "seeds").findings if one.code in ("export-kinds", "kahoot-length", "gift-arrow")]
        assert all(one.severity is Severity.WARNING for one in found)
        lines = (tmp_path / "seeds" / MODULE).read_text(encoding="utf-8").split("\n")
        return [(lines[one.span.line - 1][one.span.column - 1 :], one.message.id, one.message.values) for one in found]

    return check


def test_kinds_are_told_once_for_each_program_at_the_first_item(told):
    items = [item("q1"), matching("q2"), ordering("q3"), ordering("q4"), item("q5", kind="short", accepted=["نعم"])]
    assert told(items) == [
        ("q2", "export-kinds.h5p", {"count": 3, "names": ("q2", "q3", "q4")}),
        ("q2", "export-kinds.kahoot", {"count": 4, "names": ("q2", "q3", "q4", "q5")}),
        ("q3", "export-kinds.gift", {"count": 2, "names": ("q3", "q4")}),
    ]


def test_nothing_is_told_of_what_every_program_takes(told):
    verdict = item("q2", "هذه عبارة صائبة.", kind="true-false", answer=True)
    several = item("q3", kind="multiple", keys=["خيار أول", "خيار ثان"], distractors=["خيار ثالث", "خيار رابع"])
    assert told([item("q1"), verdict, several]) == []


def test_kahoot_has_four_choices_and_no_scenarios(told):
    five = item("q1", key="خيار أول", distractors=["خيار ثان", "خيار ثالث", "خيار رابع", "خيار خامس"])
    scenario = {"id": "s1", "title": "موقف", "text": "موقف متخيل في بلدة متخيلة."}
    items = [five, item("q2") | {"scenario": "s1"}, item("q3") | {"scenario": "s1"}, item("q4")]
    assert told(items, scenarios=[scenario]) == [("q1", "export-kinds.kahoot", {"count": 3, "names": ("q1", "q2", "q3")})]


def test_lengths_are_told_for_each_item(told):
    assert len(long(120)) == 120
    choices = {"key": long(75, "."), "distractors": [long(76, "."), long(75, ",")]}
    found = told([item("q1", long(120)), item("q2", long(121)), item("q3", **choices), item("q4", f"كم يبلغ {long(107)[:-9]} 28 °C؟")])
    assert [(place[:4], name, values) for place, name, values in found] == [
        (long(121)[:4], "kahoot-length", {"item": "q2", "count": 121, "most": 120}),
        (long(76)[:4], "kahoot-length.answer", {"item": "q3", "count": 76, "most": 75}),
    ]


def test_what_is_isolated_takes_two_characters_more(told):
    fits = "ما معنى " + "س" * 105 + " 28 °C؟"
    assert len(fits) == 120
    ((_, name, values),) = told([item("q1", fits), item("q2", fits.replace("سس", "", 1))])
    assert (name, values) == ("kahoot-length", {"item": "q1", "count": 122, "most": 120})


def test_an_arrow_in_a_short_answer_is_told(told):
    found = told([item("q1", kind="short", accepted=["نعم", "أ -> ب"])])
    assert found == [
        ("q1", "export-kinds.kahoot", {"count": 1, "names": ("q1",)}),
        ("أ -> ب", "gift-arrow", {"item": "q1"}),
    ]


def test_only_items_of_tests_are_told_for_kahoot_and_h5p(told):
    blueprint = {"minutes": 10, "blueprint": [{"objective": OBJECTIVE, "bloom": "remember"}]}
    items = [item("q1") | {"bloom": "remember"}, item("q2") | {"bloom": "remember"}, ordering("q3")]
    assert told(items, {"quiz": blueprint}) == [("q3", "export-kinds.gift", {"count": 1, "names": ("q3",)})]


def test_modules_that_no_programme_teaches_are_not_told(told, kit):
    other = kit[MODULE] | {"id": "other", "quiz": [ordering("other-q1")]}
    assert told([item("q1")], other=other) == []


def test_a_comment_allows_them(tmp_path, kit):
    files = copy.deepcopy(kit)
    files[MODULE]["quiz"] = [item("q1", long(130)), ordering("q2")]
    write_kit(files, tmp_path / "seeds")
    path = tmp_path / "seeds" / MODULE
    text = path.read_text(encoding="utf-8")
    assert text.count("- id: q2") == text.count("stem: كلمة") == 1
    text = text.replace("- id: q2", "- id: q2 # haqiba: allow export-kinds").replace("  stem: كلمة", "  # haqiba: allow kahoot-length\n  stem: كلمة")
    path.write_text(text, encoding="utf-8")
    codes = {one.code for one in gather_library(tmp_path / "seeds").findings}
    assert not codes & {"export-kinds", "kahoot-length", "unknown-waiver"}
