"""A calendar: the events of a workshop, as a participant's own calendar takes them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its lasting name, its local times, its title and what it is about."""

    identity: str
    begins: datetime.datetime
    ends: datetime.datetime
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The events of one workshop; without a `time_zone`, a name in the tz database, they take place at the local time of whoever looks."""

    title: str
    location: str
    time_zone: str
    events: tuple[Event, ...]
