"""Draw a placed deck as a tagged PDF: the same boxes as in PowerPoint, a page to a slide.

In: a `PlacedDeck`. Out: bytes. A box's y runs down from the slide's top, a page's y runs up.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from reportlab.lib.utils import ImageReader

from generator.layout.boxes import (
    SLIDE_HEIGHT,
    SLIDE_WIDTH,
    ChartBox,
    CodeBox,
    Frame,
    PictogramDisc,
    PictureBox,
    PlacedDeck,
    PlacedSlide,
    SetParagraph,
    Shape,
    ShapeGroup,
    TableBox,
    TextBox,
    contained,
)
from generator.layout.designs import INSET_Y, NUMBER, LayoutDesign, Ornament, Placeholder, design_of
from generator.layout.pattern import eightfold
from generator.layout.tables import CELL_PADDING
from generator.model.date import DATE
from generator.model.text import Text
from generator.pictograms import SIDE, strokes_of
from generator.settings.locale import Locale
from generator.settings.theme import Theme
from generator.typography.fonts import FontSet
from generator.typography.paragraph import Styled, set_line
from generator.writers.pdf.blocks import BlockSetter
from generator.writers.pdf.canvas import Place, TaggedCanvas, drawn_strokes, stroked_outlines
from generator.writers.pdf.charts import ChartDrawing
from generator.writers.pdf.drawing import Drawing
from generator.writers.pdf.flow import Flowable, draw_stack, stack_height
from generator.writers.pdf.structure import Element, StructureTree

NUMBER_SIZE = 12.0
HAIRLINE = 0.75


def write_slides(deck: PlacedDeck, theme: Theme, faces: FontSet, locale: Locale, date: datetime.datetime = DATE) -> bytes:
    """Write a deck's slides as a PDF that states a date in UTC."""
    return write_traced_slides(deck, theme, faces, locale, date)[0]


def write_traced_slides(deck: PlacedDeck, theme: Theme, faces: FontSet, locale: Locale, date: datetime.datetime = DATE) -> tuple[bytes, list[Place]]:
    """Write a deck's slides as `write_slides` does, and return the places of their texts too."""
    buffer, tree = io.BytesIO(), StructureTree()
    canvas = TaggedCanvas(buffer, tree, page_size=(SLIDE_WIDTH, SLIDE_HEIGHT), date=date)
    setter = BlockSetter(theme, faces, locale)
    for number, slide in enumerate(deck.slides, 1):
        _name_page(canvas, slide, number)
        SlidePage(canvas, setter, locale, slide, number).draw(tree.root.child("Sect"))
        canvas.showPage()
    canvas.finish(deck.title, deck.subject, deck.author)
    return buffer.getvalue(), canvas.places


def _name_page(canvas: TaggedCanvas, slide: PlacedSlide, number: int) -> None:
    """Give a page its entry in the outline, and the name that links to its slide have."""
    name = f"slide-{number}"
    canvas.bookmark(name, 0, SLIDE_HEIGHT)
    canvas.addOutlineEntry(slide.title, name, 0)
    if slide.name:
        canvas.bookmark(slide.name, 0, SLIDE_HEIGHT)


@lru_cache(maxsize=64)
def _pattern(ornament: Ornament, colour: str) -> str:
    """Return the operators of a pattern, which many slides have."""
    stars = (tuple((x, SLIDE_HEIGHT - y) for x, y in star) for star in eightfold(ornament.frame, ornament.columns))
    return stroked_outlines(stars, colour, HAIRLINE)


class SlidePage:
    """Draw one slide in its own size, from the origin of the canvas."""

    def __init__(self, canvas: TaggedCanvas, setter: BlockSetter, locale: Locale, slide: PlacedSlide, number: int) -> None:
        self.canvas, self.setter, self.locale = canvas, setter, locale
        self.slide, self.number = slide, number
        self.design: LayoutDesign = design_of(slide.layout)

    def draw(self, page: Element) -> None:
        """Draw the background first, then all content in reading order."""
        self.background()
        title, *others = self.slide.boxes
        self.text(title, page, "H1" if self.number == 1 else "H2")
        source = [box for box in others if box.placeholder == "source"]
        for box in others:
            if box not in source:
                self.text(box, page, "P")
        self.picture(page)
        for logo in self.slide.logos:
            self.logo(logo, page)
        for box in source:
            self.text(box, page, "P")
        for mark in self.slide.marks:
            self.mark(mark, page)

    def background(self) -> None:
        canvas, colour = self.canvas, self.setter.colour
        with canvas.artifact():
            self.fill(Frame(0, 0, SLIDE_WIDTH, SLIDE_HEIGHT), self.design.background)
            for ornament in self.design.ornaments:
                self.ornament(ornament)
            for box in self.slide.boxes:
                placeholder = self.design.placeholder(box.placeholder)
                if placeholder.fill:
                    self.fill(placeholder.frame, placeholder.fill)
            for disc in self.slide.discs:
                self.disc(disc)
            for bars in self.slide.progress:
                for frame in bars.frames:
                    self.fill(frame, bars.colour)
        if self.design.number:
            face = self.setter.faces.face("text")
            line = set_line([Styled(self.locale.number(self.number), face, NUMBER_SIZE, colour(self.design.number))])
            canvas.draw_line(line, NUMBER.x + 7.2, SLIDE_HEIGHT - NUMBER.y - NUMBER.height / 2 - NUMBER_SIZE * 0.3, None)

    def fill(self, frame: Frame, role: str) -> None:
        self.canvas.fill_rectangle(frame.x, SLIDE_HEIGHT - frame.y - frame.height, frame.width, frame.height, self.setter.colour(role))

    def ornament(self, ornament: Ornament) -> None:
        if ornament.corners:
            for corners in ornament.corners:
                self.canvas.fill_outline(corners, ornament.frame.x, SLIDE_HEIGHT - ornament.frame.y, self.setter.colour(ornament.colour))
            return
        if not ornament.columns:
            self.fill(ornament.frame, ornament.colour)
            return
        self.canvas.emit(_pattern(ornament, self.setter.colour(ornament.colour)))

    def disc(self, disc: PictogramDisc) -> None:
        """Draw a pictogram on its disc."""
        frame, drawing = disc.frame, disc.drawing
        x, y = frame.x, SLIDE_HEIGHT - frame.y - frame.height
        self.canvas.fill_rounded(x, y, frame.width, frame.height, frame.width / 2, self.setter.colour("primary"))
        strokes = strokes_of(disc.pictogram.name, mirrored=disc.pictogram.mirrored)
        self.canvas.emit(drawn_strokes(strokes, drawing.x, SLIDE_HEIGHT - drawing.y, drawing.width / SIDE, self.setter.colour("on_primary")))

    def text(self, box: TextBox, page: Element, tag: str) -> None:
        placeholder = self.design.placeholder(box.placeholder)
        parts = self.flowables(box.paragraphs, page, tag)
        width, _ = placeholder.room
        top = SLIDE_HEIGHT - placeholder.frame.y - self.above(placeholder, stack_height(parts, width))
        draw_stack(self.canvas, parts, placeholder.frame.x + placeholder.inset, top, width)

    def above(self, placeholder: Placeholder, height: float) -> float:
        """Return the space above the text of a box, according to its anchor."""
        free = placeholder.frame.height - height
        return {"t": INSET_Y, "ctr": free / 2, "b": free - INSET_Y}[placeholder.anchor]

    def flowables(self, paragraphs: Sequence[SetParagraph], page: Element, tag: str) -> list[Flowable]:
        """Set paragraphs; those with marks are items of one list."""
        parts: list[Flowable] = []
        for marked, group in groupby(paragraphs, key=lambda one: one.mark != "none"):
            if not marked:
                for one in group:
                    element = page.child(tag)
                    parts.append(self.setter.set_paragraph(one, element, element))
                continue
            listed = page.child("L")
            for one in group:
                item = listed.child("LI")
                label = item.child("Lbl")
                ordinal = self.locale.label("ordinal_label", number=self.locale.number(one.number))
                parts.append(self.setter.set_paragraph(one, item.child("LBody"), label, ordinal))
        return parts

    def picture(self, page: Element) -> None:
        picture = self.slide.picture
        if isinstance(picture, ShapeGroup):
            drawing = Drawing(picture, page.child("Figure", alt=picture.alt), self.setter.colour, self.setter.shape_text)
            drawing.draw(self.canvas, picture.frame.x, SLIDE_HEIGHT - picture.frame.y, picture.frame.width)
        elif isinstance(picture, TableBox):
            self.table(picture, page.child("Table"))
        elif isinstance(picture, CodeBox):
            with self.canvas.marked(page.child("Figure", alt=picture.alt)):
                self.fill(picture.frame, "background")
                runs = [(one.x, SLIDE_HEIGHT - one.y - one.height, one.width, one.height) for one in picture.runs]
                self.canvas.fill_rectangles(runs, self.setter.colour("ink"))
        elif isinstance(picture, ChartBox):
            chart = ChartDrawing(picture, page.child("Figure", alt=picture.chart.alt), self.setter.colour, self.setter.shape_text)
            chart.draw(self.canvas, picture.frame.x, SLIDE_HEIGHT - picture.frame.y, picture.frame.width)

    def mark(self, mark: Shape, page: Element) -> None:
        """Draw a shape in the margins."""
        linked = (replace(one, text=Text(tuple(replace(run, link=mark.link or None) for run in one.text.runs))) for one in mark.paragraphs)
        group = ShapeGroup(mark.frame, (replace(mark, paragraphs=tuple(linked)),), "")
        drawing = Drawing(group, page.child("P"), self.setter.colour, self.setter.shape_text)
        drawing.draw(self.canvas, mark.frame.x, SLIDE_HEIGHT - mark.frame.y, mark.frame.width)

    def table(self, box: TableBox, table: Element) -> None:
        y = box.frame.y
        for index, (cells, height) in enumerate(zip(box.cells, box.heights, strict=True)):
            row, right = table.child("TR"), box.frame.x + box.frame.width
            for column, (cell, width) in enumerate(zip(cells, box.columns, strict=True)):
                right -= width
                element = row.child("TH", scope="Column") if index == 0 else row.child("TD")
                self.cell(cell, Frame(right, y, width, height), box.background(index, column), element)
            y += height

    def cell(self, paragraph: SetParagraph, frame: Frame, background: str, element: Element) -> None:
        top, bottom = SLIDE_HEIGHT - frame.y, SLIDE_HEIGHT - frame.y - frame.height
        right, rule = frame.x + frame.width, self.setter.colour("rule")
        with self.canvas.artifact():
            self.fill(frame, background)
            for x, y, to_x, to_y in (
                (frame.x, top, right, top),
                (frame.x, bottom, right, bottom),
                (frame.x, top, frame.x, bottom),
                (right, top, right, bottom),
            ):
                self.canvas.stroke_line(x, y, to_x, to_y, rule, HAIRLINE)
        parts = self.setter.shape_text(paragraph, element)
        width = frame.width - 2 * CELL_PADDING
        draw_stack(self.canvas, parts, frame.x + CELL_PADDING, top - (frame.height - stack_height(parts, width)) / 2, width)

    def logo(self, logo: PictureBox, page: Element) -> None:
        image = ImageReader(io.BytesIO(logo.picture))
        width, height = image.getSize()
        frame = contained(logo.frame, width / height)
        with self.canvas.marked(page.child("Figure", alt=logo.alt)):
            self.canvas.drawImage(image, frame.x, SLIDE_HEIGHT - frame.y - frame.height, frame.width, frame.height, mask="auto")
