"""Inline text: logical Unicode with emphasis, links, citations and directions; never markup, never shaped glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

from generator.diagnostics import Span
from generator.model.islands import BARRIER, Island, Kind, is_plain_number, islands

NOWHERE = Span("")
NO_BREAK_SPACE = "\u00a0"
Direction = Literal["ltr", "rtl"]
# The only kinds inside which a line may break: phrases at their spaces, addresses at their slashes.
_BREAKABLE = ("name", "address", "path")
LONGEST_UNBROKEN = 30
_ARABIC_INDIC = re.compile("[٠-٩]")


@dataclass(frozen=True, slots=True)
class Run:
    """A range of characters of one style.

    `link` is an address, or `#name` for a place in the same document. `kind` is that of an island or number.
    With a `direction` it is isolated from its surroundings; neighbours of one direction are one isolate.
    `localised` is set once its numbers are formatted for an edition. `origin` is the text of the seeds that it is part of, if it is of one:
    see `generator.content.origins`.
    """

    text: str
    strong: bool = False
    link: str | None = None
    citation: bool = False
    kind: Kind | None = None
    direction: Direction | None = None
    localised: bool = False
    origin: str | None = field(default=None, compare=False)

    def with_text(self, words: str, kind: Kind | None, direction: Direction | None, *, localised: bool = False) -> Run:
        """Return other words in the same style; much faster than `dataclasses.replace`."""
        return Run(words, self.strong, self.link, self.citation, kind, direction, localised, self.origin)

    @property
    def is_unbroken(self) -> bool:
        """Return whether no line may break inside it: in a number with its unit, a phone, a date."""
        return self.kind not in (None, *_BREAKABLE) and len(self.text) <= LONGEST_UNBROKEN

    @property
    def unbroken(self) -> str:
        """Return the characters with no-break spaces where a line may not break."""
        return self.text.replace(" ", NO_BREAK_SPACE) if self.is_unbroken else self.text


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation mark: the text before it rests on a registered fact."""

    fact: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """The inline text of one paragraph."""

    inlines: tuple[Run | Cite, ...]
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return the visible runs, without the citation marks."""
        return tuple([one for one in self.inlines if isinstance(one, Run)])

    @property
    def set_runs(self) -> tuple[Run, ...]:
        """Return the visible runs for typesetting: with no-break spaces, and neighbours of one style merged, whatever their origin."""
        runs = self.runs
        if len(runs) == 1 and not runs[0].is_unbroken:
            return runs
        looks = groupby(runs, key=lambda run: (run.strong, run.link, run.citation, run.direction))
        return tuple(
            Run("".join([run.unbroken for run in group]), strong, link, citation, direction=direction) for (strong, link, citation, direction), group in looks
        )

    @property
    def plain(self) -> str:
        """Return the plain characters."""
        return "".join(run.text for run in self.runs)

    @property
    def cites(self) -> tuple[Cite, ...]:
        """Return the citation marks in order."""
        return tuple(one for one in self.inlines if isinstance(one, Cite))

    def __bool__(self) -> bool:
        return bool(self.inlines)


@dataclass(frozen=True, slots=True)
class BulletList:
    """A bulleted list inside prose."""

    items: tuple[Text, ...]


Prose = tuple[Text | BulletList, ...]


def text(plain: str, *, strong: bool = False, link: str | None = None, span: Span = NOWHERE, origin: str | None = None) -> Text:
    """Return inline text of one style, with its islands recognised."""
    return Text(_runs_of(str(plain), strong, link, origin), span) if plain else Text((), span)


# Letters of options, numbers and labels stand in a kit thousands of times.
@lru_cache(maxsize=16384)
def _runs_of(plain: str, strong: bool, link: str | None, origin: str | None) -> tuple[Run | Cite, ...]:
    return recognised((Run(plain, strong=strong, link=link, origin=origin),)).inlines


def recognised(inlines: Iterable[Run | Cite], span: Span = NOWHERE) -> Text:
    """Return inline text whose islands are separate runs; no island crosses a citation or a run with a direction."""
    inlines = tuple(inlines)
    plain = "".join(one.text if isinstance(one, Run) and _is_open(one) else BARRIER * _length(one) for one in inlines)
    found = islands(plain)
    if not found:
        return Text(inlines, span)
    return Text(tuple(_divided(inlines, found)), span)


def _is_open(run: Run) -> bool:
    """Return whether islands are still to be found in a run."""
    return run.kind is None and run.direction is None and not run.citation


def _length(inline: Run | Cite) -> int:
    """Return the length of an inline in the searched text; a citation mark counts as one character."""
    return len(inline.text) if isinstance(inline, Run) else 1


def _divided(inlines: Iterable[Run | Cite], found: Sequence[Island]) -> Iterator[Run | Cite]:
    """Split runs at the ends of islands."""
    bounds = [(place, island) for island in found for place in (island.start, island.end)]
    start = 0
    for inline in inlines:
        end = start + _length(inline)
        if isinstance(inline, Run) and _is_open(inline):
            cuts = [start, *dict.fromkeys(place for place, _ in bounds if start < place < end), end]
            for left, right in pairwise(cuts):
                words = inline.text[left - start : right - start]
                yield _of_island(inline, words, next((one for one in found if one.start <= left < one.end), None))
        else:
            yield inline
        start = end


def _of_island(run: Run, words: str, island: Island | None) -> Run:
    """Return some words of an open run, with the kind and direction of their island if they are in one."""
    kind, direction = (island.kind, direction_of(island.kind, words)) if island else (None, None)
    return run.with_text(words, kind, direction, localised=run.localised)


def direction_of(kind: Kind, words: str) -> Direction | None:
    """Return the direction of an island, or None if the bidirectional algorithm needs no help.

    The percent sign is displayed left of Arabic-Indic digits and right of Latin ones, wherever it was typed.
    """
    if kind == "number" and is_plain_number(words):
        return None
    if kind != "percent":
        return "ltr"
    return "rtl" if (_ARABIC_INDIC.search(words) is not None) != (words[0] in "%٪‰") else "ltr"


def joined(parts: Iterable[Text], between: str = " ", span: Span = NOWHERE) -> Text:
    """Join texts."""
    inlines: list[Run | Cite] = []
    for index, part in enumerate(parts):
        inlines += [*((Run(between),) if index else ()), *part.inlines]
    return Text(tuple(inlines), span)
