"""Pictograms: the set, the words of a glossary that lead to them, and slides that show them, in every format."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from fnmatch import fnmatchcase

import pymupdf
import pytest
import yaml
from PIL import Image
from pptx import Presentation

from generator.assets import assets_folder
from generator.compose.deck import compose_deck, varied
from generator.content.loading import gather_library, read_library
from generator.content.markup import parse_inline
from generator.content.pictograms import Finder, is_mirrored, refusal, rules
from generator.content.reader import parse_yaml
from generator.content.schema import Glossary
from generator.content.validation import validate
from generator.diagnostics import Severity, Span
from generator.layout.designs import DESIGNS, design_of
from generator.layout.fitting import TextMeasurer
from generator.layout.slides import place_deck
from generator.model.deck import Deck, Pictogram, Points, Slide, SpeakerNotes
from generator.model.text import text
from generator.pictograms import SIDE, names, strokes_of
from generator.plan import make_plan
from generator.pulling.pull import pull, write
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf.slides import write_slides
from generator.writers.pptx import write_pptx
from tests.conftest import SEEDS, WATER_SEEDS, change, run
from tests.deck_editing import EditedDeck
from tests.test_deck import DECORATIVE, A, P

THEME = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
LOCALE = read_locale([assets_folder() / "locales"], "ar", Span(""))
FACES = FontSet(THEME)
GLOSSARIES = [folder / "glossary.yaml" for folder in (SEEDS, WATER_SEEDS, assets_folder() / "reference" / "kit")]
SHOWN = ("handshake", "sprout", "landmark", "shield", "list-checks", "route")


# The set


def test_every_pictogram_that_is_shown_is_drawn_inside_its_square():
    shown = [name for name in names() if not refusal(name)]
    for name in shown:
        strokes = strokes_of(name)
        assert strokes, name
        points = [point for one in strokes for point in (one.start, *(point for segment in one.segments for point in segment))]
        assert all(-0.001 <= value <= SIDE + 0.001 for point in points for value in point), name
        assert {len(segment) for one in strokes for segment in one.segments} <= {1, 3}, name
    assert len(shown) > 1500


def test_a_drawing_keeps_its_lines_curves_and_closed_paths():
    minus, square, circle = strokes_of("minus"), strokes_of("square"), strokes_of("circle")
    assert [(one.start, one.segments, one.closed) for one in minus] == [((5, 12), (((19, 12),),), False)]
    assert [sum(len(segment) == 3 for one in drawn for segment in one.segments) for drawn in (square, circle)] == [4, 4]
    assert [one.closed for one in (*square, *strokes_of("triangle-right"))] == [True, True]
    right = strokes_of("arrow-right")
    assert strokes_of("arrow-right", mirrored=True) == tuple(
        replace(one, start=(24 - one.start[0], one.start[1]), segments=tuple(tuple((24 - x, y) for x, y in segment) for segment in one.segments))
        for one in right
    )
    with pytest.raises(KeyError):
        strokes_of("no-such-pictogram")


def test_every_rule_names_pictograms_of_the_set():
    patterns = [pattern for group in (*rules()["refused"].values(), rules()["mirrored"]) for pattern in group]
    assert [one for one in patterns if not any(fnmatchcase(name, one) for name in names())] == []
    assert len(patterns) > 100
    assert (refusal("flag"), refusal("sword"), refusal("euro"), refusal("badge-euro"), refusal("handshake")) == (
        "flags",
        "weapons",
        "currencies",
        "currencies",
        None,
    )
    assert (is_mirrored("list-checks"), is_mirrored("circle-question-mark"), is_mirrored("handshake"), is_mirrored("arrow-left")) == (True, True, False, False)


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.parent.name)
def test_every_pictogram_of_a_glossary_is_shown(path):
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    used = [one["pictogram"] for one in (*read["terms"], *read["pictograms"]) if "pictogram" in one]
    assert len(used) > 3
    assert [name for name in used if name not in names() or refusal(name)] == []


# Words


def finder(words):
    return Finder(validate(Glossary, parse_yaml("glossary.yaml", words.encode())))


WORDS = """
terms:
  - {id: partnership, ar: قائمة على الشراكة, en: partnership-based, origin: seed, pictogram: handshake, forms: [الشراكة, شريك]}
  - {id: lasting, ar: إعادة الإدماج المستدامة, en: sustainable reintegration, origin: seed, pictogram: tree-deciduous}
  - {id: again, ar: إعادة الإدماج, en: reintegration, origin: seed, pictogram: house}
  - {id: plain, ar: المشورة, en: counselling, origin: seed}
pictograms:
  - {pictogram: gauge, forms: [المؤشر, مؤشرات]}
  - {pictogram: lightbulb, forms: [فهم مشترك]}
  - {pictogram: heart-handshake, forms: [الحاجة]}
  - {pictogram: landmark, forms: [الحكومات, حكومية]}
  - {pictogram: signature, forms: [التزام]}
  - {pictogram: flag, forms: [العلم]}
  - {pictogram: no-such-pictogram, forms: [الغائب]}
"""


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ("برامج قائمة على الشراكة", "handshake"),
        ("شراكة بين جهتين", "handshake"),
        ("عمل وشراكة", "handshake"),
        ("بالشراكة مع غيرها", "handshake"),
        ("العمل والشراكة", "handshake"),
        ("وشريكٍ واحد", "handshake"),
        ("طريق للشراكة", "handshake"),
        ("شريكان", None),
        ("خمسة عشر مؤشرًا", "gauge"),
        ("مؤشراً واحداً", "gauge"),
        ("المؤشّرات", "gauge"),
        ("نحو الفهم المشترك", "lightbulb"),
        ("فهم غير مشترك", None),
        ("فهم، مشترك", None),
        ("وإعادة الإدماج المستدامة", "tree-deciduous"),
        ("إعادة الإدماج أولًا", "house"),
        ("الالتزام الشخصي", "signature"),
        ("جهات حكومية", "landmark"),
        ("حكومة", None),
        # Emphasised words before others, longer wordings before shorter ones, then the first.
        ("برامج إعادة الإدماج و**الحكومات**", "landmark"),
        ("**شريك** في إعادة الإدماج المستدامة", "handshake"),
        ("الحاجة إلى إعادة الإدماج المستدامة", "tree-deciduous"),
        ("**الحاجة** و**المؤشر**", "heart-handshake"),
        ("**موضوع واحد**: المؤشر", "gauge"),
        ("طلب المشورة", None),
        ("العلم والغائب", None),
    ],
)
def test_a_word_is_found_with_its_prefixes_and_forms(point, name):
    found = finder(WORDS).pictogram(parse_inline(parse_yaml("x.yaml", f'a: "{point}"'.encode())["a"]))
    assert (found.name if found else None) == name


def test_mistakes_in_a_glossary_are_told(seeds):
    glossary = seeds / "glossary.yaml"
    change(glossary, "    pictogram: sprout\n", "    pictogram: sprouts\n")
    change(glossary, "    pictogram: shield\n", "    pictogram: skull\n")
    change(glossary, "    pictogram: luggage\n", "    forms: [عودة طوعية]\n")
    change(glossary, "  - pictogram: signature\n", "  - pictogram: signature\n    forms: [السؤال]\n  - pictogram: pen\n")
    found = [one for one in gather_library(seeds).findings if "form" in one.code or "pictogram" in one.code]
    assert [(one.code, one.severity, str(one.hint)) for one in found] == [
        ("unused-forms", Severity.WARNING, "add `pictogram`, or delete `forms`"),
        ("refused-pictogram", Severity.ERROR, "choose another one, or delete the line"),
        ("unknown-pictogram", Severity.ERROR, "did you mean 'sprout'?"),
        ("repeated-form", Severity.WARNING, "delete one of the two"),
    ]
    assert str(found[1].message) == "slides do not show the pictogram 'skull': it shows fear, suffering or death"
    lines = glossary.read_text(encoding="utf-8").splitlines()
    assert [lines[one.span.line - 1][one.span.column - 1 :][:5] for one in found] == ["عودة ", "skull", "sprou", "السؤا"]


# Slides


@pytest.fixture(scope="module")
def composed():
    library = read_library(WATER_SEEDS)[0]
    plan = make_plan(library, library.programmes[1], LOCALE)
    return {str(one.module.id): compose_deck(plan, one) for one in plan.sessions}


def titled(deck, title):
    (found,) = [one for one in deck.slides if one.title.plain == title]
    return found


def test_slides_of_two_to_six_points_show_them(composed):
    mixed, school = composed["mixed-text"], composed["school-water"]
    shown = [one for deck in composed.values() for one in deck.slides if isinstance(one.body, Points) and one.body.pictograms]
    assert sorted((one.layout, len(one.body.pictograms)) for one in shown) == [
        ("pictogram_cards", 4),
        ("pictogram_columns", 3),
        ("pictograms_five", 5),
        ("pictograms_four", 4),
        ("pictograms_six", 6),
        ("pictograms_two", 2),
    ]
    assert [one.name for one in titled(mixed, "كميات ووحداتها").body.pictograms] == ["thermometer", "droplets", "cooking-pot", "chart-pie", "wallet"]
    assert titled(school, "سجل الفحص الأسبوعي").body.pictograms[2] == Pictogram("clipboard-list", mirrored=True)


def test_a_section_can_keep_them_off_and_one_word_too_few_or_twice_does(composed):
    duties = titled(composed["school-water"], "توزيع الأعمال")
    assert (duties.layout, duties.body.pictograms) == ("points", ())
    (section,) = [one for module in read_library(WATER_SEEDS)[0].modules for one in module.sections if one.id == "duties"]
    found = [Finder(read_library(WATER_SEEDS)[0].glossary).pictogram(point) for point in section.points]
    assert section.pictograms is False and all(found) and len(set(found)) == 4
    # One point of three has none.
    assert titled(composed["school-water"], "صنبور يتسرب").body.pictograms == ()


@pytest.mark.parametrize(("old", "new"), [("**اسم** لكل عمل", "**عمل** له صاحب"), ("**اسم** لكل عمل", "**سجل** لكل عمل"), ("", "")])
def test_all_points_have_one_of_their_own_or_none_is_shown(tmp_path, old, new):
    seeds = shutil.copytree(WATER_SEEDS, tmp_path / "seeds")
    module = seeds / "modules" / "03-school-water.yaml"
    change(module, "    pictograms: false\n", "")
    if old:
        change(module, old, new)
    library = read_library(seeds)[0]
    plan = make_plan(library, library.programmes[1], LOCALE)
    deck = compose_deck(plan, next(one for one in plan.sessions if one.module.id == "school-water"))
    assert len(titled(deck, "توزيع الأعمال").body.pictograms) == (0 if old else 4)


def pictured(words, count, layout="pictograms_four"):
    points = Points(tuple(text(f"{words} {number}") for number in range(count)), pictograms=tuple(map(Pictogram, SHOWN[:count])))
    return Slide(layout, text("عنوان الشريحة"), points, SpeakerNotes(text("قول")), None, Span("x.yaml", 3, 5))


def made(*slides):
    return place_deck(Deck("عنوان", "موضوع", "جهة", slides), TextMeasurer(THEME, FACES), lambda title: f"{title} (تابع)")


def test_layouts_follow_the_number_of_points_and_do_not_repeat():
    slides = [pictured("نقطة", count, "points") for count in (2, 3, 3, 4, 4, 4, 5, 6)]
    assert [one.layout for one in varied(slides)] == [
        *("pictograms_two", "pictogram_columns", "pictograms_three", "pictograms_four", "pictogram_cards", "pictograms_four"),
        *("pictograms_five", "pictograms_six"),
    ]
    plain = [replace(one, body=replace(one.body, pictograms=())) for one in slides]
    assert [one.layout for one in varied(plain)] == ["points", "columns", "points", "cards", "points", "cards", "points", "points"]


@pytest.mark.parametrize("layout", [design.key for design in DESIGNS if design.discs])
def test_each_pictogram_stands_at_the_right_of_its_words_or_above_them(layout):
    count = len(design_of(layout).discs)
    (placed,) = made(pictured("نقطة", count, layout)).slides
    assert (placed.layout, [one.pictogram.name for one in placed.discs]) == (layout, list(SHOWN[:count]))
    texts = [design_of(layout).placeholder(box.placeholder).frame for box in placed.boxes[1:]]
    assert len(texts) == count
    for disc, words in zip(placed.discs, texts, strict=True):
        frame, drawing = disc.frame, disc.drawing
        assert frame.width == frame.height >= 44
        assert frame.x < drawing.x and drawing.x + drawing.width < frame.x + frame.width
        if layout == "pictogram_columns":
            assert frame.y + frame.height <= words.y and words.x < frame.x < words.x + words.width
        else:
            assert words.x + words.width <= frame.x and words.y <= frame.y + frame.height / 2 <= words.y + words.height
        assert frame.x > 0 and frame.x + frame.width < 960 and frame.y > 110 and frame.y + frame.height < 476
    assert len({box.paragraphs[0].style.size for box in placed.boxes[1:]}) == 1


LONG = "عبارة طويلة بعض الشيء تملأ السطر كله وتزيد عليه قليلًا حتى تصل إلى السطر الذي يليه"


def test_points_too_long_for_one_slide_go_on_with_their_pictograms():
    placed = made(pictured(f"{LONG} ثم تقف عند آخره", 6, "pictograms_six")).slides
    assert [(one.layout, one.title) for one in placed] == [("pictograms_three", "عنوان الشريحة"), ("pictograms_three", "عنوان الشريحة (تابع)")]
    assert [disc.pictogram.name for one in placed for disc in one.discs] == list(SHOWN)
    assert [box.paragraphs[0].text.plain[-1] for one in placed for box in one.boxes[1:]] == list("012345")


def test_points_that_take_more_slides_with_pictograms_have_none():
    # A list of six has room for one of two lines, a row of six has not.
    slide = pictured("نقطة", 6, "pictograms_six")
    items = (*slide.body.items[:5], text(LONG))
    (placed,) = made(replace(slide, body=replace(slide.body, items=items))).slides
    assert (placed.layout, placed.discs) == ("points", ())
    assert len(placed.boxes[1].paragraphs) == 6


def test_cards_too_small_for_their_words_become_rows():
    (placed,) = made(pictured(f"{LONG} {LONG}", 3, "pictogram_columns")).slides
    assert (placed.layout, len(placed.discs)) == ("pictograms_three", 3)


# Formats


def groups(slide):
    """Give the groups of pictograms of a slide."""
    return [one for one in slide._element.iter(f"{P}grpSp") if one.find(f".//{A}custGeom") is not None]


def segments(name, *, mirrored=False):
    return sorted(len(segment) for one in strokes_of(name, mirrored=mirrored) for segment in one.segments)


@pytest.mark.parametrize("layout", ["pictograms_five", "pictogram_cards", "pictogram_columns"])
def test_a_deck_has_them_as_native_shapes_in_the_colours_of_the_theme(layout):
    count = len(design_of(layout).discs)
    placed = made(pictured("نقطة", count, layout))
    (slide,) = Presentation(io.BytesIO(write_pptx(placed, THEME, FACES, LOCALE))).slides
    found = groups(slide)
    assert len(found) == count
    for group, name, disc in zip(found, SHOWN, placed.slides[0].discs, strict=False):
        shapes = group.findall(f"{P}sp")
        assert [one.find(f"{P}nvSpPr/{P}cNvPr").get("name") for one in shapes] == ["disc", name]
        assert len(group.findall(f".//{DECORATIVE}")) == 3
        drawing = shapes[1].find(f"{P}spPr")
        (path,) = drawing.iter(f"{A}path")
        assert (path.get("fill"), path.get("w"), path.get("h")) == ("none", "24000", "24000")
        assert sorted([1] * len(path.findall(f"{A}lnTo")) + [3] * len(path.findall(f"{A}cubicBezTo"))) == segments(name)
        assert len(path.findall(f"{A}moveTo")) == len(strokes_of(name))
        assert len(path.findall(f"{A}close")) == sum(one.closed for one in strokes_of(name))
        line = drawing.find(f"{A}ln")
        assert (line.get("cap"), line.find(f"{A}round") is not None) == ("rnd", True)
        assert int(line.get("w")) == pytest.approx(disc.drawing.width / 12 * 12700, abs=1)
        assert [one.get("val") for one in group.iter(f"{A}schemeClr")] == ["accent1", "bg1"]
        assert list(group.iter(f"{A}srgbClr")) == []
    identifiers = [one.get("id") for one in slide._element.iter(f"{P}cNvPr")]
    assert len(identifiers) == len(set(identifiers))
    # Read aloud are the title and the points.
    assert [shape.text_frame.text for shape in slide.placeholders if shape.placeholder_format.idx > 20] == [f"نقطة {number}" for number in range(count)]


def test_a_pdf_draws_the_same_as_an_artifact():
    placed = made(pictured("نقطة", 5, "pictograms_five"))
    with pymupdf.open(stream=write_slides(placed, THEME, FACES, LOCALE)) as pages:
        (page,) = pages
        stroked = [one for one in page.get_drawings() if one["type"] == "s" and one["color"] == (1, 1, 1)]
        content = page.read_contents().decode("latin-1")
        said = page.get_text()
    assert len(stroked) == sum(len(strokes_of(name)) for name in SHOWN[:5])
    for disc in placed.slides[0].discs:
        frame = disc.drawing
        inside = [one for one in stroked if frame.y <= (one["rect"].y0 + one["rect"].y1) / 2 <= frame.y + frame.height]
        items = [item[0] for one in inside for item in one["items"]]
        # A path that closes ends with a line to its start, and joins straight edges to a rectangle or a quadrilateral.
        drawn = strokes_of(disc.pictogram.name)
        assert items.count("c") == segments(disc.pictogram.name).count(3)
        assert len(inside) == len(drawn)
        assert {tuple(one["lineCap"]) for one in inside} == {(1, 1, 1)}
        assert all(one["width"] == pytest.approx(frame.width / 12, abs=0.01) for one in inside)
    tagged = re.split(r"/Artifact BMC|/\w+ <</MCID \d+>> BDC", content)
    assert sum("1 J 1 j" in part for part in tagged) == 1
    assert "1 J 1 j" in content.split("/Artifact BMC")[1].split("EMC")[0]
    assert sorted(re.findall(r"\d", said)) == ["0", "1", "1", "2", "3", "4"]


@pytest.mark.parametrize("name", ["handshake", "list-checks"])
def test_libreoffice_draws_what_the_pdf_draws(name, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice Impress is not installed")
    slide = pictured("نقطة", 2, "pictograms_two")
    body = replace(slide.body, pictograms=(Pictogram(name, is_mirrored(name)), Pictogram("sprout")))
    placed = made(replace(slide, body=body))
    (tmp_path / "deck.pptx").write_bytes(write_pptx(placed, THEME, FACES, LOCALE))
    (tmp_path / "slides.pdf").write_bytes(write_slides(placed, THEME, FACES, LOCALE))
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")], check=True, capture_output=True, timeout=200
    )
    disc = placed.slides[0].discs[0]
    ours, theirs = (drawn(tmp_path / file, disc.frame) for file in ("slides.pdf", "deck.pdf"))
    white = [sum(value > 200 for value in one.tobytes()) for one in (ours, theirs)]
    assert min(white) > 500
    differing = sum(abs(one - other) > 120 for one, other in zip(ours.tobytes(), theirs.tobytes(), strict=True))
    assert differing < 0.02 * ours.width * ours.height
    mirrored = ours.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    # The comparison can fail: neither drawing is its own mirror image.
    assert sum(abs(one - other) > 120 for one, other in zip(mirrored.tobytes(), theirs.tobytes(), strict=True)) > 0.04 * ours.width * ours.height


def drawn(path, frame):
    with pymupdf.open(path) as pages:
        clip = pymupdf.Rect(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
        pixels = pages[0].get_pixmap(matrix=pymupdf.Matrix(2, 2), clip=clip, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)


# From the deck to the seeds, and from build to build


def test_changed_words_beside_a_pictogram_come_back(water_kit, tmp_path):
    seeds = shutil.copytree(WATER_SEEDS, tmp_path / "water" / "seeds")
    path = water_kit / "three-day" / "slides" / "05-mixed-text.pptx"
    untouched = pull(path, seeds)
    assert (untouched.changes, untouched.refused) == ((), ())
    deck = EditedDeck(path)
    assert deck.replace("في كل وقت", "ليلًا ونهارًا") == 1
    found = pull(deck.save(tmp_path / "edited.pptx"), seeds)
    assert found.refused == ()
    write(found)
    assert '      - "رقم الطوارئ 15 ليلًا ونهارًا"\n' in (seeds / "modules" / "05-mixed-text.yaml").read_text(encoding="utf-8")


def test_another_pictogram_changes_the_slides_alone(tmp_path):
    seeds = shutil.copytree(WATER_SEEDS, tmp_path / "seeds")
    options = ("one-module", "--seeds", seeds, "--out", tmp_path / "out")
    change(seeds / "programmes" / "one-module.yaml", "emergency-water", "mixed-text")
    assert run("build", *options) == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file() and path.name != "manifest.json"}
    change(seeds / "glossary.yaml", "  - pictogram: wallet\n", "  - pictogram: hand-coins\n")
    assert run("build", *options) == 0
    changed = {path.relative_to(tmp_path / "out" / "one-module").as_posix() for path, data in before.items() if path.read_bytes() != data}
    # The guide has pictures of the slides.
    assert changed == {"slides/01-mixed-text.pptx", "slides/01-mixed-text.pdf", "slides/01-mixed-text/04.png", "facilitator/guide.pdf"}
