"""The catalogue of messages is whole, in both languages, and the only place of words that authors read."""

import ast
import json
import pickle
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

import generator
from generator.content.arabic import CONVENTIONS
from generator.content.pictograms import rules
from generator.content.reader import FORBIDDEN, parse_yaml
from generator.content.records import FileReading, decoded, encoded
from generator.content.typed_markup import FOREIGN
from generator.content.validation import WORDINGS
from generator.diagnostics import ContentError, Diagnostic, Severity, Span, suggestion
from generator.faults import WORDINGS as FAULTS
from generator.messages import Message, as_data, catalogue, from_data, say, worded
from generator.options import BuildOptions
from generator.storage import last_build
from tests.conftest import ROOT, run

PACKAGE = Path(generator.__file__).parent
VARIANTS = ("theme", "locale")
# Ids that a function takes by name and gives to `say`.
NAMED = re.compile(r"(?:overflow|kind|owner|severity|verify|column|response-example)\.[a-z0-9-]+")
# Entries that only put the author's words between marks.
WORDLESS = {"key", "separator", "sources.fact", "diff.removed-line", "diff.added-line"}


def calls():
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node, path


def literals(node):
    """Give the texts that an expression may be: one literal, or both of a conditional expression."""
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def said():
    return {name for function, call, _ in calls() if function == "say" for name in literals(call.args[0])}


def named():
    texts = {node.value for path in PACKAGE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)}
    return {one for one in texts if isinstance(one, str) and NAMED.fullmatch(one)}


def with_hints():
    """Give the ids from tables, whose hint has the same id with `.hint`."""
    mistakes = {name for function, call, _ in calls() if function == "Mistake" for name in literals(call.args[1])}
    printed = {name for function, call, _ in calls() if function == "_printed" for name in literals(call.args[2])}
    assert len(mistakes) > 15
    assert printed
    return {*(one.code for one in CONVENTIONS), *(name for _, name in FOREIGN), *WORDINGS.values(), *mistakes, *printed}


def used():
    tabled = with_hints()
    refused = {f"refused.{kind}" for kind in rules()["refused"]}
    patterns = refused | {pattern.format(what) for what in VARIANTS for pattern in ("unknown-{}", "base-loop.{}", "wrong-type.base.{}.hint")}
    return {"separator"} | said() | named() | tabled | {f"{one}.hint" for one in tabled} | {name for pair in FAULTS.values() for name in pair} | patterns


def placeholders(words):
    """Give the values of a wording with their forms; `file/files` adds English words to a number, and is no other value."""
    return {(name, "" if "/" in form else form) for _, name, form, _ in string.Formatter().parse(words) if name}


# Numbers before a word in the plural that are never 1: limits, what exceeds or lacks a limit, sizes of files and pictures.
NEVER_ONE = {"too-large", "too-long", "figure-items", "longest-keys", "small-text", "logo-size.pixels", "participants-too-many", "participant-long"}
NEVER_ONE |= {"item-count", "item-count.choices", "long-stem", "long-accepted", "true-false-share", "unequal-options"}
# A value and a word after it that are no count.
NO_COUNT = {
    *("build.edited", "yaml-syntax.reserved", "yaml-syntax.stray-bracket", "missing-value", "identifier.reserved", "acronym"),
    *("wrong-value.more-than", "wrong-value.at-least", "wrong-value.at-most", "too-few", "too-many", "changed-paragraph"),
    *("pull.moved-slide", "pull.new-slide", "pull.stale", "key-places.row"),
}


def test_every_counted_word_has_its_singular():
    counted = {name for name, entry in catalogue().items() if re.search(r"\{\w+\} (?:[a-z]+ ){0,3}[a-z]+s\b", entry["en"])}
    assert sorted(counted - NEVER_ONE - NO_COUNT) == []
    assert sorted((NEVER_ONE | NO_COUNT) - counted) == []
    forms = [form for entry in catalogue().values() for _, _, form, _ in string.Formatter().parse(entry["en"]) if form and "/" in form]
    assert len(forms) >= 17
    assert all(re.fullmatch(r"[a-z ]+/[a-z ]+s", form) for form in forms)
    assert not [name for name, entry in catalogue().items() if "/" in "".join(form or "" for _, _, form, _ in string.Formatter().parse(entry["ar"]))]


def test_one_and_several_are_counted_rightly():
    passed = say("check.passed", modules=1, programmes=2, facts=0)
    assert passed == "1 module, 2 programmes, 0 facts: no errors"
    assert worded(passed, "ar") == "عدد الوحدات 1، والبرامج 2، والوقائع 0؛ لا أخطاء"
    assert from_data(as_data(passed)) == passed
    assert say("build.report", folder="x", total=1, changed=1) == "x: 1 file, 1 new or changed"
    assert say("table-row", cells=1, columns=3) == "this row has 1 cell, the table 3 columns"
    assert worded(say("fix.mended", path="x", count=1), "ar") == "x: عدد المواضع المصححة آليًا 1"


def test_every_message_of_the_code_is_in_the_catalogue_and_the_reverse():
    names = used()
    assert sorted(names - catalogue().keys()) == []
    assert sorted(catalogue().keys() - names) == []
    assert len(names) > 390


def test_every_entry_has_both_languages_with_the_same_values():
    seen = 0
    for name, entry in catalogue().items():
        assert set(entry) == {"en", "ar"}, name
        assert re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*", name), name
        assert placeholders(entry["en"]) == placeholders(entry["ar"]), name
        seen += 1
    assert seen > 390


def test_the_code_gives_exactly_the_values_that_a_message_needs():
    seen = 0
    for function, call, path in calls():
        if function == "say" and not any(one.arg is None for one in call.keywords):
            for name in literals(call.args[0]):
                given = {one.arg for one in call.keywords}
                assert given == {one for one, _ in placeholders(catalogue()[name]["en"])}, (path, name)
                seen += 1
    assert seen > 230


def test_arabic_keeps_to_the_kits_own_conventions():
    seen = 0
    for name, entry in catalogue().items():
        words = re.sub(r"`[^`]*`", "س", entry["ar"])
        assert re.search("[\u0621-\u064a]", words) or name in WORDLESS, name
        assert not FORBIDDEN.search(entry["ar"].replace("\n", "")), name
        for convention in CONVENTIONS:
            if not convention.kinds:
                found = convention.pattern.search(words)
                assert not found, (name, convention.code, found)
                seen += 1
    assert seen > 390 * 8


def test_every_wording_can_be_filled_in():
    samples = {"04X": 0x202B, ".1f": 4.5, "": "نص"}
    seen = 0
    for entry in catalogue().values():
        for words in entry.values():
            filled = re.sub(r":[a-z ]+/[a-z ]+}", "}", words).format_map({name: samples[form] for name, form in placeholders(words)})
            assert "{" not in filled.replace("{ltr}", "").replace("{rtl}", "")
            seen += 1
    assert seen > 780


def test_no_diagnostic_or_fault_is_made_of_plain_text():
    seen = 0
    for function, call, path in calls():
        if function in ("Diagnostic", "Fault", "Flaw", "MarkupError", "MissingFont", "InvalidDate"):
            words = call.args if function in ("MissingFont", "InvalidDate") else call.args[1:]
            assert not any(isinstance(one, (ast.Constant, ast.JoinedStr)) for one in words), (path, call.lineno)
            seen += 1
    assert seen > 80


def test_a_message_is_its_english_text():
    message = say("unknown-key", key="duratoin")
    assert message == "the key 'duratoin' is not known here"
    assert (message.id, message.values) == ("unknown-key", {"key": "duratoin"})
    assert worded(message, "en") == message
    assert worded(message, "ar") == "المفتاح «duratoin» غير معروف هنا"
    assert worded("plain", "ar") == "plain"


def test_messages_among_the_values_are_worded_with_the_whole():
    hint = say("allowable.hint", hint=say("tatweel.hint"), code="tatweel")
    assert hint == "delete it (or allow it: # haqiba: allow tatweel)"
    assert worded(hint, "ar") == "احذف علامة التطويل (أو أبقِ النص كما هو بالتعليق `# haqiba: allow tatweel`)"
    assert worded(suggestion("سس", ["apply", "create"]), "en") == "known here: apply, create"
    assert worded(suggestion("سس", ["apply", "create"]), "ar") == "المعروف هنا: apply، create"


def test_an_unknown_id_or_a_missing_value_is_a_bug():
    with pytest.raises(KeyError, match="no-such-message"):
        say("no-such-message")
    with pytest.raises(KeyError, match="key"):
        say("unknown-key")


MESSAGES = [
    say("unknown-key", key="a"),
    say("known-here", names=("b", "a")),
    say("allowable.hint", hint=say("did-you-mean", name="x"), code="term"),
    say("contrast", role="ink", background="tint", ratio=2.25, least=4.5),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_messages_go_to_other_processes_and_into_records_whole(message):
    for copy in (pickle.loads(pickle.dumps(message)), from_data(json.loads(json.dumps(as_data(message))))):
        assert isinstance(copy, Message)
        assert (copy, copy.id, copy.values) == (message, message.id, message.values)
        assert worded(copy, "ar") == worded(message, "ar")


def test_values_leave_their_place_behind():
    key = next(iter(parse_yaml("x.yaml", b"kay: a")))
    assert type(key) is not str
    assert type(say("unknown-key", key=key).values["key"]) is str


def found(severity=Severity.WARNING):
    return Diagnostic(Span("x.yaml", 3, 4), say("tatweel"), say("allowable.hint", hint=say("tatweel.hint"), code="tatweel"), severity)


def test_cached_warnings_of_a_file_can_be_told_in_arabic():
    (read,) = decoded(encoded(FileReading(None, (), (found(),), ())), "x.yaml").findings
    assert read == found()
    assert (read.code, worded(read.message, "ar")) == ("tatweel", "هنا كلمة ممدودة بعلامة التطويل (U+0640)")
    assert worded(read.hint, "ar") == worded(found().hint, "ar")


def test_warnings_of_the_last_build_can_be_told_in_arabic(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    options = BuildOptions(tmp_path / "seeds", tmp_path / "out")
    last_build.record_check(last_build.inputs_of(options), last_build.Checked((found(),), 1, 1, 1), ())
    read = last_build.last_check(options)
    assert read is not None
    assert read.findings == (found(),)
    assert worded(read.findings[0].message, "ar") == worded(found().message, "ar")


def test_errors_pass_through_the_reader_in_arabic():
    with pytest.raises(ContentError) as caught:
        parse_yaml("x.yaml", b"a: 1\na: 2")
    assert worded(caught.value.diagnostics[0].message, "ar") == "ورد المفتاح «a» مرتين (الأولى في السطر 1)"


def test_the_catalogue_is_read_only_when_something_is_said():
    modules = sorted(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
    assert len(modules) > 80
    said = "importlib.import_module('generator.messages').catalogue.cache_info().misses"
    script = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)\nprint({said})"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "0"


def test_the_command_line_says_what_it_said(tmp_path, capsys):
    assert run("verify", tmp_path) == 1
    captured = capsys.readouterr()
    assert captured.err.endswith(": error: no readable manifest.json\nhint: name the folder of one kit, or build it again\n")
