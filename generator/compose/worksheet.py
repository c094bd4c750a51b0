"""Compose a worksheet: prompts with lines to write on, or a table to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.compose.wording import fill_label
from generator.content.schema import Prompt, Worksheet
from generator.model.document import Block, Heading, KeepTogether, Paragraph, TableBlock, WritingLines
from generator.model.text import Text, text
from generator.settings.locale import Locale


def worksheet_blocks(heading: Heading, worksheet: Worksheet, marked: Callable[[Text], Text]) -> Iterator[Block]:
    """Return a worksheet under its heading; `marked` puts the citation marks of its document into a text."""
    head: list[Block] = [heading]
    if worksheet.intro:
        head.append(Paragraph(marked(worksheet.intro)))
    if worksheet.columns:
        yield KeepTogether((*head, _fill_table(worksheet, marked)))
    else:
        yield from prompt_blocks(head, worksheet.prompts, marked)


def country_title(title: Text, locale: Locale) -> Text:
    """Return the title of a sheet on the participants' own country after the country's name, or in the regional edition after «in your country»."""
    place = locale.label("in_country", country=locale.territory) if locale.territory else locale.label("in_your_country")
    return fill_label(locale, "caption", label=place, title=title)


def prompt_blocks(head: Iterable[Block], prompts: Iterable[Prompt], marked: Callable[[Text], Text]) -> Iterator[Block]:
    """Return questions with their lines; what stands above the first of them stays with it."""
    for index, prompt in enumerate(prompts):
        yield KeepTogether((*(head if index == 0 else ()), Paragraph(marked(prompt.text)), WritingLines(prompt.lines)))


def _fill_table(worksheet: Worksheet, marked: Callable[[Text], Text]) -> TableBlock:
    empty = text("")
    others = len(worksheet.columns) - 1
    if isinstance(worksheet.rows, int):
        rows = ((empty,) * len(worksheet.columns),) * worksheet.rows
    else:
        rows = tuple((marked(heading), *(empty,) * others) for heading in worksheet.rows)
    return TableBlock(tuple(map(marked, worksheet.columns)), rows, (1.0,) * len(worksheet.columns), fill=True)
