"""What composers make: a deck, a document, or a calendar."""

from __future__ import annotations

from generator.model.calendar import Calendar
from generator.model.deck import Deck
from generator.model.document import Document

Model = Deck | Document | Calendar
