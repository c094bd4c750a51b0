"""Draw a placed bar chart on a page: its bars as artifacts, its text as content of the figure."""

from __future__ import annotations

from collections.abc import Callable

from generator.layout.boxes import ChartBox, SetParagraph
from generator.model.text import Text, text
from generator.writers.pdf.canvas import TaggedCanvas
from generator.writers.pdf.flow import Flowable, draw_stack
from generator.writers.pdf.structure import Element

# The width of a bar, as a share of its column.
BAR_SHARE = 0.62
# The gap between a bar and its text, as a share of the leading.
GAP = 0.15


class ChartDrawing(Flowable):
    """A bar chart: its unit above, bars from the right, each with its value above it and its name below."""

    def __init__(self, box: ChartBox, element: Element, colours: Callable[[str], str], setter: Callable[[SetParagraph, Element], list[Flowable]]) -> None:
        super().__init__()
        self.box, self.element, self.colours, self.setter = box, element, colours, setter
        self.before, self.after = 8.0, 4.0

    def height(self, width: float) -> float:
        """Return the chart's height."""
        return self.box.frame.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the bars on their base line, then the text in reading order."""
        chart, frame, leading = self.box.chart, self.box.frame, self.box.style.leading
        step, line = frame.width / len(chart.values), leading * (1 + GAP)
        base = top - frame.height + line
        room = frame.height - 3 * line - leading * GAP
        heights = [room * value / (max(chart.values) or 1.0) for value in chart.values]
        lefts = [x + frame.width - (index + 1) * step for index in range(len(heights))]
        with canvas.artifact():
            for left, height in zip(lefts, heights, strict=True):
                canvas.fill_rectangle(left + step * (1 - BAR_SHARE) / 2, base, step * BAR_SHARE, height, self.colours("primary"))
            canvas.stroke_line(x, base, x + frame.width, base, self.colours("muted"))
        self._words(canvas, chart.unit, x, top, frame.width)
        for name, label, left, height in zip(chart.categories, chart.labels, lefts, heights, strict=True):
            self._words(canvas, name, left, base - leading * GAP, step)
            self._words(canvas, text(label), left, base + height + line, step)

    def _words(self, canvas: TaggedCanvas, words: Text, x: float, top: float, width: float) -> None:
        draw_stack(canvas, self.setter(SetParagraph(words, self.box.style), self.element), x, top, width)
