"""Answer a build of which no input has changed, from the record of the last one.

The record is in the cache, under the fingerprint of everything that the build reads. It names the files of each folder with
their digests, and the diagnostics that were shown, of which none is about the participants: of their file only the digest is part
of the fingerprint. Nothing heavy is imported here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import assets
from generator.diagnostics import Diagnostic, Severity, Span
from generator.messages import as_data, from_data
from generator.options import BuildOptions
from generator.storage import fingerprints
from generator.storage.cache import read_cached, write_cached
from generator.storage.drafts import drafts_in
from generator.storage.folder import BuildReport, FolderContents
from generator.storage.manifest import Manifest, OutputRecord, digest_of, read_manifest


@dataclass(frozen=True)
class Built:
    """The result of a build: a report for each folder, and the warnings."""

    reports: tuple[BuildReport, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Checked:
    """The result of a check: its diagnostics, and how many modules, programmes and facts there are."""

    findings: tuple[Diagnostic, ...]
    modules: int
    programmes: int
    facts: int


def last_build(options: BuildOptions) -> Built | None:
    """Return the result of the last build if all its inputs and files are unchanged; otherwise None."""
    record = _record_of("build", options)
    if record is None:
        return None
    reports = [_report(options, *one) for one in record["folders"].items()]
    if not all(reports):
        return None
    return Built(tuple(one for one in reports if one), _diagnostics(record["findings"]))


def last_check(options: BuildOptions) -> Checked | None:
    """Return the result of the last check if all its inputs are unchanged; otherwise None."""
    record = _record_of("check", options)
    return Checked(_diagnostics(record["findings"]), *record["counts"]) if record else None


def inputs_of(options: BuildOptions) -> tuple[bytes, ...]:
    """Return the inputs of a build, to be taken before the first of them is read: what changes later is not recorded."""
    return tuple(_inputs(options))


def record_build(inputs: Iterable[bytes], folders: Iterable[FolderContents], findings: Iterable[Diagnostic], files: Iterable[Path]) -> None:
    """Record a build: the contents of its folders, the diagnostics, and the files beside seeds and assets that it read."""
    contents = {one.folder.name: {"files": one.digests, "outputs": {name: [*_row(record)] for name, record in one.outputs.items()}} for one in folders}
    _write("build", inputs, {"folders": contents, **_seen(findings, files)})


def record_check(inputs: Iterable[bytes], checked: Checked, files: Iterable[Path]) -> None:
    """Record a check, with the files beside seeds and assets that it read."""
    _write("check", inputs, {"counts": (checked.modules, checked.programmes, checked.facts), **_seen(checked.findings, files)})


def _record_of(kind: str, options: BuildOptions) -> Any:
    """Return the record of the last build or check with these inputs; None if there is none, or a file that it read has changed."""
    data = read_cached(kind, _inputs(options))
    record = json.loads(data) if data is not None else None
    if record and any(digest_of(Path(path)) != digest for path, digest in record["files"].items()):
        return None
    return record


def _write(kind: str, inputs: Iterable[bytes], record: Mapping[str, object]) -> None:
    write_cached(kind, inputs, json.dumps(record, ensure_ascii=False).encode())


def _seen(findings: Iterable[Diagnostic], files: Iterable[Path]) -> dict[str, object]:
    rows = [[one.span.path, one.span.line, one.span.column, as_data(one.message), as_data(one.hint), one.severity.value] for one in findings]
    return {"findings": rows, "files": {str(path): digest_of(path) for path in files}}


def _diagnostics(rows: Iterable[tuple[str, int, int, dict[str, Any], dict[str, Any], str]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(Span(path, line, column), from_data(message), from_data(hint), Severity(severity)) for path, line, column, message, hint, severity in rows
    )


def _row(record: OutputRecord) -> tuple[str, str, tuple[str, ...]]:
    return record.inputs, record.model, record.files


def _inputs(options: BuildOptions) -> list[bytes]:
    dates = (options.date.isoformat(), str(options.start), options.roster.digest)
    names = (str(options.seeds), str(options.editions), ",".join(options.programmes), ",".join(options.kinds), *dates, os.fspath(Path.cwd()))
    seeds = fingerprints.of_files(options.seeds.rglob("*.yaml"), options.seeds)
    looks = [fingerprints.of_files(folder.rglob("*"), folder) for folder in assets.asset_folders(options.seeds)]
    return [part.encode() for part in (*names, seeds, *looks, fingerprints.program(), fingerprints.installed())]


def _report(options: BuildOptions, name: str, contents: Mapping[str, Mapping[str, object]]) -> BuildReport | None:
    """Return the report of a folder whose files and manifest are those of the record; otherwise None."""
    folder = options.out / name
    files, outputs = contents["files"], {key: OutputRecord(inputs, model, tuple(paths)) for key, (inputs, model, paths) in contents["outputs"].items()}  # type: ignore[misc, has-type]
    if drafts_in(folder):
        # A build was killed; the next one deletes them.
        return None
    before = read_manifest(folder)
    if options.is_whole:
        matches = before == Manifest(dict(files), outputs)  # type: ignore[arg-type]
    else:
        matches = not before.pending and files.items() <= before.files.items() and outputs.items() <= before.outputs.items()
    if not matches or any(digest_of(folder / path) != digest for path, digest in files.items()):
        return None
    return BuildReport(folder, len(files), 0)
