"""Diagrams along a path: timeline, journey, cycle."""

from __future__ import annotations

from itertools import groupby
from math import cos, pi

from generator.layout.boxes import SHAPE_INSET, Frame, SetParagraph, Shape, columns_of
from generator.layout.diagrams.parts import (
    GAP,
    HEAD,
    LINK,
    SPOKE,
    centre_text,
    fits,
    head_height,
    height_of,
    label_of,
    labelled,
    outlined,
    text_height,
    text_size,
    texts_of,
)
from generator.layout.fitting import TextMeasurer
from generator.layout.outlines import Point, band, direction, head, ring
from generator.model.deck import Diagram

# A timeline's axis, the markers on it, and the distance from it to the texts below.
AXIS, MARKER, STEM = 4.0, 18.0, 26.0
# The parts of a journey relative to the diameter of a station: the height of the path's waves, and its width.
WAVE, PATH = 0.3, 0.24
# The points of the path between two stations, and of the ring of a cycle.
STEPS, RING = 24, 720
# The height of the lowest cycle relative to the size of its text.
LOWEST_RING = 10.5


def timeline(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """An axis from right to left with a marker at each time; its label is above the axis, its text below."""
    columns = columns_of(frame, len(diagram.items), GAP)
    width = columns[0].width
    head = head_height(diagram, width, measurer, size)
    texts = any(texts_of(item, measurer, size) for item in diagram.items)
    room = text_height(diagram, width, measurer, size) if texts else 0.0
    axis, cards = frame.y + head + MARKER, frame.y + head + MARKER + STEM
    if cards + room > frame.y + frame.height:
        return None
    # Time runs to the left: the axis ends there in an arrow.
    shapes = [
        Shape(Frame(frame.x + 14, axis - AXIS / 2, frame.width - 14, AXIS), "rectangle", "rule", "axis"),
        Shape(Frame(frame.x, axis - 9, 20, 18), "arrow_left", "accent", "arrow"),
    ]
    for index, (item, column) in enumerate(zip(diagram.items, columns, strict=True), 1):
        middle = column.x + column.width / 2
        label = (label_of(item, measurer, size, "primary"),)
        paragraphs = texts_of(item, measurer, size)
        place = Frame(column.x, frame.y, column.width, head)
        card = Frame(column.x, cards, column.width, room)
        if not fits(label, place, measurer) or (paragraphs and not fits(paragraphs, card, measurer)):
            return None
        shapes.append(Shape(place, "rectangle", None, f"time-{index}", label))
        if paragraphs:
            shapes.append(Shape(Frame(middle - SPOKE / 2, axis, SPOKE, STEM), "rectangle", "rule", f"stem-{index}"))
            shapes.append(Shape(card, "rectangle", "soft_background", f"text-{index}", paragraphs, top=bool(item.points)))
        shapes.append(Shape(Frame(middle - MARKER / 2, axis - MARKER / 2, MARKER, MARKER), "ellipse", "accent", f"marker-{index}"))
    return tuple(shapes)


def journey(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """A winding path from right to left; each stage has a numbered station on it, and its words in turn above and below it."""
    count = len(diagram.items)
    width = min(2 * (frame.width + GAP) / (count + 1) - GAP, frame.width * 0.37)
    step = (frame.width - width) / (count - 1)
    station = size + 2 * SHAPE_INSET + 2
    wave = station * WAVE
    between = 2 * wave + station + 2 * SHAPE_INSET
    words = [labelled(item, measurer, size) for item in diagram.items]
    height = max(height_of(one, width, measurer) for one in words)
    if 2 * height + between > frame.height:
        return None
    middle = frame.y + height + between / 2
    first = frame.x + frame.width - width / 2
    shapes = _path(first, middle, step, count, wave, station * PATH)
    for index, (item, paragraphs) in enumerate(zip(diagram.items, words, strict=True)):
        x = first - index * step
        y = middle - wave if index % 2 == 0 else middle + wave
        card = Frame(x - width / 2, frame.y if index % 2 == 0 else frame.y + height + between, width, height)
        if not fits(paragraphs, card, measurer):
            return None
        number = (SetParagraph(item.number, measurer.style(text_size(size), bold=True, colour="on_primary", centred=True)),) if item.number else ()
        shapes.append(Shape(Frame(x - station / 2, y - station / 2, station, station), "ellipse", "accent", f"station-{index + 1}", number))
        shapes.append(Shape(card, "rectangle", "soft_background", f"stage-{index + 1}", paragraphs))
    return tuple(shapes)


def _path(first: float, middle: float, step: float, count: int, wave: float, thickness: float) -> list[Shape]:
    """Draw a path that winds through the stations and ends in an arrow half a step beyond the last one."""
    start, beyond = first + step / 2, count * step
    points = [(start - beyond * index / (STEPS * count), middle - wave * cos(pi * (index / STEPS - 0.5))) for index in range(STEPS * count + 1)]
    tip, before = points[-1], points[-4]
    return [
        outlined(band(points[:-4], thickness), "rule", "path"),
        outlined(head(tip, (tip[0] - before[0], tip[1] - before[1]), thickness * 2.2), "accent", "arrow"),
    ]


def cycle(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Cards around a ring, from the top counter-clockwise, with arrows between them; the centre in the middle, if there is one."""
    count, gap = len(diagram.items), size * LINK * 1.2
    width = (frame.width - 3 * gap) / 2 * 0.8 if count == 3 else (frame.width - 3 * gap) / 3
    words = [labelled(item, measurer, size) for item in diagram.items]
    height = max(height_of(one, width, measurer) for one in words)
    centre = centre_text(diagram.centre, measurer, size) if diagram.centre else ()
    inner = height_of(centre, width, measurer) if centre else 0.0
    total = max(2 * height + max(gap, inner + gap), min(size * LOWEST_RING, frame.height))
    if total > frame.height:
        return None
    area = Frame(frame.x, frame.y, frame.width, total)
    cards = [_around(area, width, height, *place) for place in _places(count, area, width, height, gap)]
    middle = Frame(frame.x + (frame.width - width) / 2, frame.y + (total - inner) / 2, width, inner)
    if not all(fits(one, card, measurer) for one, card in zip(words, cards, strict=True)) or (centre and not fits(centre, middle, measurer)):
        return None
    shapes = _ring(area, cards, size, 2.0 if count < 6 else 5.0)
    shapes += [Shape(card, "rounded", "soft_background", f"item-{index}", one) for index, (one, card) in enumerate(zip(words, cards, strict=True), 1)]
    return (*shapes, *((Shape(middle, "rounded", "primary", "centre", centre),) if centre else ()))


def _places(count: int, area: Frame, width: float, height: float, gap: float) -> tuple[Point, ...]:
    """Return where the cards are around a ring, across and down, from -1 to 1."""
    if count == 3:
        return (0, -1), (-0.9, 1), (0.9, 1)
    if count == 4:
        return (0, -1), (-1, 0), (0, 1), (1, 0)
    if count == 5:
        free = area.height - height
        side = 2 * min(0.3, max(0.0, (free - height - gap) / free)) - 1
        low = (width + 1.5 * gap) / (area.width - width)
        return (0, -1), (-1, side), (-low, 1), (low, 1), (1, side)
    return (0, -1), (-1, -1), (-1, 1), (0, 1), (1, 1), (1, -1)


def _around(area: Frame, width: float, height: float, across: float, down: float) -> Frame:
    return Frame(area.x + (area.width - width) * (1 + across) / 2, area.y + (area.height - height) * (1 + down) / 2, width, height)


def _ring(area: Frame, cards: list[Frame], size: float, power: float) -> list[Shape]:
    """Draw the ring where no card covers it, with the head of an arrow in the middle of each piece."""
    across, down = (area.width - cards[0].width) / 2, (area.height - cards[0].height) / 2
    points = ring(area.x + area.width / 2, area.y + area.height / 2, across, down, power, RING)
    shapes: list[Shape] = []
    for piece in _pieces(points, cards):
        (x, y), length = piece[len(piece) // 2], size * HEAD
        across, down = direction(piece[len(piece) // 2 - 1], (x, y))
        shapes.append(outlined(band(piece, SPOKE * 2), "rule", "ring"))
        shapes.append(outlined(head((x + across * length / 2, y + down * length / 2), (across, down), length), "accent", "arrow"))
    return shapes


def _pieces(points: list[Point], cards: list[Frame]) -> list[list[Point]]:
    """Return the stretches of a ring between cards; its first point is covered by one."""
    groups = groupby(points, key=lambda point: any(_covers(card, point) for card in cards))
    return [piece for covered, group in groups if not covered and len(piece := list(group)) > 1]


def _covers(card: Frame, point: Point) -> bool:
    return card.x <= point[0] <= card.x + card.width and card.y <= point[1] <= card.y + card.height
