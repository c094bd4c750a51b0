"""Let one build at a time write into a folder.

The system's own file locks end with their process, also when it is killed. The lock file is in the folder for temporary
files, so that it neither clutters the kits nor goes with a deleted cache. A library for this costs more time to import
than a build without changes takes.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.faults import fault_of

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Seconds between two attempts.
INTERVAL = 0.05


@contextmanager
def only_build_of(folder: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of an output folder; call `on_wait` once if another build holds it, and wait for its end.

    Raises Fault if the lock file cannot be opened.
    """
    path = lock_file(folder)
    try:
        file = path.open("ab")
    except OSError as error:
        raise fault_of(error, path) from None
    with file:
        if not _acquire(file):
            on_wait()
            while not _acquire(file):
                time.sleep(INTERVAL)
        try:
            yield
        finally:
            _release(file)


def lock_file(folder: Path) -> Path:
    """Return the path of a folder's lock file."""
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    user = os.getuid() if sys.platform != "win32" else "user"
    return Path(tempfile.gettempdir()) / f"haqiba-{user}-{name}.lock"


def _acquire(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _release(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)
