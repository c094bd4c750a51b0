"""Make the presentation that slides are added to: right-to-left master, layouts, theme and notes master.

python-pptx's own template is left-to-right and 4:3; its parts are kept and their content is replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from generator.layout import slides as geometry
from generator.layout.boxes import SLIDE_HEIGHT, SLIDE_WIDTH, Frame
from generator.locale import Locale
from generator.model.text import text
from generator.theme import Theme
from generator.writers.pptx.text import SCHEME, make_right_to_left, plain_paragraph
from generator.writers.pptx.xml import Element, element, emu, replace_children, solid, transform

SLIDE_NUMBER = Frame(geometry.MARGIN, SLIDE_HEIGHT - 50, 80, 26)
_LEVELS = 9


@dataclass(frozen=True)
class Placeholder:
    """One placeholder of a layout: its PowerPoint type, index, frame, prompt (a label's key) and look."""

    type: str | None
    index: int | None
    frame: Frame
    prompt: str
    size: float
    colour: str = "ink"
    heading: bool = False
    anchor: str = "t"


@dataclass(frozen=True)
class LayoutDesign:
    """One layout: its key in the model and its placeholders; `dark` ones stand on the primary colour."""

    key: str
    placeholders: tuple[Placeholder, ...]
    dark: bool = False


_TITLE = Placeholder("title", None, geometry.TITLE, "prompt_title", 36, "primary", heading=True, anchor="ctr")
_BODY = Placeholder("body", 1, geometry.CONTENT, "prompt_body", 28)
_OBJECT = Placeholder(None, 1, geometry.CONTENT, "prompt_object", 24)
_SOURCE = Placeholder("body", 13, geometry.SOURCE, "prompt_source", 14, "muted", anchor="b")
_COVER = (
    Placeholder("ctrTitle", None, geometry.COVER_TITLE, "prompt_title", 44, "on_primary", heading=True, anchor="b"),
    Placeholder("subTitle", 1, geometry.COVER_SUBTITLE, "prompt_subtitle", 24, "on_primary"),
    Placeholder("body", 14, geometry.COVER_DETAILS, "prompt_details", 18, "on_primary"),
)
DESIGNS = (
    LayoutDesign("cover", _COVER, dark=True),
    *(LayoutDesign(key, (_TITLE, _BODY, _SOURCE)) for key in ("points", "objectives", "messages", "sources", "activity", "case", "discussion")),
    *(LayoutDesign(key, (_TITLE, _OBJECT, _SOURCE)) for key in ("diagram", "table")),
)
PLACEHOLDER_INDEX = {"title": 0, "subtitle": 1, "body": 1, "details": 14, "source": 13}


def make_presentation(theme: Theme, locale: Locale) -> Any:
    """Make an empty right-to-left presentation with the theme's layouts, in the order of DESIGNS."""
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = emu(SLIDE_WIDTH), emu(SLIDE_HEIGHT)
    _drop_leftovers(presentation)
    root = presentation.element
    root.set("rtl", "1")
    root.sldSz.attrib.pop("type", None)
    make_right_to_left(root)
    _theme(presentation.slide_master.part.part_related_by(RT.THEME), theme)
    _master(presentation.slide_master, theme, locale)
    _layouts(presentation, locale)
    _notes_master(presentation, theme, locale)
    return presentation


def _drop_leftovers(presentation: Any) -> None:
    """Take out the template's thumbnail and printer settings, which show and say something else."""
    for part, kinds in ((presentation.part.package, (RT.THUMBNAIL,)), (presentation.part, (RT.PRINTER_SETTINGS,))):
        relationships = part._rels
        for key in [key for key, one in relationships.items() if one.reltype in kinds]:
            relationships.pop(key)


def _theme(part: Any, theme: Theme) -> None:
    """Write the theme's colours and families into the theme part."""
    root = etree.fromstring(part.blob)
    root.set("name", theme.name)
    colours = theme.colours
    roles = {
        "dk1": colours.ink,
        "lt1": colours.ground,
        "dk2": colours.muted,
        "lt2": colours.soft_ground,
        "accent1": colours.primary,
        "accent2": colours.accent,
        "accent3": colours.rule,
        "accent4": colours.muted,
        "accent5": colours.primary,
        "accent6": colours.accent,
        "hlink": colours.primary,
        "folHlink": colours.muted,
    }
    scheme = root.find(".//{*}clrScheme")
    scheme.set("name", theme.name)
    for name, value in roles.items():
        replace_children(scheme.find(f"{{*}}{name}"), [element("a:srgbClr", {"val": value})])
    fonts = root.find(".//{*}fontScheme")
    fonts.set("name", theme.name)
    for tag, family in (("majorFont", theme.families.heading), ("minorFont", theme.families.text)):
        faces = [element("a:latin", {"typeface": family.name}), element("a:ea", {"typeface": ""}), element("a:cs", {"typeface": family.name})]
        replace_children(fonts.find(f"{{*}}{tag}"), [*faces, element("a:font", {"script": "Arab", "typeface": family.name})])
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _level(level: int, size: float, colour: str, face: str, *, bold: bool, bulleted: bool) -> Element:
    """Write one level of a list style; indents are measured from the right."""
    indent = emu(1.1 * size) if bulleted else 0
    faces = [element("a:latin", {"typeface": f"+{face}-lt"}), element("a:ea", {"typeface": f"+{face}-ea"}), element("a:cs", {"typeface": f"+{face}-cs"})]
    marks = [element("a:buFont", {"typeface": "Arial"}), element("a:buChar", {"char": "•"})] if bulleted else [element("a:buNone")]
    return element(
        f"a:lvl{level}pPr",
        {"marL": indent * level, "indent": -indent, "algn": "r", "defTabSz": 914400, "rtl": 1, "eaLnBrk": 1, "latinLnBrk": 0, "hangingPunct": 1},
        element("a:lnSpc", None, element("a:spcPct", {"val": 100000})),
        element("a:spcBef", None, element("a:spcPts", {"val": round(size * 40) if bulleted else 0})),
        *marks,
        element("a:defRPr", {"sz": round(size * 100), "b": 1 if bold else 0, "kern": 1200}, solid(SCHEME[colour]), *faces),
    )


def _levels(size: float, colour: str, face: str, *, bold: bool = False, bulleted: bool = False) -> list[Element]:
    sizes = [max(18.0, size - 2 * level) for level in range(_LEVELS)] if bulleted else [size] * _LEVELS
    return [_level(level, sizes[level - 1], colour, face, bold=bold, bulleted=bulleted) for level in range(1, _LEVELS + 1)]


def _shape(number: int, name: str, placeholder: Element | None, frame: Frame | None, body: Element) -> Element:
    geometry_ = [transform(frame.x, frame.y, frame.width, frame.height), element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))] if frame else []
    return element(
        "p:sp",
        None,
        element(
            "p:nvSpPr",
            None,
            element("p:cNvPr", {"id": number, "name": name}),
            element("p:cNvSpPr", None, element("a:spLocks", {"noGrp": 1})),
            element("p:nvPr", None, placeholder),
        ),
        element("p:spPr", None, *geometry_),
        body,
    )


def _body(placeholder: Placeholder, prompt: str, locale: Locale, *, style: bool) -> Element:
    inset = {"lIns": emu(8), "tIns": emu(4), "rIns": emu(8), "bIns": emu(4)}
    face = "mj" if placeholder.heading else "mn"
    levels = (
        _levels(placeholder.size, placeholder.colour, face, bold=placeholder.heading, bulleted=placeholder.index == 1 and placeholder.type != "subTitle")
        if style
        else []
    )
    return element(
        "p:txBody",
        None,
        element("a:bodyPr", {"vert": "horz", **inset, "rtlCol": 1, "anchor": placeholder.anchor}, element("a:normAutofit")),
        element("a:lstStyle", None, *levels),
        plain_paragraph(text(prompt), locale),
    )


def _number_body(language: str) -> Element:
    """Write the slide-number field, at the left of the foot."""
    made = element(
        "a:p",
        None,
        element("a:pPr", {"algn": "l", "rtl": 1}),
        element(
            "a:fld",
            {"id": "{2E1B9D5C-7C0B-4B0E-9D5E-0B6B2B9B6A10}", "type": "slidenum"},
            element("a:rPr", {"lang": language, "sz": 1200}, solid(SCHEME["muted"])),
            _t("‹#›"),
        ),
        element("a:endParaRPr", {"lang": language, "sz": 1200}),
    )
    return element("p:txBody", None, element("a:bodyPr", {"rtlCol": 1, "anchor": "ctr"}), element("a:lstStyle"), made)


def _t(words: str) -> Element:
    made = element("a:t")
    made.text = words
    return made


def slide_number(number: int, name: str, language: str, frame: Frame | None = None) -> Element:
    """Write a slide-number placeholder."""
    return _shape(number, name, element("p:ph", {"type": "sldNum", "sz": "quarter", "idx": 12}), frame, _number_body(language))


def _decoration(number: int, name: str, frame: Frame, colour: str) -> Element:
    """Write a plain rectangle of the master that means nothing to a reader."""
    return element(
        "p:sp",
        None,
        element("p:nvSpPr", None, element("p:cNvPr", {"id": number, "name": name}, decorative()), element("p:cNvSpPr"), element("p:nvPr", {"userDrawn": 1})),
        element(
            "p:spPr",
            None,
            transform(frame.x, frame.y, frame.width, frame.height),
            element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
            solid(SCHEME[colour]),
            element("a:ln", None, element("a:noFill")),
        ),
    )


def decorative() -> Element:
    """Write the extension that marks a shape as decoration."""
    uri = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
    namespace = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    mark = etree.Element(f"{{{namespace}}}decorative", nsmap={"adec": namespace})
    mark.set("val", "1")
    return element("a:extLst", None, element("a:ext", {"uri": uri}, mark))


def _master(master: Any, theme: Theme, locale: Locale) -> None:
    tree = master.element.cSld.spTree
    replace_children(tree, list(tree)[:2])
    tree.append(_decoration(20, "Accent bar", Frame(SLIDE_WIDTH - 14, 0, 14, SLIDE_HEIGHT), "primary"))
    tree.append(_decoration(21, "Title rule", Frame(geometry.MARGIN, 102, SLIDE_WIDTH - 2 * geometry.MARGIN, 1.5), "rule"))
    for number, (kind, placeholder) in enumerate((("title", _TITLE), ("body", _BODY)), 2):
        body = _body(placeholder, locale.label(placeholder.prompt), locale, style=False)
        tree.append(_shape(number, kind, element("p:ph", {"type": kind, "idx": placeholder.index}), placeholder.frame, body))
    tree.append(slide_number(6, "Slide Number", locale.language, SLIDE_NUMBER))
    styles = master.element.find(qn("p:txStyles"))
    sizes = theme.slides
    replace_children(styles.find(qn("p:titleStyle")), _levels(sizes.title[0], "primary", "mj", bold=True))
    replace_children(styles.find(qn("p:bodyStyle")), _levels(sizes.body[0], "ink", "mn", bulleted=True))
    replace_children(styles.find(qn("p:otherStyle")), _levels(18, "ink", "mn"))


def _layouts(presentation: Any, locale: Locale) -> None:
    """Turn the template's layouts into ours; what is over is removed."""
    layouts = list(presentation.slide_layouts)
    for layout in layouts[len(DESIGNS) :]:
        presentation.slide_layouts.remove(layout)
    for layout, design in zip(layouts, DESIGNS, strict=False):
        _layout(layout.element, design, locale)


def _layout(root: Element, design: LayoutDesign, locale: Locale) -> None:
    root.attrib.pop("type", None)
    root.set("userDrawn", "1")
    root.set("preserve", "1")
    root.cSld.set("name", locale.label(f"layout_{design.key}"))
    if design.dark:
        root.set("showMasterSp", "0")
        background = element("p:bg", None, element("p:bgPr", None, solid(SCHEME["primary"]), element("a:effectLst")))
        root.cSld.insert(0, background)
    tree = root.cSld.spTree
    replace_children(tree, list(tree)[:2])
    if design.dark:
        tree.append(_decoration(20, "Accent bar", Frame(SLIDE_WIDTH - 26, 0, 26, SLIDE_HEIGHT), "accent"))
    for number, placeholder in enumerate(design.placeholders, 2):
        mark = element("p:ph", {"type": placeholder.type, "idx": placeholder.index})
        own_style = placeholder.type not in ("title", None) and not (placeholder.type == "body" and placeholder.index == 1)
        prompt = locale.label(placeholder.prompt)
        tree.append(_shape(number, prompt, mark, placeholder.frame, _body(placeholder, prompt, locale, style=own_style)))
    if not design.dark:
        tree.append(slide_number(9, "Slide Number", locale.language, SLIDE_NUMBER))


def _notes_master(presentation: Any, theme: Theme, locale: Locale) -> None:
    """Turn python-pptx's notes master round, and name it in the presentation, which python-pptx forgets."""
    part = presentation.part.notes_master_part
    make_right_to_left(part._element)
    for run in part._element.iter(qn("a:rPr"), qn("a:endParaRPr")):
        run.set("lang", locale.language)
        run.attrib.pop("smtClean", None)
    for shape in list(part._element.cSld.spTree):
        placeholder = shape.find(".//" + qn("p:ph"))
        if placeholder is not None and placeholder.get("type") in ("hdr", "dt", "ftr"):
            part._element.cSld.spTree.remove(shape)
        elif placeholder is not None and placeholder.get("type") == "body":
            body = shape.find(qn("p:txBody"))
            for old in body.findall(qn("a:p")):
                body.remove(old)
            body.append(plain_paragraph(text(locale.label("prompt_notes")), locale))
    _theme_fonts_of_notes(part.part_related_by(RT.THEME), theme)
    identifier = element("p:notesMasterId", {"r:id": presentation.part.relate_to(part, RT.NOTES_MASTER)})
    presentation.element.find(qn("p:sldMasterIdLst")).addnext(element("p:notesMasterIdLst", None, identifier))


def _theme_fonts_of_notes(part: Any, theme: Theme) -> None:
    for tag, family in (("a:majorFont", theme.families.heading), ("a:minorFont", theme.families.text)):
        fonts = part._element.find(".//" + qn(tag))
        for name in ("a:latin", "a:cs"):
            fonts.find(qn(name)).set("typeface", family.name)


def layout_names() -> Sequence[str]:
    """List the layouts' keys in their order in the presentation."""
    return [design.key for design in DESIGNS]
