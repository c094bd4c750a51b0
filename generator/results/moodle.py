"""Recognise the items of an export of Moodle, and read its responses, which are the texts of choices.

What Moodle joins is as its question types write it (mod/quiz/report/responses): choices «a; b», pairs «prompt -> choice; …», and
elements that were put in order «a; b», each cut short to ten characters with «...» at its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.messages import say
from generator.model.assessment import Item
from generator.results.letters import Unreadable, is_nothing
from generator.results.likeness import exported, short_answer

_BETWEEN, _ARROW = ("; ", ";"), " -> "
# The length of an element in Moodle's summary of an order, with the sign that it is cut.
_LENGTH, _CUTS = 10, ("...", "…")
_TRUE_FALSE = (frozenset(map(short_answer, ("true", "صواب", "صح", "صحيح"))), frozenset(map(short_answer, ("false", "خطأ", "خاطئ"))))


def item_asked(items: Iterable[Item], question: str, right: str) -> Item | None:
    """Return the item that a question's text asks, or of which a text is the right answer; None if there is none or more than one.

    Moodle's text of a question has the scenario before the stem, and choices after it.
    """
    asked, answer = exported(question), exported(right)
    found = [item for item in items if (stem := exported(item.stem.plain)) and stem in asked]
    if found:
        longest = max(len(exported(item.stem.plain)) for item in found)
        found = [item for item in found if len(exported(item.stem.plain)) == longest]
    elif not asked:
        found = [item for item in items if item.kind != "true-false" and _is_right(item, answer)]
    if len(found) > 1:
        found = [item for item in found if _is_right(item, answer)]
    return found[0] if len(found) == 1 else None


def is_cut_short(item: Item) -> bool:
    """Return whether Moodle cuts the texts of an item so short that some of them are one."""
    if item.kind != "ordering":
        return False
    shown = {exported(_shortened(choice.text.plain)) for choice in item.choices}
    return len(shown) < len(item.choices)


def chosen_in_export(item: Item, number: int, cell: str) -> tuple[int, ...]:
    """Return the indices of the choices whose texts a cell has, as `chosen_on_form` does. Raises Unreadable."""
    found = set(_readings(item, exported(cell)))
    if len(found) != 1:
        raise Unreadable(say("response-text", question=number), say("response-text.hint"))
    return found.pop()


def _is_right(item: Item, answer: str) -> bool:
    if item.kind == "short":
        return bool(answer) and short_answer(answer) in {short_answer(one.plain) for one in item.accepted[:1]}
    return not is_nothing(answer) and set(_readings(item, answer)) == {item.answer}


def _readings(item: Item, words: str) -> Iterator[tuple[int, ...]]:
    """Return what a text may mean: one reading, unless texts of choices are parts of each other."""
    texts = [exported(choice.text.plain) for choice in item.choices]
    if item.kind == "true-false":
        yield from ((index,) for index, verdicts in enumerate(_TRUE_FALSE) if short_answer(words) in verdicts)
    elif item.kind == "matching":
        prompts = [exported(prompt.plain) for prompt in item.prompts]
        pairs = {(place, index): f"{prompt}{_ARROW}{text}" for place, prompt in enumerate(prompts) for index, text in enumerate(texts)}
        for found in _divisions(words, list(pairs.values())):
            matched = dict(list(pairs)[one] for one in found)
            if len(matched) == len(found):
                yield tuple(matched.get(place, -1) for place in range(len(prompts)))
    elif item.kind == "ordering":
        yield from _orders(words, texts)
    else:
        readings = _divisions(words, texts) if item.kind == "multiple" else ((index,) for index, text in enumerate(texts) if text == words)
        yield from (tuple(sorted(one)) for one in readings)


def _divisions(words: str, texts: Sequence[str], used: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Return each way in which words consist of some of the texts, with semicolons between them."""
    for index, text in enumerate(texts):
        if index in used or not words.startswith(text):
            continue
        if words == text:
            yield (*used, index)
        for between in _BETWEEN:
            if words[len(text) :].startswith(between):
                yield from _divisions(words[len(text) + len(between) :], texts, (*used, index))
                break


def _orders(words: str, texts: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Return each order of all the texts that words with cut texts may mean."""
    parts = [part.strip() for part in words.split(";")]
    found = [[index for index, text in enumerate(texts) if _is_cut(part, text)] for part in parts]
    if len(parts) <= len(texts) and all(len(one) == 1 for one in found):
        yield tuple(one for (one,) in found)


def _is_cut(part: str, text: str) -> bool:
    """Return whether a part is a text, or the beginning of it."""
    cut = next((part.removesuffix(sign) for sign in _CUTS if part.endswith(sign)), None)
    return part == text or (cut is not None and bool(cut) and text.startswith(cut))


def _shortened(text: str) -> str:
    return text if len(text) <= _LENGTH else text[: _LENGTH - len(_CUTS[0])]
