"""Compose the worksheets of all activities of a programme as one set for printing, and the sheets for work on one's own country."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import without_marks
from generator.compose.papers.parts import fields, paper
from generator.compose.worksheet import country_title, worksheet_blocks
from generator.content.schema import Activity, Worksheet
from generator.model.document import Block, Document, Heading, PageBreak, TitleBlock
from generator.model.text import Text, text
from generator.plan import Plan, Session


def has_group_work(plan: Plan) -> bool:
    """Return whether a module of the programme has a worksheet."""
    return any(session.module.country or any(_activities(session)) for session in plan.sessions)


def compose_group_work(plan: Plan) -> Document:
    """Compose the set; each sheet begins on a page of its own."""
    sheets = [tuple(sheet) for session in plan.sessions for sheet in _sheets(plan, session)]
    blocks = [block for index, sheet in enumerate(sheets) for block in (*((PageBreak(),) if index else ()), *sheet)]
    return paper(plan, plan.locale.label("group_work"), blocks)


def _activities(session: Session) -> Iterator[Activity]:
    return (one for one in session.module.exercises if isinstance(one, Activity))


def _sheets(plan: Plan, session: Session) -> Iterator[Iterator[Block]]:
    locale, module = plan.locale, session.module
    number = locale.number(session.number)
    for activity in _activities(session):
        details = (text(locale.label("duration", duration=locale.count("minute", activity.minutes))), without_marks(activity.groups, locale))
        head = TitleBlock(text(locale.label("group_sheet", number=number)), without_marks(activity.title, locale), details)
        yield _sheet(plan, head, ("group", "group_members"), activity.worksheet, without_marks(activity.worksheet.title, locale))
    if module.country:
        head = TitleBlock(text(locale.label("country_worksheet", number=number)), without_marks(module.title, locale), ())
        yield _sheet(plan, head, ("country", "institution"), module.country, country_title(without_marks(module.country.title, locale), locale))


def _sheet(plan: Plan, head: TitleBlock, filled: tuple[str, str], worksheet: Worksheet, title: Text) -> Iterator[Block]:
    def plain(inline: Text) -> Text:
        return without_marks(inline, plan.locale)

    yield head
    yield fields(plan, filled, (1.0, 2.6))
    yield from worksheet_blocks(Heading(2, title), worksheet, plain)
