"""Compose the assessment of a programme: its bank and its forms, with options in printed order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from generator.compose.citing import citations_of, facts_cited_by, without_marks
from generator.compose.wording import line_text
from generator.content.schema import Choice as WrittenChoice
from generator.content.schema import Module, QuizItem
from generator.forms import PlannedForm, PlannedItem, plan_bank
from generator.model.assessment import Assessment, Choice, Form, Item, ItemGroup, Scenario
from generator.model.text import Text, text
from generator.plan import Plan


def compose_assessment(plan: Plan) -> Assessment:
    """Compose all forms of a programme, and its bank."""
    composer, assessment = _ItemComposer(plan), compose_forms(plan, plan.forms)
    modules = [plan.library.module(name) for name, _ in assessment.modules]
    groups = tuple(ItemGroup(name, title, composer.items(plan_bank([module]))) for (name, title), module in zip(assessment.modules, modules, strict=True))
    return replace(assessment, groups=groups)


def compose_test(plan: Plan, test: str) -> Assessment:
    """Compose the forms of one test."""
    return compose_forms(plan, tuple(form for form in plan.forms if form.test == test))


def compose_forms(plan: Plan, forms: tuple[PlannedForm, ...]) -> Assessment:
    """Compose some forms of a programme without its bank, so that what is written depends on their items alone."""
    kit, modules = plan.library.kit, [session.module for session in plan.sessions]
    composer = _ItemComposer(plan)
    made = tuple(Form(one.test, one.letter, one.stem, one.seed, one.minutes, composer.items(one.items)) for one in forms)
    titles = tuple((str(module.id), without_marks(module.title, plan.locale)) for module in modules if module.quiz)
    objectives = tuple((str(one.id), without_marks(one.text, plan.locale)) for module in modules for one in module.objectives)
    programme = plan.programme
    return Assessment(
        plan.folder,
        plan.locale.figures(str(programme.title)),
        str(kit.title),
        str(kit.organisation.name),
        plan.locale.language,
        made,
        titles,
        objectives,
    )


class _ItemComposer:
    """Composes the items of a plan; the citations of a module are numbered once."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.locale = plan, plan.locale
        self.citations = cache(lambda name: citations_of(plan.library.module(name), plan.library.facts, plan.locale))

    def items(self, planned: tuple[PlannedItem, ...]) -> tuple[Item, ...]:
        return tuple(self._item(one.item, one.module, one.order) for one in planned)

    def _plain(self, inline: Text) -> Text:
        return without_marks(inline, self.locale)

    def _item(self, item: QuizItem, module: Module, order: tuple[int, ...]) -> Item:
        objective = next(one for one in module.objectives if one.id == item.objective)
        return Item(
            name=str(item.id),
            kind=item.kind,
            module=str(module.id),
            objective_id=str(objective.id),
            objective=self._plain(objective.text),
            bloom=item.bloom,
            bloom_label=self.locale.bloom[item.bloom],
            difficulty=item.difficulty,
            difficulty_label=self.locale.label(f"difficulty_{item.difficulty}"),
            scenario=self._scenario(item, module),
            stem=self._plain(item.stem),
            choices=self._choices(item, order),
            answer=_answer(item, order),
            prompts=tuple(self._plain(pair.left) for pair in item.pairs),
            accepted=tuple(line_text(line, self.locale) for line in item.accepted),
            lines=item.lines,
            feedback=self._plain(item.feedback) if item.feedback else None,
            rationale=self._plain(item.rationale),
            facts=tuple(line_text(self.plan.library.facts[fact][1].text, self.locale) for fact in facts_cited_by(item)),
            source=self.citations(str(module.id)).line(facts_cited_by(item)),
        )

    def _scenario(self, item: QuizItem, module: Module) -> Scenario | None:
        found = next((one for one in module.scenarios if one.id == item.scenario), None)
        return Scenario(str(found.id), self._plain(found.title), self._plain(found.text)) if found else None

    def _choices(self, item: QuizItem, order: tuple[int, ...]) -> tuple[Choice, ...]:
        if item.kind == "true-false":
            wrong = 1 if item.answer else 0
            words = (text(self.locale.label(key)) for key in ("answer_true", "answer_false"))
            feedback = self._plain(item.feedback) if item.feedback else None
            return tuple(Choice(one, feedback if index == wrong else None) for index, one in enumerate(words))
        written: Mapping[int, WrittenChoice] = dict(enumerate(item.choices)) if item.choices and not item.pairs else {}
        return tuple(self._choice(item.options[index], written.get(index)) for index in order)

    def _choice(self, words: Text, written: WrittenChoice | None) -> Choice:
        feedback = self._plain(written.feedback) if written and written.feedback else None
        return Choice(self._plain(words), feedback, bool(written and written.pinned))


def _answer(item: QuizItem, order: tuple[int, ...]) -> tuple[int, ...]:
    """Return the answer as indices into the choices in printed order."""
    if item.kind == "true-false":
        return (0 if item.answer else 1,)
    if item.kind in ("matching", "ordering"):
        return tuple(order.index(index) for index in range(len(item.pairs or item.order)))
    return tuple(sorted(order.index(index) for index in range(len(item.right))))
