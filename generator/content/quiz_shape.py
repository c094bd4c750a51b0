"""Check that each quiz item has the keys of its kind, and that what items and blueprints refer to exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import ceil

from generator.content.amounts import sizes_of
from generator.content.blueprint import Draw, draw, seconds_of
from generator.content.library import Library
from generator.content.schema import Blueprint, ItemKind, Module, QuizItem
from generator.diagnostics import Diagnostic, Severity, suggestion
from generator.messages import Message, say

# How many entries the lists of an item of each kind have; a kind has no other lists.
LISTS: dict[ItemKind, dict[str, tuple[int, int]]] = {
    "single": {"distractors": (2, 4)},
    "multiple": {"keys": (2, 4), "distractors": (1, 4)},
    "true-false": {},
    "matching": {"pairs": (3, 6), "distractors": (0, 3)},
    "ordering": {"order": (3, 6)},
    "short": {"accepted": (1, 12)},
}
# A slide has room for so many.
MOST_CHOICES = 6
# The single keys that a kind needs, and the kinds that may have them.
VALUES: dict[str, tuple[tuple[ItemKind, ...], tuple[ItemKind, ...]]] = {
    "key": (("single",), ()),
    "answer": (("true-false",), ()),
    "feedback": ((), ("true-false", "matching", "ordering", "short")),
}
# A letter or number that stands for a choice, with or without brackets, beside choices that are longer.
_LABEL = re.compile(r"\(?(?:[أابجدهوزح]|[A-Fa-f]|[1-8١-٨])\)?")
_LONGEST_LABEL = 3
_LIST_KEYS = ("keys", "distractors", "pairs", "order", "accepted")


def items_have_their_shape(library: Library) -> Iterator[Diagnostic]:
    """Each quiz item has the keys of its kind, its right choices are texts, and its pinned choices have a place."""
    for item in (item for module in library.modules for item in module.quiz):
        # What is missing beside keys of another kind follows from them.
        yield from list(_refused(item)) or _missing(item)
        yield from _counts(item)
        yield from _letters(item)
        yield from _keys_among_distractors(item)
        yield from _pins(item)


def _refused(item: QuizItem) -> Iterator[Diagnostic]:
    """Find keys that the kind of an item has not."""
    for key in (*VALUES, *_LIST_KEYS):
        value = getattr(item, key)
        kinds = _kinds_with(key)
        if value not in (None, ()) and item.kind not in kinds:
            span = value[0].span if isinstance(value, tuple) else getattr(value, "span", item.span)
            yield Diagnostic(span, say("item-key.refused", kind=item.kind, key=key, kinds=kinds), _hint_for_refused(item.kind, key, kinds))


def _kinds_with(key: str) -> tuple[ItemKind, ...]:
    needed, allowed = VALUES.get(key, ((), ()))
    return (*needed, *allowed, *(kind for kind, lists in LISTS.items() if key in lists))


def _hint_for_refused(kind: ItemKind, key: str, kinds: tuple[ItemKind, ...]) -> Message:
    if kind == "true-false" and key in ("key", "keys", "accepted"):
        return say("item-key.refused.answer.hint")
    if key == "feedback":
        return say("item-key.refused.feedback.hint")
    if key == "key":
        return say("item-key.refused.one.hint", kind=kind)
    return say("item-key.refused.kind.hint", key=key, kind=kinds[0]) if len(kinds) == 1 else say("item-key.refused.hint", key=key)


def _missing(item: QuizItem) -> Iterator[Diagnostic]:
    """Find keys that the kind of an item needs, and that it lacks."""
    for key in (key for key, (needed, _) in VALUES.items() if item.kind in needed and getattr(item, key) is None):
        hint = say("item-key.missing.key.hint") if key == "key" else say("item-key.missing.hint", key=key)
        yield Diagnostic(item.span, say("item-key.missing", kind=item.kind, key=key), hint)
    for key in (key for key, (least, _) in LISTS[item.kind].items() if least and not getattr(item, key)):
        yield Diagnostic(item.span, say("item-key.missing", kind=item.kind, key=key), say("item-key.missing.list.hint", key=key))


def _counts(item: QuizItem) -> Iterator[Diagnostic]:
    """Find lists that are too short or too long for the kind of an item."""
    for key, (least, most) in LISTS[item.kind].items():
        value = getattr(item, key)
        if value and not least <= len(value) <= most:
            message = say("item-count", kind=item.kind, key=key, least=least, most=most, count=len(value))
            yield Diagnostic(value[0].span, message, say("item-count.hint", key=key))
    if len(item.choices) > MOST_CHOICES:
        span = item.choices[MOST_CHOICES].span
        yield Diagnostic(span, say("item-count.choices", most=MOST_CHOICES, count=len(item.choices)), say("item-count.choices.hint"))


def _letters(item: QuizItem) -> Iterator[Diagnostic]:
    """Find the letter or number of a choice in the place of its text: letters are given where the choices are printed."""
    if all(len(choice.text.plain) > _LONGEST_LABEL for choice in item.distractors) and not sizes_of([choice.text.plain for choice in item.alternatives]):
        for choice in (choice for choice in item.right if _LABEL.fullmatch(choice.text.plain)):
            yield Diagnostic(choice.text.span, say("key-letter", letter=choice.text.plain), say("key-letter.hint"))


def _keys_among_distractors(item: QuizItem) -> Iterator[Diagnostic]:
    """Find a right choice that stands among the wrong ones, too."""
    right = {choice.text.plain for choice in item.right}
    for choice in (choice for choice in item.distractors if choice.text.plain in right):
        yield Diagnostic(choice.text.span, say("key-among-distractors"), say("key-among-distractors.hint"))


def _pins(item: QuizItem) -> Iterator[Diagnostic]:
    pinned = [choice for choice in item.choices if choice.pinned]
    if item.kind not in ("single", "multiple"):
        for choice in pinned:
            yield Diagnostic(choice.span, say("pinned.kind", kind=item.kind), say("pinned.kind.hint"))
        return
    taken = Counter(choice.pinned for choice in pinned)
    for choice in pinned:
        if choice.pinned and choice.pinned > len(item.choices):
            yield Diagnostic(choice.span, say("pinned.place", place=choice.pinned, count=len(item.choices)), say("pinned.place.hint", count=len(item.choices)))
        elif taken[choice.pinned] > 1:
            yield Diagnostic(choice.span, say("pinned-twice", place=choice.pinned or 0), say("pinned-twice.hint"))


def scenarios_resolve(library: Library) -> Iterator[Diagnostic]:
    """An item's scenario is one of its module, and each scenario has items."""
    for module in library.modules:
        known = [scenario.id for scenario in module.scenarios]
        asked = Counter(str(item.scenario) for item in module.quiz if item.scenario)
        for item in module.quiz:
            if item.scenario and item.scenario not in known:
                hint = suggestion(item.scenario, known) if known else say("unknown-scenario.hint")
                yield Diagnostic(item.scenario.span, say("unknown-scenario", scenario=item.scenario), hint)
        for scenario in module.scenarios:
            if asked[str(scenario.id)] < 2:
                message = say("lonely-scenario", scenario=scenario.id, count=asked[str(scenario.id)])
                yield Diagnostic(scenario.id.span, message, say("lonely-scenario.hint"), Severity.WARNING)


def blueprints_are_filled(library: Library) -> Iterator[Diagnostic]:
    """The rows of a blueprint name objectives of the programme, the bank fills them twice, and the tests take no longer than their minutes."""
    for programme in library.programmes:
        names = {str(slot.module) for slot in programme.module_slots}
        modules = tuple(module for module in library.modules if str(module.id) in names)
        # A module that does not exist would make all its objectives unknown.
        if programme.quiz and len(modules) == len(names):
            yield from blueprint_is_filled(programme.quiz, modules)


def blueprint_is_filled(blueprint: Blueprint, modules: tuple[Module, ...]) -> Iterator[Diagnostic]:
    """Find the rows that some modules do not fill, and tests that take longer than their minutes."""
    unknown = list(_unknown_objectives(blueprint, modules))
    yield from unknown or _filled(blueprint, modules)


def _unknown_objectives(blueprint: Blueprint, modules: tuple[Module, ...]) -> Iterator[Diagnostic]:
    known = [objective.id for module in modules for objective in module.objectives]
    for row in blueprint.blueprint:
        if row.objective not in known:
            yield Diagnostic(row.objective.span, say("blueprint-objective", objective=row.objective), suggestion(row.objective, known))


def _filled(blueprint: Blueprint, modules: tuple[Module, ...]) -> Iterator[Diagnostic]:
    drawn = draw(blueprint, modules)
    for index, lacking in sorted(drawn.shortages.items()):
        row = blueprint.blueprint[index]
        wanted = 2 * row.items
        if row.bloom:
            message = say("blueprint-items.level", objective=row.objective, bloom=row.bloom, wanted=wanted, count=wanted - lacking, lacking=lacking)
        else:
            message = say("blueprint-items", objective=row.objective, wanted=wanted, count=wanted - lacking, lacking=lacking)
        yield Diagnostic(row.span, message, say("blueprint-items.hint"))
    if not drawn.shortages:
        yield from _timely(blueprint, drawn, modules)


def _timely(blueprint: Blueprint, drawn: Draw, modules: tuple[Module, ...]) -> Iterator[Diagnostic]:
    items = {str(item.id): item for module in modules for item in module.quiz}
    longest = max(seconds_of([items[name] for name in names]) for names in drawn.tests.values())
    if longest > 60 * blueprint.minutes:
        message = say("blueprint-minutes", minutes=blueprint.minutes, needed=ceil(longest / 60))
        yield Diagnostic(blueprint.span, message, say("blueprint-minutes.hint"), Severity.WARNING)
