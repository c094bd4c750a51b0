"""Run the pipeline: read and check, plan, compose, lay out, write.

Everything is made in memory before the first file is written, so that wrong content changes nothing; `folder` brings
the files to disk.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from generator.cache import fingerprint
from generator.compose.deck import compose_deck
from generator.compose.fonts import FontFamily, compose_font_page
from generator.compose.handout import compose_handout
from generator.compose.quiz import compose_assessment, compose_key, compose_paper, compose_quiz_deck
from generator.compose.register import compose_register
from generator.compose.workbook import compose_workbook
from generator.content.library import Library
from generator.content.loading import read_library
from generator.content.schema import Organisation, Programme
from generator.diagnostics import ContentError, Diagnostic, Span
from generator.folder import Contents, Files, Manifest, Report, read_manifest, unchanged, write_folder
from generator.locale import Locale, read_locale
from generator.model.deck import Deck, Logo
from generator.model.document import Document
from generator.model.dump import dump
from generator.plan import Plan, make_plan
from generator.theme import Theme, read_theme
from generator.typography.fonts import FaceBook, MissingFont, Role, font_licence

KINDS = ("decks", "handouts", "quiz", "papers")
# The packages that give a file its bytes, beside the program itself.
MAKERS = ("reportlab", "python-pptx", "uharfbuzz", "python-bidi", "arabic-reshaper", "pypdfium2", "pillow")
LOGO_FORMATS = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class Output:
    """Something to be made, of one or several files: its name, its kind, its model, and how files are made of the model."""

    name: str
    kind: str
    compose: Callable[[], Any]
    make: Callable[[Any], Files]


def assets_folder() -> Path:
    """Find the assets: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "assets"
    return beside if beside.is_dir() else package / "assets"


class Pipeline:
    """The checked content with the look and the language of one edition, ready to build programmes."""

    def __init__(self, seeds: Path, edition: str | None) -> None:
        """Read and check everything.

        Raises ContentError with all that is wrong.
        """
        self.library, self.warnings = read_library(seeds)
        kit = self.library.kit
        assets = assets_folder()
        name = f"{kit.locale}-{edition}" if edition else str(kit.locale)
        self.theme: Theme = read_theme(assets / "themes", str(kit.theme), kit.theme.span)
        self.locale: Locale = read_locale(assets / "locales", name, kit.locale.span)
        self.faces = _faces(self.theme, kit.theme.span)
        self.logos = _logos(kit.organisation, assets / "logos")
        _every_character_has_a_glyph(self.library, self.faces)

    def outputs(self, programme: Programme) -> tuple[Plan, list[Output]]:
        """Plan a programme and list the files it gives."""
        plan = make_plan(self.library, programme, self.locale)
        return plan, list(self._outputs(plan))

    def _outputs(self, plan: Plan) -> Iterator[Output]:
        for session in plan.sessions:
            yield self._deck(f"slides/{session.file_stem}", "decks", partial(compose_deck, plan, session, self.logos))
            yield self._document(f"handouts/{session.file_stem}.pdf", "handouts", partial(compose_handout, plan, session))
        yield self._document("handouts/workbook.pdf", "handouts", partial(compose_workbook, plan))
        yield self._document("quiz/quiz.pdf", "quiz", lambda: compose_paper(plan, compose_assessment(plan)))
        yield self._document("quiz/answer-key.pdf", "quiz", lambda: compose_key(plan, compose_assessment(plan)))
        yield self._deck("quiz/quiz-deck", "quiz", lambda: compose_quiz_deck(plan, compose_assessment(plan)))
        yield self._document("facilitator/source-register.pdf", "papers", partial(compose_register, plan))
        yield self._fonts(plan)

    @cached_property
    def origin(self) -> str:
        """Stand for all that an output is made from beside its model: the look, the language, the fonts, the program."""
        package = Path(__file__).parent
        sources = sorted(package.rglob("*.py"))
        faces = [self.faces.face(role, bold=bold).blob for role in ("heading", "text") for bold in (False, True)]
        logos = [Path(logo.path).read_bytes() for logo in self.logos]
        versions = [importlib.metadata.version(name).encode() for name in MAKERS]
        records = [repr(self.theme).encode(), repr(self.locale).encode()]
        return fingerprint([*records, *faces, *logos, *versions, *(path.read_bytes() for path in sources)])

    def _deck(self, stem: str, kind: str, compose: Callable[[], Deck]) -> Output:
        """Make a deck, the PDF of the same boxes, and small pictures of that PDF's pages."""

        def make(deck: Deck) -> Files:
            from generator.layout.fitting import Measure
            from generator.layout.slides import place_deck
            from generator.writers.pdf.slides import write_slides
            from generator.writers.pptx import write_pptx
            from generator.writers.thumbnails import thumbnails

            placed = place_deck(deck, Measure(self.theme, self.faces), lambda title: self.locale.label("continued", title=title))
            pdf = write_slides(placed, self.theme, self.faces, self.locale)
            pictures = {f"{stem}/{number:02}.png": picture for number, picture in enumerate(thumbnails(pdf), 1)}
            return {f"{stem}.pptx": write_pptx(placed, self.theme, self.locale), f"{stem}.pdf": pdf, **pictures}

        return Output(stem, kind, compose, make)

    def _document(self, path: str, kind: str, compose: Callable[[], Document]) -> Output:
        def make(document: Document) -> Files:
            from generator.writers.pdf import write_pdf
            from generator.writers.pdf.blocks import FigureOverflow

            try:
                return {path: write_pdf(document, self.theme, self.faces, self.locale)}
            except FigureOverflow as overflow:
                message = f"the words of the figure «{overflow}» do not fit their shapes in print"
                raise ContentError([Diagnostic(overflow.caption.span, "overflow", message, "shorten its labels and texts")]) from None

        return Output(path, kind, compose, make)

    def _fonts(self, plan: Plan) -> Output:
        """Gather the font files that the decks name, their licences, and a page that says how to install them."""
        roles: tuple[Role, ...] = ("heading", "text")
        faces = {role: [self.faces.face(role, bold=bold) for bold in (False, True)] for role in roles}
        licences = {f"{family.name.replace(' ', '-')}-licence.txt": font_licence(family) for family in map(self.faces.families.get, roles) if family}
        families: dict[str, FontFamily] = {}
        for role, members in faces.items():
            name = self.faces.families[role].name
            file = f"{name.replace(' ', '-')}-licence.txt"
            names = tuple(face.file_name for face in members)
            families[name] = FontFamily(name, names, members[0].licence, file if licences[file] else "")
        page = self._document("fonts/install.pdf", "decks", lambda: compose_font_page(plan, tuple(families.values())))

        def make(document: Document) -> Files:
            files = {f"fonts/{face.file_name}": face.blob for members in faces.values() for face in members}
            files |= {f"fonts/{name}": words for name, words in licences.items() if words}
            return files | page.make(document)

        return Output("fonts", "decks", page.compose, make)


def build(pipeline: Pipeline, programmes: Sequence[Programme], out: Path, kinds: Sequence[str], made_one: Callable[[], None]) -> list[Report]:
    """Build programmes into folders below `out`; `made_one` is called after each output.

    Raises ContentError, before anything is written, where the content does not fit its pages.
    """
    folders: list[tuple[Path, Contents, Manifest]] = []
    found: list[Diagnostic] = []
    for programme in programmes:
        plan, outputs = pipeline.outputs(programme)
        folder, contents = out / plan.folder, Contents()
        before = read_manifest(folder)
        for output in (one for one in outputs if one.kind in kinds):
            try:
                _bring(output, pipeline.origin, folder, before, contents)
            except ContentError as error:
                found.extend(error.diagnostics)
            made_one()
        folders.append((folder, contents, before))
    if found:
        raise ContentError(found)
    return [write_folder(folder, contents, before, whole=set(kinds) == set(KINDS)) for folder, contents, before in folders]


def _bring(output: Output, look: str, folder: Path, before: Manifest, contents: Contents) -> None:
    """Make an output, or keep it where it would come out the same."""
    model = output.compose()
    origin = fingerprint([look.encode(), dump(model).encode()])
    digests = unchanged(folder, before, output.name, origin)
    if digests is None:
        contents.add(output.name, origin, output.make(model))
    else:
        contents.keep(output.name, origin, digests)


def count_outputs(pipeline: Pipeline, programmes: Sequence[Programme], kinds: Sequence[str]) -> int:
    """Count the files that a build will make."""
    return sum(output.kind in kinds for programme in programmes for output in pipeline.outputs(programme)[1])


def _faces(theme: Theme, span: Span) -> FaceBook:
    """Open the theme's faces.

    Raises ContentError where a family's package or file is missing.
    """
    faces = FaceBook(theme)
    try:
        for role in ("heading", "text"):
            for bold in (False, True):
                faces.face(role, bold=bold)
    except MissingFont as missing:
        raise ContentError([Diagnostic(span, "missing-font", str(missing), "install the package, or correct the theme's families")]) from None
    return faces


def _logos(organisation: Organisation, folder: Path) -> tuple[Logo, ...]:
    """Find the organisation's own logos.

    Raises ContentError where a file is missing or is no picture that a slide can hold.
    """
    found = []
    for name in organisation.logos:
        if not (folder / name).is_file():
            found.append(Diagnostic(name.span, "missing-logo", f"there is no logo '{name}' in {folder}", "put the file there, or correct its name"))
        elif Path(name).suffix.lower() not in LOGO_FORMATS:
            found.append(Diagnostic(name.span, "logo-format", f"the logo '{name}' is no PNG or JPEG picture", "save it as PNG"))
    if found:
        raise ContentError(found)
    return tuple(Logo(str(folder / name), str(organisation.name)) for name in organisation.logos)


def _every_character_has_a_glyph(library: Library, faces: FaceBook) -> None:
    """Refuse a character that no font of the theme can show.

    Raises ContentError with the place of each.
    """
    heading, body = faces.face("heading"), faces.face("text")
    shown = {character for text in library.texts for character in text}
    missing = {one for one in shown if not one.isspace() and not (body.has(one) or heading.has(one))}
    found = [
        Diagnostic(
            text.at(place),
            "no-glyph",
            f"no font of the theme has the character '{character}' (U+{ord(character):04X})",
            "write it otherwise, or choose another font in the theme",
        )
        for text in library.texts
        for place, character in enumerate(text)
        if character in missing
    ]
    if found:
        raise ContentError(found)
