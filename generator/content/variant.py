"""Read settings with inheritance: a theme or a locale states only its differences from its `base`.

In: folders of YAML files, a kit's own before the program's. Out: a frozen record, validated once and cached by the content of the files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

from generator.content.files import names_in, read_bytes
from generator.diagnostics import ContentError, Diagnostic, Span
from generator.messages import Message
from generator.storage import fingerprints
from generator.storage.cache import cached_bytes

if TYPE_CHECKING:
    from generator.content.reader import Implied

Settings = TypeVar("Settings")


@dataclass(frozen=True, slots=True)
class Between:
    """Constrain a number field to be greater than `least` and at most `most`."""

    least: float
    most: float

    def __get_pydantic_core_schema__(self, kind: Any, _: Any) -> Any:
        """Say so in pydantic's terms."""
        from pydantic_core import core_schema

        return core_schema.float_schema(gt=self.least, le=self.most)


@dataclass_transform(frozen_default=True)
def settings_record(record: type[Settings]) -> type[Settings]:
    """Make a class a frozen record that rejects unknown keys."""
    # Pydantic reads this attribute; setting it directly avoids the import.
    record.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return dataclass(frozen=True, slots=True)(record)


class Flaw(NamedTuple):
    """An invalid value that has a valid type: its path of keys, and the diagnostic's message and hint.

    Where two values do not suit each other, `other` is the path of the second; the one that the author wrote is told.
    """

    keys: tuple[str, ...]
    message: Message
    hint: Message
    other: tuple[str, ...] = ()


Check = Callable[[Settings], Iterable[Flaw]]


def read_settings(
    record: type[Settings], folders: Iterable[Path], name: str, what: str, span: Span, check: Check[Settings] = lambda _: (), implied: Implied | None = None
) -> Settings:
    """Read `name`.yaml, from the first folder that has it, merged key by key over the file that its `base` names.

    `implied` gives the values that follow from a file's own, which go before those of its base. Raises ContentError at `span` if there is
    no such file, and in the file for each invalid value.
    """
    layers = tuple({folder / file: read_bytes(folder / file) for file in sorted(names_in(folder)) if file.endswith(".yaml")} for folder in folders)
    modules = (Path(__file__), *(Path(str(sys.modules[one.__module__].__file__)) for one in (record, implied) if one))
    named = (part for depth, files in enumerate(layers) for path, raw in files.items() for part in (f"{depth} {path.stem}".encode(), raw))
    parts = [name.encode(), *(path.read_bytes() for path in modules), fingerprints.packages().encode(), *named]
    data = cached_bytes(what, parts, lambda: _encoded(_validated(record, layers, name, what, span, check, implied)))
    return _decoded(record, json.loads(data))  # type: ignore[no-any-return]


def _encoded(record: Any) -> bytes:
    return json.dumps(asdict(record), ensure_ascii=False, default=str).encode()


def _decoded(kind: Any, value: Any) -> Any:
    """Return JSON data as a value of an annotated type: a record, a tuple, a mapping, a path or a plain value."""
    arguments = get_args(kind)
    if is_dataclass(kind):
        fields = get_type_hints(kind)
        return kind(**{name: _decoded(fields[name], one) for name, one in value.items()})  # type: ignore[operator]
    if get_origin(kind) is UnionType:
        return None if value is None else _decoded(next(one for one in arguments if one is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_decoded(arguments[0], one) for one in value)
    if get_origin(kind) is dict:
        return {name: _decoded(arguments[1], one) for name, one in value.items()}
    return Path(value) if kind is Path else value


def _validated(
    record: type[Settings], layers: tuple[dict[Path, bytes], ...], name: str, what: str, span: Span, check: Check[Settings], implied: Implied | None
) -> Settings:
    # These two imports cost more than the rest of a small run; the cache avoids them.
    from generator.content.reader import read_variant
    from generator.content.validation import place, validate

    node = read_variant(layers, name, what, span, implied=implied) if implied else read_variant(layers, name, what, span)
    made = validate(record, node)
    found = []
    for flaw in check(made):
        places = [place(node, keys) for keys in (flaw.keys, flaw.other) if keys]
        # A variant that states one of two values inherits the other, which is not the author's.
        own = next((one for one in places if Path(one.path).stem == name), places[0])
        found.append(Diagnostic(own, flaw.message, flaw.hint))
    if found:
        raise ContentError(found)
    return made
