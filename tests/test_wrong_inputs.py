"""What is told about typical mistakes, in full and in both languages: tests/wrong_inputs.md."""

import re

import pytest

from generator.starters.kit import start_kit
from tests.wrong_inputs import CASES, PAGE, told

MARK = {"en": "hint: ", "ar": "الحل: "}


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wrong") / "kit"
    start_kit(folder)
    return folder


@pytest.fixture(scope="module")
def expected():
    page = PAGE.read_text(encoding="utf-8")
    return {name: re.findall(r"```\n(.*?)\n```", rest, re.DOTALL) for name, rest in re.findall(r"(?ms)^## (.+?)\n\n(.*?)(?=^## |\Z)", page)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].replace(" ", "-"))
def test_a_mistake_is_told_as_the_page_says(kit, expected, monkeypatch, case):
    monkeypatch.chdir(kit)
    for language, said in zip(MARK, expected[case[0]], strict=True):
        assert told(kit, case, language) == said


def test_the_page_has_every_mistake_and_a_way_out_of_each(expected):
    assert list(expected) == [case[0] for case in CASES]
    assert len(CASES) > 100
    for name, texts in expected.items():
        for language, said in zip(MARK, texts, strict=True):
            assert MARK[language] in said, name
            assert "Traceback" not in said, name
