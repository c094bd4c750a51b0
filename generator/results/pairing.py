"""Tell of participants who took one test only, and of names that are nearly those of others: a slip of the pen parts two papers of one person."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.check_codes import normalised_name
from generator.diagnostics import Diagnostic, Severity, Span
from generator.messages import say
from generator.results.analysis import Analysis

# How much of two names is equal if one of them may be a slip: one letter of nine differs, or two of eighteen.
ALIKE = 0.88


def alike_notices(analysis: Analysis, path: str) -> Iterator[Diagnostic]:
    """Warn of each participant of the second test whose name is nearly one of the first test, if both took no other; `path` is the second file's."""
    alone = [one for one in analysis.unmatched if one.name]
    earlier = {normalised_name(one.name): one for one in alone if one.before}
    for one in (one for one in alone if one.after):
        close = difflib.get_close_matches(normalised_name(one.name), earlier, n=1, cutoff=ALIKE)
        if close:
            message = say("response-alike", line=earlier[close[0]].line)
            yield Diagnostic(Span(path, one.line), message, say("response-alike.hint"), Severity.WARNING)
