"""Read the look of the kit: colours, type families, sizes, spacing. In: assets/themes. Out: a frozen `Theme`.

A variant states only its differences from the file that its `base` names.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from generator.content.reader import read_variant
from generator.content.validation import validate
from generator.diagnostics import Span

Colour = Annotated[str, Field(pattern=r"^[0-9A-F]{6}$")]
Points = Annotated[float, Field(gt=0, le=200)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(_Part):
    """Colour roles, as RRGGBB. `*_ground` are what text of the role `on_*` or `ink` stands on."""

    ink: Colour
    muted: Colour
    ground: Colour
    soft_ground: Colour
    primary: Colour
    on_primary: Colour
    accent: Colour
    rule: Colour


class FontFiles(_Part):
    """Font files of the user's own, as paths from where the command is run."""

    regular: Path
    bold: Path


class Family(_Part):
    """A type family: the name that documents carry, and where its files come from: a font package, or files of one's own."""

    name: str
    package: str = ""
    files: FontFiles | None = None


class Families(_Part):
    """The two families of the kit."""

    heading: Family
    text: Family


class SlideSizes(_Part):
    """The type scale of slides in points: each role from its best size down to its smallest."""

    title: tuple[Points, ...]
    body: tuple[Points, ...]
    label: tuple[Points, ...]
    cover: tuple[Points, ...]
    small: Points
    leading: Annotated[float, Field(gt=1, lt=3)]


class PrintSizes(_Part):
    """The type sizes of paper in points; `leading` is a multiple of the size."""

    title: Points
    heading: tuple[Points, Points, Points]
    body: Points
    small: Points
    leading: Annotated[float, Field(gt=1, lt=3)]


class Theme(_Part):
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
    return validate(Theme, read_variant(folder, name, "theme", span))
