"""Read the look of the kit: colours, type families, sizes, spacing. In: assets/themes. Out: a frozen `Theme`.

A variant states only its differences from the file that its `base` names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from generator.content.variant import Above, Fits, Flaw, read_settings, settings
from generator.diagnostics import Span

Colour = Annotated[str, Fits(r"[0-9A-F]{6}")]
Points = Annotated[float, Above(0, 200)]
Air = Annotated[float, Above(0, 3)]
Leading = Annotated[float, Above(1, 3)]


@settings
class Colours:
    """Colour roles, as RRGGBB.

    Text in `ink`, `muted`, `primary` and `accent` stands on `ground`, `soft_ground` and `tint`; text in `on_primary` on
    `primary` and `accent`, in `highlight` on `primary`. `rule` and `pattern` (on `primary`) draw lines and never words.
    """

    ink: Colour
    muted: Colour
    ground: Colour
    soft_ground: Colour
    primary: Colour
    on_primary: Colour
    accent: Colour
    rule: Colour
    tint: Colour
    highlight: Colour
    pattern: Colour


@settings
class FontFiles:
    """Font files of the user's own, as paths from where the command is run."""

    regular: Path
    bold: Path


@settings
class Family:
    """A type family: the name that documents carry, and where its files come from: a font package, or files of one's own."""

    name: str
    package: str = ""
    files: FontFiles | None = None


@settings
class Families:
    """The two families of the kit."""

    heading: Family
    text: Family


@settings
class SlideSizes:
    """The type scale of slides in points: each role from its best size down to its smallest; `air` is the same for points' distance, in ems."""

    title: tuple[Points, ...]
    body: tuple[Points, ...]
    label: tuple[Points, ...]
    cover: tuple[Points, ...]
    small: Points
    leading: Leading
    air: tuple[Air, ...]


@settings
class PrintSizes:
    """The type sizes of paper in points; `leading` is a multiple of the size; running text may be justified."""

    title: Points
    heading: tuple[Points, Points, Points]
    body: Points
    small: Points
    leading: Leading
    justified: bool = False


@settings
class Theme:
    """One look."""

    name: str
    colours: Colours
    families: Families
    slides: SlideSizes
    print: PrintSizes


# Text must stand out this much from its ground (WCAG 2.2, 1.4.3).
CONTRAST = 4.5
GROUNDS = {
    **dict.fromkeys(("ink", "muted", "primary", "accent"), ("ground", "soft_ground", "tint")),
    "on_primary": ("primary", "accent"),
    "highlight": ("primary",),
}


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, RRGGBB (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# What the last row of a room can still read, in points.
SMALLEST = {"title": 28, "cover": 28, "body": 20, "label": 20}


def flaws(theme: Theme) -> Iterator[Flaw]:
    """Find what an audience could not read."""
    yield from weak_contrasts(theme)
    for role, least in SMALLEST.items():
        if min(getattr(theme.slides, role)) < least:
            yield Flaw(("slides", role), "small-text", f"slides have '{role}' in less than {least} points", "take out the smaller sizes")


def weak_contrasts(theme: Theme) -> Iterator[Flaw]:
    """Find the colours whose text could not be read on one of their grounds."""
    colours = theme.colours
    for role, grounds in GROUNDS.items():
        for ground in grounds:
            ratio = contrast(getattr(colours, role), getattr(colours, ground))
            if ratio < CONTRAST:
                message = f"text in '{role}' on '{ground}' has a contrast of {ratio:.1f} : 1; it needs {CONTRAST} : 1"
                yield Flaw(("colours", role), "contrast", message, "make the one darker or the other lighter")


def read_theme(folder: Path, name: str, span: Span) -> Theme:
    """Read a theme with what it inherits.

    Raises ContentError, at `span`, where there is no such file, and in the file where a value does not fit.
    """
    return read_settings(Theme, folder, name, "theme", span, flaws)
