"""Shape words: characters in, clusters of positioned glyphs out.

HarfBuzz shapes at its finest cluster level; for a font without Arabic tables `joining` chooses the letters' forms.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from generator.typography.fonts import Face
from generator.typography.joining import joined


@dataclass(frozen=True, slots=True)
class Cluster:
    """The glyphs that stand for one letter with its marks, or for letters that became one glyph.

    `text` is logical; `glyphs` are (glyph index, x, y) from the cluster's left edge on the baseline; `advance` is its
    width. All in font units.
    """

    text: str
    glyphs: tuple[tuple[int, int, int], ...]
    advance: int


@dataclass(frozen=True, slots=True, eq=False)
class ShapedWord:
    """A shaped stretch: its clusters in visual order, left to right, and its width in font units.

    The same stretch is the same object, which makes it a quick key.
    """

    text: str
    rtl: bool
    clusters: tuple[Cluster, ...]
    advance: int


@lru_cache(maxsize=65536)
def shape(face: Face, text: str, rtl: bool) -> ShapedWord:
    """Shape a stretch of one direction and one script with a face that has all its characters."""
    if rtl and not face.joins_letters:
        clusters = tuple(Cluster(*placed) for placed in joined(face, text))[::-1]
        return ShapedWord(text, rtl, clusters, sum(cluster.advance for cluster in clusters))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = "Arab" if rtl else "Latn"
    buffer.language = "ar" if rtl else "en"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(face.font, buffer)
    clusters = _clusters(text, buffer, rtl)
    return ShapedWord(text, rtl, clusters, sum(cluster.advance for cluster in clusters))


def _clusters(text: str, buffer: hb.Buffer, rtl: bool) -> tuple[Cluster, ...]:
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    bounds = [one for one in starts if one == starts[0] or not _is_mark(text[one])]
    gathered: dict[int, list[tuple[int, int, int]]] = {one: [] for one in bounds}
    advances = dict.fromkeys(bounds, 0)
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        start = _last_not_after(bounds, info.cluster)
        gathered[start].append((info.codepoint, advances[start] + place.x_offset, place.y_offset))
        advances[start] += place.x_advance
    ends = [*bounds[1:], len(text)]
    clusters = [Cluster(text[start:end], tuple(gathered[start]), advances[start]) for start, end in zip(bounds, ends, strict=True)]
    return tuple(reversed(clusters) if rtl else clusters)


def _last_not_after(bounds: list[int], place: int) -> int:
    return bounds[bisect_right(bounds, place) - 1]


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) != 0
