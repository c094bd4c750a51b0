"""Results of tests: what is read and refused, measures against independent ones, what the report says, that no name leaks."""

import csv
import io
import json
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy
import openpyxl
import pikepdf
import pytest
import yaml
from lxml import etree, html

from generator.assets import assets_folder
from generator.cli.options import date_of_build
from generator.compose.quiz.assessment import compose_assessment
from generator.compose.results import compose_results
from generator.compose.results.figures import rounded
from generator.diagnostics import ContentError
from generator.formats import Pages, pdf
from generator.inputs.reading import read_inputs
from generator.messages import worded
from generator.results.analysis import FEW, analyse
from generator.results.letters import Unreadable, chosen_on_form
from generator.results.likeness import short_answer
from generator.results.marking import mark
from generator.results.measures import discrimination, normalised_gain, reliability
from generator.results.reading import read_batch
from generator.writers.quiz.moodle import write_moodle
from tests.conftest import WATER_SEEDS, run
from tests.reading import letters, page_texts
from tests.responses import HEAD, LETTERS, class_of, export, forms_of, names, rows, text_of, typed
from tests.test_papers import FLOOR, WORD, readings

ITEMS = 6


@pytest.fixture(scope="module")
def inputs():
    return read_inputs(WATER_SEEDS, None, date_of_build())


@pytest.fixture(scope="module")
def plan(inputs):
    return inputs.plan(next(one for one in inputs.library.programmes if one.id == "three-day"))


@pytest.fixture(scope="module")
def assessment(plan):
    made = compose_assessment(plan)
    assert {item.kind for form in made.forms for item in form.items} == {"single", "multiple", "true-false", "matching", "ordering", "short"}
    assert [len(form.items) for form in made.forms] == [ITEMS] * 6
    return made


@pytest.fixture
def saved(tmp_path):
    """Write a table, text or bytes as a file."""

    def write(content, name="pre.csv"):
        path = tmp_path / name
        content = text_of(content) if isinstance(content, list) else content
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


@pytest.fixture
def marked(assessment, plan):
    return lambda *paths: mark([read_batch(path) for path in paths], assessment, plan.locale)


@pytest.fixture
def analysed(marked, assessment):
    return lambda *paths, **options: analyse(marked(*paths).sittings, assessment, b"salt", **options)


@pytest.fixture
def printed(inputs, plan, tmp_path):
    """Write the report of an analysis; give its path, and its letters in the order of reading."""

    def write(analysis):
        path = tmp_path / "report.pdf"
        path.write_bytes(pdf(Pages(compose_results(plan, analysis), inputs.edition))[""])
        return path, page_texts(path)

    return write


def command(*paths, **options):
    flags = [part for name, value in options.items() for part in ((f"--{name}",) if value is True else (f"--{name}", value))]
    return run("results", *paths, "--seeds", WATER_SEEDS, "--lang", "en", *flags)


def table_in(folder):
    return list(csv.reader(io.StringIO((folder / "results.csv").read_bytes().decode("utf-8-sig"))))


def states(count, seed=3, share=0.5):
    return class_of(count, ITEMS, share, seed)


def as_matrix(some):
    return numpy.array([[bool(one) for one in row] for row in some], dtype=float)


def alpha(matrix):
    """Compute Cronbach's alpha from the matrix of covariances, which for items that are right or wrong is KR-20."""
    covariance = numpy.cov(matrix.T, ddof=0)
    count = matrix.shape[1]
    return count / (count - 1) * (1 - numpy.trace(covariance) / covariance.sum())


def corrected(matrix, index):
    """Compute Henrysson's corrected correlation by his formula, from the uncorrected one."""
    total = matrix.sum(axis=1)
    r, spread, own = numpy.corrcoef(matrix[:, index], total)[0, 1], total.std(), matrix[:, index].std()
    return (r * spread - own) / numpy.sqrt(spread**2 + own**2 - 2 * r * spread * own)


# Measures


def test_a_guttman_scale_has_the_reliability_computed_by_hand():
    marks = [[True, True, True], [True, True, False], [True, False, False], [False, False, False]]
    # Points 3, 2, 1, 0: their variance is 1.25; the sum of p q is 3/16 + 4/16 + 3/16; 3/2 (1 - 0.625 / 1.25).
    assert reliability(marks) == pytest.approx(0.75, abs=1e-12)
    # Of the first item: mean of the rest 1 and 0, variance of the rest 0.6875, p q 3/16.
    assert discrimination(marks, 0) == pytest.approx((1 - 0) / 0.6875**0.5 * (3 / 16) ** 0.5, abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_measures_equal_independent_ones(seed):
    marks = [[bool(one) for one in row] for row in class_of(40, 12, 0.55, seed)]
    matrix = as_matrix(marks)
    assert reliability(marks) == pytest.approx(alpha(matrix), abs=1e-12)
    for index in range(12):
        assert discrimination(marks, index) == pytest.approx(corrected(matrix, index), abs=1e-9)


def test_measures_are_not_defined_without_differences():
    assert reliability([[True, False]] * 12) is None
    assert reliability([[True]] * 12) is None
    assert discrimination([[True, False], [True, True]], 0) is None
    assert discrimination([[True, False], [False, False]], 0) is None
    assert normalised_gain(1.0, 0.5) is None


def test_the_gain_of_hakes_definition():
    # Hake 1998: <g> is the gain as a share of the greatest possible one.
    assert normalised_gain(0.4, 0.7) == pytest.approx(0.5)
    assert normalised_gain(0.5, 0.25) == pytest.approx(-0.5)


@pytest.mark.parametrize(("value", "places", "shown"), [(2.5, 0, "3"), (0.25, 1, "0.3"), (-0.25, 1, "−0.3"), (0.0, 1, "0.0"), (-0.01, 1, "0.0"), (7, 0, "7")])
def test_numbers_are_rounded_half_away_from_zero(plan, value, places, shown):
    assert rounded(value, places, plan.locale) == shown


# A class with a known gain


def test_a_class_of_thirty_is_analysed_to_its_known_gain(tmp_path, assessment, capsys):
    people, before, after = names(30), states(30, 1, 0.4), states(30, 2, 0.75)
    for name, some, test in (("pre.csv", before, "pre-test"), ("post.csv", after, "post-test")):
        (tmp_path / name).write_text(text_of(rows(assessment, test, some, people)), encoding="utf-8-sig")
    assert command(tmp_path / "pre.csv", tmp_path / "post.csv") == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.count("marked 30 of 30 rows; programme: three-day") == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["post.csv", "pre.csv", "results.csv", "results.pdf"]
    first, second = as_matrix(before), as_matrix(after)
    head, *table = table_in(tmp_path)
    assert [row[0] for row in table] == people
    assert [int(row[2]) for row in table] == [int(one) for one in first.sum(axis=1)]
    assert [int(row[6]) for row in table] == [int(one) for one in second.sum(axis=1)]
    assert [int(row[9]) for row in table] == [int(one) for one in second.sum(axis=1) - first.sum(axis=1)]
    assert [[{"1": True, "0": False, "": None}[one] for one in row[10:16]] for row in table] == before
    assert [name.rpartition(": ")[2] for name in head[10:16]] == [item.name for item in forms_of(assessment, "pre-test")[0].items]
    said = page_texts(tmp_path / "results.pdf")
    gain = (second.mean() - first.mean()) / (1 - first.mean())
    means = [f"{one.sum(axis=1).mean():.1f}" for one in (first, second)]
    assert letters(f"ارتفع متوسط نقاطهم من {means[0]} إلى {means[1]}، والاختبار من 6. واكتسبوا في المتوسط {100 * gain:.0f}% مما") in said
    assert all(letters(name) in said for name in people)


def test_the_analysis_of_a_class_equals_numpys(saved, analysed, assessment):
    people, before, after = names(30), states(30, 1, 0.4), states(30, 2, 0.75)
    found = analysed(saved(rows(assessment, "pre-test", before, people)), saved(rows(assessment, "post-test", after, people), "post.csv"))
    for result, some in zip(found.sittings, (before, after), strict=True):
        matrix = as_matrix(some)
        points = matrix.sum(axis=1)
        assert (result.mean, result.median) == (pytest.approx(points.mean()), numpy.median(points))
        assert result.deviation == pytest.approx(points.std(ddof=1))
        assert result.reliability == pytest.approx(alpha(matrix))
        for index, one in enumerate(result.items):
            assert one.share == pytest.approx(matrix[:, index].mean())
            assert one.missing == sum(row[index] is None for row in some)
            assert one.discrimination == pytest.approx(corrected(matrix, index), abs=1e-9)
    first, second = as_matrix(before), as_matrix(after)
    assert found.gain.normalised == pytest.approx((second.mean() - first.mean()) / (1 - first.mean()))
    changes = second.sum(axis=1) - first.sum(axis=1)
    assert (found.gain.rose, found.gain.fell) == ((changes > 0).sum(), (changes < 0).sum())
    assert len(found.objectives) == 2
    for one in found.objectives:
        for share, some, test in ((one.before, first, "pre-test"), (one.after, second, "post-test")):
            places = [index for index, item in enumerate(forms_of(assessment, test)[0].items) if item.objective_id == one.name]
            assert (share.right, share.asked) == (some[:, places].sum(), 30 * len(places))


def test_forms_are_decoded_by_their_own_letters(saved, analysed, assessment):
    forms = forms_of(assessment, "pre-test")
    assert len({tuple(item.name for item in form.items) for form in forms}) == 3
    assert len({typed(item, None) for form in forms for item in form.items if item.kind == "ordering"}) > 1
    result = analysed(saved(rows(assessment, "pre-test", [[True] * ITEMS] * 6, names(6)))).sittings[0]
    assert result.points == (ITEMS,) * 6
    assert [paper.form for paper in result.sitting.papers] == ["A", "B", "C", "A", "B", "C"]
    # Whatever letters the forms have, all chose the same choices of form A.
    for one in (one for one in result.items if one.counts):
        assert one.counts == tuple(6 if index in one.item.answer else 0 for index in range(len(one.item.choices)))
    # Read by the key of another form, hardly anything is right.
    shuffled = rows(assessment, "pre-test", [[True] * ITEMS] * 6, names(6))
    mixed = [shuffled[0], *((name, test, "A", *rest) for name, test, _, *rest in shuffled[1:])]
    try:
        assert sum(analysed(saved(mixed)).sittings[0].points) < 6 * ITEMS
    except ContentError:
        pytest.fail("rows of form A are right by its key")


def item_of(assessment, kind):
    """Give an item of a kind, with its number on its form and the form."""
    return next((item, number, form) for form in assessment.forms for number, item in enumerate(form.items, 1) if item.kind == kind)


@pytest.mark.parametrize(
    ("kind", "cell", "chosen"),
    [
        ("single", "ب", (1,)),
        ("single", " (ب) ", (1,)),
        ("single", "إ", (0,)),
        ("multiple", "ج أ", (0, 2)),
        ("multiple", "أ، ج", (0, 2)),
        ("multiple", "أج", (0, 2)),
        ("multiple", "أ+ج", (0, 2)),
        ("true-false", "صواب", (0,)),
        ("true-false", "خطا", (1,)),
        ("true-false", "✗", (1,)),
        ("true-false", "أ", (0,)),
        ("true-false", "FALSE", (1,)),
        ("matching", "1ج 2أ 3ب", (2, 0, 1)),
        ("matching", "١ج٢أ٣ب", (2, 0, 1)),
        ("matching", "1-ج، 3-ب", (2, -1, 1)),
        ("matching", "ج1 أ2 ب3", (2, 0, 1)),
        ("ordering", "ب أ ج", (1, 0, 2)),
        ("ordering", "ب أ أ", (1, 0, 0)),
    ],
)
def test_cells_are_read_as_they_are_typed(assessment, kind, cell, chosen):
    item, number, _ = item_of(assessment, kind)
    assert chosen_on_form(item, number, cell, LETTERS) == chosen


def test_he_is_read_in_each_of_its_forms(assessment):
    item, number, _ = item_of(assessment, "multiple")
    assert len(item.choices) >= 5
    letters = ["أ", "ب", "ج", "د", "هـ", "و"]
    assert chosen_on_form(item, number, "هـ ه", letters) == (4,)
    assert chosen_on_form(item, number, "ده", letters) == (3, 4)


def test_a_hostile_cell_is_refused_at_once(assessment):
    item, number, _ = item_of(assessment, "matching")
    for cell in ("1ج" + " .,-" * 5000 + "!", "1" * 10_000 + "ج", "ج" * 10_000):
        with pytest.raises(Unreadable):
            chosen_on_form(item, number, cell, LETTERS)


@pytest.mark.parametrize(
    ("typed_words", "accepted"),
    [("الإحالةُ", "احاله"), ("إعادة  الإدماج", "اعادة الادماج"), ("مستشفى", "مستشفي"), ("٠٫٥ mg/l", "0٫5 MG/L"), ("مسؤول", "مسوول"), ("ﻣﺎء", "ماء")],
)
def test_short_answers_are_compared_without_what_people_write_differently(typed_words, accepted):
    words = "ال" + accepted if typed_words.startswith("الإحالة") else accepted
    assert short_answer(typed_words.replace("ﻣﺎء", "ماء")) == short_answer(words)
    assert short_answer("ماء") != short_answer("سماء")


# What is wrong with rows and files


def broken(assessment, change):
    """Give a file of four rows, of which the second is changed: cells by the heading's place or the question's kind."""
    made = [list(row) for row in rows(assessment, "pre-test", [[True] * ITEMS] * 4, names(4))]
    form = forms_of(assessment, "pre-test")[1]
    kinds = {item.kind: index + len(HEAD) for index, item in enumerate(form.items)}
    for place, value in change.items():
        made[2][kinds[place] if isinstance(place, str) else place] = value
    return made


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({1: "final"}, "response-test"),
        ({1: ""}, "response-test"),
        ({2: "D"}, "response-form"),
        ({2: ""}, "response-form"),
        ({3: "7"}, "response-seed"),
        ({3: "one"}, "response-seed"),
        ({"multiple": "ط"}, "response-letter"),
        ({"multiple": "b"}, "response-letter"),
        ({"multiple": "12"}, "response-unreadable"),
        ({"multiple": "تصفيته"}, "response-unreadable"),
        ({"true-false": "أ ب"}, "response-several"),
        ({"true-false": "ج"}, "response-letter"),
        ({"true-false": "ربما"}, "response-unreadable"),
        ({"matching": "ج أ ب"}, "response-unreadable"),
        ({"matching": "1ج 1أ"}, "response-prompt-twice"),
        ({"matching": "9ج"}, "response-prompt"),
        ({"ordering": "أ ب ج د هـ و أ"}, "response-many"),
        ({"short": "علي\u202eحسن"}, "participant-override"),
        ({0: "علي\x07"}, "participant-control"),
        ({0: "ع" * 101}, "participant-long"),
        ({0: names(4)[0]}, "response-twice"),
        ({0: f" {names(4)[0]}ِ "}, "response-twice"),
        (dict.fromkeys(range(4, 10), ""), "response-empty"),
        (dict.fromkeys(range(4, 10), "-"), "response-empty"),
    ],
)
def test_a_row_with_a_flaw_is_told_by_line_and_left_out(saved, marked, assessment, change, code):
    made = marked(saved(broken(assessment, change)))
    assert [(one.code, one.span.line) for one in made.findings] == [(code, 3)]
    assert made.counts == (3,)
    assert [paper.span.line for paper in made.sittings[0].papers] == [2, 4, 5]
    told = [worded(words, language) for one in made.findings for words in (one.message, one.hint) for language in ("en", "ar")]
    assert not any(name in words for name in names(4) for words in told)


def test_two_letters_of_an_item_with_one_key_are_refused(saved, marked, assessment):
    made = [list(row) for row in rows(assessment, "post-test", [[True] * ITEMS] * 3, names(3))]
    place = [item.kind for item in forms_of(assessment, "post-test")[0].items].index("single") + len(HEAD)
    made[1][place] = "أ ب"
    assert [(one.code, one.span.line) for one in marked(saved(made)).findings] == [("response-several", 2)]


def test_every_flaw_of_a_row_is_told(saved, marked, assessment):
    made = marked(saved(broken(assessment, {"multiple": "ط", "true-false": "ربما", "matching": "9ج"})))
    assert sorted(one.code for one in made.findings) == ["response-letter", "response-prompt", "response-unreadable"]


def test_questions_that_the_test_does_not_have(saved, marked, assessment):
    made = [[*row, cell] for row, cell in zip(rows(assessment, "pre-test", [[True] * ITEMS] * 3, names(3)), (7, "", "أ", "-"), strict=True)]
    assert [(one.code, one.span.line) for one in marked(saved(made)).findings] == [("response-question", 3)]


def test_more_cells_than_headings_are_refused(saved, marked, assessment):
    made = [list(row) for row in rows(assessment, "pre-test", [[True] * ITEMS] * 3, names(3))]
    made[2].append("أ")
    assert [(one.code, one.span.line) for one in marked(saved(made)).findings] == [("participant-cells", 3)]


def test_unknown_columns_are_reported_and_known_ones_are_not(saved, marked, assessment):
    first, *rest = rows(assessment, "pre-test", [[True] * ITEMS] * 3, names(3))
    made = [("م", "الجهة", "البريد الإلكتروني", "ملاحظات المدرب", "", *first), *((1, "وزارة", "x@example.org", "جيد", "؟", *row) for row in rest)]
    (one,) = marked(saved(made)).findings
    assert (one.code, one.message) == ("responses-unknown", "these columns are not known and were not read: م, ملاحظات المدرب, 5")


def test_rows_without_a_name_count_and_are_told(saved, marked, assessment):
    made = marked(saved(broken(assessment, {0: " "})))
    assert [(one.code, one.span.line) for one in made.findings] == [("response-no-name", 3)]
    assert made.counts == (4,)


def without(table, *headings):
    keep = [index for index, heading in enumerate(table[0]) if heading not in headings]
    return [[row[index] for index in keep] for row in table]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda table: without(table, "form"), "responses-no-form"),
        (lambda table: without(table, "test"), "responses-no-test"),
        (lambda table: without(table, 3, 5), "responses-missing"),
        (lambda table: [[*HEAD, 1, 2, 2, 4, 5, 6], *table[1:]], "responses-twice"),
        (lambda table: table[:1], "responses-empty"),
        (lambda table: table[1:], "responses-no-columns"),
        (lambda table: [table[0], (*table[1][:3], 5, *table[1][4:])], "responses-none"),
        (lambda _: b"", "responses-no-columns"),
        (lambda _: b"\xd0\xcf\x11\xe0 old", "participants-old-workbook"),
        (lambda _: b"\xef\xbb\xbfparticipant,1\r\n\xff\xfe", "participants-damaged"),
    ],
)
def test_a_file_that_cannot_be_marked_is_refused(saved, marked, assessment, change, code):
    made = rows(assessment, "pre-test", [[True] * ITEMS] * 3, names(3))
    with pytest.raises(ContentError) as refused:
        marked(saved(change(made)))
    assert code in [one.code for one in refused.value.diagnostics]


def test_without_seeds_it_is_told_that_they_could_not_be_compared(saved, marked, assessment):
    made = rows(assessment, "pre-test", [[True] * ITEMS] * 3, names(3))
    (one,) = marked(saved(without(made, "seed"))).findings
    assert (one.code, one.message.values["count"]) == ("responses-no-seed", 3)


# Files of other programs


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1256", ";"), ("utf-16", "\t")])
def test_encodings_separators_and_arabic_headings(saved, marked, assessment, encoding, separator):
    _, *rest = rows(assessment, "pre-test", [[True] * ITEMS] * 3, names(3))
    spoken = [(name, "الاختبار القبلي", f"النموذج {LETTERS['ABC'.index(form)]}", "2028", *cells) for name, _, form, _, *cells in rest]
    table = [["قائمة الإجابات"], ["المشارك", "الاختبار", "النموذج", "البذرة", *"123456"], *spoken]
    made = marked(saved(text_of(table, separator).encode(encoding)))
    assert made.findings == ()
    assert [paper.points for paper in made.sittings[0].papers] == [ITEMS] * 3


def test_digits_may_be_of_either_kind(saved, marked, assessment):
    table = text_of(rows(assessment, "pre-test", [[True] * ITEMS] * 3, names(3))).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    made = marked(saved(table))
    assert (made.findings, [paper.points for paper in made.sittings[0].papers]) == ((), [ITEMS] * 3)


def test_questions_may_be_headed_by_words(saved, marked, assessment):
    _, *rest = rows(assessment, "pre-test", [[True] * ITEMS] * 3, names(3))
    for words in ("س", "السؤال ", "Q", "الإجابة "):
        made = marked(saved([(*HEAD, *(f"{words}{number}" for number in range(1, 7))), *rest]))
        assert [paper.points for paper in made.sittings[0].papers] == [ITEMS] * 3, words


def test_a_workbook_is_read(saved, marked, assessment):
    book = openpyxl.Workbook()
    for row in rows(assessment, "pre-test", [[True] * ITEMS] * 3, names(3)):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    made = marked(saved(buffer.getvalue(), "pre.xlsx"))
    assert (made.findings, [paper.points for paper in made.sittings[0].papers]) == ((), [ITEMS] * 3)


ENGLISH, ARABIC = ("Question", "Response", "Right answer"), ("السؤال", "الإجابة", "الإجابة الصحيحة ")


@pytest.mark.parametrize("words", [ENGLISH, ARABIC])
def test_an_export_of_moodle_is_marked(saved, marked, assessment, words):
    for test in ("pre-test", "post-test"):
        # In the order of another form: the numbers of Moodle are its own.
        items = forms_of(assessment, test)[1].items
        some = states(12, 4)
        made = marked(saved(export(items, some, names(12), words)))
        assert made.findings == ()
        (sitting,) = made.sittings
        assert (sitting.test, [item.name for item in sitting.items]) == (test, [item.name for item in forms_of(assessment, test)[0].items])
        order = [item.name for item in items]
        for paper, row in zip(sitting.papers, some, strict=True):
            found = [None if not one.is_answered else one.is_right for one in paper.marks]
            assert found == [row[order.index(item.name)] for item in sitting.items]
        assert [paper.name for paper in sitting.papers] == names(12)


def plain_of(words):
    """Give HTML as Moodle summarises it: its text, emphasis in capitals, each block on its own line."""
    root = html.fragment_fromstring(words, create_parent="div")
    for strong in root.iter("strong", "b"):
        strong.text = (strong.text or "").upper()
    for block in root.iter("p", "div"):
        block.tail = "\n" + (block.tail or "")
    return root.text_content().strip()


def summaries(question):
    """Give the text, and the right answer, that Moodle shows of a question of its XML."""
    kind, text = question.get("type"), plain_of(question.findtext("questiontext/text"))
    answers = [(one.get("fraction"), plain_of(one.findtext("text"))) for one in question.findall("answer")]
    right = [words for fraction, words in answers if float(fraction or 0) > 0]
    if kind == "multichoice":
        return f"{text}: {'; '.join(words for _, words in answers)}", "; ".join(right)
    if kind == "matching":
        pairs = [(plain_of(one.findtext("text") or "<p></p>"), one.findtext("answer/text")) for one in question.findall("subquestion")]
        return text, "; ".join(f"{prompt} -> {choice}" for prompt, choice in pairs if prompt)
    if kind == "ordering":
        return text, "; ".join(words if len(words) <= 10 else f"{words[:7]}..." for _, words in answers)
    return text, right[0].capitalize() if kind == "truefalse" else right[0]


def test_what_the_kits_own_export_becomes_in_moodle_is_recognised(saved, marked, assessment, plan):
    root = etree.fromstring(write_moodle(assessment, plan.locale))
    questions = {one.findtext("idnumber"): one for one in root.iter("question") if one.get("type") != "category"}
    for test in ("pre-test", "post-test"):
        items = forms_of(assessment, test)[0].items
        head = ["Full name", *(f"{words} {number}" for number in range(1, ITEMS + 1) for words in ENGLISH)]
        cells = [cell for item in items for text, right in [summaries(questions[item.name])] for cell in (text, right, right)]
        made = marked(saved([head, ["علي حسن", *cells], ["هدى حسن", *cells]]))
        (sitting,) = made.sittings
        assert (made.findings, sitting.items, [paper.points for paper in sitting.papers]) == ((), items, [ITEMS] * 2)


def test_without_texts_of_questions_items_are_recognised_by_their_right_answers(saved, marked, assessment):
    items = forms_of(assessment, "post-test")[0].items
    made = marked(saved(export(items, states(5), names(5), questions=False)))
    (sitting,) = made.sittings
    # «True» is the right answer of too many.
    assert [item.name for item in sitting.items] == [item.name for item in items if item.kind != "true-false"]
    assert [one.code for one in made.findings] == ["responses-question", "responses-left-out"]


def test_an_export_in_which_a_choice_was_changed(saved, marked, assessment):
    items = forms_of(assessment, "post-test")[0].items
    table = export(items, [[True] * ITEMS] * 3, names(3))
    place = next(index for index, item in enumerate(items) if item.kind == "single")
    table[2][8 + 3 * place + 1] = "خيار لم يكن"
    made = marked(saved(table))
    assert [(one.code, one.span.line) for one in made.findings] == [("response-text", 3)]


def test_an_export_of_both_tests_or_of_none_is_refused(saved, marked, assessment):
    first, second = (forms_of(assessment, test)[0].items for test in ("pre-test", "post-test"))
    with pytest.raises(ContentError, match="both tests"):
        marked(saved(export((*first[:3], *second[:3]), states(3), names(3))))
    table = export(first, states(3), names(3))
    others = [[*row[:8], *(f"{cell} ..." for cell in row[8:])] if index else row for index, row in enumerate(table)]
    for row in others[1:]:
        row[8::3] = ["سؤال آخر"] * ITEMS
    with pytest.raises(ContentError, match="no column asks"):
        marked(saved(others))


# Two tests of the same participants


def test_papers_are_matched_by_name_and_others_are_listed(saved, analysed, assessment, printed):
    people = names(14)
    later = [f"  {people[0].replace(' ', '   ')}", *people[1:12], "وليد صالح الدوري", people[13][:-1]]
    first = saved(rows(assessment, "pre-test", states(14), people))
    found = analysed(first, saved(rows(assessment, "post-test", states(14, 9), later), "post.csv"))
    assert found.gain.count == found.compared == 12
    assert sorted(one.name for one in found.unmatched) == sorted([people[12], people[13], "وليد صالح الدوري", later[13]])
    _, said = printed(found)
    listed = said.partition(letters("من أدّوا اختبارًا واحدًا"))[2]
    assert all(letters(name) in listed for name in (people[12], "وليد صالح الدوري"))
    assert letters(people[1]) not in listed


def test_nearly_equal_names_are_told_by_lines(tmp_path, assessment, capsys):
    people = names(12)
    later = [f"{people[0][:-1]}", *people[1:]]
    for name, test, some in (("pre.csv", "pre-test", people), ("post.csv", "post-test", later)):
        (tmp_path / name).write_text(text_of(rows(assessment, test, states(12), some)), encoding="utf-8")
    assert command(tmp_path / "pre.csv", tmp_path / "post.csv", format="json") == 0
    said = json.loads(capsys.readouterr().out)
    (one,) = said["diagnostics"]
    assert (one["code"], Path(one["path"]).name, one["line"]) == ("response-alike", "post.csv", 2)
    assert "the other test (pre.csv:2)" in one["message"]
    assert people[0] not in json.dumps(said, ensure_ascii=False)


def test_the_order_of_the_files_does_not_matter_where_they_say_their_test(saved, analysed, assessment):
    first = saved(rows(assessment, "pre-test", states(12), names(12)))
    second = saved(rows(assessment, "post-test", states(12, 9), names(12)), "post.csv")
    assert analysed(first, second) == analysed(second, first)


def test_files_that_say_no_test_are_those_before_and_after(saved, analysed, assessment):
    tables = [without(rows(assessment, test, states(12), names(12)), "test") for test in ("pre-test", "post-test")]
    found = analysed(saved(tables[0]), saved(tables[1], "post.csv"))
    assert [one.sitting.test for one in found.sittings] == ["pre-test", "post-test"]


def test_one_file_has_no_gain(saved, analysed, assessment, printed):
    found = analysed(saved(rows(assessment, "post-test", states(12), names(12))))
    assert (found.gain, found.is_paired, found.unmatched) == (None, False, ())
    _, said = printed(found)
    assert letters("نتائج الاختبار") in said
    assert letters("المكسب المعياري") not in said


@pytest.fixture(scope="module")
def whole_kit(tmp_path_factory):
    """A kit whose programmes have no blueprint: the same test before and after; and two of them cannot be told apart."""
    folder = tmp_path_factory.mktemp("whole")
    seeds = Path(shutil.copytree(WATER_SEEDS, folder / "seeds"))
    path = seeds / "programmes" / "one-module.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    (seeds / "programmes" / "twin.yaml").write_text(yaml.safe_dump(data | {"id": "twin"}, allow_unicode=True), encoding="utf-8")
    return seeds


def test_the_only_test_of_a_programme_may_be_taken_twice(whole_kit, tmp_path, capsys):
    inputs = read_inputs(whole_kit, None, date_of_build())
    made = compose_assessment(inputs.plan(next(one for one in inputs.library.programmes if one.id == "twin")))
    assert made.tests == ("test",)
    count = len(made.forms[0].items)
    for name, share in (("before.csv", 0.3), ("after.csv", 0.8)):
        (tmp_path / name).write_text(text_of(rows(made, "test", class_of(12, count, share, 3), names(12))), encoding="utf-8")
    paths = (tmp_path / "before.csv", tmp_path / "after.csv")
    assert run("results", *paths, "--seeds", whole_kit, "--lang", "en") == 1
    assert "these may be answers to the tests of several programmes: one-module, twin" in capsys.readouterr().err
    assert not (tmp_path / "results.pdf").exists()
    assert run("results", *paths, "--seeds", whole_kit, "--lang", "en", "--programme", "twin") == 0
    assert capsys.readouterr().out.count("programme: twin") == 2
    assert all(row[1] and row[5] and row[9] for row in table_in(tmp_path)[1:])


def test_a_folder_has_a_file_for_each_participant_of_both_tests(tmp_path, assessment, capsys):
    answers = tmp_path / "answers"
    answers.mkdir()
    for test in ("pre-test", "post-test"):
        first, *rest = rows(assessment, test, states(11), names(11))
        for number, row in enumerate(rest):
            (answers / f"{test}-{number}.csv").write_text(text_of([first, row]), encoding="utf-8-sig")
    (answers / "notes.txt").write_text("ملاحظات", encoding="utf-8")
    assert command(answers) == 0
    said = capsys.readouterr()
    assert "answers: marked 22 of 22 rows" in said.out
    assert [row[0] for row in sorted(table_in(tmp_path)[1:])] == sorted(names(11))
    assert all(row[9] for row in table_in(tmp_path)[1:])
    assert command(answers, out=answers) == 2
    (answers / "pre-test-3.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    (answers / "pre-test-5.csv").write_text("", encoding="utf-8")
    capsys.readouterr()
    assert command(answers) == 1
    said = capsys.readouterr().err
    assert "pre-test-3.csv:1:1" in said
    assert "pre-test-5.csv:1:1" in said
    (tmp_path / "nothing").mkdir()
    with pytest.raises(ContentError, match="no CSV file"):
        read_batch(tmp_path / "nothing")


def test_what_the_page_of_the_quiz_saves_is_read(saved, marked, assessment):
    first, row, *_ = rows(assessment, "pre-test", [[True] * ITEMS], ["\u200e=علي"])
    form = forms_of(assessment, "pre-test")[0]
    spoken = [item.choices[item.answer[0]].text.plain if item.kind == "true-false" else cell for item, cell in zip(form.items, row[4:], strict=True)]
    made = marked(saved("\ufeff" + text_of([first, (*row[:4], *spoken)])))
    (paper,) = made.sittings[0].papers
    assert (made.findings, paper.name, paper.points) == ((), "=علي", ITEMS)


# Few participants, many


@pytest.mark.parametrize("count", [1, 2, 3, FEW - 1])
def test_a_few_participants_are_said_to_be_few(saved, analysed, assessment, printed, pdftotext, count):
    paths = [saved(rows(assessment, test, states(count), names(count)), f"{test}.csv") for test in ("pre-test", "post-test")]
    found = analysed(*paths)
    for result in found.sittings:
        assert (result.deviation, result.reliability) == (None, None)
        assert [(one.discrimination, one.remarks) for one in result.items] == [(None, ())] * ITEMS
    assert found.gain.normalised is None
    path, said = printed(found)
    before_method = said.partition(letters("كيف حُسبت هذه النتائج"))[0]
    assert letters("ما يعنيه صغر العدد") in before_method
    assert (letters("هذه نتائج مشارك واحد") in before_method) == (count == 1)
    assert before_method.count(letters("لا يُحسب لأقل من 10")) == 5
    first_pages = pdftotext(path).partition("\f")[0]
    assert "%" not in first_pages
    assert not re.search(r"\d\.\d", re.sub(r"\d\.5\b", "", first_pages))


def test_a_rough_number_is_said_to_be_rough_and_a_large_one_is_not(saved, analysed, assessment, printed, pdftotext):
    for count, is_rough in ((12, True), (30, False)):
        path, said = printed(analysed(saved(rows(assessment, "pre-test", states(count), names(count)))))
        assert (letters("معاملات التمييز والثبات والمكسب تقريبية") in said) == is_rough
        assert "%" in pdftotext(path)


def test_a_class_of_five_hundred_is_reported(saved, analysed, assessment, printed):
    paths = [saved(rows(assessment, test, states(500, seed), names(500)), f"{test}.csv") for seed, test in enumerate(("pre-test", "post-test"))]
    found = analysed(*paths)
    assert (found.gain.count, len(found.people)) == (500, 500)
    path, said = printed(found)
    assert all(letters(name) in said for name in names(500)[::50])
    with pikepdf.open(path) as document:
        assert 15 < len(document.pages) < 40


# What to look at


def test_items_to_look_at(saved, analysed, assessment, printed):
    items = forms_of(assessment, "post-test")[0].items
    count = 40
    some = [[index < count // 2] * ITEMS for index in range(count)]
    hard, negative = 0, 1
    for index, row in enumerate(some):
        row[hard] = index < 4
        row[negative] = index >= count // 2
    found = analysed(saved(rows(assessment, "post-test", some, names(count))))
    remarks = {one.number: one.remarks for one in found.sittings[0].items}
    assert "hard" in remarks[hard + 1]
    assert "negative" in remarks[negative + 1]
    # On each form those who were wrong chose its first distractor.
    assert items[hard].kind == "single"
    unused = found.sittings[0].items[hard].unused
    assert "unused" in remarks[hard + 1]
    assert unused == tuple(index for index, count in enumerate(found.sittings[0].items[hard].counts) if not count)
    assert 0 < len(unused) < len(items[hard].choices) - 1
    _, said = printed(found)
    assert letters("صعب جدًا") in said
    assert letters("تأكدوا من المفتاح أولًا") in said
    easy = analysed(saved(rows(assessment, "pre-test", [[True] * ITEMS] * 12, names(12))))
    assert [one.remarks for one in easy.sittings[0].items] == [("easy",)] * ITEMS
    expected = analysed(saved(rows(assessment, "post-test", [[True] * ITEMS] * 12, names(12))))
    assert [one.remarks for one in expected.sittings[0].items] == [()] * ITEMS


# Names


def test_without_names_no_name_is_anywhere(tmp_path, assessment, capsys, monkeypatch, pdftotext):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    people = [f"شمعوطان {letter}ظغضون قذفيزاط" for letter in "بتثجحخدذرزسشصضط"]
    for name, test, some in (("pre.csv", "pre-test", people), ("post.csv", "post-test", people[:12])):
        (tmp_path / name).write_text(text_of(rows(assessment, test, states(len(some)), some)), encoding="utf-8")
    assert command(tmp_path / "pre.csv", tmp_path / "post.csv", anonymous=True, out=tmp_path / "out", start="2026-03-01") == 0
    said = capsys.readouterr()
    text = pdftotext(tmp_path / "out" / "results.pdf")
    assert letters("المشارك 15") in page_texts(tmp_path / "out" / "results.pdf")
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != tmp_path]
    assert len(written) > 3
    with pikepdf.open(tmp_path / "out" / "results.pdf") as document:
        streams = b"".join(one.read_bytes() for one in document.objects if isinstance(one, pikepdf.Stream))
        kept = [path.read_bytes() for path in written] + [streams, text.encode(), said.out.encode(), said.err.encode()]
    for name in [*people, *{word for one in people for word in one.split()}]:
        spellings = [name.encode(coding) for coding in ("utf-8", "utf-16-be", "utf-16-le")] + [json.dumps(name).strip('"').encode()]
        assert not any(spelling in data for spelling in spellings for data in kept), name
    table = table_in(tmp_path / "out")[1:]
    assert [row[0] for row in table] == [str(number) for number in range(1, 16)]
    # They stand in another order than in the file.
    points = [sum(bool(one) for one in row) for row in states(15)]
    assert sorted(int(row[2]) for row in table) == sorted(points)
    assert [int(row[2]) for row in table] != points


def test_the_order_without_names_depends_on_the_files_alone(saved, marked, assessment):
    made = marked(saved(rows(assessment, "pre-test", states(20), names(20))))
    orders = {salt: [one.before for one in analyse(made.sittings, assessment, salt, anonymous=True).people] for salt in (b"a", b"b")}
    assert orders[b"a"] == [one.before for one in analyse(made.sittings, assessment, b"a", anonymous=True).people]
    assert orders[b"a"] != orders[b"b"]
    assert orders[b"a"] != list(made.sittings[0].papers)


def test_what_looks_like_a_formula_stays_text_in_the_table(tmp_path, assessment):
    people = ["=HYPERLINK(A1)", "+1", "@a", "-x", *names(2)]
    (tmp_path / "pre.csv").write_text(text_of(rows(assessment, "pre-test", states(6), people)), encoding="utf-8")
    assert command(tmp_path / "pre.csv") == 0
    assert [row[0] for row in table_in(tmp_path)[1:]] == ["\u200e=HYPERLINK(A1)", "\u200e+1", "\u200e@a", "\u200e-x", *names(2)]


def test_a_name_that_no_font_has_is_told_by_its_line(tmp_path, assessment):
    people = ["中文名", *names(2)]
    (tmp_path / "pre.csv").write_text(text_of(rows(assessment, "pre-test", states(3), people)), encoding="utf-8")
    assert command(tmp_path / "pre.csv") == 0
    assert letters("السطر 2 في الجدول") in page_texts(tmp_path / "results.pdf")
    assert table_in(tmp_path)[1][0] == "中文名"


def test_results_never_replace_what_they_are_made_from(tmp_path, assessment, capsys):
    path = tmp_path / "results.csv"
    path.write_text(text_of(rows(assessment, "pre-test", states(3), names(3))), encoding="utf-8")
    before = path.read_bytes()
    assert command(path) == 2
    assert "the results would replace" in capsys.readouterr().err
    assert command(path, path, out=tmp_path / "out") == 2
    assert [one.name for one in tmp_path.iterdir()] == ["results.csv"]
    assert path.read_bytes() == before
    assert command(path, programme="three-days", out=tmp_path / "out") == 2
    assert "did you mean 'three-day'?" in capsys.readouterr().err


# The report as a paper


@pytest.fixture(scope="module")
def reports(tmp_path_factory, inputs, plan, assessment):
    """Reports of a class, of one participant, and of a class in Egypt's edition."""
    folder = tmp_path_factory.mktemp("reports")
    egypt = read_inputs(WATER_SEEDS, "EG", date_of_build())
    made = []
    for name, count, some in (("class", 34, inputs), ("one", 1, inputs), ("egypt", 34, egypt)):
        theirs = plan if some is inputs else some.plan(next(one for one in some.library.programmes if one.id == "three-day"))
        paths = []
        for seed, test in enumerate(("pre-test", "post-test")):
            people = [*names(count - 1), "Jean-Pierre O'Brien"]
            paths.append(folder / f"{name}-{test}.csv")
            paths[-1].write_text(text_of(rows(assessment, test, states(count, seed), people)), encoding="utf-8")
        key = compose_assessment(theirs)
        found = analyse(mark([read_batch(path) for path in paths], key, theirs.locale).sittings, key, b"")
        path = folder / f"{name}.pdf"
        path.write_bytes(pdf(Pages(compose_results(theirs, found), some.edition))[""])
        made.append(path)
    return made


def test_reports_are_sound_tagged_and_accessible(reports):
    for path in reports:
        with pikepdf.open(path) as document:
            assert document.check_pdf_syntax() == [] if hasattr(document, "check_pdf_syntax") else document.check() == []
            assert document.Root.MarkInfo.Marked
            assert document.Root.Lang == "ar"
            assert len(document.pages) >= 5
    for judge in (["outloud", "--fail-on", "error", "--quiet"], ["pdfua", "check", "--min-severity", "error"]):
        command_line = [Path(sys.executable).with_name(judge[0]), *judge[1:], *reports[:2]]
        result = subprocess.run(command_line, capture_output=True, text=True, encoding="utf-8", check=False)
        assert result.returncode == 0, result.stdout
    if qpdf := shutil.which("qpdf"):
        for path in reports:
            subprocess.run([qpdf, "--check", path], check=True, capture_output=True)


def texts(node):
    if hasattr(node, "plain"):
        yield node.plain
    elif isinstance(node, (tuple, list)):
        for one in node:
            yield from texts(one)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from texts(getattr(node, name))


def test_every_word_of_the_report_is_found_in_its_pages(inputs, plan, assessment, saved, analysed, printed):
    paths = [saved(rows(assessment, test, states(34), names(34)), f"{test}.csv") for test in ("pre-test", "post-test")]
    found = analysed(*paths)
    _, said = printed(found)
    wanted = [letters(words) for words in texts(compose_results(plan, found).blocks)]
    assert len(wanted) > 400
    assert [words for words in wanted if words not in said] == []


def test_every_word_of_a_report_is_found_whole_in_four_readers(reports, plan, assessment, pdftotext):
    labels = (assets_folder() / "locales" / "ar.yaml").read_text(encoding="utf-8")
    vocabulary = set(WORD.findall(" ".join([*plan.library.texts, labels, *names(34)])))
    for engine, words in readings(reports[0], pdftotext).items():
        arabic = [word for word in words if re.fullmatch("[\u0621-\u065f\u0670]{2,}", word)]
        assert len(arabic) > 700
        assert sum(word in vocabulary for word in arabic) / len(arabic) >= FLOOR, engine


def test_an_edition_writes_its_own_digits(reports, pdftotext):
    said = pdftotext(reports[2])
    assert re.search("[٠-٩]", said)
    assert "٪" in said


def test_equal_answers_give_equal_bytes(inputs, plan, assessment, saved, analysed):
    path = saved(rows(assessment, "pre-test", states(12), names(12)))
    first, second = (pdf(Pages(compose_results(plan, analysed(path)), inputs.edition))[""] for _ in range(2))
    assert first == second


def test_a_large_test_has_its_points_in_ranges(plan, assessment, saved, analysed):
    found = analysed(saved(rows(assessment, "pre-test", states(12), names(12))))
    chance = random.Random(1)
    result = found.sittings[0]
    large = [chance.randrange(60) for _ in range(12)]
    from dataclasses import replace

    from generator.compose.results.overview import distribution_blocks

    many = replace(found, sittings=(replace(result, points=tuple(large), items=result.items * 10),))
    (block,) = distribution_blocks(many, plan.locale)
    bars = block.blocks[-1].rows
    assert len(bars) <= 13
    assert all(re.fullmatch(r"\d+–\d+", row.words.plain) for row in bars)
    assert sum(int(bar.label.plain) for row in bars for bar in row.bars) == 12
