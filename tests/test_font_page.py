"""The page on installing fonts states the licence of each family that is in the folder."""

from dataclasses import replace

import pytest

from generator.assets import assets_folder
from generator.compose.fonts import compose_font_page
from generator.content.loading import read_library
from generator.diagnostics import Span
from generator.model.fonts import FontFamily
from generator.plan import make_plan
from generator.settings.locale import read_locale
from tests.conftest import SEEDS

OPEN = "This Font Software is licensed under the SIL Open Font License, Version 1.1."


@pytest.fixture(scope="module")
def plan():
    library = read_library(SEEDS)[0]
    return make_plan(library, library.programmes[0], read_locale([assets_folder() / "locales"], "ar", Span("")))


def lines(plan, *families):
    return [item.plain for block in compose_font_page(replace(plan, families=families)).blocks if hasattr(block, "items") for _, item in block.items]


def test_two_families_under_the_open_font_licence(plan):
    families = [FontFamily(name, (f"{name}-Regular.ttf", f"{name}-Bold.ttf"), OPEN, f"{name}-licence.txt") for name in ("One", "Two")]
    said = lines(plan, *families)
    assert "One: متاح برخصة الخطوط المفتوحة (SIL OFL)، ويجوز نسخه مع العروض إلى أي جهاز." in said
    assert "نص رخصة Two في الملف Two-licence.txt" in said
    assert any("حددوا ملفات الخطوط في هذا المجلد (4\u00a0ملفات) معًا." in line for line in said)


def test_one_family_of_ones_own_without_a_licence(plan):
    said = lines(plan, FontFamily("Own", ("Own-Regular.ttf", "Own-Bold.ttf"), "", ""))
    assert "Own: لا تذكر ملفاته رخصة. تأكدوا من شروط استعماله قبل نسخه إلى جهاز آخر." in said
    assert not any("نص رخصة" in line or "OFL" in line for line in said)
    assert any("(ملفان)" in line for line in said)


def test_another_licence_is_quoted(plan):
    said = lines(plan, FontFamily("Other", ("Other.ttf",), "All rights reserved.", ""))
    assert "Other: تقول ملفاته عن رخصته: All rights reserved." in said


def test_the_kits_families_are_named_with_their_licences(kit, pdftotext):
    page = " ".join(pdftotext(kit / "half-day" / "fonts" / "install.pdf").split())
    for family in ("Noto Kufi Arabic", "IBM Plex Sans Arabic"):
        assert family in page
    assert page.count("SIL OFL") == 2
