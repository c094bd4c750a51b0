"""Mixed lines are ordered by the Unicode Bidirectional Algorithm."""

import lzma
import unicodedata
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.typography.bidi import Isolate, levels, order_stretches, resolved, visual_order, visual_runs

CONFORMANCE = Path(__file__).parent.parent.parent / "shared" / "data" / "BidiCharacterTest.txt.xz"
CONTROLS = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
SEPARATORS = {0x0A, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2029}
# Characters of every class that a line of text can hold, brackets of several kinds among them.
LETTERS = "abXYאבגابتلمية" + "0123٠١٢۳" + "+-#$%,.:/ \t!&؛،؟«»()[]{}〈〉\u0300\u064e\u2003"
lines = st.text(alphabet=LETTERS, max_size=60)
bases = st.sampled_from("RL")


def rows():
    """Give the points, the base direction, the levels and the order of each case of one paragraph with a given direction."""
    with lzma.open(CONFORMANCE, "rt", encoding="utf-8") as file:
        for row in file:
            fields = row.rstrip("\n").split(";")
            if not row.startswith("#") and len(fields) == 5 and fields[1] != "2":
                points = [int(point, 16) for point in fields[0].split()]
                if not SEPARATORS & set(points):
                    yield points, "R" if fields[1] == "1" else "L", fields[3].split(), [int(one) for one in fields[4].split()]


def test_conformance():
    if not CONFORMANCE.is_file():
        pytest.skip("Unicode's BidiCharacterTest is not beside the project")
    ran = 0
    for points, base, expected, order in rows():
        if CONTROLS & set(points):
            continue
        ran += 1
        line = "".join(map(chr, points))
        found = levels(line, base)
        assert found == [int(level) for level in expected], (line, base)
        assert visual_order(line, base) == visual_runs(found) == order, (line, base)
    assert ran == 91_589


# python-bidi pairs no bracket across an isolate (UAX #9, BD13): here it is no oracle for brackets, nor for tabs.
unbracketed = st.text(alphabet=[one for one in LETTERS if unicodedata.category(one) not in ("Ps", "Pe", "Cc")], max_size=60)


@settings(max_examples=600)
@given(unbracketed, st.text(alphabet="abXYאב0123+-#$%,.:/ ()[]!", min_size=1, max_size=12), unbracketed, bases)
def test_an_isolate_resolves_by_itself(before, inside, after, base):
    """The compiled algorithm knows isolates by their controls; ours are stretches of the line."""
    after += "!"  # Spaces at the end of a line are not our concern: lines are set without them.
    found = resolved(before + inside + after, base, [Isolate(len(before), len(before) + len(inside), "L")])
    shown = "".join((before + inside + after)[index] for index in order_stretches(found))
    with_controls = get_display(f"{before}\u2066{inside}\u2069{after}", base_dir=base)
    assert shown == with_controls.replace("\u2066", "").replace("\u2069", "")


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
    for character, rtl in zip(line, (level % 2 for level in levels(line, base)), strict=True):
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
    shown = "".join(mirrored(line[index], levels(line, "R")[index] % 2) for index in visual_order(line, "R"))
    assert shown == visual


def mirrored(character, rtl):
    return {"(": ")", ")": "("}.get(character, character) if rtl else character
