"""Order the characters of a line for display, after the Unicode Bidirectional Algorithm (UAX #9).

The order comes from python-bidi's compiled implementation. It gives only the reordered string, so class-preserving
stand-ins carry each character's index through it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import Literal

from bidi import get_display
from bidi.mirror import MIRRORED

Base = Literal["R", "L"]

# Arabic letters and marks, and signs that follow the direction around them: nothing that can turn direction.
_ONE_WAY = re.compile("[\u0621-\u063a\u0641-\u0652\u0670-\u06d3\u060c\u061b\u061f \u00a0\u00ab\u00bb!\"'()*,./:;?\\[\\]{}\u2026\u2022\\-]*")
# A stretch of such text from one Arabic letter to another, without brackets: all of it runs right to left, and to what
# stands around it it is no more than one letter.
_ARABIC = "\u0621-\u063a\u0641-\u064a"
_STRETCH = re.compile(f"[{_ARABIC}][{_ARABIC}\u064b-\u0652\u0670-\u06d3\u060c\u061b\u061f !\"'*,./:;?\u2026\u2022\\-]*[{_ARABIC}]")
_LETTER = "\u0628"
_NUMERIC = ("EN", "AN")
# Two characters of each class: which of them stands somewhere tells one bit of the index that was carried there.
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
# Two brackets that are canonically equivalent, and so pair with each other's partner.
_OPENING, _CLOSING = ("\u2329", "\u3008"), ("\u232a", "\u3009")
_BIT = {pair[bit]: bit for pair in (*_PAIR.values(), _OPENING, _CLOSING) for bit in (0, 1)}
_STACK = 63


def visual_order(line: str, base: Base) -> list[int]:
    """Give the logical indexes of a line's characters in visual order, left to right.

    `base` is the line's own direction. Explicit direction controls are not supported and keep no special meaning.
    """
    if is_one_way(line, base):
        return list(range(len(line) - 1, -1, -1))
    return list(_resolved(line, base))


def is_one_way(line: str, base: Base) -> bool:
    """Tell a right-to-left line in which nothing turns: its order is simply reversed."""
    return base == "R" and _ONE_WAY.fullmatch(line) is not None


def is_rtl(line: str, base: Base) -> list[bool]:
    """Tell for each logical character whether it runs right to left (an odd embedding level).

    Without explicit controls a level is read off the order: neighbours that stand side by side in reading direction
    share a left-to-right run. Letters and numbers have the direction of their class.
    """
    if is_one_way(line, base):
        return [True] * len(line)
    directions = iter(_directions(_STRETCH.sub(_LETTER, line), base))
    found: list[bool] = []
    for stretch in _STRETCH.finditer(line):
        found.extend(islice(directions, stretch.start() - len(found)))
        found.extend([next(directions)] * (stretch.end() - stretch.start()))
    found.extend(directions)
    return found


@lru_cache(maxsize=4096)
def _directions(line: str, base: Base) -> tuple[bool, ...]:
    order = visual_order(line, base)
    place = [0] * len(order)
    for position, index in enumerate(order):
        place[index] = position
    return tuple(_runs_rtl(line, index, place, base) for index in range(len(line)))


def _runs_rtl(line: str, index: int, place: list[int], base: Base) -> bool:
    kind = unicodedata.bidirectional(line[index])
    if kind in ("R", "AL"):
        return True
    if kind == "L" or kind in _NUMERIC:
        return False
    here = place[index]
    if base == "R":
        follows = index > 0 and place[index - 1] == here - 1
        leads = index + 1 < len(place) and place[index + 1] == here + 1
        return not (follows or leads)
    follows = index > 0 and place[index - 1] == here + 1
    leads = index + 1 < len(place) and place[index + 1] == here - 1
    return follows or leads


@lru_cache(maxsize=4096)
def _resolved(line: str, base: Base) -> tuple[int, ...]:
    """Read the permutation off several displays of the line, each of which shows one bit of every index."""
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
    """Give the characters without a stand-in their indexes: equal ones are interchangeable, in order."""
    waiting: dict[str, list[int]] = {}
    for index, (zero, one) in enumerate(kinds):
        if zero == one:
            waiting.setdefault(line[index], []).insert(0, index)
    return tuple(waiting[character].pop() if character in waiting else codes[position] for position, character in enumerate(shown))


def _stand_ins(line: str) -> list[tuple[str, str]]:
    """Choose for each character two of its bidi class, to show a bit with; brackets without partner are neutral."""
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
