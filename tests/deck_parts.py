"""What a deck consists of, as its rules of accessibility look at it: slides, shapes, tables, parts."""

from lxml import etree

from generator.layout.designs import DESIGNS
from tests.inherited import A, P

P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
SHAPES = tuple(f"{P}{name}" for name in ("sp", "grpSp", "pic", "graphicFrame", "cxnSp"))


def roots(deck):
    """Give the XML of all parts of a deck, with their names."""
    for part in deck.part.package.iter_parts():
        if part.partname.endswith(".xml"):
            element = getattr(part, "_element", None)
            yield part.partname, etree.fromstring(part.blob) if element is None else element


def slides(deck):
    return [(f"slide {number}", slide) for number, slide in enumerate(deck.slides, 1)]


def keys_of(deck):
    """Return the key of the layout of each slide."""
    keys = {layout.part.partname: design.key for layout, design in zip(deck.slide_layouts, DESIGNS, strict=True)}
    return [keys[slide.slide_layout.part.partname] for slide in deck.slides]


def words_of(shape):
    return "".join(one.text or "" for one in shape.iter(f"{A}t")).strip()


def name_of(shape):
    return next(shape.iter(f"{P}cNvPr"))


def is_decorative(shape):
    mark = name_of(shape).find(f".//{DECORATIVE}")
    return mark is not None and mark.get("val") == "1"


def placeholder_of(shape):
    return shape.find(f"*/{P}nvPr/{P}ph")


def children(tree):
    return [one for one in tree if one.tag in SHAPES]


def tables(deck):
    return [(where, shape.table._tbl) for where, slide in slides(deck) for shape in slide.shapes if shape.has_table]
