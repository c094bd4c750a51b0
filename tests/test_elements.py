"""Every element of a module comes out whole: figures, charts, activities, cases, links, in slides, notes and print."""

import re
import zipfile

import pymupdf
import pytest
from pptx import Presentation

from generator.build import assets_folder
from generator.compose.handout import compose_handout
from generator.content.loading import read_library
from generator.diagnostics import Span
from generator.layout.fitting import Measure
from generator.layout.slides import place_deck
from generator.locale import read_locale
from generator.model.deck import Deck, Instructions, Points, Scenario, Slide, SpeakerNotes
from generator.model.text import BulletList, Run, Text, text
from generator.plan import make_plan
from generator.theme import contrast, read_theme
from generator.typography.fonts import FaceBook
from generator.writers.pdf.blocks import BlockSetter, Look
from generator.writers.pdf.flowables import Setting
from generator.writers.pptx.text import SCHEME, runs
from tests.conftest import WATER_SEEDS

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
THEME = read_theme(assets_folder() / "themes", "haqiba", Span(""))
LOCALES = {name: read_locale(assets_folder() / "locales", name, Span("")) for name in ("ar", "ar-EG", "ar-MA")}
LOCALE = LOCALES["ar"]
FACES = FaceBook(THEME)
SLIDES = {"storage": "01-home-storage", "treatment": "02-water-treatment", "school": "03-school-water", "emergency": "04-emergency-water"}


@pytest.fixture(scope="session")
def decks(water_kit):
    return {name: water_kit / "three-day" / "slides" / f"{stem}.pptx" for name, stem in SLIDES.items()}


@pytest.fixture(scope="session")
def library():
    return read_library(WATER_SEEDS)[0]


def session(library, module, locale=LOCALE):
    plan = make_plan(library, library.programmes[1], locale)
    return plan, next(one for one in plan.sessions if one.module.id == module)


def slide_named(deck, title):
    (found,) = [(number, one) for number, one in enumerate(Presentation(deck).slides) if one.shapes.title.text_frame.text == title]
    return found


def page_text(path, number):
    with pymupdf.open(path) as pages:
        return " ".join(pages[number].get_text().split())


def placed(body, layout, locale=LOCALE):
    slide = Slide(layout, text("عنوان الشريحة"), body, SpeakerNotes(text("قول")), None, Span("x.yaml", 3, 5))
    return place_deck(Deck("عنوان", "موضوع", "جهة", (slide,)), Measure(THEME, FACES), lambda title: f"{title} (تابع)")


def test_a_comparison_keeps_its_points_in_pdf(decks, water_kit):
    points = ["قاعدة مرتفعة عن الأرض", "مغرفة تتناقلها الأيدي", "غطاء محكم دائمًا"]
    number, _ = slide_named(decks["storage"], "وعاء آمن ووعاء غير آمن")
    drawn = page_text(decks["storage"].with_suffix(".pdf"), number)
    handout = water_kit / "three-day" / "handouts" / "01-home-storage.pdf"
    with pymupdf.open(handout) as pages:
        printed = " ".join(" ".join(page.get_text().split()) for page in pages)
    for point in points:
        assert point in drawn
        assert point in printed
    assert drawn.count("•") == 10


def lines(frame):
    return [paragraph.text.replace("\u00a0", " ") for paragraph in frame.paragraphs]


def notes_of(slide):
    return lines(slide.notes_slide.notes_text_frame)


def test_an_activity_shows_its_materials(decks, library):
    number, slide = slide_named(decks["storage"], "غسل وعاء وفحصه")
    details = next(one for one in slide.placeholders if one.placeholder_format.idx == 14).text_frame
    assert lines(details)[2:] == ["المواد:", "وعاء ماء بسعة 20 لترًا", "فرشاة طويلة اليد", "صابون سائل", "بطاقة الفحص، من صفحة الورشة"]
    assert "فرشاة طويلة اليد" in page_text(decks["storage"].with_suffix(".pdf"), number)
    notes = notes_of(slide)
    assert notes[notes.index("المواد:") + 1 :][:2] == ["• وعاء ماء بسعة 20 لترًا", "• فرشاة طويلة اليد"]
    plan, storage = session(library, "home-storage")
    (activity,) = [one for one in compose_handout(plan, storage).blocks if type(one).__name__ == "Callout" and one.label.plain.startswith("نشاط")]
    listed = [item.plain for block in activity.blocks if type(block).__name__ == "ListBlock" for _, item in block.items]
    assert "صابون سائل" in listed


def test_materials_that_do_not_fit_beside_the_steps_get_a_slide(library):
    materials = tuple(text(f"مادة طويلة الاسم من مواد هذا النشاط، رقمها {number}، ولها وصف") for number in range(1, 8))
    steps = tuple((text(f"خطوة {number}"), text("دقيقتان")) for number in (1, 2))
    body = Instructions((text("المدة: 4 دقائق"),), steps, text("المواد:"), materials)
    first, second = placed(body, "activity").slides
    assert (first.layout, second.layout, second.title) == ("activity", "points", "عنوان الشريحة (تابع)")
    shown = [paragraph.text.plain for box in second.boxes for paragraph in box.paragraphs]
    assert set(shown) >= {"المواد:", *(one.plain for one in materials)}


def test_the_questions_of_a_debrief_are_in_the_notes(decks):
    _, slide = slide_named(decks["storage"], "غسل وعاء وفحصه")
    notes = notes_of(slide)
    start = notes.index("أسئلة النقاش الختامي:")
    assert notes[start + 1 : start + 5] == ["• ما الخطوة الأطول؟", "• ما الذي نسيتموه أول مرة؟", "• من يقوم بهذا العمل في البيت؟", "• كيف نعلّمه لطفل؟"]


def test_a_list_in_a_case_is_on_its_slide(decks):
    number, slide = slide_named(decks["storage"], "بيت على التلة")
    story = next(one for one in slide.placeholders if one.placeholder_format.idx == 21).text_frame
    assert lines(story)[1:4] == ["الغطاء موجود، لكنه لا يُغلق", "الأطفال يشربون من المغرفة نفسها", "الوعاء لم يُغسل منذ شهر"]
    assert [one._p.pPr.find("{*}buChar") is not None for one in story.paragraphs] == [False, True, True, True, False]
    assert "الأطفال يشربون من المغرفة نفسها" in page_text(decks["storage"].with_suffix(".pdf"), number)


def test_a_case_too_long_for_a_slide_goes_on():
    story = (text("قصة طويلة بعض الشيء تُروى في سطرين أو أكثر حتى تملأ مكانها من الشريحة ولا تترك فيه فراغًا، ثم تزيد عليه قليلًا"),) * 2
    items = BulletList(tuple(text(f"ملاحظة من ملاحظات القصة، وهي الملاحظة رقم {number}") for number in range(1, 5)))
    questions = tuple(text(f"سؤال عن القصة رقم {number}؟") for number in range(1, 5))
    slides = placed(Scenario(text("حالة افتراضية"), (*story, items), questions), "case").slides
    shown = [paragraph.text.plain for one in slides for box in one.boxes[1:] for paragraph in box.paragraphs]
    expected = [*(one.plain for one in story), *(one.plain for one in items.items), *(one.plain for one in questions)]
    assert [one for one in shown if one in set(expected)] == expected
    assert [one.layout for one in slides] == ["case", "case", "points"]


def test_many_points_are_divided_down_to_one_on_a_slide():
    """Five points of which no two fit on one slide."""
    long = "عبارة طويلة تملأ سطور الشريحة حتى لا يبقى فيها مكان لعبارة أخرى بعدها، " * 7
    slides = placed(Points(tuple(text(f"{long} {number}") for number in range(5))), "points").slides
    assert len(slides) == 5


def linked(slide):
    """Give the words of each link with its address; a link's words are runs of their own with spaces between."""
    found = []
    for part in (slide.part, slide.notes_slide.part):
        for paragraph in part._element.iter(f"{A}p"):
            before = None
            for run in paragraph.iter(f"{A}r"):
                words, link = run.find(f"{A}t").text, run.find(f"{A}rPr/{A}hlinkClick")
                if link is not None:
                    assert " " not in words
                    relation = part.rels[link.get(R_ID)]
                    assert relation.is_external
                    found += [(f"{found.pop()[0]} {words}" if before == relation.target_ref else words, relation.target_ref)]
                before = relation.target_ref if link is not None else before if words == " " else None
    return found


def test_links_lead_somewhere_in_powerpoint(decks):
    addresses = {"https://example.org/handbook", "https://example.org/workshop"}
    slides = Presentation(decks["storage"]).slides
    links = [one for slide in slides for one in linked(slide)]
    assert {address for words, address in links if words in ("الدليل", "صفحة الورشة")} == addresses
    _, table = slide_named(decks["storage"], "أعمال الأسبوع في البيت (تابع)")
    assert ("الدليل", "https://example.org/handbook") in linked(table)
    cover = slides[0]
    assert linked(cover) == [("صفحة الورشة", "https://example.org/workshop")]
    assert "صفحة الورشة" in cover.notes_slide.notes_text_frame.text


def test_sources_on_the_sources_slide_are_linked(decks):
    number, slide = slide_named(decks["treatment"], "المصادر")
    assert (
        dict(linked(slide)).items()
        >= {
            "دليل متخيل لحفظ الماء في المنزل (مصدر خارجي)": "https://example.org/handbook",
            "خبر متخيل عن فيضان في بلدة الوادي (مصدر خارجي)": "https://example.org/news/2024/09/flood_in-the-valley.html",
        }.items()
    )
    with pymupdf.open(decks["treatment"].with_suffix(".pdf")) as pages:
        assert "https://example.org/handbook" in {one["uri"] for one in pages[number].get_links()}


@pytest.mark.parametrize("colour", ["ink", "on_primary", "highlight"])
def test_a_link_is_readable_on_its_ground(colour):
    run = Run("صفحة", link="https://example.org")
    (made,) = runs(run, Measure(THEME, FACES).look(24, colour=colour), LOCALE)
    own = made.find(f"{A}rPr/{A}hlinkClick/{A}extLst") is not None
    assert own == (colour != "ink")
    assert made.find(f"{A}rPr/{A}solidFill/{A}schemeClr").get("val") == ("hlink" if colour == "ink" else SCHEME[colour])
    styled = BlockSetter(THEME, FACES, {}).text(Text((run,)), Look(12, Setting(18), colour=colour), None).runs[0]
    assert styled.colour == getattr(THEME.colours, "accent" if colour == "ink" else colour)


def test_the_themes_colour_of_links_stands_out(decks):
    with zipfile.ZipFile(decks["storage"]) as package:
        (colour,) = re.findall(r'<a:hlink><a:srgbClr val="(\w+)"', package.read("ppt/theme/theme1.xml").decode())
    assert colour == THEME.colours.accent
    assert min(contrast(colour, getattr(THEME.colours, ground)) for ground in ("ground", "soft_ground", "tint")) >= 4.5
