"""Compose the personal action plan that a participant takes home."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import without_marks
from generator.compose.papers.parts import fields, paper, title_of
from generator.compose.worksheet import worksheet_blocks
from generator.model.document import Block, Document, Heading
from generator.plan import Plan


def has_action_plan(plan: Plan) -> bool:
    """Return whether the kit has an action plan."""
    return plan.library.facilitation is not None and plan.library.facilitation.action_plan is not None


def compose_action_plan(plan: Plan) -> Document:
    """Compose the plan."""
    return paper(plan, plan.locale.label("action_plan"), _blocks(plan))


def _blocks(plan: Plan) -> Iterator[Block]:
    locale, facilitation = plan.locale, plan.library.facilitation
    yield title_of(plan, locale.label("action_plan"))
    yield fields(plan, ("participant_name", "institution", "date"), (1.2, 1.2, 0.8))
    if facilitation and facilitation.action_plan:
        sheet = facilitation.action_plan
        yield from worksheet_blocks(Heading(2, without_marks(sheet.title, locale)), sheet, lambda inline: without_marks(inline, locale))
