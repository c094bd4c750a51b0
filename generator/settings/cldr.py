"""What Unicode's CLDR knows of a language: months, weekdays, weekend, clock, the country's name.

In: a locale's file. Out: nodes of the keys that the file need not state. Babel has the data of CLDR, and is imported only for this.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any, Literal, get_args

from generator.diagnostics import ContentError, Diagnostic
from generator.messages import say

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# In Python's order, and CLDR's as Babel counts.
DAYS: tuple[Weekday, ...] = get_args(Weekday)
# The keys of a locale that CLDR gives.
KNOWN = ("clock", "months", "weekdays", "weekend", "week_start", "territory")
_ZONE = r"[A-Za-z_]+(?:/[A-Za-z_+-]+)+"


def implied_by(own: Any) -> Any:
    """Return what CLDR knows of the `language` that a locale's file states, as nodes at its place; nothing if it states none.

    Raises ContentError if CLDR does not know the language.
    """
    from generator.content.reader import Mapping, Scalar, nodes_at

    language = own.get("language")
    return nodes_at(language.span, _values(language)) if isinstance(language, Scalar) else Mapping()


def _values(language: Any) -> dict[str, Any]:
    from babel import Locale, UnknownLocaleError

    try:
        cldr = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise ContentError([Diagnostic(language.span, say("unknown-language", language=language), say("unknown-language.hint"))]) from None
    months, weekdays = cldr.months["format"]["wide"], cldr.days["format"]["wide"]
    return {
        "clock": "24" if "H" in cldr.time_formats["short"].pattern else "12",
        "months": [months[number] for number in range(1, 13)],
        "weekdays": [weekdays[number] for number in range(7)],
        "weekend": _days(cldr.weekend_start, cldr.weekend_end),
        "week_start": DAYS[cldr.first_week_day],
        "territory": cldr.territories.get(cldr.territory or "", ""),
    }


def _days(first: int, last: int) -> list[str]:
    """Return the days of a weekend, whose last one may be of the next week."""
    return [DAYS[number % 7] for number in range(first, first + (last - first) % 7 + 1)]


def has_time_zone(name: str) -> bool:
    """Return whether the tz database has a time zone of this name."""
    return re.fullmatch(_ZONE, name) is not None and zone_file(name).is_file()


def zone_file(name: str) -> Path:
    """Return the file of a time zone in the package tzdata, which is the same on each system."""
    found = importlib.util.find_spec("tzdata")
    return Path(str(found.origin)).parent / "zoneinfo" / name if found else Path(name)
