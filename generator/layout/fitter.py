"""Fit text into the placeholders of slides: at the largest size at which it fits, or report it.

In: paragraphs as functions of a size. Out: boxes with their final text; what does not fit becomes a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.diagnostics import Diagnostic, shortened
from generator.layout.boxes import ChartBox, CodeBox, PlacedSlide, SetParagraph, ShapeGroup, TableBox, TextBox
from generator.layout.designs import Placeholder, design_of
from generator.layout.fitting import TextMeasurer
from generator.messages import Message, say
from generator.model.deck import Slide
from generator.model.text import NOWHERE, Text, text

Paragraphs = list[SetParagraph]
# Sets paragraphs in a size with a spacing between them.
Setter = Callable[[float, float], Paragraphs]
Picture = ShapeGroup | TableBox | ChartBox | CodeBox | None
# Marks the position of the title in the label of a continuation.
TITLE = "\0"


class Fitter:
    """Fit the text of one deck; `found` collects the diagnostics of what does not fit.

    `continued` returns the title of a continuation slide.
    """

    def __init__(self, measurer: TextMeasurer, continued: Callable[[str], str]) -> None:
        self.measurer = measurer
        self.sizes = measurer.theme.slides
        self.continued = continued
        self.found: list[Diagnostic] = []

    def placed(self, slide: Slide, boxes: Sequence[TextBox], picture: Picture = None) -> PlacedSlide:
        sizes = self.sizes.cover if slide.layout in ("cover", "section") else self.sizes.title
        title = self.fit_heading(slide, "title", slide.title, sizes)
        source = [self.source(slide, slide.source)] if slide.source else []
        finished = tuple(self.with_line_ends(slide, box) for box in (title, *boxes, *source))
        return PlacedSlide(slide.layout, finished, picture, slide.notes, slide.section, built=design_of(slide.layout).built)

    def with_line_ends(self, slide: Slide, box: TextBox) -> TextBox:
        width, _ = design_of(slide.layout).placeholder(box.placeholder).room
        return replace(box, paragraphs=tuple(self.measurer.with_line_ends(one, width) for one in box.paragraphs))

    def source(self, slide: Slide, words: Text) -> TextBox:
        paragraph = SetParagraph(words, self.measurer.style(self.sizes.small, colour="muted"))
        width, height = design_of(slide.layout).placeholder("source").room
        if self.measurer.height([paragraph], width) > height:
            self.report_overflow(slide, words, "overflow.foot", say("overflow.foot.hint"))
        return TextBox("source", (paragraph,))

    def lines(self, slide: Slide, key: str, lines: Sequence[Text], sizes: Sequence[float], colour: str) -> TextBox:
        """Set lines as separate paragraphs."""
        return self.fit_box(slide, key, lambda size, _: [SetParagraph(one, self.measurer.style(size, colour=colour), above=2.0) for one in lines], sizes)

    def body_sizes(self, start: int) -> Sequence[float]:
        """Return the text sizes from a step of the scale on; at least the last size."""
        return self.sizes.body[start:] or self.sizes.body[-1:]

    def question_sizes(self) -> Sequence[float]:
        """Return the sizes of questions, defined terms and statements: below the largest title and above body text, then the largest of body text."""
        return (*(size for size in self.sizes.title[1:] if size > self.sizes.body[0]), *self.sizes.body[:3])

    def fit_heading(self, slide: Slide, key: str, words: Text, sizes: Sequence[float]) -> TextBox:
        """Set a title or question at the largest size that fits on one line, else at the largest that fits its box."""
        placeholder = design_of(slide.layout).placeholder(key)
        width, height = placeholder.room
        face = "heading" if placeholder.heading else "text"
        candidates = [SetParagraph(words, self.measurer.style(size, face=face, bold=placeholder.bold, colour=placeholder.colour)) for size in sizes]
        fitting = [one for one in candidates if self.measurer.height([one], width) <= height]
        if not fitting:
            self.report_overflow(slide, words, "overflow.slide")
        on_one_line = [one for one in fitting if self.measurer.lines(one, width) == 1]
        return TextBox(key, ((on_one_line or fitting or candidates)[0],))

    def fit_box(self, slide: Slide, key: str, setter: Setter, sizes: Sequence[float]) -> TextBox:
        return self.fit_boxes(slide, {key: setter}, sizes)[0]

    def fit_boxes(self, slide: Slide, setters: dict[str, Setter], sizes: Sequence[float]) -> list[TextBox]:
        """Set several boxes at one size, the largest at which all of them fit."""
        design = design_of(slide.layout)
        fit = self.largest_fit({design.placeholder(key): setter for key, setter in setters.items()}, sizes)
        size, spacing = fit or (sizes[-1], self.sizes.spacing[-1])
        if fit is None:
            for key, setter in setters.items():
                self.report_box(slide, setter(size, spacing), design.placeholder(key))
        return [TextBox(key, tuple(setter(size, spacing))) for key, setter in setters.items()]

    def largest_fit(self, setters: dict[Placeholder, Setter], sizes: Sequence[float]) -> tuple[float, float] | None:
        """Find the largest size, and at it the widest spacing, at which all boxes fit; return None if none does."""
        for size in sizes:
            for spacing in self.sizes.spacing:
                if all(self.measurer.height(setter(size, spacing), one.room[0]) <= one.room[1] for one, setter in setters.items()):
                    return size, spacing
        return None

    def report_box(self, slide: Slide, paragraphs: Paragraphs, placeholder: Placeholder) -> None:
        """Report what overflows a box: each paragraph that does not fit by itself, else the longest one."""
        width, height = placeholder.room
        if self.measurer.height(paragraphs, width) <= height:
            return
        from_seeds = [one for one in paragraphs if one.text.span != NOWHERE] or paragraphs
        too_tall = [one for one in from_seeds if self.measurer.height([one], width) > height]
        for one in too_tall:
            self.report_overflow(slide, one.text, "overflow.smallest")
        if not too_tall:
            longest = max(from_seeds, key=lambda one: self.measurer.height([one], width))
            self.report_overflow(slide, longest.text, "overflow.longest", say("overflow.longest.hint"))

    def report_overflow(self, slide: Slide, words: Text, name: str, hint: Message | None = None) -> None:
        """Report text that does not fit with the message of an id, at its span in the seeds or else at the slide's."""
        span = slide.span if words.span == NOWHERE else words.span
        self.found.append(Diagnostic(span, say(name, words=shortened(words.plain)), hint or say("overflow.hint")))

    def continuation(self, slide: Slide) -> Slide:
        """Return a continuation of a slide, keeping the emphasis in its title."""
        before, _, after = self.continued(TITLE).partition(TITLE)
        return replace(slide, title=Text((*text(before).runs, *slide.title.runs, *text(after).runs), slide.title.span))
