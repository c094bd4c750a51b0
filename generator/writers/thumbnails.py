"""Render the pages of a PDF as thumbnails. In: the bytes of a PDF. Out: the bytes of a PNG for each page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import pypdfium2
from PIL import Image

WIDTH = 480
# The most frequent colours of a page; they stay exact, however close they are to one another.
FLAT_COLOURS = 12
# A palette of PNG holds 256 colours. These are taken as they are, the rest stand for all other colours.
_KEPT, _COLOURS = 192, 256
# Pillow finds the nearest colour for cubes with an edge of four levels, which are 64 classes in each channel.
_EDGE = 4
# A class begins at every fifth level, and one at each level of a flat colour: 52 + 12 = 64.
_STEP = 5

Colour = tuple[int, int, int]


def thumbnails(pdf: bytes, pages: Sequence[int] | None = None) -> list[bytes]:
    """Render pages WIDTH pixels wide with PDFium, as Chrome does: those whose indexes from 0 are given, or all.

    Raises PdfiumError for a page that the PDF does not have.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_drawn(document[index]) for index in (range(len(document)) if pages is None else pages)]
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage) -> bytes:
    picture = page.render(scale=WIDTH / page.get_width()).to_pil()
    buffer = io.BytesIO()
    # The third level takes half the time of the default and adds a twelfth to the size.
    indexed(picture).save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()


def indexed(picture: Image.Image) -> Image.Image:
    """Reduce an RGB picture to a palette: flat colours stay exact, the many steps of antialiasing become fewer.

    A page has few flat colours and about a thousand others along the edges of its letters, each in a few pixels. Colours
    in the same class of all channels become the most frequent of them. Pillow finds the class of each pixel: it looks
    for the nearest entry of a palette in cubes, so each class is given as the corner of a cube.
    """
    colours = _by_frequency(picture)
    classes = red, green, blue = _classes(colours[:FLAT_COLOURS])
    heads: dict[Colour, Colour] = {}
    for colour in colours:
        heads.setdefault((red[colour[0]], green[colour[1]], blue[colour[2]]), colour)
    palette = _reduced(list(heads.values()))
    corners = Image.new("P", (1, 1))
    corners.putpalette([levels[value] for colour in palette for levels, value in zip(classes, colour, strict=True)])
    made = picture.point(red + green + blue).quantize(palette=corners, dither=Image.Dither.NONE)
    made.putpalette([value for colour in palette for value in colour])
    return made


def _by_frequency(picture: Image.Image) -> list[Colour]:
    """List the colours of a picture, the most frequent first."""
    counted: list[tuple[int, Colour]] = picture.getcolors(picture.width * picture.height)  # type: ignore[assignment]
    return [colour for _, colour in sorted(counted, reverse=True)]


def _classes(flat: Sequence[Colour]) -> list[list[int]]:
    """Return for each channel the corners of the classes of its 256 levels; each level of a flat colour begins a class."""
    starts = [sorted({*range(0, 256, _STEP), *(colour[channel] for colour in flat)}) for channel in range(3)]
    return [[_EDGE * number for number, (start, end) in enumerate(pairwise((*one, 256))) for _ in range(end - start)] for one in starts]


def _reduced(colours: list[Colour]) -> list[Colour]:
    """Return at most 256 colours: the most frequent, and some that cover the range of the rest."""
    if len(colours) <= _COLOURS:
        return colours
    kept, rest = colours[:_KEPT], colours[_KEPT:]
    strip = Image.frombytes("RGB", (len(rest), 1), bytes(value for colour in rest for value in colour))
    covering = strip.quantize(_COLOURS - _KEPT, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    return kept + [colour for _, colour in sorted(covering.convert("RGB").getcolors() or ())]  # type: ignore[misc]
