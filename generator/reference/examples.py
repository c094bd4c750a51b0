"""Quote the elements of the example kit: the YAML of a block as it was typed, and the values of its keys.

In: the kit in assets/reference/kit, which builds like any other. Out: lines of YAML, and one typed value for each key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

from generator.assets import assets_folder
from generator.content.reader import Mapping, Scalar, Sequence, read_yaml
from generator.reference.keys import BLOCKS, FILES, NAMES, Choice, Type, Value, blocks_of, keys_of
from generator.reference.words import Element

FOLDERS = {"module": "modules", "programme": "programmes", "source": "sources", "theme": "themes", "locale": "locales"}


@dataclass(frozen=True)
class Quotation:
    """The lines of an element: their file, the first and the last, counted from 1, and their text without the common indentation."""

    path: Path
    first: int
    last: int
    text: str


def kit_folder() -> Path:
    """Return the folder of the example kit."""
    return assets_folder() / "reference" / "kit"


def quotation_of(element: Element) -> Quotation:
    """Quote an element of the kit.

    Raises KeyError if the kit has no such place.
    """
    path = kit_folder() / element.file
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    root = read_yaml(path)
    first, column = _place(root, element.at)
    last = len(lines) if not element.at else _end(lines, _place(root, element.through)[0] if element.through else first, column)
    return Quotation(path, first, last, dedent("\n".join(lines[first - 1 : last])))


def _end(lines: list[str], line: int, column: int) -> int:
    """Return the last line of the block that begins on a line: the lines after it that are indented more."""
    last = line
    for number, words in enumerate(lines[line:], line + 1):
        if words.strip() and len(words) - len(words.lstrip()) <= column:
            break
        last = number if words.strip() else last
    return last


def data_of(element: Element) -> Any:
    """Return an element's node.

    Raises KeyError if the kit has no such place.
    """
    node: Any = read_yaml(kit_folder() / element.file)
    for step in _steps(element.at):
        node = _inner(node, step)
    return node


def _place(node: Any, at: str) -> tuple[int, int]:
    """Return the line, from 1, and the indentation of the node at a path of keys and ids; an item's is that of its dash."""
    line, column = node.span.line, 0
    for step in _steps(at):
        inner = _inner(node, step)
        span = inner.span if isinstance(node, Sequence) else node.keys_at[step]
        line, column = span.line, span.column - (3 if isinstance(node, Sequence) else 1)
        node = inner
    return line, column


def _steps(at: str) -> list[str]:
    return at.split("/") if at else []


def _inner(node: Any, step: str) -> Any:
    """Return the value of a key, or the item of a list with an id or an index from 0."""
    if isinstance(node, Mapping):
        return node[step]
    found = [one for index, one in enumerate(node) if str(index) == step or (isinstance(one, Mapping) and one.get("id") == step)]
    if not found:
        raise KeyError(step)
    return found[0]


@cache
def typed_values() -> dict[tuple[str, str], Any]:
    """Return for each block and key that holds a single value the first value that the kit, the theme or the locale has there."""
    found: dict[tuple[str, str], Any] = {}
    for file, record in FILES.items():
        for path in _examples_of(file):
            for place, value in _values(NAMES[record], read_yaml(path)):
                found.setdefault(place, value)
    return found


def _examples_of(file: str) -> list[Path]:
    if file in ("theme", "locale"):
        return [assets_folder() / "themes" / "haqiba.yaml"] if file == "theme" else [assets_folder() / "locales" / "ar.yaml"]
    return sorted((kit_folder() / FOLDERS[file]).glob("*.yaml")) if file in FOLDERS else [kit_folder() / f"{file}.yaml"]


def _values(block: str, node: Mapping) -> Iterator[tuple[tuple[str, str], Any]]:
    for key in keys_of(BLOCKS[block]):
        if key.name in node:
            yield from _typed(block, key.name, key.type, node[key.name])


def _typed(block: str, name: str, type_: Type, node: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    if isinstance(type_, (Value, Choice)):
        yield (block, name), _read(type_, node)
        return
    blocks = [one for one in (node if isinstance(node, Sequence) else [node]) if isinstance(one, Mapping)]
    for inner in blocks_of(type_):
        for one in blocks:
            yield from _values(inner, one)


def _read(type_: Value | Choice, node: Scalar) -> Any:
    """Return a scalar as an editor reads it."""
    if isinstance(type_, Choice):
        return str(node)
    if type_.name == "yes or no":
        return node == "true"
    if type_.name in ("whole number", "number"):
        return float(node) if "." in node else int(node)
    return str(node).rstrip("\n")
