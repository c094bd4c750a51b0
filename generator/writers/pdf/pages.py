"""Lay out a document on pages with running head and page number, and write the file.

In: a `Document`, a theme, its faces, a locale. Out: the bytes of a tagged PDF.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from generator.diagnostics import ContentError
from generator.locale import Locale
from generator.model.document import Contents, Document, TitleBlock
from generator.theme import Theme
from generator.typography.fonts import FontSet
from generator.typography.paragraph import Styled, set_line
from generator.writers import without_garbage_collection
from generator.writers.pdf.blocks import TEXT_WIDTH, BlockSetter, overflow
from generator.writers.pdf.canvas import A4, TaggedCanvas
from generator.writers.pdf.flow import Column, PageFlow
from generator.writers.pdf.structure import StructureTree

MARGIN = (A4[0] - TEXT_WIDTH) / 2
TOP, BOTTOM = 72.0, 70.0


def write_pdf(document: Document, theme: Theme, faces: FontSet, locale: Locale) -> bytes:
    """Write a document; one with contents is laid out twice, first to learn its page numbers.

    Raises ContentError if something does not fit its page, and MissingGlyph.
    """
    pages: dict[str, str] = {}
    with without_garbage_collection():
        if any(isinstance(block, Contents) for block in document.blocks):
            _, pages = _laid_out(document, theme, faces, locale, {})
        data, _ = _laid_out(document, theme, faces, locale, pages)
    return data


def lay_out_pdf(document: Document, theme: Theme, faces: FontSet, locale: Locale) -> None:
    """Lay out a document on pages as `write_pdf` does, without drawing them.

    Raises what `write_pdf` raises.
    """
    with without_garbage_collection():
        _flow(document, theme, faces, locale, {}, None, StructureTree())


def _laid_out(document: Document, theme: Theme, faces: FontSet, locale: Locale, pages: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    buffer, tree = io.BytesIO(), StructureTree()
    canvas = _PageRecorder(buffer, tree, locale)
    _flow(document, theme, faces, locale, pages, canvas, tree)
    canvas.finish(document.title, document.subject, document.author)
    return buffer.getvalue(), canvas.page_of


def _flow(document: Document, theme: Theme, faces: FontSet, locale: Locale, pages: dict[str, str], canvas: TaggedCanvas | None, tree: StructureTree) -> None:
    setter = BlockSetter(theme, faces, pages)
    parts = setter.flow(document.blocks, tree.root)
    bare_first = any(isinstance(block, TitleBlock) and block.full_page for block in document.blocks[:1])
    column = Column(MARGIN, BOTTOM, TEXT_WIDTH, A4[1] - TOP - BOTTOM)
    flow = PageFlow(canvas, column, _furniture(document, theme, faces, locale, bare_first=bare_first))
    flow.run(parts)
    found = setter.found + [overflow(one.plain, one.span, "is higher than a printed page") for one in flow.too_high]
    if found:
        raise ContentError(found)


class _PageRecorder(TaggedCanvas):
    """A canvas that records the page number of each named place, in the edition's digits."""

    def __init__(self, buffer: io.BytesIO, tree: StructureTree, locale: Locale) -> None:
        self.locale = locale
        self.page_of: dict[str, str] = {}
        super().__init__(buffer, tree)

    def bookmarkHorizontal(self, key: str, relativeX: float, relativeY: float, **kw: Any) -> Any:  # noqa: N802, N803 (reportlab's names)
        self.page_of[key] = self.locale.number(self.getPageNumber())
        return super().bookmarkHorizontal(key, relativeX, relativeY, **kw)


def _furniture(document: Document, theme: Theme, faces: FontSet, locale: Locale, *, bare_first: bool) -> Callable[[TaggedCanvas], None]:
    """Draw the running head at the right and the page number at the left of the foot, mirrored for Arabic."""
    face, small, muted = faces.face("text"), theme.print.small, theme.colours.muted

    def draw(canvas: TaggedCanvas) -> None:
        number = canvas.getPageNumber()
        if bare_first and number == 1:
            with canvas.artifact():
                canvas.fill_rectangle(A4[0] - 26, 0, 26, A4[1], theme.colours.primary)
                canvas.fill_rectangle(A4[0] - 32, 0, 3, A4[1], theme.colours.accent)
            return
        running = set_line([Styled(document.running, face, small, muted)])
        canvas.draw_line(running, A4[0] - MARGIN - running.width, A4[1] - TOP + 26, None)
        page = set_line([Styled(locale.label("page", number=locale.number(number)), face, small, muted)])
        canvas.draw_line(page, MARGIN, BOTTOM - 34, None)
        with canvas.artifact():
            canvas.stroke_line(MARGIN, A4[1] - TOP + 16, A4[0] - MARGIN, A4[1] - TOP + 16, theme.colours.rule)

    return draw
