"""Left-to-right islands keep their order in every output, and no other text changes order."""

import re

import pytest
from bidi import get_display

from generator.assets import assets_folder
from generator.content.markup import parse_inline
from generator.content.reader import Scalar
from generator.diagnostics import Span
from generator.model.islands import islands
from generator.model.text import text
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from generator.typography.fonts import FontSet
from generator.typography.marks import with_direction_marks
from generator.typography.paragraph import Styled, set_paragraph
from tests.island_cases import CASES, EGYPT, REASONS, STATED

FACES = FontSet(read_theme([assets_folder() / "themes"], "haqiba", Span("")))
FACE = FACES.face("text")
MIRRORED = str.maketrans("()[]{}«»<>≤≥", ")(][}{»«><≥≤")
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# A part that does not turn: an island, a right-to-left isolate, or a plain number.
PART = re.compile(r"⟦(?P<ltr>[^⟧]*)⟧|⟪(?P<rtl>[^⟫]*)⟫|(?P<number>[0-9٠-٩]+(?:[.,:٫٬][0-9٠-٩]+)*)|(?P<other>.)", re.DOTALL)
ARABIC_IN_ISLAND = re.compile("[\u0620-\u064a\u064b-\u0652]+")


def shown(expected):
    """Spell out what is seen, from left to right, without any bidirectional algorithm."""
    parts = []
    for part in PART.finditer(expected):
        if part["ltr"] is not None:
            parts.append(ARABIC_IN_ISLAND.sub(lambda words: words.group()[::-1], part["ltr"]))
        elif part["rtl"] is not None:
            parts.append(shown(part["rtl"]))
        else:
            parts.append(part["number"] or part["other"].translate(MIRRORED))
    return "".join(reversed(parts))


def typed(expected):
    return re.sub("[⟦⟧⟪⟫]", "", expected)


def drawn(inline):
    """Read the glyphs of a set line from left to right."""
    runs = [Styled(run.text, FACE, 12, direction=run.direction) for run in inline.set_runs]
    (line,) = set_paragraph(runs, 10_000, FACES)
    placed = sorted((run for run in line.runs if run.width and run.x >= 0), key=lambda run: run.x)
    seen = ""
    for run in placed:
        for word in run.words:
            clusters = [cluster.text for cluster in word.clusters]
            seen += "".join(cluster[::-1] if run.rtl else cluster for cluster in clusters).translate(MIRRORED if run.rtl else {})
    return MARKS.sub("", seen).replace("\u00a0", " ")


def shown_by_plain_algorithm(inline):
    """Order what the deck holds as a program does that knows marks and no isolates."""
    pieces = with_direction_marks([(run.text, run.direction) for run in inline.set_runs])
    display = get_display("".join(pieces), base_dir="R")
    return MARKS.sub("", mirrored_display("".join(pieces), display)).replace("\u00a0", " ")


def mirrored_display(source, display):
    """Mirror what runs right to left; get_display leaves that to its caller."""
    from generator.typography.bidi import levels, visual_order

    source = source.replace("\u202a", "\u2060").replace("\u202c", "\u2060")
    found = levels(source, "R")
    return "".join(source[index].translate(MIRRORED) if found[index] % 2 else source[index] for index in visual_order(source, "R"))


def parsed(words):
    scalar = Scalar(words)
    scalar.span = Span("x.yaml", 1, 1)
    scalar._lines = ()
    return parse_inline(scalar)


@pytest.mark.parametrize(("kind", "expected"), CASES, ids=[f"{kind}-{typed(words)}" for kind, words in CASES])
def test_typed_and_shown(kind, expected):
    inline = text(typed(expected))
    assert drawn(inline) == shown(expected), REASONS[kind]
    assert shown_by_plain_algorithm(inline) == shown(expected), REASONS[kind]
    isolated = [run.text.replace("\u00a0", " ") for run in inline.set_runs if run.direction == "ltr"]
    assert isolated == re.findall("⟦([^⟧]*)⟧", expected)


def test_the_table_is_whole():
    assert len(CASES) >= 120
    assert {kind for kind, _ in CASES} == set(REASONS)
    assert len({words for _, words in CASES}) == len(CASES)


@pytest.mark.parametrize(("words", "expected"), EGYPT, ids=[words for words, _ in EGYPT])
def test_in_arabic_indic_digits(words, expected):
    locale = read_locale([assets_folder() / "locales"], "ar-EG", Span(""))
    inline = locale.text(text(words))
    assert inline.plain == typed(expected)
    assert drawn(inline) == shown(expected)
    assert shown_by_plain_algorithm(inline) == shown(expected)


@pytest.mark.parametrize(("words", "expected"), STATED, ids=[words for words, _ in STATED])
def test_directions_that_the_author_states(words, expected):
    inline = parsed(words)
    assert inline.plain == typed(expected)
    assert drawn(inline) == shown(expected)


def test_most_text_needs_no_marks():
    for words in ("مركز (EU-IOM KMH)، 2017", "في عام 2017 كان 30 مشاركًا", "برنامج AVRR ومنظمة IOM"):
        assert not MARKS.search("".join(with_direction_marks([(run.text, run.direction) for run in text(words).set_runs])))


def test_a_mark_inside_a_unit_parts_nothing():
    """A citation after a quantity stands after its unit; none stands inside an island."""
    inline = parsed("عند 28 °C [@fact] في")
    kinds = [getattr(one, "kind", "cite") for one in inline.inlines]
    assert kinds == [None, "quantity", "cite", None]


def test_islands_do_not_overlap_and_stay_in_the_text():
    seen = 0
    for _, expected in CASES:
        words, end = typed(expected), 0
        for island in islands(words):
            assert end <= island.start < island.end <= len(words)
            end = island.end
            seen += 1
    assert seen > 120
