"""Name cards that stand on a table, folded; free of pages, fonts and positions."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class NameCard:
    """One card: a name and a line below it; both are empty in a blank card."""

    name: Text
    line: Text


@dataclass(frozen=True, slots=True)
class NameCards:
    """The cards of one workshop; `workshop` and `organisation` stand at the foot of each."""

    title: str
    subject: str
    author: str
    workshop: Text
    organisation: Text
    cards: tuple[NameCard, ...]
