"""The help of commands in the author's language: English as the code states it, Arabic from assets/help.yaml."""

from __future__ import annotations

import click

from generator.cli.speaking import SPEECH
from generator.messages import arabic_help


def _is_arabic() -> bool:
    speech = SPEECH.get(None)
    return speech is not None and speech.language == "ar"


def path_of(context: click.Context) -> str:
    """Return the names of a command below `haqiba`, or that of `haqiba` itself."""
    names = context.command_path.split(" ")
    return " ".join(names[1:]) or names[0]


def option_help(path: str, option: click.Parameter) -> str:
    """Return the Arabic help of an option of the command at a path. Raises KeyError without one."""
    options = arabic_help()["options"]
    name = max(option.opts, key=len)
    return options.get(f"{path} {name}") or options[name]


class _Formatter(click.HelpFormatter):
    """A formatter whose frame is in the author's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        if not _is_arabic():
            super().write_usage(prog, args, prefix)
            return
        # On a line of its own: beside Arabic words its brackets would turn.
        with self.section("usage"):
            super().write_usage(prog, args, "")

    def write_heading(self, heading: str) -> None:
        super().write_heading(arabic_help()["frame"][heading.lower()] if _is_arabic() else heading)


class _Context(click.Context):
    formatter_class = _Formatter


class Helped(click.Command):
    """A command whose help is in the author's language."""

    context_class = _Context

    def get_help(self, ctx: click.Context) -> str:
        """Return the help as the terminal must be given it."""
        return _shown(super().get_help(ctx), is_error=False)

    def get_usage(self, ctx: click.Context) -> str:
        """Return the usage, which stands before what is wrong with it, as the terminal must be given it."""
        return _shown(super().get_usage(ctx), is_error=True)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        if not _is_arabic():
            super().format_help_text(ctx, formatter)
            return
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(arabic_help()["commands"][path_of(ctx)])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands of a group."""
        if not _is_arabic():
            super().format_options(ctx, formatter)
            return
        options = [(param, record) for param in self.get_params(ctx) if isinstance(param, click.Option) and (record := param.get_help_record(ctx))]
        with formatter.section("Options"):
            formatter.write_dl([(names, _option_row(path_of(ctx), param, english)) for param, (names, english) in options])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class HelpedGroup(Helped, click.Group):
    """A group whose help is in the author's language."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first sentence of each command."""
        if not _is_arabic():
            super().format_commands(ctx, formatter)
            return
        within = f"{path_of(ctx)} " if ctx.parent else ""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first_sentence(arabic_help()["commands"][f"{within}{name}"])) for name in self.list_commands(ctx)])


def _shown(words: str, *, is_error: bool) -> str:
    return SPEECH.get().columns(words, is_error=is_error) if _is_arabic() else words


def _option_row(path: str, option: click.Option, english: str) -> str:
    # After the help click puts a default or a range in brackets.
    added = english.removeprefix(option.help or "").replace("default:", arabic_help()["frame"]["default"])
    return option_help(path, option) + added


def _first_sentence(words: str) -> str:
    return words.partition(".")[0] + "."
