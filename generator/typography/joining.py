"""Join letters for fonts without Arabic OpenType tables, through their presentation-form code points.

Older office fonts have a glyph for each form of a letter and no rules to select it. arabic-reshaper selects the form;
its code points are used only to find the glyphs: the text of a cluster remains the ordinary letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

    from generator.typography.fonts import Face

Placed = tuple[str, tuple[tuple[int, int, int], ...], int]
_LAM_ALIF = tuple(f"ARABIC LIGATURE LAM WITH ALEF{suffix}" for suffix in ("", " WITH HAMZA ABOVE", " WITH HAMZA BELOW", " WITH MADDA ABOVE"))


@cache
def _reshaper() -> ArabicReshaper:
    """Return a reshaper that keeps marks and forms only the mandatory ligature."""
    from arabic_reshaper import ArabicReshaper
    from arabic_reshaper.ligatures import LIGATURES

    options: dict[str, bool] = {"delete_harakat": False, "delete_tatweel": False, "support_ligatures": True}
    return ArabicReshaper(options | {name: name in _LAM_ALIF for name, _ in LIGATURES})


def joined_forms(text: str) -> str:
    """Return the presentation forms of a stretch of Arabic, in logical order."""
    return str(_reshaper().reshape(text))


def joined(face: Face, text: str) -> Iterator[Placed]:
    """Place a stretch of Arabic: text, glyphs (index, x, y) and advance of each cluster, in logical order, in font units.

    A form that the font lacks is replaced by the plain letter. Marks are centred on their letter.
    """
    forms = [form for form in joined_forms(text) if not unicodedata.combining(form)]
    place = 0
    for form in forms:
        letters = letters_of(form)
        start, place = place, _end_of(text, place, letters)
        yield _cluster(face, form, text[start:place])


# As Unicode names the forms of Arabic letters; an ellipsis, too, has a decomposition.
_FORMS = ("<isolated>", "<initial>", "<medial>", "<final>")


def letters_of(form: str) -> int:
    """Count the letters of a presentation form: two in a lam-alif ligature."""
    mapping = unicodedata.decomposition(form)
    return len(mapping.split()) - 1 if mapping.startswith(_FORMS) else 1


def _end_of(text: str, start: int, letters: int) -> int:
    """Return the end of a given number of letters with their marks."""
    place = start
    while place < len(text) and (letters or unicodedata.combining(text[place])):
        letters -= not unicodedata.combining(text[place])
        place += 1
    return place


def _cluster(face: Face, form: str, source: str) -> Placed:
    font = face.font
    glyph = font.get_nominal_glyph(ord(form)) or font.get_nominal_glyph(ord(source[0])) or 0
    advance = font.get_glyph_h_advance(glyph)
    glyphs = [(glyph, 0, 0)]
    for mark in (one for one in source if unicodedata.combining(one)):
        drawn = font.get_nominal_glyph(ord(mark)) or 0
        glyphs.append((drawn, (advance - font.get_glyph_h_advance(drawn)) // 2, 0))
    return source, tuple(glyphs), advance
