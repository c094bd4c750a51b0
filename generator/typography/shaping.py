"""Shape words: characters in, clusters of positioned glyphs out.

HarfBuzz shapes at its finest cluster level; for a font without Arabic tables `joining` selects the letter forms.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from generator.typography.fonts import NO_BREAK_HYPHEN, Face
from generator.typography.joining import joined


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """The glyphs of one letter with its marks, or of letters that became one glyph.

    `text` is logical; `glyphs` are (glyph index, x, y) from the cluster's left edge on the baseline; `advance` is its
    width. All in font units. Equal ones are the same object, so that they are fast keys.
    """

    text: str
    glyphs: tuple[tuple[int, int, int], ...]
    advance: int


@dataclass(frozen=True, slots=True, eq=False)
class ShapedWord:
    """A shaped stretch: its clusters in visual order, left to right, and its width in font units.

    The same text is the same object, so that it is a fast key.
    """

    text: str
    rtl: bool
    clusters: tuple[Cluster, ...]
    advance: int


@lru_cache(maxsize=65536)
def _cluster(text: str, glyphs: tuple[tuple[int, int, int], ...], advance: int) -> Cluster:
    return Cluster(text, glyphs, advance)


@lru_cache(maxsize=65536)
def shape(face: Face, text: str, rtl: bool, latin: bool | None = None) -> ShapedWord:
    """Shape text of one direction and one script with a face that has all its characters.

    Unless `latin`, digits and signs take the face's forms for Arabic text; by default left-to-right text is `latin`.
    """
    if rtl and not face.joins_letters:
        clusters = tuple(_cluster(*placed) for placed in joined(face, text))[::-1]
        return ShapedWord(text, rtl, clusters, sum(cluster.advance for cluster in clusters))
    buffer = hb.Buffer()
    buffer.add_str(_as_drawn(face, text))
    buffer.direction = "rtl" if rtl else "ltr"
    arabic = rtl if latin is None else not latin
    buffer.script = "Arab" if arabic else "Latn"
    buffer.language = "ar" if arabic else "en"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(face.font, buffer)
    clusters = _clusters(text, buffer, rtl)
    return ShapedWord(text, rtl, clusters, sum(cluster.advance for cluster in clusters))


def _as_drawn(face: Face, text: str) -> str:
    """Replace a no-break hyphen by the face's hyphen if it has no glyph for it."""
    if NO_BREAK_HYPHEN in text and face.font.get_nominal_glyph(ord(NO_BREAK_HYPHEN)) is None:
        return text.replace(NO_BREAK_HYPHEN, "-")
    return text


def _clusters(text: str, buffer: hb.Buffer, rtl: bool) -> tuple[Cluster, ...]:
    drawn = [(info.cluster, info.codepoint, place.position) for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)]
    if rtl:
        drawn.reverse()
    starts = [place for place, _, _ in drawn]
    if len(set(starts)) == len(starts) and not any(map(unicodedata.combining, text)):
        clusters = [
            _cluster(text[start:end], ((glyph, x, y),), advance)
            for (start, glyph, (x, y, advance, _)), end in zip(drawn, [*starts[1:], len(text)], strict=True)
        ]
    else:
        clusters = _composed(text, drawn if not rtl else drawn[::-1])
    return tuple(reversed(clusters) if rtl else clusters)


def _composed(text: str, drawn: Sequence[tuple[int, int, tuple[int, int, int, int]]]) -> list[Cluster]:
    """Group glyphs, in visual order, into clusters of letters."""
    starts = _starts(text, {place for place, _, _ in drawn})
    glyphs: dict[int, list[tuple[int, int, int]]] = {}
    advances: dict[int, int] = {}
    for place, glyph, (x_offset, y_offset, x_advance, _) in drawn:
        start = starts[place]
        advance = advances.get(start, 0)
        glyphs.setdefault(start, []).append((glyph, advance + x_offset, y_offset))
        advances[start] = advance + x_advance
    bounds = sorted(glyphs)
    return [_cluster(text[start:end], tuple(glyphs[start]), advances[start]) for start, end in zip(bounds, [*bounds[1:], len(text)], strict=True)]


def _starts(text: str, found: set[int]) -> list[int]:
    """Find for each character where its cluster starts: a mark never starts one."""
    starts, start = [], 0
    for index, character in enumerate(text):
        if index in found and not _is_mark(character):
            start = index
        starts.append(start)
    return starts


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) != 0
