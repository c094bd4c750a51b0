"""The preview in the browser: what is shown, what a save changes, jumps between page and seeds, errors, and how it ends."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import WATER_SEEDS

MODULE = "seeds/modules/01-good-meetings.yaml"
SLIDES, HANDOUT = "introduction/slides/01-good-meetings.pdf", "introduction/handouts/01-good-meetings.pdf"
HEADING = "الغرض قبل الدعوة"
SECONDS = 30


def started(kit, *arguments):
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "generator.cli", "watch", str(kit), "--no-browser", *arguments]
    return subprocess.Popen(
        command, cwd=kit.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", start_new_session=True
    )


def ended(process):
    """End a watching process as Ctrl-C does; give its exit status and what it said since."""
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=SECONDS)
    return process.returncode, rest


@contextmanager
def watched(kit, *arguments):
    """Watch a kit; give the preview's address."""
    with started(kit, "--port", "0", *arguments) as process:
        try:
            line = process.stdout.readline()
            assert line.startswith("preview: http://127.0.0.1:"), line
            yield line.removeprefix("preview: ").strip()
        finally:
            process.send_signal(signal.SIGINT)


def fetched(address, **headers):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=SECONDS) as answer:
        return answer.headers, answer.read()


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def until(condition):
    end = time.monotonic() + SECONDS
    while not (found := condition()):
        assert time.monotonic() < end, "this did not happen"
        time.sleep(0.02)
    return found


def opened(chromium, address, key):
    page = chromium.new_page(viewport={"width": 1400, "height": 800})
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}#{key}")
    page.wait_for_selector("figure img[src]")
    return page


def width_of(image):
    return image.evaluate("image => image.complete ? image.naturalWidth : 0")


# In the browser


def test_slides_and_pages_are_shown_and_a_save_changes_them_in_their_place(new_kit, chromium):
    with watched(new_kit) as address:
        page = opened(chromium, address, SLIDES)
        assert page.title() == "معاينة الحقيبة: حقيبة تدريبية في إدارة الاجتماعات"
        names = page.locator("#views a").all_inner_texts()
        session, programme = ["الشرائح", "مادة المشارك"], ["دفتر المشارك", "برنامج الورشة", "دليل المدرب"]
        papers = ["كشوف الحضور", "بطاقات الأسماء", "شهادات الحضور", "أوراق عمل المجموعات", "ورقة التوقعات", "خطة العمل الشخصية"]
        forms = ["استمارات التقييم اليومي", "استمارة التقييم الختامي"]
        quiz, sources = ["ورقة الاختبار", "مفتاح الإجابات", "شرائح الاختبار"], ["سجل المصادر", "تتبّع المصادر"]
        assert names == [*session, *programme, *quiz, *sources, *papers, *forms, "تثبيت الخطوط"]
        assert page.locator("figure").count() == 9
        slide = page.locator("figure").nth(3)
        slide.scroll_into_view_if_needed()
        until(lambda: width_of(slide.locator("img")) > 500)
        assert slide.locator("img").get_attribute("alt") == "الصفحة 4"
        before, place = slide.locator("img").get_attribute("src"), slide.bounding_box()
        change(new_kit / MODULE, HEADING, "الغرض قبل الموعد")
        until(lambda: slide.locator("img").get_attribute("src") != before)
        until(lambda: width_of(slide.locator("img")) > 500)
        assert slide.bounding_box() == place
        page.locator("#views a", has_text="مادة المشارك").click()
        page.wait_for_selector("figure.tall img[src]")
        assert page.locator("#views a[aria-current]").inner_text() == "مادة المشارك"
        assert page.errors == []
        page.close()


def test_a_place_on_a_slide_leads_to_its_line_and_back(new_kit, chromium):
    lines = (new_kit / MODULE).read_text(encoding="utf-8").split("\n")
    heading = next(number for number, line in enumerate(lines, 1) if HEADING in line)
    point = next(number for number, line in enumerate(lines, 1) if "دعوة من يلزم للغرض" in line)
    with watched(new_kit) as address:
        page = opened(chromium, address, SLIDES)
        page.locator("figure").nth(3).locator("button").first.click()
        shown = page.locator("#lines li.shown")
        shown.wait_for()
        assert shown.get_attribute("value") == str(heading)
        assert shown.inner_text().strip() == f"heading: {HEADING}"
        assert page.locator("#open").get_attribute("href") == f"vscode://file/{(new_kit / MODULE).resolve()}:{heading}"
        assert page.locator("#lines li").count() == len(lines)
        page.locator("#lines li").nth(point - 1).click()
        marked = page.locator("figure button.shown")
        assert [int(one.get_attribute("data-line")) for one in marked.all()] == [point]
        box, slide = marked.bounding_box(), page.locator("figure").nth(3).bounding_box()
        # The second of three cards, from the right.
        assert slide["x"] + slide["width"] / 3 < box["x"] + box["width"] / 2 < slide["x"] + slide["width"] * 2 / 3
        # A line that is on no page leads to the nearest text above it.
        page.locator("#lines li").nth(point + 5).click()
        assert int(page.locator("figure button.shown").first.get_attribute("data-line")) in range(point, point + 6)
        page.locator("#close").click()
        assert page.locator("#source").is_hidden()
        assert page.errors == []
        page.close()


def test_the_place_of_a_line_follows_when_lines_are_added_above_it(new_kit, chromium):
    with watched(new_kit) as address:
        page = opened(chromium, address, SLIDES)
        line = int(page.locator("figure").nth(3).locator("button").first.get_attribute("data-line"))
        change(new_kit / MODULE, "id: good-meetings\n", "# سطر\n# وسطر\nid: good-meetings\n")
        until(lambda: int(page.locator("figure").nth(3).locator("button").first.get_attribute("data-line")) == line + 2)
        page.close()


def test_errors_are_shown_with_their_line_and_the_last_good_pages_stay(new_kit, chromium):
    with watched(new_kit) as address:
        page = opened(chromium, address, SLIDES)
        change(new_kit / MODULE, "bloom: understand                #", "blom: understand                #")
        page.locator("#findings li").first.wait_for()
        assert page.locator("#state").inner_text() == "في الملفات أخطاء، وما يظهر هو آخر ما خلا منها"
        assert page.locator("#findings li").count() == 2
        assert page.locator("figure").count() == 9
        assert page.locator("#findings li").nth(1).inner_text().split("\n") == [f"خطأ: {new_kit / MODULE}:13 المفتاح «blom» غير معروف هنا", "هل تقصد «bloom»؟"]
        place = page.locator("#findings li button").nth(1)
        assert place.inner_text().replace("\\", "/").endswith(f"{MODULE}:13")
        place.click()
        page.locator("#lines li.flawed").first.wait_for()
        assert page.locator("#lines li.shown").get_attribute("value") == "13"
        change(new_kit / MODULE, "blom:", "bloom:")
        page.locator("#state.fresh").wait_for()
        assert page.locator("#findings").is_hidden()
        page.close()


def test_what_does_not_fit_is_told_where_it_is_looked_at(new_kit, chromium):
    with watched(new_kit) as address:
        page = opened(chromium, address, SLIDES)
        change(new_kit / MODULE, "- كتابة **الغرض** في سطر واحد", f"- كتابة **الغرض** {' '.join(['في سطر واحد'] * 150)}")
        page.locator("#findings li").first.wait_for()
        assert page.locator("#findings h2").inner_text() == "لا يمكن عرض هذا الملف قبل تصحيح ما يأتي"
        page.locator("#views a", has_text="مادة المشارك").click()
        page.wait_for_selector("figure.tall img[src]")
        assert page.locator("#findings").is_hidden()
        page.close()


def test_a_kit_that_is_broken_from_the_start_is_shown_once_it_is_mended(new_kit, chromium):
    change(new_kit / "seeds" / "kit.yaml", "theme: own", "thème: own")
    with watched(new_kit) as address:
        page = chromium.new_page()
        page.goto(address)
        page.locator("#findings li").first.wait_for()
        assert page.locator("figure").count() == 0
        change(new_kit / "seeds" / "kit.yaml", "thème: own", "theme: own")
        page.wait_for_selector("figure img[src]")
        page.close()


# The server


def test_only_this_machine_is_answered_and_only_with_the_kit(new_kit):
    (new_kit.parent / "secret.yaml").write_text("secret: true\n")
    with watched(new_kit) as address:
        until(lambda: json.loads(fetched(f"{address}kit")[1])["views"])
        headers, _ = fetched(address)
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        refused = 0
        for path, name in (
            ("kit", "evil.example"),
            ("kit", "127.0.0.1.evil.example"),
            ("source/" + str(new_kit.parent / "secret.yaml"), "localhost"),
            ("source/kit/seeds/../../secret.yaml", "localhost"),
            ("assets/../messages.yaml", "localhost"),
            ("assets/../../pyproject.toml", "localhost"),
            ("view/introduction/slides/nothing.pdf", "localhost"),
            (f"picture/{SLIDES}?page=99&width=600", "localhost"),
            (f"picture/{SLIDES}?page=0&width=100000", "localhost"),
            (f"picture/{SLIDES}?page=x&width=600", "localhost"),
            (f"picture/{SLIDES}", "localhost"),
            ("build", "localhost"),
        ):
            with pytest.raises(urllib.error.HTTPError) as error:
                fetched(address + path, Host=name)
            error.value.close()
            assert error.value.code in (403, 404), path
            refused += 1
        assert refused == 12


def test_every_place_names_a_line_of_the_seeds(tmp_path):
    """On the second kit, with every element: each page but covers, contents and blank sheets has places, and each is on its page."""
    shutil.copytree(WATER_SEEDS, tmp_path / "kit" / "seeds")
    texts = {}
    with watched(tmp_path / "kit", "three-day") as address:
        views = until(lambda: json.loads(fetched(f"{address}kit")[1])["views"])
        pages = places = 0
        for view in views:
            made = json.loads(fetched(f"{address}view/{view['key']}")[1])
            assert made["pages"], view
            for page in made["pages"]:
                pages += 1
                for place in page["places"]:
                    places += 1
                    path = tmp_path / place["path"]
                    lines = texts.setdefault(path, path.read_text(encoding="utf-8").split("\n"))
                    assert lines[place["line"] - 1].strip(), place
                    assert -0.01 <= place["x"] <= place["x"] + place["width"] <= 1.01, place
                    assert -0.01 <= place["y"] <= place["y"] + place["height"] <= 1.06, place
    assert len(views) == 37
    assert pages > 150
    assert places > 1500


# How it begins and ends


def test_ctrl_c_is_the_usual_end_and_leaves_no_process(new_kit):
    process = started(new_kit, "--port", "0")
    try:
        said = [process.stdout.readline() for _ in range(3)]
        assert said[1] == f"waiting for changes in {new_kit}; Ctrl-C ends\n"
        assert said[2] == f"{Path('kit/build/introduction')}: 50 files, 50 new or changed\n"
        change(new_kit / MODULE, HEADING, "الغرض قبل الموعد")
        assert process.stdout.readline() == f"{Path('kit/build/introduction')}: 50 files, 7 new or changed\n"
        status, rest = ended(process)
        assert (status, rest) == (0, "")
    finally:
        process.kill()
    listed = subprocess.run(["ps", "-e", "-o", "args"], capture_output=True, text=True, check=True).stdout
    assert [line for line in listed.splitlines() if str(new_kit) in line] == []


def test_a_save_ends_the_build_that_runs(new_kit):
    process = started(new_kit, "--no-preview")
    try:
        assert process.stdout.readline().startswith("waiting")
        change(new_kit / MODULE, HEADING, "الغرض قبل الموعد")
        time.sleep(0.6)
        change(new_kit / MODULE, "الغرض قبل الموعد", "الغرض أولًا")
        until((new_kit / "build" / "introduction" / "manifest.json").exists)
        time.sleep(1)
        assert ended(process)[0] == 0
    finally:
        process.kill()
    built = subprocess.run([sys.executable, "-m", "generator.cli", "build", str(new_kit)], capture_output=True, text=True, encoding="utf-8", check=True)
    assert "50 files, 0 new or changed" in built.stdout


def test_programmes_and_kinds_are_those_asked_for(new_kit):
    with watched(new_kit, "introduction", "--only", "handouts") as address:
        views = until(lambda: json.loads(fetched(f"{address}kit")[1])["views"])
        assert [view["key"] for view in views] == ["introduction/handouts/workbook.pdf", HANDOUT]
        folder = new_kit / "build" / "introduction"
        # The manifest is written once more at the end, as a draft first.
        until(lambda: (folder / "manifest.json").exists() and not list(folder.rglob("*.part")))
        assert sorted(path.name for path in folder.iterdir()) == ["handouts", "manifest.json"]


def test_a_port_that_is_taken_is_told(new_kit):
    with watched(new_kit) as address:
        port = address.rstrip("/").rpartition(":")[2]
        second = started(new_kit, "--port", port)
        said, _ = second.communicate(timeout=SECONDS)
        assert second.returncode == 2
        assert f"another program uses the port {port}" in said
