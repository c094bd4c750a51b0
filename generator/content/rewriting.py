"""Change texts and items of lists in a file of YAML where they are written; all else in the file stays as it is.

In: a file's text and its nodes. Out: changes of its characters, to be applied together. Who applies them reads the result again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import yaml

from generator.content.reader import Mapping, Scalar, parse_yaml
from generator.content.reader import Sequence as Items
from generator.diagnostics import ContentError, Span

_BLOCK_STYLES = ("|", ">")


class Replacement(NamedTuple):
    """Words in the place of characters, from `start` to before `end`."""

    start: int
    end: int
    words: str


def replaced(words: str, replacements: Iterable[Replacement]) -> str:
    """Return words after replacements that do not overlap."""
    for one in sorted(replacements, reverse=True):
        words = words[: one.start] + one.words + words[one.end :]
    return words


def node_at(root: Any, key: str) -> Any:
    """Return the node at a path of keys and indexes; None if there is none."""
    for step in key.split("."):
        if isinstance(root, Mapping):
            root = root.get(step)
        elif isinstance(root, Items) and step.isdecimal() and int(step) < len(root):
            root = root[int(step)]
        else:
            return None
    return root


class NoPlace(Exception):
    """Raised for a change that the layout of a file does not take."""


class FileText:
    """The text of a file, without a byte order mark, and the places of its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))
        self.end_of_line = "\r\n" if "\r\n" in text else "\n"

    def changed(self, scalar: Scalar, replacements: Sequence[Replacement]) -> list[Replacement]:
        """Change a scalar where it is written, if it is still read as one then; else write it anew in quotation marks.

        Raises NoPlace for one in a block of lines that cannot be changed where it is written.
        """
        value = replaced(scalar, replacements)
        if scalar._lines:
            edits = [self._in_place(scalar, one) for one in replacements]
            if _reads(replaced(self.text, edits), scalar.key, value):
                return edits
        return [self._quoted(scalar, value)]

    def added(self, neighbour: Scalar, words: str, *, behind: bool) -> Replacement:
        """Add an item to a list, before or behind its neighbour, written as that is. Raises NoPlace for a list in brackets."""
        line, head = neighbour.span.line - 1, self._head(neighbour)
        item = words if _is_plain(words) else json.dumps(words, ensure_ascii=False)
        place = line + self._height(neighbour) if behind else line
        if place < len(self.lines):
            return Replacement(self.starts[place], self.starts[place], f"{head}{item}{self.end_of_line}")
        return Replacement(len(self.text), len(self.text), f"{self.end_of_line}{head}{item}")

    def removed(self, item: Scalar) -> Replacement:
        """Remove the lines of a list's item. Raises NoPlace for a list in brackets."""
        self._head(item)
        first = item.span.line - 1
        return Replacement(self.starts[first], min(self.starts[first + self._height(item)], len(self.text)), "")

    def _offset(self, span: Span) -> int:
        return self.starts[span.line - 1] + span.column - 1

    def _in_place(self, scalar: Scalar, one: Replacement) -> Replacement:
        # What is added behind a space may stand at the beginning of a line.
        starts_word = not one.start or (one.start < len(scalar) and scalar[one.start - 1].isspace())
        start = self._offset(scalar.at(one.start)) if one.start < one.end or starts_word else self._offset(scalar.at(one.start - 1)) + 1
        end = self._offset(scalar.at(one.end - 1)) + 1 if one.start < one.end else start
        return Replacement(start, end, _escaped(one.words, self.text[self._offset(scalar.span)]))

    def _quoted(self, scalar: Scalar, value: str) -> Replacement:
        line, column = scalar.span.line - 1, scalar.span.column - 1
        for event in yaml.parse(self.text.replace("\r\n", "\n"), Loader=yaml.SafeLoader):
            start, end = event.start_mark, event.end_mark
            if not isinstance(event, yaml.ScalarEvent) or event.style in _BLOCK_STYLES or start is None or end is None:
                continue
            if (start.line, start.column) == (line, column):
                return Replacement(self._offset(scalar.span), self.starts[end.line] + end.column, json.dumps(value, ensure_ascii=False))
        raise NoPlace

    def _head(self, item: Scalar) -> str:
        """Return what precedes a list's item on its line: the indent and the dash."""
        head = self.lines[item.span.line - 1][: item.span.column - 1]
        if head.strip() != "-":
            raise NoPlace
        return head

    def _height(self, item: Scalar) -> int:
        """Return the number of lines of a list's item: to the next line that is not indented more deeply than its dash."""
        first = item.span.line - 1
        indent = _indent(self.lines[first])
        last = first + 1
        while last < len(self.lines) and (not self.lines[last].strip() or _indent(self.lines[last]) > indent):
            last += 1
        while not self.lines[last - 1].strip():
            last -= 1
        return last - first


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _escaped(words: str, mark: str) -> str:
    """Return words as they are written in a scalar that begins with a mark."""
    if mark == "'":
        return words.replace("'", "''")
    return json.dumps(words, ensure_ascii=False)[1:-1] if mark == '"' else words


def _is_plain(words: str) -> bool:
    """Return whether a list's item can be written without quotation marks."""
    return _value_of(f"items:\n- {words}\n", "items.0") == words


def _reads(text: str, key: str, value: str) -> bool:
    """Return whether a file has a value at a key, apart from the spaces and line ends between its words."""
    read = _value_of(text, key)
    return read is not None and read.split() == value.split()


def _value_of(text: str, key: str) -> str | None:
    try:
        node = node_at(parse_yaml("", text.encode()), key)
    except ContentError:
        return None
    return str(node) if isinstance(node, Scalar) else None
