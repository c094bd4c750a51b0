"""Check what the schema cannot express: relations between records.

Each check is a function from the library to its diagnostics; `run` calls them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.content import quiz_lint
from generator.content.acronyms import acronyms_are_introduced
from generator.content.export_limits import exports_carry_items
from generator.content.library import Library
from generator.content.pictograms import pictograms_are_shown
from generator.content.quiz_shape import blueprints_are_filled, items_have_their_shape, scenarios_resolve
from generator.content.schema import EXTRAS, Facilitation, Figure, FigureItem, Module, Roles, Section, Source, Worksheet, cites_of
from generator.content.spelling import words_are_spelled_alike
from generator.diagnostics import Diagnostic, Severity, Span, suggestion
from generator.messages import say
from generator.model.islands import Kind
from generator.model.text import Run, Text

# How many items a figure of each kind can show and still be read from the back of the room.
FIGURE_ITEMS = {
    **{"pillars": (3, 4), "process": (3, 5), "timeline": (2, 6), "levels": (3, 3), "hub": (4, 7), "comparison": (2, 2), "numbers": (2, 4)},
    **{"journey": (3, 6), "cycle": (3, 6), "matrix": (4, 4), "venn": (2, 3), "causes": (2, 4), "number": (1, 1)},
}
# The keys of a figure that only some kinds have: the kinds that need one, and those that may have it.
FIGURE_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "centre": (("hub", "venn", "causes"), ("cycle",)),
    "axes": (("matrix",), ()),
    "effects": (("causes",), ()),
}
# The same for the keys of its items.
FIGURE_ITEM_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "points": (("comparison",), ("number",)),
    "text": (("number",), tuple(kind for kind in FIGURE_ITEMS if kind not in ("comparison", "number"))),
}
# How many points explain the number of a figure of one number.
MOST_MEANINGS = 3

# Island kinds that state an amount or a date; codes, names, addresses, phones, times and formulas do not.
FIGURES: tuple[Kind, ...] = ("number", "percent", "quantity", "ratio", "range", "date")


def run(library: Library, unread: frozenset[type] = frozenset()) -> list[Diagnostic]:
    """Run every check over the library, except those that refer to a kind of file of which some are `unread`."""
    return [finding for check in CHECKS if REFERS_TO.get(check) not in unread for finding in check(library)]


def identifiers_are_unique(library: Library) -> Iterator[Diagnostic]:
    """Identifiers are unique."""
    yield from _repeated("kind.source", (source.id for source in library.sources))
    yield from _repeated("kind.fact", (fact.id for source in library.sources for fact in source.facts))
    yield from _repeated("kind.module", (module.id for module in library.modules))
    yield from _repeated("kind.programme", (programme.id for programme in library.programmes))
    yield from _repeated("kind.term", (term.id for term in library.glossary.terms))
    yield from _repeated("kind.objective", (one.id for module in library.modules for one in module.objectives))
    yield from _repeated("kind.quiz-item", (item.id for module in library.modules for item in module.quiz))
    yield from _repeated("kind.scenario", (scenario.id for module in library.modules for scenario in module.scenarios))
    yield from _repeated("kind.routine", (routine.id for routine in (library.facilitation.routines if library.facilitation else ())))
    for module in library.modules:
        yield from _repeated("kind.section", (section.id for section in module.sections))


def _repeated(kind: str, names: Iterable[object]) -> Iterator[Diagnostic]:
    seen: dict[str, Span] = {}
    for name in names:
        word, span = str(name), getattr(name, "span", Span(""))
        if word in seen:
            yield Diagnostic(span, say("duplicate-id", kind=say(kind), name=word, place=str(seen[word])), say("duplicate-id.hint"))
        seen.setdefault(word, span)


def modules_stand_in_their_files(library: Library) -> Iterator[Diagnostic]:
    """A module's file is named after its id."""
    for module in library.modules:
        name = re.split(r"[\\/]", module.span.path)[-1]
        if not re.fullmatch(rf"\d\d-{re.escape(module.id)}\.yaml", name):
            yield Diagnostic(module.id.span, say("file-name", module=module.id, file=name), say("file-name.hint", module=module.id))


def programmes_name_modules(library: Library) -> Iterator[Diagnostic]:
    """A programme's slot is an existing module, used once, or a titled period."""
    known = [module.id for module in library.modules]
    for programme in library.programmes:
        taught: set[str] = set()
        for slot in (slot for day in programme.days for slot in day.slots):
            if slot.module is None and not slot.routine and (slot.title is None or slot.minutes is None):
                yield Diagnostic(slot.span, say("slot.nothing"), say("slot.nothing.hint"))
            elif slot.module is not None and (slot.title or slot.minutes or slot.routine):
                yield Diagnostic(slot.span, say("slot.twice"), say("slot.twice.hint"))
            elif slot.module is not None and slot.module not in known:
                yield Diagnostic(slot.module.span, say("unknown-module", module=slot.module), suggestion(slot.module, known))
            elif slot.module is not None and slot.module in taught:
                yield Diagnostic(slot.module.span, say("repeated-module", module=slot.module), say("repeated-module.hint"))
            if slot.module:
                taught.add(slot.module)
        if not taught:
            yield Diagnostic(programme.span, say("no-module"), say("no-module.hint"))


def routines_resolve(library: Library) -> Iterator[Diagnostic]:
    """A slot's routine exists, and its steps take the slot's minutes."""
    for slot in (slot for programme in library.programmes for day in programme.days for slot in day.slots):
        if slot.routine is None:
            continue
        routine = library.routines.get(str(slot.routine))
        if routine is None:
            hint = suggestion(slot.routine, library.routines) if library.facilitation else say("unknown-routine.hint")
            yield Diagnostic(slot.routine.span, say("unknown-routine", routine=slot.routine), hint)
        elif slot.minutes is not None and slot.minutes != routine.minutes:
            yield Diagnostic(slot.span, say("minutes.routine", total=routine.minutes, minutes=slot.minutes), say("minutes.routine.hint"))


def days_end_before_midnight(library: Library) -> Iterator[Diagnostic]:
    """A day ends before midnight."""
    durations = {str(module.id): module.duration for module in library.modules}
    for day in (day for programme in library.programmes for day in programme.days):
        clock = day.start.hour * 60 + day.start.minute
        for slot in day.slots:
            clock += durations.get(str(slot.module), 0) if slot.module else library.minutes_of(slot)
            if clock >= 24 * 60:
                yield Diagnostic(slot.span, say("past-midnight"), say("past-midnight.hint"))
                break


def citations_resolve(library: Library) -> Iterator[Diagnostic]:
    """Every citation mark names a registered fact."""
    facts = library.facts
    for cite in cites_of([library.kit, library.facilitation, *library.programmes, *library.modules]):
        if cite.fact not in facts:
            yield Diagnostic(cite.span, say("unknown-fact", fact=cite.fact), suggestion(cite.fact, facts))


def figures_are_cited(library: Library) -> Iterator[Diagnostic]:
    """A number that participants see or hear is a fact and has a citation; codes, names, phones and times are exempt."""
    names = [str(name) for name in library.glossary.not_facts]
    for module in library.modules:
        answers = [one.answer for one in (*module.facilitator.questions, *module.facilitator.checks)] if module.facilitator else []
        for text in answers:
            if not text.cites and any(_facts_of(text, names)):
                yield Diagnostic(text.span, say("uncited-number"), say("uncited-number.hint"))
        for section in module.sections:
            meaning = [section.definition.meaning] if section.definition else []
            seen = [*section.points, *meaning, *section.text, *module.key_messages]
            for item in section.chart.items if section.chart else ():
                if not item.label.cites:
                    yield Diagnostic(item.label.span, say("uncited-number.bar"), say("uncited-number.bar.hint"))
            for text in (one for one in seen if isinstance(one, Text)):
                if not text.cites and any(_facts_of(text, names)):
                    yield Diagnostic(text.span, say("uncited-number"), say("uncited-number.hint"))


def _facts_of(text: Text, names: Iterable[str]) -> Iterator[Run]:
    """Return the runs of a text that state a number and are not part of a name listed under `not_facts`."""
    known = [found.span() for name in names for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.plain)]
    start = 0
    for run in text.runs:
        end = start + len(run.text)
        if run.kind in FIGURES and not any(first <= start and end <= last for first, last in known):
            yield run
        start = end


def sources_are_whole(library: Library) -> Iterator[Diagnostic]:
    """A fact of the seed names a registered paragraph, an external fact an address."""
    for source in library.sources:
        numbers = {paragraph.number for paragraph in source.paragraphs}
        for fact in source.facts:
            if source.external and not (fact.address or source.address):
                yield Diagnostic(fact.span, say("fact-without-address", fact=fact.id), say("fact-without-address.hint"))
            if not source.external and fact.paragraph is None:
                yield Diagnostic(fact.span, say("fact-without-paragraph", fact=fact.id), say("fact-without-paragraph.hint"))
            if fact.paragraph is not None and fact.paragraph not in numbers:
                yield Diagnostic(fact.span, say("unknown-paragraph", number=fact.paragraph), say("unknown-paragraph.hint"))


def objectives_resolve(library: Library) -> Iterator[Diagnostic]:
    """Exercises and quiz items refer to objectives of their module, and each objective has both."""
    for module in library.modules:
        known = [objective.id for objective in module.objectives]
        practised = [name for exercise in module.exercises for name in exercise.objectives]
        asked = [item.objective for item in module.quiz]
        for name in (name for name in [*practised, *asked] if name not in known):
            yield Diagnostic(name.span, say("unknown-objective", objective=name), suggestion(name, known))
        for objective in module.objectives:
            name = objective.id
            if name not in practised:
                yield Diagnostic(name.span, say("unserved-objective.exercise", objective=name), say("unserved-objective.exercise.hint"))
            if name not in asked:
                yield Diagnostic(name.span, say("unserved-objective.quiz", objective=name), say("unserved-objective.quiz.hint"))


def minutes_add_up(library: Library) -> Iterator[Diagnostic]:
    """Minutes add up: the parts of a module to its duration, the steps of an activity to its minutes."""
    for module in library.modules:
        parts = [module.opening.minutes, module.closing.minutes, *(one.minutes for one in (*module.sections, *module.exercises))]
        if sum(parts) != module.duration:
            yield Diagnostic(module.span, say("minutes.module", total=sum(parts), duration=module.duration), say("minutes.module.hint"))
        for activity in (section.activity for section in module.sections if section.activity):
            total = sum(step.minutes for step in activity.steps)
            if total != activity.minutes:
                yield Diagnostic(activity.span, say("minutes.activity", total=total, minutes=activity.minutes), say("minutes.activity.hint"))


def sections_have_their_shape(library: Library) -> Iterator[Diagnostic]:
    """A section has points, a definition or a picture, and at most one extra; each extra is complete."""
    for section in (section for module in library.modules for section in module.sections):
        extras = [one for one in (getattr(section, name) for name in EXTRAS) if one]
        if len(extras) > 1:
            yield Diagnostic(extras[1].span, say("two-extras", section=section.id), say("two-extras.hint"))
        if not section.has_own_slide and not section.shown:
            yield Diagnostic(section.span, say("no-points", section=section.id), say("no-points.hint"))
        if section.points and section.definition:
            yield Diagnostic(section.definition.span, say("two-slides", section=section.id), say("two-slides.hint"))
        yield from _figure_shape(section.figure)
        yield from _table_shape(section)
        yield from _roles_shape(section.roles)
        yield from _worksheet_shape(section.activity.worksheet if section.activity else None)
    plan = library.facilitation.action_plan if library.facilitation else None
    for worksheet in (*(module.country for module in library.modules), plan):
        yield from _worksheet_shape(worksheet)


def _figure_shape(figure: Figure | None) -> Iterator[Diagnostic]:
    if figure is None:
        return
    least, most = FIGURE_ITEMS[figure.kind]
    if not least <= len(figure.items) <= most:
        exactly = say("figure-items.exactly", kind=figure.kind, wanted=least, count=len(figure.items))
        between = say("figure-items", kind=figure.kind, least=least, most=most, count=len(figure.items))
        yield Diagnostic(figure.span, exactly if least == most else between, say("figure-items.hint"))
    yield from _figure_keys(figure.kind, figure, FIGURE_KEYS)
    for item in (*figure.items, *figure.effects):
        if figure.kind == "comparison" and item.text:
            yield Diagnostic(item.text.span, say("figure-text"), say("figure-text.hint"))
        else:
            yield from _figure_keys(figure.kind, item, FIGURE_ITEM_KEYS)
        if figure.kind == "number" and len(item.points) > MOST_MEANINGS:
            extra = item.points[MOST_MEANINGS]
            yield Diagnostic(extra.span, say("figure-points", most=MOST_MEANINGS, count=len(item.points)), say("figure-points.hint"))


def _figure_keys(kind: str, record: Figure | FigureItem, keys: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> Iterator[Diagnostic]:
    """Find keys that a kind of figure needs and lacks, and those that it cannot show."""
    for key, (needed, allowed) in keys.items():
        value = getattr(record, key)
        if not value and kind in needed:
            hint = say("figure-key.axes.hint") if key == "axes" else say("figure-key.missing.hint", key=key)
            yield Diagnostic(record.span, say("figure-key.missing", kind=kind, key=key), hint)
        elif value and kind not in (*needed, *allowed):
            span = value[0].span if isinstance(value, tuple) else value.span
            yield Diagnostic(span, say("figure-key.refused", kind=kind, key=key, kinds=(*needed, *allowed)), say("figure-key.refused.hint", key=key))


def _table_shape(section: Section) -> Iterator[Diagnostic]:
    for row in section.table.rows if section.table else ():
        wanted = len(section.table.columns) if section.table else 0
        if len(row) != wanted:
            yield Diagnostic(row[0].span, say("table-row", cells=len(row), columns=wanted), say("table-row.hint"))


def _roles_shape(roles: Roles | None) -> Iterator[Diagnostic]:
    for row in roles.parties if roles else ():
        phases = len(roles.phases) if roles else 0
        if len(row.tasks) != phases:
            yield Diagnostic(row.span, say("roles-tasks", tasks=len(row.tasks), phases=phases), say("roles-tasks.hint"))
        if row.lead and row.lead > phases:
            yield Diagnostic(row.span, say("roles-lead", lead=row.lead, phases=phases), say("roles-lead.hint"))


def _worksheet_shape(worksheet: Worksheet | None) -> Iterator[Diagnostic]:
    if worksheet and bool(worksheet.prompts) == bool(worksheet.columns):
        yield Diagnostic(worksheet.span, say("worksheet.either"), say("worksheet.either.hint"))
    if worksheet and bool(worksheet.columns) != bool(worksheet.rows):
        yield Diagnostic(worksheet.span, say("worksheet.table"), say("worksheet.table.hint"))


def titles_are_unique(library: Library) -> Iterator[Diagnostic]:
    """Slide titles are unique: people and screen readers tell slides apart by them."""
    for module in library.modules:
        seen: dict[str, Span] = {}
        for title in _titles(module):
            if title.plain in seen:
                yield Diagnostic(title.span, say("duplicate-title", title=title.plain), say("duplicate-title.hint"))
            seen.setdefault(title.plain, title.span)


def headings_have_no_stop(library: Library) -> Iterator[Diagnostic]:
    """Headings are noun phrases without a final stop; an ellipsis is none."""
    for module in library.modules:
        headings = [module.title, *(section.heading for section in module.sections), *_titles(module)]
        for heading in dict.fromkeys(headings):
            if heading.plain.endswith(".") and not heading.plain.endswith(".."):
                yield Diagnostic(heading.span, say("heading-stop"), say("heading-stop.hint"), Severity.WARNING)


def _titles(module: Module) -> Iterator[Text]:
    for section in module.sections:
        if section.part:
            yield section.part.title
        if section.has_own_slide:
            yield section.heading
        if section.extra:
            yield section.extra.title


def terms_are_kept(library: Library) -> Iterator[Diagnostic]:
    """Each concept has one wording in the whole kit."""
    refused = [(wording, term) for term in library.glossary.terms for wording in term.avoid]
    own = {wording.span for wording, _ in refused}
    for text in (text for text in library.texts if text.span not in own):
        # A search for a plain string is far faster than a pattern, and nearly all texts have none of the wordings.
        for wording, term in ((wording, term) for wording, term in refused if wording in text):
            for slip in re.finditer(rf"(?<![\w]){re.escape(wording)}(?![\w])", text):
                yield Diagnostic(text.at(slip.start()), say("term", wording=wording, english=term.en), say("term.hint", term=term.ar))


def quizzes_are_sound(library: Library) -> Iterator[Diagnostic]:
    """Quiz items follow the rules of item writing."""
    for module in library.modules:
        yield from quiz_lint.lint(module.quiz)
        if not module.quiz:
            yield Diagnostic(module.id.span, say("no-quiz", module=module.id), say("no-quiz.hint"), Severity.WARNING)
    yield from quiz_lint.lint_bank(library.modules)


CHECKS: tuple[Callable[[Library], Iterable[Diagnostic]], ...] = (
    identifiers_are_unique,
    modules_stand_in_their_files,
    programmes_name_modules,
    routines_resolve,
    days_end_before_midnight,
    citations_resolve,
    figures_are_cited,
    sources_are_whole,
    objectives_resolve,
    minutes_add_up,
    sections_have_their_shape,
    titles_are_unique,
    headings_have_no_stop,
    terms_are_kept,
    pictograms_are_shown,
    words_are_spelled_alike,
    acronyms_are_introduced,
    items_have_their_shape,
    scenarios_resolve,
    blueprints_are_filled,
    quizzes_are_sound,
    exports_carry_items,
)

# Checks that resolve a reference, by the kind of file that it refers to.
REFERS_TO: dict[Callable[[Library], Iterable[Diagnostic]], type] = {
    programmes_name_modules: Module,
    routines_resolve: Facilitation,
    citations_resolve: Source,
    blueprints_are_filled: Module,
    exports_carry_items: Module,
}
# Codes of diagnostics after which a file cannot be planned, composed or laid out.
STRUCTURAL = frozenset(
    (
        *("duplicate-id", "slot", "unknown-module", "repeated-module", "no-module", "unknown-fact", "unknown-objective", "unknown-routine"),
        *("figure-items", "figure-key", "figure-text", "figure-points", "table-row", "roles-tasks", "roles-lead", "worksheet"),
        *(
            "item-key",
            "item-count",
            "pinned",
            "pinned-twice",
            "key-letter",
            "key-among-distractors",
            "unknown-scenario",
            "blueprint-objective",
            "blueprint-items",
        ),
    )
)
