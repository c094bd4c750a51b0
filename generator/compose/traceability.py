"""Compose the page of traceability: each statement of a programme with its facts, and what is cited by nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.compose.citing import Citations, citations_of, number_list, without_marks
from generator.compose.wording import fill_label, line_text
from generator.content.tracing import SourceTrace, Statement, trace
from generator.model.document import Block, Document, Heading, ListBlock, Paragraph, TableBlock, TitleBlock
from generator.model.text import Text, text
from generator.plan import Plan

BULLET = "•"


def compose_traceability(plan: Plan) -> Document:
    """Compose the page of one programme: its sessions' statements, then what its sources have that it does not use."""
    kit = plan.library.kit
    title = plan.locale.label("traceability")
    return Document(title, str(kit.title), str(kit.organisation.name), plan.locale.figures(str(plan.programme.title)), tuple(_blocks(plan)))


def _blocks(plan: Plan) -> Iterator[Block]:
    locale, programme = plan.locale, plan.programme
    traced = trace(plan.library, [session.module for session in plan.sessions])
    yield TitleBlock(line_text(programme.title, locale), text(locale.label("traceability")), ())
    yield Paragraph(text(locale.label("traceability_intro")))
    for session in plan.sessions:
        label = locale.label("module", number=locale.number(session.number))
        yield Heading(2, fill_label(locale, "caption", label=label, title=without_marks(session.module.title, locale)))
        citations = citations_of(session.module, plan.library.facts, locale)
        yield _statements((one for one in traced.statements if one.module == session.module.id), citations)
    yield from _unused(plan, traced.sources)


def _statements(statements: Iterable[Statement], citations: Citations) -> TableBlock:
    locale = citations.locale
    rows = tuple((without_marks(one.text, locale), _sources(one, citations)) for one in statements)
    return TableBlock((text(locale.label("statement")), text(locale.label("based_on"))), rows, (2.6, 1.4))


def _sources(statement: Statement, citations: Citations) -> Text:
    """Return the sources of a statement's facts with their paragraphs, or that it has none."""
    locale = citations.locale
    names = citations.sources(statement.facts)
    return text(locale.label("source_separator").join(names) if names else locale.label("no_fact"))


def _unused(plan: Plan, sources: Iterable[SourceTrace]) -> Iterator[Block]:
    """List what the sources have and the programme does not use, if anything."""
    lists = [(one, tuple(_idle(one, plan))) for one in sources]
    if not any(items for _, items in lists):
        return
    locale = plan.locale
    yield Heading(2, text(locale.label("not_used")))
    for one, items in lists:
        if items:
            yield Heading(3, line_text(one.source.title, locale))
            yield ListBlock(tuple((BULLET, item) for item in items))


def _idle(one: SourceTrace, plan: Plan) -> Iterator[Text]:
    locale = plan.locale
    for fact in one.unused:
        yield line_text(fact.text, locale)
    if one.bare_paragraphs:
        noun = locale.noun("paragraph", len(one.bare_paragraphs))
        yield text(locale.label("bare_paragraphs", noun=noun, numbers=number_list(one.bare_paragraphs, locale)))
