"""Draw a programme's tests from its modules' items, as its blueprint specifies.

The pre-test and the post-test are parallel: both have the items that each row asks for, they share no item and no scenario,
and they are about equally difficult. The draw depends on the seed, on ids and on the difficulty of what is drawn alone, never
on the order of files or on the machine, nor on items that no row asks for: candidates are in the order of a digest of seed,
test and id, and rows are filled by a maximum bipartite matching (Kuhn 1955), so that a row goes short only if the bank cannot
fill all rows.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from generator.content.schema import Blueprint, BlueprintRow, Difficulty, ItemKind, Module, QuizItem

PARALLEL_TESTS = ("pre-test", "post-test")
# A rule of thumb for the time of an item on paper, with reading it: in seconds. The text of a scenario takes as long as an item.
SECONDS: dict[ItemKind, int] = {"single": 60, "multiple": 90, "true-false": 60, "matching": 120, "ordering": 120, "short": 120}
SECONDS_OF_SCENARIO = 60
WEIGHTS: dict[Difficulty, int] = {"easy": 1, "medium": 2, "hard": 3}
# So many scenarios are tried in either test in all ways, if rows go short.
MOST_TURNED = 8


class _Place(NamedTuple):
    """One place for an item: the row's index, the test, and its number among those of the row."""

    row: int
    number: int
    test: str


@dataclass(frozen=True)
class Draw:
    """What was drawn: the ids of the items of each test, in the order of the bank, and how many items the row of each index lacks."""

    tests: dict[str, tuple[str, ...]]
    shortages: dict[int, int]


def rank(seed: int, *names: str) -> bytes:
    """Return the digest by which things are put in an order that looks random and is always the same."""
    return hashlib.sha256("/".join((str(seed), *names)).encode()).digest()


def draw(blueprint: Blueprint, modules: Sequence[Module]) -> Draw:
    """Draw the items of both tests from the bank of some modules."""
    bank = [item for module in modules for item in module.quiz if any(is_asked(item, row) for row in blueprint.blueprint)]
    places = [_Place(row, number, test) for row, one in enumerate(blueprint.blueprint) for number in range(one.items) for test in PARALLEL_TESTS]
    chosen = _balanced(_chosen(blueprint, bank, places), {str(item.id): item for item in bank})
    tests = {test: frozenset(name for name, place in chosen.items() if place.test == test) for test in PARALLEL_TESTS}
    filled = set(chosen.values())
    ordered = {test: tuple(str(item.id) for item in bank if str(item.id) in names) for test, names in tests.items()}
    return Draw(ordered, dict(Counter(place.row for place in places if place not in filled)))


def _chosen(blueprint: Blueprint, bank: Sequence[QuizItem], places: Sequence[_Place]) -> dict[str, _Place]:
    """Return the items that fill most places, with the first distribution of scenarios over the tests that allows it."""
    asked = {place: _candidates(place, blueprint, bank) for place in places}
    scenarios = {str(item.id): str(item.scenario) for item in bank if item.scenario}
    # No distribution fills more places than items that need not keep to the test of their scenario.
    most = len(_matching(places, asked.__getitem__))

    def filled(homes: Mapping[str, str]) -> dict[str, _Place]:
        at_home = {place: [name for name in names if homes.get(scenarios.get(name, ""), place.test) == place.test] for place, names in asked.items()}
        return _matching(places, at_home.__getitem__)

    best: dict[str, _Place] = {}
    best_homes: dict[str, str] = {}
    for homes in _homes(blueprint.seed, set(scenarios.values())):
        chosen = filled(homes)
        if len(chosen) > len(best):
            best, best_homes = chosen, homes
        if len(best) == most:
            return best
    return _climbed(best, best_homes, filled, most)


def _climbed(best: dict[str, _Place], homes: dict[str, str], filled: Callable[[Mapping[str, str]], dict[str, _Place]], most: int) -> dict[str, _Place]:
    """Move one scenario after another to the other test, as long as that fills more places; many scenarios have more distributions than can be tried."""
    moved = True
    while moved and len(best) < most:
        moved = False
        for name in sorted(homes):
            others = {**homes, name: _other(homes[name])}
            chosen = filled(others)
            if len(chosen) > len(best):
                best, homes, moved = chosen, others, True
    return best


def _balanced(chosen: Mapping[str, _Place], items: Mapping[str, QuizItem]) -> dict[str, _Place]:
    """Exchange the two items of some places, so that both tests are about equally difficult; items of scenarios stay in their test.

    As in longest-first scheduling (Graham 1969), the largest differences are put together first, each against the sum of those before it.
    """
    pairs: dict[tuple[int, int], list[str]] = {}
    for name, place in chosen.items():
        pairs.setdefault((place.row, place.number), []).append(name)
    more = {pair: sum(_weight(items[name], chosen[name]) for name in names) for pair, names in pairs.items()}
    loose = [pair for pair, names in pairs.items() if len(names) == len(PARALLEL_TESTS) and not any(items[name].scenario for name in names)]
    turned: set[tuple[int, int]] = set()
    if abs(sum(more.values())) > 1:
        total = sum(more.values()) - sum(more[pair] for pair in loose)
        for pair in sorted(loose, key=lambda pair: (-abs(more[pair]), pair)):
            if total * more[pair] > 0:
                turned.add(pair)
            total += -more[pair] if pair in turned else more[pair]
    return {name: place._replace(test=_other(place.test)) if (place.row, place.number) in turned else place for name, place in chosen.items()}


def _weight(item: QuizItem, place: _Place) -> int:
    """Return how difficult an item makes the first test, or by how much less the other one."""
    return WEIGHTS[item.difficulty] if place.test == PARALLEL_TESTS[0] else -WEIGHTS[item.difficulty]


def _other(test: str) -> str:
    return PARALLEL_TESTS[1 - PARALLEL_TESTS.index(test)]


def _homes(seed: int, scenarios: Iterable[str]) -> Iterator[dict[str, str]]:
    """Give each scenario the test that its items may be drawn for: alternately at first, then with the first ones in other tests."""
    names = sorted(scenarios, key=lambda name: rank(seed, name))
    for turned in product((0, 1), repeat=min(len(names), MOST_TURNED)):
        turns = (*turned, *(0,) * (len(names) - len(turned)))
        yield {name: PARALLEL_TESTS[(number + turn) % 2] for number, (name, turn) in enumerate(zip(names, turns, strict=True))}


def _candidates(place: _Place, blueprint: Blueprint, bank: Iterable[QuizItem]) -> list[str]:
    """Return the ids of the items that a place asks for, in the order in which they are tried."""
    row = blueprint.blueprint[place.row]
    return sorted((str(item.id) for item in bank if is_asked(item, row)), key=lambda name: rank(blueprint.seed, place.test, name))


def is_asked(item: QuizItem, row: BlueprintRow) -> bool:
    """Return whether an item is one that a row of a blueprint asks for."""
    return item.objective == row.objective and row.bloom in (None, item.bloom)


def _matching(places: Iterable[_Place], candidates: Callable[[_Place], list[str]]) -> dict[str, _Place]:
    """Return a maximum matching of items to places."""
    chosen: dict[str, _Place] = {}

    def found(place: _Place, tried: set[str]) -> bool:
        for name in candidates(place):
            if name not in tried:
                tried.add(name)
                if name not in chosen or found(chosen[name], tried):
                    chosen[name] = place
                    return True
        return False

    for place in places:
        found(place, set())
    return chosen


def seconds_of(items: Sequence[QuizItem]) -> int:
    """Return how long the items of a test take on paper, in seconds."""
    return sum(SECONDS[item.kind] for item in items) + SECONDS_OF_SCENARIO * len({item.scenario for item in items if item.scenario})
