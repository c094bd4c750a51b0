"""Start a kit, or a file of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.cli.group import Group
from generator.cli.options import seeds_of
from generator.cli.parameters import IN_KIT, Identifier, as_identifier
from generator.cli.speaking import print_line, shown
from generator.messages import say

# As `generator.content.schema` has them, which imports pydantic: the command line starts without it.
ITEM_KINDS = ("single", "multiple", "true-false", "matching", "ordering", "short")


@click.group(cls=Group)
def new() -> None:
    """Start a kit, or add a module, a programme, a quiz item, a source or facilitation.yaml to one. What is new builds at once, and says what to write."""


@new.command("kit")
@click.argument("folder", type=click.Path(path_type=Path))
def new_kit(folder: Path) -> None:
    """Start a small complete kit in a new or empty folder."""
    from generator.starters.kit import start_kit

    start_kit(folder)
    print_line(say("new.kit", folder=shown(str(folder))))


@new.command("module")
@click.argument("name", metavar="ID", type=Identifier())
@IN_KIT
def new_module(name: str, kit: Path | None) -> None:
    """Start a module, after those that there are."""
    from generator.starters.files import start_module

    _print_new(start_module(seeds_of(kit), name))


@new.command("programme")
@click.argument("name", metavar="ID", type=Identifier())
@IN_KIT
def new_programme(name: str, kit: Path | None) -> None:
    """Start a programme of one day."""
    from generator.starters.files import start_programme

    _print_new(start_programme(seeds_of(kit), name))


@new.command("quiz-item")
@click.argument("module")
@click.option("--kind", type=click.Choice(ITEM_KINDS), default=ITEM_KINDS[0], show_default=True, help="The kind of item.")
@IN_KIT
def new_quiz_item(module: str, kind: Any, kit: Path | None) -> None:
    """Add a quiz item to a module, for its objective that has the fewest."""
    from generator.starters.files import add_quiz_item

    _print_new(*add_quiz_item(seeds_of(kit), module, kind))


@new.command("source")
@click.argument("source", metavar="FILE|ID")
@click.option("--id", "name", type=Identifier(), help="The id of a source that is made from a file; the file's name without it.")
@IN_KIT
def new_source(source: str, name: str | None, kit: Path | None) -> None:
    """Start a source: from a text or Word document, whose paragraphs are fingerprinted, or from an id."""
    from generator.starters.sources import start_source, start_source_from

    if Path(source).suffix:
        _print_new(start_source_from(seeds_of(kit), Path(source), name or as_identifier(Path(source).stem)))
    else:
        _print_new(start_source(seeds_of(kit), as_identifier(source)))


@new.command("facilitation")
@IN_KIT
def new_facilitation(kit: Path | None) -> None:
    """Start facilitation.yaml: preparation, room, opening and closing, evaluation, for all workshops of the kit."""
    from generator.starters.files import start_facilitation

    _print_new(start_facilitation(seeds_of(kit)))


def _print_new(path: Path, line: int = 1) -> None:
    print_line(say("new.file", path=shown(str(path)), line=line))
