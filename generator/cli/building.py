"""Build and check a kit, show it while it is written, verify what was built."""

from __future__ import annotations

import datetime
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.group import Command
from generator.cli.options import build_options
from generator.cli.outcome import CONTENT_ERROR
from generator.cli.parameters import EDITIONS, JOBS, KIT, NAMES, ONLY, OUT, SEEDS, START
from generator.cli.speaking import SPEECH, print_line, report_diagnostics, report_edited, report_line, shown
from generator.diagnostics import ContentError, Severity, has_errors, sorted_diagnostics
from generator.faults import Fault, Faults, surroundings_fault
from generator.messages import say, worded
from generator.options import BuildOptions, is_kit, kit_around
from generator.storage.last_build import Built, Checked, last_build, last_check
from generator.storage.manifest import MANIFEST, verify_folder

if TYPE_CHECKING:
    from generator.participants.reading import RosterReading


@click.command(cls=Command)
@NAMES
@EDITIONS
@START
@SEEDS
@OUT
@ONLY
@JOBS
@click.option("--scheduler", metavar="ADDRESS", help="Write outputs on the dask.distributed cluster at this address (tcp://…).")
@click.option(
    "--participants", type=click.Path(path_type=Path), metavar="FILE", help="Make papers out to the participants of this file (.csv, .xlsx); blank without it."
)
def build(
    names: tuple[str, ...],
    edition: str | None,
    start: datetime.date | None,
    seeds: Path | None,
    out: Path | None,
    only: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
    participants: Path | None,
) -> None:
    """Build all programmes of a kit, or those named. Without FOLDER, the kit is the one that the current folder is in."""
    options = build_options(names, edition, seeds, out, only, start)
    reading = _participants(participants) if participants else None
    if reading:
        options = replace(options, roster=reading.roster)
    with _before_writing():
        built = last_build(options) or _built(options, jobs or default_jobs(), scheduler)
    for report in built.reports:
        print_line(say("build.report", folder=shown(str(report.folder)), total=report.total, changed=report.changed))
        report_edited((str(report.folder / path), copy) for path, copy in report.edited)
    report_diagnostics(sorted_diagnostics([*built.findings, *(reading.findings if reading else ())]))


def _participants(path: Path) -> RosterReading:
    """Read the participants' file, and say what was found in it."""
    from generator.participants.reading import read_roster

    reading = read_roster(path)
    count = len(reading.roster.participants)
    columns = tuple(worded(column, SPEECH.get().language) for column in reading.columns)
    print_line(say("build.participants", path=shown(str(path)), count=count, rows=reading.rows, columns=columns))
    return reading


@contextmanager
def _before_writing() -> Iterator[None]:
    """Add to a fault before the first change that nothing was written."""
    try:
        yield
    except Fault as fault:
        raise Faults((fault,), say("outcome.nothing")) from None
    except OSError as error:
        told = surroundings_fault(error)
        if told is None:
            raise
        raise Faults((told,), say("outcome.nothing")) from None


def _built(options: BuildOptions, jobs: int, scheduler: str | None) -> Built:
    from generator.build import UnknownProgramme
    from generator.build import build as build_anew

    def wait() -> None:
        report_line(say("build.waiting", folder=shown(str(options.out))))

    with click.progressbar(length=1, label=say("build.progress"), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        try:
            return build_anew(options, jobs, scheduler, progress, wait)
        except UnknownProgramme as unknown:
            raise click.BadParameter(unknown.message, param_hint="PROGRAMME") from None


@click.command(cls=Command)
@KIT
@EDITIONS
@START
@SEEDS
@JOBS
@click.option("--fix", is_flag=True, help="First mend the slips of Arabic print that have one right form, in place.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
def check(folder: Path | None, edition: str | None, start: datetime.date | None, seeds: Path | None, jobs: int | None, fix: bool, strict: bool) -> None:
    """Check the content of a kit and lay out every programme; report every problem and, without --fix, write nothing."""
    options = build_options((str(folder),) if folder else (), edition, seeds, start=start)
    if fix:
        _mend(options.seeds)
    checked = last_check(options) or _checked(options, jobs or default_jobs())
    findings = tuple(replace(one, severity=Severity.ERROR) for one in checked.findings) if strict else checked.findings
    if has_errors(findings):
        raise ContentError(findings)
    report_diagnostics(findings)
    print_line(say("check.passed", modules=checked.modules, programmes=checked.programmes, facts=checked.facts))


def _mend(seeds: Path) -> None:
    """Mend all seeds that can be read; the check tells of the others."""
    from generator.content.files import read_bytes, replace_file
    from generator.content.mending import mended

    for path in sorted(seeds.rglob("*.yaml")):
        with suppress(ContentError):
            data, count = mended(str(path), read_bytes(path))
            if count:
                replace_file(path, data)
                print_line(say("fix.mended", path=shown(str(path)), count=count))


def _checked(options: BuildOptions, jobs: int) -> Checked:
    from generator.build import check as check_anew

    return check_anew(options, jobs)


@click.command(cls=Command)
@NAMES
@EDITIONS
@START
@SEEDS
@OUT
@ONLY
@click.option("--port", type=click.IntRange(0, 65535), help="The preview's port; a free one if the usual one is taken.")
@click.option("--preview/--no-preview", default=True, show_default=True, help="Serve a preview on this machine.")
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the preview in the browser.")
def watch(
    names: tuple[str, ...],
    edition: str | None,
    start: datetime.date | None,
    seeds: Path | None,
    out: Path | None,
    only: tuple[str, ...],
    port: int | None,
    preview: bool,
    browser: bool,
) -> None:
    """Show a kit in the browser and build it, and again whenever a seed, a theme, a locale or a logo is saved. Ctrl-C ends."""
    from generator.preview.watching import watch as watch_kit

    options = build_options(names, edition, seeds, out, only, start)
    # One process is left to the preview.
    arguments = ["build", *options.programmes, "--seeds", str(options.seeds), "--out", str(options.out), "--only", ",".join(only)]
    arguments += ["--jobs", str(max(1, default_jobs() - 1)), *(["--edition", edition] if edition else [])]
    arguments += ["--start", start.isoformat()] if start else []
    try:
        watch_kit(options, arguments, print_line, port=port, preview=preview, browser=browser)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise click.BadParameter(say("usage.port", port=port or 0), param_hint="--port") from None


@click.command(cls=Command)
@click.argument("folders", nargs=-1, metavar="[FOLDER …]", type=click.Path(path_type=Path))
def verify(folders: tuple[Path, ...]) -> None:
    """Compare what was built with its manifests: report changed, missing and extra files.

    FOLDER is a kit, or what was built of one programme; without it, it is the kit that the current folder is in.
    """
    chosen = [one for folder in folders for one in (_built_in(folder) if is_kit(folder) else (folder,))]
    if not folders:
        chosen = _built_in(kit_around(Path()))
    if not chosen:
        raise click.UsageError(say("verify.no-kit"))
    are_as_built = [_is_as_built(folder) for folder in chosen]
    if not all(are_as_built):
        raise click.exceptions.Exit(CONTENT_ERROR)


def _built_in(kit: Path) -> list[Path]:
    """Return the folders of the programmes that were built in a kit."""
    return sorted(path.parent for path in (kit / "build").glob(f"*/{MANIFEST}"))


def _is_as_built(folder: Path) -> bool:
    """Report how a folder differs from its manifest; return whether it does not."""
    result = verify_folder(folder)
    if result is None:
        place, message = shown(str(folder)), say("verify.no-manifest", file=MANIFEST)
        report_line(say("diagnostic", place=place, severity=say("severity.error"), message=message, hint=say("verify.no-manifest.hint")))
        return False
    for state, paths in (("verify.changed", result.changed), ("verify.missing", result.missing), ("verify.extra", result.extra)):
        for path in paths:
            print_line(say(state, path=shown(str(folder / path))))
    print_line(say("verify.result", folder=shown(str(folder)), intact=result.intact, total=result.total))
    return result.is_intact


def default_jobs() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
