"""Write items as a package of Anki: a note for each item, a deck for each module. In: an `Assessment`, a locale, a date. Out: bytes.

Identifiers are derived from what they name, so that a package made anew updates the notes that are already there.
"""

from __future__ import annotations

import datetime
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from generator.model.assessment import Assessment, Item, ItemGroup
from generator.model.text import Text
from generator.settings.locale import Locale
from generator.writers.archive import compressed, packed
from generator.writers.quiz.html import block, explanation, html, question
from generator.writers.quiz.items import drawn_for, tags

if TYPE_CHECKING:
    import genanki

NOTE_TYPE = "Haqiba"
STYLE = ".card { direction: rtl; text-align: right; font-size: 20px; line-height: 1.6; }"
# A package is a database and the list of its media files.
DATABASE, MEDIA = "collection.anki2", "media"
# SQLite's header says which version of it wrote the file (Database File Format, 1.3): bytes that differ between machines.
_WRITTEN_BY = slice(96, 100)
# Ids of notes and cards are moments in milliseconds, those of decks and note types may be any number.
_EARLIEST, _MOMENTS, _NUMBERS = 1_400_000_000_000, 100_000_000_000, 1 << 40


def write_anki(assessment: Assessment, locale: Locale, date: datetime.datetime) -> bytes:
    """Write the whole bank."""
    import genanki

    writer = _Writer(assessment, locale)
    package = genanki.Package([writer.deck(group) for group in assessment.groups])
    with closing(sqlite3.connect(":memory:")) as database:
        package.write_to_db(database.cursor(), date.timestamp(), writer.moments())
        database.commit()
        content = bytearray(database.serialize())
    content[_WRITTEN_BY] = bytes(4)
    return packed({DATABASE: compressed(bytes(content)), MEDIA: compressed(b"{}")}, date)


class _Writer:
    """Writes the notes of one bank."""

    def __init__(self, assessment: Assessment, locale: Locale) -> None:
        import genanki

        self.assessment, self.locale = assessment, locale
        self.language = assessment.language.partition("-")[0]
        self.drawn = drawn_for(assessment)
        front, back, name = (locale.label(key) for key in ("question", "answer", "bank_id"))
        self.note_type = genanki.Model(
            _number(NOTE_TYPE, _NUMBERS),
            NOTE_TYPE,
            fields=[{"name": one, "rtl": one != name} for one in (front, back, name)],
            templates=[{"name": front, "qfmt": f"{{{{{front}}}}}", "afmt": f"{{{{FrontSide}}}}<hr id=answer>{{{{{back}}}}}"}],
            css=STYLE,
            sort_field_index=2,
        )

    def deck(self, group: ItemGroup) -> genanki.Deck:
        import genanki

        # Two colons divide the name of a deck from that of the deck that it is in.
        names = (self.assessment.title, group.title.plain)
        deck = genanki.Deck(_number(self._named(group.module), _NUMBERS), "::".join(name.replace("::", ":") for name in names))
        for item in group.items:
            deck.add_note(self._note(item))
        return deck

    def moments(self) -> Iterator[int]:
        """Return the ids of all notes and their cards, in the order in which they are written."""
        for item in (item for group in self.assessment.groups for item in group.items):
            yield from (_EARLIEST + _number(self._named(item.name, part), _MOMENTS) for part in ("note", "card"))

    def _named(self, *names: str) -> str:
        return "/".join((self.assessment.programme, *names))

    def _note(self, item: Item) -> genanki.Note:
        import genanki

        fields = [block(self._front(item), self.language), block(self._back(item), self.language), item.name]
        # A blank would end the name of a tag.
        names = [name.replace(" ", "_") for name in tags(item, self.drawn, self.locale)]
        return genanki.Note(self.note_type, fields, tags=names, guid=hashlib.sha256(self._named(item.name).encode()).hexdigest()[:20])

    def _front(self, item: Item) -> Iterator[str]:
        yield from question(item)
        yield from (self._labelled(self.locale.number(number), prompt) for number, prompt in enumerate(item.prompts, 1))
        yield from (self._choice(item, index) for index in range(len(item.choices)))

    def _back(self, item: Item) -> Iterator[str]:
        """Return the answer, what is told to those who answered wrongly, and why it is right."""
        if item.kind == "matching":
            pairs = enumerate(zip(item.prompts, item.answer, strict=True), 1)
            yield from (f"{self._labelled(self.locale.number(number), prompt)}: {self._choice(item, index)}" for number, (prompt, index) in pairs)
        yield from (self._choice(item, index) for index in item.answer if item.kind != "matching")
        yield from map(html, item.accepted)
        for index, choice in enumerate(item.choices):
            if choice.feedback:
                yield f"{self._choice(item, index)}: {html(choice.feedback)}"
        if item.feedback and item.kind != "true-false":
            yield html(item.feedback)
        yield from map(html, explanation(item))

    def _choice(self, item: Item, index: int) -> str:
        return self._labelled(self.locale.letter(index), item.choices[index].text)

    def _labelled(self, label: str, words: Text) -> str:
        return f"{self.locale.label('ordinal_label', number=label)} {html(words)}"


def _number(name: str, limit: int) -> int:
    """Return the number of a name, from 1 up to a limit."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % (limit - 1) + 1
