"""Read settings that build on each other: a theme or a locale states only its differences from its `base`.

In: a folder of YAML files. Out: a frozen record, validated once and then kept under the content of the files.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, dataclass_transform

from generator.cache import cached_record
from generator.diagnostics import ContentError, Diagnostic, Span

Settings = TypeVar("Settings")


@dataclass(frozen=True, slots=True)
class Fits:
    """Ask a text of a record to match a pattern from end to end."""

    pattern: str

    def __get_pydantic_core_schema__(self, kind: Any, _: Any) -> Any:
        """Say so in pydantic's terms."""
        from pydantic_core import core_schema

        return core_schema.str_schema(pattern=f"^(?:{self.pattern})$")


@dataclass(frozen=True, slots=True)
class Above:
    """Ask a number of a record to be more than `least` and no more than `most`."""

    least: float
    most: float

    def __get_pydantic_core_schema__(self, kind: Any, _: Any) -> Any:
        """Say so in pydantic's terms."""
        from pydantic_core import core_schema

        return core_schema.float_schema(gt=self.least, le=self.most)


@dataclass_transform(frozen_default=True)
def settings(record: type[Settings]) -> type[Settings]:
    """Make a class a frozen record that refuses keys it does not know when it is read from a file."""
    # What pydantic looks for, said without importing it.
    record.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return dataclass(frozen=True, slots=True)(record)


class Flaw(NamedTuple):
    """A value that is valid by itself and still wrong: the keys that lead to it, and what a diagnostic says."""

    keys: tuple[str, ...]
    code: str
    message: str
    hint: str


Check = Callable[[Settings], Iterable[Flaw]]


def read_settings(record: type[Settings], folder: Path, name: str, what: str, span: Span, check: Check[Settings] = lambda _: ()) -> Settings:
    """Read `folder`/`name`.yaml laid over the file that its `base` names, key by key.

    Raises ContentError, at `span`, where there is no such file, and in the file where a value does not fit.
    """
    files = sorted(folder.glob("*.yaml"))
    shape = Path(str(sys.modules[record.__module__].__file__))
    return cached_record(f"{what}-{name}", (path.read_bytes() for path in [shape, *files]), lambda: _validated(record, folder, name, what, span, check))


def _validated(record: type[Settings], folder: Path, name: str, what: str, span: Span, check: Check[Settings]) -> Settings:
    # These two cost more than all the rest of a small run; the cache spares them.
    from generator.content.reader import read_variant
    from generator.content.validation import place, validate

    node = read_variant(folder, name, what, span)
    made = validate(record, node)
    found = [Diagnostic(place(node, flaw.keys), flaw.code, flaw.message, flaw.hint) for flaw in check(made)]
    if found:
        raise ContentError(found)
    return made
