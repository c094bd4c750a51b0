"""Find forms of a programme's tests in which the place of a key can be guessed.

`generator.forms` spreads keys over all places, except that pinned choices and amounts, which ascend, leave it no choice. In: a library. Out: warnings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil

from generator.content.amounts import sizes_of
from generator.content.library import Library
from generator.content.schema import Programme
from generator.diagnostics import Diagnostic, Severity
from generator.forms import PlannedForm, PlannedItem, plan_forms
from generator.messages import Message, say

# A place has at most this share of the keys, and at most so many keys in a row.
MOST_SHARE, MOST_IN_A_ROW = 0.35, 2
# Shares say nothing about fewer items.
FEWEST_KEYS = 5


def keys_are_spread(library: Library) -> Iterator[Diagnostic]:
    """No place has too many keys in any form of a test, or several in a row; of each test the first form in which it is otherwise is told."""
    for programme in library.programmes:
        modules = [library.module(str(slot.module)) for slot in programme.module_slots]
        for _, forms in groupby(plan_forms(programme, modules), key=lambda form: form.test):
            told = list(forms)
            yield from next((found for form in told if (found := list(_row(programme, form)))), ())
            yield from next((found for form in told if (found := list(_share(programme, form)))), ())


def _row(programme: Programme, form: PlannedForm) -> Iterator[Diagnostic]:
    for place, group in groupby(_single(form), key=_place_of):
        items = list(group)
        if len(items) > MOST_IN_A_ROW and any(map(_is_fixed, items)):
            names = tuple(str(one.item.id) for one in items)
            message = say("key-places.row", place=place, items=names, programme=programme.id, form=form.stem)
            yield _warning(items, message)


def _share(programme: Programme, form: PlannedForm) -> Iterator[Diagnostic]:
    items = _single(form)
    for place, count in Counter(map(_place_of, items)).items():
        # Where items have three choices each, a third of the keys at each place is as even as can be.
        even = ceil(sum(1 / len(one.order) for one in items if len(one.order) >= place))
        there = [one for one in items if _place_of(one) == place]
        if len(items) >= FEWEST_KEYS and count > max(MOST_SHARE * len(items), even) and any(map(_is_fixed, there)):
            message = say("key-places.share", place=place, keys=count, count=len(items), programme=programme.id, form=form.stem)
            yield _warning(there, message)


def _single(form: PlannedForm) -> list[PlannedItem]:
    return [one for one in form.items if one.item.kind == "single"]


def _place_of(planned: PlannedItem) -> int:
    """Return the place of an item's key, from 1."""
    return planned.order.index(0) + 1


def _warning(items: Sequence[PlannedItem], message: Message) -> Diagnostic:
    """Return a warning at the first item whose choices have no free order."""
    place = next(filter(_is_fixed, items), items[0]).item.stem.span
    return Diagnostic(place, message, say("key-places.hint"), Severity.WARNING)


def _is_fixed(planned: PlannedItem) -> bool:
    choices = planned.item.choices
    return any(choice.pinned for choice in choices) or sizes_of([choice.text.plain for choice in choices]) is not None
