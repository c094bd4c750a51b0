"""Lay out a document on pages with running head and page number, and write the file.

In: a `Document`, a theme, its faces, a locale. Out: the bytes of a tagged PDF.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

from generator.diagnostics import ContentError
from generator.layout.boxes import Frame
from generator.layout.pattern import eightfold
from generator.model.date import DATE
from generator.model.document import Document, TitleBlock
from generator.settings.locale import Locale
from generator.settings.theme import Theme
from generator.typography.fonts import FontSet
from generator.typography.paragraph import Styled, set_line
from generator.writers.pdf.blocks import TEXT_WIDTH, BlockSetter, overflow
from generator.writers.pdf.canvas import A4, Place, TaggedCanvas, stroked_outlines
from generator.writers.pdf.flow import Column, Page, PageFlow, draw_stack, names_in
from generator.writers.pdf.structure import StructureTree

MARGIN = (A4[0] - TEXT_WIDTH) / 2
TOP, BOTTOM = 72.0, 70.0
# The stars of a cover's ornament: in a row, and rows of them.
STARS, STAR_ROWS = 6, 3
# The most space that is added between two questions, in points.
SPREAD = 40.0
COLUMN = Column(MARGIN, BOTTOM, TEXT_WIDTH, A4[1] - TOP - BOTTOM)


def write_pdf(document: Document, theme: Theme, faces: FontSet, locale: Locale, date: datetime.datetime = DATE) -> bytes:
    """Write a document that states a date in UTC: lay out all its pages, then draw them, when the page numbers of its contents are known.

    Raises ContentError if something does not fit its page, and MissingGlyph.
    """
    return write_traced_pdf(document, theme, faces, locale, date)[0]


def write_traced_pdf(document: Document, theme: Theme, faces: FontSet, locale: Locale, date: datetime.datetime = DATE) -> tuple[bytes, list[Place]]:
    """Write a document as `write_pdf` does, and return the places of its texts too."""
    buffer, tree = io.BytesIO(), StructureTree()
    pages = _laid_out(document, theme, faces, locale, tree)
    canvas = TaggedCanvas(buffer, tree, page_of=_page_numbers(pages, locale), date=date)
    begin = _furniture(document, theme, faces, locale)
    for page in pages:
        begin(canvas)
        for placement in page:
            draw_stack(canvas, placement.parts, COLUMN.x, placement.top, COLUMN.width)
        canvas.showPage()
    canvas.finish(document.title, document.subject, document.author)
    return buffer.getvalue(), canvas.places


def lay_out_pdf(document: Document, theme: Theme, faces: FontSet, locale: Locale) -> None:
    """Lay out a document on pages as `write_pdf` does, without drawing them.

    Raises what `write_pdf` raises.
    """
    _laid_out(document, theme, faces, locale, StructureTree())


def _laid_out(document: Document, theme: Theme, faces: FontSet, locale: Locale, tree: StructureTree) -> list[Page]:
    setter = BlockSetter(theme, faces, locale, large=document.large, decks=document.decks)
    flow = PageFlow(COLUMN, SPREAD if document.spread else 0.0)
    pages = flow.run(setter.flow(document.blocks, tree.root))
    found = setter.found + [overflow(one.plain, one.span, "overflow.page") for one in flow.too_high]
    if found:
        raise ContentError(found)
    return pages


def _page_numbers(pages: list[Page], locale: Locale) -> dict[str, str]:
    """Return the page number of each named place, in the edition's digits."""
    return {name: locale.number(number) for number, page in enumerate(pages, 1) for placement in page for name in names_in(placement.parts)}


def _furniture(document: Document, theme: Theme, faces: FontSet, locale: Locale) -> Callable[[TaggedCanvas], None]:
    """Draw the running head at the right and the page number at the left of the foot, mirrored for Arabic."""
    face, small, muted = faces.face("text"), theme.print.small, theme.colours.muted
    bare_first = any(isinstance(block, TitleBlock) and block.full_page for block in document.blocks[:1])

    def draw(canvas: TaggedCanvas) -> None:
        number = canvas.getPageNumber()
        if bare_first and number == 1:
            with canvas.artifact():
                _cover(canvas, theme)
            return
        running = set_line([Styled(document.running, face, small, muted)])
        canvas.draw_line(running, A4[0] - MARGIN - running.width, A4[1] - TOP + 26, None)
        page = set_line([Styled(locale.label("page", number=locale.number(number)), face, small, muted)])
        canvas.draw_line(page, MARGIN, BOTTOM - 34, None)
        with canvas.artifact():
            canvas.stroke_line(MARGIN, A4[1] - TOP + 16, A4[0] - MARGIN, A4[1] - TOP + 16, theme.colours.rule)

    return draw


def _cover(canvas: TaggedCanvas, theme: Theme) -> None:
    """Draw the ground of a cover: the kit's ornament on a field above the title, and bars below it and at the foot."""
    colours, field = theme.colours, Frame(0, 0, A4[0], A4[0] / STARS * STAR_ROWS)
    canvas.fill_rectangle(0, A4[1] - field.height, A4[0], field.height, colours.primary)
    stars = (tuple((x, A4[1] - y) for x, y in star) for star in eightfold(field, STARS))
    canvas.emit(stroked_outlines(stars, colours.pattern, 1.0))
    canvas.fill_rectangle(0, A4[1] - field.height - 7, A4[0], 7, colours.accent)
    canvas.fill_rectangle(0, 0, A4[0], 16, colours.primary)
