"""Make an Office package reproducible: fixed dates, fixed order, so that equal content gives equal bytes."""

from __future__ import annotations

import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def reproducible(package: bytes) -> bytes:
    """Rewrite a package's members with one date, content types first and the rest by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        members = {name: _member(name, source.read(name)) for name in source.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(members, key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            target.writestr(entry, members[name])
    return buffer.getvalue()


def _member(name: str, data: bytes) -> bytes:
    """Make a chart's workbook reproducible too: it is a package too, and records its date."""
    if not name.endswith(".xlsx"):
        return data
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.namelist():
            target.writestr(member, _MOMENT.sub(b"2000-01-01T00:00:00Z", source.read(member)))
    return reproducible(buffer.getvalue())
