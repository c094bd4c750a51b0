"""Command line: arguments, progress, diagnostics, exit status.

`commands.py` lists the commands, which the modules of their subjects declare; `running.py` runs them. Whatever is slow is imported by the
command that needs it.
"""

from generator.cli.commands import cli
from generator.cli.running import main, run

__all__ = ["cli", "main", "run"]
