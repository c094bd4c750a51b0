"""Faults of the surroundings: a full disk, a missing permission, a file held open. Neither the author's mistake nor ours.

Only the command line prints them, one line each.
"""

from __future__ import annotations

import errno
from pathlib import Path

_PERMISSION = "there is no permission for it, or it is read-only"
# What is wrong and what to do, by the number of the system's error.
_WORDINGS = {
    errno.ENOSPC: ("the disk is full", "free some space and build again"),
    errno.EDQUOT: ("your quota of disk space is used up", "free some space and build again"),
    errno.EROFS: ("the disk is read-only", "choose another folder with --out, or make it writable"),
    errno.EACCES: (_PERMISSION, "correct its permissions, or close it where another program holds it open"),
    errno.EPERM: (_PERMISSION, "correct its permissions, or close it where another program holds it open"),
    errno.EBUSY: ("another program holds it open", "close it there and build again"),
    errno.ETXTBSY: ("another program holds it open", "close it there and build again"),
    errno.ENAMETOOLONG: ("the path is too long for this system", "build into a folder with a shorter path, with --out"),
    errno.EISDIR: ("a folder is in the place of the file", "move or rename that folder"),
    errno.ENOTDIR: ("a file is in the place of a folder", "move or rename that file"),
    errno.EEXIST: ("a file is in the place of a folder", "move or rename that file"),
    errno.ENOTEMPTY: ("a folder is in the place of the file", "move or rename that folder"),
    errno.ENOENT: ("it was deleted in the meantime", "build again"),
    errno.EMFILE: ("too many files are open", "close other programs, or build with --jobs 1"),
    errno.ENFILE: ("too many files are open", "close other programs, or build with --jobs 1"),
    errno.ENOMEM: ("the memory is used up", "close other programs, or build with --jobs 1"),
    errno.EIO: ("the disk reports an error", "check the disk"),
    errno.ELOOP: ("links lead in a circle", "delete the link"),
}
# What no mistake in the program causes.
_NO_BUGS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EBUSY, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO})
# Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_FILENAME_EXCED_RANGE.
_WINDOWS = {32: errno.EBUSY, 33: errno.EBUSY, 206: errno.ENAMETOOLONG}


class Fault(Exception):
    """Raised if the surroundings prevent the work: `path` is where, `message` what is wrong, `hint` what to do."""

    def __init__(self, path: str, message: str, hint: str) -> None:
        self.path, self.message, self.hint = path, message, hint
        super().__init__(f"{path}: {message}; {hint}")


class Faults(Exception):
    """Raised with several faults, what was done in spite of them in `outcome`, and copies of edited files by their paths in `edited`."""

    def __init__(self, faults: tuple[Fault, ...], outcome: str, edited: tuple[tuple[str, str], ...] = ()) -> None:
        self.faults, self.outcome, self.edited = faults, outcome, edited
        super().__init__("\n".join(map(str, faults)))


def surroundings_fault(error: OSError) -> Fault | None:
    """Return the fault of an error that only the surroundings can cause; None for one that may be a bug of ours."""
    return fault_of(error, Path(error.filename)) if error.errno in _NO_BUGS and isinstance(error.filename, str) else None


def fault_of(error: OSError, path: Path) -> Fault:
    """Return the fault that the system's error at a path means."""
    number = _WINDOWS.get(getattr(error, "winerror", 0) or 0, error.errno)
    message, hint = _WORDINGS.get(number or 0, (f"the system reports: {error.strerror or error}", "mend this and build again"))
    return Fault(str(path), message, hint)
