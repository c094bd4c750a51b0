"""Distinguish negative stems from questions about a negated statement.

«أي مما يلي لا يُعد …؟» is a negative stem; «مصاب لا يتنفس. ما أول إجراء؟» only states a negation. The difference is
the position of the negation: in the predicate of the question, or in the case, a condition or a relative clause.
"""

from __future__ import annotations

import re

_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_CLAUSE = re.compile("[.؟?!:؛،,]+")
# «أي الخيارات», and words for all options.
_OPTIONS = re.compile(r"\bمم?ا (?:يلي|يأتي|سبق|ذكر|ورد)\b")
_STANDS_FOR_OPTIONS = "§"
_ASKS_WHICH = re.compile(r"(?:\A|\s)[وفبل]?(?:أي|أية|إي)(?P<suffix>ها|هما|هم|هن)?(?=\s)")
_ASKS_WHAT = re.compile(r"\A[وف]?(?:ماذا|متى|أين|من(?= ذا)?|ما)(?=\s)")
_NEGATION = re.compile(r"[وف]?(?:ليس|ليست|ليسا|ليستا|ليسوا|لا|لم|لن)")
_WRONG = re.compile(r"(?:صحيح|صحيحة|دقيق|دقيقة|مناسب|مناسبة|ملائم|ملائمة|مطلوب|مطلوبة)")


# A predicate stands near what it belongs to; a stem of thousands of words is searched in linear time.
_FURTHEST = 40


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_RELATIVE = ("الذي", "التي", "اللذان", "اللتان", "الذين", "اللذين", "اللتين", "اللاتي")
# These begin a separate clause, whose negation is not part of the question.
_OPENS_CLAUSE = frozenset((*_RELATIVE, *_words("إذا إن أن لأن بأن كي لكي حتى لو حين حينما عندما بينما وهو وهي وهم إذ كما لمن بمن ممن لما لدى مع عند")))
_PREPOSITIONS = _words("من في على إلى عن بين ضمن خلال")
_IMPERFECT = re.compile("[يتن][^\\s]{2,}")
# «لا يُعد», «ليس من», in a phrase that the options complete.
_IS_NOT_COUNTED = re.compile(r"(?:\A|\s)(?:لا|ليس|ليست) (?:يعد|تعد|يعتبر|تعتبر|يندرج|تندرج|يدخل ضمن|تدخل ضمن|ينتمي|تنتمي)(?=\s|\Z)")
_EXCEPT = re.compile(r"(?:\A|\s)(?:ما عدا|ماعدا|عدا|باستثناء|سوى|إلا|ما خلا)(?P<rest>(?:\s\S+)*)\s*\Z")
_ALL_OF_THEM = re.compile(r"(?:\A|\s)(?:§|(?:التالية|الآتية|التالي|الآتي|التاليين|الآتيين|السابقة))(?=\s|\Z)")
_BUT_ONE = re.compile(r"\A\s(?:واحدا?|واحدة|خيارا|عبارة|إجراء)(?: \S+)?\Z")


def asks_in_the_negative(stem: str) -> bool:
    """Return whether a stem asks for what is not the case, rather than mentioning a negation."""
    plain = _OPTIONS.sub(_STANDS_FOR_OPTIONS, _MARKS.sub("", stem))
    clauses = [clause for part in _CLAUSE.split(plain) if (clause := " ".join(part.split()))]
    if not clauses:
        return False
    *story, last = clauses
    return any(map(_asks, clauses)) or _completes_negative(last, stem) or _excepts(last) or any(map(_excepts_one, story))


def _asks(clause: str) -> bool:
    return any(_is_predicate(clause, found) for found in _ASKS_WHICH.finditer(clause)) or _asks_what_not(clause)


def _is_predicate(clause: str, asked: re.Match[str]) -> bool:
    """Return whether the first negation after «أي» is the predicate of what «أي» asks for."""
    words = clause[asked.end() :].split(maxsplit=_FURTHEST)[:_FURTHEST]
    head = 0 if asked["suffix"] else 1
    # «أي لا يستجيب» explains a word: «that is».
    for place, word in enumerate(words):
        if place >= head and _is_negation(words, place):
            return place <= head or _goes_on(words[place - 1], words[place - 2] if place > 1 else "")
        if word in _OPENS_CLAUSE or (place > 0 and _IMPERFECT.fullmatch(word) and words[place - 1] not in _PREPOSITIONS):
            return False
    return False


def _goes_on(word: str, before: str) -> bool:
    """Return whether a relative clause after a word needs «الذي»: after a definite noun, or an adjective beside the head.

    A negation after an indefinite noun behind a preposition («لمصاب لا يتنفس») describes that noun.
    """
    if word == _STANDS_FOR_OPTIONS or word.startswith(("ال", "لل", "بال", "وال")) or word.endswith(("ها", "هم", "نا")):
        return True
    return not word.startswith(("ل", "ب", "ك", "أ")) and before not in _PREPOSITIONS


def _asks_what_not(clause: str) -> bool:
    """Find «ما الذي لا …», «ما السمة التي لا …», «متى لا …», but not «لماذا لا …»."""
    found = _ASKS_WHAT.match(clause)
    if not found:
        return False
    words = clause[found.end() :].split()
    for place, word in enumerate(words[:5]):
        if _is_negation(words, place):
            # «ما لا يلزم» alone is «what is not needed», which is asked for as well.
            return all(one.startswith("ال") for one in words[:place])
        if not word.startswith("ال"):
            return False
    return False


def _is_negation(words: list[str], place: int) -> bool:
    word = words[place]
    if word == "غير":
        return place + 1 < len(words) and _WRONG.fullmatch(words[place + 1]) is not None
    return _NEGATION.fullmatch(word) is not None


def _completes_negative(clause: str, stem: str) -> bool:
    """Find an opening phrase that the right option completes to something untrue: «لا يُعد من السمات:»."""
    if _ASKS_WHICH.search(clause) and _IS_NOT_COUNTED.search(clause) and _STANDS_FOR_OPTIONS in clause:
        return True
    if not stem.rstrip().endswith(":"):
        return False
    words = clause.split()
    if _is_negation(words, 0) or _IS_NOT_COUNTED.search(clause):
        return True
    negations = [place for place in range(1, len(words)) if _is_negation(words, place)]
    return any(words[place - 1] in (*_RELATIVE, "ما", "مما") and words[0] in ("من", "مما", "ما") for place in negations)


def _excepts(clause: str) -> bool:
    """Find «كل ما يلي صحيح ما عدا:» and «جميع العبارات صحيحة ما عدا واحدة»."""
    found = _EXCEPT.search(clause)
    if not found:
        return False
    return not found["rest"] or _excepts_one(clause) or _ALL_OF_THEM.search(clause[: found.start()]) is not None


def _excepts_one(clause: str) -> bool:
    found = _EXCEPT.search(clause)
    return found is not None and _BUT_ONE.match(found["rest"]) is not None
