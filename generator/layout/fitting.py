"""Find the size at which text fits its box, measured with the fonts that it will be shown in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.layout.boxes import SetParagraph, TextLook
from generator.model.text import Text
from generator.theme import Theme
from generator.typography.fonts import FaceBook
from generator.typography.paragraph import MARK_INDENT, Styled, break_lines, set_line

# Room for a fallback font this much wider, where a trainer has not installed the kit's.
SLACK = 1.08


@dataclass(frozen=True)
class Measure:
    """Measure paragraphs in the fonts of a theme."""

    theme: Theme
    faces: FaceBook

    def look(self, size: float, *, face: str = "text", bold: bool = False, colour: str = "ink", centred: bool = False) -> TextLook:
        """Make a look whose leading is the theme's."""
        return TextLook(size, round(size * self.theme.slides.leading, 1), face, bold, colour, centred)  # type: ignore[arg-type]

    def lines(self, paragraph: SetParagraph, width: float) -> int:
        """Count the lines that a paragraph takes in a width in points, with the slack for another font."""
        look = paragraph.look
        room = width - (MARK_INDENT * look.size if paragraph.mark != "none" else 0)
        runs = [Styled(run.text, self.faces.face(look.face, bold=look.bold or run.strong), look.size) for run in paragraph.text.runs]
        return max(1, len(break_lines(runs, room / SLACK, self.faces)))

    def height(self, paragraphs: Iterable[SetParagraph], width: float) -> float:
        """Measure the height in points of paragraphs set one below the other."""
        return sum(self.lines(one, width) * one.look.leading + (one.above if index else 0.0) for index, one in enumerate(paragraphs))

    def widest_word(self, text: Text, look: TextLook) -> float:
        """Measure the widest word in points, with the slack for another font."""
        words = text.plain.split(" ")
        face = self.faces.face(look.face, bold=look.bold)
        lines = [break_lines([Styled(word, face, look.size)], 10_000, self.faces) for word in words if word]
        return max((set_line(line).width for broken in lines for line in broken), default=0.0) * SLACK
