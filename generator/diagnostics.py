"""Diagnostics: what is wrong with an author's file, and where.

Every stage reports through these records; only the command line prints them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.messages import Message, say


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: its path as opened, line and column, both from 1, in characters.

    An option of the command line, which has no lines, stands for a path with the line 0.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Severity(StrEnum):
    """The severity of a diagnostic: errors stop a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One diagnostic: place, `message` (what is wrong) and `hint` (what to do)."""

    span: Span
    message: Message
    hint: Message
    severity: Severity = Severity.ERROR

    @property
    def code(self) -> str:
        """Return its stable code, with which the message's id begins."""
        return self.message.id.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.span}: {self.severity}: {self.message}\nhint: {self.hint}"


def shortened(words: str, most: int = 40) -> str:
    """Return the beginning of a long text, up to the end of a word."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


class ContentError(Exception):
    """Raised with all diagnostics of a stage, at least one of which is an error."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted_diagnostics(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def sorted_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort diagnostics by place and drop duplicates."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda one: (one.span, one.code, one.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether one of the diagnostics is an error."""
    return any(one.severity is Severity.ERROR for one in diagnostics)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` is probably a misspelling of, if any."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def suggestion(word: str, known: Iterable[str]) -> Message:
    """Return a hint for an unknown word: the nearest name if there is one, else all names."""
    names = sorted(set(known))
    close = nearest(word, names)
    if close:
        return say("did-you-mean", name=close)
    return say("known-here", names=tuple(names)) if names else say("nothing-defined")
