"""Draw name cards: an A4 page for each, folded in the middle to stand as a tent; both faces show the name, the upper one turned by 180°.

In: `NameCards`, a theme, its faces. Out: the bytes of a tagged PDF. Lengths are in points, upward.
"""

from __future__ import annotations

import datetime
import io

from generator.layout.boxes import Frame
from generator.layout.pattern import eightfold
from generator.model.date import DATE
from generator.model.name_card import NameCard, NameCards
from generator.settings.theme import Theme
from generator.typography.fonts import Face, FontSet
from generator.typography.paragraph import forget
from generator.writers.pdf.blocks import BlockSetter
from generator.writers.pdf.canvas import A4, Place, TaggedCanvas, stroked_outlines
from generator.writers.pdf.names import fitted
from generator.writers.pdf.structure import Element, StructureTree

WIDTH, FACE = A4[0], A4[1] / 2
SIDE, MEASURE = 34.0, WIDTH - 68.0
# From the table up: the band of stars with the workshop above it, the line below the name, the name.
BAND, STAR, WORKSHOP, LINE = 26.0, 26.0, 50.0, 56.0
NAME_ROOM = FACE - BAND - WORKSHOP - LINE - 26.0
# Beyond the largest size even a short name would look out of place; the smallest is what a long one steps down to first.
NAME_SIZES = tuple(float(size) for size in range(124, 20, -4))
LINE_SIZES = tuple(float(size) for size in range(26, 10, -2))
# A letter is read with ease if its height is at least a three-hundredth of the distance.
POINTS_PER_MILLIMETRE = 72 / 25.4


def write_name_cards(model: NameCards, theme: Theme, faces: FontSet, date: datetime.datetime = DATE) -> tuple[bytes, list[Place]]:
    """Write cards that state a date in UTC, and return the places of their texts too."""
    buffer, tree = io.BytesIO(), StructureTree()
    canvas = TaggedCanvas(buffer, tree, date=date)
    page = _Page(model, BlockSetter(theme, faces), canvas)
    page.draw_forms()
    for number, card in enumerate(model.cards, 1):
        page.draw(number, card, tree.root.child("Sect"))
        canvas.showPage()
    canvas.finish(model.title, model.subject, model.author)
    forget()
    return buffer.getvalue(), canvas.places


def letter_height(face: Face, size: float, letter: str = "ا") -> float:
    """Return the height of a letter at a size, in millimetres."""
    glyph = face.font.get_nominal_glyph(ord(letter))
    extents = face.font.get_glyph_extents(glyph) if glyph else None
    return extents.y_bearing / face.upem * size / POINTS_PER_MILLIMETRE if extents else 0.0


class _Page:
    """Draw the forms once, and each card with them."""

    def __init__(self, model: NameCards, setter: BlockSetter, canvas: TaggedCanvas) -> None:
        self.model, self.setter, self.canvas = model, setter, canvas

    def draw_forms(self) -> None:
        """Draw what all cards have in common, for the lower face."""
        colour = self.setter.colour
        with self.canvas.form("ground"):
            self.canvas.fill_rectangle(0, 0, WIDTH, BAND + 10, colour("primary"))
            stars = eightfold(Frame(0, 5, WIDTH, STAR), round(WIDTH / STAR))
            self.canvas.emit(stroked_outlines(stars, colour("tint"), 0.6))
            self.canvas.fill_rectangle(0, BAND + 10, WIDTH, 3, colour("accent"))
        with self.canvas.form("workshop"):
            top = BAND + WORKSHOP + 6
            for words, sizes, role in ((self.model.workshop, (14, 13, 12, 11, 10), "primary"), (self.model.organisation, (11, 10, 9), "muted")):
                line = fitted(self.setter, words, sizes, (MEASURE, WORKSHOP / 2), None, heading=False, colour=role)
                line.draw(self.canvas, SIDE, top, MEASURE)
                top -= line.height(MEASURE)

    def draw(self, number: int, card: NameCard, page: Element) -> None:
        """Draw both faces of a card; the turned one repeats the other and is an artifact."""
        canvas, name = self.canvas, f"card-{number}"
        canvas.bookmarkHorizontal(name, 0, A4[1])
        canvas.addOutlineEntry(card.name.plain or self.model.title, name, 0)
        with canvas.artifact():
            canvas.emit(f"q [4 4] 0 d 0.6 w 0.6 G 0 {FACE:.2f} m {WIDTH:.2f} {FACE:.2f} l S Q")
        self._face(card, page)
        canvas.emit(f"q -1 0 0 -1 {WIDTH:.2f} {A4[1]:.2f} cm")
        self._face(card, None)
        canvas.emit("Q")

    def _face(self, card: NameCard, page: Element | None) -> None:
        canvas = self.canvas
        canvas.draw_form("ground", None)
        if card.name:
            name = fitted(self.setter, card.name, NAME_SIZES, (MEASURE, NAME_ROOM), page.child("H1") if page else None, colour="ink")
            name.draw(canvas, SIDE, FACE - 10 - (NAME_ROOM - name.height(MEASURE)) / 2, MEASURE)
        if card.line:
            line = fitted(self.setter, card.line, LINE_SIZES, (MEASURE, LINE), page.child("P") if page else None, heading=False, colour="accent")
            line.draw(canvas, SIDE, BAND + WORKSHOP + LINE + 12, MEASURE)
        canvas.draw_form("workshop", page.child("P") if page else None)
