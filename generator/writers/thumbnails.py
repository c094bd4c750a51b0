"""Draw the pages of a PDF as small pictures. In: the bytes of a PDF. Out: the bytes of a PNG for each page."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

WIDTH = 480


def thumbnails(pdf: bytes) -> list[bytes]:
    """Draw each page WIDTH pixels wide, as Chrome draws it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_drawn(page) for page in document]
    finally:
        document.close()


def _drawn(page: object) -> bytes:
    picture = page.render(scale=WIDTH / page.get_width()).to_pil()  # type: ignore[attr-defined]
    buffer = io.BytesIO()
    # Flat colours and thin lines: 255 colours show them all in a third of the bytes.
    # Chosen by coverage they stay within a few steps of the true ones; an octree would turn the pale grounds white.
    picture.convert("RGB").quantize(255, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(buffer, "PNG")
    return buffer.getvalue()
