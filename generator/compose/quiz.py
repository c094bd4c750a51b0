"""Compose the quiz of a programme: the assessment, its paper, its answer key, and its deck."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.citing import Citations, citations_of, facts_cited_by, without_marks
from generator.compose.closing import address_slide
from generator.compose.wording import emphasised, fill_label, line_text
from generator.content.schema import Module, QuizItem
from generator.model.assessment import Assessment, Item, ItemGroup
from generator.model.deck import Cover, Deck, QuizAnswer, QuizQuestion, Slide, SpeakerNotes
from generator.model.document import Block, Document, Heading, KeepTogether, ListBlock, Paragraph, Space, TableBlock, TitleBlock
from generator.model.text import Text, text
from generator.plan import Plan, Session, key_places
from generator.settings.locale import Locale

GLANCE_COLUMNS = 12


def compose_assessment(plan: Plan) -> Assessment:
    """Collect the items of all sessions, with options in printed order."""
    return Assessment(str(plan.programme.title), tuple(_group(plan, session) for session in plan.sessions if session.module.quiz))


def _group(plan: Plan, session: Session) -> ItemGroup:
    module = session.module
    citations = citations_of(module, plan.library.facts, plan.locale)
    places = key_places(module.quiz)
    items = tuple(_item(item, place, module, citations, plan.locale) for item, place in zip(module.quiz, places, strict=True))
    return ItemGroup(str(module.id), without_marks(module.title, plan.locale), items)


def _item(item: QuizItem, place: int, module: Module, citations: Citations, locale: Locale) -> Item:
    objective = next(one for one in module.objectives if one.id == item.objective)
    options = _ordered(item, place)
    return Item(
        name=str(item.id),
        objective=without_marks(objective.text, locale),
        bloom=locale.bloom[item.bloom],
        stem=without_marks(item.stem, locale),
        options=tuple(without_marks(option, locale) for option in options),
        key=options.index(item.key),
        rationale=without_marks(item.rationale, locale),
        source=citations.line(facts_cited_by(item)),
    )


def _ordered(item: QuizItem, place: int) -> list[Text]:
    """Order the options: ascending if all are numbers, else with the key at its chosen position."""
    options = list(item.distractors)
    options.insert(place, item.key)
    if all(option.plain.isdecimal() for option in options):
        options.sort(key=lambda option: int(option.plain))
    return options


def compose_paper(plan: Plan) -> Document:
    """Compose the paper that participants answer."""
    return _document(plan, "quiz", tuple(_paper(plan, compose_assessment(plan))))


def compose_key(plan: Plan) -> Document:
    """Compose the answer key with its rationales."""
    return _document(plan, "quiz_key", tuple(_key(plan, compose_assessment(plan))))


def compose_quiz_deck(plan: Plan) -> Deck:
    """Compose the deck of the quiz: each question on a slide, its answer with the rationale on the next."""
    kit, locale = plan.library.kit, plan.locale
    title = locale.label("quiz_deck")
    slides = (_quiz_cover(plan), *(slide for number, item, group in _numbered(compose_assessment(plan)) for slide in _pair(number, item, group, locale)))
    slides += tuple(address_slide(plan, locale.label("closing")))
    return Deck(title, str(kit.title), str(kit.organisation.name), slides, animated=plan.programme.animated)


def _quiz_cover(plan: Plan) -> Slide:
    locale = plan.locale
    lines = (plan.programme.title, *plan.library.kit.organisation.lines)
    details = tuple(line_text(line, locale) for line in lines)
    cover = Cover(text(locale.label("quiz_deck_lead")), details)
    say = SpeakerNotes(text(locale.label("quiz_say_cover")))
    return Slide("cover", text(locale.label("quiz_deck")), cover, say, None, plan.programme.title.span, locale.label("opening"))


def _pair(number: int, item: Item, group: ItemGroup, locale: Locale) -> tuple[Slide, Slide]:
    shown, section, span = locale.number(number), group.title.plain, item.stem.span
    letters = [locale.label("ordinal_label", number=locale.letter(index)) for index in range(len(item.options))]
    question = QuizQuestion(item.stem, tuple(zip(letters, item.options, strict=True)))
    answer = QuizAnswer(item.stem, (letters[item.key], item.options[item.key]), item.rationale)
    ask = SpeakerNotes(text(locale.label("quiz_say_question")), do=text(locale.label("quiz_do_question")))
    explain = SpeakerNotes(item.rationale)
    return (
        Slide("question", text(locale.label("quiz_question", number=shown), span=span), question, ask, None, span, section),
        Slide("answer", text(locale.label("quiz_answer", number=shown), span=span), answer, explain, item.source, span, section),
    )


def _document(plan: Plan, key: str, blocks: tuple[Block, ...]) -> Document:
    kit = plan.library.kit
    title = plan.locale.label(key)
    return Document(title, str(kit.title), str(kit.organisation.name), plan.locale.figures(str(plan.programme.title)), blocks)


def _paper(plan: Plan, assessment: Assessment) -> Iterator[Block]:
    locale = plan.locale
    yield _title(plan, "quiz")
    fields = ("participant_name", "institution", "date")
    yield TableBlock(tuple(text(locale.label(key)) for key in fields), ((text(""),) * 3,), (1.2, 1.2, 0.8), fill=True)
    yield Paragraph(text(locale.label("quiz_intro")))
    for number, item, group in _numbered(assessment):
        blocks: list[Block] = [Heading(2, group.title)] if item is group.items[0] else []
        blocks.append(ListBlock(((locale.label("ordinal_label", number=locale.number(number)), emphasised(item.stem)),), "numbers"))
        blocks.append(
            ListBlock(tuple((locale.label("ordinal_label", number=locale.letter(index)), option) for index, option in enumerate(item.options)), "options")
        )
        yield KeepTogether(tuple(blocks))


def _key(plan: Plan, assessment: Assessment) -> Iterator[Block]:
    locale = plan.locale
    yield _title(plan, "quiz_key")
    yield Paragraph(text(locale.label("quiz_key_intro")))
    yield Heading(2, text(locale.label("answers_at_a_glance")))
    yield from answers_at_a_glance(assessment, locale)
    for number, item, group in _numbered(assessment):
        blocks: list[Block] = [Heading(2, group.title)] if item is group.items[0] else []
        answer = fill_label(locale, "answer_line", letter=locale.letter(item.key), option=item.options[item.key])
        rationale = Text((*text(locale.label("rationale"), strong=True).runs, *item.rationale.runs), item.rationale.span)
        blocks += [
            ListBlock(((locale.label("ordinal_label", number=locale.number(number)), emphasised(item.stem)),), "numbers"),
            Paragraph(emphasised(answer)),
            Paragraph(rationale),
            *((Paragraph(item.source, "small"),) if item.source else ()),
            Paragraph(fill_label(locale, "measures", objective=item.objective, bloom=item.bloom), "small"),
        ]
        yield KeepTogether(tuple(blocks))
        yield Space()


def answers_at_a_glance(assessment: Assessment, locale: Locale) -> Iterator[TableBlock]:
    """List all answers in compact tables, numbers above letters, for quick marking."""
    answers = [(text(locale.number(number)), text(locale.letter(item.key), strong=True)) for number, item, _ in _numbered(assessment)]
    for start in range(0, len(answers), GLANCE_COLUMNS):
        part = answers[start : start + GLANCE_COLUMNS]
        empty = GLANCE_COLUMNS - len(part)
        yield TableBlock(tuple(number for number, _ in part), (tuple(letter for _, letter in part),), (1.0,) * len(part), margin=empty / GLANCE_COLUMNS)


def _title(plan: Plan, key: str) -> TitleBlock:
    return TitleBlock(line_text(plan.programme.title, plan.locale), text(plan.locale.label(key)), ())


def _numbered(assessment: Assessment) -> list[tuple[int, Item, ItemGroup]]:
    pairs = [(item, group) for group in assessment.groups for item in group.items]
    return [(number, item, group) for number, (item, group) in enumerate(pairs, 1)]
