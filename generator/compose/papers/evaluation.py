"""Compose the evaluation forms of a day and of the workshop: statements with degrees of agreement, and open questions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import without_marks
from generator.compose.papers.parts import day_details, day_title, paper, title_of
from generator.compose.worksheet import prompt_blocks
from generator.content.schema import EvaluationForm
from generator.model.document import Block, Document, Heading, PageBreak, Paragraph, RatingBlock
from generator.model.text import Text, text
from generator.plan import Plan

# Separates the degrees inside one label.
DEGREE = "|"


def has_daily_evaluation(plan: Plan) -> bool:
    """Return whether the kit has a form for each day."""
    return _form(plan, "daily") is not None


def has_final_evaluation(plan: Plan) -> bool:
    """Return whether the kit has a form for the workshop."""
    return _form(plan, "final") is not None


def compose_daily_evaluation(plan: Plan) -> Document:
    """Compose a form for each day."""
    return paper(plan, plan.locale.label("evaluation"), _daily(plan))


def compose_final_evaluation(plan: Plan) -> Document:
    """Compose the form for the workshop."""
    title = plan.locale.label("evaluation_final")
    form = _form(plan, "final")
    return paper(plan, title, (title_of(plan, title), *(_form_blocks(plan, form) if form else ())))


def _form(plan: Plan, key: str) -> EvaluationForm | None:
    evaluation = plan.library.facilitation.evaluation if plan.library.facilitation else None
    form: EvaluationForm | None = getattr(evaluation, key) if evaluation else None
    return form


def _daily(plan: Plan) -> Iterator[Block]:
    form = _form(plan, "daily")
    for index, day in enumerate(plan.days if form else ()):
        if index:
            yield PageBreak()
        yield title_of(plan, plan.locale.label("evaluation_day", day=day_title(plan, day)), day_details(plan, day))
        if form:
            yield from _form_blocks(plan, form)


def _form_blocks(plan: Plan, form: EvaluationForm) -> Iterator[Block]:
    locale = plan.locale
    degrees = tuple(map(text, locale.label("evaluation_degrees").split(DEGREE)))

    def plain(inline: Text) -> Text:
        return without_marks(inline, locale)

    if form.parts:
        yield Paragraph(text(locale.label("evaluation_intro")))
    for part in form.parts:
        yield Heading(2, text(locale.label(f"evaluation_{part.level}")))
        yield RatingBlock(text(locale.label("evaluation_statement")), degrees, tuple(map(plain, part.statements)))
    yield from prompt_blocks((Heading(2, text(locale.label("evaluation_questions"))),), form.questions, plain)
