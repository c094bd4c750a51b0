"""Read the authors' files and folders, and nothing else: no pipe, no device, no file of a gigabyte."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.diagnostics import ContentError, Diagnostic, Span
from generator.faults import fault_of

# Twenty times the longest module. A file above it is no seed, and would take minutes to read.
MOST_BYTES = 1_000_000


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the content of an author's file, of at most so many bytes.

    Raises ContentError for a missing or very large file and for what is no file, and Fault for one that cannot be read.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise _error(path, "unreadable-file", "this is a folder or a device, not a file", "move it elsewhere, and put a text file here")
        if state.st_size > most:
            message = f"this file has {state.st_size} bytes (at most {most})"
            raise _error(path, "too-large", message, "divide it, or move it elsewhere if it is no text file")
        return path.read_bytes()
    except FileNotFoundError:
        raise _error(path, "missing-file", "this file does not exist", "create it, or correct the folder given with --seeds") from None
    except OSError as error:
        raise fault_of(error, path) from None


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder.

    Raises Fault if it cannot be read.
    """
    try:
        return os.listdir(folder)  # noqa: PTH208 (pathlib passes over a missing permission)
    except OSError as error:
        raise fault_of(error, folder) from None


def _error(path: Path, code: str, message: str, hint: str) -> ContentError:
    return ContentError([Diagnostic(Span(str(path)), code, message, hint)])
