"""Write a placed deck: boxes into placeholders, figures as native shapes, charts and tables, and notes."""

from __future__ import annotations

import datetime
import io
import uuid
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import AutoShapeType
from pptx.shapes.autoshape import Shape as AutoShape
from pptx.util import Emu

from generator.layout.boxes import (
    LINE,
    ROUNDING,
    SHAPE_INSET,
    ChartBox,
    CodeBox,
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
from generator.layout.designs import DESIGNS, Placeholder, design_of
from generator.layout.steps import STEPPED, steps_of
from generator.model.date import DATE
from generator.model.deck import SpeakerNotes
from generator.model.text import Run, Text, text
from generator.settings.locale import Locale
from generator.settings.theme import Theme
from generator.typography.fonts import FontSet
from generator.writers.pptx.levels import SCHEME, layout_style, other_style
from generator.writers.pptx.links import connect_jumps, connect_links, jump
from generator.writers.pptx.origins import (
    DeckRecord,
    RecordedParagraph,
    RecordedShape,
    RecordedSlide,
    record_to_xml,
    recorded,
    recorded_box,
    recorded_chart,
    slide_identifiers,
)
from generator.writers.pptx.ornaments import decorative, rectangles
from generator.writers.pptx.package import DeckPackage, add_custom_xml, add_notes, add_slide, opened, written
from generator.writers.pptx.pictograms import disc_group
from generator.writers.pptx.printing import fill_page
from generator.writers.pptx.tables import add_table
from generator.writers.pptx.template import make_template, slide_number
from generator.writers.pptx.text import fill, make_right_to_left, plain_paragraph, typed_number
from generator.writers.pptx.timing import Countdown, Effect, Entrance, timing
from generator.writers.pptx.xml import Element, element, emu, free_outline, solid

KINDS = {
    "rectangle": MSO_SHAPE.RECTANGLE,
    "rounded": MSO_SHAPE.ROUNDED_RECTANGLE,
    "ellipse": MSO_SHAPE.OVAL,
    "arrow_left": MSO_SHAPE.LEFT_ARROW,
    # Its outline replaces the rectangle's.
    "outline": MSO_SHAPE.RECTANGLE,
}
SOURCE_INDEX = 13
PLACEHOLDER = f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def write_pptx(deck: PlacedDeck, theme: Theme, faces: FontSet, locale: Locale, date: datetime.datetime = DATE) -> bytes:
    """Write a deck as a .pptx file that states a date in UTC."""
    package = opened(make_template(theme, faces, locale))
    layouts = {design.key: number for number, design in enumerate(DESIGNS, 1)}
    slides: list[RecordedSlide] = []
    jumps: list[tuple[Any, list[Element]]] = []
    named: dict[str, Any] = {}
    for number, (placed, identifier) in enumerate(zip(deck.slides, slide_identifiers(deck.title, len(deck.slides)), strict=True), 1):
        part = add_slide(package, number, identifier, layouts[placed.layout])
        writer = _Slide(package, part, placed, theme, locale, number, deck)
        slides.append(RecordedSlide(identifier, *writer.write()))
        jumps.append((part, writer.jumps))
        named[placed.name] = part
    for part, links in jumps:
        connect_jumps(part, links, named)
    add_custom_xml(package, record_to_xml(DeckRecord(locale.country, tuple(slides))))
    _sections(package.presentation._element, deck)
    _properties(package.package.core_properties, deck, locale, date)
    return written(package, date)


def _properties(properties: Any, deck: PlacedDeck, locale: Locale, date: datetime.datetime) -> None:
    properties.title, properties.subject, properties.author = deck.title, deck.subject, deck.author
    properties.language, properties.last_modified_by = locale.language, deck.author
    # python-pptx takes dates without a time zone for UTC.
    properties.created = properties.modified = date.replace(tzinfo=None)
    properties.revision = 1


def _sections(presentation: Element, deck: PlacedDeck) -> None:
    """Group the slides by the section that they belong to ([MS-PPTX] 2.2.3, sectionLst)."""
    made = etree.Element(f"{{{P14}}}sectionLst", nsmap={"p14": P14})
    identifiers = [one.get("id") for one in presentation.sldIdLst]
    grouped = groupby(zip(deck.slides, identifiers, strict=True), key=lambda one: one[0].section)
    for number, (name, group) in enumerate(grouped, 1):
        section = etree.SubElement(made, f"{{{P14}}}section", name=name, id=f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'{deck.title}/{number}/{name}')!s}}}".upper())
        listed = etree.SubElement(section, f"{{{P14}}}sldIdLst")
        for _, identifier in group:
            etree.SubElement(listed, f"{{{P14}}}sldId", id=identifier)
    extensions = presentation.find(qn("p:extLst"))
    if extensions is None:
        extensions = element("p:extLst")
        presentation.append(extensions)
    extensions.append(element("p:ext", {"uri": "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"}, made))


class _Slide:
    """Fill one slide."""

    def __init__(self, package: DeckPackage, part: Any, placed: PlacedSlide, theme: Theme, locale: Locale, number: int, deck: PlacedDeck) -> None:
        self.package = package
        self.part = part
        self.slide = part.slide
        self.placed = placed
        self.theme = theme
        self.locale = locale
        self.number = number
        self.animated, self.deck_title = deck.animated, deck.title
        self.shapes: list[RecordedShape] = []
        self.effects: list[Effect] = []
        self.jumps: list[Element] = []

    def write(self) -> tuple[tuple[RecordedShape, ...], tuple[RecordedParagraph, ...]]:
        """Fill the slide; return where its texts and those of its notes come from."""
        design = design_of(self.placed.layout)
        tree = self.slide.shapes._spTree
        boxes = {placeholder.index: (placeholder, box) for box in self.placed.boxes for placeholder in (design.placeholder(box.placeholder),)}
        held = {int(mark.get("idx", 0)): shape for shape in tree if (mark := shape.find(PLACEHOLDER)) is not None}
        for index, shape in held.items():
            if index in boxes:
                placeholder, box = boxes[index]
                fill(shape.txBody, box.paragraphs, self.locale, layout_style(placeholder, self.theme, self.locale))
                self.record(shape.nvSpPr.cNvPr, box.paragraphs)
                if box.placeholder in self.placed.built:
                    self.build(shape, box, placeholder)
            else:
                tree.remove(shape)
        self.picture()
        for disc in self.placed.discs:
            tree.append(disc_group(disc, tree.max_shape_id + 1))
        for logo in self.placed.logos:
            self.logo(logo)
        # The order of shapes is the reading order: the source after the figure, the slide number last.
        if SOURCE_INDEX in boxes:
            tree.append(held[SOURCE_INDEX])
        self.margins()
        if design.number:
            tree.append(slide_number(900, self.locale, self.number))
        if self.effects and self.animated:
            tree.getparent().getparent().append(timing(self.effects))
        notes = self.notes(self.placed.notes)
        self.jumps = connect_links(self.part)
        order = [int(one.get("id")) for one in tree.iter(qn("p:cNvPr"))]
        return tuple(sorted(self.shapes, key=lambda shape: order.index(shape.identifier))), notes

    def record(self, properties: Element, paragraphs: Sequence[SetParagraph]) -> None:
        """Record where the paragraphs of a shape come from, by its non-visual properties."""
        labels = [typed_number(one, self.locale) for one in paragraphs]
        self.shapes.append(RecordedShape(int(properties.get("id")), recorded_box(paragraphs, labels)))

    def picture(self) -> None:
        """Write the slide's figure, table, chart or code."""
        picture = self.placed.picture
        if isinstance(picture, ShapeGroup):
            self.figure(picture)
        elif isinstance(picture, TableBox):
            properties = add_table(self.slide.shapes, picture, self.placed.title, self.theme, self.locale)
            self.record(properties, [cell for row in picture.cells for cell in row])
        elif isinstance(picture, CodeBox):
            self.code(picture)
        elif isinstance(picture, ChartBox):
            # Imported late: charts need a spreadsheet writer.
            from generator.writers.pptx.chart import add_chart

            identifier = add_chart(self.slide.shapes, picture, self.placed.title, self.locale)
            self.shapes.append(RecordedShape(identifier, recorded_chart(picture)))

    def code(self, box: CodeBox) -> None:
        """Write a QR code as a group: its ground and its modules."""
        group = self.slide.shapes.add_group_shape()
        identifier = group._element.max_shape_id
        properties = element("p:cNvPr", {"id": identifier + 1, "name": "Ground"}, decorative())
        group._element.append(rectangles(properties, (box.frame,), "background"))
        group._element.append(rectangles(element("p:cNvPr", {"id": identifier + 2, "name": "Modules"}, decorative()), box.runs, "ink"))
        group._element.recalculate_extents()
        group._element.nvGrpSpPr.cNvPr.set("name", box.alt)
        group._element.nvGrpSpPr.cNvPr.set("descr", box.alt)

    def build(self, shape: Element, box: TextBox, placeholder: Placeholder) -> None:
        """Let the text of a box appear by click: paragraph by paragraph, or with its background as a whole."""
        identifier = int(shape.nvSpPr.cNvPr.get("id"))
        parts = [None] if placeholder.fill else range(len(box.paragraphs))
        self.effects += [Entrance(identifier, part) for part in parts]

    def figure(self, picture: ShapeGroup) -> None:
        """Write a figure as one group, or as one for each step, of which all but the first appear by click."""
        steps = steps_of(picture) if self.animated and self.placed.layout in STEPPED else (picture,)
        for number, step in enumerate(steps, 1):
            name = self.locale.label("figure_step", title=self.placed.title, number=self.locale.number(number), count=self.locale.number(len(steps)))
            identifier = self.group(step, self.placed.title if len(steps) == 1 else name, step.alt or name)
            if number > 1:
                self.effects.append(Entrance(identifier, is_group=True))

    def margins(self) -> None:
        """Write the progress mark, the way back to the agenda, and the minutes and the bar of a countdown."""
        tree = self.slide.shapes._spTree
        for identifier, mark in enumerate(self.placed.marks, tree.max_shape_id + 1):
            self.shape(self.slide.shapes, mark, identifier)
            if mark.minutes:
                self.effects.append(Countdown(identifier, mark.minutes))
        for identifier, bars in enumerate(self.placed.progress, tree.max_shape_id + 1):
            properties = element("p:cNvPr", {"id": identifier, "name": "Progress"}, decorative())
            tree.append(rectangles(properties, bars.frames, bars.colour))

    def group(self, picture: ShapeGroup, name: str, alt: str) -> int:
        """Write a group; return its identifier."""
        group = self.slide.shapes.add_group_shape()
        for identifier, shape in enumerate(picture.shapes, group._element.max_shape_id + 1):
            self.shape(group, shape, identifier)
        group._element.recalculate_extents()
        properties = group._element.nvGrpSpPr.cNvPr
        properties.set("name", name)
        properties.set("descr", alt)
        return int(properties.get("id"))

    def shape(self, group: Any, shape: Shape, identifier: int) -> None:
        frame = shape.frame
        # Not by group.shapes.add_shape, which measures the whole group again after each shape.
        places = (emu(one) for one in (frame.x, frame.y, frame.width, frame.height))
        made: Any = AutoShape(group._element.add_autoshape(identifier, shape.name, AutoShapeType(KINDS[shape.kind]).prst, *places), self.slide.shapes)
        properties = made._element.spPr
        if shape.corners:
            properties.replace(properties.find(qn("a:prstGeom")), free_outline(shape.frame, [shape.corners]))
        properties.append(solid(SCHEME[shape.fill]) if shape.fill else element("a:noFill"))
        properties.append(element("a:ln", {"w": emu(LINE)}, solid(SCHEME[shape.line])) if shape.line else element("a:ln", None, element("a:noFill")))
        style = made._element.find(qn("p:style"))
        if style is not None:
            made._element.remove(style)
        names = made._element.nvSpPr.cNvPr
        if shape.link:
            names.append(jump(shape.link, tip=shape.name))
        if shape.minutes:
            names.set("descr", shape.name)
        elif not shape.paragraphs:
            names.append(decorative())
        if shape.kind == "rounded":
            made.adjustments[0] = ROUNDING
        frame_ = made.text_frame
        frame_.margin_left = frame_.margin_right = Emu(emu(SHAPE_INSET))
        frame_.margin_top = frame_.margin_bottom = Emu(emu(4))
        frame_.vertical_anchor = MSO_ANCHOR.TOP if shape.top else MSO_ANCHOR.MIDDLE
        frame_.word_wrap = True
        body = made._element.txBody
        body.find(qn("a:bodyPr")).set("rtlCol", "1")
        if shape.paragraphs:
            fill(body, shape.paragraphs, self.locale, other_style(self.theme))
            self.record(made._element.nvSpPr.cNvPr, shape.paragraphs)
        else:
            make_right_to_left(body)

    def logo(self, logo: PictureBox) -> None:
        """Place a logo as large as its frame allows, at the frame's right."""
        picture = self.slide.shapes.add_picture(io.BytesIO(logo.picture), 0, 0)
        frame = contained(logo.frame, picture.width / picture.height)
        picture.left, picture.top, picture.width, picture.height = (Emu(emu(one)) for one in (frame.x, frame.y, frame.width, frame.height))
        picture._element.nvPicPr.cNvPr.set("descr", logo.alt)

    def notes(self, notes: SpeakerNotes) -> tuple[RecordedParagraph, ...]:
        part = add_notes(self.package, self.number, self.part)
        (body,) = (shape.txBody for shape in part._element.cSld.spTree if (mark := shape.find(PLACEHOLDER)) is not None and mark.get("type") == "body")
        fill_page(part._element, self.deck_title, self.number, self.locale)
        lines = list(self.lines(notes))
        body.extend(plain_paragraph(line, self.locale) for line in lines)
        connect_links(part)
        return tuple(map(recorded, lines))

    def lines(self, notes: SpeakerNotes) -> Iterator[Text]:
        locale = self.locale
        if notes.begins is not None and notes.ends is not None:
            yield text(self.time(notes.begins, notes.ends, notes.minutes), strong=True)
        for key, words in (("say", notes.say), ("ask", notes.ask), ("do", notes.do)):
            if words is not None:
                label = Run(locale.label("note_field", label=locale.label(key), text=""), strong=True)
                yield Text((label, *words.runs), words.span)
        for one in notes.lists:
            yield self.labelled(one.label)
            yield from (Text((Run("• "), *item.runs)) for item in one.items)
        if notes.sources:
            yield self.labelled(text(locale.label("facts")))
            yield from (Text((Run("• "), *fact.runs)) for fact in notes.sources)

    def time(self, begins: datetime.time, ends: datetime.time, minutes: int) -> str:
        """Return the words for when a slide is shown and for how long; of one without minutes, for when it begins."""
        locale = self.locale
        if not minutes:
            return locale.label("notes_begin", time=locale.time(begins))
        times = locale.label("time_range", start=locale.time(begins), end=locale.time(ends))
        return locale.label("notes_time", time=times, duration=locale.count("minute", minutes))

    def labelled(self, label: Text) -> Text:
        """Return the line above a list."""
        return text(self.locale.label("list_label", label=label.plain), strong=True)
