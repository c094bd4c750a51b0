"""Write a test for Kahoot: the spreadsheet that its importer takes. In: an `Assessment` of one test, a locale, a date. Out: bytes.

The headings and their row are those of Kahoot's template. Items that it has no place for are left out; `content/export_limits.py` tells
authors of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from generator.model.assessment import Assessment, Item
from generator.model.export_limits import KAHOOT_ANSWER, KAHOOT_CHOICES, KAHOOT_QUESTION, kahoot_has
from generator.model.plain import isolated
from generator.settings.locale import Locale
from generator.writers.quiz.items import test_title
from generator.writers.quiz.workbooks import put, saved

HEADINGS = (
    "",
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, KAHOOT_CHOICES + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
HEADING_ROW = 8
# In seconds, of those that Kahoot takes.
SECONDS = {"single": 60, "multiple": 90, "true-false": 30}


def write_kahoot(assessment: Assessment, locale: Locale, date: datetime.datetime) -> bytes:
    """Write the items of form A that Kahoot takes."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet, form = workbook.active, assessment.forms[0]
    title = f"{assessment.title}: {test_title(form.test, locale)}"
    put(sheet, 2, ("", title), bold=True)
    put(sheet, HEADING_ROW, HEADINGS, bold=True)
    for number, row in enumerate(_rows(form.items), 1):
        put(sheet, HEADING_ROW + number, (number, *row))
    sheet.column_dimensions["B"].width = 60
    for column in "CDEF":
        sheet.column_dimensions[column].width = 30
    return saved(workbook, title, assessment.organisation, date)


def _rows(items: Iterable[Item]) -> Iterator[tuple[str | int, ...]]:
    for item in items:
        stem, answers = isolated(item.stem), [isolated(choice.text) for choice in item.choices]
        if kahoot_has(item.kind, len(answers), scenario=item.scenario is not None) and _is_short(stem, answers):
            right = ",".join(str(index + 1) for index in item.answer)
            empty = [""] * (KAHOOT_CHOICES - len(answers))
            yield (stem, *answers, *empty, SECONDS[item.kind], int(right) if right.isdigit() else right)


def _is_short(stem: str, answers: Iterable[str]) -> bool:
    return len(stem) <= KAHOOT_QUESTION and all(len(answer) <= KAHOOT_ANSWER for answer in answers)
