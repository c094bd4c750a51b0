"""Read YAML into plain data with a span on each node.

In: a file. Out: `Mapping`, `Sequence` and `Scalar` nodes, which are a dict, a list and a str with a span. Scalars stay
strings (`9:30` must not become 570): the schema gives them their types. Anchors, tags and repeated keys are errors.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.content.files import read_bytes
from generator.content.yaml_mistakes import Failure, Place, diagnose
from generator.diagnostics import ContentError, Diagnostic, Severity, Span, suggestion
from generator.messages import Message, say

MAX_DEPTH = 40
# No one reads more; a file of another format would have hundreds of thousands.
MOST_ERRORS = 1000
# Controls, separators of lines, invisible direction marks, surrogates and non-characters, except the joiners U+200C and U+200D: editors do not
# show them, and they break every output. All that is not a Char of XML 1.0 (2.2) is among them.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffc-\uffff]")
# A waiver: «# haqiba: allow tatweel, term».
_WAIVER = re.compile(r"(?:^|\s)#\s*haqiba:\s*allow\s+(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)\s*$")
# A comment one space after a text that may be meant as text; after a number, an id or a time it is a comment.
_COMMENT = re.compile(" (#.*)")
_WORD = re.compile(r"[\w.:+/-]+", re.ASCII)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(str):
    """A string with the place of its first character; `folded` if its source lines were joined and an empty line became a line break.

    `key` is its path of keys and indexes in the file: `sections.2.points.0`.
    """

    span: Span
    key: str = ""
    folded: bool = False
    _lines: tuple[tuple[int, Span], ...]

    def at(self, offset: int) -> Span:
        """Return the span of the character at `offset`, or of the scalar's start if the source was folded or escaped."""
        line = bisect_right(self._lines, offset, key=lambda one: one[0]) - 1
        if line < 0:
            return self.span
        start, place = self._lines[line]
        return Span(place.path, place.line, place.column + offset - start)

    def offset_of(self, place: Span) -> int:
        """Return the offset of the character at a place; 0 where `at` gives the scalar's start for all."""
        line = bisect_right(self._lines, place, key=lambda one: one[1]) - 1
        if line < 0:
            return 0
        start, span = self._lines[line]
        return start + place.column - span.column


@dataclass(frozen=True, slots=True)
class Waiver:
    """A comment that allows diagnostics of a `code` on the lines of one value, first to last; `span` is the comment's place."""

    code: str
    first: int
    last: int
    span: Span


class Sequence(list[Any]):
    """A list with the place of its first item."""

    span: Span


class Mapping(dict[str, Any]):
    """A dict with the place of its first key and of each key; that of a file also has its warnings and waivers."""

    span: Span
    keys_at: dict[str, Span]
    warnings: tuple[Diagnostic, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def read_text(path: Path) -> str:
    """Decode a file as UTF-8 and reject invisible characters.

    Raises what read_bytes and as_text raise.
    """
    return as_text(str(path), read_bytes(path))


def as_text(name: str, raw: bytes) -> str:
    """Decode the content of the file `name` as UTF-8 and reject invisible characters.

    Raises ContentError for undecodable or empty content, and for control characters.
    """
    if _is_utf_16(raw):
        raise _error(Span(name), say("encoding.utf-16"), say("encoding.hint"))
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as reason:
        place = _place(name, raw[: reason.start].decode("utf-8"))
        raise _error(place, say("encoding.windows-1256") if _is_windows_1256(raw) else say("encoding"), say("encoding.hint")) from None
    # Windows line ends read the same.
    text = text.replace("\r\n", "\n")
    found = list(itertools.islice(_invisible_characters(name, text), MOST_ERRORS))
    if found:
        raise ContentError(found)
    if not text.strip():
        raise _error(Span(name), say("empty-file"), say("empty-file.hint"))
    return text


def _is_utf_16(raw: bytes) -> bool:
    """Return whether bytes begin with the mark of UTF-16, or with two of its Latin letters."""
    return raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (raw[0:2].count(0) == raw[2:4].count(0) == 1 and raw[:4:2].count(0) in (0, 2))


def _is_windows_1256(raw: bytes) -> bool:
    """Return whether bytes that are no UTF-8 are Arabic in Windows-1256: nearly all are letters then, and few are the lead bytes of damaged UTF-8."""
    high = bytes(byte for byte in raw if byte >= 0x80)
    letters = sum("\u0621" <= letter <= "\u0652" for letter in high.decode("cp1256"))
    return letters >= 0.8 * len(high) and high.count(0xD8) + high.count(0xD9) < 0.3 * len(high)


def _invisible_characters(name: str, text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        for one in FORBIDDEN.finditer(line):
            message = say("control-character", number=ord(one.group()))
            yield Diagnostic(Span(name, number, one.start() + 1), message, say("control-character.hint"))


def read_yaml(path: Path) -> Mapping:
    """Read one YAML file whose top level is a mapping.

    Raises ContentError with the place of each error.
    """
    return parse_yaml(str(path), read_bytes(path))


def parse_yaml(name: str, raw: bytes) -> Mapping:
    """Parse the content of the file `name`, whose top level is a mapping.

    Raises ContentError with the place of each error.
    """
    reading = _Reading(name, as_text(name, raw))
    try:
        node = reading.document()
    except yaml.MarkedYAMLError as reason:
        raise ContentError([diagnose(name, reading.failure(reason))]) from None
    errors = [one for one in reading.found if one.severity is Severity.ERROR]
    if errors:
        raise ContentError(errors)
    if not isinstance(node, Mapping):
        raise _error(Span(name), say("not-a-mapping"), say("not-a-mapping.hint"))
    node.warnings = tuple(reading.found)
    node.waivers = tuple(reading.waivers)
    return node


Implied = Callable[["Mapping"], "Mapping"]


def read_variant(
    layers: tuple[dict[Path, bytes], ...], name: str, what: str, span: Span, below: tuple[Path, ...] = (), implied: Implied = lambda _: Mapping()
) -> Mapping:
    """Read the variant `name`, merged key by key over the one that its `base` names.

    `layers` are the contents of all variants by their files, a kit's own before the program's; a file may be based on one of its own
    name in a layer below. `below` are the files that lead to this one. What is `implied` by a file goes before its base, and the file's own
    values before both. Raises ContentError, at `span`, if there is no such file, and at a `base` that leads back to its own file.
    """
    # Compared with the folders' own files, so that no name leads out of them.
    paths = [path for files in layers for path in files if path.stem == name and path not in below]
    if not paths:
        raise _error(span, say(f"unknown-{what}", name=name), suggestion(name, {path.stem for files in layers for path in files}))
    path = paths[0]
    own = parse_yaml(str(path), next(files[path] for files in layers if path in files))
    if "base" not in own:
        return _overlaid(_overlaid(nodes_at(own.span, {}), implied(own)), own)
    base, place = own.pop("base"), own.keys_at["base"]
    if not isinstance(base, Scalar):
        raise _error(place, say("wrong-type.base"), say(f"wrong-type.base.{what}.hint"))
    known = {one for files in layers for one in files if one.stem == base}
    if known and known <= {*below, path}:
        raise _error(base.span, say(f"base-loop.{what}", name=name), say("base-loop.hint"))
    inherited = read_variant(layers, base, what, base.span, (*below, path), implied)
    return _overlaid(_overlaid(inherited, implied(own)), own)


def _overlaid(base: Mapping, own: Mapping) -> Mapping:
    for key, value in own.items():
        inner = base.get(key)
        base[key] = _overlaid(inner, value) if isinstance(inner, Mapping) and isinstance(value, Mapping) else value
        base.keys_at[key] = own.keys_at[key]
    return base


def nodes_at(span: Span, value: Any) -> Any:
    """Return plain data as nodes that all have one place: what the program itself knows because of a word there."""
    if isinstance(value, dict):
        mapping = Mapping({key: nodes_at(span, one) for key, one in value.items()})
        mapping.span, mapping.keys_at = span, dict.fromkeys(value, span)
        return mapping
    if isinstance(value, (list, tuple)):
        sequence = Sequence(nodes_at(span, one) for one in value)
        sequence.span = span
        return sequence
    scalar = Scalar(value)
    scalar.span, scalar._lines = span, ()
    return scalar


class _Reading:
    """Walk the event stream of one document and build its nodes."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.found: list[Diagnostic] = []
        self.errors = 0
        self.waivers: list[Waiver] = []
        self.waived: set[tuple[int, int]] = set()
        self.steps: list[str] = []
        self.events: Iterator[Any] = yaml.parse(text, Loader=_Loader)

    def document(self) -> Any:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                break
        else:
            raise _error(Span(self.path), say("empty-file.comments"), say("empty-file.hint"))
        node = self.node(next(self.events), 0)
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.report(event, say("several-documents"), say("several-documents.hint"))
                break
        return node

    def node(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self.report(event, say("alias", name=str(event.anchor)), say("alias.hint"))
            return self.placed(Scalar(), event)
        if event.anchor:
            self.report(event, say("anchor", name=event.anchor), say("anchor.hint"))
        if event.tag:
            self.report(event, say("tag", name=event.tag), say("tag.hint"))
        if depth > MAX_DEPTH:
            raise _error(self.span(event), say("too-deep", most=MAX_DEPTH), say("too-deep.hint"))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def scalar(self, event: Any, value: str) -> Scalar:
        scalar = self.placed(Scalar(value), event, self.line_starts(event, value))
        if event.style != "|":
            lines = self.source_lines(event)
            scalar.folded = len(lines) > 1
            self.report_joined_lists(lines)
        if not event.style:
            self.report_swallowed_text(event, value)
        escaped = FORBIDDEN.search(value)
        if escaped:
            self.report(event, say("control-character.escaped", number=ord(escaped.group())), say("control-character.hint"))
        self.waivers += self.waivers_of(event)
        return scalar

    def waivers_of(self, event: Any) -> Iterator[Waiver]:
        """Return the waivers at a value, for the lines of the value."""
        is_block = event.style in ("|", ">")
        first, last = event.start_mark.line + 1, max(event.start_mark.line, event.end_mark.line - is_block) + 1
        # A line may hold thousands of values, and a comment above it thousands of waivers.
        if (first, last) in self.waived:
            return
        self.waived.add((first, last))
        yield from (Waiver(code, first, last, span) for code, span in self.allowed(first, first if is_block else last))

    def source_lines(self, event: Any) -> list[tuple[int, int, str]]:
        """Return the source lines of a folded, plain or quoted scalar: number from 0, column of the content, content."""
        first, last = event.start_mark.line, event.end_mark.line
        lines = []
        for number in range(first, min(last + 1, len(self.lines))):
            start = event.start_mark.column if number == first else 0
            content = self.lines[number][start : event.end_mark.column if number == last else None]
            if not (number == first and event.style == ">"):
                lines.append((number, start + len(content) - len(content.lstrip()), content.strip()))
        return lines

    def report_joined_lists(self, lines: list[tuple[int, int, str]]) -> None:
        for (_, _, before), (number, column, content) in itertools.pairwise(lines):
            if before and content.startswith("- "):
                self.add(Diagnostic(Span(self.path, number + 1, column + 1), say("joined-list"), say("joined-list.hint")))

    def report_swallowed_text(self, event: Any, value: str) -> None:
        """Warn of a comment that may have been meant as text."""
        end = event.end_mark
        comment = _COMMENT.match(self.lines[end.line], end.column) if end.line < len(self.lines) else None
        if comment and not _WORD.fullmatch(value) and not _WAIVER.search(comment[1]):
            message, place = say("swallowed-text", words=comment[1].rstrip()), Span(self.path, end.line + 1, comment.start(1) + 1)
            self.add(Diagnostic(place, message, say("swallowed-text.hint"), Severity.WARNING))

    def allowed(self, first: int, last: int) -> Iterator[tuple[str, Span]]:
        """Return the codes that comments allow at the end of a value's first or last line, or on the lines above it."""
        above = first - 1
        while above > 0 and self.lines[above - 1].lstrip().startswith("#"):
            above -= 1
        for number in dict.fromkeys([*range(above + 1, first + 1), last]):
            found = _WAIVER.search(self.lines[number - 1]) if number <= len(self.lines) else None
            if found:
                span = Span(self.path, number, found.start("codes") + 1)
                yield from ((code, span) for code in re.split(r"\s*,\s*", found["codes"]))

    def placed(self, scalar: Scalar, event: Any, lines: tuple[tuple[int, Span], ...] = ()) -> Scalar:
        scalar.span, scalar.key = self.span(event), ".".join(self.steps)
        scalar._lines = lines
        return scalar

    def sequence(self, event: Any, depth: int) -> Sequence:
        sequence = Sequence()
        sequence.span = self.span(event)
        while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
            self.steps.append(str(len(sequence)))
            sequence.append(self.node(inner, depth + 1))
            self.steps.pop()
        return sequence

    def mapping(self, event: Any, depth: int) -> Mapping:
        mapping = Mapping()
        mapping.span = self.span(event)
        mapping.keys_at = {}
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            key = self.node(inner, depth + 1)
            self.steps.append(str(key))
            value = self.node(next(self.events), depth + 1)
            self.steps.pop()
            if not isinstance(key, Scalar):
                self.add(Diagnostic(key.span, say("key-type"), say("key-type.hint")))
            elif key in mapping:
                first = mapping.keys_at[key].line
                self.add(Diagnostic(key.span, say("duplicate-key", key=key, line=first), say("duplicate-key.hint")))
            else:
                mapping[key] = value
                mapping.keys_at[key] = key.span
        return mapping

    def line_starts(self, event: Any, value: str) -> tuple[tuple[int, Span], ...]:
        """Pair offsets in a scalar's value with the places of its source lines, if that is exact."""
        line, column = event.start_mark.line, event.start_mark.column
        if event.style == "|":
            return self.literal_lines(line + 1, value)
        quoted = event.style in ("'", '"')
        if line < len(self.lines) and self.lines[line].startswith(value, column + quoted):
            return ((0, Span(self.path, line + 1, column + 1 + quoted)),)
        return self.folded_lines(self.source_lines(event), value)

    def folded_lines(self, lines: list[tuple[int, int, str]], value: str) -> tuple[tuple[int, Span], ...]:
        """Find each source line in the joined value; return nothing if one was escaped."""
        starts, offset = [], 0
        for number, column, content in lines:
            words = content.strip("'\"")
            found = value.find(words, offset)
            if words and found < 0:
                return ()
            if words:
                starts.append((found, Span(self.path, number + 1, column + 1 + content.index(words))))
                offset = found + len(words)
        return tuple(starts)

    def literal_lines(self, line: int, value: str) -> tuple[tuple[int, Span], ...]:
        starts, offset = [], 0
        for index, content in enumerate(value.split("\n")):
            source = self.lines[line + index] if line + index < len(self.lines) else ""
            indent = len(source) - len(content) if source.endswith(content) else 0
            starts.append((offset, Span(self.path, line + index + 1, indent + 1)))
            offset += len(content) + 1
        return tuple(starts)

    def span(self, event: Any) -> Span:
        return Span(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def failure(self, reason: yaml.MarkedYAMLError) -> Failure:
        """Return where the parser gave up."""
        at = reason.problem_mark or reason.context_mark
        since = reason.context_mark or at
        return Failure(self.lines, *(Place(mark.line, mark.column) if mark else Place(0, 0) for mark in (at, since)))

    def report(self, event: Any, message: Message, hint: Message) -> None:
        self.add(Diagnostic(self.span(event), message, hint))

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic; stop reading at too many errors."""
        self.found.append(diagnostic)
        self.errors += diagnostic.severity is Severity.ERROR
        if self.errors >= MOST_ERRORS:
            raise ContentError(self.found)


def _place(path: str, before: str) -> Span:
    return Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _error(span: Span, message: Message, hint: Message) -> ContentError:
    return ContentError([Diagnostic(span, message, hint)])
