"""Compose the bound workbook: cover, contents, agenda, every handout, the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from generator.compose.agenda import day_title, session_title, slot_time, slot_title
from generator.compose.citing import citations_of, facts_cited_by, without_marks
from generator.compose.handout import handout_blocks
from generator.compose.wording import line_text
from generator.model.document import Block, Contents, Document, Heading, PageBreak, Paragraph, TableBlock, TitleBlock
from generator.model.text import Text, text
from generator.plan import Plan, TimedSlot
from generator.settings.locale import Locale


def compose_workbook(plan: Plan) -> Document:
    """Compose the workbook of one programme."""
    kit = plan.library.kit
    return Document(
        title=plan.locale.label("workbook") + plan.locale.label("list_comma") + str(plan.programme.title),
        subject=str(kit.title),
        author=str(kit.organisation.name),
        running=plan.locale.figures(str(plan.programme.title)),
        blocks=tuple(_blocks(plan)),
    )


def _blocks(plan: Plan) -> Iterator[Block]:
    locale = plan.locale
    yield from cover_blocks(plan, "workbook")
    yield PageBreak()
    yield Heading(1, text(locale.label("contents")))
    yield Contents(_entries(plan))
    yield PageBreak()
    yield from agenda_blocks(plan)
    for session in plan.sessions:
        yield PageBreak()
        yield from handout_blocks(plan, session, prefix=f"{session.module.id}-")
    yield PageBreak()
    yield Heading(1, text(locale.label("glossary")), "glossary")
    yield _glossary(plan)


def cover_blocks(plan: Plan, kicker: str) -> Iterator[Block]:
    """Return the cover of a bound document; `kicker` is the label of what it is."""
    locale, programme = plan.locale, plan.programme
    yield TitleBlock(
        kicker=text(locale.label(kicker)),
        title=line_text(programme.title, locale),
        details=(
            *((line_text(programme.subtitle, locale),) if programme.subtitle else ()),
            text(locale.label("audience", audience=str(programme.audience)), span=programme.audience.span),
            *(line_text(line, locale) for line in plan.library.kit.organisation.lines),
        ),
        full_page=True,
    )
    yield from _with_sources(plan, plan.library.kit.note, "small")


def _entries(plan: Plan) -> tuple[tuple[Text, str], ...]:
    locale = plan.locale
    modules = ((session_title(session, locale), f"{session.module.id}-module") for session in plan.sessions)
    return ((text(locale.label("agenda")), "agenda"), *modules, (text(locale.label("glossary")), "glossary"))


def agenda_blocks(plan: Plan, *, compact: bool = False) -> Iterator[Block]:
    """Return the timetable, one table per day."""
    locale = plan.locale
    yield Heading(1, text(locale.label("agenda")), "agenda")
    yield from _with_sources(plan, plan.programme.aim, "lead")
    columns = (text(locale.label("time")), text(locale.label("session")))
    for day in plan.days:
        yield Heading(2, text(day_title(day, locale)))
        breaks = tuple(index for index, slot in enumerate(day.slots) if slot.kind == "break")
        yield TableBlock(columns, tuple(_row(slot, locale) for slot in day.slots), (1.35, 2.2), shaded=breaks, compact=compact)


def _with_sources(plan: Plan, words: Text, role: Literal["small", "lead"]) -> Iterator[Paragraph]:
    """Return a paragraph followed by the sources that it cites."""
    yield Paragraph(without_marks(words, plan.locale), role)
    source = citations_of(words, plan.library.facts, plan.locale).line(facts_cited_by(words))
    if source:
        yield Paragraph(source, "small")


def _row(slot: TimedSlot, locale: Locale) -> tuple[Text, Text]:
    return text(slot_time(slot, locale)), slot_title(slot, locale)


def _glossary(plan: Plan) -> TableBlock:
    locale = plan.locale
    terms = sorted(plan.library.glossary.terms, key=lambda term: term.ar.removeprefix("ال"))
    rows = tuple(
        (
            text(str(term.ar), strong=True, span=term.ar.span),
            text(str(term.en), span=term.en.span),
            text(str(term.fr), span=term.fr.span) if term.fr else text(""),
            text(locale.label(f"origin_{term.origin}")),
        )
        for term in terms
    )
    columns = ("term_arabic", "term_english", "term_french", "term_origin")
    return TableBlock(tuple(text(locale.label(key)) for key in columns), rows, (1.2, 1.1, 1.1, 0.6))
