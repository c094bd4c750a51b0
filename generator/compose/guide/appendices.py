"""Compose the end of the guide: the answers of the test at a glance, licence and credits."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import address_text, cited_sources
from generator.compose.fonts import licence_lines
from generator.compose.guide.prose import BULLET, heading, prose
from generator.compose.quiz.assessment import compose_test
from generator.compose.quiz.key import glance_blocks
from generator.compose.quiz.wording import name_of_test
from generator.compose.wording import line_text
from generator.model.document import Block, Heading, ListBlock, PageBreak, Paragraph
from generator.model.text import text
from generator.plan import Plan


def answer_blocks(plan: Plan) -> Iterator[Block]:
    """Return the answers of the test, if the modules have one."""
    if not plan.forms:
        return
    yield PageBreak()
    yield heading(plan, 1, "guide_answers")
    yield Paragraph(text(plan.locale.label("guide_answers_intro")))
    for test in plan.tests:
        if len(plan.tests) > 1:
            yield Heading(2, text(name_of_test(test, plan.locale)))
        yield from glance_blocks(compose_test(plan, test).forms, plan.locale)


def credit_blocks(plan: Plan) -> Iterator[Block]:
    """Return where facts come from, the licences of what the kit is made with, and how it may be used again."""
    locale, facilitation = plan.locale, plan.library.facilitation
    yield heading(plan, 1, "credits")
    yield Paragraph(line_text(plan.library.kit.organisation.name, locale), "lead")
    if facilitation and facilitation.reuse:
        yield from prose(plan, facilitation.reuse)
    yield Heading(2, text(locale.label("credits_sources")))
    sources = cited_sources(plan)
    names = tuple((BULLET, name) for name, _ in sources)
    yield ListBlock(names, addresses=tuple(address_text(address) if address else None for _, address in sources))
    yield Heading(2, text(locale.label("credits_licences")))
    licences = (*(line for family in plan.families for line in licence_lines(family, locale)), text(locale.label("credits_pictograms")))
    yield ListBlock(tuple((BULLET, line) for line in licences))
