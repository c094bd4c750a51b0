"""Read an edited deck: the words of its slides, shape by shape, and the record of where they came from."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from generator.content.files import read_bytes
from generator.content.origins import Origin
from generator.diagnostics import ContentError, Diagnostic, Span
from generator.messages import Message, say
from generator.writers.pptx.origins import DeckRecord, plain, read_record

# A deck with photographs in it; larger ones, or such as unpack to more, are refused.
MOST_BYTES, MOST_UNPACKED_BYTES = 200_000_000, 1_000_000_000
# What python-pptx, lxml and the reader of archives raise for what is no deck, or a damaged one.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, etree.LxmlError)
_CUSTOM_XML = re.compile(r"customXml/item\d+\.xml")
_FURNITURE = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER)


@dataclass(frozen=True, slots=True)
class EditedShape:
    """The words of a shape's paragraphs, of a table's cells row by row, or of a chart's title, categories and values."""

    identifier: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditedSlide:
    """A slide by its number in the deck, from 1; its shapes with words, in order; its notes."""

    identifier: int
    number: int
    shapes: tuple[EditedShape, ...]
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return its first words."""
        return next((words for shape in self.shapes for words in shape.paragraphs), "")


@dataclass(frozen=True, slots=True)
class EditedDeck:
    """The slides of a deck as it is, and the record of what was built."""

    record: DeckRecord
    slides: tuple[EditedSlide, ...]


def read_deck(path: Path) -> EditedDeck:
    """Read a deck.

    Raises ContentError for a file that is no deck, or was not built here, and Fault for one that cannot be read.
    """
    data = read_bytes(path, MOST_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(one.file_size for one in package.infolist()) > MOST_UNPACKED_BYTES:
                raise _error(path, say("pull.no-deck"), say("pull.no-deck.hint"))
            parts = [package.read(name) for name in package.namelist() if _CUSTOM_XML.fullmatch(name)]
        slides = tuple(_slides(Presentation(io.BytesIO(data))))
    except DAMAGED:
        raise _error(path, say("pull.no-deck"), say("pull.no-deck.hint")) from None
    record = _record(parts)
    if record is None:
        raise _error(path, say("pull.no-record"), say("pull.no-record.hint"))
    return EditedDeck(record, slides)


def _record(parts: Iterable[bytes]) -> DeckRecord | None:
    for part in parts:
        try:
            record = read_record(part)
            # A damaged origin is found here, before anything is compared.
            for one in record.paragraphs if record else ():
                _ = [Origin.parse(text.origin) for text in one.texts if text.origin is not None]
        except (etree.LxmlError, KeyError, ValueError):
            continue
        if record:
            return record
    return None


def _slides(presentation: Any) -> Iterator[EditedSlide]:
    for number, slide in enumerate(presentation.slides, 1):
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        yield EditedSlide(slide.slide_id, number, tuple(_shapes(slide.shapes)), _paragraphs(notes._txBody) if notes is not None else ())


def _shapes(shapes: Any) -> Iterator[EditedShape]:
    for shape in shapes:
        if shape.is_placeholder and shape.placeholder_format.type in _FURNITURE:
            continue
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
            continue
        words = tuple(_words(shape))
        if words:
            yield EditedShape(shape.shape_id, words)


def _words(shape: Any) -> Iterable[str]:
    if shape.has_chart:
        return _chart(shape.chart._chartSpace)
    if shape.has_table:
        return [plain(" ".join(_paragraphs(cell._tc.txBody))) for row in shape.table.rows for cell in row.cells]
    # A shape may do without a place for text.
    return _paragraphs(shape._element.txBody) if shape.has_text_frame and shape._element.txBody is not None else ()


def _chart(chart: Any) -> Iterator[str]:
    """Return the title, the categories and the values of a chart with one series."""
    title = chart.find(f".//{qn('c:title')}")
    yield plain(" ".join(words for body in title.iter(qn("c:rich")) for words in _paragraphs(body))) if title is not None else ""
    yield from (plain(one) for one in _points(chart, "c:cat"))
    yield from (repr(float(one)) for one in _points(chart, "c:val"))


def _points(chart: Any, name: str) -> list[str]:
    axis = chart.find(f".//{qn(name)}")
    points = axis.iter(qn("c:pt")) if axis is not None else ()
    return [one.findtext(qn("c:v")) or "" for one in sorted(points, key=lambda point: int(point.get("idx")))]


def _paragraphs(body: Any) -> tuple[str, ...]:
    """Return the words of the paragraphs of a text body, without the empty ones."""
    words = (plain("".join(_run(one) for one in paragraph)) for paragraph in body.iterchildren(qn("a:p")))
    return tuple(one for one in words if one)


def _run(element: Any) -> str:
    return " " if element.tag == qn("a:br") else "".join(one.text or "" for one in element.iter(qn("a:t")))


def _error(path: Path, message: Message, hint: Message) -> ContentError:
    return ContentError([Diagnostic(Span(str(path)), message, hint)])
