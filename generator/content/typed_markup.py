"""Warn of markup of other systems, which the kit prints as typed: `*…*`, backticks, tags, headings, nested emphasis."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.content.library import lines_of
from generator.content.reader import Scalar
from generator.content.schema import Record
from generator.diagnostics import Diagnostic, Severity

_TAGS = "a|b|br|code|div|em|font|h[1-6]|i|img|li|mark|ol|p|small|span|strong|sub|sup|table|td|th|tr|u|ul"
# As in `arabic`, no pattern runs over its own beginning.
_LINK_OR_CITE = re.compile(r"\]\((?:(?!\]\()[^)\s])*\)|\[@[^\[\]]*\]")
_OWN = re.compile(r"\*\*[^*\n]+\*\*|\[@[^\[\]\n]*\]|\[[^\[\]\n]+\](?:\(https?:(?:(?!\]\()[^)\s])*\)|\{(?:ltr|rtl)\})")
# Pattern, name and hint of each kind of markup.
_FOREIGN = (
    (
        re.compile(r"(?<![\w*\\])\*(?![\s*])[^*\n]*[^\s*\\]\*(?![\w*#])|(?<![*\\])\*\*\*(?!\*)"),
        "single asterisks stand here and are",
        "emphasise with **…**, or delete them",
    ),
    (re.compile(r"(?<![`\\])`[^`\n]+`(?!`)|```"), "backticks stand here and are", "delete them; «…» quotes, [code]{ltr} reads left to right"),
    (re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*|/)?>", re.IGNORECASE), "an HTML tag stands here and is", "emphasise with **…**, or delete it"),
    (re.compile(r"&(?:nbsp|amp|lt|gt|quot|#\d+);"), "an HTML entity stands here and is", "type the character itself"),
    (re.compile(r"(?m)^#{1,6} (?=\S)"), "a heading's mark stands here and is", "delete it; a new section has a `heading` of its own"),
    (re.compile(r"~~[^~\n]+~~"), "tildes stand here and are", "delete them"),
)
_STARS = re.compile(r"(?<!\\)\*\*")


def lint(text: Scalar) -> Iterator[Diagnostic]:
    """Find foreign markup, with its place."""
    targets = [(one.start(), one.end()) for one in _LINK_OR_CITE.finditer(text)]
    for pattern, name, hint in _FOREIGN:
        for found in pattern.finditer(text):
            before = bisect_right(targets, found.start(), key=lambda one: one[0])
            if not before or targets[before - 1][1] <= found.start():
                yield _printed(text, found.start(), f"{name} printed as typed", hint)
    yield from _nested(text)


def _nested(text: Scalar) -> Iterator[Diagnostic]:
    """Find nested emphasis, whose inner part is printed without emphasis."""
    is_open = False
    for stars in _STARS.finditer(text):
        before, after = text[max(0, stars.start() - 1) : stars.start()], text[stars.end() : stars.end() + 1]
        if is_open and before.isspace() and after and not after.isspace():
            yield Diagnostic(
                text.at(stars.start()),
                "nested-emphasis",
                "emphasis is opened with ** inside emphasis, which ends it",
                "close the first before, or delete these marks",
                Severity.WARNING,
            )
        is_open = not is_open


def lint_lines(record: Record) -> Iterator[Diagnostic]:
    """Find the kit's own markup in the plain one-line texts of a record."""
    for line in lines_of(record):
        for found in _OWN.finditer(line):
            yield _printed(line, found.start(), "markup stands in a plain text and is printed as typed", "delete it: this key takes no markup")


def _printed(text: Scalar, offset: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(text.at(offset), "foreign-markup", message, hint, Severity.WARNING)
