"""Show what the quiz of a programme covers: how many items each objective has at each Bloom level, in the bank and in each test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.group import Command
from generator.cli.options import build_options
from generator.cli.parameters import NAMES, SEEDS
from generator.cli.speaking import SPEECH, print_data, print_line, print_row, shown
from generator.diagnostics import ContentError, suggestion
from generator.messages import Message, say, worded

if TYPE_CHECKING:
    from generator.content.coverage import Coverage, Row
    from generator.content.library import Library
    from generator.content.schema import Programme

# The level of an objective itself is marked in its row, so that an empty one is seen.
NO_ITEM, OWN_LEVEL = "·", "[{}]"
# These leave the items and the blueprint whole.
_TOLERABLE = frozenset(("blueprint-items",))


@click.command(cls=Command)
@NAMES
@SEEDS
@click.option("--items", is_flag=True, help="List the items, too: kind, objective, level, difficulty, and where they stand in the tests.")
def quiz(names: tuple[str, ...], seeds: Path | None, items: bool) -> None:
    """Show how many quiz items each objective has at each Bloom level: in the bank and in the tests of all programmes, or of those named.

    The level of the objective itself is in brackets. What a programme's blueprint asks for and the bank lacks is told below its tests. Nothing is written.
    """
    from generator.content.coverage import cover

    options = build_options(names, None, seeds, None)
    library = _library(options.seeds)
    for programme in _chosen(library, options.programmes):
        covered = cover(library, programme)
        print_data("coverage", _data(covered))
        _print_coverage(covered)
        if items:
            _print_items(library, programme)


def _library(seeds: Path) -> Library:
    """Read the seeds as far as items and blueprints need. Raises ContentError."""
    from generator.content.checks import STRUCTURAL
    from generator.content.loading import gather_library

    reading = gather_library(seeds)
    wrong = [one for one in reading.findings if one.code in STRUCTURAL - _TOLERABLE]
    if reading.library is None or reading.unread or wrong:
        raise ContentError(wrong or reading.findings)
    return reading.library


def _chosen(library: Library, names: Sequence[str]) -> list[Programme]:
    programmes = {str(one.id): one for one in library.programmes}
    for name in names:
        if name not in programmes:
            raise click.BadParameter(say("usage.programme", name=name, hint=suggestion(name, programmes)), param_hint="PROGRAMME")
    return [programmes[name] for name in dict.fromkeys(names or programmes)]


def _print_coverage(covered: Coverage) -> None:
    print_line(say("quiz.bank", programme=covered.programme, count=sum(row.count for row in covered.bank)))
    _print_table(covered.bank)
    for test, rows in covered.tests.items():
        print_line(say("quiz.test", programme=covered.programme, test=test, count=sum(row.count for row in rows)))
        _print_table([row for row in rows if row.count])
    for one in covered.lacking:
        print_line(one.message)
    if covered.unasked:
        print_line(say("quiz.unasked", objectives=covered.unasked))


def _print_table(rows: Sequence[Row]) -> None:
    from generator.content.schema import BLOOM

    table = [[row.objective, *(_cell(row, level) for level in BLOOM), str(row.count)] for row in rows]
    sums = [str(sum(len(row.items.get(level, ())) for row in rows)) for level in BLOOM]
    table.append(["=", *sums, str(sum(row.count for row in rows))])
    _print_columns([["", *BLOOM, say("quiz.all")], *table], str.rjust)


def _cell(row: Row, level: str) -> str:
    count = len(row.items.get(level, ()))
    shown_count = str(count) if count else NO_ITEM
    return OWN_LEVEL.format(shown_count) if level == row.level else shown_count


def _print_columns(table: Sequence[Sequence[str | Message]], justify: Callable[[str, int], str]) -> None:
    """Print a table; `justify` puts what stands in the columns after the first to their left or right."""
    rows = [[worded(cell, SPEECH.get().language) for cell in row] for row in table]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        print_row([first.ljust(widths[0]), *map(justify, others, widths[1:])])


def _print_items(library: Library, programme: Programme) -> None:
    """Print for each item its keys, and its number in each form that has it."""
    from generator.forms import plan_bank, plan_forms

    modules = [library.module(str(slot.module)) for slot in programme.module_slots]
    places: dict[str, list[str]] = {}
    for form in plan_forms(programme, modules):
        for number, one in enumerate(form.items, 1):
            places.setdefault(str(one.item.id), []).append(f"{form.stem}:{number}")
    bank = [one.item for one in plan_bank(modules)]
    _print_columns([[str(one.id), one.kind, one.objective, one.bloom, one.difficulty, " ".join(places.get(str(one.id), ["-"]))] for one in bank], str.ljust)


def _data(covered: Coverage) -> dict[str, object]:
    """Return what is covered as JSON data."""
    lacking = [{"path": shown(one.span.path), "line": one.span.line, "message": worded(one.message, SPEECH.get().language)} for one in covered.lacking]
    tables = {"bank": covered.bank, **covered.tests}
    rows = {name: [{"objective": row.objective, "level": row.level, "items": row.items} for row in table] for name, table in tables.items()}
    return {"programme": covered.programme, **rows, "lacking": lacking, "unasked": list(covered.unasked)}
