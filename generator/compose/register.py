"""Compose the source register: every fact in our own words, its source, and the modules that cite it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.compose.citing import address_text, facts_cited_by
from generator.compose.wording import line_text
from generator.content.schema import Fact, Source
from generator.model.document import Block, Document, Heading, Paragraph, TableBlock, TitleBlock
from generator.model.text import Text, text
from generator.plan import Plan
from generator.settings.locale import Locale

# Per module: its number in the programme and the facts that it cites.
Uses = dict[str, tuple[int, list[str]]]


def compose_register(plan: Plan) -> Document:
    """Compose the register of one programme, including facts that none of its modules cites."""
    kit = plan.library.kit
    title = plan.locale.label("source_register")
    return Document(title, str(kit.title), str(kit.organisation.name), plan.locale.figures(str(plan.programme.title)), tuple(_blocks(plan)))


def _blocks(plan: Plan) -> Iterator[Block]:
    locale = plan.locale
    yield TitleBlock(line_text(plan.programme.title, plan.locale), text(locale.label("source_register")), ())
    yield Paragraph(text(locale.label("register_intro")))
    uses = {str(session.module.id): (session.number, facts_cited_by(session.module)) for session in plan.sessions}
    for source in sorted(plan.library.sources, key=lambda one: (one.external, one.id)):
        yield Heading(2, line_text(source.title, locale))
        yield Paragraph(_description(source, locale), "description")
        if source.address and all(fact.address for fact in source.facts):
            yield Paragraph(address_text(source.address), "address")
        for address, facts in groupby(source.facts, key=lambda fact: fact.address or source.address):
            # A long address needs the full width: broken in a narrow column it could not be searched.
            if address:
                yield Paragraph(address_text(address), "address")
            yield _facts(list(facts), uses, locale)


def _facts(facts: Sequence[Fact], uses: Uses, locale: Locale) -> TableBlock:
    """List the facts of one place, with their paragraphs if they have any."""
    keys, widths = ["fact", "used_in"], [4.0, 1.0]
    if any(fact.paragraph for fact in facts):
        keys, widths = ["fact", "place", "used_in"], [3.0, 1.0, 1.0]
    rows = []
    for fact in facts:
        cells = {"fact": line_text(fact.text, locale), "place": _paragraph(fact, locale), "used_in": _users(fact, uses, locale)}
        rows.append(tuple(cells[key] for key in keys))
    return TableBlock(tuple(text(locale.label(key)) for key in keys), tuple(rows), tuple(widths))


def _description(source: Source, locale: Locale) -> Text:
    status = locale.label("external" if source.external else "basic_source")
    return text(locale.label("list_comma").join((locale.label(f"kind_{source.kind}"), status, locale.label(f"language_{source.language}"))))


def _paragraph(fact: Fact, locale: Locale) -> Text:
    return text(f"{locale.counted['paragraph'][0]} {locale.number(fact.paragraph)}" if fact.paragraph else "")


def _users(fact: Fact, uses: Uses, locale: Locale) -> Text:
    numbers = [number for number, facts in uses.values() if fact.id in facts]
    return text(locale.label("and").join(map(locale.number, numbers)) if numbers else locale.label("unused"))
