"""Compose the page that says how each figure is computed, and from where the method is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.results.figures import percentage
from generator.compose.results.overview import HIGH_GAIN, LOW_GAIN
from generator.model.document import Block, Heading, ListBlock, PageBreak, Paragraph
from generator.model.text import Run, Text, text
from generator.results.analysis import EASY, FEW, FINE, HARD, ROUGH, WRONG_ENOUGH, Analysis
from generator.settings.locale import Locale

BULLET = "•"
_ALWAYS = ("marking", "mean", "difficulty", "discrimination", "unused", "reliability")
_PAIRED = ("matching", "gain", "cause")
_SMALL = ("small", "rounding")


def method_blocks(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Return each method under its name, then the publications that they are from."""
    yield PageBreak()
    yield Heading(2, text(locale.label("results_method")))
    limits = {"few": FEW, "rough": ROUGH, "fine": FINE, "wrong": WRONG_ENOUGH}
    values = {
        **{name: locale.number(limit) for name, limit in limits.items()},
        **{name: percentage(share, locale) for name, share in (("easy", EASY), ("hard", HARD))},
        **{name: locale.amount(share) for name, share in (("high", HIGH_GAIN), ("low", LOW_GAIN))},
    }
    for name in (*_ALWAYS, *(_PAIRED if analysis.is_paired else ()), *_SMALL):
        head = text(locale.label("results_method_head", label=locale.label(f"results_method_{name}")), strong=True)
        words = text(locale.label(f"results_method_{name}_text", **values))
        yield Paragraph(Text((*head.runs, Run(" "), *words.runs)), "small")
    yield Heading(3, text(locale.label("results_references")))
    yield ListBlock(tuple((BULLET, _reference(one)) for one in locale.label("results_publications").split("|")), "references")


def _reference(words: str) -> Text:
    return Text((Run(words, direction="ltr"),))
