"""Warn of a list that is not read as one, because its first line stands in a paragraph, or because it is indented.

In: the texts of a file, and those of them that may hold lists. Out: diagnostics, and the places where an empty line parts a list from
its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.content.reader import Scalar
from generator.diagnostics import Diagnostic, Severity
from generator.messages import Message, say

# Lines with words on them: a paragraph, or a list.
_BLOCK = re.compile(r"(?m)(?:^[^\S\n]*\S[^\n]*(?:\n|\Z))+")
_DASH = re.compile(r"(?m)^[^\S\n]*(?=- )")
# A dash between words, as typed around an aside; a mark may follow the second one.
_BETWEEN_WORDS = re.compile(r"(?m)(?:(?<=\s)|^)-(?=[\s،؛؟.!:]|\Z)")


class _Dash(NamedTuple):
    """The first dash of a list that is not read as one, and whether it is indented."""

    offset: int
    indented: bool


def lint(texts: Iterable[Scalar], prose: Iterable[Scalar]) -> Iterator[Diagnostic]:
    """Find lists that would be printed inside a paragraph, each at its first dash; `prose` are the texts that may hold lists."""
    places = {one.span for one in prose}
    for text in texts:
        for dash in _unread_in_prose(text) if text.span in places else _unread_in_paragraph(text):
            yield Diagnostic(text.at(dash.offset), *_wording(dash, is_prose=text.span in places), Severity.WARNING)


def _wording(dash: _Dash, *, is_prose: bool) -> tuple[Message, Message]:
    if not is_prose:
        return say("unread-list.one-paragraph"), say("unread-list.one-paragraph.hint")
    if dash.indented:
        return say("unread-list.indented"), say("unread-list.indented.hint")
    return say("unread-list.below"), say("unread-list.below.hint")


def to_be_parted(prose: Scalar) -> Iterator[int]:
    """Return where the lists begin that an empty line before them parts from their paragraph."""
    return (dash.offset for dash in _unread_in_prose(prose) if not dash.indented)


def _unread_in_prose(text: Scalar) -> Iterator[_Dash]:
    for start, end, dashes in _blocks(text):
        if not text.startswith("- ", start):
            yield from _unread(text, start, end, dashes)
            continue
        items = [index for index, one in enumerate(dashes) if not one.indented]
        for item, following in pairwise([*items, len(dashes)]):
            until = dashes[following].offset if following < len(dashes) else end
            yield from _unread(text, dashes[item].offset + 1, until, dashes[item + 1 : following])


def _unread_in_paragraph(text: Scalar) -> Iterator[_Dash]:
    for start, end, dashes in _blocks(text):
        if len(dashes) > 1 or not text.startswith("- ", start):
            yield from _unread(text, start, end, dashes)


def _unread(text: str, start: int, end: int, dashes: list[_Dash]) -> Iterator[_Dash]:
    """Return the first dash of a paragraph's lines, unless it is one of those around an aside: then each has its partner."""
    if len(dashes) > 1 or (dashes and sum(1 for _ in _BETWEEN_WORDS.finditer(text, start, end)) % 2):
        yield dashes[0]


def _blocks(text: Scalar) -> Iterator[tuple[int, int, list[_Dash]]]:
    """Return the blocks of a text, first character and end, with the dashes at the beginning of their lines."""
    # In a folded text the reader finds joined lists.
    for block in _BLOCK.finditer(text) if "\n" in text and not text.folded else ():
        dashes = _DASH.finditer(text, block.start(), block.end())
        yield block.start(), block.end(), [_Dash(one.end(), bool(one.group())) for one in dashes]
