"""The language of an edition: labels, digits, times, dates, lists. In: assets/locales and CLDR. Out: a frozen `Locale`.

A country's file states only its differences from the file that its `base` names, and from what CLDR knows of its language.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from generator.content.variant import Flaw, read_settings, settings_record
from generator.diagnostics import Span
from generator.messages import say
from generator.model.islands import COUNTED, LATIN, Kind
from generator.model.text import BulletList, Prose, Run, Text, direction_of, text
from generator.settings.cldr import DAYS, Weekday, has_time_zone, implied_by

_LATIN_DIGITS, _ARABIC_INDIC_DIGITS = "0123456789", "٠١٢٣٤٥٦٧٨٩"
_TO_LATIN = str.maketrans(_ARABIC_INDIC_DIGITS + "٫٬٪", _LATIN_DIGITS + ".,%")
_TO_ARABIC_INDIC = str.maketrans(_LATIN_DIGITS, _ARABIC_INDIC_DIGITS)
# Of the kinds that are written in the edition's digits, the kinds with decimal and group signs: a point in a date, time or phone is neither.
_SIGNED: tuple[Kind, ...] = ("number", "percent", "quantity", "ratio", "range")
# A separate number: not the 3 of «m3» or «m^-3».
_FREE = rf"(?<![{LATIN}\d])(?<![{LATIN}][-^])(?<![{LATIN}]\^-)"
# As written in the seeds: groups of three separated by commas, then a decimal point.
_WRITTEN = re.compile(_FREE + r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![.,]?\d)")
_DIGITS = re.compile(_FREE + r"\d+(?:[.,:]\d+)*")


@settings_record
class Locale:
    """The language of one edition. `labels` are the fixed texts of the kit, by key.

    `months` are from January, `weekdays` from Monday; `territory` is the country's name and `time_zone` its name in the tz database, both
    empty in the regional edition, which has no weekend either: no country is known.
    """

    name: str
    country: str
    language: str
    digits: Literal["latin", "arabic-indic"]
    decimal: str
    group: str
    percent: str
    clock: Literal["12", "24"]
    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    weekdays: tuple[str, str, str, str, str, str, str]
    weekend: tuple[Weekday, ...]
    week_start: Weekday
    territory: str
    morning: str
    afternoon: str
    option_letters: tuple[str, ...]
    labels: dict[str, str]
    bloom: dict[str, str]
    counted: dict[str, tuple[str, str, str, str]]
    time_zone: str = ""

    @property
    def has_latin_digits(self) -> bool:
        """Return whether the edition uses Latin digits, 1 2 3."""
        return self.digits == "latin"

    def number(self, value: int) -> str:
        """Format a whole number that is not negative."""
        return self._figures(str(value), "number")

    def amount(self, value: float) -> str:
        """Format a value with group and decimal signs, never with an exponent."""
        whole, _, rest = f"{Decimal(repr(value)):,f}".partition(".")
        rest = rest.rstrip("0")
        return self.figures(f"{whole}.{rest}" if rest else whole)

    def figures(self, words: str) -> str:
        """Format the numbers in plain text; see `text`."""
        return self.text(text(words)).plain

    def text(self, inline: Text) -> Text:
        """Format the numbers in inline text with the edition's digits, decimal, group and percent signs.

        In the seeds numbers are written 1,234.5; addresses, paths, codes, formulas and names keep their digits.
        """
        return Text(tuple(self._localised(one) if isinstance(one, Run) else one for one in inline.inlines), inline.span)

    def _localised(self, run: Run) -> Run:
        if run.localised or run.citation:
            return run
        if run.direction == "rtl" and run.kind is None:
            return run.with_text(self.figures(run.text), run.kind, run.direction, localised=True)
        if run.kind not in COUNTED:
            # A name keeps its numbers, but in the kit's only set of digits.
            return run.with_text(run.text.translate(_TO_LATIN), run.kind, run.direction) if run.kind == "name" and self.has_latin_digits else run
        words = self._figures(run.text, run.kind)
        return run.with_text(words, run.kind, direction_of(run.kind, words), localised=True)

    def _figures(self, words: str, kind: Kind) -> str:
        words = words.translate(_TO_LATIN)
        if kind in _SIGNED:
            signs = str.maketrans(".,", self.decimal + self.group)
            words = _WRITTEN.sub(lambda number: number.group().translate(signs), words)
        if self.has_latin_digits:
            return words
        return _DIGITS.sub(lambda number: number.group().translate(_TO_ARABIC_INDIC), words).replace("%", self.percent)

    def prose(self, prose: Prose) -> Prose:
        """Format the numbers in paragraphs and lists; see `text`."""
        return tuple(BulletList(tuple(map(self.text, one.items))) if isinstance(one, BulletList) else self.text(one) for one in prose)

    def label(self, key: str, **values: str) -> str:
        """Return a label with its placeholders filled."""
        return self.labels[key].format(**values)

    def count(self, noun: str, value: int) -> str:
        """Return a number with its noun in the form of Arabic grammar: one, two, three to ten, more."""
        one, two, few, many = self.counted[noun]
        if value == 1:
            return one
        if value == 2:
            return two
        form = few if 3 <= value % 100 <= 10 else many
        # A no-break space keeps a number and its noun on one line, in PowerPoint too.
        return f"{self.number(value)}\u00a0{form}"

    def noun(self, noun: str, count: int) -> str:
        """Return the form of a definite noun before a list of so many numbers: «الفقرتان 9 و10»."""
        one, two, few, _ = self.counted[noun]
        return one if count == 1 else two if count == 2 else few

    def time(self, moment: datetime.time) -> str:
        """Format a time of day: 9:30 ص, or 09:30 on a clock of 24 hours (CLDR's patterns h:mm a and HH:mm)."""
        if self.clock == "24":
            return self.figures(f"{moment:%H:%M}")
        return self.figures(f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02}") + f" {self.morning if moment.hour < 12 else self.afternoon}"

    def date(self, date: datetime.date) -> str:
        """Format a date with its weekday: الأحد 6 كانون الأول 2026."""
        values = {"weekday": self.weekdays[date.weekday()], "month": self.months[date.month - 1]}
        return self.label("full_date", day=self.number(date.day), year=self.number(date.year), **values)

    def is_weekend(self, date: datetime.date) -> bool:
        """Return whether a date is on the edition's weekend."""
        return DAYS[date.weekday()] in self.weekend

    def in_print(self) -> Locale:
        """Return what the pages of a document show of it beside their own words, its labels and digits; it is equal in several editions."""
        differing = {"name": "", "country": "", "language": "", "decimal": ".", "group": ",", "territory": "", "time_zone": ""}
        calendar = {"clock": "12", "months": ("",) * 12, "weekdays": ("",) * 7, "weekend": (), "week_start": "monday"}
        return replace(self, **differing, **calendar)  # type: ignore[arg-type]

    def letter(self, index: int) -> str:
        """Return the letter of a quiz option (أ ب ج د)."""
        return self.option_letters[index]


def read_locale(folders: Iterable[Path], name: str, span: Span) -> Locale:
    """Read a locale and those that it inherits from, in folders of which the first go before the others.

    Raises ContentError at `span` if there is no such file, and in the file for each invalid value.
    """
    return read_settings(Locale, folders, name, "locale", span, _flaws, implied_by)


def _flaws(locale: Locale) -> Iterator[Flaw]:
    """A week has a working day, and a time zone is one of the tz database."""
    if set(locale.weekend) == set(DAYS):
        yield Flaw(("weekend",), say("weekend"), say("weekend.hint"))
    if locale.time_zone and not has_time_zone(locale.time_zone):
        yield Flaw(("time_zone",), say("time-zone", name=locale.time_zone), say("time-zone.hint"))
