"""Build the presentation that slides are added to: right-to-left master, layouts, theme and notes master.

python-pptx's own template is left-to-right and 4:3; its parts are kept and their content is replaced.
"""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pptx
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.slide import SlideLayoutPart

from generator.layout.boxes import SLIDE_HEIGHT, SLIDE_WIDTH, Frame
from generator.layout.designs import DESIGNS, INSET_Y, NUMBER, LayoutDesign, Ornament, Placeholder, design_of
from generator.layout.pattern import eightfold
from generator.model.text import text
from generator.settings.locale import Locale
from generator.settings.theme import Theme
from generator.storage.cache import cached_bytes
from generator.typography.embedded import embedded, may_embed
from generator.typography.fonts import BOLD, Face, FontSet, Role
from generator.writers.archive import compressed, packed
from generator.writers.pptx.levels import SCHEME, LevelStyle, body_style, layout_style, list_style, master_style, other_style, title_style
from generator.writers.pptx.ornaments import decorative
from generator.writers.pptx.package import BLANK_NOTES, BLANK_SLIDE, FONT_DATA, Template, opened_template
from generator.writers.pptx.placeholders import placeholder_shape
from generator.writers.pptx.printing import PAGE, add_handout_master, design_notes
from generator.writers.pptx.tables import table_styles
from generator.writers.pptx.text import language_of, make_right_to_left, plain_paragraph
from generator.writers.pptx.xml import Element, element, emu, free_outline, replace_children, solid, transform

# The families that decks use.
ROLES: tuple[Role, ...] = ("heading", "text")
# The modules that a template depends on, beside its theme, its locale and python-pptx.
DEPENDENCIES = (
    "generator.layout.boxes",
    "generator.layout.designs",
    "generator.layout.pattern",
    "generator.typography.embedded",
    "generator.writers.archive",
    "generator.writers.pptx.levels",
    "generator.writers.pptx.links",
    "generator.writers.pptx.ornaments",
    "generator.writers.pptx.package",
    "generator.writers.pptx.placeholders",
    "generator.writers.pptx.printing",
    "generator.writers.pptx.template",
    "generator.writers.pptx.tables",
    "generator.writers.pptx.text",
    "generator.writers.pptx.xml",
)


def make_template(theme: Theme, faces: FontSet, locale: Locale) -> Template:
    """Return an empty right-to-left presentation with the theme's layouts, in the order of DESIGNS, and its fonts if they may be embedded.

    It is cached per theme, fonts and locale.
    """
    sources = (Path(str(sys.modules[name].__file__)) for name in DEPENDENCIES)
    fonts = [face.blob for face in _embedded_faces(theme, faces)]
    parts = [repr(theme).encode(), repr(locale).encode(), pptx.__version__.encode(), *fonts, *(path.read_bytes() for path in sources)]
    return _opened(cached_bytes("template", parts, lambda: _saved(theme, faces, locale)))


# A kit has decks of one theme and few locales.
_opened = lru_cache(maxsize=8)(opened_template)


def _saved(theme: Theme, faces: FontSet, locale: Locale) -> bytes:
    """Write the presentation and, beside its parts, an empty slide of each layout and empty notes."""
    presentation = _made(theme, faces, locale)
    buffer = io.BytesIO()
    presentation.save(buffer)
    with zipfile.ZipFile(buffer) as saved:
        members = {name: saved.read(name) for name in saved.namelist()}
    for number, layout in enumerate(presentation.slide_layouts, 1):
        slide = presentation.slides.add_slide(layout)
        members[BLANK_SLIDE.format(number)] = slide.part.blob
    notes = slide.notes_slide
    make_right_to_left(notes._element)
    for old in notes.notes_text_frame._txBody.findall(qn("a:p")):
        old.getparent().remove(old)
    return packed({name: compressed(content, zlib.Z_BEST_COMPRESSION) for name, content in (members | {BLANK_NOTES: notes.part.blob}).items()})


def _made(theme: Theme, faces: FontSet, locale: Locale) -> Any:
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = emu(SLIDE_WIDTH), emu(SLIDE_HEIGHT)
    _drop_leftovers(presentation)
    root = presentation.element
    root.set("rtl", "1")
    root.sldSz.attrib.pop("type", None)
    root.find(qn("p:notesSz")).attrib.update({"cx": str(emu(PAGE.width)), "cy": str(emu(PAGE.height))})
    replace_children(root.find(qn("p:defaultTextStyle")), [_default_language(locale), *_default_levels(other_style(theme), locale)])
    _theme(presentation.slide_master.part.part_related_by(RT.THEME), theme)
    presentation.part.part_related_by(RT.TABLE_STYLES)._blob = table_styles(theme)
    _master(presentation.slide_master, theme, locale)
    _layouts(presentation, theme, locale)
    _notes_master(presentation, theme, locale)
    add_handout_master(presentation, presentation.slide_master.part.part_related_by(RT.THEME).blob, locale)
    _embed_fonts(presentation, _embedded_faces(theme, faces))
    return presentation


def _default_language(locale: Locale) -> Element:
    return element("a:defPPr", {"algn": "r", "rtl": 1}, element("a:defRPr", language_of(locale)))


def _default_levels(style: LevelStyle, locale: Locale) -> Iterator[Element]:
    """Write the levels of a list style of defaults, so that text typed or pasted later has the edition's language."""
    for level in list_style(style, None):
        level.find(qn("a:defRPr")).attrib.update(language_of(locale))
        yield level


def _embedded_faces(theme: Theme, faces: FontSet) -> list[Face]:
    """Return the faces that decks carry, regular before bold, each family once."""
    if not theme.embed_fonts:
        return []
    families = {faces.families[role].name: role for role in reversed(ROLES)}
    found = [faces.face(role, bold=bold) for role in reversed(families.values()) for bold in (False, True)]
    return [face for face in found if may_embed(face)]


def _embed_fonts(presentation: Any, faces: Sequence[Face]) -> None:
    """Embed faces in a presentation (ISO/IEC 29500-1, 19.2.1.9, embeddedFontLst), which lists each family once."""
    listed = element("p:embeddedFontLst")
    for number, face in enumerate(faces, 1):
        part: Any = Part(PackURI(f"/ppt/fonts/font{number}.fntdata"), FONT_DATA, presentation.part.package, embedded(face))
        family = next((one for one in listed if one[0].get("typeface") == face.family), None)
        if family is None:
            family = element("p:embeddedFont", None, element("p:font", {"typeface": face.family}))
            listed.append(family)
        family.append(element("p:bold" if face.weight >= BOLD else "p:regular", {"r:id": presentation.part.relate_to(part, RT.FONT)}))
    if faces:
        presentation.element.set("embedTrueTypeFonts", "1")
        presentation.element.find(qn("p:notesSz")).addnext(listed)


def _drop_leftovers(presentation: Any) -> None:
    """Remove the thumbnail and printer settings of python-pptx's template."""
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
        "lt1": colours.background,
        "dk2": colours.muted,
        "lt2": colours.soft_background,
        "accent1": colours.primary,
        "accent2": colours.accent,
        "accent3": colours.rule,
        "accent4": colours.highlight,
        "accent5": colours.tint,
        "accent6": colours.pattern,
        "hlink": colours.accent,
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


def _body(placeholder: Placeholder, prompt: str, locale: Locale, levels: Iterable[Element] = ()) -> Element:
    inset = {"lIns": emu(placeholder.inset), "tIns": emu(INSET_Y), "rIns": emu(placeholder.inset), "bIns": emu(INSET_Y)}
    return element(
        "p:txBody",
        None,
        element("a:bodyPr", {"vert": "horz", **inset, "rtlCol": 1, "anchor": placeholder.anchor}, element("a:normAutofit")),
        element("a:lstStyle", None, *levels),
        plain_paragraph(text(prompt), locale),
    )


def _number_body(locale: Locale, number: int | None, colour: str = "") -> Element:
    """Write the slide number, whose style the layout states: a field, or fixed text if PowerPoint's field lacks the edition's digits."""
    shown = element("a:rPr", {"lang": locale.language})
    if number is None or locale.has_latin_digits:
        run = element("a:fld", {"id": "{2E1B9D5C-7C0B-4B0E-9D5E-0B6B2B9B6A10}", "type": "slidenum"}, shown, _t("‹#›" if number is None else str(number)))
    else:
        run = element("a:r", None, shown, _t(locale.number(number)))
    made = element("a:p", None, element("a:pPr", {"rtl": 1}), run)
    if not colour:
        return element("p:txBody", None, element("a:bodyPr"), element("a:lstStyle"), made)
    level = element("a:lvl1pPr", {"algn": "l", "rtl": 1}, element("a:defRPr", {"sz": 1200}, solid(SCHEME[colour])))
    return element("p:txBody", None, element("a:bodyPr", {"rtlCol": 1, "anchor": "ctr"}), element("a:lstStyle", None, level), made)


def _t(words: str) -> Element:
    made = element("a:t")
    made.text = words
    return made


def slide_number(identifier: int, locale: Locale, number: int) -> Element:
    """Write the slide-number placeholder of a slide."""
    return _number(identifier, None, _number_body(locale, number))


def _number(identifier: int, frame: Frame | None, body: Element) -> Element:
    return placeholder_shape(identifier, "Slide Number", element("p:ph", {"type": "sldNum", "sz": "quarter", "idx": 12}), frame, body)


def _ornament(identifier: int, ornament: Ornament) -> Element:
    """Write a decorative rectangle, outline or pattern."""
    frame = ornament.frame
    if ornament.corners:
        shape = [free_outline(frame, ornament.corners), solid(SCHEME[ornament.colour]), element("a:ln", None, element("a:noFill"))]
    elif ornament.columns:
        shape = [_outlines(ornament), element("a:noFill"), element("a:ln", {"w": emu(0.75)}, solid(SCHEME[ornament.colour]))]
    else:
        shape = [element("a:prstGeom", {"prst": "rect"}, element("a:avLst")), solid(SCHEME[ornament.colour]), element("a:ln", None, element("a:noFill"))]
    name = element("p:cNvPr", {"id": identifier, "name": "Pattern" if ornament.columns else "Ground"}, decorative())
    return element(
        "p:sp",
        None,
        element("p:nvSpPr", None, name, element("p:cNvSpPr"), element("p:nvPr", {"userDrawn": 1})),
        element("p:spPr", None, transform(frame.x, frame.y, frame.width, frame.height), *shape),
    )


def _outlines(ornament: Ornament) -> Element:
    """Write all stars of a pattern as one path."""
    frame = ornament.frame
    return free_outline(frame, [[(x - frame.x, y - frame.y) for x, y in outline] for outline in eightfold(frame, ornament.columns)], filled=False)


def _master(master: Any, theme: Theme, locale: Locale) -> None:
    tree = master.element.cSld.spTree
    replace_children(tree, list(tree)[:2])
    points = design_of("points")
    for number, key in enumerate(("title", "body"), 2):
        placeholder = points.placeholder(key)
        body = _body(placeholder, locale.label(placeholder.prompt), locale)
        tree.append(placeholder_shape(number, key, element("p:ph", {"type": key, "idx": placeholder.index or None}), placeholder.frame, body))
    tree.append(_number(6, NUMBER, _number_body(locale, None, "muted")))
    styles = master.element.find(qn("p:txStyles"))
    for name, style in {"p:titleStyle": title_style(theme), "p:bodyStyle": body_style(theme), "p:otherStyle": other_style(theme)}.items():
        replace_children(styles.find(qn(name)), _default_levels(style, locale))


def _layouts(presentation: Any, theme: Theme, locale: Locale) -> None:
    """Replace the template's layouts by the theme's."""
    layouts = list(presentation.slide_layouts)
    for layout in layouts[len(DESIGNS) :]:
        presentation.slide_layouts.remove(layout)
    layouts += [_added_layout(presentation, number) for number in range(len(layouts) + 1, len(DESIGNS) + 1)]
    for layout, design in zip(layouts, DESIGNS, strict=False):
        _layout(layout.element, design, theme, locale)


def _added_layout(presentation: Any, number: int) -> Any:
    """Add a layout to the master, which python-pptx has no interface for."""
    master = presentation.slide_master
    pattern = presentation.slide_layouts[0].part
    part = SlideLayoutPart.load(PackURI(f"/ppt/slideLayouts/slideLayout{number}.xml"), pattern.content_type, pattern.package, pattern.blob)
    part.relate_to(master.part, RT.SLIDE_MASTER)
    relation = master.part.relate_to(part, RT.SLIDE_LAYOUT)
    identifiers = master.element.get_or_add_sldLayoutIdLst()
    highest = max(int(one.get("id")) for one in identifiers)
    identifiers.append(element("p:sldLayoutId", {"id": highest + 1, "r:id": relation}))
    return part.slide_layout


def _layout(root: Element, design: LayoutDesign, theme: Theme, locale: Locale) -> None:
    root.attrib.pop("type", None)
    root.set("userDrawn", "1")
    root.set("preserve", "1")
    root.cSld.set("name", locale.label(f"layout_{design.key}"))
    if design.background != "background":
        root.cSld.insert(0, element("p:bg", None, element("p:bgPr", None, solid(SCHEME[design.background]), element("a:effectLst"))))
    tree = root.cSld.spTree
    replace_children(tree, list(tree)[:2])
    tree.extend(_ornament(40 + number, ornament) for number, ornament in enumerate(design.ornaments))
    for number, placeholder in enumerate(design.placeholders, 2):
        tree.append(_placeholder(number, placeholder, theme, locale))
    if design.number:
        tree.append(_number(30, NUMBER, _number_body(locale, None, design.number)))


def _placeholder(number: int, placeholder: Placeholder, theme: Theme, locale: Locale) -> Element:
    kind = None if placeholder.type == "object" else placeholder.type
    mark = element("p:ph", {"type": kind, "idx": placeholder.index or None})
    prompt = locale.label(placeholder.prompt)
    levels = list_style(layout_style(placeholder, theme, locale), master_style(placeholder, theme)) if kind else ()
    return placeholder_shape(
        number, prompt, mark, placeholder.frame, _body(placeholder, prompt, locale, levels), SCHEME[placeholder.fill] if placeholder.fill else None
    )


def _notes_master(presentation: Any, theme: Theme, locale: Locale) -> None:
    """Make python-pptx's notes master right to left, and register it in the presentation, which python-pptx omits."""
    part = presentation.part.notes_master_part
    make_right_to_left(part._element)
    for run in part._element.iter(qn("a:rPr"), qn("a:endParaRPr")):
        run.set("lang", locale.language)
        run.attrib.pop("smtClean", None)
    design_notes(part, locale)
    _theme_fonts_of_notes(part.part_related_by(RT.THEME), theme)
    identifier = element("p:notesMasterId", {"r:id": presentation.part.relate_to(part, RT.NOTES_MASTER)})
    presentation.element.find(qn("p:sldMasterIdLst")).addnext(element("p:notesMasterIdLst", None, identifier))


def _theme_fonts_of_notes(part: Any, theme: Theme) -> None:
    for tag, family in (("a:majorFont", theme.families.heading), ("a:minorFont", theme.families.text)):
        fonts = part._element.find(".//" + qn(tag))
        for name in ("a:latin", "a:cs"):
            fonts.find(qn(name)).set("typeface", family.name)
