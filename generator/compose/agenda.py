"""Compose the agenda: one page for participants, and the events of their calendars; what other papers say of days and slots."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.compose.citing import without_marks
from generator.compose.wording import fill_label, line_text
from generator.model.calendar import Calendar, Event
from generator.model.document import Document, Masthead, Timetable, TimetableDay, TimetableRow
from generator.model.text import Text, text
from generator.plan import Plan, Session, TimedDay, TimedSlot
from generator.settings.locale import Locale


def compose_agenda(plan: Plan) -> Document:
    """Compose the agenda of one programme, for one page: title, organisation, dates, venue, and each day with its times."""
    kit, programme, locale = plan.library.kit, plan.programme, plan.locale
    title, *below = kit.organisation.lines
    head = Masthead(
        kicker=line_text(title, locale),
        title=line_text(programme.title, locale),
        details=tuple(
            one
            for one in (
                *(line_text(line, locale) for line in below),
                line_text(programme.subtitle, locale) if programme.subtitle else None,
                dates_text(plan),
                fill_label(locale, "venue", venue=line_text(programme.venue, locale)) if programme.venue else None,
            )
            if one
        ),
    )
    return Document(
        title=locale.label("agenda") + locale.label("list_comma") + locale.figures(str(programme.title)),
        subject=str(kit.title),
        author=str(kit.organisation.name),
        running=locale.label("agenda"),
        blocks=(head, Timetable(tuple(_day(day, locale) for day in plan.days))),
    )


def dates_text(plan: Plan) -> Text | None:
    """Return the date of a programme, or its first and last one; None without a date."""
    locale, dates = plan.locale, [plan.locale.date(date) for date in plan.dates]
    if not dates:
        return None
    return text(dates[0] if len(dates) == 1 else locale.label("date_range", start=dates[0], end=dates[-1]))


def _day(day: TimedDay, locale: Locale) -> TimetableDay:
    hours = locale.label("time_range", start=locale.time(day.slots[0].start), end=locale.time(day.slots[-1].end))
    when = locale.label("list_comma").join((locale.date(day.date), hours)) if day.date else hours
    return TimetableDay(text(locale.figures(day.title)), text(when), tuple(_row(slot, locale) for slot in day.slots))


def _row(slot: TimedSlot, locale: Locale) -> TimetableRow:
    return TimetableRow(text(locale.time(slot.start)), text(slot_time(slot, locale)), slot_title(slot, locale), slot.kind == "break")


def day_title(day: TimedDay, locale: Locale) -> str:
    """Return the title of a day, with its date if it has one."""
    title = locale.figures(day.title)
    return locale.label("dated_day", day=title, date=locale.date(day.date)) if day.date else title


def slot_time(slot: TimedSlot, locale: Locale) -> str:
    """Return when a slot begins and ends."""
    return locale.label("time_range", start=locale.time(slot.start), end=locale.time(slot.end))


def slot_title(slot: TimedSlot, locale: Locale) -> Text:
    """Return the title of a slot, with its module's number if it teaches one; what is taught stands out."""
    title = session_title(slot.session, locale) if slot.session else text(locale.figures(slot.title), span=slot.span)
    return Text(tuple(replace(run, strong=run.strong or slot.kind == "session") for run in title.runs), title.span)


def session_title(session: Session, locale: Locale) -> Text:
    """Return a module's number and title."""
    number = locale.label("module", number=locale.number(session.number))
    return fill_label(locale, "caption", label=number, title=without_marks(session.module.title, locale))


def has_dates(plan: Plan) -> bool:
    """Return whether a programme has dates, and so events."""
    return bool(plan.dates)


def compose_calendar(plan: Plan) -> Calendar:
    """Compose the events of a programme with dates: one for each slot but the breaks, which a calendar shows as free time."""
    locale, programme = plan.locale, plan.programme
    venue = locale.figures(str(programme.venue)) if programme.venue else ""
    return Calendar(locale.figures(str(programme.title)), venue, locale.time_zone, tuple(_events(plan)))


def _events(plan: Plan) -> Iterator[Event]:
    seen: Counter[str] = Counter()
    for number, day in enumerate(plan.days, 1):
        for slot in day.slots:
            if day.date and slot.kind != "break":
                name = f"{number} {slot.title}" if slot.session is None else str(slot.session.module.id)
                seen[name] += 1
                begins, ends = (datetime.datetime.combine(day.date, moment) for moment in (slot.start, slot.end))
                yield Event(_identity(plan, name, seen[name]), begins, ends, slot_title(slot, plan.locale).plain, _description(plan, day, slot))


def _identity(plan: Plan, name: str, repetition: int) -> str:
    """Return the lasting name of an event: of what it is, so that a change of its time or wording is a change of the same event."""
    organisation = plan.library.kit.organisation.name
    parts = (organisation, plan.folder, plan.dates[0].isoformat(), name, str(repetition))
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def _description(plan: Plan, day: TimedDay, slot: TimedSlot) -> str:
    """Return the programme and the day of an event, and what its module is about."""
    locale = plan.locale
    about = [without_marks(slot.session.module.summary, locale).plain] if slot.session else []
    return "\n".join([*about, locale.figures(str(plan.programme.title)), locale.figures(day.title)])
