"""What a build is asked for. It imports nothing heavy, so that a build without changes is answered at once."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

from generator.messages import Message, say
from generator.model.date import DATE
from generator.model.roster import NOBODY, Roster

# The kinds of output, as `--only` names them.
KINDS = ("decks", "handouts", "quiz", "papers")
# What the members of an Office package, a ZIP file, can state (APPNOTE.TXT 4.4.6).
FIRST_DATE = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
LAST_DATE = datetime.datetime(2107, 12, 31, 23, 59, 59, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class BuildOptions:
    """The options of one build: the seeds, the output folder, editions, and names of programmes, or all of them.

    An edition is a country's code, or None for the regional one. `start` is the date of the first day, in place of the programmes' own.
    `roster` are the participants to whom papers are made out.
    """

    seeds: Path
    out: Path
    editions: tuple[str | None, ...] = (None,)
    programmes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = KINDS
    date: datetime.datetime = DATE
    start: datetime.date | None = None
    roster: Roster = field(default=NOBODY, repr=False)

    @property
    def is_whole(self) -> bool:
        """Return whether all kinds of output are to be built."""
        return set(self.kinds) == set(KINDS)


class InvalidDate(ValueError):
    """Raised for a SOURCE_DATE_EPOCH that is no date of an Office package."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)


def is_kit(folder: Path) -> bool:
    """Return whether a folder is a kit: one with seeds."""
    return (folder / "seeds").is_dir()


def kit_around(folder: Path) -> Path:
    """Return the nearest kit, this folder or one above it; the folder itself if there is none."""
    above = (Path(folder, *[".."] * steps) for steps in range(len(folder.resolve().parents)))
    return next((one for one in above if is_kit(one)), folder)


def build_date(epoch: str | None) -> datetime.datetime:
    """Return the date that files state: the value of SOURCE_DATE_EPOCH in seconds, or the fixed date.

    Raises InvalidDate for a value that is no date of an Office package (reproducible-builds.org, SOURCE_DATE_EPOCH).
    """
    if epoch is None:
        return DATE
    try:
        date = datetime.datetime.fromtimestamp(_seconds(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise InvalidDate(say("usage.date-number", epoch=epoch)) from None
    if not FIRST_DATE <= date <= LAST_DATE:
        raise InvalidDate(say("usage.date-range", epoch=epoch))
    return date


def _seconds(epoch: str) -> int:
    """Return a number in the form that `date +%s` prints; Python's own reading is more lenient.

    Raises ValueError.
    """
    if not re.fullmatch(r"-?[0-9]+", epoch):
        raise ValueError(epoch)
    return int(epoch)
