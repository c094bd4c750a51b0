"""What a command was asked for: the kit, its seeds and edition, the options of a build."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import click

from generator.assets import layers
from generator.cli.speaking import shown
from generator.diagnostics import suggestion
from generator.messages import say
from generator.options import KINDS, BuildOptions, InvalidDate, build_date, is_kit, kit_around

# What `--edition` names the regional edition and those of all countries with.
ALL = "all"


def build_options(
    names: tuple[str, ...],
    edition: str | None,
    seeds: Path | None,
    out: Path | None = None,
    kinds: tuple[str, ...] = KINDS,
    start: datetime.date | None = None,
) -> BuildOptions:
    """Return the options of a build of the kit that the first name or the current folder is in. Raises a usage error."""
    kit, programmes = (Path(names[0]), names[1:]) if names and _is_folder(names[0]) else (kit_around(Path()), names)
    content = seeds or kit / "seeds"
    # With its seeds elsewhere, a kit is built into the current folder.
    return BuildOptions(content, out or (Path() if seeds else kit) / "build", editions_of(edition, content), programmes, kinds, date_of_build(), start)


def _is_folder(name: str) -> bool:
    """Return whether a name is that of a kit's folder and not of a programme. Raises a usage error for a folder that is no kit."""
    if is_kit(Path(name)):
        return True
    if re.search(r"[/\\.]", name) or (Path(name).is_dir() and not is_kit(kit_around(Path()))):
        raise click.BadParameter(say("usage.no-kit", folder=name), param_hint="FOLDER")
    return False


def seeds_of(kit: Path | None) -> Path:
    """Return the seeds of a kit, or of the kit that the current folder is in. Raises a usage error if there is none."""
    folder = kit or kit_around(Path())
    if not is_kit(folder):
        raise click.UsageError(say("usage.outside-kit", folder=shown(str(folder.resolve()))))
    return folder / "seeds"


def country_of(edition: str | None, seeds: Path) -> str | None:
    """Return the country's code of one edition; see `editions_of`. Raises a usage error for several."""
    editions = editions_of(edition, seeds)
    if len(editions) > 1:
        raise click.BadParameter(say("usage.one-edition"), param_hint="--edition")
    return editions[0]


def editions_of(edition: str | None, seeds: Path) -> tuple[str | None, ...]:
    """Return the editions that an option asks for: a country's code, in capitals, None for the regional one; or both kinds for ALL.

    Raises a usage error for one that has no locale.
    """
    if edition is None:
        return (None,)
    known = sorted({path.stem.split("-")[-1] for folder in layers("locales", seeds) for path in folder.glob("*-*.yaml")})
    if edition.lower() == ALL:
        return (None, *known)
    if edition.upper() not in known:
        raise click.BadParameter(say("usage.edition", code=edition, hint=suggestion(edition.upper(), [*known, ALL])), param_hint="--edition")
    return (edition.upper(),)


def date_of_build() -> datetime.datetime:
    """Return the date that files state: that of SOURCE_DATE_EPOCH, or a fixed one. Raises a usage error."""
    try:
        return build_date(os.environ.get("SOURCE_DATE_EPOCH"))
    except InvalidDate as error:
        raise click.UsageError(error.message) from None
