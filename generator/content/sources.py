"""Verify a document against the fingerprints in the seeds."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from generator.content.documents import numbered_paragraphs
from generator.content.schema import Source
from generator.diagnostics import ContentError, Diagnostic, Span


def fingerprint(paragraph: str) -> str:
    """Hash a paragraph: white space collapsed, UTF-8, SHA-256 in hexadecimal."""
    return hashlib.sha256(re.sub(r"\s+", " ", paragraph).strip().encode("utf-8")).hexdigest()


def verify(path: Path, sources: tuple[Source, ...]) -> Source:
    """Return the source whose registered paragraphs are those of the document.

    Raises ContentError with the first line of each paragraph that differs from the best matching source.
    """
    paragraphs = numbered_paragraphs(path)
    prints = [fingerprint(line) for _, line in paragraphs]
    documents = [source for source in sources if source.paragraphs]
    if not documents:
        raise ContentError(
            [Diagnostic(Span(str(path)), "no-fingerprints", "no source registers paragraphs", "register them under `paragraphs` in seeds/sources")]
        )
    best = max(documents, key=lambda source: sum(one.sha256 in prints for one in source.paragraphs))
    expected = [paragraph.sha256 for paragraph in best.paragraphs]
    found = [
        Diagnostic(
            Span(str(path), line),
            "changed-paragraph",
            f"paragraph {index} is not the one registered in '{best.id}'",
            "compare the document with the one that the facts were taken from",
        )
        for index, ((line, _), print_) in enumerate(zip(paragraphs, prints, strict=False), 1)
        if index > len(expected) or print_ != expected[index - 1]
    ]
    if len(prints) < len(expected):
        found.append(
            Diagnostic(
                Span(str(path)),
                "missing-paragraph",
                f"the document has {len(prints)} paragraphs, '{best.id}' registers {len(expected)}",
                "use the whole document",
            )
        )
    if found:
        raise ContentError(found)
    return best
