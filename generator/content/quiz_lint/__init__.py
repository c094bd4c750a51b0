"""Check quiz items against the rules of item writing (Haladyna, Downing and Rodriguez 2002) that can be checked automatically.

All that is found is a warning. `wording` judges each text, `choices` the choices of an item, `clues` what gives its key away, and `sets` items
among each other. A rule that cannot be sure says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.content.quiz_lint.choices import choices_are_sound
from generator.content.quiz_lint.clues import nothing_gives_the_key_away
from generator.content.quiz_lint.sets import answers_are_balanced, items_do_not_answer_each_other, items_vary
from generator.content.quiz_lint.wording import is_absolute, refers_to_others, texts_are_sound
from generator.content.schema import Module, QuizItem
from generator.diagnostics import Diagnostic

__all__ = ["is_absolute", "lint", "lint_bank", "refers_to_others"]


def lint(items: Sequence[QuizItem]) -> Iterator[Diagnostic]:
    """Find flaws in each item of a module, and in all of them together."""
    for item in items:
        yield from texts_are_sound(item)
        yield from choices_are_sound(item)
        yield from nothing_gives_the_key_away(item)
    yield from items_vary(items)
    yield from items_do_not_answer_each_other(items)


def lint_bank(modules: Sequence[Module]) -> Iterator[Diagnostic]:
    """Find flaws in the items of all modules together."""
    yield from answers_are_balanced([item for module in modules for item in module.quiz])
