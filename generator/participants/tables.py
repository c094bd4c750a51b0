"""Read the rows of a CSV file or of a workbook, as text.

Which separator or which sheet is meant shows only where the headings are, so that a file gives several tables to choose from.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from generator.diagnostics import ContentError, Diagnostic, Span
from generator.messages import Message, say
from generator.participants.encodings import decoded

# More rows, or a larger workbook once unpacked, is no list of participants.
MOST_ROWS = 50_000
MOST_UNPACKED = 300_000_000
# A sheet that was formatted to its last row has a million empty ones.
MOST_EMPTY_ROWS = 5_000
_SEPARATORS, _NO_SEPARATOR = (",", ";", "\t"), "\x1f"
# A row of separators alone is empty.
_BLANK = " \t\r\n\u00a0,;"
# With the first bytes begins an older workbook of Excel, or one with a password, with the second any archive.
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


class Row(NamedTuple):
    """One row that is not empty: its line, from 1, and its cells."""

    line: int
    cells: tuple[str, ...]


def tables(path: str, data: bytes) -> Iterator[list[Row]]:
    """Return the tables that a file may hold, each with its rows.

    Raises ContentError if it is neither text nor a workbook, or has too many rows.
    """
    if data.startswith(_OLE):
        raise _error(path, say("participants-old-workbook"), say("participants-old-workbook.hint"))
    yield from _sheets(path, data) if data.startswith(_ZIP) else _readings(path, decoded(path, data))


def _readings(path: str, text: str) -> Iterator[list[Row]]:
    """Read text as one column, then with each separator that its beginning has."""
    beginning = "".join(islice(io.StringIO(text), 20))
    found = sorted((one for one in _SEPARATORS if one in beginning), key=beginning.count, reverse=True)
    # A heading that is known as it stands has no separator in it.
    for separator in (_NO_SEPARATOR, *found):
        yield _bounded(path, _rows(path, text, separator))


def _rows(path: str, text: str, separator: str) -> Iterator[Row]:
    # Only the line end that the file has ends a row: reading "\r" as one would count lines twice.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error:
        raise ContentError([Diagnostic(Span(path, line), say("participants-quotation"), say("participants-quotation.hint"))]) from None


def _sheets(path: str, data: bytes) -> Iterator[list[Row]]:
    """Read each sheet of a workbook, formulas as the values that Excel last computed."""
    import openpyxl

    with zipfile.ZipFile(io.BytesIO(data)) if zipfile.is_zipfile(io.BytesIO(data)) else _broken(path) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
            raise _error(path, say("participants-large-workbook", most=MOST_UNPACKED // 1_000_000), say("participants-large-workbook.hint"))
    with warnings.catch_warnings():
        # What openpyxl does not know, such as the rules of a cell, does not matter here.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                # The size that a sheet states may be wrong.
                sheet.reset_dimensions()
                rows = (Row(number, tuple(map(_shown, cells))) for number, cells in enumerate(sheet.iter_rows(values_only=True), 1))
                yield _bounded(path, rows)
        except ContentError:
            raise
        except Exception:
            # openpyxl raises whatever the flaw of a file leads to.
            raise _no_workbook(path) from None


def _broken(path: str) -> zipfile.ZipFile:
    raise _no_workbook(path)


def _no_workbook(path: str) -> ContentError:
    return _error(path, say("participants-no-workbook"), say("participants-no-workbook.hint"))


def _shown(value: Any) -> str:
    """Return the value of a cell as a reader sees it: a whole number without its point."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _bounded(path: str, rows: Iterable[Row]) -> list[Row]:
    """Return the rows that are not empty, up to the limit. Raises ContentError beyond it."""
    kept: list[Row] = []
    empty = 0
    for row in rows:
        if not any(cell.strip(_BLANK) for cell in row.cells):
            empty += 1
            if empty > MOST_EMPTY_ROWS:
                break
            continue
        empty = 0
        kept.append(row)
        if len(kept) > MOST_ROWS:
            raise _error(path, say("participants-too-many", most=MOST_ROWS), say("participants-too-many.hint"))
    return kept


def _error(path: str, message: Message, hint: Message) -> ContentError:
    return ContentError([Diagnostic(Span(path), message, hint)])
