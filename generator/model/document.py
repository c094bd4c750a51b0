"""A document: a flow of blocks for print, free of pages, fonts and positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.model.text import Text

if TYPE_CHECKING:
    from generator.model.deck import Chart, Deck, Diagram


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; `name` is what links point to."""

    level: Literal[1, 2, 3, 4]
    text: Text
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text
    # A "description" stays with the block after it; so does an "address", which takes one line if possible.
    role: Literal["body", "lead", "small", "description", "address", "caption"] = "body"


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list whose items have labels: a bullet, a number, or an option's letter."""

    items: tuple[tuple[str, Text], ...]
    role: Literal["bullets", "numbers", "options", "references", "boxes"] = "bullets"
    # The link target of each item, if the list has targets.
    names: tuple[str, ...] = ()
    # A web address below each item, if it has one.
    addresses: tuple[Text | None, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; the first column is the rightmost. `fill` rows are as high as a line of handwriting; `shaded` rows, by index, have a background.

    `marked` has for each row the index of its cell that stands out, or None; it is empty if none does. A long list is `compact`.
    """

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]
    caption: Text | None = None
    fill: bool = False
    # The share of the measure left free at the table's end.
    margin: float = 0.0
    shaded: tuple[int, ...] = ()
    marked: tuple[int | None, ...] = ()
    compact: bool = False


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A diagram drawn in the text, with its caption."""

    diagram: Diagram
    caption: Text


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A bar chart drawn in the text, with its caption."""

    chart: Chart
    caption: Text


@dataclass(frozen=True, slots=True)
class SlideRow:
    """What belongs to one slide: its index in the deck, when it begins, how long it takes, and what the facilitator says, asks and does."""

    slide: int
    time: Text
    duration: Text | None
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SlideTable:
    """Some slides of a deck as pictures with their numbers, beside what belongs to them, under the headings of both columns.

    `deck` is the index of the deck among those of the document.
    """

    deck: int
    columns: tuple[Text, Text]
    rows: tuple[SlideRow, ...]


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """A plan of the room: group tables with their numbers and chairs, below the screen and the facilitator's table."""

    tables: tuple[Text, ...]
    chairs: int
    screen: Text
    facilitator: Text
    alt: str
    caption: Text


@dataclass(frozen=True, slots=True)
class Callout:
    """Blocks set apart from the running text under a label."""

    label: Text
    blocks: tuple[Block, ...]
    tone: Literal["plain", "exercise", "key"] = "plain"


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty lines to write on by hand."""

    count: int


@dataclass(frozen=True, slots=True)
class RatingBlock:
    """Statements, to each of which a reader agrees in one of several degrees, by a mark in its circle; `head` is the label of the statements."""

    head: Text
    degrees: tuple[Text, ...]
    statements: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One line of an answer sheet: the number of a question, or of a part of it, and the letters of its choices."""

    label: Text
    letters: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """A circle for each letter of each question, to be filled in by hand; `head` is the label of the questions."""

    head: Text
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length as a share of the whole, from 0 to 1, and whether it stands back."""

    label: Text
    share: float
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class BarRow:
    """What some bars are of, and the bars below each other."""

    words: Text
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarTable:
    """Rows of words beside bars from the right, which may be compared in length; `widths` are the shares of both columns, which may have headings."""

    rows: tuple[BarRow, ...]
    widths: tuple[float, float]
    columns: tuple[Text, Text] | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: each entry's text and the name of its place; page numbers are the writer's."""

    entries: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The head of a document: a kicker, the title, and lines of detail."""

    kicker: Text
    title: Text
    details: tuple[Text, ...]
    name: str | None = None
    full_page: bool = False


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a document of one page, on a band of colour: a kicker, the title, and lines of detail."""

    kicker: Text
    title: Text
    details: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """One slot of a day: when it begins, from when to when it lasts, its title; a break stands back."""

    begins: Text
    time: Text
    title: Text
    is_break: bool


@dataclass(frozen=True, slots=True)
class TimetableDay:
    """One day of a timetable; `when` is its date, if it has one, and the hours from its beginning to its end."""

    title: Text
    when: Text
    rows: tuple[TimetableRow, ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """The days of a programme, set so that they fit the rest of the page if they can."""

    days: tuple[TimetableDay, ...]


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page break before the next block."""


@dataclass(frozen=True, slots=True)
class Space:
    """Vertical space between unrelated blocks."""


Block = (
    Heading
    | Paragraph
    | ListBlock
    | TableBlock
    | FigureBlock
    | ChartBlock
    | SlideTable
    | RoomPlan
    | Callout
    | WritingLines
    | RatingBlock
    | AnswerSheet
    | BarTable
    | Contents
    | TitleBlock
    | Masthead
    | Timetable
    | KeepTogether
    | PageBreak
    | Space
)


@dataclass(frozen=True, slots=True)
class Document:
    """One printable document; `running` is the running head of every page. One that is read while standing is in `large` type.

    One that is `spread` has more space between what stays together, where a page would be left partly empty. `decks` are those
    whose slides it shows.
    """

    title: str
    subject: str
    author: str
    running: str
    blocks: tuple[Block, ...]
    large: bool = False
    spread: bool = False
    decks: tuple[Deck, ...] = ()
