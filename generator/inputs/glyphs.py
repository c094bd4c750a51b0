"""Find the characters without a glyph in any font of the kit: in the seeds, and in the kit's own labels and marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.content.reader import Scalar
from generator.diagnostics import Diagnostic, Severity, Span
from generator.messages import say
from generator.model.roster import Roster
from generator.settings.locale import Locale
from generator.typography.fonts import Face, FontSet

# Characters that outputs add to the seeds and labels: bullets, digits of both kinds, signs of numbers.
MARKS = "•0123456789٠١٢٣٤٥٦٧٨٩.,:%٪٫٬/-+()[]"


def missing_glyphs(texts: Iterable[Scalar], locale: Locale | None, faces: FontSet, theme_at: Span) -> Iterator[Diagnostic]:
    """Report each character without a glyph at its place, or for labels at the line that names the theme."""
    cannot = _MissingCharacters(faces)
    for text in texts:
        for place in cannot.places(text):
            message = say("no-glyph", character=text[place], number=ord(text[place]))
            yield Diagnostic(text.at(place), message, say("no-glyph.hint"))
    for owner, key, words in _own(locale):
        for character in dict.fromkeys(words[place] for place in cannot.places(words)):
            message = say("no-glyph.own", character=character, number=ord(character), owner=say(owner, key=key))
            yield Diagnostic(theme_at, message, say("no-glyph.own.hint"))


def _own(locale: Locale | None) -> Iterator[tuple[str, str, str]]:
    """List what the kit prints by itself: the id of the message that names it, its key, its text."""
    yield "owner.marks", "", MARKS
    if locale is None:
        return
    signs = (locale.decimal, locale.group, locale.percent, locale.morning, locale.afternoon, *locale.option_letters)
    yield "owner.edition", "", "".join((*signs, *locale.months, *locale.weekdays, locale.territory))
    for key, words in locale.labels.items():
        yield "owner.label", key, words
    for key, words in locale.bloom.items():
        yield "owner.level", key, words
    for key, forms in locale.counted.items():
        yield "owner.counted", key, "".join(forms)


def printable(roster: Roster, faces: FontSet) -> tuple[Roster, tuple[Diagnostic, ...]]:
    """Return the participants whose names have a glyph for each character, and a warning with the line of each other one."""
    cannot, kept, found = _MissingCharacters(faces), [], []
    for one in roster.participants:
        words = f"{one.name} {one.organisation} {one.country}"
        places = cannot.places(words)
        if places:
            message = say("participant-no-glyph", number=ord(words[places[0]]))
            found.append(Diagnostic(Span(roster.path, one.line), message, say("participant-no-glyph.hint"), Severity.WARNING))
        else:
            kept.append(one)
    return replace(roster, participants=tuple(kept)), tuple(found)


def printable_names(names: Iterable[str], faces: FontSet) -> list[str]:
    """Return names, empty if no font has a glyph for one of their characters."""
    cannot = _MissingCharacters(faces)
    return ["" if cannot.places(name) else name for name in names]


class _MissingCharacters:
    """Find the characters of a text that have no glyph in regular or bold."""

    def __init__(self, faces: FontSet) -> None:
        regular, bold = faces.face("text"), faces.face("text", bold=True)
        self.books: list[list[Face]] = [[face, *faces.fallbacks(face)] for face in (regular, bold)]
        self.known: set[str] = set()

    def places(self, text: str) -> list[int]:
        missing = {one for one in set(text) - self.known if not one.isspace() and not all(any(face.has(one) for face in book) for book in self.books)}
        self.known.update(set(text) - missing)
        return [place for place, character in enumerate(text) if character in missing] if missing else []
