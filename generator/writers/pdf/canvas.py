"""Draw lines and shapes on tagged pages: reportlab's canvas with embedded fonts and a structure tree."""

from __future__ import annotations

import datetime
import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObjectReference, PDFPage, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from generator.diagnostics import Span
from generator.model.date import DATE
from generator.pictograms import THICKNESS, Point, Stroke
from generator.typography.embedding import FontProgram
from generator.typography.fonts import Face
from generator.typography.paragraph import GlyphRun, Line
from generator.writers.pdf.annotations import LinkAnnotation, address
from generator.writers.pdf.structure import Element, StructureTree, Syntax, array

A4 = (595.276, 841.89)
# Streams are binary: reportlab's text encoding is a quarter larger and slow.
rl_config.useA85 = 0
# Users may set these in their environment, for other programs; they change the bytes.
rl_config.pdfComments = rl_config.pdfMultiLine = 0
_NEEDED = ("StructParents", "Tabs")
PDFPage.__NoDefault__ = [*PDFPage.__NoDefault__, *(name for name in _NEEDED if name not in PDFPage.__NoDefault__)]


@dataclass(frozen=True, slots=True)
class Inline:
    """A link in a paragraph: an address, or `#name` for a place in the document; `number` distinguishes the paragraph's links."""

    link: str
    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a text from the seeds: its page (from 1), and a rectangle by its left and top edges, in points from the page's bottom left."""

    page: int
    x: float
    top: float
    width: float
    height: float
    span: Span


class _Tagged:
    """A context that surrounds what is drawn in it with the operators of marked content (ISO 32000-1, 14.6)."""

    __slots__ = ("canvas", "opening")

    def __init__(self, canvas: TaggedCanvas, opening: str) -> None:
        self.canvas, self.opening = canvas, opening

    def __enter__(self) -> None:
        self.canvas.emit(self.opening)

    def __exit__(self, *_: object) -> None:
        self.canvas.emit("EMC")


class _Picture:
    """A context whose drawing is one picture, scaled: the content of one element, without places, links and bookmarks of its own."""

    __slots__ = ("canvas", "opening", "scale", "x", "y")

    def __init__(self, canvas: TaggedCanvas, opening: str, x: float, y: float, scale: float) -> None:
        self.canvas, self.opening = canvas, opening
        self.x, self.y, self.scale = x, y, scale

    def __enter__(self) -> None:
        self.canvas.emit(f"{self.opening} q {self.scale:.4f} 0 0 {self.scale:.4f} {_n(self.x)} {_n(self.y)} cm")
        self.canvas.in_picture = True

    def __exit__(self, *_: object) -> None:
        self.canvas.in_picture = False
        self.canvas.emit("Q EMC")


class TaggedCanvas(Canvas):
    """A canvas whose content all belongs to structure elements or artifacts.

    `page_of` gives the page number of each named place, `date` in UTC is the date that the file states.
    """

    def __init__(
        self,
        buffer: io.BytesIO,
        tree: StructureTree,
        *,
        page_size: Point = A4,
        page_of: Mapping[str, str] = MappingProxyType({}),
        date: datetime.datetime = DATE,
    ) -> None:
        self.tree = tree
        self.page_of = page_of
        self.fonts: dict[Face, tuple[str, FontProgram]] = {}
        self.places: list[Place] = []
        self.in_picture = False
        self.in_form = False
        super().__init__(buffer, pagesize=page_size, invariant=1, pageCompression=1, lang="ar", pdfVersion=(1, 7))
        self.setDateFormatter(lambda *_: f"D:{date:%Y%m%d%H%M%S}+00'00'")
        # reportlab begins the file's identifier with the date in the environment of its process, which may be on another machine.
        self._doc.signature = hashlib.md5(f"a reportlab document{date.timestamp()}".encode("ascii"), usedforsecurity=False)

    def _make_preamble(self) -> None:
        # The default preamble names Helvetica, which is not embedded.
        self._preamble = ""

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        page = self.getPageNumber()
        super().showPage()
        self._doc.idToObject[f"Page{page}"].StructParents = page - 1
        self._doc.idToObject[f"Page{page}"].Tabs = PDFName("S")

    def emit(self, code: str) -> None:
        """Append operators to the page's content stream."""
        self._code.append(code)

    def picture(self, element: Element, x: float, y: float, scale: float) -> _Picture:
        """Draw what is drawn in the context as one picture with its origin at (x, y), the content of an element with an alternative text."""
        number = self.tree.mark(element, self.getPageNumber())
        return _Picture(self, f"/{element.tag} << /MCID {number} >> BDC", x, y, scale)

    def bookmark(self, name: str, x: float, y: float) -> None:
        """Name a place, the destination of links; a picture has none."""
        if not self.in_picture:
            self.bookmarkHorizontal(name, x, y)

    def marked(self, element: Element) -> _Tagged | nullcontext[None]:
        """Tag what is drawn in the context as content of an element."""
        if self.in_picture:
            return nullcontext()
        number = self.tree.mark(element, self.getPageNumber())
        return _Tagged(self, f"/{element.tag} << /MCID {number} >> BDC")

    def artifact(self) -> _Tagged | nullcontext[None]:
        """Tag what is drawn in the context as an artifact: rules, backgrounds, running heads."""
        if self.in_picture:
            return nullcontext()
        return _Tagged(self, "/Artifact BMC")

    @contextmanager
    def form(self, name: str) -> Iterator[None]:
        """Keep what is drawn in the context as a form XObject, which `draw_form` draws on any page.

        Its content has no tags of its own: a form that is drawn several times belongs as a whole to an element (ISO 32000-1, 14.7.4.3).
        """
        self.beginForm(name, 0, 0, *self._pagesize)
        self.in_form = True
        yield
        self.in_form = False
        self.endForm()

    def draw_form(self, name: str, element: Element | None) -> None:
        """Draw a form as content of an element, or as an artifact."""
        with self.marked(element) if element else self.artifact():
            self.doForm(name)

    def fill_rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle; `colour` is RRGGBB."""
        self.emit(f"q {_colour(colour)} rg {_n(x)} {_n(y)} {_n(width)} {_n(height)} re f Q")

    def stroke_rectangle(self, x: float, y: float, width: float, height: float, colour: str, line: float = 0.6) -> None:
        """Draw the edge of a rectangle; `colour` is RRGGBB."""
        self.emit(f"q {_colour(colour)} RG {_n(line)} w {_n(x)} {_n(y)} {_n(width)} {_n(height)} re S Q")

    def fill_rectangles(self, rectangles: Iterable[tuple[float, float, float, float]], colour: str) -> None:
        """Fill rectangles, by their left and lower edges and sizes, as one shape: no seams are drawn where they meet."""
        path = " ".join([f"{_n(x)} {_n(y)} {_n(width)} {_n(height)} re" for x, y, width, height in rectangles])
        self.emit(f"q {_colour(colour)} rg {path} f Q")

    def stroke_line(self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 0.6) -> None:
        """Draw a straight rule; `colour` is RRGGBB."""
        self.emit(f"q {_colour(colour)} RG {_n(width)} w {_n(x)} {_n(y)} m {_n(to_x)} {_n(to_y)} l S Q")

    def fill_rounded(self, x: float, y: float, width: float, height: float, radius: float, colour: str) -> None:
        """Fill a rectangle with round corners; `colour` is RRGGBB."""
        # The handle length of a Bézier quarter circle of radius 1.
        handle = radius * (1 - 0.5523)
        right, top = x + width, y + height
        path = [
            f"{_n(x + radius)} {_n(y)} m {_n(right - radius)} {_n(y)} l",
            f"{_n(right - handle)} {_n(y)} {_n(right)} {_n(y + handle)} {_n(right)} {_n(y + radius)} c {_n(right)} {_n(top - radius)} l",
            f"{_n(right)} {_n(top - handle)} {_n(right - handle)} {_n(top)} {_n(right - radius)} {_n(top)} c {_n(x + radius)} {_n(top)} l",
            f"{_n(x + handle)} {_n(top)} {_n(x)} {_n(top - handle)} {_n(x)} {_n(top - radius)} c {_n(x)} {_n(y + radius)} l",
            f"{_n(x)} {_n(y + handle)} {_n(x + handle)} {_n(y)} {_n(x + radius)} {_n(y)} c f",
        ]
        self.emit(f"q {_colour(colour)} rg {' '.join(path)} Q")

    def fill_outline(self, corners: tuple[Point, ...], left: float, top: float, colour: str) -> None:
        """Fill an outline whose corners count down from a top left corner; `colour` is RRGGBB."""
        self.emit(f"q {_colour(colour)} rg 1 0 0 -1 {_n(left)} {_n(top)} cm {_path(corners)} f Q")

    def stroke_outline(self, corners: tuple[Point, ...], left: float, top: float, colour: str, width: float) -> None:
        """Draw the closed line of an outline whose corners count down from a top left corner; `colour` is RRGGBB."""
        self.emit(f"q {_colour(colour)} RG {_n(width)} w 1 0 0 -1 {_n(left)} {_n(top)} cm {_path(corners)} s Q")

    def fill_polygon(self, corners: Sequence[Point], colour: str) -> None:
        """Fill a polygon by its corners; `colour` is RRGGBB."""
        path = " l ".join(f"{_n(x)} {_n(y)}" for x, y in corners).replace(" l ", " m ", 1)
        self.emit(f"q {_colour(colour)} rg {path} l f Q")

    def draw_line(self, line: Line, x: float, y: float, element: Element | None, links: dict[Inline, Element] | None = None) -> None:
        """Draw a line with its left end at (x, y) on the baseline; without an element it is an artifact.

        Runs are written in logical order, the reading order; each has its own position. `links` holds the elements of the
        paragraph's links: a link across lines is one element.
        """
        if self.in_form:
            self._in_languages(line, x, y)
            return
        if element is None or self.in_picture:
            with self.artifact():
                self._runs(line.runs, x, y)
            return
        for (inline, latin), group in groupby(line.runs, key=lambda run: (run.style.tag, run.style.tag is None and _is_latin(run))):
            runs = list(group)
            owner = _owner(element, inline, {} if links is None else links, latin=latin)
            with self.marked(owner):
                self._runs(runs, x, y)
            if isinstance(inline, Inline):
                self._annotate(inline, owner if owner.tag == "Link" else owner.parent or owner, runs, x, y)

    def _in_languages(self, line: Line, x: float, y: float) -> None:
        """Draw a line whose Latin words state their language, without an element (ISO 32000-1, 14.9.2.2)."""
        for latin, group in groupby(line.runs, key=_is_latin):
            with _Tagged(self, "/Span << /Lang (en) >> BDC") if latin else nullcontext():
                self._runs(list(group), x, y)

    def note_place(self, span: Span, x: float, top: float, width: float, height: float) -> None:
        """Note where a text from the seeds is drawn."""
        if span.path and not self.in_picture:
            self.places.append(Place(self.getPageNumber(), x, top, width, height, span))

    def _runs(self, runs: Any, x: float, y: float) -> None:
        self.emit("BT")
        for run in runs:
            self.emit(self._shown(run, x + run.x, y + run.style.raised))
        self.emit("ET")

    def _shown(self, run: GlyphRun, x: float, y: float) -> str:
        """Show a run. Its font is stated even if it is that of the run before: pypdf joins runs between which it is not."""
        name, program = self._font(run.style.face)
        codes = "".join(program.hexadecimal(run.words))
        if run.stretch:
            gap = f"> {-run.stretch * 1000 / run.style.size:.0f} <"
            codes = "".join([shown + gap if word.text == " " else shown for shown, word in zip(program.hexadecimal(run.words), run.words, strict=True)])
        return f"{_look(name, run.style.size, run.style.colour)} 1 0 0 1 {_n(x)} {_n(y)} Tm [<{codes}>] TJ"

    def _font(self, face: Face) -> tuple[str, FontProgram]:
        if face not in self.fonts:
            self.fonts[face] = (f"T{len(self.fonts) + 1}", FontProgram(face))
        return self.fonts[face]

    def _annotate(self, inline: Inline, element: Element, runs: list[GlyphRun], x: float, y: float) -> None:
        left = x + min(run.x for run in runs)
        right = x + max(run.x + run.width for run in runs)
        size = runs[0].style.size
        low, high = self.absolutePosition(left, y - size * 0.35), self.absolutePosition(right, y + size * 0.85)
        corners = array(round(value, 2) for value in (*low, *high))
        place = self._bookmarkReference(inline.link[1:]) if inline.link.startswith("#") else address(inline.link)
        name = f"L{len(self.tree.annotations)}"
        self.tree.annotate(element, self.getPageNumber(), name)
        self._addAnnotation(LinkAnnotation(corners, "".join([run.text for run in runs]), place), name)

    def finish(self, title: str, subject: str, author: str) -> None:
        """Add fonts, structure and metadata, and close the file."""
        document, pages = self._doc, self.getPageNumber() - 1
        for name, program in self.fonts.values():
            document.idToObject["BasicFonts"].dict[name] = _font_object(document, name, program)
        for number, (_, name) in enumerate(self.tree.annotations):
            document.idToObject[document.annotationName(name)].key = pages + number
        catalog = document.Catalog
        catalog.StructTreeRoot = self.tree.add_to(document, pages)
        catalog.MarkInfo = PDFDictionary({"Marked": Syntax("true")})
        # Without /Direction /R2L: with it PDFium, the reader of Chrome and Edge, breaks every address at its signs.
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": Syntax("true")})
        catalog.Metadata = _metadata(title, subject, author)
        self.setTitle(title)
        self.setSubject(subject)
        self.setAuthor(author)
        self.setCreator("Haqiba")
        document.info.producer = "Haqiba, ReportLab"
        self.save()


@lru_cache(maxsize=512)
def _path(corners: tuple[Point, ...]) -> str:
    """Return the operators of a path along some corners; circles of one size are drawn often."""
    return " l ".join([f"{_n(x)} {_n(y)}" for x, y in corners]).replace(" l ", " m ", 1) + " l"


def stroked_outlines(outlines: Iterable[Sequence[Point]], colour: str, width: float) -> str:
    """Return the operators that draw closed outlines by their corners; `colour` is RRGGBB."""
    paths = []
    for corners in outlines:
        (x, y), *others = corners
        paths.append(f"{_n(x)} {_n(y)} m " + "".join([f"{_n(to_x)} {_n(to_y)} l " for to_x, to_y in others]) + "s")
    return f"q {_colour(colour)} RG {_n(width)} w {' '.join(paths)} Q"


def drawn_strokes(strokes: Iterable[Stroke], x: float, top: float, scale: float, colour: str) -> str:
    """Return the operators that draw a pictogram from its top left corner, its ends and corners round; `colour` is RRGGBB."""
    matrix = f"{scale:.4f} 0 0 {-scale:.4f} {_n(x)} {_n(top)} cm"
    return f"q {_colour(colour)} RG {matrix} {_n(THICKNESS)} w 1 J 1 j {' '.join(map(_stroke, strokes))} Q"


@lru_cache(maxsize=512)
def _stroke(one: Stroke) -> str:
    """Return the operators of a stroke in the square of its pictogram."""

    def listed(points: Iterable[Point]) -> str:
        return " ".join([f"{_n3(across)} {_n3(down)}" for across, down in points])

    segments = [f"{listed(segment)} {'l' if len(segment) == 1 else 'c'}" for segment in one.segments]
    return " ".join([f"{listed([one.start])} m", *segments, "s" if one.closed else "S"])


def _owner(element: Element, inline: object, links: dict[Inline, Element], *, latin: bool) -> Element:
    """Return the element that a run belongs to: its paragraph, its link, or a span in another language."""
    if isinstance(inline, Inline):
        if inline not in links:
            links[inline] = element.child("Link")
        return links[inline]
    return element.child("Span", language="en") if latin else element


def _is_latin(run: GlyphRun) -> bool:
    return not run.rtl and any(character.isascii() and character.isalpha() for character in run.text)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


@cache
def _look(font: str, size: float, colour: str) -> str:
    return f"/{font} {_n(size)} Tf {_colour(colour)} rg"


@cache
def _colour(colour: str) -> str:
    return " ".join(_n3(int(colour[place : place + 2], 16) / 255) for place in (0, 2, 4))


def _n3(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def _font_object(document: PDFDocument, name: str, program: FontProgram) -> PDFObjectReference:
    """Write a face as a Type 0 font, Identity-H, one code to a character."""
    face = program.face
    data = program.bytes()
    postscript = f"{_subset_tag(data)}+{face.family.replace(' ', '')}-{'Bold' if face.weight >= 700 else 'Regular'}"
    scale = 1000 / face.upem
    ascent, descent = (round(value * scale) for value in face.extents)
    file = document.Reference(_stream(data, {"Length1": len(data)}), f"{name}-file")
    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(postscript),
            "Flags": 4,
            "FontBBox": PDFArray([-1000, descent, 2000, ascent]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": round(ascent * 0.6),
            "StemV": 120 if face.weight >= 700 else 80,
            "FontFile2": file,
        }
    )
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": PDFName(postscript),
            "CIDSystemInfo": PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}),
            "CIDToGIDMap": PDFName("Identity"),
            "DW": 0,
            "W": Syntax(array([0, array(program.widths)])),
            "FontDescriptor": document.Reference(descriptor, f"{name}-descriptor"),
        }
    )
    font = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": PDFName(postscript),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(descendant, f"{name}-descendant")]),
            "ToUnicode": document.Reference(_stream(_to_unicode(program.characters), {}), f"{name}-unicode"),
        }
    )
    return document.Reference(font, f"{name}-font")


def _stream(data: bytes, entries: dict[str, Any]) -> PDFStream:
    compressed = zlib.compress(data)
    stream = PDFStream(content=compressed, filters=None)
    stream.dictionary = PDFDictionary({**entries, "Filter": PDFName("FlateDecode")})
    return stream


def _subset_tag(data: bytes) -> str:
    """Derive the six-letter subset tag from a font's bytes."""
    number = zlib.crc32(data)
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _to_unicode(characters: list[str]) -> bytes:
    """Write the CMap from codes to characters (Adobe Technical Note 5411)."""
    pairs = [(code, character) for code, character in enumerate(characters) if character]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>" for code, character in part]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def _metadata(title: str, subject: str, author: str) -> PDFStream:
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title, quote=False)}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(subject, quote=False)}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{escape(author, quote=False)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>ar</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    stream = PDFStream(content=packet.encode("utf-8"), filters=None)
    stream.dictionary = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    return stream
