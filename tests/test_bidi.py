"""The order of mixed lines is the Unicode Bidirectional Algorithm's."""

import lzma
import unicodedata
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.typography.bidi import is_rtl, visual_order

CONFORMANCE = Path(__file__).parent.parent.parent / "shared" / "data" / "BidiCharacterTest.txt.xz"
CONTROLS = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
SEPARATORS = {0x0A, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2029}
# Characters of every class that a line of text can hold, brackets of several kinds among them.
LETTERS = "abXYאבגابتلمية" + "0123٠١٢۳" + "+-#$%,.:/ \t!&؛،؟«»()[]{}〈〉\u0300\u064e\u2003"
lines = st.text(alphabet=LETTERS, max_size=60)
bases = st.sampled_from("RL")


def cases():
    with lzma.open(CONFORMANCE, "rt", encoding="utf-8") as file:
        for row in file:
            fields = row.rstrip("\n").split(";")
            if row.startswith("#") or len(fields) != 5 or fields[1] == "2":
                continue
            points = [int(point, 16) for point in fields[0].split()]
            if not (CONTROLS | SEPARATORS) & set(points):
                yield "".join(map(chr, points)), "R" if fields[1] == "1" else "L", fields[3].split(), [int(one) for one in fields[4].split()]


def test_conformance():
    if not CONFORMANCE.is_file():
        pytest.skip("Unicode's BidiCharacterTest is not beside the project")
    ran = 0
    for line, base, levels, order in cases():
        ran += 1
        assert visual_order(line, base) == order, (line, base)
        assert is_rtl(line, base) == [int(level) % 2 == 1 for level in levels], (line, base)
    assert ran == 91_589


@settings(max_examples=600)
@given(lines, bases)
def test_the_order_applied_gives_the_display(line, base):
    order = visual_order(line, base)
    assert sorted(order) == list(range(len(line)))
    assert "".join(line[index] for index in order) == get_display(line, base_dir=base)


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Co")), max_size=40), bases)
def test_any_string_without_controls(line, base):
    assert "".join(line[index] for index in visual_order(line, base)) == get_display(line, base_dir=base)


@settings(max_examples=300)
@given(lines, bases)
def test_letters_have_the_direction_of_their_class(line, base):
    for character, rtl in zip(line, is_rtl(line, base), strict=True):
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            assert rtl
        elif kind in ("L", "EN", "AN"):
            assert not rtl


@pytest.mark.parametrize(
    ("line", "visual"),
    [
        ("مركز إدارة المعرفة (EU-IOM KMH)، 2017", "2017 ،(EU-IOM KMH) ةفرعملا ةرادإ زكرم"),
        ("كوفيد-19", "19-ديفوك"),
        ("نسبة 25% اليوم", "مويلا %25 ةبسن"),
        ("من 9:00 إلى 10:30", "10:30 ىلإ 9:00 نم"),
    ],
)
def test_lines_that_other_tools_break(line, visual):
    shown = "".join(mirrored(line[index], is_rtl(line, "R")[index]) for index in visual_order(line, "R"))
    assert shown == visual


def mirrored(character, rtl):
    return {"(": ")", ")": "("}.get(character, character) if rtl else character
