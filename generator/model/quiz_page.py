"""The quiz of a programme as a page for the browser, on which participants answer, and which marks their answers."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.assessment import Assessment, Form
from generator.model.deck import Logo
from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class NamedForm:
    """One form with what it is called: the test, the form, and the number of its questions with the time for them."""

    form: Form
    test: str
    name: str
    details: str


@dataclass(frozen=True, slots=True)
class QuizPage:
    """The page: its title, its forms, its logos, and all words that it shows beside them.

    `words` are fixed texts by name, with placeholders in braces; `letters` those of choices; `digits` ten characters from 0; `months` are
    from January, `weekdays` from Monday.
    """

    title: str
    heading: Text
    assessment: Assessment
    forms: tuple[NamedForm, ...]
    logos: tuple[Logo, ...]
    words: tuple[tuple[str, str], ...]
    letters: tuple[str, ...]
    digits: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
