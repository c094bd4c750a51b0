"""Write pictograms as native shapes: a group of a disc and one shape of stroked paths, in the theme's colours, marked as decoration."""

from __future__ import annotations

from generator.layout.boxes import Frame, PictogramDisc
from generator.pictograms import SIDE, THICKNESS, Point, Stroke, strokes_of
from generator.writers.pptx.levels import SCHEME
from generator.writers.pptx.ornaments import decorative
from generator.writers.pptx.xml import Element, element, emu, solid, transform

# The units of a path in the square of a pictogram.
UNITS = 1000


def disc_group(disc: PictogramDisc, identifier: int) -> Element:
    """Return the group of a disc and its pictogram; it and its two shapes have identifiers from one on."""
    frame, pictogram = disc.frame, disc.pictogram
    ground = [element("a:prstGeom", {"prst": "ellipse"}, element("a:avLst")), solid(SCHEME["primary"]), element("a:ln", None, element("a:noFill"))]
    width = emu(THICKNESS * disc.drawing.width / SIDE)
    line = element("a:ln", {"w": width, "cap": "rnd"}, solid(SCHEME["on_primary"]), element("a:round"))
    drawing = [_geometry(strokes_of(pictogram.name, mirrored=pictogram.mirrored)), element("a:noFill"), line]
    place = transform(frame.x, frame.y, frame.width, frame.height)
    # The shapes inside have the coordinates of the slide.
    place.extend([element(f"a:{name}", dict(one.attrib)) for name, one in zip(("chOff", "chExt"), place, strict=True)])
    return element(
        "p:grpSp",
        None,
        element("p:nvGrpSpPr", None, _name(identifier, pictogram.name), element("p:cNvGrpSpPr"), element("p:nvPr")),
        element("p:grpSpPr", None, place),
        _shape(identifier + 1, "disc", frame, ground),
        _shape(identifier + 2, pictogram.name, disc.drawing, drawing),
    )


def _shape(identifier: int, name: str, frame: Frame, parts: list[Element]) -> Element:
    return element(
        "p:sp",
        None,
        element("p:nvSpPr", None, _name(identifier, name), element("p:cNvSpPr"), element("p:nvPr")),
        element("p:spPr", None, transform(frame.x, frame.y, frame.width, frame.height), *parts),
    )


def _name(identifier: int, name: str) -> Element:
    return element("p:cNvPr", {"id": identifier, "name": name}, decorative())


def _geometry(strokes: tuple[Stroke, ...]) -> Element:
    """Write strokes as one path without a fill (ISO/IEC 29500-1, 20.1.9.15)."""
    side = round(SIDE * UNITS)
    path = element("a:path", {"w": side, "h": side, "fill": "none"})
    for one in strokes:
        path.append(element("a:moveTo", None, _point(one.start)))
        path.extend(element("a:lnTo" if len(segment) == 1 else "a:cubicBezTo", None, *map(_point, segment)) for segment in one.segments)
        if one.closed:
            path.append(element("a:close"))
    parts = [element(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst")]
    return element("a:custGeom", None, *parts, element("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"}), element("a:pathLst", None, path))


def _point(point: Point) -> Element:
    return element("a:pt", {"x": round(point[0] * UNITS), "y": round(point[1] * UNITS)})
