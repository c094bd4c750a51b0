"""Compose what the report says of items: those to look at, the measures of all, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.quiz.answers import lettered
from generator.compose.quiz.wording import name_of_test, numbered
from generator.compose.results.figures import coefficient, occasion_name, share_of
from generator.compose.wording import emphasised, fill_label
from generator.model.document import Bar, BarRow, BarTable, Block, Heading, KeepTogether, ListBlock, Paragraph, TableBlock
from generator.model.text import Text, text
from generator.results.analysis import FEW, Analysis, ItemResult, Remark, SittingResult
from generator.settings.locale import Locale

REMARK_WIDTHS, ITEM_WIDTHS, CHOICE_WIDTHS = (2.2, 1.6, 2.2), (4.0, 1.0, 1.0, 0.9), (1.5, 1.0)


def remark_blocks(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Return the items that are worth a look, why, and what to do."""
    yield Heading(2, text(locale.label("results_remarks")))
    heads = tuple(text(locale.label(key)) for key in ("question", "results_remark", "results_advice"))
    for result in analysis.sittings:
        yield from _under_name(result, analysis, locale)
        rows = tuple(_remark(one, remark, result, locale) for one in result.items for remark in one.remarks)
        if rows:
            yield TableBlock(heads, rows, REMARK_WIDTHS, compact=True)
        else:
            key = "results_no_remarks_few" if result.taken < FEW else "results_no_remarks"
            yield Paragraph(text(locale.label(key, few=locale.number(FEW))))


def _under_name(result: SittingResult, analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Return the name of a test as a heading if there are two."""
    if analysis.is_paired:
        is_same = len({one.sitting.test for one in analysis.sittings}) == 1
        yield Heading(3, text(occasion_name(result, locale) if is_same else name_of_test(result.sitting.test, locale)))


def _remark(one: ItemResult, remark: Remark, result: SittingResult, locale: Locale) -> tuple[Text, Text, Text]:
    unused = locale.label("source_separator").join(one.item.choices[index].text.plain for index in one.unused)
    values = {
        "share": share_of(one.right, one.taken, result.taken, locale),
        "coefficient": coefficient(one.discrimination, result.taken, locale),
        "choices": unused,
    }
    advice = f"results_advice_{remark}_{result.sitting.occasion}"
    words = locale.label(advice) if advice in locale.labels else locale.label(f"results_advice_{remark}")
    return _question(one, locale), text(locale.label(f"results_remark_{remark}", **values)), text(words)


def _question(one: ItemResult, locale: Locale) -> Text:
    return fill_label(locale, "lettered", letter=locale.number(one.number), words=one.item.stem)


def item_blocks(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Return for each item how many had it right and left it out, and how it tells participants apart."""
    yield Heading(2, text(locale.label("results_items")))
    yield Paragraph(text(locale.label("results_items_note")), "description")
    for result in analysis.sittings:
        yield from _under_name(result, analysis, locale)
        taken = locale.number(result.taken)
        counted = (locale.label(key, count=taken) for key in ("results_right", "results_missing"))
        heads = tuple(map(text, (locale.label("question"), *counted, locale.label("results_tells_apart"))))
        yield TableBlock(heads, tuple(_item(one, result, locale) for one in result.items), ITEM_WIDTHS, compact=True)


def _item(one: ItemResult, result: SittingResult, locale: Locale) -> tuple[Text, ...]:
    right = share_of(one.right, one.taken, result.taken, locale) if result.taken >= FEW else locale.number(one.right)
    return _question(one, locale), text(right), text(locale.number(one.missing)), text(coefficient(one.discrimination, result.taken, locale))


def choice_blocks(analysis: Analysis, locale: Locale) -> Iterator[Block]:
    """Return for each item how many chose each choice."""
    if not any(one.counts for result in analysis.sittings for one in result.items):
        return
    yield Heading(2, text(locale.label("results_choices")))
    yield Paragraph(text(locale.label("results_choices_note")), "description")
    for result in analysis.sittings:
        heading = tuple(_under_name(result, analysis, locale))
        for one in (item for item in result.items if item.counts):
            yield KeepTogether((*heading, *_chosen(one, result, locale)))
            heading = ()


def _chosen(one: ItemResult, result: SittingResult, locale: Locale) -> Iterator[Block]:
    yield ListBlock(((numbered(one.number, locale), emphasised(one.item.stem)),), "numbers")
    key = locale.label("item_id", id=one.item.name)
    yield Paragraph(text(locale.label("results_item_of", item=key, count=locale.number(result.taken))), "description")
    yield BarTable(tuple(_choice(one, index, result, locale) for index in range(len(one.counts))), CHOICE_WIDTHS)


def _choice(one: ItemResult, index: int, result: SittingResult, locale: Locale) -> BarRow:
    count, words = one.counts[index], lettered(index, one.item.choices[index].text, locale)
    is_key = index in one.item.answer and one.item.kind != "matching"
    shown = fill_label(locale, "results_key", choice=words) if is_key else words
    return BarRow(shown, (Bar(text(locale.number(count)), count / result.taken, is_muted=not is_key),))
