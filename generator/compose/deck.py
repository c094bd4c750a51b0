"""Compose a session's deck: cover, objectives, agenda, each section's part opener, points or definition, and extra, messages, sources."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from generator.compose.citing import Citations, citations_of, facts_cited_by, prose_without_marks, without_marks
from generator.compose.closing import address_slide
from generator.compose.wording import fill_label, line_text
from generator.content import schema
from generator.content.pictograms import Finder
from generator.content.schema import Activity, Case, Discussion, Extra, Figure, FigureItem, Module, Notes, Objective, Roles, Section, Table
from generator.model.deck import (
    Agenda,
    Body,
    Chart,
    Cover,
    Deck,
    Definition,
    Diagram,
    DiagramAxis,
    DiagramItem,
    Grid,
    Instructions,
    Layout,
    NoteList,
    Part,
    Pictogram,
    Points,
    Question,
    Quotation,
    Scenario,
    Slide,
    SpeakerNotes,
)
from generator.model.text import Run, Text, text
from generator.plan import Plan, Session, later
from generator.settings.locale import Locale


def compose_deck(plan: Plan, session: Session) -> Deck:
    """Compose the deck of one session, with the organisation's logos on its cover."""
    module, locale = session.module, plan.locale
    citations = citations_of(module.taught, plan.library.facts, locale)
    composer = _Composer(module, locale, citations, plan.library.finder, session.start)
    slides = (
        *composer.opening(plan, session),
        *(slide for section in module.sections for slide in composer.section(section)),
        *composer.closing(),
        *address_slide(plan, composer.part, len(composer.parts), composer.clock),
    )
    kit = plan.library.kit
    return Deck(
        title=locale.figures(module.title.plain),
        subject=str(kit.title),
        author=str(kit.organisation.name),
        slides=tuple(varied(slides)),
        logos=plan.logos,
        animated=plan.programme.animated,
        parts=tuple(composer.parts),
        back=text(locale.label("back_to_agenda")),
    )


def varied(slides: Iterable[Slide]) -> Iterator[Slide]:
    """Choose the layouts of slides of points by the number of points; where there is a choice, not the previous slide's layout."""
    before: Layout | None = None
    for slide in slides:
        layout = slide.layout
        if layout == "points" and isinstance(slide.body, Points):
            choice = PICTOGRAMS if slide.body.pictograms else CARDS
            layouts = choice.get(len(slide.body.items), ("points",))
            layout = next((one for one in layouts if one != before), layouts[-1])
        before = layout
        yield replace(slide, layout=layout)


# The layouts for each number of points, in order of preference.
CARDS: dict[int, tuple[Layout, ...]] = {1: ("statement", "points"), 3: ("columns", "points"), 4: ("points", "cards")}
# The same where each point has a pictogram.
PICTOGRAMS: dict[int, tuple[Layout, ...]] = {
    2: ("pictograms_two",),
    3: ("pictogram_columns", "pictograms_three"),
    4: ("pictograms_four", "pictogram_cards"),
    5: ("pictograms_five",),
    6: ("pictograms_six",),
}


# Layouts without a source line: their sources are in the notes and on the slide of sources.
FOOTLESS: tuple[Layout, ...] = ("cover", "agenda", "section")


class _Composer:
    """Compose the slides of one module."""

    def __init__(self, module: Module, locale: Locale, citations: Citations, finder: Finder, start: datetime.time) -> None:
        self.module = module
        self.locale = locale
        self.citations = citations
        self.finder = finder
        self.part = ""
        self.parts: list[int] = []
        self.clock = start

    def cover(self, plan: Plan, session: Session) -> Slide:
        kit = plan.library.kit
        details = (
            text(self.locale.label("module", number=self.locale.number(session.number))),
            line_text(plan.programme.title, self.locale),
            *(line_text(line, self.locale) for line in kit.organisation.lines),
        )
        subtitle = self.shown(self.module.subtitle) if self.module.subtitle else text("")
        return self.slide("cover", self.module.title, Cover(subtitle, details), (self.module.opening.welcome,), self.module.subtitle)

    def opening(self, plan: Plan, session: Session) -> Iterator[Slide]:
        self.begin(self.locale.label("opening"), self.module.opening.minutes)
        yield self.cover(plan, session)
        yield self.objectives()
        yield self.agenda()

    def begin(self, part: str, minutes: int) -> None:
        """Begin a part of the session."""
        self.part = part
        self.parts.append(minutes)

    def closing(self) -> Iterator[Slide]:
        self.begin(self.locale.label("closing"), self.module.closing.minutes)
        yield self.messages()
        yield self.sources()

    def agenda(self) -> Slide:
        """List the sections with their total time, extras included."""
        locale, minutes = self.locale, tuple(map(minutes_of, self.module.sections))
        # The opening is the first part, and is no item.
        headings = (linked(self.shown(section.heading), f"#part-{number}") for number, section in enumerate(self.module.sections, 2))
        items = tuple((heading, text(locale.count("minute", one))) for heading, one in zip(headings, minutes, strict=True))
        numbers = tuple(text(locale.number(number)) for number in range(1, len(items) + 1))
        alt = locale.label("list_comma").join(locale.label("time_bar_part", title=heading.plain, duration=duration.plain) for heading, duration in items)
        title = text(locale.label("session_agenda"), span=self.module.sections[0].span)
        agenda = Agenda(items, minutes, numbers, locale.label("time_bar", parts=alt))
        return self.slide("agenda", title, agenda, (self.module.opening.agenda,), ())

    def objectives(self) -> Slide:
        items = tuple(self.shown(objective.text) for objective in self.module.objectives)
        body = Points(items, lead=text(self.locale.label("objectives_lead")), numbered=True)
        opening = self.module.opening
        return self.slide(
            "objectives",
            text(self.locale.label("objectives"), span=self.module.objectives[0].span),
            body,
            (opening.objectives,),
            self.module.objectives,
            opening.minutes,
            (NoteList(text(self.locale.label("objectives_levels")), tuple(map(self.levelled, self.module.objectives))),),
        )

    def levelled(self, objective: Objective) -> Text:
        """Return an objective's text with its level in Bloom's taxonomy."""
        return fill_label(self.locale, "objective_level", objective=self.shown(objective.text), level=self.locale.bloom[objective.bloom])

    def section(self, section: Section) -> Iterator[Slide]:
        self.begin(self.shown(section.heading).plain, minutes_of(section))
        if section.part is not None:
            details = (self.shown(section.part.text),)
            yield self.slide("section", section.part.title, Part(details), (section.part.notes,), section.part.text)
        if section.points:
            points = Points(tuple(map(self.shown, section.points)), pictograms=self.pictograms(section))
            yield self.slide("points", section.heading, points, (section.notes,), section.points, section.minutes)
        elif section.definition:
            defined = section.definition
            meaning = Definition(self.shown(defined.term), self.shown(defined.meaning))
            yield self.slide("definition", section.heading, meaning, (section.notes,), defined, section.minutes)
        extra = section.extra
        if extra is not None:
            has_own_slide = section.has_own_slide
            layout, body_of_extra, minutes = self.extra(extra)
            # If the section has no slide of points or definition, its notes and minutes go to the slide of its extra.
            notes = (extra.notes,) if has_own_slide else (section.notes, extra.notes)
            lists = tuple(self.note_lists(extra)) if isinstance(extra, Activity) else ()
            yield self.slide(layout, extra.title, body_of_extra, notes, extra, minutes if has_own_slide else section.minutes, lists)

    def pictograms(self, section: Section) -> tuple[Pictogram, ...]:
        """Return a pictogram for each point of a section, if each has one of its own; a point alone has none."""
        found = [self.finder.pictogram(point) for point in section.points] if section.pictograms else []
        shown = tuple(one for one in found if one)
        return shown if len(set(shown)) == len(found) > 1 else ()

    def extra(self, extra: Extra) -> tuple[Layout, Body, int]:
        """Return the layout and the body of an extra's slide, and the minutes that it has of its own."""
        if isinstance(extra, Activity | Case | Discussion):
            return (*self.exercise(extra), extra.minutes)
        return (*self.picture(extra), 0)

    def exercise(self, exercise: Activity | Case | Discussion) -> tuple[Layout, Body]:
        if isinstance(exercise, Activity):
            return "activity", self.instructions(exercise)
        if isinstance(exercise, Case):
            mark = text(self.locale.label("case_mark"))
            return "case", Scenario(mark, prose_without_marks(exercise.scenario, self.locale), self.shown_all(exercise.questions))
        details = (text(self.duration(exercise.minutes)),)
        return "discussion", Question(self.shown(exercise.question), self.shown_all(exercise.prompts), details)

    def picture(self, extra: Figure | Table | schema.Chart | schema.Quotation | Roles) -> tuple[Layout, Body]:
        if isinstance(extra, Figure):
            return extra.kind, diagram_of(extra, self.locale)
        if isinstance(extra, schema.Chart):
            return "chart", chart_of(extra, self.locale)
        if isinstance(extra, Table):
            return "table", Grid(self.shown_all(extra.columns), tuple(map(self.shown_all, extra.rows)))
        if isinstance(extra, Roles):
            return "roles", grid_of_roles(extra, self.locale, self.shown)
        body = Quotation(text(self.locale.label("quotation_mark")), self.shown(extra.quote), self.shown(extra.speaker), self.shown_all(extra.prompts))
        return "quotation" if extra.prompts else "quotation_alone", body

    def instructions(self, activity: Activity) -> Instructions:
        locale = self.locale
        details = [
            text(self.duration(activity.minutes)),
            fill_label(locale, "note_field", label=locale.label("groups"), text=self.shown(activity.groups)),
        ]
        steps = tuple((self.shown(step.text), text(locale.count("minute", step.minutes))) for step in activity.steps)
        label = fill_label(locale, "list_label", label=locale.label("materials")) if activity.materials else None
        duration = locale.count("minute", activity.minutes)
        return Instructions(
            tuple(details),
            steps,
            label,
            tuple(self.shown(one.item) for one in activity.materials),
            activity.minutes,
            text(duration),
            locale.label("countdown", duration=duration),
        )

    def note_lists(self, activity: Activity) -> Iterator[NoteList]:
        for key, listed in (("materials", tuple(one.item for one in activity.materials)), ("debrief", activity.debrief)):
            if listed:
                yield NoteList(text(self.locale.label(key)), tuple(map(self.shown, listed)))

    def messages(self) -> Slide:
        body = Points(tuple(map(self.shown, self.module.key_messages)), numbered=True)
        title = text(self.locale.label("key_messages"), span=self.module.key_messages[0].span)
        return self.slide("messages", title, body, (self.module.closing.messages,), self.module.key_messages, self.module.closing.minutes)

    def sources(self) -> Slide:
        body = Points(tuple(self.citations.linked_sources(facts_cited_by(self.module.taught))))
        return self.slide("sources", text(self.locale.label("sources"), span=self.module.span), body, (self.module.closing.sources,), ())

    def slide(
        self, layout: Layout, title: Text, body: Body, notes: tuple[Notes, ...], cited: object, minutes: int = 0, lists: tuple[NoteList, ...] = ()
    ) -> Slide:
        cited = (title, cited)
        source = None if layout in FOOTLESS else self.citations.line(facts_cited_by(cited))
        facts = facts_cited_by([cited, notes])
        begins, self.clock = self.clock, later(self.clock, minutes)
        speaker_notes = SpeakerNotes(
            say=self.joined(one.say for one in notes),
            ask=self.joined(one.ask for one in notes if one.ask) or None,
            do=self.joined(one.do for one in notes if one.do) or None,
            minutes=minutes,
            sources=tuple(line_text(self.citations.facts[fact][1].text, self.locale) for fact in facts),
            lists=lists,
            begins=begins,
            ends=self.clock,
        )
        return Slide(layout, self.shown(title), body, speaker_notes, source, title.span, self.part, len(self.parts))

    def joined(self, parts: Iterable[Text]) -> Text:
        """Join texts with a space."""
        shown = [self.shown(part) for part in parts]
        runs = [run for index, part in enumerate(shown) for run in ((Run(" "),) if index else ()) + part.runs]
        return Text(tuple(runs))

    def shown(self, inline: Text) -> Text:
        return without_marks(inline, self.locale)

    def shown_all(self, texts: Iterable[Text]) -> tuple[Text, ...]:
        return tuple(map(self.shown, texts))

    def duration(self, minutes: int) -> str:
        return self.locale.label("duration", duration=self.locale.count("minute", minutes))


def minutes_of(section: Section) -> int:
    """Return the minutes of a section with its exercise."""
    return section.minutes + (section.exercise.minutes if section.exercise else 0)


def linked(words: Text, link: str) -> Text:
    """Return a text as a link."""
    return Text(tuple(replace(run, link=link) for run in words.runs), words.span)


def chart_of(chart: schema.Chart, locale: Locale) -> Chart:
    """Return a chart model, without citation marks."""
    names = tuple(without_marks(item.label, locale) for item in chart.items)
    values = tuple(item.value for item in chart.items)
    return Chart(names, values, tuple(map(locale.amount, values)), without_marks(chart.unit, locale), locale.figures(chart.alt.plain))


# The kinds of figures whose items are numbered.
NUMBERED = ("journey",)


def diagram_of(figure: Figure, locale: Locale) -> Diagram:
    """Return a diagram model, without citation marks."""

    def shown(inline: Text) -> Text:
        return without_marks(inline, locale)

    def item(one: FigureItem, number: int) -> DiagramItem:
        place = text(locale.number(number)) if figure.kind in NUMBERED else None
        return DiagramItem(shown(one.label), shown(one.text) if one.text else None, tuple(map(shown, one.points)), place)

    axes = (figure.axes.across, figure.axes.down) if figure.axes else ()
    return Diagram(
        figure.kind,
        tuple(item(one, number) for number, one in enumerate(figure.items, 1)),
        locale.figures(figure.alt.plain),
        shown(figure.centre) if figure.centre else None,
        tuple(DiagramAxis(shown(one.start), shown(one.end), shown(one.name) if one.name else None) for one in axes),
        tuple(item(one, number) for number, one in enumerate(figure.effects, 1)),
    )


def grid_of_roles(roles: Roles, locale: Locale, shown: Callable[[Text], Text]) -> Grid:
    """Return a table of roles: a row for each party, in which the phase that it leads is marked, also in words."""
    columns = (text(locale.label("party")), *map(shown, roles.phases))
    rows = tuple((shown(one.party), *(_task(shown(task), one.lead == phase, locale) for phase, task in enumerate(one.tasks, 1))) for one in roles.parties)
    return Grid(columns, rows, tuple(one.lead for one in roles.parties))


def _task(task: Text, leads: bool, locale: Locale) -> Text:
    """Return a cell of a table of roles: a task after the mark of a leading party, a mark alone, or a dash."""
    if leads and task:
        return fill_label(locale, "leading_task", label=text(locale.label("leads"), strong=True), task=task)
    return task if task else text(locale.label("leads" if leads else "no_task"), strong=leads)
