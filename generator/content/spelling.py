"""Check that a word is spelled in one way in the whole kit, where letters differ that are often confused: ة and ه, ى and ي, ا and أ إ آ.

Both spellings may be words («كتابه» and «كتابة», «على» and «علي»), and there is no dictionary: the kit's own words decide. A spelling
is reported where the glossary's term has the other, where only one of both can be right («ال…» takes no pronoun, so no «ال…ه» stands beside
«ال…ة»), and else only if the other one is far more frequent. In: a library. Out: diagnostics.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.content.arabic import QUOTED, Stretches, overlapping
from generator.content.library import Library
from generator.content.reader import Scalar
from generator.content.schema import Glossary
from generator.content.words import BEFORE_A_NOUN, BEFORE_THE_ARTICLE, BETWEEN, LETTERS, MARKS, PREFIXES
from generator.diagnostics import Diagnostic, Severity, shortened
from generator.messages import say

Groups = dict[str, list[str]]

_BARE_WORD = re.compile(f"[{LETTERS}]+")
_WORD_OR_END = re.compile(f"[{LETTERS}]+|\n")
_WORD = re.compile(f"[{LETTERS}][{LETTERS}\u0640\u064b-\u0652\u0670]*")
# Letters that are confused count as one; each stays one letter, so that two spellings have the same length.
_ALIKE = tuple(zip("أإآةى", "اااهي", strict=True))
_HAMZAS = "أإآ"

# How many times as frequent the other spelling is to be: where only it can be right, where it nearly always is («المياه» never has ة),
# where it mostly is, and where both may be words.
_EVEN, _TWICE, _OFTEN, _EVERYWHERE, _NEVER = 1, 2, 20, 50, math.inf
# The article with the prefixes before it. A short word may only look like one with both, as «والده» and «بالغه» do.
_ARTICLE = re.compile("ال(?=.{2})|[وف]?لل(?=.{3})|(?:[وف][بك]?|[بك])ال(?=.{4})")
# The nouns of forms VII, VIII and X, whose alif has no hamza: انقطاع، اجتماع، استعمال.
_WITHOUT_HAMZA = re.compile("ا(?:ن..ا.|.ت.ا.|ست.{1,2}ا.?).{0,3}")
# A verb is passive with the other letter: «يسمي» and «يسمى».
_IMPERFECT = re.compile("[وف]?[لس]?[يتنأ]")
# Of short words, many are two with and without a medial hamza («بدا» and «بدأ»), or with either final letter («فكره» and «فكرة»).
_LONG_WORD = 5

# What stands before a word that may be a noun or a verb.
_BEFORE_A_STEM = ("", *PREFIXES, "ال", "وال", "بال", "لل")
_LONGEST_TERM = 8
# A text of thousands of spellings of one word takes linear time.
_MOST_SPELLINGS = 8


def words_are_spelled_alike(library: Library) -> Iterator[Diagnostic]:
    """A word has one spelling in the whole kit."""
    refused = {wording.span: str(wording) for term in library.glossary.terms for wording in term.avoid}
    texts = [text for text in library.texts if text.span not in refused]
    # All texts at once, each on a line: for each by itself it takes twice the time.
    words = _WORD_OR_END.findall(MARKS.sub("", "\n".join(text.replace("\n", " ") for text in texts)))
    counts = Counter(words)
    del counts["\n"]
    groups = _grouped(list(counts))
    terms = _Terms(library.glossary, frozenset(refused.values()))
    slips = dict(_slips(groups, counts, terms.words))
    suspects = {*slips, *terms.suspects(groups)}
    for number in _lines_with(suspects, words) if suspects else ():
        yield from _judged(texts[number], suspects, slips, terms)


def _grouped(words: list[str]) -> Groups:
    """Return words by what they are as letters are confused."""
    groups: Groups = {}
    for word, alike in zip(words, _alike("\n".join(words)).split("\n"), strict=False):
        if alike in groups:
            groups[alike].append(word)
        else:
            groups[alike] = [word]
    return groups


def _alike(words: str) -> str:
    # Several times as fast as `str.translate`.
    for letter, other in _ALIKE:
        words = words.replace(letter, other)
    return words


def _lines_with(suspects: set[str], words: list[str]) -> Iterator[int]:
    """Return the numbers of the lines, from 0, that have one of some words."""
    number, last = 0, -1
    for word in words:
        if word == "\n":
            number += 1
        elif word in suspects and number != last:
            last = number
            yield number


def _judged(text: Scalar, suspects: set[str], slips: Mapping[str, str], terms: _Terms) -> Iterator[Diagnostic]:
    places = [word.span() for word in _WORD.finditer(text)]
    words = [MARKS.sub("", one) for one in _WORD.findall(text)] if MARKS.search(text) else _WORD.findall(text)
    alike = tuple(_alike("\n".join(words)).split("\n"))
    quoted = [one.span() for one in QUOTED.finditer(text)]
    for index, word in enumerate(words):
        if word in suspects and not overlapping(quoted, *places[index]):
            of_term = terms.spelling(text, places, words, alike, index)
            right = slips.get(word) if of_term is None else of_term
            if right:
                shown, usual = shortened(word), shortened(right)
                message = say("spelling.term", word=shown, usual=usual) if of_term else say("spelling", word=shown, usual=usual)
                hint = say("spelling.term.hint", usual=usual) if of_term else say("spelling.hint", usual=usual)
                yield Diagnostic(text.at(places[index][0]), message, hint, Severity.WARNING)


def _slips(groups: Groups, counts: Counter[str], terms: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Return each word that another spelling of the kit shows to be a slip, with that spelling."""
    for spellings in (one for one in groups.values() if len(one) > 1):
        usual = sorted(spellings, key=lambda one: -counts[one])[:_MOST_SPELLINGS]
        for word in spellings:
            right = next((one for one in usual if one != word and _is_slip(word, one, counts, one in terms)), None)
            if right:
                yield word, right


def _is_slip(word: str, other: str, counts: Counter[str], is_term: bool) -> bool:
    needed = max(_needed(index, word, other, counts) for index in range(len(word)) if word[index] != other[index])
    return (is_term and needed <= _TWICE) or counts[other] >= needed * counts[word]


def _needed(index: int, word: str, other: str, counts: Counter[str]) -> float:
    """Return how much more frequent the other spelling is to be, for the letter in which both differ."""
    letter, is_last = word[index], index == len(word) - 1
    article = _ARTICLE.match(word)
    if letter == "ه" and is_last:
        return _TWICE if article else _NEVER if _may_be_possessed(word, counts) else _OFTEN
    if letter == "ة":
        return _EVERYWHERE if is_last else _EVEN
    if letter == "ى":
        return _NEVER if is_last and not article and _IMPERFECT.match(word) else _EVERYWHERE if is_last else _EVEN
    if letter == "ا":
        return _needed_for_hamza(index, word, other, article.end() if article else 0)
    is_first = index == (article.end() if article else 0) or (index == 1 and word[0] in PREFIXES)
    return _EVEN if letter in _HAMZAS and other[index] == "ا" and is_first and _WITHOUT_HAMZA.fullmatch(other, index) else _NEVER


def _needed_for_hamza(index: int, word: str, other: str, start: int) -> float:
    """Return the same where the other spelling has a hamza; `start` is where the word begins after its article."""
    is_prefixed = not start and index == 1 and word[0] in PREFIXES
    if index != start and not is_prefixed:
        # «الهام» is no other spelling of «إلهام».
        return _NEVER if index == 0 or len(word) < _LONG_WORD else _OFTEN
    if _WITHOUT_HAMZA.fullmatch(word, index):
        return _NEVER
    # No verb begins with إ, and none ends in ة; with أ it is another person's: «اكتب» and «أكتب».
    is_certain = other[index] == "إ" or (other[-1] == "ة" and not is_prefixed)
    return _EVEN if start or is_certain else _OFTEN


def _may_be_possessed(word: str, counts: Counter[str]) -> bool:
    """Return whether a final ه may be a pronoun: after a short word («فكره»), or after one that the kit has («مدرسه», «مدرسيه»)."""
    bare = word[:-1]
    stems = {bare, bare.removesuffix("ي"), *((bare[1:],) if bare[0] in PREFIXES else ())}
    forms = (before + stem + after for stem in stems for before in _BEFORE_A_STEM for after in ("", "ا"))
    return len(word) < _LONG_WORD or any(form in counts for form in forms)


class _Terms:
    """The glossary's terms by their words as they are confused, with what may stand before them."""

    def __init__(self, glossary: Glossary, refused: frozenset[str]) -> None:
        self.refused = refused
        self.forms: dict[tuple[str, ...], tuple[str, ...]] = {}
        for term in glossary.terms:
            words = tuple(_BARE_WORD.findall(MARKS.sub("", term.ar)))
            # A word alone may be spelled like another word, but not with the article.
            if 1 < len(words) <= _LONGEST_TERM or (words and len(words) == 1 and words[0].startswith("ال")):
                for first in _prefixed(words[0]):
                    form = (first, *words[1:])
                    self.forms.setdefault(tuple(_alike(word) for word in form), form)
        self.lengths = sorted({len(form) for form in self.forms})
        self.words = frozenset(word for form in self.forms.values() for word in form)

    def suspects(self, groups: Groups) -> Iterator[str]:
        """Return the words of the kit that are spelled otherwise than a word of a term."""
        for word in self.words:
            yield from (one for one in groups.get(_alike(word), ()) if one != word)

    def spelling(self, text: str, places: Stretches, words: list[str], alike: tuple[str, ...], index: int) -> str | None:
        """Return the spelling of a word in the term that it is part of; nothing for a wording that is refused, None if it is part of no term."""
        for length in self.lengths:
            for start in range(max(0, index - length + 1), min(index, len(words) - length) + 1):
                form, end = self.forms.get(alike[start : start + length]), start + length
                if form and form[index - start] != words[index] and _is_phrase(text, places[start:end]):
                    return "" if " ".join(words[start:end]) in self.refused else form[index - start]
        return None


def _is_phrase(text: str, places: Stretches) -> bool:
    return all(BETWEEN.fullmatch(text, end, start) for (_, end), (start, _) in pairwise(places))


def _prefixed(word: str) -> Iterator[str]:
    if word.startswith("ال"):
        return (before + word[2:] for before in BEFORE_THE_ARTICLE)
    return (before + word for before in BEFORE_A_NOUN)
