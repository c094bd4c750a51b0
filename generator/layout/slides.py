"""Place each slide of a deck: the layouts' geometry, sizes that step down until the text fits, and the split.

In: a `Deck`. Out: a `PlacedDeck`. A slide that does not fit at its smallest size is divided; where it cannot be, the
author is told which line of YAML to shorten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.diagnostics import ContentError, Diagnostic
from generator.layout.boxes import SLIDE_HEIGHT, SLIDE_WIDTH, Frame, PlacedDeck, PlacedSlide, SetParagraph, TableBox, TextBox
from generator.layout.diagrams import centred, place_diagram
from generator.layout.fitting import Measure
from generator.model.deck import Cover, Deck, Diagram, Grid, Instructions, Points, Question, Scenario, Slide
from generator.model.text import Text, text

MARGIN = 48.0
TITLE = Frame(MARGIN, 30, SLIDE_WIDTH - 2 * MARGIN, 66)
CONTENT = Frame(MARGIN, 118, SLIDE_WIDTH - 2 * MARGIN, 344)
SOURCE = Frame(MARGIN + 90, SLIDE_HEIGHT - 62, SLIDE_WIDTH - 2 * MARGIN - 90, 44)
COVER_TITLE = Frame(MARGIN + 40, 130, SLIDE_WIDTH - 2 * MARGIN - 80, 130)
COVER_SUBTITLE = Frame(MARGIN + 40, 270, SLIDE_WIDTH - 2 * MARGIN - 80, 50)
COVER_DETAILS = Frame(MARGIN + 40, 352, SLIDE_WIDTH - 2 * MARGIN - 80, 120)
CELL_PADDING = 7.0
Paragraphs = list[SetParagraph]


def place_deck(deck: Deck, measure: Measure, continued: Callable[[str], str]) -> PlacedDeck:
    """Place a deck; `continued` words the title of a slide that goes on.

    Raises ContentError with every slide that cannot be made to fit.
    """
    placer = _Placer(measure, continued)
    slides = tuple(placed for slide in deck.slides for placed in placer.slide(slide))
    if placer.found:
        raise ContentError(placer.found)
    return PlacedDeck(deck.title, deck.subject, deck.author, slides)


class _Placer:
    def __init__(self, measure: Measure, continued: Callable[[str], str]) -> None:
        self.measure = measure
        self.sizes = measure.theme.slides
        self.continued = continued
        self.found: list[Diagnostic] = []

    def slide(self, slide: Slide) -> Iterator[PlacedSlide]:
        body = slide.body
        if isinstance(body, Cover):
            yield self.cover(slide, body)
        elif isinstance(body, Points):
            yield from self.points(slide, body)
        elif isinstance(body, Grid):
            yield self.placed(slide, (), self.table(slide, body))
        elif isinstance(body, Diagram):
            picture = place_diagram(body, CONTENT, self.measure)
            if picture is None:
                self.refuse(slide, "the words of this figure do not fit their shapes", "shorten its labels and texts")
            yield self.placed(slide, (), centred(picture, CONTENT) if picture else None)
        else:
            yield self.placed(slide, (self.body(slide, self.paragraphs_of(body)),), None)

    def cover(self, slide: Slide, cover: Cover) -> PlacedSlide:
        title = self.fitted(slide, slide.title, COVER_TITLE, self.sizes.cover, colour="on_primary")
        subtitle = SetParagraph(cover.subtitle, self.measure.look(24, colour="on_primary"))
        details = tuple(SetParagraph(line, self.measure.look(18, colour="on_primary"), above=2) for line in cover.details)
        boxes = [TextBox(COVER_DETAILS, details, "details")]
        if cover.subtitle:
            boxes.insert(0, TextBox(COVER_SUBTITLE, (subtitle,), "subtitle"))
        return PlacedSlide("cover", title, tuple(boxes), None, slide.notes)

    def points(self, slide: Slide, points: Points) -> Iterator[PlacedSlide]:
        parts = self.divided(points, self.scale(slide))
        first = 1
        for index, part in enumerate(parts):
            shown = slide if index == 0 else replace(slide, title=text(self.continued(slide.title.plain), span=slide.title.span))
            yield self.placed(shown, (self.body(slide, self.points_at(points, part, first), self.scale(slide)),), None)
            first += len(part)

    def divided(self, points: Points, sizes: Sequence[float]) -> list[Sequence[Text]]:
        """Keep the points on one slide if they fit at some size, else halve them."""
        parts: list[Sequence[Text]] = [points.items]
        while not all(self.best_size(self.points_at(points, part, 1), sizes) for part in parts):
            if len(parts) >= len(points.items):
                break
            count = len(parts) + 1
            length = -(-len(points.items) // count)
            parts = [points.items[start : start + length] for start in range(0, len(points.items), length)]
        return parts

    def points_at(self, points: Points, items: Sequence[Text], first: int) -> Callable[[float], Paragraphs]:
        look = self.measure.look

        def at(size: float) -> Paragraphs:
            lead = [SetParagraph(points.lead, look(size, colour="muted"))] if points.lead else []
            mark = "number" if points.numbered else "bullet"
            return lead + [SetParagraph(item, look(size), mark, first + index, above=size * 0.55) for index, item in enumerate(items)]  # type: ignore[arg-type]

        return at

    def paragraphs_of(self, body: Question | Scenario | Instructions) -> Callable[[float], Paragraphs]:
        look = self.measure.look

        def question(size: float) -> Paragraphs:
            assert isinstance(body, Question)
            asked = [SetParagraph(body.question, look(size + 2, face="heading", bold=True, colour="primary"))]
            prompts = [SetParagraph(one, look(size), "bullet", above=size * 0.6) for one in body.prompts]
            return asked + prompts + [SetParagraph(one, look(size, colour="muted"), above=size) for one in body.details]

        def scenario(size: float) -> Paragraphs:
            assert isinstance(body, Scenario)
            mark = [SetParagraph(body.mark, look(size, bold=True, colour="accent"))]
            story = [SetParagraph(one, look(size), above=size * 0.4) for one in body.story if isinstance(one, Text)]
            return mark + story + [SetParagraph(one, look(size, bold=True), "number", index, above=size * 0.4) for index, one in enumerate(body.questions, 1)]

        def instructions(size: float) -> Paragraphs:
            assert isinstance(body, Instructions)
            details = [SetParagraph(one, look(size, bold=True, colour="accent"), above=2) for one in body.details]
            steps = [
                SetParagraph(Text((*step.runs, *text(f" ({minutes.plain})").runs)), look(size), "number", index, above=size * 0.5)
                for index, (step, minutes) in enumerate(body.steps, 1)
            ]
            return details + steps

        if isinstance(body, Question):
            return question
        return scenario if isinstance(body, Scenario) else instructions

    def scale(self, slide: Slide) -> Sequence[float]:
        """Give the sizes for a slide's text; sources are looked up, not read from the last row."""
        return self.sizes.label if slide.layout == "sources" else self.sizes.body

    def body(self, slide: Slide, at: Callable[[float], Paragraphs], sizes: Sequence[float] = ()) -> TextBox:
        sizes = sizes or self.sizes.body
        size = self.best_size(at, sizes)
        if size is None:
            self.refuse(slide, "the text of this slide does not fit, even at its smallest size", "shorten it, or divide it between two sections")
        return TextBox(CONTENT, tuple(at(size or sizes[-1])), "body")

    def best_size(self, at: Callable[[float], Paragraphs], sizes: Sequence[float]) -> float | None:
        return next((size for size in sizes if self.measure.height(at(size), CONTENT.width - 16) <= CONTENT.height - 8), None)

    def table(self, slide: Slide, grid: Grid) -> TableBox:
        weights = [0.8 if len(grid.columns) > 2 and index == 0 else 1.0 for index in range(len(grid.columns))]
        widths = tuple(CONTENT.width * weight / sum(weights) for weight in weights)
        for size in (*self.sizes.label, 16.0):
            cells = self.cells(grid, size)
            heights = tuple(
                max(self.measure.height([cell], width - 2 * CELL_PADDING) for cell, width in zip(row, widths, strict=True)) + 2 * CELL_PADDING for row in cells
            )
            if sum(heights) <= CONTENT.height:
                slack = min(14.0, (CONTENT.height - sum(heights)) / len(heights))
                heights = tuple(height + slack for height in heights)
                return TableBox(Frame(CONTENT.x, CONTENT.y, CONTENT.width, sum(heights)), widths, heights, cells)
        self.refuse(slide, "this table does not fit its slide, even at the smallest size", "shorten its cells, or take out a row")
        return TableBox(CONTENT, widths, heights, cells)

    def cells(self, grid: Grid, size: float) -> tuple[tuple[SetParagraph, ...], ...]:
        head = self.measure.look(size, bold=True, colour="on_primary")
        first, plain = self.measure.look(size, bold=True, colour="primary"), self.measure.look(size)
        rows = [tuple(SetParagraph(cell, head) for cell in grid.columns)]
        rows += [tuple(SetParagraph(cell, first if index == 0 else plain) for index, cell in enumerate(row)) for row in grid.rows]
        return tuple(rows)

    def placed(self, slide: Slide, boxes: tuple[TextBox, ...], picture: object) -> PlacedSlide:
        title = self.fitted(slide, slide.title, TITLE, self.sizes.title)
        if slide.source:
            source = SetParagraph(slide.source, self.measure.look(self.sizes.small, colour="muted"))
            if self.measure.height([source], SOURCE.width - 16) > SOURCE.height:
                self.refuse(slide, "the sources cited on this slide do not fit its foot", "cite fewer facts on one slide")
            boxes = (*boxes, TextBox(SOURCE, (source,), "source"))
        return PlacedSlide(slide.layout, title, boxes, picture, slide.notes)  # type: ignore[arg-type]

    def fitted(self, slide: Slide, title: Text, frame: Frame, sizes: Sequence[float], colour: str = "primary") -> TextBox:
        """Set a title on one line if a size of the scale allows it, else on as many as its frame holds."""
        width = frame.width - 16
        set_at = [SetParagraph(title, self.measure.look(size, face="heading", bold=True, colour=colour)) for size in sizes]
        fitting = [one for one in set_at if self.measure.height([one], width) <= frame.height]
        if not fitting:
            self.refuse(slide, f"the title «{title.plain}» does not fit its slide", "shorten it")
        on_one_line = [one for one in fitting if self.measure.lines(one, width) == 1]
        return TextBox(frame, ((on_one_line or fitting or set_at)[0],), "title")

    def refuse(self, slide: Slide, message: str, hint: str) -> None:
        self.found.append(Diagnostic(slide.span, "overflow", message, hint))
