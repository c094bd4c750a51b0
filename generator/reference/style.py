"""List the rules of print, wording and style that the check warns of: from the tables that state them and the catalogue of messages.

In: conventions, waivers, messages. Out: a rule for each code, with its wordings in a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.content.arabic import CONVENTIONS
from generator.content.mending import MENDED
from generator.content.waivers import WAIVABLE
from generator.messages import catalogue

_PLACEHOLDER = re.compile(r"\{\w+(?::[^{}]+)?\}(?!\})")
# Markdown would take it for emphasis, except inside backticks.
_EMPHASIS = re.compile(r"(`[^`]*`)|([*~])")


@dataclass(frozen=True)
class StyleRule:
    """One code, whether `check --fix` mends what it finds, and whether a comment can allow it."""

    code: str

    @property
    def is_mended(self) -> bool:
        return self.code in MENDED

    @property
    def can_be_allowed(self) -> bool:
        return self.code in WAIVABLE

    def found(self, language: str) -> tuple[str, ...]:
        """Return what is wrong, as the check says it, in Markdown."""
        return tuple(_shown(catalogue()[name][language]) for name in self._messages())

    def right(self, language: str) -> tuple[str, ...]:
        """Return what to do, as the check says it, in Markdown."""
        return tuple(dict.fromkeys(_shown(catalogue()[f"{name}.hint"][language]) for name in self._messages()))

    def _messages(self) -> Iterator[str]:
        names = (name for name in catalogue() if name.partition(".")[0] == self.code and not name.endswith(".hint"))
        return (name for name in names if f"{name}.hint" in catalogue())


def style_rules() -> tuple[StyleRule, ...]:
    """Return all rules: the conventions of print first, then those that can be allowed."""
    return tuple(map(StyleRule, dict.fromkeys((*(one.code for one in CONVENTIONS), *WAIVABLE))))


def _shown(words: str) -> str:
    plain = _PLACEHOLDER.sub("…", words).replace("{{", "{").replace("}}", "}")
    return _EMPHASIS.sub(lambda found: found[1] or f"\\{found[2]}", plain)
