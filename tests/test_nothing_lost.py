"""Every typed text is in each output that the reference names for its key."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass

import pytest
from pypdf import PdfReader

from generator.assets import assets_folder
from generator.compose.quiz.deck import compose_quiz_deck
from generator.compose.quiz.key import compose_key
from generator.compose.quiz.paper import compose_paper
from generator.content import schema
from generator.content.loading import read_library
from generator.content.reader import Scalar
from generator.content.schema import cites_of
from generator.diagnostics import Span
from generator.formats import laid_out, pdf, pptx, slides_pdf
from generator.inputs.reading import read_inputs
from generator.model.text import BulletList, Text
from generator.reference import keys
from generator.reference.words import descriptions as described_keys
from generator.reference.words import vocabulary
from generator.settings.locale import read_locale
from tests.conftest import SEEDS, WATER_SEEDS
from tests.reading import descriptions, letters, page_texts, slide_texts

LOCALE = read_locale([assets_folder() / "locales"], "ar", Span(""))
BLOCKS = {name: record for name, record in keys.BLOCKS.items() if issubclass(record, schema.Record)}
# The files of the papers of a programme; of an output of several, one has a text.
PAPERS = {
    "register": ("facilitator/source-register.pdf",),
    "guide": ("facilitator/guide.pdf",),
    "agenda": ("agenda.pdf",),
    "papers": tuple(f"papers/{name}.pdf" for name in ("group-work", "expectations", "action-plan", "evaluation-daily", "evaluation-final")),
}
QUIZ = {"quiz": "test-a.pdf", "answer key": "test-key.pdf"}
OUTPUTS = {"slides", "notes", "description", "page heads", "handout", "workbook", "quiz deck", "certificates", *PAPERS, *QUIZ}
# What participants never see, whatever is printed of the same blocks elsewhere.
FACILITATORS = {schema.Facilitator: {"guide"}, schema.Facilitation: {"guide", "papers"}, schema.Routine: {"guide"}}
# What is typed as a number, a choice or an address, and printed as words.
WORDED = {
    (schema.Objective, "bloom"): lambda value: LOCALE.bloom[value],
    (schema.QuizItem, "bloom"): lambda value: LOCALE.bloom[value],
    (schema.QuizItem, "difficulty"): lambda value: LOCALE.label(f"difficulty_{value}"),
    (schema.ChartItem, "value"): LOCALE.amount,
    (schema.Source, "kind"): lambda value: LOCALE.label(f"kind_{value}"),
    (schema.Source, "language"): lambda value: LOCALE.label(f"language_{value}"),
    (schema.Source, "external"): lambda value: LOCALE.label("external" if value else "basic_source"),
    (schema.Source, "address"): lambda value: value.removeprefix("https://"),
    (schema.Fact, "address"): lambda value: value.removeprefix("https://"),
    (schema.Fact, "paragraph"): lambda value: f"الفقرة {value}",
    (schema.Programme, "begins"): lambda value: LOCALE.date(datetime.date.fromisoformat(value)),
    (schema.Term, "origin"): lambda value: LOCALE.label(f"origin_{value}"),
    **{(one, "minutes"): lambda value: LOCALE.count("minute", value) for one in BLOCKS.values() if "minutes" in one.model_fields},
}


def table():
    """Read the descriptions: the outputs of each key of each block, none where it has an effect instead."""
    found = {(block, key): set(words.printed) for block in BLOCKS for key, words in described_keys()[block].keys.items()}
    assert set(vocabulary().outputs) == OUTPUTS
    assert set().union(*found.values()) == OUTPUTS
    return found


TABLE = table()


def test_the_table_names_every_key_of_the_schema():
    assert set(TABLE) == {(block, name) for block, record in BLOCKS.items() for name in record.model_fields if name != "span"}
    records = {one for one in vars(schema).values() if isinstance(one, type) and issubclass(one, schema.Record) and one is not schema.Record}
    assert records == set(BLOCKS.values())


def test_only_what_is_no_text_comes_out_nowhere():
    silent = {(BLOCKS[block], key) for (block, key), outputs in TABLE.items() if not outputs}
    for record, key in silent:
        kind = str(record.model_fields[key].annotation)
        assert not re.search(r"\bText\b", kind), (record, key)
    assert len(silent) > 40


@dataclass(frozen=True)
class Leaf:
    """One text: the block and key that it was typed under, and the module that it belongs to."""

    block: str
    key: str
    words: str
    place: object
    module: str = ""
    only: frozenset = frozenset(OUTPUTS)

    @property
    def outputs(self):
        """The outputs that have it."""
        return TABLE[self.block, self.key] & self.only


def leaves(record, module="", only=frozenset(OUTPUTS)):
    block = next(name for name, kind in BLOCKS.items() if kind is type(record))
    only = only & FACILITATORS.get(type(record), only)
    if isinstance(record, schema.Module):
        module = str(record.id)
    for key in type(record).model_fields:
        value = getattr(record, key)
        if key != "span" and value is not None:
            worded = WORDED.get((type(record), key))
            if TABLE[block, key]:
                texts = [(worded(value), record.span)] if worded else list(texts_of(value))
                yield from (Leaf(block, key, words, place, module, only) for words, place in texts)
            yield from (leaf for inner in records_in(value) for leaf in leaves(inner, module, only))


def texts_of(value):
    if isinstance(value, Text):
        # A party without a task in a phase has nothing typed there.
        if value:
            yield value.plain, value.span
    elif isinstance(value, Scalar):
        yield str(value), value.span
    elif isinstance(value, BulletList):
        yield from texts_of(value.items)
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    else:
        # A count of rows is no text.
        assert isinstance(value, (int, schema.Record)), value


def records_in(value):
    if isinstance(value, schema.Record):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from records_in(one)


class Built:
    """The files of a programme, read back once."""

    def __init__(self, folder, quiz):
        self.folder = folder
        self.decks = {path.stem[3:]: path for path in sorted((folder / "slides").glob("*.pptx"))}
        read = {module: slide_texts(path) for module, path in self.decks.items()}
        read_papers = {name: ["\n".join(page_texts(folder / path) for path in paths)] for name, paths in PAPERS.items()}
        # The whole bank, and a test that was drawn from it, which states its time.
        read_papers |= {name: [page_texts(quiz / path) + page_texts(folder / "quiz" / f"pre-{path}")] for name, path in QUIZ.items()}
        # What all certificates share is drawn once, as forms.
        read_papers["certificates"] = [letters("\n".join(page.extract_text() for page in PdfReader(folder / "papers" / "certificates.pdf").pages))]
        # The guide has all slides, with what is said at them.
        guide = read_papers["guide"]
        self.slides = {module: [letters("\n".join(slides)), page_texts(self.decks[module].with_suffix(".pdf")), *guide] for module, (slides, _) in read.items()}
        self.facts = {module: [letters("\n".join(notes))] for module, (_, notes) in read.items()}
        self.notes = {module: [*own, *guide] for module, own in self.facts.items()}
        self.described = {module: [letters("\n".join(descriptions(file))) for file in self._drawn(path)] for module, path in self.decks.items()}
        workbook = page_texts(folder / "handouts" / "workbook.pdf")
        self.handouts = {module: [page_texts(folder / "handouts" / f"{path.stem}.pdf"), workbook] for module, path in self.decks.items()}
        slides, notes = slide_texts(quiz / "quiz-deck.pptx")
        quiz_deck = [letters("\n".join([*slides, *notes])), page_texts(quiz / "quiz-deck.pdf")]
        heads = [text for texts in self.handouts.values() for text in texts[:1]]
        self.papers = {"workbook": [workbook], "page heads": heads, "quiz deck": quiz_deck} | read_papers

    def _drawn(self, deck):
        """Give the files that have a session's figures."""
        return deck, deck.with_suffix(".pdf"), self.folder / "handouts" / f"{deck.stem}.pdf", self.folder / "handouts" / "workbook.pdf"

    def texts(self, output, module):
        """Give the texts in which a leaf must be found, each by itself; without a module, those of every module."""
        if output in self.papers:
            return self.papers[output]
        per_module = {"slides": self.slides, "notes": self.notes, "facts": self.facts, "handout": self.handouts, "description": self.described}[output]
        return per_module[module] if module else [text for texts in per_module.values() for text in texts]


def missing(found, built, outputs=lambda leaf: leaf.outputs):
    """Find the leaves that an output lacks; the same words typed several times are wanted as often.

    Facts of one page share its address: it stands once, above them.
    """
    wanted = Counter((output, leaf.module, leaf.key, letters(leaf.words)) for leaf in found for output in outputs(leaf))
    places = {(leaf.key, letters(leaf.words)): leaf for leaf in found}
    lost = []
    for (output, module, key, words), times in wanted.items():
        assert words
        if any(text.count(words) < (1 if key == "address" else times) for text in built.texts(output, module)):
            lost.append((output, str(places[key, words].place), places[key, words].words))
    return lost, sum(wanted.values())


def programme_named(library, name):
    return next(one for one in library.programmes if one.id == name)


def whole_quiz(seeds, programme, folder):
    """Write the paper, key and deck of all items of a programme's modules, of which a blueprint draws some."""
    inputs = read_inputs(seeds, None, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    plan = inputs.plan(programme_named(inputs.library, programme).model_copy(update={"quiz": None}))
    (form,) = plan.forms
    papers = {"test-a.pdf": compose_paper(plan, form), "test-key.pdf": compose_key(plan, "test")}
    deck = laid_out(compose_quiz_deck(plan), inputs.edition)
    written = {name: pdf(laid_out(document, inputs.edition)) for name, document in papers.items()}
    written |= {"quiz-deck.pptx": pptx(deck), "quiz-deck.pdf": slides_pdf(deck)}
    for name, parts in written.items():
        (folder / name).write_bytes(parts[""])
    return folder


@pytest.fixture(scope="module", params=["seeds", "water"])
def checked(request, tmp_path_factory):
    """A kit's library, its programme that teaches all modules, and what was built of it."""
    seeds, fixture, programme = {"seeds": (SEEDS, "kit", "two-day"), "water": (WATER_SEEDS, "water_kit", "three-day")}[request.param]
    folder = request.getfixturevalue(fixture)
    library = read_library(seeds)[0]
    assert {str(slot.module) for slot in programme_named(library, programme).module_slots} == {str(one.id) for one in library.modules}
    return request.param, library, programme_named(library, programme), Built(folder / programme, whole_quiz(seeds, programme, tmp_path_factory.mktemp("quiz")))


COUNTED = {"seeds": 1500, "water": 1150}


def test_every_text_of_a_module_comes_out(checked):
    name, library, _, built = checked
    found = [leaf for module in library.modules for leaf in leaves(module)]
    lost, looked_for = missing(found, built)
    assert lost == []
    assert (len(found) > COUNTED[name], looked_for > 1.5 * len(found)) == (True, True), (len(found), looked_for)


def test_every_text_of_the_kit_comes_out(checked):
    _, library, programme, built = checked
    found = [leaf for record in (library.kit, programme, library.glossary, as_taught(library, programme)) for leaf in leaves(record)]
    lost, looked_for = missing(found, built)
    assert lost == []
    assert looked_for > 40, looked_for


def as_taught(library, programme):
    """Give what all workshops share with the routines that a programme names, under the titles that it gives them."""
    named = [(library.routines[str(slot.routine)], slot.title) for day in programme.days for slot in day.slots if slot.routine]
    routines = tuple(routine.model_copy(update={"title": title or routine.title}) for routine, title in named)
    assert routines
    return library.facilitation.model_copy(update={"routines": routines})


def test_every_text_of_a_source_comes_out(checked):
    """Everything is in the register; titles, short names and facts also where modules cite them."""
    _, library, _, built = checked
    found = [leaf for source in library.sources for leaf in leaves(source)]
    lost, looked_for = missing(found, built, lambda leaf: TABLE[leaf.block, leaf.key] & {"register"})
    assert lost == []
    cited = [leaf for module in library.modules for leaf in cited_leaves(library, module)]
    lost, also = missing([leaf for leaf, _ in cited], built, dict(cited).__getitem__)
    assert lost == []
    assert looked_for > 40 and also > 40, (looked_for, also)


def cited_leaves(library, module):
    """Give the leaves of sources that a module's files must hold, with those files."""
    everywhere = {cite.fact for cite in cites_of(module.taught)}
    shown = {cite.fact for cite in cites_of([(one.points, one.definition, one.shown) for one in module.sections])}
    for source, facts in ((one, {str(fact.id) for fact in one.facts}) for one in library.sources):
        if facts & everywhere:
            yield Leaf("source", "title", str(source.title), source.title.span, str(module.id)), {"slides", "handout"}
        if facts & shown:
            yield Leaf("source", "short", str(source.short), source.short.span, str(module.id)), {"slides"}
        for fact in (one for one in source.facts if str(one.id) in shown):
            yield Leaf("fact", "text", str(fact.text), fact.text.span, str(module.id)), {"facts"}


def test_a_lost_text_would_be_found(checked):
    """The tests above can fail: a text that no file holds, and one that a file holds once too few."""
    _, library, _, built = checked
    module = library.modules[0]
    found = [leaf for leaf in leaves(module) if leaf.key == "points"][:1]
    (leaf,) = found
    assert missing([leaf], built)[0] == []
    assert missing([leaf] * 3, built)[0] != []
    assert missing([Leaf("section", "points", "عبارة لم يكتبها أحد قط", leaf.place, leaf.module)], built)[0] != []
