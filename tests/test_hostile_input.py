"""Hostile input gives a diagnostic or a valid file: no traceback, no hang, no exhausted memory.

A case that takes quadratic or exponential time does not fail here, it runs for minutes.
"""

import io
import os
import re
import shutil
import struct
import subprocess
import sys
import warnings
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from PIL import Image
from pypdf import PdfReader

from generator.assets import assets_folder
from generator.content import arabic, digits, lists, quiz_lint, typed_markup
from generator.content.files import MOST_BYTES
from generator.content.markup import MarkupError, parse_inline, parse_prose
from generator.content.reader import FORBIDDEN, MAX_DEPTH, MOST_ERRORS, Mapping, read_variant, read_yaml
from generator.content.schema import Chart, Day, Kit, Module, Programme, Section, Slot, Step
from generator.content.stems import asks_in_the_negative
from generator.content.validation import scalars, validate
from generator.content.waivers import apply_waivers
from generator.diagnostics import ContentError, Severity
from generator.faults import Fault
from generator.layout.fitting import TextMeasurer
from generator.layout.slides import place_deck
from generator.model.deck import Deck, Grid, Points, Slide, SpeakerNotes
from generator.model.document import Document, Heading, ListBlock, Paragraph, TableBlock
from generator.model.text import BulletList, text
from generator.settings.locale import read_locale
from generator.settings.logos import find_logos
from generator.settings.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf import write_pdf
from generator.writers.pdf.slides import write_slides
from generator.writers.pptx import write_pptx
from generator.writers.thumbnails import thumbnails
from tests.conftest import ROOT, WATER_SEEDS, run
from tests.hostile import ANY, MARKED, PLACE, WORDS, YAML_LIKE, literal, read

THEME = read_theme([assets_folder() / "themes"], "haqiba", PLACE)
LOCALE = read_locale([assets_folder() / "locales"], "ar-EG", PLACE)
FACES = FontSet(THEME)
MANY = 100_000
MOST_MEMORY = 600


def cases(count):
    """Run a property on as many examples, the same each time."""
    return settings(max_examples=count, deadline=None, derandomize=True, database=None)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A file that each example writes anew."""
    return tmp_path_factory.mktemp("hostile") / "x.yaml"


# The reader


def assert_inside(diagnostics, path):
    """Assert that diagnostics name places inside their file."""
    lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    for one in diagnostics:
        assert (one.span.path, one.message != "", one.hint != "") == (str(path), True, True)
        assert 1 <= one.span.line <= len(lines), (one, lines)
        assert 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1, (one, lines)


def assert_read(path, data):
    node, found = read(path, data)
    assert_inside(found, path)
    if node is not None:
        assert isinstance(node, Mapping)
        assert_inside(node.warnings, path)
        assert not any(FORBIDDEN.search(one) for one in scalars(node))
    return node, found


@cases(300)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(file, data):
    assert_read(file, data)


@cases(300)
@given(words=st.text(ANY, max_size=80))
def test_any_text_is_read_or_refused(file, words):
    assert_read(file, words)


@cases(1000)
@given(words=YAML_LIKE)
def test_text_like_yaml_is_read_or_refused(file, words):
    assert_read(file, words)
    assert_read(file, f"a:\n  {words}")


@cases(300)
@given(character=st.characters())
def test_what_xml_forbids_does_not_pass(file, character):
    """XML 1.0, 2.2: no control but tab and line ends, no surrogate, no non-character."""
    legal = re.fullmatch("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", character)
    assert legal or FORBIDDEN.match(character)
    if legal:
        assert_read(file, f"a: |2\n  x{character}y\n")
    if ord(character) < 0x10000:
        node, found = assert_read(file, f'a: "x\\u{ord(character):04x}y"')
        assert (node is None) == bool(FORBIDDEN.match(character))
        assert node or {one.code for one in found} <= {"control-character", "yaml-syntax"}


def test_every_forbidden_character_of_xml_is_forbidden():
    illegal = [*range(0x9), 0xB, 0xC, *range(0xE, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
    assert len(illegal) == 9 + 2 + 18 + 2048 + 2
    assert all(FORBIDDEN.match(chr(code)) for code in illegal)


REFUSED = {
    "[" * MANY: "too-deep",
    "{" * MANY: "too-deep",
    "{a: " * MANY: "too-deep",
    "[\n" * MANY: "too-deep",
    "- " * MANY: "too-deep",
    "? " * MANY: "too-deep",
    "a: &a [*a]": "anchor",
    "a: [" + "*b, " * MANY + "]": "alias",
    "a: [" + "&b x, " * MANY + "]": "anchor",
    "a: [" + "!!str x, " * MANY + "]": "tag",
    "a: " + "\x01" * MANY: "control-character",
    "a: " + "\x01\n" * MANY: "control-character",
    'a: "\\x00"': "control-character",
    'a: "\\x1b[31m"': "control-character",
    'a: "\\u061c\\r"': "control-character",
    'a: "\\N\\L\\P"': "control-character",
    '"\\uFFFE": b': "control-character",
    'a: "\\ud800"': "yaml-syntax",
    "a: x\u2028b: y": "control-character",
    "a: x\u2029": "control-character",
    "a: x\r": "control-character",
    "%YAML 9\n---\na: b": "yaml-syntax",
    "a: 1\n" * MANY: "duplicate-key",
    "a: b\n" + "--- a\n" * MANY: "several-documents",
    "a: x\n" + "  - y\n" * MANY: "joined-list",
    "x" * 2000 + ": 1": "yaml-syntax",
    "? [a]\n: b": "key-type",
    "- a: 1": "not-a-mapping",
    "...": "yaml-syntax",
    "# a": "empty-file",
    "---": "not-a-mapping",
    " " * MANY: "empty-file",
    "a: " + "x" * MOST_BYTES: "too-large",
}


@pytest.mark.parametrize(("number", "code"), list(enumerate(REFUSED.values())))
def test_what_the_reader_refuses(file, number, code):
    node, found = assert_read(file, list(REFUSED)[number])
    assert node is None
    assert code in {one.code for one in found}
    assert len(found) <= MOST_ERRORS


READ = {
    "a: [" + "a, " * MANY + "]": 1,
    "# haqiba: allow tatweel\n" * 20_000 + "a: [" + "b, " * MANY + "]": 1,
    "".join(f"k{number}: 1\n" for number in range(60_000)): 60_000,
    "a: " + "x" * 900_000: 1,
    "a: " + "9" * MANY: 1,
    "a: >\n" + "  س\n" * MANY: 1,
    "a: |\n" + "  س\n" * MANY: 1,
    'a: "' + "\\x41\n" * MANY + '"': 1,
    "a: 1 #" + " " * MANY + "x": 1,
    "a: 1" + " #" * MANY: 1,
    "a: 1 # haqiba: allow " + ", ".join(f"c{number}" for number in range(MANY)): 1,
    "\n" * MANY + "a: 1e999": 1,
    "<<: NaN\na: 0x10\nb: 24:00\n": 3,
}


@pytest.mark.parametrize(("number", "keys"), list(enumerate(READ.values())))
def test_what_is_read_in_linear_time(file, number, keys):
    node, found = assert_read(file, list(READ)[number])
    assert (found, len(node)) == ((), keys)
    assert all(isinstance(one.code, str) for one in apply_waivers(node.warnings, node.waivers[:1000]))


def test_depth_is_limited_exactly(file):
    read_yaml_of = lambda depth: read(file, "a: " + "[" * depth + "b" + "]" * depth)  # noqa: E731
    assert read_yaml_of(MAX_DEPTH - 1)[1] == ()
    assert [one.code for one in read_yaml_of(MAX_DEPTH)[1]] == ["too-deep"]


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    (tmp_path / "device.yaml").symlink_to("/dev/zero")
    with pytest.raises(Fault, match="links lead in a circle"):
        read_yaml(tmp_path / "loop.yaml")
    seen = 0
    for name in ("pipe", "folder", "device"):
        with pytest.raises(ContentError) as caught:
            read_yaml(tmp_path / f"{name}.yaml")
        assert [one.code for one in caught.value.diagnostics] == ["unreadable-file"]
        seen += 1
    assert seen == 3


@pytest.mark.parametrize(
    ("base", "code"),
    [("base: a", "base-loop"), ("base: b", "base-loop"), ("base: ../outside", "unknown-theme"), ("base: /etc/x", "unknown-theme"), ("base: [a]", "wrong-type")],
)
def test_a_variant_leads_neither_round_nor_out_of_its_folder(tmp_path, base, code):
    folder = tmp_path / "themes"
    folder.mkdir()
    for name, words in {"themes/a": base, "themes/b": "base: c", "themes/c": "base: a", "outside": "x: 1"}.items():
        (tmp_path / f"{name}.yaml").write_text(words + "\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_variant(({path: path.read_bytes() for path in folder.iterdir()},), "a", "theme", PLACE)
    (found,) = caught.value.diagnostics
    assert (found.code, found.span.line, found.span.path.endswith(".yaml")) == (code, 1, True)


# Values


VALUES = [
    "1e999",
    "NaN",
    ".inf",
    "٣",
    "0x10",
    "1" + "0" * 400,
    "-0",
    "1.5",
    "24:00",
    "٩:٣٠",
    '""',
    '"\u2003"',
    "\u064b",
    "\u200c",
    '"****"',
    "[]",
    "{}",
    "[[]]",
]
VALUES += ["{a: []}", "~", "{key}x", '"{key}"', '"{0}"', '"%s"', "con", "../x", "a\\b", "/etc", "x" * 5000, "שלום", "👩\u200d👩\u200d👧", "中"]
# Each key takes every fifth value; those of a module, whose file is long, every tenth.
RECORDS = {"modules/01-home-storage.yaml": (Module, 10), "programmes/three-day.yaml": (Programme, 5), "kit.yaml": (Kit, 5)}


@pytest.mark.parametrize("name", RECORDS)
def test_any_value_of_any_key_is_taken_or_refused(file, name):
    """Each key of a file takes some of the hostile values, at its first place; all of them are taken by some key."""
    record, stride = RECORDS[name]
    lines = (WATER_SEEDS / name).read_text(encoding="utf-8").split("\n")
    keys = {}
    for number, line in enumerate(lines):
        if one := re.match(r" *(?:- )?(\w+):(?: (?![|>])|$)", line):
            keys.setdefault(one[1], (number, one.end()))
    seen = refused = 0
    for place, (number, end) in enumerate(keys.values()):
        indent = len(lines[number]) - len(lines[number].lstrip(" -"))
        rest = number + 1
        while rest < len(lines) and len(lines[rest]) - len(lines[rest].lstrip()) > indent:
            rest += 1
        for value in VALUES[place % stride :: stride]:
            node, found = read(file, "\n".join([*lines[:number], f"{lines[number][:end].rstrip()} {value}", *lines[rest:]]))
            try:
                validate(record, node) if node else None
            except ContentError as error:
                found = error.diagnostics
            assert all(one.hint and one.span.line >= 1 for one in found)
            seen, refused = seen + 1, refused + bool(found)
    assert seen >= 50
    assert seen / 4 < refused < seen


@pytest.mark.parametrize(
    ("record", "words", "code"),
    [
        (Day, 'title: x\nstart: "24:00"\nslots: [{title: x, minutes: 5}]', "wrong-value"),
        (Day, 'title: x\nstart: "٩:٣٠"\nslots: [{title: x, minutes: 5}]', "wrong-value"),
        (Slot, "minutes: ٣", "wrong-type"),
        (Slot, "minutes: 1e999", "wrong-type"),
        (Slot, "minutes: " + "9" * 5000, "wrong-type"),
        (Slot, "minutes: [1]", "wrong-type"),
        (Slot, "module: con", "identifier"),
        (Slot, "module: lpt9", "identifier"),
        (Slot, "module: ../x", "identifier"),
        (Step, 'minutes: 1\ntext: "****"', "markup"),
        (Step, "minutes: 1\ntext: \u200c", "markup"),
        (Step, 'minutes: 1\ntext: "[ ]{ltr}"', "markup"),
        (Step, 'minutes: 1\ntext: "\u2003"', "missing-value"),
    ],
)
def test_what_the_schema_refuses(file, record, words, code):
    node, _ = assert_read(file, words)
    with pytest.raises(ContentError) as caught:
        validate(record, node)
    assert [one.code for one in caught.value.diagnostics] == [code]
    assert_inside(caught.value.diagnostics, file)


@pytest.mark.parametrize("value", ["NaN", "inf", "1e999", "[]", "{}", "٣", "-1", "0x10", "1e13", '""'])
def test_a_bar_of_a_chart_is_a_number(file, value):
    node, _ = assert_read(file, f"title: t\nalt: a\nunit: u\nnotes: {{say: s}}\nitems: [{{label: a, value: {value}}}, {{label: b, value: 1}}]")
    with pytest.raises(ContentError) as caught:
        validate(Chart, node)
    assert [one.code for one in caught.value.diagnostics] in (["wrong-type"], ["wrong-value"])


def test_thousands_of_unknown_keys(file):
    node, _ = assert_read(file, "".join(f"k{number}: 1\n" for number in range(20_000)))
    with pytest.raises(ContentError) as caught:
        validate(Section, node)
    assert len(caught.value.diagnostics) == MOST_ERRORS


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_a_programme_is_not_named_after_a_device(seeds, tmp_path, capsys, name):
    path = seeds / "programmes" / "half-day.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: half-day", f"id: {name}", 1), encoding="utf-8")
    assert run("build", name, "--seeds", seeds, "--out", tmp_path / "out") == 1
    assert "half-day.yaml:2:5: error: 'id' is a name that Windows keeps for itself\nhint: choose another one" in capsys.readouterr().err


# Markup and lints


def plain(parsed):
    return " ".join(one.plain for block in parsed for one in (block.items if isinstance(block, BulletList) else (block,)))


@cases(600)
@given(words=MARKED)
def test_any_text_is_parsed_or_refused(file, words):
    node, _ = assert_read(file, literal(words))
    for source in scalars(node) if node else ():
        for parse in (parse_inline, lambda one: parse_prose(one) if one.strip() else ()):
            try:
                parsed = parse(source)
            except MarkupError as error:
                assert_inside([error.diagnostic], file)
                continue
            typed = iter(source)
            shown = re.sub(r"\s", "", plain(parsed if isinstance(parsed, tuple) else (parsed,)))
            assert all(character in typed for character in shown), (source, shown)


@cases(300)
@given(words=st.text(ANY.filter(lambda one: one not in "*[]\\" and not FORBIDDEN.match(one)), min_size=1, max_size=60).filter(str.strip))
def test_text_without_markup_is_what_was_typed(file, words):
    node, found = assert_read(file, literal(words))
    assert found == ()
    (source,) = scalars(node)
    try:
        parsed = parse_inline(source)
    except MarkupError as error:
        assert re.search(r"\S\s*\n\s*\n\s*\S", source) or not re.search("[^\\s\u200c\u200d]", words), error
        return
    assert parsed.plain.split() == source.split()


@cases(600)
@given(words=MARKED)
def test_lints_take_any_text(file, words):
    node, _ = assert_read(file, literal(words))
    for source in scalars(node) if node else ():
        for lint in (arabic.lint, typed_markup.lint):
            assert_inside(lint(source), file)
        assert_inside(digits.lint([source, *scalars(node)]), file)
        for prose in ([], [source]):
            assert_inside(lists.lint([source], prose), file)
        for question in (asks_in_the_negative, quiz_lint.is_absolute, quiz_lint.refers_to_others):
            assert question(source) in (True, False)


# Each is repeated to MANY characters. Numbers, Latin words and signs among them are fewer: `Text` divides a paragraph at them.
REPEATED = [
    "[",
    "]",
    "\\",
    "\\\\",
    "*",
    "** ",
    "[a](",
    "[@",
    "[]{",
    "[a]{",
    "](",
    " ",
    "\u2003",
    " \n",
    "- \n",
    "- س\n",
    " - س\n",
    "- س\n - س\n",
    "<س ",
    "<",
    "&#",
    "~~",
    "`",
    "# ",
    "*س",
    "*س* ",
]
REPEATED += [
    "﴿",
    "سـ",
    "ـ",
    "اً ",
    "س  ",
    "س? ",
    "،س",
    "« س »",
    "( س ) ",
    "۵",
    "أي ",
    "أي لا ",
    "ما ",
    "كل ما عدا ",
    "ليس ",
    "الذي لا ",
    "كل ما سبق ",
    "فقط ",
    "\u064b",
    "\u200d",
    "شيء، ",
]
FEW = {
    "<a": 1000,
    "<a /": 1000,
    "س 3,5 ": 500,
    "س %5 ": 500,
    "1 ": 500,
    "س ٣ ٥5 3 ": 200,
    "كلمة word 12 ": 500,
    "س [@a] ": 500,
    "[ب](https://x.org) ": 500,
    "1.000": 200,
    "(a": 500,
    "¼": 500,
}


@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("opening", ["", "س", "[", "<a", "[@", "[س](https:"])
def test_adversarial_texts_take_linear_time(file, folded, opening):
    node, _ = read(file, "text: x")
    seen = 0
    for piece, count in {**{piece: MANY // len(piece) // 4 for piece in REPEATED}, **FEW}.items():
        source = type(node["text"])(opening + piece * count)
        source.span, source.folded, source._lines = PLACE, folded, ((0, PLACE),)
        for parse in (parse_inline, parse_prose):
            try:
                assert parse(source) is not None
            except MarkupError as error:
                assert error.diagnostic.code == "markup"
        assert all(one.severity in Severity for lint in (arabic.lint, typed_markup.lint) for one in lint(source))
        assert all(one.severity is Severity.WARNING for one in digits.lint([source]))
        assert all(one.severity is Severity.WARNING for prose in ([], [source]) for one in lists.lint([source], prose))
        assert {question(source) for question in (asks_in_the_negative, quiz_lint.is_absolute, quiz_lint.refers_to_others)} <= {True, False}
        seen += 1
    assert seen == len(REPEATED) + len(FEW)


# Writers


def assert_valid_pdf(data, tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    pages = len(PdfReader(path).pages)
    assert pages > 0
    if shutil.which("qpdf"):
        checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    return pages


def assert_valid_deck(data, tmp_path):
    path = tmp_path / "x.pptx"
    path.write_bytes(data)
    found = OpenXmlValidator().validate(path)
    assert found.is_valid, list(found.errors)[:5]


def written(deck, tmp_path):
    """Write a deck in all forms; give its number of slides, or 0 if it does not fit."""
    try:
        placed = place_deck(deck, TextMeasurer(THEME, FACES), lambda title: LOCALE.label("continued", title=title))
    except ContentError as error:
        assert all(one.hint for one in error.diagnostics)
        return 0
    pdf = write_slides(placed, THEME, FACES, LOCALE)
    assert assert_valid_pdf(pdf, tmp_path) == len(placed.slides) == len(thumbnails(pdf))
    assert_valid_deck(write_pptx(placed, THEME, FACES, LOCALE), tmp_path)
    return len(placed.slides)


def slide(title, body, layout="points", say="نص"):
    return Slide(layout, text(title), body, SpeakerNotes(text(say)), None, PLACE)


def deck(*slides, logos=()):
    return Deck("عرض", "موضوع", "جهة", slides, logos)


def printed(tmp_path, *blocks):
    """Write a document; give its number of pages, or 0 if it does not fit."""
    try:
        data = write_pdf(Document("عنوان", "موضوع", "جهة", "رأس", blocks), THEME, FACES, LOCALE)
    except ContentError as error:
        assert all(one.hint for one in error.diagnostics)
        return 0
    return assert_valid_pdf(data, tmp_path)


@cases(25)
@given(words=st.lists(WORDS, min_size=9, max_size=9))
def test_documents_of_any_text(tmp_path_factory, words):
    one, two, three, *cells = map(text, words)
    rows = tuple(tuple(cells[start : start + 2]) for start in (0, 2, 4))
    blocks = [Heading(1, one), Paragraph(two), ListBlock((("•", one), ("•", three))), TableBlock((two, three), rows, (0.4, 0.6))]
    assert printed(tmp_path_factory.mktemp("pdf"), *blocks) >= 0
    assert printed(tmp_path_factory.mktemp("pdf"), *blocks[1:3]) > 0


@cases(12)
@given(words=st.lists(WORDS, min_size=6, max_size=6))
def test_decks_of_any_text(tmp_path_factory, words):
    title, one, two, three, four, say = words
    grid = Grid((text(one), text(two)), ((text(three), text(four)), (text(one), text(one))))
    slides = [slide(title, Points((text(one), text(two), text(three))), say=say), slide(f"{title} 2", grid, "table", say)]
    assert written(deck(*slides), tmp_path_factory.mktemp("deck")) >= 0


def test_extreme_documents(tmp_path):
    long = text("كلمة عربية و word ثم أخرى طويلة، " * 1500)
    assert len(long.plain.split()) > 10_000
    assert printed(tmp_path, Paragraph(long)) > 10
    rows = tuple((text(f"صف {LOCALE.number(number)}"), text("قيمة " * 12)) for number in range(500))
    assert printed(tmp_path, TableBlock((text("عمود"), text("آخر")), rows, (0.3, 0.7))) > 10
    assert printed(tmp_path, ListBlock(tuple((f"{number}.", text("بند " * 9)) for number in range(200)), "numbers")) > 3
    assert printed(tmp_path, Paragraph(text("س" * 20_000))) >= 0
    assert printed(tmp_path, TableBlock((text("عمود"),), ((text("كلمة " * 5000),),), (1.0,))) >= 0


def test_extreme_decks(tmp_path):
    assert written(deck(*(slide(f"شريحة {number}", Points((text("بند أول"), text("بند ثان")))) for number in range(60))), tmp_path) == 60
    assert written(deck(slide("عنوان", Points(tuple(text(f"بند {number}") for number in range(200))))), tmp_path) >= 0
    assert written(deck(slide("عنوان", Points((text("كلمة " * 10_000),)))), tmp_path) == 0
    assert written(deck(slide("عنوان", Points((text("بند"),)), say="كلمة " * 10_000)), tmp_path) == 1
    rows = tuple((text(f"صف {number}"), text("قيمة")) for number in range(500))
    assert written(deck(slide("عنوان", Grid((text("عمود"), text("آخر")), rows), "table")), tmp_path) > 10


# Logos


def encoded(picture, form="PNG", **options):
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, rows=b""):
    """Give a PNG of black rows, which may be fewer than its header says."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def logo_flaws(folder, name, data=None):
    """Give the codes of the flaws of a logo; one without flaws is written in both kinds of deck."""
    if data is not None:
        (folder / name).write_bytes(data)
    source, _ = read(folder / "kit.yaml", f'title: t\ntheme: haqiba\nlocale: ar\nnote: n\norganisation: {{name: n, logos: ["{name}"]}}')
    logos, flaws = find_logos(validate(Kit, source).organisation, [folder])
    assert bool(logos) != bool(flaws)
    if logos:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            assert written(deck(slide("عنوان", Points((text("بند"),))), logos=logos), folder) == 1
    return [flaw.code for flaw in flaws]


GREY = Image.linear_gradient("L").resize((64, 32))
EXIF = Image.Exif()
EXIF[0x0112] = 6
PICTURES = {
    "rgb.png": encoded(GREY.convert("RGB")),
    "grey.png": encoded(GREY),
    "alpha.png": encoded(GREY.convert("RGBA")),
    "grey-alpha.png": encoded(GREY.convert("LA")),
    "palette.png": encoded(GREY.convert("P"), transparency=3),
    "palette-bytes.png": encoded(GREY.convert("P"), transparency=bytes(range(256))),
    "bits.png": encoded(GREY.convert("1")),
    "sixteen.png": encoded(GREY.convert("I;16")),
    "animated.png": encoded(GREY, save_all=True, append_images=[GREY.rotate(180)]),
    "dot.png": encoded(Image.new("RGB", (1, 1))),
    "line.png": encoded(Image.new("RGB", (3000, 1))),
    "rgb.jpg": encoded(GREY.convert("RGB"), "JPEG", exif=EXIF, dpi=(0, 0)),
    "grey.jpg": encoded(GREY, "JPEG", progressive=True),
}
BROKEN = {
    "gif.png": (encoded(GREY, "GIF"), "logo-format"),
    "webp.png": (encoded(GREY, "WEBP"), "logo-format"),
    "tiff.png": (encoded(GREY, "TIFF"), "logo-format"),
    "jpeg.png": (encoded(GREY, "JPEG"), "logo-format"),
    "cmyk.jpg": (encoded(GREY.convert("CMYK"), "JPEG"), "logo-format"),
    "svg.png": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "damaged-logo"),
    "html.png": (b"<!doctype html><p>404", "damaged-logo"),
    "empty.png": (b"", "damaged-logo"),
    "svg.svg": (b"<svg/>", "logo-format"),
    "zero.png": (png(0, 0), "damaged-logo"),
    "thin.png": (png(0, 5), "damaged-logo"),
    "vast.png": (png(100_000, 100_000), "logo-size"),
    "bomb.png": (png(20_000, 20_000, bytes(20_001) * 20_000), "logo-size"),
    "large.png": (png(4001, 4000), "logo-size"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_that_both_writers_take(tmp_path, name):
    assert logo_flaws(tmp_path, name, PICTURES[name]) == []


@pytest.mark.parametrize("name", BROKEN)
def test_pictures_that_are_refused(tmp_path, name):
    data, code = BROKEN[name]
    assert logo_flaws(tmp_path, name, data) == [code]


@pytest.mark.parametrize("name", ["rgb.png", "palette.png", "sixteen.png", "rgb.jpg", "grey.jpg"])
def test_truncated_pictures_are_refused(tmp_path, name):
    data = PICTURES[name]
    flaws = [logo_flaws(tmp_path, name, data[: len(data) * eighth // 8]) for eighth in range(8)]
    # The last eighth of a small picture may be its end mark alone; then both writers took it.
    assert flaws[:7] == [["damaged-logo"]] * 7
    assert flaws[7] in ([], ["damaged-logo"])


@pytest.mark.parametrize("name", ["../../etc/x.png", "/etc/x.png", "a\\\\b.png", "C:x.png", "sub/x.png", "..", "."])
def test_logos_stand_in_their_folder(tmp_path, name):
    for folder in (tmp_path / "sub", tmp_path / "logos"):
        folder.mkdir()
    assert logo_flaws(tmp_path, name) == ["logo-place"]


@pytest.mark.parametrize("name", ["folder.png", "loop.png", "pipe.png", "missing.png", "x" * 5000 + ".png", "ا" * 200 + ".png"])
def test_logos_that_are_no_file(tmp_path, name):
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")
    os.mkfifo(tmp_path / "pipe.png")
    assert logo_flaws(tmp_path, name) == ["missing-logo"]


# Memory

BOMB = """
from tests.test_hostile_input import *
folder = Path(sys.argv[1])
print(logo_flaws(folder, "bomb.png", BROKEN["bomb.png"][0]), logo_flaws(folder, "large.png", encoded(Image.new("RGBA", (4000, 4000)))))
"""
LONG = """
from tests.test_hostile_input import *
print(printed(Path(sys.argv[1]), Paragraph(text("كلمة عربية و word ثم أخرى طويلة، " * 1500))) > 10)
"""


# The peak of this process alone, in kB; the system's usage of children counts the memory of the one that started them.
PEAK = """
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize(("program", "said"), [(BOMB, "['logo-size'] []"), (LONG, "True")])
def test_memory_is_bounded(tmp_path, program, said):
    start = "import sys\nfrom pathlib import Path\n"
    result = subprocess.run([sys.executable, "-c", start + program + PEAK, str(tmp_path)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert result.returncode == 0, result.stderr[-2000:]
    *lines, peak = result.stdout.splitlines()
    assert lines == [said]
    assert 20 * 1024 < int(peak) < MOST_MEMORY * 1024
