"""What serves the person who presents: what appears by click, where the session is, what time it is, where to go, what to scan."""

import datetime
import itertools
import re
import zipfile

import pytest
from pptx import Presentation

from generator.compose.deck import compose_deck
from generator.inputs.reading import read_inputs
from generator.layout.boxes import Frame, Shape, ShapeGroup
from generator.layout.steps import steps_of
from generator.model.date import DATE
from generator.writers.pptx.origins import plain
from tests.conftest import SEEDS, WATER_SEEDS, run

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
    assert len(answers) > 10


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
    assert timed > 20


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
    assert starts["home-storage"] == datetime.time(9)
    assert starts["water-treatment"] == datetime.time(9)
    assert starts["emergency-water"] == datetime.time(13, 45)


def test_notes_begin_with_the_time(treatment):
    heads = [slide.notes_slide.notes_text_frame.paragraphs[0] for slide in treatment.slides]
    assert [plain(one.text) for one in heads[:3]] == [
        "الوقت: 9:00 ص",
        "الوقت: من 9:00 ص إلى 9:04 ص (4 دقائق)",
        "الوقت: 9:04 ص",
    ]
    assert all(one.text.startswith("الوقت: ") and one.runs[0].font.bold for one in heads)
    assert len(heads) > 15


def test_times_in_notes_are_in_the_digits_of_the_edition_and_outside_sessions_there_are_none(tmp_path):
    assert run("build", "half-day", "--seeds", SEEDS, "--out", tmp_path, "--edition", "eg", "--only", "decks,quiz") == 0
    slides = Presentation(tmp_path / "half-day-eg" / "slides" / "01-context.pptx").slides
    assert re.fullmatch("الوقت: من ٩:[٠-٩]{2} ص إلى ٩:[٠-٩]{2} ص \\([٠-٩] دقائق\\)", plain(slides[1].notes_slide.notes_text_frame.paragraphs[0].text))
    quiz = Presentation(tmp_path / "half-day-eg" / "quiz" / "quiz-deck.pptx").slides
    assert all("الوقت" not in slide.notes_slide.notes_text_frame.text for slide in quiz)
