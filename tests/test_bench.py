"""The bench gives peers all words of the documents that it compares."""

import html
import re

import pytest

from generator.inputs.reading import read_inputs
from generator.model.date import DATE
from generator.model.document import AnswerSheet, Document, Heading, Masthead, Paragraph, RatingBlock, TableBlock, Timetable
from generator.model.text import Text
from tests.conftest import ROOT, SEEDS

# What is words and nothing else, and what becomes a table of words.
PLAIN = (Heading, Paragraph, TableBlock, Masthead, AnswerSheet, RatingBlock, Timetable)


def blocks_of(value):
    """Give all blocks of a document, those in other blocks too."""
    for block in getattr(value, "blocks", ()):
        yield block
        yield from blocks_of(block)


def texts_of(value):
    """Give all texts of a block, in tuples and records too; when a slot begins stands in its time."""
    if isinstance(value, Text):
        yield value.plain
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    elif hasattr(value, "__slots__"):
        yield from (text for name in value.__slots__ if name != "begins" for text in texts_of(getattr(value, name)))


def shown(markup):
    """Give the words of HTML, without isolates and spaces."""
    return re.sub(r"[\s\u2066-\u2069]", "", html.unescape(re.sub(r"<[^>]*>", "", markup)))


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tests")
    import bench_documents
    import bench_markup

    return bench_documents, bench_markup


def test_peers_get_all_words_of_all_documents(bench):
    bench_documents, bench_markup = bench
    inputs = read_inputs(SEEDS, None, DATE)
    documents = bench_documents.composed(inputs)
    assert len(documents) == 22
    typst, web, seen = bench_markup.Typst(inputs.edition), bench_markup.Html(inputs.edition), set()
    for document in documents.values():
        assert isinstance(document, Document)
        assert typst.document(document).startswith("#set document")
        words = shown(web.document(document))
        for block in blocks_of(document):
            seen.add(type(block))
            if isinstance(block, PLAIN):
                assert [one for one in texts_of(block) if re.sub(r"[\s\u2066-\u2069]", "", one) not in words] == []
    assert seen.issuperset(PLAIN)
