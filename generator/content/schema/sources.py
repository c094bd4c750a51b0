"""Sources with their facts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.content.schema.record import Record, items
from generator.content.schema.values import Fingerprint, Identifier, Line, WebAddress


class SourceParagraph(Record):
    """The fingerprint of one paragraph of a source document (white space collapsed, UTF-8, SHA-256)."""

    number: Annotated[int, Field(ge=1)]
    sha256: Fingerprint


class Fact(Record):
    """One statement of a source in our own words, with its paragraph or its page's address."""

    id: Identifier
    paragraph: Annotated[int, Field(ge=1)] | None = None
    address: WebAddress | None = None
    text: Line


SourceKind = Literal["law", "standard", "book", "handbook", "glossary", "framework", "fact-sheet", "press-report", "news", "platform"]


class Source(Record):
    """A source document of facts; one that is external to the seed is marked so in print."""

    id: Identifier
    title: Line
    short: Line
    kind: SourceKind
    language: Literal["ar", "en", "fr"]
    external: bool
    address: WebAddress | None = None
    paragraphs: tuple[SourceParagraph, ...] = ()
    facts: Annotated[tuple[Fact, ...], items(1)]
