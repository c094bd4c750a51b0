"""Compose a module's handout for participants, worksheets included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.compose.citing import Citations, citations_of
from generator.compose.deck import chart_of, diagram_of, grid_of_roles
from generator.compose.wording import fill_label
from generator.compose.worksheet import country_title, worksheet_blocks
from generator.content.schema import Activity, Case, Chart, Discussion, Figure, Module, Quotation, Roles, Section, Table, Worksheet
from generator.model.document import (
    Block,
    Callout,
    ChartBlock,
    Document,
    FigureBlock,
    Heading,
    KeepTogether,
    ListBlock,
    Paragraph,
    TableBlock,
    TitleBlock,
    WritingLines,
)
from generator.model.text import BulletList, Prose, Text, text
from generator.plan import Plan, Session
from generator.settings.locale import Locale

BULLET = "•"
BLANK_ROWS = 4


def compose_handout(plan: Plan, session: Session) -> Document:
    """Compose the handout of one session as a separate document."""
    kit, locale = plan.library.kit, plan.locale
    return Document(
        title=locale.figures(session.module.title.plain),
        subject=str(kit.title),
        author=str(kit.organisation.name),
        running=str(kit.title),
        blocks=tuple(handout_blocks(plan, session)),
    )


def handout_blocks(plan: Plan, session: Session, prefix: str = "") -> Iterator[Block]:
    """Return the blocks of one handout; `prefix` makes its link targets unique in a document of several handouts."""
    citations = citations_of((session.module.taught, session.module.country), plan.library.facts, plan.locale)
    yield from _Handout(session, plan.locale, citations, prefix).blocks()


class _Handout:
    def __init__(self, session: Session, locale: Locale, citations: Citations, prefix: str) -> None:
        self.session = session
        self.module: Module = session.module
        self.locale = locale
        self.citations = citations
        self.prefix = prefix
        self.figures = 0
        self.tables = 0

    def blocks(self) -> Iterator[Block]:
        locale, module = self.locale, self.module
        yield TitleBlock(
            kicker=text(locale.label("handout_kicker", number=locale.number(self.session.number))),
            title=self.marked(module.title),
            details=(self.marked(module.subtitle),) if module.subtitle else (),
            name=f"{self.prefix}module",
        )
        yield Paragraph(self.marked(module.summary), "lead")
        yield Callout(
            text(locale.label("objectives")),
            (
                Paragraph(text(locale.label("objectives_lead"))),
                ListBlock(tuple((self.ordinal(number), self.marked(objective.text)) for number, objective in enumerate(module.objectives, 1)), "numbers"),
            ),
            "key",
        )
        for section in module.sections:
            yield from self.section(section)
        yield from self.country_sheet()
        yield KeepTogether((self.heading("key_messages"), ListBlock(tuple((BULLET, self.marked(one)) for one in module.key_messages))))
        references = self.citations.references()
        yield self.heading("sources")
        yield ListBlock(
            tuple((locale.label("bracketed", number=locale.number(number)), entry) for number, entry, _ in references),
            "references",
            tuple(f"{self.prefix}source-{number}" for number, _, _ in references),
            tuple(address for _, _, address in references),
        )

    def section(self, section: Section) -> Iterator[Block]:
        yield Heading(2, self.marked(section.heading))
        if section.definition:
            yield Callout(self.marked(section.definition.term), (Paragraph(self.marked(section.definition.meaning)),), "exercise")
        yield from self.prose(section.text)
        extra = section.extra
        if isinstance(extra, Figure):
            yield self.figure(extra)
        elif isinstance(extra, Table):
            yield self.table(extra)
        elif isinstance(extra, Chart):
            yield self.chart(extra)
        elif isinstance(extra, Quotation):
            yield self.quotation(extra)
        elif isinstance(extra, Roles):
            yield self.roles(extra)
        elif isinstance(extra, Activity):
            yield from self.activity(extra)
        elif isinstance(extra, Case):
            yield from self.case(extra)
        elif isinstance(extra, Discussion):
            yield from self.discussion(extra)

    def prose(self, prose: Prose) -> Iterator[Block]:
        for block in prose:
            if isinstance(block, BulletList):
                yield ListBlock(tuple((BULLET, self.marked(item)) for item in block.items))
            else:
                yield Paragraph(self.marked(block))

    def figure(self, figure: Figure) -> Block:
        self.figures += 1
        return FigureBlock(diagram_of(figure, self.locale), self.caption("figure", self.figures, figure.title, self.cites_of_figure(figure)))

    def cites_of_figure(self, figure: Figure) -> tuple[Text, ...]:
        items = (one for item in (*figure.items, *figure.effects) for one in (item.label, item.text, *item.points))
        axes = (figure.axes.across, figure.axes.down) if figure.axes else ()
        named = (one for axis in axes for one in (axis.start, axis.name, axis.end))
        return tuple(one for one in (figure.centre, *named, *items) if one is not None)

    def table(self, table: Table) -> Block:
        self.tables += 1
        first = 1.0 if len(table.columns) == 2 else 0.8
        rows = tuple(tuple(self.marked(cell) for cell in row) for row in table.rows)
        return TableBlock(
            tuple(map(self.marked, table.columns)), rows, (first, *(1.2,) * (len(table.columns) - 1)), self.caption("table", self.tables, table.title, ())
        )

    def chart(self, chart: Chart) -> Block:
        self.figures += 1
        cited = (*(item.label for item in chart.items), chart.unit)
        return ChartBlock(chart_of(chart, self.locale), self.caption("figure", self.figures, chart.title, cited))

    def roles(self, roles: Roles) -> Block:
        self.tables += 1
        grid = grid_of_roles(roles, self.locale, self.marked)
        return TableBlock(grid.columns, grid.rows, (0.8, *(1.0,) * len(roles.phases)), self.caption("table", self.tables, roles.title, ()), marked=grid.marked)

    def quotation(self, quotation: Quotation) -> Block:
        blocks: list[Block] = [
            Paragraph(text(self.locale.label("quotation_mark")), "small"),
            Paragraph(self.marked(quotation.quote), "lead"),
            Paragraph(self.marked(quotation.speaker), "description"),
        ]
        if quotation.prompts:
            blocks.append(ListBlock(tuple((BULLET, self.marked(prompt)) for prompt in quotation.prompts)))
        return Callout(self.titled("quotation", quotation.title), tuple(blocks), "exercise")

    def caption(self, key: str, number: int, title: Text, cited: tuple[Text, ...]) -> Text:
        """Return a caption; it carries the figure's citation marks, since the drawn text has none."""
        caption = fill_label(self.locale, "caption", label=self.locale.label(key, number=self.locale.number(number)), title=title)
        return self.marked(Text((*caption.inlines, *(cite for one in cited for cite in one.cites)), title.span))

    def activity(self, activity: Activity) -> Iterator[Block]:
        label = self.locale.label
        details = (
            Paragraph(text(label("duration", duration=self.locale.count("minute", activity.minutes)))),
            Paragraph(self.field("groups", activity.groups)),
            *self.materials(activity),
        )
        steps = ListBlock(tuple((self.ordinal(number), self.with_minutes(step.text, step.minutes)) for number, step in enumerate(activity.steps, 1)), "numbers")
        yield Callout(self.titled("activity", activity.title), (*details, steps), "exercise")
        yield from self.worksheet(activity.worksheet, Heading(3, self.titled("worksheet", activity.worksheet.title)))
        yield KeepTogether((Heading(3, text(label("debrief"))), ListBlock(tuple((BULLET, self.marked(one)) for one in activity.debrief))))

    def materials(self, activity: Activity) -> Iterator[Block]:
        if activity.materials:
            yield Paragraph(fill_label(self.locale, "list_label", label=self.locale.label("materials")))
            yield ListBlock(tuple((BULLET, self.marked(one.item)) for one in activity.materials))
            yield Paragraph(fill_label(self.locale, "list_label", label=self.locale.label("steps")))

    def worksheet(self, worksheet: Worksheet, heading: Heading) -> Iterator[Block]:
        yield from worksheet_blocks(heading, worksheet, self.marked)

    def country_sheet(self) -> Iterator[Block]:
        if self.module.country:
            yield from self.worksheet(self.module.country, Heading(2, country_title(self.marked(self.module.country.title), self.locale)))

    def case(self, case: Case) -> Iterator[Block]:
        blocks: list[Block] = [Paragraph(text(self.locale.label("case_mark")), "small"), *self.prose(case.scenario)]
        yield Callout(self.titled("case", case.title), tuple(blocks), "exercise")
        yield from self.questions(self.locale.label("case_questions"), case.questions)

    def discussion(self, discussion: Discussion) -> Iterator[Block]:
        blocks: list[Block] = [Paragraph(self.marked(discussion.question), "lead")]
        if discussion.prompts:
            blocks.append(ListBlock(tuple((BULLET, self.marked(prompt)) for prompt in discussion.prompts)))
        yield Callout(self.titled("discussion", discussion.title), tuple(blocks), "exercise")
        yield WritingLines(BLANK_ROWS)

    def questions(self, label: str, questions: tuple[Text, ...]) -> Iterator[Block]:
        for number, question in enumerate(questions, 1):
            numbered = ListBlock(((self.ordinal(number), self.marked(question)),), "numbers")
            yield KeepTogether((*((Heading(3, text(label)),) if number == 1 else ()), numbered, WritingLines(2)))

    def titled(self, key: str, title: Text) -> Text:
        return fill_label(self.locale, "caption", label=self.locale.label(key), title=self.marked(title))

    def field(self, key: str, value: Text) -> Text:
        return fill_label(self.locale, "note_field", label=self.locale.label(key), text=self.marked(value))

    def with_minutes(self, step: Text, minutes: int) -> Text:
        return Text((*self.marked(step).inlines, *text(f" ({self.locale.count('minute', minutes)})").inlines), step.span)

    def heading(self, key: str) -> Heading:
        return Heading(2, text(self.locale.label(key)))

    def ordinal(self, number: int) -> str:
        return self.locale.label("ordinal_label", number=self.locale.number(number))

    def marked(self, inline: Text) -> Text:
        marked = self.citations.marked(inline)
        if not self.prefix:
            return marked
        runs = tuple(replace(run, link=f"#{self.prefix}{run.link[1:]}") if run.link and run.link.startswith("#") else run for run in marked.runs)
        return Text(runs, marked.span)
