"""Compose the bound workbook: cover, contents, agenda, every handout, the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import without_marks
from generator.compose.handout import handout_blocks
from generator.content.schema import Term
from generator.locale import Locale
from generator.model.document import Block, Contents, Document, Heading, PageBreak, Paragraph, TableBlock, TitleBlock
from generator.model.text import Text, text
from generator.plan import Plan, TimedSlot


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
    locale, programme = plan.locale, plan.programme
    yield TitleBlock(
        kicker=text(locale.label("workbook")),
        title=text(locale.figures(str(programme.title)), span=programme.title.span),
        details=(
            *((text(locale.figures(str(programme.subtitle)), span=programme.subtitle.span),) if programme.subtitle else ()),
            text(locale.label("audience", audience=str(programme.audience)), span=programme.audience.span),
            text(str(plan.library.kit.organisation.name), span=plan.library.kit.organisation.name.span),
        ),
        full_page=True,
    )
    yield Paragraph(without_marks(plan.library.kit.note, locale), "small")
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


def _entries(plan: Plan) -> tuple[tuple[Text, str], ...]:
    locale = plan.locale
    modules = (
        (
            text(
                locale.label("caption", label=locale.label("module", number=locale.number(session.number)), title=session.module.title.plain),
                span=session.module.title.span,
            ),
            f"{session.module.id}-module",
        )
        for session in plan.sessions
    )
    return ((text(locale.label("agenda")), "agenda"), *modules, (text(locale.label("glossary")), "glossary"))


def agenda_blocks(plan: Plan) -> Iterator[Block]:
    """Give the timetable, a table for each day."""
    locale = plan.locale
    yield Heading(1, text(locale.label("agenda")), "agenda")
    yield Paragraph(without_marks(plan.programme.aim, locale), "lead")
    columns = (text(locale.label("time")), text(locale.label("session")))
    for day in plan.days:
        if len(plan.days) > 1:
            yield Heading(2, text(day.title))
        yield TableBlock(columns, tuple(_row(slot, locale) for slot in day.slots), (1.0, 2.2))


def _row(slot: TimedSlot, locale: Locale) -> tuple[Text, Text]:
    time = locale.label("time_range", start=locale.time(slot.start), end=locale.time(slot.end))
    title = locale.figures(slot.title)
    if slot.session:
        title = locale.label("caption", label=locale.label("module", number=locale.number(slot.session.number)), title=title)
    return text(time), text(title, strong=slot.session is not None, span=slot.span)


def _glossary(plan: Plan) -> TableBlock:
    locale = plan.locale
    terms = sorted(plan.library.glossary.terms, key=lambda term: term.ar.removeprefix("ال"))
    rows = tuple((text(str(term.ar), strong=True, span=term.ar.span), text(str(term.en), span=term.en.span), _french(term)) for term in terms)
    return TableBlock(tuple(text(locale.label(key)) for key in ("term_arabic", "term_english", "term_french")), rows, (1.1, 1.0, 1.0))


def _french(term: Term) -> Text:
    return text(str(term.fr), span=term.fr.span) if term.fr else text("")
