"""What composers make: a deck, a document, certificates, name cards, or a calendar."""

from __future__ import annotations

from generator.model.calendar import Calendar
from generator.model.certificate import Certificates
from generator.model.deck import Deck
from generator.model.document import Document
from generator.model.name_card import NameCards

Model = Deck | Document | Certificates | NameCards | Calendar
