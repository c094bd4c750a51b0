"""Resolve a programme and an edition into sessions with numbers and clock times, and the forms of its tests.

In: the library, a programme, and what the edition gives: locale, logos, font families. Out: a frozen `Plan`, the input
of every composer.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from math import ceil

from generator.content.library import Library
from generator.content.schema import Activity, Material, Module, Programme, Routine, Slot
from generator.diagnostics import Span
from generator.forms import PlannedForm, plan_forms
from generator.model.deck import Logo
from generator.model.fonts import FontFamily
from generator.model.roster import NOBODY, Roster
from generator.settings.locale import Locale


@dataclass(frozen=True)
class Session:
    """One module in a programme; `number` counts modules from 1, `start` is the time at which it begins."""

    number: int
    module: Module
    start: datetime.time

    @property
    def file_stem(self) -> str:
        """Return the file name stem of the session's files."""
        return f"{self.number:02}-{self.module.id}"


@dataclass(frozen=True)
class TimedSlot:
    """One row of a day: start, end and title; `session` if it teaches a module, `routine` if it follows one; `span` is the title's place."""

    start: datetime.time
    end: datetime.time
    title: str
    kind: str
    session: Session | None
    span: Span
    routine: Routine | None = None


@dataclass(frozen=True)
class TimedDay:
    """One day with its slots in order, and its date if the programme has one."""

    title: str
    slots: tuple[TimedSlot, ...]
    date: datetime.date | None = None


@dataclass(frozen=True)
class Plan:
    """The plan of one programme in one edition; papers are made out to the participants of `roster`, or blank if it has none."""

    library: Library
    programme: Programme
    locale: Locale
    sessions: tuple[Session, ...]
    days: tuple[TimedDay, ...]
    logos: tuple[Logo, ...] = ()
    families: tuple[FontFamily, ...] = ()
    roster: Roster = NOBODY
    forms: tuple[PlannedForm, ...] = ()

    @property
    def tests(self) -> tuple[str, ...]:
        """Return the names of its tests, in the order in which they are taken."""
        return tuple(dict.fromkeys(form.test for form in self.forms))

    def groups(self, activity: Activity | None = None) -> int:
        """Return the number of groups: of an activity, or of the programme."""
        size = activity.group_size if activity and activity.group_size else self.programme.group_size
        return ceil(self.programme.participants / size)

    def needed(self, material: Material, groups: int) -> int | None:
        """Return how much of a material is needed with so many groups; None if nobody counts it."""
        times = {"participant": self.programme.participants, "group": groups, "room": 1}[material.per]
        return material.quantity * times if material.quantity else None

    @property
    def folder(self) -> str:
        """Return the name of the output folder: the programme, and the country if there is one."""
        country = self.locale.country
        return f"{self.programme.id}-{country.lower()}" if country else str(self.programme.id)

    @property
    def dates(self) -> tuple[datetime.date, ...]:
        """Return the dates of its days; none if it has no date."""
        return tuple(day.date for day in self.days if day.date)


def make_plan(
    library: Library,
    programme: Programme,
    locale: Locale,
    logos: tuple[Logo, ...] = (),
    families: tuple[FontFamily, ...] = (),
    start: datetime.date | None = None,
) -> Plan:
    """Number the sessions and give every slot its time, and the days their dates; the programme's modules must exist.

    `start` is the date of the first day, in place of the programme's own.
    """
    sessions: dict[str, Session] = {}
    dates = dates_of(start or programme.first_date, len(programme.days), locale)
    days = tuple(
        TimedDay(str(day.title), tuple(_timed(library, day.start, day.slots, sessions)), date) for day, date in zip(programme.days, dates, strict=True)
    )
    forms = plan_forms(programme, [session.module for session in sessions.values()])
    return Plan(library, programme, locale, tuple(sessions.values()), days, logos, families, forms=forms)


def dates_of(first: datetime.date | None, days: int, locale: Locale) -> list[datetime.date | None]:
    """Return the dates of so many days: the first one, and the edition's working days after it; None for each if there is none."""
    if first is None:
        return [None] * days
    later_days = (first + datetime.timedelta(number) for number in count(1))
    return [first, *islice((one for one in later_days if not locale.is_weekend(one)), days - 1)]


def _timed(library: Library, start: datetime.time, slots: tuple[Slot, ...], sessions: dict[str, Session]) -> Iterator[TimedSlot]:
    """Give the slots of a day their times, and add its sessions."""
    for slot in slots:
        session = None
        if slot.module:
            session = Session(len(sessions) + 1, library.module(str(slot.module)), start)
            session = sessions.setdefault(str(slot.module), session)
        end = later(start, session.module.duration if session else library.minutes_of(slot))
        routine = library.routines.get(str(slot.routine))
        title, span = _title(slot, session, routine)
        yield TimedSlot(start, end, title, "session" if session else slot.kind, session, span, routine)
        start = end


def _title(slot: Slot, session: Session | None, routine: Routine | None) -> tuple[str, Span]:
    """Return the title of a slot and its place: its module's, its own, or its routine's."""
    if session:
        return session.module.title.plain, session.module.title.span
    title = slot.title or (routine.title if routine else None)
    return str(title), title.span if title else slot.span


def later(moment: datetime.time, minutes: int) -> datetime.time:
    """Return the time so many minutes after another."""
    # A day past midnight is an error of the checks, and is planned nevertheless.
    hours, rest = divmod(moment.hour * 60 + moment.minute + minutes, 60)
    return datetime.time(hours % 24, rest)
