"""Recognise the columns of a table of responses by their headings, in Arabic and English, those of Moodle's exports among them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.participants.headings import FIELDS, folded
from generator.participants.tables import Row

Field = Literal["name", "given", "family", "test", "form", "seed"]
# What a numbered column holds: a response, the text of its question, or the right answer.
Numbered = Literal["response", "question", "right"]
# Titles of the list may stand above its headings.
_ABOVE = 15
_FIELD_HEADINGS: dict[Field, tuple[str, ...]] = {
    "test": ("test", "quiz", "الاختبار", "اسم الاختبار"),
    "form": ("form", "version", "test form", "النموذج", "نموذج الاختبار", "الصيغة"),
    "seed": ("seed", "البذرة", "رقم البذرة"),
}
_NUMBERED_HEADINGS: dict[Numbered, tuple[str, ...]] = {
    "response": ("response", "answer", "الإجابة", "الاستجابة", "إجابة", "réponse"),
    "question": ("question", "q", "السؤال", "سؤال", "س"),
    "right": ("right answer", "correct answer", "الإجابة الصحيحة", "الجواب الصحيح", "réponse correcte"),
}
# What exports and lists have beside the answers, and what is not needed here.
_UNUSED = (
    *("id number", "id", "no", "number", "username", "department", "state", "status", "started on", "started", "completed", "time taken", "duration"),
    *("grade", "date", "time", "points", "score", "attempt", "رقم التعريف", "الرقم", "رقم", "اسم المستخدم", "القسم", "الحالة", "بدأت في", "بدأ في", "بدأ"),
    *("اكتملت", "مكتمل", "أكمل", "الوقت المستغرق", "المدة", "التقدير", "الدرجة", "التاريخ", "الوقت", "النقاط", "المحاولة", "numéro", "statut", "état"),
)
_FAMILY = ("الاسم الأخير",)
_FIELDS: dict[str, Field] = {folded(heading): name for name, headings in _FIELD_HEADINGS.items() for heading in headings}
_NUMBERED: dict[str, Numbered] = {folded(heading): name for name, headings in _NUMBERED_HEADINGS.items() for heading in headings}
_PASSED_OVER = {folded(heading) for heading in _UNUSED}


@dataclass(frozen=True)
class Columns:
    """The places of the columns of one table: of what is known of a participant, and of numbered ones by number.

    `unknown` are the places of columns whose heading is not known, with it, `twice` the numbers that two columns of responses have.
    """

    fields: Mapping[Field, int] = field(default_factory=dict)
    responses: Mapping[int, int] = field(default_factory=dict)
    questions: Mapping[int, int] = field(default_factory=dict)
    right: Mapping[int, int] = field(default_factory=dict)
    unknown: tuple[tuple[int, str], ...] = ()
    twice: tuple[int, ...] = ()
    width: int = 0

    @property
    def is_export(self) -> bool:
        """Return whether the responses are texts, as in an export of Moodle, with which items are recognised."""
        return bool(self.right or self.questions)


@dataclass(frozen=True)
class _Heading:
    """A heading: what it says without its number, and the number if it has one."""

    words: str
    number: int | None


def find_table(rows: Sequence[Row]) -> tuple[Columns, list[Row]] | None:
    """Return the columns of a table and the rows below its headings; None if no row names responses and whose they are."""
    found = [(columns, index) for index, row in enumerate(rows[:_ABOVE]) if (columns := _columns(row)).fields and columns.responses]
    if not found:
        return None
    columns, index = max(found, key=lambda one: len(one[0].fields) + len(one[0].responses))
    return columns, list(rows[index + 1 :])


def _columns(row: Row) -> Columns:
    fields: dict[Field, int] = {}
    numbered: dict[Numbered, list[tuple[int, int]]] = {"response": [], "question": [], "right": []}
    bare, unknown = [], []
    for place, cell in enumerate(row.cells):
        heading = _heading(cell)
        name = _field(heading)
        if name:
            fields.setdefault(name, place)
        elif heading.number is not None and not heading.words:
            bare.append((heading.number, place))
        elif heading.number is not None and heading.words in _NUMBERED:
            numbered[_NUMBERED[heading.words]].append((heading.number, place))
        elif not _is_passed_over(heading):
            unknown.append((place, cell.strip()))
    # «السؤال 1» is the heading of an answer where no other column is.
    responses = bare or numbered["response"] or numbered["question"]
    questions = [] if responses is numbered["question"] else numbered["question"]
    counts = Counter(number for number, _ in responses)
    twice = tuple(sorted(number for number, count in counts.items() if count > 1))
    return Columns(fields, dict(responses), dict(questions), dict(numbered["right"]), tuple(unknown), twice, len(row.cells))


def _heading(cell: str) -> _Heading:
    digits = "".join(str(unicodedata.digit(one)) for one in cell if one.isdecimal())
    return _Heading(folded(cell), int(digits) if digits and len(digits) < 4 else None)


def _field(heading: _Heading) -> Field | None:
    if heading.number is not None:
        return None
    known = FIELDS.get(heading.words)
    if known in ("name", "given", "family"):
        return known
    return "family" if heading.words in map(folded, _FAMILY) else _FIELDS.get(heading.words)


def _is_passed_over(heading: _Heading) -> bool:
    """Return whether a column is known and not needed: «Grade/10.00» is one."""
    return heading.words in _PASSED_OVER or FIELDS.get(heading.words) in ("organisation", "country", "email")
