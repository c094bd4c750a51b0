"""Write tables as Excel workbooks, reproducibly. In: rows of words and numbers. Out: cells, bytes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from generator.writers.archive import compressed, packed

PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def put(sheet: Any, row: int, values: Sequence[str | int], *, bold: bool = False) -> None:
    """Write a row of a sheet from its first column: words right to left, never as a formula, and numbers."""
    from openpyxl.cell.cell import TYPE_STRING

    for column, value in ((column, value) for column, value in enumerate(values, 1) if value != ""):
        cell = sheet.cell(row, column, value)
        cell.style = _style(sheet.parent, words=isinstance(value, str), bold=bold)
        if isinstance(value, str):
            # Excel would calculate what begins with =, and what begins with + - @ once somebody edits it.
            cell.data_type = TYPE_STRING
            cell.quotePrefix = value[0] in "=+-@"


def _style(workbook: Any, *, words: bool, bold: bool) -> str:
    """Return the name of a style of cells, which is added once: openpyxl compares fonts and alignments of single cells slowly."""
    from openpyxl.styles import Alignment, Font, NamedStyle

    name = f"{'Words' if words else 'Number'}{' bold' if bold else ''}"
    if name not in workbook.named_styles:
        alignment = Alignment(horizontal="right" if words else None, vertical="top", wrap_text=True, readingOrder=2)
        workbook.add_named_style(NamedStyle(name, font=Font(bold=bold), alignment=alignment))
    return name


def saved(workbook: Any, title: str, author: str, date: datetime.datetime) -> bytes:
    """Return a workbook as bytes, which state a date in place of the present."""
    workbook.properties.title, workbook.properties.creator = title, author
    workbook.properties.created = workbook.properties.modified = date.replace(tzinfo=None)
    made = io.BytesIO()
    workbook.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # openpyxl states when it saved.
    parts[PROPERTIES] = _MOMENT.sub(f"{date:%Y-%m-%dT%H:%M:%SZ}".encode("ascii"), parts[PROPERTIES])
    return packed({name: compressed(content) for name, content in parts.items()}, date)
