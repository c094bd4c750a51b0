"""Exercises of a section: activity with its worksheet, case, discussion."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from generator.content.reader import Scalar
from generator.content.schema.notes import Notes
from generator.content.schema.record import Record, items
from generator.content.schema.values import GroupSize, Identifier, Inline, Minutes, Paragraphs, Rows


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


class Material(Record):
    """What is used: `quantity` of it for each participant, for each group, or for the room; a text alone is the item."""

    item: Inline
    quantity: Annotated[int, Field(ge=1, le=999)] | None = None
    per: Literal["participant", "group", "room"] = "room"

    TEXT_KEY: ClassVar[str] = "item"

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {cls.TEXT_KEY: data, "<span>": data.span} if isinstance(data, Scalar) else data


class Variants(Record):
    """How an exercise is run otherwise: in little time, or with a large group."""

    short: Inline | None = None
    large: Inline | None = None


class Activity(Record):
    """A group exercise; `group_size` is the number of participants in a group."""

    title: Inline
    minutes: Minutes
    objectives: Annotated[tuple[Identifier, ...], items(1)]
    groups: Inline
    group_size: GroupSize | None = None
    materials: tuple[Material, ...] = ()
    steps: Annotated[tuple[Step, ...], items(2, 6)]
    worksheet: Worksheet
    debrief: Annotated[tuple[Inline, ...], items(1, 4)]
    variants: Variants | None = None
    notes: Notes


class Case(Record):
    """A fictional case to be discussed."""

    title: Inline
    minutes: Minutes
    objectives: Annotated[tuple[Identifier, ...], items(1)]
    scenario: Paragraphs
    questions: Annotated[tuple[Inline, ...], items(1, 4)]
    variants: Variants | None = None
    notes: Notes


class Discussion(Record):
    """An open question for the plenary."""

    title: Inline
    minutes: Minutes
    objectives: Annotated[tuple[Identifier, ...], items(1)]
    question: Inline
    prompts: Annotated[tuple[Inline, ...], items(0, 4)] = ()
    variants: Variants | None = None
    notes: Notes
