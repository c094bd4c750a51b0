"""Tell of participants who took one test only, and of names that are nearly those of others: a slip of the pen parts two papers of one person."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from generator.check_codes import normalised_name
from generator.diagnostics import Diagnostic, Severity
from generator.messages import say
from generator.results.analysis import Analysis

# How much of two names is equal if one of them may be a slip: one letter of nine differs, or two of eighteen.
ALIKE = 0.88


def alike_notices(analysis: Analysis) -> Iterator[Diagnostic]:
    """Warn of each participant of the second test whose name is nearly one of the first test, if both took no other."""
    earlier = {normalised_name(one.name): one.before.span for one in analysis.unmatched if one.name and one.before}
    for one in analysis.unmatched:
        close = difflib.get_close_matches(normalised_name(one.name), earlier, n=1, cutoff=ALIKE) if one.after else []
        if close and one.after:
            first = earlier[close[0]]
            message = say("response-alike", place=f"{Path(first.path).name}:{first.line}")
            yield Diagnostic(one.after.span, message, say("response-alike.hint"), Severity.WARNING)
