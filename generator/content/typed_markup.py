"""Warn of markup of other systems, which the kit prints as typed: `*…*`, backticks, tags, headings, nested emphasis."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.content.library import lines_of
from generator.content.reader import Scalar
from generator.content.schema import Record
from generator.diagnostics import Diagnostic, Severity
from generator.messages import say

_TAGS = "a|b|br|code|div|em|font|h[1-6]|i|img|li|mark|ol|p|small|span|strong|sub|sup|table|td|th|tr|u|ul"
# As in `arabic`, no pattern runs over its own beginning.
LINK_OR_CITE = re.compile(r"\]\((?:(?!\]\()[^)\s])*\)|\[@[^\[\]]*\]")
_OWN = re.compile(r"\*\*[^*\n]+\*\*|\[@[^\[\]\n]*\]|\[[^\[\]\n]+\](?:\(https?:(?:(?!\]\()[^)\s])*\)|\{(?:ltr|rtl)\})")
# The pattern of each kind of markup, and the id of its message.
FOREIGN = (
    (
        re.compile(r"(?<![\w*\\])\*(?![\s*])[^*\n]*[^\s*\\]\*(?![\w*#])|(?<![*\\])\*\*\*(?!\*)"),
        "foreign-markup.asterisks",
    ),
    (re.compile(r"(?<![`\\])`[^`\n]+`(?!`)|```"), "foreign-markup.backticks"),
    (re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*|/)?>", re.IGNORECASE), "foreign-markup.tag"),
    (re.compile(r"&(?:nbsp|amp|lt|gt|quot|#\d+);"), "foreign-markup.entity"),
    (re.compile(r"(?m)^#{1,6} (?=\S)"), "foreign-markup.heading"),
    (re.compile(r"~~[^~\n]+~~"), "foreign-markup.tildes"),
)
_STARS = re.compile(r"(?<!\\)\*\*")


def lint(text: Scalar) -> Iterator[Diagnostic]:
    """Find foreign markup, with its place."""
    targets = [(one.start(), one.end()) for one in LINK_OR_CITE.finditer(text)]
    for pattern, message in FOREIGN:
        for found in pattern.finditer(text):
            before = bisect_right(targets, found.start(), key=lambda one: one[0])
            if not before or targets[before - 1][1] <= found.start():
                yield _printed(text, found.start(), message)
    yield from _nested(text)


def _nested(text: Scalar) -> Iterator[Diagnostic]:
    """Find nested emphasis, whose inner part is printed without emphasis."""
    is_open = False
    for stars in _STARS.finditer(text):
        before, after = text[max(0, stars.start() - 1) : stars.start()], text[stars.end() : stars.end() + 1]
        if is_open and before.isspace() and after and not after.isspace():
            yield Diagnostic(text.at(stars.start()), say("nested-emphasis"), say("nested-emphasis.hint"), Severity.WARNING)
        is_open = not is_open


def lint_lines(record: Record) -> Iterator[Diagnostic]:
    """Find the kit's own markup in the plain one-line texts of a record."""
    for line in lines_of(record):
        for found in _OWN.finditer(line):
            yield _printed(line, found.start(), "foreign-markup.plain-text")


def _printed(text: Scalar, offset: int, message: str) -> Diagnostic:
    return Diagnostic(text.at(offset), say(message), say(f"{message}.hint"), Severity.WARNING)
