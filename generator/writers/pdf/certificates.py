"""Draw certificates of attendance: an A4 page, landscape, for each holder.

In: `Certificates`, a theme, its faces. Out: the bytes of a tagged PDF. What all pages have in common is drawn once, as forms.
Lengths are in points, upward.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportlab.lib.utils import ImageReader

from generator.diagnostics import ContentError
from generator.layout.boxes import Frame, contained
from generator.layout.outlines import ellipse
from generator.layout.pattern import eightfold
from generator.model.certificate import Certificates, Holder
from generator.model.date import DATE
from generator.model.text import Text
from generator.settings.theme import Theme
from generator.typography.fonts import FontSet
from generator.typography.paragraph import forget
from generator.writers.pdf.blocks import BlockSetter, ParagraphStyle, overflow
from generator.writers.pdf.canvas import A4, Place, TaggedCanvas, stroked_outlines
from generator.writers.pdf.flowables import SetText, Setting
from generator.writers.pdf.names import fitted
from generator.writers.pdf.structure import Element, StructureTree

WIDTH, HEIGHT = A4[1], A4[0]
# The edge of the page, the band of stars along it, and the frame inside it.
EDGE, STAR, FRAME = 22.0, 27.0, 58.0
TOP, FOOT, SIDE = HEIGHT - 76.0, 170.0, 96.0
MEASURE = WIDTH - 2 * SIDE
LOGO = 40.0
NAME_SIZES, NAME_ROOM = (36.0, 32.0, 28.0, 24.0, 20.0, 17.0, 14.0), 62.0
LINE_SIZES, LINE_ROOM = (14.0, 12.0, 10.0), 24.0
# What is between the groups of lines at least, and at most.
LEAST_GAP, MOST_GAP = 4.0, 26.0
# All sizes are reduced together until everything fits.
SCALES = (1.0, 0.92, 0.84, 0.76, 0.68)
# The columns at the foot, from the right: number and date, stamp, signature.
FOOT_WIDTH, STAMP = 190.0, 78.0


@dataclass(frozen=True)
class _Group:
    """Lines that belong together: the form that they are drawn as, the tag of their element, and the space above them, as a share."""

    name: str
    tag: str
    lines: tuple[SetText, ...]
    gap: float = 1.0

    @property
    def height(self) -> float:
        return sum(line.height(MEASURE) for line in self.lines)


def write_certificates(model: Certificates, theme: Theme, faces: FontSet, date: datetime.datetime = DATE) -> tuple[bytes, list[Place]]:
    """Write certificates that state a date in UTC, and return the places of their texts too.

    Raises ContentError if what they have in common does not fit.
    """
    buffer, tree = io.BytesIO(), StructureTree()
    canvas = TaggedCanvas(buffer, tree, page_size=(WIDTH, HEIGHT), date=date)
    setter = BlockSetter(theme, faces)
    page = _Page(model, setter, _laid_out(model, setter), canvas)
    page.draw_forms()
    for number, holder in enumerate(model.holders, 1):
        page.draw(number, holder, tree.root.child("Sect"))
        canvas.showPage()
    canvas.finish(model.title, model.subject, model.author)
    forget()
    return buffer.getvalue(), canvas.places


def lay_out_certificates(model: Certificates, theme: Theme, faces: FontSet) -> None:
    """Lay out what certificates have in common. Raises what `write_certificates` raises."""
    _laid_out(model, BlockSetter(theme, faces))


def _laid_out(model: Certificates, setter: BlockSetter) -> tuple[_Group, ...]:
    """Return the groups of lines at the largest scale at which they fit above the foot."""
    room = TOP - FOOT - NAME_ROOM - LINE_ROOM - (LOGO if model.logos else 0.0)
    for scale in SCALES:
        groups = tuple(_groups(model, setter, scale))
        if sum(group.height + group.gap * LEAST_GAP for group in groups) <= room:
            return groups
    longest = max((*model.organisation, *model.workshop, *model.details), key=lambda words: len(words.plain))
    raise ContentError([overflow(longest.plain, longest.span, "overflow.page")])


def _groups(model: Certificates, setter: BlockSetter, scale: float) -> Iterator[_Group]:
    def line(words: Text, size: float, colour: str, *, bold: bool = False, heading: bool = False, leading: float = 1.45) -> SetText:
        setting = Setting(size * scale * leading, alignment="centre")
        return setter.text(words, ParagraphStyle(size * scale, setting, heading=heading, bold=bold, colour=colour), None)

    first, *units = model.organisation
    title, *subtitles = model.workshop
    yield _Group("organisation", "P", (line(first, 15, "primary", bold=True), *(line(one, 12, "muted") for one in units)), 0.0)
    yield _Group("heading", "H1", (line(model.heading, 40, "primary", bold=True, heading=True, leading=1.5),), 0.8)
    yield _Group("awarded", "P", (line(model.awarded, 15, "muted"),), 0.6)
    workshop = (line(title, 21, "primary", bold=True, heading=True, leading=1.5), *(line(one, 14, "ink") for one in subtitles))
    details = tuple(line(one, 13, "ink") for one in model.details)
    yield _Group("workshop", "P", (line(model.reason, 15, "muted"), *workshop, *details), 1.0)


class _Page:
    """Draw the forms once, and each certificate with them."""

    def __init__(self, model: Certificates, setter: BlockSetter, groups: Sequence[_Group], canvas: TaggedCanvas) -> None:
        self.model, self.setter, self.groups, self.canvas = model, setter, groups, canvas

    def draw_forms(self) -> None:
        """Draw what all certificates have in common."""
        with self.canvas.form("ground"):
            self._ground()
        for group, top in zip(self.groups, self._tops, strict=True):
            with self.canvas.form(group.name):
                self._stack(group.lines, top)
        with self.canvas.form("foot"):
            self._foot_words()
        for index, logo in enumerate(self.model.logos):
            with self.canvas.form(f"logo{index}"):
                self._logo(logo.picture, index)

    def draw(self, number: int, holder: Holder, page: Element) -> None:
        """Draw one certificate, in reading order."""
        canvas, name = self.canvas, f"certificate-{number}"
        canvas.bookmarkHorizontal(name, 0, HEIGHT)
        canvas.addOutlineEntry(holder.name.plain or self.model.heading.plain, name, 0)
        canvas.draw_form("ground", None)
        for index, logo in enumerate(self.model.logos):
            canvas.draw_form(f"logo{index}", page.child("Figure", alt=logo.name))
        *before, workshop = self.groups
        for group in before:
            canvas.draw_form(group.name, page.child(group.tag))
        self._name(holder, page)
        canvas.draw_form(workshop.name, page.child(workshop.tag))
        self._at_right(holder.number, FOOT - 10, page.child("P"))
        if not holder.name:
            with canvas.artifact():
                self._line_at_right(FOOT - 25)
        if holder.code:
            # On a line of its own: PDFium, the reader of Chrome and Edge, reverses a short Arabic line with Latin letters.
            code = page.child("P")
            self._at_right(self.model.code, FOOT - 29, code)
            self._at_right(holder.code, FOOT - 46, code, bold=True)
        canvas.draw_form("foot", page.child("P"))

    def _name(self, holder: Holder, page: Element) -> None:
        top = self._name_top
        if holder.name:
            name = fitted(self.setter, holder.name, NAME_SIZES, (MEASURE, NAME_ROOM), page.child("P"), colour="accent")
            name.draw(self.canvas, SIDE, top - (NAME_ROOM - name.height(MEASURE)) / 2, MEASURE)
        if holder.organisation:
            line = fitted(self.setter, holder.organisation, LINE_SIZES, (MEASURE, LINE_ROOM), page.child("P"), heading=False)
            line.draw(self.canvas, SIDE, top - NAME_ROOM - 4, MEASURE)

    @cached_property
    def _gap(self) -> float:
        """Return the space that a whole share of it has between groups."""
        taken = sum(group.height for group in self.groups) + NAME_ROOM + LINE_ROOM + (LOGO if self.model.logos else 0.0)
        return min(MOST_GAP, (TOP - FOOT - taken) / sum(group.gap for group in self.groups))

    @cached_property
    def _tops(self) -> list[float]:
        """Return the top of each group; all are centred together above the foot."""
        gaps = [group.gap * self._gap for group in self.groups]
        logos = LOGO if self.model.logos else 0.0
        spare = TOP - FOOT - sum(gaps) - sum(group.height for group in self.groups) - NAME_ROOM - LINE_ROOM - logos
        y, tops = TOP - logos - spare / 2, []
        for index, (group, gap) in enumerate(zip(self.groups, gaps, strict=True)):
            y -= gap + (NAME_ROOM + LINE_ROOM if index == len(gaps) - 1 else 0.0)
            tops.append(y)
            y -= group.height
        return tops

    @property
    def _name_top(self) -> float:
        *_, awarded, _ = zip(self.groups, self._tops, strict=True)
        return awarded[1] - awarded[0].height

    def _stack(self, lines: Iterable[SetText], top: float) -> None:
        for line in lines:
            line.draw(self.canvas, SIDE, top, MEASURE)
            top -= line.height(MEASURE)

    def _at_right(self, words: Text, top: float, element: Element | None, *, bold: bool = False) -> None:
        """Draw a line in the column at the right of the foot."""
        line = self.setter.text(words, ParagraphStyle(12, Setting(18), bold=bold), element)
        line.draw(self.canvas, WIDTH - SIDE - FOOT_WIDTH, top, FOOT_WIDTH)

    def _line_at_right(self, y: float) -> None:
        """Draw a line to write on, beside a label at the right of the foot."""
        self.canvas.stroke_line(WIDTH - SIDE - FOOT_WIDTH, y, WIDTH - SIDE - 80, y, self.setter.colour("muted"), 0.7)

    def _small(self, words: Text) -> SetText:
        return self.setter.text(words, ParagraphStyle(12, Setting(18, alignment="centre")), None)

    def _foot_words(self) -> None:
        """Draw the words at the places of date, stamp and signature."""
        self._at_right(self.model.issued, FOOT - 68, None)
        stamp = self._small(self.model.stamp)
        stamp.draw(self.canvas, (WIDTH - STAMP) / 2, FOOT - 18 - STAMP / 2 + 9, STAMP)
        self._small(self.model.signature).draw(self.canvas, SIDE, FOOT - 18, FOOT_WIDTH)
        if self.model.signatory:
            signatory = fitted(self.setter, self.model.signatory, (13, 12, 11, 10), (FOOT_WIDTH, 36), None, heading=False, colour="primary")
            signatory.draw(self.canvas, SIDE, FOOT - 66, FOOT_WIDTH)

    def _logo(self, picture: bytes, index: int) -> None:
        image = ImageReader(io.BytesIO(picture))
        width, height = image.getSize()
        share = MEASURE / len(self.model.logos)
        frame = contained(Frame(WIDTH - SIDE - (index + 1) * share + 8, HEIGHT - TOP - 8, share - 16, LOGO - 4), width / height)
        self.canvas.drawImage(image, frame.x, HEIGHT - frame.y - frame.height, frame.width, frame.height, mask="auto")

    def _ground(self) -> None:
        """Draw the band of stars along the edge, the frame inside it, and the lines to write on."""
        canvas, colour = self.canvas, self.setter.colour
        canvas.emit(stroked_outlines(_border(), colour("pattern"), 0.7))
        for inset, width, role in ((EDGE - 6, 2.4, "primary"), (FRAME - 2, 0.8, "accent"), (FRAME + 3, 0.8, "primary")):
            canvas.emit(stroked_outlines([_rectangle(inset)], colour(role), width))
        name = self._name_top - NAME_ROOM
        canvas.stroke_line(SIDE + 110, name, WIDTH - SIDE - 110, name, colour("rule"), 0.9)
        self._line_at_right(FOOT - 83)
        canvas.stroke_line(SIDE + 10, FOOT - 62, SIDE + FOOT_WIDTH - 10, FOOT - 62, colour("muted"), 0.7)
        left, top = (WIDTH - STAMP) / 2, FOOT - 18
        circle = [(left + x, top - y) for x, y in ellipse(STAMP, STAMP)]
        canvas.emit(f"q [2.5 3] 0 d {stroked_outlines([circle], colour('muted'), 0.8)} Q")


def _rectangle(inset: float) -> tuple[tuple[float, float], ...]:
    right, top = WIDTH - inset, HEIGHT - inset
    return ((inset, inset), (right, inset), (right, top), (inset, top))


def _border() -> list[tuple[tuple[float, float], ...]]:
    """Return the stars along the four edges; whole ones fill each side."""
    across, down = round((WIDTH - 2 * EDGE) / STAR), round((HEIGHT - 2 * EDGE) / STAR)
    width, height = (WIDTH - 2 * EDGE) / across, (HEIGHT - 2 * EDGE) / down
    stars = [star for y in (EDGE, HEIGHT - EDGE - width) for star in eightfold(Frame(EDGE, y, WIDTH - 2 * EDGE, width), across)]
    for x in (EDGE, WIDTH - EDGE - height):
        stars += [star for row in range(1, down - 1) for star in eightfold(Frame(x, EDGE + row * height, height, height), 1)]
    return stars
