"""Exercises of a section: activity with its worksheet, case, discussion."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.content.schema.notes import Notes
from generator.content.schema.record import Record, items
from generator.content.schema.values import Identifier, Inline, Minutes, Paragraphs, Rows


class Step(Record):
    """One timed instruction of an activity."""

    minutes: Minutes
    text: Inline


class Prompt(Record):
    """A question on a worksheet with its writing lines."""

    text: Inline
    lines: Annotated[int, Field(ge=1, le=12)] = 3


class Worksheet(Record):
    """What participants fill in: prompts with lines, or an empty table; `rows` is a count or a list of row headings."""

    title: Inline
    intro: Inline | None = None
    prompts: tuple[Prompt, ...] = ()
    columns: Annotated[tuple[Inline, ...], items(0, 4)] = ()
    rows: Rows = ()


class Activity(Record):
    """A group exercise."""

    title: Inline
    minutes: Minutes
    objectives: Annotated[tuple[Identifier, ...], items(1)]
    groups: Inline
    materials: tuple[Inline, ...] = ()
    steps: Annotated[tuple[Step, ...], items(2, 6)]
    worksheet: Worksheet
    debrief: Annotated[tuple[Inline, ...], items(1, 4)]
    notes: Notes


class Case(Record):
    """A fictional case to be discussed."""

    title: Inline
    minutes: Minutes
    objectives: Annotated[tuple[Identifier, ...], items(1)]
    scenario: Paragraphs
    questions: Annotated[tuple[Inline, ...], items(1, 4)]
    notes: Notes


class Discussion(Record):
    """An open question for the plenary."""

    title: Inline
    minutes: Minutes
    objectives: Annotated[tuple[Identifier, ...], items(1)]
    question: Inline
    prompts: Annotated[tuple[Inline, ...], items(0, 4)] = ()
    notes: Notes
