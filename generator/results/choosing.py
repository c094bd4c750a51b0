"""Find the programme whose tests some files answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from generator.diagnostics import ContentError
from generator.messages import say
from generator.model.assessment import Assessment
from generator.participants.tables import Row
from generator.results.exports import asked_items
from generator.results.reading import Batch, ResponseFile
from generator.results.stated import Refused, form_stated
from generator.settings.locale import Locale


def programme_of(batches: Sequence[Batch], assessments: Mapping[str, Assessment], locale: Locale) -> str:
    """Return the only programme of which the files can be: that of their tests, forms, seeds and questions.

    Raises ContentError if there is none, or more than one.
    """
    names = tuple(sorted(assessments))
    if not names:
        raise batches[0].error(say("responses-no-quiz"), say("responses-no-quiz.hint"))
    if len(names) == 1:
        return names[0]
    fitting = [name for name in names if all(_fits(file, assessments[name], locale) for batch in batches for file in batch.files)]
    if len(fitting) > 1 or not fitting:
        message = say("responses-programmes", programmes=tuple(fitting)) if fitting else say("responses-no-programme", programmes=names)
        raise batches[0].error(message, say("responses-programmes.hint"))
    return fitting[0]


def _fits(file: ResponseFile, assessment: Assessment, locale: Locale) -> bool:
    """Return whether a file may be of a programme: an export if it asks its items, and otherwise if its rows name forms of it."""
    if file.columns.is_export:
        try:
            return not asked_items(file, assessment).unknown
        except ContentError:
            return False
    return set(file.columns.responses) in _numbers(assessment) and any(_names_form(file, row, assessment, locale) for row in file.rows)


def _names_form(file: ResponseFile, row: Row, assessment: Assessment, locale: Locale) -> bool:
    """Return whether a row names a form of a programme, in any of its tests if it does not say in which."""
    for test in assessment.tests:
        with suppress(Refused):
            form_stated(file, row, assessment, locale, test)
            return True
    return False


def _numbers(assessment: Assessment) -> Iterator[set[int]]:
    yield from (set(range(1, len(form.items) + 1)) for form in assessment.forms)
