"""Set tables whose second column are bars from the right: the bars are artifacts, their labels say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.document import Bar, BarRow, BarTable
from generator.model.text import Text
from generator.writers.pdf.canvas import TaggedCanvas
from generator.writers.pdf.flow import Flowable
from generator.writers.pdf.flowables import Row, SetText, Setting, TableFlow
from generator.writers.pdf.structure import Element

if TYPE_CHECKING:
    from generator.writers.pdf.blocks import BlockSetter

PADDING = 4.0
# The share of a cell before a bar for its label; the height of a bar as a share of its line, and the width of the rule around a muted one.
LABEL, THICKNESS, LINE = 0.46, 0.55, 0.8


class BarLine(Flowable):
    """The label of a bar, and the bar beside it on a track as long as the whole."""

    def __init__(self, label: SetText, share: float, fill: str, track: str, rule: str) -> None:
        super().__init__()
        self.label, self.share = label, share
        self.fill, self.track, self.rule = fill, track, rule

    def height(self, width: float) -> float:
        """Return the height of the label in its share of a width."""
        return self.label.height(width * LABEL)

    def too_high(self, width: float, room: float) -> list[Text]:
        """Return its label."""
        return self.label.too_high(width, room)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the track and the bar, then the label at their right."""
        room, height = width * (1 - LABEL), self.label.setting.leading
        thickness, length = height * THICKNESS, width * (1 - LABEL) * min(max(self.share, 0.0), 1.0)
        y = top - (height + thickness) / 2
        with canvas.artifact():
            canvas.fill_rectangle(x, y, room, thickness, self.track)
            if length:
                canvas.fill_rectangle(x + room - length, y, length, thickness, self.rule)
                canvas.fill_rectangle(x + room - length + LINE, y + LINE, max(length - 2 * LINE, 0.0), thickness - 2 * LINE, self.fill)
        self.label.draw(canvas, x + room, top, width * LABEL)


def bar_table(setter: BlockSetter, block: BarTable, parent: Element) -> TableFlow:
    """Set rows of words and bars as a table."""
    table = parent.child("Table")
    columns = block.columns
    head = setter.heading_row(columns, table.child("TR")) if columns else None
    rows = [_row(setter, row, table.child("TR"), is_headed=columns is not None) for row in block.rows]
    colours = (setter.colour("rule"), setter.colour("primary"))
    return TableFlow(rows, block.widths, head, (lambda: setter.heading_row(columns, None)) if columns else None, *colours, padding=PADDING)


def _row(setter: BlockSetter, row: BarRow, element: Element, *, is_headed: bool) -> Row:
    """Set a row; its words are its heading in a table whose columns have none."""
    from generator.writers.pdf.blocks import ParagraphStyle

    size = setter.sizes.body - 1
    first = element.child("TD") if is_headed else element.child("TH", scope="Row")
    words = setter.text(row.words, ParagraphStyle(size, Setting(size * 1.5)), first)
    cell = element.child("TD")
    return Row(((words,), tuple(_bar(setter, bar, cell.child("P")) for bar in row.bars)))


def _bar(setter: BlockSetter, bar: Bar, element: Element) -> BarLine:
    from generator.writers.pdf.blocks import ParagraphStyle

    size = setter.sizes.small
    label = setter.text(bar.label, ParagraphStyle(size, Setting(size * 1.6)), element)
    fill, rule = ("tint", "primary") if bar.is_muted else ("primary", "primary")
    return BarLine(label, bar.share, setter.colour(fill), setter.colour("soft_background"), setter.colour(rule))
