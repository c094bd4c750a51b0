"""Read a folder of seeds into one checked `Library`.

In: the folder. Out: typed records with the diagnostics of all files, or ContentError.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.content import arabic, checks, digits, lists, typed_markup
from generator.content.files import names_in, read_bytes
from generator.content.library import Library
from generator.content.reader import Scalar, Waiver, parse_yaml
from generator.content.records import FileReading, decoded, encoded
from generator.content.schema import Facilitation, Glossary, Kit, Module, Programme, Record, Source
from generator.content.validation import prose_in, scalars, validate
from generator.content.waivers import apply_waivers
from generator.diagnostics import ContentError, Diagnostic, Span, has_errors, sorted_diagnostics
from generator.messages import Message, say
from generator.storage.cache import cached_bytes
from generator.storage.fingerprints import program

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True)
class Reading:
    """The seeds as far as they could be read, with all diagnostics.

    `library` is None without a readable kit and glossary; `texts` are those of all readable files; `unread` holds
    the kinds of files of which at least one could not be read; `prints` are the fingerprints of each file's parts by its path.
    """

    library: Library | None
    kit: Kit | None
    texts: tuple[Scalar, ...]
    findings: tuple[Diagnostic, ...]
    unread: frozenset[type] = frozenset()
    prints: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class _Files:
    """Read files and collect their diagnostics."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.texts: list[Scalar] = []
        self.waivers: list[Waiver] = []
        self.unread: set[type] = set()
        self.prints: dict[str, Mapping[str, str]] = {}

    def one(self, path: Path, record: type[Kind]) -> Kind | None:
        try:
            raw = read_bytes(path)
        except ContentError as error:
            self.found.extend(error.diagnostics)
            self.unread.add(record)
            return None
        reading = read_file(str(path), raw, record)
        self.prints[str(path)] = reading.prints
        self.found.extend(reading.findings)
        self.texts.extend(reading.texts)
        self.waivers.extend(reading.waivers)
        if reading.record is None:
            self.unread.add(record)
        return reading.record  # type: ignore[return-value]

    def all(self, folder: Path, record: type[Kind]) -> tuple[Kind, ...]:
        if not folder.is_dir():
            self.report(folder, record, say("missing-folder"), say("missing-folder.hint"))
            return ()
        paths = sorted(folder / name for name in names_in(folder) if name.endswith(".yaml"))
        if not paths:
            self.report(folder, record, say("empty-folder"), say("empty-folder.hint"))
        records = [self.one(path, record) for path in paths]
        return tuple(one for one in records if one is not None)

    def report(self, folder: Path, record: type, message: Message, hint: Message) -> None:
        self.found.append(Diagnostic(Span(str(folder)), message, hint))
        self.unread.add(record)


def read_file(name: str, raw: bytes, record: type[Record]) -> FileReading:
    """Read and check one file by itself; the reading of content that was read before is taken from the cache."""
    import pydantic

    inputs = (name.encode(), raw, program().encode(), pydantic.VERSION.encode())
    return decoded(cached_bytes(f"reading-{record.__name__.lower()}", inputs, lambda: encoded(_checked(name, raw, record))), name)


def _checked(name: str, raw: bytes, record: type[Record]) -> FileReading:
    found: list[Diagnostic] = []
    texts: list[Scalar] = []
    waivers: tuple[Waiver, ...] = ()
    typed: Record | None = None
    try:
        node = parse_yaml(name, raw)
        texts, waivers = scalars(node), node.waivers
        found += lists.lint(texts, prose_in(record, node))
        typed = validate(record, node)
        found += [*node.warnings, *typed_markup.lint_lines(typed)]
    except ContentError as error:
        found += error.diagnostics
    found += [finding for text in texts for lint in (arabic.lint, typed_markup.lint) for finding in lint(text)]
    found += digits.lint(texts)
    return FileReading(typed, tuple(texts), tuple(found), waivers)


def gather_library(folder: Path) -> Reading:
    """Read and check all seeds, and collect all diagnostics.

    A check that refers to a kind of file runs only if all files of that kind could be read: an unread one would
    make every reference to it an error.
    """
    if not folder.is_dir():
        missing = Diagnostic(Span(str(folder)), say("missing-folder"), say("missing-folder.seeds.hint"))
        return Reading(None, None, (), (missing,))
    files = _Files()
    kit = files.one(folder / "kit.yaml", Kit)
    glossary = files.one(folder / "glossary.yaml", Glossary)
    facilitation = files.one(folder / "facilitation.yaml", Facilitation) if (folder / "facilitation.yaml").exists() else None
    sources = files.all(folder / "sources", Source)
    modules = files.all(folder / "modules", Module)
    programmes = files.all(folder / "programmes", Programme)
    texts = tuple(files.texts)
    library = Library(kit, glossary, sources, modules, programmes, texts, facilitation) if kit and glossary else None
    found = files.found
    if library:
        found += checks.run(library, frozenset(files.unread))
    return Reading(library, kit, texts, sorted_diagnostics(apply_waivers(found, files.waivers)), frozenset(files.unread), files.prints)


def read_library(folder: Path) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Read and check all seeds.

    Returns the library and its warnings; raises ContentError with all diagnostics if one of them is an error.
    """
    reading = gather_library(folder)
    if reading.library is None or has_errors(reading.findings):
        raise ContentError(reading.findings)
    return reading.library, reading.findings
