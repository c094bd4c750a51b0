"""Let one build at a time write into a folder.

The system's own file locks end with their process, also when it is killed. The lock file is in the folder for temporary
files, so that it neither clutters the kits nor goes with a deleted cache. A library for this costs more time to import
than a build without changes takes.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.faults import Fault, fault_of
from generator.messages import say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# What the system reports for a lock that another process holds (flock(2); Windows, _locking).
HELD = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK, errno.EINTR})
# Seconds between two attempts.
INTERVAL = 0.05


@contextmanager
def only_build_of(folder: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of an output folder; call `on_wait` once if another build holds it, and wait for its end.

    Raises Fault if the lock file cannot be opened or locked.
    """
    path = lock_file(folder)
    try:
        file = path.open("ab")
    except OSError as error:
        raise fault_of(error, path) from None
    with file:
        if not _acquire(file, path):
            on_wait()
            while not _acquire(file, path):
                time.sleep(INTERVAL)
        try:
            yield
        finally:
            _release(file)


def lock_file(folder: Path) -> Path:
    """Return the path of a folder's lock file.

    Raises Fault if there is no folder for temporary files.
    """
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    user = os.getuid() if sys.platform != "win32" else "user"
    return temporary_folder() / f"haqiba-{user}-{name}.lock"


def temporary_folder() -> Path:
    """Return the folder for temporary files.

    Raises Fault if none of those that the system offers can be written to.
    """
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        raise Fault("TMPDIR", say("fault.no-temporary-folder"), say("fault.no-temporary-folder.hint")) from None


def _acquire(file: IO[bytes], path: Path) -> bool:
    """Lock a file; return whether no other process holds it. Raises Fault if the system cannot lock it."""
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in HELD:
            raise fault_of(error, path) from None
        return False
    return True


def _release(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)
