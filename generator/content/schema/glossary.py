"""The terms of the kit."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.content.schema.record import Record, items
from generator.content.schema.values import Identifier, Line


class Term(Record):
    """One concept's only Arabic wording, with its equivalents and the wordings to avoid; with a pictogram, `forms` are further wordings that lead to it."""

    id: Identifier
    ar: Line
    en: Line
    fr: Line | None = None
    origin: Literal["seed", "external"]
    avoid: tuple[Line, ...] = ()
    pictogram: Line | None = None
    forms: tuple[Line, ...] = ()


class PicturedWord(Record):
    """A word that is no term of the subject, in all its forms, with its pictogram."""

    pictogram: Line
    forms: Annotated[tuple[Line, ...], items(1)]


class Glossary(Record):
    """The terms of the kit, names whose numbers are not facts, acronyms that need no introduction, and the pictograms of other words."""

    terms: Annotated[tuple[Term, ...], items(1)]
    not_facts: tuple[Line, ...] = ()
    known_acronyms: tuple[Line, ...] = ()
    pictograms: tuple[PicturedWord, ...] = ()
