"""Measure slide text with the theme's fonts, and bind words where PowerPoint must not break a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from generator.layout.boxes import SetParagraph, TextStyle
from generator.model.text import NO_BREAK_SPACE as NBSP
from generator.model.text import Run, Text
from generator.settings.theme import Theme
from generator.typography.fonts import FontSet
from generator.typography.paragraph import Styled, bind_words, break_lines, set_line

# Leave space on slides for a fallback font a fifth wider, for programs that do not read the fonts in a deck, and for their rounding.
SLACK = 1.22
# A word of at most this many characters is not left alone on a last line.
ORPHAN = 12


@dataclass(frozen=True)
class TextMeasurer:
    """Measure paragraphs in the fonts of a theme, with slack for a fallback font so many times as wide; print needs none."""

    theme: Theme
    faces: FontSet
    slack: float = SLACK

    def style(self, size: float, *, face: str = "text", bold: bool = False, colour: str = "ink", centred: bool = False) -> TextStyle:
        """Return a style with the theme's leading."""
        return TextStyle(size, round(size * self.theme.slides.leading, 1), face, bold, colour, centred)  # type: ignore[arg-type]

    def lines(self, paragraph: SetParagraph, width: float) -> int:
        """Count the lines of a paragraph in a width in points, with slack for a fallback font."""
        return max(1, len(self._lines_of(paragraph, width, self.slack)))

    def _lines_of(self, paragraph: SetParagraph, width: float, slack: float) -> tuple[tuple[Styled, ...], ...]:
        style = paragraph.style
        available = width - paragraph.indent
        runs = [self._styled(run, style) for run in paragraph.text.set_runs]
        return break_lines(runs, available / slack, self.faces)

    def _styled(self, run: Run, style: TextStyle) -> Styled:
        return Styled(run.text, self.faces.face(style.face, bold=style.bold or run.strong), style.size, direction=run.direction)

    def with_line_ends(self, paragraph: SetParagraph, width: float) -> SetParagraph:
        """Return a paragraph with no-break spaces where PowerPoint must not break a line, for a width in points.

        A number is bound to its noun and «و» to its word, unless bound words are wider than a line or add one; a short last word is
        bound to the word before it.
        """
        words = [run.text for run in paragraph.text.set_runs]
        bound = [bind_words(one) for one in words]
        kept = replace(paragraph, text=_with_words(paragraph.text, "".join(bound))) if bound != words else paragraph
        return self._without_orphan(kept if kept is paragraph or self._stays_as_low(kept, paragraph, width) else paragraph, width)

    def _stays_as_low(self, kept: SetParagraph, paragraph: SetParagraph, width: float) -> bool:
        """Return whether a paragraph with bound words has no word wider than a line and no more lines than without."""
        available = width - paragraph.indent
        fits = all(self.widest_word(Text((run,)), kept.style) <= available for run in kept.text.set_runs if NBSP in run.text)
        return fits and self.lines(kept, width) <= self.lines(paragraph, width)

    def _without_orphan(self, paragraph: SetParagraph, width: float) -> SetParagraph:
        """Bind the last two words if the last line would be one short word, unless that adds a line."""
        lines = self._lines_of(paragraph, width, 1.0)
        if len(lines) < 2 or not _is_orphan(_words(lines[-1])):
            return paragraph
        bound = replace(paragraph, text=_bound(paragraph.text))
        still_alone = _is_orphan(_words(self._lines_of(bound, width, self.slack)[-1]))
        return paragraph if still_alone or self.lines(bound, width) > self.lines(paragraph, width) else bound

    def height(self, paragraphs: Iterable[SetParagraph], width: float) -> float:
        """Return the height of a stack of paragraphs in points."""
        return sum(self.lines(one, width) * one.style.leading + (one.above if index else 0.0) for index, one in enumerate(paragraphs))

    def widest_word(self, text: Text, style: TextStyle) -> float:
        """Return the width of the widest word in points, with slack for a fallback font."""
        words = "".join([run.unbroken for run in text.runs]).split(" ")
        face = self.faces.face(style.face, bold=style.bold)
        lines = [break_lines([Styled(word, face, style.size)], 10_000, self.faces) for word in words if word]
        return max((set_line(line).width for broken in lines for line in broken), default=0.0) * self.slack


def _with_words(text: Text, words: str) -> Text:
    """Return a text with other characters, as many as it has."""
    ends = list(accumulate(len(run.text) for run in text.runs))
    return Text(tuple(replace(run, text=words[end - len(run.text) : end]) for run, end in zip(text.runs, ends, strict=True)), text.span)


def _words(line: Iterable[Styled]) -> str:
    return "".join(run.text for run in line)


def _is_orphan(last: str) -> bool:
    return " " not in last and len(last) <= ORPHAN


def _bound(text: Text) -> Text:
    """Replace the space before the last word by a no-break space."""
    *runs, last = [run.text for run in text.set_runs]
    head, space, word = last.rpartition(" ")
    return _with_words(text, "".join([*runs, f"{head}{NBSP}{word}"])) if space else text
