"""Start a source: from an id, or from a document whose paragraphs are fingerprinted."""

from __future__ import annotations

import re
from pathlib import Path

from generator.content.documents import paragraphs_of
from generator.content.sources import fingerprint
from generator.diagnostics import ContentError, Diagnostic, Span, shortened
from generator.messages import say
from generator.starters.files import filled, schemas_of, write_new


def start_source(seeds: Path, name: str) -> Path:
    """Start a source that is known by its address."""
    return write_new(_place(seeds, name), filled("source.yaml", id=name, schemas=schemas_of(seeds)))


def start_source_from(seeds: Path, document: Path, name: str) -> Path:
    """Start a source from a text or Word document: its paragraphs' fingerprints, and for each an entry for a fact.

    The first entry is ready, the others stand as comments below the beginning of their paragraph. Raises ContentError for a document
    that cannot be read.
    """
    paragraphs = [re.sub(r"\s+", " ", one).strip() for one in paragraphs_of(document)]
    if not paragraphs:
        raise ContentError([Diagnostic(Span(str(document)), say("empty-file.document"), say("empty-file.document.hint"))])
    values = {
        "id": name,
        "schemas": schemas_of(seeds),
        "title": _quoted(shortened(paragraphs[0], 60)),
        "paragraphs": "\n".join(f"  - number: {number}\n    sha256: {fingerprint(one)}" for number, one in enumerate(paragraphs, 1)),
        "facts": "\n".join(_entry(name, number, one) for number, one in enumerate(paragraphs, 1)),
    }
    return write_new(_place(seeds, name), filled("document-source.yaml", **values))


def _place(seeds: Path, name: str) -> Path:
    return seeds / "sources" / f"{name}.yaml"


def _quoted(words: str) -> str:
    """Return words as YAML in single quotation marks."""
    return "'" + words.replace("'", "''") + "'"


def _entry(name: str, number: int, paragraph: str) -> str:
    """Return the entry of a paragraph's fact; only the first is no comment."""
    comment = "" if number == 1 else "# "
    lines = filled("fact.yaml", id=f"{name}-{number}", paragraph=str(number)).rstrip("\n").split("\n")
    return "\n".join([f"  # {number}: {shortened(paragraph, 70)}", *(f"  {comment}{line}" for line in lines)])
