"""Judge the rows of a table: the participant of each, or what is wrong with it, and what was changed in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.check_codes import normalised_name
from generator.diagnostics import Diagnostic, Severity, Span
from generator.messages import Message, say
from generator.model.roster import Participant
from generator.participants.headings import COLUMN_NAMES, Columns, Field
from generator.participants.tables import Row

# The most characters of each field: what its place on a paper holds at a size that can be read.
LONGEST: dict[Field, int] = {"name": 100, "organisation": 120, "country": 60}
# Direction marks, embeddings and isolates, and characters of no width; joiners stay, since they shape letters.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202c\u2060\u2066-\u2069\ufeff]")
# They turn the order of letters: what is read is not what is stored.
_OVERRIDES = re.compile("[\u202d\u202e]")
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdfc\ufe70-\ufefc]")
# With these begin the formulas of spreadsheets.
_FORMULA = re.compile(r"[=+@]")
# Typed where there is nothing.
_NOTHING = re.compile(r"[-–—./\\_]*")


@dataclass(frozen=True)
class Judged:
    """What became of the rows: the participants, and the diagnostics of all rows."""

    participants: tuple[Participant, ...]
    findings: tuple[Diagnostic, ...]


def judged(path: str, rows: Sequence[Row], columns: Columns, width: int) -> Judged:
    """Judge all rows below the headings, of which there are `width`."""
    people: list[Participant] = []
    found: list[Diagnostic] = []
    first_lines: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, 1):
        cells = _Cells(row, columns, width)
        flaw = cells.flaw
        if flaw:
            found.append(_told(path, row.line, *flaw))
            continue
        found += (_told(path, row.line, *notice) for notice in cells.notices)
        one = Participant(number, cells.name, cells.text("organisation"), cells.text("country"), row.line)
        before = first_lines.setdefault((normalised_name(one.name), normalised_name(one.organisation)), row.line)
        if before != row.line:
            found.append(_told(path, row.line, say("participant-twice", line=before), say("participant-twice.hint")))
        people.append(one)
    return Judged(tuple(people), tuple(found))


def _told(path: str, line: int, message: Message, hint: Message) -> Diagnostic:
    return Diagnostic(Span(path, line), message, hint, Severity.WARNING)


class _Cells:
    """The cells of one row, cleaned."""

    def __init__(self, row: Row, columns: Columns, width: int) -> None:
        self.row, self.columns, self.width = row, columns, width
        self.cleaned: dict[Field, str] = {field: cleaned(row.cells[place]) for field, place in columns.items() if field != "email" and place < len(row.cells)}
        self.typed = "".join(row.cells[place] for field, place in columns.items() if field != "email" and place < len(row.cells))

    @property
    def name(self) -> str:
        parts: tuple[Field, ...] = ("given", "name", "family")
        return " ".join(words for field in parts if (words := self.cleaned.get(field, "")))

    def text(self, field: Field) -> str:
        words = self.cleaned.get(field, "")
        return "" if _NOTHING.fullmatch(words) else words

    @property
    def flaw(self) -> tuple[Message, Message] | None:
        """Return why the row cannot be used, and what to do."""
        return next(self._flaws(), None)

    def _flaws(self) -> Iterator[tuple[Message, Message]]:
        if any(cell.strip() for cell in self.row.cells[self.width :]):
            yield say("participant-cells", cells=len(self.row.cells), columns=self.width), say("participant-cells.hint")
        if not self.name:
            yield say("participant-no-name"), say("participant-no-name.hint")
        yield from hidden_flaws(self.typed)
        if not any(map(str.isalpha, self.name)):
            yield say("participant-no-letters"), say("participant-no-letters.hint")
        for field, most in LONGEST.items():
            words = self.name if field == "name" else self.text(field)
            if len(words) > most:
                yield say("participant-long", field=say(COLUMN_NAMES[field]), length=len(words), most=most), say("participant-long.hint")

    @property
    def notices(self) -> Iterator[tuple[Message, Message]]:
        """Return what was changed in the row, and what in it may not be meant."""
        if _INVISIBLE.search(self.typed):
            yield say("participant-invisible"), say("participant-invisible.hint")
        if any(_FORMULA.match(words) for words in self.cleaned.values()):
            yield say("participant-formula"), say("participant-formula.hint")
        if _PRESENTATION_FORMS.search(self.typed):
            yield say("participant-presentation-forms"), say("participant-presentation-forms.hint")


def hidden_flaws(typed: str) -> Iterator[tuple[Message, Message]]:
    """Return what is hidden in a text so that it cannot be used: characters that turn its order, and such as are none of a text."""
    if _OVERRIDES.search(typed):
        yield say("participant-override"), say("participant-override.hint")
    control = next((one for one in typed if _is_control(one)), None)
    if control:
        yield say("participant-control", number=ord(control)), say("participant-control.hint")


def cleaned(cell: str) -> str:
    """Return a cell without invisible characters, its presentation forms as letters, each space as one."""
    visible = _PRESENTATION_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form.group()), _INVISIBLE.sub("", cell))
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def _is_control(character: str) -> bool:
    """Return whether a character is a control, or none that Unicode assigns (General_Category)."""
    return unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs") and not character.isspace()
