"""Write hyperlinks of runs (ISO/IEC 29500-1, 21.1.2.3.5, hlinkClick).

A run is written before its part is known, so its link holds the address itself; `connect_links`
then replaces it by a relationship of the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from generator.layout.boxes import ColourRole
from generator.model.text import Run
from generator.writers.pptx.xml import Element, element

# PowerPoint draws links in the theme's link colour, which is illegible on dark backgrounds, unless this is set
# ([MS-ODRAWXML] 2.31, hlinkClr).
_OWN_COLOUR = "{A12FA001-AC4F-418D-AE19-62706E023703}"
_OWN_COLOUR_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"
_JUMP = "ppaction://hlinksldjump"
# The colours of text on dark backgrounds.
ON_DARK: tuple[ColourRole, ...] = ("on_primary", "highlight")
# A word from its first letter or digit to its last, with its vowel marks.
_WORD = re.compile(r"\w(?:[^\s]*\w)?[\u064b-\u065f\u0670]*")
# Characters allowed in a URI (RFC 3986); all others are escaped.
_URI_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"


def outward(run: Run) -> str | None:
    """Return the external address of a run's link; None without one, or for a place in the same document."""
    return run.link if run.link and not run.link.startswith("#") else None


def inward(run: Run) -> str | None:
    """Return the place in the same document that a run leads to, `#name`; None without one."""
    return run.link if run.link and run.link.startswith("#") else None


def words_of(run: Run, words: str) -> Iterator[tuple[str, bool]]:
    """Split a run's text into words, each True if it gets the link, and the text between them.

    LibreOffice draws a linked run as one field, which it neither breaks between lines, nor orders beside another,
    nor mirrors its outer marks; words that are linked separately, without these marks, are drawn correctly. Text without
    a link is not split.
    """
    if not run.link:
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
    """Return the underline of a linked run, so that it continues under its spaces."""
    return "sng" if run.link else None


def hyperlink(run: Run, colour: ColourRole | None = None) -> Element | None:
    """Write the link of a run, for its properties; on a dark background, and to another slide, it keeps the colour of its text."""
    place, address = inward(run), outward(run)
    if place is not None:
        return jump(place, _own_colour())
    if address is None:
        return None
    return element("a:hlinkClick", {"r:id": quote(address, safe=_URI_CHARACTERS)}, _own_colour() if colour in ON_DARK else None)


def jump(place: str, *extensions: Element, tip: str | None = None) -> Element:
    """Write a link to another slide, of a run or of a shape (ISO/IEC 29500-1, 21.1.2.3.5; [MS-OE376] for its action).

    The tip is read aloud and shown where the words alone do not say where the link leads.
    """
    return element("a:hlinkClick", {"r:id": place, "action": _JUMP, "tooltip": tip}, *extensions)


def _own_colour() -> Element:
    mark = etree.Element(f"{{{_OWN_COLOUR_NAMESPACE}}}hlinkClr", nsmap={"ahyp": _OWN_COLOUR_NAMESPACE})
    mark.set("val", "tx")
    return element("a:extLst", None, element("a:ext", {"uri": _OWN_COLOUR}, mark))


def connect_links(part: Any) -> list[Element]:
    """Replace the addresses of all links of a part by its relationships; return its links to other slides, which may not exist yet."""
    links = list(part._element.iter(qn("a:hlinkClick")))
    jumps = [link for link in links if link.get("action") == _JUMP]
    for link in links:
        if link not in jumps:
            link.set(qn("r:id"), part.relate_to(link.get(qn("r:id")), RT.HYPERLINK, is_external=True))
    return jumps


def connect_jumps(part: Any, jumps: Iterable[Element], slides: Mapping[str, Any]) -> None:
    """Replace the names of slides in the links of a part by its relationships to the parts of these slides."""
    for link in jumps:
        link.set(qn("r:id"), part.relate_to(slides[link.get(qn("r:id"))[1:]], RT.SLIDE))
