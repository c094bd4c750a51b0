"""Compose the sheet on which participants write what they expect of the workshop."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import without_marks
from generator.compose.papers.parts import paper, title_of
from generator.compose.worksheet import prompt_blocks
from generator.model.document import Block, Document, Paragraph
from generator.model.text import text
from generator.plan import Plan


def has_expectations(plan: Plan) -> bool:
    """Return whether the kit asks for expectations."""
    return plan.library.facilitation is not None and bool(plan.library.facilitation.expectations)


def compose_expectations(plan: Plan) -> Document:
    """Compose the sheet."""
    return paper(plan, plan.locale.label("expectations"), _blocks(plan))


def _blocks(plan: Plan) -> Iterator[Block]:
    locale, facilitation = plan.locale, plan.library.facilitation
    yield title_of(plan, locale.label("expectations"))
    yield Paragraph(text(locale.label("expectations_intro")))
    prompts = facilitation.expectations if facilitation else ()
    yield from prompt_blocks((), prompts, lambda inline: without_marks(inline, locale))
