"""Connect linked runs to the addresses that they lead to (ISO/IEC 29500-1, 21.1.2.3.5, hlinkClick).

A run is written before anyone knows in which part it will stand, so its link carries the address itself; `connect_links`
then makes it a relationship of the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from generator.layout.boxes import ColourRole
from generator.model.text import Run
from generator.writers.pptx.xml import Element, element

# PowerPoint draws links in the theme's colour of links, which could not be read on dark grounds, unless this says otherwise
# ([MS-ODRAWXML] 2.31, hlinkClr).
_OWN_COLOUR = "{A12FA001-AC4F-418D-AE19-62706E023703}"
_OWN_COLOUR_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"
# The colours of text on dark grounds.
ON_DARK: tuple[ColourRole, ...] = ("on_primary", "highlight")
# A word from its first letter or digit to its last, with the vowel marks on that.
_WORD = re.compile(r"\w(?:[^\s]*\w)?[\u064b-\u065f\u0670]*")
# What a URI may hold as it is (RFC 3986); everything else is escaped.
_URI_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"


def outward(run: Run) -> str | None:
    """Give the address that a run leads to; None where it leads nowhere, or to a place in the same document."""
    return run.link if run.link and not run.link.startswith("#") else None


def words_of(run: Run, words: str) -> Iterator[tuple[str, bool]]:
    """Cut a stretch of a run into words, each True where it is to carry the link, and what stands between them.

    LibreOffice draws a linked run as one field, which it neither breaks between lines, nor sets in order beside another,
    nor turns its outer marks; words that are linked one by one, without their marks, are drawn right. What leads nowhere is
    not cut.
    """
    if outward(run) is None:
        yield words, False
        return
    place = 0
    for word in _WORD.finditer(words):
        if word.start() > place:
            yield words[place : word.start()], False
        yield word.group(), True
        place = word.end()
    if place < len(words):
        yield words[place:], False


def underline(run: Run) -> str | None:
    """Give the underline of a linked run, so that it goes on under its spaces."""
    return "sng" if outward(run) else None


def hyperlink(run: Run, colour: ColourRole | None = None) -> Element | None:
    """Write the link of a run, for its properties; on a dark ground it keeps the colour of its text."""
    address = outward(run)
    if address is None:
        return None
    return element("a:hlinkClick", {"r:id": quote(address, safe=_URI_CHARACTERS)}, _own_colour() if colour in ON_DARK else None)


def _own_colour() -> Element:
    mark = etree.Element(f"{{{_OWN_COLOUR_NAMESPACE}}}hlinkClr", nsmap={"ahyp": _OWN_COLOUR_NAMESPACE})
    mark.set("val", "tx")
    return element("a:extLst", None, element("a:ext", {"uri": _OWN_COLOUR}, mark))


def connect_links(part: Any) -> None:
    """Make the addresses of all links of a part its relationships."""
    for link in part._element.iter(qn("a:hlinkClick")):
        link.set(qn("r:id"), part.relate_to(link.get(qn("r:id")), RT.HYPERLINK, is_external=True))
