"""Forms have the same items and choices in other orders, with keys that nobody can guess by their place."""

from collections import Counter
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.amounts import sizes_of
from generator.content.schema import Programme
from generator.diagnostics import Severity
from generator.forms import LETTERS, plan_bank, plan_forms
from generator.inputs.key_places import keys_are_spread
from tests.quiz_bank import blueprint, item, module, programme, row

KINDS = ("single", "multiple", "true-false", "matching", "ordering", "short")


def forms_of(items, forms=6, seed=1, count=None):
    """Give the forms of the pre-test of a bank that is drawn from twice: every other item is in it."""
    asked = blueprint(row("o1", items=count or len(items) // 2), forms=forms, seed=seed)
    return [form for form in plan_forms(programme(asked), [module(*items)]) if form.test == "pre-test"]


@st.composite
def banks(draw):
    items = []
    for number in range(draw(st.integers(2, 14))):
        kind = draw(st.sampled_from(KINDS))
        options = draw(st.integers(3, 5))
        places = draw(st.permutations(range(1, options + 1)))
        pinned = {index: place for index, place in enumerate(places) if draw(st.booleans())} if kind in ("single", "multiple") and draw(st.booleans()) else {}
        items.append(item(f"q{number}", kind=kind, options=options, pinned=pinned, scenario=draw(st.sampled_from((None, None, "s1", "s2")))))
    return items


@settings(max_examples=80, deadline=None)
@given(banks(), st.integers(0, 999))
def test_every_form_is_a_permutation_of_the_same_items_and_choices(items, seed):
    forms = forms_of(items, seed=seed, count=max(1, len(items) // 4))
    for form in forms:
        assert sorted(str(one.item.id) for one in form.items) == sorted(str(one.item.id) for one in forms[0].items)
        for one in form.items:
            assert sorted(one.order) == list(range(len(one.item.options)))
            for index, choice in enumerate(one.item.alternatives):
                assert choice.pinned is None or one.order[choice.pinned - 1] == index
            if one.item.kind in ("matching", "ordering"):
                right = list(range(len(one.item.pairs or one.item.order)))
                assert list(one.order[: len(right)]) != right
    assert [form.letter for form in forms] == list(LETTERS[: len(forms)])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(3, 5), min_size=1, max_size=40), st.integers(0, 999))
def test_keys_are_spread_and_never_three_in_a_row_at_one_place(options, seed):
    items = [item(f"q{number}", options=count) for number, count in enumerate(options)]
    for form in [*forms_of(items, seed=seed), *plan_forms(programme(), [module(*items)])]:
        places = [one.order.index(0) for one in form.items]
        assert not any(len(list(group)) > 2 for _, group in groupby(places))
        if len(set(options)) == 1:
            counts = Counter(places)
            assert max(counts.values()) - min(counts[place] for place in range(options[0])) <= 1 + (len(places) < options[0])
    assert found_in(items, seed) == found_in(items, specified=False) == []


def found_in(items, seed=1, specified=True):
    """Give the codes and words of what is found in the forms of a kit of one module, drawn or whole."""
    asked = blueprint(row("o1", items=max(1, len(items) // 2)), forms=6, seed=seed) if specified else None
    made = Programme.model_construct(id="p", quiz=asked, days=())
    kit = type("Kit", (), {"programmes": [made], "module": lambda _, name: module(*items)})()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Programme, "module_slots", (type("Slot", (), {"module": "one"}),))
        found = list(keys_are_spread(kit))
    assert all(one.severity is Severity.WARNING for one in found)
    return [(one.message.id, str(one.message)) for one in found]


def test_pinned_keys_that_stand_in_a_row_are_found_in_the_form_that_has_them():
    pinned = [item(f"q{number}", pinned={0: 2}) for number in range(3)]
    (found,) = found_in([*pinned, *(item(f"f{number}") for number in range(9))], specified=False)
    assert found == ("key-places.row", "in test-a of the programme 'p' the key stands at place 2 in these items in a row: q0, q1, q2")
    assert found_in([*pinned[:2], item("f0"), pinned[2], *(item(f"f{number}") for number in range(1, 9))], specified=False) == []


def test_a_place_with_too_many_keys_is_found():
    amounts = [item(f"n{number}", words=["30", "10", "20", "40"]) for number in range(5)]
    free = [item(f"f{number}") for number in range(5)]
    mixed = [one for pair in zip(amounts, free, strict=True) for one in pair]
    assert found_in(mixed, specified=False) == [("key-places.share", "in test-a of the programme 'p' the key stands at place 3 in 5 of 10 items")]
    assert found_in([*mixed, *(item(f"g{number}") for number in range(6))], specified=False) == []


def test_few_items_and_a_third_of_three_choices_are_no_finding():
    assert found_in([item(f"q{number}", options=3) for number in range(12)], specified=False) == []
    assert found_in([item("q1", pinned={0: 1}), item("q2", pinned={0: 1})], specified=False) == []


def test_pins_that_leave_keys_spread_are_no_finding():
    """Where a few items have a fourth choice, it is theirs that is the key; where choices other than keys are pinned, keys are spread as well."""
    assert found_in([item(f"q{number}", options=4 if number % 5 == 0 else 3) for number in range(10)], specified=False) == []
    assert found_in([item(f"q{number}", pinned={3: 4}) for number in range(12)], specified=False) == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["7", "3", "14", "30"], ["3", "7", "14", "30"]),
        (["20%", "10%", "100%"], ["10%", "20%", "100%"]),
        (["٢٠٪", "10%", "30٪"], ["10%", "٢٠٪", "30٪"]),
        (["2017", "2022", "2013"], ["2013", "2017", "2022"]),
        (["عام 2017", "عام 2022", "عام 2013"], ["عام 2013", "عام 2017", "عام 2022"]),
        (["0.5 mg/L", "50 mg/L", "5.0 mg/L"], ["0.5 mg/L", "5.0 mg/L", "50 mg/L"]),
        (["1,500 L", "90 L", "700 L"], ["90 L", "700 L", "1,500 L"]),
        (["−5 °C", "28 °C", "−12 °C"], ["−12 °C", "−5 °C", "28 °C"]),
        (["3 أيام", "يومان", "11 يومًا", "يوم"], ["يوم", "يومان", "3 أيام", "11 يومًا"]),
        (["ستة بلدان", "أربعة بلدان", "أحد عشر بلدًا"], ["أربعة بلدان", "ستة بلدان", "أحد عشر بلدًا"]),
        (["خمسة وعشرون يومًا", "تسعة أيام", "أربعون يومًا"], ["تسعة أيام", "خمسة وعشرون يومًا", "أربعون يومًا"]),
        (["من 5 إلى 9", "من 10 إلى 14", "من 1 إلى 4"], ["من 1 إلى 4", "من 5 إلى 9", "من 10 إلى 14"]),
    ],
)
@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_amounts_ascend_in_every_form(kind, words, shown):
    items = [item("q1", kind=kind, words=words), item("q2", kind=kind, words=words)]
    forms = forms_of(items, count=1)
    assert len(forms) == 6
    for form in forms:
        (one,) = form.items
        assert [one.item.options[index].plain for index in one.order] == shown


def test_a_pinned_amount_keeps_its_place_and_the_others_ascend():
    (one,) = plan_bank([module(item("q1", words=["30", "10", "20", "40"], pinned={0: 1}))])
    assert [one.item.options[index].plain for index in one.order] == ["30", "10", "20", "40"]
    (one,) = plan_bank([module(item("q1", words=["30", "20", "10", "40"], pinned={3: 1}))])
    assert [one.item.options[index].plain for index in one.order] == ["40", "10", "20", "30"]


@pytest.mark.parametrize(
    "words",
    [
        ["28 °C", "28 °F", "28%"],
        ["30 دقيقة", "2 ساعة", "1 يوم"],
        ["نعم", "لا", "لا أعرف"],
        ["خطة واحدة", "خطط كثيرة", "لا خطة"],
        ["3 أيام", "أسبوع", "شهر"],
        ["في 2017 عند تأسيس المركز في القاهرة", "في 2018", "في 2019"],
        ["المادة الأولى", "المادة الثانية", "المادة الثالثة"],
        [],
    ],
)
def test_what_cannot_be_compared_is_shuffled(words):
    assert sizes_of(words) is None


def test_form_a_keeps_the_order_of_the_bank_but_for_scenarios():
    bank = [item("q1"), item("q2", scenario="s"), item("q3"), item("q4", scenario="s"), item("q5"), item("s")]
    (form,) = plan_forms(programme(), [module(*bank[:3]), module(*bank[3:], name="two")])
    assert [str(one.item.id) for one in form.items] == ["q1", "q2", "q4", "q3", "q5", "s"]
    assert (form.test, form.letter, form.minutes, form.stem) == ("test", "A", None, "test-a")
    assert {str(one.item.id): one.module.id for one in form.items} == {"q1": "one", "q2": "one", "q3": "one", "q4": "two", "q5": "two", "s": "two"}


@pytest.mark.parametrize("seed", range(8))
def test_items_of_a_scenario_are_next_to_each_other_in_every_form(seed):
    bank = [item(f"q{number}", scenario=f"s{number % 2}" if number % 3 == 0 else None) for number in range(24)]
    orders = []
    for form in forms_of(bank, seed=seed, count=8):
        shared = [str(one.item.scenario or one.item.id) for one in form.items]
        assert [name for name, _ in groupby(shared)] == list(dict.fromkeys(shared)), form.stem
        for _, group in groupby(form.items, key=lambda one: one.item.scenario or one.item.id):
            numbers = [int(one.item.id[1:]) for one in group]
            assert numbers == sorted(numbers), "in their own order"
        orders.append(tuple(str(one.item.id) for one in form.items))
    assert len(set(orders)) == 6


def test_other_forms_move_items_and_choices():
    first, *others = forms_of([item(f"q{number}", options=5) for number in range(30)])
    for one in others:
        moved = sum(left.item.id != right.item.id for left, right in zip(first.items, one.items, strict=True))
        assert moved > 8
    orders = {form.letter: {str(one.item.id): one.order for one in form.items} for form in (first, *others)}
    assert all(sum(orders[left][name] != orders[right][name] for name in orders["A"]) > 8 for left, right in pairwise(orders))


def test_editing_the_words_of_an_item_moves_nothing():
    before, after = ([[(str(one.item.id), one.order) for one in form.items] for form in forms_of(bank)] for bank in (_worded("أول"), _worded("آخر")))
    assert before == after


def _worded(word):
    return [item(f"q{number}", words=[f"{word} {letter} {number}" for letter in "أبجد"]) for number in range(12)]


def test_an_item_with_an_error_of_its_shape_has_an_order_nevertheless():
    wrong = [item("q1", pinned={1: 7}), item("q2", pinned={1: 2, 2: 2}), item("q3", kind="ordering", options=0), item("q4", kind="matching", options=0)]
    keyless = item("q5").model_copy(update={"key": None, "distractors": ()})
    (form,) = plan_forms(programme(), [module(*wrong, keyless)])
    assert [sorted(one.order) for one in form.items] == [[0, 1, 2, 3], [0, 1, 2, 3], [], [], []]


def test_a_programme_without_items_has_no_forms():
    assert plan_forms(programme(), [module()]) == plan_forms(programme(blueprint(row())), [module()]) == ()
