"""Find the assets of a kit: its own, in `assets` beside its seeds, and those that come with the program."""

from __future__ import annotations

from pathlib import Path

# The folders of assets that a kit may have; a file of its own goes before one of the program's.
KINDS = ("themes", "locales", "logos")


def assets_folder() -> Path:
    """Return the program's assets: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "assets"
    return beside if beside.is_dir() else package / "assets"


def kit_folder(seeds: Path) -> Path:
    """Return the folder of a kit, the one that its seeds are in."""
    # «.» and «..» have no name that could be cut off.
    return seeds.parent if seeds.name not in ("", "..") else seeds.resolve().parent


def own_folder(kind: str, seeds: Path) -> Path:
    """Return a kit's own folder of a kind of assets, which it may lack."""
    return kit_folder(seeds) / "assets" / kind


def layers(kind: str, seeds: Path) -> tuple[Path, ...]:
    """Return the folders of a kind of assets, the kit's own before the program's; each exists, unless it is the only one."""
    own, common = own_folder(kind, seeds), assets_folder() / kind
    if not own.is_dir() or own.resolve() == common.resolve():
        return (common,)
    return (own, common)


def asset_folders(seeds: Path) -> tuple[Path, ...]:
    """Return all folders of assets that a build of a kit reads."""
    return tuple(folder for kind in KINDS for folder in layers(kind, seeds))
