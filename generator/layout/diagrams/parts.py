"""What the placers of diagrams share: labels and texts of items, whether they fit, cards, free outlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from generator.layout.boxes import ColourRole, Frame, SetParagraph, Shape
from generator.layout.fitting import TextMeasurer
from generator.layout.outlines import Point, bounds
from generator.model.deck import Diagram, DiagramItem
from generator.model.text import Text

GAP = 14.0
PADDING = 10.0
# The width of connecting lines.
SPOKE = 2.0
# The size of a part's text relative to its label's; the scale's last size is reserved for text.
TEXT_SHARE = 0.92
# The sizes of spaces and heads of arrows relative to the text's, so that they suit slides and print.
LINK, HEAD = 1.25, 0.6
Placer = Callable[[Diagram, Frame, TextMeasurer, float], tuple[Shape, ...] | None]


def bounds_of(shapes: Sequence[Shape]) -> Frame:
    """Return the smallest frame around shapes."""
    left, top = min(one.frame.x for one in shapes), min(one.frame.y for one in shapes)
    right, bottom = max(one.frame.x + one.frame.width for one in shapes), max(one.frame.y + one.frame.height for one in shapes)
    return Frame(left, top, right - left, bottom - top)


def label_of(item: DiagramItem, measurer: TextMeasurer, size: float, colour: str, *, centred: bool = True) -> SetParagraph:
    """Set an item's label."""
    return SetParagraph(item.label, measurer.style(size, bold=True, colour=colour, centred=centred))


def text_size(label: float) -> float:
    """Return the size of text that goes with a label, in half points."""
    return round(label * TEXT_SHARE * 2) / 2


def texts_of(item: DiagramItem, measurer: TextMeasurer, label: float, *, centred: bool = True) -> tuple[SetParagraph, ...]:
    """Set what is below an item's label, its text or its points; `label` is the size of the label."""
    size = text_size(label)
    style = measurer.style(size, centred=centred)
    if item.points:
        bulleted = measurer.style(size)
        return tuple(SetParagraph(point, bulleted, "bullet", above=size * 0.45) for point in item.points)
    return (SetParagraph(item.text, style),) if item.text else ()


def fits(paragraphs: Sequence[SetParagraph], frame: Frame, measurer: TextMeasurer) -> bool:
    """Return whether paragraphs fit a shape, and each of their words its width."""
    width = frame.width - 2 * PADDING
    unbroken = all(measurer.widest_word(one.text, one.style) <= width for one in paragraphs)
    return unbroken and measurer.height(paragraphs, width) <= frame.height - PADDING


def banded_card(item: DiagramItem, frame: Frame, measurer: TextMeasurer, size: float, head: float, index: int) -> list[Shape] | None:
    """Place a heading band and, below it, its text on a soft background; return None if either does not fit."""
    band = Frame(frame.x, frame.y, frame.width, head)
    rest = Frame(frame.x, frame.y + head, frame.width, frame.height - head)
    label = (label_of(item, measurer, size, "on_primary"),)
    texts = texts_of(item, measurer, size)
    if not fits(label, band, measurer) or (texts and not fits(texts, rest, measurer)):
        return None
    shapes = [Shape(band, "rectangle", "primary", f"label-{index}", label)]
    if rest.height <= 0:
        return shapes
    return [*shapes, Shape(rest, "rectangle", "soft_background", f"text-{index}", texts, top=bool(item.points))]


def head_height(diagram: Diagram, width: float, measurer: TextMeasurer, size: float) -> float:
    """Return the height of the band of labels; without texts below, it is taller."""
    available = width - 2 * PADDING
    labels = max(measurer.height((label_of(item, measurer, size, "on_primary"),), available) for item in diagram.items)
    return labels + 2 * PADDING if has_texts(diagram) else 2 * labels + 2 * PADDING


def has_texts(diagram: Diagram) -> bool:
    """Return whether any item has more than its label."""
    return any(item.text or item.points for item in diagram.items)


def text_height(diagram: Diagram, width: float, measurer: TextMeasurer, size: float) -> float:
    """Return the height of the lowest cards that hold the texts of all items."""
    return max(measurer.height(texts_of(item, measurer, size), width - 2 * PADDING) for item in diagram.items) + 2 * PADDING + 8


def height_of(paragraphs: Sequence[SetParagraph], width: float, measurer: TextMeasurer) -> float:
    """Return the height of the lowest shape of a width that paragraphs fit, with room above and below them."""
    return measurer.height(paragraphs, width - 2 * PADDING) + 2 * PADDING


def centre_text(words: Text, measurer: TextMeasurer, size: float) -> tuple[SetParagraph, ...]:
    """Set what is in the middle of a figure, on the primary colour."""
    return (SetParagraph(words, measurer.style(size, bold=True, colour="on_primary", centred=True)),)


def labelled(item: DiagramItem, measurer: TextMeasurer, size: float) -> tuple[SetParagraph, ...]:
    """Set an item's label with its text below it."""
    return (label_of(item, measurer, size, "primary"), *texts_of(item, measurer, size))


def outlined(corners: Sequence[Point], fill: ColourRole, name: str) -> Shape:
    """Return a free outline by its corners on the slide."""
    frame = bounds(corners)
    return Shape(frame, "outline", fill, name, corners=tuple((x - frame.x, y - frame.y) for x, y in corners))


def moved(shapes: Iterable[Shape], down: float) -> tuple[Shape, ...]:
    """Return shapes further down."""
    return tuple(replace(shape, frame=replace(shape.frame, y=shape.frame.y + down)) for shape in shapes)
