"""The content of the seeds as one frozen record; `loading` reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.content.pictograms import Finder
from generator.content.reader import Scalar
from generator.content.schema import Facilitation, Fact, Glossary, Kit, Module, Programme, Record, Routine, Slot, Source


@dataclass(frozen=True)
class Library:
    """The content of all seeds; modules are in the order of their file names."""

    kit: Kit
    glossary: Glossary
    sources: tuple[Source, ...]
    modules: tuple[Module, ...]
    programmes: tuple[Programme, ...]
    texts: tuple[Scalar, ...]
    facilitation: Facilitation | None = None

    def module(self, name: str) -> Module:
        """Return the module with an id."""
        return next(one for one in self.modules if one.id == name)

    @cached_property
    def finder(self) -> Finder:
        """Return what finds the pictograms of points, made once: each session of each programme asks for it."""
        return Finder(self.glossary)

    @property
    def routines(self) -> Mapping[str, Routine]:
        """Map each routine's id to the routine."""
        return {str(one.id): one for one in self.facilitation.routines} if self.facilitation else {}

    def minutes_of(self, slot: Slot) -> int:
        """Return the minutes of a slot that teaches no module: its own, or else those of its routine."""
        routine = self.routines.get(str(slot.routine))
        return slot.minutes or (routine.minutes if routine else 0)

    @cached_property
    def facts(self) -> Mapping[str, tuple[Source, Fact]]:
        """Map each fact's id to the fact and its source."""
        return {fact.id: (source, fact) for source in self.sources for fact in source.facts}


def lines_of(node: object) -> Iterator[Scalar]:
    """Walk a record and return its plain texts, ids included, in reading order."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Record):
        for name in type(node).model_fields:
            yield from lines_of(getattr(node, name))
    elif isinstance(node, (tuple, list)):
        for one in node:
            yield from lines_of(one)
