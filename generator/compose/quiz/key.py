"""Compose the key of a test: answers of each form, what the test covers, each item with its answer, rationale and facts, and a marking grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from generator.compose.papers.parts import paper
from generator.compose.quiz.answers import answer_text, answers_at_a_glance, lettered
from generator.compose.quiz.assessment import compose_test
from generator.compose.quiz.wording import form_name, labelled, name_of_test, numbered
from generator.compose.wording import emphasised, fill_label, line_text
from generator.content.schema import BLOOM
from generator.model.assessment import Assessment, Form, Item
from generator.model.document import Block, Document, Heading, KeepTogether, ListBlock, PageBreak, Paragraph, Space, TableBlock, TitleBlock
from generator.model.text import Text, text
from generator.plan import Plan
from generator.settings.locale import Locale

BULLET = "•"
# The most questions side by side in a marking grid; more stand in further grids.
GRID_COLUMNS = 15
NAME_COLUMN = 5.0


def compose_key(plan: Plan, test: str) -> Document:
    """Compose the key of a test."""
    assessment = compose_test(plan, test)
    return paper(plan, plan.locale.label("test_key", test=name_of_test(test, plan.locale)), tuple(_key(plan, assessment)))


def _key(plan: Plan, assessment: Assessment) -> Iterator[Block]:
    locale, forms = plan.locale, assessment.forms
    title = locale.label("test_key", test=name_of_test(forms[0].test, locale))
    yield TitleBlock(line_text(plan.programme.title, locale), text(title), tuple(_details(forms, locale)))
    yield Paragraph(text(locale.label("quiz_key_intro")))
    yield Heading(2, text(locale.label("answers_at_a_glance")))
    yield from glance_blocks(forms, locale)
    yield from _explained(assessment, locale)
    yield Heading(2, text(locale.label("coverage")))
    yield coverage_table(assessment, locale)
    yield from _marking(plan, forms)


def _details(forms: Sequence[Form], locale: Locale) -> Iterator[Text]:
    yield text(locale.count("item", len(forms[0].items)))
    names = locale.label("list_comma").join(form_name(form.letter, locale) for form in forms)
    yield text(locale.label("forms_and_seed", forms=names, seed=locale.number(forms[0].seed)))


def glance_blocks(forms: Sequence[Form], locale: Locale) -> Iterator[Block]:
    """Return the answers of all forms in compact tables, under the names of the forms if there are several."""
    for form in forms:
        if len(forms) > 1:
            yield Paragraph(text(form_name(form.letter, locale)), "caption")
        yield from answers_at_a_glance(form, locale)


def coverage_table(assessment: Assessment, locale: Locale) -> TableBlock:
    """Count the items of a test by objectives and Bloom levels; objectives without an item are listed too."""
    items = assessment.forms[0].items
    levels = [level for level in BLOOM if any(item.bloom == level for item in items)]
    heads = (text(locale.label("objective")), *(text(locale.bloom[level]) for level in levels), text(locale.label("total")))
    rows = []
    for name, words in assessment.objectives:
        counts = [sum(item.objective_id == name and item.bloom == level for item in items) for level in levels]
        rows.append((words, *(text(locale.number(count) if count else "") for count in counts), text(locale.number(sum(counts)))))
    sums = [sum(item.bloom == level for item in items) for level in levels]
    rows.append((text(locale.label("total"), strong=True), *(text(locale.number(count), strong=True) for count in (*sums, len(items)))))
    return TableBlock(heads, tuple(rows), (4.2, *(1.0,) * len(levels), 1.2), compact=True)


def _explained(assessment: Assessment, locale: Locale) -> Iterator[Block]:
    """Return each item of form A with its answer, and why it is right."""
    titles = dict(assessment.modules)
    before = ""
    for number, item in enumerate(assessment.forms[0].items, 1):
        head = (Heading(2, titles[item.module]),) if item.module != before else ()
        stem, answer, rationale, *rest = _item(number, item, assessment.forms, locale)
        yield KeepTogether((*head, stem, answer, rationale))
        yield from rest
        yield Space()
        before = item.module


def _item(number: int, item: Item, forms: Sequence[Form], locale: Locale) -> Iterator[Block]:
    yield ListBlock(((numbered(number, locale), emphasised(item.stem)),), "numbers")
    yield Paragraph(emphasised(fill_label(locale, "answer_line", answer=answer_text(item, locale))))
    yield Paragraph(labelled(locale.label("rationale"), item.rationale))
    told = [
        (BULLET, fill_label(locale, "feedback_line", choice=lettered(index, choice.text, locale), feedback=choice.feedback))
        for index, choice in enumerate(item.choices)
        if choice.feedback and item.kind != "true-false"
    ]
    if told:
        yield ListBlock(tuple(told))
    elif item.feedback:
        yield Paragraph(labelled(locale.label("feedback_label"), item.feedback))
    for fact in item.facts:
        yield Paragraph(fill_label(locale, "fact_line", fact=fact), "small")
    if item.source:
        yield Paragraph(item.source, "small")
    measured = fill_label(locale, "measures", objective=item.objective, bloom=item.bloom_label, difficulty=item.difficulty_label)
    yield Paragraph(measured, "small")
    yield Paragraph(text(_whereabouts(item, forms, locale)), "small")


def _whereabouts(item: Item, forms: Sequence[Form], locale: Locale) -> str:
    """Return the id of an item, with its number in each other form."""
    names = [(form, [one.name for one in form.items].index(item.name) + 1) for form in forms[1:]]
    others = [locale.label("form_number", form=form_name(form.letter, locale), number=locale.number(number)) for form, number in names]
    return locale.label("list_comma").join([locale.label("item_id", id=item.name), *others])


def _marking(plan: Plan, forms: Sequence[Form]) -> Iterator[Block]:
    """Return a grid of questions and of the participants who have it for each form, in which marks are entered and added."""
    locale = plan.locale
    for form in forms:
        for start in range(0, len(form.items), GRID_COLUMNS):
            numbers = range(start + 1, min(start + GRID_COLUMNS, len(form.items)) + 1)
            yield PageBreak()
            title = locale.label("marking_grid") if len(forms) == 1 else locale.label("marking_grid_of", form=form_name(form.letter, locale))
            yield Heading(2, text(title))
            yield Paragraph(text(locale.label("marking_grid_intro")), "small")
            heads = (text(locale.label("participant_name")), *(text(locale.number(number)) for number in numbers), text(locale.label("total")))
            rows = tuple((text(""),) * len(heads) for _ in range(ceil(plan.programme.participants / len(forms))))
            yield TableBlock(heads, rows, (NAME_COLUMN, *(1.0,) * len(numbers), 2.0), fill=True, compact=True)
