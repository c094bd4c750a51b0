"""Compose the facilitator guide: all that a trainer carries into the room, in the order in which it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.compose.deck import compose_deck
from generator.compose.guide.appendices import answer_blocks, credit_blocks
from generator.compose.guide.preparation import preparation_blocks
from generator.compose.guide.routines import energiser_blocks, routine_blocks
from generator.compose.guide.sessions import session_blocks
from generator.compose.workbook import agenda_blocks, cover_blocks
from generator.model.deck import Deck
from generator.model.document import Block, Contents, Document, Heading, KeepTogether, PageBreak
from generator.model.text import Text, text
from generator.plan import Plan, TimedDay, TimedSlot

__all__ = ["compose_guide"]


def compose_guide(plan: Plan) -> Document:
    """Compose the guide of one programme, in large type."""
    kit, locale = plan.library.kit, plan.locale
    decks = tuple(compose_deck(plan, session) for session in plan.sessions)
    return Document(
        title=locale.label("guide") + locale.label("list_comma") + str(plan.programme.title),
        subject=str(kit.title),
        author=str(kit.organisation.name),
        running=locale.label("running_guide", title=locale.figures(str(plan.programme.title))),
        blocks=tuple(_blocks(plan, decks)),
        large=True,
        decks=decks,
    )


def _blocks(plan: Plan, decks: Sequence[Deck]) -> Iterator[Block]:
    body = tuple(_body(plan, decks))
    yield from cover_blocks(plan, "guide")
    yield PageBreak()
    yield Heading(1, text(plan.locale.label("contents")))
    yield Contents(tuple(_entries(body)))
    yield from body


def _body(plan: Plan, decks: Sequence[Deck]) -> Iterator[Block]:
    yield PageBreak()
    yield from preparation_blocks(plan)
    yield PageBreak()
    yield from agenda_blocks(plan, compact=True)
    for number, day in enumerate(plan.days, 1):
        yield from _day(plan, day, number, decks)
    yield from energiser_blocks(plan)
    yield from answer_blocks(plan)
    yield PageBreak()
    yield from credit_blocks(plan)


def _day(plan: Plan, day: TimedDay, number: int, decks: Sequence[Deck]) -> Iterator[Block]:
    """Return a day: what is done in each of its slots, breaks left out."""
    taught = [slot for slot in day.slots if slot.session or slot.routine]
    for index, slot in enumerate(taught):
        # A session begins on its own page, and so does a day.
        if index == 0 or slot.session or taught[index - 1].session:
            yield PageBreak()
        yield from _slot(plan, day, slot, f"slot-{number}-{index}", decks)


def _slot(plan: Plan, day: TimedDay, slot: TimedSlot, name: str, decks: Sequence[Deck]) -> Iterator[Block]:
    if slot.session:
        yield from session_blocks(plan, slot.session, decks, when(plan, day, slot), name)
    elif slot.routine:
        yield from routine_blocks(plan, slot.routine, slot, when(plan, day, slot), name)


def when(plan: Plan, day: TimedDay, slot: TimedSlot) -> Text:
    """Return the day and the time of a slot, with its length."""
    locale = plan.locale
    minutes = (slot.end.hour - slot.start.hour) * 60 + slot.end.minute - slot.start.minute
    time = locale.label("time_range", start=locale.time(slot.start), end=locale.time(slot.end))
    return text(locale.label("when", day=locale.figures(day.title), time=time, duration=locale.count("minute", minutes)))


def _entries(body: tuple[Block, ...]) -> Iterator[tuple[Text, str]]:
    """Return the entries of the contents: the headings that have a name."""
    for block in body:
        if isinstance(block, KeepTogether):
            yield from _entries(block.blocks)
        elif isinstance(block, Heading) and block.name:
            yield block.text, block.name
