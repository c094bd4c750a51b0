"""Every element of a module is complete in slides, notes and print: figures, charts, activities, cases, links."""

import dataclasses
import io
import os
import re
import shutil
import subprocess
import zipfile

import pymupdf
import pypdfium2
import pytest
from pptx import Presentation

from generator.assets import assets_folder
from generator.compose.deck import compose_deck
from generator.compose.handout import compose_handout
from generator.compose.quiz.key import compose_key
from generator.compose.register import compose_register
from generator.compose.workbook import compose_workbook
from generator.content.loading import read_library
from generator.diagnostics import ContentError, Span
from generator.layout.boxes import PlacedDeck
from generator.layout.fitting import TextMeasurer
from generator.layout.slides import place_deck
from generator.model.deck import Chart, Deck, Grid, Instructions, Points, Scenario, Slide, SpeakerNotes
from generator.model.text import BulletList, Run, Text, text
from generator.plan import make_plan
from generator.settings.locale import read_locale
from generator.settings.theme import contrast, read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf.blocks import BlockSetter, ParagraphStyle
from generator.writers.pdf.flowables import Setting
from generator.writers.pdf.slides import write_slides
from generator.writers.pptx import write_pptx
from generator.writers.pptx.levels import SCHEME
from generator.writers.pptx.text import runs
from tests.conftest import WATER_SEEDS, run
from tests.inherited import inherited, list_styles, stated

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
LOCALES = {name: read_locale([assets_folder() / "locales"], name, Span("")) for name in ("ar", "ar-EG", "ar-MA")}
LOCALE = LOCALES["ar"]
FACES = FontSet(THEME)
SLIDES = {
    "storage": "01-home-storage",
    "treatment": "02-water-treatment",
    "school": "03-school-water",
    "emergency": "04-emergency-water",
    "mixed": "05-mixed-text",
}


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
    return place_deck(Deck("عنوان", "موضوع", "جهة", (slide,)), TextMeasurer(THEME, FACES), lambda title: f"{title} (تابع)")


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
    shape = next(one for one in slide.placeholders if one.placeholder_format.idx == 21)
    given, _ = inherited([shape._element.find(f".//{A}lstStyle"), *list_styles(shape, slide)])
    marks = [(given | stated(one._p.pPr))["mark"] for one in story.paragraphs]
    assert [b"buChar" in one for one in marks] == [False, True, True, True, False]
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


LINKED_MARKS = (" ", " (", "، ")


def linked(slide):
    """Give the words of each link with its address; a link's words are runs of their own with spaces between."""
    found = []
    for part in (slide.part, slide.notes_slide.part):
        for paragraph in part._element.iter(f"{A}p"):
            before = None
            for one in paragraph.iter(f"{A}r"):
                words, link = one.find(f"{A}t").text, one.find(f"{A}rPr/{A}hlinkClick")
                assert one.find(f"{A}rPr").get("u") == "sng" or link is None
                # Links inside the deck are tested in test_presenting.
                link = None if link is not None and link.get("action") else link
                if link is not None:
                    assert " " not in words
                    relation = part.rels[link.get(R_ID)]
                    assert relation.is_external
                    found += [(f"{found.pop()[0]} {words}" if before == relation.target_ref else words, relation.target_ref)]
                before = relation.target_ref if link is not None else before if words in LINKED_MARKS else None
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
            "دليل متخيل لحفظ الماء في المنزل مصدر خارجي": "https://example.org/handbook",
            "خبر متخيل عن فيضان في بلدة الوادي مصدر خارجي": "https://example.org/news/2024/09/flood_in-the-valley.html",
        }.items()
    )
    with pymupdf.open(decks["treatment"].with_suffix(".pdf")) as pages:
        assert "https://example.org/handbook" in {one["uri"] for one in pages[number].get_links()}


@pytest.mark.parametrize("colour", ["ink", "on_primary", "highlight"])
def test_a_link_is_readable_on_its_background(colour):
    run = Run("صفحة", link="https://example.org")
    (made,) = runs(run, run.text, TextMeasurer(THEME, FACES).style(24, colour=colour), LOCALE, None)
    own = made.find(f"{A}rPr/{A}hlinkClick/{A}extLst") is not None
    assert own == (colour != "ink")
    assert made.find(f"{A}rPr/{A}solidFill/{A}schemeClr").get("val") == ("hlink" if colour == "ink" else SCHEME[colour])
    styled = BlockSetter(THEME, FACES).text(Text((run,)), ParagraphStyle(12, Setting(18), colour=colour), None).runs[0]
    assert styled.colour == getattr(THEME.colours, "accent" if colour == "ink" else colour)


@pytest.mark.parametrize("colour", ["ink", "on_primary"])
def test_a_citation_is_readable_on_its_background(colour):
    """A heading of a table may cite a fact; its background is dark."""
    run = Run("[3]", link="#source-3", citation=True)
    styled = BlockSetter(THEME, FACES).text(Text((run,)), ParagraphStyle(12, Setting(18), colour=colour), None).runs[0]
    assert styled.colour == getattr(THEME.colours, "accent" if colour == "ink" else colour)


def test_the_themes_colour_of_links_stands_out(decks):
    with zipfile.ZipFile(decks["storage"]) as package:
        (colour,) = re.findall(r'<a:hlink><a:srgbClr val="(\w+)"', package.read("ppt/theme/theme1.xml").decode())
    assert colour == THEME.colours.accent
    assert min(contrast(colour, getattr(THEME.colours, background)) for background in ("background", "soft_background", "tint")) >= 4.5


AMOUNTS = {
    "ar": ["0", "0.5", "0.000001", "7.25", "15", "1,500", "1,000,000", "2,500,000,000.75"],
    "ar-EG": ["٠", "٠٫٥", "٠٫٠٠٠٠٠١", "٧٫٢٥", "١٥", "١٬٥٠٠", "١٬٠٠٠٬٠٠٠", "٢٬٥٠٠٬٠٠٠٬٠٠٠٫٧٥"],
    "ar-MA": ["0", "0,5", "0,000001", "7,25", "15", "1.500", "1.000.000", "2.500.000.000,75"],
}


@pytest.mark.parametrize("edition", AMOUNTS)
def test_amounts_have_the_editions_digits_and_signs(edition):
    assert [LOCALES[edition].amount(value) for value in (0.0, 0.5, 0.000001, 7.25, 15.0, 1500.0, 1e6, 2500000000.75)] == AMOUNTS[edition]


def chart_on(slide):
    (shape,) = [one for one in slide.shapes if one.has_chart]
    return shape


def labels_of(chart, values):
    """Give the labels of a chart's bars: typed ones, or what their number format makes of the values in LibreOffice."""
    shown = {}
    for label in chart._chartSpace.iter(f"{C}dLbl"):
        index, typed, code = int(label.find(f"{C}idx").get("val")), [one.text for one in label.iter(f"{A}t")], label.find(f"{C}numFmt")
        shown[index] = "".join(typed) or f"{values[index]:,.{len(code.get('formatCode').partition('.')[2])}f}"
        assert bool(typed) != (code is not None)
    return [shown[index] for index in range(len(values))]


@pytest.mark.parametrize("edition", LOCALES)
def test_a_chart_says_its_unit_and_its_values(edition, library):
    locale = LOCALES[edition]
    plan, treatment = session(library, "water-treatment", locale)
    deck = compose_deck(plan, treatment)
    (placed_slide,) = [one for one in place_deck(deck, TextMeasurer(THEME, FACES), str).slides if one.title == "كوب وبلدة"]
    placed_deck = PlacedDeck("عنوان", "موضوع", "جهة", (placed_slide,))
    made = chart_on(Presentation(io.BytesIO(write_pptx(placed_deck, THEME, FACES, locale))).slides[0]).chart
    expected = [locale.amount(0.5), locale.amount(1e6)]
    assert made.chart_title.text_frame.text == "\u202bالكمية (L)\u202c"
    assert [list(made.plots[0].categories), list(made.plots[0].series[0].values)] == [["كوب", "بلدة"], [0.5, 1000000]]
    assert labels_of(made, [0.5, 1000000]) == expected
    # MuPDF turns numbers in Arabic-Indic digits round; Chrome's reader does not.
    pages = pypdfium2.PdfDocument(write_slides(placed_deck, THEME, FACES, locale))
    drawn = pages[0].get_textpage().get_text_bounded()
    pages.close()
    for words in ("الكمية", "كوب", "بلدة", *expected):
        assert words in drawn


def test_labels_are_drawn_by_libreoffice_as_they_are_meant(library, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "CI must have LibreOffice"
        pytest.skip("LibreOffice Impress is not installed")
    expected = {}
    for edition, locale in LOCALES.items():
        values = (0.0, 0.5, 0.05, 999.0, 1500.0, 1e6)
        expected[edition] = [locale.amount(value) for value in values]
        chart = Chart(tuple(text(name) for name in "أبجدهو"), values, tuple(expected[edition]), text("لتر"), "ستة أعمدة")
        (tmp_path / f"{edition}.pptx").write_bytes(write_pptx(placed(chart, "chart", locale), THEME, FACES, locale))
    files = [str(tmp_path / f"{edition}.pptx") for edition in LOCALES]
    subprocess.run([office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=200)
    for edition, labels in expected.items():
        with pymupdf.open(tmp_path / f"{edition}.pdf") as pages:
            words = pages[0].get_text().split()
        # LibreOffice's own fonts and ligatures leave no trust in letters; numbers come back whole.
        assert set(labels) <= set(words) or edition == "ar-EG", edition
        assert sum(label in words or label[::-1] in words for label in labels) == len(labels), edition
    assert len(expected) == 3


@pytest.mark.parametrize("values", [(0.0, 0.0), (0.0, 1e6), (1e-6, 2e-6)])
def test_charts_of_nothing_and_of_extremes(values):
    chart = Chart((text("أول"), text("ثالث")), values, tuple(map(LOCALE.amount, values)), text("لتر"), "عمودان")
    deck = placed(chart, "chart")
    with pymupdf.open(stream=write_slides(deck, THEME, FACES, LOCALE)) as pages:
        words = pages[0].get_text().split()
    assert set(words) >= {*map(LOCALE.amount, values), "لتر", "أول", "ثالث"}
    made = chart_on(Presentation(io.BytesIO(write_pptx(deck, THEME, FACES, LOCALE))).slides[0]).chart
    assert list(made.plots[0].series[0].values) == list(values)


def test_a_chart_whose_values_do_not_fit_is_refused():
    values = (123456789.123456, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    chart = Chart((text("أول"),) * 8, values, tuple(map(LOCALE.amount, values)), text("لتر"), "ثمانية أعمدة")
    with pytest.raises(ContentError, match="«أول» does not fit beside the other words of this chart"):
        placed(chart, "chart")


def test_the_handout_draws_the_chart(water_kit, library):
    plan, treatment = session(library, "water-treatment")
    (block,) = [one for one in compose_handout(plan, treatment).blocks if type(one).__name__ == "ChartBlock" and one.chart.unit.plain == "الكمية (L)"]
    assert re.fullmatch(r"الشكل \d: كوب وبلدة(\[\d+\]){2}", block.caption.plain)
    assert block.chart.alt == "عمودان، أحدهما لنصف لتر والآخر لمليون لتر."
    with pymupdf.open(water_kit / "three-day" / "handouts" / "02-water-treatment.pdf") as pages:
        printed = " ".join(page.get_text() for page in pages).split()
        bars = [drawing for page in pages for drawing in page.get_drawings() if drawing["rect"].height > 60 and drawing["rect"].width < 200]
    assert {"1,000,000", "0.05", "بلدة"} <= set(printed)
    assert bars


def test_a_chart_takes_no_endless_value(seeds, capsys):
    for value in ("inf", "nan", "-1", "كثير"):
        module = seeds / "modules" / "01-context.yaml"
        whole = module.read_text(encoding="utf-8")
        chart = f"    chart: {{title: ع, alt: ع, unit: ع, items: [{{label: أ, value: {value}}}, {{label: ب, value: 1}}], notes: {{say: ع}}}}\n"
        module.write_text(whole.rstrip().replace("\nquiz:\n", f"\n{chart}quiz:\n", 1), encoding="utf-8")
        assert run("check", "--seeds", seeds) == 1
        assert re.search(r"error: 'value' (must be a number|is too small)", capsys.readouterr().err)
        module.write_text(whole, encoding="utf-8")


def test_a_figure_of_labels_alone_has_no_empty_cards(decks):
    _, slide = slide_named(decks["treatment"], "الغلي")
    groups = [one for one in slide.shapes if one.shape_type == 6]
    words = [one.text_frame.text for group in groups for one in group.shapes if not one.name.startswith("arrow")]
    assert words == ["غلي", "تغطية", "تبريد"]


def words_in(path):
    pages = pypdfium2.PdfDocument(path)
    found = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    return " ".join(found.replace("\u200f", "").split())


def test_the_organisations_unit_stands_under_its_name(decks, water_kit):
    name, unit = "المركز الافتراضي لسلامة المياه", "وحدة التدريب والتوعية"
    for deck in (*decks.values(), water_kit / "three-day" / "quiz" / "quiz-deck.pptx"):
        cover = Presentation(deck).slides[0]
        details = lines(next(one for one in cover.placeholders if one.placeholder_format.idx == 14).text_frame)
        assert details[-2:] == [name, unit]
        assert f"{name} {unit}" in page_text(deck.with_suffix(".pdf"), 0)
    assert f"{name} {unit}" in page_text(water_kit / "three-day" / "handouts" / "workbook.pdf", 0)


def test_the_workbook_marks_terms_by_origin_and_shades_breaks(library):
    plan, _ = session(library, "home-storage")
    tables = [block for block in compose_workbook(plan).blocks if type(block).__name__ == "TableBlock"]
    glossary = {row[0].plain: row[3].plain for row in tables[-1].rows if len(row) == 4}
    assert (glossary["العكارة"], glossary["الحفظ الآمن للماء"], len(glossary)) == ("خارجي", "أساسي", 5)
    first = tables[0]
    assert first.shaded == (3,)
    assert [any(run.strong for run in row[1].runs) for row in first.rows] == [False, True, True, False, True]


def test_a_day_alone_has_its_title(library):
    plan = make_plan(library, library.programmes[0], LOCALE)
    assert "يوم واحد" in [block.text.plain for block in compose_workbook(plan).blocks if type(block).__name__ == "Heading"]


def test_sources_name_their_language(library):
    plan, treatment = session(library, "water-treatment")
    described = [block.text.plain for block in compose_register(plan).blocks if type(block).__name__ == "Paragraph" and block.role == "description"]
    assert described[0] == "تقرير صحفي، المصدر الأساسي، بالعربية"
    assert "إطار، مصدر خارجي، بالفرنسية" in described
    (listed,) = [block for block in compose_handout(plan, treatment).blocks if getattr(block, "role", "") == "references"]
    references = [(item.plain, address.plain) for (_, item), address in zip(listed.items, listed.addresses, strict=True) if address]
    assert ("مسرد متخيل لمصطلحات المياه (مصدر خارجي)، بالإنجليزية", "example.org/terms") in references
    assert ("دليل متخيل لحفظ الماء في المنزل (مصدر خارجي)", "example.org/handbook/boiling") in references


def test_addresses_of_a_source_stand_above_its_facts(library):
    plan, _ = session(library, "water-treatment")
    printed = [block.text.plain for block in compose_register(plan).blocks if getattr(block, "role", "") == "address"]
    known = {str(one.address) for source in library.sources for one in (source, *source.facts) if one.address}
    assert {address.removeprefix("http://").removeprefix("https://") for address in known} == {one.removeprefix("http://") for one in printed}
    assert len(known) > 4


def test_levels_of_objectives_are_in_the_notes(decks):
    _, slide = slide_named(decks["school"], "أهداف الوحدة")
    notes = notes_of(slide)
    start = notes.index("مستويات الأهداف:")
    assert notes[start + 1 :][:2] == ["• يشرح أدوار الأطراف في سلامة ماء المدرسة (الفهم)", "• يملأ سجل الفحص الأسبوعي (التطبيق)"]


def test_emphasis_and_links_survive_in_captions_fields_and_answers(library):
    plan, storage = session(library, "home-storage")
    strong = {run.text for text_ in texts_of(compose_handout(plan, storage)) for run in text_.runs if run.strong}
    assert {"للوعاء", "الوعاء", "أربعة"} <= strong
    whole = make_plan(library, plan.programme.model_copy(update={"quiz": None}), LOCALE)
    key = compose_key(whole, "test")
    answers = [one for one in texts_of(key) if one.plain.startswith("الإجابة الصحيحة")]
    assert all(run.strong for one in answers for run in one.runs)
    assert len(answers) == 15 + 10
    measured = next(one for one in texts_of(key) if one.plain.startswith("يقيس: يذكر شروط"))
    assert [run.text for run in measured.runs if run.strong] == ["شروط"]


def texts_of(model):
    """Walk a model and give all its inline texts."""
    if isinstance(model, Text):
        yield model
    elif dataclasses.is_dataclass(model):
        for one in dataclasses.fields(model):
            yield from texts_of(getattr(model, one.name))
    elif isinstance(model, (tuple, list)):
        for one in model:
            yield from texts_of(one)


def test_what_a_title_cites_is_not_dropped(library):
    plan, school = session(library, "school-water")
    deck = compose_deck(plan, school)
    (hub,) = [one for one in deck.slides if one.title.plain == "سبعة أطراف حول ماء المدرسة"]
    assert hub.source.plain == "المصدر: إطار المدارس (مصدر خارجي)"
    captions = [block.caption.plain for block in compose_handout(plan, school).blocks if type(block).__name__ == "FigureBlock"]
    assert captions[0] == "الشكل 1: سبعة أطراف حول ماء المدرسة[1]"


def test_numbers_of_two_digits_have_their_room(decks):
    """An agenda of thirteen sections: no number touches its words."""
    with pymupdf.open(decks["treatment"].with_suffix(".pdf")) as pages:
        page = next(one for one in pages if "محاور الجلسة" in one.get_text())
        words = page.get_text("words")
    numbers = [word for word in words if re.fullmatch("\u200f?1[0-3]", word[4]) and word[2] > 450]
    assert len(numbers) == 4
    for number in numbers:
        beside = [word for word in words if abs(word[1] - number[1]) < 2 and word[2] > number[0] + 1 and word[0] < number[0]]
        assert not beside, (number, beside)
    indents = {one.get("marL") for one in slide_named(decks["treatment"], "محاور الجلسة")[1].placeholders[15].text_frame._txBody.iter(f"{A}pPr")}
    assert len(indents) == 1


def test_a_title_keeps_its_emphasis_where_it_goes_on():
    title = Text((Run("عنوان "), Run("مشدد", strong=True)))
    rows = tuple((text("خلية فيها كلمات كثيرة تملأ سطرين أو أكثر من عرض عمودها"),) * 4 for _ in range(8))
    slide = Slide("table", title, Grid((text("عمود"),) * 4, rows), SpeakerNotes(text("قول")), None, Span("x.yaml"))
    slides = place_deck(Deck("ع", "م", "ج", (slide,)), TextMeasurer(THEME, FACES), lambda words: f"{words} (تابع)").slides
    assert slides[1].title == "عنوان مشدد (تابع)"
    assert [run.text for run in slides[1].boxes[0].paragraphs[0].text.runs if run.strong] == ["مشدد"]
