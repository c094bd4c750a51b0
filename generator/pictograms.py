"""The set of pictograms: stroked drawings by name, from the package lucide.

In: a name. Out: strokes of lines and cubic curves in a square of 24 by 24, y downward, with round ends and corners.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
# The side of the square that each is drawn in, and the width of its strokes.
SIDE, THICKNESS = 24.0, 2.0
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke: its start, and segments of one point (a line to it) or three (a cubic curve)."""

    start: Point
    segments: tuple[tuple[Point, ...], ...]
    closed: bool


@cache
def names() -> frozenset[str]:
    """Return the names of all pictograms of the set."""
    return frozenset(one.removesuffix(".svg") for one in _archive().namelist() if one.endswith(".svg"))


@cache
def strokes_of(name: str, *, mirrored: bool = False) -> tuple[Stroke, ...]:
    """Return the strokes of a pictogram; mirrored it runs from right to left.

    Raises KeyError for a name that the set lacks.
    """
    if mirrored:
        return tuple(map(_mirrored, strokes_of(name)))
    # Imported late: a build without changes draws nothing.
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path import SVGPath

    pen = RecordingPen()
    SVGPath.fromstring(_archive().read(f"{name}.svg")).draw(pen)
    return tuple(_strokes(pen.value))


@cache
def _archive() -> zipfile.ZipFile:
    """Return the set, whose directory of 1,700 members is read once; in memory, as other processes may begin with a copy of this one."""
    # Without importing the package, which is made for Django.
    spec = find_spec("lucide")
    assert spec is not None and spec.origin is not None
    return zipfile.ZipFile(io.BytesIO((Path(spec.origin).parent / "lucide.zip").read_bytes()))


def _strokes(drawn: Iterable[tuple[str, Any]]) -> Iterator[Stroke]:
    """Divide what a pen recorded into strokes."""
    start, segments = (0.0, 0.0), list[tuple[Point, ...]]()
    for operator, points in drawn:
        if operator == "moveTo":
            (start,) = points
        elif operator in ("lineTo", "curveTo"):
            segments.append(points)
        elif operator == "qCurveTo":
            segments += _cubic(segments[-1][-1] if segments else start, points)
        else:
            yield _rounded(Stroke(start, tuple(segments), operator == "closePath"))
            segments = []


def _cubic(start: Point, points: tuple[Point, ...]) -> Iterator[tuple[Point, ...]]:
    """Return quadratic curves as cubic ones; between two control points lies an implied point of the path."""
    *controls, end = points
    implied = [((x + to_x) / 2, (y + to_y) / 2) for (x, y), (to_x, to_y) in pairwise(controls)]
    for control, to in zip(controls, [*implied, end], strict=True):
        yield (_between(start, control, 2 / 3), _between(to, control, 2 / 3), to)
        start = to


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _rounded(one: Stroke) -> Stroke:
    return _moved(one, lambda x, y: (round(x, _DIGITS), round(y, _DIGITS)))


def _mirrored(one: Stroke) -> Stroke:
    return _moved(one, lambda x, y: (round(SIDE - x, _DIGITS), y))


def _moved(one: Stroke, move: Callable[[float, float], Point]) -> Stroke:
    return Stroke(move(*one.start), tuple(tuple(move(*point) for point in segment) for segment in one.segments), one.closed)
