"""Keep the made files of the reference: compare them with those in a folder, and write those that differ."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def differing(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Return the paths of the files that are missing in a folder, or differ from those there.

    Raises OSError if one cannot be read.
    """
    return [folder / name for name, data in files.items() if not (folder / name).is_file() or (folder / name).read_bytes() != data]


def write_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write the files that differ into a folder, and return their paths.

    Raises OSError if the folder or one of them cannot be written.
    """
    changed = differing(files, folder)
    folder.mkdir(parents=True, exist_ok=True)
    for path in changed:
        path.write_bytes(files[path.name])
    return changed
