"""The JSON Schema of each type, for what an author types in YAML.

An editor reads `15` as a number and `true` as a truth value where the kit reads text, so a text may be any of these; nothing
at all is no text. A number is typed without quotation marks. All patterns are regular expressions of ECMAScript.
"""

from __future__ import annotations

from typing import Any

from generator.content.schema import CLOCK, DATE, FINGERPRINT, IDENTIFIER, LONGEST_IDENTIFIER, LONGEST_TITLE, RESERVED, WEB_ADDRESS
from generator.reference.keys import Block, Choice, Free, ListOf, Type, Value
from generator.settings.theme import COLOUR

Form = dict[str, Any]

_PLAIN = ["string", "number", "boolean"]
_SPACES = "[ \u00a0\u2009\u202f]"
# One line with at least one character that is not white space.
_LINE: Form = {"type": _PLAIN, "pattern": rf"^{_SPACES}*\S(?:\S|{_SPACES})*$"}
_TEXT: Form = {"type": _PLAIN, "pattern": r"\S"}
# The words that stand for true and for false, which an editor reads as text in YAML 1.2.
_YES, _NO = "[Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Oo][Nn]|[TtYy]", "[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|[Oo][Ff][Ff]|[FfNn]"
TRUE: Form = {"anyOf": [{"enum": [True, 1]}, {"type": "string", "pattern": f"^(?:{_YES})$"}]}
FALSE: Form = {"anyOf": [{"enum": [False, 0]}, {"type": "string", "pattern": f"^(?:{_NO})$"}]}
VALUES: dict[str, Form] = {
    # `true` is an id, too.
    "id": {"type": ["string", "boolean"], "pattern": f"^(?!{RESERVED}$){IDENTIFIER}$", "maxLength": LONGEST_IDENTIFIER},
    "line": _LINE,
    "title": _LINE | {"maxLength": LONGEST_TITLE},
    "text": _TEXT,
    "paragraphs": _TEXT,
    "text or nothing": {"type": [*_PLAIN, "null"]},
    # YAML 1.1 reads 9:30 as 570; the numbers below 60 are no time in any version.
    "time": {"type": ["string", "integer"], "pattern": f"^{CLOCK}$", "minimum": 60, "maximum": 24 * 60 - 1},
    "date": {"type": "string", "pattern": f"^{DATE}$", "format": "date"},
    "fingerprint": {"type": "string", "pattern": f"^{FINGERPRINT}$"},
    "address": {"type": "string", "pattern": f"^{WEB_ADDRESS}$"},
    # YAML reads 000000 and 1E2345 as numbers.
    "colour": {"type": ["string", "number"], "pattern": f"^{COLOUR}$", "minimum": 0},
    "whole number": {"type": "integer"},
    "number": {"type": "number"},
    "yes or no": {"type": ["boolean", "string", "integer"], "pattern": f"^(?:{_YES}|{_NO})$", "minimum": 0, "maximum": 1},
    "word": {"type": [*_PLAIN, "null"]},
    "path": {"type": "string"},
}


def form_of(type_: Type) -> Form:
    """Return the JSON Schema of a type; a block is a reference to its definition."""
    if isinstance(type_, Value):
        return VALUES[type_.name] | _limits(minimum=type_.least, exclusiveMinimum=type_.above, maximum=type_.most)
    if isinstance(type_, Choice):
        return {"enum": [typed for word in type_.words for typed in _as_typed(word)]}
    if isinstance(type_, Block):
        return {"$ref": f"#/$defs/{slug(type_.name)}"}
    if isinstance(type_, ListOf):
        return {"type": "array", "items": form_of(type_.item), **_limits(minItems=type_.least or None, maxItems=type_.most)}
    if isinstance(type_, Free):
        return {"type": "object", "additionalProperties": form_of(type_.item)}
    return {"anyOf": [form_of(one) for one in type_.types]}


def slug(name: str) -> str:
    """Return the name of a block without spaces."""
    return name.replace(" ", "-")


def _limits(**limits: float | None) -> Form:
    return {name: int(limit) if limit == int(limit) else limit for name, limit in limits.items() if limit is not None}


def _as_typed(word: str) -> tuple[str | int, ...]:
    """Return what an editor may read for a word: `24` is a number without its quotation marks."""
    return (word, int(word)) if word.isdecimal() else (word,)
