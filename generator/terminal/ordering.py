"""Order and join Arabic for terminals that do neither, and help those that do.

In: a line of logical text; what is typed as it is, between `…`, reads left to right, and so do addresses, paths, places and other islands.
Out: the characters from left to right, letters in their presentation forms, and the place in the logical text that each is from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.model.islands import BARRIER, islands
from generator.typography.bidi import Base, Isolate, mirrored, order_stretches, resolved
from generator.typography.joining import joined_forms, letters_of

# Isolates for terminals with bidirectional text (UAX #9, 2.4), and a mark for lines that begin left to right.
_ISOLATE, _RIGHT_TO_LEFT, _END = "\u2066", "\u2067", "\u2069"
LEFT_TO_RIGHT = "\u200e"
_TYPED = re.compile("`[^`]*`")
# What ends a folder's name, and the line and column after a file's.
_TAIL = re.compile(r"/?(?::\d+){0,2}")
# The space before a line, and a first column without Arabic, which two spaces end.
_FIRST_COLUMN = re.compile(r"\s*(?:[^\s\u0600-\u06ff]+(?: [^\s\u0600-\u06ff]+)*\s{2,})?")
_ARABIC = re.compile("[\u0621-\u064a]")


def for_terminal(line: str, base: Base | None = None) -> str:
    """Return a line as a terminal without bidirectional text must be given it; without `base` its first letter gives the direction."""
    return "".join(shown for shown, _ in ordered(line, base))


def isolated(line: str) -> str:
    """Return a line for a terminal with bidirectional text: each island in Arabic stays in its own order."""
    shown, place = "", 0
    for start, end in _islands(line):
        shown += f"{line[place:start]}{_ISOLATE}{line[start:end]}{_END}"
        place = end
    return shown + line[place:]


def beside(line: str, *, orders: bool) -> str:
    """Return a line whose last column is Arabic, from the left, for a terminal that orders it or not."""
    found = _FIRST_COLUMN.match(line)
    first, rest = line[: found.end() if found else 0], line[found.end() if found else 0 :]
    if not _ARABIC.search(rest):
        return line
    return first + for_terminal(rest, "R") if orders else f"{LEFT_TO_RIGHT}{first}{_RIGHT_TO_LEFT}{isolated(rest)}{_END}"


def _islands(line: str) -> list[tuple[int, int]]:
    """Return what reads left to right in a line with Arabic, first character and end: what is typed as it is, and islands with signs in them."""
    if not _ARABIC.search(line):
        return []
    typed = [found.span() for found in _TYPED.finditer(line)]
    rest = _TYPED.sub(lambda found: BARRIER * len(found.group()), line)
    found: list[tuple[int, int]] = []
    for start, end, _ in islands(rest):
        tail = _TAIL.match(rest, end)
        if not line[start:end].isalnum() and not (found and start < found[-1][1]):
            found.append((start, tail.end() if tail else end))
    return sorted(typed + found)


def ordered(line: str, base: Base | None = None) -> list[tuple[str, int]]:
    """Return the characters of a line from left to right, each with its marks and with its place in the line."""
    direction = base or _base_of(line)
    # A line of YAML, which has a stated direction, is shown as editors show it.
    typed = _islands(line) if base != "L" else [found.span() for found in _TYPED.finditer(line)]
    isolates = [Isolate(start, end, "L") for start, end in typed]
    levels = resolved(line, direction, isolates)
    units = {start: (mirrored(form) if levels[start].rtl else form, start) for form, start in _joined(line)}
    return [units[place] for place in order_stretches(levels) if place in units]


def _base_of(line: str) -> Base:
    """Return the direction of a line, that of its first letter (UAX #9, P2)."""
    kinds = (unicodedata.bidirectional(character) for character in line)
    return "R" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "L"


def _joined(line: str) -> Iterator[tuple[str, int]]:
    """Return the presentation forms of a line in logical order, each with its marks and the place of its first letter."""
    place = 0
    for form in (one for one in joined_forms(line) if not unicodedata.combining(one)):
        start, letters = place, letters_of(form)
        while place < len(line) and (letters or unicodedata.combining(line[place])):
            letters -= not unicodedata.combining(line[place])
            place += 1
        marks = "".join(one for one in line[start:place] if unicodedata.combining(one))
        yield form + marks, start
