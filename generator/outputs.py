"""The table of all outputs: what a kit consists of. A new paper or format is a new row here.

`path` is the file's path in the kit's folder: `{session}` is a session's number and module, `{part}` a page's number or a
file's name, for an output of several files, `{test}` a test and `{form}` a form of one, `{volume}` the numbers of
participants, if they need several volumes. `kind` is what `--only` names. There is one output per programme, one per session,
test or form of it, or one per volume of participants, to whom it is made out by name. `compose` turns the plan into a model,
`write` the laid-out model into files. A row with `given` is an
output only of plans of which that is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.compose.agenda import compose_agenda, compose_calendar, has_dates
from generator.compose.deck import compose_deck
from generator.compose.fonts import compose_font_page
from generator.compose.guide import compose_guide
from generator.compose.handout import compose_handout
from generator.compose.papers.action_plan import compose_action_plan, has_action_plan
from generator.compose.papers.attendance import compose_attendance
from generator.compose.papers.cards import compose_name_cards
from generator.compose.papers.certificates import compose_certificates
from generator.compose.papers.evaluation import compose_daily_evaluation, compose_final_evaluation, has_daily_evaluation, has_final_evaluation
from generator.compose.papers.expectations import compose_expectations, has_expectations
from generator.compose.papers.group_work import compose_group_work, has_group_work
from generator.compose.quiz.assessment import compose_assessment, compose_test
from generator.compose.quiz.deck import compose_quiz_deck, has_quiz
from generator.compose.quiz.key import compose_key
from generator.compose.quiz.page import compose_quiz_page
from generator.compose.quiz.paper import compose_paper
from generator.compose.register import compose_register
from generator.compose.traceability import compose_traceability
from generator.compose.workbook import compose_workbook
from generator.formats import Parts, anki, bank, fonts, gift, h5p, html, ics, kahoot, moodle, pdf, pptx, qti22, qti30, slides_pdf, thumbnails
from generator.forms import PlannedForm
from generator.model.roster import Volume
from generator.plan import Plan, Session


@dataclass(frozen=True)
class Output:
    """One row of the table: an output in one format."""

    path: str
    kind: str
    per: Literal["programme", "session", "test", "form", "volume"]
    compose: Callable[..., Any]
    write: Callable[[Any], Parts]
    given: Callable[[Plan], bool] = lambda _: True

    def is_volume(self, name: str) -> bool:
        """Return whether a path is that of one of its volumes, of this or another build."""
        before, mark, after = self.path.partition("{volume}")
        return bool(mark) and re.fullmatch(rf"{re.escape(before)}(?:-\d+-\d+)?{re.escape(after)}", name) is not None


# Bound documents and the deck of the quiz take longest, so they come first: other processes then write the rest meanwhile.
OUTPUTS = (
    # path                                kind        one per      composer           format
    Output("quiz/quiz-deck.pptx",         "quiz",     "programme", compose_quiz_deck, pptx, given=has_quiz),
    Output("quiz/quiz-deck.pdf",          "quiz",     "programme", compose_quiz_deck, slides_pdf, given=has_quiz),
    Output("quiz/quiz-deck/{part}.png",   "quiz",     "programme", compose_quiz_deck, thumbnails, given=has_quiz),
    Output("facilitator/guide.pdf",       "papers",   "programme", compose_guide,     pdf),
    Output("handouts/workbook.pdf",       "handouts", "programme", compose_workbook,  pdf),
    Output("slides/{session}.pptx",       "decks",    "session",   compose_deck,      pptx),
    Output("slides/{session}.pdf",        "decks",    "session",   compose_deck,      slides_pdf),
    Output("slides/{session}/{part}.png", "decks",    "session",   compose_deck,      thumbnails),
    Output("handouts/{session}.pdf",      "handouts", "session",   compose_handout,   pdf),
    Output("quiz/{form}.pdf",             "quiz",     "form",      compose_paper,     pdf),
    Output("quiz/{test}-key.pdf",         "quiz",     "test",      compose_key,       pdf),
    Output("quiz/quiz.html",              "quiz",     "programme", compose_quiz_page, html, given=has_quiz),
    Output("quiz/exports/moodle.xml",     "quiz",     "programme", compose_assessment, moodle, given=has_quiz),
    Output("quiz/exports/gift.txt",       "quiz",     "programme", compose_assessment, gift, given=has_quiz),
    Output("quiz/exports/qti-2.2.zip",    "quiz",     "programme", compose_assessment, qti22, given=has_quiz),
    Output("quiz/exports/qti-3.0.zip",    "quiz",     "programme", compose_assessment, qti30, given=has_quiz),
    Output("quiz/exports/anki.apkg",      "quiz",     "programme", compose_assessment, anki, given=has_quiz),
    Output("quiz/exports/bank.xlsx",      "quiz",     "programme", compose_assessment, bank, given=has_quiz),
    Output("quiz/exports/{test}.h5p",     "quiz",     "test",      compose_test,      h5p),
    Output("quiz/exports/{test}-kahoot.xlsx", "quiz", "test",      compose_test,      kahoot),
    Output("agenda.pdf",                  "papers",   "programme", compose_agenda,    pdf),
    Output("agenda.ics",                  "papers",   "programme", compose_calendar,  ics, given=has_dates),
    Output("facilitator/source-register.pdf", "papers", "programme", compose_register, pdf),
    Output("facilitator/traceability.pdf", "papers", "programme", compose_traceability, pdf),
    Output("papers/attendance{volume}.pdf", "papers", "volume", compose_attendance, pdf),
    Output("papers/name-cards{volume}.pdf", "papers", "volume", compose_name_cards, pdf),
    Output("papers/certificates{volume}.pdf", "papers", "volume", compose_certificates, pdf),
    Output("papers/group-work.pdf", "papers", "programme", compose_group_work, pdf, has_group_work),
    Output("papers/expectations.pdf", "papers", "programme", compose_expectations, pdf, has_expectations),
    Output("papers/action-plan.pdf", "papers", "programme", compose_action_plan, pdf, has_action_plan),
    Output("papers/evaluation-daily.pdf", "papers", "programme", compose_daily_evaluation, pdf, has_daily_evaluation),
    Output("papers/evaluation-final.pdf", "papers", "programme", compose_final_evaluation, pdf, has_final_evaluation),
    Output("fonts/install.pdf",           "decks",    "programme", compose_font_page, pdf),
    Output("fonts/{part}",                "decks",    "programme", compose_font_page, fonts),
)  # fmt: skip
# The parts of modules' sections that a composer does not read: outputs are not composed again if only these have changed.
UNREAD: dict[Callable[..., Any], tuple[str, ...]] = {
    compose_deck: ("text",),
    compose_guide: ("text",),
    compose_handout: ("notes",),
    compose_workbook: ("notes",),
    **dict.fromkeys((compose_quiz_deck, compose_quiz_page, compose_assessment, compose_test, compose_paper, compose_key), ("text", "notes")),
}


@dataclass(frozen=True)
class PlannedOutput:
    """One output of a programme, of one of its sessions, tests or forms, or for a volume of its participants."""

    output: Output
    plan: Plan
    session: Session | None = None
    volume: Volume | None = None
    test: str | None = None
    form: PlannedForm | None = None

    @property
    def name(self) -> str:
        """Return its path in the programme's folder; that of an output of several files still has its `{part}`."""
        name = self.output.path.replace("{session}", self.session.file_stem if self.session else "")
        name = name.replace("{test}", self.test or "").replace("{form}", self.form.stem if self.form else "")
        return name.replace("{volume}", self.volume.suffix if self.volume else "")

    @property
    def seeds(self) -> tuple[str, ...]:
        """Return the paths of the seeds that it depends on, beside those that all outputs do."""
        sessions = [self.session] if self.session else self.plan.sessions
        library = self.plan.library
        # What the facilitator needs is in the papers of a programme.
        shared = [library.glossary, *([library.facilitation] if library.facilitation and not self.session else [])]
        records = (self.plan.programme, *(session.module for session in sessions), *shared)
        return tuple(one.span.path for one in records)

    @property
    def unread(self) -> Collection[str]:
        """Return the parts of the seeds' sections that it does not depend on."""
        return UNREAD.get(self.output.compose, ())

    @property
    def moment(self) -> str:
        """Return when it takes place, and for whom: its session begins after the sessions before it, and days are dated from the first."""
        begins = self.session.start.isoformat() if self.session else ""
        return " ".join((begins, *(date.isoformat() for date in self.plan.dates), *((repr(self.volume),) if self.volume else ())))

    @property
    def is_personal(self) -> bool:
        """Return whether it names participants: it is then made on this machine only."""
        return self.volume is not None and bool(self.volume.participants)

    def compose(self) -> Any:
        """Return its model."""
        about = [one for one in (self.session, self.volume, self.test, self.form) if one is not None]
        return self.output.compose(self.plan, *about)

    def files(self, parts: Parts) -> dict[str, bytes]:
        """Return its files by their paths in the programme's folder."""
        return {self.name.replace("{part}", part): data for part, data in parts.items()}


def planned_outputs(plan: Plan, kinds: Sequence[str]) -> list[tuple[PlannedOutput, ...]]:
    """List the outputs of a plan; those that are formats of one model stand together."""
    groups: dict[tuple[object, int | str | None], list[PlannedOutput]] = {}
    for output in (one for one in OUTPUTS if one.kind in kinds and one.given(plan)):
        for one, key in _planned(output, plan):
            groups.setdefault((output.compose, key), []).append(one)
    return [tuple(group) for group in groups.values()]


def old_volumes(names: Iterable[str], plan: Plan, kinds: Sequence[str]) -> Iterator[str]:
    """Return those of the outputs of an earlier build that are volumes for participants who are not in the plan any more."""
    for output in (one for one in OUTPUTS if one.kind in kinds):
        planned = {one.name for one, _ in _planned(output, plan)}
        yield from (name for name in names if output.is_volume(name) and name not in planned)


def _planned(output: Output, plan: Plan) -> Iterator[tuple[PlannedOutput, int | str | None]]:
    """Plan one output as often as there are sessions, tests, forms or volumes, each with its key."""
    if output.per == "session":
        yield from ((PlannedOutput(output, plan, session), session.number) for session in plan.sessions)
    elif output.per == "test":
        yield from ((PlannedOutput(output, plan, test=test), test) for test in plan.tests)
    elif output.per == "form":
        yield from ((PlannedOutput(output, plan, form=form), form.stem) for form in plan.forms)
    elif output.per == "volume":
        yield from ((PlannedOutput(output, plan, volume=volume), volume.suffix) for volume in plan.roster.volumes)
    else:
        yield PlannedOutput(output, plan), None
