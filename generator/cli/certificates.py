"""Verify the check code of a certificate of attendance."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path

import click

from generator.cli.group import Command
from generator.cli.options import seeds_of
from generator.cli.outcome import CONTENT_ERROR
from generator.cli.parameters import IN_KIT, SEEDS, START
from generator.cli.speaking import print_line
from generator.diagnostics import suggestion
from generator.messages import say


@click.command("verify-certificate", cls=Command)
@click.argument("programme")
@click.argument("number")
@click.argument("name", nargs=-1, required=True, metavar="NAME …")
@click.argument("code")
@IN_KIT
@SEEDS
@START
def verify_certificate(
    programme: str, number: str, name: tuple[str, ...], code: str, kit: Path | None, seeds: Path | None, start: datetime.date | None
) -> None:
    """Tell whether the check code of a certificate belongs to its programme (by its id), its number and its name.

    Spaces, case, vowel marks and Arabic-Indic digits make no difference. Nothing is written.
    """
    from generator.check_codes import Certified, has_key, is_valid
    from generator.content.reader import read_yaml
    from generator.content.schema import Kit, Programme
    from generator.content.validation import validate

    folder = seeds or seeds_of(kit)
    programmes = {path.stem: path for path in folder.glob("programmes/*.yaml")}
    known = {str(one.id): one for one in (validate(Programme, read_yaml(path)) for _, path in sorted(programmes.items()))}
    if programme not in known:
        raise click.BadParameter(say("usage.programme", name=programme, hint=suggestion(programme, known)), param_hint="PROGRAMME")
    issuer = validate(Kit, read_yaml(folder / "kit.yaml"))
    valid = is_valid(issuer, Certified(programme, start or known[programme].first_date, _number(number), " ".join(name)), code)
    print_line(say("certificate.valid" if valid else "certificate.not-valid", programme=programme))
    if not has_key(issuer):
        print_line(say("certificate.no-key"))
    if not valid:
        raise click.exceptions.Exit(CONTENT_ERROR)


def _number(typed: str) -> int:
    """Return a number as it is printed in any edition, with or without spaces. Raises a usage error."""
    digits = "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in typed if not one.isspace())
    if not digits.isascii() or not digits.isdecimal():
        raise click.BadParameter(say("usage.certificate-number", number=typed), param_hint="NUMBER")
    return int(digits)
