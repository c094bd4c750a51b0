"""Read the descriptions of all keys, types, rules and elements, in Arabic and in English. In: assets/reference. Out: frozen records."""

from __future__ import annotations

from functools import cache

from generator.assets import assets_folder
from generator.content.reader import read_yaml
from generator.content.validation import validate
from generator.content.variant import settings_record

LANGUAGES = ("ar", "en")


@settings_record
class Words:
    """A text in both languages."""

    ar: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.ar if language == "ar" else self.en

    @property
    def both(self) -> str:
        """Return both texts, Arabic first, as editors show them."""
        return f"{self.ar}\n\n{self.en}"


@settings_record
class KeyWords:
    """The description of a key, the outputs that print it, and its effect if it is no text."""

    ar: str
    en: str
    printed: tuple[str, ...] = ()
    effect: Words | None = None

    def __getitem__(self, language: str) -> str:
        return self.ar if language == "ar" else self.en

    @property
    def words(self) -> Words:
        """Return the description."""
        return Words(self.ar, self.en)


@settings_record
class BlockWords:
    """The name and description of a block, with its keys by name."""

    name: Words
    about: Words
    keys: dict[str, KeyWords]


@settings_record
class TypeWords:
    """The name of a type, and how its values are written."""

    name: Words
    written: Words


@settings_record
class Element:
    """An example of a block: its place in the example kit, and the output that its picture shows.

    `at` is a path of keys, of ids of items, and of indexes from 0, or nothing for the whole file; `through` is the last key
    that is quoted, if there are several.
    """

    title: Words
    block: str
    file: str
    at: str
    through: str = ""
    drawn: str = ""


@settings_record
class Vocabulary:
    """What is said beside the keys: outputs, types, rules, the words of the pages, and the elements."""

    outputs: dict[str, Words]
    types: dict[str, TypeWords]
    rules: dict[str, Words]
    page: dict[str, Words]
    quoting: tuple[Words, ...]
    elements: dict[str, Element]


@settings_record
class Descriptions:
    """The blocks by name."""

    blocks: dict[str, BlockWords]


@cache
def descriptions() -> dict[str, BlockWords]:
    """Return the descriptions of all blocks."""
    return validate(Descriptions, read_yaml(assets_folder() / "reference" / "keys.yaml")).blocks


@cache
def vocabulary() -> Vocabulary:
    """Return all other words."""
    return validate(Vocabulary, read_yaml(assets_folder() / "reference" / "words.yaml"))
