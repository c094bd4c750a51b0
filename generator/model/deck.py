"""A deck: slides of a closed set of kinds, in the order of presentation, free of any geometry."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Span
from generator.model.text import Prose, Text


@dataclass(frozen=True, slots=True)
class NoteList:
    """A list in the speaker notes, under its label."""

    label: Text
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SpeakerNotes:
    """What the trainer says, asks and does at one slide, how long it takes (minutes, 0 when untimed), its lists and its sources.

    `begins` and `ends` are the times at which it begins and ends, None outside a session.
    """

    say: Text
    ask: Text | None = None
    do: Text | None = None
    minutes: int = 0
    sources: tuple[Text, ...] = ()
    lists: tuple[NoteList, ...] = ()
    begins: datetime.time | None = None
    ends: datetime.time | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The lines below the title of the first slide: session, programme and organisation."""

    subtitle: Text
    details: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The parts of a session with their minutes, in words and as numbers; with `numbers` it is a picture too, and `alt` its alternative text.

    Each item is a link to its part, `#part-2` and so on.
    """

    items: tuple[tuple[Text, Text], ...]
    minutes: tuple[int, ...] = ()
    numbers: tuple[Text, ...] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A web address to scan or to type: as shown, the line above it, as encoded, and the alternative text of the code."""

    address: Text
    lead: Text
    link: str
    alt: str


@dataclass(frozen=True, slots=True)
class Part:
    """The lines below the title of a slide that opens a part."""

    details: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    term: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A pictogram by its name in the set; `mirrored` if it runs in the direction of reading."""

    name: str
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A lead line, if there is one, and points of equal rank; each has a pictogram, or none has."""

    items: tuple[Text, ...]
    lead: Text | None = None
    numbered: bool = False
    pictograms: tuple[Pictogram, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """An open question with follow-up questions, and its minutes."""

    question: Text
    prompts: tuple[Text, ...]
    details: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A fictional case: its mark, its story, and the questions to discuss."""

    mark: Text
    story: Prose
    questions: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Instructions:
    """An activity: groups and minutes, timed steps, and materials under a label; `countdown` names the bar of its minutes."""

    details: tuple[Text, ...]
    steps: tuple[tuple[Text, Text], ...]
    materials_label: Text | None = None
    materials: tuple[Text, ...] = ()
    minutes: int = 0
    duration: Text | None = None
    countdown: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings and rows of cells, the first column first (it is the rightmost on the slide).

    `marked` has for each row the index of its cell that stands out, or None; it is empty if none does.
    """

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    marked: tuple[int | None, ...] = ()

    def part(self, start: int, end: int) -> Grid:
        """Return the table with some of its rows."""
        return Grid(self.columns, self.rows[start:end], self.marked[start:end])


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a fictional person says: the mark that it is fictional, the words, who says them, questions about them."""

    mark: Text
    quote: Text
    speaker: Text
    prompts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class DiagramItem:
    """One labelled part of a diagram; `number` is its place as the edition writes it, where the diagram shows it."""

    label: Text
    text: Text | None = None
    points: tuple[Text, ...] = ()
    number: Text | None = None


@dataclass(frozen=True, slots=True)
class DiagramAxis:
    """One axis of a matrix: the words at its start (the right, the top) and at its end, and its name."""

    start: Text
    end: Text
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart, the first bar at the right: labels, values, and values as formatted by the edition; `unit` names what is counted."""

    categories: tuple[Text, ...]
    values: tuple[float, ...]
    labels: tuple[str, ...]
    unit: Text
    alt: str


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A quiz question with its lettered options."""

    stem: Text
    options: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """A quiz question with its lettered key and the rationale."""

    stem: Text
    key: tuple[str, Text]
    rationale: Text


DiagramKind = Literal[
    "pillars", "process", "timeline", "levels", "hub", "comparison", "numbers", "journey", "cycle", "matrix", "venn", "causes", "number"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Diagram:
    """A figure of named parts; `alt` is its alternative text.

    A matrix has two axes, the horizontal one first; a tree of causes has `effects` beside its items.
    """

    kind: DiagramKind
    items: tuple[DiagramItem, ...]
    alt: str
    centre: Text | None = None
    axes: tuple[DiagramAxis, ...] = ()
    effects: tuple[DiagramItem, ...] = ()


Body = (
    Cover | Address | Agenda | Part | Definition | Points | Question | Scenario | Quotation | Instructions | Grid | Diagram | Chart | QuizQuestion | QuizAnswer
)
Layout = Literal[
    "cover",
    "agenda",
    "agenda_short",
    "objectives",
    "section",
    "points",
    "statement",
    "cards",
    "columns",
    "pictograms_two",
    "pictograms_three",
    "pictograms_four",
    "pictograms_five",
    "pictograms_six",
    "pictogram_cards",
    "pictogram_columns",
    "definition",
    "numbers",
    "pillars",
    "process",
    "timeline",
    "levels",
    "hub",
    "comparison",
    "journey",
    "cycle",
    "matrix",
    "venn",
    "causes",
    "number",
    "table",
    "roles",
    "chart",
    "activity",
    "discussion",
    "case",
    "quotation",
    "quotation_alone",
    "messages",
    "question",
    "question_five",
    "question_six",
    "answer",
    "sources",
    "closing",
]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `section` groups slides, `source` is the line at its foot, `span` its place in the seeds.

    `part` is the number of its part of the session, from 1; 0 in a deck without parts.
    """

    layout: Layout
    title: Text
    body: Body
    notes: SpeakerNotes
    source: Text | None
    span: Span
    section: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class Logo:
    """An organisation's logo: the bytes of a PNG or JPEG file, and the organisation's name."""

    picture: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of one session; logos are on its cover. If `animated`, some of it appears by click.

    `parts` are the minutes of the parts of the session, `back` the words of the way back to its agenda.
    """

    title: str
    subject: str
    author: str
    slides: tuple[Slide, ...]
    logos: tuple[Logo, ...] = ()
    animated: bool = True
    parts: tuple[int, ...] = ()
    back: Text | None = None
