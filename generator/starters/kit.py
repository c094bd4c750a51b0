"""Start a kit: a small complete one, copied from the program's assets."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from generator.assets import assets_folder
from generator.faults import Fault, fault_of
from generator.messages import say

# Hidden in a kit, and not among the assets, where it would hide files of the program.
_HIDDEN = {"gitignore": ".gitignore"}


def start_kit(folder: Path) -> list[Path]:
    """Copy the starter into a new or empty folder; return its files.

    Raises Fault, with nothing left behind, if the folder has files or cannot be written.
    """
    starter = assets_folder() / "starters" / "kit"
    copies = {path: folder / path.relative_to(starter).parent / _HIDDEN.get(path.name, path.name) for path in sorted(starter.rglob("*")) if path.is_file()}
    # The files of a kit name these for editors, which find them beside it wherever the program is installed.
    copies |= {path: folder / "schemas" / path.name for path in sorted((assets_folder() / "schemas").glob("*.json"))}
    made: list[Path] = []
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Fault(str(folder), say("new.not-empty"), say("new.not-empty.hint"))
        for path, copy in copies.items():
            made += _make_folders(copy.parent)
            made.append(copy)
            copy.write_bytes(path.read_bytes())
    except OSError as error:
        _remove(made)
        raise fault_of(error, folder) from error
    return list(copies.values())


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the new ones."""
    lacking = [one for one in (*reversed(folder.parents), folder) if not one.exists()]
    for one in lacking:
        one.mkdir()
    return lacking


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
