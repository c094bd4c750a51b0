"""The theme: colours, font families, sizes, spacing. In: assets/themes. Out: a frozen `Theme`.

A variant states only its differences from the file that its `base` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from generator.content.variant import Between, Flaw, read_settings, settings_record
from generator.diagnostics import Span
from generator.messages import say


@dataclass(frozen=True, slots=True)
class _Hexadecimal:
    """Take a colour as six hexadecimal digits in either case, with or without `#`, for RRGGBB in upper case."""

    def __get_pydantic_core_schema__(self, kind: Any, _: Any) -> Any:
        """Say so in pydantic's terms."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(_colour)


COLOUR = r"#?[0-9A-Fa-f]{6}"


def _colour(value: object) -> str:
    found = re.fullmatch(COLOUR, value) if isinstance(value, str) else None
    if not found:
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("colour", "not a colour")
    return found.group().removeprefix("#").upper()


Colour = Annotated[str, _Hexadecimal()]
Points = Annotated[float, Between(0, 200)]
Spacing = Annotated[float, Between(0, 3)]
Leading = Annotated[float, Between(1, 3)]


@settings_record
class Colours:
    """Colour roles, as RRGGBB.

    Text in `ink`, `muted`, `primary` and `accent` stands on `background`, `soft_background` and `tint`; text in `on_primary` on
    `primary` and `accent`, in `highlight` on `primary`. `rule` and `pattern` (on `primary`) draw lines and never words.
    """

    ink: Colour
    muted: Colour
    background: Colour
    soft_background: Colour
    primary: Colour
    on_primary: Colour
    accent: Colour
    rule: Colour
    tint: Colour
    highlight: Colour
    pattern: Colour


@settings_record
class FontFiles:
    """The user's own font files, as paths relative to the kit's folder."""

    regular: Path
    bold: Path


@settings_record
class Family:
    """A font family: its name in documents, and the source of its files: a font package or the user's own files."""

    name: str
    package: str = ""
    files: FontFiles | None = None


@settings_record
class Families:
    """The two families of the kit."""

    heading: Family
    text: Family


@settings_record
class SlideSizes:
    """The type scale of slides in points: for each role from the largest to the smallest; `spacing` is the space between points in ems, likewise."""

    title: tuple[Points, ...]
    body: tuple[Points, ...]
    label: tuple[Points, ...]
    cover: tuple[Points, ...]
    small: Points
    leading: Leading
    spacing: tuple[Spacing, ...]


@settings_record
class PrintSizes:
    """The type sizes of paper in points; `leading` is a multiple of the size; running text may be justified."""

    title: Points
    heading: tuple[Points, Points, Points]
    body: Points
    small: Points
    leading: Leading
    justified: bool = False


@settings_record
class Theme:
    """One theme; `embed_fonts` puts its families into the decks, as far as their permissions allow."""

    name: str
    colours: Colours
    families: Families
    slides: SlideSizes
    print: PrintSizes
    embed_fonts: bool = True

    @property
    def own_files(self) -> tuple[Path, ...]:
        """Return the user's own font files."""
        owned = [family.files for family in (self.families.heading, self.families.text) if family.files]
        return tuple(path for files in owned for path in (files.regular, files.bold))

    def in_folder(self, folder: Path) -> Theme:
        """Return the theme with the user's own font files in a kit's folder."""
        if not self.own_files:
            return self
        return replace(self, families=Families(_in_folder(self.families.heading, folder), _in_folder(self.families.text, folder)))


def _in_folder(family: Family, folder: Path) -> Family:
    files = family.files
    return replace(family, files=FontFiles(folder / files.regular, folder / files.bold)) if files else family


# The least contrast of text to its background (WCAG 2.2, 1.4.3).
CONTRAST = 4.5
BACKGROUNDS = {
    **dict.fromkeys(("ink", "muted", "primary", "accent"), ("background", "soft_background", "tint")),
    "on_primary": ("primary", "accent"),
    "highlight": ("primary",),
}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, RRGGBB (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# The smallest legible size on a slide, in points.
SMALLEST = {"title": 28, "cover": 28, "body": 20, "label": 20}


def flaws(theme: Theme) -> Iterator[Flaw]:
    """Find illegible sizes and colours."""
    yield from weak_contrasts(theme)
    for role in (*SMALLEST, "spacing"):
        if not getattr(theme.slides, role):
            yield Flaw(("slides", role), say("too-few", key=say("key", key=role), actual_length=0, min_length=1), say("too-few.hint"))
    for role, least in SMALLEST.items():
        if min(getattr(theme.slides, role), default=least) < least:
            yield Flaw(("slides", role), say("small-text", role=role, least=least), say("small-text.hint"))


def weak_contrasts(theme: Theme) -> Iterator[Flaw]:
    """Find text colours with too little contrast to one of their backgrounds."""
    colours = theme.colours
    for role, backgrounds in BACKGROUNDS.items():
        for background in backgrounds:
            ratio = contrast(getattr(colours, role), getattr(colours, background))
            if ratio < CONTRAST:
                message = say("contrast", role=role, background=background, ratio=ratio, least=CONTRAST)
                yield Flaw(("colours", role), message, say("contrast.hint"), ("colours", background))


def read_theme(folders: Iterable[Path], name: str, span: Span) -> Theme:
    """Read a theme and those that it inherits from, in folders of which the first go before the others.

    Raises ContentError at `span` if there is no such file, and in the file for each invalid value.
    """
    return read_settings(Theme, folders, name, "theme", span, flaws)
