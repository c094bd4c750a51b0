"""Divide a figure that shows steps into what appears step by step. In: a placed figure. Out: a figure for each step, in order."""

from __future__ import annotations

import re
from itertools import groupby

from generator.layout.boxes import Shape, ShapeGroup, bounding
from generator.model.deck import DiagramKind

# Figures whose parts follow one another.
STEPPED: tuple[DiagramKind, ...] = ("process", "timeline")
_NUMBERED = re.compile(r"([a-z]+)-(\d+)")


def steps_of(figure: ShapeGroup) -> tuple[ShapeGroup, ...]:
    """Return the figures of the steps; the first also has what belongs to none, and the others no alternative text.

    The shapes of a step are named after its number.
    """
    ordered = sorted(figure.shapes, key=_step)
    divided = [tuple(group) for _, group in groupby(ordered, key=_step)]
    return tuple(ShapeGroup(bounding([one.frame for one in shapes]), shapes, figure.alt if index == 0 else "") for index, shapes in enumerate(divided))


def _step(shape: Shape) -> int:
    named = _NUMBERED.fullmatch(shape.name)
    if named is None:
        return 1
    kind, number = named[1], int(named[2])
    # An arrow appears with the step that it points to.
    return number + 1 if kind == "arrow" else number
