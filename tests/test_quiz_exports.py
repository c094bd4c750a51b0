"""The quiz in files for other programs, each read back by something other than its writer and compared with the assessment."""

import io
import os
import re
import shutil
import zipfile

import pytest

from generator.compose.quiz.assessment import compose_assessment, compose_test
from generator.content.export_limits import exports_carry_items
from generator.formats import laid_out
from generator.inputs.reading import read_editions
from generator.model.date import DATE
from generator.model.dump import dump
from generator.outputs import planned_outputs
from generator.writers.quiz.h5p import fitting
from tests import qti_reading, quiz_exports
from tests.conftest import ROOT, WATER_SEEDS
from tests.quiz_exports import Found, plain
from tests.small_kit import OBJECTIVE, small_kit, write_kit

KINDS = {"single", "multiple", "true-false", "matching", "ordering", "short"}
# What Moodle takes as a fraction of the grade (question_bank::fraction_options_full).
FRACTIONS = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0)
HOSTILE = r"<script>alert('x')</script> \]\]> & &lt; ~ = # { } : \\ / -> \* 28 °C +212 5 37 00 00 00"
NAMES = {
    *("moodle.xml", "gift.txt", "qti-2.2.zip", "qti-3.0.zip", "anki.apkg", "bank.xlsx"),
    *(f"{test}{ending}" for test in ("pre-test", "post-test") for ending in (".h5p", "-kahoot.xlsx")),
}


class Kit:
    """A programme's assessment in an edition, and its files for other programs."""

    def __init__(self, inputs, programme):
        self.inputs = inputs
        self.plan = plan = self.inputs.plan(next(one for one in self.inputs.library.programmes if one.id == programme))
        self.locale, self.bank = self.inputs.edition.locale, compose_assessment(plan)
        self.tests = {test: compose_test(plan, test) for test in plan.tests}
        self.items = {item.name: item for group in self.bank.groups for item in group.items}
        planned = [one for group in planned_outputs(plan, ("quiz",)) for one in group if "/exports/" in one.name]
        self.outputs = {one.name.rpartition("/")[2]: one for one in planned}
        self.files = {name: self.written(one) for name, one in self.outputs.items()}

    def written(self, output):
        return output.output.write(laid_out(output.compose(), self.inputs.edition))[""]

    def drawn(self, item):
        return [self.locale.label(test.replace("-", "_")) for test in ("pre-test", "post-test") if test in self.tests and item in self.form(test)]

    def form(self, test):
        return {item.name: item for item in self.tests[test].forms[0].items}


@pytest.fixture(scope="module")
def editions():
    return read_editions(WATER_SEEDS, (None, "EG"), DATE)


@pytest.fixture(scope="module")
def water(editions):
    return Kit(editions[0], "three-day")


def hostile_items():
    """Give an item of each kind, whose texts have every character that a format gives a meaning."""
    common = {"objective": OBJECTIVE, "bloom": "understand", "rationale": f"{HOSTILE} لأنه كذلك. [@cairo-four-features]"}
    stem = {"stem": f"ما معنى {HOSTILE}؟"}
    told = {"feedback": f"ليس {HOSTILE} صوابًا."}
    choice = [{"text": f"{number} {HOSTILE}", "feedback": f"خيار {number} {HOSTILE}"} for number in range(1, 4)]
    return [
        {"id": "bad-q1", **common, **stem, "key": {"text": "=1+1", "feedback": HOSTILE}, "distractors": ["+2+2", "-3-3", "@سطر"]},
        {"id": "bad-q2", "kind": "multiple", **common, **stem, "keys": choice[:2], "distractors": [choice[2], {"text": "=SUM(A1)", "pinned": 2}]},
        {"id": "bad-q3", "kind": "true-false", **common, "stem": f"{HOSTILE} صواب.", "answer": False, **told},
        {"id": "bad-q4", "kind": "matching", **common, **stem, **told, "pairs": [{"left": f"{one} {HOSTILE}", "right": f"{HOSTILE} {one}"} for one in "أبج"]},
        {"id": "bad-q5", "kind": "ordering", **common, **stem, **told, "order": [f"{one} {HOSTILE}" for one in "جأب"]},
        {"id": "bad-q6", "kind": "short", **common, **stem, **told, "accepted": ["<b>&amp;*:/~=#{}\\", "a/b:c*", "=1+1"]},
        {"id": "bad-q7", "kind": "short", **common, **stem, "accepted": ["أ -> ب"]},
    ]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    files = small_kit()
    del files["kit.yaml"]["organisation"]["logos"]
    files["modules/01-approach.yaml"]["quiz"] = hostile_items()
    files["programmes/small.yaml"]["title"] = "جلسة قصيرة / <b>&"
    seeds = tmp_path_factory.mktemp("hostile") / "seeds"
    write_kit(files, seeds)
    return Kit(read_editions(seeds, (None,), DATE)[0], "small")


def asked(item):
    scenario = [item.scenario.title.plain, item.scenario.text.plain] if item.scenario else []
    return "".join((*scenario, item.stem.plain))


def expected(item):
    """Give what a file should say of an item."""
    words = [choice.text.plain for choice in item.choices]
    told = {choice.text.plain: choice.feedback.plain for choice in item.choices if choice.feedback}
    right = tuple(words[index] for index in item.answer)
    if item.kind == "matching":
        right = tuple(zip((prompt.plain for prompt in item.prompts), right, strict=True))
    if item.kind == "short":
        right = tuple(one.plain for one in item.accepted)
    if item.feedback and item.kind != "true-false":
        told[""] = item.feedback.plain
    return Found(asked(item), tuple(words), right, told, item.rationale.plain + (item.source.plain if item.source else ""))


def same(found, item, *, order=True, told=True):
    """Compare what a file says of an item with what it should; choices that a program shuffles may stand in another order."""
    wanted = expected(item)
    if not order:
        found, wanted = (Found(one.asked, tuple(sorted(one.choices)), one.right, one.told, one.why) for one in (found, wanted))
    if not told:
        found, wanted = (Found(one.asked, one.choices, one.right, {}, one.why) for one in (found, wanted))
    assert found == wanted, item.name
    return True


def both(water, hostile):
    return [(kit, item) for kit in (water, hostile) for item in kit.items.values()]


def test_the_kits_have_every_kind_a_scenario_and_a_pinned_choice(water, hostile):
    for kit in (water, hostile):
        assert {item.kind for item in kit.items.values()} == KINDS
        assert any(choice.is_pinned for item in kit.items.values() for choice in item.choices)
    assert sum(item.scenario is not None for item in water.items.values()) >= 2
    assert {test: len(kit.forms) for test, kit in water.tests.items()} == {"pre-test": 3, "post-test": 3}
    assert "<script>alert('x')</script> ]]> & &lt; ~ = # { } : \\ / -> *" in hostile.items["bad-q3"].stem.plain


def test_a_programme_has_its_files(water, hostile):
    assert set(water.files) == NAMES
    assert set(hostile.files) == {name.replace("pre-test", "test") for name in NAMES if not name.startswith("post-test")}
    assert all(water.files.values())


def test_moodle_xml_is_read_back(water, hostile):
    seen = 0
    for kit in (water, hostile):
        data = kit.files["moodle.xml"]
        assert data.startswith(b"<?xml")
        questions = quiz_exports.moodle(data)
        assert list(questions) == list(kit.items)
        for name, (_, question) in questions.items():
            item = kit.items[name]
            assert same(quiz_exports.moodle_item(question), item, order=item.kind not in ("matching", "ordering"))
            assert [one.text for one in question.iterfind("tags/tag/text")] == [
                *(item.objective_id, item.bloom_label, item.difficulty_label, item.module, *kit.drawn(name))
            ]
            assert len(question.findtext("name/text")) <= 255
            seen += 1
    assert seen == len(water.items) + len(hostile.items)
    categories = dict.fromkeys(category for category, _ in quiz_exports.moodle(water.files["moodle.xml"]).values())
    assert list(categories) == [f"$course$/top/{water.bank.title}/{group.title.plain}" for group in water.bank.groups]
    ((category, _), *_) = quiz_exports.moodle(hostile.files["moodle.xml"]).values()
    assert category.startswith("$course$/top/جلسة قصيرة // <b>&/")


def test_fractions_are_moodles_and_choosing_all_gives_nothing(water, hostile):
    seen = 0
    for kit in (water, hostile):
        for name, (_, question) in quiz_exports.moodle(kit.files["moodle.xml"]).items():
            item = kit.items[name]
            fractions = [float(one.get("fraction")) for one in question.findall("answer")]
            if item.kind == "ordering":
                continue
            assert all(abs(one) in FRACTIONS for one in fractions)
            if item.kind == "multiple":
                assert sum(one for one in fractions if one > 0) == pytest.approx(100, abs=1e-4)
                assert sum(fractions) == pytest.approx(0, abs=1e-4)
                assert question.findtext("single") == "false"
                seen += 1
    assert seen >= 3


def test_a_pinned_choice_stays_in_its_place(water, hostile):
    pinned = [item for item in (*water.items.values(), *hostile.items.values()) if any(choice.is_pinned for choice in item.choices)]
    assert len(pinned) >= 2
    shuffled = []
    for kit in (water, hostile):
        for name, (_, question) in quiz_exports.moodle(kit.files["moodle.xml"]).items():
            item = kit.items[name]
            if item.kind in ("single", "multiple"):
                kept = item in pinned or all(choice.text.plain.isdecimal() for choice in item.choices)
                assert question.findtext("shuffleanswers") == ("false" if kept else "true"), name
                shuffled.append(kept)
    assert len(shuffled) > 10
    assert 2 <= sum(shuffled) < len(shuffled) / 2
    for version in qti_reading.NAMESPACES:
        items = qti_reading.package(water.files[f"qti-{version}.zip"], version)[0]
        fixed = {name: [one.get("fixed") for one in item.iter("simpleChoice")] for name, item in items.items()}
        for item in (one for one in pinned if one.name in items):
            assert fixed[item.name] == ["true" if choice.is_pinned else None for choice in item.choices]


def test_islands_are_isolated(water):
    """Units and telephone numbers stand in a span that runs left to right; in plain fields in isolates."""
    _, question = quiz_exports.moodle(water.files["moodle.xml"])["treatment-q3"]
    markup = question.findtext("questiontext/text")
    for island in ("28 °C", "12 NTU", "0.1 mg/L", "0537-123-456"):
        assert f'<span dir="ltr">{island}</span>' in markup
    assert "<strong>متخيل</strong>" in markup
    _, question = quiz_exports.moodle(water.files["moodle.xml"])["treatment-q5"]
    assert "\u2067\u2066mg/L\u2069\u2069" in [one.text for one in question.iterfind("subquestion/answer/text")]
    _, question = quiz_exports.moodle(water.files["moodle.xml"])["treatment-q9"]
    assert question.findtext("answer/text") == "mg/L"


@pytest.fixture(scope="module")
def gift_parser():
    """Node and the parser gift-pegjs; where they are not installed the test is skipped, except in CI."""
    program, folder = shutil.which("node"), ROOT / ".venv" / "node_modules" / "gift-pegjs"
    if program is None or not folder.is_dir():
        assert not os.environ.get("CI"), "CI must have node and gift-pegjs"
        pytest.skip("node or gift-pegjs is not installed")
    return program, folder


def test_gift_is_read_back(water, hostile, gift_parser):
    seen = converted = 0
    for kit in (water, hostile):
        questions, categories = quiz_exports.gift(kit.files["gift.txt"], gift_parser)
        title = kit.bank.title.replace("/", "//")
        assert categories == [f"$course$/top/{title}/{group.title.plain}" for group in kit.bank.groups]
        assert list(questions) == [name for name in kit.items if name != "bad-q7"]
        for name, question in questions.items():
            item, found = kit.items[name], quiz_exports.gift_item(question)
            assert question["tags"] == [item.objective_id, item.bloom_label, item.difficulty_label, item.module, *kit.drawn(name)]
            if item.kind == "ordering":
                words = [item.choices[index].text.plain for index in item.answer]
                assert found.right == tuple((f"الموضع {place}", word) for place, word in enumerate(words, 1))
                assert (found.asked, found.why) == (asked(item), expected(item).why)
                converted += 1
            else:
                # A matching item has no place for what is told to those who answered wrongly.
                assert same(found, item, order=item.kind != "matching", told=item.kind != "matching")
            seen += 1
    assert seen == len(water.items) + len(hostile.items) - 1
    assert converted == 3


@pytest.mark.parametrize("version", qti_reading.NAMESPACES)
def test_qti_is_read_back(water, hostile, version):
    seen = 0
    for kit in (water, hostile):
        items, tests, keywords = qti_reading.package(kit.files[f"qti-{version}.zip"], version)
        assert set(items) == set(kit.items)
        for name, root in items.items():
            item = kit.items[name]
            assert same(qti_reading.read_item(root), item)
            assert keywords[name] == [item.objective_id, item.bloom_label, item.difficulty_label, item.module, *kit.drawn(name)]
            seen += 1
        sections = {test: {one.get("title"): [ref.get("identifier") for ref in one] for one in root.iter("assessmentSection")} for test, root in tests.items()}
        assert sections.pop("bank") == {group.title.plain: [item.name for item in group.items] for group in kit.bank.groups}
        assert sections == {test: {kit.locale.label(test.replace("-", "_")): list(kit.form(test))} for test in kit.tests if test != "test"}
    assert seen == len(water.items) + len(hostile.items)
    limits = {
        name: [one.get("maxTime") for one in root.iter("timeLimits")]
        for name, root in qti_reading.package(water.files[f"qti-{version}.zip"], version)[1].items()
    }
    assert limits == {"bank": [], "pre-test": ["1200"], "post-test": ["1200"]}


def test_qti_tells_a_wrong_answer_from_a_right_one(water):
    items = qti_reading.package(water.files["qti-2.2.zip"], "2.2")[0]
    scores = {}
    for name, response in {
        "treatment-q3": ["choice-1"],
        "treatment-q5": ["prompt-1 choice-2"],
        "treatment-q7": ["choice-1", "choice-2", "choice-3", "choice-4", "choice-5", "choice-6"],
        "treatment-q9": ["MG/L"],
        "treatment-q10": ["دقيقتان"],
    }.items():
        scores[name] = qti_reading.told_after(items[name], response)[0]
    assert scores == {"treatment-q3": 0, "treatment-q5": 0, "treatment-q7": 0, "treatment-q9": 1, "treatment-q10": 0}


def test_h5p_is_read_back(water, hostile):
    seen = set()
    for kit, test in ((water, "pre-test"), (water, "post-test"), (hostile, "test")):
        about, content = quiz_exports.h5p(kit.files[f"{test}.h5p"])
        questions, items = content["questions"], kit.form(test)
        assert len(questions) == len(items)
        for question, item in zip(questions, items.values(), strict=True):
            found = quiz_exports.h5p_item(question)
            wanted = expected(item)
            why = " ".join(one.plain for one in (item.rationale, item.source) if one)
            told = dict(wanted.told)
            if item.feedback:
                told = {"": f"{item.feedback.plain} {why}"}
            elif item.kind == "true-false":
                told = {"": why}
            right = wanted.right
            if item.kind == "ordering":
                right = tuple((f"الموضع {place}", word) for place, word in enumerate(right, 1))
            assert (found.asked, found.right, found.told, found.why) == (wanted.asked, right, told, why), item.name
            assert sorted(found.choices) == sorted(wanted.choices)
            seen.add((item.kind, question["library"]))
        used = {f"{one['machineName']} {one['majorVersion']}.{one['minorVersion']}" for one in about["preloadedDependencies"]}
        assert used == {"H5P.QuestionSet 1.21", *(question["library"] for question in questions)}
        assert (about["mainLibrary"], about["language"]) == ("H5P.QuestionSet", "ar")
        assert len({question["subContentId"] for question in questions}) == len(questions)
        titles = [about["title"], *(question["metadata"]["title"] for question in questions)]
        assert all(0 < len(title.encode()) <= 255 for title in titles)
        assert "<script>" not in str(content)
    assert seen == {
        *(("single", "H5P.MultiChoice 1.16"), ("multiple", "H5P.MultiChoice 1.16"), ("true-false", "H5P.TrueFalse 1.8")),
        *(("matching", "H5P.DragText 1.10"), ("ordering", "H5P.DragText 1.10"), ("short", "H5P.Blanks 1.14")),
    }


def at(node, path):
    for key in path.split("/"):
        node = node[key]
    return node


def test_the_interface_of_h5p_is_arabic(hostile):
    content = quiz_exports.h5p(hostile.files["test.h5p"])[1]
    seen = 0
    for name, node in (("", content), *((one["library"].split(" ")[0], one["params"]) for one in content["questions"])):
        for path in quiz_exports.H5P_TEXTS[name].split():
            words = re.sub(r"[:@]\w+|%(?:d|total)", "", at(node, path))
            assert re.search("[\u0621-\u064a]", words), (name, path)
            assert not re.search("[A-Za-z]", words), (name, path)
            seen += 1
    assert seen > 150


def is_taken_by_kahoot(item):
    """Say whether Kahoot takes an item, each island of which is written with two characters more."""

    def length(words):
        return len(words.plain) + 2 * sum(run.direction is not None for run in words.runs)

    fitting = length(item.stem) <= 120 and all(length(choice.text) <= 75 for choice in item.choices)
    return item.kind in ("single", "multiple", "true-false") and item.scenario is None and len(item.choices) <= 4 and fitting


def test_kahoot_has_what_fits_and_no_more(water, hostile):
    taken, left_out = [], []
    for kit, test in ((water, "pre-test"), (water, "post-test"), (hostile, "test")):
        (sheet,) = quiz_exports.sheets(kit.files[f"{test}-kahoot.xlsx"])
        assert [cell.value for cell in sheet[8]][1:3] == ["Question - max 120 characters", "Answer 1 - max 75 characters"]
        rows = list(sheet.iter_rows(min_row=9, values_only=True))
        fitting = [item for item in kit.form(test).values() if is_taken_by_kahoot(item)]
        for number, (row, item) in enumerate(zip(rows, fitting, strict=True), 1):
            assert (row[0], plain(row[1])) == (number, item.stem.plain)
            assert [plain(one) for one in row[2:6] if one] == [choice.text.plain for choice in item.choices]
            assert str(row[7]) == ",".join(str(index + 1) for index in item.answer)
            assert row[6] in (5, 10, 20, 30, 60, 90, 120, 240)
            assert len(row[1]) <= 120
            assert all(len(one) <= 75 for one in row[2:6] if one)
        taken += [item.name for item in fitting]
        left_out += [item.name for item in kit.form(test).values() if item not in fitting]
    assert len(taken) >= 4
    # The second kit allows what is converted, so its findings do not tell it: the check itself is asked.
    told = [one.message for kit in (water, hostile) for one in exports_carry_items(kit.inputs.library)]
    names = [name for one in told if one.id == "export-kinds.kahoot" for name in one.values["names"]]
    names += [one.values["item"] for one in told if one.id.startswith("kahoot-length")]
    # The other programme of the kit has items of its own.
    assert set(left_out) == set(names) & {*water.form("pre-test"), *water.form("post-test"), *hostile.items}
    assert {"treatment-q3", "bad-q2", "bad-q7"} <= set(left_out)


def test_the_bank_is_read_back(water, hostile):
    seen = 0
    for kit in (water, hostile):
        workbook = quiz_exports.sheets(kit.files["bank.xlsx"])
        items, coverage = workbook.worksheets
        assert all(sheet.sheet_view.rightToLeft for sheet in workbook)
        heads, *rows = [[re.sub(r" \(https://\S+\)", "", plain(cell or "")) for cell in row] for row in items.iter_rows(values_only=True)]
        assert len(heads) == len(set(heads)) == 15
        assert [row[0] for row in rows] == list(kit.items)
        for row in rows:
            item = kit.items[row[0]]
            wanted = expected(item)
            letters = [kit.locale.letter(index) for index in range(len(item.choices))]
            assert row[2] == item.objective.plain
            assert row[6].replace("\n", "") + row[7] == wanted.asked
            assert all(f"{letter}. {words}" in row[8].split("\n") for letter, words in zip(letters, wanted.choices, strict=True))
            key = row[9].split("\n")
            if item.kind == "short":
                assert tuple(key) == wanted.right
            elif item.kind == "matching":
                pairs = zip(wanted.right, item.answer, strict=True)
                assert key == [f"{number}. {left}: {letters[index]}. {right}" for number, ((left, right), index) in enumerate(pairs, 1)]
            else:
                assert [line.split(". ", 1)[1] for line in key] == list(wanted.right)
            assert all(said in row[10] for said in wanted.told.values())
            assert row[11] + row[12] == wanted.why
            assert row[13].split("\n") == [fact.plain for fact in item.facts]
            assert [one for one in row[14].split("، ") if one] == kit.drawn(item.name)
            seen += 1
        table = list(coverage.iter_rows(values_only=True))
        assert [row[0] for row in table[1:-1]] == [name for name, _ in kit.bank.objectives]
        assert table[-1][-1] == len(kit.items) == sum(sum(row[2:-1]) for row in table[1:-1])
    assert seen == len(water.items) + len(hostile.items)


def test_what_begins_like_a_formula_is_text(hostile):
    sheet = quiz_exports.sheets(hostile.files["bank.xlsx"]).worksheets[0]
    keys = [row[9] for row in sheet.iter_rows(min_row=2, max_row=sheet.max_row)]
    (short,) = [cell for cell in keys if cell.value and cell.value.startswith("أ -> ب")]
    assert short.data_type == "s"
    with zipfile.ZipFile(io.BytesIO(hostile.files["test-kahoot.xlsx"])) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_anki_imports_the_bank(water, hostile):
    seen = 0
    for kit in (water, hostile):
        notes = quiz_exports.anki(kit.files["anki.apkg"])
        assert set(notes) == set(kit.items)
        for group in kit.bank.groups:
            for item in group.items:
                note, front, back, deck, answer = notes[item.name]
                wanted = expected(item)
                assert front.startswith(wanted.asked)
                assert all(words in front for words in wanted.choices)
                assert all(words in back for right in wanted.right for words in ([right] if isinstance(right, str) else right))
                assert all(said in back for said in wanted.told.values())
                assert back.endswith(wanted.why)
                assert deck == f"{kit.bank.title}::{group.title.plain}"
                tags = (item.objective_id, item.bloom_label, item.difficulty_label, item.module, *kit.drawn(item.name))
                assert set(note.tags) == {tag.replace(" ", "_") for tag in tags}
                assert "direction: rtl" in answer
                seen += 1
    assert seen == len(water.items) + len(hostile.items)


def test_files_are_reproducible_and_state_the_date(water):
    archives = 0
    for name, output in water.outputs.items():
        assert water.written(output) == water.files[name], name
        if not name.endswith((".xml", ".txt")):
            with zipfile.ZipFile(io.BytesIO(water.files[name])) as archive:
                assert {one.date_time for one in archive.infolist()} == {DATE.timetuple()[:6]}
                if name.endswith(".xlsx"):
                    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", archive.read("docProps/core.xml"))) == {b"2000-01-01T00:00:00Z"}
            archives += 1
    assert archives == 8


def test_numbers_are_written_as_the_edition_writes_them(editions):
    kit = Kit(editions[1], "three-day")
    _, question = quiz_exports.moodle(kit.files["moodle.xml"])["treatment-q2"]
    words = quiz_exports.moodle_item(question).choices
    assert "٠٫٥ mg/L" in words
    assert words == tuple(choice.text.plain for choice in kit.items["treatment-q2"].choices)


def test_a_title_for_h5p_has_as_many_words_as_fit():
    title = " ".join(["ورشة"] * 39)
    assert len(fitting(title).encode()) <= 255
    assert fitting(title) == " ".join(["ورشة"] * 28) + " …"
    assert fitting("ورشة قصيرة") == "ورشة قصيرة"


def test_an_item_that_is_not_drawn_changes_the_files_of_the_bank_alone(water, tmp_path):
    drawn = {name for test in water.tests for name in water.form(test)}
    seeds = shutil.copytree(WATER_SEEDS, tmp_path / "kit" / "seeds")
    texts = {path: path.read_text(encoding="utf-8") for path in (seeds / "modules").glob("*.yaml")}
    stems = {name: item.stem.plain for name, item in water.items.items() if name not in drawn}
    name, path = next((name, path) for name, stem in stems.items() for path, text in texts.items() if text.count(f"stem: {stem}\n") == 1)
    stem = stems[name]
    path.write_text(texts[path].replace(f"stem: {stem}", f"stem: حقًا، {stem}"), encoding="utf-8")
    changed = Kit(read_editions(seeds, (None,), DATE)[0], "three-day")
    assert changed.items[name].stem.plain == f"حقًا، {stem}"
    assert {file for file in NAMES if changed.files[file] != water.files[file]} == {
        *("moodle.xml", "gift.txt", "qti-2.2.zip", "qti-3.0.zip", "anki.apkg", "bank.xlsx"),
    }
    others = [one for group in planned_outputs(changed.plan, ("quiz",)) for one in group[:1] if "/exports/" not in one.name]
    before = {one.name: one for group in planned_outputs(water.plan, ("quiz",)) for one in group[:1]}
    assert len(others) == 10
    assert all(dump(one.compose()) == dump(before[one.name].compose()) for one in others)
