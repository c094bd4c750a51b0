"""An instance of a variable font is complete, named for office programs, and sets text as the variable font does."""

import io
import string

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from generator.assets import assets_folder
from generator.content.loading import read_library
from generator.diagnostics import Span
from generator.settings.theme import read_theme
from generator.typography.fonts import SYMBOLS, _instanced, _package_folder
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
