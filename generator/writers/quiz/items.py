"""What all formats ask of items: by what they are found, in which tests they stand, whether their choices may be shuffled."""

from __future__ import annotations

from generator.model.assessment import Assessment, Item
from generator.settings.locale import Locale

# The names of the parallel tests, and their labels; the only test of a programme without a blueprint is its whole bank.
TEST_LABELS = {"pre-test": "pre_test", "post-test": "post_test"}


def drawn_for(assessment: Assessment) -> dict[str, tuple[str, ...]]:
    """Return for each item that is drawn for a test, by its name, the tests."""
    tests = {form.test: {item.name for item in form.items} for form in assessment.forms if form.test in TEST_LABELS}
    names = {name for drawn in tests.values() for name in drawn}
    return {name: tuple(test for test, drawn in tests.items() if name in drawn) for name in names}


def tags(item: Item, drawn: dict[str, tuple[str, ...]], locale: Locale) -> tuple[str, ...]:
    """Return by what an item is found: objective, Bloom level, difficulty, module, and the tests that it is drawn for."""
    tests = (locale.label(TEST_LABELS[test]) for test in drawn.get(item.name, ()))
    return (item.objective_id, item.bloom_label, item.difficulty_label, item.module, *tests)


def keeps_order(item: Item) -> bool:
    """Return whether the choices keep their order: one of them is pinned, or they are numbers, which ascend."""
    return any(choice.is_pinned for choice in item.choices) or are_numbers(item)


def are_numbers(item: Item) -> bool:
    """Return whether all choices are whole numbers."""
    return all(choice.text.plain.isdecimal() for choice in item.choices)


def test_title(test: str, locale: Locale) -> str:
    """Return the name of a test."""
    return locale.label(TEST_LABELS.get(test, "quiz"))
