"""Free outlines as polygons: ellipses, closed rings, bands along a path, heads of arrows. Lengths are in points, y downward."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import cos, hypot, pi, sin

from generator.layout.boxes import Corners, Frame

Point = tuple[float, float]
# The corners of a curve that looks round on a screen of any size.
ROUND = 96


@cache
def ellipse(width: float, height: float) -> Corners:
    """Return an ellipse within a frame of a size, from the frame's top left corner."""
    return tuple(ring(width / 2, height / 2, width / 2, height / 2, 2.0))


def ring(x: float, y: float, across: float, down: float, power: float, count: int = ROUND) -> list[Point]:
    """Return points of a closed curve around a centre, from its top counter-clockwise: an ellipse, or with a greater power a rounder rectangle."""
    angles = (2 * pi * index / count for index in range(count))
    return [(x - across * _bent(sin(angle), power), y - down * _bent(cos(angle), power)) for angle in angles]


def _bent(value: float, power: float) -> float:
    """Return a coordinate of a superellipse from that of a circle (G. Lamé)."""
    return float(abs(value) ** (2 / power)) * (1 if value >= 0 else -1)


def band(points: Sequence[Point], thickness: float) -> list[Point]:
    """Return the outline of a band along an open path."""
    directions = [direction(first, second) for first, second in pairwise(points)]
    around = [directions[0], *((one[0] + two[0], one[1] + two[1]) for one, two in pairwise(directions)), directions[-1]]
    sides: tuple[list[Point], list[Point]] = ([], [])
    for (x, y), (across, down) in zip(points, around, strict=True):
        scale = thickness / 2 / hypot(across, down)
        for side, sign in zip(sides, (1, -1), strict=True):
            side.append((x - sign * down * scale, y + sign * across * scale))
    return [*sides[0], *reversed(sides[1])]


def head(tip: Point, towards: Point, length: float) -> list[Point]:
    """Return the head of an arrow with its tip at a point, pointing in a direction; it is as wide as long."""
    across, down = direction((0.0, 0.0), towards)
    x, y = tip[0] - across * length, tip[1] - down * length
    return [tip, (x - down * length / 2, y + across * length / 2), (x + down * length / 2, y - across * length / 2)]


def direction(start: Point, end: Point) -> Point:
    """Return the direction from a point to another, one point long."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def bounds(points: Sequence[Point]) -> Frame:
    """Return the smallest frame around points."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return Frame(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)
