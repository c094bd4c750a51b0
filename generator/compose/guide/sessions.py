"""Compose one session of the guide: objectives, what to bring, its slides by the clock, its exercises, questions and answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from generator.compose.citing import citations_of, facts_cited_by, without_marks
from generator.compose.guide.prose import BULLET, bullets, note_lines, quantities, steps_table
from generator.compose.guide.supplies import materials_of
from generator.compose.wording import emphasised, fill_label
from generator.content.schema import Activity, Answered, Case, Discussion, Variants
from generator.model.deck import Deck, Slide
from generator.model.document import Block, Callout, Heading, KeepTogether, ListBlock, Paragraph, SlideRow, SlideTable
from generator.model.text import Text, text
from generator.plan import Plan, Session
from generator.settings.locale import Locale

Exercise = Activity | Case | Discussion


def session_blocks(plan: Plan, session: Session, decks: Sequence[Deck], when: Text, name: str) -> Iterator[Block]:
    """Return all that a facilitator needs for one session; `decks` are those of all sessions."""
    module, locale = session.module, plan.locale
    number = locale.label("module", number=locale.number(session.number))
    yield Heading(1, fill_label(locale, "caption", label=number, title=without_marks(module.title, locale)), name)
    yield Paragraph(when, "description")
    yield Paragraph(without_marks(module.summary, locale), "lead")
    yield _objectives(session, locale)
    yield from _before(plan, session)
    yield Heading(2, text(locale.label("session_plan")))
    yield from _course(plan, session, decks)
    yield from _after(plan, session)


def _objectives(session: Session, locale: Locale) -> Block:
    items = tuple(
        (
            locale.label("ordinal_label", number=locale.number(number)),
            fill_label(locale, "objective_level", objective=without_marks(one.text, locale), level=locale.bloom[one.bloom]),
        )
        for number, one in enumerate(session.module.objectives, 1)
    )
    return Callout(text(locale.label("objectives")), (Paragraph(text(locale.label("objectives_lead"))), ListBlock(items, "numbers")), "key")


def _before(plan: Plan, session: Session) -> Iterator[Block]:
    """Return what is prepared and brought."""
    locale, facilitator = plan.locale, session.module.facilitator
    if facilitator and facilitator.preparation:
        yield Heading(2, text(locale.label("session_preparation")))
        yield bullets(plan, facilitator.preparation)
    materials = dict.fromkeys(materials_of(plan, session))
    if materials:
        yield Heading(2, text(locale.label("to_bring")))
        for groups in dict.fromkeys(groups for _, groups in materials):
            yield quantities(plan, [one for one, count in materials if count == groups], groups)


def _course(plan: Plan, session: Session, decks: Sequence[Deck]) -> Iterator[Block]:
    """Return the slides in tables, and each exercise after its slide."""
    locale, number = plan.locale, session.number - 1
    exercises = {exercise.title.span: exercise for exercise in session.module.exercises}
    rows: list[SlideRow] = []
    for index, slide in enumerate(decks[number].slides):
        rows.append(_row(index, slide, locale))
        exercise = exercises.get(slide.span)
        if exercise:
            yield _table(number, rows, locale)
            yield from _exercise(plan, exercise, slide.notes.begins or session.start)
            rows = []
    if rows:
        yield _table(number, rows, locale)


def _table(deck: int, rows: Sequence[SlideRow], locale: Locale) -> SlideTable:
    return SlideTable(deck, (text(locale.label("time_and_slide")), text(locale.label("say_ask_do"))), tuple(rows))


def _row(index: int, slide: Slide, locale: Locale) -> SlideRow:
    notes = slide.notes
    time = text(locale.time(notes.begins) if notes.begins else "")
    duration = text(locale.count("minute", notes.minutes)) if notes.minutes else None
    return SlideRow(index, time, duration, note_lines(notes.say, notes.ask, notes.do, locale))


def _exercise(plan: Plan, exercise: Exercise, start: datetime.time) -> Iterator[Block]:
    """Return how an exercise is run."""
    locale = plan.locale
    kind = {Activity: "activity", Case: "case", Discussion: "discussion"}[type(exercise)]
    blocks: list[Block] = [Paragraph(text(locale.label("duration", duration=locale.count("minute", exercise.minutes))), "small")]
    if isinstance(exercise, Activity):
        groups = fill_label(locale, "groups_counted", groups=without_marks(exercise.groups, locale), count=locale.count("group", plan.groups(exercise)))
        blocks += [Paragraph(groups), steps_table(plan, exercise.steps, start)]
        blocks += [_labelled("debrief", locale), bullets(plan, exercise.debrief)]
    elif isinstance(exercise, Case):
        blocks += [_labelled("case_questions", locale), bullets(plan, exercise.questions)]
    elif exercise.prompts:
        blocks += [_labelled("follow_up", locale), bullets(plan, exercise.prompts)]
    blocks += _variants(exercise.variants, locale)
    yield Callout(fill_label(locale, "caption", label=locale.label(kind), title=without_marks(exercise.title, locale)), tuple(blocks), "exercise")


def _labelled(key: str, locale: Locale) -> Paragraph:
    return Paragraph(fill_label(locale, "list_label", label=text(locale.label(key), strong=True)))


def _variants(variants: Variants | None, locale: Locale) -> list[Block]:
    named = (("variant_short", variants.short), ("variant_large", variants.large)) if variants else ()
    return [
        Paragraph(fill_label(locale, "note_field", label=text(locale.label(key), strong=True), text=without_marks(words, locale)))
        for key, words in named
        if words
    ]


def _after(plan: Plan, session: Session) -> Iterator[Block]:
    """Return where the country's sheet is, likely questions, the check for learning, and adaptations."""
    locale, module = plan.locale, session.module
    if module.country:
        title = without_marks(module.country.title, locale)
        yield KeepTogether((Heading(2, text(locale.label("country_sheet"))), Paragraph(fill_label(locale, "country_sheet_use", title=title))))
    facilitator = module.facilitator
    if facilitator and facilitator.questions:
        yield Heading(2, text(locale.label("likely_questions")))
        for one in facilitator.questions:
            yield _answered(plan, session, one)
    if facilitator and facilitator.checks:
        yield Heading(2, text(locale.label("learning_check")))
        for one in facilitator.checks:
            yield _answered(plan, session, one)
    if facilitator and facilitator.adaptation:
        adaptation = ListBlock(tuple((BULLET, without_marks(one, locale)) for one in facilitator.adaptation))
        # Whole, so that no page at the end of a session holds a line of it alone.
        yield KeepTogether((Heading(2, text(locale.label("adaptation"))), adaptation))


def _answered(plan: Plan, session: Session, one: Answered) -> Block:
    """Return a question with its answer and the sources of the answer."""
    locale = plan.locale
    question = emphasised(without_marks(one.question, locale))
    source = citations_of([session.module, one], plan.library.facts, locale).line(facts_cited_by(one))
    blocks = [Paragraph(question), Paragraph(without_marks(one.answer, locale))]
    return KeepTogether((*blocks, *((Paragraph(source, "small"),) if source else ())))
