"""Update output folders: unchanged outputs are skipped, and each changed file is replaced atomically.

A file that was edited since the last build, by the folder's manifest, is kept beside the new one, and no later build
touches the copy.

All new files are written as drafts first: a fault until then changes nothing. Then each draft is renamed. The manifest
names the new digests as pending meanwhile, so that it is true at any moment, also after a kill.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from generator.faults import Fault, Faults, fault_of
from generator.messages import Message, say
from generator.storage.drafts import Drafts, Spooled, drafts_in
from generator.storage.manifest import MANIFEST, Manifest, OutputRecord, digest_of, read_manifest, settled

PENDING = f"{MANIFEST}.pending"
Files = dict[str, bytes]


@dataclass(frozen=True)
class BuildReport:
    """The result of a build: the number of files, how many were new or changed, and copies of edited files.

    `edited` pairs each file that was edited by hand with the name of its copy.
    """

    folder: Path
    total: int
    changed: int
    edited: tuple[tuple[str, str], ...] = ()


class FolderContents:
    """The intended contents of a folder: files to write, files to keep, and the record of each output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before = settled(read_manifest(folder), folder)
        self.written: dict[str, bytes | Spooled] = {}
        self.drafts = Drafts(folder)
        self.kept: dict[str, str] = {}
        self.outputs: dict[str, OutputRecord] = {}
        # Outputs of the last build that are also deleted by a build of some kinds only.
        self.retired: frozenset[str] = frozenset()

    def add(self, name: str, inputs: str, model: str, files: Files) -> None:
        """Add an output that was written anew."""
        self.written |= files
        self.outputs[name] = OutputRecord(inputs, model, tuple(sorted(files)))

    def spool(self, name: str, inputs: str, model: str, files: Files) -> None:
        """Add an output as `add` does, with its files as drafts already, so that many of them need no memory. Raises Fault."""
        for path, data in files.items():
            self.drafts.write(path, data)
            self.written[path] = Spooled(hashlib.sha256(data).hexdigest())
        self.outputs[name] = OutputRecord(inputs, model, tuple(sorted(files)))

    @property
    def digests(self) -> dict[str, str]:
        """Return the digest of each file."""
        return self.kept | {path: _digest(data) for path, data in self.written.items()}

    def keep_unchanged(self, name: str, *, inputs: str, model: str | None = None) -> bool:
        """Keep an output as it is if its files are intact, and its input files, or else its model, are those of the last build."""
        last = self.before.outputs.get(name)
        if last is None or not last.files or (last.model != model if model is not None else last.inputs != inputs):
            return False
        digests = {path: self.before.files.get(path, "") for path in last.files}
        if any(digest_of(self.folder / path) != digest for path, digest in digests.items()):
            return False
        self.kept |= digests
        self.outputs[name] = replace(last, inputs=inputs)
        return True


class _FolderWriter:
    """Write the contents of one folder: `prepare` the drafts, then `commit` them."""

    def __init__(self, contents: FolderContents, *, whole: bool) -> None:
        self.folder, self.before, self.contents, self.whole = contents.folder, contents.before, contents, whole
        self.new = {path: data for path, data in sorted(contents.written.items()) if digest_of(self.folder / path) != _digest(data)}
        self.after = contents.digests
        known = {*self.before.files, *self.before.pending} if whole else self._retired_files
        self.old = sorted(known - set(self.after))
        self.drafts = contents.drafts
        self.faults: list[Fault] = []
        self.edited: list[tuple[str, str]] = []
        self.is_untouched = False

    @property
    def _retired_files(self) -> set[str]:
        return {path for name in self.contents.retired for path in self.before.outputs[name].files}

    def prepare(self) -> None:
        """Write all new files and the manifests as drafts.

        Raises Fault; the drafts are then to be discarded.
        """
        self._sweep()
        for path in self.drafts.files.keys() - self.new.keys():
            self.drafts.delete(path)
        for path, data in self.new.items():
            if isinstance(data, bytes):
                self.drafts.write(path, data)
        if self.new or self.old:
            pending = {path: self.after[path] for path in self.new}
            self.drafts.write(PENDING, replace(self.before, pending=self.before.pending | pending).as_bytes())
        final = self._manifest(frozenset()).as_bytes()
        if self.new or self.old or _bytes(self.folder / MANIFEST) != final:
            self.drafts.write(MANIFEST, final)

    def commit(self) -> BuildReport:
        """Put the drafts in place; what fails is listed in `faults`, and the manifest leaves it out."""
        if MANIFEST not in self.drafts.files:
            return self._report(frozenset())
        failed: frozenset[str] = frozenset()
        if PENDING in self.drafts.files:
            if not self._rename(PENDING, self.folder / MANIFEST):
                # Without the manifest of what is to come, a kill could make new files look edited.
                self.is_untouched = True
                return self._report(frozenset(self.new))
            failed = frozenset([*(path for path in self.new if not self._replace(path)), *(path for path in self.old if not self._delete(path))])
        # If it cannot be written, the manifest with the pending digests stays.
        if not failed or self._draft_manifest(failed):
            self._rename(MANIFEST, self.folder / MANIFEST)
        return self._report(failed)

    def _report(self, failed: frozenset[str]) -> BuildReport:
        return BuildReport(self.folder, len(self.after), len(self.new.keys() - failed), tuple(self.edited))

    def _draft_manifest(self, failed: frozenset[str]) -> bool:
        try:
            self.drafts.write(MANIFEST, self._manifest(failed).as_bytes())
        except Fault as fault:
            self.faults.append(fault)
            return False
        return True

    def _manifest(self, failed: frozenset[str]) -> Manifest:
        """Return the manifest after the commit; files that could not be replaced or deleted keep their last record."""
        files = {path: digest for path, digest in self.after.items() if path not in failed}
        outputs = {name: one for name, one in self.contents.outputs.items() if not failed.intersection(one.files)}
        kept = {path: digest for path, digest in self.before.files.items() if path in failed}
        pending = {path: digest for path, digest in self.before.pending.items() if path not in files and (path in failed or not self.whole)}
        if not self.whole:
            gone = set(self.old) - failed
            kept |= {path: digest for path, digest in self.before.files.items() if path not in gone and (self.folder / path).is_file()}
            outputs = {name: one for name, one in self.before.outputs.items() if all(path in kept or path in files for path in one.files)} | outputs
        return Manifest(kept | files, outputs, pending)

    def _sweep(self) -> None:
        """Delete the drafts of a build that was killed.

        Raises Fault if the folder cannot be read.
        """
        try:
            drafts = drafts_in(self.folder)
        except OSError as error:
            raise fault_of(error, self.folder) from None
        for draft in set(drafts) - set(self.drafts.files.values()):
            try:
                draft.unlink()
            except OSError as error:
                self.faults.append(fault_of(error, draft))
            self._prune(draft.parent)

    def _replace(self, path: str) -> bool:
        """Put a draft in the place of a file; if it fails, an edited file goes back there."""
        target = self.folder / path
        try:
            copy = self._keep_edited(path)
        except OSError as error:
            self.faults.append(fault_of(error, target))
            return False
        placed = self._rename(path, target)
        if not placed and copy:
            # Where this fails as well, the copy is reported.
            with suppress(OSError):
                copy.replace(target)
                self.edited.pop()
        return placed

    def _rename(self, path: str, target: Path) -> bool:
        try:
            self.drafts.files[path].replace(target)
        except OSError as error:
            self.faults.append(fault_of(error, target))
            return False
        return True

    def _keep_edited(self, path: str) -> Path | None:
        """Rename a file that will be replaced or deleted but was edited since the last build; return its copy."""
        target = self.folder / path
        if not target.is_file() or self.before.wrote(path, hashlib.sha256(target.read_bytes()).hexdigest()):
            return None
        copy = _free_name(target)
        target.replace(copy)
        self.edited.append((path, copy.name))
        return copy

    def _delete(self, path: str) -> bool:
        """Delete a file that is no output any more, and the folders that it leaves empty."""
        target = self.folder / path
        try:
            self._keep_edited(path)
            target.unlink(missing_ok=True)
        except OSError as error:
            self.faults.append(fault_of(error, target))
            return False
        self._prune(target.parent)
        return True

    def _prune(self, folder: Path) -> None:
        """Delete a folder that is left empty, and then those above it."""
        for one in (folder, *folder.parents):
            try:
                if one == self.folder or (one.is_dir() and any(one.iterdir())):
                    break
                if one.is_dir():
                    one.rmdir()
            except OSError as error:
                self.faults.append(fault_of(error, one))
                break


def write_folders(folders: Sequence[FolderContents], *, whole: bool) -> list[BuildReport]:
    """Write the contents of folders; a `whole` build also deletes files of the last build that are no longer outputs.

    Raises Faults if a file could not be written: before the first change nothing is written at all; after it, all that
    could be, and the manifests leave out the rest.
    """
    writers = [_FolderWriter(contents, whole=whole) for contents in folders]
    try:
        for writer in writers:
            writer.prepare()
        reports = [writer.commit() for writer in writers]
    except Fault as fault:
        raise Faults((fault,), say("outcome.nothing")) from None
    finally:
        for writer in writers:
            writer.drafts.discard()
    faults = tuple(fault for writer in writers for fault in writer.faults)
    if faults:
        edited = tuple((str(one.folder / path), copy) for one in reports for path, copy in one.edited)
        raise Faults(faults, _outcome(writers, reports), edited)
    return reports


def _outcome(writers: Sequence[_FolderWriter], reports: Sequence[BuildReport]) -> Message:
    """Tell what was written in spite of faults."""
    written, new = sum(one.changed for one in reports), sum(len(one.new) for one in writers)
    outcome = say("outcome.partly", written=written, new=new)
    for writer in writers:
        if writer.is_untouched:
            outcome = say("outcome.untouched", outcome=outcome, folder=str(writer.folder))
    return outcome


def _free_name(path: Path) -> Path:
    """Return an unused name for the copy of an edited file: `deck.edited.pptx`, then `deck.edited-2.pptx` and so on."""
    names = (path.with_name(f"{path.stem}.edited{f'-{number}' if number > 1 else ''}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def _digest(data: bytes | Spooled) -> str:
    return data.digest if isinstance(data, Spooled) else hashlib.sha256(data).hexdigest()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
