"""Decide what of the edits of a deck can be taken into the seeds, and why the rest cannot.

An edit is traced to the texts that its paragraph consists of. What the program adds, what a source states, and what the seeds no
longer say as the deck was built are not taken; nor is a text that was changed in two ways.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from generator.content.origins import Origin
from generator.content.rewriting import Replacement, replaced
from generator.diagnostics import Diagnostic, Span, shortened
from generator.messages import Message, say
from generator.pulling.matching import Edit
from generator.pulling.texts import Seeds, SeedText
from generator.writers.pptx.origins import DeckRecord, RecordedParagraph, RecordedText, fingerprint, plain

# A word with its vowel marks, white space, or one other sign.
_TOKEN = re.compile(r"(?:\w|[\u0610-\u061a\u064b-\u065f\u0670])+|\s+|.")
# The lists that may become longer or shorter: not cells, which make up a row, nor distractors, which belong to their key.
_ITEM = re.compile(r"(?:.+\.)?(?:points|key_messages|prompts|questions|materials|debrief)\.\d+")


@dataclass(frozen=True)
class _OfSlide:
    """A change of the seeds for one of a slide, by its number; `text` is what changes, or what an addition stands beside."""

    text: SeedText
    slide: int

    @property
    def removed(self) -> tuple[str, ...]:
        """Return what is no longer shown."""
        return (self.text.words,)

    @property
    def added(self) -> tuple[str, ...]:
        """Return what is shown from now on."""
        return ()


@dataclass(frozen=True)
class TextChange(_OfSlide):
    """A text of the seeds, what it shows from now on, and the changes of its scalar that bring this about."""

    words: str
    changes: tuple[Replacement, ...]

    @property
    def added(self) -> tuple[str, ...]:
        """Return what is shown from now on."""
        return (self.words,)


@dataclass(frozen=True)
class NewItem(_OfSlide):
    """Words to be added to a list of the seeds, as the item of an index: behind the item `text`, or before it if that is the first."""

    index: int
    words: str

    @property
    def removed(self) -> tuple[str, ...]:
        """Return what is no longer shown."""
        return ()

    @property
    def added(self) -> tuple[str, ...]:
        """Return what is shown from now on."""
        return (self.words,)


@dataclass(frozen=True)
class LostItem(_OfSlide):
    """An item of a list that is to be removed."""


Change = TextChange | NewItem | LostItem


@dataclass(frozen=True)
class Piece:
    """A part of a paragraph: its text in the seeds, or None if the program adds it; the words that it shows."""

    text: SeedText | None
    words: str


class Refusal(Exception):
    """Raised with why an edit is not taken, and what to do."""

    def __init__(self, message: Message, hint: Message, span: Span | None = None) -> None:
        self.message, self.hint, self.span = message, hint, span
        super().__init__(message)


def decide(edits: Sequence[Edit], record: DeckRecord, seeds: Seeds, deck: str) -> tuple[list[Change], list[Diagnostic]]:
    """Return the changes that can be taken, in the order of the deck, and a diagnostic for each edit that cannot."""
    still_shown = _origins(record.paragraphs) - _origins(edit.recorded for edit in edits if edit.recorded and not edit.words)
    changes: list[Change] = []
    refused: list[Diagnostic] = []
    for edit in edits:
        try:
            changes += _changes_of(edit, seeds, still_shown)
        except Refusal as refusal:
            refused.append(Diagnostic(refusal.span or Span(deck), refusal.message, refusal.hint))
    return _settled(changes, refused)


def _origins(paragraphs: Iterable[RecordedParagraph]) -> Counter[str]:
    return Counter(text.origin for one in paragraphs for text in one.texts if text.origin)


def words_of(seeds: Seeds, paragraph: RecordedParagraph) -> str:
    """Return the words of a paragraph as it was built, as far as the seeds still have them."""
    return "".join(piece.words if piece else "" for piece in (_piece(seeds, one) for one in paragraph.texts))


def _piece(seeds: Seeds, recorded: RecordedText) -> Piece | None:
    if recorded.origin is None:
        return Piece(None, recorded.words)
    found = seeds.find(Origin.parse(recorded.origin), recorded.words)
    return Piece(found, found.words) if found else None


def _changes_of(edit: Edit, seeds: Seeds, still_shown: Counter[str]) -> Iterator[Change]:
    if edit.recorded is None:
        item = _new_item(edit, seeds)
        items, _, _ = item.text.origin.key.rpartition(".")
        now = seeds.now_at(item.text.origin._replace(key=f"{items}.{item.index}"))
        if now is None or plain(now.words) != item.words:
            yield item
    elif _is_pulled(edit.recorded, edit.words, seeds):
        return
    elif not edit.words:
        lost = _item(edit, edit.recorded, seeds)
        if any(text.origin in still_shown for text in edit.recorded.texts):
            raise Refusal(say("pull.still-shown", slide=edit.slide.number, words=shortened(lost.words)), say("pull.still-shown.hint"), lost.scalar.span)
        yield LostItem(lost, edit.slide.number)
    else:
        yield from _text_changes(edit, edit.recorded, edit.words, seeds)


def _is_pulled(paragraph: RecordedParagraph, words: str | None, seeds: Seeds) -> bool:
    """Return whether the seeds already say what a paragraph was changed to."""
    now = [seeds.now_at(Origin.parse(one.origin)) if one.origin else None for one in paragraph.texts]
    shown = "".join(text.words if text else "" if one.origin else one.words for one, text in zip(paragraph.texts, now, strict=True))
    return words is not None and fingerprint(shown) == fingerprint(words)


def _pieces(edit: Edit, paragraph: RecordedParagraph, seeds: Seeds) -> list[Piece]:
    """Return the pieces of a paragraph. Raises Refusal unless the seeds say what the deck was built from."""
    pieces = []
    for recorded in paragraph.texts:
        piece = _piece(seeds, recorded)
        if piece is None:
            origin = Origin.parse(recorded.origin or "")
            raise Refusal(
                say("pull.stale", slide=edit.slide.number, file=origin.file, key=origin.key, words=shortened(edit.words or "")), say("pull.stale.hint")
            )
        pieces.append(piece)
    if fingerprint("".join(piece.words for piece in pieces)) != paragraph.print:
        raise Refusal(say("pull.label", slide=edit.slide.number, words=shortened(edit.words or "")), say("pull.label.hint"))
    return pieces


def _text_changes(edit: Edit, paragraph: RecordedParagraph, words: str, seeds: Seeds) -> Iterator[TextChange]:
    pieces = _pieces(edit, paragraph, seeds)
    for piece, replacements in _divided(edit, pieces, words):
        if piece.text is None:
            raise Refusal(say("pull.label", slide=edit.slide.number, words=shortened(words)), say("pull.label.hint"))
        span = piece.text.scalar.span
        if piece.text.origin.file.startswith("sources/"):
            raise Refusal(say("pull.fact", slide=edit.slide.number, words=shortened(words)), say("pull.fact.hint"), span)
        changes = piece.text.changes(replacements)
        if changes is None:
            raise Refusal(say("pull.marks", slide=edit.slide.number, words=shortened(words)), say("pull.marks.hint"), span)
        yield TextChange(piece.text, edit.slide.number, plain(replaced(piece.words, replacements)), tuple(changes))


class _Token(NamedTuple):
    """A token of a paragraph as it was built: the index of its piece, where it begins in the piece's words, itself."""

    piece: int
    start: int
    words: str


def _divided(edit: Edit, pieces: Sequence[Piece], words: str) -> list[tuple[Piece, list[Replacement]]]:
    """Divide a paragraph's change among its pieces. Raises Refusal for a change across the end of one."""
    tokens = _trimmed([_Token(index, one.start(), one.group()) for index, piece in enumerate(pieces) for one in _TOKEN.finditer(piece.words)])
    new = _TOKEN.findall(words)
    made: list[tuple[int, Replacement]] = []
    matcher = SequenceMatcher(None, [token.words for token in tokens], new, autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind == "equal":
            continue
        placed = _placed(pieces, tokens, (first, last), new[new_first:new_last])
        if placed is None:
            raise Refusal(say("pull.across", slide=edit.slide.number, words=shortened(words)), say("pull.across.hint"))
        made.append(placed)
    return [(pieces[owner], [one for _, one in group]) for owner, group in groupby(made, key=lambda one: one[0])]


def _trimmed(tokens: list[_Token]) -> list[_Token]:
    """Return tokens as paragraphs are compared: without spaces at the ends."""
    while tokens and tokens[-1].words.isspace():
        tokens.pop()
    while tokens and tokens[0].words.isspace():
        tokens.pop(0)
    return tokens


def _placed(pieces: Sequence[Piece], tokens: Sequence[_Token], place: tuple[int, int], typed: Sequence[str]) -> tuple[int, Replacement] | None:
    """Return a change in the piece that it is in: of a text of the seeds, if there is the choice. Returns None if it is in several."""
    found = None
    for (first, last), words in _alternatives(tokens, *place, typed):
        for owner in _owners(tokens, first, last):
            made = owner, Replacement(*_place(owner, tokens, first, last), "".join(words))
            if pieces[owner].text:
                return made
            found = found or made
    return found


def _alternatives(tokens: Sequence[_Token], first: int, last: int, typed: Sequence[str]) -> Iterator[tuple[tuple[int, int], Sequence[str]]]:
    """Return a change of tokens, and, for a mere addition or removal, where it could stand as well: «a b b» may have got either b."""
    yield (first, last), typed
    words = [token.words for token in tokens]
    if first == last:
        before, added = first, list(typed)
        while before and words[before - 1] == added[-1]:
            before, added = before - 1, [added[-1], *added[:-1]]
            yield (before, before), added
        behind, added = first, list(typed)
        while behind < len(words) and words[behind] == added[0]:
            behind, added = behind + 1, [*added[1:], added[0]]
            yield (behind, behind), added
    elif not typed:
        for step in range(1, first + 1):
            if words[first - step] != words[last - step]:
                break
            yield (first - step, last - step), typed
        for step in range(1, len(words) - last + 1):
            if words[first + step - 1] != words[last + step - 1]:
                break
            yield (first + step, last + step), typed


def _owners(tokens: Sequence[_Token], first: int, last: int) -> list[int]:
    """Return the only piece that a change of tokens is in, or those beside an addition."""
    if first < last:
        owners = {token.piece for token in tokens[first:last]}
        return list(owners) if len(owners) == 1 else []
    return [tokens[place].piece for place in (first - 1, first) if 0 <= place < len(tokens)]


def _place(owner: int, tokens: Sequence[_Token], first: int, last: int) -> tuple[int, int]:
    """Return where a change of tokens begins and ends in the words of its piece."""
    if first < last:
        return tokens[first].start, tokens[last - 1].start + len(tokens[last - 1].words)
    if first and tokens[first - 1].piece == owner:
        end = tokens[first - 1].start + len(tokens[first - 1].words)
        return end, end
    return tokens[first].start, tokens[first].start


def _new_item(edit: Edit, seeds: Seeds) -> NewItem:
    words = edit.words or ""
    for neighbour, step in ((edit.behind, 1), (edit.ahead, 0)):
        if neighbour is None:
            continue
        try:
            item = _item(edit, neighbour, seeds)
        except Refusal:
            continue
        index = int(item.origin.key.rpartition(".")[2])
        if step or not index:
            return NewItem(item, edit.slide.number, index + step, words)
    raise Refusal(say("pull.added", slide=edit.slide.number, words=shortened(words)), say("pull.added.hint"))


def _item(edit: Edit, paragraph: RecordedParagraph, seeds: Seeds) -> SeedText:
    """Return the item of a list of texts that a paragraph consists of. Raises Refusal if it is none."""
    pieces = _pieces(edit, paragraph, seeds)
    texts = [piece.text for piece in pieces if piece.text]
    words = shortened("".join(piece.words for piece in pieces))
    if len(texts) == len(pieces) == 1 and texts[0].origin.paragraph is None and _ITEM.fullmatch(texts[0].origin.key) and texts[0].has_markup:
        return texts[0]
    raise Refusal(say("pull.removed", slide=edit.slide.number, words=words), say("pull.removed.hint"), texts[0].scalar.span if texts else None)


def _settled(changes: list[Change], refused: list[Diagnostic]) -> tuple[list[Change], list[Diagnostic]]:
    """Take each change once, and none of those of one text that differ."""
    kept: dict[tuple[str, ...], Change] = {}
    conflicts: set[tuple[str, ...]] = set()
    for one in changes:
        key = (str(one.text.origin), *(one.added if isinstance(one, NewItem) else ()))
        other = kept.setdefault(key, one)
        if other.added != one.added:
            conflicts.add(key)
            words = shortened((one.added or other.added)[0])
            message = say("pull.conflict", slides=(str(other.slide), str(one.slide)), words=words)
            refused.append(Diagnostic(one.text.scalar.span, message, say("pull.conflict.hint")))
    return [one for key, one in kept.items() if key not in conflicts], refused
