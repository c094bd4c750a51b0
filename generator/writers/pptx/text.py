"""Write paragraphs as DrawingML text: all right to left, Latin islands as runs with their own language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.layout.boxes import SetParagraph, TextStyle
from generator.model.text import Run, Text
from generator.settings.locale import Locale
from generator.typography.marks import with_direction_marks
from generator.writers.pptx.links import ON_DARK, hyperlink, outward, underline, words_of
from generator.writers.pptx.xml import Element, element, emu, replace_children, solid

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


def write_text(body: Any, paragraphs: Iterable[SetParagraph], locale: Locale, *, explicit: bool = False) -> None:
    """Write paragraphs into a `p:txBody` (or `a:txBody`); `explicit` states faces that no placeholder gives."""
    for old in body.findall("{*}p"):
        body.remove(old)
    body.extend(paragraph(one, locale, explicit=explicit) for one in paragraphs)


def paragraph(one: SetParagraph, locale: Locale, *, explicit: bool = False) -> Element:
    """Write one paragraph with its mark, leading and runs."""
    style = one.style
    indent = emu(one.indent)
    properties = element(
        "a:pPr",
        {"marL": indent, "indent": -indent, "algn": "ctr" if style.centred else "r", "rtl": 1},
        element("a:lnSpc", None, element("a:spcPts", {"val": round(style.leading * 100)})),
        element("a:spcBef", None, element("a:spcPts", {"val": round(one.above * 100)})),
        element("a:spcAft", None, element("a:spcPts", {"val": 0})),
        *_mark(one, locale),
    )
    made = element("a:p", None, properties)
    label = typed_number(one, locale)
    if label:
        made.extend(runs(Run(label), label, replace(style, colour=style.mark_colour), locale, explicit=explicit))
    made.extend(part for run, words in directed(one.text) for part in runs(run, words, style, locale, explicit=explicit))
    made.append(element("a:endParaRPr", {"lang": locale.language, "sz": round(style.size * 100)}))
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
    made = element("a:p", None, element("a:pPr", {"algn": "r", "rtl": 1}))
    for run, piece in directed(words):
        style = _language(run, locale) | {"b": 1 if run.strong else None, "u": underline(run)} | attributes
        for part, links in words_of(run, piece):
            made.append(element("a:r", None, element("a:rPr", style, hyperlink(run) if links else None), _text(part)))
    made.append(element("a:endParaRPr", {"lang": locale.language}))
    return made


def _mark(one: SetParagraph, locale: Locale) -> Iterator[Element]:
    """Write a bullet or an automatic number; numbers in Arabic-Indic digits are fixed text, since no automatic ones are drawn everywhere."""
    if one.mark == "none" or (one.mark == "number" and not locale.has_latin_digits):
        yield element("a:buNone")
        return
    yield element("a:buClr", None, element("a:schemeClr", {"val": SCHEME[one.style.mark_colour]}))
    yield element("a:buFont", {"typeface": "+mj-lt" if one.mark == "number" else "Arial"})
    if one.mark == "number":
        yield element("a:buAutoNum", {"type": "arabicPeriod", "startAt": one.number if one.number > 1 else None})
    else:
        yield element("a:buChar", {"char": "•"})


def directed(inline: Text) -> list[tuple[Run, str]]:
    """Pair the runs of a text with their characters for PowerPoint, with direction marks where necessary."""
    shown = inline.set_runs
    return list(zip(shown, with_direction_marks([(run.text, run.direction) for run in shown]), strict=True))


def runs(run: Run, words: str, style: TextStyle, locale: Locale, *, explicit: bool = False) -> Iterator[Element]:
    """Write an inline run as one DrawingML run, or as several if it has a link."""
    colour = "hlink" if outward(run) and style.colour not in ON_DARK else SCHEME[style.colour]
    shown = {"sz": round(style.size * 100), "b": 1 if style.bold or run.strong else 0, "u": underline(run), "dirty": 0}
    for part, links in words_of(run, words):
        properties = element(
            "a:rPr",
            _language(run, locale) | shown,
            solid(colour),
            *(_faces(style) if explicit or style.face == "heading" else ()),
            hyperlink(run, style.colour) if links else None,
        )
        yield element("a:r", None, properties, _text(part))


def _faces(style: TextStyle) -> tuple[Element, Element]:
    theme = "mj" if style.face == "heading" else "mn"
    return element("a:latin", {"typeface": f"+{theme}-lt"}), element("a:cs", {"typeface": f"+{theme}-cs"})


def _language(run: Run, locale: Locale) -> dict[str, object]:
    """Return a run's language: in Arabic ones PowerPoint treats + - / as right-to-left signs, in English ones no sign changes direction."""
    return {"lang": "en-US"} if run.direction == "ltr" else {"lang": locale.language, "altLang": "en-US"}


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


__all__ = ["SCHEME", "directed", "make_right_to_left", "paragraph", "plain_paragraph", "replace_children", "typed_number", "write_text"]
