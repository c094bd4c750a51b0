"""Find the pictogram of a point by the words of the glossary, and judge the pictograms that these name.

A term is found by its Arabic wording and its further forms, any other word by its forms, whatever conjunction, preposition or article stands
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from generator import pictograms
from generator.assets import assets_folder
from generator.content.reader import Scalar, parse_yaml
from generator.content.schema import Glossary
from generator.content.words import BEFORE_A_NOUN, BEFORE_THE_ARTICLE, BETWEEN, MARKS
from generator.diagnostics import Diagnostic, Severity, nearest
from generator.messages import say
from generator.model.deck import Pictogram
from generator.model.text import Text

if TYPE_CHECKING:
    from generator.content.library import Library

Phrase = tuple[str, ...]
_WORD = re.compile("(?:[^\\W_][\u0640\u064b-\u0652\u0670]*)+")
# The ending of an indefinite object, in either order of its characters: «مؤشرًا».
_OBJECT = re.compile("(?:\u064b\u0627|\u0627\u064b)$")
_ARTICLE = "ال"


class Finder:
    """The wordings of a glossary that have a pictogram."""

    def __init__(self, glossary: Glossary) -> None:
        self.found: dict[Phrase, Pictogram] = {}
        for name, wordings in _pictured(glossary):
            if _is_shown(name):
                pictogram = Pictogram(str(name), is_mirrored(name))
                for phrase in (phrase for wording in wordings for phrase in _phrases(wording)):
                    self.found.setdefault(phrase, pictogram)
        self.lengths = sorted({len(phrase) for phrase in self.found}, reverse=True)

    def pictogram(self, point: Text) -> Pictogram | None:
        """Return the pictogram of the first of these wordings in a text: emphasised ones before others, and of these longer ones before shorter ones."""
        matches = list(self._matches(point))
        return min(matches, key=lambda one: one[0])[1] if matches else None

    def _matches(self, point: Text) -> Iterator[tuple[tuple[bool, int, int], Pictogram]]:
        words = list(_WORD.finditer(point.plain))
        bare = [_bare(one.group()) for one in words]
        strong = list(_emphasised(point))
        joined = [BETWEEN.fullmatch(point.plain, one.end(), other.start()) is not None for one, other in pairwise(words)]
        for length in self.lengths:
            for start in range(len(words) - length + 1):
                pictogram = self.found.get(_key(bare[start : start + length]))
                if pictogram and all(joined[start : start + length - 1]):
                    # A prefix may stand before the emphasis: «و**الحكومات**».
                    yield (not strong[words[start].end() - 1], -length, start), pictogram


def _pictured(glossary: Glossary) -> Iterator[tuple[Scalar, tuple[Scalar, ...]]]:
    """Return each pictogram with its wordings: those of the terms first."""
    yield from ((term.pictogram, (term.ar, *term.forms)) for term in glossary.terms if term.pictogram)
    yield from ((word.pictogram, word.forms) for word in glossary.pictograms)


def _emphasised(point: Text) -> Iterator[bool]:
    """Tell of each character whether it is emphasised."""
    for run in point.runs:
        yield from (run.strong for _ in run.text)


def _phrases(wording: str) -> Iterator[Phrase]:
    """Return the words of a wording as they may stand in a text: with each prefix, with and without the article."""
    words = [_bare(one) for one in _WORD.findall(wording)]
    if words:
        for stem in dict.fromkeys((words[0], _without_article(words[0]))):
            yield from (_key([before + stem, *words[1:]]) for before in (*BEFORE_A_NOUN, *BEFORE_THE_ARTICLE))


def _key(words: list[str]) -> Phrase:
    first, *others = words
    return (first, *map(_without_article, others))


def _bare(word: str) -> str:
    """Return a word without its marks."""
    return MARKS.sub("", _OBJECT.sub("", word)).casefold()


def _without_article(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word


# Judging


def pictograms_are_shown(library: Library) -> Iterator[Diagnostic]:
    """A pictogram is one of the set that slides show, and each of its wordings leads to it alone."""
    owners: dict[Phrase, tuple[Scalar, Scalar]] = {}
    for name, wordings in _pictured(library.glossary):
        yield from _judged(name)
        for wording in wordings:
            phrase = tuple(_without_article(_bare(one)) for one in _WORD.findall(wording))
            owner, first = owners.setdefault(phrase, (name, wording))
            if owner is not name:
                yield Diagnostic(wording.span, say("repeated-form", form=wording, place=str(first.span)), say("repeated-form.hint"), Severity.WARNING)
    for term in library.glossary.terms:
        if term.forms and not term.pictogram:
            yield Diagnostic(term.forms[0].span, say("unused-forms"), say("unused-forms.hint"), Severity.WARNING)


def _judged(name: Scalar) -> Iterator[Diagnostic]:
    kind = refusal(name)
    if kind:
        yield Diagnostic(name.span, say("refused-pictogram", name=name, reason=say(f"refused.{kind}")), say("refused-pictogram.hint"))
    elif name not in pictograms.names():
        close = nearest(name, [one for one in pictograms.names() if not refusal(one)])
        yield Diagnostic(name.span, say("unknown-pictogram", name=name), say("did-you-mean", name=close) if close else say("unknown-pictogram.hint"))


@lru_cache(maxsize=512)
def refusal(name: str) -> str | None:
    """Return the kind of pictograms that slides do not show to which one belongs; None if they show it."""
    return next((kind for kind, patterns in rules()["refused"].items() if _is_one_of(name, patterns)), None)


def _is_shown(name: str) -> bool:
    return name in pictograms.names() and not refusal(name)


@lru_cache(maxsize=512)
def is_mirrored(name: str) -> bool:
    """Return whether a pictogram runs in the direction of reading."""
    return _is_one_of(name, rules()["mirrored"])


def _is_one_of(name: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(name, one) for one in patterns)


@cache
def rules() -> Mapping[str, Any]:
    """Return which pictograms slides do not show, by the kind of reason, and which are mirrored: patterns of names."""
    path = assets_folder() / "pictograms.yaml"
    return parse_yaml(str(path), path.read_bytes())
