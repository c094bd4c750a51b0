"""Compose the report on the results of a workshop's tests from their analysis."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.agenda import dates_text
from generator.compose.papers.parts import paper, title_of
from generator.compose.quiz.wording import name_of_test
from generator.compose.results.items import choice_blocks, item_blocks, remark_blocks
from generator.compose.results.method import method_blocks
from generator.compose.results.overview import distribution_blocks, number_blocks, objective_blocks, summary_blocks
from generator.compose.results.people import people_blocks
from generator.compose.wording import fill_label, line_text
from generator.model.document import Block, Document
from generator.model.text import Text, text
from generator.plan import Plan
from generator.results.analysis import Analysis


def compose_results(plan: Plan, analysis: Analysis) -> Document:
    """Compose the report."""
    title = plan.locale.label("results" if analysis.is_paired else "results_one_test")
    return paper(plan, title, (title_of(plan, title, _details(plan, analysis)), *_blocks(plan, analysis)))


def _blocks(plan: Plan, analysis: Analysis) -> Iterator[Block]:
    locale = plan.locale
    yield from summary_blocks(analysis, locale)
    yield from number_blocks(analysis, locale)
    yield from objective_blocks(analysis, locale)
    yield from distribution_blocks(analysis, locale)
    yield from people_blocks(analysis, locale)
    yield from remark_blocks(analysis, locale)
    yield from item_blocks(analysis, locale)
    yield from choice_blocks(analysis, locale)
    yield from method_blocks(analysis, locale)


def _details(plan: Plan, analysis: Analysis) -> Iterator[Text]:
    """Return when and where the workshop was, how many took each test, and whether names are left out."""
    locale, venue, dates = plan.locale, plan.programme.venue, dates_text(plan)
    if dates:
        yield dates
    if venue:
        yield fill_label(locale, "venue", venue=line_text(venue, locale))
    for one in analysis.sittings:
        yield text(locale.label("results_taken", test=name_of_test(one.sitting.test, locale), count=locale.count("participant", one.taken)))
    if analysis.is_anonymous:
        yield text(locale.label("results_anonymous"))
