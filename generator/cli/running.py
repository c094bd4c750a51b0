"""Run the command line, and end with its exit status."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from generator.cli.commands import cli
from generator.cli.outcome import INTERNAL_ERROR, USAGE_ERROR, tell, trace
from generator.cli.speaking import SPEECH, report_line
from generator.diagnostics import ContentError
from generator.execution.garbage import collect_rarely
from generator.faults import Fault, Faults, surroundings_fault
from generator.messages import say
from generator.terminal.speech import Speech, language_of


def run() -> None:
    """Run as the console script."""
    # Plugins for pydantic that other programs installed are not looked for, which takes a twentieth of a second, and cannot change what is valid.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    collect_rarely()
    status = main()
    # Python looks through all objects once more at exit, for a third of a second; the system takes the memory back anyway.
    gc.freeze()
    sys.exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    SPEECH.set(Speech(language_of(os.environ)))
    status = _status(arguments)
    if SPEECH.get().form == "json":
        click.echo(SPEECH.get().as_json())
    return status


def _status(arguments: Sequence[str] | None) -> int:
    try:
        # Outside its standalone mode click returns the status of an Exit.
        status = cli.main(args=arguments, prog_name="haqiba", standalone_mode=False)
    except (ContentError, Fault, Faults) as error:
        return tell(error)
    except click.ClickException as error:
        error.show()
        return USAGE_ERROR
    except (click.Abort, KeyboardInterrupt):
        report_line(say("build.stopped"))
        return INTERNAL_ERROR
    except OSError as error:
        fault = surroundings_fault(error)
        return tell(fault) if fault else trace()
    except Exception:
        return trace()
    return status if isinstance(status, int) else 0
