"""What the formats that quizzes are exported to can carry; told to authors by `content/export_limits.py`, kept to by the writers."""

from __future__ import annotations

from collections.abc import Iterable

# Kahoot's template for spreadsheets states the lengths, in characters.
KAHOOT_KINDS = ("single", "multiple", "true-false")
KAHOOT_CHOICES = 4
KAHOOT_QUESTION = 120
KAHOOT_ANSWER = 75
# What makes Moodle take a short answer for a matching question in GIFT, which has no escape for it.
GIFT_ARROW = "->"


def kahoot_has(kind: str, choices: int, *, scenario: bool) -> bool:
    """Return whether Kahoot has questions of a kind, with so many choices; a scenario has no place there."""
    return kind in KAHOOT_KINDS and choices <= KAHOOT_CHOICES and not scenario


def gift_has(kind: str, accepted: Iterable[str]) -> bool:
    """Return whether GIFT can carry an item."""
    return kind != "short" or not any(GIFT_ARROW in words for words in accepted)
