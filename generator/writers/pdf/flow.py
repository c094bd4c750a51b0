"""Let things flow down pages: what fits where, what stays together, what is parted.

In: flowables and a column. Out: drawn pages. Lengths are in points; `top` and `y` are PDF coordinates, upward.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.model.text import Text
from generator.writers.pdf.canvas import TaggedCanvas


class Flowable:
    """Something with a height in a given width, room before and after, and perhaps a place where it can be parted."""

    before = 0.0
    after = 0.0
    keep_with_next = False

    def height(self, width: float) -> float:
        """Measure it in a width."""
        raise NotImplementedError

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        """Part it so that the first part takes no more than `room`; nothing where it cannot be parted so."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it below `top`."""
        raise NotImplementedError

    def too_high(self, width: float, room: float) -> list[Text]:
        """Give the words that make it higher than a page, of which `room` is the height."""
        return []


@dataclass
class Gap(Flowable):
    """Empty room; at the foot of a page it disappears."""

    room: float

    def height(self, width: float) -> float:
        """Take the room."""
        return self.room

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw nothing."""


class NewPage(Flowable):
    """The end of a page."""

    def height(self, width: float) -> float:
        """Take nothing."""
        return 0.0


class Together(Flowable):
    """Flowables that stay on one page if a page can hold them."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        self.parts = parts
        self.before, self.after = parts[0].before, parts[-1].after

    def height(self, width: float) -> float:
        """Measure all parts."""
        return stack_height(self.parts, width)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw all parts."""
        draw_stack(canvas, self.parts, x, top, width)

    def too_high(self, width: float, room: float) -> list[Text]:
        """Give the words of its highest part."""
        return max(self.parts, key=lambda part: part.height(width)).too_high(width, room)


def stack_height(parts: Iterable[Flowable], width: float) -> float:
    """Measure flowables set one below the other, with the room between them."""
    height, after = 0.0, None
    for part in parts:
        height += part.height(width) + (0.0 if after is None else max(after, part.before))
        after = part.after
    return height


def draw_stack(canvas: TaggedCanvas, parts: Iterable[Flowable], x: float, top: float, width: float) -> None:
    """Draw flowables one below the other from `top` down."""
    after = None
    for part in parts:
        top -= 0.0 if after is None else max(after, part.before)
        part.draw(canvas, x, top, width)
        top -= part.height(width)
        after = part.after


@dataclass(frozen=True, slots=True)
class Column:
    """The part of a page that text flows in."""

    x: float
    bottom: float
    width: float
    height: float


class PageFlow:
    """Fill pages one after another; `begin` draws what every page has. Without a canvas nothing is drawn.

    `too_high` gathers the words of what is higher than a page and cannot be parted; it is left out.
    """

    def __init__(self, canvas: TaggedCanvas | None, column: Column, begin: Callable[[TaggedCanvas], None]) -> None:
        self.canvas, self.column, self.begin = canvas, column, begin
        self.used = 0.0
        self.after: float | None = None
        self.too_high: list[Text] = []
        if canvas:
            self.begin(canvas)

    def run(self, flow: Iterable[Flowable]) -> None:
        """Draw a flow to its end, the last page included."""
        waiting = deque(flow)
        while waiting:
            self._place(self._chain(waiting), waiting)
        if self.canvas:
            self.canvas.showPage()

    def _chain(self, waiting: deque[Flowable]) -> list[Flowable]:
        """Take the next flowable, with those before it that must not part from it."""
        chain = [waiting.popleft()]
        while chain[-1].keep_with_next and waiting:
            chain.append(waiting.popleft())
        return chain

    def _place(self, chain: list[Flowable], waiting: deque[Flowable]) -> None:
        *held, last = chain
        if isinstance(last, NewPage):
            self._draw(held)
            self._new_page()
        elif self._lead(chain) + stack_height(chain, self.column.width) <= self._room + 0.01:
            self._draw(chain)
        elif isinstance(last, Gap):
            self._draw(held)
            self._new_page()
        elif isinstance(last, Together) and last.height(self.column.width) > self.column.height:
            waiting.extendleft(reversed([*held, *last.parts]))
        elif parts := self._parted(held, last):
            self._draw([*held, parts[0]])
            self._new_page()
            waiting.appendleft(parts[1])
        elif self.after is None:
            highest = max(chain, key=lambda one: one.height(self.column.width))
            self.too_high += highest.too_high(self.column.width, self.column.height)
        else:
            self._new_page()
            waiting.extendleft(reversed(chain))

    def _parted(self, held: list[Flowable], last: Flowable) -> tuple[Flowable, Flowable] | None:
        taken = stack_height(held, self.column.width) + max(held[-1].after, last.before) if held else 0.0
        return last.split(self.column.width, self._room - self._lead([*held, last]) - taken)

    def _draw(self, parts: list[Flowable]) -> None:
        if parts:
            self.used += self._lead(parts)
            if self.canvas:
                draw_stack(self.canvas, parts, self.column.x, self.column.bottom + self.column.height - self.used, self.column.width)
            self.used += stack_height(parts, self.column.width)
            self.after = parts[-1].after

    def _lead(self, parts: list[Flowable]) -> float:
        return 0.0 if self.after is None else max(self.after, parts[0].before)

    @property
    def _room(self) -> float:
        return self.column.height - self.used

    def _new_page(self) -> None:
        if self.after is None:
            return
        self.used, self.after = 0.0, None
        if self.canvas:
            self.canvas.showPage()
            self.begin(self.canvas)
