"""Write a native bar chart with its data inside, categories from right to left."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Emu

from generator.layout.boxes import ChartBox
from generator.locale import Locale
from generator.writers.pptx.text import SCHEME, make_right_to_left
from generator.writers.pptx.xml import element, emu, replace_children, solid


def add_chart(shapes: Any, box: ChartBox, name: str, locale: Locale) -> None:
    """Add the chart of a slide to its shapes."""
    chart, frame = box.chart, box.frame
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [one.plain for one in chart.categories]
    data.add_series(chart.unit.plain, chart.values)
    places = (Emu(emu(one)) for one in (frame.x, frame.y, frame.width, frame.height))
    shape = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *places, data)
    shape.name = name
    shape._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    made = shape.chart
    made.has_legend = False
    made.has_title = False
    made.plots[0].gap_width = 60
    made.plots[0].has_data_labels = True
    # The first category stands at the right, and its axis of values with it.
    made.category_axis.reverse_order = True
    made.value_axis.visible = False
    made.value_axis.has_major_gridlines = False
    fill = made.plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    space = made._chartSpace
    text = space.get_or_add_txPr()
    face = [element("a:latin", {"typeface": "+mn-lt"}), element("a:cs", {"typeface": "+mn-cs"})]
    look = {"lang": locale.language, "sz": round(box.look.size * 100)}
    properties = element("a:pPr", {"algn": "r", "rtl": 1}, element("a:defRPr", look, solid(SCHEME["ink"]), *face))
    replace_children(text.find(qn("a:p")), [properties, element("a:endParaRPr", {"lang": locale.language})])
    make_right_to_left(space)
