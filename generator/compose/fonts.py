"""Compose the page that tells how to install the fonts of the decks, and under which licence each may be passed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.compose.wording import worded
from generator.locale import Locale
from generator.model.document import Block, Document, Heading, ListBlock, Paragraph, TitleBlock
from generator.model.text import Text, text
from generator.plan import Plan

BULLET = "•"
# Parts the steps of one label.
STEP = "|"
OPEN_FONT_LICENCE = "Open Font License"


@dataclass(frozen=True, slots=True)
class FontFamily:
    """A family that is handed out: its files, what they say of their licence, and the file that holds its text, where there is one."""

    name: str
    files: tuple[str, ...]
    licence: str
    licence_file: str


def compose_font_page(plan: Plan, families: Sequence[FontFamily]) -> Document:
    """Compose the page for the families whose files stand beside it."""
    kit = plan.library.kit
    title = plan.locale.label("fonts_title")
    return Document(title, str(kit.title), str(kit.organisation.name), plan.locale.figures(str(plan.programme.title)), tuple(_blocks(plan, families)))


def _blocks(plan: Plan, families: Sequence[FontFamily]) -> Iterator[Block]:
    locale, label = plan.locale, plan.locale.label
    files = sorted({name for family in families for name in family.files})
    yield TitleBlock(text(locale.figures(str(plan.programme.title)), span=plan.programme.title.span), text(label("fonts_title")), ())
    yield Paragraph(text(label("fonts_why")), "lead")
    yield Heading(2, text(label("fonts_files")))
    yield ListBlock(tuple((BULLET, text(name)) for name in files))
    for system in ("windows", "mac"):
        yield Heading(2, text(label(f"fonts_{system}")))
        steps = label(f"fonts_{system}_steps", count=locale.count("file", len(files))).split(STEP)
        yield ListBlock(tuple((label("ordinal_label", number=locale.number(number)), text(step)) for number, step in enumerate(steps, 1)), "numbers")
    yield Heading(2, text(label("fonts_licences")))
    yield ListBlock(tuple((BULLET, line) for family in families for line in _licence(family, locale)))


def _licence(family: FontFamily, locale: Locale) -> Iterator[Text]:
    """Say what is known of a family's licence, and where its text stands."""
    known = "open" if OPEN_FONT_LICENCE in family.licence else "other" if family.licence else "unknown"
    yield worded(locale, f"fonts_licence_{known}", family=family.name, licence=family.licence)
    if family.licence_file:
        yield worded(locale, "fonts_licence_file", family=family.name, file=family.licence_file)
