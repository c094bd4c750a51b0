"""What the preview shows of a kit: a view for each deck and document, laid out when it is looked at.

In: the options of a build. Out: PDFs with the places of their texts in the seeds, pictures of pages, and what is wrong. The process
stays, so that a change costs only what depends on it. Nothing is written.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2

from generator.content.reader import read_yaml
from generator.content.schema import Module
from generator.content.validation import validate
from generator.diagnostics import ContentError, Diagnostic, has_errors, sorted_diagnostics
from generator.faults import Fault
from generator.formats import Pages, Slides, pdf, slides_pdf
from generator.inputs.reading import Inputs, read_inputs
from generator.model.deck import Deck
from generator.model.dump import dump
from generator.options import BuildOptions
from generator.outputs import PlannedOutput, planned_outputs
from generator.storage.cache import fingerprint

if TYPE_CHECKING:
    from generator.writers.pdf import Place

# What is shown as pages, and not as a file.
_SHOWN = (pdf, slides_pdf)


@dataclass(frozen=True)
class View:
    """One deck or document: its key, which is its path in the output folder, and the output that it is a view of."""

    key: str
    planned: PlannedOutput


@dataclass(frozen=True)
class LaidOut:
    """A laid-out view: its PDF with a digest of the model, the size of each page in points, and the places of its texts."""

    digest: str
    data: bytes
    sizes: tuple[tuple[float, float], ...]
    places: tuple[Place, ...]


class Preview:
    """The state of a kit as last read. All methods may be called from several threads."""

    def __init__(self, options: BuildOptions) -> None:
        self.options = options
        self.changed = threading.Condition()
        self.version = 0
        self.findings: tuple[Diagnostic, ...] = ()
        self.fault: Fault | None = None
        self._inputs: Inputs | None = None
        self._views: dict[str, View] = {}
        self._composed: dict[str, _Model] = {}
        # PDFium and reportlab keep state between their calls.
        self._working = threading.Lock()

    def refresh(self) -> None:
        """Read the kit again and tell those who wait. With errors, the views stay those of the last kit without."""
        with self._working:
            self._read()
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def prepare(self) -> None:
        """Do what the first view and the first change would wait for: import what lays out, reads and validates, and build the schema."""
        module = next((path for path in sorted(self.options.seeds.glob("modules/*.yaml"))), None)
        if module is not None:
            with self._working, suppress(ContentError, Fault):
                validate(Module, read_yaml(module))
        for view in self.views()[:1]:
            with suppress(ContentError):
                self.laid_out(view.key)

    def _read(self) -> None:
        self.fault = None
        try:
            inputs = read_inputs(self.options.seeds, self.options.editions[0], self.options.date, self.options.start)
        except ContentError as error:
            self.findings = error.diagnostics
        except Fault as fault:
            self.fault = fault
        else:
            self.findings = inputs.findings
            if not has_errors(inputs.findings):
                self._inputs, self._views = inputs, {view.key: view for view in _views(inputs, self.options)}
                self._composed = {}

    def wait(self, version: int, seconds: float) -> int:
        """Wait until the kit is read anew after a version, or for some seconds; return the version that there is."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != version, seconds)
            return self.version

    @property
    def title(self) -> str:
        """Return the kit's title; empty before a kit could be read."""
        return str(self._inputs.library.kit.title) if self._inputs else ""

    def views(self) -> tuple[View, ...]:
        """Return all views, in the order of programmes and sessions."""
        return tuple(self._views.values())

    def laid_out(self, key: str) -> LaidOut:
        """Lay out a view, unless its model is still the same.

        Raises KeyError for an unknown view, and ContentError if something does not fit.
        """
        with self._working:
            if key not in self._composed:
                self._composed[key] = self._compose(key)
            return _lay_out(self._composed[key])

    def _compose(self, key: str) -> _Model:
        if self._inputs is None:
            raise KeyError(key)
        model = self._views[key].planned.compose()
        return _Model(fingerprint([self._inputs.shared.encode(), dump(model).encode(), _lines(model)]), model, self._inputs)

    def picture(self, key: str, number: int, width: int) -> tuple[str, bytes]:
        """Return the picture of a page (from 0) as PNG, `width` pixels wide, and the digest of its view.

        Raises what `laid_out` raises, and IndexError for a page that there is not.
        """
        made = self.laid_out(key)
        if number not in range(len(made.sizes)):
            raise IndexError(number)
        with self._working:
            return made.digest, _picture(made.digest, made.data, number, width)


@dataclass(frozen=True, eq=False)
class _Model:
    """A model with its digest, by which it is known."""

    digest: str
    model: Any
    inputs: Inputs

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Model) and self.digest == other.digest


def _views(inputs: Inputs, options: BuildOptions) -> Iterable[View]:
    for programme in inputs.library.programmes:
        if not options.programmes or str(programme.id) in options.programmes:
            plan = inputs.plan(programme)
            for group in planned_outputs(plan, options.kinds):
                yield from (View(f"{plan.folder}/{one.name}", one) for one in group if one.output.write in _SHOWN)


def _lines(model: Any) -> bytes:
    """Return the places of a model's texts: when a line is added above a text, its page stays and its line moves."""
    return repr([str(one) for one in _spans(model)]).encode()


def _spans(node: Any) -> Iterable[Any]:
    if hasattr(node, "span"):
        yield node.span
    names = getattr(type(node), "__dataclass_fields__", None)
    parts = (getattr(node, name) for name in names if name != "span") if names else node if isinstance(node, tuple) else ()
    for part in parts:
        yield from _spans(part)


@lru_cache(maxsize=64)
def _lay_out(made: _Model) -> LaidOut:
    laid_out = (Slides if isinstance(made.model, Deck) else Pages)(made.model, made.inputs.edition)
    data, places = laid_out.traced_pdf
    document = pypdfium2.PdfDocument(data)
    try:
        sizes = tuple((page.get_width(), page.get_height()) for page in document)
    finally:
        document.close()
    return LaidOut(made.digest, data, sizes, tuple(places))


@lru_cache(maxsize=256)
def _picture(_: str, data: bytes, number: int, width: int) -> bytes:
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number]
        picture = page.render(scale=width / page.get_width()).to_pil()
    finally:
        document.close()
    buffer = io.BytesIO()
    # Speed counts here, not size: the picture does not leave this machine.
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def source_lines(preview: Preview, path: str) -> list[str] | None:
    """Return the lines of a seed; None for a path that is none."""
    seeds = {str(one): one for one in preview.options.seeds.rglob("*.yaml")}
    if path not in seeds:
        return None
    return Path(seeds[path]).read_text(encoding="utf-8-sig", errors="replace").split("\n")


def findings_of(error: ContentError | None, preview: Preview) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the kit, and with a view that cannot be laid out."""
    return sorted_diagnostics([*preview.findings, *(error.diagnostics if error else ())])
