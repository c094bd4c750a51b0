"""Word the answers of items: by the letters of a form, as on an answer sheet, and in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.compose.wording import fill_label
from generator.model.assessment import Form, Item
from generator.model.document import TableBlock
from generator.model.text import Run, Text, text
from generator.settings.locale import Locale

# A table of answers has fewer columns if some of them are more than a letter.
GLANCE_COLUMNS, WIDE_GLANCE_COLUMNS = 12, 6


def answer_letters(item: Item, locale: Locale) -> str:
    """Return an answer as it is marked on a form: «ب», «أ، ج», «1 ج، 2 أ», or the model answer."""
    letters = [locale.letter(index) for index in item.answer]
    if item.kind == "matching":
        letters = [locale.label("matched", number=locale.number(number), letter=letter) for number, letter in enumerate(letters, 1)]
    return locale.label("list_comma").join(letters) if letters else item.accepted[0].plain


def answer_text(item: Item, locale: Locale) -> Text:
    """Return an answer in words, each part with its letter or number."""
    if item.kind == "short":
        return joined(item.accepted, locale)
    if item.kind == "matching":
        pairs = zip(item.prompts, item.answer, strict=True)
        return joined([fill_label(locale, "matched_words", prompt=prompt, choice=item.choices[index].text) for prompt, index in pairs], locale)
    return joined([lettered(index, item.choices[index].text, locale) for index in item.answer], locale)


def lettered(index: int, words: Text, locale: Locale) -> Text:
    """Return a choice with its letter before it."""
    return fill_label(locale, "lettered", letter=locale.letter(index), words=words)


def joined(texts: Sequence[Text], locale: Locale) -> Text:
    """Join texts in one line."""
    between = locale.label("source_separator")
    runs = [run for number, one in enumerate(texts) for run in (*((Run(between),) if number else ()), *one.runs)]
    return Text(tuple(runs), texts[0].span)


def answers_at_a_glance(form: Form, locale: Locale) -> Iterator[TableBlock]:
    """List all answers of a form in compact tables, numbers above answers, for quick marking."""
    answers = [(text(locale.number(number)), text(answer_letters(item, locale), strong=True)) for number, item in enumerate(form.items, 1)]
    most = GLANCE_COLUMNS if all(len(answer.plain) < 3 for _, answer in answers) else WIDE_GLANCE_COLUMNS
    for start in range(0, len(answers), most):
        part = answers[start : start + most]
        numbers, letters = (tuple(one) for one in zip(*part, strict=True))
        yield TableBlock(numbers, (letters,), (1.0,) * len(part), margin=(most - len(part)) / most)
