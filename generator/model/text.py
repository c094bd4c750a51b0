"""Inline text: logical Unicode with emphasis, links and citations; never markup, never shaped glyphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics import Span

NOWHERE = Span("")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of characters of one look; `link` is an address, or `#name` for a place in the same document."""

    text: str
    strong: bool = False
    link: str | None = None
    citation: bool = False


@dataclass(frozen=True, slots=True)
class Cite:
    """A mark that the words before it rest on a registered fact."""

    fact: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph's worth of inline text."""

    inlines: tuple[Run | Cite, ...]
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def runs(self) -> tuple[Run, ...]:
        """Give the visible runs, without the citation marks."""
        return tuple(one for one in self.inlines if isinstance(one, Run))

    @property
    def plain(self) -> str:
        """Give the characters alone."""
        return "".join(run.text for run in self.runs)

    @property
    def cites(self) -> tuple[Cite, ...]:
        """Give the citation marks in the order in which they stand."""
        return tuple(one for one in self.inlines if isinstance(one, Cite))

    def __bool__(self) -> bool:
        return bool(self.inlines)


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items of equal rank inside prose."""

    items: tuple[Text, ...]


Prose = tuple[Text | BulletList, ...]


def text(plain: str, *, strong: bool = False, span: Span = NOWHERE) -> Text:
    """Make inline text of one run."""
    return Text((Run(plain, strong=strong),) if plain else (), span)
