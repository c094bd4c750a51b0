"""What the parts of the guide share: headings with names, paragraphs, lists, the facilitator's notes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Literal

from generator.compose.citing import without_marks
from generator.compose.wording import fill_label
from generator.content.schema import Material, Notes, Step
from generator.model.document import Block, Heading, ListBlock, Paragraph, TableBlock
from generator.model.text import BulletList, Prose, Text, text
from generator.plan import Plan, later
from generator.settings.locale import Locale

BULLET, BOX = "•", "☐"


def heading(plan: Plan, level: Literal[1, 2], key: str) -> Heading:
    """Return a heading with the text of a label; the contents list it."""
    return Heading(level, text(plan.locale.label(key)), key)


def prose(plan: Plan, paragraphs: Prose) -> Iterator[Block]:
    """Return paragraphs and lists, without citation marks."""
    for block in paragraphs:
        if isinstance(block, BulletList):
            yield bullets(plan, block.items)
        else:
            yield Paragraph(without_marks(block, plan.locale))


def bullets(plan: Plan, items: Iterable[Text]) -> ListBlock:
    """Return a list with bullets."""
    return ListBlock(tuple((BULLET, without_marks(one, plan.locale)) for one in items))


def note_lines(say: Text | None, ask: Text | None, do: Text | None, locale: Locale) -> tuple[Text, ...]:
    """Return what the facilitator says, asks and does, each under its label."""
    noted = (("say", say), ("ask", ask), ("do", do))
    return tuple(fill_label(locale, "note_field", label=text(locale.label(key), strong=True), text=one) for key, one in noted if one)


def notes_of(notes: Notes, locale: Locale) -> tuple[Text, ...]:
    """Return the facilitator's notes as the seeds have them."""
    say, ask, do = (without_marks(one, locale) if one else None for one in (notes.say, notes.ask, notes.do))
    return note_lines(say, ask, do, locale)


def steps_table(plan: Plan, steps: Iterable[Step], start: datetime.time) -> TableBlock:
    """Return steps with the times at which they begin, and their minutes."""
    locale, rows, moment = plan.locale, [], start
    for step in steps:
        duration = locale.count("minute", step.minutes)
        rows.append((text(locale.time(moment), strong=True), text(duration), without_marks(step.text, locale)))
        moment = later(moment, step.minutes)
    return TableBlock(tuple(text(locale.label(key)) for key in ("time", "length", "step")), tuple(rows), (0.9, 0.9, 4.2))


def quantities(plan: Plan, materials: Iterable[Material], groups: int) -> ListBlock:
    """Return materials, each with how much of it is needed if the seeds say so."""
    return ListBlock(tuple((BOX, _counted(plan, one, groups)) for one in materials), "boxes")


def _counted(plan: Plan, material: Material, groups: int) -> Text:
    item, needed = without_marks(material.item, plan.locale), plan.needed(material, groups)
    return fill_label(plan.locale, "note_field", label=item, text=plan.locale.amount(needed)) if needed else item
