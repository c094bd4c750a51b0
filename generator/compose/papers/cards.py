"""Compose the name cards: one for each participant, or a blank one."""

from __future__ import annotations

from generator.compose.papers.parts import affiliation, name_text
from generator.compose.wording import line_text
from generator.model.name_card import NameCard, NameCards
from generator.model.roster import Volume
from generator.model.text import text
from generator.plan import Plan


def compose_name_cards(plan: Plan, volume: Volume) -> NameCards:
    """Compose the cards of a volume."""
    kit, locale = plan.library.kit, plan.locale
    cards = tuple(NameCard(name_text(one.name), text(affiliation(plan, one))) for one in volume.participants)
    return NameCards(
        title=locale.label("name_cards"),
        subject=str(kit.title),
        author=str(kit.organisation.name),
        workshop=line_text(plan.programme.title, locale),
        organisation=line_text(kit.organisation.name, locale),
        cards=cards or (NameCard(text(""), text("")),),
    )
