"""Place a diagram in a rectangle: shapes from right to left, all texts of a rank in one size that fits.

Used for slides and for figures in print; lengths are in points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.layout.boxes import SHAPE_INSET, Frame, SetParagraph, Shape, ShapeGroup, bounding, columns_of, rows_of
from generator.layout.fitting import TextMeasurer
from generator.model.deck import Diagram, DiagramItem
from generator.model.text import Text, text

GAP = 14.0
PADDING = 10.0
# The width of the connecting lines of hubs and timelines.
SPOKE = 2.0
# A timeline's axis, the markers on it, and the distance from it to the texts below.
AXIS, MARKER, STEM = 4.0, 18.0, 26.0
# The size of a part's text relative to its label's; the scale's last size is reserved for text.
TEXT_SHARE = 0.92
# The sizes of a large number relative to its text's, the largest first.
NUMBER_SHARES = (2.4, 2.0, 1.7, 1.4, 1.2)
Placer = Callable[[Diagram, Frame, TextMeasurer, float], tuple[Shape, ...] | None]


def place_diagram(diagram: Diagram, frame: Frame, measurer: TextMeasurer, sizes: tuple[float, ...] = ()) -> ShapeGroup | None:
    """Place a diagram at the largest size of the scale at which all its text fits; return None if there is none."""
    for size in sizes or measurer.theme.slides.label[:-1]:
        shapes = PLACERS[diagram.kind](diagram, frame, measurer, size)
        if shapes is not None:
            shapes = tuple(_with_line_ends(shape, measurer) for shape in shapes)
            return ShapeGroup(bounding([one.frame for one in shapes]), shapes, diagram.alt)
    return None


def texts_too_long(diagram: Diagram, frame: Frame, measurer: TextMeasurer, sizes: tuple[float, ...] = ()) -> list[Text]:
    """Return the texts that keep a diagram from fitting: the longest ones without which it fits at its smallest size.

    The list is empty if it does not fit even without text.
    """
    smallest = (sizes or measurer.theme.slides.label[:-1])[-1:]
    left_out: list[Text] = []
    for words in sorted(_texts_of(diagram), key=lambda one: len(one.plain), reverse=True):
        left_out.append(words)
        if place_diagram(_without(diagram, left_out), frame, measurer, smallest):
            break
    else:
        return []
    for words in left_out[:-1]:
        fewer = [one for one in left_out if one is not words]
        if place_diagram(_without(diagram, fewer), frame, measurer, smallest):
            left_out = fewer
    return left_out


def _texts_of(diagram: Diagram) -> list[Text]:
    texts = [one for item in diagram.items for one in (item.label, item.text, *item.points) if one]
    return [*texts, diagram.centre] if diagram.centre else texts


def _without(diagram: Diagram, left_out: list[Text]) -> Diagram:
    """Return the diagram with some texts left empty."""

    def kept(words: Text) -> Text:
        return text("") if any(words is one for one in left_out) else words

    items = tuple(
        DiagramItem(kept(item.label), kept(item.text) if item.text else None, tuple(one for one in item.points if kept(one))) for item in diagram.items
    )
    return replace(diagram, items=items, centre=kept(diagram.centre) if diagram.centre else None)


def _with_line_ends(shape: Shape, measurer: TextMeasurer) -> Shape:
    width = shape.frame.width - 2 * SHAPE_INSET
    return replace(shape, paragraphs=tuple(measurer.with_line_ends(one, width) for one in shape.paragraphs))


def centred(group: ShapeGroup, frame: Frame) -> ShapeGroup:
    """Centre a figure vertically in its frame, a little above the geometric middle."""
    down = max(0.0, (frame.height - group.frame.height) * 0.4)
    shapes = tuple(replace(shape, frame=replace(shape.frame, y=shape.frame.y + down)) for shape in group.shapes)
    return ShapeGroup(replace(group.frame, y=group.frame.y + down), shapes, group.alt)


def _label(item: DiagramItem, measurer: TextMeasurer, size: float, colour: str, *, centred: bool = True) -> SetParagraph:
    return SetParagraph(item.label, measurer.style(size, bold=True, colour=colour, centred=centred))


def _texts(item: DiagramItem, measurer: TextMeasurer, label: float, *, centred: bool = True) -> tuple[SetParagraph, ...]:
    size = round(label * TEXT_SHARE * 2) / 2
    style = measurer.style(size, centred=centred)
    if item.points:
        bulleted = measurer.style(size)
        return tuple(SetParagraph(point, bulleted, "bullet", above=size * 0.45) for point in item.points)
    return (SetParagraph(item.text, style),) if item.text else ()


def _fit(paragraphs: tuple[SetParagraph, ...], frame: Frame, measurer: TextMeasurer) -> bool:
    width = frame.width - 2 * PADDING
    unbroken = all(measurer.widest_word(one.text, one.style) <= width for one in paragraphs)
    return unbroken and measurer.height(paragraphs, width) <= frame.height - PADDING


def _card(item: DiagramItem, frame: Frame, measurer: TextMeasurer, size: float, head: float, index: int) -> list[Shape] | None:
    """Place a heading band and, below it, its text on a soft background; return None if either does not fit."""
    band = Frame(frame.x, frame.y, frame.width, head)
    rest = Frame(frame.x, frame.y + head, frame.width, frame.height - head)
    label = (_label(item, measurer, size, "on_primary"),)
    texts = _texts(item, measurer, size)
    if not _fit(label, band, measurer) or (texts and not _fit(texts, rest, measurer)):
        return None
    shapes = [Shape(band, "rectangle", "primary", f"label-{index}", label)]
    if rest.height <= 0:
        return shapes
    return [*shapes, Shape(rest, "rectangle", "soft_background", f"text-{index}", texts, top=bool(item.points))]


def _head_height(diagram: Diagram, width: float, measurer: TextMeasurer, size: float) -> float:
    """Return the height of the band of labels; without texts below, it is taller."""
    available = width - 2 * PADDING
    labels = max(measurer.height((_label(item, measurer, size, "on_primary"),), available) for item in diagram.items)
    return labels + 2 * PADDING if _has_texts(diagram) else 2 * labels + 2 * PADDING


def _has_texts(diagram: Diagram) -> bool:
    return any(item.text or item.points for item in diagram.items)


def _text_height(diagram: Diagram, width: float, measurer: TextMeasurer, size: float) -> float:
    return max(measurer.height(_texts(item, measurer, size), width - 2 * PADDING) for item in diagram.items) + 2 * PADDING + 8


def _cards(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Cards side by side."""
    return _card_row(diagram, columns_of(frame, len(diagram.items), GAP), measurer, size)


def _process(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Cards with arrows between them that point to the left, the direction of reading."""
    columns = columns_of(frame, len(diagram.items), gap=30.0)
    cards = _card_row(diagram, columns, measurer, size)
    if cards is None:
        return None
    middle = frame.y + _head_height(diagram, columns[0].width, measurer, size) / 2
    arrows = [Shape(Frame(column.x - 26, middle - 10, 22, 20), "arrow_left", "accent", f"arrow-{index}") for index, column in enumerate(columns[:-1], 1)]
    return (*cards, *arrows)


def _timeline(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """An axis from right to left with a marker at each time; its label is above the axis, its text below."""
    columns = columns_of(frame, len(diagram.items), GAP)
    width = columns[0].width
    head = _head_height(diagram, width, measurer, size)
    texts = any(_texts(item, measurer, size) for item in diagram.items)
    text_height = _text_height(diagram, width, measurer, size) if texts else 0.0
    axis, cards = frame.y + head + MARKER, frame.y + head + MARKER + STEM
    if cards + text_height > frame.y + frame.height:
        return None
    # Time runs to the left: the axis ends there in an arrow.
    shapes = [
        Shape(Frame(frame.x + 14, axis - AXIS / 2, frame.width - 14, AXIS), "rectangle", "rule", "axis"),
        Shape(Frame(frame.x, axis - 9, 20, 18), "arrow_left", "accent", "arrow"),
    ]
    for index, (item, column) in enumerate(zip(diagram.items, columns, strict=True), 1):
        middle = column.x + column.width / 2
        label = (_label(item, measurer, size, "primary"),)
        paragraphs = _texts(item, measurer, size)
        place = Frame(column.x, frame.y, column.width, head)
        card = Frame(column.x, cards, column.width, text_height)
        if not _fit(label, place, measurer) or (paragraphs and not _fit(paragraphs, card, measurer)):
            return None
        shapes.append(Shape(place, "rectangle", None, f"time-{index}", label))
        if paragraphs:
            shapes.append(Shape(Frame(middle - SPOKE / 2, axis, SPOKE, STEM), "rectangle", "rule", f"stem-{index}"))
            shapes.append(Shape(card, "rectangle", "soft_background", f"text-{index}", paragraphs, top=bool(item.points)))
        shapes.append(Shape(Frame(middle - MARKER / 2, axis - MARKER / 2, MARKER, MARKER), "ellipse", "accent", f"marker-{index}"))
    return tuple(shapes)


def _card_row(diagram: Diagram, columns: list[Frame], measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Place a card in each column, all of one height; return None if any does not fit."""
    first = columns[0]
    head = _head_height(diagram, first.width, measurer, size)
    height = min(first.height, max(head + _text_height(diagram, first.width, measurer, size), first.height * 0.6)) if _has_texts(diagram) else head
    shapes: list[Shape] = []
    for index, (item, column) in enumerate(zip(diagram.items, columns, strict=True), 1):
        card = _card(item, replace(column, height=height), measurer, size, head, index)
        if card is None:
            return None
        shapes += card
    return tuple(shapes)


def _levels(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Bands stacked vertically, each label at the right and its text beside it; bands widen downwards to the outermost level."""
    shapes: list[Shape] = []
    height = min(frame.height, len(diagram.items) * 104.0)
    rows = rows_of(Frame(frame.x, frame.y, frame.width, height), len(diagram.items), GAP)
    for index, (item, row) in enumerate(zip(diagram.items, rows, strict=True), 1):
        step = (len(diagram.items) - index) * frame.width * 0.06
        label_frame = Frame(row.x + row.width * 0.70, row.y, row.width * 0.30, row.height)
        text_frame = Frame(row.x + step, row.y, row.width * 0.70 - step, row.height)
        label, texts = (_label(item, measurer, size, "on_primary"),), _texts(item, measurer, size, centred=False)
        if not _fit(label, label_frame, measurer) or not _fit(texts, text_frame, measurer):
            return None
        shapes.append(Shape(label_frame, "rectangle", "primary", f"label-{index}", label))
        shapes.append(Shape(text_frame, "rectangle", "soft_background", f"text-{index}", texts))
    return tuple(shapes)


def _hub(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """The centre in the middle, the items in a row above and a row below it."""
    assert diagram.centre is not None
    upper = (len(diagram.items) + 1) // 2
    rows = rows_of(frame, 3, gap=18.0)
    centre = SetParagraph(diagram.centre, measurer.style(size, bold=True, colour="on_primary", centred=True))
    middle = Frame(frame.x + frame.width * 0.3, rows[1].y, frame.width * 0.4, rows[1].height)
    if not _fit((centre,), middle, measurer):
        return None
    above, below = columns_of(rows[0], upper, GAP), columns_of(rows[2], len(diagram.items) - upper, GAP)
    spokes = [*_spokes(above, middle, rows[0].y + rows[0].height), *_spokes(below, middle, rows[2].y)]
    shapes = [*spokes, Shape(middle, "rounded", "primary", "centre", (centre,))]
    places = [*above, *below]
    for index, (item, place) in enumerate(zip(diagram.items, places, strict=True), 1):
        paragraphs = (_label(item, measurer, size, "primary"), *_texts(item, measurer, size))
        if not _fit(paragraphs, place, measurer):
            return None
        shapes.append(Shape(place, "rounded", "soft_background", f"spoke-{index}", paragraphs))
    return tuple(shapes)


def _spokes(places: list[Frame], centre: Frame, edge: float) -> list[Shape]:
    """Connect a row of parts to the centre: one horizontal line, a vertical one from each part, and one to the centre."""
    near = centre.y if edge < centre.y else centre.y + centre.height
    across = (edge + near) / 2
    middles = [place.x + place.width / 2 for place in places]
    ends = [(middle, edge) for middle in middles] + [(centre.x + centre.width / 2, near)]
    lines = [Frame(x - SPOKE / 2, min(y, across), SPOKE, abs(across - y)) for x, y in ends]
    lines.append(Frame(min(middles) - SPOKE / 2, across - SPOKE / 2, max(middles) - min(middles) + SPOKE, SPOKE))
    return [Shape(frame, "rectangle", "rule", "line") for frame in lines]


def _numbers(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Large numbers, each with its text below it."""
    shapes: list[Shape] = []
    columns = columns_of(Frame(frame.x, frame.y, frame.width, frame.height * 0.6), len(diagram.items), GAP)
    styles = [measurer.style(size * share, face="heading", bold=True, colour="accent", centred=True) for share in NUMBER_SHARES]
    width = columns[0].width - 2 * PADDING
    # A number with its unit stays on one line if it fits at some size; the longest sets the size of all.
    style = next((one for one in styles if all(measurer.lines(SetParagraph(item.label, one), width) == 1 for item in diagram.items)), styles[-1])
    for index, (item, column) in enumerate(zip(diagram.items, columns, strict=True), 1):
        paragraphs = (SetParagraph(item.label, style), *_texts(item, measurer, size))
        if not _fit(paragraphs, column, measurer):
            return None
        shapes.append(Shape(column, "rectangle", "soft_background", f"number-{index}", paragraphs))
    return tuple(shapes)


PLACERS: dict[str, Placer] = {
    "pillars": _cards,
    "process": _process,
    "timeline": _timeline,
    "levels": _levels,
    "hub": _hub,
    "comparison": _cards,
    "numbers": _numbers,
}
