"""Quiz items of every kind, scenarios that several of them share, and the blueprint of a programme's tests."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from generator.content.reader import Scalar
from generator.content.schema.record import Record, items
from generator.content.schema.values import Bloom, Identifier, Inline, Line, Minutes
from generator.model.text import Text

ItemKind = Literal["single", "multiple", "true-false", "matching", "ordering", "short"]
Difficulty = Literal["easy", "medium", "hard"]


class Choice(Record):
    """A choice of an item: `feedback` is told to those who chose it, `pinned` is its place in every form; a text alone is the choice."""

    text: Inline
    feedback: Inline | None = None
    pinned: Annotated[int, Field(ge=1, le=6)] | None = None

    TEXT_KEY: ClassVar[str] = "text"

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {cls.TEXT_KEY: data, "<span>": data.span} if isinstance(data, Scalar) else data


class Pair(Record):
    """What is matched: a prompt on one side and its partner on the other."""

    left: Inline
    right: Inline


class QuizScenario(Record):
    """A fictional situation that several items ask about."""

    id: Identifier
    title: Inline
    text: Inline


class QuizItem(Record):
    """A quiz item: which keys it has beside its stem depends on its kind; `feedback` is told to those who answered wrongly."""

    id: Identifier
    kind: ItemKind = "single"
    objective: Identifier
    bloom: Bloom
    difficulty: Difficulty = "medium"
    scenario: Identifier | None = None
    stem: Inline
    key: Choice | None = None
    keys: tuple[Choice, ...] = ()
    distractors: tuple[Choice, ...] = ()
    answer: bool | None = None
    pairs: tuple[Pair, ...] = ()
    order: tuple[Inline, ...] = ()
    accepted: tuple[Line, ...] = ()
    lines: Annotated[int, Field(ge=1, le=6)] = 2
    feedback: Inline | None = None
    rationale: Inline

    @property
    def right(self) -> tuple[Choice, ...]:
        """Return the right choices, of an item that has choices."""
        return (self.key,) if self.key else self.keys

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the choices of a single or multiple choice item, the right ones first."""
        return (*self.right, *self.distractors)

    @property
    def alternatives(self) -> tuple[Choice, ...]:
        """Return the choices each of which is right or wrong by itself, the right ones first; none of other kinds."""
        return self.choices if self.kind in ("single", "multiple") else ()

    @property
    def options(self) -> tuple[Text, ...]:
        """Return the texts among which a participant chooses, or which are put in order, the right ones first."""
        return (*(pair.right for pair in self.pairs), *self.order, *(choice.text for choice in self.choices))


class BlueprintRow(Record):
    """So many items of an objective, at one Bloom level or at any."""

    objective: Identifier
    bloom: Bloom | None = None
    items: Annotated[int, Field(ge=1, le=20)] = 1


class Blueprint(Record):
    """The specification of a programme's tests: the time of one, the number of its forms, the seed of the selection, and the rows."""

    minutes: Minutes
    forms: Annotated[int, Field(ge=1, le=6)] = 1
    seed: Annotated[int, Field(ge=0, le=999_999)] = 1
    blueprint: Annotated[tuple[BlueprintRow, ...], items(1)]
