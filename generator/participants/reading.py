"""Read a file of participants as a roster."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from generator.content.files import read_bytes
from generator.diagnostics import ContentError, Diagnostic, Span
from generator.messages import Message, say
from generator.model.roster import Roster
from generator.participants.headings import COLUMN_NAMES, Columns, find_columns
from generator.participants.rows import judged
from generator.participants.tables import Row, tables

MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class RosterReading:
    """A roster, the diagnostics of its rows, how many rows there were, and the columns that were found."""

    roster: Roster
    findings: tuple[Diagnostic, ...]
    rows: int
    columns: tuple[Message, ...]


def read_roster(path: Path) -> RosterReading:
    """Read the participants of a file; rows with a flaw are left out.

    Raises ContentError if there are none, and Fault if the file cannot be read.
    """
    data, name = read_bytes(path, MOST_BYTES), str(path)
    rows, columns, width = _chosen(name, data)
    if not rows:
        raise _error(name, say("participants-empty"), say("participants-empty.hint"))
    result = judged(name, rows, columns, width)
    if not result.participants:
        raise ContentError([*result.findings, Diagnostic(Span(name), say("participants-none"), say("participants-none.hint"))])
    shown = tuple(say(name) for field, name in COLUMN_NAMES.items() if field in columns or field == "name")
    return RosterReading(Roster(result.participants, name, hashlib.sha256(data).hexdigest()), result.findings, len(rows), shown)


def _chosen(name: str, data: bytes) -> tuple[list[Row], Columns, int]:
    """Return the rows below the headings of the first table with a column of names, its columns, and how many headings it has."""
    is_empty = True
    for table in tables(name, data):
        is_empty = is_empty and not table
        found = find_columns(table)
        if found:
            columns, index = found
            return table[index + 1 :], columns, len(table[index].cells)
    if is_empty:
        raise _error(name, say("participants-empty"), say("participants-empty.hint"))
    raise _error(name, say("participants-no-names"), say("participants-no-names.hint"))


def _error(path: str, message: Message, hint: Message) -> ContentError:
    return ContentError([Diagnostic(Span(path), message, hint)])
