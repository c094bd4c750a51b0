"""Command line: arguments, progress, diagnostics, exit status.

Exit status: 0 success, 1 errors in the content or a kit that differs from its manifest, 2 wrong usage, 3 an internal error.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__
from generator.diagnostics import ContentError, Diagnostic, Span, has_errors, suggestion

if TYPE_CHECKING:
    from generator.build import Pipeline
    from generator.content.schema import Programme

CONTENT_ERROR, USAGE_ERROR, INTERNAL_ERROR = 1, 2, 3
SEEDS = click.option("--seeds", type=click.Path(path_type=Path), default=Path("seeds"), show_default=True, help="The folder with the content.")


class _Kinds(click.ParamType[tuple[str, ...]]):
    """A comma-separated list of kinds of output."""

    name = "KIND,…"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        from generator.build import KINDS

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
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build"), show_default=True, help="The output folder.")
@click.option("--only", type=_Kinds(), default="decks,handouts,quiz,papers", show_default=True, help="Build only these kinds of output.")
def build(programmes: tuple[str, ...], edition: str | None, seeds: Path, out: Path, only: tuple[str, ...]) -> None:
    """Build the kits of all programmes, or of those named."""
    from generator.build import Pipeline, count_outputs
    from generator.build import build as build_all

    pipeline = Pipeline(seeds, _edition(edition))
    chosen = _chosen(pipeline, programmes)
    with click.progressbar(length=count_outputs(pipeline, chosen, only), label="Building", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        reports = build_all(pipeline, chosen, out, only, lambda: bar.update(1))
    for report in reports:
        click.echo(f"{_shown(str(report.folder))}: {report.total} files, {report.changed} new or changed")
        for path, copy in report.edited:
            click.echo(f"{_shown(str(report.folder / path))} was edited by hand; the edited version is kept as {copy}", err=True)
    _print_diagnostics(pipeline.findings)


@cli.command()
@click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
@SEEDS
def check(edition: str | None, seeds: Path) -> None:
    """Check the content and lay out every programme; report every problem and write nothing."""
    from generator.build import KINDS, Pipeline
    from generator.build import check as check_all

    pipeline = Pipeline(seeds, _edition(edition))
    library = pipeline.library
    findings = check_all(pipeline, library.programmes, KINDS)
    if has_errors(findings):
        raise ContentError(findings)
    _print_diagnostics(findings)
    click.echo(f"{len(library.modules)} modules, {len(library.programmes)} programmes, {len(library.facts)} facts: no errors")


@cli.command()
@click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
@SEEDS
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build"), show_default=True, help="The output folder.")
def watch(edition: str | None, seeds: Path, out: Path) -> None:
    """Build all programmes, and rebuild them whenever a seed is saved. Stop with Ctrl-C."""
    from watchfiles import watch as changes

    from generator.build import KINDS

    arguments = ["--seeds", str(seeds), "--out", str(out), "--only", ",".join(KINDS), *(["--edition", edition] if edition else [])]
    main(["build", *arguments])
    for _ in changes(seeds):
        main(["build", *arguments])


@cli.command()
@click.argument("folders", nargs=-1, metavar="[FOLDER …]", type=click.Path(path_type=Path))
def verify(folders: tuple[Path, ...]) -> None:
    """Compare kits with their manifests: report changed, missing and extra files. Without FOLDER, all kits in build/."""
    from generator.folder import MANIFEST, verify_folder

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
                click.echo(f"{_shown(str(folder / path))}: {state}")
        click.echo(f"{_shown(str(folder))}: {result.total - len(result.changed) - len(result.missing)} of {result.total} files as built")
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
    click.echo(f"{_shown(str(file))}: all {len(source.paragraphs)} paragraphs are those registered in '{source.id}'")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        # Outside its standalone mode click returns the status of an Exit.
        status = cli.main(args=arguments, prog_name="haqiba", standalone_mode=False)
    except ContentError as error:
        _print_diagnostics(error.diagnostics)
        return CONTENT_ERROR
    except click.ClickException as error:
        error.show()
        return USAGE_ERROR
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; no file is half-written", err=True)
        return INTERNAL_ERROR
    except Exception:
        traceback.print_exc()
        click.echo("This is an error in haqiba, not in the content. No file is half-written.", err=True)
        return INTERNAL_ERROR
    return status if isinstance(status, int) else 0


def _edition(code: str | None) -> str | None:
    from generator.build import assets_folder

    if code is None:
        return None
    known = sorted(path.stem.split("-")[-1] for path in (assets_folder() / "locales").glob("*-*.yaml"))
    if code.upper() not in known:
        raise click.BadParameter(f"there is no edition '{code}': {suggestion(code.upper(), known)}", param_hint="--edition")
    return code.upper()


def _chosen(pipeline: Pipeline, names: tuple[str, ...]) -> list[Programme]:
    programmes = {str(one.id): one for one in pipeline.library.programmes}
    for name in names:
        if name not in programmes:
            if has_errors(pipeline.findings):
                # The programme may be in a file that could not be read.
                raise ContentError(pipeline.findings)
            raise click.BadParameter(f"there is no programme '{name}': {suggestion(name, programmes)}", param_hint="PROGRAMME")
    return [programmes[name] for name in dict.fromkeys(names or programmes)]


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
    sys.exit(main())


if __name__ == "__main__":
    run()
