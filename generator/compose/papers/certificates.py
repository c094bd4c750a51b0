"""Compose the certificates of attendance, with number and check code, or a blank form."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.check_codes import Certified, check_code
from generator.compose.agenda import dates_text
from generator.compose.papers.parts import affiliation, name_text
from generator.compose.wording import fill_label, line_text
from generator.model.certificate import Certificates, Holder
from generator.model.roster import Participant, Volume
from generator.model.text import Run, Text, text
from generator.plan import Plan


def compose_certificates(plan: Plan, volume: Volume) -> Certificates:
    """Compose the certificates of a volume."""
    kit, programme, locale = plan.library.kit, plan.programme, plan.locale
    signatory = kit.certificates.signatory if kit.certificates else None
    return Certificates(
        title=locale.label("certificates"),
        subject=str(kit.title),
        author=str(kit.organisation.name),
        organisation=tuple(line_text(line, locale) for line in kit.organisation.lines),
        logos=plan.logos,
        heading=text(locale.label("certificate")),
        awarded=text(locale.label("certificate_awarded")),
        reason=text(locale.label("certificate_reason")),
        workshop=tuple(line_text(line, locale) for line in (programme.title, programme.subtitle) if line),
        details=tuple(_details(plan)),
        code=text(locale.label("check_code")),
        issued=text(locale.label("issued")),
        signature=text(locale.label("signature")),
        signatory=line_text(signatory, locale) if signatory else text(""),
        stamp=text(locale.label("stamp")),
        holders=tuple(_holder(plan, one) for one in volume.participants) or (_blank(plan),),
    )


def _details(plan: Plan) -> Iterator[Text]:
    locale, venue = plan.locale, plan.programme.venue
    dates = dates_text(plan)
    if dates:
        yield dates
    if venue:
        yield fill_label(locale, "venue", venue=line_text(venue, locale))
    yield fill_label(locale, "training_hours", duration=_duration(plan))


def _duration(plan: Plan) -> str:
    """Return the hours and minutes of all sessions; breaks and ceremonies are no training."""
    locale = plan.locale
    minutes = sum(_minutes(slot.start, slot.end) for day in plan.days for slot in day.slots if slot.kind == "session")
    hours, rest = divmod(minutes, 60)
    parts = [locale.count(noun, value) for noun, value in (("hour", hours), ("minute", rest)) if value]
    return locale.label("and").join(parts) or locale.count("minute", 0)


def _minutes(start: datetime.time, end: datetime.time) -> int:
    return (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % (24 * 60)


def _holder(plan: Plan, one: Participant) -> Holder:
    locale = plan.locale
    certified = Certified(str(plan.programme.id), plan.dates[0] if plan.dates else None, one.number, one.name)
    code = Text((Run(check_code(plan.library.kit, certified), kind="code", direction="ltr"),))
    number = fill_label(locale, "certificate_number", number=locale.number(one.number))
    return Holder(name_text(one.name), text(affiliation(plan, one)), number, code)


def _blank(plan: Plan) -> Holder:
    return Holder(text(""), text(""), fill_label(plan.locale, "certificate_number", number=""), text(""))
