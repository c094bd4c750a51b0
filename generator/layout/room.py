"""Place the plan of a room: tables of groups with their chairs in rows before the screen. Lengths are in points."""

from __future__ import annotations

from math import ceil, cos, pi, sin

from generator.layout.boxes import ColourRole, Frame, SetParagraph, Shape, ShapeGroup, TextStyle, grid_of
from generator.model.document import RoomPlan
from generator.model.text import Text

# The wall with the screen, and the facilitator's table beside it.
WALL, SCREEN, TABLE = 46.0, 0.46, 0.2
# The diameters of a table and of a chair, as shares of the room for both.
ROUND, CHAIR = 0.5, 0.15
ROW = 112.0
MOST_IN_ROW = 5


def place_room(plan: RoomPlan, width: float, size: float) -> ShapeGroup:
    """Place a plan in a width, its words in a size; the rows of tables are as few as possible and of equal length."""
    rows = ceil(len(plan.tables) / MOST_IN_ROW)
    columns = ceil(len(plan.tables) / rows)
    floor = Frame(0, 0, width, WALL + 22 + rows * ROW)
    cells = grid_of(Frame(8, WALL + 14, width - 16, rows * ROW), rows, columns, 4.0)
    shapes = [Shape(floor, "rectangle", "soft_background", "floor"), *_wall(plan, width, size)]
    for words, cell in zip(plan.tables, cells, strict=False):
        shapes += _table(words, plan.chairs, cell, size)
    return ShapeGroup(floor, tuple(shapes), plan.alt)


def _wall(plan: RoomPlan, width: float, size: float) -> list[Shape]:
    """Return the screen in the middle of the wall, and the facilitator's table at its left."""
    screen = Frame(width * (1 - SCREEN) / 2, 8, width * SCREEN, 24)
    table = Frame(24, 14, width * TABLE, 28)
    return [
        Shape(screen, "rectangle", "primary", "screen", _words(plan.screen, size, "on_primary")),
        Shape(table, "rounded", "background", "facilitator", _words(plan.facilitator, size, "ink")),
    ]


def _table(words: Text, chairs: int, cell: Frame, size: float) -> list[Shape]:
    """Return a round table with its chairs; none has its back to the screen."""
    room = min(cell.width, cell.height)
    x, y = cell.x + cell.width / 2, cell.y + cell.height / 2
    table = Frame(x - room * ROUND / 2, y - room * ROUND / 2, room * ROUND, room * ROUND)
    # The quarter of the table that faces the screen stays free.
    angles = [pi * (-0.25 + 1.5 * (index + 0.5) / chairs) for index in range(chairs)]
    far = room * (ROUND + CHAIR * 1.3) / 2
    # Many chairs are smaller, so that each is seen alone.
    side = min(room * CHAIR, 0.85 * far * 1.5 * pi / chairs)
    seats = [Frame(x + far * cos(angle) - side / 2, y + far * sin(angle) - side / 2, side, side) for angle in angles]
    return [
        *(Shape(seat, "ellipse", "rule", "chair") for seat in seats),
        Shape(table, "ellipse", "background", "table", _words(words, size, "primary", bold=True), line="primary"),
    ]


def _words(words: Text, size: float, colour: ColourRole, *, bold: bool = False) -> tuple[SetParagraph, ...]:
    return (SetParagraph(words, TextStyle(size, size * 1.4, bold=bold, colour=colour, centred=True)),)
