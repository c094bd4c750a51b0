"""Lints report each flaw and no legitimate text."""

import pytest

from generator.content import arabic, quiz_lint, typed_markup
from generator.content.loading import read_library
from generator.content.markup import parse_inline
from generator.content.quiz_lint import is_absolute, refers_to_others
from generator.content.reader import read_yaml
from generator.content.stems import asks_in_the_negative
from tests import lint_cases as cases
from tests.conftest import WATER_SEEDS


def scalar(tmp_path, words):
    (tmp_path / "x.yaml").write_text("text: |\n  " + words + "\n", encoding="utf-8")
    return read_yaml(tmp_path / "x.yaml")["text"]


def codes(text):
    return [finding.code for lint in (arabic.lint, typed_markup.lint) for finding in lint(text)]


def test_the_tables_are_as_long_as_they_should_be():
    assert len(set(cases.LEGITIMATE)) > 120
    assert min(len(set(one)) for one in (cases.NEGATIVE_STEMS, cases.STEMS_THAT_TELL_OF_A_NEGATION)) > 25
    others = (cases.CATCH_ALL_OPTIONS, cases.OPTIONS_THAT_STAND_ALONE, cases.ABSOLUTE_OPTIONS, cases.OPTIONS_WITHOUT_AN_ABSOLUTE_WORD)
    assert min(len(set(one)) for one in others) >= 20
    found = {code for codes in cases.SLIPS.values() for code in codes}
    assert found == {*(one.code for one in arabic.CONVENTIONS), "foreign-markup", "nested-emphasis"}


@pytest.mark.parametrize("words", cases.LEGITIMATE)
def test_legitimate_text_has_no_findings(tmp_path, words):
    text = scalar(tmp_path, words)
    assert codes(text) == []
    assert parse_inline(text)


@pytest.mark.parametrize(("words", "expected"), cases.SLIPS.items())
def test_slips_are_found(tmp_path, words, expected):
    assert codes(scalar(tmp_path, words)) == expected


@pytest.mark.parametrize("stem", cases.NEGATIVE_STEMS)
def test_questions_asked_in_the_negative(stem):
    assert asks_in_the_negative(stem)


@pytest.mark.parametrize("stem", cases.STEMS_THAT_TELL_OF_A_NEGATION)
def test_negations_in_a_story_are_no_negative_questions(stem):
    assert not asks_in_the_negative(stem)


@pytest.mark.parametrize("option", cases.CATCH_ALL_OPTIONS)
def test_options_that_refer_to_others(option):
    assert refers_to_others(option)


@pytest.mark.parametrize("option", cases.OPTIONS_THAT_STAND_ALONE)
def test_options_that_stand_alone(option):
    assert not refers_to_others(option)


@pytest.mark.parametrize("option", cases.ABSOLUTE_OPTIONS)
def test_absolute_options(option):
    assert is_absolute(option)


@pytest.mark.parametrize("option", cases.OPTIONS_WITHOUT_AN_ABSOLUTE_WORD)
def test_options_without_an_absolute_word(option):
    assert not is_absolute(option)


def test_a_set_of_items_may_not_ask_for_recall_alone():
    modules = {str(one.id): one for one in read_library(WATER_SEEDS)[0].modules}
    one, several = (modules[name].quiz for name in ("emergency-water", "mixed-text"))
    assert ([item.bloom for item in one], len(several)) == (["remember"], 2)
    recalled = tuple(item.model_copy(update={"bloom": "remember"}) for item in several)
    assert [{finding.code for finding in quiz_lint.lint(items)} for items in (one, several, recalled)] == [set(), set(), {"all-remember"}]
