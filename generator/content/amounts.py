"""Recognise options that are amounts of one kind, such as «3 أيام» and «أسبوعان», which are printed in the order of their size.

In: the plain texts of an item's options. Out: the size of each, or nothing if they cannot be compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.content.words import MARKS

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫−", "0123456789.-")
_GROUPED = re.compile(r"(?<=\d)[,٬](?=\d{3}(?!\d))")
_PART = re.compile(r"-?\d+(?:\.\d+)?|[^\W\d_]+|[%٪‰°/]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ONES = (
    "واحد واحدة أحد إحدى",
    "اثنان اثنين اثنتان اثنتين",
    "ثلاثة ثلاث",
    "أربعة أربع",
    "خمسة خمس",
    "ستة ست",
    "سبعة سبع",
    "ثمانية ثماني ثمان",
    "تسعة تسع",
    "عشرة عشر",
)
_TENS = ("عشرون عشرين", "ثلاثون ثلاثين", "أربعون أربعين", "خمسون خمسين", "ستون ستين", "سبعون سبعين", "ثمانون ثمانين", "تسعون تسعين")
_NUMERALS = {word: size for size, words in enumerate(_ONES, 1) for word in words.split()} | {
    word: 10 * tens for tens, words in enumerate(_TENS, 2) for word in words.split()
}
# Letters that come and go between a noun's singular, dual and plural: يوم، يومان، أيام.
_CHANGING = re.compile("[اأإآويىئؤءةتن]")
_ARTICLE = re.compile("ال(?=.{2})")
# «من 3 إلى 5» has two numbers; an option with more words than this says more than an amount.
_MOST_NUMBERS, _MOST_WORDS = 2, 3


class _Amount(NamedTuple):
    """The numbers of an option, and what is counted, as far as all its forms share it."""

    numbers: tuple[float, ...]
    unit: tuple[str, ...]


def sizes_of(options: Sequence[str]) -> tuple[tuple[float, ...], ...] | None:
    """Return the size of each option if all are amounts of the same kind, at least one of them with a number."""
    found = [_amount(option) for option in options]
    amounts = [one for one in found if one is not None]
    units, counts = {one.unit for one in amounts}, {len(one.numbers) for one in amounts}
    if len(amounts) < len(options) or len(units) != 1 or not max(counts, default=0):
        return None
    if counts == {0, 1}:
        return tuple(one.numbers or (_uncounted(option),) for one, option in zip(amounts, options, strict=True))
    return tuple(one.numbers for one in amounts) if len(counts) == 1 else None


def _amount(option: str) -> _Amount | None:
    plain = _GROUPED.sub("", MARKS.sub("", option)).translate(_DIGITS)
    numbers: list[float] = []
    words: list[str] = []
    numeral: float = 0
    for part in _PART.findall(plain):
        size = _NUMERALS.get(part, _NUMERALS.get(part.removeprefix("و"), 0))
        if size:
            numeral += size
        elif _NUMBER.fullmatch(part):
            numbers.append(float(part))
        else:
            words.append(part)
    numbers += [numeral] if numeral else []
    return _Amount(tuple(numbers), _unit(words)) if len(numbers) <= _MOST_NUMBERS and len(words) <= _MOST_WORDS else None


def _unit(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(_CHANGING.sub("", _ARTICLE.sub("", word)) if word.isalpha() and not word.isascii() else word.replace("٪", "%") for word in words)


def _uncounted(option: str) -> float:
    """Return the size of a noun alone: «شهر» is one, «شهران» are two."""
    return 2 if re.search(r"(?:ان|ين)\b", MARKS.sub("", option)) else 1
