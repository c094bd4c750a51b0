"""Put inline text into the places of a label, so that emphasis, links and citations survive."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from generator.locale import Locale
from generator.model.text import Cite, Run, Text


def worded(locale: Locale, key: str, **parts: Text | str) -> Text:
    """Give a label with its places filled by inline text or plain words."""
    first = next((part for part in parts.values() if isinstance(part, Text)), None)
    inlines = tuple(_inlines(locale.labels[key], parts))
    return Text(inlines, first.span) if first else Text(inlines)


def _inlines(template: str, parts: dict[str, Text | str]) -> Iterator[Run | Cite]:
    for words, name, _, _ in Formatter().parse(template):
        if words:
            yield Run(words)
        part = parts[name] if name else ""
        if isinstance(part, Text):
            yield from part.inlines
        elif part:
            yield Run(part)
