"""The quiz as one page of HTML: taken in a browser right, wrong, by keyboard, on a telephone; marked, exported, read by axe-core."""

import base64
import csv
import hashlib
import io
import json
import re
import shutil
from dataclasses import replace
from importlib import resources
from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont

from generator.assets import assets_folder
from generator.compose.quiz.answers import answer_letters
from generator.formats import html, laid_out
from generator.inputs.reading import read_inputs
from generator.model.date import DATE
from generator.model.text import text
from generator.outputs import planned_outputs
from generator.storage import fingerprints
from generator.writers.quiz_page.look import look_of
from tests.conftest import WATER_SEEDS
from tests.quiz_taking import RESULT, forward, give, hand_in, opened, right, start, take, wrong

HOSTILE = "</script><script>alert(1)</script> <img src=x onerror=alert(2)> & &amp; \"'`${x}` {items} =1+1 ]]> <!-- 28 °C"


def page_of(inputs, programme):
    """Give the model of a programme's page, and its bytes."""
    plan = inputs.plan(next(one for one in inputs.library.programmes if one.id == programme))
    (planned,) = (group[0] for group in planned_outputs(plan, ("quiz",)) if group[0].output.write is html)
    assert planned.name == "quiz/quiz.html"
    model = planned.compose()
    return model, written(model, inputs)


def written(model, inputs):
    (data,) = html(laid_out(model, inputs.edition)).values()
    return data


@pytest.fixture(scope="module")
def inputs():
    return read_inputs(WATER_SEEDS, None, DATE)


@pytest.fixture(scope="module")
def quiz(inputs, tmp_path_factory):
    model, data = page_of(inputs, "three-day")
    path = tmp_path_factory.mktemp("quiz") / "quiz.html"
    path.write_bytes(data)
    return SimpleNamespace(path=path, data=data.decode(), model=model, forms=model.assessment.forms, letters=model.letters)


@pytest.fixture(scope="module")
def every_kind(quiz, inputs, tmp_path_factory):
    """A page of the same programme whose only form has one item of each kind."""
    named = quiz.model.forms[0]
    items = {item.kind: item for form in reversed(quiz.forms) if form.letter == "A" for item in reversed(form.items)}
    assert len(items) == 6
    form = replace(named.form, items=tuple(items.values()))
    model = replace(quiz.model, forms=(replace(named, form=form),))
    path = tmp_path_factory.mktemp("kinds") / "quiz.html"
    path.write_bytes(written(model, inputs))
    return SimpleNamespace(path=path, model=model, form=form)


@pytest.fixture(scope="module")
def axe():
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def skip_to_result(page):
    """Hand in what there is."""
    page.evaluate("location.hash = 'review'")
    page.wait_for_selector("ol.review")
    hand_in(page)


def form_named(quiz, stem):
    return next(form for form in quiz.forms if form.stem == stem)


def shown(page, selector):
    """Give the texts of elements without the characters that isolate directions."""
    return [re.sub("[\u2066-\u2069]", "", one).replace("\u00a0", " ") for one in page.locator(selector).all_inner_texts()]


# The file


def test_the_policy_allows_this_style_and_this_script_alone(quiz):
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]+)"', quiz.data)
    directives = dict(one.split(" ", 1) for one in policy.split("; "))
    (style,), (script,) = (re.findall(f'<{tag}(?: type="module")?>(.*?)</{tag}>', quiz.data, re.DOTALL) for tag in ("style", "script"))
    digests = [f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in (script, style)]
    assert [directives["script-src"], directives["style-src"]] == digests
    assert directives["default-src"] == directives["base-uri"] == directives["form-action"] == "'none'"
    assert directives["font-src"] == directives["img-src"] == "data:"
    assert "unsafe" not in policy
    # Nothing is named that could be fetched, and nothing writes markup.
    addresses = set(re.findall(r"(?:https?:)?//[a-z][\w.-]*\.\w+", re.sub('base64,[^")]+', "", quiz.data)))
    assert addresses == set(), addresses
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|fetch\(|XMLHttp|WebSocket|sendBeacon|import\(", script)


def test_equal_content_gives_equal_bytes(quiz, inputs):
    _, data = page_of(read_inputs(WATER_SEEDS, None, DATE), "three-day")
    assert data.decode() == quiz.data
    assert len(data) < 300_000


def test_what_the_page_is_made_of_counts_for_what_is_skipped(monkeypatch, tmp_path):
    shutil.copytree(assets_folder() / "quiz", tmp_path / "quiz")
    shutil.copy(assets_folder() / "pictograms.yaml", tmp_path)
    monkeypatch.setattr(fingerprints, "assets_folder", lambda: tmp_path)
    seen = {fingerprints.program.__wrapped__()}
    parts = [path for path in sorted((tmp_path / "quiz").rglob("*")) if path.is_file()]
    for path in parts:
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        seen.add(fingerprints.program.__wrapped__())
    assert len(seen) == len(parts) + 1 == 11


def test_the_fonts_have_what_is_shown_and_what_may_be_typed(quiz, inputs):
    rules = re.findall(r'font-family:"haqiba-(\w+)";font-weight:(\d+);src:url\("data:font/woff2;base64,([^"]+)"\) format\("woff2"\)', quiz.data)
    assert [rule[:2] for rule in rules][:3] == [("heading", "700"), ("text", "400"), ("text", "700")]
    known = {}
    for family, _, data in rules:
        font = TTFont(io.BytesIO(base64.b64decode(data)))
        assert font.flavor == "woff2"
        known.setdefault(family, set()).update(font.getBestCmap())
    arabic = {*range(0x621, 0x63B), *range(0x641, 0x653), *range(0x660, 0x66A)}
    assert arabic | set(map(ord, "éçœAz«»،؛؟")) <= known["text"]
    assert arabic <= known["heading"]
    texts = {one for form in quiz.forms for item in form.items for words in (item.stem, *(choice.text for choice in item.choices)) for one in words.plain}
    assert {one for one in texts if ord(one) not in set().union(*known.values())} == set()


@pytest.mark.parametrize(("permissions", "carried"), [(0x0000, True), (0x0008, True), (0x0002, False), (0x0100, False), (0x0200, False)])
def test_a_font_whose_permissions_forbid_it_is_left_to_the_system(quiz, inputs, permissions, carried):
    face = inputs.edition.faces.face("text")
    font = TTFont(io.BytesIO(face.blob))
    font["OS/2"].fsType = permissions
    buffer = io.BytesIO()
    font.save(buffer)
    other = replace(face, blob=buffer.getvalue())
    faces = SimpleNamespace(face=lambda role, bold=False: other if role == "text" and not bold else inputs.edition.faces.face(role, bold=bold))
    look = look_of(inputs.edition.theme, faces, "نص")
    assert look.count("@font-face") == 2 + carried
    assert ('"haqiba-text";font-weight:400' in look) == carried


# Taking a test


def test_right_answers_have_all_points_and_the_file_has_the_letters_of_the_paper(quiz, inputs, chromium):
    page = opened(chromium, quiz.path)
    seen = []
    for form in (form_named(quiz, stem) for stem in ("pre-test-b", "post-test-c")):
        start(page, form, name='ليلى؛ "محمد", =1+1')
        take(page, form, right)
        assert page.locator(".review li .lacking").count() == 0
        hand_in(page)
        assert page.locator(RESULT).inner_text() == f"{len(form.items)} من {len(form.items)}"
        assert page.locator(".verdict.right").count() == len(form.items)
        with page.expect_download() as download:
            page.locator("main button.main").click()
        assert download.value.suggested_filename == f"{form.stem}-ليلى-محمد-1-1.csv"
        data = download.value.path().read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        heads, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        assert heads == ["participant", "test", "form", "seed", *map(str, range(1, len(form.items) + 1))]
        assert row[:4] == ['ليلى؛ "محمد", =1+1', form.test, form.letter, str(form.seed)]
        for item, cell in zip(form.items, row[4:], strict=True):
            on_paper = answer_letters(item, inputs.edition.locale)
            spaced = re.sub(r"(\d) ", r"\1", on_paper.replace("،", "")) if item.kind != "short" else on_paper
            assert cell == ({"أ": "صواب", "ب": "خطأ"}[spaced] if item.kind == "true-false" else spaced), item.name
            seen.append(item.kind)
        page.locator("main button.plain").click()
        page.locator("dialog button.main").click()
        page.wait_for_selector("#name")
    assert len(seen) == 12
    assert set(seen) == {"single", "multiple", "true-false", "matching", "ordering", "short"}
    assert page.errors == []
    assert {one.split(":")[0] for one in page.requests} <= {"file", "data", "blob"}
    page.close()


def test_wrong_answers_have_no_points_and_are_told_why(every_kind, chromium):
    page, form = opened(chromium, every_kind.path), every_kind.form
    start(page, form)
    take(page, form, wrong)
    hand_in(page)
    assert page.locator(RESULT).inner_text() == "0 من 6"
    assert shown(page, "tbody td") == ["0 من 4", "0 من 2"]
    told = 0
    for item, words in zip(form.items, shown(page, "article.result.wrong"), strict=True):
        taken = [item.choices[index].feedback for index in wrong(item)] if item.kind in ("single", "multiple", "true-false") else [item.feedback]
        feedback = [one for one in taken if one]
        told += len(feedback)
        answers = [item.choices[index].text for index in item.answer] or item.accepted
        scenario = [item.scenario.title, item.scenario.text] if item.scenario else []
        for one in (item.stem, item.rationale, item.source, *feedback, *answers, *scenario):
            assert one.plain in words, item.name
    assert told >= 4
    assert page.errors == []
    page.close()


def test_after_each_question_the_answer_is_told_and_stays(quiz, chromium):
    form = form_named(quiz, "pre-test-a")
    page = opened(chromium, quiz.path)
    start(page, form, each=True)
    forward(page)
    assert shown(page, ".told") == ["أجب عن السؤال أولًا."]
    for number, item in enumerate(form.items):
        give(page, item, right(item) if number % 2 else wrong(item))
        forward(page)
        assert page.locator(".told .verdict").get_attribute("class") == f"verdict {'right' if number % 2 else 'wrong'}"
        assert page.locator(".told[role=status]").count() == 1
        assert item.rationale.plain in shown(page, ".told")[0]
        assert page.locator("fieldset.question").evaluate("one => one.disabled")
        # The button that told is the one that leads on, so that the focus is there already.
        assert page.evaluate("document.activeElement.textContent") in ("التالي", "مراجعة الإجابات")
        forward(page)
    page.wait_for_selector("ol.review")
    page.go_back()
    page.wait_for_selector(".told .verdict.right")
    page.go_forward()
    page.wait_for_selector("ol.review")
    hand_in(page)
    assert page.locator(RESULT).inner_text() == "3 من 6"
    # What was handed in is not changed by the way back.
    page.go_back()
    page.wait_for_selector(RESULT)
    assert page.errors == []
    page.close()


SHORT = [
    ("mg/L", "  MG/l ", True),
    ("ميليغرام في اللتر", "مِيليغرام  فى اللّتر", True),
    ("ميليغرام في اللتر", "ميليـــغرام في اللتر\u200f", True),
    ("ميليغرام في اللتر", "ميليغرام", False),
    ("mg/L", "5 mg/L", False),
    ("مؤسسة إعادة", "موسسه اعاده", True),
    ("12.5", "١٢٫٥", True),
    ("هيئة 1,500", "هييه ۱٬۵۰۰", True),
    ("أربعاء", "اربعا", True),
    ("على مستوى", "علي مستوي", True),
    ("آب/أغسطس", "اب / اغسطس", True),
    ("éducation", "Education", True),
    ("مستوى", "مستوا", False),
]


def test_short_answers_are_compared_without_what_is_written_in_two_ways(quiz, inputs, tmp_path, chromium):
    (first, *_) = quiz.model.forms
    item = next(one for one in first.form.items if one.kind == "short")
    items = tuple(replace(item, name=f"short-{number}", accepted=(text("غيره"), text(accepted))) for number, (accepted, _, _) in enumerate(SHORT))
    path = tmp_path / "short.html"
    path.write_bytes(written(replace(quiz.model, forms=(replace(first, form=replace(first.form, items=items)),)), inputs))
    page = opened(chromium, path)
    page.click("main button.main")
    for _, typed, _ in SHORT:
        page.fill("#line", typed)
        forward(page)
    hand_in(page)
    verdicts = page.locator("article .verdict").all()
    assert [one.get_attribute("class") for one in verdicts] == [f"verdict {'right' if is_right else 'wrong'}" for _, _, is_right in SHORT]
    page.close()


def test_a_test_is_taken_by_keyboard_alone(quiz, chromium):
    form = form_named(quiz, "post-test-a")
    page = opened(chromium, quiz.path)
    assert {item.kind for item in form.items} == {"single", "matching", "ordering", "short", "true-false"}

    def tab_to(selector):
        for _ in range(80):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(selector)

    tab_to("input[name=test]")
    page.keyboard.press("ArrowDown")
    tab_to("#name")
    page.keyboard.type("ندى")
    page.keyboard.press("Enter")
    for item in form.items:
        page.wait_for_function("words => document.querySelector('legend')?.textContent === words", arg=item.stem.plain)
        assert page.evaluate("document.activeElement.tagName") == "H2"
        if item.kind == "short":
            tab_to("#line")
            page.keyboard.type(right(item))
        elif item.kind == "matching":
            for place, index in enumerate(item.answer):
                tab_to(f"#prompt-{place}")
                for _ in range(index + 1):
                    page.keyboard.press("ArrowDown")
        elif item.kind == "ordering":
            for place, index in enumerate(item.answer):
                row = page.locator(".ordering li", has_text=item.choices[index].text.plain).locator(".up")
                row.focus()
                while page.locator(".ordering li").nth(place).locator(".words").inner_text() != item.choices[index].text.plain:
                    page.keyboard.press("Enter")
                    assert page.evaluate("document.activeElement.className") == "move up"
        else:
            tab_to("input[name=choice]")
            page.keyboard.press("Space")
            for _ in range(item.answer[0]):
                page.keyboard.press("ArrowDown")
        tab_to("main button.main")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        page.keyboard.press("Enter")
    page.wait_for_selector("ol.review")
    tab_to("main button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector(RESULT)
    assert page.locator(RESULT).inner_text() == "6 من 6"
    tab_to("main button.plain")
    page.keyboard.press("Enter")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("dialog").is_hidden()
    page.close()


def test_a_reload_in_the_middle_loses_nothing_and_a_restart_everything(quiz, chromium):
    form = form_named(quiz, "pre-test-c")
    page = opened(chromium, quiz.path)
    start(page, form, name="سامي", each=True)
    for number, item in enumerate(form.items, 1):
        give(page, item, right(item))
        if item.kind == "true-false":
            page.fill("#line", "لأنها كذلك")
        if number % 2:
            page.reload()
            assert page.locator("h2").inner_text() == f"السؤال {number} من 6"
        forward(page)
        assert page.locator(".told .verdict.right").count() == 1
        if number % 3 == 0:
            page.reload()
            assert page.locator(".told .verdict.right").count() == 1
        forward(page)
    page.wait_for_selector("ol.review")
    page.goto(quiz.path.as_uri())
    page.wait_for_selector("ol.review")
    hand_in(page)
    page.reload()
    assert page.locator(RESULT).inner_text() == "6 من 6"
    assert "لأنها كذلك" in page.locator("main").inner_text()
    assert "سامي" in page.locator(".facts").inner_text()
    page.locator("main button.plain").click()
    page.locator("dialog button.main").click()
    page.wait_for_selector("#name")
    page.reload()
    assert page.locator("#name").input_value() == ""
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert page.errors == []
    page.close()


DENIED = """for (const name of ['sessionStorage', 'localStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
}"""


def test_without_a_storage_the_test_is_taken_all_the_same(quiz, chromium):
    form = form_named(quiz, "pre-test-a")
    page = opened(chromium, quiz.path, script=DENIED)
    assert "لا يسمح هذا المتصفح بحفظ الإجابات" in page.locator(".notice").inner_text()
    start(page, form)
    give(page, form.items[0], right(form.items[0]))
    forward(page)
    skip_to_result(page)
    assert page.locator(RESULT).inner_text() == "1 من 6"
    assert page.errors == []
    page.close()


def test_what_is_not_answered_is_listed_and_counts_as_wrong(quiz, chromium):
    form = form_named(quiz, "pre-test-a")
    page = opened(chromium, quiz.path)
    start(page, form)
    for item in form.items:
        if item.kind == "matching":
            page.locator("#prompt-0").select_option(value=str(item.answer[0]))
        forward(page)
    page.wait_for_selector("ol.review")
    place = [item.kind for item in form.items].index("matching") + 1
    others = [str(number) for number in range(1, 7) if number != place]
    assert page.locator(".notice").inner_text() == f"بقي بلا إجابة: {'، '.join(others)}"
    assert page.locator(".review li").nth(place - 1).locator("p.lacking").inner_text() == "إجابة ناقصة"
    page.locator(".review a").nth(place - 1).click()
    page.wait_for_selector("#prompt-0")
    assert page.locator("#prompt-0").input_value() == str(form.items[place - 1].answer[0])
    page.locator(".aside a").click()
    hand_in(page)
    assert page.locator(RESULT).inner_text() == "0 من 6"
    assert page.locator("article.unanswered").count() == 5
    with page.expect_download() as download:
        page.locator("main button.main").click()
    _, row = csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig")))
    cells = ["" for _ in form.items]
    cells[place - 1] = f"1{quiz.letters[form.items[place - 1].answer[0]]}"
    assert row[4:] == cells
    page.close()


def test_what_a_spreadsheet_would_run_is_marked_as_words(quiz, chromium):
    form = form_named(quiz, "pre-test-a")
    place = [item.kind for item in form.items].index("short")
    page = opened(chromium, quiz.path)
    start(page, form, name="=HYPERLINK(1)")
    page.evaluate("number => location.hash = number", place + 1)
    page.fill("#line", "+1")
    skip_to_result(page)
    with page.expect_download() as download:
        page.locator("main button.main").click()
    _, row = csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig")))
    assert (row[0], row[4 + place]) == ("\u200e=HYPERLINK(1)", "\u200e+1")
    page.close()


# How it looks and reads


def every_page(page, form):
    """Walk through a test: give the name of each page that is shown."""
    start(page, form, name="عبد الرحمن بن عبد الله المستشار", each=True)
    for item in form.items:
        give(page, item, wrong(item))
        yield item.kind
        forward(page)
        yield f"{item.kind}, told"
        forward(page)
    page.wait_for_selector("ol.review")
    yield "review"
    hand_in(page)
    yield "result"
    page.locator("main button.plain").click()
    yield "restart"


def judge(page, name):
    """Find no fault of accessibility, nothing beyond 320 pixels, and nothing too small for a finger."""
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], name
    assert len(found["passes"]) > 10
    assert page.evaluate("document.documentElement.scrollWidth") == 320, name
    over, small = page.evaluate(
        """[...document.querySelectorAll('body *')].filter(one => one.checkVisibility() && !one.closest('.hidden')).reduce(([over, small], one) => {
          const box = one.getBoundingClientRect();
          if (box.left < -1 || box.right > 321) over.push(one.outerHTML);
          if (one.matches('button, .choice, select, input[type=text]') && box.height < 40) small.push(one.outerHTML);
          return [over, small];
        }, [[], []])"""
    )
    assert (over, small) == ([], []), name


def test_axe_finds_nothing_and_320_pixels_are_enough_on_every_page(quiz, every_kind, chromium, axe):
    page = opened(chromium, quiz.path, width=320)
    page.evaluate(axe)
    judge(page, "start")
    page.close()
    page = opened(chromium, every_kind.path, width=320)
    page.evaluate(axe)
    seen = []
    for name in every_page(page, every_kind.form):
        judge(page, name)
        seen.append(name)
    assert len(seen) == 15
    page.close()


def test_the_result_is_printed_without_buttons(quiz, chromium):
    form = form_named(quiz, "pre-test-a")
    page = opened(chromium, quiz.path)
    start(page, form)
    skip_to_result(page)
    page.emulate_media(media="print")
    assert [one.is_visible() for one in page.locator("main button").all()] == [False] * page.locator("main button").count()
    assert page.locator(".ornament").is_hidden()
    assert page.locator(RESULT).is_visible()
    assert page.locator("article").count() == 6
    page.close()


def test_what_authors_type_is_shown_as_typed(every_kind, inputs, chromium, tmp_path):
    hostile = text(HOSTILE)

    def spoiled(item):
        choices = tuple(replace(one, text=text(f"{HOSTILE} {index}"), feedback=hostile) for index, one in enumerate(item.choices))
        scenario = replace(item.scenario, title=hostile, text=hostile) if item.scenario else None
        return replace(
            item, stem=hostile, choices=choices, prompts=(hostile,) * len(item.prompts), feedback=hostile, rationale=hostile, source=hostile, scenario=scenario
        )

    model = every_kind.model
    forms = tuple(replace(one, form=replace(one.form, items=tuple(spoiled(item) for item in one.form.items))) for one in model.forms)
    assessment = replace(model.assessment, kit=HOSTILE, organisation=HOSTILE, objectives=tuple((name, hostile) for name, _ in model.assessment.objectives))
    path = tmp_path / "hostile.html"
    path.write_bytes(written(replace(model, title=HOSTILE, heading=hostile, assessment=assessment, forms=forms), inputs))
    page = opened(chromium, path)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    assert page.title() == " ".join(HOSTILE.split())
    assert shown(page, "h1") == [HOSTILE]
    assert page.locator(".names p").inner_text() == HOSTILE
    form = forms[0].form
    start(page, form, name=HOSTILE)
    for item in form.items:
        assert shown(page, "legend") == [HOSTILE]
        if item.kind in ("single", "multiple"):
            assert shown(page, ".choice > :last-child") == [f"{HOSTILE} {index}" for index in range(len(item.choices))]
        give(page, item, HOSTILE if item.kind == "short" else wrong(item))
        forward(page)
    page.wait_for_selector("ol.review")
    hand_in(page)
    assert shown(page, "tbody th") == [HOSTILE, HOSTILE]
    assert page.locator(".facts dd").first.inner_text() == HOSTILE[:100]
    assert shown(page, ".stem") == [HOSTILE] * 6
    assert page.locator("main").inner_text().count("<img src=x onerror=alert(2)>") > 30
    assert page.locator("main img, main script").count() == 0
    assert (dialogs, page.errors) == ([], [])
    assert {one.split(":")[0] for one in page.requests} <= {"file", "data"}
    page.close()


def test_islands_keep_their_order_and_emphasis_its_words(quiz, chromium):
    form = form_named(quiz, "pre-test-a")
    page = opened(chromium, quiz.path)
    start(page, form)
    isolated = page.locator(".scenario bdi[dir=ltr]").all_inner_texts()
    assert isolated == ["28 °C", "12 NTU", "0.1 mg/L", "0537-123-456"]
    assert page.locator(".scenario strong").all_inner_texts() == ["متخيل"]
    # The number is left of its unit, as it is written.
    places = page.evaluate(
        """[...document.querySelectorAll('.scenario bdi')].map(one => {
          const words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode();
          return [0, words.length - 1].map(place => {
            const range = document.createRange(); range.setStart(words, place); range.setEnd(words, place + 1);
            return range.getBoundingClientRect().left;
          });
        })"""
    )
    assert len(places) == 4
    assert all(first < last for first, last in places)
    page.close()


def test_an_edition_has_its_digits_and_its_months(chromium, tmp_path):
    model, data = page_of(read_inputs(WATER_SEEDS, "EG", DATE), "three-day")
    path = tmp_path / "quiz.html"
    path.write_bytes(data)
    form = model.assessment.forms[0]
    page = opened(chromium, path, timezone_id="Africa/Cairo")
    page.clock.set_fixed_time("2026-12-06T10:00:00Z")
    assert page.locator("html").get_attribute("lang") == "ar-EG"
    start(page, form)
    assert page.locator("h2").inner_text() == "السؤال ١ من ٦"
    give(page, form.items[0], right(form.items[0]))
    skip_to_result(page)
    assert page.locator(RESULT).inner_text() == "١ من ٦"
    assert page.locator(".facts dd").last.inner_text() == "الأحد ٦ ديسمبر ٢٠٢٦"
    page.close()


def test_a_programme_with_one_form_asks_for_none(inputs, tmp_path, chromium):
    model, data = page_of(inputs, "one-module")
    path = tmp_path / "quiz.html"
    path.write_bytes(data)
    page = opened(chromium, path)
    assert [form.stem for form in model.assessment.forms] == ["test-a"]
    assert page.locator("input[name=test], input[name=form]").count() == 0
    form = model.assessment.forms[0]
    start(page, form)
    take(page, form, right)
    hand_in(page)
    assert page.locator(RESULT).inner_text() == f"{len(form.items)} من {len(form.items)}"
    page.close()


def test_the_data_of_the_page_is_that_of_the_assessment(quiz):
    (block,) = re.findall(r'<script type="application/json" id="data">([^<]*)</script>', quiz.data)
    data = json.loads(block)
    assert [(form["stem"], [item["name"] for item in form["items"]]) for form in data["forms"]] == [
        (form.stem, [item.name for item in form.items]) for form in quiz.forms
    ]
    assert len(data["items"]) == 12
