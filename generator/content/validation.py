"""Convert a file's nodes to typed records, and report errors in the author's terms.

Diagnostics depend on pydantic's stable error types, never on its messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from itertools import islice
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.content.reader import MOST_ERRORS, Mapping, Scalar, Sequence
from generator.diagnostics import ContentError, Diagnostic, Span, nearest, shortened, suggestion
from generator.messages import Message, say
from generator.model.text import Prose

Kind = TypeVar("Kind")


def validate(record: type[Kind], node: Mapping) -> Kind:
    """Check one file's nodes against its record, a pydantic model or a frozen dataclass.

    Raises ContentError with all diagnostics of the file.
    """
    try:
        return TypeAdapter(record).validate_python(node)
    except ValidationError as error:
        flaws = (one for one in error.errors(include_url=False) if not _is_fallout(one))
        findings = [_diagnostic(record, node, one) for one in islice(flaws, MOST_ERRORS)]
    raise ContentError(findings)


def _is_fallout(error: Any) -> bool:
    """Return whether a list is too short only because its invalid items, which have diagnostics themselves, were not counted."""
    return bool(error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"])


def _diagnostic(record: type, root: Mapping, error: Any) -> Diagnostic:
    kind, path = error["type"], list(error["loc"])
    if kind == "markup":
        diagnostic: Diagnostic = error["ctx"]["diagnostic"]
        return diagnostic
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        owner = _record_at(record, path[:-1])
        return Diagnostic(_keyplace(root, path), say("unknown-key", key=str(path[-1])), _hint_for_unknown(str(path[-1]), owner))
    if kind == "missing":
        return Diagnostic(place(root, path[:-1]), say("missing-key", key=str(path[-1])), _hint_for_missing(str(path[-1]), _record_at(record, path[:-1])))
    if kind == "literal_error" and isinstance(error["input"], Scalar):
        return Diagnostic(place(root, path), *_choice(_named(path), error["input"], error["ctx"]["expected"]))
    name = WORDINGS[kind]
    owner = _record_at(record, path)
    if name == "wrong-type.block" and getattr(owner, "TEXT_KEY", None):
        return Diagnostic(place(root, path), say("wrong-type.text-or-block", key=_named(path)), _hint_for_choice(path, error["input"], owner))
    values = {key: _whole(value) for key, value in error.get("ctx", {}).items()}
    hint = _special_hint(name, error["input"], owner) or say(f"{name}.hint", **values)
    return Diagnostic(place(root, path), say(name, key=_named(path), **values), hint)


# Names under which authors write all choices, the right one among them.
_ALL_CHOICES = ("options", "choices", "answers")


def _hint_for_unknown(key: str, owner: type | None) -> Message:
    keys = _keys(owner) if owner else {}
    return say("unknown-key.options.hint") if key in _ALL_CHOICES and "distractors" in keys else suggestion(key, keys)


def _hint_for_missing(key: str, owner: type | None) -> Message:
    is_pair = owner is not None and set(_keys(owner)) == {"left", "right"}
    return say("missing-key.pair.hint", key=key) if is_pair else say("missing-key.hint", key=key)


def _hint_for_choice(path: list[Any], value: object, owner: Any) -> Message:
    """Return what to write in the place of what is neither a text nor a block: several keys are those of another kind of item."""
    return say("item-key.several.hint") if path[-1] == "key" and isinstance(value, Sequence) else _block_hint(owner)


def _special_hint(name: str, value: object, record: type | None) -> Message | None:
    """Return the hint for what was probably meant by a value of the wrong type, if that can be told."""
    if name == "wrong-type.block" and record:
        return _block_hint(record)
    if name == "wrong-type.list" and isinstance(value, Scalar) and value.startswith("-"):
        return say("wrong-type.list.dash.hint")
    if name == "wrong-type.text" and isinstance(value, Mapping):
        return say("wrong-type.text.block.hint")
    return say("wrong-type.text.list.hint") if name == "wrong-type.text" and isinstance(value, Sequence) else None


def _named(path: list[Any]) -> Message:
    """Return the message that names the last step of a path: a key, or an item of a list."""
    keys = [step for step in path if isinstance(step, str)]
    last = path[-1] if path else ""
    return say("item", number=last + 1, key=keys[-1] if keys else "") if isinstance(last, int) else say("key", key=last)


def _whole(value: Any) -> Any:
    """Return a limit as authors write it, without a decimal point where it is whole."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _choice(key: Message, value: Scalar, expected: str) -> tuple[Message, Message]:
    names = sorted(word.strip("' ") for word in expected.replace(" or ", ", ").split(","))
    close = nearest(value, names)
    hint = say("wrong-value.choice.hint", name=close, names=tuple(names)) if close else suggestion(value, names)
    return say("wrong-value.choice", key=key, value=shortened(value)), hint


def _block_hint(record: type) -> Message:
    """Return what to write in the place of a block, with the keys of its record."""
    required, optional = _keys_of(record, required=True), _keys_of(record, required=False)
    if not optional:
        return say("wrong-type.block.keys.hint", required=required)
    return say("wrong-type.block.more-keys.hint", required=required, optional=optional)


# The id of the message for each of pydantic's error types; that of its hint is the same with `.hint`.
WORDINGS = {
    "bool_parsing": "wrong-type.yes-no",
    "bool_type": "wrong-type.yes-no",
    "clock": "wrong-value.clock",
    "date_form": "wrong-value.date",
    "no_such_date": "wrong-value.no-date",
    "colour": "wrong-value.colour",
    "dataclass_type": "wrong-type.block",
    "dict_type": "wrong-type.block",
    "fingerprint": "wrong-value.fingerprint",
    "finite_number": "wrong-type.amount",
    "float_parsing": "wrong-type.amount",
    "float_type": "wrong-type.amount",
    "greater_than": "wrong-value.more-than",
    "greater_than_equal": "wrong-value.at-least",
    "identifier": "identifier",
    "int_parsing": "wrong-type.number",
    "int_parsing_size": "wrong-type.number",
    "int_type": "wrong-type.number",
    "less_than_equal": "wrong-value.at-most",
    "literal_error": "wrong-type.text",
    "model_attributes_type": "wrong-type.block",
    "model_type": "wrong-type.block",
    "one_line": "wrong-type.line",
    "path_type": "wrong-type.text",
    "reserved_name": "identifier.reserved",
    "rows": "wrong-type.rows",
    "string_type": "wrong-type.text",
    "text_expected": "wrong-type.text",
    "text_missing": "missing-value",
    "title": "too-long",
    "too_long": "too-many",
    "too_short": "too-few",
    "tuple_type": "wrong-type.list",
    "web_address": "wrong-value.address",
}


def place(node: Any, path: Iterable[Any]) -> Span:
    """Return the span of the deepest existing node on a path of keys and indexes."""
    for step in path:
        inner = node.get(step) if isinstance(node, Mapping) else node[step] if isinstance(node, Sequence) and isinstance(step, int) else None
        if inner is None:
            break
        node = inner
    span: Span = node.span
    return span


def _keyplace(root: Mapping, path: list[Any]) -> Span:
    node: Any = root
    for step in path[:-1]:
        node = node[step]
    return node.keys_at.get(path[-1], node.span) if isinstance(node, Mapping) else place(root, path)


def _record_at(record: type, path: list[Any]) -> type | None:
    """Return the record class at a path of keys and indexes."""
    current: type | None = record
    for step in path:
        if isinstance(step, str) and current is not None:
            current = _record_in(_keys(current).get(step))
    return current


def _keys(record: type) -> dict[str, Any]:
    """Map the keys of a record, as named in the file, to their types."""
    if issubclass(record, BaseModel):
        return {field.alias or name: field.annotation for name, field in record.model_fields.items() if name != "span"}
    return get_type_hints(record)


def _keys_of(record: Any, *, required: bool) -> tuple[str, ...]:
    """List the keys of a record that it requires, or those that it does not."""
    if issubclass(record, BaseModel):
        return tuple(name for name, one in record.model_fields.items() if name != "span" and one.is_required() is required)
    return tuple(one.name for one in fields(record) if (one.default is MISSING and one.default_factory is MISSING) is required)


def _record_in(annotation: Any) -> type | None:
    if isinstance(annotation, type) and (is_dataclass(annotation) or issubclass(annotation, BaseModel)):
        return annotation
    for inner in get_args(annotation):
        found = _record_in(inner)
        if found is not None:
            return found
    return None


def scalars(node: Any) -> list[Scalar]:
    """List all scalars of a file, in order."""
    if isinstance(node, Scalar):
        return [node]
    inner = node.values() if isinstance(node, Mapping) else node
    return [scalar for one in inner for scalar in scalars(one)]


def _bare(annotation: Any) -> Any:
    """Return a type without what annotates it."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def prose_in(record: type, node: Any) -> list[Scalar]:
    """List the texts of a file that may hold paragraphs and lists, by the record's types."""
    if isinstance(node, Sequence):
        return [scalar for one in node for scalar in prose_in(record, one)]
    types = _keys(record)
    known = [(types[key], value) for key, value in node.items() if key in types] if isinstance(node, Mapping) else []
    own = [value for annotation, value in known if Prose in (annotation, *map(_bare, get_args(annotation))) and isinstance(value, Scalar)]
    return own + [scalar for annotation, value in known if (inner := _record_in(annotation)) for scalar in prose_in(inner, value)]
