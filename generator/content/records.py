"""Write a file's reading as data, and read it back: records, texts, diagnostics and waivers, with their places.

In: what `loading` made of one file. Out: JSON, and from it an equal reading. A record is a list that begins with its
class's name, so that nothing but data is read back.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

from generator.content import schema
from generator.content.reader import Scalar, Waiver
from generator.content.schema import Record, Section
from generator.diagnostics import Diagnostic, Severity, Span
from generator.messages import as_data, from_data
from generator.model.text import BulletList, Cite, Run, Text
from generator.storage.cache import fingerprint


@dataclass(frozen=True)
class FileReading:
    """One file as read and checked by itself: its record, None with errors; its texts, diagnostics and waivers.

    `prints` are the fingerprints of what the record says, without its places: of the `PARTS` of its sections, and as "" of all else.
    """

    record: Record | None
    texts: tuple[Scalar, ...]
    findings: tuple[Diagnostic, ...]
    waivers: tuple[Waiver, ...]
    prints: Mapping[str, str] = field(default_factory=dict)


_RECORDS: dict[str, type[Record]] = {name: one for name, one in vars(schema).items() if isinstance(one, type) and issubclass(one, Record) and one is not Record}
# The names of what is no record; no class of the schema has one of these.
_TUPLE, _SCALAR, _TEXT, _RUN, _CITE, _LIST, _TIME = "tuple", "scalar", "text", "run", "cite", "list", "time"
# What is edited most often, and is in some outputs only.
PARTS = ("text", "notes")


def encoded(reading: FileReading) -> bytes:
    """Return a reading as JSON."""
    record = _encoded(reading.record)
    data = {
        "record": record,
        "prints": _prints(record),
        "texts": [_encoded(one) for one in reading.texts],
        "findings": [[*_place(one.span), as_data(one.message), as_data(one.hint), one.severity.value] for one in reading.findings],
        "waivers": [[*_place(one.span), one.code, one.first, one.last] for one in reading.waivers],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def decoded(data: bytes, path: str) -> FileReading:
    """Return the reading of the file at `path` from its JSON."""
    read = json.loads(data)
    decode = _Decoder(path)
    return FileReading(
        record=decode(read["record"]),
        texts=tuple(map(decode, read["texts"])),
        findings=tuple(
            Diagnostic(Span(path, line, column), from_data(message), from_data(hint), Severity(severity))
            for line, column, message, hint, severity in read["findings"]
        ),
        waivers=tuple(Waiver(code, first, last, Span(path, line, column)) for line, column, code, first, last in read["waivers"]),
        prints=read["prints"],
    )


def _place(span: Span) -> list[int]:
    return [span.line, span.column]


def _prints(record: Any) -> dict[str, str]:
    """Return the fingerprints of an encoded record by part."""
    parts: dict[str, list[Any]] = {"": [], **{part: [] for part in PARTS}}
    parts[""].append(_said(record, parts))
    return {part: fingerprint([json.dumps(said, ensure_ascii=False).encode()]) for part, said in parts.items()}


def _said(value: Any, parts: dict[str, list[Any]]) -> Any:
    """Return what an encoded value says, without places; the parts of sections are added to `parts`, and leave their citations behind."""
    if not isinstance(value, list):
        return value
    kind, *rest = value
    if kind == _SCALAR:
        text, _, _, key, folded, _ = rest
        return [text, key, folded]
    if kind == _CITE:
        return [kind, rest[0]]
    if kind == _TEXT or kind in _RECORDS:
        rest = rest[2:]
    if kind != Section.__name__:
        return [kind, *(_said(one, parts) for one in rest)]
    named = {name: _said(one, parts) for name, one in zip(_fields(Section), rest, strict=True)}
    for part in PARTS:
        parts[part].append(named[part])
        # Sources are numbered in the order of all citations of a module.
        named[part] = list(_cited(named[part]))
    return [kind, *named.values()]


def _cited(said: Any) -> Iterator[str]:
    if isinstance(said, list):
        if said[0] == _CITE:
            yield said[1]
        for one in said:
            yield from _cited(one)


@singledispatch
def _encoded(value: Any) -> Any:
    """Return a value as JSON data: a list that begins with the name of its kind, or the value itself."""
    return value


@_encoded.register
def _(value: Scalar) -> Any:
    return [_SCALAR, str(value), *_place(value.span), value.key, value.folded, [[offset, *_place(span)] for offset, span in value._lines]]


@_encoded.register
def _(value: Record) -> Any:
    return [type(value).__name__, *_place(value.span), *(_encoded(getattr(value, name)) for name in _fields(type(value)))]


@_encoded.register
def _(value: Text) -> Any:
    # All runs of a text that was parsed are of one origin.
    return [_TEXT, *_place(value.span), value.runs[0].origin if value.runs else None, *map(_encoded, value.inlines)]


@_encoded.register
def _(value: Run) -> Any:
    return [_RUN, value.text, value.strong, value.link, value.citation, value.kind, value.direction, value.localised]


@_encoded.register
def _(value: Cite) -> Any:
    return [_CITE, value.fact, *_place(value.span)]


@_encoded.register
def _(value: BulletList) -> Any:
    return [_LIST, *map(_encoded, value.items)]


@_encoded.register
def _(value: tuple) -> Any:  # type: ignore[type-arg]
    return [_TUPLE, *map(_encoded, value)]


@_encoded.register
def _(value: datetime.time) -> Any:
    return [_TIME, value.hour, value.minute]


def _fields(record: type[Record]) -> list[str]:
    return [name for name in record.model_fields if name != "span"]


class _Decoder:
    """Decode the values of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.fields = {name: _fields(record) for name, record in _RECORDS.items()}
        self.kinds: dict[str, Callable[..., Any]] = {
            _SCALAR: self.scalar,
            _TEXT: self.text,
            _CITE: lambda fact, line, column: Cite(fact, Span(self.path, line, column)),
            _LIST: lambda *items: BulletList(tuple(map(self, items))),
            _TUPLE: lambda *items: tuple(map(self, items)),
            _TIME: datetime.time,
        }

    def __call__(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        name, *parts = value
        return self.kinds[name](*parts) if name in self.kinds else self.record(name, *parts)

    def text(self, line: int, column: int, origin: str, *inlines: list[Any]) -> Text:
        decoded = tuple(Run(*(*parts, origin)) if kind == _RUN else self([kind, *parts]) for kind, *parts in inlines)
        return Text(decoded, Span(self.path, line, column))

    def scalar(self, value: str, line: int, column: int, key: str, folded: bool, lines: list[list[int]]) -> Scalar:
        made = Scalar(value)
        made.span, made.key, made.folded = Span(self.path, line, column), key, folded
        made._lines = tuple((offset, Span(self.path, *place)) for offset, *place in lines)
        return made

    def record(self, name: str, line: int, column: int, *values: Any) -> Record:
        named = dict(zip(self.fields[name], map(self, values), strict=True))
        return _RECORDS[name].model_construct(span=Span(self.path, line, column), **named)
