"""Write items as IMS QTI, in version 2.2 or 3.0: the same elements and attributes under other names. In: an `Item`. Out: XML.

An item is right or wrong as a whole; the feedback of each choice, what is told to those who answered wrongly, and the rationale are
modal feedback.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from generator.model.assessment import Item
from generator.model.text import Text
from generator.writers.quiz.html import explanation, html, question
from generator.writers.quiz.items import are_numbers

RESPONSE, SCORE, FEEDBACK, RATIONALE = "RESPONSE", "SCORE", "FEEDBACK", "RATIONALE"
# The identifiers of feedback that belongs to no choice.
WRONG, WHY = "wrong", "rationale"
CHOICE_KINDS = ("single", "multiple", "true-false")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_CAPITAL = re.compile("(?<=[a-z])[A-Z]")


@dataclass(frozen=True)
class Dialect:
    """A version of QTI: its namespace, and how it names elements and attributes."""

    version: str
    namespace: str
    is_kebab: bool

    def name(self, tag: str) -> str:
        """Return the name of an element of QTI: `itemBody`, or `qti-item-body`."""
        return f"{{{self.namespace}}}{'qti-' if self.is_kebab else ''}{self.attribute(tag)}"

    def attribute(self, name: str) -> str:
        """Return the name of an attribute: `maxChoices`, or `max-choices`."""
        return _CAPITAL.sub(lambda capital: f"-{capital.group().lower()}", name) if self.is_kebab else name

    def element(self, tag: str, *children: Any, text: str | None = None, **attributes: str) -> Any:
        """Return an element of QTI with its children."""
        made = etree.Element(self.name(tag), {self.attribute(name): value for name, value in attributes.items()}, nsmap={None: self.namespace})
        made.text = text
        made.extend(children)
        return made

    def markup(self, tag: str, *inner: str, **attributes: str) -> Any:
        """Return an element of HTML, which both versions call by its own name, with markup in it."""
        made = etree.fromstring(f'<{tag} xmlns="{self.namespace}">{"".join(inner)}</{tag}>')
        made.attrib.update(attributes)
        return made

    def file(self, tag: str, *children: Any, language: str | None = None, **attributes: str) -> bytes:
        """Return a whole file; a test states no language."""
        made = self.element(tag, *children, **attributes)
        if language:
            made.set(f"{_XML}lang", language)
        data: bytes = etree.tostring(made, xml_declaration=True, encoding="UTF-8")
        return data


QTI22 = Dialect("2.2", "http://www.imsglobal.org/xsd/imsqti_v2p2", is_kebab=False)
QTI30 = Dialect("3.0", "http://www.imsglobal.org/xsd/imsqtiasi_v3p0", is_kebab=True)


def write_item(item: Item, dialect: Dialect, language: str) -> bytes:
    """Write the file of one item."""
    return _Writer(item, dialect, language).file()


def choice_name(index: int) -> str:
    """Return the identifier of a choice."""
    return f"choice-{index + 1}"


def prompt_name(index: int) -> str:
    """Return the identifier of a prompt of a matching item."""
    return f"prompt-{index + 1}"


class _Writer:
    """Writes one item."""

    def __init__(self, item: Item, dialect: Dialect, language: str) -> None:
        self.item, self.dialect, self.language = item, dialect, language
        self.make = dialect.element

    def file(self) -> bytes:
        children = (self._response(), *self._outcomes(), self._body(), self._processing(), *self._told())
        attributes = {"identifier": self.item.name, "title": self.item.stem.plain, "adaptive": "false", "timeDependent": "false"}
        return self.dialect.file("assessmentItem", *children, language=self.language, **attributes)

    @property
    def cardinality(self) -> str:
        kinds = {"single": "single", "true-false": "single", "short": "single", "ordering": "ordered"}
        return kinds.get(self.item.kind, "multiple")

    def _response(self) -> Any:
        """Declare the response with the right answer, and for short ones all answers that are right."""
        types = {"matching": "directedPair", "short": "string"}
        values = [self.make("value", text=value) for value in self._right()]
        mapped = [self.make("mapEntry", mapKey=words.plain, mappedValue="1", caseSensitive="false") for words in self.item.accepted]
        mapping = [self.make("mapping", *mapped, defaultValue="0")] if mapped else []
        declared = {"identifier": RESPONSE, "cardinality": self.cardinality, "baseType": types.get(self.item.kind, "identifier")}
        return self.make("responseDeclaration", self.make("correctResponse", *values), *mapping, **declared)

    def _right(self) -> Iterator[str]:
        if self.item.kind == "short":
            yield self.item.accepted[0].plain
        elif self.item.kind == "matching":
            yield from (f"{prompt_name(number)} {choice_name(index)}" for number, index in enumerate(self.item.answer))
        else:
            yield from map(choice_name, self.item.answer)

    def _outcomes(self) -> Iterator[Any]:
        zero = self.make("defaultValue", self.make("value", text="0"))
        yield self.make("outcomeDeclaration", zero, identifier=SCORE, cardinality="single", baseType="float")
        several = "multiple" if self.item.kind == "multiple" else "single"
        yield self.make("outcomeDeclaration", identifier=FEEDBACK, cardinality=several, baseType="identifier")
        yield self.make("outcomeDeclaration", identifier=RATIONALE, cardinality="single", baseType="identifier")

    def _body(self) -> Any:
        """Return the scenario and the interaction with its stem, all in one block that runs right to left."""
        *scenario, stem = question(self.item)
        shared = [self.dialect.markup("div", *(f"<p>{one}</p>" for one in scenario), **{"class": "stimulus"})] if scenario else []
        block = self.dialect.markup("div", dir="rtl")
        block.extend((*shared, *_INTERACTIONS[self.item.kind](self, stem)))
        return self.make("itemBody", block)

    def choices(self, stem: str) -> Iterator[Any]:
        most = "0" if self.item.kind == "multiple" else "1"
        # A pinned choice is fixed where the others move.
        moves = self.item.kind != "true-false" and not are_numbers(self.item)
        yield self.make("choiceInteraction", self._prompt(stem), *self._choices(), responseIdentifier=RESPONSE, shuffle=_flag(moves), maxChoices=most)

    def order(self, stem: str) -> Iterator[Any]:
        yield self.make("orderInteraction", self._prompt(stem), *self._choices(), responseIdentifier=RESPONSE, shuffle="true")

    def pairs(self, stem: str) -> Iterator[Any]:
        prompts = self._associable((prompt_name(number), prompt) for number, prompt in enumerate(self.item.prompts))
        choices = self._associable((choice_name(index), choice.text) for index, choice in enumerate(self.item.choices))
        sets = (self.make("simpleMatchSet", *prompts), self.make("simpleMatchSet", *choices))
        most = str(len(self.item.prompts))
        yield self.make("matchInteraction", self._prompt(stem), *sets, responseIdentifier=RESPONSE, shuffle="true", maxAssociations=most)

    def words(self, stem: str) -> Iterator[Any]:
        yield self.dialect.markup("p", stem)
        field = self.dialect.markup("p")
        length = str(max(len(words.plain) for words in self.item.accepted))
        field.append(self.make("textEntryInteraction", responseIdentifier=RESPONSE, expectedLength=length))
        yield field

    def _prompt(self, stem: str) -> Any:
        return self._filled("prompt", stem)

    def _choices(self) -> Iterator[Any]:
        for index, choice in enumerate(self.item.choices):
            fixed = {"fixed": "true"} if choice.is_pinned else {}
            yield self._filled("simpleChoice", html(choice.text), identifier=choice_name(index), **fixed)

    def _associable(self, named: Iterable[tuple[str, Text]]) -> list[Any]:
        return [self._filled("simpleAssociableChoice", html(words), identifier=name, matchMax="1") for name, words in named]

    def _filled(self, tag: str, inner: str, **attributes: str) -> Any:
        """Return an element of QTI with markup in it."""
        source = self.dialect.markup("span", inner)
        return self.make(tag, *source, text=source.text, **attributes)

    def _processing(self) -> Any:
        """Give the point for the right answer, and set what is told."""
        right = self.make("match", self._variable(RESPONSE), self.make("correct", identifier=RESPONSE))
        if self.item.kind == "short":
            right = self.make("gt", self.make("mapResponse", identifier=RESPONSE), self._value("float", "0"))
        wrong = [self.make("responseElse", self._set(FEEDBACK, self._value("identifier", WRONG)))] if self._tells_wrong else []
        scored = self.make("responseIf", right, self._set(SCORE, self._value("float", "1")))
        chosen = [self._set(FEEDBACK, self._variable(RESPONSE))] if self.item.kind in CHOICE_KINDS else []
        why = self._set(RATIONALE, self._value("identifier", WHY))
        return self.make("responseProcessing", self.make("responseCondition", scored, *wrong), *chosen, why)

    @property
    def _tells_wrong(self) -> bool:
        return self.item.feedback is not None and self.item.kind not in CHOICE_KINDS

    def _told(self) -> Iterator[Any]:
        for index, choice in enumerate(self.item.choices):
            if choice.feedback:
                yield self._modal(FEEDBACK, choice_name(index), (choice.feedback,))
        if self._tells_wrong and self.item.feedback:
            yield self._modal(FEEDBACK, WRONG, (self.item.feedback,))
        yield self._modal(RATIONALE, WHY, explanation(self.item))

    def _modal(self, outcome: str, name: str, texts: Iterable[Text]) -> Any:
        block = self.dialect.markup("div", *(f"<p>{html(one)}</p>" for one in texts), dir="rtl")
        content = self.make("contentBody", block) if self.dialect.is_kebab else block
        return self.make("modalFeedback", content, outcomeIdentifier=outcome, identifier=name, showHide="show")

    def _set(self, outcome: str, value: Any) -> Any:
        return self.make("setOutcomeValue", value, identifier=outcome)

    def _variable(self, name: str) -> Any:
        return self.make("variable", identifier=name)

    def _value(self, kind: str, words: str) -> Any:
        return self.make("baseValue", text=words, baseType=kind)


_INTERACTIONS: dict[str, Callable[[_Writer, str], Iterator[Any]]] = {
    **dict.fromkeys(CHOICE_KINDS, _Writer.choices),
    **{"matching": _Writer.pairs, "ordering": _Writer.order, "short": _Writer.words},
}


def _flag(is_true: bool) -> str:
    return "true" if is_true else "false"
