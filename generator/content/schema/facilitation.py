"""What a facilitator needs beside the content: preparation, materials, routines of the workshop, forms."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.content.schema.exercises import Material, Prompt, Step, Worksheet
from generator.content.schema.notes import Notes
from generator.content.schema.record import Record, items
from generator.content.schema.values import Identifier, Inline, Line, Minutes, Paragraphs


class Answered(Record):
    """A question with its answer."""

    question: Inline
    answer: Inline


class Facilitator(Record):
    """What only the facilitator of a module reads: what to prepare and bring, likely questions, a check for learning, adaptations."""

    preparation: tuple[Inline, ...] = ()
    materials: tuple[Material, ...] = ()
    questions: tuple[Answered, ...] = ()
    checks: tuple[Answered, ...] = ()
    adaptation: tuple[Inline, ...] = ()


class Checklist(Record):
    """What to prepare: two weeks before the workshop, the day before it, and in the morning."""

    two_weeks: tuple[Inline, ...] = ()
    day_before: tuple[Inline, ...] = ()
    morning: tuple[Inline, ...] = ()


class Routine(Record):
    """A period of the workshop that teaches no module: opening, recap, closing."""

    id: Identifier
    title: Line
    aim: Inline
    materials: tuple[Material, ...] = ()
    steps: Annotated[tuple[Step, ...], items(1, 12)]
    notes: Notes

    @property
    def minutes(self) -> int:
        """Return the minutes of all steps."""
        return sum(step.minutes for step in self.steps)


class Energiser(Record):
    """A short exercise that wakes participants up and needs no material."""

    title: Inline
    minutes: Minutes
    steps: Annotated[tuple[Inline, ...], items(1, 6)]


class EvaluationPart(Record):
    """Statements of one level of evaluation, to each of which a participant agrees more or less."""

    level: Literal["reaction", "learning", "behaviour", "results"]
    statements: Annotated[tuple[Inline, ...], items(1, 8)]


class EvaluationForm(Record):
    """An evaluation form: statements by level, and questions with lines for an answer."""

    parts: Annotated[tuple[EvaluationPart, ...], items(0, 4)] = ()
    questions: Annotated[tuple[Prompt, ...], items(0, 6)] = ()


class Evaluation(Record):
    """The forms with which participants evaluate each day and the workshop."""

    daily: EvaluationForm | None = None
    final: EvaluationForm | None = None


class Facilitation(Record):
    """What all workshops of the kit share: how it is used, preparation, room, routines, forms, reuse."""

    use: Paragraphs | None = None
    preparation: Checklist | None = None
    room: Paragraphs | None = None
    materials: tuple[Material, ...] = ()
    ground_rules: tuple[Inline, ...] = ()
    routines: tuple[Routine, ...] = ()
    energisers: tuple[Energiser, ...] = ()
    evaluation: Evaluation | None = None
    expectations: Annotated[tuple[Prompt, ...], items(0, 6)] = ()
    action_plan: Worksheet | None = None
    reuse: Paragraphs | None = None
