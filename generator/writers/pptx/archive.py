"""Write Office packages reproducibly: fixed dates, fixed order, so that equal content gives equal bytes."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

CONTENT_TYPES = "[Content_Types].xml"
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# Fields that the local and the central header share (APPNOTE.TXT 4.3.7, 4.3.12): version 2.0, no flags, deflated, 1980-01-01 00:00.
_SHARED = struct.pack("<5H", 20, 0, 8, 0, 0x21)
_SIZES = struct.Struct("<3L2H")
_CENTRAL_END = struct.Struct("<3H2L")
_END = struct.Struct("<4s4H2LH")
_READABLE_BY_OWNER = 0o600 << 16
_LOCAL_HEADER_SIZE = 30


class Member(NamedTuple):
    """A compressed member of an archive: the check sum and size of its content, and the deflated bytes."""

    checksum: int
    size: int
    deflated: bytes


def compressed(content: bytes) -> Member:
    """Compress the content of a member."""
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return Member(zlib.crc32(content), len(content), deflate.compress(content) + deflate.flush())


def packed(members: Mapping[str, Member]) -> bytes:
    """Write an archive: content types first and the rest by name.

    Raises struct.error beyond the limits of a ZIP file (4 GiB, 65,535 members).
    """
    body, directory = io.BytesIO(), io.BytesIO()
    for name in sorted(members, key=lambda one: (one != CONTENT_TYPES, one)):
        member, encoded, offset = members[name], name.encode("ascii"), body.tell()
        sizes = _SIZES.pack(member.checksum, len(member.deflated), member.size, len(encoded), 0)
        body.write(b"PK\x03\x04" + _SHARED + sizes + encoded + member.deflated)
        directory.write(b"PK\x01\x02\x14\x00" + _SHARED + sizes + _CENTRAL_END.pack(0, 0, 0, _READABLE_BY_OWNER, offset) + encoded)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), directory.tell(), body.tell(), 0)
    return body.getvalue() + directory.getvalue() + end


def unpacked(archive: bytes) -> dict[str, Member]:
    """Return the members of an archive that `packed` wrote, still compressed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        entries = source.infolist()
    members = {}
    for entry in entries:
        start = entry.header_offset + _LOCAL_HEADER_SIZE + len(entry.filename)
        members[entry.filename] = Member(entry.CRC, entry.file_size, archive[start : start + entry.compress_size])
    return members


def decompressed(member: Member) -> bytes:
    """Return the content of a member."""
    return zlib.decompress(member.deflated, -zlib.MAX_WBITS)


def reproducible(package: bytes) -> bytes:
    """Rewrite a package of another writer with one date: that of its members and those within them."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return packed({name: compressed(_MOMENT.sub(b"2000-01-01T00:00:00Z", source.read(name))) for name in source.namelist()})
