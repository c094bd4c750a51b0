"""Write items as GIFT, Moodle's format of plain text. In: an `Assessment`, a locale. Out: bytes.

Characters with a meaning have a backslash before them; names of categories are read as they are (question/format/gift). GIFT has no
ordering items: they become matching items, whose prompts are places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from generator.model.assessment import Assessment, Item
from generator.model.export_limits import gift_has
from generator.model.plain import right_to_left
from generator.model.text import Text, text
from generator.settings.locale import Locale
from generator.writers.quiz.html import block, explanation, html, line, question
from generator.writers.quiz.items import drawn_for, tags
from generator.writers.quiz.moodle import category_path, fraction, literal, question_name

_SPECIAL = re.compile(r"[\\~=#{}:]")


def write_gift(assessment: Assessment, locale: Locale) -> bytes:
    """Write the whole bank, a category for each module."""
    writer = _Writer(assessment, locale)
    blocks = []
    for group in assessment.groups:
        blocks.append(f"$CATEGORY: {category_path(assessment, group)}")
        blocks += [writer.question(item) for item in group.items if gift_has(item.kind, [words.plain for words in item.accepted])]
    return ("\n\n".join(blocks) + "\n").encode()


class _Writer:
    """Writes the questions of one bank."""

    def __init__(self, assessment: Assessment, locale: Locale) -> None:
        self.locale = locale
        self.language = assessment.language.partition("-")[0]
        self.drawn = drawn_for(assessment)

    def question(self, item: Item) -> str:
        name, stem = escaped(question_name(item)), escaped(block(question(item), self.language))
        explained = escaped(block(map(html, explanation(item)), self.language))
        found = "".join(f" [tag:{name}]" for name in tags(item, self.drawn, self.locale))
        answers = "\n".join(self._answers(item))
        return f"// [id:{item.name}]{found}\n::{name}::[html]{stem}{{\n{answers}\n####{explained}\n}}"

    def _answers(self, item: Item) -> Iterator[str]:
        if item.kind == "true-false":
            yield self._verdict(item)
        elif item.kind == "matching":
            yield from self._pairs(item, item.prompts)
        elif item.kind == "ordering":
            numbers = range(1, len(item.answer) + 1)
            yield from self._pairs(item, tuple(text(self.locale.label("export_place", number=self.locale.number(number))) for number in numbers))
        elif item.kind == "short":
            yield from self._accepted(item)
        else:
            for index, choice in enumerate(item.choices):
                yield f"{_sign(item, index)}{escaped(line(choice.text, self.language))}{self._told(choice.feedback)}"

    def _verdict(self, item: Item) -> str:
        """Return the verdict, with what is told to those who answered wrongly, then rightly."""
        (right,) = item.answer
        wrong = item.choices[1 - right].feedback
        return f"{'FT'[right == 0]}{self._told(wrong)}"

    def _pairs(self, item: Item, prompts: tuple[Text, ...]) -> Iterator[str]:
        rest = sorted(set(range(len(item.choices))) - set(item.answer))
        shown = [*(escaped(line(prompt, self.language)) for prompt in prompts), *("" for _ in rest)]
        for prompt, index in zip(shown, (*item.answer, *rest), strict=True):
            yield f"={prompt} -> {escaped(escape(right_to_left(item.choices[index].text), quote=False))}"

    def _accepted(self, item: Item) -> Iterator[str]:
        for words in item.accepted:
            yield f"=%100%{escaped(literal(words.plain))}"
        if item.feedback:
            # A star stands for any other answer.
            yield f"=%0%*{self._told(item.feedback)}"

    def _told(self, words: Text | None) -> str:
        return f"#{escaped(line(words, self.language))}" if words else ""


def escaped(words: str) -> str:
    """Return words with a backslash before each character that has a meaning."""
    return _SPECIAL.sub(r"\\\g<0>", words)


def _sign(item: Item, index: int) -> str:
    """Return the mark of a choice: right, wrong, or its share of the grade."""
    if item.kind == "single":
        return "=" if index in item.answer else "~"
    return f"~%{fraction(item, index)}%"
