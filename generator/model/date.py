"""The date that files state."""

from __future__ import annotations

import datetime

# The date unless SOURCE_DATE_EPOCH gives another: a fixed one, so that equal content gives equal bytes.
DATE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
