"""Say what is wrong with an author's file, and where.

Every stage reports through the records of this module; only the command line turns them into text and an exit status.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Name a place in a file: its path as opened, and line and column counted from 1 in characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(StrEnum):
    """Tell what stops a build from what is only worth a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """State one finding: where, what is wrong (`message`), what to do about it (`hint`), and a stable `code`."""

    span: Span
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.span}: {self.severity}: {self.message}\nhint: {self.hint}"


def shortened(words: str, most: int = 40) -> str:
    """Quote the beginning of a text that may be long, up to the end of a word."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


class ContentError(Exception):
    """Carry all that one stage found in the author's files, of which some at least is wrong."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by place and drop the ones said twice."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda one: (one.span, one.code, one.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether something is wrong, rather than only worth a look."""
    return any(one.severity is Severity.ERROR for one in diagnostics)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that `word` is probably a slip for."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def suggestion(word: str, known: Iterable[str]) -> str:
    """Phrase a hint for an unknown word: the near name if there is one, else all the names."""
    names = sorted(set(known))
    close = nearest(word, names)
    if close:
        return f"did you mean '{close}'?"
    return f"known here: {', '.join(names)}" if names else "nothing of this kind is defined yet"
