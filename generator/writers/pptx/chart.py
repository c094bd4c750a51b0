"""Write a native bar chart with embedded data, categories from right to left, and its unit as the title."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Emu

from generator.layout.boxes import ChartBox, SetParagraph
from generator.model.text import Run, Text, text
from generator.settings.locale import Locale
from generator.writers.pptx.levels import SCHEME
from generator.writers.pptx.text import directed, fill_cell, make_right_to_left, paragraph
from generator.writers.pptx.xml import Element, element, emu, replace_children, solid

RTL_EMBEDDING, END_OF_EMBEDDING = "\u202b", "\u202c"
SHOWN = {"showLegendKey": 0, "showVal": 1, "showCatName": 0, "showSerName": 0, "showPercent": 0, "showBubbleSize": 0}


def add_chart(shapes: Any, box: ChartBox, name: str, locale: Locale) -> int:
    """Add the chart of a slide to its shapes; return the shape's identifier."""
    chart, frame = box.chart, box.frame
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["".join(words for _, words in directed(one)) for one in chart.categories]
    data.add_series(chart.unit.plain, chart.values)
    places = (Emu(emu(one)) for one in (frame.x, frame.y, frame.width, frame.height))
    shape = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *places, data)
    shape.name = name
    shape._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    made = shape.chart
    made.has_legend = False
    made.plots[0].gap_width = 60
    # The first category is at the right, and so is the value axis.
    made.category_axis.reverse_order = True
    made.value_axis.visible = False
    made.value_axis.has_major_gridlines = False
    made.value_axis.minimum_scale = 0
    _number_axes(made._chartSpace)
    _bars(made.plots[0].series[0], box, locale)
    space = made._chartSpace
    properties = space.get_or_add_txPr()
    face = [element("a:latin", {"typeface": "+mn-lt"}), element("a:cs", {"typeface": "+mn-cs"})]
    style = {"lang": locale.language, "sz": round(box.style.size * 100)}
    defaults = element("a:pPr", {"algn": "r", "rtl": 1}, element("a:defRPr", style, solid(SCHEME["ink"]), *face))
    replace_children(properties.find(qn("a:p")), [defaults, element("a:endParaRPr", {"lang": locale.language})])
    title = made.chart_title
    title.include_in_layout = False
    fill_cell(title.text_frame._txBody, SetParagraph(_titled(chart.unit), box.style), locale, None)
    make_right_to_left(space)
    return int(shape.shape_id)


def _number_axes(space: Element) -> None:
    """Give the axes numbers, which python-pptx has negative, against the schema (ISO/IEC 29500-1, 21.2.2.9, axId)."""
    marks = list(space.iter(qn("c:axId"), qn("c:crossAx")))
    numbers = {value: str(number) for number, value in enumerate(dict.fromkeys(mark.get("val") for mark in marks), 1)}
    for mark in marks:
        mark.set("val", numbers[mark.get("val")])


def _titled(words: Text) -> Text:
    """Return a chart's title: without links, which charts cannot have, and in an embedding, since LibreOffice sets titles left to right."""
    return Text((Run(RTL_EMBEDDING), *(replace(run, link=None) for run in words.runs), Run(END_OF_EMBEDDING)), words.span)


def _bars(series: Any, box: ChartBox, locale: Locale) -> None:
    """Fill the bars of a series and give each its label."""
    series.format.fill.solid()
    series.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    labels = series._element.get_or_add_dLbls()
    shown = [element(f"c:{name}", {"val": value}) for name, value in SHOWN.items()]
    made = [_label(index, label, box, locale) for index, label in enumerate(box.chart.labels)]
    replace_children(labels, [*made, *shown])


def _label(index: int, label: str, box: ChartBox, locale: Locale) -> Element:
    """Write the label of a bar: a number format if every program shows it equally, else fixed text.

    A label with a number format follows the data when it is edited; fixed text keeps the edition's digits and signs.
    """
    said = [_typed(label, box, locale)]
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", label, re.ASCII) and f"{box.chart.values[index]:,.{len(label.partition('.')[2])}f}" == label:
        whole, _, decimals = label.partition(".")
        code = ("#,##0" if "," in whole else "0") + ("." + "0" * len(decimals) if decimals else "")
        said = [element("c:numFmt", {"formatCode": code, "sourceLinked": 0})]
    shown = [element(f"c:{name}", {"val": value}) for name, value in SHOWN.items()]
    return element("c:dLbl", None, element("c:idx", {"val": index}), *said, element("c:spPr"), element("c:dLblPos", {"val": "outEnd"}), *shown)


def _typed(label: str, box: ChartBox, locale: Locale) -> Element:
    words = paragraph(SetParagraph(text(label), box.style), locale, None)
    return element("c:tx", None, element("c:rich", None, element("a:bodyPr", {"wrap": "none"}), element("a:lstStyle"), words))
