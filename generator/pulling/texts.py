"""The texts of the seeds by their origin: what a deck shows of them, and how a change of what is shown changes what is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.content.files import read_bytes
from generator.content.markup import MarkupError, Shown, paragraphs_of, parse_inline, parse_prose, shown_characters
from generator.content.origins import FOLDERS, Origin
from generator.content.reader import Mapping, Scalar, parse_yaml
from generator.content.rewriting import Replacement, node_at, replaced
from generator.content.validation import scalars
from generator.model.text import BulletList, Text, text
from generator.settings.locale import Locale
from generator.writers.pptx.origins import fingerprint, plain

# The files that a record may name; it comes with the deck, and is not to lead elsewhere.
_FILE = re.compile(rf"(?:(?:{'|'.join(FOLDERS)})/)?[^/\\:\x00]+\.yaml")
_MARKUP = re.compile(r"([\\*\[\]])")
_CITES = re.compile(r"\s*\[@[^\]]*\]")
_CLOSING = re.compile(r"\](?:\([^)\s]*\)|\{[^}\s]*\})")
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)+")
_TO_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬٪", "0123456789.,%")


@dataclass(frozen=True)
class SeedText:
    """A text of the seeds, or one paragraph of it, as an edition shows it."""

    origin: Origin
    path: Path
    scalar: Scalar
    locale: Locale

    @property
    def has_markup(self) -> bool:
        """Return whether it may have marks: what decks show of other files are lines without them."""
        return self.origin.file.startswith("modules/")

    @property
    def place(self) -> tuple[int, int]:
        """Return where its paragraph begins and ends in the scalar."""
        return (0, len(self.scalar)) if self.origin.paragraph is None else paragraphs_of(self.scalar)[self.origin.paragraph]

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """Return its characters as the edition shows them, with their places in the scalar; a number that is formatted is one of them."""
        parsed = self._parsed
        characters = shown_characters(self.scalar, *self.place) if self.has_markup else [Shown(one, *place) for one, place in _places(self.scalar)]
        if "".join(one.character for one in characters).rstrip() != parsed.plain.rstrip():
            return ()
        made: list[Shown] = []
        for run, localised in zip(parsed.runs, self.locale.text(parsed).runs, strict=True):
            own, characters = characters[: len(run.text)], characters[len(run.text) :]
            if len(localised.text) == len(run.text):
                made += [one._replace(character=words) for one, words in zip(own, localised.text, strict=True)]
            elif own:
                made.append(Shown(localised.text, own[0].start, own[-1].end))
        return tuple(_tidy(made))

    @property
    def _parsed(self) -> Text:
        if not self.has_markup:
            return text(str(self.scalar))
        if self.origin.paragraph is None:
            return parse_inline(self.scalar)
        return [one for block in parse_prose(self.scalar) for one in (block.items if isinstance(block, BulletList) else (block,))][self.origin.paragraph]

    @cached_property
    def words(self) -> str:
        """Return what is shown."""
        return "".join(one.character for one in self.shown)

    def with_scalar(self, value: str) -> SeedText:
        """Return the text with another value of its scalar, whose places in the file are not known."""
        made = Scalar(value)
        made.span, made.folded, made.key, made._lines = self.scalar.span, self.scalar.folded, self.scalar.key, ()
        return SeedText(self.origin, self.path, made, self.locale)

    def changes(self, replacements: Sequence[Replacement]) -> list[Replacement] | None:
        """Return the changes of the scalar that make these changes of what is shown.

        Returns None if there are none that keep every mark, or if the result would not be shown as was typed.
        """
        expected = replaced(self.words, replacements)
        for locale in (self.locale, None):
            made = [self._change(one, locale) for one in replacements]
            changes = [one for one in made if one]
            if len(changes) == len(made) and self._shows(replaced(self.scalar, changes), expected):
                return changes
        return None

    def _shows(self, value: str, expected: str) -> bool:
        try:
            shown = self.with_scalar(value).words
        except (MarkupError, IndexError):
            return False
        # The edition's digits are those of its locale, whichever were typed.
        return plain(shown).translate(_TO_LATIN) == plain(expected).translate(_TO_LATIN)

    def _change(self, one: Replacement, locale: Locale | None) -> Replacement | None:
        """Return the change of the scalar for one change of what is shown, whose numbers are in a locale's form, or stay as they are."""
        first, before = self._at(one.start)
        last, behind = self._at(one.end)
        words = written(one.words, locale, has_markup=self.has_markup)
        if before or behind:
            inner = self.shown[first : last + bool(behind)]
            words = written(inner[0].character[:before] + one.words + (inner[-1].character[behind:] if behind else ""), locale, has_markup=self.has_markup)
        elif first == last:
            return self._insertion(first, words)
        else:
            inner = self.shown[first:last]
        marks = "".join(self.scalar[one.end : other.start] for one, other in pairwise(inner))
        if "[" in _CITES.sub("", marks) or "]" in _CITES.sub("", marks):
            return None
        start, end = inner[0].start, inner[-1].end
        kept = "".join(_CITES.findall(marks))
        if marks.count("**") % 2 and self.scalar.startswith("**", end):
            # All that was emphasised here is gone.
            end += 2
        elif marks.count("**") % 2:
            kept = f"**{kept}"
        return Replacement(start, end, words + kept)

    def _at(self, offset: int) -> tuple[int, int]:
        """Return the index of the shown character at an offset of what is shown, and how far inside it the offset is."""
        for index, one in enumerate(self.shown):
            if offset < len(one.character):
                return index, offset
            offset -= len(one.character)
        return len(self.shown), 0

    def _insertion(self, index: int, words: str) -> Replacement:
        """Return an insertion before a shown character: behind the marks that end there, before citation marks."""
        start, end = self.place
        place = self.shown[index - 1].end if index else start
        stop = self.shown[index].start if index < len(self.shown) else end
        if not index:
            place = stop
        while place < stop:
            closing = _CLOSING.match(self.scalar, place, stop)
            if closing:
                place = closing.end()
            elif self.scalar.startswith("**", place) and self.scalar.count("**", start, place) % 2:
                place += 2
            else:
                break
        return Replacement(place, place, words)


def _places(words: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Return each character with where it begins and ends."""
    return ((one, (index, index + 1)) for index, one in enumerate(words))


def _tidy(shown: Sequence[Shown]) -> Iterator[Shown]:
    """Return characters as decks are compared: single spaces, none at the ends."""
    ended = len(shown)
    while ended and shown[ended - 1].character.isspace():
        ended -= 1
    before = " "
    for one in shown[:ended]:
        tidy = one._replace(character=re.sub(r"\s", " ", one.character))
        if not (tidy.character == " " == before):
            yield tidy
        before = tidy.character


def written(words: str, locale: Locale | None, *, has_markup: bool = True) -> str:
    """Return how the seeds write what a locale shows: numbers in Latin digits with their signs, and marks that are meant as text escaped."""
    if locale:
        signs = str.maketrans({locale.group: ",", locale.decimal: "."})
        words = _NUMBER.sub(lambda number: number.group().translate(signs), words).translate(_TO_LATIN)
    return _MARKUP.sub(r"\\\1", words) if has_markup else words


class Seeds:
    """The files of the seeds, read when a text of theirs is asked for."""

    def __init__(self, folder: Path, locale: Locale) -> None:
        self.folder = folder
        self.locale = locale
        self.files: dict[str, Mapping] = {}
        self.prints: dict[str, dict[str, list[SeedText]]] = {}

    def find(self, origin: Origin, print_: str) -> SeedText | None:
        """Return the text at an origin that shows what a fingerprint says; or the only other one in its file that does."""
        found = self.now_at(origin)
        if found and fingerprint(found.words) == print_:
            return found
        others = self._by_print(origin.file).get(print_, [])
        return others[0] if len(others) == 1 else None

    def now_at(self, origin: Origin) -> SeedText | None:
        """Return the text at an origin, whatever it shows."""
        path = self.folder / origin.file
        if not _FILE.fullmatch(origin.file) or not path.is_file():
            return None
        if origin.file not in self.files:
            self.files[origin.file] = parse_yaml(str(path), read_bytes(path))
        return self._text(origin, node_at(self.files[origin.file], origin.key))

    def _text(self, origin: Origin, node: Any) -> SeedText | None:
        if not isinstance(node, Scalar):
            return None
        found = SeedText(origin, self.folder / origin.file, node, self.locale)
        try:
            return found if found.shown else None
        except (MarkupError, IndexError):
            return None

    def _by_print(self, file: str) -> dict[str, list[SeedText]]:
        if file not in self.prints:
            self.prints[file] = {}
            for one in (one for scalar in scalars(self.files.get(file, Mapping())) for one in self._texts_of(file, scalar)):
                self.prints[file].setdefault(fingerprint(one.words), []).append(one)
        return self.prints[file]

    def _texts_of(self, file: str, scalar: Scalar) -> Iterator[SeedText]:
        numbers: tuple[int | None, ...] = (None, *range(len(paragraphs_of(scalar)))) if "\n" in scalar else (None,)
        for number in numbers:
            found = self._text(Origin(file, scalar.key, number), scalar)
            if found:
                yield found
