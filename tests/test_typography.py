"""Shaping agrees with the independent reshaper; line breaks follow Arabic print; fonts keep every letter."""

import io
import itertools
import re
import unicodedata

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assets import assets_folder
from generator.content.loading import read_library
from generator.diagnostics import Span
from generator.settings.theme import Family, FontFiles, read_theme
from generator.typography.embedding import FontProgram
from generator.typography.fonts import Face, FontSet, MissingFont, font_file
from generator.typography.joining import joined_forms
from generator.typography.paragraph import LOOSEST, MissingGlyph, Styled, _is_plain, _set_mixed, _set_plain, break_lines, set_line, set_paragraph
from generator.typography.shaping import shape
from tests.conftest import SEEDS

THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
FACES = FontSet(THEME)
TEXT = FACES.face("text")
HEADING = FACES.face("heading", bold=True)
ARABIC_WORD = re.compile("[\u0621-\u063a\u0641-\u064a\u064b-\u0652]+")


@pytest.fixture(scope="module")
def words():
    library, _ = read_library(SEEDS)
    return sorted({word for text in library.texts for word in ARABIC_WORD.findall(text)})


def joining_forms(word):
    """Give each letter's form (isolated, initial, medial, final) as arabic-reshaper sees it."""
    forms = []
    for character in joined_forms(word):
        decomposed = unicodedata.decomposition(character)
        forms.append(
            (decomposed.split(" ")[0].strip("<>"), "".join(chr(int(part, 16)) for part in decomposed.split(" ")[1:]))
            if decomposed.startswith("<")
            else ("isolated", character)
        )
    return forms


def test_every_word_of_the_content_joins_as_the_reshaper_joins_it(words):
    """One form of one letter is one shape: HarfBuzz and the reshaper must part the letters alike."""
    shapes = {}
    compared = 0
    for word in words:
        letters = [one for one in word if not unicodedata.combining(one)]
        bare = "".join(letters)
        clusters = list(reversed(shape(TEXT, bare, True).clusters))
        forms = [form for form in joining_forms(bare) if not unicodedata.combining(form[1][0])]
        if [cluster.text for cluster in clusters] != letters or len(forms) != len(letters):
            continue  # a ligature of the font: lam-alif, Allah
        for cluster, (form, letter) in zip(clusters, forms, strict=True):
            assert unicodedata.normalize("NFC", letter)[0] == unicodedata.normalize("NFC", cluster.text)[0]
            shapes.setdefault((cluster.text, form), set()).add(tuple(glyph for glyph, _, _ in cluster.glyphs))
            compared += 1
    assert compared > 5_000
    confused = [
        (letter, one, other)
        for (letter, one), glyphs in shapes.items()
        for (same, other), others in shapes.items()
        if letter == same and {one, other} == {"isolated", "initial"} and glyphs & others and joins_left(letter)
    ]
    assert not confused


def joins_left(letter):
    return letter not in "ءاأإآدذرزوؤةىٱ"


def test_no_word_of_the_content_needs_a_missing_glyph(words):
    assert len(words) > 1_000
    for face in (TEXT, HEADING):
        for word in words:
            assert all(glyph != 0 for cluster in shape(face, word, True).clusters for glyph, _, _ in cluster.glyphs), word


@settings(max_examples=200)
@given(st.text(alphabet="ابتلمنهيوكرسعةىئؤإأآ ًَُِّ", min_size=1, max_size=30))
def test_clusters_cover_the_text_once(word):
    for part in word.split():
        if unicodedata.combining(part[0]):
            continue
        clusters = shape(TEXT, part, True).clusters
        assert "".join(cluster.text for cluster in reversed(clusters)) == part


def test_lines_fit_and_keep_all_words():
    source = "تأسس مركز إدارة المعرفة (EU-IOM KMH) في عام 2017 وهو يدعم التعلم عبر برامج العودة وإعادة الإدماج " * 6
    lines = set_paragraph([Styled(source.strip(), TEXT, 12)], 300, FACES)
    assert len(lines) > 5
    assert all(line.width <= 300 for line in lines)
    assert " ".join(line.text for line in lines).replace("\u00a0", " ") == source.strip()


def test_a_number_keeps_its_unit_and_wa_its_word():
    for measure in range(60, 400, 7):
        for line in break_lines([Styled("استمر العمل 45 دقيقة كاملة و (مثال) بعد ذلك في 3 مراحل", TEXT, 12)], measure, FACES):
            text = "".join(run.text for run in line)
            assert not re.search(r"(\d|^و| و)$", text), text
            assert not re.match("[،؛؟.)»]", text), text


def test_a_long_address_is_divided_at_its_slashes():
    address = "https://migrantprotection.iom.int/en/initiatives/pilot-action-voluntary-return"
    lines = set_paragraph([Styled(address, TEXT, 12)], 180, FACES)
    assert len(lines) > 2
    assert all(line.width <= 180 for line in lines)
    assert "".join(line.text for line in lines) == address


def test_mixed_lines_stand_in_visual_order():
    line = set_line([Styled("مركز (EU-IOM KMH)، 2017", TEXT, 12)])
    by_place = sorted((run for run in line.runs if run.width and run.x >= 0), key=lambda run: run.x)
    assert next(run.text.strip() for run in by_place if run.text.strip()) == "2017"
    assert [run.text for run in line.runs if run.width] == ["مركز (", "EU-IOM KMH", ")، ", "2017", " "]
    edges = [(run.x, run.x + run.width) for run in by_place]
    assert all(abs(right - left) < 0.01 for (_, right), (left, _) in itertools.pairwise(edges))


def test_a_character_that_no_font_has_is_refused():
    with pytest.raises(MissingGlyph, match="U\\+4E2D"):
        set_line(break_lines([Styled("نص 中", TEXT, 12)], 300, FACES)[0])


def test_the_embedded_font_has_one_code_to_a_character():
    program = FontProgram(HEADING)
    for word in ("الله", "إعادة", "لا", "نُهجًا", "قائمةٌ"):
        shaped = shape(HEADING, word, True)
        (codes,) = program.hexadecimal([shaped])
        slots = [program.slots[int(codes[place : place + 4], 16)] for place in range(0, len(codes), 4)]
        assert "".join(slot.character for slot in reversed(slots)) == word
        assert sum(slot.advance for slot in slots) == shaped.advance
        assert all(slot.advance >= 0 for slot in slots)
    font = TTFont(io.BytesIO(program.bytes()))
    for number, slot in enumerate(program.slots):
        glyph = font["glyf"][font.getGlyphName(number)]
        assert font["hmtx"][font.getGlyphName(number)][0] == slot.advance
        if slot.components:
            assert font["hmtx"][font.getGlyphName(number)][1] == glyph.xMin
            coordinates, _, _ = glyph.getCoordinates(font["glyf"])
            assert min(x for x, _ in coordinates) == glyph.xMin
            assert max(y for _, y in coordinates) == glyph.yMax
    assert program.bytes() == program.bytes()


def test_a_font_without_arabic_tables_is_joined_through_its_presentation_forms():
    font = TTFont(io.BytesIO(TEXT.blob))
    for table in ("GSUB", "GPOS", "GDEF"):
        del font[table]
    buffer = io.BytesIO()
    font.save(buffer)
    old = Face("old-400", "Old", 400, buffer.getvalue())
    assert TEXT.joins_letters
    assert not old.joins_letters
    cmap = font.getBestCmap()
    for word, forms in (("سلام", "\ufeb3\ufefc\ufee1"), ("عَمَل", "\ufecb\ufee4\ufede"), ("دار", "\ufea9\ufe8d\ufead")):
        clusters = shape(old, word, True).clusters[::-1]
        assert "".join(cluster.text for cluster in clusters) == word
        assert [font.getGlyphName(cluster.glyphs[0][0]) for cluster in clusters] == [cmap[ord(form)] for form in forms]
    marked = shape(old, "عَمَل", True).clusters[-1]
    assert (marked.text, len(marked.glyphs)) == ("عَ", 2)


def test_a_font_with_cubic_outlines_is_converted_once_and_looks_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    own = tmp_path / "Own.otf"
    own.write_bytes(cubic_copy(TEXT.blob))
    family = Family(name="Own", files=FontFiles(regular=own, bold=own))
    file = font_file(family, 400)
    cached = [path.stat().st_ino for path in (tmp_path / "cache").glob("font-*")]
    assert font_file(family, 400) == file
    assert [path.stat().st_ino for path in (tmp_path / "cache").glob("font-*")] == cached
    assert len(cached) == 1
    converted = Face("own-400", "Own", 400, file.blob)
    original = Face("cubic-400", "Own", 400, own.read_bytes(), ".otf")
    for word in ("الإدماج", "لله", "KMH", "2017"):
        rtl = not word.isascii()
        assert [cluster.glyphs for cluster in shape(converted, word, rtl).clusters] == [cluster.glyphs for cluster in shape(original, word, rtl).clusters]
    assert FontProgram(converted).bytes()[:4] == b"\x00\x01\x00\x00"


def cubic_copy(blob):
    """Make an OpenType font with CFF outlines of a TrueType font, for a test."""
    font = TTFont(io.BytesIO(blob))
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    strings = {}
    for name in order:
        pen = T2CharStringPen(font["hmtx"][name][0], drawn)
        drawn[name].draw(Qu2CuPen(pen, 1.0, all_cubic=True))
        strings[name] = pen.getCharString()
    builder = FontBuilder(font=font)
    builder.isTTF = False
    del font["glyf"], font["loca"]
    builder.setupCFF("Own", {}, strings, {})
    font.sfntVersion = "OTTO"
    font["maxp"].tableVersion = 0x00005000
    font["post"].formatType = 3.0
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def test_a_missing_font_is_an_error_of_the_theme(tmp_path):
    with pytest.raises(MissingFont, match="nowhere"):
        font_file(Family(name="Own", files=FontFiles(regular=tmp_path / "nowhere.ttf", bold=tmp_path / "nowhere.ttf")), 400)
    with pytest.raises(MissingFont, match="fontpkg-nothing"):
        font_file(Family(name="None", package="fontpkg_nothing"), 400)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(["و", "(", "«", "إعادة", "الإدماج،", "المُتكامِل", "(مثال)", "إلى:", "…", "  ", "•", "لا"]), max_size=40),
    st.floats(40, 500),
    st.sampled_from([9.0, 10.5, 12.0, 23.0]),
    st.booleans(),
)
def test_a_plain_paragraph_is_set_as_any_other(words, measure, size, justify):
    style = Styled(" ".join(words), HEADING if size > 12 else TEXT, size, tag="title")
    assert _is_plain(style, "R")
    plain = _set_plain(style, measure, justify=justify)
    assert plain is None or plain == _set_mixed([style], measure, FACES, "R", justify=justify)


@pytest.mark.parametrize("words", ["نص 28 °C", "نص\u00a0آخر", "نص Latin", "٪ نص 中"])
def test_a_paragraph_with_anything_else_is_not_plain(words):
    assert not _is_plain(Styled(words, TEXT, 12), "R")


def test_justified_lines_end_alike_and_open_no_rivers():
    words = " ".join(["تدعم", "المؤسساتُ", "العائدين", "في", "كلِّ", "مرحلةٍ", "من", "مراحلِ", "الإدماج"] * 12)
    lines = set_paragraph([Styled(words, TEXT, 12)], 470, FACES, justify=True)
    full = [line for line in lines[:-1] if abs(line.width - 470) < 0.01]
    assert len(full) > 5 and lines[-1].width < 470
    assert all(run.stretch <= LOOSEST * 12 for line in lines for run in line.runs)
    assert all(run.stretch == 0 for run in lines[-1].runs)


def test_a_line_too_loose_to_justify_stays_as_it_is():
    runs = [Styled("كلمتان فقط ثمكلمةطويلةجدالاتتسعلهابقيةالسطرمهماحاولناأننضمهاإليه", TEXT, 12)]
    lines = set_paragraph(runs, 300, FACES, justify=True)
    assert len(lines) == 2
    assert all(run.stretch == 0 for line in lines for run in line.runs)


def test_a_line_is_ordered_as_a_part_of_its_paragraph():
    """A percentage after Arabic has its sign at its left (UAX #9, W2), also where a line begins with it."""
    words = "بنسبة 25% في"
    whole = set_paragraph([Styled(words, TEXT, 12)], 400, FACES)
    broken = set_paragraph([Styled(words, TEXT, 12)], 40, FACES)
    assert [line.text for line in broken][:2] == ["بنسبة", "25% في"]
    for line in (whole[0], broken[1]):
        number, sign = (next(run for run in line.runs if mark in run.text) for mark in ("25", "%"))
        assert sign.x < number.x
        assert (number.rtl, sign.rtl) == (False, True)
