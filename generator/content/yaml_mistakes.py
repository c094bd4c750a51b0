"""Name the mistake behind text that is no YAML, from the lines around the place where the parser gave up.

In: the lines of the file and two places, both from 0. Out: a diagnostic at the mistake itself, such as the quotation mark that
does not end, which may stand far before that place. The parser's own words are for programmers and play no part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Span
from generator.messages import Value, say

_NAME = r"[A-Za-z_][A-Za-z0-9_-]*"
_BEFORE = re.compile(r" *(?:- +)*")
_KEYED = re.compile(r" *(?:- +)*(?P<key>[^\s:#\"'\[\]{}@`%&*!|>,?-][^:#]*):(?: +|$)")
_TIGHT_COLON = re.compile(rf" *(?:- +)*{_NAME}:(?=[^\s:/])")
_TIGHT_DASH = re.compile(r" *-(?=[^\s-])")
_ENDS = {'"': re.compile(r'(?:[^"\\]|\\.|\\$)*+"'), "'": re.compile(r"(?:[^']|'')*+'")}
_CLOSING = {"[": "]", "{": "}"}
_RESERVED = "@`%&*!,?"


class Place(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Where the parser gave up: `at`, and where the construct that it was reading begins: `since`, which may be the same."""

    lines: list[str]
    at: Place
    since: Place

    @property
    def line(self) -> str:
        """Return the line where the parser gave up; empty at the end of the file."""
        return self.line_of(self.at)

    def line_of(self, place: Place) -> str:
        """Return the line of a place; empty at the end of the file."""
        return self.lines[place.line] if place.line < len(self.lines) else ""

    def character(self, place: Place) -> str:
        """Return the character at a place; empty at the end of a line."""
        return self.line_of(place)[place.column : place.column + 1]

    @property
    def is_at_end(self) -> bool:
        """Return whether nothing follows."""
        return self.at.line >= len(self.lines) or (self.at.line == len(self.lines) - 1 and not self.line[self.at.column :].strip())

    def above(self, line: int) -> Iterator[int]:
        """Walk up the lines before one, without those that are empty or comments."""
        return (number for number in range(min(line, len(self.lines)) - 1, -1, -1) if self.lines[number].strip() and self.lines[number].lstrip()[0] != "#")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake: its place, the id of its message, and the values of the message and its hint."""

    place: Place
    name: str
    values: dict[str, Value] = field(default_factory=dict)


Recogniser = Callable[[Failure], Mistake | None]


def diagnose(path: str, failure: Failure) -> Diagnostic:
    """Return the diagnostic of the mistake that made a parser give up."""
    found = next((mistake for recognise in RECOGNISERS if (mistake := recognise(failure))), Mistake(failure.at, "yaml-syntax"))
    return Diagnostic(_span(path, failure, found.place), say(found.name, **found.values), say(f"{found.name}.hint", **found.values))


def _span(path: str, failure: Failure, place: Place) -> Span:
    """Return a place in the file, or its end: libyaml places the end of a file without a last line break on the next line."""
    lines = failure.lines
    return Span(path, place.line + 1, place.column + 1) if place.line < len(lines) else Span(path, len(lines), len(lines[-1]) + 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _content(line: str) -> int:
    """Return the column after the indentation and the dashes of a line."""
    found = _BEFORE.match(line)
    return found.end() if found else 0


def _value(line: str) -> int:
    """Return the column where the value of a line begins: after its key, if it has one."""
    keyed = _KEYED.match(line)
    return keyed.end() if keyed else _content(line)


def tab(failure: Failure) -> Mistake | None:
    """A tab indents a line, or stands after a dash."""
    indentation = failure.line[: len(failure.line) - len(failure.line.lstrip())]
    if "\t" in indentation:
        return Mistake(Place(failure.at.line, indentation.index("\t")), "yaml-syntax.tab")
    return Mistake(failure.at, "yaml-syntax.tab") if failure.character(failure.at) == "\t" else None


def backslash(failure: Failure) -> Mistake | None:
    """A backslash between double quotation marks begins no known escape."""
    start = max(0, failure.at.column - 2)
    column = failure.line.find("\\", start, failure.at.column + 1)
    return Mistake(Place(failure.at.line, column), "yaml-syntax.backslash") if failure.character(failure.since) == '"' and column >= 0 else None


def quotation_without_end(failure: Failure) -> Mistake | None:
    """A quotation mark does not end before the end of the file."""
    is_open = failure.character(failure.since) in _ENDS and failure.is_at_end and not _end_of_quotation(failure, failure.since)
    return Mistake(failure.since, "yaml-syntax.quotation") if is_open else None


def text_after_quotation(failure: Failure) -> Mistake | None:
    """Text follows a closing quotation mark; on a later line, that mark was to open another text."""
    # The text may itself begin with a character that has a meaning of its own; then it was being read.
    text = failure.since if failure.since.line == failure.at.line and failure.character(failure.since) in _RESERVED else failure.at
    # Each quotation that is tried ends at the latest where the one tried before it opened, so that this takes linear time.
    for number in range(min(text.line, len(failure.lines) - 1), -1, -1):
        opening = Place(number, _value(failure.lines[number]))
        if failure.character(opening) in _ENDS and opening < text:
            end = _end_of_quotation(failure, opening)
            if end and end <= text and end.line == text.line and not failure.line[end.column : text.column].strip():
                return Mistake(text, "yaml-syntax.after-quotation") if end.line == number else Mistake(opening, "yaml-syntax.quotation")
    return None


def _end_of_quotation(failure: Failure, opening: Place) -> Place | None:
    """Return the place after the closing mark of a quotation, if it is on a line up to where the parser gave up."""
    pattern, column = _ENDS[failure.character(opening)], opening.column + 1
    for number in range(opening.line, min(failure.at.line, len(failure.lines) - 1) + 1):
        if found := pattern.match(failure.lines[number], column):
            return Place(number, found.end())
        column = 0
    return None


def bracket_without_end(failure: Failure) -> Mistake | None:
    """A bracket that opens a list or a block does not close."""
    closing = _CLOSING.get(failure.character(failure.since))
    return Mistake(failure.since, "yaml-syntax.bracket") if closing and closing not in failure.line_of(failure.since)[failure.since.column :] else None


def stray_bracket(failure: Failure) -> Mistake | None:
    """A bracket closes what no bracket opened."""
    bracket = failure.character(failure.at)
    return Mistake(failure.at, "yaml-syntax.stray-bracket", {"bracket": bracket}) if bracket in (*_CLOSING.values(),) else None


def text_after_bar(failure: Failure) -> Mistake | None:
    """Text follows `|` or `>` on its line."""
    sign = failure.character(failure.since)
    is_value = failure.since.column == _value(failure.line_of(failure.since))
    return Mistake(failure.at, "yaml-syntax.bar", {"sign": sign}) if sign in ("|", ">") and is_value else None


def reserved_character(failure: Failure) -> Mistake | None:
    """A text begins with a character that has a meaning of its own in YAML."""
    for place in (failure.at, failure.since):
        start = Place(place.line, _value(failure.line_of(place)))
        character = failure.character(start)
        is_bracket = character in _CLOSING and start <= failure.at and failure.at.line == start.line
        if character and (is_bracket or (character in _RESERVED and place.column in (start.column, start.column + 1))):
            return Mistake(start, "yaml-syntax.reserved", {"character": character})
    return None


def item_after_key(failure: Failure) -> Mistake | None:
    """An item of a list stands on the line of its key."""
    keyed = _KEYED.match(failure.line)
    is_item = keyed and failure.at.column == keyed.end() and failure.character(failure.at) == "-"
    return Mistake(failure.at, "yaml-syntax.item-after-key") if is_item else None


def tight_colon(failure: Failure) -> Mistake | None:
    """No space follows the colon of a key."""
    found = _TIGHT_COLON.match(failure.line_of(failure.since))
    if found and not _KEYED.match(failure.line_of(failure.since)):
        return Mistake(Place(failure.since.line, found.end()), "yaml-syntax.tight-colon")
    above = next(failure.above(failure.at.line), None) if failure.character(failure.at) == ":" else None
    found = _TIGHT_COLON.match(failure.lines[above]) if above is not None else None
    return Mistake(Place(above, found.end()), "yaml-syntax.tight-colon") if found and above is not None and not _KEYED.match(failure.lines[above]) else None


def tight_dash(failure: Failure) -> Mistake | None:
    """No space follows the dash of an item."""
    for place in (failure.since, failure.at):
        if found := _TIGHT_DASH.match(failure.line_of(place)):
            return Mistake(Place(place.line, found.end()), "yaml-syntax.tight-dash")
    return None


def colon_in_text(failure: Failure) -> Mistake | None:
    """A colon and a space stand in a text without quotation marks."""
    if failure.character(failure.at) != ":":
        return None
    keyed = _KEYED.match(failure.line)
    is_second = keyed is not None and keyed.end() <= failure.at.column
    is_word = keyed is not None and re.fullmatch(_NAME, keyed["key"].strip()) is not None
    is_continued = not is_word and any(_KEYED.match(failure.lines[number]) for number in failure.above(failure.at.line))
    return Mistake(failure.at, "yaml-syntax.colon") if is_second or is_continued else None


def deeper_key(failure: Failure) -> Mistake | None:
    """A key is indented deeper than the key above it, which already has a value."""
    if failure.character(failure.at) != ":":
        return None
    column = _content(failure.line)
    above = next((failure.lines[number] for number in failure.above(failure.at.line) if _KEYED.match(failure.lines[number])), "")
    if not above[_value(above) :].strip() or _content(above) >= column:
        return None
    return Mistake(Place(failure.at.line, column), "yaml-syntax.deeper", {"spaces": _content(above)})


def line_without_key(failure: Failure) -> Mistake | None:
    """A line has neither key nor dash: a key without its colon, text that is not indented below its key, or stray text."""
    first = next(failure.above(failure.at.line), None) if failure.character(failure.at) == ":" else None
    start = Place(first, _content(failure.lines[first])) if first is not None else failure.since
    line = failure.line_of(start)
    if start.column != _content(line) or not line.strip() or _KEYED.match(line) or line[start.column] in _ENDS or line.lstrip().startswith(("---", "...")):
        return None
    if found := _TIGHT_DASH.match(line):
        return Mistake(Place(start.line, found.end()), "yaml-syntax.tight-dash")
    if re.fullmatch(_NAME, line.strip()):
        return Mistake(start, "yaml-syntax.no-colon", {"key": line.strip()})
    above = next(failure.above(start.line), None)
    return Mistake(start, "yaml-syntax.unindented" if above is not None and _awaits_text(failure.lines[above], start.column) else "yaml-syntax.no-key")


def _awaits_text(line: str, column: int) -> bool:
    """Return whether a text at `column` was to be indented below a line: a key without a value on it, or a line of the same text."""
    keyed = _KEYED.match(line)
    return _content(line) >= column and line[keyed.end() :].strip() in ("", "|", ">", "|-", ">-") if keyed else _indent(line) > column


def item_among_keys(failure: Failure) -> Mistake | None:
    """An item stands where a key belongs, or a key where an item belongs."""
    column = failure.at.column
    if column != _indent(failure.line) or not failure.line.strip():
        return None
    beside = next((failure.lines[number] for number in failure.above(failure.at.line) if _indent(failure.lines[number]) <= column), "")
    is_item, is_beside_item = (line.lstrip().startswith("- ") for line in (failure.line, beside))
    if _indent(beside) != column or not beside or is_item == is_beside_item:
        return None
    return Mistake(failure.at, "yaml-syntax.item-among-keys" if is_item else "yaml-syntax.key-among-items")


def first_line_indented(failure: Failure) -> Mistake | None:
    """The first key of the file is indented, and a later one is not."""
    first = next((number for number, line in enumerate(failure.lines) if line.strip() and line.lstrip()[0] != "#"), 0)
    is_indented = first < failure.at.line and _indent(failure.lines[first]) > failure.at.column == _indent(failure.line)
    return Mistake(Place(first, 0), "yaml-syntax.first-indented") if is_indented else None


def unfitting_indentation(failure: Failure) -> Mistake | None:
    """A line is indented as no line above it that it could stand beside."""
    if failure.at.column != _indent(failure.line) or not failure.line.strip():
        return None
    spaces = tuple(map(str, sorted(_open_blocks(failure))))
    return Mistake(failure.at, "yaml-syntax.indentation", {"spaces": spaces}) if spaces else None


def _open_blocks(failure: Failure) -> Iterator[int]:
    """Return how many spaces may stand before a line: the columns of the keys, or of the items, that it could stand beside."""
    is_item, least = failure.line.lstrip().startswith("- "), len(failure.line) + 1_000
    for number in failure.above(failure.at.line):
        line = failure.lines[number]
        if _indent(line) < least:
            least = _indent(line)
            if line.lstrip().startswith("- ") or not is_item:
                yield least if is_item else _content(line)
        if least == 0:
            return


# The first that applies names the mistake: each of them relies on those before it.
RECOGNISERS: tuple[Recogniser, ...] = (
    tab,
    backslash,
    quotation_without_end,
    text_after_quotation,
    bracket_without_end,
    stray_bracket,
    text_after_bar,
    reserved_character,
    item_after_key,
    tight_colon,
    tight_dash,
    colon_in_text,
    deeper_key,
    line_without_key,
    item_among_keys,
    first_line_indented,
    unfitting_indentation,
)
