"""Set forms that are filled in by hand: a circle for each degree of agreement with a statement, or for each choice of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.layout.outlines import ellipse
from generator.model.document import AnswerRow, AnswerSheet, RatingBlock
from generator.model.text import Text
from generator.writers.pdf.canvas import TaggedCanvas
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
# The circles of an answer sheet hold a letter; more rows than these stand in two columns.
BUBBLE, BUBBLE_LINE = 17.0, 1.0
MOST_ROWS = 12
# The shares of a question's label and of the gap between the columns, in bubbles.
LABEL, GAP = 2.6, 0.8
# The widest column of bubbles, in points.
BUBBLE_COLUMN = 34.0
BUBBLE_PADDING = 2.5


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
            canvas.stroke_outline(ellipse(CIRCLE, CIRCLE), left, top, self.colour, LINE)


class Bubble(Flowable):
    """A letter in a circle, in the middle of its cell."""

    def __init__(self, letter: Flowable, colour: str) -> None:
        self.letter, self.colour = letter, colour

    def height(self, width: float) -> float:
        """Return its diameter."""
        return BUBBLE

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the circle, then the letter in it."""
        left, height = x + (width - BUBBLE) / 2, self.letter.height(width)
        with canvas.artifact():
            canvas.stroke_outline(ellipse(BUBBLE, BUBBLE), left, top, self.colour, BUBBLE_LINE)
        self.letter.draw(canvas, x, top - (BUBBLE - height) / 2, width)


def answer_table(setter: BlockSetter, block: AnswerSheet, parent: Element) -> TableFlow:
    """Set an answer sheet as a table: a row for each question, or for two if there are many."""
    from generator.writers.pdf.blocks import TEXT_WIDTH

    table = parent.child("Table")
    columns = 1 if len(block.rows) <= MOST_ROWS else 2
    most = max(len(row.letters) for row in block.rows)
    height = -(-len(block.rows) // columns)
    parts = [block.rows[start : start + height] for start in range(0, len(block.rows), height)]
    rows = []
    for index in range(height):
        element = table.child("TR")
        cells: list[tuple[Flowable, ...]] = []
        for number, part in enumerate(parts):
            cells += _empty_cells(1 if number else 0, element)
            cells += _answer_cells(setter, part[index], most, element) if index < len(part) else _empty_cells(most + 1, element)
        rows.append(Row(tuple(cells)))
    widths = ((LABEL, *(1.0,) * most, GAP) * len(parts))[:-1]
    return TableFlow(rows, widths, None, None, padding=BUBBLE_PADDING, margin=max(1 - BUBBLE_COLUMN * sum(widths) / TEXT_WIDTH, 0.0))


def _empty_cells(count: int, row: Element) -> list[tuple[Flowable, ...]]:
    """Return empty cells: all rows of a table have as many (ISO 14289-1, 7.5)."""
    for _ in range(count):
        row.child("TD")
    return [()] * count


def _answer_cells(setter: BlockSetter, row: AnswerRow, most: int, element: Element) -> list[tuple[Flowable, ...]]:
    """Return the cells of one question."""
    from generator.writers.pdf.blocks import ParagraphStyle

    size = setter.sizes.body - 1
    label = setter.text(row.label, ParagraphStyle(size, Setting(BUBBLE), bold=True), element.child("TH", scope="Row"))
    style = ParagraphStyle(size - 1, Setting(size + 2, alignment="centre"), colour="muted")
    bubbles = [(Bubble(setter.text(letter, style, element.child("TD")), setter.colour("muted")),) for letter in row.letters]
    return [(label,), *bubbles, *_empty_cells(most - len(bubbles), element)]


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
