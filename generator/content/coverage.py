"""Count the quiz items of a programme by objectives and Bloom levels: those of the bank, and those of each test.

In: a library and a programme. Out: a frozen `Coverage`, with what the blueprint lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.content.blueprint import draw
from generator.content.library import Library
from generator.content.quiz_shape import blueprint_is_filled
from generator.content.schema import Module, Programme, QuizItem
from generator.diagnostics import Diagnostic


@dataclass(frozen=True)
class Row:
    """An objective with its own Bloom level, and the ids of its items by their level."""

    objective: str
    level: str
    items: dict[str, tuple[str, ...]]

    @property
    def count(self) -> int:
        """Return the number of its items."""
        return sum(map(len, self.items.values()))


@dataclass(frozen=True)
class Coverage:
    """What the quiz of a programme covers; `tests` are those that its blueprint draws, none without one.

    `lacking` are the diagnostics of the blueprint, `unasked` the objectives that it does not ask for.
    """

    programme: str
    bank: tuple[Row, ...]
    tests: dict[str, tuple[Row, ...]]
    lacking: tuple[Diagnostic, ...] = ()
    unasked: tuple[str, ...] = ()


def cover(library: Library, programme: Programme) -> Coverage:
    """Count the items of a programme, whose modules must exist."""
    names = {str(slot.module) for slot in programme.module_slots}
    modules = tuple(module for module in library.modules if str(module.id) in names)
    bank = {str(item.id): item for module in modules for item in module.quiz}
    rows = _rows(modules, bank.values())
    if programme.quiz is None:
        return Coverage(str(programme.id), rows, {})
    tests = {test: _rows(modules, [bank[name] for name in drawn]) for test, drawn in draw(programme.quiz, modules).tests.items()}
    asked = {str(row.objective) for row in programme.quiz.blueprint}
    unasked = tuple(row.objective for row in rows if row.objective not in asked)
    return Coverage(str(programme.id), rows, tests, tuple(blueprint_is_filled(programme.quiz, modules)), unasked)


def _rows(modules: Sequence[Module], items: Iterable[QuizItem]) -> tuple[Row, ...]:
    chosen = list(items)
    return tuple(Row(str(one.id), one.bloom, _by_level(item for item in chosen if item.objective == one.id)) for module in modules for one in module.objectives)


def _by_level(items: Iterable[QuizItem]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item in items:
        found[item.bloom] = (*found.get(item.bloom, ()), str(item.id))
    return found
