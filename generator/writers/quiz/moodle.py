"""Write items as Moodle XML. In: an `Assessment`, a locale. Out: bytes.

The names of elements and the fractions that Moodle takes are those of its importer (question/format/xml, question_bank::fraction_options).
An ordering item needs the type `ordering`, which is part of Moodle since version 4.4.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from lxml import etree

from generator.diagnostics import shortened
from generator.model.assessment import Assessment, Choice, Item, ItemGroup
from generator.model.plain import right_to_left
from generator.model.text import Text
from generator.settings.locale import Locale
from generator.writers.quiz.html import block, explanation, html, line, question
from generator.writers.quiz.items import drawn_for, keeps_order, tags

TYPES = {
    **{"single": "multichoice", "multiple": "multichoice", "true-false": "truefalse"},
    **{"matching": "matching", "ordering": "ordering", "short": "shortanswer"},
}
# The share of one of so many right choices, in per cent, as Moodle writes it; that of wrong ones is the same below zero.
SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25"}
# Names of questions and categories have 255 characters in Moodle.
LONGEST_NAME = 120
# Names of tags have 50 characters.
LONGEST_TAG = 50


def write_moodle(assessment: Assessment, locale: Locale) -> bytes:
    """Write the whole bank, a category for each module."""
    writer = _Writer(assessment, locale)
    root = etree.Element("quiz")
    for group in assessment.groups:
        root.append(writer.category(group))
        for item in group.items:
            root.append(writer.question(item))
    etree.indent(root)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


class _Writer:
    """Writes the questions of one bank."""

    def __init__(self, assessment: Assessment, locale: Locale) -> None:
        self.assessment, self.locale = assessment, locale
        self.language = assessment.language.partition("-")[0]
        self.drawn = drawn_for(assessment)

    def category(self, group: ItemGroup) -> Any:
        found = etree.Element("question", type="category")
        _text(etree.SubElement(found, "category"), category_path(self.assessment, group))
        return found

    def question(self, item: Item) -> Any:
        found = etree.Element("question", type=TYPES[item.kind])
        _text(etree.SubElement(found, "name"), escape(question_name(item), quote=False))
        self._html(found, "questiontext", block(question(item), self.language))
        self._html(found, "generalfeedback", block(map(html, explanation(item)), self.language))
        for tag, words in (("defaultgrade", "1"), ("penalty", "0"), ("hidden", "0"), ("idnumber", item.name)):
            etree.SubElement(found, tag).text = words
        _BODIES[item.kind](self, found, item)
        listed = etree.SubElement(found, "tags")
        for name in tags(item, self.drawn, self.locale):
            _text(etree.SubElement(listed, "tag"), name[:LONGEST_TAG])
        return found

    def choices(self, found: Any, item: Item) -> None:
        etree.SubElement(found, "single").text = "true" if item.kind == "single" else "false"
        self._shuffled(found, shuffled=not keeps_order(item))
        # Moodle's own letters are Latin.
        etree.SubElement(found, "answernumbering").text = "none"
        self._combined(found, item)
        for index, choice in enumerate(item.choices):
            self._answer(found, fraction(item, index), choice)

    def verdict(self, found: Any, item: Item) -> None:
        for index, word in enumerate(("true", "false")):
            answer = etree.SubElement(found, "answer", fraction=fraction(item, index), format="moodle_auto_format")
            _text(answer, word)
            self._feedback(answer, item.choices[index].feedback)

    def pairs(self, found: Any, item: Item) -> None:
        self._shuffled(found, shuffled=True)
        self._combined(found, item)
        # Right sides without a partner belong to an empty prompt.
        rest = sorted(set(range(len(item.choices))) - set(item.answer))
        rows: list[tuple[Text | None, int]] = [*zip(item.prompts, item.answer, strict=True), *((None, index) for index in rest)]
        for prompt, index in rows:
            pair = etree.SubElement(found, "subquestion", format="html")
            _text(pair, line(prompt, self.language) if prompt else "")
            _text(etree.SubElement(pair, "answer"), escape(right_to_left(item.choices[index].text), quote=False))

    def order(self, found: Any, item: Item) -> None:
        options = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": str(len(item.answer)), "gradingtype": "ALL_OR_NOTHING"}
        for tag, word in {**options, "showgrading": "SHOW", "numberingstyle": "none"}.items():
            etree.SubElement(found, tag).text = word
        self._combined(found, item)
        for place, index in enumerate(item.answer, 1):
            self._answer(found, str(place), item.choices[index])

    def short(self, found: Any, item: Item) -> None:
        etree.SubElement(found, "usecase").text = "0"
        for words in item.accepted:
            _text(etree.SubElement(found, "answer", fraction="100", format="plain_text"), literal(words.plain))
        if item.feedback:
            # A star stands for any other answer.
            other = etree.SubElement(found, "answer", fraction="0", format="plain_text")
            _text(other, "*")
            self._feedback(other, item.feedback)

    def _answer(self, found: Any, share: str, choice: Choice) -> None:
        answer = etree.SubElement(found, "answer", fraction=share, format="html")
        _text(answer, line(choice.text, self.language))
        self._feedback(answer, choice.feedback)

    def _feedback(self, answer: Any, words: Text | None) -> None:
        self._html(answer, "feedback", line(words, self.language) if words else "")

    def _combined(self, found: Any, item: Item) -> None:
        """Write what is told to those who answered rightly, in part, and wrongly."""
        wrong = line(item.feedback, self.language) if item.feedback else ""
        for tag, words in (("correctfeedback", ""), ("partiallycorrectfeedback", wrong), ("incorrectfeedback", wrong)):
            self._html(found, tag, words)

    @staticmethod
    def _shuffled(found: Any, *, shuffled: bool) -> None:
        etree.SubElement(found, "shuffleanswers").text = "true" if shuffled else "false"

    @staticmethod
    def _html(parent: Any, tag: str, markup: str) -> None:
        _text(etree.SubElement(parent, tag, format="html"), markup)


_BODIES: dict[str, Callable[[_Writer, Any, Item], None]] = {
    **{"single": _Writer.choices, "multiple": _Writer.choices, "true-false": _Writer.verdict},
    **{"matching": _Writer.pairs, "ordering": _Writer.order, "short": _Writer.short},
}


def _text(parent: Any, words: str) -> None:
    etree.SubElement(parent, "text").text = words


def category_path(assessment: Assessment, group: ItemGroup) -> str:
    """Return the path of a module's category; a slash inside a name is doubled."""
    names = (shortened(name, LONGEST_NAME).replace("/", "//") for name in (assessment.title, group.title.plain))
    return "/".join(("$course$/top", *names))


def question_name(item: Item) -> str:
    """Return the name of a question, by which a teacher finds it: its id, and the beginning of its stem."""
    # A colon at its end would run into the sign that ends a name in GIFT.
    return f"{item.name} {shortened(item.stem.plain, LONGEST_NAME).rstrip(' :')}"


def fraction(item: Item, index: int) -> str:
    """Return the share of the grade that a choice gives, so that those who choose all get nothing."""
    if index in item.answer:
        return SHARES[len(item.answer)]
    return f"-{SHARES[len(item.choices) - len(item.answer)]}" if item.kind == "multiple" else "0"


def literal(words: str) -> str:
    """Return an accepted answer in which a star is a star, and does not stand for any characters."""
    return words.replace("*", r"\*")
