"""Print: lines of the result, lines beside it, diagnostics; in the language and form that the options ask for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path

import click

from generator.diagnostics import Diagnostic
from generator.faults import fault_of
from generator.messages import Message, say
from generator.terminal.speech import Speech, message_data

SPEECH: ContextVar[Speech] = ContextVar("speech")


def print_line(line: Message) -> None:
    """Print a line of the result. Raises Fault if it cannot be written to where the output is redirected."""
    speech = SPEECH.get()
    if speech.form == "json":
        speech.keep("messages", message_data(line, speech.language))
        return
    try:
        click.echo(speech.line(line))
    except BrokenPipeError:
        # The reader has gone; click ends quietly.
        raise
    except OSError as error:
        # Python would try once more at its end, and report that with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise fault_of(error, say("place.standard-output")) from None


def print_row(cells: Iterable[str]) -> None:
    """Print a row of a table, whose cells have the widths of their columns."""
    speech = SPEECH.get()
    if speech.form != "json":
        click.echo(speech.table(f"  {'  '.join(cells)}".rstrip()))


def print_data(kind: str, data: object) -> None:
    """Keep data for the JSON that is asked for in the place of lines."""
    speech = SPEECH.get()
    if speech.form == "json":
        speech.keep(kind, data)


def report_line(line: Message) -> None:
    """Print a line beside the result."""
    speech = SPEECH.get()
    if speech.form == "json":
        speech.keep("messages", message_data(line, speech.language))
    else:
        click.echo(speech.line(line, is_error=True), err=True)


def report_edited(edited: Iterable[tuple[str, str]]) -> None:
    """Report each file that was edited by hand, with the name of its copy."""
    for path, copy in edited:
        report_line(say("build.edited", path=shown(path), copy=copy))


def report_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics beside the result."""
    speech = SPEECH.get()
    for one in diagnostics:
        path = shown(one.span.path)
        if speech.form == "json":
            speech.keep("diagnostics", speech.data_of(one, path))
        else:
            click.echo(speech.diagnostic(one, path), err=True)


def shown(path: str) -> str:
    """Shorten a path to a relative one if it is below the current directory; a message that names a place stays as it is."""
    relative = os.path.relpath(path) if Path(path).is_absolute() else path
    return path if relative.startswith("..") else relative
