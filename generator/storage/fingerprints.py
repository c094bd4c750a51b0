"""Fingerprint what a build depends on: the program, its packages, and the files that it reads.

These fingerprints decide what is skipped, so each covers everything that could change a byte or a message.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from generator.assets import assets_folder
from generator.storage.cache import fingerprint

# The packages whose versions affect the bytes of an output.
PACKAGES = (
    *("reportlab", "python-pptx", "lxml", "uharfbuzz", "python-bidi", "arabic-reshaper", "pypdfium2", "pillow", "lucide"),
    *("babel", "icalendar", "tzdata", "fonttools", "brotli", "openpyxl", "genanki", "segno"),
    *("pyyaml", "pydantic", "pydantic-core", "python-docx"),
)


@cache
def program() -> str:
    """Return the fingerprint of the program's own modules, of its rules about pictograms, and of the parts of the page of a quiz."""
    package, folder = Path(__file__).parent.parent, assets_folder()
    used = (folder / "pictograms.yaml", *(folder / "quiz").rglob("*"))
    return fingerprint(one.encode() for one in (of_files(package.rglob("*.py"), package), of_files(used, folder)))


@cache
def packages() -> str:
    """Return the fingerprint of the packages whose versions affect the bytes of an output.

    Raises KeyError if one of them is not installed.
    """
    versions = dict(_named(name) for name in reversed(_metadata_folders()))
    return fingerprint(f"{name} {versions[name]}".encode() for name in PACKAGES)


def _named(folder: str) -> tuple[str, str]:
    """Split the name of a metadata folder (python_pptx-1.0.2.dist-info) into the package's name and its version."""
    name, _, version = folder.rpartition(".")[0].partition("-")
    return name.lower().replace("_", "-"), version


@cache
def installed() -> str:
    """Return the fingerprint of Python and of all installed packages; it is coarser than `packages`."""
    return fingerprint([sys.version.encode(), *(name.encode() for name in sorted(set(_metadata_folders())))])


@cache
def _metadata_folders() -> tuple[str, ...]:
    """Return the names of the metadata folders of all installed packages, which need no import to be read; the first on the path counts."""
    return tuple(name for folder in sys.path for name in _names_in(folder) if name.endswith((".dist-info", ".egg-info")))


def _names_in(folder: str) -> list[str]:
    """Return the names in a folder of the import path, which may lack, or be an archive; "" is the working folder."""
    try:
        return os.listdir(folder or ".")  # noqa: PTH208 (names are enough, and faster)
    except OSError:
        return []


def of_files(paths: Iterable[Path], folder: Path) -> str:
    """Return the fingerprint of files by their content and their paths below `folder`; their order does not count.

    If a file cannot be read, it is equal to no other: nothing is skipped then, and whoever needs the file tells the fault.
    """
    return fingerprint(_parts(paths, folder))


def _parts(paths: Iterable[Path], folder: Path) -> Iterator[bytes]:
    try:
        for path in sorted(paths):
            if path.is_file():
                yield path.relative_to(folder).as_posix().encode()
                yield path.read_bytes()
    except OSError:
        yield os.urandom(16)
