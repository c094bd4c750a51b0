"""An instance of a variable font is complete, named for office programs, and sets text as the variable font does."""

import ctypes
import ctypes.util
import io
import os
import string
import struct

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from generator.assets import assets_folder
from generator.content.loading import read_library
from generator.diagnostics import Span
from generator.settings.theme import read_theme
from generator.typography.embedded import TYPED, contained_in_eot, embedded, may_embed
from generator.typography.fonts import SYMBOLS, Face, FontSet, _instanced, _package_folder
from tests.conftest import SEEDS

THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
CASES = [(family, weight) for family in (THEME.families.heading, SYMBOLS) for weight in (400, 700)]


def variable(family):
    (path,) = [path for path in (_package_folder(family) / "files").glob("*.ttf") if "[wght]" in path.name and "Italic" not in path.name]
    return path.read_bytes()


@pytest.fixture(scope="module")
def words():
    terms = read_library(SEEDS)[0].glossary.terms
    found = sorted({word for term in terms for word in term.ar.split()})
    assert len(found) > 50
    return [*found, string.ascii_letters, string.digits, string.punctuation, *string.printable.strip()]


def set_text(font, words):
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return [(glyph.codepoint, place) for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0].name} {case[1]}")
def instance(request):
    family, weight = request.param
    blob = variable(family)
    return family, weight, blob, _instanced(blob, weight)


def test_an_instance_sets_text_as_the_variable_font(instance, words):
    _, weight, blob, made = instance
    moved, static = hb.Font(hb.Face(blob)), hb.Font(hb.Face(made))
    moved.set_variations({"wght": weight})
    compared = 0
    for word in words:
        for (glyph, place), (expected, other) in zip(set_text(static, word), set_text(moved, word), strict=True):
            assert glyph == expected, word
            for name in ("x_advance", "y_advance", "x_offset", "y_offset"):
                assert getattr(place, name) == pytest.approx(getattr(other, name), abs=1), (word, name)
            extents, expected_extents = static.get_glyph_extents(glyph), moved.get_glyph_extents(glyph)
            assert list(extents) == pytest.approx(list(expected_extents), abs=2), word
            compared += 1
    assert compared > 600


def test_an_instance_is_a_complete_static_font(instance):
    _, _, blob, made = instance
    before, after = TTFont(io.BytesIO(blob)), TTFont(io.BytesIO(made))
    assert set(before.keys()) - set(after.keys()) <= {"fvar", "gvar", "avar", "HVAR", "MVAR", "STAT", "cvar"}
    assert not {"fvar", "gvar", "STAT"} & set(after.keys())
    assert after.getGlyphOrder() == before.getGlyphOrder()
    assert after.getBestCmap() == before.getBestCmap()
    for table in ("GSUB", "GPOS"):
        features, expected = ([one.FeatureTag for one in font[table].table.FeatureList.FeatureRecord] for font in (after, before))
        assert features == expected
        assert len(after[table].table.LookupList.Lookup) == len(before[table].table.LookupList.Lookup)
    # Every table can be read.
    assert len([after[tag] for tag in after.keys()]) > 12  # noqa: SIM118
    drawn = sum(after["glyf"][name].numberOfContours != 0 for name in after.getGlyphOrder())
    assert drawn == sum(before["glyf"][name].numberOfContours != 0 for name in before.getGlyphOrder())


def test_an_instance_is_paired_by_its_names(instance):
    family, weight, _, made = instance
    font = TTFont(io.BytesIO(made))
    style = "Bold" if weight == 700 else "Regular"
    names = {number: font["name"].getDebugName(number) for number in (1, 2, 4, 6, 16, 17, 25)}
    assert names == {1: family.name, 2: style, 4: f"{family.name} {style}", 6: f"{family.name.replace(' ', '')}-{style}", 16: None, 17: None, 25: None}
    assert font["name"].getDebugName(3).endswith(f";{family.name.replace(' ', '')}-{style}")
    assert font["OS/2"].usWeightClass == weight
    assert font["OS/2"].fsSelection & 0x61 == (0x20 if weight == 700 else 0x40)
    assert font["head"].macStyle == (1 if weight == 700 else 0)


def test_an_instance_is_reproducible():
    blob = variable(SYMBOLS)
    assert _instanced(blob, 400) == _instanced(blob, 400)


# Fonts inside decks

DECK_FACES = [(role, bold) for role in ("heading", "text") for bold in (False, True)]


@pytest.fixture(scope="module")
def decoded_by_libreoffice():
    """LibreOffice's own decoder of containers; where it is not installed the test is skipped, except in CI."""
    name = ctypes.util.find_library("eot") or "libeot.so.0"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        assert not os.environ.get("CI"), "CI must have LibreOffice"
        pytest.skip("LibreOffice, which has libeot, is not installed")
    system = ctypes.CDLL(None)
    system.fopen.restype = ctypes.c_void_p
    system.fclose.argtypes = [ctypes.c_void_p]
    library.EOT2ttf_file.argtypes = [ctypes.c_char_p, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p]

    def decode(container, path):
        file = system.fopen(str(path).encode(), b"wb")
        # Larger than its struct EOTMetadata.
        status = library.EOT2ttf_file(container, len(container), ctypes.create_string_buffer(4096), file)
        system.fclose(file)
        assert status == 0
        return path.read_bytes()

    return decode


@pytest.mark.parametrize(("role", "bold"), DECK_FACES)
def test_a_container_gives_the_same_font_back(role, bold, decoded_by_libreoffice, tmp_path):
    face = FontSet(THEME).face(role, bold=bold)
    assert decoded_by_libreoffice(contained_in_eot(face), tmp_path / "whole.ttf") == face.blob
    made = decoded_by_libreoffice(embedded(face), tmp_path / "typed.ttf")
    assert len(made) < len(face.blob)
    names = TTFont(io.BytesIO(made))["name"]
    assert [names.getDebugName(number) for number in (1, 2)] == [face.family, "Bold" if bold else "Regular"]


@pytest.mark.parametrize(("role", "bold"), DECK_FACES)
def test_a_container_states_what_the_font_states(role, bold):
    face = FontSet(THEME).face(role, bold=bold)
    container, font = contained_in_eot(face), TTFont(io.BytesIO(face.blob))
    os2 = font["OS/2"]
    size, data_size, version, flags = struct.unpack_from("<4I", container)
    assert (size, data_size, version, flags) == (len(container), len(face.blob), 0x00020001, 0)
    charset, italic, weight, permissions, magic = struct.unpack_from("<BBIHH", container, 26)
    assert (charset, italic, weight, permissions, magic) == (1, 0, 700 if bold else 400, 0, 0x504C)
    ranges = (os2.ulUnicodeRange1, os2.ulUnicodeRange2, os2.ulUnicodeRange3, os2.ulUnicodeRange4)
    assert struct.unpack_from("<7I", container, 36) == (*ranges, os2.ulCodePageRange1, os2.ulCodePageRange2, font["head"].checkSumAdjustment)
    family = face.family.encode("utf-16-le")
    assert container[80:84] == struct.pack("<HH", 0, len(family)) and container[84 : 84 + len(family)] == family
    assert container.endswith(face.blob)


@pytest.mark.parametrize(("role", "bold"), DECK_FACES)
def test_the_font_in_a_deck_sets_text_as_the_whole_one(role, bold, words, decoded_by_libreoffice, tmp_path):
    """Every character that is typed is there, and every word has the same glyphs at the same places."""
    face = FontSet(THEME).face(role, bold=bold)
    small = hb.Face(decoded_by_libreoffice(embedded(face), tmp_path / "typed.ttf"))
    typed = {code for first, last in TYPED for code in range(first, last + 1)}
    missing = [code for code in hb.Face(face.blob).unicodes if code not in small.unicodes]
    assert not typed.intersection(missing)
    # Presentation forms, controls, the baht, signs of the foundry's own, and rare signs beyond the Arabic blocks.
    rest = {code for code in missing if not 0xFB00 <= code <= 0xFEFC}
    assert rest <= {0x00, 0x0D, 0x0E3F, 0x2E41, 0xECE0, 0xEFCC, 0x10EFD, 0x10EFE, 0x10EFF}
    assert len(missing) > 300
    compared = 0
    one, other = hb.Font(small), hb.Font(hb.Face(face.blob))
    for word in [*words, "ﷲ", "لا إله", "مُعَلِّمٌ", "۱۲۳", "١٢٣٫٥٪", "«(قوس)»", "ﷺ"]:
        places = [[(place.x_advance, place.y_advance, place.x_offset, place.y_offset) for _, place in set_text(font, word)] for font in (one, other)]
        assert places[0] == places[1], word
        compared += 1
    assert compared > 180


def with_permissions(blob, permissions):
    font = TTFont(io.BytesIO(blob))
    font["OS/2"].fsType = permissions
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("permissions", "allowed", "whole"),
    [
        (0x0000, True, False),
        (0x0002, False, False),
        (0x0004, True, False),
        (0x0008, True, False),
        (0x0100, True, True),
        (0x0108, True, True),
        (0x0200, False, False),
    ],
)
def test_permissions_are_respected(permissions, allowed, whole):
    """OpenType 1.9, OS/2, fsType: restricted, preview and print, editable, no subsets, bitmaps only."""
    face = FontSet(THEME).face("text")
    face = Face(face.key, face.family, face.weight, with_permissions(face.blob, permissions))
    assert may_embed(face) is allowed
    if allowed:
        assert embedded(face).endswith(face.blob) is whole
