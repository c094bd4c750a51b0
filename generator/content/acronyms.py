"""Check that a module gives the Arabic name of an acronym in full first, with the acronym once in brackets after it.

The texts of a module are read in the order in which participants meet them; slides and handout are two readings, so that each may
introduce the acronym once. What needs no introduction is in the kit's glossary. In: a library. Out: diagnostics.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from operator import itemgetter

from generator.content.library import Library
from generator.content.reader import Scalar
from generator.content.schema import Glossary, Module, Record, Section
from generator.content.typed_markup import LINK_OR_CITE
from generator.diagnostics import Diagnostic, Severity, Span, shortened
from generator.messages import Message, say
from generator.model.islands import Kind
from generator.model.text import BulletList, Run, Text
from generator.model.units import CURRENCIES, PREFIXED, SI_PREFIXES, UNITS

Reading = frozenset[str]
SLIDES, HANDOUT, BOTH, QUIZ = frozenset({"slides"}), frozenset({"handout"}), frozenset({"slides", "handout"}), frozenset({"quiz"})

_NAME: Kind = "name"
_WORD = re.compile(r"(?<![A-Za-z])[A-Z]{2,8}(?=s?(?![A-Za-z]))")
# Only acronyms; one among other Latin words or with a number is part of a title, a standard's name or a code.
_ACRONYMS = re.compile(r"-?[A-Z]{2,8}s?(?:(?:[-/]|,? )[A-Z]{2,8}s?)*")
_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]")
# A bracket after an Arabic word, its number or its quotation, with nothing Arabic in it so far.
_INTRODUCES = re.compile('[\u0621-\u063a\u0641-\u0652\u06700-9»"”]\\s?\\([^()\u0621-\u064a]*\\Z')
# No one puts more between a bracket and its acronym; a text of thousands of acronyms is searched in linear time.
_FURTHEST = 60
_QUOTES = {"«": "»", '"': '"', "“": "”"}
# Latin units are no acronyms, with or without their number.
_UNITS = frozenset((*UNITS, *CURRENCIES, *(prefix + unit for prefix in ("", *SI_PREFIXES) for unit in PREFIXED)))
# The keys of texts that participants do not see.
_UNSEEN = frozenset(("span", "notes", "alt", "variants"))


def acronyms_are_introduced(library: Library) -> Iterator[Diagnostic]:
    """An acronym stands in brackets after its Arabic name before it stands alone, and does so once."""
    known, names, places = _known(library.glossary), _names(library.glossary), _Places(library.texts)
    for module in library.modules:
        seen = _Seen(known, names, places)
        for reading, text in _texts(module):
            yield from seen.judge(text, reading)


def _known(glossary: Glossary) -> frozenset[str]:
    return frozenset((*map(str, glossary.known_acronyms), *_UNITS))


def _names(glossary: Glossary) -> dict[str, str]:
    """Map the acronyms that the glossary has, as an equivalent or in brackets after one, to their Arabic name."""
    names: dict[str, str] = {}
    for term in glossary.terms:
        for wording in (term.ar, term.en, term.fr or ""):
            for acronym in (wording, *re.findall(r"\(([^()]+)\)", wording)):
                if _ACRONYMS.fullmatch(acronym):
                    names.setdefault(str(acronym), re.sub(r"\s*\([^()]*\)", "", term.ar))
    return names


def _texts(module: Module) -> Iterator[tuple[Reading, Text]]:
    """Return the texts that participants see, in order; a section's prose comes before its slide, which summarises it."""
    yield from _seen_in(BOTH, (module.title, module.subtitle))
    yield from _seen_in(HANDOUT, module.summary)
    yield from _seen_in(BOTH, module.objectives)
    for section in module.sections:
        yield from _texts_of(section)
    yield from _seen_in(BOTH, module.key_messages)
    yield from _seen_in(HANDOUT, module.country)
    yield from _seen_in(QUIZ, module.quiz)


def _texts_of(section: Section) -> Iterator[tuple[Reading, Text]]:
    yield from _seen_in(SLIDES, section.part)
    yield from _seen_in(BOTH, (section.heading, section.definition))
    yield from _seen_in(HANDOUT, section.text)
    yield from _seen_in(SLIDES, section.points)
    yield from _seen_in(BOTH, section.extra)


def _seen_in(reading: Reading, node: object) -> Iterator[tuple[Reading, Text]]:
    if isinstance(node, Text):
        yield reading, node
    elif isinstance(node, Record):
        for name in type(node).model_fields:
            if name not in _UNSEEN:
                yield from _seen_in(reading, getattr(node, name))
    elif isinstance(node, BulletList):
        yield from _seen_in(reading, node.items)
    elif isinstance(node, tuple):
        for one in node:
            yield from _seen_in(reading, one)


@dataclass
class _Seen:
    """What a reader of one module has seen so far: acronyms in any way, and the places of introductions by their reading."""

    known: frozenset[str]
    names: dict[str, str]
    places: _Places
    acronyms: set[str] = field(default_factory=set)
    introductions: dict[tuple[str, str], tuple[Text, int]] = field(default_factory=dict)

    def judge(self, text: Text, reading: Reading) -> Iterator[Diagnostic]:
        """Judge the acronyms of the next text."""
        start = 0
        for run in text.runs:
            # A direction that the author states makes a run that is no name.
            if run.kind == _NAME and _WORD.search(run.text):
                yield from self.judge_run(text, run, start, reading)
            start += len(run.text)

    def judge_run(self, text: Text, run: Run, start: int, reading: Reading) -> Iterator[Diagnostic]:
        """Judge the acronyms of a run; Latin words with their acronym, and an acronym that is the whole text, introduce by themselves."""
        words, plain = _WORD.findall(run.text), text.plain
        if run.text in self.known or _is_quoted(plain, start, start + len(run.text)):
            return
        if _ACRONYMS.fullmatch(run.text) and _ARABIC.search(plain):
            if _INTRODUCES.search(plain, max(0, start - _FURTHEST), start):
                yield from self.again(text, run, start, reading)
            else:
                yield from self.bare(text, run, words, start)
        self.acronyms.update(words)

    def bare(self, text: Text, run: Run, words: list[str], start: int) -> Iterator[Diagnostic]:
        """Find an acronym that stands before its introduction."""
        new = [word for word in words if not (word in self.acronyms or word in self.known or _ROMAN.fullmatch(word))]
        if new:
            acronym = shortened(run.text.lstrip("-")) if len(new) == len(words) else new[0]
            yield Diagnostic(self.places.of(text, start), say("acronym", acronym=acronym), self.hint(acronym), Severity.WARNING)

    def hint(self, acronym: str) -> Message:
        name = self.names.get(acronym)
        return say("acronym.named.hint", acronym=acronym, name=name) if name else say("acronym.hint", acronym=acronym)

    def again(self, text: Text, run: Run, start: int, reading: Reading) -> Iterator[Diagnostic]:
        """Find an acronym that stands in brackets again in all readings of a text; a test is read by itself."""
        before = [self.introductions.get((run.text, one)) for one in reading - QUIZ]
        is_alone = text.plain[start + len(run.text) :].startswith(")")
        if is_alone and before and all(before):
            first = min(self.places.of(*one) for one in before if one)
            acronym = shortened(run.text)
            message, hint = say("acronym.again", acronym=acronym, line=first.line), say("acronym.again.hint", acronym=acronym)
            yield Diagnostic(self.places.of(text, start), message, hint, Severity.WARNING)
        for one in reading:
            self.introductions.setdefault((run.text, one), (text, start))


def _is_quoted(plain: str, start: int, end: int) -> bool:
    """Return whether a word stands between quotation marks, as a name."""
    return start > 0 and end < len(plain) and _QUOTES.get(plain[start - 1]) == plain[end]


class _Places:
    """The places of acronyms in the seeds; texts keep only their beginning. What was found once is kept."""

    def __init__(self, texts: Iterable[Scalar]) -> None:
        self.texts = texts
        self.of_texts: dict[int, tuple[list[int], list[Span]]] = {}
        self.addresses: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def typed(self) -> list[tuple[Span, Scalar]]:
        return sorted(((text.at(0), text) for text in self.texts if _WORD.search(text)), key=itemgetter(0))

    def of(self, text: Text, start: int) -> Span:
        """Return the place of the acronym at an offset of a text; that of the text where its characters have none."""
        if id(text) not in self.of_texts:
            offsets = [found.start() for found in _WORD.finditer(text.plain)]
            self.of_texts[id(text)] = offsets, list(islice(self.found(text), len(offsets)))
        offsets, places = self.of_texts[id(text)]
        index = bisect_left(offsets, start)
        return places[index] if index < len(places) else text.span

    def found(self, text: Text) -> Iterator[Span]:
        """Return the places of a text's acronyms, in order; those of paragraphs after it follow."""
        _, typed = self.typed[bisect_right(self.typed, text.span, key=itemgetter(0)) - 1]
        if id(typed) not in self.addresses:
            self.addresses[id(typed)] = [one.span() for one in LINK_OR_CITE.finditer(typed)]
        addresses = self.addresses[id(typed)]
        for word in _WORD.finditer(typed, typed.offset_of(text.span)):
            before = bisect_right(addresses, word.start(), key=itemgetter(0))
            if not before or addresses[before - 1][1] <= word.start():
                yield typed.at(word.start())
