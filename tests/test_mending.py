"""`check --fix` mends what has one right form, in place, and leaves all else as it was."""

import pytest

from generator.assets import layers
from generator.content.arabic import CONVENTIONS, slips
from generator.content.mending import MENDED, mended
from generator.diagnostics import Span
from generator.settings.locale import read_locale
from tests.conftest import SEEDS, WATER_SEEDS, run

CASES = [
    ("presentation-form", "ﺍﻟﻤﻬﺎﺟﺮ", "المهاجر"),
    ("tatweel", "المهـــاجر", "المهاجر"),
    ("tanwin", "شكراً جزيلاً", "شكرًا جزيلًا"),
    ("latin-punctuation", "نعم, ثم; هل?", "نعم، ثم؛ هل؟"),
    ("space-before-mark", "نعم ، ثم  ؟", "نعم، ثم؟"),
    ("space-after-mark", "نعم،ثم؛لا", "نعم، ثم؛ لا"),
    ("double-space", "نعم   ثم", "نعم ثم"),
    ("loose-bracket", "قال ( نعم ) ثم", "قال (نعم) ثم"),
    ("persian-digit", "عددهم ۴۵۶ شخصًا", "عددهم 456 شخصًا"),
    ("loose-quotation", "قال « نعم » ثم", "قال «نعم» ثم"),
]
# Where only the author knows what is meant.
UNMENDED = {"persian-letter", "decimal-comma", "percent-before-number"}


def mend(text):
    data, count = mended("file.yaml", text.encode())
    return data.decode(), count


@pytest.mark.parametrize(("code", "wrong", "right"), CASES)
def test_each_convention_with_one_right_form(code, wrong, right):
    assert code in {convention.code for convention, _ in slips(wrong)}
    data, count = mend(f"# {wrong}\na: {wrong}  # {wrong}\nb: |\n  سطر\n  {wrong}\n")
    assert data == f"# {wrong}\na: {right}  # {wrong}\nb: |\n  سطر\n  {right}\n"
    assert count >= 2
    assert list(slips(right)) == []


def test_every_convention_is_mended_or_left_on_purpose():
    assert {code for code, _, _ in CASES} | UNMENDED == {one.code for one in CONVENTIONS}
    assert {one.code for one in CONVENTIONS if one.mend is None} == UNMENDED
    assert {code for code, _, _ in CASES} | {"mixed-digits", "unread-list"} == MENDED


MIXED = "a: 12 يومًا، ثم ١٬٢٣٤٫٥ متر\nb: ٥٠٪ وبين ٥ و١٠ أمتار  # ٧\nc: '٦'\nminutes: 9\n"


def test_a_file_with_both_sets_of_digits_is_mended_to_latin_ones():
    assert mend(MIXED) == ("a: 12 يومًا، ثم 1,234.5 متر\nb: 50% وبين 5 و10 أمتار  # ٧\nc: '6'\nminutes: 9\n", 5)


def test_a_file_with_one_set_of_digits_is_left():
    for text in (MIXED.replace("12", "١٢"), "a: 12 يومًا و[٥ - ٣]{ltr} و﴿١٢﴾ وملف HS٣ و[ب](https://x.org/٤)\nminutes: 9\n"):
        assert mend(text) == (text, 0)


def test_digits_that_a_comment_allows_are_left():
    text = "a: 12 يومًا\nb: ٥ أمتار  # haqiba: allow mixed-digits\n"
    assert mend(text) == (text, 0)


def test_mended_digits_are_printed_as_those_that_were_typed():
    words = ("١٬٢٣٤٫٥ متر", "نسبة ٥٠٪ منها", "يوم ٢٨/٠٤/٢٠٢١", "الساعة ٠٨:٣٠", "بين ٥-١٠ أيام", "الهاتف ٠٥٣٧ ١٢٣ ٤٥٦", "بنسبة ١:٣", "عمقه ٢٫٥ kg")
    for name in ("ar", "ar-EG", "ar-MA"):
        locale = read_locale(layers("locales", SEEDS), name, Span("x"))
        for typed in words:
            data, _ = mended("file.yaml", f"a: 12 يومًا\nb: {typed}\n".encode())
            mended_words = data.decode().split("b: ")[1].strip()
            assert mended_words != typed
            assert locale.figures(mended_words) == locale.figures(typed), (name, typed)


def test_line_ends_a_byte_order_mark_and_a_missing_last_line_end_are_kept():
    raw = b"\xef\xbb\xbf" + "a: نعم,\r\nb: |\r\n  شكراً\n\n# تعليق , هنا\nc: نعم".encode()
    data, count = mended("file.yaml", raw)
    assert data == b"\xef\xbb\xbf" + "a: نعم،\r\nb: |\r\n  شكرًا\n\n# تعليق , هنا\nc: نعم".encode()
    assert count == 2


def test_folded_texts_are_mended_in_their_lines():
    assert mend("a: >\n  نعم,\n  شكراً\n") == ("a: >\n  نعم،\n  شكرًا\n", 2)


def test_what_a_comment_allows_is_left():
    text = "# haqiba: allow tatweel\na: المهـــاجر،ثم\nb: المهـــاجر  # haqiba: allow tatweel\n"
    assert mend(text) == (text.replace("،ثم", "، ثم"), 1)


@pytest.mark.parametrize("text", ['a: "نعم\\t,ثم"\n', "a: نعم [ب](https://x.org/a,b?c)\n", "a: '[@a,b]'\n"])
def test_what_has_no_exact_place_or_is_an_address_is_left(text):
    assert mend(text) == (text, 0)


def test_emphasis_and_citations_stay():
    assert mend("a: نعم **شكراً**،ثم [@fact-id] , لا\n")[0] == "a: نعم **شكرًا**، ثم [@fact-id] , لا\n"


@pytest.mark.parametrize("seeds", [SEEDS, WATER_SEEDS])
def test_clean_seeds_are_not_touched(seeds):
    files = sorted(seeds.rglob("*.yaml"))
    assert len(files) > 10
    counts = {path.name: mended(str(path), path.read_bytes()) for path in files}
    # The second kit has verses and names that a comment allows.
    assert {name: count for name, (_, count) in counts.items() if count} == {}


def test_the_command_mends_and_then_checks(new_kit, capsys):
    path = new_kit / "seeds" / "modules" / "01-good-meetings.yaml"
    clean = path.read_text(encoding="utf-8")
    path.write_text(clean.replace("مبكرًا [", "مبكراً [").replace("العام،", "العام ،").replace("أولًا، ثم نسأل", "أولًا,ثم نسأل"), encoding="utf-8")
    assert run("check") == 0
    assert capsys.readouterr().err.count("warning") == 1
    assert run("check", "--fix") == 0
    said = capsys.readouterr()
    assert said.out.replace("\\", "/").splitlines() == [
        "seeds/modules/01-good-meetings.yaml: 1 slip mended",
        "1 module, 1 programme, 3 facts: no errors",
    ]
    assert "tanwin" not in said.err
    assert path.read_text(encoding="utf-8") == clean.replace("أولًا، ثم نسأل", "أولًا,ثم نسأل")


def test_a_file_that_cannot_be_read_is_told_and_left(new_kit, capsys):
    path = new_kit / "seeds" / "glossary.yaml"
    path.write_bytes(path.read_bytes() + "\tx: شكراً\n".encode())
    before = path.read_bytes()
    assert run("check", "--fix") == 1
    assert "glossary.yaml" in capsys.readouterr().err
    assert path.read_bytes() == before
