"""Hold the Arabic of the seeds to the conventions of professional print.

One table of patterns; each says what is wrong and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.content.reader import Scalar
from generator.diagnostics import Diagnostic

_LETTER = "[\u0621-\u064a\u064b-\u0652]"


@dataclass(frozen=True, slots=True)
class Convention:
    """One slip that can be recognised by its characters alone."""

    code: str
    pattern: re.Pattern[str]
    message: str
    hint: str


def _convention(code: str, pattern: str, message: str, hint: str) -> Convention:
    return Convention(code, re.compile(pattern), message, hint)


CONVENTIONS = (
    _convention(
        "presentation-form",
        "[\ufb50-\ufdff\ufe70-\ufefc]+",
        "a letter stands in its presentation form",
        "type the ordinary letter: joining is the program's work",
    ),
    _convention("tatweel", "\u0640", "a tatweel (U+0640) stands here", "delete it"),
    _convention("persian-letter", "[\u06cc\u06a9]", "a Persian letter stands here", "type the Arabic ي, ى or ك"),
    _convention("tanwin", "\u0627\u064b", "the tanwin stands on the alif", "write it before the alif: ـًا"),
    _convention("latin-punctuation", f"(?<={_LETTER})[,;?]", "a Latin punctuation mark follows an Arabic word", "write ، or ؛ or ؟"),
    _convention("space-before-mark", f"(?<={_LETTER}) +[،؛؟.:!]", "a space stands before a punctuation mark", "delete the space"),
    _convention("space-after-mark", f"[،؛؟](?={_LETTER})", "no space follows a punctuation mark", "put one space after it"),
    _convention("double-space", r"(?<=\S)  +(?=\S)", "two spaces stand side by side", "keep one"),
    _convention("loose-quotation", "« | »", "a space stands inside « »", "let the marks hug their contents"),
    _convention(
        "number-range",
        r"(?<![\w/.-])\d+ ?[-–] ?\d+(?![\w/-])",
        "a range of numbers is written with a hyphen",
        "write «من … إلى …»: a hyphen displays the range reversed",
    ),
)


def lint(text: Scalar) -> Iterator[Diagnostic]:
    """Find each convention that a text breaks, with its place; texts without Arabic pass."""
    if not re.search(_LETTER, text):
        return
    for convention in CONVENTIONS:
        for slip in convention.pattern.finditer(text):
            yield Diagnostic(text.at(slip.start()), convention.code, convention.message, convention.hint)
