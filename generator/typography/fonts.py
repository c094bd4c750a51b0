"""Find the theme's font files and open them as faces: variable fonts are instanced once and cached by content."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import uharfbuzz as hb

from generator.messages import Message, say
from generator.settings.theme import Family, Theme
from generator.storage.cache import cached_bytes

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_version = cache(importlib.metadata.version)
Role = Literal["heading", "text", "symbols"]
REGULAR, BOLD = 400, 700
# Boxes, arrows, mathematical signs and primes for every theme, whatever its families lack.
SYMBOLS = Family(name="Source Sans 3", package="fontpkg_source_sans_3")
# Characters that are never drawn: joiners, variation selectors, soft hyphens (Unicode, Default_Ignorable_Code_Point).
IGNORABLE = re.compile("[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
NO_BREAK_HYPHEN = "\u2011"


class MissingFont(Exception):
    """Raised if a family of the theme cannot be found; the message names the family and its package."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)


class FontFile(NamedTuple):
    """The content of a font file, and its file name extension."""

    blob: bytes
    suffix: str


@dataclass(frozen=True, eq=False)
class Face:
    """One font file opened for shaping. Metrics are in font units; `upem` of them make one em."""

    key: str
    family: str
    weight: int
    blob: bytes = field(repr=False)
    suffix: str = ".ttf"

    @property
    def file_name(self) -> str:
        """Return the file name for the output folder."""
        return f"{self.family.replace(' ', '')}-{'Bold' if self.weight >= BOLD else 'Regular'}{self.suffix}"

    @cached_property
    def font(self) -> hb.Font:
        """Return HarfBuzz's font, scaled to font units."""
        return hb.Font(hb.Face(self.blob))

    @cached_property
    def upem(self) -> int:
        """Return the number of font units in an em."""
        return int(self.font.face.upem)

    @cached_property
    def extents(self) -> tuple[int, int]:
        """Return ascent and descent; the descent is negative."""
        extents = self.font.get_font_extents("ltr")
        return int(extents.ascender), int(extents.descender)

    @cached_property
    def licence(self) -> str:
        """Return the licence stated in the font, or its address (OpenType 1.9, name, ids 13 and 14), or an empty text."""
        return str(self.font.face.get_name(13) or self.font.face.get_name(14) or "").strip()

    @cached_property
    def x_height(self) -> float:
        """Return the x-height in ems; half an em if the font states none."""
        glyph = self.font.get_nominal_glyph(ord("x"))
        extents = self.font.get_glyph_extents(glyph) if glyph else None
        return extents.y_bearing / self.upem if extents and extents.y_bearing > 0 else 0.5

    @cached_property
    def joins_letters(self) -> bool:
        """Return whether the font has the Arabic tables that HarfBuzz joins letters by."""
        return "arab" in self.font.face.get_table_script_tags("GSUB")

    @cached_property
    def _known(self) -> set[str]:
        return set()

    def has_all(self, text: str) -> bool:
        """Return whether the face has a glyph for every character of a text."""
        if not self._known.issuperset(text):
            unknown = set(text) - self._known
            if not all(map(self.has, unknown)):
                return False
            self._known.update(unknown)
        return True

    def table(self, tag: str) -> bytes:
        """Return the raw bytes of one of the font's tables."""
        return bytes(self.font.face.reference_table(tag).data)

    def has(self, character: str) -> bool:
        """Return whether the face can set a character: with a glyph, as an ignorable, or as another hyphen."""
        if IGNORABLE.match(character):
            return True
        return self.font.get_nominal_glyph(ord(character)) is not None or (character == NO_BREAK_HYPHEN and self.has("-"))


class FontSet:
    """The faces of a theme, opened on demand."""

    def __init__(self, theme: Theme) -> None:
        self.families: dict[Role, Family] = {"heading": theme.families.heading, "text": theme.families.text, "symbols": SYMBOLS}
        self.opened: dict[tuple[Role, int], Face] = {}

    def face(self, role: Role, *, bold: bool = False) -> Face:
        """Return the face of a role in regular or bold.

        Raises MissingFont if the family's package is not installed.
        """
        weight = BOLD if bold else REGULAR
        if (role, weight) not in self.opened:
            family = self.families[role]
            file = font_file(family, weight)
            self.opened[role, weight] = Face(f"{role}-{weight}", family.name, weight, file.blob, file.suffix)
        return self.opened[role, weight]

    def fallbacks(self, face: Face) -> list[Face]:
        """List the fallback faces of a face: the theme's other family, then symbols, in its weight."""
        bold = face.weight >= BOLD
        roles: tuple[Role, ...] = ("text", "heading", "symbols")
        return [one for role in roles if (one := self.face(role, bold=bold)) is not face]


def font_file(family: Family, weight: int) -> FontFile:
    """Return a family's font file of one weight, instancing a variable font if there is no static one.

    The user's own files come first; outlines other than TrueType's are converted once and cached. Raises MissingFont.
    """
    if family.files:
        return _own_file(family.name, family.files.bold if weight >= BOLD else family.files.regular)
    folder = _package_folder(family)
    files = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["files"]
    upright = [one for one in files if one["style"] == "normal"]
    for one in upright:
        if not one["variable"] and one["weight"] == weight:
            return _opened(folder / one["path"])
    for one in upright:
        if one["variable"]:
            return _instance(folder / one["path"], weight)
    raise MissingFont(say("missing-font.weight", family=family.name, weight=weight, package=family.package))


def font_licence(family: Family) -> bytes:
    """Return the licence in a family's package; empty if there is none, or for the user's own files."""
    path = None if family.files else _package_folder(family) / "LICENSE"
    return path.read_bytes() if path and path.is_file() else b""


def _opened(path: Path) -> FontFile:
    return FontFile(path.read_bytes(), path.suffix)


def _own_file(family: str, path: Path) -> FontFile:
    if not path.is_file():
        raise MissingFont(say("missing-font.file", family=family, path=str(path)))
    file = _opened(path)
    return _derived("font-truetype", file, _with_truetype_outlines, "fonttools") if file.blob[:4] == b"OTTO" else file


def _derived(kind: str, file: FontFile, derive: Callable[[bytes], bytes], *libraries: str) -> FontFile:
    """Return a font that is derived from another with libraries, from the cache if it is there."""
    sources = (file.blob, *(f"{name} {_version(name)}".encode() for name in libraries), Path(__file__).read_bytes())
    return FontFile(cached_bytes(kind, sources, lambda: derive(file.blob)), ".ttf")


def _parsed(blob: bytes) -> TTFont:
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(blob), recalcTimestamp=False)


def _saved(font: TTFont) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _with_truetype_outlines(blob: bytes) -> bytes:
    """Convert cubic outlines to quadratic ones, to within a thousandth of an em; all other tables stay."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    font = _parsed(blob)
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    limits = ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions")
    for limit in limits:
        setattr(profile, limit, 1 if limit == "maxZones" else 0)
    profile.maxComponentElements = 0
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 2.0, [], {}
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    font.sfntVersion = "\x00\x01\x00\x00"
    return _saved(font)


def _package_folder(family: Family) -> Path:
    spec = importlib.util.find_spec(family.package)
    if spec is None or spec.origin is None:
        raise MissingFont(say("missing-font.package", family=family.name, package=family.package.replace("_", "-")))
    return Path(spec.origin).parent


def _instance(path: Path, weight: int) -> FontFile:
    """Instance one weight of a variable font, named as the family's regular or bold."""
    return _derived(f"font-{weight}", _opened(path), partial(_instanced, weight=weight), "uharfbuzz", "fonttools")


def _instanced(blob: bytes, weight: int) -> bytes:
    """Pin the axes of a variable font, its weight to one value and the others to their defaults, with all glyphs and features."""
    face = hb.Face(blob)
    everything = hb.SubsetInput()
    everything.keep_everything()
    # The contours of a variable font overlap; the flag tells the programs that would leave the overlap white.
    everything.flags |= hb.SubsetFlags.SET_OVERLAPS_FLAG
    everything.pin_all_axes_to_default(face)
    everything.pin_axis_location(face, "wght", weight)
    return _named(hb.subset(face, everything).blob.data, weight)


def _named(blob: bytes, weight: int) -> bytes:
    """Set the names and flags of an instance by which office programs pair regular with bold."""
    font = _parsed(blob)
    style = "Bold" if weight >= BOLD else "Regular"
    names, os2 = font["name"], font["OS/2"]
    # The first name may be that of the default instance («… ExtraLight»), then the sixteenth is the family's.
    family = str(names.getDebugName(16) or names.getDebugName(1))
    postscript = f"{family.replace(' ', '')}-{style}"
    unique = f"{font['head'].fontRevision:.3f};{os2.achVendID.strip()};{postscript}"
    for number, words in ((1, family), (2, style), (3, unique), (4, f"{family} {style}"), (6, postscript)):
        names.removeNames(nameID=number)
        names.setName(words, number, 3, 1, 0x409)
    for number in (16, 17, 25):
        names.removeNames(nameID=number)
    if "STAT" in font:
        del font["STAT"]
    os2.usWeightClass = weight
    bold = weight >= BOLD
    os2.fsSelection = (os2.fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0
    return _saved(font)
