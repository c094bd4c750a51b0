"""What each text of a slide is drawn with and on: its colour, and the colours that may be behind it, as the theme has them."""

import re
from dataclasses import dataclass
from functools import cached_property
from math import hypot

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from tests.inherited import A, P, edges, inherited, list_styles, of_layout, of_level

SCHEMES = ("bg1", "tx1", "bg2", "tx2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
LINK_COLOUR = "{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}hlinkClr"


@dataclass(frozen=True)
class Painted:
    """What is painted on a slide: its left, top, right and bottom in EMU, its colour, and its form.

    The form is «rect», «ellipse», the corners of a free outline, or «lines», which cover nothing.
    """

    left: int
    top: int
    right: int
    bottom: int
    colour: str
    form: object = "rect"

    def touches(self, other):
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def covers(self, other):
        """Return whether all corners of another one are in it; its form has no notch between them."""
        return all(self.holds(x, y) for x in (other.left, other.right) for y in (other.top, other.bottom))

    def holds(self, x, y):
        if self.form == "lines":
            return False
        if self.form == "ellipse":
            across, down = self.right - self.left, self.bottom - self.top
            return hypot((2 * x - self.left - self.right) / across, (2 * y - self.top - self.bottom) / down) <= 1
        if self.form == "rect":
            return self.left <= x <= self.right and self.top <= y <= self.bottom
        # A ray to the right crosses the outline of a point inside an odd number of times.
        pairs = zip(self.form, (*self.form[1:], self.form[0]), strict=True)
        return sum((y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in pairs) % 2 == 1


def ratio(one, other):
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, «contrast ratio»)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    """Return the relative luminance of RRGGBB (WCAG 2.2, «relative luminance»)."""
    values = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Painting:
    """The slide as it is painted, from back to front; `texts` gives each run with its colour and those behind it."""

    def __init__(self, slide):
        self.slide, self.layout, self.master = slide, slide.slide_layout, slide.slide_layout.slide_master
        self.painted = []

    @cached_property
    def scheme(self):
        theme = etree.fromstring(self.master.part.part_related_by(RT.THEME).blob)
        mapped = self.master.element.find(f"{P}clrMap")
        return {name: theme.find(f".//{A}clrScheme/{A}{mapped.get(name)}/{A}srgbClr").get("val") for name in SCHEMES}

    def colour(self, fill):
        """Return the colour of an element that holds one; None without."""
        if fill is None or fill.tag == f"{A}noFill":
            return None
        found = next(fill.iter(f"{A}schemeClr", f"{A}srgbClr"))
        return self.scheme[found.get("val")] if found.tag == f"{A}schemeClr" else found.get("val")

    def named(self, canonical):
        """Return the colour of a canonical element that a list style states."""
        return self.scheme[re.search(rb'schemeClr [^>]*val="(\w+)"', canonical)[1].decode()]

    def texts(self):
        """Give each run of the slide: its words, its colour, the colours that may be behind it."""
        ground = next(one for one in (self.slide, self.layout, self.master) if one.element.find(f".//{P}bg") is not None).element.find(f".//{P}bg")
        self.painted = [Painted(-(10**9), -(10**9), 10**9, 10**9, self.colour(ground))]
        for one in (self.master, self.layout):
            for shape in one.shapes:
                if not shape.is_placeholder:
                    self.paint(shape)
        for shape in self.slide.shapes:
            yield from self.texts_of(shape)

    def fill(self, shape):
        """Return the fill of a shape, its own or its layout's placeholder's."""
        elements = [shape._element, *([of_layout(shape, self.slide)] if shape.is_placeholder else [])]
        found = (one.find(f"{P}spPr/{A}{name}") for one in elements for name in ("solidFill", "noFill"))
        return self.colour(next((one for one in found if one is not None), None))

    def frame(self, shape, colour, form="rect"):
        return Painted(*edges(shape, self.slide), colour, form)

    def paint(self, shape):
        """Paint a shape; free lines without a fill, as the pattern's, have the colour of the line."""
        colour, free = self.fill(shape), shape._element.find(f"{P}spPr/{A}custGeom")
        line = self.colour(shape._element.find(f"{P}spPr/{A}ln/{A}solidFill")) if free is not None else None
        if colour or line:
            self.painted.append(self.frame(shape, colour or line, self.form(shape, free) if colour else "lines"))

    def form(self, shape, free):
        if free is None:
            geometry = shape._element.find(f"{P}spPr/{A}prstGeom")
            return "rect" if geometry is None or geometry.get("prst") in ("rect", "roundRect") else "ellipse"
        left, top, right, bottom = edges(shape, self.slide)
        path = next(free.iter(f"{A}path"))
        across, down = (right - left) / int(path.get("w")), (bottom - top) / int(path.get("h"))
        return tuple((left + int(point.get("x")) * across, top + int(point.get("y")) * down) for point in free.iter(f"{A}pt"))

    def behind(self, frame):
        """Return the colours that may be behind a frame: from the top down to what covers it wholly."""
        found = []
        for one in reversed(self.painted):
            if one.touches(frame):
                found.append(one.colour)
                if one.covers(frame):
                    break
        return found

    def texts_of(self, shape):
        if hasattr(shape, "shapes"):
            for one in shape.shapes:
                yield from self.texts_of(one)
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from self.cells(shape.table)
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            yield from self.chart(shape)
        elif shape.has_text_frame:
            own = self.fill(shape)
            self.paint(shape)
            if next(shape._element.iter(f"{A}t"), None) is None:
                return
            styles = [shape._element.find(f".//{A}lstStyle"), *list_styles(shape, self.slide)]
            characters = inherited(styles)[1]
            behind = [own] if own else self.behind(self.frame(shape, ""))
            yield from ((words, colour, behind) for words, colour in self.runs(shape._element, self.named(characters["solidFill"])))
            mark = self.mark(styles)
            if mark:
                yield "•", mark, behind

    def mark(self, styles):
        """Return the colour of the bullets or numbers of a list; None without."""
        for level in (one for one in map(of_level, (style for style in styles if style is not None)) if one is not None):
            if level.find(f"{A}buNone") is not None:
                return None
            if level.find(f"{A}buClr") is not None:
                return self.colour(level.find(f"{A}buClr"))
        return None

    def runs(self, root, default):
        for run in root.iter(f"{A}r", f"{A}fld"):
            properties, words = run.find(f"{A}rPr"), run.findtext(f"{A}t")
            own = properties.find(f"{A}solidFill")
            link = properties.find(f"{A}hlinkClick")
            shown = self.scheme["hlink"] if link is not None and link.find(f".//{LINK_COLOUR}") is None else self.colour(own) or default
            yield words, shown

    def cells(self, table):
        """Give the runs of a table's cells, whose look is their own or the table style's (ISO/IEC 29500-1, 20.1.4.2)."""
        part = self.slide.part.package.presentation_part.part_related_by(RT.TABLE_STYLES)
        (style,) = [one for one in etree.fromstring(part.blob) if one.get("styleId") == table._tbl.tblPr.find(f"{A}tableStyleId").text]
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells.cells):
                # The table's bands begin below its heading.
                names = [*(["firstRow"] if row == 0 else []), *(["firstCol"] if column == 0 else []), *(["band2H"] if row and row % 2 == 0 else []), "wholeTbl"]
                parts = [style.find(f"{A}{name}") for name in names]
                fills = [cell._tc.tcPr.find(f"{A}solidFill"), *(one.find(f"{A}tcStyle/{A}fill") for one in parts)]
                words = [one.find(f"{A}tcTxStyle/{A}schemeClr") for one in parts]
                behind = self.colour(next(one for one in fills if one is not None))
                default = self.scheme[next(one for one in words if one is not None).get("val")]
                yield from ((said, colour, [behind]) for said, colour in self.runs(cell._tc.txBody, default))

    def chart(self, shape):
        """Give the runs of a chart's title and labels, and its numbers and categories, all beside its bars."""
        root, behind = shape.chart._chartSpace, self.behind(self.frame(shape, ""))
        for properties in root.iter(f"{A}rPr", f"{A}defRPr"):
            own = properties.find(f"{A}solidFill")
            if own is not None:
                yield "".join(properties.getparent().itertext()) or "chart", self.colour(own), behind
