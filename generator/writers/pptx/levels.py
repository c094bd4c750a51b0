"""Write list styles, of which each level states only what differs from what it inherits (ISO/IEC 29500-1, 21.1.2.4.12, lstStyle).

The master states everything, a layout what differs from the master, a shape on a slide what differs from its layout, a paragraph
what differs from its shape. So a change in a master or a theme changes every slide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.layout.boxes import Mark, SetParagraph, TextStyle
from generator.layout.designs import Placeholder
from generator.settings.locale import Locale
from generator.settings.theme import Theme
from generator.typography.paragraph import MARK_INDENT
from generator.writers.pptx.xml import Element, element, emu, solid

LEVELS = 9
# The smallest size of a lower level, in points, and how much smaller each is than the one above it.
LOWEST, STEP = 18.0, 2.0
# What the levels of a complete list style state beside what may differ.
_COMPLETE = {"defTabSz": "914400", "rtl": "1", "eaLnBrk": "1", "latinLnBrk": "0", "hangingPunct": "1"}
# Scheme colours of the theme's roles; `template` writes the same roles into the colour scheme.
SCHEME = {
    "ink": "tx1",
    "background": "bg1",
    "muted": "tx2",
    "soft_background": "bg2",
    "primary": "accent1",
    "accent": "accent2",
    "rule": "accent3",
    "highlight": "accent4",
    "tint": "accent5",
    "pattern": "accent6",
    "on_primary": "bg1",
}


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """What one level of a list style gives a paragraph: text style, mark, indent for the mark and space above in points, the list's first number."""

    text: TextStyle
    mark: Mark = "none"
    indent: float = 0.0
    above: float = 0.0
    level: int = 1
    first: int = 1


def title_style(theme: Theme) -> LevelStyle:
    """Return the style of titles, which the master states."""
    return LevelStyle(_text(theme, theme.slides.title[0], face="heading", bold=True, colour="primary"))


def body_style(theme: Theme) -> LevelStyle:
    """Return the style of body text, which the master states."""
    return _listed(_text(theme, theme.slides.body[0]), "bullet", theme)


def other_style(theme: Theme) -> LevelStyle:
    """Return the style of text outside placeholders, which the master and the presentation state; its leading is the face's own."""
    return LevelStyle(replace(_text(theme, LOWEST), leading=0.0))


def cell_style(theme: Theme, *, head: bool, first: bool) -> LevelStyle:
    """Return what the deck's table style gives a cell of the heading row or of the first column, or any other one."""
    style = other_style(theme)
    return replace(style, text=replace(style.text, bold=head or first, colour="on_primary" if head else "primary" if first else "ink"))


def master_style(placeholder: Placeholder, theme: Theme) -> LevelStyle:
    """Return what the master gives a placeholder of a layout."""
    return title_style(theme) if placeholder.type in ("title", "ctrTitle") else body_style(theme)


def layout_style(placeholder: Placeholder, theme: Theme, locale: Locale) -> LevelStyle:
    """Return what a placeholder of a layout gives the text of a slide."""
    face = "heading" if placeholder.heading else "text"
    text = _text(theme, placeholder.size, face=face, bold=placeholder.bold, colour=placeholder.colour, centred=placeholder.centred)
    style = _listed(text, placeholder.mark, theme)
    return replace(style, mark=automatic(placeholder.mark, locale))


def _text(theme: Theme, size: float, **style: object) -> TextStyle:
    return TextStyle(size, round(size * theme.slides.leading, 1), **style)  # type: ignore[arg-type]


def _listed(text: TextStyle, mark: Mark, theme: Theme) -> LevelStyle:
    return LevelStyle(text) if mark == "none" else LevelStyle(text, mark, MARK_INDENT * text.size, text.size * theme.slides.spacing[-1])


def automatic(mark: Mark, locale: Locale) -> Mark:
    """Return a mark as PowerPoint draws it: numbers in Arabic-Indic digits are typed, since no automatic ones are drawn everywhere."""
    return "none" if mark == "number" and not locale.has_latin_digits else mark


def paragraph_style(one: SetParagraph, locale: Locale, first: int = 1) -> LevelStyle:
    """Return the style of a paragraph; `first` is the first number of its list in the shape, from which programs count by themselves."""
    mark = automatic(one.mark, locale)
    return LevelStyle(one.style, mark, one.indent, one.above, first=first if mark == "number" else 1)


def shape_styles(paragraphs: Sequence[SetParagraph], locale: Locale, inherited: LevelStyle) -> tuple[LevelStyle, list[LevelStyle]]:
    """Return the style that a shape states for its paragraphs, that of most of them, and the style of each.

    No program draws space above the first paragraph of a shape, so that this one has that of the others.
    """
    first = next((one.number for one in paragraphs if one.mark == "number"), 1)
    styles = [paragraph_style(one, locale, first) for one in paragraphs]
    styles[0] = replace(styles[0], above=styles[1].above if len(styles) > 1 else inherited.above)
    [(common, _)] = Counter(styles).most_common(1)
    return common, styles


def list_style(style: LevelStyle, inherited: LevelStyle | None, levels: int = LEVELS) -> Iterator[Element]:
    """Write the levels of a list style that differ from those inherited; without these each level states everything."""
    for number in range(1, levels + 1):
        here = _lower(style, number)
        base = _lower(inherited, number) if inherited else None
        made = paragraph_properties(f"a:lvl{number}pPr", here, base)
        for name, value in {} if inherited else _COMPLETE.items():
            made.set(name, value)
        attributes, children = character_properties(here.text, base.text if base else None)
        if attributes or children:
            made.append(element("a:defRPr", attributes, *children))
        if len(made) or made.attrib:
            yield made


def _lower(style: LevelStyle, number: int) -> LevelStyle:
    """Return a lower level of a list: smaller, and indented further."""
    if number == 1 or not style.indent:
        return style
    size = max(min(LOWEST, style.text.size), style.text.size - STEP * (number - 1))
    share = size / style.text.size
    text = replace(style.text, size=size, leading=round(style.text.leading * share, 1))
    return replace(style, text=text, indent=style.indent * share, above=style.above * share, level=number)


def paragraph_properties(name: str, style: LevelStyle, inherited: LevelStyle | None) -> Element:
    """Write what differs between a paragraph's style and the inherited one, without its characters."""
    attributes: dict[str, object] = {}
    if inherited is None or (style.indent, style.level) != (inherited.indent, inherited.level):
        attributes |= {"marL": emu(style.indent) * style.level, "indent": -emu(style.indent)}
    if inherited is None or style.text.centred != inherited.text.centred:
        attributes |= {"algn": "ctr" if style.text.centred else "r"}
    return element(name, attributes, *_spacing(style, inherited), *_mark(style, inherited))


def _spacing(style: LevelStyle, inherited: LevelStyle | None) -> Iterator[Element]:
    # In points and not relative to the face, since programs take the height of a line from different tables of a font.
    if inherited is None or style.text.leading != inherited.text.leading:
        yield element("a:lnSpc", None, _points(style.text.leading) if style.text.leading else element("a:spcPct", {"val": 100000}))
    if inherited is None or round(style.above * 100) != round(inherited.above * 100):
        yield element("a:spcBef", None, _points(style.above))
    if inherited is None:
        yield element("a:spcAft", None, _points(0))


def _points(value: float) -> Element:
    return element("a:spcPts", {"val": round(value * 100)})


def _mark(style: LevelStyle, inherited: LevelStyle | None) -> Iterator[Element]:
    before: Mark | None = inherited.mark if inherited else None
    if style.mark == "none":
        if before != "none":
            yield element("a:buNone")
        return
    if inherited is None or before == "none" or style.text.mark_colour != inherited.text.mark_colour:
        yield element("a:buClr", None, element("a:schemeClr", {"val": SCHEME[style.text.mark_colour]}))
    if style.mark != before:
        yield element("a:buFont", {"typeface": "+mj-lt" if style.mark == "number" else "Arial"})
    if style.mark == "bullet" and before != "bullet":
        yield element("a:buChar", {"char": "•"})
    elif style.mark == "number" and (inherited is None or before != "number" or style.first != inherited.first):
        yield element("a:buAutoNum", {"type": "arabicPeriod", "startAt": style.first if style.first > 1 else None})


def character_properties(style: TextStyle, inherited: TextStyle | None) -> tuple[dict[str, object], list[Element]]:
    """Return what differs between the style of characters and the inherited one, as attributes and elements of run properties."""
    attributes: dict[str, object] = {}
    children: list[Element] = []
    if inherited is None or style.size != inherited.size:
        attributes["sz"] = round(style.size * 100)
    if inherited is None or style.bold != inherited.bold:
        attributes["b"] = 1 if style.bold else 0
    if inherited is None:
        attributes["kern"] = 1200
    if inherited is None or style.colour != inherited.colour:
        children.append(solid(SCHEME[style.colour]))
    if inherited is None or style.face != inherited.face:
        theme = "mj" if style.face == "heading" else "mn"
        children += [
            element("a:latin", {"typeface": f"+{theme}-lt"}),
            element("a:ea", {"typeface": f"+{theme}-ea"}),
            element("a:cs", {"typeface": f"+{theme}-cs"}),
        ]
    return attributes, children
