"""Inline markup is parsed once; invalid markup is an error."""

import pytest

from generator.content.markup import MarkupError, parse_inline, parse_prose
from generator.content.reader import Scalar
from generator.diagnostics import Span
from generator.model.text import BulletList, Cite, Run


def scalar(words):
    made = Scalar(words)
    made.span = Span("x.yaml", 3, 5)
    made._lines = ((0, Span("x.yaml", 3, 5)),)
    return made


def test_plain_text_is_one_run():
    assert parse_inline(scalar("نص عادي")).inlines == (Run("نص عادي"),)


def test_emphasis_links_and_citations():
    words = "**مهم**: راجع [الدليل](https://example.org/a) دائمًا [@fact-1][@fact-2]."
    parsed = parse_inline(scalar(words))
    assert parsed.inlines == (
        Run("مهم", strong=True),
        Run(": راجع "),
        Run("الدليل", link="https://example.org/a"),
        Run(" دائمًا"),
        Cite("fact-1"),
        Cite("fact-2"),
        Run("."),
    )
    assert parsed.plain == "مهم: راجع الدليل دائمًا."
    assert [cite.span.column for cite in parsed.cites] == [5 + words.index("fact-1"), 5 + words.index("fact-2")]


def test_backslash_takes_the_meaning():
    assert parse_inline(scalar(r"\*\* و\[نص\] و\\")).plain == r"** و[نص] و\ ".strip()


@pytest.mark.parametrize("words", ["**بلا نهاية", "قوس [وحيد", "قوس] وحيد", "[@Fact]", "[@]", "[نص](ftp://x)", "[نص]()"])
def test_wrong_markup(words):
    with pytest.raises(MarkupError) as caught:
        parse_inline(scalar(words))
    assert caught.value.diagnostic.span.line == 3


def test_prose_has_paragraphs_and_lists():
    first, bullets, last = parse_prose(scalar("فقرة\nفي سطرين.\n\n- بند\n- بند **ثان**\n  يكمل\n\nخاتمة"))
    assert first.plain == "فقرة في سطرين."
    assert isinstance(bullets, BulletList)
    assert [item.plain for item in bullets.items] == ["بند", "بند ثان يكمل"]
    assert last.plain == "خاتمة"
