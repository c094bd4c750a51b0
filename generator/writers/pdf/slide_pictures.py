"""Draw slides of a deck as pictures in a document, small and sharp: the same drawing as in the slide PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.layout.boxes import SLIDE_HEIGHT, SLIDE_WIDTH, PlacedSlide
from generator.layout.fitting import TextMeasurer
from generator.layout.slides import place_deck
from generator.model.text import Text, text
from generator.settings.locale import Locale
from generator.writers.pdf.canvas import TaggedCanvas
from generator.writers.pdf.flow import Flowable
from generator.writers.pdf.slides import SlidePage
from generator.writers.pdf.structure import Element

if TYPE_CHECKING:
    from generator.writers.pdf.blocks import BlockSetter


@dataclass(frozen=True)
class SlidePicture:
    """The picture of one placed slide with its number in the deck."""

    slide: PlacedSlide
    number: int
    setter: BlockSetter
    locale: Locale

    @property
    def caption(self) -> Text:
        """Return what stands below the picture: the slide's number."""
        return text(self.locale.label("slide", number=self.locale.number(self.number)))

    @property
    def alt(self) -> str:
        """Return the alternative text: the slide's number and title."""
        return self.locale.label("caption", label=self.caption.plain, title=self.slide.title)

    def under(self, element: Element) -> Flowable:
        """Return the picture as content of an element."""
        return _Drawn(self, element)


def pictures_of(index: int, setter: BlockSetter) -> list[list[SlidePicture]]:
    """Place a deck of the document, by its index, and return the pictures of each of its slides; one that was divided has several.

    Raises ContentError if it does not fit its slides.
    """
    deck, locale = setter.decks[index], setter.locale
    assert locale is not None
    placed = setter.placed.get(index)
    if placed is None:
        placed = place_deck(deck, TextMeasurer(setter.theme, setter.faces), lambda title: locale.label("continued", title=title))
        setter.placed[index] = placed
    pictures: list[list[SlidePicture]] = [[] for _ in deck.slides]
    for number, slide in enumerate(placed.slides, 1):
        pictures[slide.slide].append(SlidePicture(slide, number, setter, locale))
    return pictures


class _Drawn(Flowable):
    """A picture of a slide as wide as its column, with a hairline around it."""

    def __init__(self, picture: SlidePicture, element: Element) -> None:
        self.picture, self.element = picture, element
        self.before, self.after = 4.0, 3.0

    def height(self, width: float) -> float:
        """Return the height of the picture in a width."""
        return width * SLIDE_HEIGHT / SLIDE_WIDTH

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the slide, scaled."""
        setter, bottom = self.picture.setter.for_slides(), top - self.height(width)
        with canvas.picture(self.element, x, bottom, width / SLIDE_WIDTH):
            SlidePage(canvas, setter, self.picture.locale, self.picture.slide, self.picture.number).draw(Element("Sect"))
        with canvas.artifact():
            canvas.stroke_rectangle(x, bottom, width, top - bottom, setter.colour("rule"))
