"""Write files as drafts beside the files that they will replace."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.faults import fault_of

# The end of a draft's name; drafts of a killed build are deleted by the next one.
DRAFT = ".part"


@dataclass(frozen=True)
class Spooled:
    """What is known of a file that was written as a draft as soon as it was made: its digest."""

    digest: str


class Drafts:
    """The drafts of one folder, by the paths of their files, and the folders that were created for them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Path] = {}
        self.created: list[Path] = []

    def write(self, path: str, data: bytes) -> None:
        """Write a file's draft. Raises Fault."""
        target = self.folder / path
        draft = target.with_name(f".{target.name}.{os.getpid()}{DRAFT}")
        try:
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            self._create(target.parent)
            self.files[path] = draft
            draft.write_bytes(data)
        except OSError as error:
            raise fault_of(error, _file_among(target.parent) or target) from None

    def delete(self, path: str) -> None:
        """Delete a draft that is not needed."""
        with suppress(OSError):
            self.files.pop(path).unlink(missing_ok=True)

    def discard(self) -> None:
        """Delete the drafts that were not put in place, and the folders that were created for them."""
        for path in list(self.files):
            self.delete(path)
        for folder in reversed(self.created):
            with suppress(OSError):
                folder.rmdir()

    def _create(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            self.created.append(one)


def drafts_in(folder: Path) -> list[Path]:
    """Return the drafts of a build that was killed. Raises OSError if the folder cannot be read."""
    return sorted(folder.rglob(f".*.*{DRAFT}")) if folder.is_dir() else []


def _file_among(folder: Path) -> Path | None:
    """Return what stands in the place of a folder or of one above it; None if nothing does."""
    return next((one for one in reversed((folder, *folder.parents)) if os.path.lexists(one) and not os.path.isdir(one)), None)  # noqa: PTH112
