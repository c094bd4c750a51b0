"""Command line: arguments, progress, diagnostics, exit status.

Exit status: 0 success, 1 errors in the content or a kit that differs from its manifest, 2 wrong usage, 3 a fault of the surroundings
(one line `error:`) or of the program (a traceback).
"""

from __future__ import annotations

import datetime
import gc
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from generator import __version__, assets
from generator.diagnostics import ContentError, Diagnostic, Span, has_errors, suggestion
from generator.faults import Fault, Faults, fault_of, surroundings_fault
from generator.options import KINDS, BuildOptions, build_date
from generator.storage.folder import NOTHING_WRITTEN
from generator.storage.last_build import Built, Checked, last_build, last_check

CONTENT_ERROR, USAGE_ERROR, INTERNAL_ERROR = 1, 2, 3
# Nearly everything that a command allocates lives to its end: looking for garbage cycles took a fifth of a small build.
ALLOCATIONS_BETWEEN_COLLECTIONS = 100_000
FAULT = 3
SEEDS = click.option("--seeds", type=click.Path(path_type=Path), default=Path("seeds"), show_default=True, help="The folder with the content.")
OUT = click.option("--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True, help="The output folder.")
JOBS = click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many processes write outputs; all processors without it.")


class _Kinds(click.ParamType[tuple[str, ...]]):
    """A comma-separated list of kinds of output."""

    name = "KIND,…"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        kinds = tuple(one.strip() for one in str(value).split(",") if one.strip())
        for kind in kinds:
            if kind not in KINDS:
                self.fail(f"'{kind}' is not a kind of output: {suggestion(kind, KINDS)}", param, ctx)
        return kinds


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="haqiba")
def cli() -> None:
    """Build workshop kits from the content in the seeds: decks, handouts, papers and a quiz."""


@cli.command()
@click.argument("programmes", nargs=-1, metavar="[PROGRAMME …]")
@click.option("--edition", metavar="CODE", help="A country's edition (DZ, EG, IQ, LB, MA, TN); the regional one without it.")
@SEEDS
@OUT
@click.option("--only", type=_Kinds(), default=",".join(KINDS), show_default=True, help="Build only these kinds of output.")
@JOBS
@click.option("--scheduler", metavar="ADDRESS", help="Write outputs on the dask.distributed cluster at this address (tcp://…).")
def build(programmes: tuple[str, ...], edition: str | None, seeds: Path, out: Path, only: tuple[str, ...], jobs: int | None, scheduler: str | None) -> None:
    """Build the kits of all programmes, or of those named."""
    options = BuildOptions(seeds, out, _country(edition), programmes, only, _date())
    with _before_writing():
        built = last_build(options) or _built(options, jobs or default_jobs(), scheduler)
    for report in built.reports:
        _print(f"{_shown(str(report.folder))}: {report.total} files, {report.changed} new or changed")
        _print_edited((str(report.folder / path), copy) for path, copy in report.edited)
    _print_diagnostics(built.findings)


@contextmanager
def _before_writing() -> Iterator[None]:
    """Add to a fault before the first change that nothing was written."""
    try:
        yield
    except Fault as fault:
        raise Faults((fault,), NOTHING_WRITTEN) from None
    except OSError as error:
        told = surroundings_fault(error)
        if told is None:
            raise
        raise Faults((told,), NOTHING_WRITTEN) from None


def _built(options: BuildOptions, jobs: int, scheduler: str | None) -> Built:
    from generator.build import UnknownProgramme
    from generator.build import build as build_anew

    def wait() -> None:
        click.echo(f"another build is writing to {_shown(str(options.out))}; waiting for its end", err=True)

    with click.progressbar(length=1, label="Building", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        try:
            return build_anew(options, jobs, scheduler, progress, wait)
        except UnknownProgramme as unknown:
            raise click.BadParameter(str(unknown), param_hint="PROGRAMME") from None


@cli.command()
@click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
@SEEDS
@JOBS
def check(edition: str | None, seeds: Path, jobs: int | None) -> None:
    """Check the content and lay out every programme; report every problem and write nothing."""
    options = BuildOptions(seeds, Path(), _country(edition), date=_date())
    checked = last_check(options) or _checked(options, jobs or default_jobs())
    if has_errors(checked.findings):
        raise ContentError(checked.findings)
    _print_diagnostics(checked.findings)
    _print(f"{checked.modules} modules, {checked.programmes} programmes, {checked.facts} facts: no errors")


def _checked(options: BuildOptions, jobs: int) -> Checked:
    from generator.build import check as check_anew

    return check_anew(options, jobs)


@cli.command()
@click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
@SEEDS
@OUT
def watch(edition: str | None, seeds: Path, out: Path) -> None:
    """Build all programmes, and rebuild them whenever a seed is saved. Stop with Ctrl-C."""
    from watchfiles import watch as changes

    arguments = ["--seeds", str(seeds), "--out", str(out), *(["--edition", edition] if edition else [])]
    main(["build", *arguments])
    for _ in changes(seeds):
        main(["build", *arguments])


@cli.command()
@click.argument("folders", nargs=-1, metavar="[FOLDER …]", type=click.Path(path_type=Path))
def verify(folders: tuple[Path, ...]) -> None:
    """Compare kits with their manifests: report changed, missing and extra files. Without FOLDER, all kits in build/."""
    from generator.storage.folder import MANIFEST, verify_folder

    chosen = folders or sorted(path.parent for path in Path("build").glob(f"*/{MANIFEST}"))
    if not chosen:
        raise click.UsageError("there is no kit in build/: name a folder, or build first")
    intact = True
    for folder in chosen:
        result = verify_folder(folder)
        if result is None:
            click.echo(f"{_shown(str(folder))}: error: no readable {MANIFEST}\nhint: name the folder of one kit, or build it again", err=True)
            intact = False
            continue
        for state, paths in (("changed", result.changed), ("missing", result.missing), ("extra", result.extra)):
            for path in paths:
                _print(f"{_shown(str(folder / path))}: {state}")
        _print(f"{_shown(str(folder))}: {result.total - len(result.changed) - len(result.missing)} of {result.total} files as built")
        intact = intact and result.is_intact
    if not intact:
        raise click.exceptions.Exit(CONTENT_ERROR)


@cli.command("verify-source")
@click.argument("file", type=click.Path(path_type=Path))
@SEEDS
def verify_source(file: Path, seeds: Path) -> None:
    """Verify a document against the fingerprints registered in the seeds."""
    from generator.content.loading import read_library
    from generator.content.sources import verify

    library, _ = read_library(seeds)
    source = verify(file, library.sources)
    _print(f"{_shown(str(file))}: all {len(source.paragraphs)} paragraphs are those registered in '{source.id}'")


STALE = click.option("--check", "only_check", is_flag=True, help="Write nothing; report the files that are not up to date.")


@cli.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to; without it, assets/schemas.")
@STALE
def schema(out: Path | None, only_check: bool) -> None:
    """Write the JSON Schemas with which editors complete and check YAML while it is typed."""
    from generator.reference.schemas import schema_files

    _keep(schema_files(), out or assets.assets_folder() / "schemas", "haqiba schema", only_check)


@cli.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to; without it, assets/reference.")
@click.option("--pictures", is_flag=True, help="Draw the pictures of the examples, into assets/pictures/reference, instead.")
@STALE
def reference(out: Path | None, pictures: bool, only_check: bool) -> None:
    """Write the pages that describe every key of the kit's files, in Arabic and in English."""
    if pictures:
        from generator.reference.pictures import picture_files

        _keep(picture_files(), out or assets.assets_folder() / "pictures" / "reference", "haqiba reference --pictures", only_check)
    else:
        from generator.reference.page import page_files

        _keep(page_files(), out or assets.assets_folder() / "reference", "haqiba reference", only_check)


def _keep(files: Mapping[str, bytes], folder: Path, command: str, only_check: bool) -> None:
    """Write made files, or report those that are not up to date."""
    from generator.reference.files import differing, write_files

    changed = differing(files, folder) if only_check else write_files(files, folder)
    for path in changed if only_check else ():
        _print(f"{_shown(str(path))}: not up to date; run `{command}`")
    _print(f"{_shown(str(folder))}: {len(files)} files, {len(changed)} new or changed")
    if only_check and changed:
        raise click.exceptions.Exit(CONTENT_ERROR)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        # Outside its standalone mode click returns the status of an Exit.
        status = cli.main(args=arguments, prog_name="haqiba", standalone_mode=False)
    except (ContentError, Fault, Faults) as error:
        return _tell(error)
    except click.ClickException as error:
        error.show()
        return USAGE_ERROR
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; no file is half-written", err=True)
        return INTERNAL_ERROR
    except OSError as error:
        fault = surroundings_fault(error)
        return _tell(fault) if fault else _trace()
    except Exception:
        return _trace()
    return status if isinstance(status, int) else 0


def _trace() -> int:
    """Print the traceback of a bug; return the exit status."""
    import traceback

    traceback.print_exc()
    click.echo("This is an error in haqiba, not in the content. No file is half-written.", err=True)
    return INTERNAL_ERROR


def default_jobs() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _country(code: str | None) -> str | None:
    if code is None:
        return None
    known = sorted(path.stem.split("-")[-1] for path in (assets.assets_folder() / "locales").glob("*-*.yaml"))
    if code.upper() not in known:
        raise click.BadParameter(f"there is no edition '{code}': {suggestion(code.upper(), known)}", param_hint="--edition")
    return code.upper()


def _date() -> datetime.datetime:
    try:
        return build_date(os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _tell(error: ContentError | Fault | Faults) -> int:
    """Print what is wrong with the content or the surroundings; return the exit status."""
    if isinstance(error, ContentError):
        _print_diagnostics(error.diagnostics)
        return CONTENT_ERROR
    for fault in error.faults if isinstance(error, Faults) else (error,):
        click.echo(f"error: {_shown(fault.path)}: {fault.message}; {fault.hint}", err=True)
    if isinstance(error, Faults):
        _print_edited(error.edited)
        click.echo(error.outcome, err=True)
    return FAULT


def _print(line: str) -> None:
    """Print a line of the result. Raises Fault if it cannot be written to where the output is redirected."""
    try:
        click.echo(line)
    except BrokenPipeError:
        # The reader has gone; click ends quietly.
        raise
    except OSError as error:
        # Python would try once more at its end, and report that with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise fault_of(error, Path("standard output")) from None


def _print_edited(edited: Iterable[tuple[str, str]]) -> None:
    for path, copy in edited:
        click.echo(f"{_shown(path)} was edited by hand; the edited version is kept as {copy}", err=True)


def _print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    for one in diagnostics:
        shown = Diagnostic(Span(_shown(one.span.path), one.span.line, one.span.column), one.code, one.message, one.hint, one.severity)
        click.echo(str(shown), err=True)


def _shown(path: str) -> str:
    """Shorten a path to a relative one if it is below the current directory."""
    relative = os.path.relpath(path) if Path(path).is_absolute() else path
    return path if relative.startswith("..") else relative


def run() -> None:
    """Run as the console script."""
    gc.set_threshold(ALLOCATIONS_BETWEEN_COLLECTIONS)
    status = main()
    # Python looks through all objects once more at exit, for a third of a second; the system takes the memory back anyway.
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    run()
