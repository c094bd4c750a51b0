"""Write the shapes of placeholders, of slides, layouts, masters and printed pages alike."""

from __future__ import annotations

from generator.layout.boxes import Frame
from generator.writers.pptx.xml import Element, element, solid, transform


def placeholder_shape(number: int, name: str, mark: Element | None, frame: Frame | None, body: Element, fill: str | None = None) -> Element:
    """Return a placeholder's shape with its text body and, by a scheme colour, its fill; without a frame its place is inherited."""
    geometry = [transform(frame.x, frame.y, frame.width, frame.height), element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))] if frame else []
    return element(
        "p:sp",
        None,
        element(
            "p:nvSpPr",
            None,
            element("p:cNvPr", {"id": number, "name": name}),
            element("p:cNvSpPr", None, element("a:spLocks", {"noGrp": 1})),
            element("p:nvPr", None, mark),
        ),
        element("p:spPr", None, *geometry, solid(fill) if fill else None),
        body,
    )
