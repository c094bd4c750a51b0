"""Show the line that a diagnostic is about, with a mark below its place.

In: a span. Out: two lines for the terminal; none if the place is not in a readable text file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from generator.diagnostics import Span
from generator.terminal.ordering import LEFT_TO_RIGHT, for_terminal, ordered

# What a terminal does with Arabic: it is no terminal but a file, it orders it, or it does not.
Terminal = Literal["file", "bidi", "unordered"]

# So much of a long line is shown, and so much of that before the place.
SHOWN, BEFORE = 110, 60
_WORD = re.compile(r"\S{1,30}")
_RIGHT_TO_LEFT = ("R", "AL")
_JOINERS = "\u200c\u200d"
# Controls, formats, surrogates and what no font shows (Unicode, General_Category).
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


def excerpt(span: Span, terminal: Terminal) -> list[str]:
    """Return the line of a span and the mark below its place, as a terminal must be given them."""
    orders = terminal == "unordered"
    lines = _lines(span.path)
    if not 0 < span.line <= len(lines):
        return []
    line = lines[span.line - 1]
    column = min(span.column - 1, len(line))
    first = max(0, column - BEFORE)
    part, place = _visible(line[first : first + SHOWN]), column - first
    if first + SHOWN < len(line):
        part += "…"
    if first:
        part, place = f"…{part}", place + 1
    gutter = f"{span.line:5} | "
    # YAML reads from the left, whatever its first letter; the bar would otherwise be at the right.
    start = LEFT_TO_RIGHT if terminal == "bidi" else ""
    shown = for_terminal(part, "L") if orders else part
    mark = f"{' ' * 5} | {' ' * _width(part, place, orders=orders)}^{_word(part, place, orders=orders)}"
    return [start + gutter + shown, start + mark]


def _width(part: str, place: int, *, orders: bool) -> int:
    """Return the number of columns before a place; marks take none."""
    if orders:
        units: Sequence[tuple[str, int]] = ordered(part, "L")
        return next((column for column, (_, start) in enumerate(units) if start >= place and not _is_before(units, column, place)), len(units))
    return sum(not unicodedata.combining(one) for one in part[:place])


def _is_before(units: Sequence[tuple[str, int]], column: int, place: int) -> bool:
    """Return whether another unit is nearer to the place than that of a column."""
    return any(place <= start < units[column][1] for _, start in units)


def _word(part: str, place: int, *, orders: bool) -> str:
    """Return the word at the place, where the order of a terminal may have moved it away from the mark."""
    if not any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in part):
        return ""
    found = _WORD.match(part, place)
    if found is None:
        return ""
    return f" {for_terminal(found.group()) if orders else found.group()}"


def _visible(part: str) -> str:
    """Return a part of a line with its tabs and invisible characters made visible."""
    return "".join("\u21e5" if one == "\t" else one if one in _JOINERS or unicodedata.category(one) not in _INVISIBLE else "\ufffd" for one in part)


def _lines(path: str) -> Sequence[str]:
    try:
        return _split(path, Path(path).stat().st_mtime_ns)
    except (OSError, ValueError):
        # The diagnostic itself tells what cannot be read.
        return ()


# A file may have hundreds of diagnostics, and change while its kit is watched.
@lru_cache(maxsize=8)
def _split(path: str, _: int) -> tuple[str, ...]:
    return tuple(Path(path).read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n").split("\n"))
