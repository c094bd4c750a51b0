"""Faults of the surroundings: a full disk, a missing permission, a file held open. Neither the author's mistake nor ours.

Only the command line prints them, one line each.
"""

from __future__ import annotations

import errno
from pathlib import Path

from generator.messages import Message, say

# What is wrong and what to do, by the number of the system's error.
WORDINGS = {
    errno.ENOSPC: ("fault.disk-full", "mend.free-space"),
    errno.EDQUOT: ("fault.quota", "mend.free-space"),
    errno.EROFS: ("fault.read-only-disk", "mend.another-folder"),
    errno.EACCES: ("fault.permission", "mend.permissions"),
    errno.EPERM: ("fault.permission", "mend.permissions"),
    errno.EBUSY: ("fault.held-open", "mend.close-it"),
    errno.ETXTBSY: ("fault.held-open", "mend.close-it"),
    errno.ENAMETOOLONG: ("fault.long-path", "mend.shorter-path"),
    errno.EISDIR: ("fault.folder-in-place", "mend.move-folder"),
    errno.ENOTDIR: ("fault.file-in-place", "mend.move-file"),
    errno.EEXIST: ("fault.file-in-place", "mend.move-file"),
    errno.ENOTEMPTY: ("fault.folder-in-place", "mend.move-folder"),
    errno.ENOENT: ("fault.deleted", "mend.build-again"),
    errno.EMFILE: ("fault.open-files", "mend.close-others"),
    errno.ENFILE: ("fault.open-files", "mend.close-others"),
    errno.ENOMEM: ("fault.memory", "mend.close-others"),
    errno.EIO: ("fault.disk-error", "mend.check-disk"),
    errno.ELOOP: ("fault.link-circle", "mend.delete-link"),
}
# What no mistake in the program causes.
_NO_BUGS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EBUSY, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO})
# Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_FILENAME_EXCED_RANGE.
_WINDOWS = {32: errno.EBUSY, 33: errno.EBUSY, 206: errno.ENAMETOOLONG}


class Fault(Exception):
    """Raised if the surroundings prevent the work: `path` is where (a path, or a message), `message` what is wrong, `hint` what to do."""

    def __init__(self, path: str, message: Message, hint: Message) -> None:
        self.path, self.message, self.hint = path, message, hint
        super().__init__(f"{path}: {message}; {hint}")


class Faults(Exception):
    """Raised with several faults, what was done in spite of them in `outcome`, and copies of edited files by their paths in `edited`."""

    def __init__(self, faults: tuple[Fault, ...], outcome: Message, edited: tuple[tuple[str, str], ...] = ()) -> None:
        self.faults, self.outcome, self.edited = faults, outcome, edited
        super().__init__("\n".join(map(str, faults)))


def surroundings_fault(error: OSError) -> Fault | None:
    """Return the fault of an error that only the surroundings can cause; None for one that may be a bug of ours."""
    return fault_of(error, Path(error.filename)) if error.errno in _NO_BUGS and isinstance(error.filename, str) else None


def fault_of(error: OSError, path: Path | Message) -> Fault:
    """Return the fault that the system's error at a path, or at a place that a message names, means."""
    number = _WINDOWS.get(getattr(error, "winerror", 0) or 0, error.errno)
    if number in WORDINGS:
        message, hint = map(say, WORDINGS[number])
    else:
        message, hint = say("fault.system", error=error.strerror or str(error)), say("mend.system")
    return Fault(path if isinstance(path, Message) else str(path), message, hint)
