"""Say things the way an edition says them: labels, digits, times, lists. In: assets/locales. Out: a frozen `Locale`.

A country's file states only its differences from the file that its `base` names.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

from generator.content.variant import read_settings, settings
from generator.diagnostics import Span
from generator.model.text import BulletList, Cite, Prose, Run, Text

_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
# A number that stands by itself; digits inside a Latin name or an address stay as they are.
_NUMBER = re.compile(r"(?<![A-Za-z0-9./-])\d+(?:[.,]\d+)*%?(?![A-Za-z0-9]|[./-][A-Za-z])")


@settings
class Locale:
    """One edition's language. `labels` are the fixed words of the kit, by key."""

    name: str
    country: str
    language: str
    digits: str
    decimal: str
    group: str
    percent: str
    clock: str
    morning: str
    afternoon: str
    option_letters: tuple[str, ...]
    labels: dict[str, str]
    bloom: dict[str, str]
    counted: dict[str, tuple[str, str, str, str]]

    @property
    def has_latin_digits(self) -> bool:
        """Tell whether the edition writes 1 2 3."""
        return self.digits == "latin"

    def number(self, value: int) -> str:
        """Write a whole number in the edition's digits."""
        return self.figures(str(value))

    def amount(self, value: float) -> str:
        """Write a quantity with the edition's digits, decimal and group signs, never with an exponent."""
        signs = {",": self.group, ".": self.decimal}
        # The shortest decimal that stands for the same float, written out.
        plain = "".join(signs.get(character, character) for character in format(Decimal(repr(value)).normalize(), ",f"))
        return plain if self.has_latin_digits else plain.translate(_ARABIC_INDIC)

    def figures(self, words: str) -> str:
        """Turn the free-standing numbers of a text into the edition's digits."""
        return _NUMBER.sub(self._figure, words) if not self.has_latin_digits else words

    def _figure(self, match: re.Match[str]) -> str:
        digits = match.group().translate(_ARABIC_INDIC)
        digits = re.sub(r"[.,](?=[٠-٩]{3}(?![٠-٩]))", self.group, digits)
        return digits.replace(".", self.decimal).replace("%", self.percent)

    def text(self, text: Text) -> Text:
        """Give inline text in the edition's digits; addresses keep theirs."""
        return Text(tuple(one if isinstance(one, Cite) else Run(self.figures(one.text), one.strong, one.link, one.citation) for one in text.inlines), text.span)

    def prose(self, prose: Prose) -> Prose:
        """Give paragraphs and lists in the edition's digits."""
        return tuple(BulletList(tuple(map(self.text, one.items))) if isinstance(one, BulletList) else self.text(one) for one in prose)

    def label(self, key: str, **values: str) -> str:
        """Give a fixed wording, its places filled."""
        return self.labels[key].format(**values)

    def count(self, noun: str, value: int) -> str:
        """Count things as Arabic grammar does: one, two, three to ten, more."""
        one, two, few, many = self.counted[noun]
        if value == 1:
            return one
        if value == 2:
            return two
        form = few if 3 <= value % 100 <= 10 else many
        # A no-break space: a number and what it counts stay on one line, in PowerPoint too.
        return f"{self.number(value)}\u00a0{form}"

    def time(self, moment: datetime.time) -> str:
        """Write a time of day."""
        hour = moment.hour if self.clock == "24" else (moment.hour - 1) % 12 + 1
        half = "" if self.clock == "24" else f" {self.morning if moment.hour < 12 else self.afternoon}"
        return self.figures(f"{hour}:{moment.minute:02}") + half

    def letter(self, index: int) -> str:
        """Give the letter of a quiz option (أ ب ج د)."""
        return self.option_letters[index]


def read_locale(folder: Path, name: str, span: Span) -> Locale:
    """Read a locale with what it inherits.

    Raises ContentError, at `span`, where there is no such file, and in the file where a value does not fit.
    """
    return read_settings(Locale, folder, name, "locale", span)
