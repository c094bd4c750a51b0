"""Trace statements to facts, facts to their uses, and the paragraphs of a source to both.

In: a library, or some of its modules. Out: a frozen `Trace`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.content.library import Library
from generator.content.schema import Fact, Module, Section, Source, cites_of
from generator.diagnostics import Span
from generator.model.text import BulletList, Text, joined


@dataclass(frozen=True)
class Statement:
    """One text of a module that can rest on facts, with the ids of those that it cites."""

    module: str
    text: Text
    facts: tuple[str, ...]


@dataclass(frozen=True)
class SourceTrace:
    """One source: its facts with the places that cite them, and its paragraphs that serve nothing.

    `bare_paragraphs` are registered and have no fact; `idle_paragraphs` have facts, none of which is cited.
    """

    source: Source
    uses: tuple[tuple[Fact, tuple[Span, ...]], ...]
    bare_paragraphs: tuple[int, ...]
    idle_paragraphs: tuple[int, ...]

    @property
    def unused(self) -> tuple[Fact, ...]:
        """Return the facts that nothing cites."""
        return tuple(fact for fact, places in self.uses if not places)


@dataclass(frozen=True)
class Trace:
    """All sources, and the statements of all modules in reading order."""

    sources: tuple[SourceTrace, ...]
    statements: tuple[Statement, ...]

    @property
    def without_fact(self) -> tuple[Statement, ...]:
        """Return the statements that cite nothing."""
        return tuple(one for one in self.statements if not one.facts)


def trace(library: Library, modules: Iterable[Module] | None = None) -> Trace:
    """Trace some modules, or all with the texts of the kit, the programmes and the facilitation."""
    chosen = tuple(library.modules if modules is None else modules)
    others = () if modules is not None else (library.kit, *library.programmes, library.facilitation)
    places: dict[str, list[Span]] = {}
    for record in (*chosen, *others):
        for cite in cites_of(record):
            places.setdefault(cite.fact, []).append(cite.span)
    statements = tuple(Statement(str(module.id), text, _facts_of(text)) for module in chosen for text in _texts(module))
    return Trace(tuple(_traced(source, places) for source in library.sources), statements)


def _traced(source: Source, places: dict[str, list[Span]]) -> SourceTrace:
    uses = tuple((fact, tuple(places.get(str(fact.id), ()))) for fact in source.facts)
    stated = {fact.paragraph for fact, _ in uses}
    used = {fact.paragraph for fact, found in uses if found}
    numbers = [paragraph.number for paragraph in source.paragraphs]
    bare = tuple(number for number in numbers if number not in stated)
    return SourceTrace(source, uses, bare, tuple(number for number in numbers if number in stated and number not in used))


def _facts_of(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite.fact for cite in text.cites))


def _texts(module: Module) -> Iterator[Text]:
    """Return the texts that state something: not titles, instructions, questions, or cases, which are fictional."""
    yield module.summary
    yield from module.key_messages
    for section in module.sections:
        yield from _texts_of(section)
    for item in module.quiz:
        yield item.rationale
    if module.facilitator:
        yield from (one.answer for one in (*module.facilitator.questions, *module.facilitator.checks))


def _texts_of(section: Section) -> Iterator[Text]:
    yield from section.points
    if section.definition:
        yield section.definition.meaning
    for block in section.text:
        yield from block.items if isinstance(block, BulletList) else (block,)
    if section.figure:
        for item in (*section.figure.items, *section.figure.effects):
            # A label is no statement by itself, unless it cites a fact; with the item's text it is the subject of one.
            if item.text:
                yield joined((item.label, item.text), ": ", item.text.span)
            elif item.label.cites:
                yield item.label
            yield from item.points
    if section.table:
        for row in section.table.rows:
            yield from (joined((row[0], cell), ": ", cell.span) for cell in row[1:])
    if section.roles:
        for one in section.roles.parties:
            yield from (joined((one.party, task), ": ", task.span) for task in one.tasks if task)
    if section.chart:
        yield from (item.label for item in section.chart.items)
