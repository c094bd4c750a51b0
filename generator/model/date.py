"""The date that files state, and the form of dates that people type."""

from __future__ import annotations

import datetime
import re
from typing import Literal

# The date unless SOURCE_DATE_EPOCH gives another: a fixed one, so that equal content gives equal bytes.
DATE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
# Year, month and day, of a century in which workshops are held. The JSON Schemas state it too: it is a regular expression of ECMAScript.
TYPED_DATE = r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}"


def date_flaw(word: str) -> Literal["date_form", "no_such_date"] | None:
    """Return why a word is no date; None if it is one."""
    if not re.fullmatch(TYPED_DATE, word):
        return "date_form"
    try:
        datetime.date.fromisoformat(word)
    except ValueError:
        return "no_such_date"
    return None
