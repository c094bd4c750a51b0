"""Apply waivers: comments that allow a warning, `# haqiba: allow tatweel`, at a value's line or above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.content.arabic import CONVENTIONS
from generator.content.reader import Waiver
from generator.diagnostics import Diagnostic, Severity, suggestion
from generator.messages import say

# Codes of style, wording and judgement. Text that would be printed wrongly cannot be allowed.
WAIVABLE = (
    *(convention.code for convention in CONVENTIONS if convention.severity is Severity.WARNING),
    *("mixed-digits", "spelling", "acronym", "heading-stop", "term", "uncited-number", "foreign-markup", "nested-emphasis", "unread-list"),
    *("stem-end", "long-stem", "two-claims", "negative-stem", "catch-all-option", "absolute-option", "choice-by-place"),
    *("duplicate-options", "unsorted-numbers"),
    *("long-key", "longest-keys", "unequal-options", "missing-feedback", "long-accepted", "agreement-clue", "echo-clue", "true-false-share"),
    *("answered-elsewhere", "rationale-without-source", "all-remember"),
    *("export-kinds", "kahoot-length", "gift-arrow"),
)


def apply_waivers(findings: Iterable[Diagnostic], waivers: Iterable[Waiver]) -> list[Diagnostic]:
    """Drop the allowed diagnostics, add to the others how to allow them, and warn of unknown waivers."""
    waivers = list(dict.fromkeys(waivers))
    allowed = allowed_places(waivers)
    kept = [_with_way_out(one) for one in findings if (one.span.path, one.span.line, one.code) not in allowed]
    unknown = {waiver.span: waiver.code for waiver in waivers if waiver.code not in WAIVABLE}
    return kept + [Diagnostic(span, say("unknown-waiver", code=code), suggestion(code, WAIVABLE), Severity.WARNING) for span, code in unknown.items()]


def allowed_places(waivers: Iterable[Waiver]) -> set[tuple[str, int, str]]:
    """Return the files, lines and codes that waivers allow."""
    known = [waiver for waiver in waivers if waiver.code in WAIVABLE]
    return {(waiver.span.path, line, waiver.code) for waiver in known for line in range(waiver.first, waiver.last + 1)}


def _with_way_out(finding: Diagnostic) -> Diagnostic:
    if finding.code not in WAIVABLE:
        return finding
    return replace(finding, hint=say("allowable.hint", hint=finding.hint, code=finding.code))
