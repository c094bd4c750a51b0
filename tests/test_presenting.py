"""What serves the person who presents: what appears by click, where the session is, what time it is, where to go, what to scan."""

import datetime
import itertools
import re
import zipfile

import pymupdf
import pytest
import zxingcpp
from lxml import etree
from PIL import Image
from pptx import Presentation

from generator.compose.deck import compose_deck
from generator.inputs.reading import read_inputs
from generator.layout.boxes import Frame, Shape, ShapeGroup, bounding
from generator.layout.codes import place_code
from generator.layout.designs import DESIGNS, NUMBER, SIDE
from generator.layout.presenting import BACK, BAR, PROGRESS, segments_of
from generator.layout.steps import steps_of
from generator.model.date import DATE
from generator.writers.pptx.origins import plain
from tests.conftest import SEEDS, WATER_SEEDS, run

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
COLOUR = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TREATMENT = "three-day/slides/02-water-treatment.pptx"


@pytest.fixture(scope="module")
def treatment(water_kit):
    return Presentation(water_kit / TREATMENT)


def titled(presentation, title):
    (found,) = [one for one in presentation.slides if one.shapes.title.text_frame.text == title]
    return found


def effects(slide):
    """Give the identifier and the paragraph of what each click shows or hides, in order, with its class."""
    found = []
    for node in slide._element.iter(f"{P}cTn"):
        if node.get("presetID"):
            assert node.get("nodeType") == "clickEffect"
            targets = {(one.get("spid"), *(part.get("st") for part in one.iter(f"{P}pRg"))) for one in node.iter(f"{P}spTgt")}
            ((identifier, *paragraph),) = targets
            found.append((node.get("presetClass"), int(identifier), int(paragraph[0]) if paragraph else None))
    return found


def shape_of(slide, identifier):
    (found,) = [one for one in slide.shapes if one.shape_id == identifier]
    return found


# What appears by click


def test_questions_of_a_discussion_and_a_case_appear_one_by_one(water_kit):
    seen = {"سؤال للنقاش": 0, "حالة دراسية": 0}
    for deck in sorted((water_kit / "three-day" / "slides").glob("*.pptx")):
        for slide in Presentation(deck).slides:
            # Questions that do not fit beside the story of a case are on slides of points.
            if slide.slide_layout.name in seen or (effects(slide) and slide.slide_layout.name == "نقاط"):
                body = next((one for one in slide.placeholders if one.placeholder_format.idx == 1), None)
                expected = [("entr", body.shape_id, number) for number in range(len(body.text_frame.paragraphs))] if body else []
                assert effects(slide) == expected, (deck.name, slide.shapes.title.text_frame.text)
                built = [(one.get("spid"), one.get("build")) for one in slide._element.iter(f"{P}bldP")]
                assert built == ([(str(body.shape_id), "p")] if body else [])
                seen["سؤال للنقاش" if slide.slide_layout.name == "سؤال للنقاش" else "حالة دراسية"] += len(expected)
    assert all(count > 3 for count in seen.values()), seen


def test_the_answer_of_a_quiz_question_appears_by_click(water_kit):
    answers = [one for one in Presentation(water_kit / "three-day" / "quiz" / "quiz-deck.pptx").slides if one.slide_layout.name == "إجابة سؤال"]
    for slide in answers:
        held = {one.placeholder_format.idx: one.shape_id for one in slide.placeholders}
        # The key with its background as a whole, then the rationale.
        assert effects(slide) == [("entr", held[21], None), ("entr", held[1], 0)]
        assert [one.attrib for one in slide._element.iter(f"{P}bldP")] == [
            {"spid": str(held[21]), "grpId": "0", "animBg": "1"},
            {"spid": str(held[1]), "grpId": "0", "build": "p"},
        ]
    assert len(answers) == 6


def test_steps_of_a_figure_appear_as_groups(treatment):
    seen = 0
    for slide in treatment.slides:
        if slide.slide_layout.name in ("خطوات", "خط زمني"):
            first, *others = [one for one in slide.shapes if one.shape_type == 6]
            assert effects(slide) == [("entr", one.shape_id, None) for one in others]
            assert slide._element.find(f".//{P}bldLst") is None
            alts = [one._element.nvGrpSpPr.cNvPr.get("descr") for one in (first, *others)]
            title = slide.shapes.title.text_frame.text
            assert len(alts[0]) > 20 and alts[1:] == [f"{title}، الجزء {number} من {len(alts)}" for number in range(2, len(alts) + 1)]
            assert all(any(part.text_frame.text for part in group.shapes) for group in (first, *others))
            seen += len(others)
    assert seen >= 8


def test_an_arrow_appears_with_the_step_that_it_points_to():
    names = ["label-1", "text-1", "label-2", "text-2", "arrow-1", "axis"]
    figure = ShapeGroup(Frame(0, 0, 60, 10), tuple(Shape(Frame(10 * place, 0, 10, 10), "rectangle", None, name) for place, name in enumerate(names)), "شكل")
    first, second = steps_of(figure)
    assert [one.name for one in first.shapes] == ["label-1", "text-1", "axis"]
    assert [one.name for one in second.shapes] == ["label-2", "text-2", "arrow-1"]
    assert (first.alt, second.alt, second.frame) == ("شكل", "", Frame(20, 0, 30, 10))


def test_without_animation_nothing_is_timed_and_figures_are_whole(water_kit):
    decks = sorted((water_kit / "one-module").rglob("*.pptx"))
    assert len(decks) == 2
    for deck in decks:
        with zipfile.ZipFile(deck) as package:
            slides = [name for name in package.namelist() if name.startswith("ppt/slides/slide")]
            assert len(slides) >= 3
            assert not any(b"p:timing" in package.read(name) for name in slides)


def test_time_nodes_are_numbered_in_order_and_what_they_aim_at_exists(water_kit):
    timed = 0
    for deck in sorted(water_kit.rglob("*.pptx")):
        for slide in Presentation(deck).slides:
            timings = slide._element.findall(f"{P}timing")
            if not timings:
                continue
            (timing,) = timings
            nodes = [int(one.get("id")) for one in timing.iter(f"{P}cTn")]
            assert nodes == list(range(1, len(nodes) + 1))
            identifiers = {one.shape_id: one for one in slide.shapes}
            for target in timing.iter(f"{P}spTgt"):
                shape = identifiers[int(target.get("spid"))]
                for part in target.iter(f"{P}pRg"):
                    assert int(part.get("end")) < len(shape.text_frame.paragraphs)
            timed += 1
    assert timed > 15


# What time it is


def planned(seeds, programme, country=None):
    inputs = read_inputs(seeds, country, DATE)
    return inputs.plan(next(one for one in inputs.library.programmes if one.id == programme))


@pytest.mark.parametrize(("seeds", "programme"), [(SEEDS, "half-day"), (SEEDS, "one-day"), (SEEDS, "two-day"), (WATER_SEEDS, "three-day")])
def test_slides_follow_one_another_from_the_sessions_start_to_its_end(seeds, programme):
    plan = planned(seeds, programme)
    slots = {slot.session.number: slot for day in plan.days for slot in day.slots if slot.session}
    for session in plan.sessions:
        slides = compose_deck(plan, session).slides
        assert slides[0].notes.begins == slots[session.number].start == session.start
        assert slides[-1].notes.ends == slots[session.number].end
        for before, after in itertools.pairwise(slides):
            assert before.notes.ends == after.notes.begins
        assert sum(one.notes.minutes for one in slides) == session.module.duration
    assert len(plan.sessions) >= 3


def test_a_session_begins_after_the_slots_before_it():
    starts = {str(one.module.id): one.start for one in planned(WATER_SEEDS, "three-day").sessions}
    # Behind a slot and a routine of half an hour each, and behind a routine of one minute.
    assert starts["home-storage"] == datetime.time(9, 30)
    assert starts["water-treatment"] == datetime.time(9, 1)
    assert starts["emergency-water"] == datetime.time(13, 45)


def test_notes_begin_with_the_time(treatment):
    heads = [slide.notes_slide.notes_text_frame.paragraphs[0] for slide in treatment.slides]
    assert [plain(one.text) for one in heads[:3]] == [
        "الوقت: 9:01 ص",
        "الوقت: من 9:01 ص إلى 9:05 ص (4 دقائق)",
        "الوقت: 9:05 ص",
    ]
    assert all(one.text.startswith("الوقت: ") and one.runs[0].font.bold for one in heads)
    assert len(heads) > 15


def test_times_in_notes_are_in_the_digits_of_the_edition_and_outside_sessions_there_are_none(tmp_path):
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path, "--edition", "eg", "--only", "decks,quiz") == 0
    slides = Presentation(tmp_path / "half-day-eg" / "slides" / "01-context.pptx").slides
    assert re.fullmatch("الوقت: من ٩:[٠-٩]{2} ص إلى ٩:[٠-٩]{2} ص \\([٠-٩] دقائق\\)", plain(slides[1].notes_slide.notes_text_frame.paragraphs[0].text))
    quiz = Presentation(tmp_path / "half-day-eg" / "quiz" / "quiz-deck.pptx").slides
    assert all("الوقت" not in slide.notes_slide.notes_text_frame.text for slide in quiz)


# Where the session is


def geometries(slide):
    """Give the rectangles of the progress mark by colour, in points from the slide's left, from right to left."""
    found = {}
    for shape in slide.shapes:
        if shape.name == "Progress":
            left, points = shape.left, [int(one.get("x")) for one in shape._element.iter(f"{A}pt")]
            corners = [(left + points[place], left + points[place + 1]) for place in range(0, len(points), 4)]
            colour = shape._element.spPr.find(f"{A}solidFill/{A}schemeClr").get("val")
            found[colour] = [(begin / 12700, end / 12700) for begin, end in corners]
            assert shape._element.find(f".//{{{DECORATIVE}}}decorative").get("val") == "1"
    return found


def test_progress_runs_from_right_to_left_by_the_minutes_of_the_parts(water_kit):
    plan = planned(WATER_SEEDS, "three-day")
    checked = 0
    for session in plan.sessions:
        deck = compose_deck(plan, session)
        assert sum(deck.parts) == session.module.duration
        slides = Presentation(water_kit / "three-day" / "slides" / f"{session.file_stem}.pptx").slides
        current = [len(geometries(one).get("accent1", ())) + 1 for one in slides if geometries(one)]
        assert current == sorted(current) and current[0] == 1 and current[-1] == len(deck.parts)
        for slide in slides:
            drawn = geometries(slide)
            if slide.slide_layout.name in ("غلاف", "فاصل بين الأجزاء", "عنوان على الويب"):
                assert not drawn
                continue
            ((begin, end),) = drawn["accent2"]
            segments = [*drawn.get("accent1", ()), (begin, end), *drawn.get("accent3", ())]
            assert len(segments) == len(deck.parts)
            assert (segments[0][1], segments[-1][0]) == pytest.approx((904, SIDE + 30), abs=0.01)
            assert all(before[0] == pytest.approx(after[1] + 3, abs=0.01) for before, after in itertools.pairwise(segments))
            checked += 1
    assert checked > 60


@pytest.mark.parametrize(
    ("weights", "least", "widths"),
    [((5,), 3, [100]), ((10, 10), 3, [48.5, 48.5]), ((1, 999), 10, [10, 87]), ((0, 0, 0), 3, [94 / 3] * 3), ((1, 1, 480), 30, [30, 30, 34])],
)
def test_segments_share_a_width_by_weight(weights, least, widths):
    segments = segments_of(Frame(0, 0, 100, 4), weights, least=least)
    assert [one.width for one in segments] == pytest.approx(widths)
    assert segments[0].x + segments[0].width == 100 and segments[-1].x == pytest.approx(0)


def test_margins_are_free_of_all_else():
    compared = 0
    for frame in (PROGRESS, BACK, BAR):
        for design in DESIGNS:
            for other in (*(one.frame for one in design.placeholders), NUMBER):
                assert frame.y >= other.y + other.height or frame.x >= other.x + other.width or frame.x + frame.width <= other.x, (frame, design.key)
                compared += 1
    assert compared > 200


# How much of an activity is left


def test_a_bar_empties_in_the_minutes_of_an_activity(water_kit):
    found = {}
    for deck in sorted((water_kit / "three-day" / "slides").glob("*.pptx")):
        for slide in Presentation(deck).slides:
            bars = [one for one in slide.shapes if one.name.startswith("عدّاد تنازلي") and not one.text_frame.text]
            assert len(bars) == (slide.slide_layout.name == "نشاط")
            for bar in bars:
                assert effects(slide) == [("exit", bar.shape_id, None)]
                (node,) = [one for one in slide._element.iter(f"{P}cTn") if one.get("presetID")]
                assert (node.get("presetID"), node.get("presetSubtype")) == ("22", "2")
                (wipe,) = node.iter(f"{P}animEffect")
                assert (wipe.get("transition"), wipe.get("filter")) == ("out", "wipe(right)")
                duration = int(next(wipe.iter(f"{P}cTn")).get("dur"))
                assert [one.get("delay") for one in node.iter(f"{P}cond")] == ["0", str(duration - 1)]
                label = next(one.text_frame.text for one in slide.shapes if one.name == bar.name and one.text_frame.text)
                assert bar._element.nvSpPr.cNvPr.get("descr") == bar.name == f"عدّاد تنازلي: {label}"
                found[plain(label)] = duration
    assert found == {"دقيقتان": 120_000, "20 دقيقة": 1_200_000, "90 دقيقة": 5_400_000}


# Where to go


def jumps(slide, below):
    """Give the targets of the links to slides of an element, with the words of a run or the name of a shape."""
    found = []
    for link in below.iter(f"{A}hlinkClick"):
        if link.get("action") == "ppaction://hlinksldjump":
            target = slide.part.rels[link.get(f"{R}id")].target_part.slide
            owner = link.getparent()
            found.append((owner.get("name") or owner.getparent().find(f"{A}t").text, plain(target.shapes.title.text_frame.text)))
    return found


def test_the_agenda_leads_to_its_parts_and_they_lead_back(water_kit):
    plan = planned(WATER_SEEDS, "three-day")
    numbers = []
    for session in plan.sessions:
        slides = list(Presentation(water_kit / "three-day" / "slides" / f"{session.file_stem}.pptx").slides)
        agenda = slides[2]
        sections = session.module.sections
        first = [(one.part.title if one.part else one.heading if one.has_own_slide else one.extra.title).plain for one in sections]
        (bar,) = [one for one in agenda.shapes if one.shape_type == 6]
        assert [target for _, target in jumps(agenda, bar._element)] == first
        assert [name for name, _ in jumps(agenda, bar._element)] == [one.heading.plain for one in sections]
        assert [one.text_frame.text for one in bar.shapes] == [str(number) for number in range(1, len(sections) + 1)]
        description = bar._element.nvGrpSpPr.cNvPr.get("descr")
        assert all(f"{one.heading.plain} (" in description for one in sections)
        words = [one for shape in agenda.placeholders for one in jumps(agenda, shape._element)]
        assert list(dict.fromkeys(target for _, target in words)) == first
        back = {plain(one.shapes.title.text_frame.text): jumps(one, one._element) for one in slides if one is not agenda and jumps(one, one._element)}
        assert back == {title: [("إلى المحاور", "محاور الجلسة")] for title in (*first, "الرسائل الأساسية")}
        numbers.append(len(sections))
    assert min(numbers) == 1 and max(numbers) > 10


def test_the_links_of_the_slide_pdf_lead_to_the_same_pages(water_kit):
    followed = 0
    for path in sorted((water_kit / "three-day" / "slides").glob("*.pdf")):
        sections = len(next(one.module for one in planned(WATER_SEEDS, "three-day").sessions if one.file_stem == path.stem).sections)
        with pymupdf.open(path) as pages:
            inside = [[link for link in page.get_links() if link["kind"] in (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED)] for page in pages]
            assert len({link["page"] for link in inside[2]}) == sections
            back = [number for number, links in enumerate(inside) if number != 2 and links]
            # The closing part is no item of the agenda, and leads back to it.
            assert back == [*sorted({link["page"] for link in inside[2]}), len(pages) - 3]
            assert all(link["page"] == 2 for number in back for link in inside[number])
            followed += len(back)
    assert followed > 30


def test_links_of_the_agenda_keep_the_colour_of_its_text(treatment):
    agenda = treatment.slides[2]
    properties = [one for shape in agenda.placeholders for one in shape._element.iter(f"{A}rPr") if one.find(f"{A}hlinkClick") is not None]
    assert all(one.find(f"{A}hlinkClick//{{{COLOUR}}}hlinkClr").get("val") == "tx" for one in properties)
    assert {one.find(f"{A}solidFill/{A}schemeClr").get("val") for one in properties if one.find(f"{A}solidFill") is not None} <= {"tx1"}
    assert len(properties) > 10


# What to scan

ADDRESS = "https://example.org/water/workshop-2026?from=slides"


@pytest.mark.parametrize("path", ["a-" * 1500, "a/" * 1500])
def test_an_address_too_long_for_the_slide_is_reported_at_its_line(new_kit, capsys, path):
    programme = next((new_kit / "seeds" / "programmes").glob("*.yaml"))
    programme.write_text(programme.read_text(encoding="utf-8") + f"address: https://example.org/{path}\n", encoding="utf-8")
    assert run("check", "--lang", "en") == 1
    line = len(programme.read_text(encoding="utf-8").splitlines())
    assert re.search(rf"{programme.name}:{line}:\d+: error: .*(slide|size)", capsys.readouterr().err)


@pytest.mark.parametrize("name", ["slides/01-home-storage.pdf", "slides/04-emergency-water.pdf", "quiz/quiz-deck.pdf"])
def test_the_last_slide_shows_the_address_and_its_code(water_kit, name):
    path = water_kit / "three-day" / name
    with pymupdf.open(path) as pages:
        picture = pages[-1].get_pixmap(dpi=72)
        shown = "".join(pages[-1].get_text().split())
    (found,) = zxingcpp.read_barcodes(Image.frombytes("RGB", (picture.width, picture.height), picture.samples))
    assert (found.text, found.format.name, found.ec_level) == (ADDRESS, "QRCode", "M")
    assert ADDRESS in shown
    slide = list(Presentation(path.with_suffix(".pptx")).slides)[-1]
    assert plain(slide.placeholders[1].text_frame.text) == ADDRESS
    (group,) = [one for one in slide.shapes if one.shape_type == 6]
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == f"رمز استجابة سريعة يفتح العنوان {ADDRESS}"
    drawn = drawn_rectangles(group, size=720)
    (read,) = zxingcpp.read_barcodes(drawn)
    assert read.text == ADDRESS


def drawn_rectangles(group, size):
    """Draw the rectangles of a code's shapes."""
    drawn = Image.new("L", (size, size), 128)
    for shape, shade in zip(group.shapes, (255, 0), strict=True):
        points = [(int(one.get("x")) + shape.left - group.left, int(one.get("y")) + shape.top - group.top) for one in shape._element.iter(f"{A}pt")]
        for place in range(0, len(points), 4):
            corners = [tuple(round(value / group.width * size) for value in points[place + step]) for step in (0, 2)]
            drawn.paste(shade, (*corners[0], *corners[1]))
    return drawn


def test_a_code_has_a_quiet_zone_of_four_modules():
    frame = Frame(10, 20, 370, 370)
    box = place_code("https://example.org/a", frame, "رمز")
    modules = min(one.height for one in box.runs)
    assert frame.width / modules == pytest.approx(25 + 8)
    around = bounding(box.runs)
    assert (around.x - frame.x, around.y - frame.y) == pytest.approx((4 * modules, 4 * modules))
    assert (around.width, around.height) == pytest.approx((frame.width - 8 * modules,) * 2)


def test_an_address_in_arabic_letters_is_encoded_as_a_browser_does():
    box = place_code("https://example.org/ماء", Frame(0, 0, 400, 400), "رمز")
    picture = Image.new("L", (400, 400), 255)
    for one in box.runs:
        picture.paste(0, tuple(round(value) for value in (one.x, one.y, one.x + one.width, one.y + one.height)))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == "https://example.org/%D9%85%D8%A7%D8%A1"
    assert place_code("https://example.org/" + "ماء" * 1000, Frame(0, 0, 400, 400), "رمز") is None


def test_an_address_of_another_kind_is_refused(new_kit, capsys):
    path = next((new_kit / "seeds" / "programmes").glob("*.yaml"))
    for address in ("ftp://example.org", "example.org", "javascript:alert(1)", "mailto:a@example.org"):
        whole = path.read_text(encoding="utf-8")
        path.write_text(whole + f"address: {address}\n", encoding="utf-8")
        assert run("check", "--lang", "en") == 1
        assert "'address'" in capsys.readouterr().err
        path.write_text(whole, encoding="utf-8")


def test_without_an_address_there_is_no_code(water_kit):
    for path in sorted((water_kit / "one-module").rglob("*.pptx")):
        assert "عنوان على الويب" not in [one.slide_layout.name for one in Presentation(path).slides]


# What is printed


def test_notes_are_pages_of_a4_with_the_slide_above_and_readable_notes(water_kit):
    presentation = Presentation(water_kit / TREATMENT)
    size = presentation.element.find(f"{P}notesSz")
    assert [int(size.get(name)) / 360_000 for name in ("cx", "cy")] == pytest.approx([21, 29.7], abs=0.01)
    master = {one.placeholder_format.type.name: one for one in presentation.notes_master.placeholders}
    picture, body, number, head = (master[name] for name in ("SLIDE_IMAGE", "BODY", "SLIDE_NUMBER", "HEADER"))
    assert head.top + head.height <= picture.top and picture.top + picture.height <= body.top and body.top + body.height <= number.top
    assert picture.width / picture.height == pytest.approx(16 / 9, abs=0.001)
    # The page number is at the left.
    assert number.left + number.width < int(size.get("cx")) / 2
    levels = presentation.notes_master._element.find(f"{P}notesStyle")
    assert [one.find(f"{A}defRPr").get("sz") for one in levels if one.tag.endswith("pPr")] == ["1300"] * 9
    assert all(one.get("rtl") == "1" and one.get("algn") == "r" for one in levels if one.tag.endswith("pPr"))


def test_each_page_of_notes_has_the_session_and_its_number(treatment):
    for number, slide in enumerate(treatment.slides, 1):
        notes = slide.notes_slide
        held = {one.placeholder_format.type.name: one.text_frame.text for one in notes.placeholders if one.placeholder_format.type.name != "SLIDE_IMAGE"}
        assert (held["HEADER"], held["SLIDE_NUMBER"]) == ("معالجة الماء قبل شربه", str(number))
        assert notes._element.find(f".//{A}fld").get("type") == "slidenum"
    assert number > 15


def test_the_handout_master_is_arabic_from_right_to_left(water_kit):
    presentation = Presentation(water_kit / TREATMENT)
    (listed,) = presentation.element.find(f"{P}handoutMasterIdLst")
    part = presentation.part.related_part(listed.get(f"{R}id"))
    assert listed.getparent().getprevious().tag == f"{P}notesMasterIdLst"
    root = etree.fromstring(part.blob)
    assert [one.get("type") for one in root.iter(f"{P}ph")] == ["hdr", "ftr", "sldNum"]
    lines = list(root.iter(f"{A}pPr"))
    assert [(one.get("rtl"), one.get("algn")) for one in lines] == [("1", "r"), ("1", "r"), ("1", "l")]
    assert {one.get("lang") for one in root.iter(f"{A}rPr", f"{A}endParaRPr")} == {"ar-SA"}
    (theme,) = [one.target_part for one in part.rels.values()]
    assert str(theme.partname) == "/ppt/theme/theme3.xml"
