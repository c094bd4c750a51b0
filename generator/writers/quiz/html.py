"""Write the texts of items as HTML, right to left wherever it is shown. In: inline text. Out: well-formed markup.

Only elements and attributes that every importer keeps are used: a `span` with a direction is an isolate too (HTML, 15.3.5).
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from generator.model.assessment import Item
from generator.model.plain import is_address, spelled_out
from generator.model.text import Run, Text


def html(words: Text, *, links: bool = True) -> str:
    """Return inline text as HTML; without `links` their addresses are spelled out."""
    runs = words.runs if links else spelled_out(words.runs)
    return "".join(_isolate(direction, list(group)) for direction, group in groupby(runs, key=lambda run: run.direction))


def block(paragraphs: Iterable[str], language: str) -> str:
    """Return paragraphs of HTML as a block of a language's script."""
    return f'<div dir="rtl" lang="{language}">{"".join(f"<p>{one}</p>" for one in paragraphs)}</div>'


def line(words: Text, language: str, *, links: bool = True) -> str:
    """Return one text as a block of a language's script."""
    return f'<div dir="rtl" lang="{language}">{html(words, links=links)}</div>'


def question(item: Item, *, links: bool = True) -> list[str]:
    """Return the paragraphs of a question: its scenario, if it has one, and its stem."""
    scenario = [f"<strong>{html(item.scenario.title, links=links)}</strong>", html(item.scenario.text, links=links)] if item.scenario else []
    return [*scenario, html(item.stem, links=links)]


def explanation(item: Item) -> tuple[Text, ...]:
    """Return the texts that explain the answer to anybody: the rationale, and its source."""
    return (item.rationale, *((item.source,) if item.source else ()))


def _isolate(direction: str | None, runs: Iterable[Run]) -> str:
    inner = "".join(_styled(*look, "".join(run.text for run in group)) for look, group in groupby(runs, key=lambda run: (run.strong, run.link)))
    return f'<span dir="{direction}">{inner}</span>' if direction else inner


def _styled(strong: bool, link: str | None, words: str) -> str:
    inner = escape(words, quote=False)
    if strong:
        inner = f"<strong>{inner}</strong>"
    return f'<a href="{escape(link)}">{inner}</a>' if link and is_address(link) else inner
