"""Read the paragraphs of a document that facts are taken from: a text file, or a Word document.

In: a file. Out: its paragraphs that are not empty, in reading order; those of a table row by row.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.content.files import read_bytes
from generator.content.reader import as_text
from generator.diagnostics import ContentError, Diagnostic, Span
from generator.messages import say

# A Word document holds its pictures.
MOST_BYTES = 50_000_000

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document


def paragraphs_of(path: Path) -> list[str]:
    """Return the paragraphs of a document.

    Raises ContentError if it is neither text in UTF-8 nor a Word document.
    """
    return [one for _, one in numbered_paragraphs(path)]


def numbered_paragraphs(path: Path) -> list[tuple[int, str]]:
    """Return the paragraphs of a document with the line of each in a text file, and with their number in a Word document."""
    raw = read_bytes(path, MOST_BYTES)
    if path.suffix.lower() != ".docx":
        return [(line, words) for line, words in enumerate(as_text(str(path), raw).split("\n"), 1) if words.strip()]
    return list(enumerate((words for words in _word_paragraphs(path, raw) if words.strip()), 1))


def _word_paragraphs(path: Path, raw: bytes) -> Iterator[str]:
    # python-docx takes a tenth of a second to import.
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(raw))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError):
        raise ContentError([Diagnostic(Span(str(path)), say("unreadable-file.word"), say("unreadable-file.word.hint"))]) from None
    yield from _inside(document)


def _inside(container: Document | BlockItemContainer) -> Iterator[str]:
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                # A merged cell stands in each column that it spans.
                for cell in dict.fromkeys(row.cells):
                    yield from _inside(cell)
        else:
            yield block.text
