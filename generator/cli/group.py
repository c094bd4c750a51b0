"""Commands and groups that take the options on how they speak."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from generator.cli.helping import Helped, HelpedGroup
from generator.cli.speaking import SPEECH


def _keep(_: click.Context, param: click.Parameter, value: str | None) -> None:
    """Keep an option on how the command line speaks."""
    if value is not None and param.name:
        SPEECH.set(replace(SPEECH.get(), **{param.name: value}))  # type: ignore[arg-type]


class Command(Helped):
    """A command that takes the options on how it speaks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options: dict[str, Any] = {"expose_value": False, "callback": _keep, "is_eager": True}
        self.params += [
            click.Option(["--lang", "language"], type=click.Choice(["ar", "en"]), help="The language of messages; the system's without it.", **options),
            click.Option(["--format", "form"], type=click.Choice(["text", "lines", "json"]), help="How diagnostics are printed.", **options),
            click.Option(
                ["--terminal-bidi", "ordering"],
                type=click.Choice(["auto", "on", "off"]),
                help="Order and join Arabic for a terminal that does not.",
                **options,
            ),
        ]


class Group(HelpedGroup):
    """A group of such commands."""

    command_class = Command
