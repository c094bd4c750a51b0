"""Design the notes page and the handout for print in Arabic: A4, from right to left, the page number at the left foot.

Where slides stand on a handout, and the lines beside them, is PowerPoint's own: a handout master has no places for them.
Lengths are in points from the page's top left corner.
"""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from generator.layout.boxes import Frame
from generator.model.text import text
from generator.settings.locale import Locale
from generator.writers.pptx.placeholders import placeholder_shape
from generator.writers.pptx.text import language_of, plain_paragraph
from generator.writers.pptx.xml import Element, element, emu, replace_children, solid, transform

PAGE = Frame(0, 0, 595.3, 841.9)
MARGIN = 48.0
WIDTH = PAGE.width - 2 * MARGIN
HEADER = Frame(MARGIN, 28, WIDTH, 26)
FOOT_Y, FOOT_HEIGHT = PAGE.height - 54, 26
NUMBER = Frame(MARGIN, FOOT_Y, 80, FOOT_HEIGHT)
FOOTER = Frame(MARGIN + 100, FOOT_Y, WIDTH - 100, FOOT_HEIGHT)
PICTURE = Frame(MARGIN, 62, WIDTH, WIDTH * 9 / 16)
NOTES = Frame(MARGIN, PICTURE.y + PICTURE.height + 14, WIDTH, FOOT_Y - PICTURE.y - PICTURE.height - 22)
# The sizes of notes and of the lines at head and foot.
NOTES_SIZE, LINE_SIZE = 13, 10
# Right-to-left lines begin at the right, and the page number is at the left.
_TEXT, _NUMBER = "r", "l"
HANDOUT_MASTER = "ppt/handoutMasters/handoutMaster1.xml"


def design_notes(master: Any, locale: Locale) -> None:
    """Set the places and the styles of a notes master: head, slide, notes, page number."""
    tree = master._element.cSld.spTree
    for shape in list(tree):
        kind = _kind(shape)
        if kind in ("dt", "ftr"):
            tree.remove(shape)
        elif kind in _PLACES:
            _place(shape, _PLACES[kind])
    for shape in tree:
        kind = _kind(shape)
        if kind == "body":
            # LibreOffice reads the placeholder's own style, PowerPoint the master's too.
            style = element("a:lstStyle", None, element("a:lvl1pPr", {"algn": _TEXT, "rtl": 1}, _spacing(), element("a:defRPr", {"sz": NOTES_SIZE * 100})))
            replace_children(shape.txBody, [shape.txBody[0], style, plain_paragraph(text(locale.label("prompt_notes")), locale)])
        elif kind in ("hdr", "sldNum"):
            replace_children(shape.txBody, _line(locale, kind))
    for level in master._element.find(qn("p:notesStyle")):
        properties = level.find(qn("a:defRPr"))
        if properties is not None:
            properties.set("sz", str(NOTES_SIZE * 100))
            properties.attrib.update(language_of(locale))
            level.insert(0, _spacing())


def _spacing() -> Element:
    return element("a:lnSpc", None, element("a:spcPct", {"val": 130000}))


def add_handout_master(presentation: Any, theme: bytes, locale: Locale) -> None:
    """Add a handout master to a presentation, with its own theme part (ISO/IEC 29500-1, 13.3.3), after its notes master."""
    package = presentation.part.package
    made: Any = Part(PackURI(f"/{HANDOUT_MASTER}"), CT.PML_HANDOUT_MASTER, package, _serialised(_handout(locale)))
    made.relate_to(Part(PackURI("/ppt/theme/theme3.xml"), CT.OFC_THEME, package, theme), RT.THEME)
    identifier = element("p:handoutMasterId", {"r:id": presentation.part.relate_to(made, RT.HANDOUT_MASTER)})
    presentation.element.find(qn("p:notesMasterIdLst")).addnext(element("p:handoutMasterIdLst", None, identifier))


def fill_page(notes: Element, title: str, number: int, locale: Locale) -> None:
    """Write the head of a notes page, the title of the deck, and its number, for which python-pptx leaves a place only."""
    tree = notes.cSld.spTree
    head = plain_paragraph(text(title), locale)
    tree.append(_shape(900, "Header", "hdr", 0, None, [head]))
    (place,) = (shape for shape in tree if _kind(shape) == "sldNum")
    place.append(element("p:txBody", None, element("a:bodyPr"), _numbered(locale, number)))


def _numbered(locale: Locale, number: int | None = None) -> Element:
    """Write a page number: a field, or fixed text if PowerPoint's field lacks the edition's digits."""
    language: dict[str, object] = {"lang": locale.language}
    shown = element("a:t")
    is_field = number is None or locale.has_latin_digits
    shown.text = "‹#›" if number is None else locale.number(number)
    field: dict[str, object] = {"id": "{7A0C6F0B-6E0F-4B1C-9A57-3C1D6B1E2F43}", "type": "slidenum"}
    run = element("a:fld" if is_field else "a:r", field if is_field else None, element("a:rPr", language), shown)
    return element("a:p", None, element("a:pPr", {"algn": _NUMBER, "rtl": 1}), run)


_PLACES = {"hdr": HEADER, "sldImg": PICTURE, "body": NOTES, "sldNum": NUMBER}


def _kind(shape: Element) -> str | None:
    placeholder = shape.find(".//" + qn("p:ph"))
    return None if placeholder is None else str(placeholder.get("type"))


def _place(shape: Element, frame: Frame) -> None:
    properties = shape.spPr
    old = properties.find(qn("a:xfrm"))
    if old is not None:
        properties.remove(old)
    properties.insert(0, transform(frame.x, frame.y, frame.width, frame.height))


def _line(locale: Locale, kind: str) -> list[Element]:
    """Write the text body of a line at the head or the foot."""
    align = _NUMBER if kind == "sldNum" else _TEXT
    style = element("a:lvl1pPr", {"algn": _TEXT, "rtl": 1}, element("a:defRPr", {"sz": LINE_SIZE * 100}, solid("tx1")))
    body = element("a:bodyPr", {"vert": "horz", "lIns": 0, "tIns": emu(3), "rIns": 0, "bIns": emu(3), "rtlCol": 1, "anchor": "ctr"})
    empty = element("a:p", None, element("a:pPr", {"algn": align, "rtl": 1}), element("a:endParaRPr", {"lang": locale.language}))
    paragraph = _numbered(locale) if kind == "sldNum" else empty
    return [body, element("a:lstStyle", None, style), paragraph]


def _shape(identifier: int, name: str, kind: str, index: int, frame: Frame | None, body: list[Element]) -> Element:
    """Write a placeholder; without a frame its place and style are the master's."""
    mark = element("p:ph", {"type": kind, "sz": "quarter", "idx": index or None})
    given = body if frame else [element("a:bodyPr"), *body]
    return placeholder_shape(identifier, name, mark, frame, element("p:txBody", None, *given))


def _handout(locale: Locale) -> Element:
    """Write a handout master: head, foot and page number."""
    tree = element(
        "p:spTree",
        None,
        element("p:nvGrpSpPr", None, element("p:cNvPr", {"id": 1, "name": ""}), element("p:cNvGrpSpPr"), element("p:nvPr")),
        element("p:grpSpPr"),
        _shape(2, "Header", "hdr", 0, HEADER, _line(locale, "hdr")),
        _shape(3, "Footer", "ftr", 2, FOOTER, _line(locale, "ftr")),
        _shape(4, "Slide Number", "sldNum", 3, NUMBER, _line(locale, "sldNum")),
    )
    ground = element("p:bg", None, element("p:bgRef", {"idx": 1001}, element("a:schemeClr", {"val": "bg1"})))
    colours: dict[str, object] = {name: name for name in ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")}
    mapped = element("p:clrMap", {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"} | colours)
    return element("p:handoutMaster", None, element("p:cSld", None, ground, tree), mapped)


def _serialised(root: Element) -> bytes:
    from pptx.opc.oxml import serialize_part_xml

    return bytes(serialize_part_xml(root))
