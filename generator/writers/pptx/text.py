"""Write paragraphs as DrawingML text: all right to left, Latin islands as runs with their own language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pptx.oxml.ns import qn

from generator.layout.boxes import SetParagraph, TextStyle
from generator.model.text import Run, Text
from generator.settings.locale import Locale
from generator.typography.marks import with_direction_marks
from generator.writers.pptx.levels import LevelStyle, character_properties, list_style, paragraph_properties, paragraph_style, shape_styles
from generator.writers.pptx.links import ON_DARK, hyperlink, outward, underline, words_of
from generator.writers.pptx.xml import Element, element, replace_children, solid

# A shape that sets its list in another size says so for the levels below too, as far as anyone goes.
LIST_LEVELS = 3


def fill(body: Any, paragraphs: Sequence[SetParagraph], locale: Locale, inherited: LevelStyle) -> None:
    """Write paragraphs into a `p:txBody`, whose list style states what they have in common and do not inherit."""
    common, styles = shape_styles(paragraphs, locale, inherited)
    replace_children(body.find(qn("a:lstStyle")), list_style(common, inherited, LIST_LEVELS if common.indent else 1))
    _write(body, [paragraph(one, locale, common, style) for one, style in zip(paragraphs, styles, strict=True)])


def fill_cell(body: Any, one: SetParagraph, locale: Locale, inherited: LevelStyle | None) -> None:
    """Write a paragraph into the `a:txBody` of a table's cell or a chart's title, for which no list style is read everywhere."""
    _write(body, [paragraph(one, locale, inherited)])


def _write(body: Any, paragraphs: Iterable[Element]) -> None:
    for old in body.findall("{*}p"):
        body.remove(old)
    body.extend(paragraphs)


def paragraph(one: SetParagraph, locale: Locale, inherited: LevelStyle | None, style: LevelStyle | None = None) -> Element:
    """Write one paragraph with what differs from the style that it inherits, or everything; its direction is always stated.

    A text keeps its direction in another presentation, whatever that one's direction is.
    """
    style = style or paragraph_style(one, locale)
    properties = paragraph_properties("a:pPr", style, inherited)
    properties.set("rtl", "1")
    made = element("a:p", None, properties)
    base = inherited.text if inherited else None
    label = typed_number(one, locale)
    if label:
        made.extend(runs(Run(label), label, replace(one.style, colour=one.style.mark_colour), locale, base))
    made.extend(part for run, words in directed(one.text) for part in runs(run, words, one.style, locale, base))
    return made


def typed_number(one: SetParagraph, locale: Locale) -> str:
    """Return the number of a list item that is typed before its text; "" if PowerPoint counts by itself, or without a number."""
    if one.mark != "number" or locale.has_latin_digits:
        return ""
    # En spaces fill a label up to the indent; LibreOffice draws no tab there.
    gap = "\u2002" * max(1, 1 + len(str(one.last)) - len(str(one.number)))
    return f"{locale.label('ordinal_label', number=locale.number(one.number))}{gap}"


def plain_paragraph(words: Text, locale: Locale, **attributes: object) -> Element:
    """Write a paragraph that inherits its style from its placeholder, for notes and prompts."""
    made = element("a:p", None, element("a:pPr", {"rtl": 1}))
    for run, piece in directed(words):
        style = _language(run, locale) | {"b": 1 if run.strong else None, "u": underline(run)} | attributes
        for part, links in words_of(run, piece):
            made.append(element("a:r", None, element("a:rPr", style, hyperlink(run) if links else None), _text(part)))
    return made


def directed(inline: Text) -> list[tuple[Run, str]]:
    """Pair the runs of a text with their characters for PowerPoint, with direction marks where necessary."""
    shown = inline.set_runs
    return list(zip(shown, with_direction_marks([(run.text, run.direction) for run in shown]), strict=True))


def runs(run: Run, words: str, style: TextStyle, locale: Locale, inherited: TextStyle | None) -> Iterator[Element]:
    """Write an inline run as one DrawingML run, or as several if it has a link, with what differs from the inherited style."""
    style = replace(style, bold=style.bold or run.strong)
    for part, links in words_of(run, words):
        attributes, children = character_properties(style, inherited)
        if outward(run) and style.colour not in ON_DARK:
            children = [solid("hlink"), *(one for one in children if one.tag != qn("a:solidFill"))]
        shown = _language(run, locale) | attributes | {"u": underline(run)}
        yield element("a:r", None, element("a:rPr", shown, *children, hyperlink(run, style.colour) if links else None), _text(part))


def _language(run: Run, locale: Locale) -> dict[str, object]:
    """Return a run's language: in Arabic ones PowerPoint treats + - / as right-to-left signs, in English ones no sign changes direction."""
    return {"lang": "en-US"} if run.direction == "ltr" else language_of(locale)


def language_of(locale: Locale) -> dict[str, object]:
    """Return the language of Arabic text, with the one of what is typed into it in Latin letters."""
    return {"lang": locale.language, "altLang": "en-US"}


def _text(words: str) -> Element:
    made = element("a:t")
    made.text = words
    return made


def make_right_to_left(root: Element) -> None:
    """Set every paragraph and list style below an element right to left and, unless centred, to the right."""
    for styled in root.iter("{*}pPr", *(f"{{*}}lvl{level}pPr" for level in range(1, 10)), "{*}defPPr"):
        styled.set("rtl", "1")
        if styled.get("algn") != "ctr":
            styled.set("algn", "r")
    for one in root.iter("{*}p"):
        if one.tag.endswith("}p") and one.find("{*}pPr") is None and "drawingml" in one.tag:
            one.insert(0, element("a:pPr", {"algn": "r", "rtl": 1}))
    for body in root.iter("{*}bodyPr"):
        body.set("rtlCol", "1")
