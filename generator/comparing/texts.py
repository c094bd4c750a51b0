"""Return what an output says, as lines of plain text by section: slide by slide, or heading by heading.

In: a composed model. Out: frozen lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from generator.model.assessment import Assessment
from generator.model.calendar import Calendar
from generator.model.composed import Model
from generator.model.deck import Deck
from generator.model.document import Document, Heading
from generator.model.text import Text

# Fields of plain words that are shown or read aloud; others name layouts, kinds and places.
_PLAIN = ("alt", "labels")


@dataclass(frozen=True)
class Line:
    """One text of an output, below the title of its slide, or the heading that it stands under."""

    section: str
    words: str


def lines_of(model: Model) -> tuple[Line, ...]:
    """Return the texts of a deck, notes included, a document, a bank of items, a calendar, or a blank certificate or name card, in reading order."""
    if isinstance(model, Deck):
        return tuple(_of_deck(model))
    if isinstance(model, Document):
        return tuple(_of_document(model))
    if isinstance(model, Assessment):
        return tuple(_of_bank(model))
    return tuple(_of_calendar(model) if isinstance(model, Calendar) else (Line(model.title, words) for words in _texts(model)))


def _of_deck(deck: Deck) -> Iterator[Line]:
    for slide in deck.slides:
        yield from (Line(slide.title.plain, words) for words in _texts(slide))
    if deck.back is not None:
        yield Line(deck.title, deck.back.plain)


def _of_bank(assessment: Assessment) -> Iterator[Line]:
    for group in assessment.groups:
        yield from (Line(group.title.plain, words) for words in _texts(group))
    yield from (Line(assessment.title, words) for words in _texts((assessment.modules, assessment.objectives, assessment.forms)))


def _of_calendar(calendar: Calendar) -> Iterator[Line]:
    for event in calendar.events:
        yield from (Line(calendar.title, words) for words in (event.title, *event.description.split("\n")))


def _of_document(document: Document) -> Iterator[Line]:
    section = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text.plain
        yield from (Line(section, words) for words in _texts(block))
    for deck in document.decks:
        yield from _of_deck(deck)


def _plain(value: str | tuple[str, ...]) -> Iterator[str]:
    yield from (value,) if isinstance(value, str) else value


def _texts(node: Any) -> Iterator[str]:
    """Walk a model in the order of its fields."""
    if isinstance(node, Text):
        if node.plain.strip():
            yield node.plain
    elif is_dataclass(node):
        for field in fields(node):
            value = getattr(node, field.name)
            yield from _plain(value) if field.name in _PLAIN else _texts(value)
    elif isinstance(node, tuple):
        for one in node:
            yield from _texts(one)
