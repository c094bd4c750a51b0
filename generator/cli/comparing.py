"""Show what two states of a kit say differently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.group import Command
from generator.cli.options import country_of, date_of_build, seeds_of
from generator.cli.parameters import EDITION, IN_KIT
from generator.cli.speaking import print_line
from generator.diagnostics import ContentError, has_errors
from generator.messages import say

if TYPE_CHECKING:
    from generator.comparing.diff import OutputChange


@click.command(cls=Command)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@IN_KIT
@EDITION
def diff(old: str, new: str | None, kit: Path | None, edition: str | None) -> None:
    """Show what the outputs of two states of a kit say differently: decks with their notes, handouts, the quiz, the papers.

    OLD and NEW are kits' folders or git revisions; without NEW, it is the kit as it is.
    """
    from generator.comparing.diff import compare
    from generator.comparing.states import kit_at
    from generator.inputs.reading import read_inputs

    folder = seeds_of(kit).parent
    with kit_at(old, folder) as before, kit_at(new or str(folder), folder) as after:
        inputs = [read_inputs(one / "seeds", country_of(edition, one / "seeds"), date_of_build()) for one in (before, after)]
        for one in inputs:
            if has_errors(one.findings):
                raise ContentError(one.findings)
        found = compare(*inputs)
    for change in found:
        _print_change(change)
    if not found:
        print_line(say("diff.equal"))


def _print_change(one: OutputChange) -> None:
    if one.state == "added":
        print_line(say("diff.added", names=one.names))
    elif one.state == "removed":
        print_line(say("diff.removed", names=one.names))
    elif one.state == "otherwise":
        print_line(say("diff.otherwise", names=one.names))
    else:
        print_line(say("diff.changed", names=one.names))
    for change in one.changes:
        print_line(say("diff.section", section=change.section))
        for words in change.removed:
            print_line(say("diff.removed-line", words=words))
        for words in change.added:
            print_line(say("diff.added-line", words=words))
