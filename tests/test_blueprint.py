"""Tests are drawn as their blueprint asks: parallel, as full as the bank allows, and the same on every machine."""

import itertools
import random
import subprocess
import sys
from collections import Counter

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.blueprint import PARALLEL_TESTS, WEIGHTS, draw, is_asked, rank, seconds_of
from generator.content.quiz_shape import blueprint_is_filled
from generator.content.reader import Scalar
from generator.content.schema import BLOOM
from generator.diagnostics import Span
from tests.conftest import ROOT
from tests.quiz_bank import blueprint, item, module, row

LEVELS = BLOOM[:3]


def bank_of(*levels, objective="o1"):
    return [item(f"q{number}", objective, level) for number, level in enumerate(levels, 1)]


def test_both_tests_have_what_each_row_asks_for_and_no_item_twice():
    bank = [item(f"{objective}-q{number}", objective, level) for objective in ("o1", "o2") for number, level in enumerate(LEVELS * 3)]
    asked = blueprint(row("o1", "apply", 1), row("o1", None, 2), row("o2", "remember", 1))
    for seed in range(40):
        drawn = draw(asked.model_copy(update={"seed": seed}), [module(*bank)])
        assert drawn.shortages == {}
        items = {str(one.id): one for one in bank}
        for test in PARALLEL_TESTS:
            names = drawn.tests[test]
            assert Counter(items[name].objective for name in names) == {"o1": 3, "o2": 1}
            assert sum(is_asked(items[name], asked.blueprint[0]) for name in names) >= 1
            assert [name for name in items if name in names] == list(names), "in the order of the bank"
        assert not set(drawn.tests["pre-test"]) & set(drawn.tests["post-test"])


def greedy(asked, bank):
    """Fill the places one after another with the first free item, as no draw should; give how many stay empty."""
    free, empty = {str(one.id): one for one in bank}, 0
    for one in asked.blueprint:
        for test in PARALLEL_TESTS:
            fitting = sorted((name for name in free if is_asked(free[name], one)), key=lambda name: rank(asked.seed, test, name))
            empty += not fitting
            free.pop(fitting[0] if fitting else None, None)
    return empty


def test_a_row_of_any_level_leaves_the_only_items_of_a_level_to_the_row_that_needs_them():
    bank = bank_of("remember", "remember", "apply", "apply")
    failed = 0
    for seed in range(60):
        asked = blueprint(row("o1"), row("o1", "remember"), seed=seed)
        drawn = draw(asked, [module(*bank)])
        assert drawn.shortages == {} and all(len(names) == 2 for names in drawn.tests.values()), seed
        failed += greedy(asked, bank) > 0
    assert failed > 20


def test_an_item_is_moved_along_a_chain_of_rows():
    """Each row but the last takes the item that the next one needs: a matching moves all of them."""
    bank = [item(f"q{number}", f"o{number // 4}", LEVELS[number % 2]) for number in range(16)]
    rows = [one for objective in range(4) for one in (row(f"o{objective}"), row(f"o{objective}", LEVELS[0]))]
    assert draw(blueprint(*rows), [module(*bank)]).shortages == {}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("o1", "o2")), st.sampled_from(LEVELS)), max_size=9),
    st.lists(st.tuples(st.sampled_from(("o1", "o2")), st.sampled_from((None, *LEVELS)), st.integers(1, 3)), min_size=1, max_size=4),
    st.integers(0, 99),
)
def test_as_many_places_are_filled_as_any_distribution_could_fill(kinds, rows, seed):
    """Compared with the maximum matching of networkx, by Hopcroft and Karp."""
    bank = [item(f"q{number}", objective, level) for number, (objective, level) in enumerate(kinds)]
    asked = blueprint(*(row(*one) for one in rows), seed=seed)
    drawn = draw(asked, [module(*bank)])
    places = [(index, number, test) for index, one in enumerate(asked.blueprint) for number in range(one.items) for test in PARALLEL_TESTS]
    graph = networkx.Graph((place, str(one.id)) for place in places for one in bank if is_asked(one, asked.blueprint[place[0]]))
    matched = networkx.bipartite.hopcroft_karp_matching(graph, [place for place in places if place in graph])
    assert sum(drawn.shortages.values()) == len(places) - len(matched) // 2
    assert sum(map(len, drawn.tests.values())) == len(matched) // 2
    assert all(0 < lacking <= 2 * asked.blueprint[index].items for index, lacking in drawn.shortages.items())


DIFFICULT = st.sampled_from(tuple(WEIGHTS))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(DIFFICULT, DIFFICULT, st.booleans()), min_size=1, max_size=8), st.integers(0, 99))
def test_both_tests_are_as_equally_difficult_as_they_can_be(pairs, seed):
    """Compared with every way in which the two items of each objective could be exchanged, but those of scenarios."""
    asked, bank = blueprint(*(row(f"o{number}") for number in range(len(pairs))), seed=seed), []
    for number, (first, second, fixed) in enumerate(pairs):
        bank += [
            item(f"q{number}-{one}", f"o{number}", scenario=f"s{number}-{one}" if fixed else None, difficulty=level)
            for one, level in enumerate((first, second))
        ]
    drawn = draw(asked, [module(*bank)])
    assert drawn.shortages == {}
    weights = {str(one.id): WEIGHTS[one.difficulty] for one in bank}
    signs = [1 if f"q{number}-0" in drawn.tests["pre-test"] else -1 for number in range(len(pairs))]
    differences = [sign * (weights[f"q{number}-0"] - weights[f"q{number}-1"]) for number, sign in enumerate(signs)]
    ways = itertools.product(*((one,) if fixed else (one, -one) for one, (*_, fixed) in zip(differences, pairs, strict=True)))
    assert abs(sum(differences)) == min(abs(sum(way)) for way in ways)


def test_what_is_equally_difficult_stays_as_it_was_drawn():
    bank = [item(f"q{number}", f"o{number // 2}") for number in range(12)]
    harder = [one.model_copy(update={"difficulty": "hard"}) if one.id == "q0" else one for one in bank]
    for seed in range(20):
        asked = blueprint(*(row(f"o{number}") for number in range(6)), seed=seed)
        assert draw(asked, [module(*bank)]) == draw(asked, [module(*harder)])


def test_a_shortage_is_told_with_what_is_there_and_what_is_missing():
    def placed(one, line):
        spanned = Scalar(one.objective)
        spanned.span = Span("p.yaml", line, 7)
        return one.model_copy(update={"objective": spanned, "span": spanned.span})

    bank = bank_of("remember", "remember", "remember")
    objectives = [type("Objective", (), {"id": name})() for name in ("o1", "o2")]
    modules = [type("Module", (), {"quiz": bank, "objectives": objectives})()]
    asked = blueprint(placed(row("o1", "remember", 3), 3), placed(row("o2"), 4))
    found = list(blueprint_is_filled(asked, modules))
    assert [(one.span.line, one.code) for one in found] == [(3, "blueprint-items"), (4, "blueprint-items")]
    assert "need 6 items of the objective 'o1' at the level 'remember', and the bank has 3 for them: 3 missing" in found[0].message
    assert "need 2 items of the objective 'o2', and the bank has 0 for them: 2 missing" in found[1].message
    (unknown,) = blueprint_is_filled(blueprint(placed(row("o3"), 9)), modules)
    assert (unknown.code, unknown.span.line, str(unknown.hint)) == ("blueprint-objective", 9, "known here: o1, o2")


def test_a_test_that_takes_longer_than_its_minutes_is_told():
    objectives = [type("Objective", (), {"id": "o1"})()]
    modules = [type("Module", (), {"quiz": [item(f"q{number}", kind="matching") for number in range(4)], "objectives": objectives})()]
    found = [list(blueprint_is_filled(blueprint(row(items=2), minutes=minutes).model_copy(update={"span": Span("p.yaml")}), modules)) for minutes in (3, 4)]
    assert [[one.code for one in told] for told in found] == [["blueprint-minutes"], []]
    assert "takes about 4 minutes, and has 3" in found[0][0].message
    assert seconds_of([item("a", scenario="s"), item("b", scenario="s"), item("c", kind="short")]) == 60 + 60 + 120 + 60


@pytest.mark.parametrize("seed", range(12))
def test_a_scenario_is_in_one_test_only(seed):
    bank = [item(f"s{number % 3}-q{number}", scenario=f"s{number % 3}") for number in range(12)] + bank_of(*["apply"] * 4)
    drawn = draw(blueprint(row(items=5), seed=seed), [module(*bank)])
    assert drawn.shortages == {}
    scenarios = [{name.partition("-")[0] for name in names if name.startswith("s")} for names in drawn.tests.values()]
    assert not scenarios[0] & scenarios[1] and any(scenarios)


@pytest.mark.parametrize("seed", range(12))
def test_scenarios_are_distributed_so_that_all_rows_are_filled(seed):
    """Each objective is asked about in two scenarios; whichever tests those had alternately, one of each is in either test."""
    pairs = [("o1", "a", "b"), ("o2", "b", "c"), ("o3", "c", "d")]
    bank = [item(f"{objective}-{scenario}", objective, scenario=scenario) for objective, *two in pairs for scenario in two]
    drawn = draw(blueprint(*(row(objective) for objective, *_ in pairs), seed=seed), [module(*bank)])
    assert drawn.shortages == {}
    homes = [{name.partition("-")[2] for name in names} for names in drawn.tests.values()]
    assert sorted(map(sorted, homes)) == [["a", "c"], ["b", "d"]]


@pytest.mark.parametrize("seed", range(6))
def test_many_scenarios_are_distributed_too(seed):
    """Each objective has two items, each of a scenario of its own: one of them belongs into either test."""
    bank = [item(f"q{number}-{one}", f"o{number}", scenario=f"s{number}-{one}") for number in range(12) for one in "ab"]
    drawn = draw(blueprint(*(row(f"o{number}") for number in range(12)), seed=seed), [module(*bank)])
    assert drawn.shortages == {}
    assert [sorted(name.partition("-")[0] for name in names) for names in drawn.tests.values()] == [sorted(f"q{number}" for number in range(12))] * 2


def sample():
    return [
        item(f"o{number % 3}-q{number}", f"o{number % 3}", LEVELS[number % 2], scenario=f"s{number % 5}" if number % 4 == 0 else None) for number in range(30)
    ]


ASKED = (row("o0", LEVELS[0]), row("o1", None, 2), row("o2", None, 2))


def test_the_order_of_modules_and_items_changes_nothing():
    bank = sample()
    first = {test: set(names) for test, names in draw(blueprint(*ASKED), [module(*bank)]).tests.items()}
    for chance in map(random.Random, range(10)):
        mixed = chance.sample(bank, len(bank))
        divided = [module(*mixed[:7], name="b"), module(*mixed[7:9], name="c"), module(*mixed[9:], name="a")]
        assert {test: set(names) for test, names in draw(blueprint(*ASKED), divided).tests.items()} == first
    assert all(len(names) == 5 for names in first.values())


def test_items_that_no_row_asks_for_change_nothing():
    bank = sample()
    first = draw(blueprint(*ASKED), [module(*bank)])
    others = [item(f"x{number}", "o9", scenario=f"a{number % 3}") for number in range(9)] + [item("o0-new", "o0", LEVELS[1], scenario="z")]
    assert draw(blueprint(*ASKED), [module(*others, *bank)]) == first
    assert draw(blueprint(*ASKED, seed=2), [module(*bank)]) != first


def test_an_item_that_is_asked_for_takes_one_place_at_most_beside_its_own():
    """A further item may be drawn, and then another one is not; all else stays, as ranks are those of single items."""
    bank, changed = bank_of(*["apply"] * 12), []
    for number in range(30):
        asked = blueprint(row(items=3), seed=number)
        before, after = (draw(asked, [module(*bank, *more)]).tests for more in ((), (item("new"),)))
        changed.append(sum(len(set(before[test]) ^ set(after[test])) for test in PARALLEL_TESTS))
    assert max(changed) <= 4 and min(changed) == 0, changed


SCRIPT = """
import json, sys
from generator.content.blueprint import draw
from generator.forms import plan_forms
from tests.quiz_bank import blueprint, module, programme
from tests.test_blueprint import ASKED, sample
asked = blueprint(*ASKED, forms=3)
forms = [[form.stem, [[str(one.item.id), one.order] for one in form.items]] for form in plan_forms(programme(asked), [module(*sample())])]
print(json.dumps([draw(asked, [module(*sample())]).tests, forms]))
"""


def test_a_draw_does_not_depend_on_the_hashes_of_a_process():
    said = set()
    for seed in ("0", "1", "12345"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": ""}
        run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=environment, cwd=ROOT, check=False)
        assert run.returncode == 0, run.stderr
        said.add(run.stdout)
    assert len(said) == 1 and "pre-test-c" in said.pop()
