"""Order the characters of a line for display, after the Unicode Bidirectional Algorithm (UAX #9).

The order comes from python-bidi's compiled implementation. It returns only the reordered string, so class-preserving
stand-ins carry each character's index through it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, islice
from typing import Literal, NamedTuple

from bidi import get_display
from bidi.mirror import MIRRORED

Base = Literal["R", "L"]


class Isolate(NamedTuple):
    """An isolate: a range of a line, from `start` up to `end`, that is resolved separately in its own direction."""

    start: int
    end: int
    direction: Base


# Arabic letters and marks, and signs that follow the direction around them: nothing that can change direction.
_ONE_WAY = re.compile("[\u0621-\u063a\u0641-\u0652\u0670-\u06d3\u060c\u061b\u061f \u00a0\u00ab\u00bb!\"'()*,./:;?\\[\\]{}\u2026\u2022\\-]*")
# A stretch of such text from one Arabic letter to another, without brackets: all of it is right to left, and to its
# surroundings it is equivalent to one letter.
_ARABIC = "\u0621-\u063a\u0641-\u064a"
_STRETCH = re.compile(f"[{_ARABIC}][{_ARABIC}\u064b-\u0652\u0670-\u06d3\u060c\u061b\u061f !\"'*,./:;?\u2026\u2022\\-]*[{_ARABIC}]")
_LETTER = "\u0628"
# Of class ON, as an isolate is to its surroundings.
_NEUTRAL = "\ufffc"
_AS_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬٪", "0123456789.,%")
_NUMERIC = ("EN", "AN")
# Two characters of each bidi class: which of them is at a position gives one bit of the index that moved there.
_PAIR = {
    "L": ("a", "b"),
    "R": ("\u05d0", "\u05d1"),
    "AL": ("\u0628", "\u062a"),
    "EN": ("0", "1"),
    "AN": ("\u0660", "\u0661"),
    "NSM": ("\u0300", "\u0301"),
    "ES": ("+", "-"),
    "ET": ("#", "$"),
    "CS": (",", "."),
    "WS": (" ", "\u2003"),
    "ON": ("!", "&"),
}
# Canonically equivalent brackets, which pair with each other's partner.
_OPENING, _CLOSING = ("\u2329", "\u3008"), ("\u232a", "\u3009")
_BIT = {pair[bit]: bit for pair in (*_PAIR.values(), _OPENING, _CLOSING) for bit in (0, 1)}
_STACK = 63


def visual_order(line: str, base: Base) -> list[int]:
    """Return the logical indexes of a line's characters in visual order, left to right.

    `base` is the line's direction. Explicit direction controls are not supported and keep no special meaning.
    """
    if is_uniformly_rtl(line, base):
        return list(range(len(line) - 1, -1, -1))
    return list(_resolved(line, base))


def mirrored(character: str) -> str:
    """Return a character as it is shown right to left: brackets turn (UAX #9, L4)."""
    return str(MIRRORED.get(character, character))


def is_uniformly_rtl(line: str, base: Base) -> bool:
    """Return whether a line is entirely right to left, so that its order is just reversed."""
    return base == "R" and _ONE_WAY.fullmatch(line) is not None


class Level(NamedTuple):
    """The embedding level of a character; in an isolate the level around it, the level inside, and which isolate it is."""

    around: int
    inside: int = 0
    isolate: int = -1

    @property
    def rtl(self) -> bool:
        """Return whether the character runs right to left."""
        return (self.inside if self.isolate >= 0 else self.around) % 2 == 1


_PLAIN = tuple(Level(level) for level in range(3))


def resolved(line: str, base: Base, isolates: Sequence[Isolate] = ()) -> list[Level]:
    """Return the level of each logical character of a line with isolates.

    To its surroundings an isolate is one neutral character; its content is resolved separately (UAX #9, BD8).
    Right-to-left isolates are resolved as after an Arabic letter, so that numbers in them behave as in Arabic text.
    """
    if not isolates:
        return [_PLAIN[level] for level in levels(line, base)]
    around = iter(levels(_with_neutrals(line, isolates), base))
    found: list[Level] = []
    for number, isolate in enumerate(isolates):
        found.extend(Level(level) for level in islice(around, isolate.start - len(found)))
        outer = next(around)
        found.extend(Level(outer, level, number) for level in _inside(line[isolate.start : isolate.end], isolate.direction))
    found.extend(Level(level) for level in around)
    return found


def _with_neutrals(line: str, isolates: Sequence[Isolate]) -> str:
    """Replace each isolate by one neutral character."""
    parts, place = [], 0
    for isolate in isolates:
        parts += [line[place : isolate.start], _NEUTRAL]
        place = isolate.end
    return "".join([*parts, line[place:]])


def _inside(words: str, direction: Base) -> list[int]:
    """Resolve the content of an isolate.

    Signs beside Arabic-Indic digits would be right to left; in a left-to-right isolate these digits count as Latin ones.
    """
    if direction == "L":
        return levels(words.translate(_AS_LATIN), "L")
    return levels(_LETTER + words, "R")[1:]


def order_stretches(stretches: Sequence[Level]) -> list[int]:
    """Order stretches of a line from left to right; those of one isolate stay together, in the order inside it."""
    if len(stretches) == 1:
        return [0]
    parted = groupby(range(len(stretches)), key=lambda index: (stretches[index].isolate, index if stretches[index].isolate < 0 else 0))
    blocks = [list(group) for _, group in parted]
    order: list[int] = []
    for place in visual_runs([stretches[block[0]].around for block in blocks]):
        block = blocks[place]
        order += [block[index] for index in visual_runs([stretches[index].inside for index in block])] if len(block) > 1 else block
    return order


def visual_runs(runs: Sequence[int]) -> list[int]:
    """Order stretches of a line, given by their levels, from left to right (UAX #9, L2)."""
    order = list(range(len(runs)))
    for level in range(max(runs, default=0), 0, -1):
        start = 0
        for high, group in groupby(order, key=lambda index: runs[index] >= level):
            end = start + len(list(group))
            if high:
                order[start:end] = order[start:end][::-1]
            start = end
    return order


def levels(line: str, base: Base) -> list[int]:
    """Return the embedding level of each logical character: odd ones run right to left (UAX #9, 3.3).

    Explicit direction controls are not supported and keep no special meaning.
    """
    if is_uniformly_rtl(line, base):
        return [1] * len(line)
    # A stretch of Arabic letters is resolved as one letter.
    levels_ = iter(_levels(_STRETCH.sub(_LETTER, line), base))
    found: list[int] = []
    for stretch in _STRETCH.finditer(line):
        found.extend(islice(levels_, stretch.start() - len(found)))
        found.extend([next(levels_)] * (stretch.end() - stretch.start()))
    found.extend(levels_)
    return found


@lru_cache(maxsize=4096)
def _levels(line: str, base: Base) -> tuple[int, ...]:
    """Derive levels from the order.

    Without explicit controls, neighbours that stay adjacent in order share a left-to-right run; letters
    and numbers have the direction of their class.
    """
    order = visual_order(line, base)
    place = [0] * len(order)
    for position, index in enumerate(order):
        place[index] = position
    odd = [_runs_rtl(line, index, place, base) for index in range(len(line))]
    if base == "R":
        return tuple(1 if one else 2 for one in odd)
    raised = _raised(line, odd)
    return tuple(1 if one else 2 if index in raised else 0 for index, one in enumerate(odd))


def _raised(line: str, odd: Sequence[bool]) -> set[int]:
    """Find what lies at level 2 of a left-to-right line: numbers after right-to-left letters, with their signs (W2 to W5)."""
    kinds = [unicodedata.bidirectional(character) for character in line]
    found: dict[int, str] = {}
    strong = "L"
    for index, kind in enumerate(kinds):
        if kind in ("R", "AL", "L"):
            strong = kind
        elif kind == "AN" or (kind == "EN" and strong != "L"):
            found[index] = "AN" if strong == "AL" else kind
        elif kind == "NSM" and index - 1 in found and not odd[index]:
            found[index] = found[index - 1]
    for index, kind in enumerate(kinds):
        if kind in ("ES", "CS") and not odd[index] and found.get(index - 1) == found.get(index + 1) and index + 1 in found:
            found[index] = found[index + 1]
    for step in (1, -1):
        for index in range(len(kinds))[::step]:
            if kinds[index] in ("ET", "BN", "NSM") and not odd[index] and found.get(index - step) == "EN":
                found[index] = "EN"
    return set(found)


def _runs_rtl(line: str, index: int, place: list[int], base: Base) -> bool:
    kind = unicodedata.bidirectional(line[index])
    if kind in ("R", "AL"):
        return True
    if kind == "L" or kind in _NUMERIC:
        return False
    here = place[index]
    if len(place) == 1:
        return base == "R"
    before = place[index - 1] if index else here
    after = place[index + 1] if index + 1 < len(place) else here
    # In one left-to-right run with a neighbour, or right of one; a number beside it may have several digits.
    return not (before == here - 1 or after == here + 1) and (before > here or after < here)


@lru_cache(maxsize=4096)
def _resolved(line: str, base: Base) -> tuple[int, ...]:
    """Derive the permutation from several displays of the line, each of which encodes one bit of every index."""
    kinds = _stand_ins(line)
    width = max(1, (len(line) - 1).bit_length())
    codes = [0] * len(line)
    for bit in range(width):
        shown = _display("".join(pair[index >> bit & 1] for index, pair in enumerate(kinds)), base)
        for position, character in enumerate(shown):
            codes[position] |= _BIT.get(character, 0) << bit
    return _settled(line, kinds, codes, _display("".join(pair[0] for pair in kinds), base))


def _display(line: str, base: Base) -> str:
    shown = get_display(line, base_dir=base)
    assert isinstance(shown, str) and len(shown) == len(line), "python-bidi keeps every character of a line"
    return shown


def _settled(line: str, kinds: list[tuple[str, str]], codes: list[int], shown: str) -> tuple[int, ...]:
    """Assign indexes to characters without a stand-in: equal ones are interchangeable, in order."""
    waiting: dict[str, list[int]] = {}
    for index, (zero, one) in enumerate(kinds):
        if zero == one:
            waiting.setdefault(line[index], []).insert(0, index)
    return tuple(waiting[character].pop() if character in waiting else codes[position] for position, character in enumerate(shown))


def _stand_ins(line: str) -> list[tuple[str, str]]:
    """Choose two stand-ins of the same bidi class for each character; unpaired brackets are neutral."""
    pairs = [_PAIR.get(unicodedata.bidirectional(character), (character, character)) for character in line]
    for opening, closing in _bracket_pairs(line):
        pairs[opening], pairs[closing] = _OPENING, _CLOSING
    return pairs


def _bracket_pairs(line: str) -> list[tuple[int, int]]:
    """Pair the brackets of a line (UAX #9, BD16)."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for index, character in enumerate(line):
        category = unicodedata.category(character)
        if category not in ("Ps", "Pe") or character not in MIRRORED:
            continue
        if category == "Ps":
            if len(stack) == _STACK:
                break
            stack.append((_canonical(MIRRORED[character]), index))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == _canonical(character):
                found.append((stack[depth][1], index))
                del stack[depth:]
                break
    return found


def _canonical(bracket: str) -> str:
    return unicodedata.normalize("NFC", bracket)
