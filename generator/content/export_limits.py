"""Warn of what the files for other programs cannot carry: items that are left out of them, and items that become others there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.blueprint import draw
from generator.content.library import Library
from generator.content.schema import Module, Programme, QuizItem
from generator.diagnostics import Diagnostic, Severity
from generator.messages import Message, say
from generator.model.export_limits import GIFT_ARROW, KAHOOT_ANSWER, KAHOOT_QUESTION, gift_has, kahoot_has
from generator.model.plain import isolated
from generator.model.text import Text


def exports_carry_items(library: Library) -> Iterator[Diagnostic]:
    """The files for other programs carry each item as it is: Kahoot and H5P those of the tests, GIFT the whole bank."""
    bank, tested = _bank(library), _tested(library)
    suited = [item for item in tested if kahoot_has(item.kind, len(item.choices), scenario=item.scenario is not None)]
    yield from _told("kahoot", [item for item in tested if item not in suited])
    yield from _told("h5p", [item for item in tested if item.kind in ("matching", "ordering")])
    yield from _told("gift", [item for item in bank if item.kind == "ordering"])
    for item in suited:
        yield from _too_long(item)
    for item in bank:
        yield from _arrows(item)


def _taught(library: Library, programme: Programme) -> list[Module]:
    names = {str(slot.module) for slot in programme.module_slots}
    return [module for module in library.modules if str(module.id) in names]


def _bank(library: Library) -> list[QuizItem]:
    """Return the items of all modules that a programme teaches."""
    taught = {str(module.id) for programme in library.programmes for module in _taught(library, programme)}
    return [item for module in library.modules if str(module.id) in taught for item in module.quiz]


def _tested(library: Library) -> list[QuizItem]:
    """Return the items that stand in a test of a programme, in the order of the modules."""
    names: set[str] = set()
    for programme in library.programmes:
        modules = _taught(library, programme)
        if programme.quiz:
            names.update(name for drawn in draw(programme.quiz, modules).tests.values() for name in drawn)
        else:
            names.update(str(item.id) for module in modules for item in module.quiz)
    return [item for item in _bank(library) if str(item.id) in names]


def _told(program: str, items: list[QuizItem]) -> Iterator[Diagnostic]:
    """Warn once of all items for which a program has no question of their kind, at the first of them."""
    if items:
        message = say(f"export-kinds.{program}", count=len(items), names=tuple(str(item.id) for item in items))
        yield Diagnostic(items[0].id.span, message, say(f"export-kinds.{program}.hint"), Severity.WARNING)


def _too_long(item: QuizItem) -> Iterator[Diagnostic]:
    """Warn of the question and the answers that are longer than Kahoot takes."""
    if _length(item.stem) > KAHOOT_QUESTION:
        yield _length_warning(item.stem, say("kahoot-length", item=item.id, count=_length(item.stem), most=KAHOOT_QUESTION))
    for choice in item.choices:
        if _length(choice.text) > KAHOOT_ANSWER:
            yield _length_warning(choice.text, say("kahoot-length.answer", item=item.id, count=_length(choice.text), most=KAHOOT_ANSWER))


def _length(words: Text) -> int:
    """Return the number of characters that Kahoot gets: no digit or sign of an edition is longer than the one that was typed."""
    return len(isolated(words))


def _length_warning(words: Text, message: Message) -> Diagnostic:
    return Diagnostic(words.span, message, say(f"{message.id}.hint"), Severity.WARNING)


def _arrows(item: QuizItem) -> Iterator[Diagnostic]:
    """Warn of the answers that GIFT would take for pairs."""
    if not gift_has(item.kind, item.accepted):
        for words in (one for one in item.accepted if GIFT_ARROW in one):
            yield Diagnostic(words.span, say("gift-arrow", item=item.id), say("gift-arrow.hint"), Severity.WARNING)
