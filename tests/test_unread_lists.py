"""A list that would be printed as part of a paragraph is reported in its place, and parted where that is safe."""

import pytest

from generator.content import lists
from generator.content.markup import parse_prose
from generator.content.mending import mended
from generator.content.reader import parse_yaml
from generator.content.schema import Module
from generator.content.validation import prose_in, scalars
from generator.diagnostics import Severity
from generator.model.text import BulletList
from tests.conftest import SEEDS, WATER_SEEDS, run


def module(prose, say="سطر"):
    """Return a part of a module with prose below `text: |`, and with a text of one paragraph."""
    indented = "\n".join(f"      {line}" if line else "" for line in prose.split("\n"))
    return f"sections:\n  - heading: عنوان\n    text: |\n{indented}\n    notes:\n      say: {say}\n"


def found(text):
    node = parse_yaml("file.yaml", text.encode())
    diagnostics = list(lists.lint(scalars(node), prose_in(Module, node)))
    assert all(one.severity is Severity.WARNING for one in diagnostics)
    return [(one.code, one.message.id, one.span.line, one.span.column) for one in diagnostics]


BELOW, INDENTED, ONE_PARAGRAPH = "unread-list.below", "unread-list.indented", "unread-list.one-paragraph"

JOINED = [
    ("نحتاج إلى أمرين:\n- الأول\n- الثاني", [(BELOW, 5, 7)]),
    ("فقرة تمتد\nعلى سطرين:\n- بند وحيد", [(BELOW, 6, 7)]),
    ("فقرة.\n\nثانية:\n- أول\n\nثالثة:\n- أول\n- ثانٍ", [(BELOW, 7, 7), (BELOW, 10, 7)]),
    # A dialogue without empty lines would be one paragraph too.
    ("سأل المدرب: من يبدأ؟\n- أنا.\n- ثم أنا.", [(BELOW, 5, 7)]),
    ("قائمة:\n\n- أول\n  - تحته\n- ثانٍ", [(INDENTED, 7, 9)]),
    ("- أول\n  - تحته\n- ثانٍ\n  - تحته", [(INDENTED, 5, 9), (INDENTED, 7, 9)]),
    ("قائمة:\n\n  - أول\n  - ثانٍ", [(INDENTED, 6, 9)]),
    ("قائمة:\n  - أول\n  - ثانٍ", [(INDENTED, 5, 9)]),
    ("جملة فيها - عرضًا - أمر آخر:\n- بند", [(BELOW, 5, 7)]),
]


@pytest.mark.parametrize(("prose", "expected"), JOINED)
def test_a_list_inside_a_paragraph_is_reported(prose, expected):
    assert found(module(prose)) == [("unread-list", *one) for one in expected]


READ = [
    "فقرة.\n\n- أول\n- ثانٍ\n\nخاتمة.",
    "- أول\n  وتتمته\n- ثانٍ",
    "- حضر المدير\n  - وهو رئيس اللجنة - ثم بدأ\n- حضر النائب\n  - وهو مهندس - ثم انصرف",
    # Dashes around an aside, in which a line was broken.
    "حضر المدير\n- وهو رئيس اللجنة - ثم بدأ الاجتماع.",
    "حضر المدير\n- وهو رئيس اللجنة -، ثم بدأ.",
    "حضر المدير - وهو رئيس اللجنة\n- ثم بدأ الاجتماع.",
    "قال المدير:\n– نبدأ الآن.\n— نعم.",
    "درجة الحرارة\n-5 °C في الليل.",
    "المسافة من الرباط\nإلى فاس - مكناس.",
]


@pytest.mark.parametrize("prose", READ)
def test_lists_that_are_read_and_dashes_inside_sentences_are_not_reported(prose):
    assert found(module(prose)) == []


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("|\n        نعرض أمرين:\n        - الأول\n        - الثاني", [(ONE_PARAGRAPH, 8, 9)]),
        ("|\n        - الأول\n        - الثاني", [(ONE_PARAGRAPH, 7, 9)]),
        ("|\n        - نعم، نبدأ.", []),
    ],
)
def test_a_list_where_one_paragraph_is_expected_is_reported(say, expected):
    text = module("فقرة.", say)
    assert found(text) == [("unread-list", *one) for one in expected]
    assert mended("file.yaml", text.encode()) == (text.encode(), 0)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_empty_line_is_put_before_a_list(end):
    text = module("فقرة شكراً:\n- أول,\n- ثانٍ\n\nخاتمة:\n- بند").replace("\n", end)
    right = module("فقرة شكرًا:\n\n- أول،\n- ثانٍ\n\nخاتمة:\n\n- بند").replace("\n", end)
    assert mended("file.yaml", text.encode()) == (right.encode(), 4)
    [first, items, last, item] = parse_prose(parse_yaml("file.yaml", right.encode())["sections"][0]["text"])
    assert (first.plain, last.plain) == ("فقرة شكرًا:", "خاتمة:")
    assert isinstance(items, BulletList)
    assert isinstance(item, BulletList)
    assert [one.plain for one in (*items.items, *item.items)] == ["أول،", "ثانٍ", "بند"]


@pytest.mark.parametrize("prose", [*READ, *(prose for prose, expected in JOINED if expected[0][0] == INDENTED)])
def test_what_only_the_author_can_judge_is_left(prose):
    assert mended("file.yaml", module(prose).encode())[1] == 0


def test_a_comment_allows_it():
    text = module("حضر المدير:\n- ثم بدأ.").replace("text: |", "text: |  # haqiba: allow unread-list")
    assert mended("file.yaml", text.encode()) == (text.encode(), 0)


@pytest.mark.parametrize("seeds", [SEEDS, WATER_SEEDS])
def test_no_false_alarm_in_the_kits(seeds):
    files = sorted((seeds / "modules").glob("*.yaml"))
    assert len(files) > 3
    assert [one for path in files for one in found(path.read_text(encoding="utf-8"))] == []


def test_check_warns_and_fix_mends(new_kit, capsys):
    path = new_kit / "seeds" / "modules" / "01-good-meetings.yaml"
    clean = path.read_text(encoding="utf-8")
    paragraph = "      للاجتماع ثلاث مراحل متتابعة، يبين الشكل أبرز ما في كل منها.\n"
    assert clean.count(paragraph) == 1
    path.write_text(clean.replace(paragraph, f"{paragraph}      - الإعداد\n      - الانعقاد\n"), encoding="utf-8")
    line = clean[: clean.index(paragraph)].count("\n") + 2
    assert run("check") == 0
    assert f"01-good-meetings.yaml:{line}:7: warning: a list begins directly below a line of text" in capsys.readouterr().err
    assert run("check", "--fix") == 0
    assert "unread-list" not in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == clean.replace(paragraph, f"{paragraph}\n      - الإعداد\n      - الانعقاد\n")
