"""Flowables: text, list items, tables, boxes, writing lines. Lengths are in points.

`typography` sets all text; `flow` assigns flowables to pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import Literal

from generator.model.text import Text
from generator.typography.fonts import FontSet
from generator.typography.paragraph import Line, Styled, assign_faces, set_line, set_paragraph
from generator.writers.pdf.canvas import Inline, TaggedCanvas
from generator.writers.pdf.flow import Flowable, draw_stack, names_in, stack_height
from generator.writers.pdf.structure import Element

Alignment = Literal["right", "centre", "justified"]
# The least number of lines of a split paragraph on each page (widows and orphans).
ORPHANS = WIDOWS = 2
# A box lower than this is moved to the next page instead of being split.
UNDIVIDED = 320.0
# A table with at most so many rows that is lower than UNDIVIDED, or one lower than a third of a page, stays whole.
FEW_ROWS, THIRD = 4, 230.0
# The least number of rows of a divided table on each page; one alone may stand where as much as UNDIVIDED would stay empty.
COMPANY = 2
# Stands for the width of a paragraph's part, whose lines are already broken.
PARTED = 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """The setting of a paragraph: leading, space before and after, indent from the right, alignment."""

    leading: float
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    alignment: Alignment = "right"


class SetText(Flowable):
    """A paragraph, with a label in its indent if it is a list item."""

    def __init__(
        self,
        runs: Sequence[Styled],
        setting: Setting,
        element: Element | None,
        faces: FontSet,
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
        self.links: dict[Inline, Element] = {}
        self.lines: Sequence[Line] = ()
        self.set_width = -1.0
        self.outline: tuple[str, int] | None = None
        self.source = Text(())
        self.before, self.after = setting.before, setting.after

    def height(self, width: float) -> float:
        """Return the height of the paragraph in a width."""
        if self.set_width not in (width, PARTED):
            self.lines = set_paragraph(self.runs, width - self.setting.indent, self.faces, justify=self.setting.alignment == "justified")
            self.set_width = width
        return self.setting.leading * len(self.lines)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        """Split the paragraph between its lines, without widows and orphans."""
        self.height(width)
        count = min(int((room + 0.01) // self.setting.leading), len(self.lines) - WIDOWS)
        if count < ORPHANS:
            return None
        return self._part(self.lines[:count], first=True), self._part(self.lines[count:], first=False)

    def _part(self, lines: Sequence[Line], *, first: bool) -> SetText:
        part = SetText(self.runs, self.setting, self.element, self.faces, self.label if first else None, self.name if first else None)
        part.lines, part.set_width, part.links = lines, PARTED, self.links
        part.outline = self.outline if first else None
        part.source = self.source
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the lines, aligned from the right edge."""
        canvas.note_place(self.source.span, x, top, width, self.height(width))
        if self.name:
            canvas.bookmark(self.name, x, top + 8)
        if self.outline:
            canvas.addOutlineEntry(self.outline[0], self.name, self.outline[1])
        room = width - self.setting.indent
        for index, line in enumerate(self.lines):
            baseline = top - self._below(line, index)
            if index == 0 and self.label:
                label = set_line(assign_faces([self.label[0]], self.faces))
                canvas.draw_line(label, x + width - label.width, baseline, self.label[1])
            left = (room - line.width) / 2 if self.setting.alignment == "centre" else room - line.width
            canvas.draw_line(line, x + left, baseline, self.element, self.links)

    def too_high(self, width: float, room: float) -> list[Text]:
        """Return its text."""
        return [self.source]

    def names(self) -> Iterator[str]:
        """Return its name if it has one."""
        return iter((self.name,) if self.name else ())

    def _below(self, line: Line, index: int) -> float:
        """Return a baseline's distance from the line's top: ascent and descent of its first style are centred in the leading."""
        style = line.runs[0].style
        ascent, descent = style.face.extents
        middle = (ascent + descent) / 2 * style.size / style.face.upem
        return (index + 0.5) * self.setting.leading + middle


class PageNumber(Flowable):
    """The page number of a named place, on one line; `setter` sets it when it is drawn."""

    def __init__(self, name: str, leading: float, setter: Callable[[str], SetText]) -> None:
        super().__init__()
        self.name, self.leading, self.setter = name, leading, setter

    def height(self, width: float) -> float:
        """Return the height of one line."""
        return self.leading

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the number, which the canvas knows."""
        self.setter(canvas.page_of[self.name]).draw(canvas, x, top, width)


class Ruled(Flowable):
    """Empty lines to write on."""

    def __init__(self, count: int, gap: float, colour: str) -> None:
        super().__init__()
        self.count, self.gap, self.colour = count, gap, colour
        self.after = gap * 0.5

    def height(self, width: float) -> float:
        """Return the height of all lines."""
        return self.count * self.gap

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        """Split between lines."""
        count = int(room // self.gap)
        return (Ruled(count, self.gap, self.colour), Ruled(self.count - count, self.gap, self.colour)) if 0 < count < self.count else None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the rules as artifacts."""
        with canvas.artifact():
            for index in range(self.count):
                y = top - (index + 1) * self.gap + 2
                canvas.stroke_line(x, y, x + width, y, self.colour)


class Boxed(Flowable):
    """Flowables on a coloured background with a bar at their right, split between pages if necessary."""

    def __init__(self, parts: Sequence[Flowable], background: str, bar: str, padding: float = 12.0) -> None:
        super().__init__()
        self.parts = list(parts)
        self.background, self.bar, self.padding = background, bar, padding
        self.before = self.after = 12.0

    def height(self, width: float) -> float:
        """Return the height of all parts and the padding."""
        return stack_height(self.parts, width - 2 * self.padding) + 2 * self.padding

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        """Split between flowables, and only a box that takes much of a page; the label never stays alone."""
        if self.height(width) < UNDIVIDED:
            return None
        for count in range(len(self.parts) - 1, 1, -1):
            if stack_height(self.parts[:count], width - 2 * self.padding) <= room - 2 * self.padding:
                return self._with(self.parts[:count]), self._with(self.parts[count:])
        return None

    def too_high(self, width: float, room: float) -> list[Text]:
        """Return the text of its tallest part."""
        inner = width - 2 * self.padding
        return max(self.parts, key=lambda part: part.height(inner)).too_high(inner, room - 2 * self.padding)

    def names(self) -> Iterator[str]:
        """Return the names in its parts."""
        return names_in(self.parts)

    def _with(self, parts: Sequence[Flowable]) -> Boxed:
        return Boxed(parts, self.background, self.bar, self.padding)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the background, then the parts on it."""
        height = self.height(width)
        with canvas.artifact():
            canvas.fill_rectangle(x, top - height, width, height, self.background)
            canvas.fill_rectangle(x + width - 4, top - height, 4, height, self.bar)
        draw_stack(canvas, self.parts, x + self.padding, top - self.padding, width - 2 * self.padding)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: a stack of flowables per cell, first column first, a minimum height, and a background colour if it has one.

    `marked` is the index of the only cell that has the background.
    """

    cells: tuple[tuple[Flowable, ...], ...]
    least: float = 0.0
    background: str | None = None
    marked: int | None = None


class TableFlow(Flowable):
    """A table whose first column is the rightmost; its heading is repeated on every page that it reaches.

    `rule` and `head_background` are colours; without a rule nothing is ruled.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        widths: Sequence[float],
        head: Row | None,
        repeated_head: Callable[[], Row] | None,
        rule: str | None = None,
        head_background: str = "",
        padding: float = 6.0,
        margin: float = 0.0,
    ) -> None:
        super().__init__()
        self.margin = margin
        self.rows, self.head, self.repeated_head = list(rows), head, repeated_head
        self.shares = widths
        self.rule, self.head_background = rule, head_background
        self.padding = padding
        self.before = self.after = 8.0

    def height(self, width: float) -> float:
        """Return the height of all rows."""
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
        """Split between rows, and no small table; the heading stays with rows, and no row stays alone on either page."""
        ends = list(accumulate(self._heights(width)))
        fitting = sum(end <= room for end in ends) - (1 if self.head else 0)
        count = min(fitting, max(len(self.rows) - COMPANY, 1))
        if self._is_small(ends[-1]) or not (COMPANY if room < UNDIVIDED else 1) <= count < len(self.rows):
            return None
        following = self.repeated_head() if self.repeated_head else None
        return self._with(self.rows[:count], self.head), self._with(self.rows[count:], following)

    def _is_small(self, height: float) -> bool:
        return height < (UNDIVIDED if len(self.rows) <= FEW_ROWS else THIRD)

    def too_high(self, width: float, room: float) -> list[Text]:
        """Return the text of the tallest cell of each row that fits no page below the heading, or of the heading."""
        widths = self._widths(width)
        head = self._height(self.head, widths) if self.head else 0.0
        if self.head and head > room / 2:
            return self._highest_cell(self.head, widths)
        return [words for row in self.rows if head + self._height(row, widths) > room for words in self._highest_cell(row, widths)]

    def names(self) -> Iterator[str]:
        """Return the names in its cells."""
        return (name for row in self.rows for cell in row.cells for name in names_in(cell))

    def _highest_cell(self, row: Row, widths: Sequence[float]) -> list[Text]:
        rooms = [width - 2 * self.padding for width in widths]
        room, cell = max(zip(rooms, row.cells, strict=True), key=lambda one: stack_height(one[1], one[0]))
        return [words for part in cell for words in part.too_high(room, 0.0)]

    def _with(self, rows: Sequence[Row], head: Row | None) -> TableFlow:
        return type(self)(rows, self.shares, head, self.repeated_head, self.rule, self.head_background, self.padding, self.margin)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw backgrounds and rules, then the cells from right to left."""
        widths, heights = self._widths(width), self._heights(width)
        edge = x + width
        self._background(canvas, edge, top, widths, heights)
        y = top
        for row, height in zip(self._all(), heights, strict=True):
            right = edge
            for cell, column in zip(row.cells, widths, strict=True):
                draw_stack(canvas, cell, right - column + self.padding, y - self.padding, column - 2 * self.padding)
                right -= column
            y -= height

    def _background(self, canvas: TaggedCanvas, edge: float, top: float, widths: Sequence[float], heights: Sequence[float]) -> None:
        with canvas.artifact():
            if self.head:
                canvas.fill_rectangle(edge - sum(widths), top - heights[0], sum(widths), heights[0], self.head_background)
            for row, end, height in zip(self._all(), accumulate(heights), heights, strict=True):
                if row.background:
                    first, last = (0, len(widths)) if row.marked is None else (row.marked, row.marked + 1)
                    canvas.fill_rectangle(edge - sum(widths[:last]), top - end, sum(widths[first:last]), height, row.background)
            if self.rule:
                self._rules(canvas, self.rule, list(accumulate(heights, sub, initial=top)), list(accumulate(widths, sub, initial=edge)))

    def _rules(self, canvas: TaggedCanvas, rule: str, levels: Sequence[float], edges: Sequence[float]) -> None:
        """Draw the rules of a grid: horizontal ones from the top, vertical ones from the right."""
        for y in levels:
            canvas.stroke_line(edges[-1], y, edges[0], y, rule)
        for x in edges:
            canvas.stroke_line(x, levels[-1], x, levels[0], rule)
