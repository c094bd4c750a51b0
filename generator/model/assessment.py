"""An assessment: multiple-choice items with their options in printed order."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its stem, its options, the index of its key (from 0), its rationale, and its source."""

    name: str
    objective: Text
    bloom: str
    stem: Text
    options: tuple[Text, ...]
    key: int
    rationale: Text
    source: Text | None


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items of one module."""

    module: str
    title: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A quiz of one programme."""

    title: str
    groups: tuple[ItemGroup, ...]
