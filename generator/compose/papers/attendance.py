"""Compose the attendance sheets: a table of participants for each day, with signatures of the morning and the afternoon."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.papers.parts import affiliation, day_details, day_title, paper, title_of
from generator.model.document import Block, Document, PageBreak, Paragraph, TableBlock
from generator.model.roster import Volume
from generator.model.text import Text, text
from generator.plan import Plan

COLUMNS = ("serial", "participant_name", "institution", "signature_morning", "signature_afternoon")
WIDTHS = (0.55, 2.1, 1.9, 1.25, 1.3)
# Rows without a name, for those who were not on the list.
SPARE = 5


def compose_attendance(plan: Plan, volume: Volume) -> Document:
    """Compose the sheets of all days, made out to the participants of a volume, or with blank rows."""
    return paper(plan, plan.locale.label("attendance"), _blocks(plan, volume))


def _blocks(plan: Plan, volume: Volume) -> Iterator[Block]:
    locale = plan.locale
    rows = tuple(_named(plan, volume)) if volume.participants else tuple(_blank(plan))
    for index, day in enumerate(plan.days):
        if index:
            yield PageBreak()
        yield title_of(plan, locale.label("attendance_day", day=day_title(plan, day)), day_details(plan, day))
        yield Paragraph(text(locale.label("attendance_intro")), "small")
        yield TableBlock(tuple(text(locale.label(key)) for key in COLUMNS), rows, WIDTHS, fill=True)


def _named(plan: Plan, volume: Volume) -> Iterator[tuple[Text, ...]]:
    for one in volume.participants:
        yield text(plan.locale.number(one.number)), text(one.name), text(affiliation(plan, one)), text(""), text("")
    if volume.is_last:
        yield from ((text(""),) * len(COLUMNS) for _ in range(SPARE))


def _blank(plan: Plan) -> Iterator[tuple[Text, ...]]:
    for number in range(1, plan.programme.participants + 1):
        yield text(plan.locale.number(number)), *(text(""),) * (len(COLUMNS) - 1)
