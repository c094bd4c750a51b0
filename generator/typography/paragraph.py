"""Break a paragraph into lines and place its glyphs: logical runs in, lines of glyph runs out.

Lines break on logical text; only then is each line ordered and shaped. Lengths are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, groupby

from generator.typography.bidi import Base, is_one_way, is_rtl, visual_order
from generator.typography.fonts import Face, FaceBook
from generator.typography.shaping import Cluster, ShapedWord, shape

# No-break space: joins words that belong together without a word of markup.
NBSP = "\u00a0"
# Written after a cut address, so that its last stop or slash does not jump to the other end; never drawn.
LTR_MARK = "\u200e"
TURN = ShapedWord("\u200f", True, (Cluster("\u200f", (), 0),), 0)
# «و» by itself, an opening mark, a number: what follows stays with it.
_KEEPS_NEXT = re.compile(r"[و(«\[]|[\d٠-٩]+(?:[.,:٫٬][\d٠-٩]+)*[%٪]?")
LONGEST_JOINED = 30
_TOKEN = re.compile(" +|[^ ]+")
_SET = re.compile("[ \u00a0]|[^ \u00a0]+")
_BREAKABLE = re.compile(r"(?<=[/.?&=_-])(?=\w)")


@dataclass(frozen=True, slots=True)
class Styled:
    """A run of logical text in one look; `tag` is anything the caller wants to know again at the glyphs."""

    text: str
    face: Face
    size: float
    colour: str = "000000"
    tag: object = None
    raised: float = 0.0


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Words and spaces of one look and direction, in visual order, from `x` points right of the line's left edge."""

    look: Styled
    rtl: bool
    x: float
    width: float
    text: str
    words: tuple[ShapedWord, ...]
    # What justification adds to each space, in points.
    stretch: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its glyph runs in logical order, and its natural width."""

    runs: tuple[GlyphRun, ...]
    width: float
    text: str
    last: bool


Piece = tuple[int, str]


@dataclass(slots=True)
class _Word:
    """What may not be parted: pieces of one look each (by its index), and the look of the space before it."""

    pieces: list[Piece]
    space: int

    @property
    def text(self) -> str:
        return "".join(part for _, part in self.pieces)


class MissingGlyph(Exception):
    """Say that no face of the theme has a character; `character` is it."""

    def __init__(self, character: str) -> None:
        self.character = character
        super().__init__(f"no font of the theme has the character '{character}' (U+{ord(character):04X})")


def break_lines(runs: Sequence[Styled], measure: float, faces: FaceBook, base: Base = "R") -> list[list[Styled]]:
    """Divide a paragraph into lines no wider than `measure`, as runs of logical text.

    A word wider than the measure is divided at its slashes, stops or hyphens, and at any letter if it must be.
    Raises MissingGlyph.
    """
    looks = covered(runs, faces)
    lines: list[list[Piece]] = []
    line: list[Piece] = []
    used = 0.0
    for word in _words(looks, measure, base):
        room = _measured(looks, word, base)
        space = _space(looks[word.space]) if line else 0.0
        if line and used + space + room > measure:
            lines.append(line)
            line, used, space = [], 0.0, 0.0
        if line:
            line.append((word.space, " "))
        line.extend(word.pieces)
        used += space + room
    if line:
        lines.append(line)
    return [_merged(looks, pieces) for pieces in lines]


def set_line(runs: Sequence[Styled], base: Base = "R", *, last: bool = True, measure: float | None = None) -> Line:
    """Order and shape one line; with `measure`, its spaces are stretched to fill it unless it is the last.

    A space hangs after the line's end, outside its width: without it, extractors join the words of neighbouring cells.
    """
    line = _set_line(runs, base, last=last, measure=measure)
    return replace(line, runs=(*line.runs, _hanging_space(line, base))) if line.runs else line


def _hanging_space(line: Line, base: Base) -> GlyphRun:
    look = line.runs[-1].look
    room = _space(look)
    return GlyphRun(look, base == "R", -room if base == "R" else line.width, room, " ", (shape(look.face, " ", base == "R"),))


def _set_line(runs: Sequence[Styled], base: Base, *, last: bool, measure: float | None) -> Line:
    text = "".join(run.text for run in runs)
    stretches = _stretches(runs, text, base)
    natural = sum(_width(look, part, rtl) for look, part, rtl in stretches)
    spaces = text.count(" ")
    stretch = (measure - natural) / spaces if measure is not None and spaces and not last else 0.0
    placed = _placed(stretches, text, base, stretch)
    return Line(placed, natural + stretch * spaces, text.replace(LTR_MARK, ""), last)


def set_paragraph(runs: Sequence[Styled], measure: float, faces: FaceBook, base: Base = "R", *, justify: bool = False) -> list[Line]:
    """Break and set a paragraph.

    Raises MissingGlyph.
    """
    lines = break_lines(runs, measure, faces, base)
    return [set_line(line, base, last=index == len(lines) - 1, measure=measure if justify else None) for index, line in enumerate(lines)]


def covered(runs: Sequence[Styled], faces: FaceBook) -> list[Styled]:
    """Give each stretch of text a face that has its characters.

    Raises MissingGlyph.
    """
    return [piece for run in runs for piece in _covered(run, faces)]


def _covered(run: Styled, faces: FaceBook) -> Iterator[Styled]:
    if all(map(run.face.has, set(run.text) - {LTR_MARK})):
        yield run
        return
    for face, characters in groupby(run.text, key=lambda character: _face_for(character, run.face, faces)):
        # A borrowed face is scaled until its small letters are as high as the ones around them.
        size = run.size if face is run.face else run.size * min(1.25, max(0.8, run.face.x_height / face.x_height))
        yield Styled("".join(characters), face, size, run.colour, run.tag, run.raised)


def _face_for(character: str, face: Face, faces: FaceBook) -> Face:
    if face.has(character):
        return face
    for other in faces.fallbacks(face):
        if other.has(character):
            return other
    raise MissingGlyph(character)


def _words(looks: Sequence[Styled], measure: float, base: Base) -> Iterator[_Word]:
    """Cut a paragraph at the spaces where a line may end, and words that no line can hold."""
    for word in _joined(_cut_at_spaces(looks)):
        if _measured(looks, word, base) <= measure:
            yield word
        else:
            yield from _divided(looks, word, measure, base)


def _cut_at_spaces(looks: Sequence[Styled]) -> Iterator[_Word]:
    word: _Word | None = None
    space = 0
    for index, look in enumerate(looks):
        for token in _TOKEN.findall(look.text):
            if token[0] == " ":
                if word:
                    yield word
                word, space = None, index
            elif word:
                word.pieces.append((index, token))
            else:
                word = _Word([(index, token)], space)
    if word:
        yield word


def _joined(words: Iterable[_Word]) -> list[_Word]:
    """Keep «و» and opening marks with the next word, and a number with its unit."""
    joined: list[_Word] = []
    keep = False
    for word in words:
        alone = word.text
        if keep:
            joined[-1].pieces.extend([(word.space, NBSP), *word.pieces])
        else:
            joined.append(word)
        keep = bool(_KEEPS_NEXT.fullmatch(alone)) and len(joined[-1].text) < LONGEST_JOINED
    return joined


def _measured(looks: Sequence[Styled], word: _Word, base: Base) -> float:
    if len(word.pieces) == 1:
        index, text = word.pieces[0]
        return _ems(looks[index].face, text, base) * looks[index].size
    runs = [replace(looks[index], text=text) for index, text in word.pieces]
    return sum(_width(look, part, rtl) for look, part, rtl in _stretches(runs, word.text, base))


@lru_cache(maxsize=65536)
def _ems(face: Face, text: str, base: Base) -> float:
    """Measure a word of one look, in ems."""
    stretches = _stretches([Styled(text, face, 1.0)], text, base)
    return sum(_width(look, part, rtl) for look, part, rtl in stretches)


def _divided(looks: Sequence[Styled], word: _Word, measure: float, base: Base) -> Iterator[_Word]:
    """Divide a word that no line can hold: before its no-break spaces, after its slashes, or anywhere."""
    text = word.text
    letters = [(index, character) for index, part in word.pieces for character in part]
    if NBSP in text:
        for is_space, group in groupby(letters, key=lambda one: one[1] == NBSP):
            if not is_space:
                yield from _divided(looks, _Word(list(group), word.space), measure, base)
        return
    cuts = [match.start() for match in _BREAKABLE.finditer(text)] or list(range(1, len(text)))
    start = 0
    for cut, following in zip([0, *cuts], [*cuts, len(text)], strict=True):
        if cut > start and _measured(looks, _Word(_gathered(letters[start:following]), word.space), base) > measure:
            mark = [(letters[cut - 1][0], LTR_MARK)] if text.isascii() else []
            yield _Word(_gathered([*letters[start:cut], *mark]), word.space)
            start = cut
    yield _Word(_gathered(letters[start:]), word.space)


def _gathered(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbouring pieces of one look."""
    return [(index, "".join(part for _, part in group)) for index, group in groupby(pieces, key=lambda one: one[0])]


def _merged(looks: Sequence[Styled], pieces: list[Piece]) -> list[Styled]:
    # Glued words were kept together; in the text they have an ordinary space between them, as a search expects.
    return [replace(looks[index], text=words.replace(NBSP, " ")) for index, words in _gathered(pieces)]


def _stretches(runs: Sequence[Styled], text: str, base: Base) -> list[tuple[Styled, str, bool]]:
    """Cut a line into stretches of one look and one direction, in logical order."""
    if is_one_way(text, base):
        return [(run, run.text, True) for run in runs]
    directions = iter(is_rtl(text, base))
    return [
        (run, "".join(character for character, _ in group), rtl)
        for run in runs
        for rtl, group in groupby([(character, next(directions)) for character in run.text], key=lambda one: one[1])
    ]


def _placed(stretches: list[tuple[Styled, str, bool]], text: str, base: Base, stretch: float) -> tuple[GlyphRun, ...]:
    """Give each stretch its place from the visual order of the characters."""
    order = _visual(stretches, text, base)
    stretches = [(look, part.replace(LTR_MARK, ""), rtl) for look, part, rtl in stretches]
    widths = [_width(look, part, rtl) + stretch * part.count(" ") for look, part, rtl in stretches]
    left, x = {}, 0.0
    for index in order:
        left[index] = x
        x += widths[index]
    runs = [GlyphRun(look, rtl, left[index], widths[index], part, _set(look.face, part, rtl), stretch) for index, (look, part, rtl) in enumerate(stretches)]
    return tuple(one for run, following in zip(runs, [*runs[1:], None], strict=True) for one in _turned(run, following))


def _visual(stretches: list[tuple[Styled, str, bool]], text: str, base: Base) -> Sequence[int]:
    """Order stretches left to right; each is whole, so that its first character tells its place."""
    if is_one_way(text, base):
        return range(len(stretches) - 1, -1, -1)
    place = {index: position for position, index in enumerate(visual_order(text, base))}
    starts = list(accumulate((len(part) for _, part, _ in stretches), initial=0))
    return sorted(range(len(stretches)), key=lambda one: place[starts[one]])


def _turned(run: GlyphRun, following: GlyphRun | None) -> tuple[GlyphRun, ...]:
    """Mark with no width where the direction turns at a space or a sign.

    Extractors read a line anew by the letters they find: poppler moves what stands at the left of an island to its
    right, and MuPDF what stands before it, unless a character of the other direction parts them. At a space the mark is
    a run of its own, since PDFium passes over text without width and so searches across it.
    """
    if following is None or run.rtl == following.rtl:
        return (run,)
    edge = run.text[-1] if run.rtl else following.text[0]
    if edge.isalpha() or (run.rtl and edge == " "):
        return (run,)
    if edge == " ":
        return (GlyphRun(run.look, True, run.x, 0.0, TURN.text, (TURN,)), run)
    return (replace(run, words=(TURN, *run.words)),)


def _set(face: Face, text: str, rtl: bool) -> tuple[ShapedWord, ...]:
    """Shape a stretch word by word, so that a word is shaped once however often it stands."""
    words = [shape(face, part, rtl) for part in _SET.findall(text)]
    return tuple(reversed(words) if rtl else words)


def _width(look: Styled, text: str, rtl: bool) -> float:
    units = sum(shape(look.face, part, rtl).advance for part in _SET.findall(text.replace(LTR_MARK, "")))
    return units * look.size / look.face.upem


def _space(look: Styled) -> float:
    return shape(look.face, " ", True).advance * look.size / look.face.upem
