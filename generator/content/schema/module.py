"""A module: its objectives, sections and quiz items."""

from __future__ import annotations

from typing import Annotated

from generator.content.schema.exercises import Activity, Case, Discussion, Worksheet
from generator.content.schema.facilitation import Facilitator
from generator.content.schema.figures import Chart, Figure, Quotation, Roles, Table
from generator.content.schema.notes import Closing, Notes, Objective, Opening
from generator.content.schema.quiz import QuizItem, QuizScenario
from generator.content.schema.record import Record, items
from generator.content.schema.values import Identifier, Inline, Minutes, Paragraphs


class TermDefined(Record):
    """A term with its meaning: the slide of a section that explains one idea."""

    term: Inline
    meaning: Inline


class PartOpening(Record):
    """The opening slide of a part of a long module."""

    title: Inline
    text: Inline
    notes: Notes


# The keys of a section's extras, of which it has at most one; the first five are shown within the section's minutes.
EXTRAS = ("figure", "table", "chart", "quotation", "roles", "activity", "case", "discussion")
Extra = Figure | Table | Chart | Quotation | Roles | Activity | Case | Discussion


class Section(Record):
    """One section of a module: points or a definition for the slide, text for the handout, notes, and at most one extra."""

    id: Identifier
    heading: Inline
    minutes: Minutes
    points: Annotated[tuple[Inline, ...], items(0, 6)] = ()
    pictograms: bool = True
    definition: TermDefined | None = None
    text: Paragraphs
    notes: Notes
    part: PartOpening | None = None
    figure: Figure | None = None
    table: Table | None = None
    chart: Chart | None = None
    quotation: Quotation | None = None
    roles: Roles | None = None
    activity: Activity | None = None
    case: Case | None = None
    discussion: Discussion | None = None

    @property
    def extra(self) -> Extra | None:
        """Return the section's one extra, if it has one."""
        return self.shown or self.exercise

    @property
    def shown(self) -> Figure | Table | Chart | Quotation | Roles | None:
        """Return the extra that is shown within the section's minutes, if it has one."""
        return self.figure or self.table or self.chart or self.quotation or self.roles

    @property
    def has_own_slide(self) -> bool:
        """Return whether the section has a slide beside its extra's."""
        return bool(self.points or self.definition)

    @property
    def exercise(self) -> Activity | Case | Discussion | None:
        """Return the section's activity, case or discussion, if it has one."""
        return self.activity or self.case or self.discussion


class Module(Record):
    """One teachable unit: the content of a deck, a handout and quiz items; `country` sends participants to their own institutions."""

    id: Identifier
    title: Inline
    subtitle: Inline | None = None
    duration: Minutes
    summary: Inline
    objectives: Annotated[tuple[Objective, ...], items(1, 6)]
    key_messages: Annotated[tuple[Inline, ...], items(1, 6)]
    opening: Opening
    closing: Closing
    sections: Annotated[tuple[Section, ...], items(1)]
    scenarios: tuple[QuizScenario, ...] = ()
    quiz: tuple[QuizItem, ...] = ()
    country: Worksheet | None = None
    facilitator: Facilitator | None = None

    @property
    def taught(self) -> tuple[object, ...]:
        """Return what participants see and hear in the session: all but the sheet of their country and what only the facilitator reads."""
        return tuple(getattr(self, name) for name in type(self).model_fields if name not in ("country", "facilitator"))

    @property
    def exercises(self) -> tuple[Activity | Case | Discussion, ...]:
        """Return all activities, cases and discussions in order."""
        return tuple(section.exercise for section in self.sections if section.exercise)
