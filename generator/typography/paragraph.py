"""Break a paragraph into lines and place its glyphs: logical runs in, lines of glyph runs out.

Lines break on logical text; only then is each line ordered and shaped. Lengths are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from generator.model.islands import LATIN
from generator.model.text import NO_BREAK_SPACE as NBSP
from generator.model.text import Direction
from generator.typography.bidi import Base, Isolate, Level, is_uniformly_rtl, order_stretches, resolved
from generator.typography.fonts import Face, FontSet
from generator.typography.shaping import Cluster, ShapedWord, shape

TURN = ShapedWord("\u200f", True, (Cluster("\u200f", (), 0),), 0)
# pypdf changes direction only at an Arabic character, and this is one: without it the space before a number follows it.
ARABIC_TURN = ShapedWord("\u061c", True, (Cluster("\u061c", (), 0),), 0)
# A separate «و», an opening mark, a number: the next word stays with it.
_KEEPS_NEXT = re.compile(r"[و(«\[]|[\d٠-٩]+(?:[.,:٫٬][\d٠-٩]+)*[%٪]?")
_MAY_KEEP_NEXT = frozenset("و([«0123456789٠١٢٣٤٥٦٧٨٩")
LONGEST_JOINED = 30
# The hanging indent of a paragraph's mark, in ems.
MARK_INDENT = 1.3
# The most that justification adds to each space, in ems; more would open rivers.
LOOSEST = 0.3
_TOKEN = re.compile(" +|[^ ]+")
_SET = re.compile("[ \u00a0]|[^ \u00a0]+")
_RTL = Level(1)
_LATIN = re.compile(f"[{LATIN}]")
_BREAKABLE = re.compile(r"(?<=[/?&=])(?=\w)")


# Named tuples, since tens of thousands of them are made and compared for a document.
class Styled(NamedTuple):
    """A run of logical text in one style; `tag` is any value that the caller gets back with the glyphs.

    With a `direction` the run is isolated; neighbours of one direction are one isolate.
    """

    text: str
    face: Face
    size: float
    colour: str = "000000"
    tag: object = None
    raised: float = 0.0
    direction: Direction | None = None

    def with_text(self, text: str) -> Styled:
        """Return the same style with another text."""
        return Styled(text, *self[1:])


class GlyphRun(NamedTuple):
    """Words and spaces of one style and direction, in visual order, from `x` points right of the line's left edge."""

    style: Styled
    rtl: bool
    x: float
    width: float
    text: str
    words: tuple[ShapedWord, ...]
    # What justification adds to each space, in points.
    stretch: float = 0.0


class Line(NamedTuple):
    """One set line: its glyph runs in logical order, and its natural width."""

    runs: tuple[GlyphRun, ...]
    width: float
    text: str
    last: bool


Piece = tuple[int, str]


class _Word(NamedTuple):
    """An unbreakable word: pieces of one style each (by its index), and the style of the space before it."""

    pieces: tuple[Piece, ...]
    space: int

    @property
    def text(self) -> str:
        return self.pieces[0][1] if len(self.pieces) == 1 else "".join([part for _, part in self.pieces])


class _LevelRun(NamedTuple):
    """A shaped part of a line in one style and at one embedding level, with its width in points."""

    style: Styled
    level: Level
    text: str
    words: tuple[ShapedWord, ...]
    width: float


class MissingGlyph(Exception):
    """Raised if no face of the theme has a glyph for `character`."""

    def __init__(self, character: str) -> None:
        self.character = character
        super().__init__(f"no font of the theme has the character '{character}' (U+{ord(character):04X})")


def break_lines(runs: Sequence[Styled], measure: float, faces: FontSet, base: Base = "R") -> tuple[tuple[Styled, ...], ...]:
    """Break a paragraph into lines no wider than `measure`, as runs of logical text.

    A word wider than the measure is broken at its slashes, stops or hyphens, or else at any letter.
    Raises MissingGlyph.
    """
    return _broken(tuple(runs), measure, faces, base)


# The same paragraph is broken while sizes are tried, for the deck and its PDF, in a handout and in the workbook.
@lru_cache(maxsize=8192)
def _broken(runs: tuple[Styled, ...], measure: float, faces: FontSet, base: Base) -> tuple[tuple[Styled, ...], ...]:
    styles = assign_faces(runs, faces)
    spaces = [_space(style) for style in styles]
    lines: list[list[Piece]] = []
    line: list[Piece] = []
    used = 0.0
    for word, room in _words(styles, measure, base):
        if line and used + spaces[word.space] + room > measure:
            lines.append(line)
            line = []
        if line:
            line.append((word.space, " "))
            used += spaces[word.space] + room
        else:
            used = room
        line += word.pieces
    if line:
        lines.append(line)
    return tuple([_merged(styles, pieces) for pieces in lines])


def set_line(runs: Sequence[Styled], base: Base = "R") -> Line:
    """Order and shape a line that is a whole paragraph.

    A space hangs after the line's end, outside its width: without it, extractors join the text of neighbouring cells.
    """
    return _set_alone(tuple(runs), base)


@lru_cache(maxsize=8192)
def _set_alone(runs: tuple[Styled, ...], base: Base) -> Line:
    return _set_line(runs, base, None, None, last=True)


def _set_line(runs: Sequence[Styled], base: Base, levels: Sequence[Level] | None, measure: float | None, *, last: bool) -> Line:
    """Set a line of a paragraph; with `measure`, its spaces are stretched to fill it unless it is the last.

    `levels` gives the embedding level of each character: levels also depend on the text before the line (UAX #9, 3.4).
    """
    text = "".join([run.text for run in runs])
    level_runs = [_shaped(style, part, level) for style, part, level in _level_runs(runs, text, base, levels)]
    natural = sum([one.width for one in level_runs])
    stretch = _stretch(text, level_runs[0].style.size, measure - natural) if measure is not None and not last else 0.0
    width = natural + stretch * text.count(" ")
    placed = _placed(level_runs, stretch)
    hanging = [_hanging_space(placed[-1].style, width, base)] if placed else []
    # The hanging space has the paragraph's direction, except on a line that is entirely left to right.
    turning = [*placed, *(hanging if any(run.rtl for run in placed) else [])]
    marked = [one for run, following in zip(turning, [*turning[1:], None], strict=True) for one in _turned(run, following)]
    return Line((*marked, *(hanging if len(turning) == len(placed) else [])), width, text, last)


def _hanging_space(style: Styled, width: float, base: Base) -> GlyphRun:
    room = _space(style)
    return GlyphRun(style, base == "R", -room if base == "R" else width, room, " ", (shape(style.face, " ", base == "R", False),))


def _stretch(text: str, size: float, missing: float) -> float:
    """Return the space to add to each space of a justified line; 0 if that would open rivers."""
    spaces = text.count(" ")
    if not spaces or missing > LOOSEST * spaces * size:
        return 0.0
    return missing / spaces


def set_paragraph(runs: Sequence[Styled], measure: float, faces: FontSet, base: Base = "R", *, justify: bool = False) -> tuple[Line, ...]:
    """Break and set a paragraph.

    Raises MissingGlyph.
    """
    return _set(tuple(runs), measure, faces, base, justify)


@lru_cache(maxsize=8192)
def _set(runs: tuple[Styled, ...], measure: float, faces: FontSet, base: Base, justify: bool) -> tuple[Line, ...]:
    lines = _set_plain(runs[0], measure, justify=justify) if len(runs) == 1 and _is_plain(runs[0], base) else None
    return _set_mixed(runs, measure, faces, base, justify=justify) if lines is None else lines


def _set_mixed(runs: Sequence[Styled], measure: float, faces: FontSet, base: Base, *, justify: bool) -> tuple[Line, ...]:
    lines = break_lines(runs, measure, faces, base)
    levels = _levels_of_lines(lines, base)
    full, final = measure if justify else None, len(lines) - 1
    return tuple([_set_line(line, base, levels[index], full, last=index == final) for index, line in enumerate(lines)])


def _is_plain(run: Styled, base: Base) -> bool:
    """Return whether a paragraph of one run is of one face and right to left throughout, as most are."""
    return NBSP not in run.text and is_uniformly_rtl(run.text, base) and run.face.has_all(run.text)


def _set_plain(style: Styled, measure: float, *, justify: bool) -> tuple[Line, ...] | None:
    """Set a plain paragraph as `_set_mixed` does, shaping each word once; None if a word is wider than a line."""
    space = _space(style)
    lines: list[list[_PlainWord]] = []
    used = 0.0
    for word in _plain_words(style.face, style.text):
        room = word.room(style)
        if room > measure:
            return None
        if lines and used + space + room <= measure:
            lines[-1].append(word)
            used += space + room
        else:
            lines.append([word])
            used = room
    return tuple([_plain_line(style, words, measure if justify else None, last=number == len(lines)) for number, words in enumerate(lines, 1)])


class _PlainWord(NamedTuple):
    """An unbreakable word of a plain paragraph: its words and the spaces between them, as shown, and the advances of its pieces."""

    text: str
    shaped: tuple[ShapedWord, ...]
    advances: tuple[int, ...]

    def room(self, style: Styled) -> float:
        """Return its width in points."""
        upem = style.face.upem
        return self.advances[0] / upem * style.size if len(self.advances) == 1 else sum([one * style.size / upem for one in self.advances])


@lru_cache(maxsize=4096)
def _plain_words(face: Face, text: str) -> tuple[_PlainWord, ...]:
    return tuple([_plain_word(face, [piece for _, piece in word.pieces]) for word in _unbreakable((text,))])


def _plain_word(face: Face, pieces: Sequence[str]) -> _PlainWord:
    shown = [" " if piece == NBSP else piece for piece in pieces]
    advances = [shape(face, piece, True, False).advance for piece in pieces]
    return _PlainWord("".join(shown), tuple([shape(face, piece, True, False) for piece in shown]), tuple(advances))


def _plain_line(style: Styled, words: Sequence[_PlainWord], measure: float | None, *, last: bool) -> Line:
    space = shape(style.face, " ", True, False)
    text = " ".join([word.text for word in words])
    shaped = [one for word in words for one in (space, *word.shaped)][:0:-1]
    style = style.with_text(text)
    natural = sum([one.advance for one in shaped]) * style.size / style.face.upem
    stretch = _stretch(text, style.size, measure - natural) if measure is not None and not last else 0.0
    width = natural + stretch * text.count(" ")
    return Line((GlyphRun(style, True, 0.0, width, text, tuple(shaped), stretch), _hanging_space(style, width, "R")), width, text, last)


def _levels_of_lines(lines: Sequence[Sequence[Styled]], base: Base) -> list[Sequence[Level] | None]:
    """Return the embedding levels of each line, resolved for the whole paragraph; None for lines that are entirely right to left."""
    paragraph = " ".join(["".join([run.text for run in line]) for line in lines])
    if is_uniformly_rtl(paragraph, base):
        return [None] * len(lines)
    found = resolved(paragraph, base, _isolates(lines))
    starts = accumulate((sum(len(run.text) for run in line) + 1 for line in lines), initial=0)
    ends = accumulate(sum(len(run.text) for run in line) + 1 for line in lines)
    return [found[start : end - 1] for start, end in zip(starts, ends, strict=False)]


def _isolates(lines: Sequence[Sequence[Styled]]) -> list[Isolate]:
    """Find the isolates of a paragraph; the space between two lines belongs to an isolate that continues across them."""
    found: list[Isolate] = []
    start = 0
    for line in lines:
        for index, run in enumerate(line):
            end = start + len(run.text)
            if run.direction is not None:
                direction: Base = "L" if run.direction == "ltr" else "R"
                touches = found and found[-1].end == start - (index == 0)
                if touches and found[-1].direction == direction:
                    found[-1] = Isolate(found[-1].start, end, direction)
                else:
                    found.append(Isolate(start, end, direction))
            start = end
        start += 1
    return found


def forget() -> None:
    """Forget all text that was set: names are set once each, so that remembering thousands of them costs memory and saves no time."""
    for remembered in (_broken, _set_alone, _set, _unbreakable, _plain_words, _ems, shape):
        remembered.cache_clear()


def assign_faces(runs: Sequence[Styled], faces: FontSet) -> list[Styled]:
    """Assign to each stretch of text a face that has its characters.

    Raises MissingGlyph.
    """
    return [piece for run in runs for piece in _assigned(run, faces)]


def _assigned(run: Styled, faces: FontSet) -> Iterator[Styled]:
    if run.face.has_all(run.text):
        yield run
        return
    parts = [part for word in _TOKEN.findall(run.text) for part in _faced(word, run.face, faces)]
    for face, group in groupby(parts, key=lambda part: part[0]):
        # A fallback face is scaled to the x-height of the text around it.
        size = run.size if face is run.face else run.size * min(1.25, max(0.8, run.face.x_height / face.x_height))
        yield run._replace(text="".join(words for _, words in group), face=face, size=size)


def _faced(word: str, face: Face, faces: FontSet) -> list[tuple[Face, str]]:
    """Find one face for a whole word; character by character only if no face has them all."""
    for one in (face, *faces.fallbacks(face)):
        if one.has_all(word):
            return [(one, word)]
    return [(_face_for(character, face, faces), character) for character in word]


def _face_for(character: str, face: Face, faces: FontSet) -> Face:
    for one in (face, *faces.fallbacks(face)):
        if one.has(character):
            return one
    raise MissingGlyph(character)


def bind_words(text: str) -> str:
    """Insert no-break spaces where a line may not break, for programs that break lines themselves."""
    words = text.split(" ")
    gaps = [NBSP if _KEEPS_NEXT.fullmatch(word) else " " for word in words[:-1]]
    return "".join(part for pair in zip(words, [*gaps, ""], strict=True) for part in pair)


def _words(styles: Sequence[Styled], measure: float, base: Base) -> Iterator[tuple[_Word, float]]:
    """Split a paragraph into unbreakable words with their widths; words wider than a line are broken."""
    for word in _unbreakable(tuple([style.text for style in styles])):
        room = _measured(styles, word, base)
        if room <= measure:
            yield word, room
        else:
            yield from ((part, _measured(styles, part, base)) for part in _divided(styles, word, measure, base))


@lru_cache(maxsize=4096)
def _unbreakable(texts: tuple[str, ...]) -> tuple[_Word, ...]:
    """Split a paragraph, given by the text of each style, into unbreakable words, at any size and measure."""
    return tuple(_joined(_cut_at_spaces(texts)))


def _cut_at_spaces(texts: Sequence[str]) -> Iterator[_Word]:
    pieces: tuple[Piece, ...] = ()
    space = 0
    for index, text in enumerate(texts):
        for token in _TOKEN.findall(text):
            if token[0] != " ":
                pieces += ((index, token),)
                continue
            if pieces:
                yield _Word(pieces, space)
            pieces, space = (), index
    if pieces:
        yield _Word(pieces, space)


def _joined(words: Iterable[_Word]) -> list[_Word]:
    """Keep «و» and opening marks with the next word, and a number with its unit."""
    joined: list[_Word] = []
    keep = False
    for word in words:
        alone = word.text
        if keep:
            before = joined[-1]
            joined[-1] = _Word((*before.pieces, (word.space, NBSP), *word.pieces), before.space)
        else:
            joined.append(word)
        keep = alone[0] in _MAY_KEEP_NEXT and bool(_KEEPS_NEXT.fullmatch(alone)) and len(joined[-1].text) < LONGEST_JOINED
    return joined


def _measured(styles: Sequence[Styled], word: _Word, base: Base) -> float:
    if len(word.pieces) == 1:
        index, text = word.pieces[0]
        return _ems(styles[index].face, text, base) * styles[index].size
    runs = [styles[index].with_text(text) for index, text in word.pieces]
    return _natural(runs, word.text, base)


@lru_cache(maxsize=65536)
def _ems(face: Face, text: str, base: Base) -> float:
    """Return the width of a word of one style, in ems."""
    if is_uniformly_rtl(text, base):
        return sum([word.advance for word in _shaped_words(face, text, True)]) / face.upem
    return _natural([Styled(text, face, 1.0)], text, base)


def _natural(runs: Sequence[Styled], text: str, base: Base) -> float:
    return sum([_shaped(style, part, level).width for style, part, level in _level_runs(runs, text, base)])


def _divided(styles: Sequence[Styled], word: _Word, measure: float, base: Base) -> Iterator[_Word]:
    """Break a word that is wider than a line: before its no-break spaces, after its slashes, or anywhere."""
    text = word.text
    letters = [(index, character) for index, part in word.pieces for character in part]
    if NBSP in text:
        for is_space, group in groupby(letters, key=lambda one: one[1] == NBSP):
            if not is_space:
                yield from _divided(styles, _Word(tuple(group), word.space), measure, base)
        return
    cuts = [match.start() for match in _BREAKABLE.finditer(text)] or list(range(1, len(text)))
    start = 0
    for cut, following in zip([0, *cuts], [*cuts, len(text)], strict=True):
        if cut > start and _measured(styles, _Word(_gathered(letters[start:following]), word.space), base) > measure:
            yield _Word(_gathered(letters[start:cut]), word.space)
            start = cut
    yield _Word(_gathered(letters[start:]), word.space)


def _gathered(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join neighbouring pieces of one style."""
    if len({index for index, _ in pieces}) == 1:
        return ((pieces[0][0], "".join([part for _, part in pieces])),)
    return tuple([(index, "".join([part for _, part in group])) for index, group in groupby(pieces, key=lambda one: one[0])])


def _merged(styles: Sequence[Styled], pieces: Sequence[Piece]) -> tuple[Styled, ...]:
    # Bound words were kept on one line; the text has an ordinary space between them, as a search expects.
    return tuple([styles[index].with_text(words.replace(NBSP, " ")) for index, words in _gathered(pieces)])


def _level_runs(runs: Sequence[Styled], text: str, base: Base, levels: Sequence[Level] | None = None) -> list[tuple[Styled, str, Level]]:
    """Split a line into runs of one style and one embedding level, in logical order."""
    if is_uniformly_rtl(text, base):
        return [(run, run.text, _RTL) for run in runs]
    found = iter(levels or resolved(text, base, _isolates([runs])))
    return [
        (run, "".join(character for character, _ in group), level)
        for run in runs
        for level, group in groupby([(character, next(found)) for character in run.text], key=lambda one: one[1])
    ]


def _placed(level_runs: Sequence[_LevelRun], stretch: float) -> list[GlyphRun]:
    """Position each level run according to the embedding levels."""
    places, x = [0.0] * len(level_runs), 0.0
    widths = [one.width + stretch * one.text.count(" ") for one in level_runs]
    for index in order_stretches([one.level for one in level_runs]):
        places[index] = x
        x += widths[index]
    return [GlyphRun(one.style, one.level.rtl, x, width, one.text, one.words, stretch) for one, x, width in zip(level_runs, places, widths, strict=True)]


def _turned(run: GlyphRun, following: GlyphRun | None) -> tuple[GlyphRun, ...]:
    """Insert a zero-width mark where the direction changes at a space or a sign.

    Extractors reorder a line by the letters they find: poppler moves text at the left of an island to its
    right, and MuPDF the text before it, unless a character of the other direction separates them. At a space the mark is
    a separate run, since PDFium skips text without width and so searches across it.
    """
    if following is None or run.rtl == following.rtl:
        return (run,)
    edge = run.text[-1] if run.rtl else following.text[0]
    if edge == " ":
        turn = ARABIC_TURN if run.rtl else TURN
        return (GlyphRun(run.style, True, run.x, 0.0, turn.text, (turn,)), run)
    if edge.isalpha():
        return (run,)
    return (run._replace(words=(TURN, *run.words)),)


def _shaped(style: Styled, part: str, level: Level) -> _LevelRun:
    """Shape a run word by word, so that each distinct word is shaped once."""
    words = _shaped_words(style.face, part, level.rtl)
    width = sum([word.advance for word in words]) * style.size / style.face.upem
    return _LevelRun(style, level, part, words, width)


def _shaped_words(face: Face, part: str, rtl: bool) -> tuple[ShapedWord, ...]:
    """Shape words and spaces of one direction, in visual order."""
    if rtl:
        return tuple([shape(face, word, True, False) for word in _SET.findall(part)[::-1]])
    latin, words = False, []
    for word in _SET.findall(part):
        # Digits take the script before them (UAX #24, 5.1): the Arabic paragraph's, until Latin letters follow.
        latin = latin or _LATIN.search(word) is not None
        words.append(shape(face, word, False, latin))
    return tuple(words)


def _space(style: Styled) -> float:
    return shape(style.face, " ", True, False).advance * style.size / style.face.upem
