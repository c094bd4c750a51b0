"""Speak with the user: arguments, progress, diagnostics, exit status.

Exit status: 0 fine, 1 the content is wrong, 2 wrong usage, 3 a fault of our own.
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

CONTENT_WRONG, USAGE_WRONG, OUR_FAULT = 1, 2, 3
SEEDS = click.option("--seeds", type=click.Path(path_type=Path), default=Path("seeds"), show_default=True, help="The folder of the content.")


class _Kinds(click.ParamType[tuple[str, ...]]):
    """A list of kinds of files, parted by commas."""

    name = "KIND,…"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        from generator.build import KINDS

        kinds = tuple(one.strip() for one in str(value).split(",") if one.strip())
        for kind in kinds:
            if kind not in KINDS:
                self.fail(f"'{kind}' is not a kind of file: {suggestion(kind, KINDS)}", param, ctx)
        return kinds


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="haqiba")
def cli() -> None:
    """Make a workshop kit from the content in the seeds: decks, handouts, a quiz."""


@cli.command()
@click.argument("programmes", nargs=-1, metavar="[PROGRAMME …]")
@click.option("--edition", metavar="CODE", help="A country's edition (DZ, EG, IQ, LB, MA, TN); the regional one without it.")
@SEEDS
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build"), show_default=True, help="Where the kits go.")
@click.option("--only", type=_Kinds(), default="decks,handouts,quiz,papers", show_default=True, help="Make only these kinds of files.")
def build(programmes: tuple[str, ...], edition: str | None, seeds: Path, out: Path, only: tuple[str, ...]) -> None:
    """Build the kits of all programmes, or of those named."""
    from generator.build import Pipeline, count_outputs
    from generator.build import build as build_all

    pipeline = Pipeline(seeds, _edition(edition))
    chosen = _chosen(pipeline, programmes)
    with click.progressbar(length=count_outputs(pipeline, chosen, only), label="Building", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        reports = build_all(pipeline, chosen, out, only, lambda: bar.update(1))
    for report in reports:
        click.echo(f"{_shown(str(report.folder))}: {report.made} files, {report.changed} new or changed")
        for path, copy in report.edited:
            click.echo(f"{_shown(str(report.folder / path))} was changed by hand: that copy is kept beside it as {copy}", err=True)
    _report(pipeline.findings)


@cli.command()
@click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
@SEEDS
def check(edition: str | None, seeds: Path) -> None:
    """Check the content, lay out every programme, and say everything that is wrong; nothing is written."""
    from generator.build import KINDS, Pipeline
    from generator.build import check as check_all

    pipeline = Pipeline(seeds, _edition(edition))
    library = pipeline.library
    findings = check_all(pipeline, library.programmes, KINDS)
    if has_errors(findings):
        raise ContentError(findings)
    _report(findings)
    click.echo(f"{len(library.modules)} modules, {len(library.programmes)} programmes, {len(library.facts)} facts: no errors")


@cli.command()
@click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
@SEEDS
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build"), show_default=True, help="Where the kits go.")
def watch(edition: str | None, seeds: Path, out: Path) -> None:
    """Build all programmes now and again whenever a seed is saved; end it with Ctrl-C."""
    from watchfiles import watch as changes

    from generator.build import KINDS

    arguments = ["--seeds", str(seeds), "--out", str(out), "--only", ",".join(KINDS), *(["--edition", edition] if edition else [])]
    main(["build", *arguments])
    for _ in changes(seeds):
        main(["build", *arguments])


@cli.command("verify-source")
@click.argument("file", type=click.Path(path_type=Path))
@SEEDS
def verify_source(file: Path, seeds: Path) -> None:
    """Prove a document against the fingerprints registered in the seeds."""
    from generator.content.loading import read_library
    from generator.content.sources import verify

    library, _ = read_library(seeds)
    source = verify(file, library.sources)
    click.echo(f"{_shown(str(file))}: all {len(source.paragraphs)} paragraphs are those registered in '{source.id}'")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli.main(args=arguments, prog_name="haqiba", standalone_mode=False)
    except ContentError as error:
        _report(error.diagnostics)
        return CONTENT_WRONG
    except click.ClickException as error:
        error.show()
        return USAGE_WRONG
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; files are only ever replaced whole", err=True)
        return OUR_FAULT
    except Exception:
        traceback.print_exc()
        click.echo("This is a fault of haqiba's, not of the content. Nothing half-written is left behind.", err=True)
        return OUR_FAULT
    return 0


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
                # It may well be in the file that could not be read.
                raise ContentError(pipeline.findings)
            raise click.BadParameter(f"there is no programme '{name}': {suggestion(name, programmes)}", param_hint="PROGRAMME")
    return [programmes[name] for name in dict.fromkeys(names or programmes)]


def _report(diagnostics: Iterable[Diagnostic]) -> None:
    for one in diagnostics:
        shown = Diagnostic(Span(_shown(one.span.path), one.span.line, one.span.column), one.code, one.message, one.hint, one.severity)
        click.echo(str(shown), err=True)


def _shown(path: str) -> str:
    """Show a path from where the user stands, if it lies below."""
    relative = os.path.relpath(path) if Path(path).is_absolute() else path
    return path if relative.startswith("..") else relative


def run() -> None:
    """Run as the console script."""
    sys.exit(main())


if __name__ == "__main__":
    run()
