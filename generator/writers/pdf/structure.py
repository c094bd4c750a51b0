"""The structure tree of a PDF (ISO 32000-1, 14.7 and 14.8; PDF/UA-1).

Elements are created in reading order before anything is drawn; drawing adds marked content to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObject, PDFObjectReference, PDFString


class Syntax(PDFObject):
    """PDF syntax, written as it is: reportlab formats arrays of thousands of numbers and references slowly."""

    def __init__(self, words: str) -> None:
        self.words = words

    def format(self, document: PDFDocument) -> bytes:
        """Return the syntax; reportlab calls this."""
        return self.words.encode("ascii")


def array(values: Iterable[object]) -> str:
    """Return the syntax of an array."""
    return f"[ {' '.join(map(str, values))} ]"


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence: its page (from 1) and its number on the page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class AnnotationKid:
    """A link annotation that belongs to an element."""

    page: int
    name: str


@dataclass(eq=False)
class Element:
    """One structure element: type, kids, and attributes for assistive technology."""

    tag: str
    parent: Element | None = None
    kids: list[Element | MarkedContent | AnnotationKid] = field(default_factory=list)
    alt: str | None = None
    language: str | None = None
    scope: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)

    def child(self, tag: str, **details: Any) -> Element:
        """Append a child element."""
        element = Element(tag, self, **details)
        self.kids.append(element)
        return element

    @property
    def is_empty(self) -> bool:
        """Return whether none of its content was drawn."""
        return all(isinstance(kid, Element) and kid.is_empty for kid in self.kids)


@dataclass
class StructureTree:
    """The structure tree, with the parent tree from marked content to elements."""

    root: Element = field(default_factory=lambda: Element("Document", attributes={"O": "Layout", "WritingMode": "RlTb"}))
    pages: dict[int, list[Element]] = field(default_factory=dict)
    annotations: list[tuple[Element, str]] = field(default_factory=list)

    def mark(self, element: Element, page: int) -> int:
        """Register a marked-content sequence for an element and return its number on the page."""
        owners = self.pages.setdefault(page, [])
        owners.append(element)
        element.kids.append(MarkedContent(page, len(owners) - 1))
        return len(owners) - 1

    def annotate(self, element: Element, page: int, name: str) -> None:
        """Register a link annotation for an element."""
        element.kids.append(AnnotationKid(page, name))
        self.annotations.append((element, name))

    def add_to(self, document: PDFDocument, page_count: int) -> PDFObjectReference:
        """Write all elements as objects of the document and return the reference of the root.

        Pages use the parent-tree keys 0 … page_count - 1, annotations those after them.
        """
        elements = list(_walk(self.root))
        references: dict[int, str] = {}
        for index, element in enumerate(elements):
            name = f"Struct{index}"
            document.Reference(_ElementObject(element, references), name)
            references[id(element)] = _reference(name, document)
        numbers: list[object] = []
        for page in range(1, page_count + 1):
            numbers += [page - 1, array(references[id(owner)] for owner in self.pages.get(page, []))]
        for index, (element, _) in enumerate(self.annotations):
            numbers += [page_count + index, references[id(element)]]
        root = PDFDictionary(
            {
                "Type": PDFName("StructTreeRoot"),
                "K": PDFArray([Syntax(references[id(self.root)])]),
                "ParentTree": PDFDictionary({"Nums": Syntax(array(numbers))}),
                "ParentTreeNextKey": page_count + len(self.annotations),
            }
        )
        return document.Reference(root, "StructTreeRoot")


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element) and not (kid.is_empty and kid.tag not in ("TD", "TH")):
            yield from _walk(kid)


class _ElementObject(PDFObject):
    """Format an element as a PDF object; a long document has thousands of them. `references` are those of all elements that are written."""

    def __init__(self, element: Element, references: dict[int, str]) -> None:
        self.element, self.references = element, references

    def format(self, document: PDFDocument) -> bytes:
        element, references = self.element, self.references
        # A table names its page, although its cells do too: readers expect it there.
        pages = [kid.page for kid in (_drawn(element) if element.tag == "Table" else element.kids) if isinstance(kid, MarkedContent)]
        home = min(pages) if pages else None
        parent = references[id(element.parent)] if element.parent else _reference("StructTreeRoot", document)
        entries = [f"/S /{element.tag} /P {parent}"]
        if home is not None:
            entries.append(f"/Pg {_reference(f'Page{home}', document)}")
        kids = [_kid(kid, home, references, document) for kid in element.kids if not isinstance(kid, Element) or id(kid) in references]
        if kids:
            entries.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K [ {' '.join(kids)} ]")
        if element.alt:
            entries.append(f"/Alt {_string(element.alt, document)}")
        if element.language:
            entries.append(f"/Lang {_string(element.language, document)}")
        if element.scope:
            entries.append(f"/A << /O /Table /Scope /{element.scope} >>")
        elif element.attributes:
            entries.append(f"/A << {' '.join(f'/{key} /{value}' for key, value in element.attributes.items())} >>")
        return f"<< {' '.join(entries)} >>".encode("latin-1")


def _drawn(element: Element) -> Iterator[MarkedContent | AnnotationKid]:
    """Return all drawn content of an element and its descendants."""
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _drawn(kid)
        else:
            yield kid


def _kid(kid: Element | MarkedContent | AnnotationKid, home: int | None, references: dict[int, str], document: PDFDocument) -> str:
    if isinstance(kid, Element):
        return references[id(kid)]
    if isinstance(kid, MarkedContent) and kid.page == home:
        return str(kid.number)
    page = _reference(f"Page{kid.page}", document)
    if isinstance(kid, AnnotationKid):
        return f"<< /Type /OBJR /Obj {formatted(document.refAnnotation(kid.name), document)} /Pg {page} >>"
    return f"<< /Type /MCR /Pg {page} /MCID {kid.number} >>"


def _reference(name: str, document: PDFDocument) -> str:
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def _string(words: str, document: PDFDocument) -> str:
    return formatted(PDFString(words), document)


def formatted(value: PDFObject, document: PDFDocument) -> str:
    """Return the syntax of an object of reportlab's as text of which each character is a byte."""
    data: bytes = value.format(document)
    return data.decode("latin-1")
