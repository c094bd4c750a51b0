"""What the facilitator says, asks and does."""

from __future__ import annotations

from generator.content.schema.record import Record
from generator.content.schema.values import Bloom, Identifier, Inline, Minutes


class Notes(Record):
    """What the facilitator says, asks and does at one slide."""

    say: Inline
    ask: Inline | None = None
    do: Inline | None = None


class Objective(Record):
    """What a participant is able to do at the end, measurably."""

    id: Identifier
    bloom: Bloom
    text: Inline


class Opening(Record):
    """The first minutes of a module: cover, objectives and agenda."""

    minutes: Minutes
    welcome: Notes
    objectives: Notes
    agenda: Notes


class Closing(Record):
    """The last minutes of a module: key messages and sources."""

    minutes: Minutes
    messages: Notes
    sources: Notes
