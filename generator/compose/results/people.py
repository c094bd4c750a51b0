"""Compose the table of participants, and the list of those who took one test only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.compose.papers.parts import name_text
from generator.compose.results.figures import occasion_name, rounded
from generator.model.document import Block, Heading, Paragraph, TableBlock
from generator.model.text import Text, joined, text
from generator.results.analysis import Analysis, Person
from generator.results.records import Paper
from generator.settings.locale import Locale


def people_blocks(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Return the points of each participant, and who could not be matched."""
    yield Heading(2, text(locale.label("results_people")))
    if analysis.is_anonymous:
        yield Paragraph(text(locale.label("results_people_anonymous")), "description")
    heads = [locale.label("results_participant")]
    for one in analysis.sittings:
        name = occasion_name(one, locale) if analysis.is_paired else locale.label("results_points")
        heads.append(locale.label("results_out_of_head", label=name, items=locale.number(len(one.items))))
    heads.append(locale.label("results_gain" if analysis.is_paired else "results_not_answered"))
    rows = tuple((person_text(one, analysis, locale), *map(text, _cells(one, analysis, locale))) for one in analysis.people)
    yield TableBlock(tuple(map(text, heads)), rows, (2.6, *(1.0,) * (len(heads) - 1)), compact=True)
    yield from _unmatched(analysis, locale)


def person_text(one: Person, analysis: Analysis, locale: Locale) -> Text:
    """Return how a participant is called: by name, by number, or by the line in the table of results if there is no name that can be printed."""
    if one.number is not None:
        return text(locale.label("results_person_number", number=locale.number(one.number)))
    # The headings are the first line.
    return name_text(one.name) if one.name else text(locale.label("results_no_name", line=locale.number(analysis.people.index(one) + 2)))


def _cells(one: Person, analysis: Analysis, locale: Locale) -> Iterator[str]:
    none = locale.label("results_none")
    for paper in [one.before, one.after][: len(analysis.sittings)]:
        yield locale.number(paper.points) if paper else none
    if analysis.is_paired:
        yield none if one.gain is None else rounded(one.gain, 0, locale, signed=True)
    elif one.before:
        yield locale.number(_not_answered(one.before))


def _not_answered(paper: Paper) -> int:
    return sum(not mark.is_answered for mark in paper.marks)


def _unmatched(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """List who took one of two tests only, under the name of the test."""
    groups = ((one for one in analysis.unmatched if one.before), (one for one in analysis.unmatched if one.after))
    listed = [(key, list(group)) for key, group in zip(("before", "after"), groups, strict=True)]
    if any(group for _, group in listed):
        yield Heading(3, text(locale.label("results_unmatched")))
        yield Paragraph(text(locale.label("results_unmatched_note")), "description")
    for key, group in listed:
        if group:
            yield Paragraph(text(locale.label(f"results_only_{key}", count=locale.number(len(group)))), "caption")
            yield Paragraph(_names(group, analysis, locale))


def _names(group: Iterable[Person], analysis: Analysis, locale: Locale) -> Text:
    return joined((person_text(one, analysis, locale) for one in group), locale.label("source_separator"))
