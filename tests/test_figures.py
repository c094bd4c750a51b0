"""The figures that carry a thought, quotations and tables of roles: where their shapes are, in which order, and what does not fit."""

import io
import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from pptx import Presentation

from generator.assets import assets_folder
from generator.compose.deck import compose_deck
from generator.compose.handout import compose_handout
from generator.content.checks import FIGURE_ITEMS
from generator.content.loading import read_library
from generator.diagnostics import ContentError, Span
from generator.layout import fitting
from generator.layout.boxes import Frame, ShapeGroup, TableBox
from generator.layout.designs import WIDE, design_of
from generator.layout.diagrams import place_diagram, texts_too_long
from generator.layout.diagrams.relations import CIRCLES, MIDDLES, ROOMS
from generator.layout.fitting import TextMeasurer
from generator.layout.slides import place_deck
from generator.model.deck import Deck, Diagram, DiagramAxis, DiagramItem, Grid, Quotation, Slide, SpeakerNotes
from generator.model.text import text
from generator.plan import make_plan
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf.slides import write_slides
from generator.writers.pptx import write_pptx
from tests.conftest import WATER_SEEDS
from tests.reading import letters, page_texts

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
LOCALES = {name: read_locale([assets_folder() / "locales"], name, Span("")) for name in ("ar", "ar-EG")}
LOCALE = LOCALES["ar"]
FACES = FontSet(THEME)
MEASURER = TextMeasurer(THEME, FACES)
PRINTED = Frame(0, 0, 471, 300)
PRINTED_SIZES = (13.0, 12.0, 11.0, 10.5)
NEW = ("journey", "cycle", "matrix", "venn", "causes", "number")
LABELS = ("الإعداد", "اللقاء الأول", "التنفيذ", "المراجعة", "القياس", "التعلم")
TEXTS = ("وعاء سعته 20 L", "ساعة في الظل", "0.5 mg/L في الكوب", "جهاز WaterCalc", "مرة كل 7 أيام", "بطاقة واحدة")


def item(index, *, short=False, number=None, points=()):
    return DiagramItem(text(LABELS[index]), None if short else text(TEXTS[index]), points, text(number) if number else None)


def diagrams(*, short=False):
    """Give every count of items of each kind; with texts, or with labels alone."""
    names = (None, None) if short else (text("الأهمية"), text("العدد"))
    axes = tuple(DiagramAxis(text("كبير"), text("صغير"), name) for name in names)
    for count in range(3, 7):
        yield Diagram("journey", tuple(item(one, short=short, number=str(one + 1)) for one in range(count)), "رحلة")
        yield Diagram("cycle", tuple(item(one, short=short) for one in range(count)), "دورة", text("وعاء الماء") if count % 2 or short else None)
    yield Diagram("matrix", tuple(item(one, short=short) for one in range(4)), "مصفوفة", axes=axes)
    for count in (2, 3):
        yield Diagram("venn", tuple(item(one, short=short) for one in range(count)), "دوائر", text("كوب آمن"))
    for below, above in ((2, 1), (3, 2), (4, 4)):
        sides = [tuple(item(one, short=short) for one in range(count)) for count in (below, above)]
        yield Diagram("causes", sides[0], "أسباب", text("ماء ملوث"), effects=sides[1])
    points = () if short else (text("بيت من كل خمسة"), text("4 بيوت في اليوم"), text("نموذج Form-B لكل بيت"))
    yield Diagram("number", (DiagramItem(text("120 منزلًا"), text("زارتها الفرق في شهر واحد"), points),), "رقم")


ALL = [pytest.param(one, id=f"{one.kind}-{len(one.items)}-{'labels' if short else 'texts'}") for short in (False, True) for one in diagrams(short=short)]


def worded(shapes):
    return [shape for shape in shapes if shape.paragraphs]


def words_of(shapes):
    return [paragraph.text.plain.replace("\u00a0", " ") for shape in worded(shapes) for paragraph in shape.paragraphs]


def apart(one, other, by=0.0):
    return (
        one.x + one.width <= other.x + by or other.x + other.width <= one.x + by or one.y + one.height <= other.y + by or other.y + other.height <= one.y + by
    )


def inside(frame, other, by=0.01):
    return (
        other.x - by <= frame.x
        and frame.x + frame.width <= other.x + other.width + by
        and other.y - by <= frame.y
        and frame.y + frame.height <= other.y + other.height + by
    )


def test_every_kind_is_here_with_its_fewest_and_its_most_items():
    counts = {}
    for param in ALL:
        counts.setdefault(param.values[0].kind, set()).add(len(param.values[0].items))
    assert set(counts) == set(NEW)
    assert {kind: (min(found), max(found)) for kind, found in counts.items()} == {kind: FIGURE_ITEMS[kind] for kind in NEW}


@pytest.mark.parametrize("diagram", ALL)
@pytest.mark.parametrize("slack", [1.08, 1.2])
def test_shapes_are_inside_the_figure_and_their_texts_apart(diagram, slack, monkeypatch):
    monkeypatch.setattr(fitting, "SLACK", slack)
    for frame, sizes in ((WIDE, ()), (PRINTED, PRINTED_SIZES)):
        group = place_diagram(diagram, frame, MEASURER, sizes)
        assert group is not None
        assert all(inside(shape.frame, frame) for shape in group.shapes)
        texts = worded(group.shapes)
        pairs = list(combinations(texts, 2))
        assert all(apart(one.frame, other.frame, 0.01) for one, other in pairs)
        for shape in texts:
            room = shape.frame.width - 16
            assert MEASURER.height(shape.paragraphs, room) <= shape.frame.height
            assert max(MEASURER.widest_word(one.text, one.style) for one in shape.paragraphs) <= room
        assert min(one.style.size for shape in texts for one in shape.paragraphs) >= (20 if frame is WIDE else 9.5)


def expected(diagram):
    """Give the words of a figure in the order of thought."""

    def of(one):
        return [words.plain for words in (one.number, one.label, one.text, *one.points) if words]

    named = [words.plain for axis in diagram.axes for words in (axis.start, axis.name, axis.end) if words]
    centre = [diagram.centre.plain] if diagram.centre else []
    items, effects = [word for one in diagram.items for word in of(one)], [word for one in diagram.effects for word in of(one)]
    return [*named, *items, *centre, *effects]


@pytest.mark.parametrize("diagram", ALL)
def test_shapes_with_words_are_in_the_order_of_thought(diagram):
    group = place_diagram(diagram, WIDE, MEASURER)
    assert words_of(group.shapes) == expected(diagram)


def places(diagram, name):
    group = place_diagram(diagram, WIDE, MEASURER)
    found = [shape for shape in group.shapes if re.fullmatch(rf"{name}-\d", shape.name)]
    return [(shape.frame.x + shape.frame.width / 2, shape.frame.y + shape.frame.height / 2) for shape in found]


def of_kind(kind, count=None):
    return next(one for one in diagrams() if one.kind == kind and count in (None, len(one.items)))


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_a_journey_runs_to_the_left_above_and_below_its_path(count):
    stations, stages = places(of_kind("journey", count), "station"), places(of_kind("journey", count), "stage")
    assert [x for x, _ in stations] == sorted((x for x, _ in stations), reverse=True) == pytest.approx([x for x, _ in stages])
    assert [stage[1] < station[1] for stage, station in zip(stages, stations, strict=True)] == [index % 2 == 0 for index in range(count)]
    group = place_diagram(of_kind("journey", count), WIDE, MEASURER)
    (arrow,), (path,) = ([shape for shape in group.shapes if shape.name == name] for name in ("arrow", "path"))
    assert arrow.frame.x < path.frame.x < min(x for x, _ in stations)


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_a_cycle_starts_at_the_top_and_runs_counter_clockwise(count):
    diagram = of_kind("cycle", count)
    found = places(diagram, "item")
    middle = (WIDE.x + WIDE.width / 2, sum(y for _, y in found) / count)
    assert found[0][0] == pytest.approx(middle[0]) and found[0][1] == min(y for _, y in found)
    # With y downwards, a turn to the left of the middle is counter-clockwise where this product is negative.
    turns = [(x - middle[0]) * (below - middle[1]) - (y - middle[1]) * (across - middle[0]) for (x, y), (across, below) in pairwise(found)]
    assert all(turn < 0 for turn in turns), turns
    group = place_diagram(diagram, WIDE, MEASURER)
    arrows = [shape for shape in group.shapes if shape.name == "arrow"]
    assert len(arrows) == count
    assert all(apart(arrow.frame, shape.frame, 0.5) for arrow in arrows for shape in worded(group.shapes))


def test_a_matrix_begins_at_the_upper_right_and_its_axes_are_outside():
    diagram = of_kind("matrix")
    (first, second, third, fourth) = places(diagram, "cell")
    assert first[0] == third[0] > second[0] == fourth[0]
    assert first[1] == second[1] < third[1] == fourth[1]
    shapes = place_diagram(diagram, WIDE, MEASURER).shapes
    axes = {one.paragraphs[0].text.plain: one.frame for one in shapes if one.name == "axis-2"}
    assert axes["الأهمية"].y < first[1] and axes["العدد"].x > first[0]
    ends = [one.frame for one in shapes if one.name in ("axis-1", "axis-3")]
    assert ends[0].x > ends[1].x and ends[2].y < ends[3].y


def test_causes_are_below_the_problem_and_effects_above_it():
    diagram = next(one for one in diagrams() if one.kind == "causes" and len(one.items) == 4)
    shapes = place_diagram(diagram, WIDE, MEASURER).shapes
    (problem,) = [one.frame for one in shapes if one.name == "problem"]
    assert all(y > problem.y + problem.height for _, y in places(diagram, "cause"))
    assert all(y < problem.y for _, y in places(diagram, "effect"))
    arrows = [one for one in shapes if one.name == "arrow"]
    assert len(arrows) == 1 + 4
    # Each points upwards: its tip is the topmost corner, in its middle.
    assert all(min(one.corners, key=lambda corner: corner[1])[0] == pytest.approx(one.frame.width / 2) for one in arrows)


def held(oval, x, y):
    return ((x - oval[0]) / oval[2]) ** 2 + ((y - oval[1]) / oval[3]) ** 2 <= 1


@pytest.mark.parametrize("count", [2, 3])
def test_the_words_of_circles_are_where_they_are_true(count):
    """An item's words are in its own circle alone, those of the centre in all circles."""

    def corners(room):
        x, y, across, down = room
        return [(x + across * share, y + down * other) for share in (-1, 0, 1) for other in (-1, 0, 1)]

    circles, seen = CIRCLES[count], 0
    for index, room in enumerate(ROOMS[count]):
        for corner in corners(room):
            assert [held(circle, *corner) for circle in circles] == [index == other for other in range(count)], (index, corner)
            seen += 1
    for corner in corners(MIDDLES[count]):
        assert all(held(circle, *corner) for circle in circles), corner
        seen += 1
    assert seen == 9 * (count + 1)
    shapes = place_diagram(of_kind("venn", count), WIDE, MEASURER).shapes
    (shared,) = [one for one in shapes if one.name == "shared"]
    (centre,) = [one for one in shapes if one.name == "centre"]
    assert inside(centre.frame, shared.frame) and len(shared.corners) > 30
    assert [one.line for one in shapes if one.name == "outline"] == ["primary"] * count


def test_a_number_is_large_and_stays_on_one_line():
    (number, _, meaning) = place_diagram(of_kind("number"), WIDE, MEASURER).shapes
    assert number.paragraphs[0].style.size >= 2 * meaning.paragraphs[0].style.size
    assert MEASURER.lines(number.paragraphs[0], number.frame.width - 16) == 1
    assert number.frame.x > meaning.frame.x + meaning.frame.width


LONG = "عبارة طويلة لا يتسع لها شكل من الأشكال مهما صغر حجم خطها لأنها تمتد وتمتد سطرًا بعد سطر حتى تملأ الشريحة كلها وتزيد عليها " * 6


@pytest.mark.parametrize("diagram", [param for param in ALL if param.id.endswith("texts")])
def test_the_text_that_is_too_long_is_named(diagram):
    """Each text in turn is too long, and is the only one named."""
    seen = 0
    for place in ("label", "text"):
        first, *others = diagram.items
        long = text(LONG.strip())
        found = texts_too_long(replace(diagram, items=(replace(first, **{place: long}), *others)), WIDE, MEASURER)
        assert [one.plain for one in found] == [long.plain]
        seen += 1
    for changed in (
        *([replace(diagram, centre=text(LONG.strip()))] if diagram.centre else []),
        *([replace(diagram, axes=(replace(diagram.axes[0], end=text(LONG.strip())), diagram.axes[1]))] if diagram.axes else []),
        *([replace(diagram, effects=(replace(diagram.effects[0], text=text(LONG.strip())), *diagram.effects[1:]))] if diagram.effects else []),
    ):
        assert [one.plain for one in texts_too_long(changed, WIDE, MEASURER)] == [LONG.strip()]
        seen += 1
    assert seen >= 2


def placed(body, layout, locale=LOCALE):
    slide = Slide(layout, text("عنوان الشريحة"), body, SpeakerNotes(text("قول")), None, Span("x.yaml", 3, 5))
    return place_deck(Deck("عنوان", "موضوع", "جهة", (slide,)), MEASURER, lambda title: f"{title} (تابع)")


@pytest.mark.parametrize("diagram", ALL)
def test_powerpoint_and_pdf_have_the_words_in_native_shapes(diagram, tmp_path):
    deck = placed(diagram, diagram.kind)
    (slide,) = Presentation(io.BytesIO(write_pptx(deck, THEME, FACES, LOCALE))).slides
    (group,) = [one for one in slide.shapes if one.shape_type == 6]
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == diagram.alt
    said = [paragraph.text.replace("\u00a0", " ") for shape in group.shapes for paragraph in shape.text_frame.paragraphs if paragraph.text]
    assert [re.sub("[\u200e\u200f\u202a-\u202e]", "", one) for one in said] == expected(diagram)
    for shape in group.shapes:
        assert bool(shape.text_frame.text) != ("decorative" in "".join(one.tag for one in shape._element.nvSpPr.cNvPr.iter()))
        geometry = shape._element.spPr.find(f"{A}custGeom")
        if geometry is not None:
            assert len(geometry.findall(f"{A}pathLst/{A}path/{A}lnTo")) >= 2
    (tmp_path / "slide.pdf").write_bytes(write_slides(deck, THEME, FACES, LOCALE))
    drawn = page_texts(tmp_path / "slide.pdf")
    assert [one for one in expected(diagram) if letters(one) not in drawn] == []


@pytest.fixture(scope="module")
def library():
    return read_library(WATER_SEEDS)[0]


def session(library, module, edition="ar"):
    programme = next(one for one in library.programmes if one.id == "three-day")
    plan = make_plan(library, programme, LOCALES[edition])
    return plan, next(one for one in plan.sessions if one.module.id == module)


@pytest.mark.parametrize("edition", LOCALES)
def test_stations_have_the_digits_of_the_edition(library, edition):
    deck = compose_deck(*session(library, "shapes", edition))
    journey = next(slide for slide in deck.slides if slide.layout == "journey")
    assert [one.number.plain for one in journey.body.items] == list("123456" if edition == "ar" else "١٢٣٤٥٦")


def test_the_kit_has_every_kind_in_every_count_that_is_an_extreme(library):
    figures = [section.figure for module in library.modules for section in module.sections if section.figure and section.figure.kind in NEW]
    counts = {kind: {len(one.items) for one in figures if one.kind == kind} for kind in NEW}
    assert {kind: (min(found), max(found)) for kind, found in counts.items()} == {kind: FIGURE_ITEMS[kind] for kind in NEW}
    assert {len(one.effects) for one in figures if one.kind == "causes"} == {1, 4}
    assert {bool(one.centre) for one in figures if one.kind == "cycle"} == {True, False}
    assert {len(one.items[0].points) for one in figures if one.kind == "number"} == {0, 3}
    roles = [section.roles for module in library.modules for section in module.sections if section.roles]
    assert {(len(one.phases), len(one.parties)) for one in roles} == {(2, 2), (4, 6)}
    assert {len(section.quotation.prompts) for module in library.modules for section in module.sections if section.quotation} == {0, 3}


def test_a_quotation_says_that_it_is_invented(library):
    plan, voices = session(library, "voices")
    deck = place_deck(compose_deck(plan, voices), MEASURER, lambda title: f"{title} (تابع)")
    quotations = [slide for slide in deck.slides if slide.layout.startswith("quotation")]
    assert [slide.layout for slide in quotations] == ["quotation", "quotation_alone"]
    for slide in quotations:
        boxes = {box.placeholder: " ".join(one.text.plain for one in box.paragraphs) for box in slide.boxes}
        assert boxes["details"] == "اقتباس متخيَّل لأغراض التدريب"
        assert list(boxes)[:4] == ["title", "details", "quote", "speaker"]
        assert ("body" in boxes) == (slide.layout == "quotation")
    callouts = [block for block in compose_handout(plan, voices).blocks if type(block).__name__ == "Callout" and block.label.plain.startswith("اقتباس: ")]
    assert [one.blocks[0].text.plain for one in callouts] == ["اقتباس متخيَّل لأغراض التدريب"] * 2
    assert [type(block).__name__ for block in callouts[0].blocks] == ["Paragraph", "Paragraph", "Paragraph", "ListBlock"]


def test_a_quotation_too_long_is_reported():
    quotation = Quotation(text("متخيل"), text(LONG, span=Span("x.yaml", 7, 9)), text("مشارك متخيل"))
    with pytest.raises(ContentError) as raised:
        placed(quotation, "quotation_alone")
    assert [(one.span.line, one.span.column) for one in raised.value.diagnostics] == [(7, 9)]


def test_the_mark_of_a_quotation_is_beside_it():
    for layout in ("quotation", "quotation_alone"):
        design = design_of(layout)
        quote = design.placeholder("quote").frame
        (mark,) = [one for one in design.ornaments if one.corners]
        assert mark.frame.x > quote.x + quote.width
        assert mark.frame.y + mark.frame.height / 2 == pytest.approx(quote.y + quote.height / 2)
        assert len(mark.corners) == 2


def test_the_leading_party_is_marked_by_colour_and_in_words(library):
    plan, voices = session(library, "voices")
    tables = [slide for slide in compose_deck(plan, voices).slides if slide.layout == "roles"]
    assert [slide.body.marked for slide in tables] == [(2, 3, None, 4, 1, None), (None, 2)]
    grid = tables[0].body
    assert grid.columns[0].plain == "الجهة" and len(grid.columns) == 5
    assert grid.rows[0][2].plain == "القيادة: تملأ 20 L" and grid.rows[0][2].runs[0].strong
    assert [cell.plain for cell in grid.rows[4]] == ["المتطوعون", "القيادة", "–", "–", "يزورون البيوت"]
    slides = [slide for slide in place_deck(compose_deck(plan, voices), MEASURER, lambda title: f"{title} (تابع)").slides if slide.layout == "roles"]
    boxes = [slide.picture for slide in slides]
    assert all(isinstance(box, TableBox) for box in boxes)
    marked = [[box.cells[row][column].text.plain.split(":")[0] for row, column in sorted(box.marked)] for box in boxes]
    assert [word for words in marked for word in words] == ["القيادة"] * 5
    assert sum(len(box.cells) - 1 for box in boxes) == 8
    for box in boxes:
        for row, cells in enumerate(box.cells):
            for column, cell in enumerate(cells):
                background = box.background(row, column)
                assert (background in ("primary", "accent")) == (cell.style.colour == "on_primary")
                assert (background == "accent") == ((row, column) in box.marked)
    (table,) = [block for block in compose_handout(plan, voices).blocks if type(block).__name__ == "TableBlock" and len(block.rows) == 6]
    assert table.marked == grid.marked
    assert [cell.plain for cell in table.rows[0]] == ["الأسرة", "تغسل الوعاء", "القيادة: تملأ 20 L", "–", "تسأل"]


def test_a_divided_table_keeps_its_marks_beside_their_rows():
    rows = tuple((text(f"جهة {number}"), text("مهمة طويلة تملأ سطورًا كثيرة من خانتها " * 4), text("–")) for number in range(6))
    grid = Grid((text("الجهة"), text("أولى"), text("ثانية")), rows, (1, None, 2, None, 1, 2))
    boxes = [slide.picture for slide in placed(grid, "roles").slides]
    assert len(boxes) > 1
    marks = [dict(box.marked).get(row) for box in boxes for row in range(1, len(box.cells))]
    assert marks == [1, None, 2, None, 1, 2]


def test_the_figure_of_a_slide_is_a_group_with_its_description(library):
    deck = place_deck(compose_deck(*session(library, "shapes")), MEASURER, lambda title: f"{title} (تابع)")
    groups = [slide.picture for slide in deck.slides if isinstance(slide.picture, ShapeGroup)]
    # Ten figures, and the agenda's time bar.
    assert len(groups) == 10 + 1
    assert all(len(group.alt) > 10 for group in groups)
