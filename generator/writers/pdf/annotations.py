"""Link annotations of a page (ISO 32000-1, 12.5.6.5)."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFString

from generator.writers.pdf.structure import Syntax, formatted


class LinkAnnotation(PDFObject):
    """Format a link as a PDF object: reportlab formats dictionaries slowly, and a document has hundreds of links.

    `corners` is the syntax of its rectangle, `words` what is shown, `place` its destination in the document or an action.
    """

    def __init__(self, corners: str, words: str, place: PDFObject) -> None:
        self.corners, self.words, self.place = corners, words, place
        self.key = 0

    def format(self, document: PDFDocument) -> bytes:
        """Return the syntax; reportlab calls this. `key` is its key in the parent tree."""
        entry = "A" if isinstance(self.place, PDFDictionary) else "Dest"
        return (
            f"<< /Type /Annot /Subtype /Link /Rect {self.corners} /Border [ 0 0 0 ] /F 4 /Contents {formatted(PDFString(self.words), document)}"
            f" /{entry} {formatted(self.place, document)} /StructParent {self.key} >>"
        ).encode("latin-1")


def address(link: str) -> PDFDictionary:
    """Return the action that opens an address."""
    return PDFDictionary({"S": Syntax("/URI"), "URI": PDFString(link)})
