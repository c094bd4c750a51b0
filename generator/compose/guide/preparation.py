"""Compose the part of the guide that is read before the workshop: use, checklists, room, materials, ground rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.compose.guide.prose import BOX, bullets, heading, prose
from generator.compose.guide.supplies import supplies_of
from generator.content.schema import Checklist, Facilitation
from generator.model.document import Block, Heading, KeepTogether, ListBlock, Paragraph, RoomPlan, TableBlock
from generator.model.text import Text, text
from generator.plan import Plan

# The columns of the list of materials: item, quantity, place.
WIDTHS = (2.8, 1.1, 1.5)


def preparation_blocks(plan: Plan) -> Iterator[Block]:
    """Return what is read before the workshop, as far as the kit says it."""
    facilitation = plan.library.facilitation
    if facilitation:
        yield from _use(plan, facilitation)
    yield from _guidance(plan)
    if facilitation and facilitation.preparation:
        yield from _checklist(plan, facilitation.preparation)
    yield from _room(plan, facilitation)
    yield from _materials(plan)
    if facilitation and facilitation.ground_rules:
        yield KeepTogether((heading(plan, 1, "ground_rules"), bullets(plan, facilitation.ground_rules)))


def _use(plan: Plan, facilitation: Facilitation) -> Iterator[Block]:
    if facilitation.use:
        yield heading(plan, 1, "guide_use")
        yield from prose(plan, facilitation.use)


def _guidance(plan: Plan) -> Iterator[Block]:
    if plan.programme.guidance:
        yield heading(plan, 1, "guidance")
        yield from prose(plan, plan.programme.guidance)


def _checklist(plan: Plan, checklist: Checklist) -> Iterator[Block]:
    yield heading(plan, 1, "preparation")
    for key in ("two_weeks", "day_before", "morning"):
        items: tuple[Text, ...] = getattr(checklist, key)
        if items:
            yield Heading(2, text(plan.locale.label(f"preparation_{key}")))
            yield _boxes(plan, items)


def _boxes(plan: Plan, items: Iterable[Text]) -> ListBlock:
    return ListBlock(tuple((BOX, plan.locale.text(Text(one.runs, one.span))) for one in items), "boxes")


def _room(plan: Plan, facilitation: Facilitation | None) -> Iterator[Block]:
    locale, label = plan.locale, plan.locale.label
    yield heading(plan, 1, "room")
    if facilitation and facilitation.room:
        yield from prose(plan, facilitation.room)
    groups, chairs = plan.groups(), min(plan.programme.group_size, plan.programme.participants)
    tables = tuple(text(locale.number(number)) for number in range(1, groups + 1))
    caption = label(
        "room_caption",
        participants=locale.count("participant", plan.programme.participants),
        tables=locale.count("table", groups),
        chairs=locale.count("chair", chairs),
    )
    yield RoomPlan(tables, chairs, text(label("screen")), text(label("facilitator_table")), label("room_alt", caption=caption), text(caption))


def _materials(plan: Plan) -> Iterator[Block]:
    """Return the list of materials with quantities, and the sessions that need them."""
    locale, label = plan.locale, plan.locale.label
    supplies = supplies_of(plan)
    if not supplies:
        return
    yield heading(plan, 1, "materials_list")
    counted = {"participants": locale.count("participant", plan.programme.participants), "groups": locale.count("group", plan.groups())}
    yield Paragraph(text(label("materials_intro", **counted)), "description")
    rows = tuple((one.item, text(locale.amount(one.quantity) if one.quantity else label("as_needed")), text(one.used(locale))) for one in supplies)
    yield TableBlock(tuple(text(label(key)) for key in ("material", "quantity", "needed_in")), rows, WIDTHS, compact=True)
