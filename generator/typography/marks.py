"""Add direction marks for programs without isolates: the plain bidirectional algorithm then gives the same order.

In: the pieces of a right-to-left paragraph with their directions. Out: the same pieces, with U+200E and U+200F only
where the order would otherwise differ, so that most text can be searched and edited as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from generator.model.text import Direction
from generator.typography.bidi import Isolate, Level, levels, order_stretches, resolved

Piece = tuple[str, Direction | None]
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
# Where marks do not suffice: Arabic words inside a left-to-right island (UAX #9, 2.1). LibreOffice ignores them.
_EMBEDDING, _POP = "\u202a", "\u202c"
_INVISIBLE = LEFT_TO_RIGHT_MARK + RIGHT_TO_LEFT_MARK + _EMBEDDING + _POP
_ARABIC_NUMBER = re.compile("[٠-٩]+(?:[٫٬.,:][٠-٩]+)*")
_SIGNS = re.compile(r"[^\w\u200e\u200f]+|_+")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")


def with_direction_marks(pieces: Sequence[Piece]) -> list[str]:
    """Return the text of each piece, with marks where a program without isolates needs them."""
    plain = [words for words, _ in pieces]
    if not any(direction for _, direction in pieces):
        return plain
    wanted = _seen("".join(plain), resolved("".join(plain), "R", _isolates(pieces)))
    for outer in ("", RIGHT_TO_LEFT_MARK):
        if _by_the_plain_algorithm(plain) == wanted:
            return plain
        plain = list(_marked(pieces, outer))
    return plain


def _by_the_plain_algorithm(plain: Sequence[str]) -> list[tuple[str, bool]]:
    text = "".join(plain)
    return _seen(text, [Level(level) for level in levels(text, "R")])


def _seen(text: str, found: Sequence[Level]) -> list[tuple[str, bool]]:
    """Return the displayed characters from left to right, without marks, and whether each is mirrored."""
    return [(text[index], found[index].rtl) for index in order_stretches(found) if text[index] not in _INVISIBLE]


def _isolates(pieces: Sequence[Piece]) -> list[Isolate]:
    starts = accumulate((len(words) for words, _ in pieces), initial=0)
    placed = [(start, start + len(words), direction) for start, (words, direction) in zip(starts, pieces, strict=False)]
    found = []
    for direction, group in groupby(placed, key=lambda one: one[2]):
        members = list(group)
        if direction is not None:
            found.append(Isolate(members[0][0], members[-1][1], "L" if direction == "ltr" else "R"))
    return found


def _marked(pieces: Sequence[Piece], outer: str) -> Iterator[str]:
    """Add marks at the ends of each isolate and inside it beside signs that would change direction; `outer` is the direction around it."""
    for direction, group in groupby(pieces, key=lambda one: one[1]):
        words = [text for text, _ in group]
        if direction is None:
            yield from words
            continue
        before, after = _ends(direction, "".join(words))
        parts = [_inside(direction, text) for text in words]
        parts[0] = outer + before + parts[0]
        parts[-1] += after + outer
        yield from parts


def _ends(direction: str, words: str) -> tuple[str, str]:
    if direction == "rtl":
        return RIGHT_TO_LEFT_MARK, RIGHT_TO_LEFT_MARK
    if _ARABIC_LETTER.search(words):
        return LEFT_TO_RIGHT_MARK + _EMBEDDING, _POP + LEFT_TO_RIGHT_MARK
    return LEFT_TO_RIGHT_MARK, LEFT_TO_RIGHT_MARK


def _inside(direction: str, words: str) -> str:
    if direction == "rtl":
        return _SIGNS.sub(lambda sign: f"{RIGHT_TO_LEFT_MARK}{sign.group()}{RIGHT_TO_LEFT_MARK}", words)
    # An Arabic-Indic number counts as right to left for the signs beside it.
    return _ARABIC_NUMBER.sub(lambda number: f"{LEFT_TO_RIGHT_MARK}{number.group()}{LEFT_TO_RIGHT_MARK}", words)
