"""Bring an output folder up to date: whole files or none, only those that differ, nothing made twice.

The manifest of a folder tells each file's SHA-256, and what each output was made from; an output that would be made from
the same again, and whose files are as they were left, is not made.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

MANIFEST = "manifest.json"
Files = dict[str, bytes]


@dataclass(frozen=True)
class Report:
    """What a build did: files made or kept, and how many of them differed from what was there."""

    folder: Path
    made: int
    changed: int


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
    """Bring a folder to its contents; a whole build also takes away what an earlier one made and this one did not."""
    changed = sum(_write(folder / path, data) for path, data in sorted(contents.made.items()))
    after = contents.kept | {path: hashlib.sha256(data).hexdigest() for path, data in contents.made.items()}
    count, outputs = len(after), contents.outputs
    if whole:
        for path in set(before.files) - set(after):
            (folder / path).unlink(missing_ok=True)
    else:
        after = {path: digest for path, digest in before.files.items() if (folder / path).is_file()} | after
        outputs = {name: one for name, one in before.outputs.items() if all(path in after for path in one[1])} | outputs
    origins = {name: {"from": origin, "files": list(paths)} for name, (origin, paths) in sorted(outputs.items())}
    listing = json.dumps({"files": dict(sorted(after.items())), "outputs": origins}, indent=2, ensure_ascii=False)
    _write(folder / MANIFEST, f"{listing}\n".encode())
    return Report(folder, count, changed)


def _write(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all, and only if it differs; returns whether it did."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True
