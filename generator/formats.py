"""Lay out a model and write it in each format.

In: a composed model and an edition. Out: bytes by part: `""` for a single file, the page's number or the file's name
for several.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.inputs.edition import Edition, font_files
from generator.model.assessment import Assessment
from generator.model.calendar import Calendar
from generator.model.certificate import Certificates
from generator.model.composed import Model
from generator.model.deck import Deck
from generator.model.document import Document
from generator.model.name_card import NameCards
from generator.model.quiz_page import QuizPage

if TYPE_CHECKING:
    from generator.layout.boxes import PlacedDeck
    from generator.writers.pdf import Place

Parts = dict[str, bytes]


class Slides:
    """A deck laid out in an edition.

    Raises ContentError if it does not fit its slides.
    """

    def __init__(self, deck: Deck, edition: Edition) -> None:
        from generator.layout.fitting import TextMeasurer
        from generator.layout.slides import place_deck

        self.edition = edition
        measurer = TextMeasurer(edition.theme, edition.faces)
        self.placed: PlacedDeck = place_deck(deck, measurer, lambda title: edition.locale.label("continued", title=title))

    @property
    def pdf(self) -> bytes:
        """Return the PDF, which is a format of its own and the source of the thumbnails."""
        return self.traced_pdf[0]

    @cached_property
    def traced_pdf(self) -> tuple[bytes, list[Place]]:
        """Return the PDF with the places of its texts."""
        from generator.writers.pdf.slides import write_traced_slides

        return write_traced_slides(self.placed, self.edition.theme, self.edition.faces, self.edition.locale, self.edition.date)


class Pages:
    """A document, certificates or name cards to be laid out in an edition."""

    def __init__(self, document: Document | Certificates | NameCards, edition: Edition) -> None:
        self.document, self.edition = document, edition

    def check(self) -> None:
        """Lay the document out without drawing it.

        Raises ContentError if it does not fit its pages.
        """
        if isinstance(self.document, Document):
            from generator.writers.pdf import lay_out_pdf

            lay_out_pdf(self.document, self.edition.theme, self.edition.faces, self.edition.locale)
        elif isinstance(self.document, Certificates):
            from generator.writers.pdf.certificates import lay_out_certificates

            lay_out_certificates(self.document, self.edition.theme, self.edition.faces)

    @cached_property
    def traced_pdf(self) -> tuple[bytes, list[Place]]:
        """Return the PDF with the places of its texts.

        Raises ContentError if the document does not fit its pages.
        """
        theme, faces, locale, date = self.edition.theme, self.edition.faces, self.edition.locale, self.edition.date
        if isinstance(self.document, Certificates):
            from generator.writers.pdf.certificates import write_certificates

            return write_certificates(self.document, theme, faces, date)
        if isinstance(self.document, NameCards):
            from generator.writers.pdf.name_cards import write_name_cards

            return write_name_cards(self.document, theme, faces, date)
        from generator.writers.pdf import write_traced_pdf

        return write_traced_pdf(self.document, theme, faces, locale, date)


@dataclass(frozen=True)
class Dates:
    """A calendar, which needs no layout."""

    calendar: Calendar
    edition: Edition

    def check(self) -> None:
        """Find nothing: no text of a calendar is too long."""


@dataclass(frozen=True)
class WebPage:
    """The page of a quiz, which the browser lays out."""

    page: QuizPage
    edition: Edition

    def check(self) -> None:
        """Find nothing: no text of a web page is too long."""


@dataclass(frozen=True)
class Items:
    """The items of a quiz for other programs, which lay them out themselves."""

    assessment: Assessment
    edition: Edition

    def check(self) -> None:
        """Find nothing: what a format cannot carry is told with the content."""


def laid_out(model: Model, edition: Edition) -> Slides | Pages | Dates | WebPage | Items:
    """Lay out a model in an edition, or what can be laid out before it is written.

    Raises ContentError if a deck does not fit its slides.
    """
    if isinstance(model, Deck):
        return Slides(model, edition)
    if isinstance(model, QuizPage):
        return WebPage(model, edition)
    if isinstance(model, Assessment):
        return Items(model, edition)
    return Dates(model, edition) if isinstance(model, Calendar) else Pages(model, edition)


def pptx(slides: Slides) -> Parts:
    """Write a deck as PowerPoint."""
    from generator.writers.pptx import write_pptx

    return {"": write_pptx(slides.placed, slides.edition.theme, slides.edition.faces, slides.edition.locale, slides.edition.date)}


def slides_pdf(slides: Slides) -> Parts:
    """Write the slides of a deck as PDF."""
    return {"": slides.pdf}


def thumbnails(slides: Slides) -> Parts:
    """Write a picture of each slide."""
    from generator.writers.thumbnails import thumbnails as drawn

    return {f"{number:02}": picture for number, picture in enumerate(drawn(slides.pdf), 1)}


def pdf(pages: Pages) -> Parts:
    """Write a document as PDF.

    Raises ContentError if it does not fit its pages.
    """
    return {"": pages.traced_pdf[0]}


def ics(dates: Dates) -> Parts:
    """Write a calendar as iCalendar."""
    from generator.writers.ics import write_ics

    return {"": write_ics(dates.calendar, dates.edition.locale.language, dates.edition.date)}


def html(web: WebPage) -> Parts:
    """Write the page of a quiz as HTML."""
    from generator.writers.quiz_page import write_quiz_page

    return {"": write_quiz_page(web.page, web.edition.theme, web.edition.faces)}


def fonts(pages: Pages) -> Parts:
    """Return the font files that decks name, and their licences."""
    return font_files(pages.edition.theme)


def moodle(items: Items) -> Parts:
    """Write a bank as Moodle XML."""
    from generator.writers.quiz.moodle import write_moodle

    return {"": write_moodle(items.assessment, items.edition.locale)}


def gift(items: Items) -> Parts:
    """Write a bank as GIFT."""
    from generator.writers.quiz.gift import write_gift

    return {"": write_gift(items.assessment, items.edition.locale)}


def qti22(items: Items) -> Parts:
    """Write a bank and its tests as IMS QTI 2.2."""
    return _qti(items, "2.2")


def qti30(items: Items) -> Parts:
    """Write a bank and its tests as IMS QTI 3.0."""
    return _qti(items, "3.0")


def _qti(items: Items, version: str) -> Parts:
    from generator.writers.quiz.qti_package import write_qti

    return {"": write_qti(items.assessment, version, items.edition.locale, items.edition.date)}


def h5p(items: Items) -> Parts:
    """Write a test as an H5P Question Set."""
    from generator.writers.quiz.h5p import write_h5p

    return {"": write_h5p(items.assessment, items.edition.locale, items.edition.date)}


def kahoot(items: Items) -> Parts:
    """Write a test as the spreadsheet that Kahoot takes."""
    from generator.writers.quiz.kahoot import write_kahoot

    return {"": write_kahoot(items.assessment, items.edition.locale, items.edition.date)}


def anki(items: Items) -> Parts:
    """Write a bank as a package of Anki."""
    from generator.writers.quiz.anki import write_anki

    return {"": write_anki(items.assessment, items.edition.locale, items.edition.date)}


def bank(items: Items) -> Parts:
    """Write a bank as an Excel workbook."""
    from generator.writers.quiz.bank import write_bank

    return {"": write_bank(items.assessment, items.edition.locale, items.edition.date)}
