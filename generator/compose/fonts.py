"""Compose the page that tells how to install the fonts of the decks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.document import Block, Document, Heading, ListBlock, Paragraph, TitleBlock
from generator.model.text import text
from generator.plan import Plan

BULLET = "•"
# Parts the steps of one label.
STEP = "|"


def compose_font_page(plan: Plan, files: Sequence[str]) -> Document:
    """Compose the page; `files` are the names of the font files beside it."""
    kit = plan.library.kit
    title = plan.locale.label("fonts_title")
    return Document(title, str(kit.title), str(kit.organisation.name), plan.locale.figures(str(plan.programme.title)), tuple(_blocks(plan, files)))


def _blocks(plan: Plan, files: Sequence[str]) -> Iterator[Block]:
    label = plan.locale.label
    yield TitleBlock(text(plan.locale.figures(str(plan.programme.title)), span=plan.programme.title.span), text(label("fonts_title")), ())
    yield Paragraph(text(label("fonts_why")), "lead")
    yield Heading(2, text(label("fonts_files")))
    yield ListBlock(tuple((BULLET, text(name)) for name in files))
    for system in ("windows", "mac"):
        yield Heading(2, text(label(f"fonts_{system}")))
        steps = label(f"fonts_{system}_steps").split(STEP)
        yield ListBlock(tuple((label("ordinal_label", number=plan.locale.number(number)), text(step)) for number, step in enumerate(steps, 1)), "numbers")
    yield Paragraph(text(label("fonts_licence")), "small")
