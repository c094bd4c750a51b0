"""Placed slides: boxes in points from the slide's top left corner, with text of a settled size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generator.model.deck import Layout, SpeakerNotes
from generator.model.text import Text

# A 16:9 slide, 13 1/3 by 7 1/2 inches, in points.
SLIDE_WIDTH, SLIDE_HEIGHT = 960.0, 540.0

ColourRole = Literal["ink", "muted", "ground", "soft_ground", "primary", "on_primary", "accent", "rule"]
FaceRole = Literal["heading", "text"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle: `x` and `y` of its top left corner, width, height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a box's text looks: size in points, face, colour, and the distance of its lines in points."""

    size: float
    leading: float
    face: FaceRole = "text"
    bold: bool = False
    colour: ColourRole = "ink"
    centred: bool = False


Mark = Literal["none", "bullet", "number"]


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """One paragraph of a box: its text, its mark, its first number where it is numbered, space above in points."""

    text: Text
    look: TextLook
    mark: Mark = "none"
    number: int = 1
    above: float = 0.0


@dataclass(frozen=True, slots=True)
class TextBox:
    """Text in a placeholder of the slide's layout."""

    frame: Frame
    paragraphs: tuple[SetParagraph, ...]
    placeholder: Literal["title", "subtitle", "body", "details", "source"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn shape, with or without text in its middle."""

    frame: Frame
    kind: Literal["rectangle", "rounded", "ellipse", "arrow_left", "line"]
    fill: ColourRole | None
    name: str
    paragraphs: tuple[SetParagraph, ...] = ()
    top: bool = False


@dataclass(frozen=True, slots=True)
class ShapeGroup:
    """Shapes that make one figure, with the description that stands for it."""

    frame: Frame
    shapes: tuple[Shape, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class TableBox:
    """A table: widths of its columns, heights of its rows (the heading's first), cells in logical order."""

    frame: Frame
    columns: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[tuple[SetParagraph, ...], ...]


@dataclass(frozen=True, slots=True)
class PlacedSlide:
    """One slide ready to draw, in reading order."""

    layout: Layout
    title: TextBox
    boxes: tuple[TextBox, ...]
    picture: ShapeGroup | TableBox | None
    notes: SpeakerNotes


@dataclass(frozen=True, slots=True)
class PlacedDeck:
    """A deck ready to draw."""

    title: str
    subject: str
    author: str
    slides: tuple[PlacedSlide, ...] = field(default_factory=tuple)
