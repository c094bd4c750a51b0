"""Compose the source register: every fact in our own words, where it comes from, and which modules rest on it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import cited_by
from generator.content.schema import Fact, Source
from generator.locale import Locale
from generator.model.document import Block, Document, Heading, Paragraph, TableBlock, TitleBlock
from generator.model.text import Run, Text, text
from generator.plan import Plan


def compose_register(plan: Plan) -> Document:
    """Compose the register of one programme; it lists the facts that no module of the programme uses, too."""
    kit = plan.library.kit
    title = plan.locale.label("source_register")
    return Document(title, str(kit.title), str(kit.organisation.name), plan.locale.figures(str(plan.programme.title)), tuple(_blocks(plan)))


def _blocks(plan: Plan) -> Iterator[Block]:
    locale = plan.locale
    yield TitleBlock(text(locale.figures(str(plan.programme.title)), span=plan.programme.title.span), text(locale.label("source_register")), ())
    yield Paragraph(text(locale.label("register_intro")))
    uses = {str(session.module.id): (session.number, cited_by(session.module)) for session in plan.sessions}
    for source in sorted(plan.library.sources, key=lambda one: (one.external, one.id)):
        yield Heading(2, text(locale.figures(source.title), span=source.title.span))
        yield Paragraph(_description(source, locale), "description")
        yield TableBlock(
            tuple(text(locale.label(key)) for key in ("fact", "place", "used_in")),
            tuple((text(locale.figures(fact.text), span=fact.text.span), _place(source, fact, locale), _users(fact, uses, locale)) for fact in source.facts),
            (2.1, 1.7, 0.7),
        )


def _description(source: Source, locale: Locale) -> Text:
    standing = locale.label("external" if source.external else "basic_source")
    words = locale.label(f"kind_{source.kind}") + locale.label("list_comma") + standing
    if not source.address:
        return text(words)
    return Text((Run(words + locale.label("source_separator")), Run(source.address.removeprefix("https://"), link=str(source.address))))


def _place(source: Source, fact: Fact, locale: Locale) -> Text:
    if fact.paragraph:
        return text(f"{locale.counted['paragraph'][0]} {locale.number(fact.paragraph)}")
    address = str(fact.address or source.address)
    return Text((Run(address.removeprefix("https://"), link=address),))


def _users(fact: Fact, uses: dict[str, tuple[int, list[str]]], locale: Locale) -> Text:
    numbers = [number for number, facts in uses.values() if fact.id in facts]
    return text(locale.label("and").join(map(locale.number, numbers)) if numbers else locale.label("unused"))
