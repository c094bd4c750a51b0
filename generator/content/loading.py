"""Read a folder of seeds into one checked `Library`.

In: the folder. Out: typed records and warnings, or ContentError with the errors of all files at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from generator.content import checks
from generator.content.arabic import lint
from generator.content.library import Library
from generator.content.reader import Scalar, read_yaml
from generator.content.schema import Glossary, Kit, Module, Programme, Record, Source
from generator.content.validation import scalars, validate
from generator.diagnostics import ContentError, Diagnostic, Severity, Span, in_order

Kind = TypeVar("Kind", bound=Record)


class _Files:
    """Read files one after the other and gather what is wrong with them."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []
        self.texts: list[Scalar] = []

    def one(self, path: Path, record: type[Kind]) -> Kind | None:
        try:
            node = read_yaml(path)
            typed = validate(record, node)
        except ContentError as error:
            self.found.extend(error.diagnostics)
            return None
        self.warnings.extend(node.warnings)
        self.texts.extend(scalars(node))
        return typed

    def all(self, folder: Path, record: type[Kind]) -> tuple[Kind, ...]:
        if not folder.is_dir():
            self.found.append(
                Diagnostic(Span(str(folder)), "missing-folder", "this folder does not exist", "create it, or correct the folder given with --seeds")
            )
            return ()
        paths = sorted(folder.glob("*.yaml"))
        if not paths:
            self.found.append(Diagnostic(Span(str(folder)), "empty-folder", "this folder has no .yaml file", "put at least one file into it"))
        records = [self.one(path, record) for path in paths]
        return tuple(one for one in records if one is not None)


def read_library(folder: Path) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Read and check all seeds.

    Returns the library and its warnings; raises ContentError with every error found. The cross-checks run only on
    files that could all be read, since a missing file would make every reference to it look wrong.
    """
    if not folder.is_dir():
        raise ContentError([Diagnostic(Span(str(folder)), "missing-folder", "this folder does not exist", "name the folder of the seeds with --seeds")])
    files = _Files()
    kit = files.one(folder / "kit.yaml", Kit)
    glossary = files.one(folder / "glossary.yaml", Glossary)
    sources = files.all(folder / "sources", Source)
    modules = files.all(folder / "modules", Module)
    programmes = files.all(folder / "programmes", Programme)
    if files.found or kit is None or glossary is None:
        raise ContentError([*files.found, *_style(files.texts)])
    library = Library(kit, glossary, sources, modules, programmes, tuple(files.texts))
    findings = in_order([*files.warnings, *checks.run(library), *_style(files.texts)])
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if errors:
        raise ContentError(errors)
    return library, findings


def _style(texts: Iterable[Scalar]) -> list[Diagnostic]:
    return [finding for text in texts for finding in lint(text)]
