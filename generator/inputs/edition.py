"""An edition: what all its programmes share. In: the kit's settings and assets. Out: a frozen `Edition`.

An edition can be sent to another process; each process opens the fonts of a theme once.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from generator.model.fonts import FontFamily
from generator.settings.locale import Locale
from generator.settings.theme import Theme
from generator.typography.embedded import may_embed
from generator.typography.fonts import FontSet, Role, font_licence

# The families that decks name; the PDFs have the symbols too.
DECK_ROLES: tuple[Role, ...] = ("heading", "text")


@dataclass(frozen=True)
class Edition:
    """The theme and the locale of one edition, and the date in UTC that its files state."""

    theme: Theme
    locale: Locale
    date: datetime.datetime

    @property
    def faces(self) -> FontSet:
        """Return the theme's faces, opened once in each process."""
        return open_faces(self.theme)


@lru_cache(maxsize=4)
def open_faces(theme: Theme) -> FontSet:
    """Return the faces of a theme, opened on demand."""
    return FontSet(theme)


def font_families(theme: Theme) -> tuple[FontFamily, ...]:
    """List the families that decks name: their files, their licence, the file with its text, and whether decks carry them."""
    faces = open_faces(theme)
    families: dict[str, FontFamily] = {}
    for role in DECK_ROLES:
        name = faces.families[role].name
        members = [faces.face(role, bold=bold) for bold in (False, True)]
        licence_file = _licence_file(name) if font_licence(faces.families[role]) else ""
        embedded = theme.embed_fonts and all(map(may_embed, members))
        families[name] = FontFamily(name, tuple(face.file_name for face in members), members[0].licence, licence_file, embedded)
    return tuple(families.values())


def font_files(theme: Theme) -> dict[str, bytes]:
    """Return the font files that decks name, and the texts of their licences, by file name."""
    faces = open_faces(theme)
    opened = [faces.face(role, bold=bold) for role in DECK_ROLES for bold in (False, True)]
    licences = {_licence_file(faces.families[role].name): font_licence(faces.families[role]) for role in DECK_ROLES}
    return {face.file_name: face.blob for face in opened} | {name: words for name, words in licences.items() if words}


def _licence_file(family: str) -> str:
    return f"{family.replace(' ', '-')}-licence.txt"
