"""Trace statements to facts and back, in both kits; the page of traceability; the command `sources`."""

import re

import pytest
from pypdf import PdfReader

from generator.content.loading import read_library
from generator.content.tracing import trace
from generator.model.text import Text
from tests.conftest import SEEDS, WATER_SEEDS, change, run

MODULE = "seeds/modules/01-good-meetings.yaml"


@pytest.mark.parametrize(("seeds", "least"), [(SEEDS, 400), (WATER_SEEDS, 100)])
def test_every_citation_is_traced_once(seeds, least):
    library, _ = read_library(seeds)
    traced = trace(library)
    cites = [cite for record in (library.kit, library.facilitation, *library.programmes, *library.modules) for cite in record.cites]
    uses = {str(fact.id): places for source in traced.sources for fact, places in source.uses}
    assert sum(map(len, uses.values())) == len(cites) > 50
    for cite in cites:
        assert cite.span in uses[cite.fact]
    assert len(traced.statements) > least
    for one in traced.statements:
        assert one.facts == tuple(dict.fromkeys(cite.fact for cite in one.text.cites))


def test_statements_are_what_rests_on_facts_in_reading_order(new_kit):
    library, _ = read_library(new_kit / "seeds")
    said = [one.text.plain for one in trace(library).statements]
    assert said[0].startswith("تعرض هذه الوحدة ثلاث مراحل")
    assert said[1:4] == ["غرض واحد واضح لكل اجتماع", "لا قرار بلا مسؤول وموعد", "كتابة الغرض في سطر واحد"]
    assert "الإعداد: غرض واحد وجدول أعمال" in said
    assert said[-3].startswith("للقرار شخص مسؤول وموعد")
    # What the facilitator answers, last.
    assert said[-2:] == ["يُكتب ما نقص حتى يُتخذ القرار، ومن يأتي به، ومتى.", "المسؤول عنه وموعده."]
    # Neither instructions nor questions.
    assert not [one for one in said if "اقرؤوا" in one or "؟" in one]
    assert all(isinstance(one.text, Text) and one.module == "good-meetings" for one in trace(library).statements)


def test_what_nothing_cites_is_found(new_kit):
    change(new_kit / MODULE, "إرسال جدول الأعمال مبكرًا [@guide-agenda]", "إرسال جدول الأعمال مبكرًا")
    change(new_kit / MODULE, "قبل الموعد بيومين على الأقل [@guide-agenda].", "قبل الموعد بيومين على الأقل.")
    library, _ = read_library(new_kit / "seeds")
    traced = trace(library)
    (source,) = traced.sources
    assert [str(fact.id) for fact in source.unused] == ["guide-agenda"]
    assert (source.bare_paragraphs, source.idle_paragraphs) == ((1,), (3,))
    assert "إرسال جدول الأعمال مبكرًا" in [one.text.plain for one in traced.without_fact]


def test_the_command_lists_uses_and_gaps(new_kit, capsys):
    change(new_kit / MODULE, "إرسال جدول الأعمال مبكرًا [@guide-agenda]", "إرسال جدول الأعمال مبكرًا")
    change(new_kit / MODULE, "قبل الموعد بيومين على الأقل [@guide-agenda].", "قبل الموعد بيومين على الأقل.")
    assert run("sources") == 0
    said = capsys.readouterr().out.replace("\\", "/").splitlines()
    place = said.index("seeds/sources/meeting-guide.yaml: meeting-guide, 3 facts")
    text = (new_kit / MODULE).read_text(encoding="utf-8").split("\n")
    for number, (fact, count) in enumerate((("guide-purpose", 4), ("guide-agenda", 0), ("guide-decisions", 6)), place + 1):
        marks = [f"{MODULE}:{line}:{words.index(f'[@{fact}]') + 3}" for line, words in enumerate(text, 1) if f"[@{fact}]" in words]
        assert len(marks) == count
        # What the facilitator answers comes last, wherever it is written.
        name, _, places = said[number].partition(": ")
        assert (name, sorted(places.split(", "))) == (f"  {fact}", sorted(marks) or ["used nowhere"])
    assert "  paragraphs without a fact: 1" in said
    assert "  paragraphs whose facts are used nowhere: 3" in said
    gap = next(line for line in said if line.startswith("seeds/modules/01-good-meetings.yaml:41:"))
    assert gap.endswith("no fact: إرسال جدول الأعمال مبكرًا")
    assert said[-1] == "1 source, 3 facts, 1 of them used nowhere; 20 statements, 10 of them without a fact"


def test_the_page_in_the_kit_shows_both(new_kit):
    change(new_kit / MODULE, "إرسال جدول الأعمال مبكرًا [@guide-agenda]", "إرسال جدول الأعمال مبكرًا")
    change(new_kit / MODULE, "قبل الموعد بيومين على الأقل [@guide-agenda].", "قبل الموعد بيومين على الأقل.")
    assert run("build", "--only", "papers") == 0
    words = " ".join("\n".join(page.extract_text() for page in PdfReader("build/introduction/facilitator/traceability.pdf").pages).split())
    words = re.sub("[\u061c\u200e\u200f]", "", words)
    for expected in (
        "تتبّع المادة إلى مصادرها",
        "الوحدة 1: اجتماع عمل ناجح",
        "دليل الاجتماعات، الفقرة 2",
        "بلا واقعة مسجلة",
        "ما لم يستعمله البرنامج من المصادر",
        "يُطلع المدعوون على جدول الأعمال ووثائقه قبل الموعد بيومين أو أكثر",
        "بلا واقعة مسجلة: الفقرة 1",
    ):
        assert expected in words, expected


def test_a_kit_that_uses_everything_has_no_list_of_the_unused(new_kit):
    change(new_kit / "seeds/sources/meeting-guide.yaml", "  - number: 1\n    sha256: 6a335b25491d829db1c0f006f9f4425fdaf7ee66fa6653b34a15bf51ca1beb4e\n", "")
    assert run("build", "--only", "papers") == 0
    words = "\n".join(page.extract_text() for page in PdfReader("build/introduction/facilitator/traceability.pdf").pages)
    assert "تتبّع المادة" in words
    assert "ما لم يستعمله" not in words


def test_a_cell_is_stated_with_the_heading_of_its_row():
    library, _ = read_library(WATER_SEEDS)
    said = [one.text.plain for one in trace(library).statements]
    assert "الكلور الحر المتبقي: 0.2–0.5 mg/L" in said
    assert "رقم الهاتف: +212 5 37 00 00 00" in said
