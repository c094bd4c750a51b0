"""Write tables, and the table style of a deck that gives them their look (ISO/IEC 29500-1, 20.1.4.2, tblStyleLst)."""

from __future__ import annotations

import uuid
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Emu

from generator.layout.boxes import ColourRole, SetParagraph, TableBox
from generator.layout.tables import CELL_PADDING
from generator.settings.locale import Locale
from generator.settings.theme import Theme
from generator.writers.pptx.levels import SCHEME, LevelStyle, cell_style
from generator.writers.pptx.text import fill_cell
from generator.writers.pptx.xml import Element, element, emu, solid

TABLE_STYLES = "/ppt/tableStyles.xml"
# The width of the rules between cells, in points.
RULE = 0.75
_SIDES = ("left", "right", "top", "bottom", "insideH", "insideV")


def style_identifier(theme: Theme) -> str:
    """Return the identifier of a theme's table style."""
    return f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'haqiba/table/{theme.name}')!s}}}".upper()


def table_styles(theme: Theme) -> bytes:
    """Write the part of table styles: one, with bands, a heading row and a heading column."""
    identifier = style_identifier(theme)
    rules = [element(f"a:{side}", None, element("a:ln", {"w": emu(RULE)}, solid(SCHEME["rule"]))) for side in _SIDES]
    style = element(
        "a:tblStyle",
        {"styleId": identifier, "styleName": theme.name},
        element("a:wholeTbl", None, _words("ink"), element("a:tcStyle", None, element("a:tcBdr", None, *rules), _fill("background"))),
        element("a:band2H", None, element("a:tcStyle", None, element("a:tcBdr"), _fill("soft_background"))),
        element("a:firstCol", None, _words("primary", bold=True), element("a:tcStyle", None, element("a:tcBdr"), _fill("background"))),
        element("a:firstRow", None, _words("on_primary", bold=True), element("a:tcStyle", None, element("a:tcBdr"), _fill("primary"))),
        # The heading row's first cell is in both; programs differ in which of the two counts, and at which side it is.
        *(element(f"a:{corner}Cell", None, _words("on_primary", bold=True)) for corner in ("ne", "nw")),
    )
    listed = element("a:tblStyleLst", {"def": identifier}, style)
    return bytes(etree.tostring(listed, xml_declaration=True, encoding="UTF-8", standalone=True))


def _words(colour: str, *, bold: bool = False) -> Element:
    return element("a:tcTxStyle", {"b": "on" if bold else None}, element("a:fontRef", {"idx": "minor"}), element("a:schemeClr", {"val": SCHEME[colour]}))


def _fill(colour: str) -> Element:
    return element("a:fill", None, solid(SCHEME[colour]))


def add_table(shapes: Any, box: TableBox, name: str, theme: Theme, locale: Locale) -> Element:
    """Add the table of a slide to its shapes; return the non-visual properties of its frame."""
    frame = box.frame
    places = (Emu(emu(one)) for one in (frame.x, frame.y, frame.width, sum(box.heights)))
    shape = shapes.add_table(len(box.cells), len(box.columns), *places)
    shape.name = name
    named = shape._element.nvGraphicFramePr.cNvPr
    named.set("descr", name)
    table = shape.table
    properties = table._tbl.tblPr
    for key, value in {"rtl": "1", "firstRow": "1", "firstCol": "1", "bandRow": "1"}.items():
        properties.set(key, value)
    properties.find(qn("a:tableStyleId")).text = style_identifier(theme)
    for column, width in zip(table.columns, box.columns, strict=True):
        column.width = Emu(emu(width))
    for index, (row, cells, height) in enumerate(zip(table.rows, box.cells, box.heights, strict=True)):
        row.height = Emu(emu(height))
        for place, (cell, one) in enumerate(zip(row.cells, cells, strict=True)):
            marked = box.background(index, place) if (index, place) in box.marked else None
            _cell(cell._tc, one, locale, cell_style(theme, head=index == 0, first=place == 0), marked)
    return named


def _cell(cell: Any, one: SetParagraph, locale: Locale, inherited: LevelStyle, marked: ColourRole | None) -> None:
    fill_cell(cell.txBody, one, locale, inherited)
    cell.txBody.find(qn("a:bodyPr")).set("rtlCol", "1")
    properties = cell.get_or_add_tcPr()
    for name, margin in {"marL": CELL_PADDING, "marR": CELL_PADDING, "marT": CELL_PADDING / 2, "marB": CELL_PADDING / 2}.items():
        properties.set(name, str(emu(margin)))
    properties.set("anchor", "ctr")
    if marked:
        properties.append(solid(SCHEME[marked]))
