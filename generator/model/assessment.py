"""An assessment: tests as forms with items and choices in printed order, and the bank that they were drawn from.

An item is right or wrong as a whole, for one point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.text import Text

Kind = Literal["single", "multiple", "true-false", "matching", "ordering", "short"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice; `feedback` is told to those who chose it wrongly, a pinned one keeps its place where choices are shuffled."""

    text: Text
    feedback: Text | None = None
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """A fictional situation that several items ask about."""

    name: str
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One item.

    `choices` are in printed order: of a matching item what its `prompts` are matched with, of an ordering item what is put in
    order, none of a short answer. `answer` are indices into them: of a matching item one for each prompt, of an ordering item
    all in the right order, of a multiple choice item all keys ascending, otherwise one. `accepted` are the right short
    answers, the model answer first. `facts` are what the rationale cites, `source` where they are from.
    """

    name: str
    kind: Kind
    module: str
    objective_id: str
    objective: Text
    bloom: str
    bloom_label: str
    difficulty: str
    difficulty_label: str
    scenario: Scenario | None
    stem: Text
    choices: tuple[Choice, ...]
    answer: tuple[int, ...]
    prompts: tuple[Text, ...]
    accepted: tuple[Text, ...]
    lines: int
    feedback: Text | None
    rationale: Text
    facts: tuple[Text, ...]
    source: Text | None


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items of one module."""

    module: str
    title: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a test; `test` is `test`, `pre-test` or `post-test`, `stem` that of its files' names, `minutes` its time if it has one."""

    test: str
    letter: str
    stem: str
    seed: int
    minutes: int | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The quiz of one programme: forms of its tests, and its bank by modules, if what is written needs it.

    `modules` are those with items, each by id with its title, `objectives` those of all modules, each by id with its words.
    """

    programme: str
    title: str
    kit: str
    organisation: str
    language: str
    forms: tuple[Form, ...]
    modules: tuple[tuple[str, Text], ...]
    objectives: tuple[tuple[str, Text], ...]
    groups: tuple[ItemGroup, ...] = ()

    @property
    def tests(self) -> tuple[str, ...]:
        """Return the names of its tests, in the order in which they are taken."""
        return tuple(dict.fromkeys(form.test for form in self.forms))
