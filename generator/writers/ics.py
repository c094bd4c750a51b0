"""Write a calendar as iCalendar (RFC 5545). In: a `Calendar`, the language of its words, a date. Out: bytes."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import icalendar

from generator.model.calendar import Calendar, Event
from generator.settings.cldr import zone_file

PRODUCT = "-//Haqiba//Haqiba//AR"


def write_ics(calendar: Calendar, language: str, date: datetime.datetime) -> bytes:
    """Write the events of a calendar, stamped with a date in UTC; with a time zone, its rules for the days of the events."""
    written = icalendar.Calendar()
    written.add("prodid", PRODUCT)
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", calendar.title)
    zone = _zone(calendar.time_zone) if calendar.time_zone else None
    if zone:
        days = [event.begins.date() for event in calendar.events]
        year = datetime.timedelta(days=366)
        # Its rules from the change before the first day to the one after the last.
        written.add_component(icalendar.Timezone.from_tzinfo(zone, calendar.time_zone, min(days) - year, max(days) + year))
    for event in calendar.events:
        written.add_component(_event(event, calendar, zone, language, date))
    data: bytes = written.to_ical()
    return data


def _zone(name: str) -> ZoneInfo:
    """Return a time zone as the package tzdata has it: that of the system would differ from machine to machine."""
    with zone_file(name).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def _event(event: Event, calendar: Calendar, zone: ZoneInfo | None, language: str, date: datetime.datetime) -> icalendar.Event:
    written, spoken = icalendar.Event(), {"LANGUAGE": language}
    written.add("uid", f"{event.identity}@haqiba")
    written.add("dtstamp", date)
    written.add("dtstart", event.begins.replace(tzinfo=zone))
    written.add("dtend", event.ends.replace(tzinfo=zone))
    written.add("summary", event.title, parameters=spoken)
    written.add("description", event.description, parameters=spoken)
    if calendar.location:
        written.add("location", calendar.location, parameters=spoken)
    return written
