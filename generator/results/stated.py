"""Find the form that a row states: its test, the form's letter, and the seed with which it was made."""

from __future__ import annotations

from generator.messages import Message, say
from generator.model.assessment import Assessment, Form
from generator.participants.headings import folded
from generator.participants.rows import cleaned
from generator.participants.tables import Row
from generator.results.columns import Field
from generator.results.likeness import short_answer
from generator.results.reading import ResponseFile
from generator.settings.locale import Locale

PRE, POST, ONLY = "pre-test", "post-test", "test"
_TEST_NAMES = {
    PRE: ("pre-test", "pretest", "pre", "الاختبار القبلي", "القبلي", "قبلي"),
    POST: ("post-test", "posttest", "post", "الاختبار البعدي", "البعدي", "بعدي"),
    ONLY: ("test", "quiz", "الاختبار", "اختبار", "اختبار الورشة"),
}
_TESTS = {folded(name): test for test, names in _TEST_NAMES.items() for name in names}
_LABELS = {"pre_test": PRE, "post_test": POST, "quiz": ONLY}
_FORM_WORDS = tuple(map(short_answer, ("النموذج", "نموذج", "form")))
_LETTERS = "ABCDEF"

# What is wrong, and what to do.
Flaw = tuple[Message, Message]


class Refused(Exception):
    """Raised with all that is wrong with a row."""

    def __init__(self, *flaws: Flaw) -> None:
        self.flaws = flaws
        super().__init__()


def form_stated(file: ResponseFile, row: Row, assessment: Assessment, locale: Locale, test: str | None) -> Form:
    """Return the form that a row is of; `test` is that of rows of a table without a column of tests. Raises Refused."""
    stated = _Stated(file, row, locale)
    test = stated.test(assessment) if "test" in file.columns.fields else test
    forms = {form.letter: form for form in assessment.forms if form.test == test}
    form = forms.get(stated.letter) if "form" in file.columns.fields else next(iter(forms.values()), None)
    if form is None:
        names = tuple(f"{letter} ({locale.letter(_LETTERS.index(letter))})" for letter in forms)
        raise Refused((say("response-form", form=stated.cell("form"), forms=names), say("response-form.hint")))
    seed = stated.cell("seed")
    if seed and _number(seed) != str(form.seed):
        raise Refused((say("response-seed", seed=seed, expected=form.seed), say("response-seed.hint")))
    return form


class _Stated:
    """What one row states."""

    def __init__(self, file: ResponseFile, row: Row, locale: Locale) -> None:
        self.file, self.row, self.locale = file, row, locale

    def cell(self, field: Field) -> str:
        return cleaned(self.file.cell(self.row, self.file.columns.fields.get(field)))

    def test(self, assessment: Assessment) -> str:
        """Return the test. Raises Refused for one that the programme does not have."""
        typed = self.cell("test")
        labels = {folded(self.locale.label(key)): test for key, test in _LABELS.items()}
        test = (_TESTS | labels).get(folded(typed))
        if test is None or test not in assessment.tests:
            raise Refused((say("response-test", test=typed, tests=assessment.tests), say("response-test.hint")))
        return test

    @property
    def letter(self) -> str:
        """Return the Latin letter of the form that is named: «A», «ب», «النموذج ب»."""
        typed = short_answer(self.cell("form"))
        for word in _FORM_WORDS:
            typed = typed.removeprefix(word)
        arabic = {short_answer(self.locale.letter(index)): letter for index, letter in enumerate(_LETTERS)}
        return arabic.get(typed, typed.upper())


def _number(typed: str) -> str:
    """Return a number without spaces and zeros before it, its digits as Latin ones."""
    digits = short_answer(typed)
    return digits.lstrip("0") or digits
