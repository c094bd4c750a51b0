"""Break a paragraph into lines and place its glyphs: logical runs in, lines of glyph runs out.

Lines break on logical text; only then is each line ordered and shaped. Lengths are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from generator.typography.bidi import Base, is_rtl, visual_order
from generator.typography.fonts import Face, FaceBook
from generator.typography.shaping import Cluster, shape, width

# No-break space: joins words that belong together without a word of markup.
NBSP = "\u00a0"
# Written after a cut address, so that its last stop or slash does not jump to the other end; never drawn.
LTR_MARK = "\u200e"
TURN = Cluster("\u200f", (), 0)
_ALONE = re.compile("و|\\(|«|\\[")
_NUMBER = re.compile(r"[\d٠-٩]+(?:[.,:٫٬][\d٠-٩]+)*[%٪]?")
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
    """Clusters of one look and direction, in visual order, from `x` points right of the line's left edge."""

    look: Styled
    rtl: bool
    x: float
    width: float
    text: str
    clusters: tuple[Cluster, ...]
    # What justification adds to each space, in points.
    stretch: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its glyph runs in logical order, and its natural width."""

    runs: tuple[GlyphRun, ...]
    width: float
    text: str
    last: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """What may not be parted, as pieces of one look each; `space` is the look of the space before it."""

    pieces: tuple[tuple[int, str], ...]
    width: float
    space: int


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
    lines: list[list[tuple[int, str]]] = []
    line: list[tuple[int, str]] = []
    used = 0.0
    for word in _words(looks, measure, base):
        space = _space(looks[word.space]) if line else 0.0
        if line and used + space + word.width > measure:
            lines.append(line)
            line, used, space = [], 0.0, 0.0
        if line:
            line.append((word.space, " "))
        line.extend(word.pieces)
        used += space + word.width
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
    blank = Styled(" ", look.face, look.size, look.colour)
    room = _space(blank)
    return GlyphRun(blank, base == "R", -room if base == "R" else line.width, room, " ", shape(look.face, " ", base == "R"))


def _set_line(runs: Sequence[Styled], base: Base, *, last: bool, measure: float | None) -> Line:
    text = "".join(run.text for run in runs)
    directions = is_rtl(text, base)
    owners = [run for run in runs for _ in run.text]
    stretches = _stretches(text, directions, owners)
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
        yield Styled("".join(characters), face, run.size, run.colour, run.tag, run.raised)


def _face_for(character: str, face: Face, faces: FaceBook) -> Face:
    if face.has(character):
        return face
    for other in faces.fallbacks(face):
        if other.has(character):
            return other
    raise MissingGlyph(character)


def _words(looks: Sequence[Styled], measure: float, base: Base) -> Iterator[_Word]:
    """Cut a paragraph at the spaces where a line may end."""
    letters = [(index, character) for index, look in enumerate(looks) for character in look.text]
    groups = [(is_space, list(group)) for is_space, group in groupby(letters, key=lambda one: one[1] == " ")]
    spaces = {place + 1: group[0][0] for place, (is_space, group) in enumerate(groups) if is_space}
    words = [_Letters(group, spaces.get(place, group[0][0])) for place, (is_space, group) in enumerate(groups) if not is_space]
    for letters_of_word in _joined(words):
        word = _measured(looks, letters_of_word, base)
        if word.width <= measure:
            yield word
        else:
            yield from _divided(looks, letters_of_word, measure, base)


@dataclass(slots=True)
class _Letters:
    """A word's characters with the look of each, and the look of the space before it."""

    letters: list[tuple[int, str]]
    space: int

    @property
    def text(self) -> str:
        return "".join(character for _, character in self.letters)


def _joined(words: list[_Letters]) -> list[_Letters]:
    """Keep «و» and opening marks with the next word, and a number with its unit."""
    joined: list[_Letters] = []
    keep = False
    for word in words:
        alone = word.text
        if keep:
            joined[-1].letters.extend([(word.space, NBSP), *word.letters])
        else:
            joined.append(word)
        keep = bool(_ALONE.fullmatch(alone) or _NUMBER.fullmatch(alone)) and len(joined[-1].letters) < 30
    return joined


def _measured(looks: Sequence[Styled], word: _Letters, base: Base) -> _Word:
    pieces = [(index, "".join(character for _, character in group)) for index, group in groupby(word.letters, key=lambda one: one[0])]
    text = "".join(part for _, part in pieces)
    owners = [looks[index] for index, part in pieces for _ in part]
    total = sum(_width(look, part, rtl) for look, part, rtl in _stretches(text, is_rtl(text, base), owners))
    return _Word(tuple(pieces), total, word.space)


def _divided(looks: Sequence[Styled], word: _Letters, measure: float, base: Base) -> Iterator[_Word]:
    """Divide a word that no line can hold: before its no-break spaces, after its slashes, or anywhere."""
    text = word.text
    if NBSP in text:
        groups = [list(group) for is_space, group in groupby(word.letters, key=lambda one: one[1] == NBSP) if not is_space]
        for group in groups:
            yield from _divided(looks, _Letters(group, word.space), measure, base)
        return
    cuts = [match.start() for match in _BREAKABLE.finditer(text)] or list(range(1, len(text)))
    start = 0
    for cut, following in zip([0, *cuts], [*cuts, len(text)], strict=True):
        if cut > start and _measured(looks, _Letters(word.letters[start:following], word.space), base).width > measure:
            mark = (word.letters[cut - 1][0], LTR_MARK)
            yield _measured(looks, _Letters([*word.letters[start:cut], mark] if text.isascii() else word.letters[start:cut], word.space), base)
            start = cut
    yield _measured(looks, _Letters(word.letters[start:], word.space), base)


def _merged(looks: Sequence[Styled], pieces: list[tuple[int, str]]) -> list[Styled]:
    merged = []
    for index, group in groupby(pieces, key=lambda one: one[0]):
        look = looks[index]
        # Glued words were kept together; in the text they have an ordinary space between them, as a search expects.
        words = "".join(part for _, part in group).replace(NBSP, " ")
        merged.append(Styled(words, look.face, look.size, look.colour, look.tag, look.raised))
    return merged


def _stretches(text: str, directions: Sequence[bool], owners: Sequence[Styled]) -> list[tuple[Styled, str, bool]]:
    """Cut a line into stretches of one look and one direction, in logical order."""
    stretches = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or directions[place] != directions[start] or owners[place] is not owners[start]:
            stretches.append((owners[start], text[start:place], directions[start]))
            start = place
    return stretches


def _placed(stretches: list[tuple[Styled, str, bool]], text: str, base: Base, stretch: float) -> tuple[GlyphRun, ...]:
    """Give each stretch its place from the visual order of the characters."""
    place = {index: position for position, index in enumerate(visual_order(text, base))}
    starts = list(accumulate((len(part) for _, part, _ in stretches), initial=0))
    stretches = [(look, part.replace(LTR_MARK, ""), rtl) for look, part, rtl in stretches]
    widths = [_width(look, part, rtl) + stretch * part.count(" ") for look, part, rtl in stretches]
    left, x = {}, 0.0
    for index in sorted(range(len(stretches)), key=lambda one: place[starts[one]]):
        left[index] = x
        x += widths[index]
    runs = [GlyphRun(look, rtl, left[index], widths[index], part, _set(look.face, part, rtl), stretch) for index, (look, part, rtl) in enumerate(stretches)]
    return tuple(one for run, following in zip(runs, [*runs[1:], None], strict=True) for one in _turned(run, following))


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
    return (replace(run, clusters=(TURN, *run.clusters)),)


def _set(face: Face, text: str, rtl: bool) -> tuple[Cluster, ...]:
    """Shape a stretch word by word, so that a word is shaped once however often it stands."""
    parts = [shape(face, part, rtl) for part in re.findall("[ \u00a0]|[^ \u00a0]+", text)]
    return tuple(cluster for part in (reversed(parts) if rtl else parts) for cluster in part)


def _width(look: Styled, text: str, rtl: bool) -> float:
    text = text.replace(LTR_MARK, "")
    units = sum(width(look.face, part, rtl) for part in re.findall("[ \u00a0]|[^ \u00a0]+", text))
    return units * look.size / look.face.upem


def _space(look: Styled) -> float:
    return width(look.face, " ", True) * look.size / look.face.upem
