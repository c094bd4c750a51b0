"""What participants answered: the frozen records between reading and analysis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Span
from generator.model.assessment import Item

# Which of the tests of a workshop: before it, after it, or the only one.
Occasion = Literal["before", "after", "only"]


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of one item: `chosen` are indices into the choices of the item as form A has it, empty for words."""

    is_answered: bool
    is_right: bool
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What one participant answered in one test: the name as typed, the place of the row, the form's letter if it is known, marks by item."""

    name: str
    span: Span
    form: str
    marks: tuple[Mark, ...]

    @property
    def points(self) -> int:
        """Return the number of items that are right."""
        return sum(mark.is_right for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One test that was taken: its items as form A has them, those that a file had, in the order of each paper's marks."""

    occasion: Occasion
    test: str
    items: tuple[Item, ...]
    papers: tuple[Paper, ...]
