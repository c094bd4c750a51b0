"""The order in which a slide and its figures are read: from the top, in a row from the right; some figures have another one."""

from dataclasses import dataclass
from math import atan2, hypot, pi

from tests.inherited import edges

# Shapes stand in one row if this share of the lower one's height is common to both; edges are compared with a tolerance of two points.
ROW_SHARE, TOLERANCE = 0.5, 25_400


@dataclass(frozen=True)
class Place:
    """A shape and where it is, in EMU."""

    shape: object
    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self):
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def height(self):
        return self.bottom - self.top

    def common(self, other):
        """Return how much of their widths and of their heights two have in common; negative is the gap between them."""
        return min(self.right, other.right) - max(self.left, other.left), min(self.bottom, other.bottom) - max(self.top, other.top)

    def away(self, figure):
        """Return how far a part is from the middle of its figure, across and down."""
        return self.middle[0] - figure.middle[0], self.middle[1] - figure.middle[1]

    def is_central(self, figure):
        return hypot(*self.away(figure)) < 0.2 * figure.height


def places(shapes, slide):
    return [Place(one, *edges(one, slide)) for one in shapes]


def in_order(placed, rule):
    return all(rule(one, other) for index, one in enumerate(placed) for other in placed[index + 1 :])


def by_rows(one, other):
    """Return whether the first may be read before the second: it is further right in their row, or in a row above."""
    if one.common(other)[1] > ROW_SHARE * min(one.height, other.height):
        return one.right >= other.right - TOLERANCE
    return one.top <= other.top + TOLERANCE


def _by_rows_or_columns(one, other):
    """Return the same for parts of a figure, which is read row by row or column by column: diagonal neighbours may have either order."""
    across, down = one.common(other)
    if down > TOLERANCE and across <= TOLERANCE:
        return one.right >= other.right - TOLERANCE
    return one.top <= other.top + TOLERANCE if across > TOLERANCE else True


def order_in_figure(figure, slide, key):
    parts = places((one for one in figure.shape.shapes if one.has_text_frame and one.text_frame.text.strip()), slide)
    if key in OWN_ORDERS:
        return "" if parts == OWN_ORDERS[key](parts, figure) else f"not in the order of the figure {key}"
    return "" if in_order(parts, _by_rows_or_columns) else "not from the top and from the right"


def _rows(parts):
    return sorted(parts, key=lambda one: (round(one.top / TOLERANCE), -one.left))


def _middle_last(parts, figure):
    return [*_rows(one for one in parts if not one.is_central(figure)), *(one for one in parts if one.is_central(figure))]


def _middle_first(parts, figure):
    *others, middle = _middle_last(parts, figure)
    return [middle, *others]


def _bottom_up(parts, figure):
    return sorted(parts, key=lambda one: (-round(one.top / TOLERANCE), -one.left))


def _counter_clockwise(parts, figure):
    def turned(one):
        across, down = one.away(figure)
        return one.is_central(figure), (atan2(-across, -down) + 0.01) % (2 * pi)

    return sorted(parts, key=turned)


def _stations(parts, figure):
    return sorted(parts, key=lambda one: (-round(one.middle[0] / TOLERANCE / 5), one.height))


# The figures whose thought is not read by rows: which order they have instead.
OWN_ORDERS = {
    # Stages from the top on, each to the left of the one before, then what they turn about.
    "cycle": _counter_clockwise,
    # What all have to do with, then those who do.
    "hub": _middle_first,
    # Causes, which are the roots, then the problem, then its effects.
    "causes": _bottom_up,
    # What each has alone, then what all share.
    "venn": _middle_last,
    # The number of a station, then its words, above the path or below it.
    "journey": _stations,
}
