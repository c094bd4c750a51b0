"""Make inline text of a line without markup, and of a label whose placeholders are filled with inline text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

from generator.content.origins import origin_of
from generator.content.reader import Scalar
from generator.model.text import NOWHERE, Cite, Run, Text, text
from generator.settings.locale import Locale


def line_text(line: Scalar, locale: Locale) -> Text:
    """Return the inline text of a line without markup, with the edition's numbers."""
    return text(locale.figures(line), span=line.span, origin=origin_of(line))


def fill_label(locale: Locale, key: str, **parts: Text | str) -> Text:
    """Return a label with its placeholders filled by inline or plain text, keeping emphasis, links, citations and directions."""
    span = next((part.span for part in parts.values() if isinstance(part, Text) and part.span != NOWHERE), NOWHERE)
    return Text(tuple(_inlines(locale.labels[key], parts)), span)


def _inlines(template: str, parts: dict[str, Text | str]) -> Iterator[Run | Cite]:
    for literal, name, _, _ in Formatter().parse(template):
        yield from text(literal).inlines
        part = parts[name] if name else ""
        yield from (part if isinstance(part, Text) else text(part)).inlines


def emphasised(words: Text) -> Text:
    """Return a text with all its runs emphasised."""
    return Text(tuple(replace(run, strong=True) for run in words.runs), words.span)
