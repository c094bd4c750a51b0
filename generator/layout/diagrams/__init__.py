"""Place a diagram in a rectangle: shapes from right to left, all texts of a rank in one size that fits.

Used for slides and for figures in print; lengths are in points.
"""

from __future__ import annotations

from dataclasses import replace

from generator.layout.boxes import SHAPE_INSET, Frame, Shape, ShapeGroup
from generator.layout.diagrams import cards, paths, relations
from generator.layout.diagrams.parts import Placer, bounds_of, moved
from generator.layout.fitting import TextMeasurer
from generator.model.deck import Diagram, DiagramAxis, DiagramItem
from generator.model.text import Text, text

PLACERS: dict[str, Placer] = {
    "pillars": cards.cards,
    "process": cards.process,
    "timeline": paths.timeline,
    "levels": cards.levels,
    "hub": relations.hub,
    "comparison": cards.cards,
    "numbers": cards.numbers,
    "journey": paths.journey,
    "cycle": paths.cycle,
    "matrix": cards.matrix,
    "venn": relations.venn,
    "causes": relations.causes,
    "number": cards.number,
}


def place_diagram(diagram: Diagram, frame: Frame, measurer: TextMeasurer, sizes: tuple[float, ...] = ()) -> ShapeGroup | None:
    """Place a diagram at the largest size of the scale at which all its text fits; return None if there is none."""
    for size in sizes or measurer.theme.slides.label[:-1]:
        shapes = PLACERS[diagram.kind](diagram, frame, measurer, size)
        if shapes is not None:
            shapes = tuple(_with_line_ends(shape, measurer) for shape in shapes)
            return ShapeGroup(bounds_of(shapes), shapes, diagram.alt)
    return None


def texts_too_long(diagram: Diagram, frame: Frame, measurer: TextMeasurer, sizes: tuple[float, ...] = ()) -> list[Text]:
    """Return the texts that keep a diagram from fitting: the longest ones without which it fits at its smallest size.

    The list is empty if it does not fit even without text.
    """
    smallest = (sizes or measurer.theme.slides.label[:-1])[-1:]
    left_out: list[Text] = []
    for words in sorted(_texts_of(diagram), key=lambda one: len(one.plain), reverse=True):
        left_out.append(words)
        if place_diagram(_without(diagram, left_out), frame, measurer, smallest):
            break
    else:
        return []
    for words in left_out[:-1]:
        fewer = [one for one in left_out if one is not words]
        if place_diagram(_without(diagram, fewer), frame, measurer, smallest):
            left_out = fewer
    return left_out


def _texts_of(diagram: Diagram) -> list[Text]:
    items = [one for item in (*diagram.items, *diagram.effects) for one in (item.label, item.text, *item.points)]
    axes = [one for axis in diagram.axes for one in (axis.start, axis.name, axis.end)]
    return [one for one in (*items, *axes, diagram.centre) if one]


def _without(diagram: Diagram, left_out: list[Text]) -> Diagram:
    """Return the diagram with some texts left empty."""

    def kept(words: Text) -> Text:
        return text("") if any(words is one for one in left_out) else words

    def shown(item: DiagramItem) -> DiagramItem:
        return replace(item, label=kept(item.label), text=kept(item.text) if item.text else None, points=tuple(one for one in item.points if kept(one)))

    return replace(
        diagram,
        items=tuple(map(shown, diagram.items)),
        effects=tuple(map(shown, diagram.effects)),
        axes=tuple(DiagramAxis(kept(one.start), kept(one.end), kept(one.name) if one.name else None) for one in diagram.axes),
        centre=kept(diagram.centre) if diagram.centre else None,
    )


def _with_line_ends(shape: Shape, measurer: TextMeasurer) -> Shape:
    width = shape.frame.width - 2 * SHAPE_INSET
    return replace(shape, paragraphs=tuple(measurer.with_line_ends(one, width) for one in shape.paragraphs))


def centred(group: ShapeGroup, frame: Frame) -> ShapeGroup:
    """Centre a figure vertically in its frame, a little above the geometric middle."""
    down = max(0.0, (frame.height - group.frame.height) * 0.4)
    return ShapeGroup(replace(group.frame, y=group.frame.y + down), moved(group.shapes, down), group.alt)
