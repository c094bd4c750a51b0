"""Analyse the marks of one or two tests: of the class, of items, of objectives, of participants.

What a few participants do not support is None: thresholds are constants here, each with its reason.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median, stdev
from typing import Literal

from generator.check_codes import normalised_name
from generator.diagnostics import Span
from generator.model.assessment import Assessment, Item
from generator.model.text import Text
from generator.results.measures import discrimination, normalised_gain, reliability
from generator.results.records import Occasion, Paper, Sitting

# Below it one participant is more than a tenth of the class: no percentages, and no coefficients, which would be chance.
FEW = 10
# Below it coefficients are rough: the 95 % interval of a correlation near 0 is wider than from -0.36 to 0.36.
ROUGH = 30
# From it on the standard error of a correlation is at most 0.1, so that a second decimal is more than noise.
FINE = 100
# Items outside these shares tell participants apart too little (R. L. Ebel, D. A. Frisbie 1991, Essentials of Educational Measurement).
EASY, HARD = 0.9, 0.3
# A coefficient that is shown as less than 0 with one decimal.
NEGATIVE = -0.05
# With so many wrong answers a distractor that works would have been chosen by someone.
WRONG_ENOUGH = 5

Remark = Literal["easy", "hard", "negative", "unused"]


@dataclass(frozen=True)
class ItemResult:
    """The marks of one item: its number in form A, how many took it, had it right, left it out; None for what few do not support.

    `counts` are how many chose each choice, empty for an item whose choices are not counted; `unused` the indices of distractors that
    nobody chose.
    """

    item: Item
    number: int
    taken: int
    right: int
    missing: int
    discrimination: float | None
    counts: tuple[int, ...]
    unused: tuple[int, ...]
    remarks: tuple[Remark, ...]

    @property
    def share(self) -> float:
        """Return the share of participants who had it right: its difficulty index."""
        return self.right / self.taken


@dataclass(frozen=True)
class SittingResult:
    """The points of one test: `items` are how many there are, the deviation divides by n - 1, None for what few do not support."""

    sitting: Sitting
    points: tuple[int, ...]
    mean: float
    median: float
    deviation: float | None
    reliability: float | None
    items: tuple[ItemResult, ...]

    @property
    def taken(self) -> int:
        """Return how many took it."""
        return len(self.points)


@dataclass(frozen=True)
class Person:
    """A participant by name, or by number if names are left out; the papers that they have."""

    name: str
    before: Paper | None
    after: Paper | None
    number: int | None = None

    @property
    def gain(self) -> int | None:
        """Return the points after less those before, None without both papers, or if they are of so many items each."""
        if self.before is None or self.after is None or len(self.before.marks) != len(self.after.marks):
            return None
        return self.after.points - self.before.points


@dataclass(frozen=True)
class Share:
    """How many of some answers are right."""

    right: int
    asked: int

    @property
    def value(self) -> float:
        """Return the share."""
        return self.right / self.asked


@dataclass(frozen=True)
class ObjectiveResult:
    """An objective: the answers to its items before and after, None without items in that test; in the only test they are `before`."""

    name: str
    words: Text
    before: Share | None
    after: Share | None


@dataclass(frozen=True)
class Gain:
    """What those gained who took both tests: how many they are, their mean points before and after, and Hake's gain of the class."""

    count: int
    before: float
    after: float
    normalised: float | None
    rose: int
    fell: int


@dataclass(frozen=True)
class Analysis:
    """All results of a workshop's tests; `compared` are how many participants the objectives are of, those who took both tests if there are any."""

    assessment: Assessment
    sittings: tuple[SittingResult, ...]
    people: tuple[Person, ...]
    objectives: tuple[ObjectiveResult, ...]
    compared: int
    gain: Gain | None
    is_anonymous: bool = False

    @property
    def is_paired(self) -> bool:
        """Return whether there are two tests."""
        return len(self.sittings) > 1

    @property
    def unmatched(self) -> tuple[Person, ...]:
        """Return those who took only one of two tests."""
        return tuple(one for one in self.people if self.is_paired and not (one.before and one.after))


def analyse(sittings: Sequence[Sitting], assessment: Assessment, salt: bytes, *, anonymous: bool = False) -> Analysis:
    """Analyse tests; `salt` orders participants without names, so that only whoever has the files can tell the order."""
    people = tuple(_people(sittings))
    pairs = [(one.before, one.after) for one in people if one.before and one.after]
    both = len(sittings) > 1 and bool(pairs)
    compared: list[tuple[Sitting, Sequence[Paper]]] = [(one, one.papers) for one in sittings]
    if both:
        compared = [(sittings[0], [before for before, _ in pairs]), (sittings[1], [after for _, after in pairs])]
    return Analysis(
        assessment,
        tuple(_sitting_result(one) for one in sittings),
        _without_names(people, salt) if anonymous else people,
        tuple(_objectives(assessment, compared)),
        len(pairs) if both else len(sittings[0].papers),
        _gain(pairs) if both else None,
        anonymous,
    )


def with_names(analysis: Analysis, names: Sequence[str]) -> Analysis:
    """Return the analysis with other names of its people."""
    return replace(analysis, people=tuple(replace(one, name=name) for one, name in zip(analysis.people, names, strict=True)))


def _sitting_result(sitting: Sitting) -> SittingResult:
    points = tuple(paper.points for paper in sitting.papers)
    enough = len(points) >= FEW
    marks = [[mark.is_right for mark in paper.marks] for paper in sitting.papers]
    items = tuple(_item_result(sitting, index, discrimination(marks, index) if enough else None) for index in range(len(sitting.items)))
    return SittingResult(sitting, points, mean(points), median(points), stdev(points) if enough else None, reliability(marks) if enough else None, items)


def _item_result(sitting: Sitting, index: int, coefficient: float | None) -> ItemResult:
    item, marks = sitting.items[index], [paper.marks[index] for paper in sitting.papers]
    counted = item.kind in ("single", "multiple", "true-false", "matching")
    counts = tuple(sum(place in mark.chosen for mark in marks) for place in range(len(item.choices))) if counted else ()
    right, missing = sum(mark.is_right for mark in marks), sum(not mark.is_answered for mark in marks)
    unused = tuple(place for place, count in enumerate(counts) if not count and place not in item.answer)
    remarks = tuple(_remarks(sitting.occasion, len(marks), right, missing, coefficient, unused))
    return ItemResult(item, index + 1, len(marks), right, missing, coefficient, counts, unused, remarks)


def _remarks(occasion: Occasion, taken: int, right: int, missing: int, coefficient: float | None, unused: tuple[int, ...]) -> Iterator[Remark]:
    """Return why an item is worth a look: before a workshop hard items are to be expected, and after it easy ones."""
    if taken < FEW:
        return
    if right / taken > EASY and occasion != "after":
        yield "easy"
    if right / taken < HARD and occasion != "before":
        yield "hard"
    if coefficient is not None and coefficient <= NEGATIVE:
        yield "negative"
    if unused and taken - right - missing >= WRONG_ENOUGH:
        yield "unused"


def _people(sittings: Sequence[Sitting]) -> Iterator[Person]:
    """Match the papers of two tests by name, without spaces, signs and vowel marks; those of the first test come first."""
    first, second = sittings[0], sittings[1] if len(sittings) > 1 else None
    later = {name: paper for paper in (second.papers if second else ()) if (name := normalised_name(paper.name))}
    for paper in first.papers:
        yield Person(paper.name, paper, later.pop(normalised_name(paper.name), None))
    matched = {normalised_name(paper.name) for paper in first.papers if paper.name}
    for paper in second.papers if second else ():
        if normalised_name(paper.name) not in matched:
            yield Person(paper.name, None, paper)


def _without_names(people: Sequence[Person], salt: bytes) -> tuple[Person, ...]:
    """Number participants in an order that neither their names nor the file tells without the file itself."""

    def place(one: Person) -> bytes:
        paper = one.before or one.after
        return hmac.digest(salt, f"{normalised_name(one.name)} {paper and paper.span} {one.before is None}".encode(), hashlib.sha256)

    return tuple(Person("", _nameless(one.before), _nameless(one.after), number) for number, one in enumerate(sorted(people, key=place), 1))


def _nameless(paper: Paper | None) -> Paper | None:
    return replace(paper, name="", span=Span("")) if paper else None


def _objectives(assessment: Assessment, compared: Sequence[tuple[Sitting, Sequence[Paper]]]) -> Iterator[ObjectiveResult]:
    for name, words in assessment.objectives:
        shares = [_share(sitting, papers, name) for sitting, papers in compared]
        if any(shares):
            yield ObjectiveResult(name, words, shares[0], shares[1] if len(shares) > 1 else None)


def _share(sitting: Sitting, papers: Sequence[Paper], objective: str) -> Share | None:
    places = [index for index, item in enumerate(sitting.items) if item.objective_id == objective]
    right = sum(paper.marks[index].is_right for paper in papers for index in places)
    return Share(right, len(places) * len(papers)) if places else None


def _gain(pairs: Sequence[tuple[Paper, Paper]]) -> Gain:
    before, after = ([paper.points for paper in papers] for papers in zip(*pairs, strict=True))
    shares = [mean(paper.points / len(paper.marks) for paper in papers) for papers in zip(*pairs, strict=True)]
    changes = [second.points / len(second.marks) - first.points / len(first.marks) for first, second in pairs]
    normalised = normalised_gain(*shares) if len(pairs) >= FEW else None
    return Gain(len(pairs), mean(before), mean(after), normalised, sum(one > 0 for one in changes), sum(one < 0 for one in changes))
