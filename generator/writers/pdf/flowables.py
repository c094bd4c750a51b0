"""Things that flow down a page: set text, lists' items, tables, boxes, writing lines, drawings. Lengths are in points.

All text comes set from `typography`; reportlab only decides what goes on which page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.platypus.flowables import Flowable

from generator.layout.boxes import SetParagraph, Shape, ShapeGroup
from generator.typography.fonts import FaceBook
from generator.typography.paragraph import Line, Styled, set_line, set_paragraph
from generator.writers.pdf.canvas import TaggedCanvas
from generator.writers.pdf.structure import Element

# A paragraph parted by a page break keeps this many lines on each side.
ORPHANS = WIDOWS = 2
# A box lower than this is moved to the next page whole.
UNDIVIDED = 320.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: leading, room around it, indent from the right, alignment."""

    leading: float
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    alignment: Literal["right", "centre", "justified"] = "right"


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
        self.lines: list[Line] | None = None
        self.set_width = -1.0
        self.outline: tuple[str, int] | None = None
        self.spaceBefore = setting.before
        self.spaceAfter = setting.after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Set the paragraph in a width; returns width and height."""
        if self.set_width != available_width and not (self.lines and self.set_width == 0):
            measure = available_width - self.setting.indent
            self.lines = set_paragraph(self.runs, measure, self.faces, justify=self.setting.alignment == "justified")
            self.set_width = available_width
        self.width = available_width
        self.height = self.setting.leading * len(self.lines or ())
        return available_width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Part the paragraph between its lines, leaving no line alone on either page."""
        self.wrap(available_width, available_height)
        lines = self.lines or []
        room = int((available_height + 0.01) // self.setting.leading)
        if len(lines) - room < WIDOWS:
            room = len(lines) - WIDOWS
        if room < ORPHANS:
            return []
        return [self._part(lines[:room], first=True), self._part(lines[room:], first=False)]

    def _part(self, lines: list[Line], *, first: bool) -> SetText:
        part = SetText(self.runs, self.setting, self.element, self.faces, self.label if first else None, self.name if first else None)
        part.lines, part.set_width = lines, 0
        part.outline = self.outline if first else None
        return part

    def draw(self) -> None:
        """Draw the lines from the right edge inward."""
        canvas: TaggedCanvas = self.canv
        if self.name:
            canvas.bookmarkHorizontal(self.name, 0, self.height + 8)
        if self.outline:
            canvas.addOutlineEntry(self.outline[0], self.name, self.outline[1])
        for index, line in enumerate(self.lines or ()):
            baseline = self._baseline(line, index)
            if index == 0 and self.label:
                label = set_line([self.label[0]])
                canvas.draw_line(label, self.width - label.width, baseline, self.label[1])
            room = self.width - self.setting.indent
            x = (room - line.width) / 2 if self.setting.alignment == "centre" else room - line.width
            canvas.draw_line(line, x, baseline, self.element)

    def _baseline(self, line: Line, index: int) -> float:
        """Centre ascent and descent of the line's first look in its leading."""
        look = line.runs[0].look
        ascent, descent = look.face.extents
        middle = (ascent + descent) / 2 * look.size / look.face.upem
        return self.height - (index + 0.5) * self.setting.leading - middle


class Ruled(Flowable):
    """Empty lines to write on."""

    def __init__(self, count: int, gap: float, colour: str) -> None:
        super().__init__()
        self.count, self.gap, self.colour = count, gap, colour
        self.spaceAfter = gap * 0.5

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the height of all lines."""
        self.width, self.height = available_width, self.count * self.gap
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Part between lines."""
        room = int(available_height // self.gap)
        return [Ruled(room, self.gap, self.colour), Ruled(self.count - room, self.gap, self.colour)] if 0 < room < self.count else []

    def draw(self) -> None:
        """Draw the rules as artifacts."""
        canvas: TaggedCanvas = self.canv
        with canvas.artifact():
            for index in range(self.count):
                y = self.height - (index + 1) * self.gap + 2
                canvas.stroke_line(0, y, self.width, y, self.colour)


def stack_height(parts: Sequence[Flowable], width: float) -> float:
    """Measure flowables set one below the other, with the room between them."""
    height = 0.0
    for index, part in enumerate(parts):
        height += part.wrap(width, 1e6)[1]
        if index:
            height += max(parts[index - 1].getSpaceAfter(), part.getSpaceBefore())
    return height


def draw_stack(canvas: TaggedCanvas, parts: Sequence[Flowable], x: float, top: float, width: float) -> None:
    """Draw flowables one below the other from `top` down."""
    y = top
    for index, part in enumerate(parts):
        if index:
            y -= max(parts[index - 1].getSpaceAfter(), part.getSpaceBefore())
        y -= part.wrap(width, 1e6)[1]
        part.drawOn(canvas, x, y)


class Boxed(Flowable):
    """Flowables on a coloured ground with a bar at their right, parted between pages where they must be."""

    def __init__(self, parts: Sequence[Flowable], ground: str, bar: str, padding: float = 12.0) -> None:
        super().__init__()
        self.parts = list(parts)
        self.ground, self.bar, self.padding = ground, bar, padding
        self.spaceBefore = self.spaceAfter = 12.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the height of all parts and the padding."""
        self.width = available_width
        self.height = stack_height(self.parts, available_width - 2 * self.padding) + 2 * self.padding
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Part between flowables, and only a box that takes much of a page; the label never stands alone."""
        if self.height < UNDIVIDED:
            return []
        inner, room = available_width - 2 * self.padding, available_height - 2 * self.padding
        for count in range(len(self.parts), 1, -1):
            if stack_height(self.parts[:count], inner) <= room:
                return [self._with(self.parts[:count]), self._with(self.parts[count:])] if count < len(self.parts) else [self]
        return []

    def _with(self, parts: Sequence[Flowable]) -> Boxed:
        return Boxed(parts, self.ground, self.bar, self.padding)

    def draw(self) -> None:
        """Draw the ground, then the parts on it."""
        canvas: TaggedCanvas = self.canv
        with canvas.artifact():
            canvas.fill_rectangle(0, 0, self.width, self.height, self.ground)
            canvas.fill_rectangle(self.width - 4, 0, 4, self.height, self.bar)
        draw_stack(canvas, self.parts, self.padding, self.height - self.padding, self.width - 2 * self.padding)


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: one stack of flowables to a cell, first column first, and a least height."""

    cells: tuple[tuple[Flowable, ...], ...]
    least: float = 0.0


class TableFlow(Flowable):
    """A table whose first column is the rightmost; its heading is repeated on every page that it reaches."""

    def __init__(
        self,
        rows: Sequence[Row],
        widths: Sequence[float],
        head: Row | None,
        repeated_head: Callable[[], Row] | None,
        colours: tuple[str, str, str],
        padding: float = 6.0,
        margin: float = 0.0,
    ) -> None:
        super().__init__()
        self.margin = margin
        self.rows, self.head, self.repeated_head = list(rows), head, repeated_head
        self.shares = widths
        self.colours = colours
        self.padding = padding
        self.spaceBefore = self.spaceAfter = 8.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the height of all rows."""
        self.width = available_width
        room = available_width * (1 - self.margin)
        self.widths = [room * share / sum(self.shares) for share in self.shares]
        self.heights = [self._height(row) for row in self._all()]
        self.height = sum(self.heights)
        return self.width, self.height

    def _all(self) -> list[Row]:
        return [*([self.head] if self.head else []), *self.rows]

    def _height(self, row: Row) -> float:
        tallest = max(stack_height(cell, width - 2 * self.padding) for cell, width in zip(row.cells, self.widths, strict=True))
        return max(row.least, tallest + 2 * self.padding)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Part between rows; the heading comes with at least one row."""
        self.wrap(available_width, available_height)
        used = self.heights[0] if self.head else 0.0
        count = 0
        for height in self.heights[1 if self.head else 0 :]:
            if used + height > available_height:
                break
            used += height
            count += 1
        if not 0 < count < len(self.rows):
            return []
        following = self.repeated_head() if self.repeated_head else None
        return [
            TableFlow(self.rows[:count], self.shares, self.head, self.repeated_head, self.colours, self.padding, self.margin),
            TableFlow(self.rows[count:], self.shares, following, self.repeated_head, self.colours, self.padding, self.margin),
        ]

    def draw(self) -> None:
        """Draw grounds and rules, then the cells from right to left."""
        canvas: TaggedCanvas = self.canv
        rule, head_ground, _ = self.colours
        y, left = self.height, self.width - sum(self.widths)
        for index, (row, height) in enumerate(zip(self._all(), self.heights, strict=True)):
            y -= height
            with canvas.artifact():
                if self.head and index == 0:
                    canvas.fill_rectangle(left, y, self.width - left, height, head_ground)
                canvas.stroke_line(left, y, self.width, y, rule)
            right = self.width
            for cell, width in zip(row.cells, self.widths, strict=True):
                draw_stack(canvas, cell, right - width + self.padding, y + height - self.padding, width - 2 * self.padding)
                right -= width
        self._rules(canvas, rule)

    def _rules(self, canvas: TaggedCanvas, rule: str) -> None:
        with canvas.artifact():
            canvas.stroke_line(self.width - sum(self.widths), self.height, self.width, self.height, rule)
            right = self.width
            for width in [0.0, *self.widths]:
                right -= width
                canvas.stroke_line(right, 0, right, self.height, rule)


class Drawing(Flowable):
    """A placed diagram; its words are marked as content of the figure, whose description stands for it."""

    def __init__(self, group: ShapeGroup, element: Element, colours: Callable[[str], str], setter: Callable[[SetParagraph, Element], list[Flowable]]) -> None:
        super().__init__()
        self.group, self.element, self.colours, self.setter = group, element, colours, setter
        self.spaceBefore, self.spaceAfter = 8.0, 4.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the figure's own size."""
        self.width, self.height = available_width, self.group.frame.height
        return self.width, self.height

    def draw(self) -> None:
        """Draw each shape and, in its middle, its words."""
        canvas: TaggedCanvas = self.canv
        with canvas.artifact():
            for shape in self.group.shapes:
                self._ground(canvas, shape)
        for shape in self.group.shapes:
            if not shape.paragraphs:
                continue
            parts = [part for paragraph in shape.paragraphs for part in self.setter(paragraph, self.element)]
            width = shape.frame.width - 16
            height = stack_height(parts, width)
            top = self._y(shape.frame.y) - (8 if shape.top else (shape.frame.height - height) / 2)
            draw_stack(canvas, parts, shape.frame.x - self.group.frame.x + 8, top, width)

    def _y(self, from_top: float) -> float:
        return self.height - (from_top - self.group.frame.y)

    def _ground(self, canvas: TaggedCanvas, shape: Shape) -> None:
        frame = shape.frame
        x, y = frame.x - self.group.frame.x, self._y(frame.y + frame.height)
        colour = self.colours(shape.fill or "rule")
        if shape.kind == "arrow_left":
            canvas.saveState()
            canvas.setFillColor(f"#{colour}")
            path = canvas.beginPath()
            path.moveTo(x, y + frame.height / 2)
            path.lineTo(x + frame.width, y)
            path.lineTo(x + frame.width, y + frame.height)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)
            canvas.restoreState()
        else:
            canvas.fill_rectangle(x, y, frame.width, frame.height, colour)
