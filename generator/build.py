"""Run the pipeline: read and check, plan, compose, lay out, write.

`outputs` is the table of what is built, `tasks` the work of one model, `executors` where it is done, `folder` what happens
to the files. Everything is laid out and written in memory before the first file is, so that invalid content changes nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, as_completed, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from generator.check_codes import has_key
from generator.content.schema import Programme
from generator.diagnostics import ContentError, Diagnostic, Severity, has_errors, sorted_diagnostics, suggestion
from generator.execution.executors import open_executor, result_of
from generator.execution.tasks import Result, Task, run
from generator.formats import Parts
from generator.inputs.glyphs import printable
from generator.inputs.reading import Inputs, read_editions
from generator.messages import Message, say
from generator.model.roster import Roster
from generator.options import BuildOptions
from generator.outputs import PlannedOutput, old_volumes, planned_outputs
from generator.storage.folder import FolderContents, write_folders
from generator.storage.last_build import Built, Checked, inputs_of, record_build, record_check
from generator.storage.lock import only_build_of

OnProgress = Callable[[int, int], None]
# The outputs from one model, the folder that they go into, and the inputs of their edition.
_Group = tuple[tuple[PlannedOutput, ...], FolderContents, Inputs]


class UnknownProgramme(Exception):
    """Raised for a programme that the seeds do not have; the message has a hint."""

    def __init__(self, name: str, hint: Message) -> None:
        self.message = say("usage.programme", name=name, hint=hint)
        super().__init__(self.message)


@dataclass(frozen=True)
class _Composed:
    """A composed model, its fingerprint, and the outputs of one folder that are to be written from it."""

    model: Any
    digest: str
    outputs: tuple[PlannedOutput, ...]
    contents: FolderContents
    inputs: Inputs

    @property
    def formats(self) -> tuple[Callable[[Any], Parts], ...]:
        """Return the formats that are to be written."""
        return tuple(one.output.write for one in self.outputs)


def build(options: BuildOptions, jobs: int, scheduler: str | None, on_progress: OnProgress, on_wait: Callable[[], None]) -> Built:
    """Build programmes into folders below the output folder.

    `on_progress` is called with the outputs that are done and all of them, `on_wait` if another build writes into the same
    folder. Raises ContentError, before anything is written, with every diagnostic of `check` if one of them is an error;
    UnknownProgramme; Fault and Faults.
    """
    before = inputs_of(options)
    with only_build_of(options.out, on_wait), _open_executors(options, jobs, scheduler) as executors:
        editions = read_editions(options.seeds, options.editions, options.date, options.start)
        inputs = editions[0]
        programmes = _chosen(inputs, options.programmes)
        if has_errors(inputs.findings):
            raise ContentError(_all_findings(editions, programmes, options.kinds, executors.anywhere))
        roster, unprintable = printable(options.roster, inputs.edition.faces)
        findings = (*inputs.findings, *_weak_codes(inputs, roster))
        folders = _contents(editions, programmes, replace(options, roster=roster), executors, on_progress)
        reports = write_folders(folders, whole=options.is_whole)
    # What was saved during the build may or may not be in it; and nothing about a participant is recorded.
    if inputs_of(options) == before and not unprintable:
        record_build(before, folders, findings, inputs.edition.theme.own_files)
    return Built(tuple(reports), (*findings, *unprintable))


@dataclass(frozen=True)
class _Executors:
    """Where outputs are made: `anywhere`, which may be a cluster, or `here`, in processes of this machine, if they name participants.

    Of those that name participants at most `ahead` are submitted at a time.
    """

    anywhere: Executor
    here: Executor
    ahead: int

    def of(self, output: PlannedOutput) -> Executor:
        """Return the executor of an output."""
        return self.here if output.is_personal else self.anywhere


@contextmanager
def _open_executors(options: BuildOptions, jobs: int, scheduler: str | None) -> Iterator[_Executors]:
    """Open the executors of a build; there is one of them unless participants are named while a cluster does the rest."""
    with open_executor(jobs, scheduler) as anywhere:
        if scheduler is None or not options.roster.participants:
            yield _Executors(anywhere, anywhere, 2 * jobs)
        else:
            with open_executor(jobs) as here:
                yield _Executors(anywhere, here, 2 * jobs)


def _weak_codes(inputs: Inputs, roster: Roster) -> Iterator[Diagnostic]:
    """Warn of certificates whose codes anyone could make."""
    kit = inputs.library.kit
    if roster.participants and not has_key(kit):
        place = kit.certificates.span if kit.certificates else kit.span
        yield Diagnostic(place, say("certificate-key"), say("certificate-key.hint"), Severity.WARNING)


def check(options: BuildOptions, jobs: int) -> Checked:
    """Lay out all programmes as `build` does, write nothing, and return every diagnostic.

    Raises ContentError if the rest cannot be laid out, and Fault.
    """
    before = inputs_of(options)
    with open_executor(jobs) as executor:
        editions = read_editions(options.seeds, options.editions, options.date, options.start)
        library = editions[0].library
        findings = _all_findings(editions, library.programmes, options.kinds, executor)
    checked = Checked(findings, len(library.modules), len(library.programmes), len(library.facts))
    if inputs_of(options) == before:
        record_check(before, checked, editions[0].edition.theme.own_files)
    return checked


def _chosen(inputs: Inputs, names: Sequence[str]) -> list[Programme]:
    programmes = {str(one.id): one for one in inputs.library.programmes}
    for name in names:
        if name not in programmes:
            if has_errors(inputs.findings):
                # The programme may be in a file that could not be read.
                raise ContentError(inputs.findings)
            raise UnknownProgramme(name, suggestion(name, programmes))
    return [programmes[name] for name in dict.fromkeys(names or programmes)]


def _contents(
    editions: Iterable[Inputs], programmes: Iterable[Programme], options: BuildOptions, executors: _Executors, on_progress: OnProgress
) -> list[FolderContents]:
    """Make the contents of the folder of each programme in each edition: what is unchanged is kept, all else is written.

    Raises ContentError with the diagnostics of all models if one does not fit.
    """
    planned = [(inputs, replace(inputs.plan(programme), roster=options.roster)) for inputs in editions for programme in programmes]
    folders = [FolderContents(options.out / plan.folder) for _, plan in planned]
    groups = [(group, contents, inputs) for (inputs, plan), contents in zip(planned, folders, strict=True) for group in planned_outputs(plan, options.kinds)]
    for (_, plan), contents in zip(planned, folders, strict=True):
        contents.retired = frozenset(old_volumes(contents.before.outputs, plan, options.kinds))
    done = itertools.count(1)

    def on_done(_: object = None) -> None:
        on_progress(next(done), len(groups))

    try:
        if not _make(groups, executors, on_done):
            raise ContentError(_all_findings(editions, programmes, options.kinds, executors.anywhere))
    except BaseException:
        for contents in folders:
            contents.drafts.discard()
        raise
    return folders


def _make(groups: Iterable[_Group], executors: _Executors, on_done: Callable[[object], None]) -> bool:
    """Make what has changed, and add it to its folder; return whether everything fits."""
    written: dict[Future[Result], list[_Composed]] = {}
    for outputs, contents, inputs in groups:
        composed = _changed(outputs, contents, inputs)
        if composed is None:
            on_done(None)
        else:
            _submit(composed, executors.of(outputs[0]), written).add_done_callback(on_done)
            _spool(written, executors.ahead)
    _spool(written, 0)
    if any(result_of(future).findings for future in as_completed(written)):
        for future in written:
            future.cancel()
        return False
    for future, models in written.items():
        for composed in models:
            _add(composed, future.result())
    return True


def _spool(written: dict[Future[Result], list[_Composed]], ahead: int) -> None:
    """Wait until at most so many outputs that name participants are being made, and write the files of the others as drafts.

    There may be thousands of pages, which are not to be in memory at the same time.
    """
    waiting = {future for future, (first, *_) in written.items() if first.outputs[0].is_personal}
    while len(waiting) > ahead:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            # What does not fit is told with the diagnostics of all others.
            if not result_of(future).findings:
                for composed in written.pop(future):
                    _add(composed, future.result(), spooled=True)


def _changed(outputs: tuple[PlannedOutput, ...], contents: FolderContents, inputs: Inputs) -> _Composed | None:
    """Keep the outputs whose inputs, or whose model, are those of the last build; compose the others."""
    digest = _digest(outputs[0], inputs)
    stale = tuple(one for one in outputs if not contents.keep_unchanged(one.name, inputs=digest))
    if not stale:
        return None
    model = stale[0].compose()
    made = inputs.digest_of(model)
    stale = tuple(one for one in stale if not contents.keep_unchanged(one.name, inputs=digest, model=made))
    return _Composed(model, made, stale, contents, inputs) if stale else None


def _submit(composed: _Composed, executor: Executor, written: dict[Future[Result], list[_Composed]]) -> Future[Result]:
    """Submit a model to be written, once if several programmes or editions have the same."""
    for future, (first, *_) in written.items():
        if first.digest == composed.digest and first.formats == composed.formats:
            written[future].append(replace(composed, model=None))
            return future
    future = executor.submit(run, Task(composed.inputs.edition_of(composed.model), composed.model, composed.formats))
    # The models of ten thousand certificates are not kept until all of them are written.
    written[future] = [replace(composed, model=None)]
    return future


def _add(composed: _Composed, result: Result, *, spooled: bool = False) -> None:
    """Add the files of a result to their folder."""
    add = composed.contents.spool if spooled else composed.contents.add
    for output, parts in zip(composed.outputs, result.formats, strict=True):
        add(output.name, _digest(output, composed.inputs), composed.digest, output.files(parts))


def _digest(output: PlannedOutput, inputs: Inputs) -> str:
    return inputs.digest(*output.seeds, moment=output.moment, unread=output.unread)


def _all_findings(editions: Iterable[Inputs], programmes: Iterable[Programme], kinds: Sequence[str], executor: Executor) -> tuple[Diagnostic, ...]:
    """Lay out what can be laid out despite errors, and return every diagnostic."""
    tasks = {digest: task for inputs in editions for digest, task in _layouts(inputs, programmes, kinds)}
    futures = [executor.submit(run, task) for task in tasks.values()]
    known = [finding for inputs in editions for finding in inputs.findings]
    return sorted_diagnostics([*known, *(finding for future in futures for finding in result_of(future).findings)])


def _layouts(inputs: Inputs, programmes: Iterable[Programme], kinds: Sequence[str]) -> Iterator[tuple[str, Task]]:
    """Return the tasks that lay out an edition without writing it, of the models that can be composed, with their fingerprints."""
    groups = [group for programme in programmes if _can_plan(inputs, programme) for group in planned_outputs(inputs.plan(programme), kinds)]
    for output, *_ in groups:
        if not inputs.broken.intersection(output.seeds):
            model = output.compose()
            yield inputs.digest_of(model), Task(inputs.edition_of(model), model)


def _can_plan(inputs: Inputs, programme: Programme) -> bool:
    """Return whether a programme can be planned: its file and those that all programmes share have no structural error."""
    taught = {str(slot.module) for slot in programme.module_slots}
    return inputs.can_lay_out and programme.span.path not in inputs.broken and taught <= {str(module.id) for module in inputs.library.modules}
