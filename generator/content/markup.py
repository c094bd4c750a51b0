"""Parse the small inline markup of the seeds into `Text`, once.

The complete markup: `**strong**`, `[label](https://…)`, the citation mark `[@fact-id]`, and a stated direction: `[3 - 2]{ltr}`
for left-to-right text, `[5 kg]{rtl}` for right-to-left text. A backslash escapes the
character after it. In prose, an empty line separates paragraphs, and lines that begin with `- ` are a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, groupby, takewhile
from typing import NamedTuple

from generator.content.origins import origin_of
from generator.content.reader import Scalar
from generator.diagnostics import Diagnostic, Span
from generator.messages import Message, say
from generator.model.islands import Kind
from generator.model.text import BulletList, Cite, Direction, Prose, Run, Text, recognised

_TOKEN = re.compile(
    r"\\(?P<escaped>[\\*\[\]])|(?P<strong>\*\*)|\[@(?P<fact>[^\]\n]*)\]|\[(?P<label>[^\[\]\n]+)\]\((?P<address>[^)\s]*)\)"
    r"|\[(?!\])(?P<words>(?:\\[\\*\[\]]|\\(?![\\*\[\]])|[^\\\[\]\n])*\\?)\]\{(?P<direction>[^}\s]*)\}|(?P<stray>[\[\]])"
)
_DIRECTIONS: dict[str, Direction] = {"ltr": "ltr", "rtl": "rtl"}
# All but white space and the joiners U+200C and U+200D.
_VISIBLE = re.compile("[^\\s\u200c\u200d]")
_FACT = re.compile(r"[a-z][a-z0-9-]*\Z")


_CHARACTER = re.compile(r"\s+|\S")
# What ends a paragraph, with white space on both sides; no two parts of a pattern match the same characters, which would take quadratic time.
_BREAK = re.compile(r"(?<=\S)[^\S\n]*\n\s*(?=\S)")
_EMPTY_LINE = re.compile(r"(?<=\S)[^\S\n]*\n[^\S\n]*\n\s*(?=\S)")
# Lines with words on them, one or several.
_LINE = re.compile(r"(?m)^[^\S\n]*\S[^\n]*(?:\n|\Z)")
_BLOCK = re.compile(r"(?m)(?:^[^\S\n]*\S[^\n]*(?:\n|\Z))+")


class MarkupError(ValueError):
    """Raised with the diagnostic of invalid markup."""

    def __init__(self, span: Span, message: Message, hint: Message) -> None:
        self.diagnostic = Diagnostic(span, message, hint)
        super().__init__(message)


def parse_inline(source: Scalar) -> Text:
    """Parse one paragraph; line breaks in it count as spaces.

    Raises MarkupError with the place of the first invalid mark, or of a second paragraph.
    """
    parted = (_BREAK if source.folded else _EMPTY_LINE).search(source)
    if parted:
        raise MarkupError(source.at(parted.end()), say("markup.second-paragraph"), say("markup.second-paragraph.hint"))
    return _inline(source, 0, len(source), origin_of(source))


def parse_prose(source: Scalar) -> Prose:
    """Parse paragraphs and lists.

    Raises MarkupError as parse_inline does.
    """
    blocks: list[Text | BulletList] = []
    numbers = count()
    for block in _blocks(source):
        made = tuple(_inline(source, *place, origin_of(source, next(numbers))) for place in block.places)
        blocks.append(BulletList(made) if block.is_list else made[0])
    return tuple(blocks)


class _Block(NamedTuple):
    """The places of a paragraph, or of the items of a list, in prose."""

    is_list: bool
    places: tuple[tuple[int, int], ...]


def _blocks(source: Scalar) -> Iterator[_Block]:
    # In a folded scalar, a line break stands for an empty line.
    for block in (_LINE if source.folded else _BLOCK).finditer(source):
        start, end = block.start(), block.start() + len(block.group().rstrip("\n"))
        if source.startswith("- ", start):
            items = re.finditer(r"(?m)^- (?P<item>(?:(?!^- ).*\n?)+)", source[start:end])
            yield _Block(True, tuple((start + one.start("item"), start + one.end("item")) for one in items))
        else:
            yield _Block(False, ((start, end),))


def paragraphs_of(source: Scalar) -> list[tuple[int, int]]:
    """Return the places of the paragraphs of prose, each item of a list among them: of the first character, and behind the last."""
    return [(start, _trimmed(source, start, end)) for block in _blocks(source) for start, end in block.places]


def _trimmed(source: str, start: int, end: int) -> int:
    while end > start and source[end - 1].isspace():
        end -= 1
    return end


class Shown(NamedTuple):
    """A character that is shown, and its place in the source: of its first character, and behind its last."""

    character: str
    start: int
    end: int


def shown_characters(source: str, start: int, end: int) -> list[Shown]:
    """Return the characters of a valid paragraph that are shown, without its marks, each with its place in the source."""
    shown: list[Shown] = []
    place = start
    for token in _TOKEN.finditer(source, start, end):
        shown += _plain_characters(source, place, token.start())
        place = token.end()
        if token["fact"] is not None:
            shown = shown[: len(shown) - sum(1 for _ in takewhile(lambda one: one.character == " ", reversed(shown)))]
        elif token["escaped"]:
            shown.append(Shown(token["escaped"], *token.span()))
        elif token["words"]:
            shown += [
                Shown(one["escaped"] or (" " if one.group().isspace() else one.group()), token.start("words") + one.start(), token.start("words") + one.end())
                for one in re.finditer(r"\\(?P<escaped>[\\*\[\]])|\s+|.", token["words"])
            ]
        elif token["label"]:
            shown += _plain_characters(source, *token.span("label"))
    return [*shown, *_plain_characters(source, place, end)]


def _plain_characters(source: str, start: int, end: int) -> Iterator[Shown]:
    for one in _CHARACTER.finditer(source, start, end):
        yield Shown(" " if one.group().isspace() else one.group(), *one.span())


def _inline(source: Scalar, start: int, end: int, origin: str) -> Text:
    end = _trimmed(source, start, end)
    inlines: list[Run | Cite] = []
    strong_since: int | None = None

    def add(words: str, link: str | None = None, direction: Direction | None = None) -> None:
        # Text that the author marks left to right keeps its digits, as a code does.
        kind: Kind | None = "code" if direction == "ltr" else None
        if words:
            inlines.append(Run(re.sub(r"\s+", " ", words), strong_since is not None, link, kind=kind, direction=direction, origin=origin))

    place = start
    for token in _TOKEN.finditer(source, start, end):
        add(source[place : token.start()])
        place = token.end()
        if token["escaped"]:
            add(token["escaped"])
        elif token["strong"]:
            strong_since = token.start() if strong_since is None else None
        elif token["fact"] is not None:
            inlines.append(_cite(token["fact"], source.at(token.start("fact"))))
        elif token["words"]:
            direction = _direction(token["direction"], source.at(token.start("direction")))
            add(re.sub(r"\\([\\*\[\]])", r"\1", token["words"]), direction=direction)
        elif token["label"]:
            add(token["label"], _address(token["address"], source.at(token.start("address"))))
        else:
            raise MarkupError(source.at(token.start()), say("markup.bracket", bracket=token.group()), say("markup.bracket.hint"))
    if strong_since is not None:
        raise MarkupError(source.at(strong_since), say("markup.emphasis"), say("markup.emphasis.hint"))
    add(source[place:end])
    if all(isinstance(one, Run) and not _VISIBLE.search(one.text) for one in inlines):
        raise MarkupError(source.at(start), say("markup.nothing"), say("markup.nothing.hint"))
    return recognised(_without_space_before_cites(_joined(inlines)), source.at(start))


def _joined(inlines: Iterable[Run | Cite]) -> Iterator[Run | Cite]:
    """Join neighbouring runs of one style."""
    for style, group in groupby(inlines, key=lambda one: replace(one, text="") if isinstance(one, Run) else one):
        if isinstance(style, Run):
            yield replace(style, text="".join([run.text for run in group if isinstance(run, Run)]))
        else:
            yield from group


def _without_space_before_cites(inlines: Iterable[Run | Cite]) -> tuple[Run | Cite, ...]:
    """Remove the space before a citation mark, so that removing the mark leaves no space."""
    tidy = list(inlines)
    for index in range(1, len(tidy)):
        before = tidy[index - 1]
        if isinstance(tidy[index], Cite) and isinstance(before, Run):
            tidy[index - 1] = replace(before, text=before.text.rstrip())
    return tuple(one for one in tidy if isinstance(one, Cite) or one.text)


def _cite(fact: str, span: Span) -> Cite:
    if not _FACT.match(fact):
        raise MarkupError(span, say("markup.fact", fact=fact), say("markup.fact.hint"))
    return Cite(fact, span)


def _direction(name: str, span: Span) -> Direction:
    if name not in _DIRECTIONS:
        raise MarkupError(span, say("markup.direction", name=name), say("markup.direction.hint"))
    return _DIRECTIONS[name]


def _address(address: str, span: Span) -> str:
    if not re.match(r"https?://[^\s/]+", address):
        raise MarkupError(span, say("markup.address", address=address), say("markup.address.hint"))
    return address
