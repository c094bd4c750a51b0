"""Compose the paper of a form: the questions that participants answer, and the sheet on which they answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.compose.citing import number_list
from generator.compose.papers.parts import fields, paper
from generator.compose.quiz.assessment import compose_forms
from generator.compose.quiz.wording import form_details, form_title, is_written, labelled, letter_label, numbered
from generator.compose.wording import emphasised, line_text
from generator.forms import PlannedForm
from generator.model.assessment import Assessment, Form, Item, Scenario
from generator.model.document import (
    AnswerRow,
    AnswerSheet,
    Block,
    Callout,
    Document,
    Heading,
    KeepTogether,
    ListBlock,
    PageBreak,
    Paragraph,
    TableBlock,
    TitleBlock,
    WritingLines,
)
from generator.model.text import text
from generator.plan import Plan

# The shares of the prompts of a matching item, the place for a letter, and the choices.
MATCHING = (2.4, 0.6, 2.4)


def compose_paper(plan: Plan, planned: PlannedForm) -> Document:
    """Compose the paper of a form with its answer sheet."""
    assessment = compose_forms(plan, (planned,))
    (form,) = assessment.forms
    made = paper(plan, form_title(plan, form), (*_questions(plan, assessment, form), PageBreak(), *_sheet(plan, form)))
    return replace(made, spread=True)


def _questions(plan: Plan, assessment: Assessment, form: Form) -> Iterator[Block]:
    locale = plan.locale
    yield TitleBlock(line_text(plan.programme.title, locale), text(form_title(plan, form)), form_details(form, locale))
    yield Paragraph(text(locale.label("quiz_intro")))
    titles = dict(assessment.modules) if form.test == "test" else {}
    before: Item | None = None
    for number, item in enumerate(form.items, 1):
        # Scenarios have headings of the third level.
        head: list[Block] = [] if titles or before else [Heading(2, text(locale.label("quiz_questions")))]
        if item.module in titles and (before is None or before.module != item.module):
            head.append(Heading(2, titles[item.module]))
        if item.scenario and (before is None or before.scenario != item.scenario):
            head.append(_scenario(plan, item.scenario, form))
        yield KeepTogether((*head, *_question(plan, number, item)))
        before = item


def _scenario(plan: Plan, scenario: Scenario, form: Form) -> Callout:
    """Return a scenario with the numbers of the questions about it."""
    locale = plan.locale
    numbers = [number for number, item in enumerate(form.items, 1) if item.scenario == scenario]
    about = locale.label("scenario_items", noun=locale.noun("question", len(numbers)), numbers=number_list(numbers, locale))
    return Callout(scenario.title, (Paragraph(scenario.text), Paragraph(text(about), "small")))


def _question(plan: Plan, number: int, item: Item) -> Iterator[Block]:
    locale = plan.locale
    yield ListBlock(((numbered(number, locale), emphasised(item.stem)),), "numbers")
    if item.kind != "single":
        yield Paragraph(text(locale.label(f"instruction_{item.kind.replace('-', '_')}")), "description")
    if item.kind == "matching":
        yield _matching(plan, item)
    elif item.choices:
        yield ListBlock(tuple((letter_label(index, locale), choice.text) for index, choice in enumerate(item.choices)), "options")


def _matching(plan: Plan, item: Item) -> TableBlock:
    """Return the prompts with their numbers beside the choices with their letters."""
    locale = plan.locale
    prompts = [labelled(numbered(number, locale), words) for number, words in enumerate(item.prompts, 1)]
    choices = [labelled(letter_label(index, locale), choice.text) for index, choice in enumerate(item.choices)]
    count = max(len(prompts), len(choices))
    cells = (prompts + [text("")] * (count - len(prompts)), choices + [text("")] * (count - len(choices)))
    rows = tuple((prompt, text(""), choice) for prompt, choice in zip(*cells, strict=True))
    return TableBlock(tuple(text(locale.label(key)) for key in ("matching_prompts", "matching_letter", "matching_choices")), rows, MATCHING, compact=True)


def _sheet(plan: Plan, form: Form) -> Iterator[Block]:
    """Return the answer sheet: a bubble for each letter of each question, and lines for what is written."""
    locale = plan.locale
    yield TitleBlock(text(form_title(plan, form)), text(locale.label("answer_sheet")), form_details(form, locale))
    yield fields(plan, ("participant_name", "institution", "date"), (1.2, 1.2, 0.8))
    yield Paragraph(text(locale.label("answer_sheet_intro")), "small")
    rows = tuple(row for number, item in enumerate(form.items, 1) for row in _rows(plan, number, item))
    if rows:
        yield AnswerSheet(text(locale.label("answer_sheet_question")), rows)
    for number, item in enumerate(form.items, 1):
        if is_written(item):
            key = "reason_line" if item.kind == "true-false" else "written_line"
            line = Paragraph(text(locale.label(key, number=locale.number(number))), "description")
            yield KeepTogether((line, WritingLines(1 if item.kind == "true-false" else item.lines)))
    names = locale.label("list_comma").join(f"{locale.number(number)} {item.name}" for number, item in enumerate(form.items, 1))
    yield Paragraph(text(locale.label("form_items", seed=locale.number(form.seed), items=names)), "small")


def _rows(plan: Plan, number: int, item: Item) -> Iterator[AnswerRow]:
    """Return the rows of a question: one, or one for each prompt of a matching and each place of an ordering item."""
    locale = plan.locale
    letters = tuple(text(locale.letter(index)) for index in range(len(item.choices)))
    shown = locale.number(number)
    if item.kind in ("matching", "ordering"):
        key = "answer_sheet_prompt" if item.kind == "matching" else "answer_sheet_place"
        for place in range(1, len(item.answer) + 1):
            yield AnswerRow(text(locale.label(key, number=shown, place=locale.number(place))), letters)
    elif letters:
        yield AnswerRow(text(shown), letters)
