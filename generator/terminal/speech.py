"""How the command line speaks: its language, the form of its lines, and whether it orders Arabic itself.

In: options, or the environment. Out: lines of text, or JSON.
"""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from generator.diagnostics import Diagnostic, Severity
from generator.messages import Language, Message, say, worded

if TYPE_CHECKING:
    from generator.terminal.excerpt import Terminal

Form = Literal["text", "lines", "json"]
Ordering = Literal["auto", "on", "off"]
SEVERITIES = {Severity.ERROR: "severity.error", Severity.WARNING: "severity.warning"}
# Terminals that show characters in the order in which they come, by what they put into the environment.
_UNORDERED = ("WT_SESSION", "XTERM_VERSION", "ALACRITTY_WINDOW_ID", "ALACRITTY_LOG")
_UNORDERED_PROGRAMS = ("vscode", "Hyper", "WezTerm")


@dataclass
class Speech:
    """The language, the form, and the ordering of what is printed; `said` collects it for JSON."""

    language: Language = "en"
    form: Form = "text"
    ordering: Ordering = "auto"
    said: dict[str, list[Any]] = field(default_factory=lambda: {"diagnostics": [], "messages": []})

    def line(self, message: str, *, is_error: bool = False) -> str:
        """Return a message as it is printed on standard output, or on standard error."""
        words = worded(message, self.language)
        terminal = self._terminal(is_error=is_error)
        if terminal == "file" or words.isascii():
            return words
        from generator.terminal.ordering import for_terminal, isolated

        return "\n".join(map(for_terminal if terminal == "unordered" else isolated, words.split("\n")))

    def table(self, words: str) -> str:
        """Return a line of a table on standard output, whose columns stand from the left in every language."""
        terminal = self._terminal(is_error=False)
        if terminal == "file" or words.isascii():
            return words
        from generator.terminal.ordering import LEFT_TO_RIGHT, for_terminal

        return for_terminal(words, "L") if terminal == "unordered" else LEFT_TO_RIGHT + words

    def columns(self, words: str, *, is_error: bool = False) -> str:
        """Return lines of Arabic beside names that are typed, in columns from the left, as they are printed on one of the streams."""
        terminal = self._terminal(is_error=is_error)
        if terminal == "file":
            return words
        from generator.terminal.ordering import beside

        return "\n".join(beside(line, orders=terminal == "unordered") for line in words.split("\n"))

    def diagnostic(self, one: Diagnostic, path: str) -> str:
        """Return a diagnostic in the chosen form; `path` is that of its place as shown."""
        place = str(replace(one.span, path=path))
        parts: dict[str, Any] = {"place": place, "severity": say(SEVERITIES[one.severity]), "message": one.message, "hint": one.hint}
        if self.form == "lines":
            # The word of the severity stays English: programs look for it.
            words = f"{place}: {one.severity}: {worded(one.message, self.language)} ({worded(one.hint, self.language)}) [{one.code}]"
            return words.replace("\n", " ")
        from generator.terminal.excerpt import excerpt

        return "\n".join([self.line(say("diagnostic", **parts), is_error=True), *excerpt(one.span, self._terminal(is_error=True))])

    def keep(self, kind: str, data: object) -> None:
        """Keep something for the JSON that is printed at the end."""
        self.said.setdefault(kind, []).append(data)

    def as_json(self) -> str:
        """Return all that was kept."""
        return json.dumps(self.said, ensure_ascii=False, indent=2)

    def data_of(self, one: Diagnostic, path: str) -> dict[str, object]:
        """Return a diagnostic as JSON data."""
        return {
            "path": path,
            "line": one.span.line,
            "column": one.span.column,
            "severity": one.severity.value,
            "code": one.code,
            "message": worded(one.message, self.language),
            "hint": worded(one.hint, self.language),
        }

    def _terminal(self, *, is_error: bool) -> Terminal:
        """Return what is at the other end of standard output, or of standard error."""
        if self.ordering == "on":
            return "unordered"
        if not (sys.stderr if is_error else sys.stdout).isatty():
            return "file"
        return "unordered" if self.ordering == "auto" and is_unordered(os.environ) else "bidi"


def is_unordered(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal is one of those that neither order nor join Arabic."""
    return environment.get("TERM_PROGRAM") in _UNORDERED_PROGRAMS or any(name in environment for name in _UNORDERED)


def language_of(environment: Mapping[str, str]) -> Language:
    """Return the author's language: of HAQIBA_LANG, of the system's settings, or English."""
    own = environment.get("HAQIBA_LANG", "").lower()
    if own in ("ar", "en"):
        return "ar" if own == "ar" else "en"
    settings = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), None)
    named = settings if settings is not None else (locale.getlocale()[0] or "")
    return "ar" if named.lower().startswith("ar") else "en"


def message_data(message: Message, language: Language) -> dict[str, str]:
    """Return a message as JSON data."""
    return {"id": message.id, "text": worded(message, language)}
