"""The measures of a test: each a function of marks, None where it is not defined.

Marks are rows of participants with a cell for each item, whether it is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import StatisticsError, correlation, pvariance

Marks = Sequence[Sequence[bool]]


def reliability(marks: Marks) -> float | None:
    """Return KR-20, the internal consistency of a test whose items are right or wrong.

    G. F. Kuder, M. W. Richardson (1937), The theory of the estimation of test reliability, Psychometrika 2, formula 20; with the variance
    of the points that divides by the number of participants, as the variances p q of the items do.
    """
    count = len(marks[0]) if marks else 0
    variance = pvariance([sum(row) for row in marks]) if marks else 0.0
    if count < 2 or not variance:
        return None
    shares = [sum(row[index] for row in marks) / len(marks) for index in range(count)]
    return count / (count - 1) * (1 - sum(share * (1 - share) for share in shares) / variance)


def discrimination(marks: Marks, index: int) -> float | None:
    """Return the corrected point-biserial correlation of an item: with the points in all other items.

    S. Henrysson (1963), Correction of item-total correlations in item analysis, Psychometrika 28. It is Pearson's correlation, as one of
    the variables is 0 or 1. None if all or none are right, or all have as many points in the others.
    """
    right = [int(row[index]) for row in marks]
    rest = [sum(row) - int(row[index]) for row in marks]
    try:
        return correlation(right, rest)
    except StatisticsError:
        return None


def normalised_gain(before: float, after: float) -> float | None:
    """Return which share of what could be gained was gained, from the shares that were right before and after.

    R. R. Hake (1998), Interactive-engagement versus traditional methods, American Journal of Physics 66. None if all was right before.
    """
    return None if before >= 1 else (after - before) / (1 - before)
