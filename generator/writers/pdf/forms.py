"""Set forms that are filled in by hand: statements with a circle for each degree of agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.layout.outlines import ellipse
from generator.model.document import RatingBlock
from generator.model.text import Text
from generator.writers.pdf.canvas import TaggedCanvas, stroked_outlines
from generator.writers.pdf.flow import Flowable
from generator.writers.pdf.flowables import Row, Setting, TableFlow
from generator.writers.pdf.structure import Element

if TYPE_CHECKING:
    from generator.writers.pdf.blocks import BlockSetter

CIRCLE, LINE = 13.0, 0.9
# The share of the measure of the statements, and of each degree.
STATEMENT, DEGREE = 4.2, 1.0
# A form of a day is to stay on one page.
PADDING = 4.0


class Circle(Flowable):
    """An empty circle in the middle of its cell, for a mark; an artifact, since it says nothing."""

    def __init__(self, colour: str) -> None:
        self.colour = colour

    def height(self, width: float) -> float:
        """Return its diameter."""
        return CIRCLE

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw its outline."""
        left = x + (width - CIRCLE) / 2
        with canvas.artifact():
            canvas.emit(stroked_outlines([[(left + across, top - down) for across, down in ellipse(CIRCLE, CIRCLE)]], self.colour, LINE))


def rating_table(setter: BlockSetter, block: RatingBlock, parent: Element) -> TableFlow:
    """Set statements as the rows of a table, with a column for each degree."""
    table = parent.child("Table")
    rows = [_row(setter, words, len(block.degrees), table) for words in block.statements]
    widths = (STATEMENT, *(DEGREE,) * len(block.degrees))
    # The heading is content once; its repetition after a page break is an artifact.
    head, colours = _head(setter, block, table.child("TR")), (setter.colour("rule"), setter.colour("primary"))
    return TableFlow(rows, widths, head, lambda: _head(setter, block, None), *colours, padding=PADDING)


def _head(setter: BlockSetter, block: RatingBlock, row: Element | None) -> Row:
    from generator.writers.pdf.blocks import ParagraphStyle

    size = setter.sizes.small

    def cell(words: Text, *, centred: bool) -> tuple[Flowable, ...]:
        style = ParagraphStyle(size, Setting(size * 1.4, alignment="centre" if centred else "right"), bold=True, colour="on_primary")
        return (setter.text(words, style, row.child("TH", scope="Column") if row else None),)

    return Row((cell(block.head, centred=False), *(cell(one, centred=True) for one in block.degrees)))


def _row(setter: BlockSetter, words: Text, degrees: int, table: Element) -> Row:
    from generator.writers.pdf.blocks import ParagraphStyle

    row, size = table.child("TR"), setter.sizes.body - 1
    statement = setter.text(words, ParagraphStyle(size, Setting(size * 1.5)), row.child("TD"))
    for _ in range(degrees):
        row.child("TD")
    return Row(((statement,), *((Circle(setter.colour("muted")),) for _ in range(degrees))))
