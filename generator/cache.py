"""Cache files and records derived from other files, keyed by the content of those files.

In: the bytes of the inputs and a function. Out: its result, read from the user's cache folder if it is there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import platformdirs

Made = TypeVar("Made")


def fingerprint(parts: Iterable[bytes]) -> str:
    """Return a fingerprint of byte strings: sixteen hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:16]


def cached_file(folder: str, name: str, make: Callable[[Path], None]) -> Path:
    """Return a file of the cache, made by `make` at the path that it is given if there is none yet."""
    path = platformdirs.user_cache_path("haqiba") / folder / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.part")
        make(draft)
        draft.replace(path)
    return path


def cached_record(name: str, parts: Iterable[bytes], make: Callable[[], Made]) -> Made:
    """Return a cached record, or create it with `make`; a cache that cannot be written only costs time."""
    path = platformdirs.user_cache_path("haqiba") / "records" / f"{name}-{fingerprint(parts)}.pickle"
    # An unreadable or outdated file is created again; only this program writes here.
    with suppress(OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        record: Made = pickle.loads(path.read_bytes())
        return record
    record = make()
    with suppress(OSError):
        cached_file("records", path.name, lambda draft: _write(draft, pickle.dumps(record)))
    return record


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
