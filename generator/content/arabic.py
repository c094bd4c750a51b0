"""Check the Arabic of the seeds against the conventions of professional print.

One table of patterns, each with the id of its message. A convention is an error only if the text
would be printed wrongly; text that is printed as typed, though not in good style, is a warning.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.content.reader import Scalar
from generator.diagnostics import Diagnostic, Severity
from generator.messages import say
from generator.model.islands import Island, Kind, islands

Stretches = list[tuple[int, int]]
Mend = Callable[[re.Match[str]], str]

_LETTER = "[\u0621-\u063a\u0641-\u064a]"
_MARK = "[\u064b-\u0652\u0670]"
_ARABIC = re.compile(_LETTER)
# Text that conventions do not apply to: addresses of links, citation marks, stated directions, and verses, whose
# spelling is that of their source.
# No pattern runs over its own beginning, so that thousands of beginnings without an end take linear time.
QUOTED = re.compile(r"\]\((?:(?!\]\()[^)\s])*\)|\[@[^\[\]]*\]|\[[^\[\]]*\]\{[^\[\]{}]*\}|﴿[^﴿﴾]*﴾")
_ADDRESSES: tuple[Kind, ...] = ("address", "path")
_NUMBERS: tuple[Kind, ...] = ("number", "percent", "quantity", "ratio", "range")


_LATIN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
_ARABIC_MARKS = str.maketrans(",;?", "،؛؟")


@dataclass(frozen=True, slots=True)
class Convention:
    """One mistake that can be recognised by its characters; with `kinds`, only in islands of these kinds.

    `code` is the id of its message; that of its hint is the same with `.hint`.
    `reason` explains its severity. With `any_script` it also applies to texts without an Arabic letter. `mend` gives the right form
    where there is only one.
    """

    code: str
    pattern: re.Pattern[str]
    reason: str
    severity: Severity = Severity.WARNING
    kinds: tuple[Kind, ...] = ()
    any_script: bool = False
    mend: Mend | None = None


CONVENTIONS = (
    Convention(
        "presentation-form",
        # Except independent characters: honorific ligatures such as ﷺ, ornate brackets, ﷲ.
        re.compile("[\ufb50-\ufd3d\ufd50-\ufdce\ufdd0-\ufdef\ufe70-\ufefc]+"),
        "it does not join with its neighbours, and no search finds the word",
        Severity.ERROR,
        any_script=True,
        mend=lambda slip: unicodedata.normalize("NFKC", slip.group()),
    ),
    Convention(
        "tatweel",
        # Between two letters it only elongates; after a prefix («الـ 20», «هـ») or under a mark («ـًا») it is spelling.
        re.compile(f"(?<={_LETTER})\u0640+(?={_LETTER})|(?<={_LETTER}{_MARK})\u0640+(?={_LETTER})"),
        "it prints as typed, but a search does not find the word",
        mend=lambda _: "",
    ),
    Convention(
        "persian-letter",
        re.compile("[\u06cc\u06a9]"),
        "it prints as typed, which is right in a Persian or Kurdish name",
    ),
    Convention(
        "persian-digit",
        re.compile("[\u06f0-\u06f9]+"),
        "it prints as typed, in no edition's digits, which is right in a Persian or Urdu quotation",
        any_script=True,
        mend=lambda slip: slip.group().translate(_LATIN_DIGITS),
    ),
    Convention(
        "tanwin",
        re.compile("\u0627\u064b"),
        "both spellings are printed; the kit keeps to one",
        mend=lambda _: "\u064b\u0627",
    ),
    Convention(
        "latin-punctuation",
        re.compile(f"(?<={_LETTER})[,;?](?![\\w=&])|(?<={_MARK})[,;?](?![\\w=&])"),
        "it prints as typed, facing the wrong way",
        mend=lambda slip: slip.group().translate(_ARABIC_MARKS),
    ),
    Convention(
        "space-before-mark",
        re.compile(f'(?<={_LETTER}) +(?:[،؛؟!:]|\\.(?!\\.))(?=\\s|$|[»")\\]])'),
        "a line may begin with the mark, which is ugly and still readable",
        mend=lambda slip: slip.group().lstrip(" "),
    ),
    Convention(
        "space-after-mark",
        re.compile(f"[،؛؟](?={_LETTER})"),
        "two words stand too close, and are still readable",
        mend=lambda slip: f"{slip.group()} ",
    ),
    Convention(
        "double-space",
        re.compile(r"(?<=\S)  +(?=\S)"),
        "running text closes them up; a title shows them",
        mend=lambda _: " ",
    ),
    Convention(
        "loose-quotation",
        # Around Latin words they may be French spacing.
        re.compile(f"« (?=[*\\[]*{_LETTER})|(?<={_LETTER}) »"),
        "a line may end inside the marks, which is ugly and still readable",
        mend=lambda slip: slip.group().strip(" "),
    ),
    Convention(
        "loose-bracket",
        re.compile(f"\\( +(?=[*\\[«]*{_LETTER})|(?<={_LETTER}) +\\)|(?<={_MARK}) +\\)"),
        "a line may end inside the brackets, which is ugly and still readable",
        mend=lambda slip: slip.group().strip(" "),
    ),
    Convention(
        "decimal-comma",
        # Except a pair in brackets, «(3,5)», and groups of three, «1,234».
        re.compile(r"(?<![\d.,])(?!(?<=\()\d+,\d+\))(?:0,\d+|\d{1,3},(?:\d{1,2}|\d{4,})|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+)(?![\d,]|\.\d)"),
        "it may be a list of two numbers; a number would be printed with the wrong sign in some editions",
        kinds=_NUMBERS,
        any_script=True,
    ),
    Convention(
        "percent-before-number",
        re.compile(r"(?<!\d)(?<!\d )[%٪‰] ?(?=\d)"),
        "a single number is drawn as if the sign stood after it; in a range the sign stays before",
        kinds=("percent", "range"),
        any_script=True,
    ),
)


def lint(text: Scalar) -> Iterator[Diagnostic]:
    """Find each convention that a text violates, with its place."""
    for convention, slip in slips(text):
        yield Diagnostic(text.at(slip.start()), say(convention.code), say(f"{convention.code}.hint"), convention.severity)


def slips(text: str) -> Iterator[tuple[Convention, re.Match[str]]]:
    """Find each convention that a text violates, with what violates it."""
    is_arabic = _ARABIC.search(text) is not None
    surroundings = _Surroundings(text)
    for convention in CONVENTIONS:
        if is_arabic or convention.any_script:
            for slip in convention.pattern.finditer(text):
                if surroundings.apply(convention, slip):
                    yield convention, slip


class _Surroundings:
    """What conventions do not apply to in one text, and its islands; found once, at the first slip."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def quoted(self) -> Stretches:
        return [one.span() for one in QUOTED.finditer(self.text)]

    @cached_property
    def islands(self) -> tuple[Island, ...]:
        return islands(self.text)

    @cached_property
    def island_places(self) -> Stretches:
        return [(island.start, island.end) for island in self.islands]

    def apply(self, convention: Convention, slip: re.Match[str]) -> bool:
        """Return whether a match is outside addresses, citation marks, stated directions and verses."""
        if convention.severity is Severity.ERROR:
            return True
        if overlapping(self.quoted, *slip.span()):
            return False
        kinds = [self.islands[index].kind for index in overlapping(self.island_places, *slip.span())]
        if convention.kinds:
            return any(kind in convention.kinds for kind in kinds)
        return not any(kind in _ADDRESSES for kind in kinds)


def overlapping(stretches: Stretches, start: int, end: int) -> range:
    """Return the indexes of the stretches that overlap with one from `start` up to `end`; they stand in order and do not overlap."""
    first = bisect_right(stretches, start, key=lambda one: one[1])
    return range(first, bisect_left(stretches, end, lo=first, key=lambda one: one[0]))
