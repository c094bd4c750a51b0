"""What the papers have in common: their document, the fields to fill in, a day's title and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.compose.wording import fill_label, line_text
from generator.model.document import Block, Document, TableBlock, TitleBlock
from generator.model.roster import Participant
from generator.model.text import NO_BREAK_SPACE, Text, text
from generator.plan import Plan, TimedDay

# The first word of a name of two, and titles.
_BOUND = re.compile(r"(?<!\S)(عبد|أبو|ابو|أبي|ابن|بن|بنت|ولد|آل|أم|سيدي|سيف|نور|د\.|أ\.|م\.|أ\.د\.) ")


def paper(plan: Plan, title: str, blocks: Iterable[Block]) -> Document:
    """Return a document of the programme."""
    kit = plan.library.kit
    return Document(title, str(kit.title), str(kit.organisation.name), plan.locale.figures(str(plan.programme.title)), tuple(blocks))


def title_of(plan: Plan, title: str, details: Iterable[Text] = ()) -> TitleBlock:
    """Return the head of a paper, with the programme above its title."""
    return TitleBlock(line_text(plan.programme.title, plan.locale), text(title), tuple(details))


def fields(plan: Plan, labels: Sequence[str], widths: Sequence[float]) -> TableBlock:
    """Return empty fields below their labels."""
    return TableBlock(tuple(text(plan.locale.label(one)) for one in labels), ((text(""),) * len(labels),), tuple(widths), fill=True)


def day_title(plan: Plan, day: TimedDay) -> str:
    """Return the title of a day."""
    return plan.locale.figures(day.title)


def day_details(plan: Plan, day: TimedDay) -> tuple[Text, ...]:
    """Return the date of a day and the place of the workshop, as far as they are known."""
    venue = plan.programme.venue
    dated = (text(plan.locale.date(day.date)),) if day.date else ()
    return (*dated, *((fill_label(plan.locale, "venue", venue=line_text(venue, plan.locale)),) if venue else ()))


def name_text(name: str) -> Text:
    """Return a name whose parts that are one word to a reader («عبد الرحمن») stay on one line."""
    return text(_BOUND.sub(lambda part: f"{part.group(1)}{NO_BREAK_SPACE}", name))


def affiliation(plan: Plan, one: Participant) -> str:
    """Return the organisation and the country of a participant."""
    return plan.locale.label("list_comma").join(filter(None, (one.organisation, one.country)))
