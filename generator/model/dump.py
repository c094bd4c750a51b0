"""Dump any model as JSON, for reading and for comparing by structure."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from functools import cache
from typing import Any

from generator.diagnostics import Span


def dump(model: Any) -> str:
    """Return a model as JSON in one line; each record names its class, spans are omitted, bytes are given by their SHA-256, times as 09:00:00.

    Raises TypeError for a value that is neither a record nor plain data.
    """
    return json.dumps(model, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    """Return a record as a mapping of its own fields; the encoder asks for those inside it."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, (datetime.time, datetime.date)):
        return value.isoformat()
    record: Any = type(value)
    fields = {name: one for name in _names(record) if not isinstance(one := getattr(value, name), Span)}
    return {"class": record.__name__, **fields}


@cache
def _names(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(record))
