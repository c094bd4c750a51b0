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


@pytest.fixture
def deck(water_kit):
    return EditedDeck(water_kit / DECK)


@pytest.fixture(scope="session")
def all_decks(kit, water_kit):
    """All decks of both kits with their seeds."""
    decks = [(path, seeds) for out, seeds in ((kit, SEEDS), (water_kit, WATER_SEEDS)) for path in sorted(out.rglob("*.pptx"))]
    assert len(decks) == 25
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
    """LibreOffice gives slides and shapes new identifiers and placeholders new names, and divides and joins runs."""
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "CI must have LibreOffice"
        pytest.skip("LibreOffice Impress is not installed")
    copies = {tmp_path / f"{number}.pptx": (path, seeds) for number, (path, seeds) in enumerate(all_decks)}
    for copy, (path, _) in copies.items():
        shutil.copy(path, copy)
    arguments = ["--convert-to", "pptx:Impress MS PowerPoint 2007 XML", "--outdir", str(tmp_path / "saved"), *map(str, copies)]
    subprocess.run([office, "--headless", *arguments], check=True, capture_output=True, env=os.environ | {"HOME": str(tmp_path)}, timeout=500)
    built = {slide.identifier for path, _ in all_decks for slide in read_deck(path).record.slides}
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
                _add_a_word(paragraph, [one.words for one in record.texts if not one.origin], choose)
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


def _add_a_word(paragraph, labels, choose):
    """Add a word to the text of a paragraph, beside the words that the program adds to it."""
    runs = [one for one in paragraph.iter(qn("a:t")) if plain(one.text or "") and not any(plain(one.text) in plain(label) for label in labels)]
    run = choose.choice([runs[0], runs[-1], choose.choice(runs)])
    ends = [one.strip() for one in labels if one.strip() and run.text.strip().endswith(one.strip())]
    if ends or choose.random() < 0.5:
        run.text = re.sub(r"^(\s*)", r"\1زيادة ", run.text)
    else:
        run.text = re.sub(r"(\s*)$", r" زيادة\1", run.text, count=1)


def _cites(path):
    return re.findall(r"\[@[^\]]*\]|\]\(http[^)]*\)|\]\{ltr\}", path.read_text(encoding="utf-8"))


def _comments(path):
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.lstrip().startswith("#")]


def test_each_kind_of_text_keeps_citations_emphasis_and_layout(deck, water, tmp_path):
    deck.replace("أوعية مكشوفة", "أوعية بلا غطاء")
    deck.replace(" في أسفله", " قرب القاع")
    deck.retype("غسل الوعاء", "غسل الوعاء جيدًا")
    deck.retype("أعمال الأسبوع في البيت", "أعمال أسبوع كامل")
    deck.replace("الجدول طويل عن قصد", "الجدول طويل قصدًا")
    deck.retype("الجزء الثاني: بأيدينا", "الجزء الثاني: أيدينا")
    deck.replace("دليل", "كتيب")
    deck.save(tmp_path / "edited.pptx")
    found = pulled_and_written(tmp_path / "edited.pptx", water)
    assert len(found.changes) == 8
    assert lines_changed(WATER_SEEDS / MODULE, water / MODULE) == [
        ('      title: "الجزء الأول: قبل أن نملأ الوعاء"', '      title: "الجزء الأول: قبل أن نملأ الوعاء"'),
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
