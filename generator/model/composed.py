"""What composers make: a deck, a document, certificates, name cards, a calendar, the page of a quiz, or an assessment."""

from __future__ import annotations

from generator.model.assessment import Assessment
from generator.model.calendar import Calendar
from generator.model.certificate import Certificates
from generator.model.deck import Deck
from generator.model.document import Document
from generator.model.name_card import NameCards
from generator.model.quiz_page import QuizPage

Model = Deck | Document | Certificates | NameCards | Calendar | QuizPage | Assessment
