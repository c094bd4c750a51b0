"""Find what gives the key of a single choice item away to those who do not know it: its grammar, or a word of the stem.

Gender and number of Arabic nouns show only partly in their letters, so an option that may be of either is taken to agree; a clue is reported only if
the key agrees with the stem and every distractor certainly does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.content.quiz_lint.phrases import bare, content_words
from generator.content.quiz_lint.wording import warning
from generator.content.schema import QuizItem
from generator.diagnostics import Diagnostic
from generator.messages import say

_FEMININE, _MASCULINE = "feminine", "masculine"
_WORD = re.compile(r"[^\W\d_]+")
# What stands before the gap that the option fills, or at the end of an opening phrase.
_AGREEING = {"هي": _FEMININE, "هذه": _FEMININE, "تلك": _FEMININE, "هو": _MASCULINE, "هذا": _MASCULINE, "ذلك": _MASCULINE}
_GAP = re.compile(r"(\w+) *(?:…|\.{3,}|_{2,}|:\s*\Z)")
# «من المسؤولة عن …؟», but not «من الجهة المسؤولة …؟», in which only the first noun is feminine.
_ASKS_FOR_HER = re.compile(r"\A[وف]?من (?:التي|(?:هي )?ال\w+ة (?:عن|على|في|من|إلى|أمام|بال\w+|لل\w+))(?!\w)")
# Words of the dual, and of a number that the options list: «ما البعدان اللذان …», «ما الأبعاد الثلاثة …».
_ASKS_FOR_TWO = re.compile(r"(?<!\w)(?:اللذان|اللتان|اللذين|اللتين|أي \w+تين|أي (?:اثنين|اثنتين))(?!\w)")
_ASKS_FOR_ALL = re.compile(r"\A[وف]?ما (?:هي )?ال\w+ (?P<count>الثلاثة|الثلاث|الأربعة|الأربع|الخمسة|الخمس)(?!\w)")
_COUNTS = {"الثلاثة": 3, "الثلاث": 3, "الأربعة": 4, "الأربع": 4, "الخمسة": 5, "الخمس": 5}
# «و» may also be the first letter of a word.
_JOINT, _MAY_BE_JOINT = re.compile(r"،(?: و)?| وال"), re.compile(r"،(?: و)?| و")
# Nouns that are feminine or plural without an ending that shows it: plurals within the word (مكاتب، حقوق، أفعال), short words, «وزراء», «كبرى».
_MAY_BE_EITHER = re.compile(r"..ا.{1,3}|..و.|أ..ا.|.{1,3}|.*[اءى]|.*[وي]ن|.*ان")
# Adjectives that are neither feminine by their «ة» nor masculine: «الكبرى», «العلياء», of people, of two.
_OTHER_ADJECTIVE = re.compile(r".*[اءى]|.*[وي]ن|.*ان")
_NO_NOUNS = frozenset(
    ("من", "في", "على", "إلى", "عن", "أن", "إن", "لأن", "كي", "حتى", "لا", "لم", "لن", "ما", "كل", "بعض", "أي", "غير", "بين", "عند", "قبل", "بعد", "مع")
)
_FIRST_LETTERS = 3
_ARTICLE = re.compile(r"\Aال(?=\w{2})")


def nothing_gives_the_key_away(item: QuizItem) -> Iterator[Diagnostic]:
    """Find clues to the key of a single choice item."""
    if item.kind != "single" or item.key is None or len(item.distractors) < 2:
        return
    stem, key, distractors = item.stem.plain, item.key.text.plain, [one.text.plain for one in item.distractors]
    if _agrees_alone(bare(stem), key, distractors) or _counts_alone(bare(stem), key, distractors):
        yield warning(item.key.text.span, say("agreement-clue"), say("agreement-clue.hint"))
    elif _is_definite_alone(key, distractors):
        yield warning(item.key.text.span, say("agreement-clue.article"), say("agreement-clue.article.hint"))
    for word in _echoes(stem, key, distractors):
        yield warning(item.key.text.span, say("echo-clue", word=word), say("echo-clue.hint"))


def _agrees_alone(stem: str, key: str, distractors: Sequence[str]) -> bool:
    """Return whether the stem asks for one gender, which the key may have and no distractor has."""
    asked = _gender_asked_for(stem)
    if asked is None:
        return False
    other = _MASCULINE if asked == _FEMININE else _FEMININE
    return (_gender(key) == asked if asked == _FEMININE else _gender(key) != other) and all(_gender(one) == other for one in distractors)


def _gender_asked_for(stem: str) -> str | None:
    if _ASKS_FOR_HER.search(stem):
        return _FEMININE
    return next((_AGREEING[word] for word in _GAP.findall(stem) if word in _AGREEING), None)


def _gender(option: str) -> str | None:
    """Return the gender in which an option's first noun is referred to, if its letters show it."""
    words = _WORD.findall(bare(option))
    if not words or words[0] in _NO_NOUNS:
        return None
    head, *rest = (_ARTICLE.sub("", word) for word in words)
    if head.endswith(("ة", "ات")):
        return _FEMININE
    # An adjective shows it: «المكتب الإقليمي», «المكاتب الإقليمية».
    if rest and words[0].startswith("ال") and words[1].startswith("ال"):
        return _FEMININE if rest[0].endswith("ة") else None if _OTHER_ADJECTIVE.fullmatch(rest[0]) else _MASCULINE
    return None if _MAY_BE_EITHER.fullmatch(head) else _MASCULINE


def _counts_alone(stem: str, key: str, distractors: Sequence[str]) -> bool:
    """Return whether the stem asks for a number of things, and the key alone lists so many."""
    found = _ASKS_FOR_ALL.search(stem)
    asked = _COUNTS[found["count"]] if found else 2 if _ASKS_FOR_TWO.search(stem) else 0
    return bool(asked) and _parts(key, _JOINT) == asked and not any(_parts(one, _JOINT) <= asked <= _parts(one, _MAY_BE_JOINT) for one in distractors)


def _parts(option: str, joint: re.Pattern[str]) -> int:
    return 1 + len(joint.findall(bare(option)))


def _is_definite_alone(key: str, distractors: Sequence[str]) -> bool:
    """Return whether all options begin with the same noun, and the key alone with or without the article."""
    words = [_WORD.findall(bare(one)) or [""] for one in (key, *distractors)]
    is_definite = [_ARTICLE.match(one[0]) is not None for one in words]
    # A noun without the article is definite, too, before one that has it: «مستوى المجتمع».
    is_certain = all(has or not any(map(_ARTICLE.match, one)) for has, one in zip(is_definite, words, strict=True))
    return is_certain and is_definite.count(is_definite[0]) == 1 and len({_ARTICLE.sub("", one[0]) for one in words}) == 1


def _is_form(word: str, other: str) -> bool:
    """Return whether two words may be forms of one: «شرطي» and «الشرطين»."""
    return word[:_FIRST_LETTERS] == other[:_FIRST_LETTERS]


def _echoes(stem: str, key: str, distractors: Sequence[str]) -> list[str]:
    """Return the words of the stem that the key repeats and no distractor; none if a distractor repeats another one."""
    asked = set(content_words(stem))
    counts = Counter(word for one in map(content_words, distractors) for word in asked if any(_is_form(word, other) for other in one))
    # What every distractor repeats is the subject.
    if any(count < len(distractors) for count in counts.values()):
        return []
    return [word for word in dict.fromkeys(_WORD.findall(bare(key))) if any(one in asked and not counts[one] for one in content_words(word))]
