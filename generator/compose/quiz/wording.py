"""What papers, keys and decks of the quiz have in common: the names of tests and forms, numbers of questions."""

from __future__ import annotations

from generator.forms import LETTERS
from generator.model.assessment import Form, Item
from generator.model.text import Text, text
from generator.plan import Plan
from generator.settings.locale import Locale


def name_of_test(test: str, locale: Locale) -> str:
    """Return the name of a test: «الاختبار القبلي»."""
    return locale.label({"test": "quiz", "pre-test": "pre_test", "post-test": "post_test"}[test])


def form_name(letter: str, locale: Locale) -> str:
    """Return the name of a form: «النموذج أ»."""
    return locale.label("form", letter=locale.letter(LETTERS.index(letter)))


def form_title(plan: Plan, form: Form) -> str:
    """Return the title of a form's papers: the test, and the form if there are several."""
    name = name_of_test(form.test, plan.locale)
    count = sum(one.test == form.test for one in plan.forms)
    return plan.locale.label("test_form", test=name, form=form_name(form.letter, plan.locale)) if count > 1 else name


def form_details(form: Form, locale: Locale) -> tuple[Text, ...]:
    """Return the number of a form's questions and the time for them, if it is stated."""
    minutes = (text(locale.label("duration", duration=locale.count("minute", form.minutes))),) if form.minutes else ()
    return (text(locale.count("item", len(form.items))), *minutes)


def numbered(number: int, locale: Locale) -> str:
    """Return the label of a question's number."""
    return locale.label("ordinal_label", number=locale.number(number))


def letter_label(index: int, locale: Locale) -> str:
    """Return the label of a choice's letter."""
    return locale.label("ordinal_label", number=locale.letter(index))


def labelled(label: str, words: Text) -> Text:
    """Return a text after a label that stands out."""
    return Text((*text(f"{label} ", strong=True).runs, *words.runs), words.span)


def is_written(item: Item) -> bool:
    """Return whether something is written by hand for an item: a short answer, or the reason of a verdict."""
    return item.kind in ("short", "true-false")
