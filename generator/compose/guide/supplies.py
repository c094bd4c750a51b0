"""Gather the materials of a programme: each item once, with the most that is needed at a time and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.compose.citing import without_marks
from generator.content.schema import Activity, Material
from generator.model.text import Text
from generator.plan import Plan, Session
from generator.settings.locale import Locale


@dataclass(frozen=True)
class Supply:
    """One item: the most that is needed at a time, None if nobody counts it, and the numbers of the sessions that need it.

    `whole` is whether the workshop as such needs it.
    """

    item: Text
    quantity: int | None
    sessions: tuple[int, ...]
    whole: bool = False

    def used(self, locale: Locale) -> str:
        """Return the numbers of the sessions that need it, or that the whole workshop does."""
        if self.whole:
            return locale.label("whole_workshop")
        return locale.label("and").join(map(locale.number, self.sessions))

    def joined(self, other: Supply) -> Supply:
        """Return the same item for both uses."""
        counted = [one for one in (self.quantity, other.quantity) if one]
        sessions = tuple(dict.fromkeys((*self.sessions, *other.sessions)))
        return replace(self, quantity=max(counted, default=None), sessions=sessions, whole=self.whole or other.whole)


def supplies_of(plan: Plan) -> list[Supply]:
    """List the materials of the workshop, of its routines, and of its sessions, in the order of their first use."""
    found: dict[str, Supply] = {}
    for supply in _uses(plan):
        key = supply.item.plain
        found[key] = found[key].joined(supply) if key in found else supply
    return list(found.values())


def _uses(plan: Plan) -> Iterator[Supply]:
    facilitation = plan.library.facilitation
    routines = [slot.routine for day in plan.days for slot in day.slots if slot.routine]
    shared = [*(facilitation.materials if facilitation else ()), *(one for routine in routines for one in routine.materials)]
    for material in shared:
        yield _supply(plan, material, plan.groups(), (), whole=True)
    for session in plan.sessions:
        for material, groups in materials_of(plan, session):
            yield _supply(plan, material, groups, (session.number,))


def materials_of(plan: Plan, session: Session) -> Iterator[tuple[Material, int]]:
    """Return the materials of a session and of its activities, each with the number of groups."""
    facilitator = session.module.facilitator
    for material in facilitator.materials if facilitator else ():
        yield material, plan.groups()
    for activity in (exercise for exercise in session.module.exercises if isinstance(exercise, Activity)):
        for material in activity.materials:
            yield material, plan.groups(activity)


def _supply(plan: Plan, material: Material, groups: int, sessions: tuple[int, ...], *, whole: bool = False) -> Supply:
    return Supply(without_marks(material.item, plan.locale), plan.needed(material, groups), sessions, whole)
