"""Warn of what the files for other programs cannot carry: items that are left out of them, and items that become others there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.blueprint import draw
from generator.content.library import Library
from generator.content.schema import Module, Programme, QuizItem
from generator.diagnostics import Diagnostic, Severity
from generator.messages import Message, Value, say
from generator.model.export_limits import GIFT_ARROW, KAHOOT_ANSWER, KAHOOT_QUESTION, gift_has, kahoot_has
from generator.model.plain import isolated
from generator.model.text import Text


def exports_carry_items(library: Library) -> Iterator[Diagnostic]:
    """The files for other programs carry each item as it is: Kahoot and H5P those of the tests, GIFT the whole bank."""
    bank, tested = _bank(library), _tested(library)
    yield from _kinds(bank, tested)
    for item in (item for item in tested if _is_for_kahoot(item)):
        yield from _too_long(item)
    for item in bank:
        yield from _arrows(item)


def _kinds(bank: list[QuizItem], tested: list[QuizItem]) -> Iterator[Diagnostic]:
    """Warn once for each program of all items for which it has no question of their kind, at the first of them."""
    if unsuited := [item for item in tested if not _is_for_kahoot(item)]:
        yield _at_first(unsuited, say("export-kinds.kahoot", **_listed(unsuited)), say("export-kinds.kahoot.hint"))
    if dragged := [item for item in tested if item.kind in ("matching", "ordering")]:
        yield _at_first(dragged, say("export-kinds.h5p", **_listed(dragged)), say("export-kinds.h5p.hint"))
    if ordered := [item for item in bank if item.kind == "ordering"]:
        yield _at_first(ordered, say("export-kinds.gift", **_listed(ordered)), say("export-kinds.gift.hint"))


def _is_for_kahoot(item: QuizItem) -> bool:
    return kahoot_has(item.kind, len(item.choices), scenario=item.scenario is not None)


def _listed(items: list[QuizItem]) -> dict[str, Value]:
    return {"count": len(items), "names": tuple(str(item.id) for item in items)}


def _at_first(items: list[QuizItem], message: Message, hint: Message) -> Diagnostic:
    return Diagnostic(items[0].id.span, message, hint, Severity.WARNING)


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


def _too_long(item: QuizItem) -> Iterator[Diagnostic]:
    """Warn of the question and the answers that are longer than Kahoot takes."""
    length = _length(item.stem)
    if length > KAHOOT_QUESTION:
        message = say("kahoot-length", item=item.id, count=length, most=KAHOOT_QUESTION)
        yield Diagnostic(item.stem.span, message, say("kahoot-length.hint"), Severity.WARNING)
    for choice in item.choices:
        length = _length(choice.text)
        if length > KAHOOT_ANSWER:
            message = say("kahoot-length.answer", item=item.id, count=length, most=KAHOOT_ANSWER)
            yield Diagnostic(choice.text.span, message, say("kahoot-length.answer.hint"), Severity.WARNING)


def _length(words: Text) -> int:
    """Return the number of characters that Kahoot gets: no digit or sign of an edition is longer than the one that was typed."""
    return len(isolated(words))


def _arrows(item: QuizItem) -> Iterator[Diagnostic]:
    """Warn of the answers that GIFT would take for pairs."""
    if not gift_has(item.kind, item.accepted):
        for words in (one for one in item.accepted if GIFT_ARROW in one):
            yield Diagnostic(words.span, say("gift-arrow", item=item.id), say("gift-arrow.hint"), Severity.WARNING)
