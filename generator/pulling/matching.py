"""Find out which slide, shape and paragraph of an edited deck is which of those that were built.

By identifiers, which PowerPoint keeps; in a deck that another program saved, by fingerprints and by order. Nothing is taken for
something else: what has no counterpart is new or deleted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from generator.pulling.deck import EditedShape, EditedSlide
from generator.writers.pptx.origins import RecordedParagraph, RecordedShape, RecordedSlide, fingerprint

# The least share of equal paragraphs, or characters, by which something edited is known.
LEAST_SHARE = 0.5
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MatchedSlides:
    """Pairs of slides, built and as they are, in today's order; slides that are new or moved; those that were deleted.

    `has_identifiers` tells whether the slides still have theirs, and so their shapes.
    """

    pairs: tuple[tuple[RecordedSlide, EditedSlide], ...]
    new: tuple[EditedSlide, ...]
    moved: tuple[EditedSlide, ...]
    deleted: tuple[RecordedSlide, ...]
    has_identifiers: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph that was changed; deleted, or emptied, if it has no words; or added, if it has no record, behind and ahead of others, if there are any."""

    slide: EditedSlide
    recorded: RecordedParagraph | None
    words: str | None
    behind: RecordedParagraph | None = None
    ahead: RecordedParagraph | None = None


def match_slides(built: Sequence[RecordedSlide], edited: Sequence[EditedSlide]) -> MatchedSlides:
    """Match the slides of a deck."""
    known = {one.identifier: index for index, one in enumerate(built)}
    pairs = [(known[one.identifier], index) for index, one in enumerate(edited) if one.identifier in known]
    has_identifiers = bool(pairs)
    if not has_identifiers:
        pairs = _similar([_prints_of(one) for one in built], [_words_of(one) for one in edited])
    pairs.sort(key=lambda pair: pair[1])
    kept = _increasing([index for index, _ in pairs])
    matched = {index for _, index in pairs}
    return MatchedSlides(
        tuple((built[old], edited[new]) for old, new in pairs),
        tuple(one for index, one in enumerate(edited) if index not in matched),
        tuple(edited[new] for old, new in pairs if old not in kept),
        tuple(one for index, one in enumerate(built) if index not in {old for old, _ in pairs}),
        has_identifiers,
    )


def _prints_of(slide: RecordedSlide) -> Counter[str]:
    return Counter(one.print for one in (*(one for shape in slide.shapes for one in shape.paragraphs), *slide.notes))


def _words_of(slide: EditedSlide) -> Counter[str]:
    return Counter(map(fingerprint, (*(one for shape in slide.shapes for one in shape.paragraphs), *slide.notes)))


def _similar(built: Sequence[Counter[str]], edited: Sequence[Counter[str]]) -> list[Pair]:
    """Pair what shares most paragraphs, from the most to the least; then what stands alone between the same neighbours."""
    shares = sorted(
        ((_share(one, other), -abs(old - new), old, new) for old, one in enumerate(built) for new, other in enumerate(edited)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for share, _, old, new in shares:
        if share >= LEAST_SHARE and old not in pairs and new not in pairs.values():
            pairs[old] = new
    return sorted({**pairs, **dict(_between(pairs, len(built), len(edited)))}.items())


def _share(one: Counter[str], other: Counter[str]) -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)


def _between(pairs: dict[int, int], built: int, edited: int) -> Iterator[Pair]:
    """Pair in order what is between the same neighbours in the same number."""
    ends = [(-1, -1), *sorted(pairs.items()), (built, edited)]
    for (old, new), (next_old, next_new) in pairwise(ends):
        if next_old - old == next_new - new:
            yield from zip(range(old + 1, next_old), range(new + 1, next_new), strict=True)


def _increasing(numbers: Sequence[int]) -> set[int]:
    """Return the longest increasing subsequence of distinct numbers: what kept its order."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        before[number] = tails[place - 1] if place else None
        tails[place : place + 1] = [number]
    kept = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def edits_of(matched: MatchedSlides, words_of: Callable[[RecordedParagraph], str]) -> Iterator[Edit]:
    """Return what differs in the slides that are matched, and their notes; `words_of` returns the words of a paragraph as far as they are known."""
    for built, edited in matched.pairs:
        yield from _edits_of_slide(built, edited, words_of, has_identifiers=matched.has_identifiers)


def _edits_of_slide(built: RecordedSlide, edited: EditedSlide, words_of: Callable[[RecordedParagraph], str], *, has_identifiers: bool) -> Iterator[Edit]:
    for shape, counterpart in _match_shapes(built.shapes, edited.shapes, has_identifiers=has_identifiers):
        yield from _edits(shape.paragraphs if shape else (), counterpart.paragraphs if counterpart else (), edited, words_of)
    yield from _edits(built.notes, edited.notes, edited, words_of)


def _match_shapes(
    built: Sequence[RecordedShape], edited: Sequence[EditedShape], *, has_identifiers: bool
) -> Iterator[tuple[RecordedShape | None, EditedShape | None]]:
    if has_identifiers:
        known = {one.identifier: index for index, one in enumerate(built)}
        pairs = {known[one.identifier]: index for index, one in enumerate(edited) if one.identifier in known}
    else:
        prints = [Counter(one.print for one in shape.paragraphs) for shape in built]
        pairs = dict(_similar(prints, [Counter(map(fingerprint, shape.paragraphs)) for shape in edited]))
    yield from ((shape, edited[pairs[index]] if index in pairs else None) for index, shape in enumerate(built))
    yield from ((None, shape) for index, shape in enumerate(edited) if index not in pairs.values())


def _edits(built: Sequence[RecordedParagraph], edited: Sequence[str], slide: EditedSlide, words_of: Callable[[RecordedParagraph], str]) -> Iterator[Edit]:
    matcher = SequenceMatcher(None, [one.print for one in built], list(map(fingerprint, edited)), autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        pairs = _paired([words_of(one) for one in built[start:end]], edited[new_start:new_end])
        yield from (Edit(slide, built[start + old], edited[new_start + new]) for old, new in pairs.items())
        yield from (Edit(slide, one, None) for index, one in enumerate(built[start:end]) if index not in pairs)
        # What is added stands behind the last paragraph before it that is still there.
        behind, ahead = built[start - 1] if start else None, built[end] if end < len(built) else None
        by_new = {new: old for old, new in pairs.items()}
        for new in range(new_end - new_start):
            if new in by_new:
                behind = built[start + by_new[new]]
            else:
                yield Edit(slide, None, edited[new_start + new], behind, ahead)


def _paired(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pair changed paragraphs: in order if there are as many as before, else those whose words are similar."""
    if len(old) == len(new):
        return {index: index for index in range(len(old))}
    ratios = {(i, j): SequenceMatcher(None, one, other, autojunk=False).ratio() for i, one in enumerate(old) for j, other in enumerate(new)}
    return dict(_best(ratios, range(len(old)), range(len(new))))


def _best(ratios: dict[Pair, float], old: range, new: range) -> Iterable[Pair]:
    """Pair the most similar, then those before and those behind it."""
    pair = max(((i, j) for i in old for j in new), key=lambda one: ratios[one], default=None)
    if pair is None or ratios[pair] < LEAST_SHARE:
        return []
    i, j = pair
    return [*_best(ratios, range(old.start, i), range(new.start, j)), pair, *_best(ratios, range(i + 1, old.stop), range(j + 1, new.stop))]
