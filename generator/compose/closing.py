"""Compose the slide that stays on the screen at the end: the programme's address, to be scanned or typed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.model.deck import Address, Slide, SpeakerNotes
from generator.model.text import text
from generator.plan import Plan


def address_slide(plan: Plan, section: str, part: int = 0, moment: datetime.time | None = None) -> Iterator[Slide]:
    """Return the slide with the address of a programme, shown at a time; none if the programme has no address."""
    address, locale = plan.programme.address, plan.locale
    if address is None:
        return
    # It is typed from the screen: as a link LibreOffice would not break it between lines.
    words = text(str(address), span=address.span)
    body = Address(words, text(locale.label("address_lead")), str(address), locale.label("address_code", address=str(address)))
    notes = SpeakerNotes(text(locale.label("address_say")), begins=moment, ends=moment)
    yield Slide("closing", text(locale.label("address_title"), span=address.span), body, notes, None, address.span, section, part)
