"""Find the assets that come with the program: themes, locales, logos."""

from __future__ import annotations

from pathlib import Path


def assets_folder() -> Path:
    """Return the assets folder: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "assets"
    return beside if beside.is_dir() else package / "assets"


def files_of_builds() -> list[Path]:
    """List what a build may read of the assets; the rest is for readers and editors."""
    return [path for name in ("themes", "locales", "logos") for path in (assets_folder() / name).rglob("*")]
