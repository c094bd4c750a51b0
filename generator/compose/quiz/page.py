"""Compose the page on which participants take the tests of a programme in a browser."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.quiz.assessment import compose_forms
from generator.compose.quiz.wording import form_details, form_name, name_of_test
from generator.compose.wording import line_text
from generator.model.assessment import Form
from generator.model.quiz_page import NamedForm, QuizPage
from generator.plan import Plan
from generator.settings.locale import Locale

# The labels of the page alone begin with this; it shows some of those on paper too.
_OWN = "web_"
_SHARED = (
    *("case_mark", "instruction_multiple", "instruction_true_false", "instruction_matching", "instruction_short", "matched", "ordinal_label", "list_comma"),
    *("quiz", "matching_choices", "full_date", "date", "objective"),
)


def compose_quiz_page(plan: Plan) -> QuizPage:
    """Compose the page of all tests of a programme, in all their forms."""
    assessment, locale = compose_forms(plan, plan.forms), plan.locale
    return QuizPage(
        title=locale.label("web_title", test=locale.label("quiz"), programme=assessment.title),
        heading=line_text(plan.programme.title, locale),
        assessment=assessment,
        forms=tuple(_named(form, locale) for form in assessment.forms),
        logos=plan.logos,
        words=tuple(_words(locale)),
        letters=locale.option_letters,
        digits="".join(locale.number(digit) for digit in range(10)),
        months=locale.months,
        weekdays=locale.weekdays,
    )


def _named(form: Form, locale: Locale) -> NamedForm:
    details = locale.label("list_comma").join(detail.plain for detail in form_details(form, locale))
    return NamedForm(form, name_of_test(form.test, locale), form_name(form.letter, locale), details)


def _words(locale: Locale) -> Iterator[tuple[str, str]]:
    yield from ((key.removeprefix(_OWN), words) for key, words in locale.labels.items() if key.startswith(_OWN))
    yield from ((key, locale.labels[key]) for key in _SHARED)
