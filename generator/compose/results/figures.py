"""Word the figures of a report: none is more precise than the number of participants supports."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from generator.results.analysis import FEW, FINE, SittingResult
from generator.settings.locale import Locale

_MINUS = "\u2212"


def decimals(count: int) -> int:
    """Return how many decimals a mean or a coefficient of so many participants has: one is more than noise from FEW, a second from FINE."""
    return 0 if count < FEW else 1 if count < FINE else 2


def rounded(value: float, places: int, locale: Locale, *, signed: bool = False) -> str:
    """Return a number with so many decimals, rounded half away from zero, with its sign if it is negative or signs are asked for."""
    number = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    sign = _MINUS if number < 0 else "+" if signed and number > 0 else ""
    return locale.figures(f"{sign}{abs(number)}")


def mean_points(value: float, count: int, locale: Locale) -> str:
    """Return mean points of so many participants: of few of them as a whole number that is said to be rough."""
    words = rounded(value, decimals(count), locale)
    return words if count >= FEW or float(value).is_integer() else locale.label("results_about", value=words)


def median_points(value: float, locale: Locale) -> str:
    """Return a median, which is a whole number or the middle of two."""
    return rounded(value, 0 if float(value).is_integer() else 1, locale)


def share_of(right: int, asked: int, count: int, locale: Locale) -> str:
    """Return a share as a percentage, or as two numbers if so many participants are few."""
    if count < FEW:
        return locale.label("results_of", part=locale.number(right), whole=locale.number(asked))
    return percentage(right / asked, locale)


def percentage(share: float, locale: Locale) -> str:
    """Return a share as a whole percentage."""
    number = Decimal(repr(share * 100)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return locale.figures(f"{_MINUS if number < 0 else ''}{abs(number)}%")


def coefficient(value: float | None, count: int, locale: Locale) -> str:
    """Return a correlation or a reliability, or the dash of what is not computed."""
    return locale.label("results_none") if value is None else rounded(value, decimals(count), locale)


def occasion_name(result: SittingResult, locale: Locale) -> str:
    """Return the short name of a test: «القبلي»."""
    return locale.label(f"results_short_{result.sitting.occasion}")
