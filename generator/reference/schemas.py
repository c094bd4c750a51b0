"""Make the JSON Schema (draft 2020-12) of each kind of file, with which editors complete and check YAML while it is typed.

In: keys, forms, rules, descriptions and the values of the example kit. Out: the schema of each kind of file by its name.
"""

from __future__ import annotations

import json

from generator.reference.examples import typed_values
from generator.reference.forms import VALUES, Form, form_of, slug
from generator.reference.keys import BLOCKS, FILES, NAMES, VARIANTS, Block, Key, Type, Value, blocks_within, keys_of
from generator.reference.rules import rules_of
from generator.reference.words import Words, descriptions, vocabulary

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_files() -> dict[str, bytes]:
    """Return the schemas as files by name."""
    return {f"{name}.json": (json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n").encode() for name in FILES}


def schema_of(file: str) -> Form:
    """Return the schema of a kind of file, by its name in FILES."""
    root, *inner = blocks_within(NAMES[FILES[file]])
    variant = file in VARIANTS
    definitions = {"$defs": {slug(name): _block(name, variant) for name in inner}} if inner else {}
    return {"$schema": DRAFT, **_block(root, variant), **(_inheritance(root) if variant else {}), **definitions}


def _block(name: str, variant: bool) -> Form:
    words, keys = descriptions()[name], keys_of(BLOCKS[name])
    rules = [_told(*rule) for rule in rules_of(name)]
    required = [key.name for key in keys if key.required]
    return {
        "title": f"{words.name.ar} — {words.name.en}",
        "description": words.about.both,
        "type": "object",
        "properties": {key.name: _property(name, key) for key in keys},
        # Where a file may inherit, only one without a base must have all keys.
        **({} if variant or not required else {"required": required}),
        "additionalProperties": False,
        **({"allOf": rules} if rules else {}),
    }


def _property(block: str, key: Key) -> Form:
    form = _with_wording(key.type, form_of(key.type))
    default = {} if key.default is None else {"default": key.default}
    example = typed_values().get((block, key.name))
    return {"description": descriptions()[block].keys[key.name].words.both, **form, **default, **({"examples": [example]} if example is not None else {})}


def _with_wording(type_: Type, form: Form) -> Form:
    """Add what an editor says where a value does not match its pattern."""
    if isinstance(type_, Value) and "pattern" in VALUES[type_.name]:
        is_text = VALUES[type_.name] is VALUES["text"]
        words = vocabulary().page["empty"] if is_text else vocabulary().types[type_.name].written
        return {**form, "patternErrorMessage": words.both}
    inner = getattr(type_, "item", None)
    return {**form, "items": _with_wording(inner, form["items"])} if inner is not None and "items" in form else form


def _told(condition: Form, words: Words) -> Form:
    """Add what an editor says where a rule is broken."""
    return {**condition, "errorMessage": words.both}


def _inheritance(root: str) -> Form:
    """Allow `base`, and require all keys of a file without it."""
    base = {"description": vocabulary().page["base"].both, **form_of(Value("line"))}
    own = _block(root, variant=True)
    return {"properties": {"base": base, **own["properties"]}, "if": {"required": ["base"]}, "else": _all_required(root)}


def _all_required(name: str) -> Form:
    keys = keys_of(BLOCKS[name])
    inner = {key.name: _all_required(key.type.name) for key in keys if isinstance(key.type, Block)}
    return {"required": [key.name for key in keys if key.required], **({"properties": inner} if inner else {})}
