"""Diagrams of cards: pillars, comparison, process, levels, matrix, and numbers in large type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.layout.boxes import Frame, SetParagraph, Shape, columns_of, grid_of, rows_of
from generator.layout.diagrams.parts import (
    GAP,
    HEAD,
    LINK,
    PADDING,
    SPOKE,
    banded_card,
    fits,
    has_texts,
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
from generator.layout.outlines import head
from generator.model.deck import Diagram, DiagramAxis

# The sizes of a large number relative to its text's, the largest first; a number that is alone is larger.
NUMBER_SHARES = (2.4, 2.0, 1.7, 1.4, 1.2)
LONE_NUMBER_SHARES = (4.4, 3.8, 3.2, 2.6, *NUMBER_SHARES)
# The heights of the lowest panel of a number and the lowest cell of a matrix, relative to the size of their text.
LOWEST_PANEL, LOWEST_CELL = 8.0, 4.6
# The widths of the words beside a matrix, relative to the figure's, the least first.
STRIP_SHARES = (0.12, 0.14, 0.16, 0.18, 0.2)


def cards(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Cards side by side."""
    return card_row(diagram, columns_of(frame, len(diagram.items), GAP), measurer, size)


def card_row(diagram: Diagram, columns: list[Frame], measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Place a card in each column, all of one height; return None if any does not fit."""
    first = columns[0]
    head = head_height(diagram, first.width, measurer, size)
    height = min(first.height, max(head + text_height(diagram, first.width, measurer, size), first.height * 0.6)) if has_texts(diagram) else head
    shapes: list[Shape] = []
    for index, (item, column) in enumerate(zip(diagram.items, columns, strict=True), 1):
        placed = banded_card(item, replace(column, height=height), measurer, size, head, index)
        if placed is None:
            return None
        shapes += placed
    return tuple(shapes)


def process(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Cards with arrows between them that point to the left, the direction of reading."""
    columns = columns_of(frame, len(diagram.items), gap=30.0)
    cards = card_row(diagram, columns, measurer, size)
    if cards is None:
        return None
    middle = frame.y + head_height(diagram, columns[0].width, measurer, size) / 2
    arrows = [Shape(Frame(column.x - 26, middle - 10, 22, 20), "arrow_left", "accent", f"arrow-{index}") for index, column in enumerate(columns[:-1], 1)]
    return (*cards, *arrows)


def levels(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Bands stacked vertically, each label at the right and its text beside it; bands widen downwards to the outermost level."""
    shapes: list[Shape] = []
    height = min(frame.height, len(diagram.items) * 104.0)
    rows = rows_of(Frame(frame.x, frame.y, frame.width, height), len(diagram.items), GAP)
    for index, (item, row) in enumerate(zip(diagram.items, rows, strict=True), 1):
        step = (len(diagram.items) - index) * frame.width * 0.06
        label_frame = Frame(row.x + row.width * 0.70, row.y, row.width * 0.30, row.height)
        text_frame = Frame(row.x + step, row.y, row.width * 0.70 - step, row.height)
        label, texts = (label_of(item, measurer, size, "on_primary"),), texts_of(item, measurer, size, centred=False)
        if not fits(label, label_frame, measurer) or not fits(texts, text_frame, measurer):
            return None
        shapes.append(Shape(label_frame, "rectangle", "primary", f"label-{index}", label))
        shapes.append(Shape(text_frame, "rectangle", "soft_background", f"text-{index}", texts))
    return tuple(shapes)


def numbers(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Large numbers, each with its text below it."""
    shapes: list[Shape] = []
    columns = columns_of(Frame(frame.x, frame.y, frame.width, frame.height * 0.6), len(diagram.items), GAP)
    styles = [measurer.style(size * share, face="heading", bold=True, colour="accent", centred=True) for share in NUMBER_SHARES]
    width = columns[0].width - 2 * PADDING
    # A number with its unit stays on one line if it fits at some size; the longest sets the size of all.
    style = next((one for one in styles if all(measurer.lines(SetParagraph(item.label, one), width) == 1 for item in diagram.items)), styles[-1])
    for index, (item, column) in enumerate(zip(diagram.items, columns, strict=True), 1):
        paragraphs = (SetParagraph(item.label, style), *texts_of(item, measurer, size))
        if not fits(paragraphs, column, measurer):
            return None
        shapes.append(Shape(column, "rectangle", "soft_background", f"number-{index}", paragraphs))
    return tuple(shapes)


def number(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """One number in very large type at the right, what it counts and what it means beside it."""
    (item,) = diagram.items
    panel_width, gap = frame.width * 0.38, size * 1.2
    styles = [measurer.style(size * share, face="heading", bold=True, colour="accent", centred=True) for share in LONE_NUMBER_SHARES]
    room = panel_width - 2 * PADDING
    # It stays on one line if it can.
    style = next((one for one in styles if measurer.lines(SetParagraph(item.label, one), room) == 1), styles[-1])
    label = (SetParagraph(item.label, style),)
    counted = (SetParagraph(item.text, measurer.style(size, bold=True, colour="primary")),) if item.text else ()
    plain = measurer.style(text_size(size))
    meaning = tuple(SetParagraph(point, plain, "bullet", above=plain.size * 0.6) for point in item.points)
    beside = (*counted, *meaning)
    width = frame.width - panel_width - gap
    height = max(height_of(label, panel_width, measurer), height_of(beside, width, measurer), size * LOWEST_PANEL)
    panel = Frame(frame.x + frame.width - panel_width, frame.y, panel_width, height)
    text = Frame(frame.x, frame.y, width, height)
    if height > frame.height or not fits(label, panel, measurer) or not fits(beside, text, measurer):
        return None
    return (
        Shape(panel, "rectangle", "soft_background", "number", label),
        Shape(Frame(panel.x - gap / 2 - SPOKE / 2, frame.y, SPOKE, height), "rectangle", "accent", "line"),
        Shape(text, "rectangle", None, "meaning", beside),
    )


def matrix(diagram: Diagram, frame: Frame, measurer: TextMeasurer, size: float) -> tuple[Shape, ...] | None:
    """Four cards, row by row from the right; one axis above them from right to left, the other at their right from top to bottom."""
    across, down = diagram.axes
    gap = size * LINK / 2
    sides = _axis_texts(down, measurer, size)
    strip = _strip(sides, frame.width, measurer)
    grid_width = frame.width - strip - gap
    above = max(height_of((one,), grid_width / 3, measurer) for one in _axis_texts(across, measurer, size)) - PADDING / 2
    heights = [height_of(labelled(item, measurer, size), (grid_width - GAP) / 2, measurer) for item in diagram.items]
    beside = max(height_of((one,), strip, measurer) for one in sides)
    row = min(max(*heights, size * LOWEST_CELL, (3 * beside - GAP) / 2), (frame.height - above - gap - GAP) / 2)
    grid = Frame(frame.x, frame.y + above + gap, grid_width, 2 * row + GAP)
    right = Frame(grid.x + grid.width + gap, grid.y, strip, grid.height)
    shapes = _axis(across, columns_of(Frame(grid.x, frame.y, grid.width, above), 3, 0), measurer, size)
    shapes += _axis(down, rows_of(right, 3, 0), measurer, size)
    for index, (item, place) in enumerate(zip(diagram.items, grid_of(grid, 2, 2, GAP), strict=True), 1):
        shapes.append(Shape(place, "rectangle", "soft_background", f"cell-{index}", labelled(item, measurer, size)))
    if not all(fits(one.paragraphs, one.frame, measurer) for one in shapes):
        return None
    return (*shapes, *_axis_lines(grid, gap, size))


def _axis_texts(axis: DiagramAxis, measurer: TextMeasurer, size: float) -> tuple[SetParagraph, ...]:
    """Set the words of an axis in the order of reading: those at its start, its name, those at its end."""
    end = measurer.style(text_size(size), colour="accent", bold=True, centred=True)
    name = (SetParagraph(axis.name, measurer.style(text_size(size), colour="muted", centred=True)),) if axis.name else ()
    return (SetParagraph(axis.start, end), *name, SetParagraph(axis.end, end))


def _strip(texts: Sequence[SetParagraph], width: float, measurer: TextMeasurer) -> float:
    """Return the width of the words beside a matrix: the least at which each is on one line, and no more than a fifth of the figure's."""
    widths = [width * share for share in STRIP_SHARES]
    return next((one for one in widths if all(measurer.lines(words, one - 2 * PADDING) == 1 for words in texts)), widths[-1])


def _axis(axis: DiagramAxis, places: list[Frame], measurer: TextMeasurer, size: float) -> list[Shape]:
    texts = _axis_texts(axis, measurer, size)
    used = places if len(texts) == len(places) else [places[0], places[-1]]
    return [Shape(place, "rectangle", None, f"axis-{index}", (words,)) for index, (words, place) in enumerate(zip(texts, used, strict=True), 1)]


def _axis_lines(grid: Frame, gap: float, size: float) -> tuple[Shape, ...]:
    """Draw both axes between their words and the cards, with arrows at their ends: to the left and downwards."""
    top, right, length = grid.y - gap / 2, grid.x + grid.width + gap / 2, size * HEAD
    return (
        Shape(Frame(grid.x + length / 2, top - SPOKE / 2, right - grid.x - length / 2, SPOKE), "rectangle", "rule", "line"),
        Shape(Frame(right - SPOKE / 2, top, SPOKE, grid.height + gap / 2 - length / 2), "rectangle", "rule", "line"),
        outlined(head((grid.x, top), (-1, 0), length), "accent", "arrow"),
        outlined(head((right, grid.y + grid.height), (0, 1), length), "accent", "arrow"),
    )
