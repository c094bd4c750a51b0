"""Read the authors' files and folders, and nothing else: no pipe, no device, no file of a gigabyte; replace a file as a whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.diagnostics import ContentError, Diagnostic, Span
from generator.faults import fault_of
from generator.messages import Message, say

# Twenty times the longest module. A file above it is no seed, and would take minutes to read.
MOST_BYTES = 1_000_000


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the content of an author's file, of at most so many bytes.

    Raises ContentError for a missing or very large file and for what is no file, and Fault for one that cannot be read.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise _error(path, say("unreadable-file"), say("unreadable-file.hint"))
        if state.st_size > most:
            raise _error(path, say("too-large", size=state.st_size, most=most), say("too-large.hint"))
        return path.read_bytes()
    except FileNotFoundError:
        raise _error(path, say("missing-file"), say("missing-file.hint")) from None
    except OSError as error:
        raise fault_of(error, path) from None


def replace_file(path: Path, data: bytes) -> None:
    """Write a file, new or in place of an older one, so that it is never half-written.

    Raises Fault if it cannot be written.
    """
    draft = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(data)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise fault_of(error, path) from error


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder.

    Raises Fault if it cannot be read.
    """
    try:
        return os.listdir(folder)  # noqa: PTH208 (pathlib passes over a missing permission)
    except OSError as error:
        raise fault_of(error, folder) from None


def _error(path: Path, message: Message, hint: Message) -> ContentError:
    return ContentError([Diagnostic(Span(str(path)), message, hint)])
