"""Read the look of the kit: colours, type families, sizes, spacing. In: assets/themes. Out: a frozen `Theme`.

A variant states only its differences from the file that its `base` names.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from generator.content.variant import Above, Fits, read_settings, settings
from generator.diagnostics import Span

Colour = Annotated[str, Fits(r"[0-9A-F]{6}")]
Points = Annotated[float, Above(0, 200)]
Leading = Annotated[float, Above(1, 3)]


@settings
class Colours:
    """Colour roles, as RRGGBB. `*_ground` are what text of the role `on_*` or `ink` stands on."""

    ink: Colour
    muted: Colour
    ground: Colour
    soft_ground: Colour
    primary: Colour
    on_primary: Colour
    accent: Colour
    rule: Colour


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
    """The type scale of slides in points: each role from its best size down to its smallest."""

    title: tuple[Points, ...]
    body: tuple[Points, ...]
    label: tuple[Points, ...]
    cover: tuple[Points, ...]
    small: Points
    leading: Leading


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


def read_theme(folder: Path, name: str, span: Span) -> Theme:
    """Read a theme with what it inherits.

    Raises ContentError, at `span`, where there is no such file, and in the file where a value does not fit.
    """
    return read_settings(Theme, folder, name, "theme", span)
