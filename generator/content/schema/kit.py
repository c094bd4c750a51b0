"""The kit, and its programmes with their days."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from generator.content.schema.quiz import Blueprint
from generator.content.schema.record import Record, items
from generator.content.schema.values import Clock, Date, GroupSize, Identifier, Inline, Line, Minutes, Paragraphs, Title, WebAddress


class Organisation(Record):
    """The organisation that publishes the kit."""

    name: Title
    unit: Title | None = None
    logos: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return its name and, below it, its unit."""
        return (self.name, self.unit) if self.unit else (self.name,)


class Certificates(Record):
    """Certificates of attendance: who signs them, and the secret words that their check codes are made with."""

    signatory: Line | None = None
    key: Line | None = None


class Kit(Record):
    """Settings of all programmes: organisation, theme, locale, certificates."""

    title: Title
    organisation: Organisation
    theme: Identifier
    locale: Identifier
    note: Inline
    certificates: Certificates | None = None


class Slot(Record):
    """One row of a day: a module (by id), or another period of a given length, which may follow a routine (by id)."""

    module: Identifier | None = None
    routine: Identifier | None = None
    title: Line | None = None
    kind: Literal["session", "break", "ceremony"] = "ceremony"
    minutes: Minutes | None = None


class Day(Record):
    """One day of a programme, with its start time."""

    title: Line
    start: Clock
    slots: Annotated[tuple[Slot, ...], items(1)]


class Programme(Record):
    """A workshop: which modules on which day, for how many participants; if `animated`, its slides are built by click.

    `begins` is the date of its first day, `guidance` what the facilitator of this programme attends to.
    """

    id: Identifier
    title: Title
    subtitle: Line | None = None
    audience: Line
    aim: Inline
    days: Annotated[tuple[Day, ...], items(1, 5)]
    address: WebAddress | None = None
    animated: bool = True
    participants: Annotated[int, Field(ge=1, le=500)] = 30
    group_size: GroupSize = 5
    begins: Date | None = None
    venue: Line | None = None
    guidance: Paragraphs | None = None
    quiz: Blueprint | None = None

    @property
    def first_date(self) -> datetime.date | None:
        """Return the date of the first day, if it is stated."""
        return datetime.date.fromisoformat(self.begins) if self.begins else None

    @property
    def module_slots(self) -> tuple[Slot, ...]:
        """Return the slots that teach a module, in order."""
        return tuple(slot for day in self.days for slot in day.slots if slot.module)
