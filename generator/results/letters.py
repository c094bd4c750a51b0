"""Read what was marked on a form: letters of choices, numbers of prompts with letters, a verdict, words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.messages import Message, say
from generator.model.assessment import Item, Kind
from generator.results.likeness import exported, short_answer

# Typed where nothing was marked; Moodle writes a hyphen.
_NOTHING = re.compile(r"[-–—./\\_\s]*")
# The verdicts true and false, in the order of the choices.
_VERDICTS = (
    frozenset(map(short_answer, ("صواب", "صح", "صحيح", "صحيحة", "ص", "true", "t", "✓", "✔", "√"))),
    frozenset(map(short_answer, ("خطأ", "خاطئ", "خاطئة", "غلط", "خ", "false", "f", "✗", "✘", "×"))),
)
_SEPARATOR = r"[\s,،;؛+&/\\|.:()\-–—]"
# «1ج 2أ» and «1-ج، 2-أ», or with the letters first.
_NUMBER_FIRST = re.compile(rf"{_SEPARATOR}*(\d{{1,3}})[\s.:=>)\-–—]*([^\W\d_])")
_LETTER_FIRST = re.compile(rf"{_SEPARATOR}*([^\W\d_])[\s.:=(\-–—]*(\d{{1,3}})")

# How the answers to each kind of item are written.
_EXAMPLES: dict[Kind, str] = {
    "single": "response-example.single",
    "multiple": "response-example.multiple",
    "true-false": "response-example.true-false",
    "matching": "response-example.matching",
    "ordering": "response-example.ordering",
}


class Unreadable(Exception):
    """Raised for a response that cannot be read, with what is wrong with it and what to do."""

    def __init__(self, message: Message, hint: Message) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


def is_nothing(cell: str) -> bool:
    """Return whether a cell says that nothing was answered."""
    return _NOTHING.fullmatch(cell) is not None


def chosen_on_form(item: Item, number: int, cell: str, letters: Sequence[str]) -> tuple[int, ...]:
    """Return the indices of the choices that a cell names, for an item that has choices, with the number that it has on the form.

    Of a matching item they are one for each prompt, -1 for a prompt without a choice. Raises Unreadable.
    """
    if item.kind == "true-false":
        word = short_answer(cell)
        printed = [short_answer(choice.text.plain) for choice in item.choices]
        verdict = next((index for index, words in enumerate(_VERDICTS) if word in words or word == printed[index]), None)
        if verdict is not None:
            return (verdict,)
    reader = _Letters(item, number, letters)
    if item.kind == "matching":
        return reader.matched(cell)
    chosen = reader.listed(cell)
    if item.kind in ("single", "true-false") and len(chosen) > 1:
        raise Unreadable(say("response-several", question=number), say("response-several.hint"))
    if item.kind == "ordering" and len(chosen) > len(item.choices):
        raise Unreadable(say("response-many", question=number, places=len(item.choices)), say("response-unreadable.hint"))
    return tuple(sorted(set(chosen))) if item.kind == "multiple" else chosen


class _Letters:
    """Reads letters of the choices of one item."""

    def __init__(self, item: Item, number: int, letters: Sequence[str]) -> None:
        self.item, self.number = item, number
        # «هـ» stands for one letter.
        self.letters = {short_answer(letter): index for index, letter in enumerate(letters)}

    def index(self, letter: str) -> int:
        index = self.letters.get(letter, len(self.item.choices))
        if index >= len(self.item.choices):
            raise Unreadable(say("response-letter", question=self.number, letter=letter, choices=len(self.item.choices)), say("response-letter.hint"))
        return index

    def listed(self, cell: str) -> tuple[int, ...]:
        """Return the choices of letters that stand in a row, with signs between them or without."""
        words = [short_answer(word) for word in re.split(_SEPARATOR, exported(cell))]
        if any(not word.isalpha() or (len(word) > 1 and not set(word) <= self.letters.keys()) for word in words if word):
            raise self._unreadable()
        return tuple(self.index(letter) for word in words for letter in word)

    def matched(self, cell: str) -> tuple[int, ...]:
        """Return the choice of each prompt, -1 for one that has none."""
        typed = exported(cell)
        found = _pairs(_NUMBER_FIRST, typed) or [(number, letter) for letter, number in _pairs(_LETTER_FIRST, typed)]
        if not found:
            raise self._unreadable()
        chosen = [-1] * len(self.item.prompts)
        for number, letter in found:
            place = int(number) - 1
            if not 0 <= place < len(chosen):
                raise Unreadable(say("response-prompt", question=self.number, number=int(number), prompts=len(chosen)), say("response-unreadable.hint"))
            if chosen[place] >= 0:
                raise Unreadable(say("response-prompt-twice", question=self.number, number=int(number)), say("response-unreadable.hint"))
            chosen[place] = self.index(short_answer(letter))
        return tuple(chosen)

    def _unreadable(self) -> Unreadable:
        example = say(_EXAMPLES[self.item.kind])
        return Unreadable(say("response-unreadable", question=self.number, example=example), say("response-unreadable.hint"))


def _pairs(pattern: re.Pattern[str], typed: str) -> list[tuple[str, str]]:
    """Return the pairs of which a text consists; none if it does not consist of them alone."""
    if not re.fullmatch(f"(?:{pattern.pattern})+{_SEPARATOR}*", typed):
        return []
    return [match.groups() for match in pattern.finditer(typed)]  # type: ignore[misc]
