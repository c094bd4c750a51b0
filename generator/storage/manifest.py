"""The manifest of an output folder: what the last build wrote there, and whether it still is so.

It records each file's SHA-256 and the fingerprints of each output: of the files that it was made from, and of its model.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.faults import fault_of

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class OutputRecord:
    """What one output was made from: the fingerprints of its input files and of its model; and its files."""

    inputs: str
    model: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """The record of the last build: the digest of each file, and the outputs by name.

    `pending` are the digests of the files that an interrupted build was about to write.
    """

    files: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, OutputRecord] = field(default_factory=dict)
    pending: dict[str, str] = field(default_factory=dict)

    def wrote(self, path: str, digest: str) -> bool:
        """Return whether a build wrote this content of a file."""
        return digest in (self.files.get(path), self.pending.get(path))

    def as_bytes(self) -> bytes:
        """Return the manifest as JSON."""
        outputs = {name: {"inputs": one.inputs, "model": one.model, "files": list(one.files)} for name, one in sorted(self.outputs.items())}
        data: dict[str, Any] = {"files": dict(sorted(self.files.items())), "outputs": outputs}
        if self.pending:
            data["pending"] = dict(sorted(self.pending.items()))
        return f"{json.dumps(data, indent=2, ensure_ascii=False)}\n".encode()


def read_manifest(folder: Path) -> Manifest:
    """Read a folder's manifest; a missing or damaged one counts as empty.

    Raises Fault if it cannot be read: without it, all files would look edited.
    """
    try:
        raw = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return Manifest()
    except OSError as error:
        raise fault_of(error, folder / MANIFEST) from None
    try:
        data = json.loads(raw.decode("utf-8"))
        files, pending = (_digests(folder, data.get(key, {})) for key in ("files", "pending"))
        outputs = {
            str(name): OutputRecord(str(one["inputs"]), str(one["model"]), tuple(map(str, one["files"]))) for name, one in data.get("outputs", {}).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest()
    return Manifest(files, outputs, pending)


def _digests(folder: Path, listed: Mapping[str, str]) -> dict[str, str]:
    """Return the digests of the listed paths that are inside the folder."""
    root = folder.resolve()
    parents = {str(path): str(Path(path).parent) for path in listed}
    inside = {parent for parent in set(parents.values()) if (folder / parent).resolve().is_relative_to(root)}
    return {str(path): str(digest) for path, digest in listed.items() if parents[str(path)] in inside and Path(path).name not in ("", "..")}


def settled(manifest: Manifest, folder: Path) -> Manifest:
    """Return a manifest that tells which of its pending files an interrupted build has written.

    Their outputs are left out, because their record is of the build before; only what cannot be read stays pending.
    """
    found = {path: digest_of(folder / path) for path in manifest.pending}
    written = {path: digest for path, digest in found.items() if digest and digest == manifest.pending[path] != manifest.files.get(path)}
    unread = {path: manifest.pending[path] for path, digest in found.items() if not digest and (folder / path).is_file()}
    outputs = {name: one for name, one in manifest.outputs.items() if not written.keys() & set(one.files)}
    return Manifest(manifest.files | written, outputs, unread)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal; an empty text if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@dataclass(frozen=True)
class Verification:
    """The comparison of a folder with its manifest: the paths of changed, missing and extra files, each list sorted."""

    total: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def intact(self) -> int:
        """Return how many of the files of the manifest are as the build wrote them."""
        return self.total - len(self.changed) - len(self.missing)

    @property
    def is_intact(self) -> bool:
        """Return whether the folder holds exactly the files that the build wrote."""
        return not (self.changed or self.missing or self.extra)


def verify_folder(folder: Path) -> Verification | None:
    """Compare every file of a folder with its manifest; None without a readable manifest."""
    before = read_manifest(folder)
    if not before.files and not before.pending:
        return None
    files = {path: path for path in (*before.files, *before.pending)}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    changed = tuple(sorted(path for path in files if path in present and not before.wrote(path, digest_of(folder / path))))
    return Verification(len(files), changed, tuple(sorted(files.keys() - present)), tuple(sorted(present - files.keys())))
