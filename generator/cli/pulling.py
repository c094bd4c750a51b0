"""Bring what was changed in a deck back into the seeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.group import Command
from generator.cli.options import seeds_of
from generator.cli.outcome import CONTENT_ERROR
from generator.cli.parameters import IN_KIT
from generator.cli.speaking import print_line, report_diagnostics, shown
from generator.diagnostics import Span, shortened
from generator.messages import say

if TYPE_CHECKING:
    from generator.pulling.changes import Change
    from generator.pulling.pull import Pulled


@click.command(cls=Command)
@click.argument("deck", type=click.Path(path_type=Path))
@IN_KIT
@click.option("--write", is_flag=True, help="Put the changes into the seeds.")
def pull(deck: Path, kit: Path | None, write: bool) -> None:
    """Show what was changed in a deck in PowerPoint or LibreOffice, and with --write put it into the seeds.

    Titles, points, notes, cells of tables and labels of figures are taken; comments, citations and emphasis of the seeds stay. What cannot be
    taken is reported: exit status 1. New, deleted and moved slides are listed only.
    """
    from generator.pulling.pull import pull as pull_from
    from generator.pulling.pull import write as write_to_seeds

    pulled = pull_from(deck, seeds_of(kit))
    for change in pulled.changes:
        _print_change(change)
    report_diagnostics(pulled.refused)
    _print_slides(pulled)
    _print_counts(deck, pulled)
    if pulled.changes and write:
        write_to_seeds(pulled)
        for path in pulled.files:
            print_line(say("pull.written", path=shown(str(path))))
    elif pulled.changes:
        print_line(say("pull.not-written"))
    if not pulled.is_complete:
        raise click.exceptions.Exit(CONTENT_ERROR)


def _print_change(change: Change) -> None:
    span = change.text.scalar.span
    print_line(say("pull.change", place=str(Span(shown(span.path), span.line, span.column)), slide=change.slide))
    for words in change.removed:
        print_line(say("diff.removed-line", words=words))
    for words in change.added:
        print_line(say("diff.added-line", words=words))


def _print_slides(pulled: Pulled) -> None:
    for slide in pulled.new:
        print_line(say("pull.new-slide", slide=slide.number, words=shortened(slide.title)))
    for slide in pulled.moved:
        print_line(say("pull.moved-slide", slide=slide.number, words=shortened(slide.title)))
    for words in pulled.deleted:
        print_line(say("pull.deleted-slide", words=shortened(words)))


def _print_counts(deck: Path, pulled: Pulled) -> None:
    if not pulled.changes and pulled.is_complete:
        print_line(say("pull.nothing", deck=shown(str(deck))))
        return
    kinds = [(bool(one.removed), bool(one.added)) for one in pulled.changes]
    print_line(
        say(
            "pull.counts",
            deck=shown(str(deck)),
            changed=kinds.count((True, True)),
            added=kinds.count((False, True)),
            removed=kinds.count((True, False)),
            refused=len(pulled.refused) + len(pulled.new) + len(pulled.moved) + len(pulled.deleted),
        )
    )
