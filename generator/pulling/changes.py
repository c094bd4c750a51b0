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

from generator.content.origins import Origin
from generator.diagnostics import Diagnostic, Span, shortened
from generator.messages import Message, say
from generator.pulling.matching import Edit
from generator.pulling.texts import Replacement, Seeds, SeedText, replaced
from generator.writers.pptx.origins import DeckRecord, RecordedParagraph, RecordedText, fingerprint, plain

# A word with its vowel marks, white space, or one other sign.
_TOKEN = re.compile(r"(?:\w|[\u0610-\u061a\u064b-\u065f\u0670])+|\s+|.")
_ITEM = re.compile(r"(?P<list>.+)\.(?P<index>\d+)")


@dataclass(frozen=True)
class TextChange:
    """A text of the seeds, what it shows from now on, and the changes of its scalar that bring this about."""

    text: SeedText
    words: str
    changes: tuple[Replacement, ...]
    slide: int


@dataclass(frozen=True)
class NewItem:
    """Words to be added to a list of the seeds, as the item of an index; `neighbour` is the item behind which they come, or the first."""

    neighbour: SeedText
    index: int
    words: str
    slide: int


@dataclass(frozen=True)
class LostItem:
    """An item of a list that is to be removed."""

    text: SeedText
    slide: int


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
    still_shown = _origins(_paragraphs(record)) - _origins(edit.recorded for edit in edits if edit.recorded and edit.words is None)
    changes: list[Change] = []
    refused: list[Diagnostic] = []
    for edit in edits:
        try:
            changes += _changes_of(edit, seeds, still_shown)
        except Refusal as refusal:
            refused.append(Diagnostic(refusal.span or Span(deck), refusal.message, refusal.hint))
    return _settled(changes, refused)


def _paragraphs(record: DeckRecord) -> Iterator[RecordedParagraph]:
    for slide in record.slides:
        for shape in slide.shapes:
            yield from shape.paragraphs
        yield from slide.notes


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
        yield _new_item(edit, seeds)
    elif edit.words is None:
        item = _item(edit, edit.recorded, seeds)
        if any(text.origin in still_shown for text in edit.recorded.texts):
            raise Refusal(say("pull.still-shown", slide=edit.slide.number, words=shortened(item.words)), say("pull.still-shown.hint"), item.scalar.span)
        yield LostItem(item, edit.slide.number)
    else:
        yield from _text_changes(edit, edit.recorded, edit.words, seeds)


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
        yield TextChange(piece.text, plain(replaced(piece.words, replacements)), tuple(changes), edit.slide.number)


def _divided(edit: Edit, pieces: list[Piece], words: str) -> list[tuple[Piece, list[Replacement]]]:
    """Divide a paragraph's change among its pieces. Raises Refusal for a change across the end of one."""
    tokens = [(index, token) for index, piece in enumerate(pieces) for token in _TOKEN.findall(piece.words)]
    new = _TOKEN.findall(words)
    # Compared as decks are: no spaces at the ends.
    while tokens and tokens[-1][1].isspace():
        tokens.pop()
    starts, offset = [], 0
    for number, (index, token) in enumerate(tokens):
        offset = 0 if number and tokens[number - 1][0] != index else offset
        starts.append(offset)
        offset += len(token)
    made: list[tuple[int, Replacement]] = []
    matcher = SequenceMatcher(None, [token for _, token in tokens], new, autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind == "equal":
            continue
        typed = "".join(new[new_first:new_last])
        owner = _owner(pieces, tokens, first, last)
        if owner is None:
            raise Refusal(say("pull.across", slide=edit.slide.number, words=shortened(words)), say("pull.across.hint"))
        start, end = _place(owner, tokens, starts, first, last)
        made.append((owner, Replacement(start, end, typed)))
    return [(pieces[owner], [one for _, one in group]) for owner, group in groupby(made, key=lambda one: one[0])]


def _owner(pieces: list[Piece], tokens: list[tuple[int, str]], first: int, last: int) -> int | None:
    """Return the index of the only piece that a change of tokens is in; what is added between two belongs to a text of the seeds."""
    if first < last:
        owners = {index for index, _ in tokens[first:last]}
        return owners.pop() if len(owners) == 1 else None
    beside = [tokens[place][0] for place in (first - 1, first) if 0 <= place < len(tokens)]
    return next((index for index in beside if pieces[index].text), beside[0] if beside else None)


def _place(owner: int, tokens: list[tuple[int, str]], starts: list[int], first: int, last: int) -> tuple[int, int]:
    """Return where a change of tokens begins and ends in the words of its piece."""
    if first < last:
        return starts[first], starts[last - 1] + len(tokens[last - 1][1])
    if first and tokens[first - 1][0] == owner:
        end = starts[first - 1] + len(tokens[first - 1][1])
        return end, end
    return (starts[first], starts[first]) if first < len(tokens) else (0, 0)


def _new_item(edit: Edit, seeds: Seeds) -> NewItem:
    words = edit.words or ""
    for neighbour, step in ((edit.behind, 1), (edit.ahead, 0)):
        if neighbour is None:
            continue
        try:
            item = _item(edit, neighbour, seeds)
        except Refusal:
            continue
        found = _ITEM.fullmatch(item.origin.key)
        index = int(found["index"]) if found else 0
        if step or not index:
            return NewItem(item, index + step, words, edit.slide.number)
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
    conflicts: set[str] = set()
    for one in changes:
        origin = str(one.neighbour.origin if isinstance(one, NewItem) else one.text.origin)
        key = (origin, one.words) if isinstance(one, NewItem) else (origin,)
        other = kept.setdefault(key, one)
        if _result(other) != _result(one):
            conflicts.add(origin)
            span = one.text.scalar.span if not isinstance(one, NewItem) else None
            message = say("pull.conflict", slides=(str(other.slide), str(one.slide)), words=shortened(_result(one) or _result(other)))
            refused.append(Diagnostic(span or Span(""), message, say("pull.conflict.hint")))
    return [one for key, one in kept.items() if key[0] not in conflicts or isinstance(one, NewItem)], refused


def _result(change: Change) -> str:
    """Return what a text shows from now on; "" if it is removed."""
    return "" if isinstance(change, LostItem) else change.words
