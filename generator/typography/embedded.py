"""Prepare a font for embedding in an Office document: with the scripts that are typed here, in an Embedded OpenType container.

The container is that of the W3C submission of 5 March 2008, version 0x00020001, neither compressed nor encrypted.
"""

from __future__ import annotations

import struct
from pathlib import Path

import uharfbuzz as hb

from generator.storage.cache import cached_bytes
from generator.typography.fonts import Face

# What is typed in Arabic kits: Latin, spacing letters and marks, Greek for formulas, Arabic without its presentation forms, punctuation, currencies, letterlike
# signs, numbers, arrows, mathematics, boxes and shapes, ornate brackets, honorific ligatures.
TYPED = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x3FF), (0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0x1E00, 0x1EFF)),
    *((0x2000, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x2B00, 0x2BFF)),
    *((0xFD3E, 0xFD4F), (0xFDCF, 0xFDCF), (0xFDF0, 0xFDFF), (0xFEFF, 0xFEFF), (0xFFFC, 0xFFFD)),
)
_VERSION, _NO_FLAGS, _MAGIC, _DEFAULT_CHARSET = 0x00020001, 0, 0x504C, 1
# Up to the names: sizes, version, flags, PANOSE, charset, italic, weight, permissions, magic number, Unicode and code page ranges, checksum
# adjustment, four reserved numbers, padding.
_HEADER = struct.Struct("<4I10sBBIHH6II4IH")
_FAMILY, _STYLE, _FULL, _VERSION_NAME = 1, 2, 4, 5
# The permissions of OpenType 1.9, OS/2, fsType: no embedding at all, no subsets, bitmaps only.
_RESTRICTED, _NO_SUBSETS, _BITMAPS_ONLY, _USAGE = 0x0002, 0x0100, 0x0200, 0x000E
_ITALIC = 1


def may_embed(face: Face) -> bool:
    """Return whether a font's permissions allow a document to carry it (OpenType 1.9, OS/2, fsType)."""
    permissions = _permissions(face)
    return permissions & _USAGE != _RESTRICTED and not permissions & _BITMAPS_ONLY


def may_subset(face: Face) -> bool:
    """Return whether a font's permissions allow a document to carry a part of it."""
    return not _permissions(face) & _NO_SUBSETS


def embedded(face: Face) -> bytes:
    """Return a face in a container, whole where its permissions ask for that, and otherwise with what is typed; cached by content."""
    sources = (face.blob, repr(TYPED).encode(), hb.__version__.encode(), Path(__file__).read_bytes())
    return cached_bytes("embedded-font", sources, lambda: contained_in_eot(Face(face.key, face.family, face.weight, _typed(face))))


def _typed(face: Face) -> bytes:
    """Return the font with the characters that are typed, all their features and names, without the names of glyphs and without hinting.

    Instructions for small sizes of screens are a quarter of the kit's text face, and slides have no such sizes.
    """
    if not may_subset(face):
        return face.blob
    wanted = hb.SubsetInput()
    for first, last in TYPED:
        wanted.unicode_set.add_range(first, last)
    for kept in (wanted.layout_feature_tag_set, wanted.layout_script_tag_set, wanted.name_id_set, wanted.name_lang_id_set):
        kept.clear()
        kept.invert()
    wanted.flags |= hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(hb.Face(face.blob), wanted).blob.data)


def contained_in_eot(face: Face) -> bytes:
    """Return a TrueType font in an Embedded OpenType container."""
    names = b"".join(_sized(face, number) for number in (_FAMILY, _STYLE, _VERSION_NAME, _FULL))
    # Behind the names: an empty root string, so that the font belongs to no address.
    tail = names + struct.pack("<H", 0)
    return _header(face, _HEADER.size + len(tail)) + tail + face.blob


def _header(face: Face, size: int) -> bytes:
    os2 = face.table("OS/2")
    weight, permissions = struct.unpack_from(">H2xH", os2, 4)
    ranges = struct.unpack_from(">4I", os2, 42)
    (selection,) = struct.unpack_from(">H", os2, 62)
    pages = struct.unpack_from(">2I", os2, 78) if struct.unpack_from(">H", os2)[0] >= 1 else (0, 0)
    (adjustment,) = struct.unpack_from(">I", face.table("head"), 8)
    return _HEADER.pack(
        *(size + len(face.blob), len(face.blob), _VERSION, _NO_FLAGS, os2[32:42], _DEFAULT_CHARSET, selection & _ITALIC, weight, permissions),
        *(_MAGIC, *ranges, *pages, adjustment, 0, 0, 0, 0, 0),
    )


def _sized(face: Face, number: int) -> bytes:
    """Return a name with its length in bytes before it and padding behind it."""
    name = str(face.font.face.get_name(number) or "").encode("utf-16-le")
    return struct.pack("<H", len(name)) + name + struct.pack("<H", 0)


def _permissions(face: Face) -> int:
    return int(struct.unpack_from(">H", face.table("OS/2"), 8)[0])
