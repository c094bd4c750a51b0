"""The participants of a workshop, for whom papers are made out by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

# The most participants of one file of name cards or certificates: a file that a printer takes, and a task that needs little memory.
VOLUME = 250


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant; `number` is that of their row among the rows of the file, from 1, and stays when another row is mended."""

    number: int
    name: str
    organisation: str = ""
    country: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Volume:
    """The participants of one file; `suffix` is added to its name, and is empty if there is one file only."""

    participants: tuple[Participant, ...] = ()
    suffix: str = ""
    is_last: bool = True


@dataclass(frozen=True)
class Roster:
    """All participants, with the file that they are from and its digest; it is empty if papers are to be blank forms."""

    participants: tuple[Participant, ...] = ()
    path: str = ""
    digest: str = ""

    @cached_property
    def volumes(self) -> tuple[Volume, ...]:
        """Divide the participants by their numbers, so that a mended row changes its own volume only."""
        groups: dict[int, list[Participant]] = {}
        for one in self.participants:
            groups.setdefault((one.number - 1) // VOLUME, []).append(one)
        if len(groups) < 2:
            return (Volume(self.participants),)
        digits, last = len(str((max(groups) + 1) * VOLUME)), max(groups)
        return tuple(
            Volume(tuple(members), f"-{group * VOLUME + 1:0{digits}}-{(group + 1) * VOLUME:0{digits}}", group == last) for group, members in groups.items()
        )


NOBODY = Roster()
