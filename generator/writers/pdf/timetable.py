"""Set the days of a programme for one page: in one column or two, in the largest type in which they fit.

Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.model.document import Timetable, TimetableDay, TimetableRow
from generator.writers.pdf.blocks import TEXT_WIDTH, BlockSetter, ParagraphStyle
from generator.writers.pdf.canvas import TaggedCanvas
from generator.writers.pdf.flow import Columns, Flowable, Together
from generator.writers.pdf.flowables import Row, Setting, TableFlow
from generator.writers.pdf.structure import Element


@dataclass(frozen=True)
class Form:
    """A form of the timetable: how many columns of days, the type size, the padding of rows; two columns say only when a slot begins."""

    columns: int
    size: float
    padding: float

    @property
    def shares(self) -> tuple[float, float]:
        """Return the shares of times and titles in the width of a day."""
        return (1.4, 2.2) if self.columns == 1 else (0.7, 2.6)


# The first in which all days fit the page is taken.
FORMS = (
    *(Form(1, 13.5, 11.0), Form(1, 13, 8.0), Form(1, 12.5, 6.5), Form(1, 12, 5.0), Form(1, 11.5, 4.0), Form(1, 11, 3.0), Form(1, 10.5, 2.5)),
    *(Form(2, 10.5, 4.0), Form(2, 10, 3.5), Form(2, 9.5, 3.0), Form(2, 9, 2.5), Form(2, 8.5, 2.0), Form(2, 8, 1.5), Form(2, 7.5, 1.0), Form(2, 7, 0.5)),
)

# Several pages of days one below the other.
LAST_RESORT = Form(1, 10, 2.0)


class Fitted(Flowable):
    """What takes the first of several forms that fits its room; `make` sets a form below an element."""

    def __init__(self, make: Callable[[Form, Element], Flowable], element: Element) -> None:
        self.make, self.element = make, element

    def fitted(self, width: float, room: float) -> Flowable:
        """Return the first form that is at most `room` high, or else the last resort, which may take several pages."""
        fits = (form for form in FORMS if self.make(form, Element("Div")).height(width) <= room)
        return self.make(next(fits, LAST_RESORT), self.element)


class LinedTable(TableFlow):
    """A table whose rows alone are ruled."""

    def _rules(self, canvas: TaggedCanvas, rule: str, levels: Sequence[float], edges: Sequence[float]) -> None:
        for y in levels:
            canvas.stroke_line(edges[-1], y, edges[0], y, rule)


class TimetableSetter:
    """Set a timetable in its forms, by the means of a setter of blocks."""

    def __init__(self, setter: BlockSetter, block: Timetable) -> None:
        self.setter, self.block = setter, block

    def fitted(self, element: Element) -> Fitted:
        """Return what takes the form that fits."""
        return Fitted(self.form, element)

    def form(self, form: Form, element: Element) -> Flowable:
        """Set all days in a form."""
        days = [self.day(day, form, element) for day in self.block.days]
        if form.columns == 1:
            return Together(_joined(days))
        # Of two ways that are as high the one that is fuller at the right, where reading begins.
        ways = [Columns([_joined(days[:count]), _joined(days[count:])]) for count in range(len(days), 0, -1)]
        return min(ways, key=lambda one: one.height(TEXT_WIDTH))

    def day(self, day: TimetableDay, form: Form, parent: Element) -> list[Flowable]:
        """Set a day: its title, its date and hours, its table."""
        element, text = parent.child("Sect"), self.setter.text
        size = form.size + 1.5
        title = text(day.title, ParagraphStyle(size, Setting(size * 1.5, before=size), heading=True, bold=True, colour="primary"), element.child("H2"))
        title.name, title.outline = self.setter.place(), (day.title.plain, 1)
        small = form.size - 1.0
        when = text(day.when, ParagraphStyle(small, Setting(small * 1.5, after=small * 0.4), colour="muted"), element.child("P"))
        table = element.child("Table")
        rows = [self.row(row, form, table.child("TR")) for row in day.rows]
        made = LinedTable(rows, form.shares, None, None, self.setter.colour("rule"), padding=form.padding)
        made.before, title.keep_with_next, when.keep_with_next = 0.0, True, True
        return [title, when, made]

    def row(self, row: TimetableRow, form: Form, element: Element) -> Row:
        """Set a slot; a break stands on a tint."""
        setting = Setting(form.size * 1.45)
        time = self.setter.text(
            row.time if form.columns == 1 else row.begins, ParagraphStyle(form.size, setting, colour="accent"), element.child("TH", scope="Row")
        )
        title = self.setter.text(row.title, ParagraphStyle(form.size, setting, colour="muted" if row.is_break else "ink"), element.child("TD"))
        return Row(((time,), (title,)), background=self.setter.colour("soft_background") if row.is_break else None)


def _joined(days: Sequence[Sequence[Flowable]]) -> list[Flowable]:
    return [part for day in days for part in day]
