"""Typed comments, paragraphs and lists are read as meant, or reported with their place."""

import pytest

from generator.content.markup import MarkupError, parse_inline, parse_prose
from generator.content.reader import read_yaml
from generator.diagnostics import ContentError
from generator.model.text import BulletList
from tests.conftest import run


def read(tmp_path, text):
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


def warned(tmp_path, text):
    return [(one.span.line, one.span.column, one.message) for one in read(tmp_path, text).warnings]


SWALLOWED = "the text from here on is a comment: «{}» is not read"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("points:\n  - النقطة # الثانية\n", (2, 12, "# الثانية")),
        ("title: الدرس # 3\n", (1, 14, "# 3")),
        ("text: نص أول\n  وتتمته # الأخيرة\n", (2, 10, "# الأخيرة")),
        ("title: وسم #ماء\n", (1, 12, "#ماء")),
        ("row: [أول, ثانٍ # ثالث\n  ]\n", (1, 17, "# ثالث")),
    ],
)
def test_text_swallowed_by_a_comment_is_reported(tmp_path, text, place):
    line, column, words = place
    assert warned(tmp_path, text) == [(line, column, SWALLOWED.format(words))]


@pytest.mark.parametrize(
    "text",
    [
        "# في أول الملف\ntitle: الدرس\n  # في سطر وحده\nother: ثانٍ\n",
        "points: # بعد مفتاح\n  - نقطة\n",
        "title: الدرس   # بعد مسافات\n",
        'title: "الدرس" # بعد علامة\n',
        "minutes: 5 # دقائق\nid: some-id # اسم\nstart: 9:30 # وقت\nexternal: true # نعم\n",
        'title: "الدرس # 3"\n',
        "text: |\n  نص # فيه علامة\n",
        "title: لغة C# ووسم#ماء\n",
    ],
)
def test_comments_stay_allowed(tmp_path, text):
    assert warned(tmp_path, text) == []


def test_a_swallowed_point_is_a_warning_of_check(seeds, capsys):
    module = seeds / "modules" / "05-knowledge.yaml"
    whole = module.read_text(encoding="utf-8")
    module.write_text(whole.replace("  - id: monitoring\n    heading: الرصد", "  - id: monitoring\n    heading: الرصد # الأول", 1), encoding="utf-8")
    line = next(number for number, words in enumerate(module.read_text(encoding="utf-8").split("\n"), 1) if "# الأول" in words)
    assert run("check", "--seeds", seeds) == 0
    shown = capsys.readouterr().err
    assert f"05-knowledge.yaml:{line}:20: warning: the text from here on is a comment" in shown
    assert "hint: put the whole text into quotation marks, or, for a comment, two spaces before the #" in shown


PARAGRAPHS = ["فقرة أولى تمتد على سطرين.", "فقرة ثانية."]


@pytest.mark.parametrize(
    "text",
    [
        "text: |\n  فقرة أولى تمتد\n  على سطرين.\n\n  فقرة ثانية.\n",
        "text: فقرة أولى تمتد\n  على سطرين.\n\n  فقرة ثانية.\n",
        "text: >\n  فقرة أولى تمتد\n  على سطرين.\n\n  فقرة ثانية.\n",
        'text: "فقرة أولى تمتد\n  على سطرين.\n\n  فقرة ثانية."\n',
    ],
)
def test_an_empty_line_parts_paragraphs_however_text_is_written(tmp_path, text):
    assert [one.plain for one in parse_prose(read(tmp_path, text)["text"])] == PARAGRAPHS


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("text: فقرة\n  - بند\n  - بند آخر\n", 2, 3),
        ("text: >\n  فقرة\n\n  - بند\n  - بند آخر\n", 5, 3),
        ("points:\n  - نقطة\n    - نقطة تحتها\n", 3, 5),
    ],
)
def test_a_list_that_would_be_joined_to_a_text_is_refused(tmp_path, text, line, column):
    with pytest.raises(ContentError) as caught:
        read(tmp_path, text)
    found = caught.value.diagnostics[0]
    assert (found.span.line, found.span.column, found.message) == (line, column, "this line begins with a dash, and would be joined to the line before it")


def test_lists_and_their_lines_stay_in_literal_text(tmp_path):
    first, listed, last = parse_prose(read(tmp_path, "text: |\n  فقرة\n\n  - بند\n  - بند آخر\n\n  خاتمة\n")["text"])
    assert isinstance(listed, BulletList)
    assert [one.plain for one in listed.items] == ["بند", "بند آخر"]
    assert (first.plain, last.plain) == ("فقرة", "خاتمة")


@pytest.mark.parametrize("text", ["say: |\n  أول\n\n  ثانٍ\n", "say: أول\n\n  ثانٍ\n"])
def test_a_second_paragraph_where_one_is_expected_is_refused(tmp_path, text):
    with pytest.raises(MarkupError) as caught:
        parse_inline(read(tmp_path, text)["say"])
    found = caught.value.diagnostic
    assert (found.span.line, found.message) == (text.count("\n"), "a second paragraph begins here, where one is expected")


def test_a_mark_in_a_folded_text_has_its_place(tmp_path):
    with pytest.raises(MarkupError) as caught:
        parse_prose(read(tmp_path, "text: نص أول\n  يمتد ثم **يشدد\n\n  بلا نهاية\n")["text"])
    assert (caught.value.diagnostic.span.line, caught.value.diagnostic.span.column) == (2, 11)
