"""The tutorial does what it says, in both languages: its commands are given, its texts are written, its answers and pictures are compared."""

import io
import re

import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

from generator.assets import assets_folder
from generator.content.arabic import CONVENTIONS
from tests.conftest import ROOT, run
from tests.tutorial import LOGO, PAGES, PICTURES, PROGRAM, STEP, answered, commands_of, logo, steps_of, walked

WRITE_ANEW = "run `python -m tests.tutorial`"
PREVIEW = "preview.png"


@pytest.fixture(scope="module")
def walks(tmp_path_factory):
    """What comes of each page."""
    return {language: walked(language, tmp_path_factory.mktemp(language)) for language in PAGES}


@pytest.fixture(params=PAGES)
def page(request):
    return PAGES[request.param].read_text(encoding="utf-8")


def difference(old, new):
    """Give how much two pictures differ, from 0 to 255."""
    one, other = (Image.open(io.BytesIO(data)).convert("RGB") for data in (old, new))
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def shown_without_steps(page):
    """Give what a reader sees of a page beside its blocks."""
    return re.sub(r"(?s)```.*?```|<pre.*?</pre>|<!--.*?-->|<(?!http)[^>]+>", "", page)


# What is done


@pytest.mark.parametrize("language", PAGES)
def test_every_answer_is_what_the_page_says(walks, language):
    page = PAGES[language].read_text(encoding="utf-8")
    assert answered(page, walks[language].answers) == page, WRITE_ANEW
    assert len(walks[language].answers) == 20
    assert len(walks[language].commands) == 26
    assert f"HAQIBA_LANG={language}\n" in page


@pytest.mark.parametrize("language", PAGES)
def test_the_kit_at_the_end_is_whole(walks, language, monkeypatch, capsys):
    kit = walks[language].folder / "water-kit"
    monkeypatch.chdir(kit)
    assert run("check") == 0
    assert run("build") == 0
    assert run("verify") == 0
    assert run("verify-source", "documents/water-instruction.txt") == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "1 module, 1 programme, 4 facts: no errors" in said.out
    assert "52 files, 0 new or changed" in said.out
    assert "5 paragraphs, as registered" in said.out
    # Nothing of the starter is left.
    seeds = "".join(path.read_text(encoding="utf-8") for path in sorted((kit / "seeds").rglob("*.yaml")))
    assert len(re.findall("المياه", seeds)) == 15
    assert not re.search("اجتماع|اكتب هنا|guide-", seeds)


def test_the_tutorial_teaches_the_commands_of_daily_work(walks):
    given = {command.removeprefix(f"{PROGRAM} ").split()[0] for command in walks["en"].commands if command.startswith(PROGRAM)}
    assert given == {"new", "build", "watch", "check", "sources", "diff", "pull"}
    assert {command.split()[2] for command in walks["en"].commands if command.startswith(f"{PROGRAM} new")} == {"kit", "source", "module", "quiz-item"}


def test_both_pages_do_the_same(walks):
    arabic, english = ([step_alone(step) for step in steps_of(path.read_text(encoding="utf-8"))] for path in PAGES.values())
    assert arabic == english
    assert len(arabic) == 50
    assert walks["ar"].pictures == walks["en"].pictures
    kits = [walks[language].folder / "water-kit" for language in PAGES]
    # What PowerPoint saves has the date.
    files = [{path.relative_to(kit).as_posix(): path.read_bytes() for path in kit.rglob("*") if path.is_file() and path.name != "edited.pptx"} for kit in kits]
    assert files[0] == files[1]
    assert len(files[0]) == 74


def step_alone(step):
    """Give a step without the answers, which are in the page's language."""
    text = [command for command, _ in commands_of(step.text)] if step.kind == "console" else step.text
    return step.kind, step.words, text


# What is shown


def test_the_pictures_are_up_to_date_and_small(walks):
    drawn = walks["ar"].pictures | {LOGO: logo()}
    assert {path.name for path in PICTURES.glob("*.png")} == {*drawn, PREVIEW}
    assert len(drawn) == 8
    for name, data in drawn.items():
        committed = (PICTURES / name).read_bytes()
        assert len(committed) < 25_000, name
        # Another version of PDFium may draw the edges of letters otherwise.
        assert difference(committed, data) < 1, f"{name}: {WRITE_ANEW}"


def test_the_picture_of_the_preview_is_up_to_date(tmp_path, chromium):
    walk = walked("ar", tmp_path, chromium, last="photograph")
    committed = (PICTURES / PREVIEW).read_bytes()
    assert len(committed) < 70_000
    # So may another version of Chromium.
    assert difference(committed, walk.pictures[PREVIEW]) < 3, WRITE_ANEW


def test_a_page_shows_every_picture_and_its_links_lead_somewhere(page):
    pictures = re.findall(r'<img src="\.\./pictures/tutorial/([\w-]+\.png)" width="\d+" alt="[^"]{20,}">', page)
    assert sorted([*pictures, LOGO]) == sorted(path.name for path in PICTURES.iterdir())
    links = re.findall(r"\]\((\.\.[^)#]+)(?:#([\w-]+))?\)", page)
    assert len(links) == 4
    for path, heading in links:
        text = (assets_folder() / "tutorial" / path).read_bytes()
        if heading:
            headings = re.findall(r"(?m)^#+ (.+)$", text.decode())
            assert heading in [one.lower().replace(" ", "-") for one in headings]


def test_what_is_done_in_the_file_manager_is_said(page):
    told, seen = shown_without_steps(page), 0
    for step in steps_of(page):
        if step.kind in ("copy", "delete"):
            for name in (name for name in step.words if name != "."):
                assert name.removeprefix(f"../{PROGRAM}/").removeprefix("../") in told or re.split("/", name)[-1] in told, name
                seen += 1
    assert seen == 6


def test_the_file_that_a_block_is_for_is_named_before_it(page):
    seen = 0
    for found in STEP.finditer(page):
        if found["words"] and found["language"] != "console":
            name = found["words"].replace("'  - id: report'", "").split()[-1].split("/")[-1]
            before = page[: found.start()]
            assert name.removesuffix(".yaml") in shown_without_steps(before[before.rindex("\n## ") :]) or f"{name}:1" in before, name
            seen += 1
    assert seen == 18


def test_the_example_of_yaml_is_one(page):
    (example,) = re.findall(r"(?s)```yaml\n(.*?)```", page)
    assert yaml.safe_load(example) == {"title": "ترشيد المياه", "note": "تنبيه: هذا نص فيه نقطتان", "points": ["إغلاق الصنبور", "كنس الساحة"]}


def test_installing_is_as_the_front_page_says(page):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    windows, others = re.findall(r"(?ms)^```\n(py.*?)^```$", page)
    lines = windows.splitlines()
    assert [line for line in lines if line not in readme] == [lines[-1]]
    assert re.sub(r"\.venv\\Scripts\\", ".venv/bin/", windows).splitlines()[1] == others.splitlines()[1]
    assert others.splitlines()[2] in readme


def test_the_arabic_page_keeps_to_the_conventions_of_print():
    page = PAGES["ar"].read_text(encoding="utf-8")
    words = re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+", "س", shown_without_steps(page))
    assert len(words.split()) > 900
    found = [(one.code, slip[0], words[slip.start() - 20 : slip.end() + 20]) for one in CONVENTIONS if not one.kinds for slip in one.pattern.finditer(words)]
    assert found == []


def test_code_in_the_arabic_page_reads_left_to_right():
    page = PAGES["ar"].read_text(encoding="utf-8")
    assert page.startswith('<div dir="rtl">\n') and page.endswith("</div>\n")
    direction, seen = [], 0
    for found in re.finditer(r'(?ms)^<div dir="(\w+)">$|^</div>$|^```.*?^```$', page):
        if found[1]:
            direction.append(found[1])
        elif found[0] == "</div>":
            direction.pop()
        else:
            assert direction[-1] == "ltr", found[0]
            seen += 1
    assert direction == []
    assert seen == 21
    assert len(re.findall(r'(?m)^<pre dir="ltr">$', page)) == 20
