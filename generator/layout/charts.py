"""Place a bar chart in a rectangle, for slides and for print alike: one size for all its words. Lengths are in points."""

from __future__ import annotations

from collections.abc import Sequence

from generator.layout.boxes import ChartBox, Frame, SetParagraph
from generator.layout.fitting import Measure
from generator.model.deck import Chart
from generator.model.text import Text, text


def place_chart(chart: Chart, frame: Frame, measure: Measure, sizes: Sequence[float]) -> ChartBox | None:
    """Place a chart at the first size at which the bars' names and values stand side by side, each on one line; None where none does."""
    for size in sizes:
        if not _too_wide(chart, frame, measure, size):
            return ChartBox(frame, chart, measure.look(size, centred=True))
    return None


def words_too_long(chart: Chart, frame: Frame, measure: Measure, size: float) -> list[Text]:
    """Find the names of bars, or the unit, that take more than a line at a size; a value that does is named by its bar."""
    wide = _too_wide(chart, frame, measure, size)
    names = [name for name, label in zip(chart.categories, chart.labels, strict=True) if name in wide or text(label) in wide]
    return [*names, *(one for one in (chart.unit,) if one in wide)]


def _too_wide(chart: Chart, frame: Frame, measure: Measure, size: float) -> list[Text]:
    look, step = measure.look(size, centred=True), frame.width / len(chart.values)
    rooms = [(words, step) for words in (*chart.categories, *map(text, chart.labels))] + [(chart.unit, frame.width)]
    return [words for words, room in rooms if measure.lines(SetParagraph(words, look), room) > 1]
