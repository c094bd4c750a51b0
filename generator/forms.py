"""Put the items of a programme's tests into forms: in which order the items stand, and in which order the choices of each.

Form A keeps the order of the modules; B, C … are shuffled. The items of one scenario stay together. Keys stand at every
place equally often and never three in a row at the same, as far as pinned choices and choices that are amounts, which
ascend, let them. All depends on the seed and on ids alone, so that a form is the same on every machine, and editing the
words of an item moves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.content.amounts import sizes_of
from generator.content.blueprint import draw, rank
from generator.content.schema import Blueprint, Module, Programme, QuizItem

# The only test of a programme without a blueprint: all items of its modules.
WHOLE = "test"
LETTERS = "ABCDEF"


@dataclass(frozen=True)
class PlannedItem:
    """An item with its module; `order` are the indices of its options in printed order."""

    item: QuizItem
    module: Module
    order: tuple[int, ...]


@dataclass(frozen=True)
class PlannedForm:
    """One form of a test; `minutes` is the time for it, if the blueprint states one."""

    test: str
    letter: str
    seed: int
    minutes: int | None
    items: tuple[PlannedItem, ...]

    @property
    def stem(self) -> str:
        """Return the stem of its files' names."""
        return f"{self.test}-{self.letter.lower()}"


def plan_forms(programme: Programme, modules: Sequence[Module]) -> tuple[PlannedForm, ...]:
    """Return the forms of a programme's tests, in the order of its sessions' modules; none without items."""
    bank = {str(item.id): (item, module) for module in modules for item in module.quiz}
    if programme.quiz is None:
        return (_form(WHOLE, "A", 1, None, list(bank.values())),) if bank else ()
    return tuple(_drawn_forms(programme.quiz, modules, bank))


def plan_bank(modules: Sequence[Module]) -> tuple[PlannedItem, ...]:
    """Return all items of some modules, with their choices in the order of form A."""
    return _form(WHOLE, "A", 1, None, [(item, module) for module in modules for item in module.quiz]).items


def _drawn_forms(blueprint: Blueprint, modules: Sequence[Module], bank: dict[str, tuple[QuizItem, Module]]) -> Iterator[PlannedForm]:
    for test, names in draw(blueprint, modules).tests.items():
        for letter in LETTERS[: blueprint.forms] if names else "":
            yield _form(test, letter, blueprint.seed, blueprint.minutes, [bank[name] for name in names])


def _form(test: str, letter: str, seed: int, minutes: int | None, items: list[tuple[QuizItem, Module]]) -> PlannedForm:
    salt = f"{test}-{letter}"
    ordered = _together(items) if letter == "A" else _shuffled(items, seed, salt)
    chosen: list[PlannedItem] = []
    places: list[int] = []
    for item, module in ordered:
        order = _order(item, seed, salt, places)
        chosen.append(PlannedItem(item, module, order))
        places += [order.index(0)] if item.kind == "single" and order else []
    return PlannedForm(test, letter, seed, minutes, tuple(chosen))


def _blocks(items: list[tuple[QuizItem, Module]]) -> dict[tuple[str, bool], list[tuple[QuizItem, Module]]]:
    """Return what stays together, in the order of the first of each: the items of one scenario, or one item, which may have the same id."""
    blocks: dict[tuple[str, bool], list[tuple[QuizItem, Module]]] = {}
    for item, module in items:
        blocks.setdefault((str(item.scenario or item.id), item.scenario is None), []).append((item, module))
    return blocks


def _together(items: list[tuple[QuizItem, Module]]) -> list[tuple[QuizItem, Module]]:
    """Keep the order of items, but bring those of one scenario together."""
    return [one for block in _blocks(items).values() for one in block]


def _shuffled(items: list[tuple[QuizItem, Module]], seed: int, salt: str) -> list[tuple[QuizItem, Module]]:
    """Shuffle items; those of one scenario stay together, in their order."""
    blocks = _blocks(items)
    return [one for name in sorted(blocks, key=lambda name: rank(seed, salt, name[0])) for one in blocks[name]]


def _order(item: QuizItem, seed: int, salt: str, places: list[int]) -> tuple[int, ...]:
    """Return the indices of an item's options in printed order; `places` are the places of the keys before it.

    An item with an error of its shape has an order as well.
    """
    count = len(item.options)
    if item.kind in ("matching", "ordering"):
        return _rearranged(count, item, seed, salt)
    pinned = {choice.pinned - 1: index for index, choice in enumerate(item.choices) if choice.pinned and choice.pinned <= count}
    free = [place for place in range(count) if place not in pinned]
    loose = [index for index in range(count) if index not in pinned.values()]
    sizes = sizes_of([option.plain for option in item.options])
    if sizes:
        loose.sort(key=sizes.__getitem__)
    elif item.kind == "single" and 0 in loose:
        pinned[place := _key_place(free, places, seed, salt, str(item.id))] = 0
        free.remove(place)
        loose.remove(0)
    if not sizes and (item.kind == "multiple" or not salt.endswith("-A")):
        loose.sort(key=lambda index: rank(seed, salt, str(item.id), str(index)))
    placed = {**pinned, **dict(zip(free, loose, strict=True))}
    return tuple(placed[place] for place in range(count))


def _rearranged(count: int, item: QuizItem, seed: int, salt: str) -> tuple[int, ...]:
    """Return a shuffled order that is not the right one."""
    order = sorted(range(count), key=lambda index: rank(seed, salt, str(item.id), str(index)))
    right = list(range(len(item.pairs or item.order)))
    return tuple(order[1:] + order[:1] if order[: len(right)] == right else order)


def _key_place(free: list[int], places: list[int], seed: int, salt: str, name: str) -> int:
    """Choose the place of a key: that which had it least often, and not three times in a row."""
    used = Counter(places)
    last = set(places[-2:])
    allowed = [place for place in free if len(places) < 2 or last != {place}] or free
    return min(allowed, key=lambda place: (used[place], rank(seed, salt, name, str(place))))
