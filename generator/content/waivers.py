"""Let findings pass that an author allows in a comment: `# haqiba: allow tatweel`, at a value's line or above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.content.arabic import CONVENTIONS
from generator.content.reader import Waiver
from generator.diagnostics import Diagnostic, Severity, suggestion

# What the author may know better: style, wording, judgement. What would come out wrong is none of these.
WAIVABLE = frozenset(
    (
        *(convention.code for convention in CONVENTIONS if convention.severity is Severity.WARNING),
        *("foreign-markup", "nested-emphasis", "term", "uncited-number"),
        *("stem-end", "negative-stem", "catch-all-option", "absolute-option", "long-key", "longest-keys"),
    )
)


def applied(findings: Iterable[Diagnostic], waivers: Iterable[Waiver]) -> list[Diagnostic]:
    """Leave out the findings that are allowed, say of the others how to allow them, and warn of allowances that mean nothing."""
    waivers = list(dict.fromkeys(waivers))
    allowed = {(waiver.span.path, line, waiver.code) for waiver in waivers for line in range(waiver.first, waiver.last + 1) if waiver.code in WAIVABLE}
    kept = [_with_way_out(one) for one in findings if (one.span.path, one.span.line, one.code) not in allowed]
    unknown = {waiver.span: waiver.code for waiver in waivers if waiver.code not in WAIVABLE}
    return kept + [
        Diagnostic(span, "unknown-waiver", f"'{code}' cannot be allowed", suggestion(code, WAIVABLE), Severity.WARNING) for span, code in unknown.items()
    ]


def _with_way_out(finding: Diagnostic) -> Diagnostic:
    if finding.code not in WAIVABLE:
        return finding
    return replace(finding, hint=f"{finding.hint} (or let it stand: # haqiba: allow {finding.code})")
