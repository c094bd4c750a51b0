"""Run the pipeline: read and check, plan, compose, lay out, write.

All outputs are built in memory before the first file is written, so that invalid content changes nothing; `folder`
writes the files.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from generator.cache import fingerprint
from generator.compose.deck import compose_deck
from generator.compose.fonts import FontFamily, compose_font_page
from generator.compose.handout import compose_handout
from generator.compose.quiz import compose_assessment, compose_key, compose_paper, compose_quiz_deck
from generator.compose.register import compose_register
from generator.compose.workbook import compose_workbook
from generator.content.checks import STRUCTURAL
from generator.content.loading import gather_library
from generator.content.schema import Module, Programme, Source
from generator.diagnostics import ContentError, Diagnostic, Span, has_errors, sorted_diagnostics
from generator.folder import BuildReport, Files, FolderContents, Manifest, read_manifest, unchanged, write_folder
from generator.glyphs import missing_glyphs
from generator.locale import read_locale
from generator.logos import find_logos
from generator.model.deck import Deck
from generator.model.document import Document
from generator.model.dump import dump
from generator.plan import Plan, make_plan
from generator.theme import Theme, read_theme
from generator.typography.fonts import FontSet, MissingFont, Role, font_licence

if TYPE_CHECKING:
    from generator.layout.boxes import PlacedDeck

Read = TypeVar("Read")
KINDS = ("decks", "handouts", "quiz", "papers")
# The packages whose versions affect the bytes of an output.
PACKAGES = ("reportlab", "python-pptx", "uharfbuzz", "python-bidi", "arabic-reshaper", "pypdfium2", "pillow")
# The families of the theme, and the fallback family for symbols.
ROLES: tuple[Role, ...] = ("heading", "text", "symbols")


@dataclass(frozen=True)
class Output:
    """One or several files built from one model: name, kind, and the modules that it depends on.

    `compose` returns the model. `lay_out` checks that the model fits its pages, `write` returns the files; both raise
    ContentError if it does not fit.
    """

    name: str
    kind: str
    modules: tuple[Module, ...]
    compose: Callable[[], Any]
    lay_out: Callable[[Any], object]
    write: Callable[[Any], Files]


def assets_folder() -> Path:
    """Return the assets folder: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "assets"
    return beside if beside.is_dir() else package / "assets"


def _collect_errors(found: list[Diagnostic], read: Callable[[], Read]) -> Read | None:
    """Call `read`; on a ContentError return None and add its diagnostics to `found`."""
    try:
        return read()
    except ContentError as error:
        found.extend(error.diagnostics)
        return None


class Pipeline:
    """The seeds, theme and locale of one edition, ready to check and build programmes.

    `findings` holds the diagnostics that are known before a programme is laid out.
    """

    def __init__(self, seeds: Path, edition: str | None) -> None:
        """Read and check all inputs.

        Raises ContentError with every diagnostic if the rest cannot be laid out.
        """
        reading = gather_library(seeds)
        found = list(reading.findings)
        if reading.kit is None:
            raise ContentError(found)
        kit, assets = reading.kit, assets_folder()
        name = f"{kit.locale}-{edition}" if edition else str(kit.locale)
        theme = _collect_errors(found, lambda: read_theme(assets / "themes", str(kit.theme), kit.theme.span))
        locale = _collect_errors(found, lambda: read_locale(assets / "locales", name, kit.locale.span))
        faces = _collect_errors(found, lambda: _faces(theme, kit.theme.span)) if theme else None
        self.logos, flaws = find_logos(kit.organisation, assets / "logos")
        found += flaws
        if faces:
            found += missing_glyphs(reading.texts, locale, faces, kit.theme.span)
        if reading.library is None or theme is None or locale is None or faces is None:
            raise ContentError(found)
        self.library, self.theme, self.locale, self.faces = reading.library, theme, locale, faces
        self.findings = sorted_diagnostics(found)
        self.broken = {one.span.path for one in self.findings if one.code in (*STRUCTURAL, "no-glyph")}
        shared = [self.library.kit, self.library.glossary, *self.library.sources]
        self.can_lay_out = Source not in reading.unread and not self.broken & {record.span.path for record in shared}

    def outputs(self, programme: Programme) -> tuple[Plan, list[Output]]:
        """Plan a programme and list its outputs."""
        plan = make_plan(self.library, programme, self.locale)
        return plan, list(self._outputs(plan))

    def valid_outputs(self, programme: Programme) -> list[Output]:
        """List the outputs that can be laid out despite errors: those that depend on no file with a structural error."""
        taught = {str(slot.module) for slot in programme.module_slots}
        if not self.can_lay_out or programme.span.path in self.broken or not taught <= {str(module.id) for module in self.library.modules}:
            return []
        return [output for output in self.outputs(programme)[1] if not self.broken & {module.span.path for module in output.modules}]

    def _outputs(self, plan: Plan) -> Iterator[Output]:
        whole = tuple(session.module for session in plan.sessions)
        for session in plan.sessions:
            yield self._deck(f"slides/{session.file_stem}", "decks", (session.module,), partial(compose_deck, plan, session, self.logos))
            yield self._document(f"handouts/{session.file_stem}.pdf", "handouts", (session.module,), partial(compose_handout, plan, session))
        yield self._document("handouts/workbook.pdf", "handouts", whole, partial(compose_workbook, plan))
        yield self._document("quiz/quiz.pdf", "quiz", whole, lambda: compose_paper(plan, compose_assessment(plan)))
        yield self._document("quiz/answer-key.pdf", "quiz", whole, lambda: compose_key(plan, compose_assessment(plan)))
        yield self._deck("quiz/quiz-deck", "quiz", whole, lambda: compose_quiz_deck(plan, compose_assessment(plan)))
        yield self._document("facilitator/source-register.pdf", "papers", whole, partial(compose_register, plan))
        yield self._fonts(plan)

    @cached_property
    def shared_inputs(self) -> str:
        """Return the fingerprint of all inputs that outputs share: theme, locale, fonts, logos, the program and its packages."""
        package = Path(__file__).parent
        sources = sorted(package.rglob("*.py"))
        faces = [self.faces.face(role, bold=bold).blob for role in ("heading", "text") for bold in (False, True)]
        logos = [Path(logo.path).read_bytes() for logo in self.logos]
        versions = [importlib.metadata.version(name).encode() for name in PACKAGES]
        records = [repr(self.theme).encode(), repr(self.locale).encode()]
        return fingerprint([*records, *faces, *logos, *versions, *(path.read_bytes() for path in sources)])

    def _placed(self, deck: Deck) -> PlacedDeck:
        from generator.layout.fitting import TextMeasurer
        from generator.layout.slides import place_deck

        return place_deck(deck, TextMeasurer(self.theme, self.faces), lambda title: self.locale.label("continued", title=title))

    def _deck(self, stem: str, kind: str, modules: tuple[Module, ...], compose: Callable[[], Deck]) -> Output:
        """Declare a deck, the PDF of the same boxes, and thumbnails of that PDF's pages."""

        def write(deck: Deck) -> Files:
            from generator.writers.pdf.slides import write_slides
            from generator.writers.pptx import write_pptx
            from generator.writers.thumbnails import thumbnails

            placed = self._placed(deck)
            pdf = write_slides(placed, self.theme, self.faces, self.locale)
            pictures = {f"{stem}/{number:02}.png": picture for number, picture in enumerate(thumbnails(pdf), 1)}
            return {f"{stem}.pptx": write_pptx(placed, self.theme, self.locale), f"{stem}.pdf": pdf, **pictures}

        return Output(stem, kind, modules, compose, self._placed, write)

    def _document(self, path: str, kind: str, modules: tuple[Module, ...], compose: Callable[[], Document]) -> Output:
        def lay_out(document: Document) -> None:
            from generator.writers.pdf import lay_out_pdf

            lay_out_pdf(document, self.theme, self.faces, self.locale)

        def write(document: Document) -> Files:
            from generator.writers.pdf import write_pdf

            return {path: write_pdf(document, self.theme, self.faces, self.locale)}

        return Output(path, kind, modules, compose, lay_out, write)

    def _fonts(self, plan: Plan) -> Output:
        """Declare the font files that the decks name, their licences, and a page with installation instructions."""
        roles: tuple[Role, ...] = ("heading", "text")
        faces = {role: [self.faces.face(role, bold=bold) for bold in (False, True)] for role in roles}
        licences = {f"{family.name.replace(' ', '-')}-licence.txt": font_licence(family) for family in map(self.faces.families.get, roles) if family}
        families: dict[str, FontFamily] = {}
        for role, members in faces.items():
            name = self.faces.families[role].name
            file = f"{name.replace(' ', '-')}-licence.txt"
            names = tuple(face.file_name for face in members)
            families[name] = FontFamily(name, names, members[0].licence, file if licences[file] else "")
        page = self._document("fonts/install.pdf", "decks", (), lambda: compose_font_page(plan, tuple(families.values())))

        def write(document: Document) -> Files:
            files = {f"fonts/{face.file_name}": face.blob for members in faces.values() for face in members}
            files |= {f"fonts/{name}": words for name, words in licences.items() if words}
            return files | page.write(document)

        return Output("fonts", "decks", (), page.compose, page.lay_out, write)


def check(pipeline: Pipeline, programmes: Sequence[Programme], kinds: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Lay out programmes as `build` does, write nothing, and return every diagnostic."""
    found = list(pipeline.findings)
    for output in (one for programme in programmes for one in pipeline.valid_outputs(programme) if one.kind in kinds):
        try:
            output.lay_out(output.compose())
        except ContentError as error:
            found.extend(error.diagnostics)
    return sorted_diagnostics(found)


def build(pipeline: Pipeline, programmes: Sequence[Programme], out: Path, kinds: Sequence[str], on_output: Callable[[], None]) -> list[BuildReport]:
    """Build programmes into folders below `out`; `on_output` is called after each output.

    Raises ContentError, before anything is written, with every diagnostic of `check` if one of them is an error.
    """
    if has_errors(pipeline.findings):
        raise ContentError(check(pipeline, programmes, kinds))
    folders: list[tuple[Path, FolderContents, Manifest]] = []
    found: list[Diagnostic] = []
    for programme in programmes:
        plan, outputs = pipeline.outputs(programme)
        folder, contents = out / plan.folder, FolderContents()
        before = read_manifest(folder)
        for output in (one for one in outputs if one.kind in kinds):
            try:
                _update(output, pipeline.shared_inputs, folder, before, contents)
            except ContentError as error:
                found.extend(error.diagnostics)
            on_output()
        folders.append((folder, contents, before))
    if found:
        raise ContentError([*pipeline.findings, *found])
    return [write_folder(folder, contents, before, whole=set(kinds) == set(KINDS)) for folder, contents, before in folders]


def _update(output: Output, shared_inputs: str, folder: Path, before: Manifest, contents: FolderContents) -> None:
    """Write an output, or skip it if its inputs and files are unchanged."""
    model = output.compose()
    inputs = fingerprint([shared_inputs.encode(), dump(model).encode()])
    digests = unchanged(folder, before, output.name, inputs)
    if digests is None:
        contents.add(output.name, inputs, output.write(model))
    else:
        contents.keep(output.name, inputs, digests)


def count_outputs(pipeline: Pipeline, programmes: Sequence[Programme], kinds: Sequence[str]) -> int:
    """Count the outputs of a build; 0 if the content has errors."""
    if has_errors(pipeline.findings):
        return 0
    return sum(output.kind in kinds for programme in programmes for output in pipeline.outputs(programme)[1])


def _faces(theme: Theme, span: Span) -> FontSet:
    """Open the theme's faces and the fallback faces.

    Raises ContentError if a family's package or file is missing.
    """
    faces = FontSet(theme)
    found = []
    for role in ROLES:
        try:
            for bold in (False, True):
                faces.face(role, bold=bold)
        except MissingFont as missing:
            found.append(Diagnostic(span, "missing-font", str(missing), "install the package, or correct the theme's families"))
    if found:
        raise ContentError(found)
    return faces
