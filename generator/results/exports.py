"""Find which item each numbered column of an export asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.messages import say
from generator.model.assessment import Assessment, Item
from generator.participants.tables import Row
from generator.results.moodle import is_cut_short, item_asked
from generator.results.reading import ResponseFile


@dataclass(frozen=True)
class AskedItems:
    """The test of an export, its items by the numbers of their columns, the columns of no item, and what is wrong with columns."""

    test: str
    items: dict[int, Item]
    unknown: tuple[int, ...]
    findings: tuple[Diagnostic, ...]


def asked_items(file: ResponseFile, assessment: Assessment) -> AskedItems:
    """Find the items of an export among those of an assessment's tests, as the first form of each has them.

    Raises ContentError if there are none, or those of two tests.
    """
    tests = {item.name: form.test for form in reversed(assessment.forms) for item in form.items}
    bank = {item.name: item for form in reversed(assessment.forms) for item in form.items}
    found: dict[int, Item] = {}
    unknown, findings = [], []
    for number in sorted(file.columns.responses):
        item = _item_of(file, number, list(bank.values()))
        if item is None or item in found.values():
            unknown.append(number)
            findings.append(file.told(say("responses-question", number=number), say("responses-question.hint")))
        elif is_cut_short(item):
            findings.append(file.told(say("responses-cut-short", number=number), say("responses-cut-short.hint")))
        else:
            found[number] = item
    named = {tests[item.name] for item in found.values()}
    if not named:
        raise file.error(say("responses-no-items"), say("responses-no-items.hint"))
    if len(named) > 1:
        raise file.error(say("responses-mixed"), say("responses-mixed.hint"))
    missing = [name for name, test in tests.items() if test in named and bank[name] not in found.values()]
    if missing:
        findings.append(file.told(say("responses-left-out", items=tuple(sorted(missing))), say("responses-left-out.hint")))
    return AskedItems(named.pop(), found, tuple(unknown), tuple(findings))


def _item_of(file: ResponseFile, number: int, items: Sequence[Item]) -> Item | None:
    """Return the item that a column asks in all rows; None if it is not known, or differs between the rows."""

    def texts(row: Row) -> tuple[str, str]:
        columns = file.columns
        return file.cell(row, columns.questions.get(number)), file.cell(row, columns.right.get(number))

    asked = {item_asked(items, *one) for one in {texts(row) for row in file.rows} if any(words.strip() for words in one)}
    return asked.pop() if len(asked) == 1 else None
