"""Put inline text into the places of a label, so that emphasis, links and citations survive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

from generator.locale import Locale
from generator.model.text import NOWHERE, Cite, Run, Text


def worded(locale: Locale, key: str, **parts: Text | str) -> Text:
    """Give a label with its places filled by inline text or plain words."""
    inlines: list[Run | Cite] = []
    for one in _inlines(locale.labels[key], parts):
        last = inlines[-1] if inlines else None
        if isinstance(last, Run) and isinstance(one, Run) and replace(last, text=one.text) == one:
            inlines[-1] = replace(last, text=last.text + one.text)
        else:
            inlines.append(one)
    span = next((part.span for part in parts.values() if isinstance(part, Text)), NOWHERE)
    return Text(tuple(inlines), span)


def _inlines(template: str, parts: dict[str, Text | str]) -> Iterator[Run | Cite]:
    for words, name, _, _ in Formatter().parse(template):
        if words:
            yield Run(words)
        part = parts[name] if name else ""
        if isinstance(part, Text):
            yield from part.inlines
        elif part:
            yield Run(part)
