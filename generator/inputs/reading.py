"""Read all inputs of an edition: seeds, theme, locale, fonts, logos.

In: the folder of the seeds, countries' codes. Out: `Inputs` of each edition, with every diagnostic that is known before a layout.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator import assets
from generator.content.checks import STRUCTURAL
from generator.content.library import Library
from generator.content.loading import Reading, gather_library
from generator.content.schema import Kit, Programme, Source
from generator.diagnostics import ContentError, Diagnostic, Severity, Span, sorted_diagnostics
from generator.inputs.edition import Edition, font_families, open_faces
from generator.inputs.glyphs import missing_glyphs
from generator.inputs.key_places import keys_are_spread
from generator.messages import say
from generator.model.composed import Model
from generator.model.deck import Logo
from generator.model.document import Document
from generator.model.dump import dump
from generator.plan import Plan, make_plan
from generator.settings.locale import Locale, read_locale
from generator.settings.logos import find_logos
from generator.settings.theme import Theme, read_theme
from generator.storage import fingerprints
from generator.storage.cache import fingerprint
from generator.typography.fonts import FontSet, MissingFont, Role

Read = TypeVar("Read")
# The families of the theme, and the fallback family for symbols.
ROLES: tuple[Role, ...] = ("heading", "text", "symbols")


@dataclass(frozen=True)
class Inputs:
    """The inputs of one edition.

    `findings` are the diagnostics that are known before a layout; `broken` the files with an error after which they
    cannot be laid out; `prints` the fingerprints of the seeds' parts by their path; `shared` the fingerprint of all that every
    output depends on; `printed` that of all that the pages of a document show beside their own words; `start` the date of the
    first day, in place of the programmes' own.
    """

    library: Library
    edition: Edition
    logos: tuple[Logo, ...]
    findings: tuple[Diagnostic, ...]
    broken: frozenset[str]
    can_lay_out: bool
    prints: Mapping[str, Mapping[str, str]]
    shared: str
    printed: str
    start: datetime.date | None = None

    def plan(self, programme: Programme) -> Plan:
        """Return the plan of a programme in this edition."""
        return make_plan(self.library, programme, self.edition.locale, self.logos, font_families(self.edition.theme), self.start)

    def edition_of(self, model: Model) -> Edition:
        """Return the edition in which a model is laid out and written; several editions may print a document alike."""
        return replace(self.edition, locale=self.edition.locale.in_print()) if isinstance(model, Document) else self.edition

    def digest_of(self, model: Model) -> str:
        """Return the fingerprint of a model and of the edition in which it is written."""
        return fingerprint([(self.printed if isinstance(model, Document) else self.shared).encode(), dump(model).encode()])

    def digest(self, *paths: str, moment: str = "", unread: Collection[str] = ()) -> str:
        """Return the fingerprint of all that every output depends on, of some of the seeds but their `unread` parts, and of when a session begins."""
        read = [(Path(path).name, [print_ for part, print_ in self.prints[path].items() if part not in unread]) for path in paths]
        return fingerprint([self.shared.encode(), moment.encode(), *(" ".join([name, *prints]).encode() for name, prints in read)])


def read_inputs(seeds: Path, country: str | None, date: datetime.datetime, start: datetime.date | None = None) -> Inputs:
    """Read and check all inputs of one edition; see `read_editions`."""
    return read_editions(seeds, (country,), date, start)[0]


def read_editions(seeds: Path, countries: Iterable[str | None], date: datetime.datetime, start: datetime.date | None = None) -> tuple[Inputs, ...]:
    """Read and check all inputs of some editions; what they share is read once, and each has the diagnostics of all.

    Raises ContentError with every diagnostic if the rest cannot be laid out, and Fault.
    """
    reading = gather_library(seeds)
    kit, found = reading.kit, list(reading.findings)
    if kit is None:
        raise ContentError(found)
    look = _look(seeds, kit, found)
    folders = assets.layers("locales", seeds)
    read = [_collect_errors(found, partial(read_locale, folders, locale_name(kit, country), kit.locale.span)) for country in countries]
    locales = [locale for locale in read if locale is not None]
    if look:
        found += missing_glyphs(reading.texts, None, look.faces, kit.theme.span)
        found += [finding for locale in locales for finding in missing_glyphs((), locale, look.faces, kit.theme.span)]
    found += [finding for locale in locales for finding in _weekend_starts(reading.library, locale, start)]
    if reading.library and not reading.unread and not any(one.code in STRUCTURAL for one in found):
        found += keys_are_spread(reading.library)
    if reading.library is None or look is None or len(locales) < len(read):
        raise ContentError(found)
    findings = sorted_diagnostics(found)
    return tuple(_inputs(reading, reading.library, look, Edition(look.theme, locale, date), findings, start) for locale in locales)


@dataclass(frozen=True)
class _Look:
    """What all editions look like: the theme as its files say and with its own fonts found, its faces, the logos."""

    written: Theme
    theme: Theme
    faces: FontSet
    logos: tuple[Logo, ...]


def _look(seeds: Path, kit: Kit, found: list[Diagnostic]) -> _Look | None:
    """Read the look of a kit and add its diagnostics to `found`; None with errors."""
    written = _collect_errors(found, lambda: read_theme(assets.layers("themes", seeds), str(kit.theme), kit.theme.span))
    theme = written.in_folder(assets.kit_folder(seeds)) if written else None
    faces = _collect_errors(found, lambda: _faces(theme, kit.theme.span)) if theme else None
    logos, flaws = find_logos(kit.organisation, (assets.own_folder("logos", seeds), *assets.layers("logos", seeds)))
    found += flaws
    if written is None or theme is None or faces is None:
        return None
    found += _not_embedded(theme, kit.theme.span)
    return _Look(written, theme, faces, logos)


def _inputs(reading: Reading, library: Library, look: _Look, edition: Edition, findings: tuple[Diagnostic, ...], start: datetime.date | None) -> Inputs:
    broken = frozenset(one.span.path for one in findings if one.code in (*STRUCTURAL, "no-glyph"))
    shared_files = {record.span.path for record in (library.kit, library.glossary, *library.sources)}
    seeds = [print_ for one in (library.kit, *library.sources) for print_ in reading.prints[one.span.path].values()]
    # With its own files as written, so that a kit's fingerprints do not depend on where it is.
    written = replace(edition, theme=look.written)
    can_lay_out = Source not in reading.unread and not broken & shared_files
    shared = _shared(written, look, seeds)
    printed = _shared(replace(written, locale=edition.locale.in_print()), look, ())
    return Inputs(library, edition, look.logos, findings, broken, can_lay_out, reading.prints, shared, printed, start)


def _weekend_starts(library: Library | None, locale: Locale, start: datetime.date | None) -> Iterator[Diagnostic]:
    """Warn of a first day on the edition's weekend: of the one that the command line gives, or of those of the programmes."""
    if start and locale.is_weekend(start):
        words = {"date": start.isoformat(), "edition": locale.country}
        yield Diagnostic(Span("--start", 0, 0), say("starts-on-weekend.option", **words), say("starts-on-weekend.option.hint"), Severity.WARNING)
    for programme in library.programmes if library and not start else ():
        first = programme.first_date
        if first and programme.begins and locale.is_weekend(first):
            words = {"date": first.isoformat(), "edition": locale.country}
            yield Diagnostic(programme.begins.span, say("starts-on-weekend", **words), say("starts-on-weekend.hint"), Severity.WARNING)


def locale_name(kit: Kit, country: str | None) -> str:
    """Return the name of the locale of a country's edition, or of the regional one."""
    return f"{kit.locale}-{country}" if country else str(kit.locale)


def _shared(edition: Edition, look: _Look, seeds: Iterable[str]) -> str:
    """Return the fingerprint of what all outputs depend on: the program, the edition, its fonts, the logos, the kit, the sources."""
    blobs = [look.faces.face(role, bold=bold).blob for role in ROLES for bold in (False, True)]
    parts = [fingerprints.program(), fingerprints.packages(), repr(edition.theme), repr(edition.locale), edition.date.isoformat(), *seeds]
    return fingerprint([*(part.encode() for part in parts), *blobs, *(logo.picture for logo in look.logos)])


def _collect_errors(found: list[Diagnostic], read: Callable[[], Read]) -> Read | None:
    """Call `read`; on a ContentError return None and add its diagnostics to `found`."""
    try:
        return read()
    except ContentError as error:
        found.extend(error.diagnostics)
        return None


def _not_embedded(theme: Theme, span: Span) -> Iterator[Diagnostic]:
    """Warn of the families that decks cannot carry."""
    for family in font_families(theme):
        if theme.embed_fonts and not family.embedded:
            yield Diagnostic(span, say("not-embedded", family=family.name), say("not-embedded.hint"), Severity.WARNING)


def _faces(theme: Theme, span: Span) -> FontSet:
    """Open the theme's faces and the fallback faces.

    Raises ContentError if a family's package or file is missing.
    """
    faces = open_faces(theme)
    found = []
    for role in ROLES:
        try:
            for bold in (False, True):
                faces.face(role, bold=bold)
        except MissingFont as missing:
            found.append(Diagnostic(span, missing.message, say("missing-font.hint")))
    if found:
        raise ContentError(found)
    return faces
