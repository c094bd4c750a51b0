"""Write the results as a table: a row for each participant, a column for each item of each test."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from generator.results.analysis import Analysis, Person
from generator.results.records import Mark, Paper, Sitting
from generator.settings.locale import Locale

# With these begin the formulas of spreadsheets, which compute what they open; an invisible mark before them keeps them text.
_FORMULA, _MARK = ("=", "+", "-", "@", "\t", "\r"), "\u200e"


def results_table(analysis: Analysis, locale: Locale) -> bytes:
    """Return CSV as spreadsheet programs read it, in UTF-8 with a byte order mark: 1 for right, 0 for wrong, nothing for not answered."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_headings(analysis, locale))
    writer.writerows([_as_text(cell) for cell in _row(one, analysis, locale)] for one in analysis.people)
    return codecs.BOM_UTF8 + buffer.getvalue().encode("utf-8")


def _headings(analysis: Analysis, locale: Locale) -> list[str]:
    return [
        locale.label("results_participant"),
        *(heading for one in analysis.sittings for heading in _sitting_headings(one.sitting, locale)),
        *([locale.label("results_gain")] if analysis.is_paired else []),
        *(f"{locale.label(f'results_short_{one.sitting.occasion}')}: {item.name}" for one in analysis.sittings for item in one.sitting.items),
    ]


def _sitting_headings(sitting: Sitting, locale: Locale) -> Iterator[str]:
    for key in ("form_letter", "points", "out_of", "not_answered"):
        yield f"{locale.label(f'results_short_{sitting.occasion}')}: {locale.label(f'results_{key}')}"


def _row(one: Person, analysis: Analysis, locale: Locale) -> Iterator[str]:
    papers = [one.before, one.after][: len(analysis.sittings)]
    yield one.name if one.number is None else str(one.number)
    for paper in papers:
        yield from _totals(paper, locale) if paper else ("",) * 4
    if analysis.is_paired:
        yield "" if one.gain is None else str(one.gain)
    for paper, result in zip(papers, analysis.sittings, strict=True):
        yield from (_cell(mark) for mark in paper.marks) if paper else ("",) * len(result.items)


def _totals(paper: Paper, locale: Locale) -> Iterator[str]:
    yield locale.letter(ord(paper.form) - ord("A")) if paper.form else ""
    yield str(paper.points)
    yield str(len(paper.marks))
    yield str(sum(not mark.is_answered for mark in paper.marks))


def _cell(mark: Mark) -> str:
    return str(int(mark.is_right)) if mark.is_answered else ""


def _as_text(cell: str) -> str:
    return f"{_MARK}{cell}" if cell.startswith(_FORMULA) and not cell.removeprefix("-").isdecimal() else cell
