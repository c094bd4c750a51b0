"""Draw the kit's ornament: eight-pointed stars and the crosses between them, as outlines.

The star-and-cross tiling: each star is two squares, one rotated by 45 degrees; four of its points touch its neighbours'.
Lengths are in points, y downward.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from generator.layout.boxes import Frame

Outline = tuple[tuple[float, float], ...]
# The distance at which the sides of a star's two squares cross, as a share of its radius.
_WAIST = cos(pi / 4) / cos(pi / 8)
# The smaller star and the octagon within each star.
_RINGS = ((1.0, _WAIST, 0.0), (0.56, 0.56 * _WAIST, pi / 8))


@cache
def eightfold(frame: Frame, columns: int) -> tuple[Outline, ...]:
    """Fill a frame with whole stars, `columns` of them side by side; rows are centred in its height."""
    cell = frame.width / columns
    rows = int(frame.height / cell)
    top = frame.y + (frame.height - rows * cell) / 2
    return tuple(
        _star(frame.x + (column + 0.5) * cell, top + (row + 0.5) * cell, cell / 2 * outer, cell / 2 * inner, turn)
        for row in range(rows)
        for column in range(columns)
        for outer, inner, turn in _RINGS
    )


def _star(x: float, y: float, outer: float, inner: float, turn: float) -> Outline:
    """Return the sixteen corners of a star around (x, y)."""
    radii = (outer, inner) * 8
    return tuple((round(x + radius * cos(turn + index * pi / 8), 2), round(y + radius * sin(turn + index * pi / 8), 2)) for index, radius in enumerate(radii))
