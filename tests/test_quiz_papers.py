"""Papers of the quiz: what stands on a form with its answer sheet and on the key, and how questions fill their pages."""

import datetime
import re
from dataclasses import replace

import pymupdf
import pytest

from generator.compose.guide import compose_guide
from generator.compose.quiz.answers import answer_letters
from generator.compose.quiz.assessment import compose_assessment, compose_test
from generator.compose.quiz.deck import compose_quiz_deck
from generator.compose.quiz.key import GRID_COLUMNS, compose_key
from generator.compose.quiz.paper import compose_paper
from generator.formats import Pages, laid_out, pdf
from generator.forms import plan_forms
from generator.inputs.reading import read_inputs
from generator.model.document import AnswerSheet, Callout, Heading, KeepTogether, ListBlock, TableBlock
from generator.model.text import Text
from tests.conftest import SEEDS, WATER_SEEDS
from tests.reading import letters, page_texts

DATE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
KINDS = {"single", "multiple", "true-false", "matching", "ordering", "short"}


@pytest.fixture(scope="module")
def inputs():
    return {seeds: read_inputs(seeds, None, DATE) for seeds in (SEEDS, WATER_SEEDS)}


@pytest.fixture(scope="module")
def plans(inputs):
    """The plans of all programmes of both kits."""
    found = [(read, read.plan(programme)) for read in inputs.values() for programme in read.library.programmes]
    assert len(found) == 3 + 2
    return found


@pytest.fixture(scope="module")
def water(inputs):
    """The plan that has every kind of item, and its inputs."""
    read = inputs[WATER_SEEDS]
    return read, read.plan(next(one for one in read.library.programmes if one.id == "three-day"))


def words(node):
    """Walk a block and return its texts."""
    if isinstance(node, Text):
        yield node.plain
    elif isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from words(one)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from words(getattr(node, name))


def blocks_of(document, kind):
    """Return the blocks of a kind, inside others too."""
    inner = [part for block in document.blocks for part in (block.blocks if isinstance(block, KeepTogether) else (block,))]
    return [one for one in inner if isinstance(one, kind)]


def test_each_question_of_a_form_is_printed_once_and_stays_on_one_page(plans):
    seen, kinds = 0, set()
    for _, plan in plans:
        forms = {form.stem: form for form in compose_assessment(plan).forms}
        assert list(forms) == [one.stem for one in plan.forms]
        for planned in plan.forms:
            document, form = compose_paper(plan, planned), forms[planned.stem]
            questions = [block for block in document.blocks if isinstance(block, KeepTogether) and blocks_of(replace(document, blocks=(block,)), ListBlock)]
            assert len(questions) == len(form.items)
            for number, (block, item) in enumerate(zip(questions, form.items, strict=True), 1):
                printed = list(words(block))
                wanted = [item.stem.plain, *(choice.text.plain for choice in item.choices), *(one.plain for one in item.prompts)]
                assert all(any(text in one for one in printed) for text in wanted), item.name
                assert plan.locale.number(number) in " ".join(printed)
                # Nothing that tells the answer.
                told = [item.rationale.plain, *(one.plain for one in item.accepted), *(choice.feedback.plain for choice in item.choices if choice.feedback)]
                assert not any(one in printed for one in told), item.name
                kinds.add(item.kind)
                seen += 1
    assert seen > 100
    assert kinds == KINDS


def test_a_scenario_stands_before_its_first_question_with_the_numbers_of_all(water):
    _, plan = water
    seen = 0
    for form, planned in zip(compose_assessment(plan).forms, plan.forms, strict=True):
        numbers = [number for number, item in enumerate(form.items, 1) if item.scenario]
        boxes = blocks_of(compose_paper(plan, planned), Callout)
        assert len(boxes) == (1 if numbers else 0)
        if numbers:
            assert list(words(boxes[0]))[:2] == ["خزان الحي بعد العاصفة", form.items[numbers[0] - 1].scenario.text.plain]
            noun = "السؤالان" if len(numbers) == 2 else "السؤال"
            assert f"{noun} {' و'.join(map(str, numbers))} عن هذا الموقف." in list(words(boxes[0]))
            seen += len(numbers)
    assert seen == 2 * 3


def test_an_answer_sheet_has_a_circle_for_each_choice_and_tells_form_seed_and_items(plans):
    rows = 0
    for _, plan in plans:
        for form, planned in zip(compose_assessment(plan).forms, plan.forms, strict=True):
            document = compose_paper(plan, planned)
            (sheet,) = blocks_of(document, AnswerSheet)
            expected = []
            for number, item in enumerate(form.items, 1):
                expected += [(number, len(item.choices))] * (len(item.answer) if item.kind in ("matching", "ordering") else bool(item.choices))
            assert [(int(re.match(r"\d+", row.label.plain)[0]), len(row.letters)) for row in sheet.rows] == expected
            last = next(words(document.blocks[-1]))
            assert last.startswith(f"البذرة {planned.seed}. ")
            assert re.findall(r"(\d+) ([a-z][a-z0-9-]*)", last) == [(str(number), item.name) for number, item in enumerate(form.items, 1)]
            rows += len(expected)
    assert rows > 150


def test_no_page_of_questions_but_the_last_is_left_a_third_empty(plans):
    pages = 0
    for read, plan in plans:
        for planned in plan.forms:
            data = pdf(Pages(compose_paper(plan, planned), read.edition))[""]
            with pymupdf.open(stream=data) as document:
                texts = [page.get_text() for page in document]
                (sheet,) = [
                    index
                    for index, text in enumerate(texts)
                    if letters("ورقة الإجابة") in letters(text) and letters("ظلل دائرة") in re.sub("[\u064b-\u0652]", "", letters(text))
                ]
                for index in range(sheet - 1):
                    page = document[index]
                    bottoms = [block[3] for block in page.get_text("blocks") if block[3] < 0.93 * page.rect.height]
                    assert max(bottoms) > page.rect.height * (0.93 - 1 / 3), (planned.stem, index + 1)
                    pages += 1
    assert pages > 15


def test_the_key_has_the_answer_of_every_form_and_why_it_is_right(plans):
    seen = 0
    for _, plan in plans:
        for test in plan.tests:
            forms = compose_test(plan, test).forms
            printed = list(words(compose_key(plan, test).blocks))
            glance = [block for block in blocks_of(compose_key(plan, test), TableBlock) if len(block.rows) == 1 and block.columns[0].plain != "الاسم"]
            cells = [(head.plain, cell.plain) for block in glance for head, cell in zip(block.columns, block.rows[0], strict=True)]
            assert cells == [(plan.locale.number(number), answer_letters(item, plan.locale)) for form in forms for number, item in enumerate(form.items, 1)]
            for item in forms[0].items:
                for text in (item.stem, item.rationale, item.objective, *item.facts, *(choice.feedback for choice in item.choices if choice.feedback)):
                    assert any(text.plain in one for one in printed), (item.name, text.plain)
                assert any(f"رمز السؤال {item.name}" in one for one in printed)
                seen += 1
            assert any(f"البذرة {forms[0].seed}" in one for one in printed)
    assert seen > 60


def test_the_key_counts_what_the_test_covers(water):
    _, plan = water
    (table,) = [block for block in blocks_of(compose_key(plan, "pre-test"), TableBlock) if block.columns and block.columns[0].plain == "الهدف"]
    assert [one.plain for one in table.columns] == ["الهدف", "التذكر", "الفهم", "التطبيق", "المجموع"]
    rows = {row[0].plain: [cell.plain for cell in row[1:]] for row in table.rows}
    assert len(rows) == 15 + 1
    assert rows["يميز بين الغلي والكلور والتصفية"] == ["1", "2", "", "3"]
    assert rows["المجموع"][-1] == "6"
    assert rows["يشرح سبب تغطية الأوعية"] == ["", "", "", "0"]


def test_a_marking_grid_has_the_questions_and_the_participants_of_each_form(water, inputs):
    _, plan = water
    grids = [block for block in blocks_of(compose_key(plan, "post-test"), TableBlock) if block.columns and block.columns[0].plain == "الاسم"]
    assert [len(one.columns) for one in grids] == [1 + 6 + 1] * 3
    assert [len(one.rows) for one in grids] == [40] * 3
    whole = plan.programme.model_copy(update={"quiz": None})
    plan = replace(plan, programme=whole, forms=plan_forms(whole, [one.module for one in plan.sessions]))
    count = len(plan.forms[0].items)
    grids = [block for block in blocks_of(compose_key(plan, "test"), TableBlock) if block.columns and block.columns[0].plain == "الاسم"]
    assert len(grids) == -(-count // GRID_COLUMNS) == 2
    assert [cell.plain for grid in grids for cell in grid.columns[1:-1]] == [str(number) for number in range(1, count + 1)]


def test_a_test_of_the_whole_bank_has_headings_of_modules(inputs):
    read = inputs[WATER_SEEDS]
    plan = read.plan(next(one for one in read.library.programmes if one.id == "one-module"))
    (planned,) = plan.forms
    assert (planned.test, planned.letter, planned.minutes) == ("test", "A", None)
    assert [one.text.plain for one in blocks_of(compose_paper(plan, planned), Heading)] == ["الماء عند الطوارئ"]


def test_papers_say_their_texts_in_reading_order(water, tmp_path):
    read, plan = water
    for planned in plan.forms:
        path = tmp_path / f"{planned.stem}.pdf"
        path.write_bytes(pdf(Pages(compose_paper(plan, planned), read.edition))[""])
        printed = page_texts(path)
        places = [printed.index(letters(one.item.stem.plain)) for one in planned.items]
        assert places == sorted(places)
        for amount in ("0.5 mg/L", "28 °C", "0537-123-456"):
            if any(amount in str(list(words(block))) for block in compose_paper(plan, planned).blocks):
                assert letters(amount) in printed


def test_the_guide_lists_the_answers_of_each_test(water):
    _, plan = water
    headings = [one.text.plain for one in blocks_of(compose_guide(plan), Heading)]
    assert headings.index("الاختبار القبلي") < headings.index("الاختبار البعدي")


def test_the_deck_asks_the_items_of_the_last_test_and_answers_each(plans):
    kinds, slides = set(), 0
    for read, plan in plans:
        deck = compose_quiz_deck(plan)
        laid_out(deck, read.edition)
        form = next(one for one in compose_assessment(plan).forms if one.test == plan.tests[-1])
        asked = [one.title.plain for one in deck.slides if re.match(r"السؤال \d+", one.title.plain)]
        answered = [one for one in deck.slides if one.layout == "answer"]
        assert len(asked) == len(answered) == len(form.items)
        assert len([one for one in deck.slides if one.layout == "case"]) == len({item.scenario for item in form.items if item.scenario})
        for item, slide in zip(form.items, answered, strict=True):
            right = item.accepted[0].plain if item.kind == "short" else item.choices[item.answer[0]].text.plain
            assert right in slide.body.key[1].plain or plan.locale.letter(item.answer[0]) in slide.body.key[1].plain
            assert slide.body.rationale == item.rationale
        kinds |= {item.kind for item in form.items}
        slides += len(deck.slides)
    assert slides > 60
    assert len(kinds) >= 5
