"""Update an output folder: unchanged outputs are skipped, and each changed file is replaced atomically.

The manifest of a folder records each file's SHA-256 and the fingerprint of each output's inputs. A file that was
edited since the last build is kept beside the new one, and no later build touches the copy.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

MANIFEST = "manifest.json"
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


@dataclass(frozen=True)
class Manifest:
    """The record of the last build: the digest of each file; the inputs' fingerprint and the files of each output."""

    files: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass
class FolderContents:
    """The intended contents of a folder: files to write, files to keep; the inputs' fingerprint and the files of each output."""

    written: Files = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def add(self, name: str, inputs: str, files: Files) -> None:
        """Add an output that was written anew."""
        self.written |= files
        self.outputs[name] = (inputs, tuple(sorted(files)))

    def keep(self, name: str, inputs: str, digests: dict[str, str]) -> None:
        """Add an output whose files are kept as they are."""
        self.kept |= digests
        self.outputs[name] = (inputs, tuple(sorted(digests)))


@dataclass(frozen=True)
class Verification:
    """The comparison of a folder with its manifest: the paths of changed, missing and extra files, each list sorted."""

    total: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def is_intact(self) -> bool:
        """Return whether the folder holds exactly the files that the build wrote."""
        return not (self.changed or self.missing or self.extra)


def read_manifest(folder: Path) -> Manifest:
    """Read a folder's manifest; a missing or damaged one counts as empty."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {str(path): str(digest) for path, digest in data["files"].items() if _is_inside(folder, str(path))}
        outputs = {str(name): (str(one["from"]), tuple(map(str, one["files"]))) for name, one in data.get("outputs", {}).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()
    return Manifest(files, outputs)


def _is_inside(folder: Path, path: str) -> bool:
    return (folder / path).resolve().is_relative_to(folder.resolve())


def unchanged(folder: Path, before: Manifest, name: str, inputs: str) -> dict[str, str] | None:
    """Return the digests of an output's files, or None if its inputs or its files have changed."""
    last_inputs, paths = before.outputs.get(name, ("", ()))
    if last_inputs != inputs or not paths:
        return None
    digests = {path: before.files.get(path, "") for path in paths}
    return digests if all(_digest(folder / path) == digest for path, digest in digests.items()) else None


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def verify_folder(folder: Path) -> Verification | None:
    """Compare every file of a folder with its manifest; None without a readable manifest."""
    files = read_manifest(folder).files
    if not files:
        return None
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    changed = (path for path in present & files.keys() if _digest(folder / path) != files[path])
    return Verification(len(files), tuple(sorted(changed)), tuple(sorted(files.keys() - present)), tuple(sorted(present - files.keys())))


def write_folder(folder: Path, contents: FolderContents, before: Manifest, *, whole: bool) -> BuildReport:
    """Write a folder's contents; a `whole` build also deletes files of the last build that are no longer outputs."""
    new = {path: data for path, data in sorted(contents.written.items()) if _bytes(folder / path) != data}
    after = contents.kept | {path: hashlib.sha256(data).hexdigest() for path, data in contents.written.items()}
    total, outputs = len(after), contents.outputs
    old = sorted(set(before.files) - set(after)) if whole else []
    edited = tuple(_kept_copies(folder, [*new, *old], before))
    for path, data in new.items():
        _write(folder / path, data)
    for path in old:
        _delete(folder, path)
    if not whole:
        after = {path: digest for path, digest in before.files.items() if (folder / path).is_file()} | after
        outputs = {name: one for name, one in before.outputs.items() if all(path in after for path in one[1])} | outputs
    records = {name: {"from": inputs, "files": list(paths)} for name, (inputs, paths) in sorted(outputs.items())}
    listing = json.dumps({"files": dict(sorted(after.items())), "outputs": records}, indent=2, ensure_ascii=False)
    _write(folder / MANIFEST, f"{listing}\n".encode())
    return BuildReport(folder, total, len(new), edited)


def _kept_copies(folder: Path, paths: Iterable[str], before: Manifest) -> Iterator[tuple[str, str]]:
    """Rename the files that will be replaced or deleted but were edited since the last build."""
    for path in paths:
        if (folder / path).is_file() and _digest(folder / path) != before.files.get(path):
            copy = _free_name(folder / path)
            (folder / path).replace(copy)
            yield path, copy.name


def _free_name(path: Path) -> Path:
    """Return an unused name for the copy of an edited file: `deck.edited.pptx`, then `deck.edited-2.pptx` and so on."""
    names = (path.with_name(f"{path.stem}.edited{f'-{number}' if number > 1 else ''}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def _delete(folder: Path, path: str) -> None:
    """Delete a file and the folders that it leaves empty."""
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            break
        parent.rmdir()


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, data: bytes) -> None:
    """Replace a file atomically, and only if its content differs."""
    if _bytes(path) == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
