"""Compose the source register: every fact in our own words, where it comes from, and which modules rest on it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import address_run, cited_by
from generator.content.schema import Fact, Source
from generator.locale import Locale
from generator.model.document import Block, Document, Heading, Paragraph, TableBlock, TitleBlock
from generator.model.text import Text, text
from generator.plan import Plan


def compose_register(plan: Plan) -> Document:
    """Compose the register of one programme; it lists the facts that no module of the programme uses, too."""
    kit = plan.library.kit
    title = plan.locale.label("source_register")
    return Document(title, str(kit.title), str(kit.organisation.name), plan.locale.figures(str(plan.programme.title)), tuple(_blocks(plan)))


def _blocks(plan: Plan) -> Iterator[Block]:
    locale = plan.locale
    yield TitleBlock(text(locale.figures(str(plan.programme.title))), text(locale.label("source_register")), ())
    yield Paragraph(text(locale.label("register_intro")))
    uses = {str(session.module.id): (session.number, cited_by(session.module)) for session in plan.sessions}
    for source in sorted(plan.library.sources, key=lambda one: (one.external, one.id)):
        yield Heading(2, text(locale.figures(source.title)))
        yield Paragraph(_description(source, locale), "description")
        yield TableBlock(
            tuple(text(locale.label(key)) for key in ("fact", "place", "used_in")),
            tuple((text(locale.figures(fact.text)), _place(source, fact, locale), _users(fact, uses, locale)) for fact in source.facts),
            (2.1, 1.7, 0.7),
        )


def _description(source: Source, locale: Locale) -> Text:
    standing = locale.label("external" if source.external else "basic_source")
    words = locale.label("list_comma").join((locale.label(f"kind_{source.kind}"), standing, locale.label(f"language_{source.language}")))
    if not source.address:
        return text(words)
    return Text((*text(words + locale.label("source_separator")).inlines, address_run(source.address)))


def _place(source: Source, fact: Fact, locale: Locale) -> Text:
    paragraph = f"{locale.counted['paragraph'][0]} {locale.number(fact.paragraph)}" if fact.paragraph else ""
    # The source's own address stands above the table.
    address = fact.address or (None if paragraph else source.address)
    if address is None:
        return text(paragraph)
    between = locale.label("list_comma") if paragraph else ""
    return Text((*text(paragraph + between).inlines, address_run(address)))


def _users(fact: Fact, uses: dict[str, tuple[int, list[str]]], locale: Locale) -> Text:
    numbers = [number for number, facts in uses.values() if fact.id in facts]
    return text(locale.label("and").join(map(locale.number, numbers)) if numbers else locale.label("unused"))
