"""Check that a file writes its numbers with one set of digits, Latin or Arabic-Indic; an edition prints both with its own.

In: the texts of a file. Out: diagnostics, and the Latin form of its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.content.arabic import QUOTED, overlapping
from generator.content.reader import Scalar
from generator.diagnostics import Diagnostic, Severity, shortened
from generator.messages import say
from generator.model.islands import COUNTED, islands

_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]")
_ARABIC_INDIC = re.compile("[٠-٩]")
_LATIN = re.compile("[0-9]")
_AS_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬٪", "0123456789.,%")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text, from `start` up to `end`, which an edition prints with its own digits."""

    text: Scalar
    start: int
    end: int

    @property
    def typed(self) -> str:
        return str(self.text[self.start : self.end])

    @property
    def in_latin(self) -> str:
        """Return it in Latin digits, with the signs that go with them."""
        return self.typed.translate(_AS_LATIN)


def lint(texts: Iterable[Scalar]) -> Iterator[Diagnostic]:
    """Find the texts with the rarer digits of a file that has both, each at its first number."""
    latin, arabic_indic = _numbers(texts)
    if latin and arabic_indic:
        rarer = latin if len(latin) < len(arabic_indic) else arabic_indic
        first: dict[int, Number] = {}
        for number in rarer:
            first.setdefault(id(number.text), number)
        for number in first.values():
            yield Diagnostic(number.text.at(number.start), say("mixed-digits", number=shortened(number.typed)), say("mixed-digits.hint"), Severity.WARNING)


def to_be_latin(texts: Iterable[Scalar]) -> list[Number]:
    """Return the numbers with Arabic-Indic digits of a file that has both."""
    latin, arabic_indic = _numbers(texts)
    return arabic_indic if latin else []


def _numbers(texts: Iterable[Scalar]) -> tuple[list[Number], list[Number]]:
    """Return the numbers with Latin digits and those with Arabic-Indic digits; one with both counts as the latter."""
    texts = list(texts)
    if not any(map(_ARABIC_INDIC.search, texts)):
        return [], []
    numbers = [number for text in texts for number in _numbers_of(text)]
    arabic_indic = [number for number in numbers if _ARABIC_INDIC.search(number.typed)]
    # Minutes, times and years by themselves are no running text.
    return [one for one in numbers if _LATIN.search(one.typed) and _ARABIC.search(one.text)], arabic_indic


def _numbers_of(text: Scalar) -> Iterator[Number]:
    quoted = [one.span() for one in QUOTED.finditer(text)]
    for island in islands(text):
        if island.kind in COUNTED and not overlapping(quoted, island.start, island.end):
            yield Number(text, island.start, island.end)
