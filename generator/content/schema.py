"""The schema of the seeds: one frozen record per kind of file, each with its place.

In: the reader's nodes. Out: typed records; pydantic's findings become diagnostics in `validation`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from generator.content.markup import MarkupError, parse_inline, parse_prose
from generator.content.reader import Mapping, Scalar, Sequence
from generator.diagnostics import Span
from generator.model.text import BulletList, Cite, Prose, Text

BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
# Patterns of whole values, which the JSON Schemas for editors state too: all are also regular expressions of ECMAScript.
IDENTIFIER = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
# Windows keeps these names for devices, and takes no folder of such a name.
RESERVED = r"(?:con|nul|aux|prn|(?:com|lpt)[0-9])"
CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
FINGERPRINT = r"[0-9a-f]{64}"
WEB_ADDRESS = r"https?://[^\s/]+\S*"
# Files are named after ids.
LONGEST_IDENTIFIER = 64
# A deck's title and author properties take 255 characters, some of which a label needs.
LONGEST_TITLE = 200
# A worksheet's table stays on one page.
MOST_ROWS = 19
# Line ends, tabs and unusual spaces; in text with markup they count as one space.
_OTHER_SPACE = re.compile("[^\\S \u00a0\u2009\u202f]")


def _words(value: object) -> Scalar:
    if not isinstance(value, Scalar):
        raise PydanticCustomError("text_expected", "text is expected here")
    if not value.strip():
        raise PydanticCustomError("text_missing", "the value is missing")
    return value


def identifier_flaw(word: str) -> Literal["identifier", "reserved_name"] | None:
    """Return why a word cannot be an id; None if it can."""
    if not re.fullmatch(IDENTIFIER, word) or len(word) > LONGEST_IDENTIFIER:
        return "identifier"
    return "reserved_name" if re.fullmatch(RESERVED, word) else None


def _identifier(value: object) -> Scalar:
    word = _words(value)
    flaw = identifier_flaw(word)
    if flaw:
        raise PydanticCustomError(flaw, "not an id")
    return word


def _line(value: object) -> Scalar:
    word = _words(value)
    if _OTHER_SPACE.search(word):
        raise PydanticCustomError("one_line", "not one line")
    return word


def _title(value: object) -> Scalar:
    word = _line(value)
    if len(word) > LONGEST_TITLE:
        raise PydanticCustomError("title", "not a title", {"length": len(word), "most": LONGEST_TITLE})
    return word


def _inline(value: object) -> Text:
    try:
        return parse_inline(_words(value))
    except MarkupError as error:
        raise PydanticCustomError("markup", "markup", {"diagnostic": error.diagnostic}) from None


def _task(value: object) -> Text:
    """Return an empty text where nothing is typed: a party may have no task in a phase."""
    if isinstance(value, Scalar) and not value.strip():
        return Text((), value.span)
    return _inline(value)


def _prose(value: object) -> Prose:
    try:
        return parse_prose(_words(value))
    except MarkupError as error:
        raise PydanticCustomError("markup", "markup", {"diagnostic": error.diagnostic}) from None


def _rows(value: object) -> tuple[Text, ...] | int:
    if isinstance(value, Sequence):
        return tuple(_inline(heading) for heading in value)
    if isinstance(value, Scalar) and re.fullmatch(r"[1-9][0-9]?", value) and int(value) <= MOST_ROWS:
        return int(value)
    raise PydanticCustomError("rows", "not rows")


def _clock(value: object) -> datetime.time:
    word = _words(value)
    if not re.fullmatch(CLOCK, word):
        raise PydanticCustomError("clock", "not a time of day")
    hours, minutes = word.split(":")
    return datetime.time(int(hours), int(minutes))


def _fingerprint(value: object) -> Scalar:
    word = _words(value)
    if not re.fullmatch(FINGERPRINT, word):
        raise PydanticCustomError("fingerprint", "not a SHA-256")
    return word


def _web_address(value: object) -> Scalar:
    word = _words(value)
    if not re.fullmatch(WEB_ADDRESS, word):
        raise PydanticCustomError("web_address", "not a web address")
    return word


Identifier = Annotated[Scalar, PlainValidator(_identifier)]
Line = Annotated[Scalar, PlainValidator(_line)]
Title = Annotated[Scalar, PlainValidator(_title)]
Inline = Annotated[Text, PlainValidator(_inline)]
Task = Annotated[Text, PlainValidator(_task)]
Paragraphs = Annotated[Prose, PlainValidator(_prose)]
Clock = Annotated[datetime.time, PlainValidator(_clock)]
Fingerprint = Annotated[Scalar, PlainValidator(_fingerprint)]
WebAddress = Annotated[Scalar, PlainValidator(_web_address)]
Rows = Annotated[tuple[Text, ...] | int, PlainValidator(_rows)]
Minutes = Annotated[int, Field(ge=1, le=480)]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]


def items(least: int, most: int = 99) -> Any:
    """Bound a list's length."""
    return Field(min_length=least, max_length=most)


class Record(BaseModel):
    """A mapping of the seeds; `span` is where it begins."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)
    # No author writes this alias by accident.
    span: Annotated[Span, PlainValidator(lambda value: value), Field(alias="<span>", exclude=True, repr=False)]

    @model_validator(mode="before")
    @classmethod
    def _keep_span(cls, data: object) -> object:
        return {**data, "<span>": data.span} if isinstance(data, Mapping) else data

    @cached_property
    def cites(self) -> tuple[Cite, ...]:
        """Return its citation marks in reading order, found once: each paper of each programme asks for those of its modules."""
        return tuple(cite for name in type(self).model_fields for cite in cites_of(getattr(self, name)))


def cites_of(node: object) -> Iterator[Cite]:
    """Walk a record or a part of it, and return its citation marks in reading order."""
    if isinstance(node, (Text, Record)):
        yield from node.cites
    elif isinstance(node, BulletList):
        for item in node.items:
            yield from item.cites
    elif isinstance(node, (tuple, list)):
        for one in node:
            yield from cites_of(one)


# Modules


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


class QuizItem(Record):
    """A multiple-choice item: one key among its distractors."""

    id: Identifier
    objective: Identifier
    bloom: Bloom
    stem: Inline
    key: Inline
    distractors: Annotated[tuple[Inline, ...], items(2, 4)]
    rationale: Inline


class Module(Record):
    """One teachable unit: the content of a deck, a handout and quiz items."""

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
    quiz: tuple[QuizItem, ...] = ()

    @property
    def exercises(self) -> tuple[Activity | Case | Discussion, ...]:
        """Return all activities, cases and discussions in order."""
        return tuple(section.exercise for section in self.sections if section.exercise)


# The kit and its programmes


class Organisation(Record):
    """The organisation that publishes the kit."""

    name: Title
    unit: Title | None = None
    logos: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return its name and, below it, its unit."""
        return (self.name, self.unit) if self.unit else (self.name,)


class Kit(Record):
    """Settings of all programmes: organisation, theme, locale."""

    title: Title
    organisation: Organisation
    theme: Identifier
    locale: Identifier
    note: Inline


class Slot(Record):
    """One row of a day: a module (by id), or another period of a given length."""

    module: Identifier | None = None
    title: Line | None = None
    kind: Literal["session", "break", "ceremony"] = "ceremony"
    minutes: Minutes | None = None


class Day(Record):
    """One day of a programme, with its start time."""

    title: Line
    start: Clock
    slots: Annotated[tuple[Slot, ...], items(1)]


class Programme(Record):
    """A workshop: which modules on which day; if `animated`, its slides are built by click."""

    id: Identifier
    title: Title
    subtitle: Line | None = None
    audience: Line
    aim: Inline
    days: Annotated[tuple[Day, ...], items(1, 5)]
    address: WebAddress | None = None
    animated: bool = True

    @property
    def module_slots(self) -> tuple[Slot, ...]:
        """Return the slots that teach a module, in order."""
        return tuple(slot for day in self.days for slot in day.slots if slot.module)


# Sources and terms


class SourceParagraph(Record):
    """The fingerprint of one paragraph of a source document (white space collapsed, UTF-8, SHA-256)."""

    number: Annotated[int, Field(ge=1)]
    sha256: Fingerprint


class Fact(Record):
    """One statement of a source in our own words, with its paragraph or its page's address."""

    id: Identifier
    paragraph: Annotated[int, Field(ge=1)] | None = None
    address: WebAddress | None = None
    text: Line


SourceKind = Literal["law", "standard", "book", "handbook", "glossary", "framework", "fact-sheet", "press-report", "news", "platform"]


class Source(Record):
    """A source document of facts; one that is external to the seed is marked so in print."""

    id: Identifier
    title: Line
    short: Line
    kind: SourceKind
    language: Literal["ar", "en", "fr"]
    external: bool
    address: WebAddress | None = None
    paragraphs: tuple[SourceParagraph, ...] = ()
    facts: Annotated[tuple[Fact, ...], items(1)]


class Term(Record):
    """One concept's only Arabic wording, with its equivalents and the wordings to avoid; with a pictogram, `forms` are further wordings that lead to it."""

    id: Identifier
    ar: Line
    en: Line
    fr: Line | None = None
    origin: Literal["seed", "external"]
    avoid: tuple[Line, ...] = ()
    pictogram: Line | None = None
    forms: tuple[Line, ...] = ()


class PicturedWord(Record):
    """A word that is no term of the subject, in all its forms, with its pictogram."""

    pictogram: Line
    forms: Annotated[tuple[Line, ...], items(1)]


class Glossary(Record):
    """The terms of the kit, names whose numbers are not facts, acronyms that need no introduction, and the pictograms of other words."""

    terms: Annotated[tuple[Term, ...], items(1)]
    not_facts: tuple[Line, ...] = ()
    known_acronyms: tuple[Line, ...] = ()
    pictograms: tuple[PicturedWord, ...] = ()
