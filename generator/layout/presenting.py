"""Add to placed slides what serves the person who presents: where the session is, the way back to its agenda, a countdown.

In: the slides of a deck, placed. Out: the same with their marks, in the margins that the layouts leave free; lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.layout.boxes import Bars, ColourRole, Frame, PlacedSlide, SetParagraph, Shape, ShapeGroup, TextStyle
from generator.layout.designs import INSET_X, RIGHT, SIDE, design_of
from generator.layout.fitting import TextMeasurer
from generator.model.deck import Agenda, Deck, Instructions, Layout, Slide
from generator.model.text import Text

# The progress mark is at the right of every panel, below the source; the way back is below the slide number.
PROGRESS = Frame(SIDE + 30, 528, RIGHT - INSET_X - SIDE - 30, 4)
BACK = Frame(20, 523, 80, 17)
BACK_STYLE = TextStyle(12, 12)
# The countdown is at the foot of the panel of activities, its minutes beside the slide number.
BAR = Frame(16, 524, SIDE - 32, 10)
LABEL = Frame(104, 489, SIDE - 8 - 104, 36)
GAP = 3.0
# The time bar is below the agenda; a segment has room for its number.
TIME_BAR_Y, TIME_BAR_HEIGHT, LEAST = 461.0, 30.0, 48.0
NUMBER_STYLE = TextStyle(20, 22, bold=True, colour="on_primary", centred=True)
UNMARKED: tuple[Layout, ...] = ("cover", "section", "closing")


def with_marks(deck: Deck, placed: Iterable[tuple[Slide, PlacedSlide]], measurer: TextMeasurer) -> Iterator[PlacedSlide]:
    """Add the marks to the slides of a deck that has parts, and to the activities of an animated one their countdown."""
    before, has_agenda = 0, any(isinstance(slide.body, Agenda) for slide in deck.slides)
    for slide, one in placed:
        first, before = slide.part != before and bool(deck.parts), slide.part
        yield replace(
            one,
            name="agenda" if isinstance(slide.body, Agenda) else part_name(slide.part) if first else "",
            progress=progress(deck.parts, slide.part) if deck.parts and one.layout not in UNMARKED else (),
            marks=(
                *(_countdown(slide.body, measurer) if deck.animated and one.layout == "activity" else ()),
                *(_back(deck, one) if first and has_agenda else ()),
            ),
        )


def part_name(number: int) -> str:
    """Return the name of the place where a part begins."""
    return f"part-{number}"


def progress(parts: Sequence[int], current: int) -> tuple[Bars, ...]:
    """Return the progress mark: the parts from right to left, as long as their minutes, by what is over, the current one and what is to come."""
    segments = segments_of(PROGRESS, parts, least=GAP)
    coloured: tuple[tuple[ColourRole, Sequence[Frame]], ...] = (
        ("primary", segments[: current - 1]),
        ("accent", segments[current - 1 : current]),
        ("rule", segments[current:]),
    )
    return tuple(Bars(colour, tuple(frames)) for colour, frames in coloured if frames)


def segments_of(frame: Frame, weights: Sequence[float], *, least: float) -> list[Frame]:
    """Divide a frame from right to left by weight, with gaps; none is narrower than `least`, as far as the frame's width allows."""
    width = frame.width - GAP * (len(weights) - 1)
    widths = _shares([weight or 1 for weight in weights], width, min(least, width / len(weights)))
    right = frame.x + frame.width
    segments = []
    for one in widths:
        segments.append(Frame(right - one, frame.y, one, frame.height))
        right -= one + GAP
    return segments


def _shares(weights: Sequence[float], width: float, least: float) -> list[float]:
    narrow: set[int] = set()
    while True:
        rest, total = width - least * len(narrow), sum(weight for index, weight in enumerate(weights) if index not in narrow)
        shares = [least if index in narrow else rest * weight / total for index, weight in enumerate(weights)]
        found = {index for index, share in enumerate(shares) if share < least - 1e-6}
        if not found:
            return shares
        narrow |= found


def time_bar(agenda: Agenda, slide: Slide) -> ShapeGroup | None:
    """Return the agenda as a picture: a segment for each item, as long as its minutes, with its number; each leads to its part."""
    if not agenda.numbers:
        return None
    left = min(one.frame.x for one in design_of(slide.layout).placeholders)
    frame = Frame(left + INSET_X, TIME_BAR_Y, RIGHT - left - 2 * INSET_X, TIME_BAR_HEIGHT)
    segments = segments_of(frame, agenda.minutes, least=LEAST)
    shapes = tuple(
        Shape(segment, "rectangle", "primary", item.plain, (SetParagraph(number, NUMBER_STYLE),), link=link_of(item))
        for segment, (item, _), number in zip(segments, agenda.items, agenda.numbers, strict=True)
    )
    return ShapeGroup(frame, shapes, agenda.alt)


def link_of(words: Text) -> str:
    """Return the link of a text that is one link; "" without."""
    return next((run.link for run in words.runs if run.link), "")


def _back(deck: Deck, slide: PlacedSlide) -> Iterator[Shape]:
    """Return the way back to the agenda, on the first slide of each of its items."""
    colour = design_of(slide.layout).number
    if deck.back is not None and colour is not None:
        paragraph = SetParagraph(deck.back, replace(BACK_STYLE, colour=colour))
        yield Shape(BACK, "rectangle", None, deck.back.plain, (paragraph,), link="#agenda")


def _countdown(body: object, measurer: TextMeasurer) -> Iterator[Shape]:
    """Return the minutes of an activity and a bar that is full; what it loses by and by shows the bar of another colour behind it."""
    if isinstance(body, Instructions) and body.duration is not None:
        style = measurer.style(18, bold=True, colour="highlight")
        yield Shape(LABEL, "rectangle", None, body.countdown, (SetParagraph(body.duration, style),))
        yield Shape(BAR, "rectangle", "pattern", "ground")
        yield Shape(BAR, "rectangle", "highlight", body.countdown, minutes=body.minutes)
