"""Build PresentationML and DrawingML elements (ISO/IEC 29500-1): names with their prefix, attributes, children."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from pptx.oxml import oxml_parser
from pptx.oxml.ns import NamespacePrefixedTag, qn

from generator.layout.boxes import Frame

EMU = 12700
Element = Any


def element(name: str, attributes: dict[str, object] | None = None, *children: Element | None) -> Element:
    """Return an element; attributes and children that are None are left out."""
    tag, namespaces = _tag(name)
    plain = {key: str(value) for key, value in attributes.items() if value is not None and ":" not in key} if attributes else None
    made = oxml_parser.makeelement(tag, plain, namespaces)
    for key, value in (attributes or {}).items():
        if value is not None and ":" in key:
            made.set(qn(key), str(value))
    made.extend([child for child in children if child is not None])
    return made


@cache
def _tag(name: str) -> tuple[str, dict[str, str]]:
    """Return a prefixed name as lxml writes it, and the namespace of its prefix."""
    prefixed = NamespacePrefixedTag(name)
    return prefixed.clark_name, prefixed.nsmap


def replace_children(parent: Element, children: Iterable[Element]) -> None:
    """Replace the children of an element."""
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)


def emu(points: float) -> int:
    """Convert points to English Metric Units."""
    return round(points * EMU)


def solid(colour: str) -> Element:
    """Return a solid fill in a theme colour, by its scheme name (tx1, bg1, accent1 …)."""
    return element("a:solidFill", None, element("a:schemeClr", {"val": colour}))


def transform(x: float, y: float, width: float, height: float) -> Element:
    """Return a shape's transform, from points."""
    return element("a:xfrm", None, element("a:off", {"x": emu(x), "y": emu(y)}), element("a:ext", {"cx": emu(width), "cy": emu(height)}))


def _unit(points: float) -> int:
    """Convert points to the units of a path: few enough for short numbers, of which a pattern has thousands."""
    return round(points * 20)


def free_outline(frame: Frame, outlines: Iterable[Sequence[tuple[float, float]]], *, filled: bool = True) -> Element:
    """Return a geometry of closed outlines by their corners, in points from the frame's corner (ISO/IEC 29500-1, 20.1.9.8)."""
    path = element("a:path", {"w": _unit(frame.width), "h": _unit(frame.height), "fill": None if filled else "none"})
    for outline in outlines:
        for index, (x, y) in enumerate(outline):
            path.append(element("a:lnTo" if index else "a:moveTo", None, element("a:pt", {"x": _unit(x), "y": _unit(y)})))
        path.append(element("a:close"))
    parts = [element(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst")]
    return element("a:custGeom", None, *parts, element("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"}), element("a:pathLst", None, path))
