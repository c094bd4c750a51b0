"""Placed slides: boxes in points from the slide's top left corner, with text of a final size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.model.deck import Chart, Layout, Pictogram, SpeakerNotes
from generator.model.text import Text
from generator.typography.paragraph import MARK_INDENT

# A 16:9 slide, 13 1/3 by 7 1/2 inches, in points.
SLIDE_WIDTH, SLIDE_HEIGHT = 960.0, 540.0

# The inset at each side of a shape's text.
SHAPE_INSET = 8.0
# The radius of a rounded corner, as a share of the shorter side.
ROUNDING = 0.12
# The width of the line around a shape.
LINE = 2.0
# The side of a pictogram, as a share of its disc's diameter.
DISC_SHARE = 0.58

ColourRole = Literal["ink", "muted", "background", "soft_background", "primary", "on_primary", "accent", "rule", "tint", "highlight", "pattern"]
FaceRole = Literal["heading", "text"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle: `x` and `y` of its top left corner, width, height."""

    x: float
    y: float
    width: float
    height: float


def columns_of(frame: Frame, count: int, gap: float) -> list[Frame]:
    """Divide a frame into columns, the first at the right."""
    width = (frame.width - gap * (count - 1)) / count
    return [Frame(frame.x + frame.width - (index + 1) * width - index * gap, frame.y, width, frame.height) for index in range(count)]


def rows_of(frame: Frame, count: int, gap: float) -> list[Frame]:
    """Divide a frame into rows, the first at the top."""
    height = (frame.height - gap * (count - 1)) / count
    return [Frame(frame.x, frame.y + index * (height + gap), frame.width, height) for index in range(count)]


def grid_of(frame: Frame, rows: int, columns: int, gap: float) -> list[Frame]:
    """Divide a frame into cells, row by row from the right."""
    return [cell for row in rows_of(frame, rows, gap) for cell in columns_of(row, columns, gap)]


def bounding(frames: Sequence[Frame]) -> Frame:
    """Return the smallest frame around others."""
    left, top = min(one.x for one in frames), min(one.y for one in frames)
    right, bottom = max(one.x + one.width for one in frames), max(one.y + one.height for one in frames)
    return Frame(left, top, right - left, bottom - top)


def contained(frame: Frame, ratio: float) -> Frame:
    """Return the largest frame of a given width-to-height ratio inside another, right-aligned and vertically centred."""
    width = min(frame.width, frame.height * ratio)
    height = width / ratio
    return Frame(frame.x + frame.width - width, frame.y + (frame.height - height) / 2, width, height)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The style of a box's text: size in points, face, colour, and leading in points."""

    size: float
    leading: float
    face: FaceRole = "text"
    bold: bool = False
    colour: ColourRole = "ink"
    centred: bool = False

    @property
    def mark_colour(self) -> ColourRole:
        """Return the colour of a bullet or number beside this text."""
        return "highlight" if self.colour == "on_primary" else "accent"


Mark = Literal["none", "bullet", "number"]
# The width of each further digit of a list number, in ems.
DIGIT = 0.55


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """One paragraph of a box: its text, its mark, its number in a numbered list, space above in points; `last` is the list's last number."""

    text: Text
    style: TextStyle
    mark: Mark = "none"
    number: int = 1
    above: float = 0.0
    last: int = 1

    @property
    def indent(self) -> float:
        """Return the indent for the mark in points; all items of a list have that of its longest number."""
        if self.mark == "none":
            return 0.0
        return (MARK_INDENT + DIGIT * (len(str(max(self.number, self.last))) - 1)) * self.style.size


@dataclass(frozen=True, slots=True)
class TextBox:
    """Text in a placeholder of the slide's layout, by the placeholder's key."""

    placeholder: str
    paragraphs: tuple[SetParagraph, ...]


Corners = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with optional text, vertically centred unless `top`; without a fill only its line and its text are visible.

    The corners of a free outline count from the top left corner of its frame, in points; `line` is the colour of the line around it.
    `link` is the `#name` of a slide that it leads to. One with `minutes` is a bar that empties in them, from a click on.
    """

    frame: Frame
    kind: Literal["rectangle", "rounded", "ellipse", "arrow_left", "outline"]
    fill: ColourRole | None
    name: str
    paragraphs: tuple[SetParagraph, ...] = ()
    top: bool = False
    corners: Corners = ()
    line: ColourRole | None = None
    link: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class ShapeGroup:
    """The shapes of one figure, with its alternative text."""

    frame: Frame
    shapes: tuple[Shape, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class TableBox:
    """A table: column widths and row heights in points, cells by row in logical order; the first row is the heading.

    `marked` are the rows and columns of the cells that stand out.
    """

    frame: Frame
    columns: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[tuple[SetParagraph, ...], ...]
    marked: frozenset[tuple[int, int]] = frozenset()

    def background(self, row: int, column: int) -> ColourRole:
        """Return the colour of a cell's background."""
        if row == 0:
            return "primary"
        if (row, column) in self.marked:
            return "accent"
        return "background" if row % 2 or column == 0 else "soft_background"


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A bar chart in a frame: the first category is the rightmost; all its text has one style."""

    frame: Frame
    chart: Chart
    style: TextStyle


@dataclass(frozen=True, slots=True)
class PictureBox:
    """A picture in a frame, as the bytes of a PNG or JPEG file, with its alternative text."""

    frame: Frame
    picture: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class PictogramDisc:
    """A pictogram on a disc that fills a frame: decoration, as the words beside it say the same."""

    frame: Frame
    pictogram: Pictogram

    @property
    def drawing(self) -> Frame:
        """Return the square of the pictogram inside the disc."""
        side = self.frame.width * DISC_SHARE
        return Frame(self.frame.x + (self.frame.width - side) / 2, self.frame.y + (self.frame.height - side) / 2, side, side)


@dataclass(frozen=True, slots=True)
class CodeBox:
    """A QR code on a ground of the background's colour, as horizontal runs of dark modules, with its alternative text."""

    frame: Frame
    runs: tuple[Frame, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Rectangles of one colour, decoration without meaning."""

    colour: ColourRole
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class PlacedSlide:
    """One slide ready to draw, in reading order; its boxes begin with the title.

    The text of the placeholders that `built` names appears by click: in a box with a background as a whole, else paragraph by paragraph.
    `name` is what links to the slide name, `marks` are shapes in its margins. `slide` is the index of the slide in the deck
    that it shows, or a part of which it shows.
    """

    layout: Layout
    boxes: tuple[TextBox, ...]
    picture: ShapeGroup | TableBox | ChartBox | CodeBox | None
    notes: SpeakerNotes
    section: str = ""
    logos: tuple[PictureBox, ...] = ()
    discs: tuple[PictogramDisc, ...] = ()
    built: tuple[str, ...] = ()
    name: str = ""
    progress: tuple[Bars, ...] = ()
    marks: tuple[Shape, ...] = ()
    slide: int = 0

    @property
    def title(self) -> str:
        """Return the title's text."""
        return self.boxes[0].paragraphs[0].text.plain


@dataclass(frozen=True, slots=True)
class PlacedDeck:
    """A deck ready to draw; if `animated`, some of it appears by click."""

    title: str
    subject: str
    author: str
    slides: tuple[PlacedSlide, ...] = field(default_factory=tuple)
    animated: bool = True
