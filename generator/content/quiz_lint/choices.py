"""Judge the choices of an item among each other: equal ones, their lengths, their order, their feedback."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from statistics import mean

from generator.content.amounts import sizes_of
from generator.content.quiz_lint.phrases import bare
from generator.content.quiz_lint.wording import warning
from generator.content.schema import QuizItem
from generator.diagnostics import Diagnostic
from generator.messages import say
from generator.model.text import Text

# A key this much longer than the mean of the options gives itself away, unless the difference is of so few characters that nobody sees it.
LONG_KEY, LEAST_SEEN = 1.3, 4
# The longest option may have so many times the characters of the shortest, unless it has only so many more.
MOST_UNEQUAL, LEAST_UNEQUAL = 3, 20
# Marks that change nothing in what a text says, which points and commas between digits do.
_PUNCTUATION = re.compile(r"(?<!\d)[.,:]|[.,:](?!\d)|[؟?!،؛;«»\"'()\[\]]")


def choices_are_sound(item: QuizItem) -> Iterator[Diagnostic]:
    """Find flaws in the choices of an item, or in what is matched or put in order."""
    # A key among the distractors is an error.
    wrong = {choice.text.plain for choice in item.right}
    yield from _repeated([*(choice.text for choice in item.right), *(option for option in item.options if option.plain not in wrong)], item)
    yield from _repeated([pair.left for pair in item.pairs], item)
    sizes = sizes_of([option.plain for option in item.options])
    yield from _order(item, sizes) if sizes else _lengths(item)
    yield from _feedback(item)


def _repeated(options: Iterable[Text], item: QuizItem) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for option in options:
        words = bare(option.plain)
        essence = " ".join(_PUNCTUATION.sub(" ", words).split()) or words
        if essence in seen:
            is_equal = seen[essence] == option.plain
            message = say("duplicate-options", item=item.id) if is_equal else say("duplicate-options.alike", item=item.id)
            yield warning(option.span, message, say("duplicate-options.hint"))
        seen.setdefault(essence, option.plain)


def _order(item: QuizItem, sizes: tuple[tuple[float, ...], ...]) -> Iterator[Diagnostic]:
    """Find pinned choices that keep amounts from ascending; all others are printed in order."""
    ascending = sorted(sizes)
    for size, choice in zip(sizes, item.alternatives, strict=False):
        if choice.pinned and ascending[choice.pinned - 1 : choice.pinned] not in ([], [size]):
            yield warning(choice.text.span, say("unsorted-numbers"), say("unsorted-numbers.hint"))


def _lengths(item: QuizItem) -> Iterator[Diagnostic]:
    lengths = [len(option.plain) for option in item.options]
    right, limit = [len(choice.text.plain) for choice in item.right], LONG_KEY * mean(lengths or [0])
    if item.alternatives and right and mean(right) > limit and mean(right) - mean(lengths) >= LEAST_SEEN:
        message = say("long-key") if item.key else say("long-key.several")
        yield warning(item.right[right.index(max(right))].text.span, message, say("long-key.hint"))
    elif lengths and item.kind != "ordering" and max(lengths) > MOST_UNEQUAL * min(lengths) and max(lengths) - min(lengths) > LEAST_UNEQUAL:
        longest = item.options[lengths.index(max(lengths))]
        yield warning(longest.span, say("unequal-options", longest=max(lengths), shortest=min(lengths)), say("unequal-options.hint"))


def _feedback(item: QuizItem) -> Iterator[Diagnostic]:
    """Find distractors without feedback beside others that have it."""
    if item.alternatives and any(one.feedback for one in item.distractors):
        for silent in (one for one in item.distractors if not one.feedback):
            yield warning(silent.text.span, say("missing-feedback"), say("missing-feedback.hint"))
