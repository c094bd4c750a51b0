"""Judge items among each other: their levels, where the longest options are, true and false statements, items that answer others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.content.quiz_lint.phrases import content_words
from generator.content.quiz_lint.wording import warning
from generator.content.schema import QuizItem
from generator.diagnostics import Diagnostic
from generator.messages import say

# Shares say nothing about fewer items.
FEWEST_KEYS, FEWEST_STATEMENTS = 5, 4
LONGEST_SHARE = 0.4
# The share of statements that are true lies between these.
LEAST_TRUE, MOST_TRUE = 0.25, 0.75
# A key of one word stands in other stems by chance.
_FEWEST_WORDS = 2
# Words of more stems than these, or of more than a quarter of them, are those of the module's subject.
_SUBJECT_STEMS, _SUBJECT_SHARE = 3, 0.25


def items_vary(items: Sequence[QuizItem]) -> Iterator[Diagnostic]:
    """Not all items ask for recall, and the key is not the longest option too often."""
    if len(items) > 1 and all(item.bloom == "remember" for item in items):
        yield warning(items[0].span, say("all-remember"), say("all-remember.hint"))
    keyed = [(item.key.text, item.distractors) for item in items if item.key]
    longest = [key for key, distractors in keyed if all(len(key.plain) > len(option.text.plain) for option in distractors)]
    if len(keyed) >= FEWEST_KEYS and len(longest) / len(keyed) > LONGEST_SHARE:
        yield warning(longest[0].span, say("longest-keys", longest=len(longest), count=len(keyed)), say("longest-keys.hint"))


def answers_are_balanced(items: Sequence[QuizItem]) -> Iterator[Diagnostic]:
    """Neither true nor false statements are far more frequent."""
    statements = [item for item in items if item.answer is not None]
    true = [item for item in statements if item.answer]
    if len(statements) >= FEWEST_STATEMENTS and not LEAST_TRUE <= len(true) / len(statements) <= MOST_TRUE:
        most = next(item for item in statements if item.answer is (len(true) * 2 > len(statements)))
        message = say("true-false-share", true=len(true), count=len(statements))
        yield warning(most.stem.span, message, say("true-false-share.hint"))


def items_do_not_answer_each_other(items: Sequence[QuizItem]) -> Iterator[Diagnostic]:
    """No stem has the key of another item of about the same thing."""
    stems = {str(item.id): tuple(content_words(item.stem.plain)) for item in items}
    counts = Counter(word for words in stems.values() for word in set(words))
    subject = {word for word, count in counts.items() if count > max(_SUBJECT_STEMS, _SUBJECT_SHARE * len(items))}
    answers: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for item in items:
        for words in _answers(item):
            answers.setdefault(words[0], []).append((str(item.id), words))
    about = {name: frozenset(words) - subject for name, words in stems.items()}
    for other in items:
        stem = stems[str(other.id)]
        said = dict.fromkeys(one for start, word in enumerate(stem) for one in answers.get(word, ()) if stem[start : start + len(one[1])] == one[1])
        told = (name for name, words in said if name != other.id and (about[name] & about[str(other.id)]) - set(words))
        for name in dict.fromkeys(told):
            yield warning(other.stem.span, say("answered-elsewhere", item=name), say("answered-elsewhere.hint", item=name))


def _answers(item: QuizItem) -> Iterator[tuple[str, ...]]:
    """Return the right answers in words, as far as they have several."""
    texts = [*(choice.text.plain for choice in item.right), *map(str, item.accepted)]
    yield from (words for words in (tuple(content_words(one)) for one in texts) if len(words) >= _FEWEST_WORDS)
