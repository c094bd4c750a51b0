"""Conditions between the keys of one block, as JSON Schema: what `content.checks` and `settings.theme` also require.

Each rule has its wording in assets/reference/words.yaml, which the pages print and editors show where the rule is broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from generator.content.checks import FIGURE_ITEM_KEYS, FIGURE_ITEMS, FIGURE_KEYS, MOST_MEANINGS
from generator.content.quiz_shape import LISTS, VALUES
from generator.content.schema import EXTRAS, ItemKind
from generator.reference.forms import FALSE, TRUE, Form
from generator.reference.keys import BLOCKS, ListOf, keys_of
from generator.reference.words import Words, vocabulary
from generator.settings.theme import SMALLEST


@dataclass(frozen=True)
class Rule:
    """A condition on a block that is no matter of one key alone."""

    name: str
    block: str
    condition: Form


def _is(key: str, form: Form) -> Form:
    return {"required": [key], "properties": {key: form}}


def _is_kind(kind: str) -> Form:
    return _is("kind", {"const": kind})


def _has(*keys: str) -> Form:
    """Require keys, with at least one item where they hold lists."""
    return {"required": list(keys), "properties": {key: {"minItems": 1} for key in keys}}


def _lacks(*keys: str) -> Form:
    """Forbid keys; an empty list counts as none."""
    return {"not": {"anyOf": [_has(key) for key in keys]}}


def _each(key: str, condition: Form) -> Form:
    """Require a condition of each item of a list."""
    return {"properties": {key: {"items": condition}}}


def _figure_items() -> Form:
    counts = (_if(_is_kind(kind), {"properties": {"items": {"minItems": least, "maxItems": most}}}) for kind, (least, most) in FIGURE_ITEMS.items())
    return {"allOf": list(counts)}


def _keys_of_kinds() -> Form:
    """Require and forbid the keys that only some kinds of figures have."""
    needed = (_if(_is("kind", {"enum": list(needs)}), _has(key)) for key, (needs, _) in FIGURE_KEYS.items())
    refused = (_if(_is("kind", {"enum": [*needs, *allowed]}), {}, _lacks(key)) for key, (needs, allowed) in FIGURE_KEYS.items())
    return {"allOf": [*needed, *refused]}


def _items_of_kinds() -> Form:
    """Require and forbid the keys that only the items of some kinds of figures have."""
    needed = (_if(_is("kind", {"enum": list(needs)}), _each("items", _has(key))) for key, (needs, _) in FIGURE_ITEM_KEYS.items())
    refused = (
        _if(_is("kind", {"enum": [*needs, *allowed]}), {}, {"allOf": [_each("items", _lacks(key)), _each("effects", _lacks(key))]})
        for key, (needs, allowed) in FIGURE_ITEM_KEYS.items()
    )
    most = _if(_is_kind("number"), _each("items", {"properties": {"points": {"maxItems": MOST_MEANINGS}}}))
    return {"allOf": [*needed, *refused, most]}


def _if(condition: Form, then: Form, otherwise: Form | None = None) -> Form:
    return {"if": condition, "then": then} | ({"else": otherwise} if otherwise else {})


_PERIOD: Form = {"anyOf": [_has("routine"), _has("title", "minutes")]}
_PICTURES = ("figure", "table", "chart", "quotation", "roles")


def _full_rows() -> Form:
    (columns,) = (key.type for key in keys_of(BLOCKS["table"]) if key.name == "columns")
    assert isinstance(columns, ListOf) and columns.most
    exact = [{"minItems": count, "maxItems": count} for count in range(columns.least, columns.most + 1)]
    return {"allOf": [_if({"properties": {"columns": count}}, _each("rows", count)) for count in exact]}


def _task_for_each_phase() -> Form:
    (phases,) = (key.type for key in keys_of(BLOCKS["roles"]) if key.name == "phases")
    assert isinstance(phases, ListOf) and phases.most
    counts = range(phases.least, phases.most + 1)
    rows = ({"properties": {"tasks": {"minItems": count, "maxItems": count}, "lead": {"maximum": count}}} for count in counts)
    exact = ({"properties": {"phases": {"minItems": count, "maxItems": count}}} for count in counts)
    return {"allOf": [_if(phase, _each("parties", row)) for phase, row in zip(exact, rows, strict=True)]}


def _legible_sizes() -> Form:
    sizes = {role: {"minItems": 1, "items": {"minimum": least}} for role, least in SMALLEST.items()}
    return {"properties": {**sizes, "spacing": {"minItems": 1}}}


def _is_item_kind(kind: ItemKind) -> Form:
    """Require a kind of quiz item; without one it is single choice."""
    return {"properties": {"kind": {"const": kind}}, **({} if kind == "single" else {"required": ["kind"]})}


def _keys_of_item_kinds() -> Form:
    """Require and forbid the keys that only some kinds of quiz items have."""
    return {"allOf": [_if(_is_item_kind(kind), {"allOf": [*_values_of(kind), *_lists_of(kind)]}) for kind in LISTS]}


def _values_of(kind: ItemKind) -> Iterator[Form]:
    for key, (needed, allowed) in VALUES.items():
        if kind in needed:
            yield {"required": [key]}
        elif kind not in allowed:
            yield {"not": {"required": [key]}}


def _lists_of(kind: ItemKind) -> Iterator[Form]:
    for key in dict.fromkeys(key for lists in LISTS.values() for key in lists):
        least, most = LISTS[kind].get(key, (0, 0))
        yield {**({"required": [key]} if least else {}), "properties": {key: {"minItems": least, "maxItems": most}}}


def _pinned_places() -> Form:
    """Let no choice be pinned to a place beyond the others, and none of what is matched."""
    unpinned = _each("distractors", {"not": {"type": "object", "required": ["pinned"]}})
    other_kinds = [_if(_is_item_kind(kind), unpinned) for kind in LISTS if kind not in ("single", "multiple")]
    return {"allOf": [*other_kinds, *_places_among("single", (1,)), *_places_among("multiple", _counts("keys", LISTS["multiple"]))]}


def _counts(key: str, limits: Mapping[str, tuple[int, int]]) -> range:
    least, most = limits[key]
    return range(least, most + 1)


def _places_among(kind: ItemKind, right: Iterable[int]) -> Iterator[Form]:
    for keys, wrong in product(right, _counts("distractors", LISTS[kind])):
        exact = {"distractors": {"minItems": wrong, "maxItems": wrong}, **({} if kind == "single" else {"keys": {"minItems": keys, "maxItems": keys}})}
        place = {"properties": {"pinned": {"maximum": keys + wrong}}}
        among = {"properties": {"key": place, "keys": {"items": place}, "distractors": {"items": place}}}
        yield _if({"allOf": [_is_item_kind(kind), {"properties": exact, "required": list(exact)}]}, among)


RULES = (
    Rule("figure items", "figure", _figure_items()),
    Rule("keys of kinds", "figure", _keys_of_kinds()),
    Rule("items of kinds", "figure", _items_of_kinds()),
    Rule("one extra", "section", {"not": {"anyOf": [{"required": list(pair)} for pair in combinations(EXTRAS, 2)]}}),
    Rule("points or definition", "section", {"not": _has("points", "definition")}),
    Rule("own slide", "section", {"anyOf": [_has(key) for key in ("points", "definition", *_PICTURES)]}),
    Rule("full rows", "table", _full_rows()),
    Rule("task for each phase", "roles", _task_for_each_phase()),
    Rule("prompts or table", "worksheet", {"oneOf": [_has("prompts"), _has("columns")]}),
    Rule("columns and rows", "worksheet", {"anyOf": [_has("columns", "rows"), _lacks("columns", "rows")]}),
    Rule("keys of item kinds", "quiz item", _keys_of_item_kinds()),
    Rule("pinned places", "quiz item", _pinned_places()),
    Rule("module or period", "slot", {"oneOf": [{**_has("module"), **_lacks("title", "minutes", "routine")}, {**_lacks("module"), **_PERIOD}]}),
    Rule("teaches", "programme", {"properties": {"days": {"contains": {"properties": {"slots": {"contains": _has("module")}}}}}}),
    Rule("address", "source", _if({"allOf": [_is("external", TRUE), _lacks("address")]}, _each("facts", _has("address")))),
    Rule("paragraph", "source", _if(_is("external", FALSE), _each("facts", _has("paragraph")))),
    Rule("legible sizes", "slide sizes", _legible_sizes()),
)


def rules_of(block: str) -> list[tuple[Form, Words]]:
    """List the rules of a block with their wordings."""
    return [(rule.condition, _worded(vocabulary().rules[rule.name])) for rule in RULES if rule.block == block]


def _worded(words: Words) -> Words:
    counts = [f"{kind} {least}" if least == most else f"{kind} {least}–{most}" for kind, (least, most) in FIGURE_ITEMS.items()]
    return Words(words.ar.replace("{counts}", "، ".join(counts)), words.en.replace("{counts}", ", ".join(counts)))
