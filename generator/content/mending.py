"""Mend slips of Arabic print, and lists that are not read as such, in place, where there is one right form; all else stays as it is.

In: the bytes of a file. Out: its bytes mended, and how many places were. Comments, layout and line ends are kept, and what a comment
allows is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.content.arabic import CONVENTIONS, slips
from generator.content.digits import to_be_latin
from generator.content.lists import to_be_parted
from generator.content.reader import Mapping, Scalar, parse_yaml
from generator.content.schema import Facilitation, Module, Programme
from generator.content.validation import prose_in, scalars
from generator.content.waivers import allowed_places

# The codes of what is mended.
MENDED = frozenset((*(convention.code for convention in CONVENTIONS if convention.mend), "mixed-digits", "unread-list"))
# The files that may hold paragraphs and lists. The keys of one that do so are no keys of another, where they lead nowhere.
WITH_PROSE = (Module, Programme, Facilitation)
# One mend may make place for another: two spaces before a comma are first one.
_ROUNDS = 5
_BOM = b"\xef\xbb\xbf"


class _Edit(NamedTuple):
    """A replacement in a line: line and column from 0, what stands there, what is to stand there."""

    line: int
    column: int
    old: str
    new: str


def mended(name: str, raw: bytes) -> tuple[bytes, int]:
    """Return the content of the file `name` with its slips mended, and the number of mends.

    Raises ContentError if it is not readable YAML.
    """
    bom, data = (_BOM, raw.removeprefix(_BOM)) if raw.startswith(_BOM) else (b"", raw)
    count = 0
    for _ in range(_ROUNDS):
        lines = data.decode("utf-8").split("\n")
        made = _apply(lines, sorted(_edits(parse_yaml(name, data), lines), reverse=True))
        if not made:
            break
        data, count = "\n".join(lines).encode(), count + made
    return bom + data, count


def _edits(node: Mapping, lines: list[str]) -> Iterator[_Edit]:
    allowed = allowed_places(node.waivers)
    # Only where each character of a text has its place in the file: not in folded or escaped ones.
    texts = [one for one in scalars(node) if one._lines]
    for text, offset, code, old, new in _mends(texts):
        span = text.at(offset)
        edit = _Edit(span.line - 1, span.column - 1, old, new)
        is_there = lines[edit.line].startswith(edit.old, edit.column)
        if edit.new != edit.old and is_there and (span.path, span.line, code) not in allowed:
            yield edit
    for text in (one for record in WITH_PROSE for one in prose_in(record, node)):
        spans = (text.at(offset) for offset in to_be_parted(text) if text._lines)
        yield from (_empty_line(span.line - 1, lines) for span in spans if (span.path, span.line, "unread-list") not in allowed)


def _empty_line(line: int, lines: list[str]) -> _Edit:
    """Return the edit that puts an empty line before a line."""
    return _Edit(line, 0, "", "\r\n" if lines[line].endswith("\r") else "\n")


def _mends(texts: list[Scalar]) -> Iterator[tuple[Scalar, int, str, str, str]]:
    """Return what is to be mended: the text, the offset in it, the code of the slip, what stands there, and what is to."""
    for text in texts:
        for convention, slip in slips(text):
            if convention.mend:
                yield text, slip.start(), convention.code, slip.group(), convention.mend(slip)
    for number in to_be_latin(texts):
        yield number.text, number.start, "mixed-digits", number.typed, number.in_latin


def _apply(lines: list[str], edits: list[_Edit]) -> int:
    """Apply edits from the last to the first, except those that overlap with one that was applied; return their number."""
    made = 0
    line, start = len(lines), 0
    for edit in edits:
        if edit.line != line or edit.column + len(edit.old) <= start:
            words = lines[edit.line]
            lines[edit.line] = words[: edit.column] + edit.new + words[edit.column + len(edit.old) :]
            line, start, made = edit.line, edit.column, made + 1
    return made
