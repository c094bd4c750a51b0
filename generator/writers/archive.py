"""Write archives reproducibly, Office packages and others: a given date, a fixed order, so that equal content gives equal bytes.

Dates are in UTC: a ZIP file has no time zones.
"""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from generator.model.date import DATE

CONTENT_TYPES = "[Content_Types].xml"
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# Fields that the local and the central header share (APPNOTE.TXT 4.3.7, 4.3.12): version 2.0, no flags, deflated, time, date.
_SHARED = struct.Struct("<5H")
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


def compressed(content: bytes, level: int = zlib.Z_DEFAULT_COMPRESSION) -> Member:
    """Compress the content of a member."""
    deflate = zlib.compressobj(level, wbits=-zlib.MAX_WBITS)
    return Member(zlib.crc32(content), len(content), deflate.compress(content) + deflate.flush())


def packed(members: Mapping[str, Member], date: datetime.datetime = DATE) -> bytes:
    """Write an archive: content types first and the rest by name, all of one date.

    Raises struct.error beyond the limits of a ZIP file (4 GiB, 65,535 members).
    """
    body, directory, shared = io.BytesIO(), io.BytesIO(), _SHARED.pack(20, 0, 8, *_dos_moment(date))
    for name in sorted(members, key=lambda one: (one != CONTENT_TYPES, one)):
        member, encoded, offset = members[name], name.encode("ascii"), body.tell()
        sizes = _SIZES.pack(member.checksum, len(member.deflated), member.size, len(encoded), 0)
        body.write(b"PK\x03\x04" + shared + sizes + encoded + member.deflated)
        directory.write(b"PK\x01\x02\x14\x00" + shared + sizes + _CENTRAL_END.pack(0, 0, 0, _READABLE_BY_OWNER, offset) + encoded)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), directory.tell(), body.tell(), 0)
    return body.getvalue() + directory.getvalue() + end


def _dos_moment(date: datetime.datetime) -> tuple[int, int]:
    """Return the time and the date as MS-DOS counts them, in steps of two seconds, from 1980 (APPNOTE.TXT 4.4.6)."""
    return date.hour << 11 | date.minute << 5 | date.second // 2, (date.year - 1980) << 9 | date.month << 5 | date.day


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


def reproducible(package: bytes, date: datetime.datetime = DATE) -> bytes:
    """Rewrite a package of another writer with one date: that of its members and those within them."""
    moment = f"{date:%Y-%m-%dT%H:%M:%SZ}".encode("ascii")
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return packed({name: compressed(_MOMENT.sub(moment, source.read(name))) for name in source.namelist()}, date)
