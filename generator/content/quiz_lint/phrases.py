"""Compare the words of quiz items: without vowel marks, articles and conjunctions, and without words that say nothing by themselves."""

from __future__ import annotations

import re

from generator.content.words import MARKS

_WORD = re.compile(r"\w+(?:-\w+)*")
# The article with what stands before it, and «و» before a longer word.
_BEFORE = re.compile(r"\A(?:[وف]?(?:[بك]?ال|لل)(?=\w{2})|و(?=\w{4}))")
_HAMZAS = str.maketrans("أإآى", "اااي")
_FEWEST_LETTERS = 3
_QUESTIONS = "ما من أي أية هل كيف لماذا ماذا متى أين كم بم"
_PRONOUNS = "هو هي هم وهو وهي هذا هذه ذلك تلك التي الذي الذين اللذان اللتان به له لها فيه فيها منه منها عنه عليه عليها إليه إليها"
_PARTICLES = "في على إلى عن مع أن إن لأن لأنها لأنه لا ألا لم لن ليس قد أو ثم حتى كي غير كان كانت يكون تكون"
_PREPOSITIONS = "بين بعد قبل عند لدى وفق بحسب ضوء مما فيما مثل دون نحو حول خلال ضمن"
_QUANTITIES = "كل بعض أول أكثر أقل أحد إحدى واحد واحدة فقط يلي يأتي الآتي الآتية التالي التالية"
_EMPTY_WORDS = frozenset(f"{_QUESTIONS} {_PRONOUNS} {_PARTICLES} {_PREPOSITIONS} {_QUANTITIES}".split())


def bare(words: str) -> str:
    """Remove vowel marks and tatweel, which are optional, and surplus spaces."""
    return " ".join(MARKS.sub("", words).split())


def content_words(words: str) -> list[str]:
    """Return the words that say something by themselves, in order, in a form in which they can be compared."""
    found = _WORD.findall(bare(words))
    return [_BEFORE.sub("", one, count=1).translate(_HAMZAS) for one in found if one not in _EMPTY_WORDS and len(one) >= _FEWEST_LETTERS]
