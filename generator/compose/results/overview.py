"""Compose what the report says of all participants: the summary, the numbers, the objectives, the distribution of points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from generator.compose.quiz.wording import name_of_test
from generator.compose.results.figures import coefficient, decimals, mean_points, median_points, occasion_name, percentage, rounded, share_of
from generator.model.document import Bar, BarRow, BarTable, Block, Callout, Heading, KeepTogether, Paragraph, TableBlock
from generator.model.text import Text, joined, text
from generator.results.analysis import FEW, ROUGH, Analysis, Gain, ObjectiveResult, SittingResult
from generator.settings.locale import Locale

# Hake's limits of a high and of a low gain.
HIGH_GAIN, LOW_GAIN = 0.7, 0.3
# The most rows of the distribution, for it to stay on one page with what is said of it.
MOST_BINS = 13
OBJECTIVE_WIDTHS, POINT_WIDTHS = (1.0, 1.15), (1.0, 5.0)


def summary_blocks(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Say in plain words what came out, and what a small number of participants means for it."""
    yield Heading(2, text(locale.label("results_summary")))
    yield Paragraph(text(" ".join(_summary(analysis, locale))), "lead")
    count = fewest(analysis)
    if count < ROUGH:
        key = "results_one_person" if count == 1 else "results_few" if count < FEW else "results_rough"
        words = locale.label(key, count=locale.number(count), few=locale.number(FEW), rough=locale.number(ROUGH))
        yield Callout(text(locale.label("results_small")), (Paragraph(text(words)),))


def fewest(analysis: Analysis) -> int:
    """Return the smallest number of participants that a figure of the report rests on."""
    return min([*(one.taken for one in analysis.sittings), *([analysis.gain.count] if analysis.gain else [])])


def _summary(analysis: Analysis, locale: Locale) -> Iterator[str]:
    if not analysis.is_paired:
        yield from _of_one_test(analysis.sittings[0], locale)
        return
    counts = [locale.count("participant", one.taken) for one in analysis.sittings]
    yield locale.label("results_took_both_tests", before=counts[0], after=counts[1])
    if analysis.gain is None:
        yield locale.label("results_nobody_matched")
        return
    yield locale.label("results_matched", count=locale.number(analysis.gain.count))
    yield from _of_gain(analysis.gain, len(analysis.sittings[0].items), len(analysis.sittings[1].items), locale)
    if analysis.sittings[0].sitting.test != analysis.sittings[1].sitting.test:
        yield locale.label("results_parallel")


def _of_one_test(result: SittingResult, locale: Locale) -> Iterator[str]:
    test = name_of_test(result.sitting.test, locale)
    yield locale.label("results_took_test", test=test, count=locale.count("participant", result.taken))
    items = locale.number(len(result.items))
    if result.taken == 1:
        yield locale.label("results_one_score", points=locale.number(result.points[0]), items=items)
        return
    low, high = (locale.number(one) for one in (min(result.points), max(result.points)))
    yield locale.label("results_scores", mean=mean_points(result.mean, result.taken, locale), items=items, low=low, high=high)


def _of_gain(gain: Gain, items_before: int, items_after: int, locale: Locale) -> Iterator[str]:
    if items_before == items_after:
        before, after = (mean_points(one, gain.count, locale) for one in (gain.before, gain.after))
        # What is shown alike is not said to differ.
        key = "same" if before == after else "rose" if gain.after > gain.before else "fell"
        yield locale.label(f"results_mean_{key}", before=before, after=after, items=locale.number(items_before))
    if gain.normalised is not None:
        yield _gain_words(gain.normalised, locale)
    same = gain.count - gain.rose - gain.fell
    yield locale.label("results_changes", rose=locale.number(gain.rose), fell=locale.number(gain.fell), same=locale.number(same))


def _gain_words(normalised: float, locale: Locale) -> str:
    if normalised <= 0:
        return locale.label("results_no_gain")
    level = "high" if normalised >= HIGH_GAIN else "low" if normalised < LOW_GAIN else "medium"
    return locale.label("results_gained", share=percentage(normalised, locale), level=locale.label(f"results_gain_{level}"))


def number_blocks(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Return the numbers of each test, and those of who took both."""
    yield Heading(2, text(locale.label("results_numbers")))
    heads = (text(locale.label("results_measure")), *(text(name_of_test(one.sitting.test, locale)) for one in analysis.sittings))
    if analysis.is_paired and analysis.sittings[0].sitting.test == analysis.sittings[1].sitting.test:
        heads = (heads[0], *(text(occasion_name(one, locale)) for one in analysis.sittings))
    columns = [list(_measures(one, locale)) for one in analysis.sittings]
    names = ("participants", "mean", "median", "range", "deviation", "reliability")
    rows = tuple((text(locale.label(f"results_{name}")), *map(text, values)) for name, *values in zip(names, *columns, strict=True))
    yield TableBlock(heads, rows, (1.6, *(1.2,) * len(columns)), compact=True)
    if analysis.gain:
        yield _gain_table(analysis.gain, locale)


def _measures(result: SittingResult, locale: Locale) -> Iterator[str]:
    items = locale.number(len(result.items))

    def of_items(value: str) -> str:
        return locale.label("results_of", part=value, whole=items)

    yield locale.number(result.taken)
    yield of_items(mean_points(result.mean, result.taken, locale))
    yield of_items(median_points(result.median, locale))
    yield locale.label("results_from_to", low=locale.number(min(result.points)), high=locale.number(max(result.points)))
    few = locale.label("results_too_few", few=locale.number(FEW))
    deviation = result.deviation
    yield few if deviation is None else rounded(deviation, decimals(result.taken), locale)
    yield few if result.taken < FEW else coefficient(result.reliability, result.taken, locale)


def _gain_table(gain: Gain, locale: Locale) -> TableBlock:
    """Return the mean points of those who took both tests, and their gain."""
    few = locale.label("results_too_few", few=locale.number(FEW))
    normalised = few if gain.count < FEW else coefficient(gain.normalised, gain.count, locale)
    means = [mean_points(one, gain.count, locale) for one in (gain.before, gain.after)]
    names = ("both", "both_before", "both_after", "normalised")
    values = (locale.number(gain.count), *means, normalised)
    return TableBlock(tuple(text(locale.label(f"results_{name}")) for name in names), (tuple(map(text, values)),), (1.2, 1.0, 1.0, 1.0), compact=True)


def objective_blocks(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Return the share of right answers for each objective as bars."""
    yield Heading(2, text(locale.label("results_objectives")))
    key = "results_objectives_paired" if analysis.gain else "results_objectives_all"
    counts = locale.label("list_comma").join(_counted(one, locale) for one in analysis.sittings)
    yield Paragraph(text(locale.label(key, count=locale.number(analysis.compared), counts=counts)), "description")
    columns = (text(locale.label("objective")), text(locale.label("results_right_answers")))
    yield BarTable(tuple(_objective(one, analysis, locale) for one in analysis.objectives), OBJECTIVE_WIDTHS, columns)


def _counted(result: SittingResult, locale: Locale) -> str:
    return locale.label("results_labelled", label=occasion_name(result, locale), value=locale.number(result.taken))


def _objective(one: ObjectiveResult, analysis: Analysis, locale: Locale) -> BarRow:
    counts = [analysis.gain.count] * len(analysis.sittings) if analysis.gain else [result.taken for result in analysis.sittings]
    shares = [one.before, one.after][: len(counts)]
    bars, items = [], 0
    for share, count, result in zip(shares, counts, analysis.sittings, strict=True):
        if share:
            items = share.asked // count
            label = text(_labelled(result, share_of(share.right, share.asked, count, locale), analysis, locale))
            bars.append(Bar(label, share.value, is_muted=_is_muted(result, analysis)))
    asked = text(locale.label("results_bracketed", words=locale.count("item", items)))
    return BarRow(joined((one.words, asked)), tuple(bars))


def _labelled(result: SittingResult, value: str, analysis: Analysis, locale: Locale) -> str:
    return locale.label("results_labelled", label=occasion_name(result, locale), value=value) if analysis.is_paired else value


def _is_muted(result: SittingResult, analysis: Analysis) -> bool:
    return analysis.is_paired and result.sitting.occasion == "before"


def distribution_blocks(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Return how many participants have how many points, as bars."""
    columns = (text(locale.label("results_points")), text(locale.label("results_participants")))
    rows = tuple(_bins(analysis.sittings, analysis, locale))
    note = Paragraph(text(locale.label("results_distribution_note")), "description")
    yield KeepTogether((Heading(2, text(locale.label("results_distribution"))), note, BarTable(rows, POINT_WIDTHS, columns)))


def _bins(results: Sequence[SittingResult], analysis: Analysis, locale: Locale) -> Iterator[BarRow]:
    """Count participants by points, or by ranges of points if there are too many, from the lowest to the highest that anyone has."""
    size = ceil((max(len(one.items) for one in results) + 1) / MOST_BINS)
    places = [[points // size for points in one.points] for one in results]
    most = max(one.count(place) for one in places for place in one)
    for place in range(min(map(min, places)), max(map(max, places)) + 1):
        first, last = place * size, place * size + size - 1
        words = locale.number(first) if size == 1 else locale.figures(f"{first}–{last}")
        yield BarRow(text(words), tuple(_count_bar(result, one.count(place), most, analysis, locale) for result, one in zip(results, places, strict=True)))


def _count_bar(result: SittingResult, count: int, most: int, analysis: Analysis, locale: Locale) -> Bar:
    label: Text = text(_labelled(result, locale.number(count), analysis, locale))
    return Bar(label, count / most, is_muted=_is_muted(result, analysis))
