"""Cache bytes that were derived from other bytes, in the user's cache folder.

A cached file is verified before it is used, so that a damaged, unwritable or deleted cache costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

# The size of the whole cache in bytes; the files that were used longest ago are deleted beyond it.
LIMIT = 200_000_000
# How often its size is looked at, in seconds: to list ten thousand files takes half a second.
TRIMMED_EVERY = 600
_STAMP = ".trimmed"
_DIGEST_SIZE = hashlib.sha256().digest_size


def fingerprint(parts: Iterable[bytes]) -> str:
    """Return a fingerprint of byte strings: sixteen hexadecimal digits."""
    return _digest(parts).hex()[:16]


def cached_bytes(kind: str, parts: Iterable[bytes], create: Callable[[], bytes]) -> bytes:
    """Return the result of `create`, from the cache if it has a valid copy.

    `parts` are all inputs of `create`; `kind` tells results of the same inputs apart, and begins the file's name.
    """
    parts = tuple(parts)
    data = read_cached(kind, parts)
    if data is None:
        data = create()
        write_cached(kind, parts, data)
    return data


def read_cached(kind: str, parts: Iterable[bytes]) -> bytes | None:
    """Return a result from the cache; None if it has no valid copy."""
    return _read(*_place(kind, parts))


def write_cached(kind: str, parts: Iterable[bytes], data: bytes) -> None:
    """Put a result into the cache, if it can be written."""
    path, key = _place(kind, parts)
    # Without a cache the next run creates it again.
    with suppress(OSError):
        _write(path, _digest([key, data]) + data)
        _trim_sometimes(path.parent)


def _place(kind: str, parts: Iterable[bytes]) -> tuple[Path, bytes]:
    """Return the path of a cached file and the key that is sealed with its content."""
    import platformdirs

    key = _digest([kind.encode(), *parts])
    return platformdirs.user_cache_path("haqiba") / f"{kind}-{key.hex()}", key


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def _read(path: Path, key: bytes) -> bytes | None:
    """Return the content of a cached file; None if there is none, or if its digest is not that of its key and content."""
    try:
        sealed = path.read_bytes()
    except OSError:
        return None
    data = sealed[_DIGEST_SIZE:]
    if sealed[:_DIGEST_SIZE] != _digest([key, data]):
        return None
    with suppress(OSError):
        os.utime(path)
    return data


def _write(path: Path, sealed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(sealed)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _trim_sometimes(folder: Path) -> None:
    """Trim the cache, unless that was done within TRIMMED_EVERY seconds; a stamp of the future, from another clock, does not count."""
    stamp = folder / _STAMP
    age = time.time() - stamp.stat().st_mtime if stamp.exists() else TRIMMED_EVERY
    if not 0 <= age < TRIMMED_EVERY:
        stamp.touch()
        _trim(folder)


def _trim(folder: Path) -> None:
    """Delete the files that were used longest ago until the rest is within LIMIT, files of earlier versions included."""
    used = []
    for path in folder.rglob("*"):
        # Another process may delete it meanwhile.
        with suppress(OSError):
            if path.is_file():
                state = path.stat()
                used.append((state.st_mtime, state.st_size, path))
    excess = sum(size for _, size, _ in used) - LIMIT
    for _, size, path in sorted(used):
        if excess <= 0:
            break
        with suppress(OSError):
            path.unlink()
            excess -= size
