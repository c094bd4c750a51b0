"""Write what describes the kit's files: JSON Schemas for editors, pages for readers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from generator import assets
from generator.cli.group import Command
from generator.cli.outcome import CONTENT_ERROR
from generator.cli.speaking import print_line, shown
from generator.messages import say

STALE = click.option("--check", "only_check", is_flag=True, help="Write nothing; report the files that are not up to date.")


@click.command(cls=Command)
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to; without it, assets/schemas.")
@STALE
def schema(out: Path | None, only_check: bool) -> None:
    """Write the JSON Schemas with which editors complete and check YAML while it is typed."""
    from generator.reference.schemas import schema_files

    _made(schema_files(), out or assets.assets_folder() / "schemas", "haqiba schema", only_check)


@click.command(cls=Command)
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to; without it, assets/reference.")
@click.option("--pictures", is_flag=True, help="Draw the pictures of the examples, into assets/pictures/reference, instead.")
@STALE
def reference(out: Path | None, pictures: bool, only_check: bool) -> None:
    """Write the pages that describe every key of the kit's files, in Arabic and in English."""
    if pictures:
        from generator.reference.pictures import picture_files

        _made(picture_files(), out or assets.assets_folder() / "pictures" / "reference", "haqiba reference --pictures", only_check)
    else:
        from generator.reference.page import page_files

        _made(page_files(), out or assets.assets_folder() / "reference", "haqiba reference", only_check)


def _made(files: Mapping[str, bytes], folder: Path, command: str, only_check: bool) -> None:
    """Write made files, or report those that are not up to date."""
    from generator.reference.files import differing, write_files

    changed = differing(files, folder) if only_check else write_files(files, folder)
    for path in changed if only_check else ():
        print_line(say("reference.stale", path=shown(str(path)), command=command))
    print_line(say("build.report", folder=shown(str(folder)), total=len(files), changed=len(changed)))
    if only_check and changed:
        raise click.exceptions.Exit(CONTENT_ERROR)
