"""Slides on machines without the kit's fonts: no word leaves its shape, whether the face there is wider or narrower."""

import importlib.resources
import os
import re
import shutil
import subprocess
from pathlib import Path

import pymupdf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from pptx import Presentation

from tests.test_slides import frames, without_shrinking

FAMILIES = {"NotoKufiArabic": "Noto Kufi Arabic", "IBMPlexSansArabic": "IBM Plex Sans Arabic"}
# Each face with its share of the width of the kit's text face, measured over the words of the kit's decks.
WIDER = {"120 %": 1.2, "Almarai": 1.13}
# The decks that all faces are tried on; the widest is tried on every deck.
SOME = ("04-stakeholders", "06-shapes", "07")
NARROWER = {"80 %": 0.8, "Amiri": 0.85}


def stretched(source: Path, target: Path, share: float) -> None:
    """Write a font whose glyphs, with kerning and marks, are so many times as wide, and as high as they were."""
    font = TTFont(source)
    heights = {tag: dict(vars(font[tag])) for tag in ("hhea", "OS/2")}
    size = font["head"].unitsPerEm
    scale_upem(font, round(size * share))
    font["head"].unitsPerEm = size
    for tag, values in heights.items():
        for name, value in values.items():
            if re.search("ascen|descen|lineGap|win|height", name, re.IGNORECASE):
                setattr(font[tag], name, value)
    glyphs, drawn = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen, flat = TTGlyphPen(None), DecomposingRecordingPen(glyphs)
        glyphs[name].draw(flat)
        flat.replay(TransformPen(pen, (1, 0, 0, 1 / share, 0, 0)))
        drawn[name] = pen.glyph()
    for name, glyph in drawn.items():
        font["glyf"][name] = glyph
    font.save(target)


def font_configuration(face: str, kit: Path, out: Path) -> str:
    """Return a configuration in which a face stands for the kit's families."""
    share = (WIDER | NARROWER)[face]
    if face.endswith("%"):
        sources = sorted((kit / "two-day" / "fonts").glob("*.ttf"))
        assert len(sources) >= 4
        for source in sources:
            stretched(source, out / source.name, share)
        aliases = ""
    else:
        with importlib.resources.as_file(importlib.resources.files(f"fontpkg_{face.lower()}")) as folder:
            for source in folder.rglob("*.ttf"):
                shutil.copy(source, out)
        aliases = "".join(
            f'<match target="pattern"><test name="family"><string>{family}</string></test>'
            f'<edit name="family" mode="assign" binding="strong"><string>{face}</string></edit></match>'
            for family in FAMILIES.values()
        )
    return f"<fontconfig><dir>{out}</dir><dir>/usr/share/fonts</dir><cachedir>{out}</cachedir>{aliases}</fontconfig>"


def within(frame: tuple[float, ...], word: tuple[float, ...]) -> bool:
    """Return whether a word is between the sides of a shape, and its middle between top and bottom: faces differ in height."""
    left, top, right, bottom = frame
    return left - 3 <= word[0] and word[2] <= right + 3 and top <= (word[1] + word[3]) / 2 <= bottom


@pytest.mark.parametrize("face", [*WIDER, *NARROWER])
def test_no_word_leaves_its_shape_with_another_face(face, kit, water_kit, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "CI must have LibreOffice"
        pytest.skip("LibreOffice Impress is not installed")
    decks = {f"{folder.name}-{deck.stem}": deck for folder in (kit / "two-day", water_kit / "three-day") for deck in sorted(folder.rglob("*.pptx"))}
    assert len(decks) == 7 + 8
    if face != "120 %":
        decks = {name: deck for name, deck in decks.items() if deck.stem.startswith(SOME)}
        assert len(decks) == 3
    for name, deck in decks.items():
        without_shrinking(deck, tmp_path / f"{name}.pptx")
    (tmp_path / "fonts.conf").write_text(font_configuration(face, kit, tmp_path))
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)}
    files = [str(tmp_path / f"{name}.pptx") for name in decks]
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files], check=True, capture_output=True, env=environment, timeout=600
    )
    seen, fonts, left = 0, set(), []
    for name, deck in decks.items():
        with pymupdf.open(tmp_path / f"{name}.pdf") as pages:
            fonts |= {font[3].split("+")[-1].split("-")[0] for page in pages for font in page.get_fonts()}
            for slide, page in zip(Presentation(deck).slides, pages, strict=True):
                boxes = [one for one, _ in frames(slide)]
                outside = [word for word in page.get_text("words") if not any(within(one, word[:4]) for one in boxes)]
                left += [(name, page.number + 1, word[4], [round(x) for x in word[:4]]) for word in outside]
                seen += len(page.get_text("words"))
    assert (face.replace(" ", "") in fonts) != (set(FAMILIES) <= fonts), fonts
    assert left == [], [(n, p, w) for n, p, w, _ in left][:40]
    assert seen > (8000 if face == "120 %" else 2000)
