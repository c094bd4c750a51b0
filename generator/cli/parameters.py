"""The arguments and options that several commands take, and their types."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.diagnostics import suggestion
from generator.messages import say
from generator.model.date import date_flaw
from generator.options import KINDS


class Kinds(click.ParamType[tuple[str, ...]]):
    """A comma-separated list of kinds of output."""

    name = "KIND,…"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        kinds = tuple(one.strip() for one in str(value).split(",") if one.strip())
        for kind in kinds:
            if kind not in KINDS:
                self.fail(say("usage.kind", kind=kind, hint=suggestion(kind, KINDS)), param, ctx)
        return kinds


class FirstDay(click.ParamType[datetime.date]):
    """The date of a workshop's first day."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        word = str(value)
        flaw = date_flaw(word)
        if flaw:
            self.fail(say("usage.start-form", word=word) if flaw == "date_form" else say("usage.start-nowhere", word=word), param, ctx)
        return datetime.date.fromisoformat(word)


class Identifier(click.ParamType[str]):
    """An id of the seeds."""

    name = "ID"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return as_identifier(str(value))


def as_identifier(word: str) -> str:
    """Return a word that is an id. Raises a usage error."""
    from generator.content.schema import identifier_flaw

    if identifier_flaw(word):
        raise click.BadParameter(say("usage.id", word=word))
    return word


KIT = click.argument("folder", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
# The first of these may be the kit's folder.
NAMES = click.argument("names", nargs=-1, metavar="[FOLDER] [PROGRAMME …]")
IN_KIT = click.option("--kit", type=click.Path(path_type=Path), help="The kit's folder, instead of the one that the current folder is in.")
EDITION = click.option("--edition", metavar="CODE", help="A country's edition; the regional one without it.")
EDITIONS = click.option("--edition", metavar="CODE", help="A country's edition (DZ, EG, IQ, LB, MA, TN), or all; the regional one without it.")
START = click.option("--start", type=FirstDay(), metavar="YYYY-MM-DD", help="The date of the first day, instead of `begins` in the programmes.")
SEEDS = click.option("--seeds", type=click.Path(path_type=Path), help="The folder with the content, instead of the kit's own.")
OUT = click.option("--out", type=click.Path(path_type=Path), help="The output folder, instead of build in the kit.")
ONLY = click.option("--only", type=Kinds(), default=",".join(KINDS), show_default=True, help="Build only these kinds of output.")
JOBS = click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many processes write outputs; all processors without it.")
