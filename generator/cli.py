"""Command line: arguments, progress, diagnostics, exit status.

Exit status: 0 success, 1 errors in the content or a kit that differs from its manifest, 2 wrong usage, 3 a fault of the surroundings
(one line `error:`) or of the program (a traceback).
"""

from __future__ import annotations

import datetime
import errno
import gc
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__, assets
from generator.assets import layers
from generator.diagnostics import ContentError, Diagnostic, has_errors, shortened, suggestion
from generator.faults import Fault, Faults, fault_of, surroundings_fault
from generator.messages import Message, say
from generator.options import KINDS, BuildOptions, InvalidDate, build_date, is_kit, kit_around
from generator.storage.last_build import Built, Checked, last_build, last_check
from generator.terminal.speech import Speech, language_of, message_data

if TYPE_CHECKING:
    from generator.comparing.diff import OutputChange

CONTENT_ERROR, USAGE_ERROR, INTERNAL_ERROR = 1, 2, 3
# Nearly everything that a command allocates lives to its end: looking for garbage cycles took a fifth of a small build.
ALLOCATIONS_BETWEEN_COLLECTIONS = 100_000
FAULT = 3
KIT = click.argument("folder", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
# The first of these may be the kit's folder.
NAMES = click.argument("names", nargs=-1, metavar="[FOLDER] [PROGRAMME …]")
SEEDS = click.option("--seeds", type=click.Path(path_type=Path), help="The folder with the content, instead of the kit's own.")
OUT = click.option("--out", type=click.Path(path_type=Path), help="The output folder, instead of build in the kit.")
JOBS = click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many processes write outputs; all processors without it.")


class _Kinds(click.ParamType[tuple[str, ...]]):
    """A comma-separated list of kinds of output."""

    name = "KIND,…"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        kinds = tuple(one.strip() for one in str(value).split(",") if one.strip())
        for kind in kinds:
            if kind not in KINDS:
                self.fail(say("usage.kind", kind=kind, hint=suggestion(kind, KINDS)), param, ctx)
        return kinds


ONLY = click.option("--only", type=_Kinds(), default=",".join(KINDS), show_default=True, help="Build only these kinds of output.")


class _Identifier(click.ParamType[str]):
    """An id of the seeds."""

    name = "ID"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return _as_identifier(str(value))


IN_KIT = click.option("--kit", type=click.Path(path_type=Path), help="The kit's folder, instead of the one that the current folder is in.")


SPEECH: ContextVar[Speech] = ContextVar("speech")


def _keep(_: click.Context, param: click.Parameter, value: str | None) -> None:
    """Keep an option on how the command line speaks."""
    if value is not None and param.name:
        SPEECH.set(replace(SPEECH.get(), **{param.name: value}))  # type: ignore[arg-type]


class _Command(click.Command):
    """A command that takes the options on how it speaks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options: dict[str, Any] = {"expose_value": False, "callback": _keep, "is_eager": True}
        self.params += [
            click.Option(["--lang", "language"], type=click.Choice(["ar", "en"]), help="The language of messages; the system's without it.", **options),
            click.Option(["--format", "form"], type=click.Choice(["text", "lines", "json"]), help="How diagnostics are printed.", **options),
            click.Option(
                ["--terminal-bidi", "ordering"],
                type=click.Choice(["auto", "on", "off"]),
                help="Order and join Arabic for a terminal that does not.",
                **options,
            ),
        ]


class _Group(click.Group):
    """A group of such commands."""

    command_class = _Command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="haqiba")
def cli() -> None:
    """Build workshop kits from the content in the seeds: decks, handouts, papers and a quiz."""


@cli.command()
@NAMES
@click.option("--edition", metavar="CODE", help="A country's edition (DZ, EG, IQ, LB, MA, TN); the regional one without it.")
@SEEDS
@OUT
@ONLY
@JOBS
@click.option("--scheduler", metavar="ADDRESS", help="Write outputs on the dask.distributed cluster at this address (tcp://…).")
def build(
    names: tuple[str, ...], edition: str | None, seeds: Path | None, out: Path | None, only: tuple[str, ...], jobs: int | None, scheduler: str | None
) -> None:
    """Build all programmes of a kit, or those named. Without FOLDER, the kit is the one that the current folder is in."""
    options = _options(names, edition, seeds, out, only)
    with _before_writing():
        built = last_build(options) or _built(options, jobs or default_jobs(), scheduler)
    for report in built.reports:
        _print(say("build.report", folder=_shown(str(report.folder)), total=report.total, changed=report.changed))
        _print_edited((str(report.folder / path), copy) for path, copy in report.edited)
    _print_diagnostics(built.findings)


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
        _report(say("build.waiting", folder=_shown(str(options.out))))

    with click.progressbar(length=1, label=say("build.progress"), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        try:
            return build_anew(options, jobs, scheduler, progress, wait)
        except UnknownProgramme as unknown:
            raise click.BadParameter(unknown.message, param_hint="PROGRAMME") from None


@cli.command()
@KIT
@click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
@SEEDS
@JOBS
@click.option("--fix", is_flag=True, help="First mend the slips of Arabic print that have one right form, in place.")
def check(folder: Path | None, edition: str | None, seeds: Path | None, jobs: int | None, fix: bool) -> None:
    """Check the content of a kit and lay out every programme; report every problem and, without --fix, write nothing."""
    options = _options((str(folder),) if folder else (), edition, seeds)
    if fix:
        _mend(options.seeds)
    checked = last_check(options) or _checked(options, jobs or default_jobs())
    if has_errors(checked.findings):
        raise ContentError(checked.findings)
    _print_diagnostics(checked.findings)
    _print(say("check.passed", modules=checked.modules, programmes=checked.programmes, facts=checked.facts))


def _mend(seeds: Path) -> None:
    """Mend all seeds that can be read; the check tells of the others."""
    from generator.content.files import read_bytes, replace_file
    from generator.content.mending import mended

    for path in sorted(seeds.rglob("*.yaml")):
        with suppress(ContentError):
            data, count = mended(str(path), read_bytes(path))
            if count:
                replace_file(path, data)
                _print(say("fix.mended", path=_shown(str(path)), count=count))


def _checked(options: BuildOptions, jobs: int) -> Checked:
    from generator.build import check as check_anew

    return check_anew(options, jobs)


@cli.command()
@NAMES
@click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
@SEEDS
@OUT
@ONLY
@click.option("--port", type=click.IntRange(0, 65535), help="The preview's port; a free one if the usual one is taken.")
@click.option("--preview/--no-preview", default=True, show_default=True, help="Serve a preview on this machine.")
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the preview in the browser.")
def watch(
    names: tuple[str, ...],
    edition: str | None,
    seeds: Path | None,
    out: Path | None,
    only: tuple[str, ...],
    port: int | None,
    preview: bool,
    browser: bool,
) -> None:
    """Show a kit in the browser and build it, and again whenever a seed, a theme, a locale or a logo is saved. Ctrl-C ends."""
    from generator.preview.watching import watch as watch_kit

    options = _options(names, edition, seeds, out, only)
    # One process is left to the preview.
    arguments = ["build", *options.programmes, "--seeds", str(options.seeds), "--out", str(options.out), "--only", ",".join(only)]
    arguments += ["--jobs", str(max(1, default_jobs() - 1)), *(["--edition", edition] if edition else [])]
    try:
        watch_kit(options, arguments, _print, port=port, preview=preview, browser=browser)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise click.BadParameter(say("usage.port", port=port or 0), param_hint="--port") from None


@cli.group(cls=_Group)
def new() -> None:
    """Start a kit, or add a module, a programme, a quiz item or a source to one. What is new builds at once, and says what to write."""


@new.command("kit")
@click.argument("folder", type=click.Path(path_type=Path))
def new_kit(folder: Path) -> None:
    """Start a small complete kit in a new or empty folder."""
    from generator.starters.kit import start_kit

    start_kit(folder)
    _print(say("new.kit", folder=_shown(str(folder))))


@new.command("module")
@click.argument("name", metavar="ID", type=_Identifier())
@IN_KIT
def new_module(name: str, kit: Path | None) -> None:
    """Start a module, after those that there are."""
    from generator.starters.files import start_module

    _print_new(start_module(_seeds_of(kit), name))


@new.command("programme")
@click.argument("name", metavar="ID", type=_Identifier())
@IN_KIT
def new_programme(name: str, kit: Path | None) -> None:
    """Start a programme of one day."""
    from generator.starters.files import start_programme

    _print_new(start_programme(_seeds_of(kit), name))


@new.command("quiz-item")
@click.argument("module")
@IN_KIT
def new_quiz_item(module: str, kit: Path | None) -> None:
    """Add a quiz item to a module, for its objective that has the fewest."""
    from generator.starters.files import add_quiz_item

    _print_new(*add_quiz_item(_seeds_of(kit), module))


@new.command("source")
@click.argument("source", metavar="FILE|ID")
@click.option("--id", "name", type=_Identifier(), help="The id of a source that is made from a file; the file's name without it.")
@IN_KIT
def new_source(source: str, name: str | None, kit: Path | None) -> None:
    """Start a source: from a text or Word document, whose paragraphs are fingerprinted, or from an id."""
    from generator.starters.sources import start_source, start_source_from

    if Path(source).suffix:
        _print_new(start_source_from(_seeds_of(kit), Path(source), name or _as_identifier(Path(source).stem)))
    else:
        _print_new(start_source(_seeds_of(kit), _as_identifier(source)))


def _as_identifier(word: str) -> str:
    """Return a word that is an id. Raises a usage error."""
    from generator.content.schema import identifier_flaw

    if identifier_flaw(word):
        raise click.BadParameter(say("usage.id", word=word))
    return word


def _seeds_of(kit: Path | None) -> Path:
    """Return the seeds of a kit, or of the kit that the current folder is in. Raises a usage error if there is none."""
    folder = kit or kit_around(Path())
    if not is_kit(folder):
        raise click.UsageError(say("usage.outside-kit", folder=_shown(str(folder.resolve()))))
    return folder / "seeds"


def _print_new(path: Path, line: int = 1) -> None:
    _print(say("new.file", path=_shown(str(path)), line=line))


@cli.command()
@KIT
@SEEDS
def sources(folder: Path | None, seeds: Path | None) -> None:
    """Show for each fact of a kit where it is cited; and facts, paragraphs and statements that nothing connects."""
    from generator.content.loading import read_library
    from generator.content.tracing import trace

    library, _ = read_library(seeds or _seeds_of(folder))
    traced = trace(library)
    for one in traced.sources:
        _print(say("sources.source", path=_shown(one.source.span.path), source=one.source.id, count=len(one.uses)))
        for fact, places in one.uses:
            shown = tuple(f"{_shown(place.path)}:{place.line}:{place.column}" for place in places)
            _print(say("sources.fact", fact=fact.id, places=shown or say("sources.nowhere")))
        if one.bare_paragraphs:
            _print(say("sources.bare-paragraphs", numbers=tuple(map(str, one.bare_paragraphs))))
        if one.idle_paragraphs:
            _print(say("sources.idle-paragraphs", numbers=tuple(map(str, one.idle_paragraphs))))
    for statement in traced.without_fact:
        span = statement.text.span
        _print(say("sources.no-fact", place=f"{_shown(span.path)}:{span.line}:{span.column}", words=shortened(statement.text.plain, 70)))
    unused = sum(len(one.unused) for one in traced.sources)
    counts = {"sources": len(traced.sources), "facts": len(library.facts), "unused": unused}
    _print(say("sources.counts", **counts, statements=len(traced.statements), bare=len(traced.without_fact)))


@cli.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@IN_KIT
@click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
def diff(old: str, new: str | None, kit: Path | None, edition: str | None) -> None:
    """Show what the outputs of two states of a kit say differently: decks with their notes, handouts, the quiz, the papers.

    OLD and NEW are kits' folders or git revisions; without NEW, it is the kit as it is.
    """
    from generator.comparing.diff import compare
    from generator.comparing.states import kit_at
    from generator.inputs.reading import read_inputs

    folder = _seeds_of(kit).parent
    with kit_at(old, folder) as before, kit_at(new or str(folder), folder) as after:
        inputs = [read_inputs(one / "seeds", _country(edition, one / "seeds"), _date()) for one in (before, after)]
        for one in inputs:
            if has_errors(one.findings):
                raise ContentError(one.findings)
        found = compare(*inputs)
    for change in found:
        _print_change(change)
    if not found:
        _print(say("diff.equal"))


def _print_change(one: OutputChange) -> None:
    if one.state == "added":
        _print(say("diff.added", names=one.names))
    elif one.state == "removed":
        _print(say("diff.removed", names=one.names))
    elif one.state == "otherwise":
        _print(say("diff.otherwise", names=one.names))
    else:
        _print(say("diff.changed", names=one.names))
    for change in one.changes:
        _print(say("diff.section", section=change.section))
        for words in change.removed:
            _print(say("diff.removed-line", words=words))
        for words in change.added:
            _print(say("diff.added-line", words=words))


@cli.command()
@click.argument("folders", nargs=-1, metavar="[FOLDER …]", type=click.Path(path_type=Path))
def verify(folders: tuple[Path, ...]) -> None:
    """Compare what was built with its manifests: report changed, missing and extra files.

    FOLDER is a kit, or what was built of one programme; without it, it is the kit that the current folder is in.
    """
    from generator.storage.folder import MANIFEST, verify_folder

    chosen = [one for folder in folders for one in (_built_in(folder, MANIFEST) if is_kit(folder) else (folder,))]
    if not folders:
        chosen = _built_in(kit_around(Path()), MANIFEST)
    if not chosen:
        raise click.UsageError(say("verify.no-kit"))
    intact = True
    for folder in chosen:
        result = verify_folder(folder)
        if result is None:
            place, message = _shown(str(folder)), say("verify.no-manifest", file=MANIFEST)
            _report(say("diagnostic", place=place, severity=say("severity.error"), message=message, hint=say("verify.no-manifest.hint")))
            intact = False
            continue
        for state, paths in (("verify.changed", result.changed), ("verify.missing", result.missing), ("verify.extra", result.extra)):
            for path in paths:
                _print(say(state, path=_shown(str(folder / path))))
        _print(say("verify.result", folder=_shown(str(folder)), intact=result.intact, total=result.total))
        intact = intact and result.is_intact
    if not intact:
        raise click.exceptions.Exit(CONTENT_ERROR)


def _built_in(kit: Path, manifest: str) -> list[Path]:
    """Return the folders of the programmes that were built in a kit."""
    return sorted(path.parent for path in (kit / "build").glob(f"*/{manifest}"))


@cli.command("verify-source")
@click.argument("file", type=click.Path(path_type=Path))
@SEEDS
def verify_source(file: Path, seeds: Path | None) -> None:
    """Verify a document against the fingerprints registered in the seeds of the kit that the current folder is in."""
    from generator.content.loading import read_library
    from generator.content.sources import verify

    library, _ = read_library(seeds or kit_around(Path()) / "seeds")
    source = verify(file, library.sources)
    _print(say("verify.source", file=_shown(str(file)), count=len(source.paragraphs), source=source.id))


STALE = click.option("--check", "only_check", is_flag=True, help="Write nothing; report the files that are not up to date.")


@cli.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to; without it, assets/schemas.")
@STALE
def schema(out: Path | None, only_check: bool) -> None:
    """Write the JSON Schemas with which editors complete and check YAML while it is typed."""
    from generator.reference.schemas import schema_files

    _made(schema_files(), out or assets.assets_folder() / "schemas", "haqiba schema", only_check)


@cli.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to; without it, assets/reference.")
@click.option("--pictures", is_flag=True, help="Draw the pictures of the examples, into assets/pictures/reference, instead.")
@STALE
def reference(out: Path | None, pictures: bool, only_check: bool) -> None:
    """Write the pages that describe every key of the kit's files, in Arabic and in English."""
    if pictures:
        from generator.reference.pictures import picture_files

        _made(picture_files(), out or assets.assets_folder() / "pictures" / "reference", "haqiba reference --pictures", only_check)
    else:
        from generator.reference.page import page_files

        _made(page_files(), out or assets.assets_folder() / "reference", "haqiba reference", only_check)


def _made(files: Mapping[str, bytes], folder: Path, command: str, only_check: bool) -> None:
    """Write made files, or report those that are not up to date."""
    from generator.reference.files import differing, write_files

    changed = differing(files, folder) if only_check else write_files(files, folder)
    for path in changed if only_check else ():
        _print(say("reference.stale", path=_shown(str(path)), command=command))
    _print(say("build.report", folder=_shown(str(folder)), total=len(files), changed=len(changed)))
    if only_check and changed:
        raise click.exceptions.Exit(CONTENT_ERROR)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    SPEECH.set(Speech(language_of(os.environ)))
    status = _status(arguments)
    if SPEECH.get().form == "json":
        click.echo(SPEECH.get().as_json())
    return status


def _status(arguments: Sequence[str] | None) -> int:
    try:
        # Outside its standalone mode click returns the status of an Exit.
        status = cli.main(args=arguments, prog_name="haqiba", standalone_mode=False)
    except (ContentError, Fault, Faults) as error:
        return _tell(error)
    except click.ClickException as error:
        error.show()
        return USAGE_ERROR
    except (click.Abort, KeyboardInterrupt):
        _report(say("build.stopped"))
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
    _report(say("build.bug"))
    return INTERNAL_ERROR


def default_jobs() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _options(names: tuple[str, ...], edition: str | None, seeds: Path | None, out: Path | None = None, kinds: tuple[str, ...] = KINDS) -> BuildOptions:
    """Return the options of a build of the kit that the first name or the current folder is in."""
    kit, programmes = (Path(names[0]), names[1:]) if names and _is_folder(names[0]) else (kit_around(Path()), names)
    content = seeds or kit / "seeds"
    # With its seeds elsewhere, a kit is built into the current folder.
    return BuildOptions(content, out or (Path() if seeds else kit) / "build", _country(edition, content), programmes, kinds, _date())


def _is_folder(name: str) -> bool:
    """Return whether a name is that of a kit's folder and not of a programme. Raises a usage error for a folder that is no kit."""
    if is_kit(Path(name)):
        return True
    if re.search(r"[/\\.]", name) or (Path(name).is_dir() and not is_kit(kit_around(Path()))):
        raise click.BadParameter(say("usage.no-kit", folder=name), param_hint="FOLDER")
    return False


def _country(code: str | None, seeds: Path) -> str | None:
    if code is None:
        return None
    known = sorted({path.stem.split("-")[-1] for folder in layers("locales", seeds) for path in folder.glob("*-*.yaml")})
    if code.upper() not in known:
        raise click.BadParameter(say("usage.edition", code=code, hint=suggestion(code.upper(), known)), param_hint="--edition")
    return code.upper()


def _date() -> datetime.datetime:
    try:
        return build_date(os.environ.get("SOURCE_DATE_EPOCH"))
    except InvalidDate as error:
        raise click.UsageError(error.message) from None


def _tell(error: ContentError | Fault | Faults) -> int:
    """Print what is wrong with the content or the surroundings; return the exit status."""
    if isinstance(error, ContentError):
        _print_diagnostics(error.diagnostics)
        return CONTENT_ERROR
    for fault in error.faults if isinstance(error, Faults) else (error,):
        _report(say("fault", path=_shown(fault.path), message=fault.message, hint=fault.hint))
    if isinstance(error, Faults):
        _print_edited(error.edited)
        _report(error.outcome)
    return FAULT


def _print(line: Message) -> None:
    """Print a line of the result. Raises Fault if it cannot be written to where the output is redirected."""
    speech = SPEECH.get()
    if speech.form == "json":
        speech.keep("messages", message_data(line, speech.language))
        return
    try:
        click.echo(speech.line(line))
    except BrokenPipeError:
        # The reader has gone; click ends quietly.
        raise
    except OSError as error:
        # Python would try once more at its end, and report that with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise fault_of(error, say("place.standard-output")) from None


def _report(line: Message) -> None:
    """Print a line beside the result."""
    speech = SPEECH.get()
    if speech.form == "json":
        speech.keep("messages", message_data(line, speech.language))
    else:
        click.echo(speech.line(line, is_error=True), err=True)


def _print_edited(edited: Iterable[tuple[str, str]]) -> None:
    for path, copy in edited:
        _report(say("build.edited", path=_shown(path), copy=copy))


def _print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    speech = SPEECH.get()
    for one in diagnostics:
        path = _shown(one.span.path)
        if speech.form == "json":
            speech.keep("diagnostics", speech.data_of(one, path))
        else:
            click.echo(speech.diagnostic(one, path), err=True)


def _shown(path: str) -> str:
    """Shorten a path to a relative one if it is below the current directory; a message that names a place stays as it is."""
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
