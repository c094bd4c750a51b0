"""Compose the deck of the quiz: each question of the last test on a slide, its answer with the rationale on the next."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.closing import address_slide
from generator.compose.quiz.answers import answer_letters, answer_text
from generator.compose.quiz.assessment import compose_forms
from generator.compose.quiz.wording import labelled, letter_label, name_of_test, numbered
from generator.compose.wording import fill_label, line_text
from generator.model.assessment import Assessment, Item
from generator.model.assessment import Scenario as SharedScenario
from generator.model.deck import Cover, Deck, Grid, Question, QuizAnswer, QuizQuestion, Scenario, Slide, SpeakerNotes
from generator.model.text import Text, text
from generator.plan import Plan
from generator.settings.locale import Locale

# A longer answer than the slide has room for is given by its letters.
LONGEST_ANSWER = 110


def has_quiz(plan: Plan) -> bool:
    """Return whether the programme has a test."""
    return bool(plan.forms)


def compose_quiz_deck(plan: Plan) -> Deck:
    """Compose the deck of form A of the last test."""
    kit, locale = plan.library.kit, plan.locale
    assessment = compose_forms(plan, (next(form for form in plan.forms if form.test == plan.tests[-1]),))
    slides = (_cover(plan), *_slides(assessment, locale), *address_slide(plan, locale.label("closing")))
    return Deck(locale.label("quiz_deck"), str(kit.title), str(kit.organisation.name), slides, animated=plan.programme.animated)


def _cover(plan: Plan) -> Slide:
    locale = plan.locale
    name = (text(name_of_test(plan.tests[-1], locale)),) if plan.programme.quiz else ()
    details = (*name, *(line_text(line, locale) for line in (plan.programme.title, *plan.library.kit.organisation.lines)))
    cover = Cover(text(locale.label("quiz_deck_lead")), details)
    say = SpeakerNotes(text(locale.label("quiz_say_cover")))
    return Slide("cover", text(locale.label("quiz_deck")), cover, say, None, plan.programme.title.span, locale.label("opening"))


def _slides(assessment: Assessment, locale: Locale) -> Iterator[Slide]:
    titles = {name: title.plain for name, title in assessment.modules}
    before: SharedScenario | None = None
    for number, item in enumerate(assessment.forms[0].items, 1):
        section = titles[item.module]
        if item.scenario and item.scenario != before:
            stems = tuple(one.stem for one in assessment.forms[0].items if one.scenario == item.scenario)
            yield _scenario(item.scenario, stems, section, locale)
        before = item.scenario
        yield _question(number, item, section, locale)
        yield _answer(number, item, section, locale)


def _scenario(scenario: SharedScenario, stems: tuple[Text, ...], section: str, locale: Locale) -> Slide:
    body = Scenario(text(locale.label("quiz_scenario_mark")), (scenario.text,), stems)
    say = SpeakerNotes(text(locale.label("quiz_say_scenario")))
    return Slide("case", scenario.title, body, say, None, scenario.title.span, section)


def _question(number: int, item: Item, section: str, locale: Locale) -> Slide:
    span = item.stem.span
    kind = item.kind.replace("-", "_")
    ask = SpeakerNotes(text(locale.label(f"quiz_say_{kind}")), do=text(locale.label("quiz_do_question")))
    title = text(locale.label("quiz_question", number=locale.number(number)), span=span)
    if item.kind == "matching":
        return Slide("table", fill_label(locale, "quiz_question_stem", title=title, stem=item.stem), _matching(item, locale), ask, None, span, section)
    if item.kind == "short":
        body = Question(item.stem, (), (text(locale.label("instruction_short")),))
        return Slide("discussion", title, body, ask, None, span, section)
    options = tuple((letter_label(index, locale), choice.text) for index, choice in enumerate(item.choices))
    return Slide("question", title, QuizQuestion(item.stem, options), ask, None, span, section)


def _matching(item: Item, locale: Locale) -> Grid:
    """Return prompts with their numbers beside choices with their letters."""
    prompts = [labelled(numbered(number, locale), words) for number, words in enumerate(item.prompts, 1)]
    choices = [labelled(letter_label(index, locale), choice.text) for index, choice in enumerate(item.choices)]
    prompts += [text("")] * (len(choices) - len(prompts))
    return Grid((text(locale.label("matching_prompts")), text(locale.label("matching_choices"))), tuple(zip(prompts, choices, strict=True)))


def _answer(number: int, item: Item, section: str, locale: Locale) -> Slide:
    span = item.stem.span
    if item.kind in ("single", "true-false"):
        (index,) = item.answer
        key = (letter_label(index, locale), item.choices[index].text)
    elif item.kind == "short":
        key = ("", answer_text(item, locale))
    else:
        words = answer_text(item, locale)
        key = ("", words if len(words.plain) <= LONGEST_ANSWER else text(answer_letters(item, locale)))
    title = text(locale.label("quiz_answer", number=locale.number(number)), span=span)
    return Slide("answer", title, QuizAnswer(item.stem, key, item.rationale), SpeakerNotes(item.rationale), item.source, span, section)
