"""Read a folder of seeds into one checked `Library`.

In: the folder. Out: typed records with the diagnostics of all files, or ContentError.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.content import arabic, checks, typed_markup
from generator.content.library import Library
from generator.content.reader import Scalar, Waiver, read_yaml
from generator.content.schema import Glossary, Kit, Module, Programme, Record, Source
from generator.content.validation import scalars, validate
from generator.content.waivers import apply_waivers
from generator.diagnostics import ContentError, Diagnostic, Span, has_errors, sorted_diagnostics

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True)
class Reading:
    """The seeds as far as they could be read, with all diagnostics.

    `library` is None without a readable kit and glossary; `texts` are those of all readable files; `unread` holds
    the kinds of files of which at least one could not be read.
    """

    library: Library | None
    kit: Kit | None
    texts: tuple[Scalar, ...]
    findings: tuple[Diagnostic, ...]
    unread: frozenset[type] = frozenset()


class _Files:
    """Read files and collect their diagnostics."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []
        self.texts: list[Scalar] = []
        self.waivers: list[Waiver] = []
        self.unread: set[type] = set()

    def one(self, path: Path, record: type[Kind]) -> Kind | None:
        try:
            node = read_yaml(path)
            self.texts.extend(scalars(node))
            self.waivers.extend(node.waivers)
            typed = validate(record, node)
        except ContentError as error:
            self.found.extend(error.diagnostics)
            self.unread.add(record)
            return None
        self.warnings.extend(node.warnings)
        return typed

    def all(self, folder: Path, record: type[Kind]) -> tuple[Kind, ...]:
        if not folder.is_dir():
            self.report(folder, record, "missing-folder", "this folder does not exist", "create it, or correct the folder given with --seeds")
            return ()
        paths = sorted(folder.glob("*.yaml"))
        if not paths:
            self.report(folder, record, "empty-folder", "this folder has no .yaml file", "put at least one file into it")
        records = [self.one(path, record) for path in paths]
        return tuple(one for one in records if one is not None)

    def report(self, folder: Path, record: type, code: str, message: str, hint: str) -> None:
        self.found.append(Diagnostic(Span(str(folder)), code, message, hint))
        self.unread.add(record)


def gather_library(folder: Path) -> Reading:
    """Read and check all seeds, and collect all diagnostics.

    A check that refers to a kind of file runs only if all files of that kind could be read: an unread one would
    make every reference to it an error.
    """
    if not folder.is_dir():
        missing = Diagnostic(Span(str(folder)), "missing-folder", "this folder does not exist", "name the folder of the seeds with --seeds")
        return Reading(None, None, (), (missing,))
    files = _Files()
    kit = files.one(folder / "kit.yaml", Kit)
    glossary = files.one(folder / "glossary.yaml", Glossary)
    sources = files.all(folder / "sources", Source)
    modules = files.all(folder / "modules", Module)
    programmes = files.all(folder / "programmes", Programme)
    texts = tuple(files.texts)
    library = Library(kit, glossary, sources, modules, programmes, texts) if kit and glossary else None
    found = [*files.found, *files.warnings, *(finding for text in texts for lint in (arabic.lint, typed_markup.lint) for finding in lint(text))]
    found += [finding for record in (kit, glossary, *sources, *modules, *programmes) if record for finding in typed_markup.lint_lines(record)]
    if library:
        found += checks.run(library, frozenset(files.unread))
    return Reading(library, kit, texts, sorted_diagnostics(apply_waivers(found, files.waivers)), frozenset(files.unread))


def read_library(folder: Path) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Read and check all seeds.

    Returns the library and its warnings; raises ContentError with all diagnostics if one of them is an error.
    """
    reading = gather_library(folder)
    if reading.library is None or has_errors(reading.findings):
        raise ContentError(reading.findings)
    return reading.library, reading.findings
