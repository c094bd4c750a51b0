"""Place a bar chart in a rectangle, for slides and print, with one size for all its text. Lengths are in points."""

from __future__ import annotations

from collections.abc import Sequence

from generator.layout.boxes import ChartBox, Frame, SetParagraph
from generator.layout.fitting import TextMeasurer
from generator.model.deck import Chart
from generator.model.text import Text, text


def place_chart(chart: Chart, frame: Frame, measurer: TextMeasurer, sizes: Sequence[float]) -> ChartBox | None:
    """Place a chart at the first size at which the unit and each bar's name and value fit on one line; return None if there is none."""
    for size in sizes:
        if not _too_wide(chart, frame, measurer, size):
            return ChartBox(frame, chart, measurer.style(size, centred=True))
    return None


def words_too_long(chart: Chart, frame: Frame, measurer: TextMeasurer, size: float) -> list[Text]:
    """Return the names of bars, and the unit, that need more than one line at a size; a value is reported by its bar's name."""
    wide = _too_wide(chart, frame, measurer, size)
    names = [name for name, label in zip(chart.categories, chart.labels, strict=True) if name in wide or text(label) in wide]
    return [*names, *(one for one in (chart.unit,) if one in wide)]


def _too_wide(chart: Chart, frame: Frame, measurer: TextMeasurer, size: float) -> list[Text]:
    style, step = measurer.style(size, centred=True), frame.width / len(chart.values)
    available = [(one, step) for one in (*chart.categories, *map(text, chart.labels))] + [(chart.unit, frame.width)]
    return [one for one, width in available if measurer.lines(SetParagraph(one, style), width) > 1]
