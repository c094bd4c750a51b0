"""Put changes of texts into files of the seeds; comments, layout and line ends stay.

What was written is read again before it is believed: each text must show what it is to show, and all else be as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any

import yaml

from generator.content.files import read_bytes
from generator.content.reader import Mapping, Scalar, parse_yaml
from generator.diagnostics import ContentError, Diagnostic, Span, shortened
from generator.messages import say
from generator.pulling.changes import Change, LostItem, NewItem, TextChange
from generator.pulling.texts import Replacement, node_at, replaced, written

_BOM = b"\xef\xbb\xbf"
_BLOCK_STYLES = ("|", ">")


class Unwritable(Exception):
    """Raised with the changes that cannot be written in the layout of their file, and the diagnostic."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = tuple(changes)
        text = changes[0].text
        self.diagnostic = Diagnostic(text.scalar.span, say("pull.layout", words=shortened(text.words)), say("pull.layout.hint"))
        super().__init__(self.diagnostic.message)


def files_with(changes: Iterable[Change]) -> dict[Path, bytes]:
    """Return the new content of each file that changes concern.

    Raises Unwritable for changes that cannot be written, or whose result would be read otherwise.
    """
    by_path = sorted(changes, key=lambda one: str(one.text.path))
    return {path: _with_changes(path, list(group)) for path, group in groupby(by_path, key=lambda one: one.text.path)}


def _with_changes(path: Path, changes: Sequence[Change]) -> bytes:
    raw = read_bytes(path)
    bom, data = (_BOM, raw.removeprefix(_BOM)) if raw.startswith(_BOM) else (b"", raw)
    root = parse_yaml(str(path), raw)
    file = _File(data.decode("utf-8"), root)
    texts = {one[0].text.origin.key: one for one in _by_scalar(changes)}
    edits = [edit for group in texts.values() for edit in file.edits_of_text(group)]
    edits += [file.added(one) if isinstance(one, NewItem) else file.removed(one) for one in changes if not isinstance(one, TextChange)]
    made = replaced(file.text, edits).encode()
    if not _has(made, _expected(root, {key: _replacements(group) for key, group in texts.items()}, changes)):
        raise Unwritable(changes)
    return bom + made


def _by_scalar(changes: Iterable[Change]) -> Iterator[list[TextChange]]:
    """Gather the changes of the paragraphs of each scalar."""
    texts = sorted((one for one in changes if isinstance(one, TextChange)), key=lambda one: one.text.origin.key)
    yield from (list(group) for _, group in groupby(texts, key=lambda one: one.text.origin.key))


def _replacements(group: Iterable[TextChange]) -> list[Replacement]:
    return [replacement for one in group for replacement in one.changes]


def _has(made: bytes, expected: Any) -> bool:
    """Return whether the content of a file is as expected, apart from the spaces and line ends between words."""
    try:
        return bool(_plain(parse_yaml("", made)) == expected)
    except ContentError:
        return False


def _expected(root: Mapping, texts: dict[str, list[Replacement]], changes: Iterable[Change]) -> Any:
    """Return the plain data that a file is to have after changes."""
    expected = _plain(root)
    for key, replacements in texts.items():
        items, last = _parent(expected, key)
        items[last] = replaced(node_at(root, key), replacements).split()
    moved = [one for one in changes if not isinstance(one, TextChange)]
    for one in sorted(moved, key=_place, reverse=True):
        items, _ = _parent(expected, one.text.origin.key)
        if isinstance(one, NewItem):
            items.insert(one.index, written(one.words).split())
        else:
            del items[_place(one)[1]]
    return expected


def _place(change: NewItem | LostItem) -> tuple[str, int]:
    """Return the list that an item is added to or removed from, and its index."""
    items, _, index = change.text.origin.key.rpartition(".")
    return items, change.index if isinstance(change, NewItem) else int(index)


def _parent(root: Any, key: str) -> tuple[Any, Any]:
    *steps, last = key.split(".")
    for step in steps:
        root = root[int(step) if isinstance(root, list) else step]
    return root, int(last) if isinstance(root, list) else last


class _File:
    """A file as it is, with the places of its lines."""

    def __init__(self, text: str, root: Mapping) -> None:
        self.text, self.root = text, root
        self.lines = text.split("\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))
        self.end_of_line = "\r\n" if "\r\n" in text else "\n"

    def offset(self, span: Span) -> int:
        return self.starts[span.line - 1] + span.column - 1

    def edits_of_text(self, group: Sequence[TextChange]) -> list[Replacement]:
        """Change a scalar where it is written, if it then is still read as one; else write it anew in quotation marks."""
        scalar: Scalar = node_at(self.root, group[0].text.origin.key)
        value = replaced(scalar, _replacements(group))
        if scalar._lines:
            edits = [self.in_place(scalar, one) for one in _replacements(group)]
            if _reads(replaced(self.text, edits), scalar.key, value):
                return edits
        made = self.quoted(scalar, value)
        if made is None:
            raise Unwritable(group)
        return [made]

    def in_place(self, scalar: Scalar, one: Replacement) -> Replacement:
        # What is added behind a space may stand at the beginning of a line.
        starts_word = not one.start or (one.start < len(scalar) and scalar[one.start - 1].isspace())
        start = self.offset(scalar.at(one.start)) if one.start < one.end or starts_word else self.offset(scalar.at(one.start - 1)) + 1
        end = self.offset(scalar.at(one.end - 1)) + 1 if one.start < one.end else start
        mark = self.text[self.offset(scalar.span)]
        words = one.words.replace("'", "''") if mark == "'" else json.dumps(one.words, ensure_ascii=False)[1:-1] if mark == '"' else one.words
        return Replacement(start, end, words)

    def quoted(self, scalar: Scalar, value: str) -> Replacement | None:
        """Write a scalar in quotation marks; return None for one that stands in a block of lines."""
        line, column = scalar.span.line - 1, scalar.span.column - 1
        for event in yaml.parse(self.text.replace("\r\n", "\n"), Loader=yaml.SafeLoader):
            start, end = event.start_mark, event.end_mark
            if not isinstance(event, yaml.ScalarEvent) or event.style in _BLOCK_STYLES or start is None or end is None:
                continue
            if (start.line, start.column) == (line, column):
                return Replacement(self.offset(scalar.span), self.starts[end.line] + end.column, json.dumps(value, ensure_ascii=False))
        return None

    def added(self, change: NewItem) -> Replacement:
        """Add an item to a list, before or behind its neighbour, written as that is. Raises Unwritable for a list in brackets."""
        scalar = change.text.scalar
        line, head = scalar.span.line - 1, self.head(change)
        words = written(change.words)
        words = words if _is_plain(words) else json.dumps(words, ensure_ascii=False)
        place = line + self.height(scalar) if change.index > _place_of(scalar) else line
        if place < len(self.lines):
            return Replacement(self.starts[place], self.starts[place], f"{head}{words}{self.end_of_line}")
        return Replacement(len(self.text), len(self.text), f"{self.end_of_line}{head}{words}")

    def removed(self, change: LostItem) -> Replacement:
        """Remove the lines of an item. Raises Unwritable for a list in brackets."""
        self.head(change)
        first = change.text.scalar.span.line - 1
        return Replacement(self.starts[first], min(self.starts[first + self.height(change.text.scalar)], len(self.text)), "")

    def head(self, change: NewItem | LostItem) -> str:
        """Return what precedes a list's item on its line: the indent and the dash."""
        span = change.text.scalar.span
        head = self.lines[span.line - 1][: span.column - 1]
        if head.strip() != "-":
            raise Unwritable([change])
        return head

    def height(self, scalar: Scalar) -> int:
        """Return the number of lines of a list's item: to the next line that is not indented more deeply than its dash."""
        first = scalar.span.line - 1
        indent = len(self.lines[first]) - len(self.lines[first].lstrip())
        height = 1
        while first + height < len(self.lines):
            line = self.lines[first + height]
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
            height += 1
        while height > 1 and not self.lines[first + height - 1].strip():
            height -= 1
        return height


def _place_of(item: Scalar) -> int:
    return int(item.key.rpartition(".")[2])


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


def _plain(node: Any) -> Any:
    """Return plain data of a node, each text as its words."""
    if isinstance(node, Scalar):
        return node.split()
    return {key: _plain(value) for key, value in node.items()} if isinstance(node, Mapping) else [_plain(one) for one in node]
