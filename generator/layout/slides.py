"""Place each slide of a deck: its layout's boxes, sizes that step down until the text fits, and continuation slides.

In: a `Deck`. Out: a `PlacedDeck`. A slide that does not fit at its smallest size is split; if it cannot be, a
diagnostic names the line of YAML to shorten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, ClassVar, TypeVar

from generator.diagnostics import ContentError
from generator.layout.boxes import (
    Frame,
    Mark,
    PictogramDisc,
    PictureBox,
    PlacedDeck,
    PlacedSlide,
    SetParagraph,
    TextBox,
)
from generator.layout.charts import place_chart, words_too_long
from generator.layout.codes import place_code
from generator.layout.designs import CODE, PICTOGRAM_ROWS, WIDE, design_of
from generator.layout.diagrams import centred, place_diagram, texts_too_long
from generator.layout.fitter import Paragraphs, Setter
from generator.layout.fitting import TextMeasurer
from generator.layout.presenting import time_bar, with_marks
from generator.layout.tables import TablePlacer
from generator.messages import say
from generator.model.deck import (
    Address,
    Agenda,
    Body,
    Chart,
    Cover,
    Deck,
    Definition,
    Diagram,
    Grid,
    Instructions,
    Layout,
    Logo,
    Part,
    Pictogram,
    Points,
    Question,
    QuizAnswer,
    QuizQuestion,
    Quotation,
    Scenario,
    Slide,
)
from generator.model.text import BulletList, Run, Text, text

LOGO = Frame(330.0, 480, 110, 44)
# The layouts of questions, by the most options that they have room for.
QUESTIONS: dict[int, Layout] = {4: "question", 5: "question_five", 6: "question_six"}
# An agenda with more items is set in two columns, and one that would be smaller than the second size in one.
SHORT_AGENDA = 5
Item = TypeVar("Item")
Pictured = tuple[Text, Pictogram]


def place_deck(deck: Deck, measurer: TextMeasurer, continued: Callable[[str], str]) -> PlacedDeck:
    """Place a deck; `continued` returns the title of a continuation slide.

    Raises ContentError with a diagnostic for every text that does not fit.
    """
    placer = _Placer(measurer, continued, deck.logos)
    placed = ((slide, replace(one, slide=index)) for index, slide in enumerate(deck.slides) for one in placer.slide(slide))
    slides = tuple(with_marks(deck, placed, measurer))
    if placer.found:
        raise ContentError(placer.found)
    return PlacedDeck(deck.title, deck.subject, deck.author, slides, deck.animated)


class _Placer(TablePlacer):
    def __init__(self, measurer: TextMeasurer, continued: Callable[[str], str], logos: Sequence[Logo]) -> None:
        super().__init__(measurer, continued)
        self.logos = logos

    def slide(self, slide: Slide) -> Iterator[PlacedSlide]:
        placer: Callable[[Slide, Any], Iterator[PlacedSlide]] = self.PLACERS[type(slide.body)].__get__(self)
        return placer(slide, slide.body)

    # Slides of text

    def cover(self, slide: Slide, cover: Cover) -> Iterator[PlacedSlide]:
        subtitle = [self.fit_heading(slide, "subtitle", cover.subtitle, self.body_sizes(2))] if cover.subtitle else []
        details = self.lines(slide, "details", cover.details, self.body_sizes(-1), "on_primary")
        placed = self.placed(slide, [*subtitle, details])
        yield replace(placed, logos=tuple(_logos(self.logos)))

    def part(self, slide: Slide, part: Part) -> Iterator[PlacedSlide]:
        yield self.placed(slide, [self.lines(slide, "details", part.details, self.body_sizes(2), "highlight")])

    def address(self, slide: Slide, body: Address) -> Iterator[PlacedSlide]:
        style, sizes = self.measurer.style, self.body_sizes(2)
        lead = self.fit_box(slide, "details", lambda size, _: [SetParagraph(body.lead, style(size, colour="highlight"))], sizes)
        width, _ = design_of(slide.layout).placeholder("body").room
        # An address is broken at its slashes only.
        pieces = Text((Run(body.address.plain.replace("/", "/ ")),))
        unbroken = [size for size in sizes if self.measurer.widest_word(pieces, style(size)) <= width]
        if not unbroken:
            self.report_overflow(slide, body.address, "overflow.slide")
        address = self.fit_box(slide, "body", lambda size, _: [SetParagraph(body.address, style(size, colour="on_primary"))], unbroken or sizes)
        yield self.placed(slide, [lead, address], place_code(body.link, CODE, body.alt))

    def agenda(self, slide: Slide, agenda: Agenda) -> Iterator[PlacedSlide]:
        """Set a short agenda in one column beside a panel, a longer one in two columns."""
        timed = [Text((*item.runs, Run(" ("), *minutes.runs, Run(")")), item.span) for item, minutes in agenda.items]
        sizes, last = self.body_sizes(1), len(timed)
        column = self.numbered(timed, 1, last)
        if last <= SHORT_AGENDA and self.largest_fit({design_of("agenda_short").placeholder("body"): column}, sizes[:2]):
            slide, setters = replace(slide, layout="agenda_short"), {"body": column}
        else:
            half = -(-last // 2)
            setters = {"body": self.numbered(timed[:half], 1, last), "second": self.numbered(timed[half:], half + 1, last)}
        yield self.placed(slide, self.fit_boxes(slide, setters, sizes), time_bar(agenda, slide))

    def numbered(self, items: Sequence[Text], first: int, last: int) -> Setter:
        """Set items of a list with numbers from `first` on; `last` is the list's greatest."""

        def at_size(size: float, spacing: float) -> Paragraphs:
            style = self.measurer.style(size)
            return [SetParagraph(one, style, "number", first + index, size * spacing if index else 0.0, last) for index, one in enumerate(items)]

        return at_size

    def definition(self, slide: Slide, definition: Definition) -> Iterator[PlacedSlide]:
        term = self.fit_heading(slide, "term", definition.term, self.question_sizes())
        meaning = self.fit_box(slide, "body", lambda size, _: [SetParagraph(definition.meaning, self.measurer.style(size))], self.sizes.body)
        yield self.placed(slide, [term, meaning])

    def points(self, slide: Slide, points: Points) -> Iterator[PlacedSlide]:
        if points.pictograms:
            pictured = self.pictured(slide, points)
            if pictured:
                yield from pictured
                return
            slide = replace(slide, layout="points")
        elif slide.layout in ("cards", "columns"):
            boxes = self.cards(slide, points.items)
            if boxes:
                yield self.placed(slide, boxes)
                return
            slide = replace(slide, layout="points")
        elif slide.layout == "statement":
            statement = self.statement(slide, points.items[0])
            if statement:
                yield self.placed(slide, [statement])
                return
            slide = replace(slide, layout="points")
        sizes = self.sizes.label if slide.layout == "sources" else self.sizes.body
        yield from self.points_on(slide, points, sizes)

    def pictured(self, slide: Slide, points: Points) -> list[PlacedSlide]:
        """Set each point beside its pictogram; return an empty list if the points alone take fewer slides."""
        most = len(self.split_points(replace(slide, layout="points"), points, self.sizes.body))
        for parts in islice(_divisions(tuple(zip(points.items, points.pictograms, strict=True))), most):
            slides = [slide, *(self.continuation(slide) for _ in parts[1:])]
            preferred: list[Layout] = [slide.layout] if len(parts) == 1 else []
            fitting = [self.beside_pictograms(one, part, preferred) for one, part in zip(slides, parts, strict=True)]
            if all(fitting):
                return [self.with_discs(*one, part) for one, part in zip(fitting, parts, strict=True) if one]
        return []

    def beside_pictograms(self, slide: Slide, part: Sequence[Pictured], preferred: Sequence[Layout]) -> tuple[Slide, list[TextBox]] | None:
        """Set points in the first layout in which they fit, at last in rows; return None if they fit in none."""
        items = [item for item, _ in part]
        layouts = [*preferred, *([PICTOGRAM_ROWS[len(part)]] if len(part) in PICTOGRAM_ROWS else [])]
        tried = ((one, self.cards(one, items)) for one in (replace(slide, layout=layout) for layout in layouts))
        return next((one for one in tried if one[1]), None)

    def with_discs(self, slide: Slide, boxes: Sequence[TextBox], part: Sequence[Pictured]) -> PlacedSlide:
        frames = design_of(slide.layout).discs
        discs = tuple(PictogramDisc(frame, pictogram) for frame, (_, pictogram) in zip(frames, part, strict=True))
        return replace(self.placed(slide, boxes), discs=discs)

    def points_on(self, slide: Slide, points: Points, sizes: Sequence[float], *, continued: bool = False) -> Iterator[PlacedSlide]:
        """Set points on as few slides as possible; with `continued` the first is a continuation too."""
        first = 1
        for index, part in enumerate(self.split_points(slide, points, sizes)):
            shown = self.continuation(slide) if continued or index else slide
            yield self.placed(shown, [self.fit_box(slide, "body", self.points_at(points, part, first), sizes)])
            first += len(part)

    def cards(self, slide: Slide, items: Sequence[Text]) -> list[TextBox]:
        """Set each point on a card; return an empty list if any does not fit."""
        design = design_of(slide.layout)
        setters = {design.placeholder(f"card-{index}"): self.card(item) for index, item in enumerate(items, 1)}
        fit = self.largest_fit(setters, self.sizes.body)
        return [TextBox(one.key, tuple(setter(*fit))) for one, setter in setters.items()] if fit else []

    def statement(self, slide: Slide, words: Text) -> TextBox | None:
        """Set a single point in large type in the middle of the slide; return None if it is too long."""
        placeholder = design_of(slide.layout).placeholder("body")
        style = self.measurer.style

        def at_size(size: float, _: float) -> Paragraphs:
            return [SetParagraph(words, style(size, face="heading", bold=True, colour=placeholder.colour, centred=True))]

        fit = self.largest_fit({placeholder: at_size}, self.question_sizes())
        return TextBox("body", tuple(at_size(*fit))) if fit else None

    def card(self, item: Text) -> Setter:
        return lambda size, _: [SetParagraph(item, self.measurer.style(size))]

    def split_points(self, slide: Slide, points: Points, sizes: Sequence[float]) -> list[Sequence[Text]]:
        """Keep the points on one slide if they fit at some size, else split them."""
        placeholder = design_of(slide.layout).placeholder("body")
        return _split_to_fit(points.items, lambda part: bool(self.largest_fit({placeholder: self.points_at(points, part, 1)}, sizes)))

    def points_at(self, points: Points, items: Sequence[Text], first: int) -> Setter:
        style = self.measurer.style

        def at_size(size: float, spacing: float) -> Paragraphs:
            lead = [SetParagraph(points.lead, style(size, colour="muted"))] if points.lead else []
            mark = "number" if points.numbered else "bullet"
            set_items = [
                SetParagraph(item, style(size), mark, first + index, above=size * spacing if index or lead else 0.0, last=len(points.items))  # type: ignore[arg-type]
                for index, item in enumerate(items)
            ]
            return lead + set_items

        return at_size

    def question(self, slide: Slide, body: Question) -> Iterator[PlacedSlide]:
        question = self.fit_heading(slide, "question", body.question, self.question_sizes())
        details = self.lines(slide, "details", body.details, self.body_sizes(-1), "muted")
        prompts = [self.fit_box(slide, "body", self.points_at(Points(body.prompts), body.prompts, 1), self.body_sizes(1))] if body.prompts else []
        yield self.placed(slide, [question, *prompts, details])

    def scenario(self, slide: Slide, body: Scenario) -> Iterator[PlacedSlide]:
        style = self.measurer.style
        mark = self.fit_box(slide, "details", lambda size, _: [SetParagraph(body.mark, style(size, bold=True, colour="accent"))], self.body_sizes(-1))
        story = [one for block in body.story for one in _marked(block)]
        questions, sizes = Points(body.questions, numbered=True), self.body_sizes(2)
        setters = {"card-1": self.story(story), "body": self.points_at(questions, questions.items, 1)}
        design = design_of(slide.layout)
        if self.largest_fit({design.placeholder(key): setter for key, setter in setters.items()}, sizes):
            yield self.placed(slide, [mark, *self.fit_boxes(slide, setters, sizes)])
            return
        card = design.placeholder("card-1")
        for index, part in enumerate(_split_to_fit(story, lambda part: bool(self.largest_fit({card: self.story(part)}, sizes)))):
            shown = self.continuation(slide) if index else slide
            yield self.placed(shown, [mark, self.fit_box(slide, "card-1", self.story(part), sizes)])
        for placed in self.points_on(replace(slide, layout="points"), questions, self.sizes.body, continued=True):
            yield replace(placed, built=("body",))

    def story(self, story: Sequence[tuple[Text, Mark]]) -> Setter:
        """Set the paragraphs of a story and the items of its lists."""
        style = self.measurer.style

        def at_size(size: float, _: float) -> Paragraphs:
            above = {"none": 0.4, "bullet": 0.15}
            return [SetParagraph(one, style(size), mark, above=size * above[mark] if index else 0.0) for index, (one, mark) in enumerate(story)]

        return at_size

    def quotation(self, slide: Slide, body: Quotation) -> Iterator[PlacedSlide]:
        """Set a quotation with its speaker below it, and questions about it."""
        style = self.measurer.style
        boxes = [
            self.lines(slide, "details", (body.mark,), self.body_sizes(-1), "accent"),
            self.fit_box(
                slide, "quote", lambda size, _: [SetParagraph(body.quote, style(size, face="heading", bold=True, colour="primary"))], self.question_sizes()
            ),
            self.fit_box(slide, "speaker", lambda size, _: [SetParagraph(body.speaker, style(size, colour="muted"))], self.body_sizes(3)),
        ]
        if body.prompts:
            prompts = Points(body.prompts)
            boxes.append(self.fit_box(slide, "body", self.points_at(prompts, prompts.items, 1), self.body_sizes(2)))
        yield self.placed(slide, boxes)

    def instructions(self, slide: Slide, body: Instructions) -> Iterator[PlacedSlide]:
        """Set the steps; the materials are in the panel beside them, or on a separate slide if they do not fit there."""
        panel = design_of(slide.layout).placeholder("details")
        beside = bool(body.materials) and bool(self.largest_fit({panel: self.panel(body)}, self.body_sizes(2)))
        shown = body if beside else replace(body, materials_label=None, materials=())
        steps = tuple(Text((*step.runs, *text(f" ({minutes.plain})").runs), step.span) for step, minutes in body.steps)
        boxes = [
            self.fit_box(slide, "body", self.points_at(Points(steps, numbered=True), steps, 1), self.body_sizes(1)),
            self.fit_box(slide, "details", self.panel(shown), self.body_sizes(2)),
        ]
        yield self.placed(slide, boxes)
        if body.materials and not beside:
            materials = Points(body.materials, lead=body.materials_label)
            yield from self.points_on(replace(slide, layout="points"), materials, self.sizes.body, continued=True)

    def panel(self, body: Instructions) -> Setter:
        """Set the panel beside the steps: groups, minutes and materials."""

        def at_size(size: float, spacing: float) -> Paragraphs:
            bold, plain = (self.measurer.style(size, bold=strong, colour="on_primary") for strong in (True, False))
            heads = [*body.details, *([body.materials_label] if body.materials_label else [])]
            set_heads = [SetParagraph(one, bold, above=size * spacing if index else 0.0) for index, one in enumerate(heads)]
            return [*set_heads, *(SetParagraph(one, plain, "bullet", above=size * spacing * 0.3) for one in body.materials)]

        return at_size

    def quiz_question(self, slide: Slide, body: QuizQuestion) -> Iterator[PlacedSlide]:
        options = [_lettered(option) for option in body.options]
        slide = replace(slide, layout=next(layout for most, layout in QUESTIONS.items() if len(options) <= most))
        setters = {f"card-{index}": self.card(option) for index, option in enumerate(options, 1)}
        stem = self.fit_heading(slide, "stem", body.stem, self.sizes.body)
        yield self.placed(slide, [stem, *self.fit_boxes(slide, setters, self.body_sizes(1))])

    def quiz_answer(self, slide: Slide, body: QuizAnswer) -> Iterator[PlacedSlide]:
        stem = self.fit_heading(slide, "stem", body.stem, self.body_sizes(2))
        key = self.fit_heading(slide, "key", _lettered(body.key), self.sizes.body)
        rationale = self.fit_box(slide, "body", lambda size, _: [SetParagraph(body.rationale, self.measurer.style(size))], self.body_sizes(2))
        yield self.placed(slide, [stem, key, rationale])

    # Slides with a figure, chart or table

    def diagram(self, slide: Slide, diagram: Diagram) -> Iterator[PlacedSlide]:
        picture = place_diagram(diagram, WIDE, self.measurer)
        if picture is None:
            for words in texts_too_long(diagram, WIDE, self.measurer) or [slide.title]:
                self.report_overflow(slide, words, "overflow.figure")
        yield self.placed(slide, [], centred(picture, WIDE) if picture else None)

    def chart(self, slide: Slide, chart: Chart) -> Iterator[PlacedSlide]:
        size = self.sizes.label[-1]
        box = place_chart(chart, WIDE, self.measurer, (size,))
        if box is None:
            for words in words_too_long(chart, WIDE, self.measurer, size) or [slide.title]:
                self.report_overflow(slide, words, "overflow.chart", say("overflow.chart.hint"))
        yield self.placed(slide, [], box)

    PLACERS: ClassVar[dict[type[Body], Any]] = {
        Cover: cover,
        Address: address,
        Agenda: agenda,
        Part: part,
        Definition: definition,
        Points: points,
        Question: question,
        Scenario: scenario,
        Quotation: quotation,
        Instructions: instructions,
        Grid: TablePlacer.table,
        Diagram: diagram,
        Chart: chart,
        QuizQuestion: quiz_question,
        QuizAnswer: quiz_answer,
    }


def _marked(block: Text | BulletList) -> list[tuple[Text, Mark]]:
    """Return the paragraphs of a block of prose with their marks."""
    return [(item, "bullet") for item in block.items] if isinstance(block, BulletList) else [(block, "none")]


def _split_to_fit(items: Sequence[Item], fits: Callable[[Sequence[Item]], bool]) -> list[Sequence[Item]]:
    """Keep items together if they fit, else split them into equal parts that do, down to single items."""
    parts = [items]
    for parts in _divisions(items):
        if all(map(fits, parts)):
            break
    return parts


def _divisions(items: Sequence[Item]) -> Iterator[list[Sequence[Item]]]:
    """Divide items into equal parts: first all together, then into two parts, and so on down to single items."""
    for count in range(1, len(items) + 1):
        length = -(-len(items) // count)
        yield [items[start : start + length] for start in range(0, len(items), length)]


def _lettered(option: tuple[str, Text]) -> Text:
    letter, words = option
    return Text((Run(f"{letter} ", strong=True), *words.runs), words.span)


def _logos(logos: Sequence[Logo]) -> Iterator[PictureBox]:
    """Place logos side by side at the foot of the cover, the first at the right."""
    for index, logo in enumerate(logos):
        yield PictureBox(replace(LOGO, x=912 - LOGO.width - index * (LOGO.width + 16)), logo.picture, logo.name)
