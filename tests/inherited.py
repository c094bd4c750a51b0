"""What a paragraph or run of a slide inherits: from its shape's list style, its layout's placeholder, and the master (ISO/IEC 29500-1, 21.1.2.4)."""

from functools import lru_cache

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TITLES = ("title", "ctrTitle")
# The placeholders in the margins.
FURNITURE = ("sldNum", "dt", "ftr")


def of_layout(shape, slide):
    """Return the layout's placeholder of a placeholder on a slide, as an element."""
    return _placeholders(slide.slide_layout.part)[shape._element.find(f".//{P}ph").get("idx", "0")]


@lru_cache(maxsize=64)
def _placeholders(layout):
    shapes = layout._element.iter(f"{P}sp")
    marked = [(mark.get("idx", "0"), shape) for shape in shapes if (mark := shape.find(f".//{P}ph")) is not None]
    assert len(dict(marked)) == len(marked)
    return dict(marked)


def edges(shape, slide):
    """Return the left, top, right and bottom of a shape in EMU, its own or those of its layout's placeholder."""
    place = next(shape._element.iter(f"{A}xfrm", f"{P}xfrm"), None)
    if place is None:
        place = next(of_layout(shape, slide).iter(f"{A}xfrm"))
    (left, top), (width, height) = (map(int, place.find(f"{A}{name}").attrib.values()) for name in ("off", "ext"))
    return left, top, left + width, top + height


def list_styles(shape, slide):
    """Return the list styles above a shape's own: its layout's placeholder's, then the master's."""
    styles = slide.slide_layout.slide_master.element.find(f"{P}txStyles")
    if not shape.is_placeholder:
        return [styles.find(f"{P}otherStyle")]
    mark = shape._element.find(f".//{P}ph")
    return [of_layout(shape, slide).txBody.find(f"{A}lstStyle"), styles.find(f"{P}{_master_style(mark.get('type'))}")]


def _master_style(kind):
    return "titleStyle" if kind in TITLES else "otherStyle" if kind in FURNITURE else "bodyStyle"


def of_level(style, level=1):
    return style.find(f"{A}lvl{level}pPr")


def stated(properties):
    """Return what an `a:pPr`, `a:lvlNpPr`, `a:rPr` or `a:defRPr` states about formatting, by name; a mark is one of the three kinds."""
    if properties is None:
        return {}
    found = {name: properties.get(name) for name in ("marL", "indent", "algn", "sz", "b") if properties.get(name) is not None}
    for child in properties:
        name = etree.QName(child).localname
        if name in ("lnSpc", "spcBef", "spcAft", "buClr", "solidFill", "latin", "cs"):
            found[name] = etree.tostring(child, method="c14n")
        elif name in ("buNone", "buChar", "buAutoNum"):
            found["mark"] = etree.tostring(child, method="c14n")
    # A new mark says its colour, which above may be that of a mark taken away.
    return {name: value for name, value in found.items() if name != "buClr" or "mark" not in found}


def inherited(styles):
    """Return what list styles give a paragraph of the first level, and its characters; the first of them go before the others."""
    paragraph, characters = {}, {}
    for style in reversed(styles):
        level = of_level(style) if style is not None else None
        if level is not None:
            paragraph |= stated(level)
            characters |= stated(level.find(f"{A}defRPr"))
    return paragraph, characters


def size_of(run, shape, slide):
    """Return the size of a run in points, stated or inherited."""
    own = run._r.find(f"{A}rPr").get("sz")
    styles = [shape._element.find(f".//{A}lstStyle"), *list_styles(shape, slide)]
    return int(own or inherited(styles)[1]["sz"]) / 100
