"""Write the look of a kit as the beginning of a style sheet: its colours, its ornament, its fonts."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import fields

from generator.layout.boxes import Frame
from generator.layout.pattern import eightfold
from generator.settings.theme import Theme
from generator.typography.fonts import FontSet
from generator.typography.web_fonts import may_carry, web_font

# The families of the page, by the names that its style calls them.
_FACES = (("heading", True), ("text", False), ("text", True))
# The side of a star of the ornament in pixels, and the width of its lines.
_STAR, _LINE = 56, 1.1


def look_of(theme: Theme, faces: FontSet, characters: Iterable[str]) -> str:
    """Return the rules for a page that shows some characters, beside those that are typed on it."""
    variables = [f"--{field.name.replace('_', '-')}:#{getattr(theme.colours, field.name)}" for field in fields(theme.colours)]
    variables.append(f'--ornament:url("{_ornament(theme.colours.pattern)}")')
    return "\n".join((*_fonts(faces, characters), f":root{{{';'.join(variables)}}}", ""))


def _ornament(colour: str) -> str:
    """Return one star of the kit's pattern, a tile that is repeated, as an address of its data."""
    stars = "".join(f"<polygon points='{' '.join(f'{x:g},{y:g}' for x, y in outline)}'/>" for outline in eightfold(Frame(0, 0, _STAR, _STAR), 1))
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' width='{_STAR}' height='{_STAR}' fill='none' stroke='#{colour}' stroke-width='{_LINE}'>{stars}</svg>"
    return _data("image/svg+xml", drawing.encode())


def _fonts(faces: FontSet, characters: Iterable[str]) -> Iterator[str]:
    shown = set(characters)
    for role, bold in _FACES:
        face = faces.face("heading" if role == "heading" else "text", bold=bold)
        if may_carry(face):
            yield _font_face(role, face.weight, web_font(face, shown))
    text = faces.face("text")
    lacking = {one for one in shown if one.isprintable() and not text.has(one) and faces.face("symbols").has(one)}
    if lacking:
        yield _font_face("symbols", text.weight, web_font(faces.face("symbols"), lacking, always=()))


def _font_face(family: str, weight: int, data: bytes) -> str:
    return f'@font-face{{font-family:"haqiba-{family}";font-weight:{weight};src:url("{_data("font/woff2", data)}") format("woff2")}}'


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
