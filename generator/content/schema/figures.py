"""Pictures of a section: figure, table, chart, quotation, roles."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.content.schema.notes import Notes
from generator.content.schema.record import Record, items
from generator.content.schema.values import Inline, Task


class FigureItem(Record):
    """One part of a figure; `points` in a comparison and beside a single number, `text` elsewhere."""

    label: Inline
    text: Inline | None = None
    points: tuple[Inline, ...] = ()


class Axis(Record):
    """One axis of a matrix: its name, and the words at the end where reading starts and at the other end."""

    name: Inline | None = None
    start: Inline
    end: Inline


class Axes(Record):
    """The axes of a matrix: `across` runs from right to left, `down` from top to bottom."""

    across: Axis
    down: Axis


FigureKind = Literal[
    "pillars", "process", "timeline", "levels", "hub", "comparison", "numbers", "journey", "cycle", "matrix", "venn", "causes", "number"
]  # fmt: skip


class Figure(Record):
    """A diagram that is drawn from its words, never a picture file."""

    kind: FigureKind
    title: Inline
    alt: Inline
    centre: Inline | None = None
    axes: Axes | None = None
    items: Annotated[tuple[FigureItem, ...], items(1, 7)]
    effects: Annotated[tuple[FigureItem, ...], items(0, 4)] = ()
    notes: Notes


class Table(Record):
    """A table; the first column is the rightmost and heads its rows."""

    title: Inline
    columns: Annotated[tuple[Inline, ...], items(2, 4)]
    rows: Annotated[tuple[Annotated[tuple[Inline, ...], items(2, 4)], ...], items(1, 8)]
    notes: Notes


class ChartItem(Record):
    """One bar of a chart: label and value; the label cites the fact."""

    label: Inline
    value: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]


class Chart(Record):
    """A bar chart; `unit` names what is counted."""

    title: Inline
    alt: Inline
    unit: Inline
    items: Annotated[tuple[ChartItem, ...], items(2, 8)]
    notes: Notes


class Quotation(Record):
    """What a fictional participant or returnee says; slides and handouts mark it as invented."""

    title: Inline
    quote: Inline
    speaker: Inline
    prompts: Annotated[tuple[Inline, ...], items(0, 3)] = ()
    notes: Notes


class Party(Record):
    """One row of a table of roles: a party, its task in each phase, and the number of the phase that it leads."""

    party: Inline
    tasks: Annotated[tuple[Task, ...], items(2, 4)]
    lead: Annotated[int, Field(ge=1, le=4)] | None = None


class Roles(Record):
    """Who does what in which phase."""

    title: Inline
    phases: Annotated[tuple[Inline, ...], items(2, 4)]
    parties: Annotated[tuple[Party, ...], items(2, 6)]
    notes: Notes
