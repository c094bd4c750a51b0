"""Verify a document against the fingerprints in the seeds."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from generator.content.documents import numbered_paragraphs
from generator.content.schema import Source
from generator.diagnostics import ContentError, Diagnostic, Span
from generator.messages import say


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
        raise ContentError([Diagnostic(Span(str(path)), say("no-fingerprints"), say("no-fingerprints.hint"))])
    best = max(documents, key=lambda source: sum(one.sha256 in prints for one in source.paragraphs))
    expected = [paragraph.sha256 for paragraph in best.paragraphs]
    found = [
        Diagnostic(Span(str(path), line), say("changed-paragraph", number=index, source=best.id), say("changed-paragraph.hint"))
        for index, ((line, _), print_) in enumerate(zip(paragraphs, prints, strict=False), 1)
        if index > len(expected) or print_ != expected[index - 1]
    ]
    if len(prints) < len(expected):
        message = say("missing-paragraph", found=len(prints), source=best.id, registered=len(expected))
        found.append(Diagnostic(Span(str(path)), message, say("missing-paragraph.hint")))
    if found:
        raise ContentError(found)
    return best
