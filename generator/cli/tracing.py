"""Show where facts are cited, and verify the documents that they are from."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.group import Command
from generator.cli.options import seeds_of
from generator.cli.parameters import KIT, SEEDS
from generator.cli.speaking import print_line, shown
from generator.diagnostics import shortened
from generator.messages import say
from generator.options import kit_around


@click.command(cls=Command)
@KIT
@SEEDS
def sources(folder: Path | None, seeds: Path | None) -> None:
    """Show for each fact of a kit where it is cited; and facts, paragraphs and statements that nothing connects."""
    from generator.content.loading import read_library
    from generator.content.tracing import trace

    library, _ = read_library(seeds or seeds_of(folder))
    traced = trace(library)
    for one in traced.sources:
        print_line(say("sources.source", path=shown(one.source.span.path), source=one.source.id, count=len(one.uses)))
        for fact, places in one.uses:
            cited = tuple(f"{shown(place.path)}:{place.line}:{place.column}" for place in places)
            print_line(say("sources.fact", fact=fact.id, places=cited or say("sources.nowhere")))
        if one.bare_paragraphs:
            print_line(say("sources.bare-paragraphs", numbers=tuple(map(str, one.bare_paragraphs))))
        if one.idle_paragraphs:
            print_line(say("sources.idle-paragraphs", numbers=tuple(map(str, one.idle_paragraphs))))
    for statement in traced.without_fact:
        span = statement.text.span
        print_line(say("sources.no-fact", place=f"{shown(span.path)}:{span.line}:{span.column}", words=shortened(statement.text.plain, 70)))
    unused = sum(len(one.unused) for one in traced.sources)
    counts = {"sources": len(traced.sources), "facts": len(library.facts), "unused": unused}
    print_line(say("sources.counts", **counts, statements=len(traced.statements), bare=len(traced.without_fact)))


@click.command("verify-source", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@SEEDS
def verify_source(file: Path, seeds: Path | None) -> None:
    """Verify a document against the fingerprints registered in the seeds of the kit that the current folder is in."""
    from generator.content.loading import read_library
    from generator.content.sources import verify

    library, _ = read_library(seeds or kit_around(Path()) / "seeds")
    source = verify(file, library.sources)
    print_line(say("verify.source", file=shown(str(file)), count=len(source.paragraphs), source=source.id))
