"""Write the bank of items as an Excel workbook: a sheet of items, and what they cover. In: an `Assessment`, a locale, a date. Out: bytes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from generator.model.assessment import Assessment, Choice, Item, ItemGroup
from generator.model.plain import spelled_out
from generator.model.text import Text
from generator.settings.locale import Locale
from generator.typography.marks import with_direction_marks
from generator.writers.quiz.items import drawn_for, test_title
from generator.writers.quiz.workbooks import put, saved

# The columns of items: the label of each, and its width in characters.
COLUMNS = {
    **{"bank_id": 20, "bank_module": 24, "objective": 36, "bank_bloom": 12, "bank_difficulty": 12, "bank_kind": 14, "bank_scenario": 40},
    **{"bank_stem": 50, "bank_choices": 50, "bank_key": 40, "bank_feedback": 50, "bank_rationale": 50, "bank_source": 40, "bank_facts": 50, "bank_tests": 20},
}
LEVELS = ("remember", "understand", "apply", "analyse", "evaluate", "create")


def write_bank(assessment: Assessment, locale: Locale, date: datetime.datetime) -> bytes:
    """Write the whole bank, right to left."""
    from openpyxl import Workbook

    workbook = Workbook()
    items, coverage = workbook.active, workbook.create_sheet(locale.label("bank_coverage"))
    items.title = locale.label("bank_items")
    _write_items(items, assessment, locale)
    _write_coverage(coverage, assessment, locale)
    for sheet in (items, coverage):
        sheet.sheet_view.rightToLeft = True
        sheet.freeze_panes = "B2"
    return saved(workbook, assessment.title, assessment.organisation, date)


def _write_items(sheet: object, assessment: Assessment, locale: Locale) -> None:
    drawn = drawn_for(assessment)
    put(sheet, 1, [locale.label(key) for key in COLUMNS], bold=True)
    _widen(sheet, list(COLUMNS.values()))
    rows = ((item, group) for group in assessment.groups for item in group.items)
    for number, (item, group) in enumerate(rows, 2):
        put(sheet, number, _row(item, group, drawn.get(item.name, ()), locale))


def _row(item: Item, group: ItemGroup, drawn: Iterable[str], locale: Locale) -> tuple[str, ...]:
    scenario = _lines((item.scenario.title, item.scenario.text)) if item.scenario else ""
    tests = locale.label("list_comma").join(test_title(test, locale) for test in drawn)
    kind = locale.label(f"kind_of_item_{item.kind.replace('-', '_')}")
    return (
        *(item.name, _plain(group.title), _plain(item.objective), item.bloom_label, item.difficulty_label, kind, scenario),
        *(_plain(item.stem), _choices(item, locale), _key(item, locale), _feedback(item, locale)),
        *(_plain(item.rationale), _plain(item.source) if item.source else "", _lines(item.facts), tests),
    )


def _choices(item: Item, locale: Locale) -> str:
    """Return the prompts of a matching item with their numbers, and the choices with their letters."""
    prompts = (_labelled(locale.number(number), prompt, locale) for number, prompt in enumerate(item.prompts, 1))
    return "\n".join((*prompts, *(_choice(item, index, locale) for index in range(len(item.choices)))))


def _key(item: Item, locale: Locale) -> str:
    """Return the answer in full: the right choices, pairs, order or words, each in its line."""
    if item.kind == "short":
        return _lines(item.accepted)
    if item.kind == "matching":
        pairs = enumerate(zip(item.prompts, item.answer, strict=True), 1)
        return "\n".join(f"{_labelled(locale.number(number), prompt, locale)}: {_choice(item, index, locale)}" for number, (prompt, index) in pairs)
    return "\n".join(_choice(item, index, locale) for index in item.answer)


def _feedback(item: Item, locale: Locale) -> str:
    """Return what is told to those who chose each choice, and to those who answered wrongly."""
    if item.kind == "true-false" or not item.choices or item.feedback:
        return _plain(item.feedback) if item.feedback else ""
    told = ((locale.letter(index), choice) for index, choice in enumerate(item.choices))
    return "\n".join(_labelled(letter, choice.feedback, locale) for letter, choice in told if choice.feedback)


def _choice(item: Item, index: int, locale: Locale) -> str:
    choice: Choice = item.choices[index]
    return _labelled(locale.letter(index), choice.text, locale)


def _labelled(label: str, words: Text, locale: Locale) -> str:
    return f"{locale.label('ordinal_label', number=label)} {_plain(words)}"


def _lines(texts: Iterable[Text]) -> str:
    return "\n".join(map(_plain, texts))


def _plain(words: Text) -> str:
    """Return the characters of a text, with marks where Excel, which has no isolates, needs them."""
    return "".join(with_direction_marks([(run.text, run.direction) for run in spelled_out(words.runs)]))


def _write_coverage(sheet: object, assessment: Assessment, locale: Locale) -> None:
    """Count the items of each objective at each Bloom level; objectives without an item are listed too."""
    items = [item for group in assessment.groups for item in group.items]
    total = locale.label("total")
    put(sheet, 1, (locale.label("bank_id"), locale.label("objective"), *(locale.bloom[level] for level in LEVELS), total), bold=True)
    _widen(sheet, (20, 60, *(12,) * (len(LEVELS) + 1)))
    for row, (name, words) in enumerate(assessment.objectives, 2):
        counts = [sum(item.objective_id == name and item.bloom == level for item in items) for level in LEVELS]
        put(sheet, row, (name, _plain(words), *counts, sum(counts)))
    sums = [sum(item.bloom == level for item in items) for level in LEVELS]
    put(sheet, len(assessment.objectives) + 2, ("", total, *sums, len(items)), bold=True)


def _widen(sheet: object, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width  # type: ignore[attr-defined]
