"""Prepare a font for a page of HTML that carries it: with what is shown and what may be typed there, as WOFF2 (W3C, 2024)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import uharfbuzz as hb

from generator.storage.cache import cached_bytes
from generator.typography.embedded import may_embed, may_subset
from generator.typography.fonts import Face

# What names and short answers are typed with: Latin with its accents, Arabic, punctuation and the controls of directions.
ALWAYS = ((0x20, 0x7E), (0xA0, 0x17F), (0x600, 0x6FF), (0x2000, 0x206F))


def may_carry(face: Face) -> bool:
    """Return whether a font's permissions allow a page to carry a part of it."""
    return may_embed(face) and may_subset(face)


def web_font(face: Face, characters: Iterable[str], always: Iterable[tuple[int, int]] = ALWAYS) -> bytes:
    """Return a face as WOFF2 with some characters and some ranges, all their features and names, without hinting; cached by content."""
    ranges = tuple(always)
    further = sorted({ord(one) for one in characters if not any(first <= ord(one) <= last for first, last in ranges)})
    further = [code for code in further if face.font.get_nominal_glyph(code) is not None]
    versions = (hb.__version__, version("fonttools"), version("brotli"))
    sources = (face.blob, repr((ranges, further, versions)).encode(), Path(__file__).read_bytes())
    return cached_bytes("web-font", sources, lambda: _compressed(_subset(face, ranges, further)))


def _subset(face: Face, ranges: Iterable[tuple[int, int]], further: Iterable[int]) -> bytes:
    wanted = hb.SubsetInput()
    for first, last in ranges:
        wanted.unicode_set.add_range(first, last)
    for code in further:
        wanted.unicode_set.add(code)
    for kept in (wanted.layout_feature_tag_set, wanted.layout_script_tag_set, wanted.name_id_set, wanted.name_lang_id_set):
        kept.clear()
        kept.invert()
    wanted.flags |= hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(hb.Face(face.blob), wanted).blob.data)


def _compressed(blob: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(blob), recalcTimestamp=False)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
