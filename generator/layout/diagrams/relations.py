"""Diagrams of what belongs together: hub, causes and effects, overlapping circles."""

from __future__ import annotations

from dataclasses import replace
from math import atan2, hypot

from generator.layout.boxes import Frame, SetParagraph, Shape, columns_of, rows_of
from generator.layout.diagrams.parts import GAP, HEAD, LINK, SPOKE, centre_text, fits, height_of, label_of, labelled, outlined, texts_of
from generator.layout.fitting import TextMeasurer
from generator.layout.outlines import Point, head, ring
from generator.model.deck import Diagram, DiagramItem

# The circles of two or three parts, the room for the words of each, and that for the words in the middle, in a frame of 2 by 2
# around its centre: x and y of the centre, half the width and half the height. They are stretched with the frame.
Oval = tuple[float, float, float, float]
CIRCLES: dict[int, tuple[Oval, ...]] = {
    2: ((0.352, 0.0, 0.648, 0.952), (-0.352, 0.0, 0.648, 0.952)),
    3: ((0.33, -0.388, 0.664, 0.596), (-0.33, -0.388, 0.664, 0.596), (0.0, 0.2, 0.413, 0.787)),
}
ROOMS: dict[int, tuple[Oval, ...]] = {
    2: ((0.61, 0.0, 0.3, 0.47), (-0.61, 0.0, 0.3, 0.47)),
    3: ((0.6435, -0.393, 0.252, 0.297), (-0.6435, -0.393, 0.252, 0.297), (0.0, 0.512, 0.256, 0.297)),
}
MIDDLES: dict[int, Oval] = {2: (0.0, 0.0, 0.24, 0.38), 3: (0.0, -0.262, 0.2, 0.212)}


def hub(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """The centre in the middle, the items in a row above and a row below it."""
    assert diagram.centre is not None
    upper = (len(diagram.items) + 1) // 2
    rows = rows_of(frame, 3, gap=18.0)
    centre = SetParagraph(diagram.centre, measurer.style(size, bold=True, colour="on_primary", centred=True))
    middle = Frame(frame.x + frame.width * 0.3, rows[1].y, frame.width * 0.4, rows[1].height)
    if not fits((centre,), middle, measurer):
        return None
    above, below = columns_of(rows[0], upper, GAP), columns_of(rows[2], len(diagram.items) - upper, GAP)
    spokes = [*_spokes(above, middle, rows[0].y + rows[0].height), *_spokes(below, middle, rows[2].y)]
    shapes = [*spokes, Shape(middle, "rounded", "primary", "centre", (centre,))]
    places = [*above, *below]
    for index, (item, place) in enumerate(zip(diagram.items, places, strict=True), 1):
        paragraphs = (label_of(item, measurer, size, "primary"), *texts_of(item, measurer, size))
        if not fits(paragraphs, place, measurer):
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


def causes(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """The problem in the middle, its causes in a row below it, its effects in a row above it, and arrows upwards from causes to effects."""
    assert diagram.centre is not None
    link, problem = size * LINK, centre_text(diagram.centre, measurer, size)
    above, below = (_row(items, frame, measurer, size) for items in (diagram.effects, diagram.items))
    width = frame.width * 0.5
    middle = Frame(frame.x + (frame.width - width) / 2, frame.y + above[0].height + link, width, height_of(problem, width, measurer))
    below = [replace(place, y=middle.y + middle.height + link) for place in below]
    if below[0].y + below[0].height > frame.y + frame.height or not fits(problem, middle, measurer):
        return None
    parts = [*_parts("cause", diagram.items, below, measurer, size), Shape(middle, "rounded", "primary", "problem", problem)]
    parts += _parts("effect", diagram.effects, above, measurer, size)
    if not all(fits(one.paragraphs, one.frame, measurer) for one in parts):
        return None
    heads = [(middle.x + width / 2, middle.y + middle.height), *((place.x + place.width / 2, place.y + place.height) for place in above)]
    lines = [*_spokes(below, middle, below[0].y), *_spokes(above, middle, above[0].y + above[0].height)]
    return (*lines, *(outlined(head(tip, (0, -1), size * HEAD), "accent", "arrow") for tip in heads), *parts)


def _row(items: tuple[DiagramItem, ...], frame: Frame, measurer: TextMeasurer, size: float) -> list[Frame]:
    """Return the frames of a row of cards, as high as the highest must be; one or two are no wider than a third and a half."""
    share = {1: 0.5, 2: 0.75}.get(len(items), 1.0)
    row = Frame(frame.x + frame.width * (1 - share) / 2, frame.y, frame.width * share, frame.height)
    places = columns_of(row, len(items), GAP)
    height = max(height_of(labelled(item, measurer, size), places[0].width, measurer) for item in items)
    return [replace(place, height=height) for place in places]


def _parts(name: str, items: tuple[DiagramItem, ...], places: list[Frame], measurer: TextMeasurer, size: float) -> list[Shape]:
    paired = enumerate(zip(items, places, strict=True), 1)
    return [Shape(place, "rounded", "soft_background", f"{name}-{index}", labelled(item, measurer, size)) for index, (item, place) in paired]


def venn(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Overlapping circles, each with its words where it is alone; what all of them share is filled, with its words on it."""
    assert diagram.centre is not None
    count = len(diagram.items)
    circles = [_stretched(oval, frame) for oval in CIRCLES[count]]
    texts = [labelled(item, measurer, size) for item in diagram.items]
    rooms = [_stretched(oval, frame) for oval in ROOMS[count]]
    centre, middle = centre_text(diagram.centre, measurer, size), _stretched(MIDDLES[count], frame)
    if not all(fits(one, room, measurer) for one, room in zip((*texts, centre), (*rooms, middle), strict=True)):
        return None
    words = [Shape(room, "rectangle", None, f"circle-{index}", one) for index, (one, room) in enumerate(zip(texts, rooms, strict=True), 1)]
    return (
        *(Shape(circle, "ellipse", "tint", "circle") for circle in circles),
        outlined(_shared(circles), "primary", "shared"),
        *(Shape(circle, "ellipse", None, "outline", line="primary") for circle in circles),
        *words,
        Shape(middle, "rectangle", None, "centre", centre),
    )


def _stretched(oval: Oval, frame: Frame) -> Frame:
    x, y, across, down = oval
    width, height = frame.width / 2, frame.height / 2
    return Frame(frame.x + width * (1 + x - across), frame.y + height * (1 + y - down), 2 * across * width, 2 * down * height)


def _shared(circles: list[Frame]) -> list[Point]:
    """Return the outline of what circles share: the points of each that lie within all others, around their middle."""
    points = [point for circle in circles for point in _outline(circle) if all(_inside(point, other) for other in circles if other is not circle)]
    x, y = (sum(one) / len(points) for one in zip(*points, strict=True))
    return sorted(points, key=lambda point: atan2(point[1] - y, point[0] - x))


def _outline(circle: Frame) -> list[Point]:
    return ring(circle.x + circle.width / 2, circle.y + circle.height / 2, circle.width / 2, circle.height / 2, 2.0, 720)


def _inside(point: Point, circle: Frame) -> bool:
    across = (point[0] - circle.x - circle.width / 2) / (circle.width / 2)
    down = (point[1] - circle.y - circle.height / 2) / (circle.height / 2)
    return hypot(across, down) <= 1
