"""Place the QR code of a web address (ISO/IEC 18004): error correction M, a quiet zone of four modules."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from generator.layout.boxes import CodeBox, Frame

QUIET = 4
# Characters allowed in a URI (RFC 3986); all others are escaped, since readers differ in how they take them.
_URI_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"


def place_code(address: str, frame: Frame, alt: str) -> CodeBox | None:
    """Place a code in a square frame, from the quiet zone's edge; return None for an address that is too long for any."""
    # Imported late: few decks have a code.
    import segno

    try:
        code = segno.make_qr(quote(address, safe=_URI_CHARACTERS), error="m", boost_error=False)
    except segno.DataOverflowError:
        return None
    size = frame.width / (len(code.matrix) + 2 * QUIET)
    runs = []
    for y, row in enumerate(code.matrix, QUIET):
        x = QUIET
        for dark, group in groupby(row):
            length = len(list(group))
            if dark:
                runs.append(Frame(frame.x + x * size, frame.y + y * size, length * size, size))
            x += length
    return CodeBox(frame, tuple(runs), alt)
