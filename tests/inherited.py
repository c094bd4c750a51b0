"""What a paragraph or run of a slide inherits: from its shape's list style, its layout's placeholder, and the master (ISO/IEC 29500-1, 21.1.2.4)."""

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TITLES = ("title", "ctrTitle")


def list_styles(shape, slide):
    """Return the list styles above a shape's own: its layout's placeholder's, then the master's."""
    styles = slide.slide_layout.slide_master.element.find(f"{P}txStyles")
    if not shape.is_placeholder:
        return [styles.find(f"{P}otherStyle")]
    mark = shape._element.find(f".//{P}ph")
    index = mark.get("idx", "0")
    (layout,) = [one for one in slide.slide_layout.placeholders if one._element.find(f".//{P}ph").get("idx", "0") == index]
    return [layout._element.txBody.find(f"{A}lstStyle"), styles.find(f"{P}{'titleStyle' if mark.get('type') in TITLES else 'bodyStyle'}")]


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
