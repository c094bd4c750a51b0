"""`haqiba pull`: what was changed in a deck, in PowerPoint or LibreOffice, comes back into the seeds: exactly that, or a reason why not."""

import os
import random
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx.oxml.ns import qn

from generator.content.markup import MarkupError, parse_inline, shown_characters
from generator.content.origins import Origin
from generator.content.reader import parse_yaml
from generator.pulling.deck import read_deck
from generator.pulling.pull import pull, write
from generator.writers.pptx.origins import fingerprint, plain, read_record
from tests.conftest import SEEDS, WATER_SEEDS, change, run, without_excerpts
from tests.deck_editing import EditedDeck, plain_text

MODULE = "modules/01-home-storage.yaml"
DECK = "three-day/slides/01-home-storage.pptx"


@pytest.fixture
def water(tmp_path):
    """A copy of the tests' own seeds, which are in no kit's folder."""
    return Path(shutil.copytree(WATER_SEEDS, tmp_path / "water" / "seeds"))


def build_one_session(seeds, out, *options):
    """Build the deck of the module that tests change, as that of a programme of its own."""
    programme = seeds / "programmes" / "three-day.yaml"
    text = programme.read_text(encoding="utf-8")
    programme.write_text(re.sub(r"(?s)\ndays:.*", "\ndays: [{title: يوم, start: '8:30', slots: [{module: home-storage}]}]\n", text), encoding="utf-8")
    assert run("build", "three-day", "--seeds", seeds, "--out", out, "--only", "decks", *options) == 0


@pytest.fixture
def deck(water_kit):
    return EditedDeck(water_kit / DECK)


@pytest.fixture(scope="session")
def all_decks(kit, water_kit):
    """All decks of both kits with their seeds."""
    decks = [(path, seeds) for out, seeds in ((kit, SEEDS), (water_kit, WATER_SEEDS)) for path in sorted(out.rglob("*.pptx"))]
    assert len(decks) == 27
    return decks


def lines_changed(before, after):
    """Give the lines that differ between two files of the same number of lines."""
    old, new = (path.read_bytes().decode().split("\n") for path in (before, after))
    assert len(old) == len(new)
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


def pulled_and_written(path, seeds):
    found = pull(path, seeds)
    assert found.is_complete, [str(one) for one in found.refused]
    write(found)
    return found


def refusals(path, seeds):
    return [one.message.id for one in pull(path, seeds).refused]


# Nothing was changed


def test_decks_as_built_have_no_changes(all_decks):
    for path, seeds in all_decks:
        found = pull(path, seeds)
        assert found.is_complete and not found.changes, path


def test_decks_saved_by_libreoffice_have_no_changes(all_decks, tmp_path):
    """LibreOffice gives slides and shapes new identifiers and placeholders new names, and divides and joins runs.

    The longest programme of the second kit has every element; of the first one's, the deck with most slides stands for all.
    """
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "CI must have LibreOffice"
        pytest.skip("LibreOffice Impress is not installed")
    longest = [(path, seeds) for path, seeds in all_decks if "three-day" in path.parts or path.match("two-day/*/quiz-deck.pptx")]
    assert len(longest) == 8 + 1
    copies = {tmp_path / f"{number}.pptx": (path, seeds) for number, (path, seeds) in enumerate(longest)}
    for copy, (path, _) in copies.items():
        shutil.copy(path, copy)
    arguments = ["--convert-to", "pptx:Impress MS PowerPoint 2007 XML", "--outdir", str(tmp_path / "saved"), *map(str, copies)]
    subprocess.run([office, "--headless", *arguments], check=True, capture_output=True, env=os.environ | {"HOME": str(tmp_path)}, timeout=500)
    built = {slide.identifier for path, _ in longest for slide in read_deck(path).record.slides}
    for copy, (path, seeds) in copies.items():
        saved = tmp_path / "saved" / copy.name
        assert not built & {slide.identifier for slide in read_deck(saved).slides}
        found = pull(saved, seeds)
        assert found.is_complete and not found.changes, path
    _edits_after_saving(tmp_path / "saved", copies, tmp_path)


def _edits_after_saving(saved, copies, tmp_path):
    """Of what is changed in a deck that LibreOffice saved, exactly that is found, on slides that were moved, too."""
    name = next(copy.name for copy, (path, _) in copies.items() if str(path).endswith(DECK))
    deck = EditedDeck(saved / name)
    deck.retype("فحص الغطاء", "فحص الغطاء والمقبض")
    deck.replace("صنبور في أسفله", "صنبور في وسطه")
    deck.retype("وعاء آمن ووعاء غير آمن", "وعاء آمن ووعاء خطر")
    deck.replace("قارنوا بين الوعاءين", "قارنوا بهدوء بين الوعاءين")
    deck.move_slide(19, 5)
    found = pull(deck.save(tmp_path / "edited.pptx"), WATER_SEEDS)
    assert sorted(one.text.origin.key for one in found.changes) == [
        "sections.3.figure.items.0.points.1",
        "sections.3.figure.title",
        "sections.3.notes.say",
        "sections.4.table.rows.2.1",
    ]
    assert ([one.number for one in found.moved], found.new, found.deleted, found.refused) == ([5], (), (), ())


# Everything that can be changed


@pytest.mark.parametrize("name", ["01-home-storage", "02-water-treatment", "03-school-water", "04-emergency-water", "05-mixed-text"])
def test_every_text_of_a_deck_comes_back(name, water_kit, water, tmp_path):
    """A word is added at the end, at the beginning, or in the middle of every text of the seeds, on one of the slides that show it."""
    path = water_kit / f"three-day/slides/{name}.pptx"
    deck, expected, choose = EditedDeck(path), {}, random.Random(name)
    built = {}
    for number, slide in enumerate(read_deck(path).record.slides, 1):
        for paragraph in [*(one for shape in slide.shapes for one in shape.paragraphs), *slide.notes]:
            built[number, paragraph.print] = paragraph
    for number, body in deck.bodies():
        for paragraph in body.findall(qn("a:p")):
            record = built.get((number, fingerprint(plain_text(paragraph))))
            origins = [one.origin for one in record.texts if one.origin] if record else []
            if len(origins) == 1 and origins[0] not in expected and not origins[0].startswith("sources/"):
                _add_a_word(paragraph, record.texts, choose)
                expected[origins[0]] = plain_text(paragraph)
    found = pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    assert set(expected) ^ {str(one.text.origin) for one in found.changes} == set()
    assert len(expected) >= {"04-emergency-water": 15}.get(name, 90)
    for one in found.changes:
        assert one.words in expected[str(one.text.origin)]
    # What was written says what was typed, so that nothing is left to pull.
    again = pull(tmp_path / "edited.pptx", water)
    assert (again.changes, again.refused) == ((), ())
    for file in found.files:
        assert _cites(file) == _cites(WATER_SEEDS / file.relative_to(water))
        assert _comments(file) == _comments(WATER_SEEDS / file.relative_to(water))


def _add_a_word(paragraph, texts, choose):
    """Add a word to the text of the seeds in a paragraph: before its first word, behind its last, or between two; not to the words of the program."""
    place = next(index for index, one in enumerate(texts) if one.origin)
    before, behind = (plain("".join(one.words for one in part)) for part in (texts[:place], texts[place + 1 :]))
    words = plain_text(paragraph)
    own = words.removeprefix(before).removesuffix(behind)
    runs = [one for one in paragraph.iter(qn("a:t")) if one.text]
    places = [(piece, found.start()) for piece in runs for found in re.finditer(r"(?<!\S)(?=\S)|(?<=\S)(?!\S)", piece.text)]
    for piece, start in choose.sample(places, len(places)):
        typed, is_begun = piece.text, start == 0 or piece.text[start - 1].isspace()
        piece.text = f"{typed[:start]}زيادة {typed[start:]}" if is_begun else f"{typed[:start]} زيادة{typed[start:]}"
        changed = plain_text(paragraph)
        if changed.startswith(before) and changed.endswith(behind) and changed.removeprefix(before).removesuffix(behind).split() != own.split():
            return
        piece.text = typed
    raise AssertionError(words)


def _cites(path):
    return re.findall(r"\[@[^\]]*\]|\]\(http[^)]*\)|\]\{ltr\}", path.read_text(encoding="utf-8"))


def _comments(path):
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.lstrip().startswith("#")]


def test_each_kind_of_text_keeps_citations_emphasis_and_layout(deck, water, tmp_path):
    deck.retype("أوعية مكشوفة في 40% من المنازل", "أوعية بلا غطاء في 40% من المنازل", slide=5)
    deck.replace(" في أسفله", " قرب القاع")
    deck.retype("غسل الوعاء", "غسل الوعاء جيدًا")
    deck.retype("أعمال الأسبوع في البيت", "أعمال أسبوع كامل")
    deck.replace("الجدول طويل عن قصد", "الجدول طويل قصدًا", slide=10)
    deck.retype("الجزء الثاني: بأيدينا", "أيدينا: الجزء الثاني")
    deck.retype("حل قليل الكلفة، وتفصيله في الدليل", "حل قليل الكلفة، وتفصيله في الكتيب", slide=5)
    found = pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    assert len(found.changes) == 7
    assert lines_changed(WATER_SEEDS / MODULE, water / MODULE) == [
        ('      - "**أوعية مكشوفة** في 40% من المنازل [@report-open-containers]"', '      - "**أوعية بلا غطاء** في 40% من المنازل [@report-open-containers]"'),
        (
            '      - "**حل** قليل الكلفة، وتفصيله في [الدليل](https://example.org/handbook)"',
            '      - "**حل** قليل الكلفة، وتفصيله في [الكتيب](https://example.org/handbook)"',
        ),
        ("            - صنبور في أسفله", "            - صنبور قرب القاع"),
        ("      say: الجدول طويل عن قصد، فهو يُعلَّق ولا يُحفظ.", "      say: الجدول طويل قصدًا، فهو يُعلَّق ولا يُحفظ."),
        ("      title: أعمال الأسبوع في البيت", "      title: أعمال أسبوع كامل"),
        ("          - غسل الوعاء [@handbook-cleaning]", "          - غسل الوعاء جيدًا [@handbook-cleaning]"),
        ('      title: "الجزء الثاني: بأيدينا"', '      title: "أيدينا: الجزء الثاني"'),
    ]


def test_a_chart_gives_back_its_title_and_categories_but_not_its_values(water_kit, water, tmp_path):
    deck = EditedDeck(water_kit / DECK)
    (chart,) = [shape.chart for slide in deck.presentation.slides for shape in slide.shapes if shape.has_chart]
    space = chart._chartSpace
    for point in space.find(f".//{qn('c:cat')}").iter(qn("c:v")):
        point.text = point.text.replace("قربة", "قربة جلدية")
    for run_ in space.find(f".//{qn('c:title')}").iter(qn("a:t")):
        run_.text = run_.text.replace("لتر", "لترات")
    found = pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    assert {(one.text.origin.key, one.words) for one in found.changes} == {
        ("sections.5.chart.unit", "لترات"),
        ("sections.5.chart.items.2.label", "قربة جلدية"),
    }
    assert '{label: "قربة جلدية [@platform-daily]", value: 7.25}' in (water / MODULE).read_text(encoding="utf-8")
    next(space.find(f".//{qn('c:val')}").iter(qn("c:v"))).text = "0.75"
    assert refusals(deck.save(tmp_path / "edited.pptx"), water) == ["pull.label"]


def test_a_text_on_two_slides_comes_back_as_one(water, tmp_path):
    """A long story is continued on a second slide; both parts go into the same text, and the repeated title is one."""
    long = "\n\n        ".join(f"الفقرة رقم {number}: " + "ثم جاء الجار وسأل عن الوعاء والكوب والمغرفة " * 1 for number in range(1, 6))
    change(water / MODULE, "ثم مرض طفلان في أسبوع واحد.", long)
    build_one_session(water, tmp_path / "out")
    before = (water / MODULE).read_text(encoding="utf-8")
    deck = EditedDeck(tmp_path / "out" / DECK)
    slides = {number for number, body in deck.bodies() for one in body.iter(qn("a:t")) if "الفقرة رقم" in (one.text or "")}
    assert len(slides) == 2
    first, second = sorted(slides)
    assert deck.replace("الفقرة رقم 1", "الفقرة الأولى", first) == 1
    assert deck.replace("الفقرة رقم 5", "الفقرة الأخيرة", second) == 1
    # The continuation's label is the program's.
    deck.replace("(تابع)", "(يتبع)", second)
    assert refusals(deck.save(tmp_path / "edited.pptx"), water) == ["pull.label"]
    deck.replace("(يتبع)", "(تابع)", second)
    deck.replace("بيت على التلة", "بيت على التل", second)
    found = pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    assert [(one.text.origin.key, one.text.origin.paragraph) for one in found.changes] == [
        ("sections.7.case.scenario", 4),
        ("sections.7.case.title", None),
        ("sections.7.case.scenario", 8),
    ]
    after = (water / MODULE).read_text(encoding="utf-8")
    assert after == before.replace("الفقرة رقم 1", "الفقرة الأولى").replace("الفقرة رقم 5", "الفقرة الأخيرة").replace("بيت على التلة", "بيت على التل")


# Items of lists


def test_items_are_added_to_lists_and_removed_from_them(deck, water, tmp_path):
    deck.add("أيدٍ كثيرة تلمس ماءً واحدًا", "نقطة جديدة: فيها 50% و[قوس]", slide=5)
    deck.delete("زيارات متطوعين إلى 120 منزلًا", slide=5)
    deck.add_before("غطاء مفقود", "لا غطاء", slide=9)
    deck.delete("كوب لكل الناس", slide=9)
    found = pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    assert [(len(one.removed), len(one.added)) for one in found.changes] == [(1, 0), (0, 1), (0, 1), (1, 0)]
    old, new = (parse_yaml("", (folder / MODULE).read_bytes()) for folder in (WATER_SEEDS, water))
    points = old["sections"][0]["points"]
    assert new["sections"][0]["points"] == [*points[1:5], "نقطة جديدة: فيها 50% و\\[قوس\\]", points[5]]
    poor = old["sections"][3]["figure"]["items"][1]["points"]
    assert new["sections"][3]["figure"]["items"][1]["points"] == ["لا غطاء", *poor[:-1]]
    again = pull(tmp_path / "edited.pptx", water)
    assert again.changes == ()


def test_an_item_that_is_shown_elsewhere_or_in_no_list_is_not_removed(deck, water, tmp_path):
    materials = parse_yaml("", (WATER_SEEDS / MODULE).read_bytes())["sections"][6]["activity"]["materials"]
    deck.delete(str(materials[2]), slide=15)
    # One with its number is a block.
    deck.delete(str(materials[0]["item"]), slide=15)
    deck.delete("غسل الوعاء", slide=10)
    deck.add("أعمال الأسبوع في البيت", "سطر ثان للعنوان", slide=10)
    assert sorted(refusals(deck.save(tmp_path / "edited.pptx"), water)) == ["pull.added", "pull.removed", "pull.removed", "pull.still-shown"]


def test_a_list_in_brackets_is_left_with_a_reason(water_kit, water, tmp_path):
    module = water / MODULE
    change(
        module,
        """      - "**الشكل** واحد تقريبًا"
      - "**الاستعمال** هو الفرق"
      - "**النتيجة** تظهر بعد أيام"
      - "**القرار** لصاحب البيت"
""",
        """      ["**الشكل** واحد تقريبًا", "**الاستعمال** هو الفرق", "**النتيجة** تظهر بعد أيام", "**القرار** لصاحب البيت"]
""",
    )
    deck = EditedDeck(water_kit / DECK)
    deck.add("الاستعمال هو الفرق", "نقطة جديدة", slide=8)
    deck.retype("النتيجة تظهر بعد أيام", "النتيجة تظهر بعد أسبوع", slide=8)
    found = pull(deck.save(tmp_path / "edited.pptx"), water)
    assert [one.words for one in found.changes] == ["النتيجة تظهر بعد أسبوع"]
    assert [one.message.id for one in found.refused] == ["pull.layout"]
    write(found)
    assert '"**النتيجة** تظهر بعد أسبوع"' in module.read_text(encoding="utf-8")


# How files are written


@pytest.mark.parametrize(
    ("written", "new", "result"),
    [
        ("صنبور في أسفله", "صنبور: في أسفله", '"صنبور: في أسفله"'),
        ("صنبور في أسفله", "صنبور #1 في أسفله", '"صنبور #1 في أسفله"'),
        ("صنبور في أسفله", "- صنبور", '"- صنبور"'),
        ("صنبور في أسفله  # تعليق", "صنبور في الأسفل", "صنبور في الأسفل  # تعليق"),
        ("'صنبور في أسفله'", "صنبور 'أزرق' في أسفله", "'صنبور ''أزرق'' في أسفله'"),
        ('"صنبور في أسفله"', 'صنبور "أزرق" في أسفله', '"صنبور \\"أزرق\\" في أسفله"'),
        ('"صنبور \\u0641\\u064a أسفله"', "صنبور في وسطه", '"صنبور في وسطه"'),
        (">-\n              صنبور\n              في أسفله", "صنبور كبير في أسفله", ">-\n              صنبور كبير\n              في أسفله"),
        ("|\n              صنبور في أسفله", "صنبور: في أسفله # هنا", "|\n              صنبور: في أسفله # هنا"),
        ("صنبور\n              في أسفله", "صنبور في\u00a0أسفله كله", "صنبور\n              في أسفله كله"),
        ("صنبور **في** أسفله", "صنبور في أسفله *هنا*", "صنبور **في** أسفله \\*هنا\\*"),
        ("صنبور في أسفله [@handbook-cover]", "صنبور في القاع", "صنبور في القاع [@handbook-cover]"),
        ("صنبور [@handbook-cover] في أسفله", "صنابير في أسفله", "صنابير [@handbook-cover] في أسفله"),
        ("صنبور [@handbook-cover] في **أسفله**", "حنفية", "حنفية [@handbook-cover]"),
        ('"**صنبور** في أسفله"', "صنبور قديم في أسفله", '"**صنبور** قديم في أسفله"'),
        ('"صنبور **في أسفله**"', "صنبور قديم", '"صنبور **قديم**"'),
    ],
)
def test_a_text_is_changed_in_its_own_style(written, new, result, water, tmp_path):
    module = water / MODULE
    change(module, "- صنبور في أسفله\n", f"- {written}\n")
    build_one_session(water, tmp_path / "out")
    deck = EditedDeck(tmp_path / "out" / DECK)
    deck.retype("صنبور في أسفله", new, slide=9)
    before = module.read_text(encoding="utf-8")
    pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    assert module.read_text(encoding="utf-8") == before.replace(f"- {written}\n", f"- {result}\n")


def test_line_ends_and_a_byte_order_mark_are_kept(deck, water, tmp_path):
    module = water / MODULE
    raw = b"\xef\xbb\xbf" + module.read_bytes().replace(b"\n", b"\r\n")
    module.write_bytes(raw)
    deck.retype("صنبور في أسفله", "صنبور في القاع", slide=9)
    deck.add("غطاء مفقود", "غطاء مكسور", slide=9)
    pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    expected = raw.replace("صنبور في أسفله".encode(), "صنبور في القاع".encode())
    assert module.read_bytes() == expected.replace("- غطاء مفقود\r\n".encode(), "- غطاء مفقود\r\n            - غطاء مكسور\r\n".encode())


def test_numbers_are_written_in_the_digits_of_the_seeds(water, tmp_path):
    """In an edition with Arabic-Indic digits ٤٠٪ is 40% in the seeds, and 45.5 is ٤٥٫٥."""
    build_one_session(water, tmp_path / "out", "--edition", "eg")
    (path,) = (tmp_path / "out").glob(f"*/slides/{Path(DECK).name}")
    assert pull(path, water).changes == ()
    deck = EditedDeck(path)
    deck.retype("أوعية مكشوفة في ٤٠٪ من المنازل", "أوعية مكشوفة في ٤٢٫٥٪ من المنازل", slide=5)
    deck.retype("زيارات متطوعين إلى ١٢٠ منزلًا", "زيارات متطوعين إلى ١٬٢٠٠ منزل", slide=5)
    deck.retype("استعمال يومي: ٤٥٫٥ لترًا للفرد", "استعمال يومي: 46.5 لترًا للفرد", slide=5)
    found = pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    assert len(found.changes) == 3
    text = (water / MODULE).read_text(encoding="utf-8")
    assert "في 42.5% من المنازل [@report-open-containers]" in text
    assert "إلى 1,200 منزل [@report-visits]" in text
    assert "45.5" not in text.split("points:")[1].split("text:")[0] and "46.5 لترًا" in text


def test_numbers_with_a_decimal_comma_are_written_with_a_point(water, tmp_path):
    build_one_session(water, tmp_path / "out", "--edition", "dz")
    (path,) = (tmp_path / "out").glob(f"*/slides/{Path(DECK).name}")
    assert pull(path, water).changes == ()
    deck = EditedDeck(path)
    deck.retype("استعمال يومي: 45,5 لترًا للفرد", "استعمال يومي: من 45,5 إلى 1.250,75 لترًا للفرد", slide=5)
    deck.add("أيدٍ كثيرة تلمس ماءً واحدًا", "حرارة تبلغ 28,5 °C", slide=5)
    pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    points = parse_yaml("", (water / MODULE).read_bytes())["sections"][0]["points"]
    assert points[3] == "**استعمال يومي**: من 45.5 إلى 1,250.75 لترًا للفرد [@report-daily-use]"
    assert points[5] == "حرارة تبلغ 28.5 °C"


# What is not taken


def test_what_the_seeds_no_longer_say_is_not_overwritten(deck, water, tmp_path):
    change(water / MODULE, "            - صنبور في أسفله\n", "            - صنبور في جانبه\n")
    before = (water / MODULE).read_bytes()
    deck.retype("صنبور في أسفله", "صنبور في القاع", slide=9)
    deck.retype("غطاء مفقود", "غطاء ضائع", slide=9)
    found = pull(deck.save(tmp_path / "edited.pptx"), water)
    assert [one.words for one in found.changes] == ["غطاء ضائع"]
    assert [one.message.id for one in found.refused] == ["pull.stale"]
    write(found)
    assert (water / MODULE).read_bytes() == before.replace("غطاء مفقود".encode(), "غطاء ضائع".encode())


def test_a_text_that_was_moved_in_its_file_is_found(deck, water, tmp_path):
    change(water / MODULE, "            - غطاء مفقود\n            - مغرفة تتناقلها الأيدي\n", "            - مغرفة تتناقلها الأيدي\n            - غطاء مفقود\n")
    deck.retype("غطاء مفقود", "غطاء ضائع", slide=9)
    found = pulled_and_written(deck.save(tmp_path / "edited.pptx"), water)
    assert [one.text.origin.key for one in found.changes] == ["sections.3.figure.items.1.points.1"]
    assert "            - مغرفة تتناقلها الأيدي\n            - غطاء ضائع\n" in (water / MODULE).read_text(encoding="utf-8")


def test_changes_across_texts_labels_facts_and_links_are_told(deck, water, tmp_path):
    deck.replace("دقائق", "دقيقة", slide=3)
    deck.replace("قولوا: ", "قل: ", slide=9)
    deck.retype("حل قليل الكلفة، وتفصيله في الدليل", "حل آخر", slide=5)
    deck.replace("متطوعون", "متدربون", slide=5)
    found = pull(deck.save(tmp_path / "edited.pptx"), water)
    assert found.changes == ()
    assert {one.message.id for one in found.refused} == {"pull.label", "pull.marks", "pull.fact"}


def test_a_text_changed_in_two_ways_is_not_taken(deck, water, tmp_path):
    objective = str(parse_yaml("", (WATER_SEEDS / MODULE).read_bytes())["objectives"][0]["text"]).replace("**", "")
    deck.retype(objective, f"{objective} أولًا", slide=2)
    found = pull(deck.save(tmp_path / "edited.pptx"), water)
    assert [one.text.origin.key for one in found.changes] == ["objectives.0.text"]
    notes = deck.presentation.slides[1].notes_slide.notes_text_frame._txBody
    (line,) = [one for one in notes.findall(qn("a:p")) if plain(objective) in plain_text(one)]
    runs = [one for one in line.iter(qn("a:t")) if plain(one.text)]
    runs[1].text = f"ثم {runs[1].text}"
    found = pull(deck.save(tmp_path / "edited.pptx"), water)
    assert (found.changes, [one.message.id for one in found.refused]) == ((), ["pull.conflict"])


def test_new_deleted_and_moved_slides_are_listed(deck, water, tmp_path, capsys):
    deck.add_slide("شريحة من عند زميل")
    deck.move_slide(7, 12)
    deck.delete_slide(5)
    deck.retype("صنبور في أسفله", "صنبور في القاع")
    path = deck.save(tmp_path / "edited.pptx")
    found = pull(path, water)
    assert [one.words for one in found.changes] == ["صنبور في القاع"]
    assert ([one.title for one in found.new], [one.number for one in found.moved], found.refused) == (["شريحة من عند زميل"], [11], ())
    assert len(found.deleted) == 1
    assert run("pull", path, "--kit", water.parent, "--lang", "en") == 1
    said = without_excerpts(capsys.readouterr().out)
    assert "slide 23 is new and was not taken: «شريحة من عند زميل»" in said
    assert "slide 11 was moved, which was not taken" in said
    assert "a slide was deleted, which was not taken" in said


# The command


def test_the_command_shows_and_then_writes(deck, water, tmp_path, capsys):
    path = deck.save(tmp_path / "edited.pptx")
    assert run("pull", path, "--kit", water.parent, "--lang", "ar") == 0
    assert "لم يُعدَّل أي نص" in capsys.readouterr().out
    deck.retype("صنبور في أسفله", "صنبور في القاع")
    deck.save(path)
    before = (water / MODULE).read_bytes()
    assert run("pull", path, "--kit", water.parent, "--lang", "en") == 0
    said = capsys.readouterr().out
    assert f"{MODULE}:141:15, slide 9:\n    - صنبور في أسفله\n    + صنبور في القاع\n" in said
    assert "1 text changed, 0 added, 0 removed; not taken: 0" in said and "nothing was written" in said
    assert (water / MODULE).read_bytes() == before
    assert run("pull", path, "--write", "--kit", water.parent, "--lang", "en") == 0
    assert "written; read it, and run `haqiba check`" in capsys.readouterr().out
    assert (water / MODULE).read_bytes() == before.replace("صنبور في أسفله".encode(), "صنبور في القاع".encode())
    assert run("pull", path, "--kit", water.parent, "--lang", "en") == 0
    assert "no text was changed" in capsys.readouterr().out


def test_what_is_no_deck_of_ours_is_told(water_kit, water, tmp_path, capsys):
    good = (water_kit / DECK).read_bytes()
    other = tmp_path / "other.pptx"
    with zipfile.ZipFile(water_kit / DECK) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b"urn:haqiba:origins", b"urn:something-else") if name.startswith("customXml") else data)
    cases = {"other.pptx": "pull.no-record", "missing.pptx": "missing-file"}
    choose = random.Random(1)
    for number in range(40):
        data = bytearray(good[: choose.randrange(len(good))] if number % 2 else good)
        for _ in range(0 if number % 2 else 30):
            data[choose.randrange(len(data))] ^= 0xFF
        (tmp_path / f"damaged-{number}.pptx").write_bytes(bytes(data))
    (tmp_path / "text.pptx").write_text("نص")
    cases["text.pptx"] = "pull.no-deck"
    for name, code in cases.items():
        assert run("pull", tmp_path / name, "--kit", water.parent, "--format", "json", "--lang", "en") == 1
        assert f'"code": "{code.partition(".")[0]}"' in capsys.readouterr().out
    for number in range(40):
        assert run("pull", tmp_path / f"damaged-{number}.pptx", "--kit", water.parent) in (0, 1)
        assert "Traceback" not in capsys.readouterr().err


def test_a_record_leads_to_no_file_outside_the_seeds(water_kit, water, tmp_path):
    path = tmp_path / "planted.pptx"
    (tmp_path / "secret.yaml").write_text("title: سر\n", encoding="utf-8")
    with zipfile.ZipFile(water_kit / DECK) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(MODULE.encode(), b"modules/../../../secret.yaml") if name.startswith("customXml") else data)
    assert read_record(zipfile.ZipFile(path).read("customXml/item1.xml")).slides
    deck = EditedDeck(path)
    deck.retype("صنبور في أسفله", "صنبور في القاع")
    found = pull(deck.save(path), water)
    assert (found.changes, [one.message.id for one in found.refused]) == ((), ["pull.stale"])


# What is shown of a text


@given(st.text(alphabet=st.sampled_from("اب ت *[]@()\\{}-1.٪\n\u00a0،htps:/lrf"), max_size=40))
def test_the_characters_that_are_shown_are_those_of_the_text(words):
    try:
        parsed = parse_inline(parse_yaml("", f"a: {_quoted(words)}\n".encode())["a"])
    except (MarkupError, KeyError, AttributeError):
        return
    shown = "".join(one.character for one in shown_characters(words, 0, len(words)))
    assert plain(shown) == plain(parsed.plain)


def _quoted(words):
    return '"' + words.replace("\\", "\\\\").replace("\n", "\\n").replace("\u00a0", "\\_") + '"'


def test_origins_are_read_as_they_are_written():
    for written in ("modules/a.yaml:sections.2.points.0", "kit.yaml:organisation.name", "modules/a.yaml:case.scenario~12"):
        assert str(Origin.parse(written)) == written
    with pytest.raises(ValueError, match="nothing"):
        Origin.parse("nothing")
