"""Convert a file's nodes to typed records, and report errors in the author's terms.

Diagnostics depend on pydantic's stable error types, never on its messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from itertools import islice
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.content.reader import MOST_ERRORS, Mapping, Scalar, Sequence
from generator.diagnostics import ContentError, Diagnostic, Span, suggestion

Kind = TypeVar("Kind")
Wording = Callable[[str, dict[str, Any], object], tuple[str, str, str]]


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
    if error["type"] == "markup":
        diagnostic: Diagnostic = error["ctx"]["diagnostic"]
        return diagnostic
    path = list(error["loc"])
    key = str(path[-1]) if path else ""
    if error["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        span, owner = _keyplace(root, path), _record_at(record, path[:-1])
        known = list(_keys(owner)) if owner else []
        return Diagnostic(span, "unknown-key", f"the key '{key}' is not known here", suggestion(key, known))
    if error["type"] == "missing":
        return Diagnostic(place(root, path[:-1]), "missing-key", f"the key '{key}' is missing", f"add a line `{key}: …` to this block")
    code, message, hint = WORDINGS[error["type"]](key, error.get("ctx", {}), error["input"])
    return Diagnostic(place(root, path), code, message, hint)


def _fixed(code: str, message: str, hint: str) -> Wording:
    return lambda key, context, _: (code, message.format(key=key, **context), hint.format(key=key, **context))


def _choice(key: str, context: dict[str, Any], value: object) -> tuple[str, str, str]:
    names = [word.strip("' ") for word in context["expected"].replace(" or ", ", ").split(",")]
    return "wrong-value", f"'{value}' is not a value of '{key}'", suggestion(str(value), names)


_NUMBER = _fixed("wrong-type", "'{key}' must be a whole number", "write digits only, such as 15")
_AMOUNT = _fixed("wrong-type", "'{key}' must be a number", "write digits, such as 12 or 12.5")
_LIST = _fixed("wrong-type", "'{key}' must be a list", "begin each item on a line of its own with `- `")
_BLOCK = _fixed("wrong-type", "'{key}' must be a block of keys and values", "write `key: value` lines, indented below it")
_YES_NO = _fixed("wrong-type", "'{key}' must be true or false", "write true or false")

WORDINGS: dict[str, Wording] = {
    "text_expected": _fixed("wrong-type", "'{key}' must be text", "write it as text; put it in quotation marks if it contains a colon or begins with a mark"),
    "text_missing": _fixed("missing-value", "'{key}' has no value", "write its text after the colon"),
    "identifier": _fixed("identifier", "'{key}' must be an id", "use lower-case Latin letters, digits and single hyphens, beginning with a letter, 64 at most"),
    "reserved_name": _fixed(
        "identifier", "'{key}' is a name that Windows keeps for itself", "choose another one; con, nul, aux, prn, com1 and lpt1 name devices"
    ),
    "one_line": _fixed("wrong-type", "'{key}' must be one line of text", "write it after the colon, without a line break or a tab"),
    "title": _fixed("too-long", "'{key}' has {length} characters (at most {most})", "shorten it; it stands in running heads and in the files' properties"),
    "clock": _fixed("wrong-value", "'{key}' must be a time of day", 'write it as "9:30"'),
    "fingerprint": _fixed("wrong-value", "'{key}' must be a SHA-256", "write its 64 hexadecimal digits in lower case"),
    "web_address": _fixed("wrong-value", "'{key}' must be a web address", "begin it with https://"),
    "rows": _fixed(
        "wrong-type", "'{key}' must be a number of rows or a list of row headings", "write digits only, such as 5, or one heading to a line with `- `"
    ),
    "int_parsing": _NUMBER,
    "int_parsing_size": _NUMBER,
    "int_type": _NUMBER,
    "bool_parsing": _YES_NO,
    "bool_type": _YES_NO,
    "tuple_type": _LIST,
    "model_type": _BLOCK,
    "dataclass_type": _BLOCK,
    "model_attributes_type": _BLOCK,
    "literal_error": _choice,
    "string_type": _fixed("wrong-type", "'{key}' must be text", "write it as text, in quotation marks if need be"),
    "string_pattern_mismatch": _fixed("wrong-value", "'{key}' does not have the right form", "compare with the files that come with the kit ({pattern})"),
    "dict_type": _BLOCK,
    "float_parsing": _AMOUNT,
    "float_type": _AMOUNT,
    "finite_number": _AMOUNT,
    "greater_than": _fixed("wrong-value", "'{key}' is too small (more than {gt})", "write a larger number"),
    "less_than": _fixed("wrong-value", "'{key}' is too large (less than {lt})", "write a smaller number"),
    "too_short": _fixed("too-few", "'{key}' has too few items ({actual_length}; at least {min_length})", "add what is missing"),
    "too_long": _fixed("too-many", "'{key}' has too many items ({actual_length}; at most {max_length})", "shorten the list, or divide the section"),
    "greater_than_equal": _fixed("wrong-value", "'{key}' is too small (at least {ge})", "write a larger number"),
    "less_than_equal": _fixed("wrong-value", "'{key}' is too large (at most {le})", "write a smaller number"),
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
