"""Messages to authors, worded in English or Arabic from one catalogue, assets/messages.yaml.

The code names a message by its id and gives the values that go with it; no other module holds words that authors read, but the English help of the
command line, whose Arabic is in assets/help.yaml.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from generator import assets
from generator.storage.cache import cached_bytes

Language = Literal["en", "ar"]
# A message among the values is worded in the language of the whole; names are listed with the comma of that language.
Value = str | int | float | tuple[str, ...]
# The wording of each language, by id.
Catalogue = Mapping[str, Mapping[str, str]]


class Message(str):
    """A text in English, with the id and the values from which it is worded in the other language."""

    id: str
    values: Mapping[str, Value]

    def __new__(cls, words: str, name: str, values: Mapping[str, Value]) -> Message:
        made = super().__new__(cls, words)
        made.id, made.values = name, values
        return made

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, Value]]:  # type: ignore[override]
        return str(self), self.id, self.values


def say(name: str, /, **values: Value) -> Message:
    """Return a message of the catalogue with its values.

    Raises KeyError for an id that the catalogue lacks, and for a placeholder without its value.
    """
    kept = {key: _plain(value) for key, value in values.items()}
    return Message(_worded(name, kept, "en"), name, kept)


def worded(message: str, language: Language) -> str:
    """Return the text of a message in a language; any other text as it is."""
    return _worded(message.id, message.values, language) if isinstance(message, Message) else message


def as_data(message: Message) -> dict[str, Any]:
    """Return the id and the values of a message as JSON data."""
    return {"id": message.id, "values": {key: as_data(value) if isinstance(value, Message) else value for key, value in message.values.items()}}


def from_data(data: Mapping[str, Any]) -> Message:
    """Return the message of JSON data."""
    return say(data["id"], **{key: _value(value) for key, value in data["values"].items()})


@cache
def catalogue() -> Catalogue:
    """Return all messages, read once: for each id the wording in each language."""
    return _read("messages")


@cache
def arabic_help() -> Mapping[str, Mapping[str, str]]:
    """Return the Arabic help of the command line: the words of its frame, of commands by their path, of options by their names."""
    return _read("help")


def _read(name: str) -> Mapping[str, Mapping[str, str]]:
    raw = (assets.assets_folder() / f"{name}.yaml").read_bytes()
    return json.loads(cached_bytes(name, (raw, Path(__file__).read_bytes()), lambda: _parsed(raw)))  # type: ignore[no-any-return]


def _worded(name: str, values: Mapping[str, Value], language: Language) -> str:
    return catalogue()[name][language].format_map({key: _shown(value, language) for key, value in values.items()})


class _Number(int):
    """A number among the values; the form `file/files` adds the word for one or for several."""

    def __format__(self, form: str) -> str:
        one, several, words = form.partition("/")
        return f"{int(self)} {one if self == 1 else words}" if several else format(int(self), form)


def _shown(value: Value, language: Language) -> str | int | float:
    if isinstance(value, tuple):
        return catalogue()["separator"][language].join(value)
    if isinstance(value, int):
        return _Number(value)
    return worded(value, language) if isinstance(value, str) else value


def _plain(value: Value) -> Value:
    """Return a text without what subclasses add to it, such as its place: it is kept and sent to other processes."""
    if isinstance(value, Message):
        return value
    if isinstance(value, str):
        return str(value)
    return tuple(map(str, value)) if isinstance(value, tuple) else value


def _value(data: Any) -> Value:
    if isinstance(data, dict):
        return from_data(data)
    return tuple(data) if isinstance(data, list) else data


def _parsed(raw: bytes) -> bytes:
    # The cache avoids this import, which takes longer than a build without changes.
    import yaml

    return json.dumps(yaml.load(raw, getattr(yaml, "CSafeLoader", yaml.SafeLoader)), ensure_ascii=False).encode()
