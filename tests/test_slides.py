"""Slides as drawn: equal boxes in PowerPoint and PDF, no text outside its box, no two equal layouts in a row."""

import copy
import io
import os
import re
import shutil
import subprocess
import time
import zipfile
from dataclasses import replace

import pymupdf
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Pt

from generator.assets import assets_folder
from generator.compose.deck import varied
from generator.diagnostics import ContentError, Span
from generator.layout.boxes import SHAPE_INSET, SetParagraph
from generator.layout.designs import DESIGNS, design_of
from generator.layout.fitting import TextMeasurer
from generator.layout.pattern import eightfold
from generator.layout.slides import place_deck
from generator.model.deck import Agenda, Chart, Cover, Deck, Diagram, DiagramItem, Grid, Logo, Points, QuizQuestion, Slide, SpeakerNotes
from generator.model.text import text
from generator.settings.locale import read_locale
from generator.settings.theme import contrast, read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf.slides import write_slides
from generator.writers.pptx import write_pptx
from tests.conftest import SEEDS, run
from tests.inherited import size_of

THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
LOCALE = read_locale([assets_folder() / "locales"], "ar", Span(""))
FACES = FontSet(THEME)
WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}")
MARKS = re.compile("[\u061c\u064b-\u0652\u0670\u200e\u200f]")


@pytest.fixture(scope="session")
def decks(kit):
    found = sorted((kit / "two-day").rglob("*.pptx"))
    assert len(found) == 7
    return found


def frames(slide):
    """Give each box of a slide with its words: left, top, right, bottom in points."""
    for shape in slide.shapes:
        if shape.shape_type == 6:
            yield from ((box(one), one.text_frame.text) for one in shape.shapes if one.text_frame.text)
        elif shape.has_chart:
            yield box(shape), ""
        elif shape.has_table:
            yield box(shape), " ".join(cell.text for row in shape.table.rows for cell in row.cells)
        elif shape.has_text_frame and shape.text_frame.text:
            yield box(shape), shape.text_frame.text


def box(shape):
    return tuple(Pt(1) and value / 12700 for value in (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height))


def words(text):
    return sorted(WORD.findall(MARKS.sub("", text)))


def test_pdf_and_powerpoint_have_the_same_boxes(decks):
    compared = 0
    for deck in decks:
        slides, pages = Presentation(deck).slides, pymupdf.open(deck.with_suffix(".pdf"))
        assert len(slides) == len(pages)
        for slide, page in zip(slides, pages, strict=True):
            assert (round(page.rect.width), round(page.rect.height)) == (960, 540)
            for (left, top, right, bottom), said in frames(slide):
                drawn = page.get_text("text", clip=(left - 2, top - 2, right + 2, bottom + 2))
                assert words(drawn) == words(said), (deck.name, page.number + 1)
                compared += 1
        pages.close()
    assert compared > 600


@pytest.fixture(scope="session")
def drawn_by_libreoffice(decks, kit, tmp_path_factory):
    """The decks as LibreOffice draws them with the kit's fonts; where it is not installed the test is skipped, except in CI."""
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "CI must have LibreOffice"
        pytest.skip("LibreOffice Impress is not installed")
    out = tmp_path_factory.mktemp("office")
    for deck in decks:
        without_shrinking(deck, out / deck.name)
    (out / "fonts.conf").write_text(f"<fontconfig><dir>{kit / 'two-day' / 'fonts'}</dir><dir>/usr/share/fonts</dir><cachedir>{out}</cachedir></fontconfig>")
    environment = os.environ | {"FONTCONFIG_FILE": str(out / "fonts.conf"), "HOME": str(out)}
    files = [str(out / deck.name) for deck in decks]
    subprocess.run([office, "--headless", "--convert-to", "pdf", "--outdir", str(out), *files], check=True, capture_output=True, env=environment, timeout=500)
    return {deck: out / f"{deck.stem}.pdf" for deck in decks}


def without_shrinking(deck, copy):
    """Take out what would let the program shrink a text that does not fit."""
    with zipfile.ZipFile(deck) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<a:normAutofit/>", b""))


def test_no_text_leaves_its_box_in_libreoffice(drawn_by_libreoffice):
    drawn_words = 0
    for deck, drawn in drawn_by_libreoffice.items():
        with pymupdf.open(drawn) as pages:
            assert {font[3].split("+")[-1].split("-")[0] for page in pages for font in page.get_fonts()} >= {"IBMPlexSansArabic", "NotoKufiArabic"}
            for slide, page in zip(Presentation(deck).slides, pages, strict=True):
                boxes = [one for one, _ in frames(slide)]
                for word in page.get_text("words"):
                    assert any(holds(one, word[:4]) for one in boxes), (deck.name, page.number + 1, word[4])
                    drawn_words += 1
    assert drawn_words > 5000


def test_a_text_too_long_would_be_seen(decks, tmp_path, drawn_by_libreoffice):
    """The test above can fail: a body repeated three times leaves its box."""
    presentation = Presentation(decks[-1])
    slide = next(one for one in presentation.slides if one.slide_layout.name == LOCALE.label("layout_objectives"))
    number = list(presentation.slides).index(slide)
    body = slide.placeholders[1].text_frame._txBody
    for paragraph in list(body.findall("{*}p")) * 2:
        body.append(copy.deepcopy(paragraph))
    presentation.save(tmp_path / "whole.pptx")
    without_shrinking(tmp_path / "whole.pptx", tmp_path / "long.pptx")
    subprocess.run([shutil.which("soffice"), "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "long.pptx")], check=True)
    boxes = [one for one, _ in frames(slide)]
    with pymupdf.open(tmp_path / "long.pdf") as pages:
        assert any(not any(holds(one, word[:4]) for one in boxes) for word in pages[number].get_text("words"))


def holds(frame, word):
    left, top, right, bottom = frame
    # A word's own box is as high as its font, which reaches beyond the letters; a line too many reaches further.
    beyond = 0.25 * (word[3] - word[1])
    return left - 3 <= word[0] and word[2] <= right + 3 and top - beyond <= word[1] and word[3] <= bottom + beyond


def test_an_hour_has_its_slides_in_many_layouts_and_no_two_alike_in_a_row(decks):
    seen = 0
    for deck in (one for one in decks if one.parent.name == "slides"):
        slides = list(Presentation(deck).slides)
        layouts = [slide.slide_layout.name for slide in slides]
        titles = [slide.shapes.title.text_frame.text for slide in slides]
        assert len(set(layouts)) >= 9, deck
        assert 12 <= len(slides) <= 24, deck
        if deck.stem in ("02-approach", "05-knowledge"):
            assert len(slides) <= 18, deck
        for first, second, title in zip(layouts, layouts[1:], titles[1:], strict=False):
            assert first != second or title.endswith("(تابع)"), (deck.name, title)
            seen += 1
    assert seen > 90


def test_less_than_half_of_the_slides_are_words_alone(decks):
    """Figures, tables, charts, pictograms and the time bar of the agenda count; a panel, the progress mark and a countdown do not."""
    slides = [slide for deck in decks if deck.parent.name == "slides" for slide in Presentation(deck).slides]
    shown = [slide for slide in slides if any(shape.shape_type == 6 or shape.has_table or shape.has_chart for shape in slide.shapes)]
    assert len(slides) > 110
    assert len(slides) - len(shown) < len(slides) / 2


def test_thumbnails_are_the_slides(decks):
    for deck in decks:
        pictures = sorted((deck.parent / deck.stem).glob("*.png"))
        assert len(pictures) == len(Presentation(deck).slides)
        for picture in pictures:
            with Image.open(picture) as image:
                assert image.size == (480, 270)
                shown = image.convert("RGB")
                exact = [near(shown.getpixel((479, 135)), THEME.colours.primary), near(shown.getpixel((479, 135)), THEME.colours.accent)]
                assert any(exact), picture
            if deck.stem == "04-stakeholders" and picture.stem == "06":
                assert near(shown.getpixel((120, 68)), THEME.colours.soft_background)


def near(colour, role):
    return all(abs(value - int(role[place : place + 2], 16)) <= 5 for value, place in zip(colour, (0, 2, 4), strict=True))


def test_sections_hold_every_slide_once(decks):
    for deck in decks:
        with zipfile.ZipFile(deck) as package:
            root = package.read("ppt/presentation.xml").decode("utf-8")
        listed = re.findall(r'<p14:sldId id="(\d+)"/>', root)
        assert listed == re.findall(r'<p:sldId [^>]*?\bid="(\d+)"', root) or listed == [str(one.slide_id) for one in Presentation(deck).slides]
        names = re.findall(r'<p14:section name="([^"]*)"', root)
        assert names[0] == "الافتتاح"
        assert len(names) == len(set(names)) > 4


def test_text_is_no_smaller_than_twenty_points(decks):
    sizes = set()
    for deck in decks:
        for slide in Presentation(deck).slides:
            for shape in slide.placeholders:
                if shape.placeholder_format.idx not in (12, 13):
                    sizes |= {size_of(run, shape, slide) for paragraph in shape.text_frame.paragraphs for run in paragraph.runs}
            for shape in slide.shapes:
                if shape.shape_type == 6:
                    sizes |= {size_of(run, one, slide) for one in shape.shapes for paragraph in one.text_frame.paragraphs for run in paragraph.runs}
                if shape.has_table:
                    sizes |= {run.font.size.pt for row in shape.table.rows for cell in row.cells for one in cell.text_frame.paragraphs for run in one.runs}
            assert all(size_of(run, slide.shapes.title, slide) >= 28 for run in slide.shapes.title.text_frame.paragraphs[0].runs)
    assert min(sizes) >= 20
    assert len(sizes) > 6


def made(*slides, theme=THEME, logos=()):
    deck = Deck("عنوان", "موضوع", "جهة", tuple(slides), tuple(logos))
    return place_deck(deck, TextMeasurer(theme, FACES), lambda title: f"{title} (تابع)")


def slide(layout, body, title="عنوان الشريحة"):
    return Slide(layout, text(title), body, SpeakerNotes(text("قول")), None, Span("x.yaml", 3, 5))


def test_sizes_step_down_then_the_slide_splits():
    point = text("عبارة طويلة بعض الشيء تملأ السطر كله وتزيد عليه قليلًا حتى تصل إلى السطر الذي يليه ثم تقف عند آخره")
    few, many = made(slide("points", Points((point,) * 3))), made(slide("points", Points((point,) * 6)))
    sizes = [placed.boxes[1].paragraphs[0].style.size for placed in (*few.slides, *many.slides)]
    assert len(few.slides) == 1
    assert [placed.title for placed in many.slides] == ["عنوان الشريحة", "عنوان الشريحة (تابع)"]
    assert all(size in THEME.slides.body for size in sizes)
    assert sum(len(placed.boxes[1].paragraphs) for placed in many.slides) == 6


def test_two_last_words_are_bound_only_where_a_line_holds_both():
    measurer = TextMeasurer(THEME, FACES, slack=1.0)
    words = SetParagraph(text("في كل المؤسسات"), measurer.style(24))
    pair = measurer.widest_word(text("كل\u00a0المؤسسات"), words.style)
    wide = measurer.with_line_ends(words, pair + 1)
    assert wide.text.plain == "في كل\u00a0المؤسسات"
    assert measurer.with_line_ends(words, pair - 1) == words
    assert measurer.with_line_ends(words, 1000) == words


def test_a_number_keeps_what_it_counts_where_a_line_holds_both():
    measurer = TextMeasurer(THEME, FACES)
    words = SetParagraph(text("انطلاق العمل في 1 آذار/مارس ثم ختامه"), measurer.style(24))
    assert "1\u00a0آذار/مارس" in measurer.with_line_ends(words, 300).text.plain
    assert "\u00a0آذار" not in measurer.with_line_ends(words, 100).text.plain


def test_a_long_table_goes_on_with_its_heading():
    row = tuple(text("خلية فيها من الكلمات ما يملأ سطرين في عمودها الضيق على الشريحة") for _ in range(3))
    placed = made(slide("table", Grid(tuple(map(text, "أبت")), (row,) * 8)))
    assert len(placed.slides) > 1
    assert all([cell.text.plain for cell in one.picture.cells[0]] == list("أبت") for one in placed.slides)
    assert sum(len(one.picture.cells) - 1 for one in placed.slides) == 8


def test_what_cannot_fit_names_its_line():
    word = "كلمة " * 400
    with pytest.raises(ContentError) as caught:
        made(slide("points", Points((text(word),))))
    (found,) = caught.value.diagnostics
    assert (found.span, found.code) == (Span("x.yaml", 3, 5), "overflow")


@pytest.mark.parametrize("letters", ["أب", "أبج", "أبجد", "أبجده", "أبجدهو"])
def test_every_option_of_a_question_stands_on_a_card(letters):
    options = tuple((f"{letter}.", text("خيار من خيارات السؤال قد يطول بعض الشيء")) for letter in letters)
    (placed,) = made(slide("question", QuizQuestion(text("سؤال؟"), options))).slides
    assert placed.layout == {5: "question_five", 6: "question_six"}.get(len(letters), "question")
    assert [box.placeholder for box in placed.boxes] == ["title", "stem", *(f"card-{number}" for number in range(1, len(letters) + 1))]
    assert {box.paragraphs[0].style.size for box in placed.boxes[2:]} == {placed.boxes[2].paragraphs[0].style.size}
    assert {design_of(placed.layout).placeholder(box.placeholder).fill for box in placed.boxes[2:]} == {"tint"}


@pytest.mark.parametrize(
    ("count", "words", "layout", "columns"),
    [
        (1, "محور", "agenda_short", [1]),
        (3, "إدارة النقاش والوقت بين المشاركين", "agenda_short", [3]),
        (5, "إدارة النقاش والوقت بين المشاركين", "agenda_short", [5]),
        (6, "محور", "agenda", [3, 3]),
        (13, "محور", "agenda", [7, 6]),
        # Five of several lines fit no column at a size that is read from afar.
        (5, " ".join(["إدارة النقاش والوقت"] * 5), "agenda", [3, 2]),
    ],
)
def test_a_short_agenda_stands_in_one_column(count, words, layout, columns):
    agenda = Agenda(tuple((text(f"{words} {letter}"), text("5 دقائق")) for letter in "أبتثجحخدذرزسش"[:count]))
    (placed,) = made(slide("agenda", agenda)).slides
    boxes = placed.boxes[1:]
    assert (placed.layout, [box.placeholder for box in boxes]) == (layout, ["body", "second"][: len(columns)])
    assert [len(box.paragraphs) for box in boxes] == columns
    paragraphs = [one for box in boxes for one in box.paragraphs]
    assert [(one.number, one.text.plain[-11], one.text.plain[-10:]) for one in paragraphs] == [
        (number, letter, " (5 دقائق)") for number, letter in enumerate("أبتثجحخدذرزسش"[:count], 1)
    ]
    presentation = Presentation(io.BytesIO(write_pptx(made(slide("agenda", agenda)), THEME, FACES, LOCALE)))
    assert len(presentation.slides[0].placeholders) == 1 + len(columns) + 1


def test_a_point_alone_is_a_statement_in_the_middle():
    (layout,) = [one.layout for one in varied([slide("points", Points((text("نقطة واحدة"),)))])]
    assert layout == "statement"
    (placed,) = made(slide(layout, Points((text("نقطة واحدة"),)))).slides
    body = placed.boxes[1].paragraphs[0]
    assert (body.style.centred, body.style.face, body.mark, body.style.size) == (True, "heading", "none", 32)
    long = text("عبارة طويلة تملأ السطر كله وتزيد عليه قليلًا حتى تصل إلى السطر الذي يليه ثم تقف عند آخره وتعود من جديد " * 6)
    assert [one.layout for one in made(slide(layout, Points((long,)))).slides] == ["points"]


@pytest.mark.parametrize(
    "labels", [("2017", "2022"), ("2017", "2018", "2019", "2020", "2021", "2022"), ("أيلول/سبتمبر 2023", "كانون الثاني/يناير 2024", "نيسان/أبريل 2025")]
)
def test_a_timeline_is_an_axis_with_markers_from_right_to_left(labels):
    items = tuple(DiagramItem(text(label), text("ما حدث في هذا الوقت")) for label in labels)
    (placed,) = made(slide("timeline", Diagram("timeline", items, "خط زمني من محطات"))).slides
    shapes = {shape.name: shape for shape in placed.picture.shapes}
    markers = [shapes[f"marker-{number}"].frame.x for number in range(1, len(labels) + 1)]
    assert markers == sorted(markers, reverse=True)
    axis = shapes["axis"].frame
    assert all(axis.x <= x <= axis.x + axis.width for x in markers)
    assert shapes["arrow"].kind == "arrow_left" and shapes["arrow"].frame.x < min(markers)
    for number, label in enumerate(labels, 1):
        time, card = shapes[f"time-{number}"], shapes[f"text-{number}"]
        assert time.paragraphs[0].text.plain.replace("\u00a0", " ") == label
        assert time.frame.y + time.frame.height <= axis.y < card.frame.y


@pytest.mark.parametrize("labels", [("1,000,000", "28 °C"), ("20 min", "0.5 mg/L", "1,000,000", "−5.5 °C")])
def test_large_figures_stay_on_one_line_with_their_units(labels):
    items = tuple(DiagramItem(text(label), text("ما يقاس")) for label in labels)
    (placed,) = made(slide("numbers", Diagram("numbers", items, "أرقام كبيرة"))).slides
    measurer = TextMeasurer(THEME, FACES)
    for shape in placed.picture.shapes:
        assert measurer.lines(shape.paragraphs[0], shape.frame.width - 2 * SHAPE_INSET) == 1


def test_a_chart_is_native_with_its_data_and_runs_from_the_right():
    chart = Chart((text("أول"), text("ثانٍ"), text("ثالث")), (12.0, 7.0, 4.0), ("12", "7", "4"), text("عدد"), "ثلاثة أعمدة تتناقص من اليمين")
    placed = made(slide("chart", chart))
    presentation = Presentation(io.BytesIO(write_pptx(placed, THEME, FACES, LOCALE)))
    (shape,) = [one for one in presentation.slides[0].shapes if one.has_chart]
    assert list(shape.chart.plots[0].categories) == ["أول", "ثانٍ", "ثالث"]
    assert list(shape.chart.plots[0].series[0].values) == [12.0, 7.0, 4.0]
    assert shape.chart.part.chart_workbook.xlsx_part is not None
    assert shape.chart.category_axis.reverse_order
    xml = shape.chart.part.blob.decode("utf-8")
    assert 'rtl="1"' in xml and "+mn-cs" in xml
    assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == chart.alt
    with pymupdf.open(stream=write_slides(placed, THEME, FACES, LOCALE)) as pages:
        places = {word[4]: word[0] for word in pages[0].get_text("words")}
    assert places["12"] > places["7"] > places["4"]


def test_what_stands_beside_the_text_is_measured_too():
    words = text("كلمات كثيرة جدًا " * 30)
    chart = Chart((words, text("ثانٍ")), (2.0, 1.0), ("2", "1"), text("عدد"), "عمودان")
    cover = Cover(text("فرعي"), (words, words))
    for layout, body in (("chart", chart), ("cover", cover)):
        with pytest.raises(ContentError, match=r"x\.yaml:3:5: error: .* not fit"):
            made(slide(layout, body))


def test_two_files_with_a_chart_are_the_same_bytes():
    chart = Chart((text("أول"), text("ثانٍ")), (2.0, 1.0), ("2", "1"), text("عدد"), "عمودان")
    first = write_pptx(made(slide("chart", chart)), THEME, FACES, LOCALE)
    time.sleep(1.1)
    assert write_pptx(made(slide("chart", chart)), THEME, FACES, LOCALE) == first


def test_logos_stand_on_the_cover_with_their_name(tmp_path):
    Image.new("RGB", (300, 100), "#336699").save(tmp_path / "mark.png")
    cover = slide("cover", Cover(text("فرعي"), (text("تفصيل"),)))
    placed = made(cover, logos=[Logo((tmp_path / "mark.png").read_bytes(), "اسم الجهة")])
    presentation = Presentation(io.BytesIO(write_pptx(placed, THEME, FACES, LOCALE)))
    (picture,) = [one for one in presentation.slides[0].shapes if one.shape_type == 13]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "اسم الجهة"
    assert picture.width / picture.height == pytest.approx(3, rel=0.01)
    with pymupdf.open(stream=write_slides(placed, THEME, FACES, LOCALE)) as pages:
        (place,) = [pages[0].get_image_rects(one[0])[0] for one in pages[0].get_images()]
    assert place.width / place.height == pytest.approx(3, rel=0.01)
    assert place.x0 == pytest.approx(picture.left / 12700, abs=0.1)


def test_a_missing_logo_names_its_line(seeds, capsys):
    kit = seeds / "kit.yaml"
    kit.write_text(re.sub(r"(?m)^(  name: .*\n)", r"\1  logos: [nowhere.png]\n", kit.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    assert run("check", "--seeds", seeds) == 1
    assert re.search(r"kit\.yaml:\d+:11: error: there is no logo 'nowhere\.png'", capsys.readouterr().err)


def test_text_of_the_theme_stands_out():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
    for design in DESIGNS:
        for placeholder in design.placeholders:
            background = getattr(THEME.colours, placeholder.fill or design.background)
            if design.key == "activity" and placeholder.key == "details":
                background = THEME.colours.primary
            assert contrast(getattr(THEME.colours, placeholder.colour), background) >= 4.5, (design.key, placeholder.key)


def test_a_theme_with_weak_contrast_is_refused(tmp_path):
    (tmp_path / "haqiba.yaml").write_bytes((assets_folder() / "themes" / "haqiba.yaml").read_bytes())
    (tmp_path / "pale.yaml").write_text('base: haqiba\nname: pale\ncolours:\n  accent: "E0A070"\n', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_theme([tmp_path], "pale", Span(""))
    assert {found.code for found in caught.value.diagnostics} == {"contrast"}
    assert (str(tmp_path / "pale.yaml"), 4) in {(found.span.path, found.span.line) for found in caught.value.diagnostics}
    assert "'accent' on 'background'" in str(caught.value)


def test_a_theme_with_small_text_is_refused(tmp_path):
    (tmp_path / "haqiba.yaml").write_bytes((assets_folder() / "themes" / "haqiba.yaml").read_bytes())
    (tmp_path / "small.yaml").write_text("base: haqiba\nname: small\nslides:\n  body: [24, 18]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"small\.yaml:4:9: error: slides have 'body' in less than 20 points"):
        read_theme([tmp_path], "small", Span(""))


CHART = """    chart:
      title: أعداد للمقارنة
      alt: عمودان يقارنان عددين
      unit: العدد
      items:
        - {label: "البلدان [@cairo-countries]", value: 6}
        - {label: "المشاركون [@cairo-countries]", value: 30}
      notes:
        say: نقارن هنا بين عددين.
"""


def test_an_author_can_write_a_chart(seeds, tmp_path, capsys, pdftotext):
    module = seeds / "modules" / "01-context.yaml"
    whole = module.read_text(encoding="utf-8")
    module.write_text(whole.replace("\n  - id: participants\n", f"\n{CHART}  - id: participants\n", 1), encoding="utf-8")
    assert run("build", "half-day", "--seeds", seeds, "--out", tmp_path / "out", "--only", "decks,handouts") == 0
    deck = Presentation(tmp_path / "out" / "half-day" / "slides" / "01-context.pptx")
    (chart,) = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert [list(chart.plots[0].categories), list(chart.plots[0].series[0].values)] == [["البلدان", "المشاركون"], [6, 30]]
    assert "أعداد للمقارنة" in pdftotext(tmp_path / "out" / "half-day" / "handouts" / "01-context.pdf")
    module.write_text(module.read_text(encoding="utf-8").replace('"البلدان [@cairo-countries]"', "البلدان"), encoding="utf-8")
    capsys.readouterr()
    assert run("check", "--seeds", seeds) == 1
    assert "this bar of a chart stands without its source" in capsys.readouterr().err


def test_a_theme_states_only_its_differences(tmp_path):
    (tmp_path / "haqiba.yaml").write_bytes((assets_folder() / "themes" / "haqiba.yaml").read_bytes())
    (tmp_path / "other.yaml").write_text('base: haqiba\nname: other\ncolours:\n  primary: "3B2A5C"\n', encoding="utf-8")
    other = read_theme([tmp_path], "other", Span(""))
    assert other.colours == replace(THEME.colours, primary="3B2A5C")
    assert other.slides == THEME.slides
    assert b'val="3B2A5C"' in zipfile.ZipFile(io.BytesIO(write_pptx(made(slide("points", Points((text("نقطة"),)))), other, FACES, LOCALE))).read(
        "ppt/theme/theme1.xml"
    )


def test_every_layout_can_be_filled_by_hand():
    presentation = Presentation(io.BytesIO(write_pptx(made(slide("points", Points((text("نقطة"),)))), THEME, FACES, LOCALE)))
    assert [layout.name for layout in presentation.slide_layouts] == [LOCALE.label(f"layout_{design.key}") for design in DESIGNS]
    assert len(DESIGNS) == len({design.key for design in DESIGNS}) == 45
    for design, layout in zip(DESIGNS, presentation.slide_layouts, strict=True):
        added = presentation.slides.add_slide(layout)
        held = {one.placeholder_format.idx: one for one in added.placeholders}
        assert set(held) - {12} == {one.index for one in design.placeholders}, design.key
        for placeholder in design.placeholders:
            frame = placeholder.frame
            assert box(held[placeholder.index]) == pytest.approx((frame.x, frame.y, frame.x + frame.width, frame.y + frame.height), abs=0.01)
            assert frame.x >= 0 and frame.y >= 0 and frame.x + frame.width <= 960 and frame.y + frame.height <= 540


def test_boxes_of_a_layout_do_not_overlap():
    compared = 0
    for design in DESIGNS:
        boxes = design.placeholders
        for index, first in enumerate(boxes):
            for second in boxes[index + 1 :]:
                one, other = first.frame, second.frame
                apart = one.x + one.width <= other.x or other.x + other.width <= one.x or one.y + one.height <= other.y or other.y + other.height <= one.y
                assert apart, (design.key, first.key, second.key)
                compared += 1
    assert compared > 100


def test_the_pattern_is_whole_stars_of_eight_points():
    ornament = next(one for one in design_of("cover").ornaments if one.columns)
    outlines = eightfold(ornament.frame, ornament.columns)
    assert len(outlines) % (2 * ornament.columns) == 0
    assert {len(outline) for outline in outlines} == {16}
    frame = ornament.frame
    assert all(frame.x - 0.01 <= x <= frame.x + frame.width + 0.01 and frame.y <= y <= frame.y + frame.height for outline in outlines for x, y in outline)


def test_slide_numbers_are_in_the_digits_of_the_edition(tmp_path):
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path, "--edition", "eg", "--only", "decks") == 0
    deck = tmp_path / "half-day-eg" / "slides" / "01-context.pptx"
    slides = Presentation(deck).slides
    shown = [one.text_frame.text for slide in slides for one in slide.placeholders if one.placeholder_format.idx == 12]
    assert shown[:3] == ["٢", "٣", "٤"]
    numbered = [paragraph.text for paragraph in slides[1].placeholders[1].text_frame.paragraphs][1:]
    assert [line[:3] for line in numbered] == ["١.\u2002", "٢.\u2002", "٣.\u2002"]
    with pymupdf.open(deck.with_suffix(".pdf")) as pages:
        assert "٢" in pages[1].get_text("text", clip=(0, 480, 120, 540))
