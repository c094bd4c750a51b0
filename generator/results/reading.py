"""Read files of responses as tables: their columns and their rows, as text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.content.files import names_in, read_bytes
from generator.diagnostics import ContentError, Diagnostic, Severity, Span
from generator.messages import Message, say
from generator.participants.tables import Row, tables
from generator.results.columns import Columns, find_table

MOST_BYTES = 50_000_000
# The files of a folder that are read.
SUFFIXES = (".csv", ".xlsx")


@dataclass(frozen=True)
class ResponseFile:
    """A file of responses: its path, its columns, the rows below its headings, and the digest of its bytes."""

    path: str
    columns: Columns
    rows: tuple[Row, ...]
    digest: bytes

    def cell(self, row: Row, place: int | None) -> str:
        """Return the cell of a row in a column, empty if the row or the table does not have it."""
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def told(self, message: Message, hint: Message, line: int = 1) -> Diagnostic:
        """Return a warning about a line."""
        return Diagnostic(Span(self.path, line), message, hint, Severity.WARNING)

    def error(self, message: Message, hint: Message) -> ContentError:
        """Return an error about the file."""
        return ContentError([Diagnostic(Span(self.path), message, hint)])

    @property
    def notices(self) -> Iterator[Diagnostic]:
        """Return a warning about the columns that are not known."""
        used = [(place, heading) for place, heading in self.columns.unknown if heading or any(self.cell(row, place).strip() for row in self.rows)]
        names = tuple(heading or str(place + 1) for place, heading in used)
        if names:
            yield self.told(say("responses-unknown", columns=names), say("responses-unknown.hint"))


@dataclass(frozen=True)
class Batch:
    """What one argument of the command line names: a file of responses, or all files of a folder."""

    path: str
    files: tuple[ResponseFile, ...]

    @property
    def rows(self) -> int:
        """Return how many rows it has."""
        return sum(len(file.rows) for file in self.files)

    def error(self, message: Message, hint: Message) -> ContentError:
        """Return an error about all of it."""
        return ContentError([Diagnostic(Span(self.path), message, hint)])


def read_batch(path: Path) -> Batch:
    """Read a file of responses, or all CSV files and workbooks of a folder: a page on a screen saves a file for each participant.

    Raises ContentError with what is wrong with each file, and Fault.
    """
    if not path.is_dir():
        return Batch(str(path), (read_responses(path),))
    paths = [path / name for name in sorted(names_in(path)) if Path(name).suffix.lower() in SUFFIXES and not name.startswith((".", "~$"))]
    if not paths:
        raise ContentError([Diagnostic(Span(str(path)), say("responses-no-files"), say("responses-no-files.hint"))])
    files: list[ResponseFile] = []
    found: list[Diagnostic] = []
    for one in paths:
        try:
            files.append(read_responses(one))
        except ContentError as error:
            found += error.diagnostics
    if found:
        raise ContentError(found)
    return Batch(str(path), tuple(files))


def read_responses(path: Path) -> ResponseFile:
    """Read the first table of a file whose headings are those of responses.

    Raises ContentError if there is none or it has no row, and Fault if the file cannot be read.
    """
    data, name = read_bytes(path, MOST_BYTES), str(path)
    for table in tables(name, data):
        found = find_table(table)
        if found:
            columns, rows = found
            file = ResponseFile(name, columns, tuple(rows), hashlib.sha256(data).digest())
            if columns.twice:
                raise file.error(say("responses-twice", numbers=tuple(map(str, columns.twice))), say("responses-twice.hint"))
            if not rows:
                raise file.error(say("responses-empty"), say("responses-empty.hint"))
            return file
    raise ContentError([Diagnostic(Span(name), say("responses-no-columns"), say("responses-no-columns.hint"))])
