"""Bring an output folder up to date: whole files or none, only those that differ; unchanged outputs are skipped.

The manifest of a folder tells each file's SHA-256, and a fingerprint of what each output was made from. A file that was
changed by hand since the last build is kept beside the new one, and no later build touches the copy.
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
class Report:
    """What a build did: files made or kept, how many of them differed from what was there, and copies of edited files.

    `edited` pairs each file that was changed by hand with the name that its copy is kept under.
    """

    folder: Path
    made: int
    changed: int
    edited: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Manifest:
    """What an earlier build left: the digest of each file, and each output's origin with its files."""

    files: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass
class Contents:
    """What a folder is to hold: files to write, files to keep, and the origin of each output with its files."""

    made: Files = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def add(self, name: str, origin: str, files: Files) -> None:
        """Take an output's new files."""
        self.made |= files
        self.outputs[name] = (origin, tuple(sorted(files)))

    def keep(self, name: str, origin: str, digests: dict[str, str]) -> None:
        """Leave an output's files as they are."""
        self.kept |= digests
        self.outputs[name] = (origin, tuple(sorted(digests)))


def read_manifest(folder: Path) -> Manifest:
    """Read what an earlier build left; a manifest that is gone or damaged names nothing."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {str(path): str(digest) for path, digest in data["files"].items() if _is_inside(folder, str(path))}
        outputs = {str(name): (str(one["from"]), tuple(map(str, one["files"]))) for name, one in data.get("outputs", {}).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()
    return Manifest(files, outputs)


def _is_inside(folder: Path, path: str) -> bool:
    return (folder / path).resolve().is_relative_to(folder.resolve())


def unchanged(folder: Path, before: Manifest, name: str, origin: str) -> dict[str, str] | None:
    """Give the digests of an output's files if it was made from the same and nobody has touched them since."""
    made_from, paths = before.outputs.get(name, ("", ()))
    if made_from != origin or not paths:
        return None
    digests = {path: before.files.get(path, "") for path in paths}
    return digests if all(_digest(folder / path) == digest for path, digest in digests.items()) else None


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def write_folder(folder: Path, contents: Contents, before: Manifest, *, whole: bool) -> Report:
    """Bring a folder to its contents; a whole build also deletes what an earlier one made and this one did not."""
    new = {path: data for path, data in sorted(contents.made.items()) if _bytes(folder / path) != data}
    after = contents.kept | {path: hashlib.sha256(data).hexdigest() for path, data in contents.made.items()}
    made, outputs = len(after), contents.outputs
    old = sorted(set(before.files) - set(after)) if whole else []
    edited = tuple(_kept_copies(folder, [*new, *old], before))
    for path, data in new.items():
        _write(folder / path, data)
    for path in old:
        _delete(folder, path)
    if not whole:
        after = {path: digest for path, digest in before.files.items() if (folder / path).is_file()} | after
        outputs = {name: one for name, one in before.outputs.items() if all(path in after for path in one[1])} | outputs
    origins = {name: {"from": origin, "files": list(paths)} for name, (origin, paths) in sorted(outputs.items())}
    listing = json.dumps({"files": dict(sorted(after.items())), "outputs": origins}, indent=2, ensure_ascii=False)
    _write(folder / MANIFEST, f"{listing}\n".encode())
    return Report(folder, made, len(new), edited)


def _kept_copies(folder: Path, paths: Iterable[str], before: Manifest) -> Iterator[tuple[str, str]]:
    """Rename the files that are about to be replaced or deleted and are not as the last build left them."""
    for path in paths:
        if (folder / path).is_file() and _digest(folder / path) != before.files.get(path):
            copy = _free_name(folder / path)
            (folder / path).replace(copy)
            yield path, copy.name


def _free_name(path: Path) -> Path:
    """Find a name for the copy of an edited file: `deck.edited.pptx`, then `deck.edited-2.pptx` and so on."""
    names = (path.with_name(f"{path.stem}.edited{f'-{number}' if number > 1 else ''}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def _delete(folder: Path, path: str) -> None:
    """Delete a file, and the folders that are empty without it."""
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            break
        parent.rmdir()


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and only if it differs."""
    if _bytes(path) == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
