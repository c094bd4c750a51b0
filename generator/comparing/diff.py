"""Compare what the outputs of two kits say.

In: the inputs of both. Out: the outputs that only one has, and for the others the lines that differ, by section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from generator.comparing.texts import Line, lines_of
from generator.inputs.reading import Inputs
from generator.model.assessment import Assessment, Item
from generator.model.composed import Model
from generator.model.document import Document, SlideTable
from generator.model.dump import dump
from generator.model.text import Text
from generator.options import KINDS
from generator.outputs import PlannedOutput, planned_outputs

# The first file of the whole bank.
_BANK = "quiz/exports/moodle.xml"
# The workbook binds the handouts, the deck of the quiz and the files of a test repeat its paper and key, and the calendar the agenda.
_REPEATED = ("handouts/workbook.pdf", "quiz/quiz-deck.pptx", "quiz/exports/{test}.h5p", "agenda.ics")


@dataclass(frozen=True)
class Change:
    """A run of lines that differ: removed ones and added ones, in one section."""

    section: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True)
class OutputChange:
    """The changes of outputs that change alike, by their paths.

    `state` is changed, added or removed, or otherwise where no words differ but something else: a value, a kind, an order of slides.
    """

    names: tuple[str, ...]
    state: str
    changes: tuple[Change, ...] = ()


def compare(old: Inputs, new: Inputs) -> tuple[OutputChange, ...]:
    """Compare all decks and documents of all programmes."""
    before, after = _outputs(old), _outputs(new)
    found: dict[tuple[str, tuple[Change, ...]], list[str]] = {}
    for name in [*before, *(name for name in after if name not in before)]:
        if name not in after:
            found.setdefault(("removed", ()), []).append(name)
        elif name not in before:
            found.setdefault(("added", ()), []).append(name)
        else:
            one, other = (_own(outputs[name].compose()) for outputs in (before, after))
            changes = tuple(_changes(lines_of(one), lines_of(other)))
            if changes or dump(one) != dump(other):
                found.setdefault(("changed" if changes else "otherwise", changes), []).append(name)
    return tuple(OutputChange(tuple(names), state, changes) for (state, changes), names in found.items())


def _outputs(inputs: Inputs) -> dict[str, PlannedOutput]:
    """Return the first format of each deck and document that says something of its own, by its path."""
    groups = (group for programme in inputs.library.programmes for group in planned_outputs(inputs.plan(programme), KINDS))
    return {f"{one.plan.folder}/{one.name}": one for one, *_ in groups if not _is_repeated(one)}


def _is_repeated(output: PlannedOutput) -> bool:
    """Return whether other outputs say the same: the bank says more than the tests only if a blueprint draws these from it."""
    return output.output.path in _REPEATED or (output.output.path == _BANK and output.plan.programme.quiz is None)


def _own(model: Model) -> Model:
    """Return a model without what other outputs have: the slides of the guide with what is said at them, all but the items of a bank."""
    if isinstance(model, Assessment):
        return replace(model, forms=(), modules=(), objectives=(), groups=tuple(replace(group, items=tuple(map(_item, group.items))) for group in model.groups))
    return replace(model, blocks=tuple(one for one in model.blocks if not isinstance(one, SlideTable)), decks=()) if isinstance(model, Document) else model


def _item(item: Item) -> Item:
    """Return an item without its objective, its facts and their source."""
    return replace(item, objective=Text(()), facts=(), source=None)


def _changes(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Change]:
    """Return the runs of lines that differ; those that follow each other in one section are one."""
    for section, runs in groupby(_runs(before, after), key=lambda run: (*run[1], *run[0])[0].section):
        removed, added = zip(*runs, strict=True)
        yield Change(section, tuple(one.words for run in removed for one in run), tuple(one.words for run in added for one in run))


def _runs(before: Sequence[Line], after: Sequence[Line]) -> Iterator[tuple[Sequence[Line], Sequence[Line]]]:
    matcher = SequenceMatcher(None, [one.words for one in before], [one.words for one in after], autojunk=False)
    for kind, start, end, to_start, to_end in matcher.get_opcodes():
        if kind != "equal":
            yield before[start:end], after[to_start:to_end]
