"""Place a bar chart in a rectangle, for slides and for print alike: one size for all its words. Lengths are in points."""

from __future__ import annotations

from collections.abc import Sequence

from generator.layout.boxes import ChartBox, Frame, SetParagraph
from generator.layout.fitting import Measure
from generator.model.deck import Chart
from generator.model.text import text


def place_chart(chart: Chart, frame: Frame, measure: Measure, sizes: Sequence[float]) -> ChartBox | None:
    """Place a chart at the first size at which the bars' names and values stand side by side, each on one line; None where none does."""
    step = frame.width / len(chart.values)
    for size in sizes:
        look = measure.look(size, centred=True)
        names = all(measure.lines(SetParagraph(words, look), step) == 1 for words in (*chart.categories, *map(text, chart.labels)))
        if names and measure.lines(SetParagraph(chart.unit, look), frame.width) == 1:
            return ChartBox(frame, chart, look)
    return None
