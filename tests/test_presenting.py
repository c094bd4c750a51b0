"""What serves the person who presents: what appears by click, where the session is, what time it is, where to go, what to scan."""

import zipfile

import pytest
from pptx import Presentation

from generator.layout.boxes import Frame, Shape, ShapeGroup
from generator.layout.steps import steps_of

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
