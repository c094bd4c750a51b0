"""Compose the page on installing the fonts of the decks, with the licence of each family."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.wording import fill_label, line_text
from generator.model.document import Block, Document, Heading, ListBlock, Paragraph, TitleBlock
from generator.model.fonts import FontFamily
from generator.model.text import Text, text
from generator.plan import Plan
from generator.settings.locale import Locale

BULLET = "•"
# Separates the steps inside one label.
STEP = "|"
OPEN_FONT_LICENCE = "Open Font License"


def compose_font_page(plan: Plan) -> Document:
    """Compose the page for the families that decks name."""
    kit = plan.library.kit
    title = plan.locale.label("fonts_title")
    return Document(title, str(kit.title), str(kit.organisation.name), plan.locale.figures(str(plan.programme.title)), tuple(_blocks(plan)))


def _blocks(plan: Plan) -> Iterator[Block]:
    locale, label, families = plan.locale, plan.locale.label, plan.families
    files = sorted({name for family in families for name in family.files})
    yield TitleBlock(line_text(plan.programme.title, plan.locale), text(label("fonts_title")), ())
    yield Paragraph(text(label("fonts_why_embedded" if all(family.embedded for family in families) else "fonts_why")), "lead")
    yield Heading(2, text(label("fonts_files")))
    yield ListBlock(tuple((BULLET, text(name)) for name in files))
    for system in ("windows", "mac"):
        yield Heading(2, text(label(f"fonts_{system}")))
        steps = label(f"fonts_{system}_steps", count=locale.count("file", len(files))).split(STEP)
        yield ListBlock(tuple((label("ordinal_label", number=locale.number(number)), text(step)) for number, step in enumerate(steps, 1)), "numbers")
    yield Heading(2, text(label("fonts_licences")))
    yield ListBlock(tuple((BULLET, line) for family in families for line in licence_lines(family, locale)))


def licence_lines(family: FontFamily, locale: Locale) -> Iterator[Text]:
    """State a family's licence, as far as it is known, and the file with its text."""
    known = "open" if OPEN_FONT_LICENCE in family.licence else "other" if family.licence else "unknown"
    yield fill_label(locale, f"fonts_licence_{known}", family=family.name, licence=family.licence)
    if family.licence_file:
        yield fill_label(locale, "fonts_licence_file", family=family.name, file=family.licence_file)
