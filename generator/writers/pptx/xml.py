"""Build PresentationML and DrawingML elements (ISO/IEC 29500-1): names with their prefix, attributes, children."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

EMU = 12700
Element = Any


def element(name: str, attributes: dict[str, object] | None = None, *children: Element | None) -> Element:
    """Make an element; attributes whose value is None, and children that are None, are left out."""
    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        if value is not None:
            made.set(qn(key) if ":" in key else key, str(value))
    made.extend(child for child in children if child is not None)
    return made


def replace_children(parent: Element, children: Iterable[Element]) -> None:
    """Give an element new children in place of all it has."""
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)


def emu(points: float) -> int:
    """Turn points into English Metric Units."""
    return round(points * EMU)


def solid(colour: str) -> Element:
    """Fill with a colour of the theme, by its scheme name (tx1, bg1, accent1 …)."""
    return element("a:solidFill", None, element("a:schemeClr", {"val": colour}))


def transform(x: float, y: float, width: float, height: float) -> Element:
    """Place a shape, in points."""
    return element("a:xfrm", None, element("a:off", {"x": emu(x), "y": emu(y)}), element("a:ext", {"cx": emu(width), "cy": emu(height)}))
