"""How the command line speaks: language, forms, the line with its mark, Arabic in terminals that order it and in those that do not."""

import json
import os
import re
import subprocess
import sys

import pytest
from arabic_reshaper import ArabicReshaper
from bidi import get_display

from generator.diagnostics import Span
from generator.terminal.excerpt import excerpt
from generator.terminal.ordering import beside, for_terminal, isolated, ordered
from generator.terminal.speech import is_unordered, language_of
from generator.typography.joining import joined_forms
from tests.conftest import run

MODULE = "seeds/modules/01-good-meetings.yaml"


@pytest.fixture
def kit(new_kit, monkeypatch):
    """A kit with three flaws in one module, and the current folder."""
    monkeypatch.delenv("HAQIBA_LANG", raising=False)
    path = new_kit / MODULE
    text = path.read_text(encoding="utf-8").replace("bloom: understand                # rem", "blom: understand                # rem")
    path.write_text(text.replace("- إرسال جدول الأعمال مبكرًا", "- إرسال جدول الأعمال مبكرا،غدًا"), encoding="utf-8")
    return new_kit


# The language and the form


ENGLISH = """seeds/modules/01-good-meetings.yaml:12:5: error: the key 'bloom' is missing
hint: add a line `bloom: …` to this block
   12 |   - id: meetings-o1
      |     ^
seeds/modules/01-good-meetings.yaml:13:5: error: the key 'blom' is not known here
hint: did you mean 'bloom'?
   13 |     blom: understand                # remember، understand، apply، analyse، evaluate، create
      |     ^
seeds/modules/01-good-meetings.yaml:41:33: warning: no space follows a punctuation mark
hint: put one space after it (or allow it: # haqiba: allow space-after-mark)
   41 |       - إرسال جدول الأعمال مبكرا،غدًا [@guide-agenda]
      |                                 ^ ،غدًا
"""
ARABIC = """seeds/modules/01-good-meetings.yaml:12:5
خطأ: المفتاح «bloom» غير موجود
الحل: أضف السطر `bloom: …` إلى هذه المجموعة من المفاتيح
   12 |   - id: meetings-o1
      |     ^
seeds/modules/01-good-meetings.yaml:13:5
خطأ: المفتاح «blom» غير معروف هنا
الحل: هل تقصد «bloom»؟
   13 |     blom: understand                # remember، understand، apply، analyse، evaluate، create
      |     ^
seeds/modules/01-good-meetings.yaml:41:33
تنبيه: ليس بعد علامة الترقيم مسافة
الحل: ضع بعدها مسافة واحدة (أو أبقِ النص كما هو بالتعليق `# haqiba: allow space-after-mark`)
   41 |       - إرسال جدول الأعمال مبكرا،غدًا [@guide-agenda]
      |                                 ^ ،غدًا
"""
LINES = """seeds/modules/01-good-meetings.yaml:12:5: error: the key 'bloom' is missing (add a line `bloom: …` to this block) [missing-key]
seeds/modules/01-good-meetings.yaml:13:5: error: the key 'blom' is not known here (did you mean 'bloom'?) [unknown-key]
seeds/modules/01-good-meetings.yaml:41:33: warning: no space follows a punctuation mark \
(put one space after it (or allow it: # haqiba: allow space-after-mark)) [space-after-mark]
"""


@pytest.mark.parametrize(("options", "expected"), [((), ENGLISH), (("--lang", "ar"), ARABIC), (("--format", "lines"), LINES)])
def test_each_language_and_form_in_full(kit, capsys, options, expected):
    assert run("check", *options) == 1
    said = capsys.readouterr()
    assert said.err.replace("\\", "/") == expected
    assert said.out == ""


def test_the_environment_chooses_the_language(kit, capsys, monkeypatch):
    monkeypatch.setenv("HAQIBA_LANG", "ar")
    assert run("check") == 1
    assert capsys.readouterr().err.replace("\\", "/") == ARABIC
    assert run("check", "--lang", "en") == 1
    assert capsys.readouterr().err.replace("\\", "/") == ENGLISH


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "C"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ar_MA.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ar", "LANG": "fr_FR.UTF-8"}, "ar"),
        ({"HAQIBA_LANG": "AR", "LANG": "en_GB.UTF-8"}, "ar"),
        ({"HAQIBA_LANG": "fr", "LANG": "ar_TN.UTF-8"}, "ar"),
    ],
)
def test_the_language_of_an_environment(environment, language):
    assert language_of(environment) == language


def test_json_holds_everything_in_the_chosen_language(kit, capsys):
    assert run("check", "--format", "json", "--lang", "ar") == 1
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert said.err == ""
    assert [(one["line"], one["column"], one["severity"], one["code"]) for one in data["diagnostics"]] == [
        (12, 5, "error", "missing-key"),
        (13, 5, "error", "unknown-key"),
        (41, 33, "warning", "space-after-mark"),
    ]
    assert data["diagnostics"][1]["message"] == "المفتاح «blom» غير معروف هنا"
    assert data["diagnostics"][1]["hint"] == "هل تقصد «bloom»؟"
    assert data["messages"] == []
    path = kit / MODULE
    path.write_text(path.read_text(encoding="utf-8").replace("blom:", "bloom:").replace("،غدًا", ""), encoding="utf-8")
    assert run("check", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "diagnostics": [],
        "messages": [{"id": "check.passed", "text": "1 module, 1 programme, 3 facts: no errors"}],
    }


def test_faults_are_in_the_json_too(tmp_path, capsys):
    (tmp_path / "kit").write_text("a file")
    assert run("new", "kit", tmp_path / "kit", "--format", "json", "--lang", "ar") == 3
    (message,) = json.loads(capsys.readouterr().out)["messages"]
    assert message["id"] == "fault"
    assert message["text"].endswith("kit: المجلد موجود وليس فارغًا؛ اختر اسم مجلد غير موجود")


def test_results_are_worded_in_arabic(kit, capsys):
    path = kit / MODULE
    path.write_text(path.read_text(encoding="utf-8").replace("blom:", "bloom:").replace("،غدًا", ""), encoding="utf-8")
    assert run("build", "--only", "quiz", "--lang", "ar") == 0
    assert capsys.readouterr().out.replace("\\", "/") == "build/introduction: عدد الملفات 18، والجديد أو المتغير منها 18\n"


# The line and its mark


def marked(tmp_path, text, line, column, terminal="file"):
    path = tmp_path / "file.yaml"
    path.write_bytes(text.encode())
    return excerpt(Span(str(path), line, column), terminal)


def test_the_mark_stands_below_its_place(tmp_path):
    assert marked(tmp_path, "a: b\nkey: value\n", 2, 6) == ["    2 | key: value", "      |      ^"]
    # Marks take no column of their own.
    assert marked(tmp_path, "كَتَبَ x\n", 1, 8) == ["    1 | كَتَبَ x", "      |     ^ x"]


def test_what_cannot_be_seen_is_shown(tmp_path):
    assert marked(tmp_path, "\tkey: \u200fx\n", 1, 1) == ["    1 | ⇥key: \ufffdx", "      | ^"]


def test_a_long_line_is_cut_around_its_place(tmp_path):
    line, mark = marked(tmp_path, "x" * 300 + "!" + "y" * 300, 1, 301)
    assert line[8] == line[-1] == "…"
    assert len(line) == 8 + 112
    assert line[mark.index("^")] == "!"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"one line"])
def test_without_a_readable_line_there_is_no_excerpt(tmp_path, content):
    path = tmp_path / "file.yaml"
    path.write_bytes(content)
    assert excerpt(Span(str(path), 7, 1), "file") == []
    assert excerpt(Span(str(tmp_path), 1, 1), "file") == []
    assert excerpt(Span(str(tmp_path / "none.yaml"), 1, 1), "file") == []


def test_in_a_terminal_that_orders_arabic_the_line_still_begins_at_the_left(tmp_path):
    assert marked(tmp_path, "- نص\n", 1, 3, "bidi") == ["\u200e    1 | - نص", "\u200e      |   ^ نص"]


def test_in_a_terminal_that_does_not_the_mark_is_below_the_letter_as_shown(tmp_path):
    line, mark = marked(tmp_path, "key: أهلًا بكم here\n", 1, 12, "unordered")
    # The «ب» of the second word, which is shown left of the first.
    assert line == "    1 | key: ﻢﻜﺑ ﻼًﻫﺃ here"
    assert mark.startswith("      |        ^ ")
    assert line[mark.index("^")] == "ﺑ"


# Ordering


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("خطأ: المفتاح «bloom» ناقص", "ﺺﻗﺎﻧ «bloom» ﺡﺎﺘﻔﻤﻟﺍ :ﺄﻄﺧ"),
        ("أضف السطر `bloom: …` هنا", "ﺎﻨﻫ `bloom: …` ﺮﻄﺴﻟﺍ ﻒﺿﺃ"),
        ("لا (هنا) … 12", "12 … (ﺎﻨﻫ) ﻻ"),
        ("plain words, 1 (2)", "plain words, 1 (2)"),
        ("path/file.yaml:3:5", "path/file.yaml:3:5"),
        ("", ""),
    ],
)
def test_a_line_as_a_terminal_without_order_must_be_given_it(line, shown):
    assert for_terminal(line) == shown


def test_ordering_agrees_with_python_bidi_and_loses_nothing():
    reshape = ArabicReshaper({"delete_harakat": False, "support_ligatures": False}).reshape
    lines = ["خطأ: المفتاح bloom ناقص", "خمسة 5 أسطر و4 أعمدة", "نص أول، ثم نص آخر؛ أليس كذلك؟", "English then عربي then English"]
    for line in lines:
        assert for_terminal(line) == get_display(reshape(line), base_dir="R" if line[0] > "z" else "L")
        assert sorted(place for _, place in ordered(line)) == list(range(len(line)))
    assert len(lines) == 4


def test_an_ellipsis_is_one_character_among_joined_letters():
    assert [place for _, place in ordered("نص … ثم")] == [6, 5, 4, 3, 2, 1, 0]
    assert joined_forms("…") == "…"


def test_what_is_typed_as_it_is_is_isolated_for_other_terminals():
    assert isolated("اكتب `id: x` هنا") == "اكتب \u2066`id: x`\u2069 هنا"


ISLANDS = [
    ("المعاينة: http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
    ("خطأ: seeds/modules/01-a.yaml:12:3: المفتاح ناقص", "seeds/modules/01-a.yaml:12:3"),
    ("ليس في /srv/kits/one حقيبة؛ انتقل إلى مجلد حقيبة", "/srv/kits/one"),
    ("خطأ: C:\\kits\\one\\a.yaml: القرص ممتلئ", "C:\\kits\\one\\a.yaml"),
    ("خطأ: ./build: القرص ممتلئ", "./build"),
    ("الملف ../one/seeds/kit.yaml:3 هنا", "../one/seeds/kit.yaml:3"),
    ("حقيبة جديدة؛ العنوان tcp://127.0.0.1:8786", "tcp://127.0.0.1:8786"),
    ("مدته 10-12 ساعة", "10-12"),
    ("لم يبق في build/one/ شيء", "build/one/"),
    ("اقرأ /srv/a.yaml:12:30 ثم", "/srv/a.yaml:12:30"),
    ("اكتب `- id: x` ثم http://127.0.0.1:8000/ هنا", "http://127.0.0.1:8000/"),
    ("اكتب `- id: x` ثم http://127.0.0.1:8000/ هنا", "`- id: x`"),
]


@pytest.mark.parametrize(("line", "island"), ISLANDS)
def test_addresses_paths_and_places_keep_their_order_after_arabic_words(line, island):
    assert island in for_terminal(line)
    shown = get_display(isolated(line), base_dir="R").replace("\u2066", "").replace("\u2069", "")
    assert island in shown
    # Nothing else moves: it is where our own order has it.
    reshaped = ArabicReshaper({"delete_harakat": False, "support_ligatures": False}).reshape(isolated(line))
    assert for_terminal(line) == get_display(reshaped, base_dir="R").replace("\u2066", "").replace("\u2069", "")


def test_arabic_in_a_column_reads_from_the_right_beside_what_is_typed():
    line = "  --fix CODE  FOLDER مجلد؛ ثم `--fix`."
    assert beside(line, orders=True) == "  --fix CODE  .`--fix` ﻢﺛ ؛ﺪﻠﺠﻣ FOLDER"
    reshaped = ArabicReshaper({"delete_harakat": False, "support_ligatures": False}).reshape(beside(line, orders=False))
    shown = re.sub("[\u200e\u2066\u2067\u2069]", "", get_display(reshaped))
    assert shown == beside(line, orders=True)
    assert beside("       مجلد.  [1<=x<=2]", orders=True) == "       [1<=x<=2]  .ﺪﻠﺠﻣ"
    assert beside("  haqiba build [OPTIONS] …", orders=False) == "  haqiba build [OPTIONS] …"


def test_other_lines_are_given_as_they_are():
    for line in ("المفتاح «bloom» ناقص", "عدد الملفات 118، والجديد 3", "«plain» words in seeds/kit.yaml:1:2, 10-12"):
        assert isolated(line) == line


@pytest.mark.parametrize(
    ("environment", "unordered"),
    [
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"WT_SESSION": "1"}, True),
        ({"VTE_VERSION": "7200"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({}, False),
    ],
)
def test_terminals_that_do_not_order_are_known_by_their_environment(environment, unordered):
    assert is_unordered(environment) is unordered


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is a matter of POSIX")
@pytest.mark.parametrize(
    ("environment", "options", "expected"),
    [
        ({"TERM_PROGRAM": "vscode"}, (), "ﺩﻮﺟﻮﻣ ﺮﻴﻏ «bloom» ﺡﺎﺘﻔﻤﻟﺍ :ﺄﻄﺧ"),
        ({"TERM_PROGRAM": "vscode"}, ("--terminal-bidi", "off"), "خطأ: المفتاح «bloom» غير موجود"),
        ({}, (), "\u2066`bloom: …`\u2069"),
        ({}, ("--terminal-bidi", "on"), "ﺩﻮﺟﻮﻣ ﺮﻴﻏ «bloom» ﺡﺎﺘﻔﻤﻟﺍ :ﺄﻄﺧ"),
    ],
)
def test_in_a_real_terminal(kit, environment, options, expected):
    import pty

    main, other = pty.openpty()
    clean = {key: value for key, value in os.environ.items() if key not in ("TERM_PROGRAM", "WT_SESSION", "XTERM_VERSION")}
    command = [sys.executable, "-m", "generator.cli", "check", "--lang", "ar", *options]
    with subprocess.Popen(command, cwd=kit, stdout=other, stderr=other, env=clean | environment) as process:
        process.wait(60)
    os.close(other)
    said = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
    os.close(main)
    assert expected in said.decode()
