"""The table of all outputs: what a kit consists of. A new paper or format is a new row here.

`path` is the file's path in the kit's folder: `{session}` is a session's number and module, `{part}` a page's number or a
file's name, for an output of several files. `kind` is what `--only` names. There is one output per programme, or one per
session of it. `compose` turns the plan into a model, `write` the laid-out model into files. A row with `given` is an output only
of plans of which that is true.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.compose.agenda import compose_agenda, compose_calendar, has_dates
from generator.compose.deck import compose_deck
from generator.compose.fonts import compose_font_page
from generator.compose.guide import compose_guide
from generator.compose.handout import compose_handout
from generator.compose.quiz import compose_key, compose_paper, compose_quiz_deck
from generator.compose.register import compose_register
from generator.compose.traceability import compose_traceability
from generator.compose.workbook import compose_workbook
from generator.formats import Parts, fonts, ics, pdf, pptx, slides_pdf, thumbnails
from generator.plan import Plan, Session


@dataclass(frozen=True)
class Output:
    """One row of the table: an output in one format."""

    path: str
    kind: str
    per: Literal["programme", "session"]
    compose: Callable[..., Any]
    write: Callable[[Any], Parts]
    given: Callable[[Plan], bool] = lambda _: True


# Bound documents and the deck of the quiz take longest, so they come first: other processes then write the rest meanwhile.
OUTPUTS = (
    # path                                kind        one per      composer           format
    Output("quiz/quiz-deck.pptx",         "quiz",     "programme", compose_quiz_deck, pptx),
    Output("quiz/quiz-deck.pdf",          "quiz",     "programme", compose_quiz_deck, slides_pdf),
    Output("quiz/quiz-deck/{part}.png",   "quiz",     "programme", compose_quiz_deck, thumbnails),
    Output("facilitator/guide.pdf",       "papers",   "programme", compose_guide,     pdf),
    Output("handouts/workbook.pdf",       "handouts", "programme", compose_workbook,  pdf),
    Output("slides/{session}.pptx",       "decks",    "session",   compose_deck,      pptx),
    Output("slides/{session}.pdf",        "decks",    "session",   compose_deck,      slides_pdf),
    Output("slides/{session}/{part}.png", "decks",    "session",   compose_deck,      thumbnails),
    Output("handouts/{session}.pdf",      "handouts", "session",   compose_handout,   pdf),
    Output("quiz/quiz.pdf",               "quiz",     "programme", compose_paper,     pdf),
    Output("quiz/answer-key.pdf",         "quiz",     "programme", compose_key,       pdf),
    Output("agenda.pdf",                  "papers",   "programme", compose_agenda,    pdf),
    Output("agenda.ics",                  "papers",   "programme", compose_calendar,  ics, given=has_dates),
    Output("facilitator/source-register.pdf", "papers", "programme", compose_register, pdf),
    Output("facilitator/traceability.pdf", "papers", "programme", compose_traceability, pdf),
    Output("fonts/install.pdf",           "decks",    "programme", compose_font_page, pdf),
    Output("fonts/{part}",                "decks",    "programme", compose_font_page, fonts),
)  # fmt: skip


@dataclass(frozen=True)
class PlannedOutput:
    """One output of a programme, or of one of its sessions."""

    output: Output
    plan: Plan
    session: Session | None

    @property
    def name(self) -> str:
        """Return its path in the programme's folder; that of an output of several files still has its `{part}`."""
        return self.output.path.replace("{session}", self.session.file_stem if self.session else "")

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
    def moment(self) -> str:
        """Return when it takes place: its session begins after the sessions before it, and days are dated from the first."""
        begins = self.session.start.isoformat() if self.session else ""
        return " ".join((begins, *(date.isoformat() for date in self.plan.dates)))

    def compose(self) -> Any:
        """Return its model."""
        return self.output.compose(self.plan, self.session) if self.session else self.output.compose(self.plan)

    def files(self, parts: Parts) -> dict[str, bytes]:
        """Return its files by their paths in the programme's folder."""
        return {self.name.replace("{part}", part): data for part, data in parts.items()}


def planned_outputs(plan: Plan, kinds: Sequence[str]) -> list[tuple[PlannedOutput, ...]]:
    """List the outputs of a plan; those that are formats of one model stand together."""
    groups: dict[tuple[object, int | None], list[PlannedOutput]] = {}
    for output in (one for one in OUTPUTS if one.kind in kinds and one.given(plan)):
        for session in plan.sessions if output.per == "session" else (None,):
            groups.setdefault((output.compose, session.number if session else None), []).append(PlannedOutput(output, plan, session))
    return [tuple(group) for group in groups.values()]
