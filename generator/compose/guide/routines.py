"""Compose the periods that teach no module, and the energisers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import without_marks
from generator.compose.guide.prose import BULLET, heading, notes_of, quantities, steps_table
from generator.compose.wording import fill_label
from generator.content.schema import Routine
from generator.model.document import Block, Callout, Heading, KeepTogether, ListBlock, PageBreak, Paragraph
from generator.model.text import Text, text
from generator.plan import Plan, TimedSlot


def routine_blocks(plan: Plan, routine: Routine, slot: TimedSlot, when: Text, name: str) -> Iterator[Block]:
    """Return a period with its aim, its steps by the clock, and what the facilitator says, asks and does."""
    locale = plan.locale
    yield Heading(1, text(locale.figures(slot.title), span=slot.span), name)
    yield Paragraph(when, "description")
    yield Paragraph(without_marks(routine.aim, locale), "lead")
    if routine.materials:
        yield Callout(text(locale.label("to_bring")), (quantities(plan, routine.materials, plan.groups()),), "key")
    yield steps_table(plan, routine.steps, slot.start)
    for line in notes_of(routine.notes, locale):
        yield Paragraph(line)


def energiser_blocks(plan: Plan) -> Iterator[Block]:
    """Return the energisers, if the kit has any."""
    facilitation, locale = plan.library.facilitation, plan.locale
    if not facilitation or not facilitation.energisers:
        return
    yield PageBreak()
    yield heading(plan, 1, "energisers")
    yield Paragraph(text(locale.label("energisers_intro")))
    for one in facilitation.energisers:
        title = fill_label(locale, "energiser_title", title=without_marks(one.title, locale), duration=locale.count("minute", one.minutes))
        steps = ListBlock(tuple((BULLET, without_marks(step, locale)) for step in one.steps))
        yield KeepTogether((Heading(2, title), steps))
