"""Analyse what participants answered in the tests of a programme, and report it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.group import Command
from generator.cli.options import country_of, date_of_build, seeds_of
from generator.cli.parameters import EDITION, IN_KIT, SEEDS, START
from generator.cli.speaking import print_line, report_diagnostics, shown
from generator.diagnostics import ContentError, has_errors, sorted_diagnostics, suggestion
from generator.messages import say

if TYPE_CHECKING:
    from generator.inputs.reading import Inputs
    from generator.model.assessment import Assessment
    from generator.plan import Plan
    from generator.results.analysis import Analysis
    from generator.results.reading import Batch

REPORT, TABLE = "results.pdf", "results.csv"


@click.command(cls=Command)
@click.argument("pre", metavar="PRE", type=click.Path(path_type=Path))
@click.argument("post", metavar="[POST]", required=False, type=click.Path(path_type=Path))
@click.option("--programme", metavar="ID", help="The programme whose tests these are; without it, the only one of which they can be.")
@click.option("--anonymous", is_flag=True, help="Number the participants instead of naming them, in an order that tells nothing.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to; without it, beside the first file.")
@IN_KIT
@SEEDS
@EDITION
@START
def results(
    pre: Path,
    post: Path | None,
    programme: str | None,
    anonymous: bool,
    out: Path | None,
    kit: Path | None,
    seeds: Path | None,
    edition: str | None,
    start: datetime.date | None,
) -> None:
    """Mark and analyse the answers to the tests of a programme, and write results.pdf and results.csv.

    PRE and POST are what was answered before and after the workshop, as CSV or workbook (.xlsx): saved from quiz.html, typed in from the answer
    sheets, or exported from Moodle; each is a file, or a folder with a file for each participant. Without POST there is no gain, unless PRE has the
    answers to both tests. A row that cannot be marked is reported. Names go into the two files only.
    """
    from generator.inputs.reading import read_inputs
    from generator.results.reading import read_batch

    paths, folder = [pre, *([post] if post else [])], out or pre.parent
    _keep_apart(paths, folder)
    content = seeds or seeds_of(kit)
    inputs = read_inputs(content, country_of(edition, content), date_of_build(), start)
    if has_errors(inputs.findings):
        raise ContentError(inputs.findings)
    batches = [read_batch(path) for path in paths]
    plan = _plan_of(batches, inputs, programme)
    _write(folder, _analysis_of(batches, plan, anonymous=anonymous), plan, inputs)


def _keep_apart(paths: Sequence[Path], folder: Path) -> None:
    """Raise a usage error if the results would replace what they are made from, or both files are one."""
    for path in paths:
        if path.resolve() in (folder.resolve(), (folder / REPORT).resolve(), (folder / TABLE).resolve()):
            raise click.BadParameter(say("usage.results-replace", path=str(path)), param_hint="--out")
    if len({path.resolve() for path in paths}) < len(paths):
        raise click.BadParameter(say("usage.results-same"), param_hint="POST")


def _plan_of(batches: Sequence[Batch], inputs: Inputs, name: str | None) -> Plan:
    """Return the plan of the named programme, or of the only one of which the answers can be. Raises a usage error for one without a test."""
    from generator.results.choosing import programme_of

    plans = {str(one.id): plan for one in inputs.library.programmes if (plan := inputs.plan(one)).forms}
    if name is None:
        name = programme_of(batches, {key: _assessment(plan) for key, plan in plans.items()}, inputs.edition.locale)
    if name not in plans:
        is_known = name in {str(one.id) for one in inputs.library.programmes}
        hint = say("usage.results-no-test") if is_known else suggestion(name, plans)
        raise click.BadParameter(say("usage.programme", name=name, hint=hint), param_hint="--programme")
    return plans[name]


def _assessment(plan: Plan) -> Assessment:
    from generator.compose.quiz.assessment import compose_assessment

    return compose_assessment(plan)


def _analysis_of(batches: Sequence[Batch], plan: Plan, *, anonymous: bool) -> Analysis:
    """Mark and analyse the answers; say how many rows were marked, and what is wrong with the others."""
    from generator.results.analysis import analyse
    from generator.results.marking import mark
    from generator.results.pairing import alike_notices

    assessment = _assessment(plan)
    marked = mark(batches, assessment, plan.locale)
    for batch, count in zip(batches, marked.counts, strict=True):
        print_line(say("results.file", path=shown(batch.path), count=count, rows=batch.rows, programme=str(plan.programme.id)))
    named = analyse(marked.sittings, assessment, b"")
    report_diagnostics(sorted_diagnostics([*marked.findings, *alike_notices(named)]))
    if named.unmatched:
        print_line(say("results.unmatched", count=len(named.unmatched)))
    salt = b"".join(file.digest for batch in batches for file in batch.files)
    return analyse(marked.sittings, assessment, salt, anonymous=True) if anonymous else named


def _write(folder: Path, analysis: Analysis, plan: Plan, inputs: Inputs) -> None:
    """Write both files; neither if the report does not fit its pages."""
    from generator.compose.results import compose_results
    from generator.content.files import replace_file
    from generator.formats import Pages, pdf
    from generator.inputs.glyphs import printable_names
    from generator.results.analysis import with_names
    from generator.results.table import results_table

    printable = printable_names([one.name for one in analysis.people], inputs.edition.faces)
    document = compose_results(plan, with_names(analysis, printable))
    files = {REPORT: pdf(Pages(document, inputs.edition))[""], TABLE: results_table(analysis, plan.locale)}
    for name, data in files.items():
        replace_file(folder / name, data)
        print_line(say("results.written", path=shown(str(folder / name))))
