"""The kit's ornament as outlines: eight-pointed stars and the crosses between them.

The star-and-cross tiling: each star is two squares, one rotated by 45 degrees; four of its points touch its neighbours'.
Lengths are in points, y downward.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from generator.layout.boxes import Frame

Outline = tuple[tuple[float, float], ...]
# The distance at which the sides of a star's two squares cross, as a share of its radius.
_INNER_RADIUS = cos(pi / 4) / cos(pi / 8)
# Two concentric stars, the smaller rotated by 22.5 degrees: outer radius, inner radius, rotation.
_RINGS = ((1.0, _INNER_RADIUS, 0.0), (0.56, 0.56 * _INNER_RADIUS, pi / 8))


@cache
def eightfold(frame: Frame, columns: int) -> tuple[Outline, ...]:
    """Fill a frame with complete stars, `columns` of them side by side; the rows are centred vertically."""
    cell = frame.width / columns
    rows = int(frame.height / cell)
    top = frame.y + (frame.height - rows * cell) / 2
    return tuple(
        _star(frame.x + (column + 0.5) * cell, top + (row + 0.5) * cell, cell / 2 * outer, cell / 2 * inner, rotation)
        for row in range(rows)
        for column in range(columns)
        for outer, inner, rotation in _RINGS
    )


def _star(x: float, y: float, outer: float, inner: float, rotation: float) -> Outline:
    """Return the sixteen corners of a star around (x, y)."""
    radii = (outer, inner) * 8
    return tuple(
        (round(x + radius * cos(rotation + index * pi / 8), 2), round(y + radius * sin(rotation + index * pi / 8), 2)) for index, radius in enumerate(radii)
    )
