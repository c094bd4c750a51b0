"""Find the size at which text fits its box, measured with the fonts that it will be shown in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from generator.layout.boxes import SetParagraph, TextLook
from generator.model.text import NO_BREAK_SPACE as NBSP
from generator.model.text import Run, Text
from generator.theme import Theme
from generator.typography.fonts import FaceBook
from generator.typography.paragraph import Styled, break_lines, kept_together, set_line

# Room for a fallback font this much wider, where a trainer has not installed the kit's.
SLACK = 1.08
# A word of this many letters or fewer does not stand alone on a last line.
ORPHAN = 12


@dataclass(frozen=True)
class Measure:
    """Measure paragraphs in the fonts of a theme."""

    theme: Theme
    faces: FaceBook
    # A paragraph is asked for again and again while sizes are tried.
    known: dict[tuple[SetParagraph, float, float], list[list[Styled]]] = field(default_factory=dict, compare=False)

    def look(self, size: float, *, face: str = "text", bold: bool = False, colour: str = "ink", centred: bool = False) -> TextLook:
        """Make a look whose leading is the theme's."""
        return TextLook(size, round(size * self.theme.slides.leading, 1), face, bold, colour, centred)  # type: ignore[arg-type]

    def lines(self, paragraph: SetParagraph, width: float) -> int:
        """Count the lines that a paragraph takes in a width in points, with the slack for another font."""
        return max(1, len(self._broken(paragraph, width, SLACK)))

    def _broken(self, paragraph: SetParagraph, width: float, slack: float) -> list[list[Styled]]:
        key = (paragraph, width, slack)
        if key not in self.known:
            self.known[key] = self._breaking(paragraph, width, slack)
        return self.known[key]

    def _breaking(self, paragraph: SetParagraph, width: float, slack: float) -> list[list[Styled]]:
        look = paragraph.look
        room = width - paragraph.indent
        runs = [self._styled(run, look) for run in paragraph.text.set_runs]
        return break_lines(runs, room / slack, self.faces)

    def _styled(self, run: Run, look: TextLook) -> Styled:
        return Styled(run.text, self.faces.face(look.face, bold=look.bold or run.strong), look.size, direction=run.direction)

    def settled(self, paragraph: SetParagraph, width: float) -> SetParagraph:
        """Write into a paragraph, with no-break spaces, where PowerPoint must not end a line in a width in points.

        A number keeps what it counts and «و» its word, unless both are wider than a line.
        """
        kept = replace(paragraph, text=_with(paragraph.text, kept_together))
        room = width - paragraph.indent
        fits = all(self.widest_word(Text((run,)), kept.look) <= room for run in kept.text.runs if NBSP in run.text)
        return self._without_orphan(kept if fits else paragraph, width)

    def _without_orphan(self, paragraph: SetParagraph, width: float) -> SetParagraph:
        """Bind the last two words where the last line would be one short word, unless that takes another line."""
        lines = self._broken(paragraph, width, 1.0)
        if len(lines) < 2 or not _is_orphan(_words(lines[-1])):
            return paragraph
        bound = replace(paragraph, text=_bound(paragraph.text))
        apart = _is_orphan(_words(self._broken(bound, width, SLACK)[-1]))
        return paragraph if apart or self.lines(bound, width) > self.lines(paragraph, width) else bound

    def height(self, paragraphs: Iterable[SetParagraph], width: float) -> float:
        """Measure the height in points of paragraphs set one below the other."""
        return sum(self.lines(one, width) * one.look.leading + (one.above if index else 0.0) for index, one in enumerate(paragraphs))

    def widest_word(self, text: Text, look: TextLook) -> float:
        """Measure the widest word in points, with the slack for another font."""
        words = "".join([run.unbroken for run in text.runs]).split(" ")
        face = self.faces.face(look.face, bold=look.bold)
        lines = [break_lines([Styled(word, face, look.size)], 10_000, self.faces) for word in words if word]
        return max((set_line(line).width for broken in lines for line in broken), default=0.0) * SLACK


def _with(text: Text, change: Callable[[str], str]) -> Text:
    return Text(tuple(replace(run, text=change(run.text)) for run in text.set_runs), text.span)


def _words(line: Iterable[Styled]) -> str:
    return "".join(run.text for run in line)


def _is_orphan(last: str) -> bool:
    return " " not in last and len(last) <= ORPHAN


def _bound(text: Text) -> Text:
    """Put a no-break space before the last word."""
    *runs, last = text.set_runs
    head, space, word = last.text.rpartition(" ")
    if not space:
        return text
    return Text((*runs, replace(last, text=f"{head}{NBSP}{word}")), text.span)
