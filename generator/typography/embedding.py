"""Build the font program of a PDF: one code per character, a composite glyph per cluster.

In: clusters as drawn. Out: codes for the content stream, and finally a TrueType subset with the widths and
the characters of its codes. Extractors then find each letter once, in order, whatever the font does with dots, marks
and ligatures: the code of a cluster's first character draws the whole cluster, the codes of the others are blank and
share its advance.

Tables after the OpenType specification 1.9 (glyf, loca, hmtx, maxp, head).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining

from generator.typography.fonts import Face
from generator.typography.shaping import Cluster, ShapedWord

# A mark's share of its cluster's advance: enough to follow its letter, too little to be taken for a space.
MARK_SHARE = 0.08
_ARGS_ARE_WORDS, _ARGS_ARE_XY, _MORE, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x0001, 0x0002, 0x0020, 0x0008, 0x0040, 0x0080
_COMPONENT = _ARGS_ARE_WORDS | _ARGS_ARE_XY
_INSTRUCTIONS = 0x0100
_KEPT = ("head", "hhea", "maxp")


class _Slot(NamedTuple):
    """One code of the embedded font: components (original glyph index, x, y), advance, character. A blank has no components."""

    components: tuple[tuple[int, int, int], ...]
    advance: int
    character: str


@dataclass
class FontProgram:
    """Collect the codes of one face in a document, and write them as a TrueType font."""

    face: Face
    slots: list[_Slot] = field(default_factory=lambda: [_Slot((), 0, "")])
    # The codes of each cluster, by its direction: left to right, then right to left.
    known: tuple[dict[Cluster, str], dict[Cluster, str]] = field(default_factory=lambda: ({}, {}))
    numbers: dict[_Slot, int] = field(default_factory=dict)
    written: dict[ShapedWord, str] = field(default_factory=dict)

    def hexadecimal(self, words: Iterable[ShapedWord]) -> list[str]:
        """Return the codes of each word in visual order, four hexadecimal digits to a code."""
        written = self.written
        return [written.get(word) or self._written(word) for word in words]

    def _written(self, word: ShapedWord) -> str:
        known = self.known[word.rtl]
        codes = "".join([known.get(cluster) or self._added(cluster, word.rtl) for cluster in word.clusters])
        self.written[word] = codes
        return codes

    def _added(self, cluster: Cluster, rtl: bool) -> str:
        """Assign codes to a new cluster, in visual order."""
        advances = _shares(cluster)
        # Right to left, the first character's code is written last: its glyphs extend back over the blanks before it.
        shift = -sum(advances[1:]) if rtl else 0
        drawn = tuple((glyph, x + shift, y) for glyph, x, y in cluster.glyphs if not self._outlines.is_blank(glyph))
        slots = [_Slot(drawn if index == 0 else (), advance, character) for index, (character, advance) in enumerate(zip(cluster.text, advances, strict=True))]
        codes = [f"{self._number(slot):04X}" for slot in slots]
        self.known[rtl][cluster] = "".join(reversed(codes) if rtl else codes)
        return self.known[rtl][cluster]

    def _number(self, slot: _Slot) -> int:
        if slot not in self.numbers:
            self.numbers[slot] = len(self.slots)
            self.slots.append(slot)
        return self.numbers[slot]

    @property
    def _outlines(self) -> _Outlines:
        return _outlines_of(self.face)

    @property
    def widths(self) -> list[int]:
        """Return the advance of each code in thousandths of an em."""
        return [round(slot.advance * 1000 / self.face.upem) for slot in self.slots]

    @property
    def characters(self) -> list[str]:
        """Return the character of each code; code 0 has none."""
        return [slot.character for slot in self.slots]

    def bytes(self) -> bytes:
        """Write the font: composites first, in the order of codes, then the outlines that they need."""
        outlines = self._outlines
        needed = outlines.closure({glyph for slot in self.slots for glyph, _, _ in slot.components})
        renumbered = {glyph: len(self.slots) + index for index, glyph in enumerate(needed)}
        glyphs, metrics = [], []
        for slot in self.slots:
            data, x_min = _composite(slot, outlines, renumbered)
            glyphs.append(data)
            metrics.append((max(0, slot.advance), x_min))
        for glyph in needed:
            glyphs.append(outlines.renumbered(glyph, renumbered))
            metrics.append((0, outlines.bounds(glyph)[0]))
        return _sfnt(outlines.tables, glyphs, metrics)


def _shares(cluster: Cluster) -> list[int]:
    """Divide a cluster's advance among its characters: a little to each mark, the rest equally to the letters."""
    marks = [combining(character) != 0 for character in cluster.text]
    letters = marks.count(False) or 1
    mark = round(cluster.advance * MARK_SHARE) if False in marks else 0
    rest = cluster.advance - mark * marks.count(True)
    shares = [mark if is_mark else rest // letters for is_mark in marks]
    shares[0] += cluster.advance - sum(shares)
    return shares


class _Outlines:
    """Read single glyphs of a TrueType font as raw bytes, without parsing the rest."""

    def __init__(self, face: Face) -> None:
        self.tables = {tag: face.table(tag) for tag in _KEPT}
        self.known_bounds: dict[int, tuple[int, int, int, int]] = {}
        self.glyf = face.table("glyf")
        long_offsets = struct.unpack(">h", self.tables["head"][50:52])[0]
        loca = face.table("loca")
        self.offsets = struct.unpack(f">{len(loca) // 4}L", loca) if long_offsets else tuple(2 * one for one in struct.unpack(f">{len(loca) // 2}H", loca))

    def data(self, glyph: int) -> bytes:
        return bytes(self.glyf[self.offsets[glyph] : self.offsets[glyph + 1]])

    def is_blank(self, glyph: int) -> bool:
        return bool(self.offsets[glyph] == self.offsets[glyph + 1])

    def bounds(self, glyph: int) -> tuple[int, int, int, int]:
        if glyph not in self.known_bounds:
            data = self.data(glyph)
            self.known_bounds[glyph] = struct.unpack(">4h", data[2:10]) if data else (0, 0, 0, 0)
        return self.known_bounds[glyph]

    def closure(self, glyphs: set[int]) -> list[int]:
        found, waiting = set(), sorted(glyphs)
        while waiting:
            glyph = waiting.pop()
            if glyph not in found:
                found.add(glyph)
                waiting.extend(part for _, part in _parts(self.data(glyph)))
        return sorted(found)

    def renumbered(self, glyph: int, numbers: dict[int, int]) -> bytes:
        data = bytearray(self.data(glyph))
        for place, part in _parts(bytes(data)):
            flags = struct.unpack_from(">H", data, place)[0] & ~_INSTRUCTIONS
            struct.pack_into(">HH", data, place, flags, numbers[part])
        return bytes(data)


@lru_cache(maxsize=16)
def _outlines_of(face: Face) -> _Outlines:
    """Return the outlines of a face, which all documents share."""
    return _Outlines(face)


def _parts(data: bytes) -> list[tuple[int, int]]:
    """List the components of a composite glyph: the offset of each record, and its glyph index."""
    if not data or struct.unpack(">h", data[:2])[0] >= 0:
        return []
    parts, place, more = [], 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", data, place)
        parts.append((place, glyph))
        place += 4 + (4 if flags & _ARGS_ARE_WORDS else 2)
        place += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
        more = bool(flags & _MORE)
    return parts


def _composite(slot: _Slot, outlines: _Outlines, numbers: dict[int, int]) -> tuple[bytes, int]:
    """Write a composite glyph; returns its data and its xMin, which must equal its left side bearing."""
    if not slot.components:
        return b"", 0
    boxes = [(outlines.bounds(glyph), x, y) for glyph, x, y in slot.components]
    left, bottom = min(box[0] + x for box, x, _ in boxes), min(box[1] + y for box, _, y in boxes)
    right, top = max(box[2] + x for box, x, _ in boxes), max(box[3] + y for box, _, y in boxes)
    data = struct.pack(">5h", -1, left, bottom, right, top)
    for index, (glyph, x, y) in enumerate(slot.components):
        more = _MORE if index + 1 < len(slot.components) else 0
        data += struct.pack(">HHhh", _COMPONENT | more, numbers[glyph], x, y)
    return data, left


def _sfnt(tables: dict[str, bytes], glyphs: list[bytes], metrics: list[tuple[int, int]]) -> bytes:
    glyf, loca = bytearray(), [0]
    for data in glyphs:
        glyf += data + b"\0" * (-len(data) % 4)
        loca.append(len(glyf))
    head = bytearray(tables["head"])
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    hhea = bytearray(tables["hhea"])
    struct.pack_into(">H", hhea, 34, len(metrics))
    maxp = bytearray(tables["maxp"])
    struct.pack_into(">H", maxp, 4, len(glyphs))
    # Composites may have more components and depth than the original's; no glyph has instructions.
    points, contours = struct.unpack_from(">HH", maxp, 6)
    struct.pack_into(">HH", maxp, 10, min(0xFFFF, points * 8), min(0xFFFF, contours * 8))
    struct.pack_into(">HHHHHHHHH", maxp, 14, 1, 0, 0, 0, 0, 0, 0, 16, 6)
    built = {
        "glyf": bytes(glyf),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": b"".join(struct.pack(">Hh", advance, bearing) for advance, bearing in metrics),
        "loca": struct.pack(f">{len(loca)}L", *loca),
        "maxp": bytes(maxp),
    }
    return _assembled(built)


def _assembled(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << count.bit_length() - 1
    directory = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    body, offset = b"", 12 + 16 * count
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sLLL", tag.encode(), checksum, offset + len(body), len(data))
        body += padded
    whole = bytearray(directory + body)
    total = sum(struct.unpack(f">{len(whole) // 4}L", whole)) & 0xFFFFFFFF
    place = struct.unpack_from(">L", directory, 12 + 16 * sorted(tables).index("head") + 8)[0]
    struct.pack_into(">L", whole, place + 8, (0xB1B0AFBA - total) & 0xFFFFFFFF)
    return bytes(whole)
