"""Convert a document's blocks to flowables and to elements of its structure tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, ClassVar

from generator.diagnostics import ContentError, Diagnostic, Span, shortened
from generator.messages import say
from generator.model.document import (
    AnswerSheet,
    BarTable,
    Block,
    Callout,
    ChartBlock,
    Contents,
    FigureBlock,
    Heading,
    KeepTogether,
    ListBlock,
    Masthead,
    PageBreak,
    Paragraph,
    RatingBlock,
    RoomPlan,
    SlideRow,
    SlideTable,
    Space,
    TableBlock,
    Timetable,
    TitleBlock,
    WritingLines,
)
from generator.model.text import Run, Text
from generator.settings.locale import Locale
from generator.settings.theme import PrintSizes, Theme
from generator.typography.fonts import FontSet
from generator.typography.paragraph import Styled, assign_faces, set_line
from generator.writers.pdf.canvas import Inline
from generator.writers.pdf.flow import Columns, Flowable, Gap, NewPage, Together
from generator.writers.pdf.flowables import Alignment, Boxed, PageNumber, Row, Ruled, SetText, Setting, TableFlow
from generator.writers.pdf.structure import Element

if TYPE_CHECKING:
    from generator.layout.boxes import PlacedDeck, SetParagraph
    from generator.model.deck import Deck
    from generator.writers.pdf.slide_pictures import SlidePicture


TEXT_WIDTH = 595.276 - 2 * 62.0
# The greatest heights of figures: by their kind, and of all others.
FIGURE_HEIGHTS = {"hub": 250.0, "levels": 250.0, "venn": 200.0}
FIGURE_HEIGHT = 300.0
CHART_HEIGHT = 190.0
HANDWRITING = 24.0
# Where the text of a cover begins, below the first line of its page's text.
COVER_TEXT = 276.0
# What large type adds to each size, in points.
LARGER = 1.0
# The shares of the columns beside pictures of slides.
SLIDE_COLUMNS = (1.0, 1.75)
# Options stand in two columns if these are at most this share of the height of one.
TWO_COLUMNS = 0.7
# A web address that needs more than a line at this size is broken.
SMALLEST_ADDRESS = 6.5


@dataclass(frozen=True)
class ParagraphStyle:
    """The style of a paragraph: face, size, colour, spacing and alignment."""

    size: float
    setting: Setting
    heading: bool = False
    bold: bool = False
    colour: str = "ink"


def larger(sizes: PrintSizes) -> PrintSizes:
    """Return the sizes of a document that is read while standing."""
    first, second, third = sizes.heading
    return replace(sizes, body=sizes.body + LARGER, small=sizes.small + LARGER, heading=(first + LARGER, second + LARGER, third + LARGER))


class BlockSetter:
    """Set blocks; `found` collects the diagnostics of figures, charts and slides that do not fit. Only slides need the locale.

    `decks` are those of the document, whose slides some blocks show.
    """

    def __init__(self, theme: Theme, faces: FontSet, locale: Locale | None = None, *, large: bool = False, decks: Sequence[Deck] = ()) -> None:
        self.theme = theme
        self.faces = faces
        self.locale = locale
        self.sizes = larger(theme.print) if large else theme.print
        self.named = 0
        self.decks = decks
        # The decks that were placed for their pictures, by index: a document has the rows of one deck in several tables.
        self.placed: dict[int, PlacedDeck] = {}
        self.found: list[Diagnostic] = []

    def for_slides(self) -> BlockSetter:
        """Return what sets the text of slides, whose sizes do not depend on those of print."""
        return BlockSetter(self.theme, self.faces, self.locale)

    def flow(self, blocks: Sequence[Block], parent: Element) -> list[Flowable]:
        """Set blocks in order."""
        return [flowable for block in blocks for flowable in self.block(block, parent)]

    def block(self, block: Block, parent: Element) -> list[Flowable]:
        setter: Callable[[Block, Element], list[Flowable]] = self.SETTERS[type(block)].__get__(self)
        return setter(block, parent)

    def heading(self, block: Heading, parent: Element) -> list[Flowable]:
        size = self.sizes.heading[min(block.level, 3) - 1]
        setting = Setting(size * 1.55, before=size * (1.1 if block.level < 3 else 0.8), after=size * 0.3)
        style = ParagraphStyle(size, setting, heading=True, bold=True, colour="primary" if block.level < 3 else "accent")
        flowable = self.text(block.text, style, parent.child(f"H{block.level}"))
        if block.level < 3:
            flowable.outline = (block.text.plain, block.level - 1)
            flowable.name = block.name or self.place()
        flowable.keep_with_next = True
        return [flowable]

    def place(self) -> str:
        """Name a place for the bookmarks only."""
        self.named += 1
        return f"place-{self.named}"

    def paragraph(self, block: Paragraph, parent: Element) -> list[Flowable]:
        element = parent.child("P")
        flowable = self.address(block.text, element) if block.role == "address" else self.text(block.text, self.roles[block.role], element)
        flowable.keep_with_next = block.role in ("description", "address")
        return [flowable]

    def address(self, words: Text, element: Element, indent: float = 0.0) -> SetText:
        """Set a web address on one line, at a smaller size if it is long: broken it could not be searched."""
        room = set_line([Styled(words.plain, self.faces.face("text"), 1.0, direction="ltr")]).width
        size = min(self.sizes.small, max(SMALLEST_ADDRESS, (TEXT_WIDTH - indent) / room - 0.01))
        return self.text(words, ParagraphStyle(size, Setting(self.sizes.small * self.sizes.leading, after=self.sizes.small * 0.6, indent=indent)), element)

    @cached_property
    def roles(self) -> dict[str, ParagraphStyle]:
        """Return the style of each paragraph role."""
        body, small, leading = self.sizes.body, self.sizes.small, self.sizes.leading
        running: Alignment = "justified" if self.sizes.justified else "right"
        fine = Setting(small * leading, after=small * 0.6)
        return {
            "body": ParagraphStyle(body, Setting(body * leading, after=body * 0.6, alignment=running)),
            "lead": ParagraphStyle(body + 1, Setting((body + 1) * leading, after=body * 0.8), colour="primary"),
            "description": ParagraphStyle(small, fine, colour="muted"),
            "small": ParagraphStyle(small, fine, colour="muted"),
            "caption": ParagraphStyle(small, Setting(small * leading, after=small), bold=True, colour="muted"),
        }

    def list_block(self, block: ListBlock, parent: Element) -> list[Flowable]:
        element = parent.child("L")
        small = block.role == "references"
        size = self.sizes.small + 0.5 if small else self.sizes.body
        indent = max({"references": 2.6, "options": 2.4}.get(block.role, 1.7) * size, self.widest(label for label, _ in block.items) * size + 0.45 * size)
        setting = Setting(size * self.sizes.leading, after=size * 0.35, indent=indent)
        flowables: list[Flowable] = []
        for index, (label, item) in enumerate(block.items):
            entry = element.child("LI")
            mark = Styled(label, self.faces.face("text", bold=True), size, self.colour("accent"))
            labelled = (mark, entry.child("Lbl"))
            body = entry.child("LBody")
            flowable = self.text(item, ParagraphStyle(size, setting), body, label=labelled)
            flowable.name = block.names[index] if block.names else None
            flowables.append(flowable)
            address = block.addresses[index] if block.addresses else None
            if address:
                flowable.keep_with_next, flowable.after = True, 0.0
                flowables.append(self.address(address, body, indent))
        if flowables:
            flowables[-1].after = size * 0.8
            flowables[0].keep_with_next = len(flowables) > 1 and block.role != "references"
        return [self.shorter(flowables)] if block.role == "options" else flowables

    @staticmethod
    def shorter(options: Sequence[Flowable]) -> Flowable:
        """Set options one below the other, or in two columns, the first half at the right, if that is much shorter."""
        half = -(-len(options) // 2)
        one, two = Together(options), Columns([options[:half], options[half:]] if len(options) > 1 else [options])
        chosen = two if two.height(TEXT_WIDTH) <= TWO_COLUMNS * one.height(TEXT_WIDTH) else one
        chosen.after = options[-1].after
        return chosen

    def widest(self, labels: Iterable[str]) -> float:
        """Return the width of the widest label, in ems."""
        face = self.faces.face("text", bold=True)
        return max((set_line(assign_faces([Styled(label, face, 1.0)], self.faces)).width for label in labels), default=0.0)

    def table(self, block: TableBlock, parent: Element) -> list[Flowable]:
        flowables = self.paragraph(Paragraph(block.caption, "caption"), parent) if block.caption else []
        if flowables:
            flowables[0].keep_with_next = True
        element = parent.child("Table")
        head = self.head(block, element) if block.columns else None
        backgrounds = {index: self.colour("soft_background") for index in block.shaded}
        rows = [self.row(row, element, fill=block.fill, background=backgrounds.get(index)) for index, row in enumerate(block.rows)]
        rows = [row if cell is None else replace(row, background=self.colour("tint"), marked=cell) for row, cell in zip_longest(rows, block.marked)]
        # The heading is content once; its repetition after a page break is an artifact.
        repeated = (lambda: self.head(block, None)) if block.columns else None
        return [
            *flowables,
            TableFlow(
                rows, block.widths, head, repeated, self.colour("rule"), self.colour("primary"), padding=3.0 if block.compact else 6.0, margin=block.margin
            ),
        ]

    def head(self, block: TableBlock, table: Element | None) -> Row:
        return self.heading_row(block.columns, table.child("TR") if table else None)

    def heading_row(self, columns: Iterable[Text], row: Element | None) -> Row:
        """Set the headings of columns; without an element they are the repetition on a further page."""
        size = self.sizes.body - 1
        style = ParagraphStyle(size, Setting(size * 1.5), bold=True, colour="on_primary")
        return Row(tuple((self.text(column, style, row.child("TH", scope="Column") if row else None),) for column in columns))

    def row(self, cells: tuple[Text, ...], table: Element, *, fill: bool, background: str | None = None) -> Row:
        row = table.child("TR")
        size = self.sizes.body - 1
        style = ParagraphStyle(size, Setting(size * 1.5))
        made = []
        for cell in cells:
            element = row.child("TD")
            made.append((self.text(cell, style, element),) if cell else ())
        return Row(tuple(made), HANDWRITING * 1.5 if fill else 0.0, background)

    def figure(self, block: FigureBlock, parent: Element) -> list[Flowable]:
        # Imported late: most documents have no figure.
        from generator.layout.boxes import Frame
        from generator.layout.diagrams import place_diagram, texts_too_long
        from generator.layout.fitting import TextMeasurer
        from generator.writers.pdf.drawing import Drawing

        frame = Frame(0, 0, TEXT_WIDTH, FIGURE_HEIGHTS.get(block.diagram.kind, FIGURE_HEIGHT))
        measurer = TextMeasurer(self.theme, self.faces, slack=1.0)
        group = place_diagram(block.diagram, frame, measurer, self.figure_sizes)
        if group is None:
            too_long = texts_too_long(block.diagram, frame, measurer, self.figure_sizes) or [block.caption]
            self.found += [overflow(one.plain, one.span, "overflow.printed-figure") for one in too_long]
            return []
        element = parent.child("Figure", alt=block.diagram.alt)
        drawing = Drawing(group, element, self.colour, self.shape_text)
        return [Together([drawing, *self.paragraph(Paragraph(block.caption, "caption"), parent)])]

    def chart(self, block: ChartBlock, parent: Element) -> list[Flowable]:
        from generator.layout.boxes import Frame
        from generator.layout.charts import place_chart, words_too_long
        from generator.layout.fitting import TextMeasurer
        from generator.writers.pdf.charts import ChartDrawing

        frame, measurer = Frame(0, 0, TEXT_WIDTH, CHART_HEIGHT), TextMeasurer(self.theme, self.faces, slack=1.0)
        box = place_chart(block.chart, frame, measurer, self.figure_sizes)
        if box is None:
            too_long = words_too_long(block.chart, frame, measurer, self.figure_sizes[-1]) or [block.caption]
            self.found += [overflow(one.plain, one.span, "overflow.printed-chart") for one in too_long]
            return []
        drawing = ChartDrawing(box, parent.child("Figure", alt=block.chart.alt), self.colour, self.shape_text)
        return [Together([drawing, *self.paragraph(Paragraph(block.caption, "caption"), parent)])]

    @property
    def figure_sizes(self) -> tuple[float, ...]:
        """Return the text sizes of figures, the largest first."""
        return tuple(self.sizes.small + step for step in (3.0, 2.0, 1.0, 0.5))

    def shape_text(self, paragraph: SetParagraph, element: Element) -> list[Flowable]:
        return [self.set_paragraph(paragraph, element, element)]

    def set_paragraph(self, paragraph: SetParagraph, element: Element, label: Element, ordinal: str = "") -> SetText:
        """Set a paragraph of a placed box; its mark, `ordinal` if it is numbered, belongs to `label`."""
        style = paragraph.style
        setting = Setting(style.leading, before=paragraph.above, indent=paragraph.indent, alignment="centre" if style.centred else "right")
        styled = ParagraphStyle(style.size, setting, heading=style.face == "heading", bold=style.bold, colour=style.colour)
        sign = {"none": "", "bullet": "•", "number": ordinal}[paragraph.mark]
        mark = (Styled(sign, self.faces.face("text"), style.size, self.colour(style.mark_colour)), label) if sign else None
        return self.text(paragraph.text, styled, element, label=mark)

    def slide_table(self, block: SlideTable, parent: Element) -> list[Flowable]:
        """Set slides beside their notes; a slide that was divided has a picture for each part."""
        from generator.writers.pdf.slide_pictures import pictures_of

        assert self.locale is not None
        try:
            pictures = pictures_of(block.deck, self)
        except ContentError as error:
            self.found += error.diagnostics
            return []
        element = parent.child("Table")
        head = self.heading_row(block.columns, element.child("TR"))
        rows = [self.slide_row(row, pictures[row.slide], element.child("TR")) for row in block.rows]
        return [TableFlow(rows, SLIDE_COLUMNS, head, lambda: self.heading_row(block.columns, None), self.colour("rule"), self.colour("primary"))]

    def slide_row(self, row: SlideRow, pictures: Sequence[SlidePicture], element: Element) -> Row:
        size = self.sizes.body
        first, second = element.child("TD"), element.child("TD")
        time = ParagraphStyle(size + 2, Setting((size + 2) * 1.4), bold=True, colour="primary")
        small = ParagraphStyle(self.sizes.small, Setting(self.sizes.small * 1.5, after=3), colour="muted")
        cell: list[Flowable] = [self.text(row.time, time, first.child("P"))]
        for picture in pictures:
            cell.append(picture.under(first.child("Figure", alt=picture.alt)))
            shown = [picture.caption, *([row.duration] if row.duration and picture is pictures[0] else [])]
            cell.append(self.text(_side_by_side(shown), small, first.child("P")))
        body = ParagraphStyle(size, Setting(size * 1.5, after=size * 0.4))
        return Row((tuple(cell), tuple(self.text(one, body, second.child("P")) for one in row.notes)))

    def room(self, block: RoomPlan, parent: Element) -> list[Flowable]:
        from generator.layout.room import place_room
        from generator.writers.pdf.drawing import Drawing

        group = place_room(block, TEXT_WIDTH, self.sizes.small)
        drawing = Drawing(group, parent.child("Figure", alt=block.alt), self.colour, self.shape_text)
        return [Together([drawing, *self.paragraph(Paragraph(block.caption, "caption"), parent)])]

    def callout(self, block: Callout, parent: Element) -> list[Flowable]:
        element = parent.child("Sect")
        size = self.sizes.heading[2]
        style = ParagraphStyle(size, Setting(size * 1.5, after=4), heading=True, bold=True, colour="primary" if block.tone == "key" else "accent")
        label = self.text(block.label, style, element.child("H2" if block.tone == "key" else "H3"))
        parts = [label, *self.flow(block.blocks, element)]
        return [Boxed(parts, self.colour("soft_background"), self.colour("primary" if block.tone == "key" else "accent"))]

    def writing_lines(self, block: WritingLines, parent: Element) -> list[Flowable]:
        return [Ruled(block.count, HANDWRITING, self.colour("muted"))]

    def rating(self, block: RatingBlock, parent: Element) -> list[Flowable]:
        from generator.writers.pdf.forms import rating_table

        return [rating_table(self, block, parent)]

    def answer_sheet(self, block: AnswerSheet, parent: Element) -> list[Flowable]:
        from generator.writers.pdf.forms import answer_table

        return [answer_table(self, block, parent)]

    def bars(self, block: BarTable, parent: Element) -> list[Flowable]:
        from generator.writers.pdf.bars import bar_table

        return [bar_table(self, block, parent)]

    def contents(self, block: Contents, parent: Element) -> list[Flowable]:
        element = parent.child("TOC")
        rows = []
        size = self.sizes.body
        style = ParagraphStyle(size, Setting(size * 1.6))
        for entry, name in block.entries:
            item = element.child("TOCI")
            linked = Text(tuple(replace(run, link=f"#{name}") for run in entry.runs), entry.span)
            rows.append(Row(((self.text(linked, style, item),), (PageNumber(name, size * 1.6, self.page_number(name, style, item)),))))
        return [TableFlow(rows, (8.0, 1.0), None, None, padding=3.0)]

    def page_number(self, name: str, style: ParagraphStyle, element: Element) -> Callable[[str], SetText]:
        """Set a page number as a link to its page, once it is known."""
        return lambda number: self.text(Text((Run(number, link=f"#{name}"),)), style, element)

    def title(self, block: TitleBlock, parent: Element) -> list[Flowable]:
        size = self.sizes.title + (8 if block.full_page else 0)
        small = self.sizes.body
        kicker = self.text(block.kicker, ParagraphStyle(small, Setting(small * 1.6), bold=True, colour="accent"), parent.child("P"))
        title = self.text(block.title, ParagraphStyle(size, Setting(size * 1.55, after=2), heading=True, bold=True, colour="primary"), parent.child("H1"))
        title.name = block.name or self.place()
        title.outline = (block.title.plain, 0)
        details = [self.text(line, ParagraphStyle(small, Setting(small * 1.6), colour="muted"), parent.child("P")) for line in block.details]
        lead = [Gap(COVER_TEXT)] if block.full_page else []
        tail = [Gap(40)] if block.full_page else [Gap(10)]
        return [*lead, kicker, title, *details, *tail]

    def masthead(self, block: Masthead, parent: Element) -> list[Flowable]:
        size, small = self.sizes.title, self.sizes.body
        kicker = self.text(block.kicker, ParagraphStyle(small, Setting(small * 1.6), bold=True, colour="highlight"), parent.child("P"))
        title = self.text(block.title, ParagraphStyle(size, Setting(size * 1.5), heading=True, bold=True, colour="on_primary"), parent.child("H1"))
        title.name, title.outline = self.place(), (block.title.plain, 0)
        details = [self.text(line, ParagraphStyle(small, Setting(small * 1.6), colour="on_primary"), parent.child("P")) for line in block.details]
        return [Boxed([kicker, title, *details], self.colour("primary"), self.colour("highlight"), padding=16.0)]

    def timetable(self, block: Timetable, parent: Element) -> list[Flowable]:
        from generator.writers.pdf.timetable import TimetableSetter

        return [TimetableSetter(self, block).fitted(parent.child("Div"))]

    def keep_together(self, block: KeepTogether, parent: Element) -> list[Flowable]:
        return [Together(self.flow(block.blocks, parent))]

    def page_break(self, block: PageBreak, parent: Element) -> list[Flowable]:
        return [NewPage()]

    def space(self, block: Space, parent: Element) -> list[Flowable]:
        return [Gap(self.sizes.body)]

    def text(self, text: Text, style: ParagraphStyle, element: Element | None, *, label: tuple[Styled, Element] | None = None) -> SetText:
        """Set inline text in a style."""
        role = "heading" if style.heading else "text"
        runs: list[Styled] = []
        inline: Inline | None = None
        for number, run in enumerate(text.set_runs):
            face = self.faces.face(role, bold=style.bold or run.strong)  # type: ignore[arg-type]
            outward = run.link is not None and not run.link.startswith("#")
            # On dark backgrounds a link or a citation keeps the colour of its text.
            colour = "accent" if (run.citation or outward) and style.colour not in ("on_primary", "highlight") else style.colour
            size, raised = (style.size * 0.72, style.size * 0.3) if run.citation else (style.size, 0.0)
            if inline is None or inline.link != run.link:
                inline = Inline(run.link, number) if run.link else None
            runs.append(Styled(run.text, face, size, self.colour(colour), inline, raised, run.direction))
        flowable = SetText(runs, style.setting, element, self.faces, label)
        flowable.source = text
        return flowable

    def colour(self, role: str) -> str:
        value: str = getattr(self.theme.colours, role)
        return value

    SETTERS: ClassVar[dict[type, Any]] = {
        Heading: heading,
        Paragraph: paragraph,
        ListBlock: list_block,
        TableBlock: table,
        FigureBlock: figure,
        SlideTable: slide_table,
        RoomPlan: room,
        ChartBlock: chart,
        Callout: callout,
        WritingLines: writing_lines,
        RatingBlock: rating,
        AnswerSheet: answer_sheet,
        BarTable: bars,
        Contents: contents,
        TitleBlock: title,
        Masthead: masthead,
        Timetable: timetable,
        KeepTogether: keep_together,
        PageBreak: page_break,
        Space: space,
    }


def _side_by_side(texts: Iterable[Text]) -> Text:
    """Return texts on one line, divided by a dot."""
    runs = [run for number, one in enumerate(texts) for run in (*((Run(" · "),) if number else ()), *one.runs)]
    return Text(tuple(runs))


def overflow(words: str, span: Span, name: str) -> Diagnostic:
    """Return the diagnostic of text that does not fit in print, with the message of an id, at its place in the seeds."""
    return Diagnostic(span, say(name, words=shortened(words)), say("overflow.hint"))
