"""Inline text for places that take plain characters only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.model.text import Run, Text

# The isolates of the bidirectional algorithm (UAX #9, 2.4): left to right, right to left, and the end of either.
LEFT_TO_RIGHT, RIGHT_TO_LEFT, END = "\u2066", "\u2067", "\u2069"
ISOLATES = {"ltr": LEFT_TO_RIGHT, "rtl": RIGHT_TO_LEFT}


def isolated(words: Text) -> str:
    """Return the characters of a text, with the address of each link, and with isolates around what has a direction."""
    groups = groupby(spelled_out(words.runs), key=lambda run: run.direction)
    return "".join(_enclosed(direction, "".join(run.text for run in runs)) for direction, runs in groups)


def right_to_left(words: Text) -> str:
    """Return the same as `isolated`, as an isolate itself, for places whose own direction is unknown."""
    return f"{RIGHT_TO_LEFT}{isolated(words)}{END}"


def spelled_out(runs: Iterable[Run]) -> Iterator[Run]:
    """Return runs with the address of each link in brackets after its words, unless the words are the address."""
    for link, group in groupby(runs, key=lambda run: run.link):
        linked = list(group)
        yield from linked
        if is_address(link) and link != "".join(run.text for run in linked):
            yield Run(" (")
            yield Run(str(link), kind="address", direction="ltr")
            yield Run(")")


def is_address(link: str | None) -> bool:
    """Return whether a link leads to the web, and not to a place in the same document."""
    return link is not None and not link.startswith("#")


def _enclosed(direction: str | None, words: str) -> str:
    return f"{ISOLATES[direction]}{words}{END}" if direction else words
