"""The facilitator guide: every slide once with its notes, times by the clock, quantities, exercises, answers with their sources."""

import io
import itertools
import math
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from generator.compose.deck import compose_deck
from generator.compose.guide import compose_guide
from generator.compose.guide.supplies import supplies_of
from generator.formats import Pages, Slides
from generator.inputs.reading import read_inputs
from generator.layout.room import place_room
from generator.model.date import DATE
from generator.model.document import Callout, Contents, Heading, ListBlock, Paragraph, RoomPlan, SlideTable, TableBlock
from generator.model.text import text as words_of
from tests.conftest import SEEDS, WATER_SEEDS
from tests.reading import letters

# The test kit's only programme, and the repository's largest.
PROGRAMMES = ((WATER_SEEDS, "three-day"), (SEEDS, "two-day"))


@pytest.fixture(scope="module", params=PROGRAMMES, ids=["water", "own"])
def planned(request):
    seeds, name = request.param
    inputs = read_inputs(seeds, None, DATE)
    programme = next(one for one in inputs.library.programmes if one.id == name)
    return inputs, inputs.plan(programme)


@pytest.fixture(scope="module")
def guide(planned):
    inputs, plan = planned
    document = compose_guide(plan)
    return document, Pages(document, inputs.edition).traced_pdf[0]


def inner(blocks):
    """Give blocks and what is inside of them."""
    for block in blocks:
        yield block
        yield from inner(getattr(block, "blocks", ()))


def slide_rows(document):
    return [(document.decks[block.deck], row) for block in document.blocks if isinstance(block, SlideTable) for row in block.rows]


def test_every_slide_of_every_session_stands_once_with_its_notes(planned, guide):
    _, plan = planned
    expected = [(slide.notes.say.plain, slide.title.plain) for session in plan.sessions for slide in compose_deck(plan, session).slides]
    found = [(row.notes[0].plain.partition(": ")[2], deck.slides[row.slide].title.plain) for deck, row in slide_rows(guide[0])]
    assert found == expected
    assert len(found) > 60


def test_pictures_have_the_numbers_of_the_slides_of_the_deck(planned, guide):
    inputs, plan = planned
    expected = []
    for session in plan.sessions:
        placed = Slides(compose_deck(plan, session), inputs.edition).placed.slides
        expected += [f"{plan.locale.label('slide', number=plan.locale.number(number))}: {one.title}" for number, one in enumerate(placed, 1)]
    with pikepdf.open(io.BytesIO(guide[1])) as document:
        elements = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        alts = [str(one.Alt) for one in elements]
    assert sorted(one for one in alts if one.startswith(plan.locale.label("slide", number="")[:6])) == sorted(expected)
    assert len(alts) == len(expected) + 1


def test_pictures_bring_no_links_and_no_bookmarks(planned, guide):
    document, data = guide
    with pikepdf.open(io.BytesIO(data)) as opened:
        with opened.open_outline() as outline:
            entries = count_of(outline.root)
        links = [link for page in opened.pages for link in page.get("/Annots", [])]
        inward = [link for link in links if "/Dest" in link]
    headings = [one for one in inner(document.blocks) if isinstance(one, Heading) and one.level < 3]
    assert entries == len(headings) + 1
    contents = next(one for one in document.blocks if isinstance(one, Contents))
    assert len(inward) == 2 * len(contents.entries)


def count_of(entries):
    return sum(1 + count_of(one.children) for one in entries)


def test_contents_name_the_pages_that_they_lead_to(guide):
    with pikepdf.open(io.BytesIO(guide[1])) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        links = [link for page in document.pages for link in page.get("/Annots", []) if "/Dest" in link]
        numbered = [(int(str(link.Contents)), numbers[link.Dest[0].objgen]) for link in links if str(link.Contents).strip().isdecimal()]
    assert [said for said, _ in numbered] == [page for _, page in numbered]
    assert len(numbered) > 8


def test_sessions_begin_when_the_programme_says(planned, guide):
    _, plan = planned
    firsts = {}
    for deck, row in slide_rows(guide[0]):
        firsts.setdefault(deck.title, row.time.plain)
    assert list(firsts.values()) == [plan.locale.time(session.start) for session in plan.sessions]


def test_steps_follow_each_other_by_the_clock(planned, guide):
    _, plan = planned
    tables = [one for one in inner(guide[0].blocks) if isinstance(one, TableBlock) and one.columns[-1].plain == plan.locale.label("step")]
    steps = [slot.routine.steps for day in plan.days for slot in day.slots if slot.routine]
    steps += [section.activity.steps for session in plan.sessions for section in session.module.sections if section.activity]
    assert sorted(len(one.rows) for one in tables) == sorted(map(len, steps))
    for table in tables:
        times = [row[0].plain for row in table.rows]
        assert len(set(times)) == len(times)


def test_every_exercise_has_what_the_seeds_say_of_running_it(planned, guide):
    _, plan = planned
    callouts = {one.label.plain: shown(one.blocks) for one in guide[0].blocks if isinstance(one, Callout)}
    seen = 0
    for exercise in (one for session in plan.sessions for one in session.module.exercises):
        ((_, words),) = [(label, words) for label, words in callouts.items() if label.endswith(f": {plan.locale.figures(exercise.title.plain)}")]
        listed = getattr(exercise, "debrief", ()) or getattr(exercise, "questions", ()) or getattr(exercise, "prompts", ())
        for text in (*listed, *((exercise.variants.short, exercise.variants.large) if exercise.variants else ())):
            assert text is None or letters(text.plain) in letters(words)
            seen += 1
    assert seen > 15


def shown(blocks):
    return "\n".join(one.plain for block in inner(blocks) for one in texts_of(block))


def texts_of(block):
    if isinstance(block, (Heading, Paragraph)):
        return [block.text]
    if isinstance(block, ListBlock):
        return [item for _, item in block.items]
    return [cell for row in block.rows for cell in row] if isinstance(block, TableBlock) else []


def test_answers_state_their_sources(planned, guide):
    _, plan = planned
    words, answers = shown(guide[0].blocks), 0
    for module in (session.module for session in plan.sessions):
        for one in (*module.facilitator.questions, *module.facilitator.checks) if module.facilitator else ():
            _, _, after = letters(words).partition(letters(one.answer.plain))
            assert not one.answer.cites or after.startswith(letters("المص"))
            answers += 1
    assert answers > (30 if plan.programme.id == "two-day" else 0)


def test_text_of_the_guide_is_found_whole(planned, guide):
    """The facilitator's own words are in the file's text, whatever is drawn beside them."""
    _, plan = planned
    document = pypdfium2.PdfDocument(guide[1])
    text = letters("\n".join(document[number].get_textpage().get_text_bounded() for number in range(len(document))))
    document.close()
    facilitators = [session.module.facilitator for session in plan.sessions if session.module.facilitator]
    words = [one for each in facilitators for one in (*each.preparation, *each.adaptation)]
    # A paragraph that continues on the next page has the page's number and running head in its middle.
    # PDFium turns the parts of what reads from left to right, so these are looked for one by one.
    parts = [[part for run in plan.locale.text(one).runs for part in (re.findall(r"\w+", run.text) if run.kind else [run.text])] for one in words]
    lost = [one.plain for one, looked_for in zip(words, parts, strict=True) if any(letters(part) not in text for part in looked_for)]
    assert len(lost) <= len(words) / 10, lost
    assert len(words) > (40 if plan.programme.id == "two-day" else 5)


def with_participants(plan, number, size):
    return replace(plan, programme=plan.programme.model_copy(update={"participants": number, "group_size": size}))


@pytest.mark.parametrize(("participants", "size", "groups"), [(30, 5, 6), (31, 5, 7), (1, 5, 1), (500, 7, 72)])
def test_the_room_has_a_table_for_each_group(planned, participants, size, groups):
    _, plan = planned
    plan = with_participants(plan, participants, size)
    assert plan.groups() == groups
    document = compose_guide(plan)
    (room,) = [one for one in document.blocks if isinstance(one, RoomPlan)]
    assert (len(room.tables), room.chairs) == (groups, min(size, participants))
    assert plan.locale.count("participant", participants) in room.alt


@pytest.mark.parametrize("chairs", [1, 2, 5, 12, 50])
def test_no_chair_stands_on_another_or_on_the_table(chairs):
    words = words_of("1")
    shapes = place_room(RoomPlan((words,) * 3, chairs, words, words, "", words), 470.0, 10.0).shapes
    seats, tables = ([one.frame for one in shapes if one.name == name] for name in ("chair", "table"))
    assert (len(seats), len(tables)) == (3 * chairs, 3)
    round_things = [*seats, *tables]
    for one, other in itertools.combinations(round_things, 2):
        apart = math.dist((one.x + one.width / 2, one.y + one.height / 2), (other.x + other.width / 2, other.y + other.height / 2))
        assert apart > (one.width + other.width) / 2


def test_the_largest_room_fits_its_page(planned):
    inputs, plan = planned
    document = compose_guide(with_participants(plan, 500, 2))
    rooms = tuple(one for one in document.blocks if isinstance(one, RoomPlan))
    assert [len(one.tables) for one in rooms] == [250]
    data = Pages(replace(document, blocks=rooms), inputs.edition).traced_pdf[0]
    assert len(pypdfium2.PdfDocument(data)) == 1


def test_materials_are_counted_for_participants_groups_and_room(planned):
    _, plan = planned
    counted = {str(one.item.plain): one for one in supplies_of(with_participants(plan, 22, 5))}
    seen = set()
    shared = plan.library.facilitation.materials if plan.library.facilitation else ()
    for material in shared:
        expected = {"participant": 22, "group": 5, "room": 1}[material.per] * material.quantity if material.quantity else None
        found = counted[plan.locale.text(material.item).plain]
        assert found.quantity is expected is None or found.quantity >= expected
        seen.add(material.per)
    assert not shared or seen >= {"participant", "room"}
    assert len(counted) >= len(shared)


def test_quantities_are_written_as_the_edition_writes_numbers(planned, guide):
    _, plan = planned
    (table,) = [one for one in guide[0].blocks if isinstance(one, TableBlock) and one.columns[1].plain == plan.locale.label("quantity")]
    written = {row[0].plain: row[1].plain for row in table.rows}
    assert written == {one.item.plain: plan.locale.amount(one.quantity) if one.quantity else plan.locale.label("as_needed") for one in supplies_of(plan)}
    assert plan.programme.id != "three-day" or "1,440" in written.values()
