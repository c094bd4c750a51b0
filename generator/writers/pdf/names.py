"""Fit a name into its place: as large as it can be, on few lines. Lengths are in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.model.text import Text
from generator.typography.paragraph import Line, set_paragraph
from generator.writers.pdf.blocks import BlockSetter, ParagraphStyle
from generator.writers.pdf.flowables import PARTED, SetText, Setting
from generator.writers.pdf.structure import Element

# The leading of a name, as a multiple of its size.
LEADING = 1.32
# What is beyond the smallest size of a ladder is reduced by this, again and again.
REDUCTION = 0.85


def fitted(
    setter: BlockSetter,
    words: Text,
    sizes: Iterable[float],
    room: tuple[float, float],
    element: Element | None,
    *,
    heading: bool = True,
    colour: str = "ink",
) -> SetText:
    """Set a name, centred, at the first size at which it fits a width and a height without a broken word."""
    width, height = room
    tried = (_set(setter, words, size, element, heading=heading, colour=colour) for size in _steps(sizes))
    return _balanced(next(one for one in tried if one.height(width) <= height and _is_whole(one, words)), width)


def _balanced(one: SetText, width: float) -> SetText:
    """Break a name of several lines in the narrowest width that needs no more lines, so that its lines are equally long."""
    if len(one.lines) > 1:
        count, broken = len(one.lines), one.lines
        low, high = width / count, width
        while high - low > 1:
            middle = (low + high) / 2
            lines = set_paragraph(one.runs, middle, one.faces)
            if len(lines) == count and _length(lines) == _length(broken):
                high, broken = middle, lines
            else:
                low = middle
        one.lines, one.set_width = broken, PARTED
    return one


def _steps(sizes: Iterable[float]) -> Iterator[float]:
    size = 1.0
    for one in sizes:
        size = one
        yield size
    while True:
        size *= REDUCTION
        yield size


def _set(setter: BlockSetter, words: Text, size: float, element: Element | None, *, heading: bool, colour: str) -> SetText:
    return setter.text(words, ParagraphStyle(size, Setting(size * LEADING, alignment="centre"), heading=heading, bold=heading, colour=colour), element)


def _is_whole(one: SetText, words: Text) -> bool:
    """Return whether lines end between words only: a word that is wider than a line is broken."""
    return _length(one.lines) == len(words.plain)


def _length(lines: Sequence[Line]) -> int:
    return len(" ".join([line.text for line in lines]))
