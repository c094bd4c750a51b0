"""Mark the responses of files by the key of an assessment: the papers of each test, and what is wrong with the rows.

A row with a flaw is left out and told by its line; nothing is taken for what it may have been meant to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.check_codes import normalised_name
from generator.diagnostics import ContentError, Diagnostic, Span
from generator.messages import say
from generator.model.assessment import Assessment, Form, Item
from generator.participants.rows import LONGEST, cleaned, hidden_flaws
from generator.participants.tables import Row
from generator.results.columns import Field
from generator.results.exports import AskedItems, asked_items
from generator.results.letters import Unreadable, chosen_on_form, is_nothing
from generator.results.likeness import short_answer
from generator.results.moodle import chosen_in_export
from generator.results.reading import Batch, ResponseFile
from generator.results.records import Mark, Occasion, Paper, Sitting
from generator.results.stated import POST, PRE, Flaw, Refused, form_stated
from generator.settings.locale import Locale

_OCCASIONS: dict[str, Occasion] = {PRE: "before", POST: "after"}
_NAME_PARTS: tuple[Field, ...] = ("given", "name", "family")


@dataclass(frozen=True)
class Marked:
    """What became of the batches: the tests that were taken, in their order, the diagnostics, and how many rows of each batch were marked."""

    sittings: tuple[Sitting, ...]
    findings: tuple[Diagnostic, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class _Answers:
    """The answers of one row: the test, the form's letter if there is one, and marks by the names of items."""

    occasion: Occasion
    test: str
    form: str
    marks: Mapping[str, Mark]


@dataclass(frozen=True)
class _Entry:
    """An answered test with whose it is."""

    answers: _Answers
    name: str
    span: Span


def mark(batches: Sequence[Batch], assessment: Assessment, locale: Locale) -> Marked:
    """Mark the responses of one or two batches, the first of which is from before the workshop if the tests do not say so.

    Raises ContentError if a file as a whole cannot be marked, or no row of a batch.
    """
    entries: list[_Entry] = []
    findings: list[Diagnostic] = []
    counts = []
    before: dict[tuple[Occasion, str], Span] = {}
    for index, batch in enumerate(batches):
        count = len(entries)
        for file in batch.files:
            found, told = _Marker(file, assessment, locale, _place(index, len(batches))).marked(before)
            findings += [*file.notices, *told]
            entries += found
        if len(entries) == count:
            raise ContentError([*findings, *batch.error(say("responses-none"), say("responses-none.hint")).diagnostics])
        counts.append(len(entries) - count)
    sittings = tuple(_sittings(entries, assessment))
    if not all(sitting.items for sitting in sittings):
        raise batches[0].error(say("responses-no-items"), say("responses-no-items.hint"))
    return Marked(sittings, tuple(findings), tuple(counts))


def is_right(item: Item, chosen: tuple[int, ...]) -> bool:
    """Return whether choices are the right ones: all of them, of a matching and an ordering item each in its place."""
    if len(chosen) != len(item.answer) or -1 in chosen:
        return False
    given, right = ([item.choices[index].text.plain for index in one] for one in (chosen, item.answer))
    return sorted(given) == sorted(right) if item.kind == "multiple" else given == right


def _place(index: int, count: int) -> Occasion:
    return "only" if count == 1 else "before" if index == 0 else "after"


def _sittings(entries: Sequence[_Entry], assessment: Assessment) -> Iterator[Sitting]:
    """Gather the papers of each test, with the items that all of them have."""
    occasions: tuple[Occasion, ...] = ("before", "after", "only")
    for occasion in occasions:
        taken = [one for one in entries if one.answers.occasion == occasion]
        if taken:
            form = first_form(assessment, taken[0].answers.test)
            items = tuple(item for item in form.items if all(item.name in one.answers.marks for one in taken))
            papers = (Paper(one.name, one.span, one.answers.form, tuple(one.answers.marks[item.name] for item in items)) for one in taken)
            yield Sitting(occasion, form.test, items, tuple(papers))


def first_form(assessment: Assessment, test: str) -> Form:
    """Return the first form of a test, whose order of items and choices is that of the analysis."""
    return next(form for form in assessment.forms if form.test == test)


class _Marker:
    """Marks the rows of one file."""

    def __init__(self, file: ResponseFile, assessment: Assessment, locale: Locale, place: Occasion) -> None:
        self.file, self.assessment, self.locale, self.place = file, assessment, locale, place
        self.columns = file.columns
        self.asked: AskedItems | None = asked_items(file, assessment) if self.columns.is_export else None
        if self.asked is None:
            self._check_columns()

    def marked(self, before: dict[tuple[Occasion, str], Span]) -> tuple[list[_Entry], list[Diagnostic]]:
        """Mark all rows; `before` are the rows of the participants of each test so far, by name."""
        entries: list[_Entry] = []
        told = list(self.asked.findings) if self.asked else list(self._unchecked_seeds())
        for row in self.file.rows:
            try:
                entry = self._entry(row)
                self._check_repeated(entry, before)
            except Refused as refused:
                told += [self.file.told(*flaw, row.line) for flaw in refused.flaws]
                continue
            entries.append(entry)
            if not entry.name:
                told.append(self.file.told(say("response-no-name"), say("response-no-name.hint"), row.line))
        return entries, told

    def _check_columns(self) -> None:
        """Raise ContentError if the columns do not tell the form, or lack a question."""
        tests = [test for test in self.assessment.tests if self._default_test in (None, test) or "test" in self.columns.fields]
        if self._default_test is None and "test" not in self.columns.fields:
            raise self.file.error(say("responses-no-test"), say("responses-no-test.hint"))
        forms = [form for form in self.assessment.forms if form.test in tests]
        if "form" not in self.columns.fields and len(forms) > len(tests):
            raise self.file.error(say("responses-no-form"), say("responses-no-form.hint"))
        missing = [number for number in range(1, min(len(form.items) for form in forms) + 1) if number not in self.columns.responses]
        if missing:
            raise self.file.error(say("responses-missing", numbers=tuple(map(str, missing))), say("responses-missing.hint"))

    def _unchecked_seeds(self) -> Iterator[Diagnostic]:
        """Warn of rows that do not say from which print they are."""
        place = self.columns.fields.get("seed")
        count = sum(not self.file.cell(row, place).strip() for row in self.file.rows)
        if count:
            yield self.file.told(say("responses-no-seed", count=count), say("responses-no-seed.hint"))

    @property
    def _is_parallel(self) -> bool:
        return PRE in self.assessment.tests

    @property
    def _default_test(self) -> str | None:
        """Return the test of rows that do not state one, by the place of the file on the command line."""
        if not self._is_parallel:
            return self.assessment.tests[0]
        return {"before": PRE, "after": POST}.get(self.place)

    def _occasion(self, test: str) -> Occasion:
        return _OCCASIONS[test] if self._is_parallel else self.place

    def _entry(self, row: Row) -> _Entry:
        """Return the marked row. Raises Refused."""
        typed = "".join(self._cell(row, field) for field in _NAME_PARTS)
        name = " ".join(words for field in _NAME_PARTS if (words := cleaned(self._cell(row, field))))
        flaws = list(hidden_flaws(typed))
        if any(cell.strip() for cell in row.cells[self.columns.width :]):
            flaws.append((say("participant-cells", cells=len(row.cells), columns=self.columns.width), say("participant-cells.hint")))
        if len(name) > LONGEST["name"]:
            message = say("participant-long", field=say("column.name"), length=len(name), most=LONGEST["name"])
            flaws.append((message, say("participant-long.hint")))
        if flaws:
            raise Refused(*flaws)
        if all(is_nothing(self.file.cell(row, place)) for place in self.columns.responses.values()):
            raise Refused((say("response-empty"), say("response-empty.hint")))
        return _Entry(self._of_export(row, self.asked) if self.asked else self._of_form(row), name, Span(self.file.path, row.line))

    def _check_repeated(self, entry: _Entry, before: dict[tuple[Occasion, str], Span]) -> None:
        name = normalised_name(entry.name)
        first = before.setdefault((entry.answers.occasion, name), entry.span) if name else entry.span
        if first != entry.span:
            raise Refused((say("response-twice", place=f"{Path(first.path).name}:{first.line}"), say("response-twice.hint")))

    def _cell(self, row: Row, field: Field) -> str:
        return self.file.cell(row, self.columns.fields.get(field))

    def _of_form(self, row: Row) -> _Answers:
        """Mark the cells of a row by the form that it states. Raises Refused, with all cells that cannot be read."""
        form = form_stated(self.file, row, self.assessment, self.locale, self._default_test)
        flaws: list[Flaw] = []
        marks: dict[str, Mark] = {}
        first = {item.name: item for item in first_form(self.assessment, form.test).items}
        for number, place in sorted(self.columns.responses.items()):
            cell = cleaned(self.file.cell(row, place))
            if not 0 < number <= len(form.items):
                flaws += [] if is_nothing(cell) else [_beyond(number, form)]
                continue
            item = form.items[number - 1]
            try:
                flaws += hidden_flaws(cell)
                marks[item.name] = self._mark(item, number, cell, first[item.name])
            except Unreadable as unreadable:
                flaws.append((unreadable.message, unreadable.hint))
        if flaws:
            raise Refused(*flaws)
        return _Answers(self._occasion(form.test), form.test, form.letter, marks)

    def _mark(self, item: Item, number: int, cell: str, first: Item) -> Mark:
        """Mark a cell by the item as its form has it; what was chosen is told as the first form has it. Raises Unreadable."""
        if is_nothing(cell):
            return Mark(is_answered=False, is_right=False)
        if item.kind == "short":
            return _short_mark(item, cell)
        chosen = chosen_on_form(item, number, cell, [self.locale.letter(index) for index in range(len(self.locale.option_letters))])
        places = {choice: index for index, choice in enumerate(first.choices)}
        return Mark(True, is_right(item, chosen), tuple(places[item.choices[index]] if index >= 0 else index for index in chosen))

    def _of_export(self, row: Row, asked: AskedItems) -> _Answers:
        """Mark the texts of a row. Raises Refused with all cells that cannot be read."""
        flaws: list[Flaw] = []
        marks: dict[str, Mark] = {}
        for number, item in asked.items.items():
            cell = self.file.cell(row, self.columns.responses[number])
            try:
                marks[item.name] = _export_mark(item, number, cell)
            except Unreadable as unreadable:
                flaws.append((unreadable.message, unreadable.hint))
        if flaws:
            raise Refused(*flaws)
        return _Answers(self._occasion(asked.test), asked.test, "", marks)


def _export_mark(item: Item, number: int, cell: str) -> Mark:
    if is_nothing(cell):
        return Mark(is_answered=False, is_right=False)
    if item.kind == "short":
        return _short_mark(item, cell)
    chosen = chosen_in_export(item, number, cell)
    return Mark(True, is_right(item, chosen), chosen)


def _short_mark(item: Item, cell: str) -> Mark:
    return Mark(True, short_answer(cell) in {short_answer(one.plain) for one in item.accepted})


def _beyond(number: int, form: Form) -> Flaw:
    return say("response-question", question=number, questions=len(form.items)), say("response-question.hint")
