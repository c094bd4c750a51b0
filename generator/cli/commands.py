"""The command `haqiba`, with all its commands."""

from __future__ import annotations

import click

from generator import __version__
from generator.cli.building import build, check, verify, watch
from generator.cli.certificates import verify_certificate
from generator.cli.comparing import diff
from generator.cli.covering import quiz
from generator.cli.describing import reference, schema
from generator.cli.group import Group
from generator.cli.pulling import pull
from generator.cli.results import results
from generator.cli.starting import new
from generator.cli.tracing import sources, verify_source


@click.group(
    cls=Group,
    commands=[build, check, diff, new, pull, quiz, reference, results, schema, sources, verify, verify_certificate, verify_source, watch],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="haqiba")
def cli() -> None:
    """Build workshop kits from the content in the seeds: decks, handouts, papers and a quiz."""
