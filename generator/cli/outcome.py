"""What a command came to: its exit status, and what is told where it failed.

Exit status: 0 success, 1 errors in the content or a kit that differs from its manifest, 2 wrong usage, 3 a fault of the surroundings
(one line `error:`) or of the program (a traceback).
"""

from __future__ import annotations

from generator.cli.speaking import report_diagnostics, report_edited, report_line, shown
from generator.diagnostics import ContentError
from generator.faults import Fault, Faults
from generator.messages import say

CONTENT_ERROR, USAGE_ERROR, INTERNAL_ERROR = 1, 2, 3
FAULT = 3


def tell(error: ContentError | Fault | Faults) -> int:
    """Print what is wrong with the content or the surroundings; return the exit status."""
    if isinstance(error, ContentError):
        report_diagnostics(error.diagnostics)
        return CONTENT_ERROR
    for fault in error.faults if isinstance(error, Faults) else (error,):
        report_line(say("fault", path=shown(fault.path), message=fault.message, hint=fault.hint))
    if isinstance(error, Faults):
        report_edited(error.edited)
        report_line(error.outcome)
    return FAULT


def trace() -> int:
    """Print the traceback of a bug; return the exit status."""
    import traceback

    traceback.print_exc()
    report_line(say("build.bug"))
    return INTERNAL_ERROR
