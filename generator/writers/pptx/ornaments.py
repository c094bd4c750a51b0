"""Write decoration as native shapes, marked as such for assistive technology."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.layout.boxes import ColourRole, Frame, bounding
from generator.writers.pptx.levels import SCHEME
from generator.writers.pptx.xml import Element, element, emu, solid, transform


def decorative() -> Element:
    """Write the extension that marks a shape as decoration."""
    uri = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
    namespace = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    mark = etree.Element(f"{{{namespace}}}decorative", nsmap={"adec": namespace})
    mark.set("val", "1")
    return element("a:extLst", None, element("a:ext", {"uri": uri}, mark))


def rectangles(properties: Element, frames: Sequence[Frame], colour: ColourRole) -> Element:
    """Write rectangles of one colour as one shape, with its non-visual properties."""
    around = bounding(frames)
    path = element("a:path", {"w": emu(around.width), "h": emu(around.height)})
    for frame in frames:
        left, top = emu(frame.x - around.x), emu(frame.y - around.y)
        right, bottom = left + emu(frame.width), top + emu(frame.height)
        for index, (x, y) in enumerate(((left, top), (right, top), (right, bottom), (left, bottom))):
            path.append(element("a:lnTo" if index else "a:moveTo", None, element("a:pt", {"x": x, "y": y})))
        path.append(element("a:close"))
    lists = [element(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst")]
    geometry = element("a:custGeom", None, *lists, element("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"}), element("a:pathLst", None, path))
    place = transform(around.x, around.y, around.width, around.height)
    return element(
        "p:sp",
        None,
        element("p:nvSpPr", None, properties, element("p:cNvSpPr"), element("p:nvPr", {"userDrawn": 1})),
        element("p:spPr", None, place, geometry, solid(SCHEME[colour]), element("a:ln", None, element("a:noFill"))),
    )
