"""Put changes of texts into files of the seeds; comments, layout and line ends stay.

What was written is read again before it is believed: each text must show what it is to show, and all else be as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.content.files import read_bytes
from generator.content.reader import Mapping, Scalar, parse_yaml
from generator.content.rewriting import FileText, NoPlace, Replacement, node_at, replaced
from generator.diagnostics import ContentError, Diagnostic, shortened
from generator.messages import say
from generator.pulling.changes import Change, LostItem, NewItem, TextChange
from generator.pulling.texts import written

_BOM = b"\xef\xbb\xbf"


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
    file = FileText(data.decode("utf-8"))
    texts = {one[0].text.origin.key: one for one in _by_scalar(changes)}
    edits = [edit for group in texts.values() for edit in _edits(file, root, group)]
    edits += [edit for one in changes if not isinstance(one, TextChange) for edit in _edits(file, root, [one])]
    made = replaced(file.text, edits).encode()
    if not _has(made, _expected(root, {key: _replacements(group) for key, group in texts.items()}, changes)):
        raise Unwritable(changes)
    return bom + made


def _edits(file: FileText, root: Mapping, group: Sequence[Change]) -> list[Replacement]:
    """Return the changes of a file for those of one text. Raises Unwritable."""
    change = group[0]
    scalar: Scalar = node_at(root, change.text.origin.key)
    try:
        if isinstance(change, TextChange):
            return file.changed(scalar, _replacements(one for one in group if isinstance(one, TextChange)))
        if isinstance(change, NewItem):
            return [file.added(scalar, written(change.words, change.text.locale), behind=change.index > int(scalar.key.rpartition(".")[2]))]
        return [file.removed(scalar)]
    except NoPlace:
        raise Unwritable(group) from None


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
            items.insert(one.index, written(one.words, one.text.locale).split())
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


def _plain(node: Any) -> Any:
    """Return plain data of a node, each text as its words."""
    if isinstance(node, Scalar):
        return node.split()
    return {key: _plain(value) for key, value in node.items()} if isinstance(node, Mapping) else [_plain(one) for one in node]
