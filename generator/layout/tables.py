"""Place tables on slides: whole at the largest size that fits, or on as few slides as possible with their heading row on each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from generator.layout.boxes import Frame, PlacedSlide, SetParagraph, TableBox
from generator.layout.designs import WIDE
from generator.layout.fitter import Fitter
from generator.messages import say
from generator.model.deck import Grid, Slide

CELL_PADDING = 7.0


class TablePlacer(Fitter):
    """Place the tables of one deck."""

    def table(self, slide: Slide, grid: Grid) -> Iterator[PlacedSlide]:
        """Set a table on as few slides as possible, with its heading row on each."""
        parts = self.table_parts(grid)
        if parts is None:
            self.report_table(slide, grid)
            return
        for index, part in enumerate(parts):
            shown = slide if index == 0 else self.continuation(slide)
            yield self.placed(shown, [], part)

    def table_parts(self, grid: Grid) -> list[TableBox] | None:
        sizes = self.sizes.label[1:]
        complete = next((one for size in sizes if (one := self.table_at(grid, size))), None)
        if complete:
            return [complete]
        for count in range(2, len(grid.rows) + 1):
            length = -(-len(grid.rows) // count)
            grids = [grid.part(start, start + length) for start in range(0, len(grid.rows), length)]
            boxes = [self.table_at(one, sizes[-1]) for one in grids]
            if all(boxes):
                return [box for box in boxes if box]
        return None

    def report_table(self, slide: Slide, grid: Grid) -> None:
        """Report the tallest cell of each row that is too tall for any slide, or of a heading row taller than half of the table's area."""
        available = [width - 2 * CELL_PADDING for width in self.column_widths(grid)]
        rows = [
            [(self.measurer.height([cell], width), cell.text) for cell, width in zip(row, available, strict=True)]
            for row in self.cells(grid, self.sizes.label[-1])
        ]
        tallest = [max(row, key=lambda one: one[0]) for row in rows]
        head, *body = [height + 2 * CELL_PADDING for height, _ in tallest]
        too_tall = [0] if head > WIDE.height / 2 else [index for index, height in enumerate(body, 1) if head + height > WIDE.height]
        for index in too_tall:
            self.report_overflow(slide, tallest[index][1], "overflow.row", say("overflow.row.hint"))

    def column_widths(self, grid: Grid) -> tuple[float, ...]:
        weights = [0.8 if len(grid.columns) > 2 and index == 0 else 1.0 for index in range(len(grid.columns))]
        return tuple(WIDE.width * weight / sum(weights) for weight in weights)

    def table_at(self, grid: Grid, size: float) -> TableBox | None:
        """Set a table at a size; return None if it is too tall."""
        widths = self.column_widths(grid)
        cells = self.cells(grid, size)
        available = [width - 2 * CELL_PADDING for width in widths]
        minimum = [max(self.measurer.height([cell], width) for cell, width in zip(row, available, strict=True)) + 2 * CELL_PADDING for row in cells]
        if sum(minimum) > WIDE.height:
            return None
        cells = tuple(tuple(self.measurer.with_line_ends(cell, width) for cell, width in zip(row, available, strict=True)) for row in cells)
        slack = min(16.0, (WIDE.height - sum(minimum)) / len(minimum))
        heights = tuple(height + slack for height in minimum)
        marked = frozenset((row, column) for row, column in enumerate(grid.marked, 1) if column is not None)
        return TableBox(Frame(WIDE.x, WIDE.y, WIDE.width, sum(heights)), widths, heights, cells, marked)

    def cells(self, grid: Grid, size: float) -> tuple[tuple[SetParagraph, ...], ...]:
        head = self.measurer.style(size, bold=True, colour="on_primary")
        first, plain, lead = self.measurer.style(size, bold=True, colour="primary"), self.measurer.style(size), self.measurer.style(size, colour="on_primary")
        rows = [tuple(SetParagraph(cell, head) for cell in grid.columns)]
        for row, marked in zip_longest(grid.rows, grid.marked):
            styles = (lead if index == marked else first if index == 0 else plain for index in range(len(row)))
            rows.append(tuple(SetParagraph(cell, style) for cell, style in zip(row, styles, strict=True)))
        return tuple(rows)
