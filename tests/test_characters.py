"""Every character can be set: joiners stay with their word, symbols fall back to a face that has them, digits are shaped as Arabic."""

import io
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from generator.assets import assets_folder
from generator.diagnostics import Span
from generator.model.document import Document, ListBlock, Paragraph
from generator.model.text import text
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from generator.typography.fonts import Face, FontSet
from generator.typography.paragraph import MissingGlyph, Styled, assign_faces, set_paragraph
from generator.typography.shaping import shape
from generator.writers.pdf import write_pdf

THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
FACES = FontSet(THEME)
FACE_ROLES = [("text", False), ("text", True), ("heading", False), ("heading", True)]
SYMBOLS = "☐■●✓²±≥→°\u2011▪□○√×÷≤≠≈∞µΩ←↑↓✗☑€£™®©№₂⁻′″✔▲▼◆–—•…"


@pytest.mark.parametrize("character", SYMBOLS)
def test_symbols_can_be_set_with_any_face(character):
    for role, bold in FACE_ROLES:
        (line,) = set_paragraph([Styled(f"نص {character} نص", FACES.face(role, bold=bold), 12)], 400, FACES)
        glyphs = [glyph for run in line.runs for word in run.words if character in word.text for cluster in word.clusters for glyph, _, _ in cluster.glyphs]
        assert glyphs
        assert 0 not in glyphs


@pytest.mark.parametrize("character", "﴿﴾ﷺ")
def test_signs_of_quotation_can_be_set(character):
    (line,) = set_paragraph([Styled(f"{character}نص{character}", FACES.face("text"), 12)], 400, FACES)
    assert character in line.text
    assert all(glyph for run in line.runs for word in run.words for cluster in word.clusters for glyph, _, _ in cluster.glyphs)


@pytest.mark.parametrize("joiner", ["\u200d", "\u200c", "\u00ad", "\u034f", "\ufe0f"])
def test_what_is_never_drawn_stays_with_its_word(joiner):
    for role, bold in FACE_ROLES:
        face = FACES.face(role, bold=bold)
        assert [(run.text, run.face) for run in assign_faces([Styled(f"كلمة{joiner}كلمة", face, 12)], FACES)] == [(f"كلمة{joiner}كلمة", face)]


def test_a_joiner_joins():
    """«1445 ه‍»: the letter has its initial form, not its isolated one."""
    for role, bold in FACE_ROLES:
        face = FACES.face(role, bold=bold)
        alone, joined, initial = (shape(face, word, True) for word in ("ه", "ه\u200d", "هم"))
        glyph = {name: word.clusters[-1].glyphs[0][0] for name, word in (("alone", alone), ("joined", joined), ("initial", initial))}
        assert glyph["joined"] == glyph["initial"] != glyph["alone"], (role, bold)


def test_a_word_with_a_missing_character_is_set_whole_in_another_face():
    heading = FACES.face("heading")
    assert not heading.has("≥")
    pieces = assign_faces([Styled("قيمة ≥5 هنا", heading, 12)], FACES)
    assert [piece.text for piece in pieces] == ["قيمة ", "≥5", " هنا"]
    assert pieces[0].face is pieces[2].face is heading is not pieces[1].face


def test_a_character_that_no_face_has_is_refused():
    with pytest.raises(MissingGlyph, match=r"U\+4E2D"):
        assign_faces([Styled("نص 中", FACES.face("text"), 12)], FACES)


def with_figures_for_arabic():
    """Make a face whose figure 1 has a form of its own in Arabic text (OpenType, feature locl)."""
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString

    font = TTFont(io.BytesIO(FACES.face("text").blob))
    cmap = font.getBestCmap()
    del font["GSUB"]
    one, seven = cmap[ord("1")], cmap[ord("7")]
    addOpenTypeFeaturesFromString(font, f"feature locl {{ script arab; sub {one} by {seven}; }} locl;")
    buffer = io.BytesIO()
    font.save(buffer)
    return Face("arabic-figures-400", "Figures", 400, buffer.getvalue())


def test_figures_are_the_fonts_own_for_arabic_text_and_latin_after_latin():
    face = with_figures_for_arabic()
    plain = FACES.face("text")
    seven = plain.font.get_nominal_glyph(ord("7"))
    one = plain.font.get_nominal_glyph(ord("1"))

    def figure(words):
        (line,) = set_paragraph([Styled(words, face, 12, direction="ltr" if words.isascii() else None)], 400, FACES)
        return next(cluster.glyphs[0][0] for run in line.runs for word in run.words for cluster in word.clusters if cluster.text == "1")

    assert figure("عام 1 هنا") == seven
    assert figure("ISO 1") == one


def test_a_pdf_gives_joiners_symbols_and_signs_back(tmp_path, pdftotext):
    locale = read_locale([assets_folder() / "locales"], "ar", Span(""))
    words = ("سنة 1445 ه\u200d في", "قيمة ≥ 5 و☐ و✓ و→", "﴿نص﴾ ﷺ", "واقي\u2011الشمس")
    blocks = (*(Paragraph(text(one)) for one in words), ListBlock((("☐", text("بند")),)))
    path = tmp_path / "characters.pdf"
    path.write_bytes(write_pdf(Document("نص", "نص", "نص", "نص", blocks), THEME, FACES, locale))
    read = " ".join(pdftotext(path).split())
    for sign in ("≥", "☐", "✓", "→", "﴿", "﴾", "ﷺ", "\u2011"):
        assert sign in read, unicodedata.name(sign)
    assert "1445" in read
