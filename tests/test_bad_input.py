"""Each mistake of an author has a diagnostic with place and hint, all are reported at once, and no output changes."""

import re

import pytest

from tests.conftest import run, without_excerpts

MODULE = "modules/02-approach.yaml"


def edit(seeds, name, pattern, replacement, count=1):
    path = seeds / name
    text = path.read_text(encoding="utf-8")
    changed, made = re.subn(pattern, replacement, text, count=count, flags=re.MULTILINE)
    assert made, f"{pattern!r} is not in {name}"
    path.write_text(changed, encoding="utf-8")


@pytest.fixture
def seeds(seeds):
    """The seeds with one programme and its modules alone."""
    for name in ("04-stakeholders", "05-knowledge", "06-national-programme"):
        (seeds / "modules" / f"{name}.yaml").unlink()
    return seeds


@pytest.fixture
def content_alone(monkeypatch):
    """Nothing is laid out: that is most of the time of a check, and these tests are about what is found before."""
    monkeypatch.setattr("generator.build._layouts", lambda *_: iter(()))


def line_of(seeds, name, words):
    lines = (seeds / name).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)


def errors(seeds, capsys):
    """Check the seeds; give the (path, line, column, message) of each error, and the hints."""
    capsys.readouterr()
    assert run("check", "--seeds", seeds) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    found = re.findall(r"(?m)^(.+?):(\d+):(\d+): error: (.+)\nhint: (.+)$", captured.err)
    assert len(without_excerpts(captured.err).strip().split("\n")) == 2 * len(found), captured.err
    return [(path.replace("\\", "/").split("/seeds/")[-1], int(line), int(column), message, hint) for path, line, column, message, hint in found]


def warnings(seeds, capsys):
    """Check seeds that are not wrong; give the (path, line, column, message) of each warning, and the hints."""
    capsys.readouterr()
    assert run("check", "--seeds", seeds) == 0
    found = re.findall(r"(?m)^(.+?):(\d+):(\d+): warning: (.+)\nhint: (.+)$", capsys.readouterr().err)
    return [(path.replace("\\", "/").split("/seeds/")[-1], int(line), int(column), message, hint) for path, line, column, message, hint in found]


def only(seeds, capsys):
    found = errors(seeds, capsys)
    assert len(found) == 1, found
    return found[0]


def test_unknown_key(seeds, capsys):
    edit(seeds, MODULE, "^duration:", "duratoin: 60\nduration:")
    line = line_of(seeds, MODULE, "duratoin")
    assert only(seeds, capsys) == (MODULE, line, 1, "the key 'duratoin' is not known here", "did you mean 'duration'?")


def test_missing_key(seeds, capsys):
    edit(seeds, MODULE, "^summary: .*\n", "")
    assert only(seeds, capsys) == (MODULE, 2, 1, "the key 'summary' is missing", "add a line `summary: …` to this block")


def test_missing_key_inside_a_list_points_at_its_item(seeds, capsys):
    edit(seeds, MODULE, r"^    bloom: .*\n", "")
    path, line, column, message, _ = only(seeds, capsys)
    assert (path, line, column) == (MODULE, line_of(seeds, MODULE, "- id: approach-o1"), 5)
    assert message == "the key 'bloom' is missing"


def test_wrong_type(seeds, capsys):
    edit(seeds, MODULE, "^duration: .*", "duration: ساعة")
    line = line_of(seeds, MODULE, "duration:")
    assert only(seeds, capsys) == (MODULE, line, 11, "'duration' must be a whole number", "write digits only, such as 15")


def test_text_where_a_list_belongs(seeds, capsys):
    edit(seeds, MODULE, r"^key_messages:\n(  - .*\n)+", "key_messages: رسالة واحدة\n")
    assert only(seeds, capsys)[3] == "'key_messages' must be a list"


@pytest.mark.parametrize(("path", "key"), [("kit.yaml", "title"), ("kit.yaml", "name"), ("programmes/half-day.yaml", "title")])
def test_title_longer_than_a_file_can_keep(seeds, capsys, path, key):
    edit(seeds, path, rf"^( *){key}: .*", rf"\1{key}: {'عنوان ' * 34}")
    message = f"'{key}' has 203 characters (at most 200)"
    assert only(seeds, capsys)[3:] == (message, "shorten it; it stands in running heads and in the files' properties")


def test_value_out_of_a_choice(seeds, capsys):
    edit(seeds, MODULE, r"^    bloom: \w+", "    bloom: understnad")
    line = line_of(seeds, MODULE, "understnad")
    hint = "did you mean 'understand'? known here: analyse, apply, create, evaluate, remember, understand"
    assert only(seeds, capsys) == (MODULE, line, 12, "'understnad' is not a value of 'bloom'", hint)


def test_duplicate_key(seeds, capsys):
    edit(seeds, MODULE, "^duration: (.*)", r"duration: \1\nduration: \1")
    first = line_of(seeds, MODULE, "duration:")
    assert only(seeds, capsys) == (MODULE, first + 1, 1, f"the key 'duration' stands twice (first on line {first})", "delete or rename one of the two")


def test_unresolved_fact(seeds, capsys):
    edit(seeds, MODULE, r"\[@[a-z0-9-]+\]", "[@cairo-four-featurs]")
    path, _, column, message, hint = only(seeds, capsys)
    assert (path, message) == (MODULE, "no source registers a fact 'cairo-four-featurs'")
    assert hint == "did you mean 'cairo-four-features'?"
    assert column > 3


def test_unresolved_module(seeds, capsys):
    edit(seeds, "programmes/half-day.yaml", "module: approach", "module: aproach")
    line = line_of(seeds, "programmes/half-day.yaml", "aproach")
    assert only(seeds, capsys) == ("programmes/half-day.yaml", line, 17, "there is no module 'aproach'", "did you mean 'approach'?")


def test_unresolved_objective(seeds, capsys):
    edit(seeds, MODULE, "objective: approach-o1$", "objective: approach-o9")
    assert any(message == "this module has no objective 'approach-o9'" for _, _, _, message, _ in errors(seeds, capsys))


def test_unknown_theme(seeds, capsys):
    edit(seeds, "kit.yaml", "theme: .*", "theme: haqibaa")
    assert only(seeds, capsys)[3:] == ("there is no theme 'haqibaa'", "did you mean 'haqiba'?")


def test_empty_file(seeds, capsys):
    (seeds / MODULE).write_text("", encoding="utf-8")
    assert only(seeds, capsys) == (MODULE, 1, 1, "this file is empty", "give it its content, or delete it")


def test_file_of_comments(seeds, capsys):
    (seeds / MODULE).write_text("# لاحقًا\n", encoding="utf-8")
    assert only(seeds, capsys)[3] == "this file holds nothing but comments"


def test_not_utf8(seeds, capsys):
    (seeds / MODULE).write_bytes(b"id: approach\ntitle: " + "عنوان".encode("cp1256"))
    assert only(seeds, capsys) == (MODULE, 2, 8, "this file is in Windows-1256", "save it again with the encoding UTF-8")


def test_alias_bomb(seeds, capsys):
    layers = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    (seeds / MODULE).write_text(layers, encoding="utf-8")
    found = errors(seeds, capsys)
    assert found[0] == (MODULE, 1, 4, "an anchor (&a) stands here", "delete it: anchors and aliases are not used in the seeds")
    assert found[2][3] == "an alias (*a) stands here"
    assert len(found) == 9 + 8 * 9


def test_nesting_bomb(seeds, capsys):
    (seeds / MODULE).write_text("a: " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    assert only(seeds, capsys)[3] == "lists and keys are nested more than 40 deep here"


def test_missing_folder(tmp_path, capsys):
    assert run("check", "--seeds", tmp_path / "nowhere") == 1
    assert "nowhere:1:1: error: this folder does not exist\nhint: name the folder of the seeds with --seeds" in capsys.readouterr().err


def test_missing_inner_folder(seeds, capsys):
    for path in (seeds / "programmes").iterdir():
        path.unlink()
    (seeds / "programmes").rmdir()
    assert only(seeds, capsys)[3] == "this folder does not exist"


def test_missing_file(seeds, capsys):
    (seeds / "glossary.yaml").unlink()
    assert only(seeds, capsys)[:4] == ("glossary.yaml", 1, 1, "this file does not exist")


@pytest.mark.usefixtures("content_alone")
@pytest.mark.parametrize("character", ["\x07", "\u061c", "\u200f", "\u202b", "\u2067", "\ufeff", "\x85"])
def test_control_character(seeds, capsys, character):
    edit(seeds, MODULE, "^title: ", f"title: ن{character}")
    assert only(seeds, capsys) == (MODULE, 3, 9, f"an invisible character U+{ord(character):04X} stands here", "delete it")


def test_yaml_syntax(seeds, capsys):
    edit(seeds, MODULE, "^title: .*", 'title: "عنوان بلا نهاية')
    assert only(seeds, capsys)[1:4] == (3, 8, "the quotation mark that opens here does not close")


def test_tab_as_indent(seeds, capsys):
    edit(seeds, MODULE, "^opening:\n", "opening:\n\tminutes: 5\n")
    assert only(seeds, capsys)[1] == line_of(seeds, MODULE, "\tminutes")


def test_two_documents(seeds, capsys):
    edit(seeds, MODULE, "^sections:", "---\nsections:")
    assert any(message == "a second document begins here" for _, _, _, message, _ in errors(seeds, capsys))


def test_a_list_at_the_top(seeds, capsys):
    (seeds / MODULE).write_text("- a\n- b\n", encoding="utf-8")
    assert only(seeds, capsys)[3] == "the file must consist of keys and values"


def test_markup(seeds, capsys):
    edit(seeds, MODULE, r"^summary: .*", "summary: نص **مشدد بلا نهاية")
    line = line_of(seeds, MODULE, "مشدد")
    assert only(seeds, capsys) == (MODULE, line, 13, "the emphasis begun here with ** does not end", "write ** after the last emphasised word")


def test_minutes_that_do_not_add_up(seeds, capsys):
    edit(seeds, MODULE, "^duration: .*", "duration: 59")
    assert only(seeds, capsys)[3] == "the parts of the module take 60 minutes, its duration is 59"


@pytest.mark.usefixtures("content_alone")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("نص طـويل", "a tatweel (U+0640) stretches a word here"),
        ("نص فارسی", "a Persian letter stands here"),
        ("مجموعةٌ معاً هنا", "the tanwin stands on the alif"),
        ("هل هذا نص?", "a Latin punctuation mark follows an Arabic word"),
        ("هذا نص ، وهذا آخر", "a space stands before a punctuation mark"),
        ("بنسبة 3,5 في المئة", "a comma stands where the seeds write a decimal point"),
        ("نص *مائل* هنا", "single asterisks stand here and are printed as typed"),
    ],
)
def test_style_is_a_warning(seeds, capsys, words, message):
    edit(seeds, MODULE, "^subtitle: .*", f"subtitle: {words}")
    (found,) = warnings(seeds, capsys)
    assert found[3] == message
    assert found[1] == line_of(seeds, MODULE, "subtitle:")


@pytest.mark.usefixtures("content_alone")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("نص ﻓﻲ شكل عرض", "a letter stands in its presentation form"),
        ("ﻓﻲ", "a letter stands in its presentation form"),
        ("من أصحاب الشأن", "«أصحاب الشأن» is not this kit's term for stakeholders"),
        ("حرف 中 غريب", "no font of the theme has the character '中' (U+4E2D)"),
    ],
)
def test_what_would_come_out_wrong_is_an_error(seeds, capsys, words, message):
    edit(seeds, MODULE, "^subtitle: .*", f"subtitle: {words}")
    found = only(seeds, capsys)
    assert found[3] == message
    assert found[1] == line_of(seeds, MODULE, "subtitle:")


FIGURES = {
    "يعود 120 شخصًا كل عام": True,
    "تراجعت بنسبة 12.5%": True,
    "المياه عند 28 °C": True,
    "بين 10-12 يومًا": True,
    "بنسبة 1/2 من السكان": True,
    "صدر في 2024-09-30": True,
    "بلغ ٥٠ طلبًا  # haqiba: allow mixed-digits": True,
    "في أعقاب كوفيد-19": False,
    "الصمام HS1 مغلق": False,
    "الثمن AED 3 فقط": False,
    "وفق ISO 9001": False,
    "الهاتف +212 5 37 00 00 00": False,
    "الموقع https://example.org/2024/page-3": False,
    "يبدأ في 9:30": False,
    "التفاعل 2H2O = 2H2 + O2": False,
    "الإصدار 3.11.2": False,
    "رقم الطوارئ 15": False,
    "يعود 15 شخصًا، ورقم الطوارئ 15": True,
    "الأمر [rm -15]{ltr}": False,
    "كوفيد-190 رقم آخر": True,
}


@pytest.mark.usefixtures("content_alone")
@pytest.mark.parametrize(("words", "cited"), FIGURES.items())
def test_figures_need_a_source_and_names_do_not(seeds, capsys, words, cited):
    edit(seeds, "glossary.yaml", "^  - كوفيد-19", "  - كوفيد-19\n  - رقم الطوارئ 15")
    edit(seeds, MODULE, r"^key_messages:\n", f"key_messages:\n  - {words}\n")
    if cited:
        line = line_of(seeds, MODULE, words)
        assert only(seeds, capsys)[:4] == (MODULE, line, 5, "a number stands here without its source")
    else:
        assert run("check", "--seeds", seeds) == 0


@pytest.mark.usefixtures("content_alone")
@pytest.mark.parametrize(
    "subtitle",
    [
        "subtitle: نص طـويل  # haqiba: allow tatweel",
        "# haqiba: allow tatweel\nsubtitle: نص طـويل",
        "# haqiba: allow double-space, tatweel\n# والسبب: اسم مشروع\nsubtitle: نص طـويل",
        'subtitle: "نص طـويل" # haqiba: allow tatweel',
        "subtitle: | # haqiba: allow tatweel\n  نص قصير\n  ثم نص طـويل",
        "# haqiba: allow tatweel\nsubtitle: نص قصير\n  ثم نص طـويل",
    ],
)
def test_a_comment_lets_style_stand(seeds, capsys, subtitle):
    edit(seeds, MODULE, "^subtitle: .*", subtitle)
    assert warnings(seeds, capsys) == []
    edit(seeds, MODULE, "# haqiba: allow.*", "# شرح")
    found = warnings(seeds, capsys)
    assert [one[3] for one in found] == ["a tatweel (U+0640) stretches a word here"]
    assert found[0][4] == "delete it (or allow it: # haqiba: allow tatweel)"


@pytest.mark.usefixtures("content_alone")
def test_a_comment_lets_only_its_own_value_and_code_stand(seeds, capsys):
    edit(seeds, MODULE, "^subtitle: .*", "# haqiba: allow tatweel\nsubtitle: نص معاً")
    edit(seeds, MODULE, "^summary: .*", "summary: نص طـويل")
    assert [one[3] for one in warnings(seeds, capsys)] == ["the tanwin stands on the alif", "a tatweel (U+0640) stretches a word here"]


@pytest.mark.usefixtures("content_alone")
def test_a_comment_that_allows_nothing_known(seeds, capsys):
    edit(seeds, MODULE, "^subtitle: .*", "# haqiba: allow tatwel\nsubtitle: نص")
    assert warnings(seeds, capsys) == [(MODULE, line_of(seeds, MODULE, "tatwel"), 17, "'tatwel' cannot be allowed", "did you mean 'tatweel'?")]
    edit(seeds, MODULE, "tatwel", "minutes")
    assert warnings(seeds, capsys)[0][3] == "'minutes' cannot be allowed"


@pytest.mark.usefixtures("content_alone")
def test_a_comment_lets_a_flaw_of_the_quiz_stand(seeds, capsys):
    edit(seeds, MODULE, r"^    stem: .*", "    stem: أي مما يلي ليس من المستويات الثلاثة؟")
    line = line_of(seeds, MODULE, "ليس من المستويات")
    assert [one[1:4] for one in warnings(seeds, capsys)] == [(line, 11, "the stem asks in the negative")]
    edit(seeds, MODULE, "ليس من المستويات الثلاثة؟", "ليس من المستويات الثلاثة؟ # haqiba: allow negative-stem")
    assert warnings(seeds, capsys) == []


@pytest.mark.usefixtures("content_alone")
def test_an_error_of_print_cannot_be_allowed(seeds, capsys):
    edit(seeds, MODULE, "^subtitle: .*", "subtitle: نص ﻓﻲ شكل عرض # haqiba: allow presentation-form")
    assert run("check", "--seeds", seeds) == 1
    assert "'presentation-form' cannot be allowed" in capsys.readouterr().err


@pytest.mark.usefixtures("content_alone")
def test_markup_in_a_plain_text_is_printed_as_typed(seeds, capsys):
    edit(seeds, "kit.yaml", "^title: .*", 'title: "حقيبة **تدريبية**"')
    assert warnings(seeds, capsys)[0][:4] == ("kit.yaml", 3, 15, "markup stands in a plain text and is printed as typed")


def test_errors_of_all_files_come_at_once(seeds, capsys):
    edit(seeds, MODULE, "^duration: .*", "duration: ساعة")
    edit(seeds, "programmes/half-day.yaml", 'start: "9:00"', 'start: "25:00"')
    edit(seeds, "kit.yaml", "^theme:.*\n", "")
    assert sorted(found[0] for found in errors(seeds, capsys)) == ["kit.yaml", MODULE, "programmes/half-day.yaml"]


def test_nothing_changes_when_the_content_is_wrong(seeds, tmp_path):
    out = tmp_path / "out"
    assert run("build", "half-day", "--seeds", seeds, "--out", out, "--only", "quiz") == 0
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}
    assert len(before) > 5
    edit(seeds, MODULE, "^duration:", "duratoin: 60\nduration:")
    assert run("build", "half-day", "--seeds", seeds, "--out", out) == 1
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()} == before


def test_a_slide_that_overflows_names_its_line_and_writes_nothing(seeds, tmp_path, capsys):
    edit(seeds, MODULE, "^title: .*", "title: " + "النهج المتكامل لإعادة الإدماج " * 12)
    assert run("build", "half-day", "--seeds", seeds, "--out", tmp_path / "out") == 1
    assert re.search(r"02-approach\.yaml:3:8: error: «.*» does not fit its slide\nhint: shorten it", capsys.readouterr().err)
    assert not (tmp_path / "out").exists()


def test_wrong_usage_is_status_two(tmp_path, capsys):
    assert run("build", "halfday") == 2
    assert "did you mean 'half-day'?" in capsys.readouterr().err
    assert run("build", "--edition", "XX") == 2
    assert run("build", "--only", "deks") == 2
    assert "did you mean 'decks'?" in capsys.readouterr().err
    assert run("bulid") == 2


def test_our_own_failure_is_status_three(seeds, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("generator.inputs.reading.make_plan", lambda *_: 1 / 0)
    assert run("build", "--seeds", seeds, "--out", tmp_path / "out") == 3
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_points_and_a_definition_in_one_section(seeds, capsys):
    """The slide would show the points alone."""
    edit(seeds, MODULE, "^    points:", "    definition:\n      term: مصطلح\n      meaning: معناه\n    points:")
    line = line_of(seeds, MODULE, "term: مصطلح")
    path, found, column, message, hint = only(seeds, capsys)
    assert (path, found, column) == (MODULE, line, 7)
    assert message.endswith("has both points and a definition, and its slide has room for one of them")
    assert hint == "move the definition to a section of its own, or delete the points"
