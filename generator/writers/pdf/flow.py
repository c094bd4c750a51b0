"""Paginate flowables: what fits on a page, what stays together, what is split.

In: flowables and a column. Out: pages with the place of each flowable, which are drawn once all of them are known.
Lengths are in points; `top` and `y` are PDF coordinates, upward.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model.text import Text
from generator.writers.pdf.canvas import TaggedCanvas

# The space between columns.
GUTTER = 22.0


class Flowable:
    """A flowable: a height in a given width, space before and after, and possibly places where it can be split."""

    before = 0.0
    after = 0.0
    keep_with_next = False

    def height(self, width: float) -> float:
        """Return the height in a width."""
        raise NotImplementedError

    def fitted(self, width: float, room: float) -> Flowable:
        """Return what stands for it where so much room is left: itself, unless it has several forms."""
        return self

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        """Split it so that the first part is at most `room` high; return None if that is impossible."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it below `top`."""
        raise NotImplementedError

    def too_high(self, width: float, room: float) -> list[Text]:
        """Return the text that makes it taller than a page of height `room`."""
        return []

    def names(self) -> Iterator[str]:
        """Return the names of the places in it, the destinations of links."""
        return iter(())


@dataclass
class Gap(Flowable):
    """Vertical space, dropped at the foot of a page."""

    room: float

    def height(self, width: float) -> float:
        """Return the height of the space."""
        return self.room

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw nothing."""


class NewPage(Flowable):
    """A page break."""

    def height(self, width: float) -> float:
        """Return 0."""
        return 0.0


class Together(Flowable):
    """Flowables that stay on one page if a page can hold them."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        self.parts = parts
        self.before, self.after = parts[0].before, parts[-1].after

    def height(self, width: float) -> float:
        """Return the height of all parts."""
        return stack_height(self.parts, width)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw all parts."""
        draw_stack(canvas, self.parts, x, top, width)

    def too_high(self, width: float, room: float) -> list[Text]:
        """Return the text of its tallest part."""
        return max(self.parts, key=lambda part: part.height(width)).too_high(width, room)

    def names(self) -> Iterator[str]:
        """Return the names in its parts."""
        return names_in(self.parts)


class Columns(Flowable):
    """Stacks side by side, the first at the right."""

    def __init__(self, stacks: Sequence[Sequence[Flowable]]) -> None:
        self.stacks = stacks

    def height(self, width: float) -> float:
        """Return the height of the highest stack."""
        return max(stack_height(stack, self._width(width)) for stack in self.stacks)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the stacks from right to left."""
        room = self._width(width)
        for number, stack in enumerate(self.stacks):
            draw_stack(canvas, stack, x + width - room - number * (room + GUTTER), top, room)

    def too_high(self, width: float, room: float) -> list[Text]:
        """Return the texts of its highest parts."""
        inner = self._width(width)
        return [words for stack in self.stacks for words in max(stack, key=lambda part: part.height(inner)).too_high(inner, 0.0)]

    def _width(self, width: float) -> float:
        return (width - GUTTER * (len(self.stacks) - 1)) / len(self.stacks)


def names_in(parts: Iterable[Flowable]) -> Iterator[str]:
    """Return the names of the places in some flowables."""
    return (name for part in parts for name in part.names())


def stack_height(parts: Iterable[Flowable], width: float) -> float:
    """Return the height of a stack of flowables, with the space between them."""
    height, after = 0.0, None
    for part in parts:
        height += part.height(width) + (0.0 if after is None else max(after, part.before))
        after = part.after
    return height


def draw_stack(canvas: TaggedCanvas, parts: Iterable[Flowable], x: float, top: float, width: float) -> None:
    """Draw a stack of flowables from `top` down."""
    after = None
    for part in parts:
        top -= 0.0 if after is None else max(after, part.before)
        part.draw(canvas, x, top, width)
        top -= part.height(width)
        after = part.after


@dataclass(frozen=True, slots=True)
class Column:
    """The text area of a page."""

    x: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Flowables stacked in a page's column from `top` down."""

    parts: tuple[Flowable, ...]
    top: float


Page = list[Placement]


class PageFlow:
    """Assign flowables to pages.

    `too_high` collects the text of flowables that are taller than a page and cannot be split; they are left out. On a page
    whose next flowable did not fit, at most `spread` points are added before each of those that stay together.
    """

    def __init__(self, column: Column, spread: float = 0.0) -> None:
        self.column = column
        self.spread = spread
        self.pages: list[Page] = [[]]
        self.used = 0.0
        self.after: float | None = None
        self.too_high: list[Text] = []

    def run(self, flow: Iterable[Flowable]) -> list[Page]:
        """Place a flow and return its pages."""
        waiting = deque(flow)
        while waiting:
            self._place(self._chain(waiting), waiting)
        return self.pages

    def _chain(self, waiting: deque[Flowable]) -> list[Flowable]:
        """Return the next flowables that must stay together."""
        chain = [self._fitted(waiting.popleft())]
        while chain[-1].keep_with_next and waiting:
            chain.append(waiting.popleft())
        return chain

    def _fitted(self, one: Flowable) -> Flowable:
        return one.fitted(self.column.width, self._room - self._lead([one]))

    def _place(self, chain: list[Flowable], waiting: deque[Flowable]) -> None:
        *held, last = chain
        if isinstance(last, NewPage):
            self._stack(held)
            self._new_page()
        elif self._lead(chain) + stack_height(chain, self.column.width) <= self._room + 0.01:
            self._stack(chain)
        elif isinstance(last, Gap):
            self._stack(held)
            self._new_page()
        elif isinstance(last, Together) and last.height(self.column.width) > self.column.height:
            waiting.extendleft(reversed([*held, *last.parts]))
        elif parts := self._parted(held, last):
            self._stack([*held, parts[0]])
            self._new_page()
            waiting.appendleft(parts[1])
        elif self.after is None and held and stack_height(held, self.column.width) <= self.column.height:
            # A whole page is not enough for both.
            self._stack(held)
            self._new_page()
            waiting.appendleft(last)
        elif self.after is None:
            highest = max(chain, key=lambda one: one.height(self.column.width))
            self.too_high += highest.too_high(self.column.width, self.column.height)
        else:
            self._spread()
            self._new_page()
            waiting.extendleft(reversed(chain))

    def _spread(self) -> None:
        """Divide the room that is left on the page among the places before what stays together."""
        page = self.pages[-1]
        places = [index for index, placement in enumerate(page) if index and isinstance(placement.parts[0], Together)]
        more = min(self.spread, self._room / len(places)) if places else 0.0
        for index, placement in enumerate(page):
            page[index] = replace(placement, top=placement.top - more * sum(place <= index for place in places))

    def _parted(self, held: list[Flowable], last: Flowable) -> tuple[Flowable, Flowable] | None:
        taken = stack_height(held, self.column.width) + max(held[-1].after, last.before) if held else 0.0
        return last.split(self.column.width, self._room - self._lead([*held, last]) - taken)

    def _stack(self, parts: list[Flowable]) -> None:
        if parts:
            self.used += self._lead(parts)
            self.pages[-1].append(Placement(tuple(parts), self.column.bottom + self.column.height - self.used))
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
        self.pages.append([])
