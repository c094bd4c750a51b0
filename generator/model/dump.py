"""Dump any model as JSON, for reading and for comparing by structure."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import Any

from generator.diagnostics import Span


def dump(model: Any) -> str:
    """Return a model as indented JSON; each record names its class, spans are omitted, bytes are given by their SHA-256."""
    return json.dumps(_plain(model), ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {"kind": type(value).__name__} | {name: _plain(one) for name, one in fields.items() if not isinstance(one, Span)}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value
