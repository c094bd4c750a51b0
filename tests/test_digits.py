"""A file that writes numbers with both Latin and Arabic-Indic digits is told of the rarer ones."""

import pytest

from generator.content import digits
from generator.content.loading import gather_library
from generator.content.reader import parse_yaml
from generator.content.validation import scalars
from generator.starters.kit import start_kit
from tests.conftest import SEEDS, WATER_SEEDS, change


def found(text):
    node = parse_yaml("x.yaml", text.encode())
    return [(one.span.line, one.span.column, one.message.values["number"]) for one in digits.lint(scalars(node))]


def test_each_text_with_the_rarer_digits_is_told_once():
    assert found("a: عددهم 12 ثم 13 ثم 14 ثم 15\nb: |\n  وهم ٥ أو ٦\nc: ٪٥٠ منهم\n") == [(3, 7, "٥"), (4, 4, "٪٥٠")]
    assert found("a: عددهم ١٢ ثم ١٣\nb: هم ٥ ثم 6\nc: وهم ٧\n") == [(2, 12, "6")]
    # As many of both: those that the mend changes.
    assert found("a: عددهم ١٢\nb: هم 5\n") == [(1, 10, "١٢")]


def test_a_number_with_both_is_told():
    assert found("a: عددهم 12 ثم 1٣\n") == [(1, 16, "1٣")]


@pytest.mark.parametrize(
    "text",
    [
        "a: عددهم ١٢ ثم ١٣\nminutes: 60\nid: q1\nstart: '9:30'\nkey: '2017'\n",
        "a: عددهم 12\nb: قال ﴿الآية ١٢﴾ و[٣ - ٢]{ltr}\n",
        "a: عددهم ١٢\nb: معيار ISO 9001 وملف HS1 والموقع https://x.org/5 وHTML5\n",
        "a: عددهم 12\n",
        "a: عددهم ١٢\n",
    ],
)
def test_one_set_of_digits_beside_codes_and_values(text):
    assert found(text) == []


@pytest.mark.parametrize("seeds", [SEEDS, WATER_SEEDS])
def test_whole_kits_have_no_finding(seeds):
    reading = gather_library(seeds)
    assert len(reading.texts) > 1000
    assert [one for one in reading.findings if one.code in ("mixed-digits", "persian-digit")] == []


def test_a_file_is_told_each_time_it_is_read(tmp_path):
    """What is found in a file is kept with its reading."""
    start_kit(tmp_path / "kit")
    module = tmp_path / "kit" / "seeds" / "modules" / "01-good-meetings.yaml"
    change(module, "نسأل عمن يلزم", "نسأل ٣ مرات و4 مرات و5 مرات عمن يلزم")
    for _ in range(2):
        (one,) = gather_library(tmp_path / "kit" / "seeds").findings
        assert (one.code, one.message.values["number"]) == ("mixed-digits", "٣")
