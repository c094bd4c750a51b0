"""Things that flow down a page: set text, lists' items, tables, boxes, writing lines. Lengths are in points.

All text comes set from `typography`; `flow` decides what goes on which page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import Literal

from generator.model.text import Text
from generator.typography.fonts import FaceBook
from generator.typography.paragraph import Line, Styled, set_line, set_paragraph
from generator.writers.pdf.canvas import TaggedCanvas
from generator.writers.pdf.flow import Flowable, draw_stack, stack_height
from generator.writers.pdf.structure import Element

Alignment = Literal["right", "centre", "justified"]
# A paragraph parted by a page break keeps this many lines on each side.
ORPHANS = WIDOWS = 2
# A box lower than this is moved to the next page whole.
UNDIVIDED = 320.0
# In place of the width that a paragraph was set in: its lines are settled, it is a part of one.
PARTED = 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: leading, room around it, indent from the right, alignment."""

    leading: float
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    alignment: Alignment = "right"


class SetText(Flowable):
    """A paragraph, with a label in its indent where it is an item of a list."""

    def __init__(
        self,
        runs: Sequence[Styled],
        setting: Setting,
        element: Element | None,
        faces: FaceBook,
        label: tuple[Styled, Element] | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__()
        self.runs = runs
        self.setting = setting
        self.element = element
        self.faces = faces
        self.label = label
        self.name = name
        self.lines: list[Line] = []
        self.set_width = -1.0
        self.outline: tuple[str, int] | None = None
        self.source = Text(())
        self.before, self.after = setting.before, setting.after

    def height(self, width: float) -> float:
        """Set the paragraph in a width."""
        if self.set_width not in (width, PARTED):
            self.lines = set_paragraph(self.runs, width - self.setting.indent, self.faces, justify=self.setting.alignment == "justified")
            self.set_width = width
        return self.setting.leading * len(self.lines)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        """Part the paragraph between its lines, leaving no line alone on either page."""
        self.height(width)
        count = min(int((room + 0.01) // self.setting.leading), len(self.lines) - WIDOWS)
        if count < ORPHANS:
            return None
        return self._part(self.lines[:count], first=True), self._part(self.lines[count:], first=False)

    def _part(self, lines: list[Line], *, first: bool) -> SetText:
        part = SetText(self.runs, self.setting, self.element, self.faces, self.label if first else None, self.name if first else None)
        part.lines, part.set_width = lines, PARTED
        part.outline = self.outline if first else None
        part.source = self.source
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the lines from the right edge inward."""
        self.height(width)  # Sets the lines where nobody has measured the paragraph.
        if self.name:
            canvas.bookmarkHorizontal(self.name, x, top + 8)
        if self.outline:
            canvas.addOutlineEntry(self.outline[0], self.name, self.outline[1])
        room = width - self.setting.indent
        for index, line in enumerate(self.lines):
            baseline = top - self._below(line, index)
            if index == 0 and self.label:
                label = set_line([self.label[0]])
                canvas.draw_line(label, x + width - label.width, baseline, self.label[1])
            left = (room - line.width) / 2 if self.setting.alignment == "centre" else room - line.width
            canvas.draw_line(line, x + left, baseline, self.element)

    def too_high(self, width: float, room: float) -> list[Text]:
        """Give its own words."""
        return [self.source]

    def _below(self, line: Line, index: int) -> float:
        """Give a baseline's distance from the top: ascent and descent of the line's first look are centred in its leading."""
        look = line.runs[0].look
        ascent, descent = look.face.extents
        middle = (ascent + descent) / 2 * look.size / look.face.upem
        return (index + 0.5) * self.setting.leading + middle


class Ruled(Flowable):
    """Empty lines to write on."""

    def __init__(self, count: int, gap: float, colour: str) -> None:
        super().__init__()
        self.count, self.gap, self.colour = count, gap, colour
        self.after = gap * 0.5

    def height(self, width: float) -> float:
        """Take the height of all lines."""
        return self.count * self.gap

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        """Part between lines."""
        count = int(room // self.gap)
        return (Ruled(count, self.gap, self.colour), Ruled(self.count - count, self.gap, self.colour)) if 0 < count < self.count else None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the rules as artifacts."""
        with canvas.artifact():
            for index in range(self.count):
                y = top - (index + 1) * self.gap + 2
                canvas.stroke_line(x, y, x + width, y, self.colour)


class Boxed(Flowable):
    """Flowables on a coloured ground with a bar at their right, parted between pages where they must be."""

    def __init__(self, parts: Sequence[Flowable], ground: str, bar: str, padding: float = 12.0) -> None:
        super().__init__()
        self.parts = list(parts)
        self.ground, self.bar, self.padding = ground, bar, padding
        self.before = self.after = 12.0

    def height(self, width: float) -> float:
        """Take the height of all parts and the padding."""
        return stack_height(self.parts, width - 2 * self.padding) + 2 * self.padding

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        """Part between flowables, and only a box that takes much of a page; the label never stands alone."""
        if self.height(width) < UNDIVIDED:
            return None
        for count in range(len(self.parts) - 1, 1, -1):
            if stack_height(self.parts[:count], width - 2 * self.padding) <= room - 2 * self.padding:
                return self._with(self.parts[:count]), self._with(self.parts[count:])
        return None

    def too_high(self, width: float, room: float) -> list[Text]:
        """Give the words of its highest part."""
        inner = width - 2 * self.padding
        return max(self.parts, key=lambda part: part.height(inner)).too_high(inner, room - 2 * self.padding)

    def _with(self, parts: Sequence[Flowable]) -> Boxed:
        return Boxed(parts, self.ground, self.bar, self.padding)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the ground, then the parts on it."""
        height = self.height(width)
        with canvas.artifact():
            canvas.fill_rectangle(x, top - height, width, height, self.ground)
            canvas.fill_rectangle(x + width - 4, top - height, 4, height, self.bar)
        draw_stack(canvas, self.parts, x + self.padding, top - self.padding, width - 2 * self.padding)


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: one stack of flowables to a cell, first column first, a least height, and the colour of its ground if it has one."""

    cells: tuple[tuple[Flowable, ...], ...]
    least: float = 0.0
    ground: str | None = None


class TableFlow(Flowable):
    """A table whose first column is the rightmost; its heading is repeated on every page that it reaches.

    `rule` and `head_ground` are colours; without a rule nothing is ruled.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        widths: Sequence[float],
        head: Row | None,
        repeated_head: Callable[[], Row] | None,
        rule: str | None = None,
        head_ground: str = "",
        padding: float = 6.0,
        margin: float = 0.0,
    ) -> None:
        super().__init__()
        self.margin = margin
        self.rows, self.head, self.repeated_head = list(rows), head, repeated_head
        self.shares = widths
        self.rule, self.head_ground = rule, head_ground
        self.padding = padding
        self.before = self.after = 8.0

    def height(self, width: float) -> float:
        """Take the height of all rows."""
        return sum(self._heights(width))

    def _widths(self, width: float) -> list[float]:
        room = width * (1 - self.margin)
        return [room * share / sum(self.shares) for share in self.shares]

    def _heights(self, width: float) -> list[float]:
        widths = self._widths(width)
        return [self._height(row, widths) for row in self._all()]

    def _all(self) -> list[Row]:
        return [*([self.head] if self.head else []), *self.rows]

    def _height(self, row: Row, widths: Sequence[float]) -> float:
        tallest = max(stack_height(cell, width - 2 * self.padding) for cell, width in zip(row.cells, widths, strict=True))
        return max(row.least, tallest + 2 * self.padding)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        """Part between rows; the heading comes with at least one row."""
        ends = list(accumulate(self._heights(width)))
        count = sum(end <= room for end in ends) - (1 if self.head else 0)
        if not 0 < count < len(self.rows):
            return None
        following = self.repeated_head() if self.repeated_head else None
        return self._with(self.rows[:count], self.head), self._with(self.rows[count:], following)

    def too_high(self, width: float, room: float) -> list[Text]:
        """Give the words of the highest cell of each row that fits no page below the heading, or of the heading."""
        widths = self._widths(width)
        head = self._height(self.head, widths) if self.head else 0.0
        if self.head and head > room / 2:
            return self._highest_cell(self.head, widths)
        return [words for row in self.rows if head + self._height(row, widths) > room for words in self._highest_cell(row, widths)]

    def _highest_cell(self, row: Row, widths: Sequence[float]) -> list[Text]:
        rooms = [width - 2 * self.padding for width in widths]
        room, cell = max(zip(rooms, row.cells, strict=True), key=lambda one: stack_height(one[1], one[0]))
        return [words for part in cell for words in part.too_high(room, 0.0)]

    def _with(self, rows: Sequence[Row], head: Row | None) -> TableFlow:
        return TableFlow(rows, self.shares, head, self.repeated_head, self.rule, self.head_ground, self.padding, self.margin)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw grounds and rules, then the cells from right to left."""
        widths, heights = self._widths(width), self._heights(width)
        edge = x + width
        self._ground(canvas, edge, top, widths, heights)
        y = top
        for row, height in zip(self._all(), heights, strict=True):
            right = edge
            for cell, column in zip(row.cells, widths, strict=True):
                draw_stack(canvas, cell, right - column + self.padding, y - self.padding, column - 2 * self.padding)
                right -= column
            y -= height

    def _ground(self, canvas: TaggedCanvas, edge: float, top: float, widths: Sequence[float], heights: Sequence[float]) -> None:
        with canvas.artifact():
            if self.head:
                canvas.fill_rectangle(edge - sum(widths), top - heights[0], sum(widths), heights[0], self.head_ground)
            for row, end, height in zip(self._all(), accumulate(heights), heights, strict=True):
                if row.ground:
                    canvas.fill_rectangle(edge - sum(widths), top - end, sum(widths), height, row.ground)
            if self.rule:
                self._rules(canvas, self.rule, list(accumulate(heights, sub, initial=top)), list(accumulate(widths, sub, initial=edge)))

    def _rules(self, canvas: TaggedCanvas, rule: str, levels: Sequence[float], edges: Sequence[float]) -> None:
        """Rule a grid: across at each level, top first, and down at each edge, the rightmost first."""
        for y in levels:
            canvas.stroke_line(edges[-1], y, edges[0], y, rule)
        for x in edges:
            canvas.stroke_line(x, levels[-1], x, levels[0], rule)
