"""Record in a deck where each of its texts comes from, so that what is changed in it can be found in the seeds.

The record is a custom XML part (ISO/IEC 29500-1, 15.2.5): PowerPoint and LibreOffice keep it, though they drop or rename most else that
could hold it. It names slides and shapes by their identifiers, and in their order, since LibreOffice gives new identifiers. Of texts
it has fingerprints only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from generator.layout.boxes import ChartBox, SetParagraph
from generator.model.text import Text

NAMESPACE = "urn:haqiba:origins"
# The identifiers of slides that PowerPoint and LibreOffice give, which count from 256, do not get here.
_FIRST_IDENTIFIER, _IDENTIFIERS = 1 << 20, 1 << 28
# The marks that the writer adds, and those that an editing program may.
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class RecordedText:
    """Adjacent words of one origin, by the fingerprint of what is shown; or, without an origin, the words that the program adds."""

    words: str
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedParagraph:
    """A paragraph's fingerprint, and what it consists of."""

    print: str
    texts: tuple[RecordedText, ...]


@dataclass(frozen=True, slots=True)
class RecordedShape:
    """The paragraphs of a shape, of all cells of a table row by row, or of a chart; by the shape's identifier."""

    identifier: int
    paragraphs: tuple[RecordedParagraph, ...]


@dataclass(frozen=True, slots=True)
class RecordedSlide:
    """The shapes with text of a slide, in order, and the paragraphs of its notes."""

    identifier: int
    shapes: tuple[RecordedShape, ...]
    notes: tuple[RecordedParagraph, ...]


@dataclass(frozen=True, slots=True)
class DeckRecord:
    """The slides of a deck, and the country of its edition, "" for the regional one."""

    country: str
    slides: tuple[RecordedSlide, ...]

    @property
    def paragraphs(self) -> tuple[RecordedParagraph, ...]:
        """Return all paragraphs: of each slide's shapes, then of its notes."""
        return tuple(one for slide in self.slides for group in (*(shape.paragraphs for shape in slide.shapes), slide.notes) for one in group)


def plain(words: str) -> str:
    """Return words as they are compared: without direction marks, with single spaces, of which no-break spaces are some."""
    return " ".join(_DIRECTION_MARKS.sub("", words).split())


def fingerprint(words: str) -> str:
    """Return the fingerprint of words as they are compared."""
    return hashlib.sha256(plain(words).encode()).hexdigest()[:16]


def slide_identifiers(title: str, count: int) -> list[int]:
    """Return identifiers for the slides of a deck that no program would give by itself."""
    made: list[int] = []
    for number in range(count):
        digest = hashlib.sha256(f"{title}/{number}".encode()).digest()
        identifier = _FIRST_IDENTIFIER + int.from_bytes(digest[:8], "big") % _IDENTIFIERS
        while identifier in made:
            identifier += 1
        made.append(identifier)
    return made


def recorded(words: Text, before: str = "") -> RecordedParagraph:
    """Return the record of a paragraph; `before` are the program's words that precede its text."""
    pieces = [(None, before), *((run.origin, run.text) for run in words.runs)]
    grouped = [(origin, "".join(one for _, one in group)) for origin, group in groupby(pieces, key=lambda piece: piece[0])]
    texts = tuple(RecordedText(fingerprint(one) if origin else re.sub(r"\s+", " ", one), origin) for origin, one in grouped if one)
    return RecordedParagraph(fingerprint("".join(one for _, one in grouped)), texts)


def recorded_chart(box: ChartBox) -> tuple[RecordedParagraph, ...]:
    """Return the record of a chart: its title, its categories, its values."""
    chart = box.chart
    values = (RecordedParagraph(fingerprint(repr(value)), (RecordedText(repr(value)),)) for value in chart.values)
    return (recorded(chart.unit), *map(recorded, chart.categories), *values)


def recorded_box(paragraphs: Iterable[SetParagraph], before: Iterable[str]) -> tuple[RecordedParagraph, ...]:
    """Return the record of a shape's paragraphs, each with the program's words that precede it."""
    return tuple(recorded(one.text, label) for one, label in zip(paragraphs, before, strict=True))


def record_to_xml(record: DeckRecord) -> bytes:
    """Write a record."""
    root = etree.Element(f"{{{NAMESPACE}}}deck", nsmap={None: NAMESPACE}, version="1", country=record.country)
    for slide in record.slides:
        made = _child(root, "slide", id=str(slide.identifier))
        for shape in slide.shapes:
            _write_paragraphs(_child(made, "shape", id=str(shape.identifier)), shape.paragraphs)
        _write_paragraphs(_child(made, "notes"), slide.notes)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _write_paragraphs(parent: etree._Element, paragraphs: Iterable[RecordedParagraph]) -> None:
    for one in paragraphs:
        made = _child(parent, "p", print=one.print)
        for text in one.texts:
            if text.origin is None:
                # As an attribute, since programs drop spaces from elements.
                _child(made, "label", words=text.words)
            else:
                _child(made, "text", origin=text.origin, print=text.words)


def _child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def read_record(data: bytes) -> DeckRecord | None:
    """Read a record; return None if the data is another custom XML part.

    Raises ValueError, KeyError or etree.XMLSyntaxError for a damaged one.
    """
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag != f"{{{NAMESPACE}}}deck":
        return None
    return DeckRecord(root.attrib["country"], tuple(map(_read_slide, root)))


def _read_slide(slide: etree._Element) -> RecordedSlide:
    *shapes, notes = slide
    read = tuple(RecordedShape(int(one.attrib["id"]), tuple(_read_paragraphs(one))) for one in shapes)
    return RecordedSlide(int(slide.attrib["id"]), read, tuple(_read_paragraphs(notes)))


def _read_paragraphs(parent: etree._Element) -> Iterator[RecordedParagraph]:
    for one in parent:
        texts = (RecordedText(text.attrib["print"], text.attrib["origin"]) if "origin" in text.attrib else RecordedText(text.attrib["words"]) for text in one)
        yield RecordedParagraph(one.attrib["print"], tuple(texts))
