"""Number the places (paragraphs or addresses of sources) that a module's facts are from, and format citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.content.schema import Fact, Source, cites_of
from generator.model.text import BulletList, Cite, Prose, Run, Text, text
from generator.plan import Plan
from generator.settings.locale import Locale

# A source in this language is printed without its language.
ARABIC = "ar"


@dataclass(frozen=True)
class Citations:
    """The citations of one module: facts in the order of first use, numbered by their place.

    Facts of one paragraph, or of one page, share a number.
    """

    facts: Mapping[str, tuple[Source, Fact]]
    locale: Locale
    numbers: Mapping[tuple[str, str], int]

    def number(self, fact: str) -> int:
        """Return the number of a fact's place."""
        return self.numbers[_place(*self.facts[fact])]

    def marked(self, inline: Text) -> Text:
        """Replace citation marks by bracketed numbers that link to the list of sources; adjacent marks of one place become one."""
        inlines: list[Run | Cite] = []
        seen: set[int] = set()
        for one in inline.inlines:
            if isinstance(one, Run):
                inlines.append(one)
                seen.clear()
            elif (number := self.number(one.fact)) not in seen:
                seen.add(number)
                mark = self.locale.label("bracketed", number=self.locale.number(number))
                inlines.append(Run(mark, link=f"#source-{number}", citation=True))
        return self.locale.text(Text(tuple(inlines), inline.span))

    def line(self, facts: Iterable[str]) -> Text | None:
        """Return the source line of a slide: «تقرير …، الفقرتان 9 و10؛ …»; None if no fact is cited."""
        parts = self.sources(facts)
        if not parts:
            return None
        key = "source_line" if len(parts) == 1 else "sources_line"
        return text(self.locale.label(key, sources=self.locale.label("source_separator").join(parts)))

    def sources(self, facts: Iterable[str]) -> list[str]:
        """Return the short names of the sources of facts, in the order of their numbers, each once with its paragraphs."""
        return [self._named(source, cited, full=False) for source, cited in self._by_source(facts)]

    def linked_sources(self, facts: Iterable[str]) -> list[Text]:
        """Return the full names of the sources of facts, each linked to its address or else to the first address of its facts, if any."""
        named = []
        for source, cited in self._by_source(facts):
            address = source.address or next((fact.address for fact in cited if fact.address), None)
            named.append(text(self._named(source, cited, full=True), link=str(address) if address else None))
        return named

    def _by_source(self, facts: Iterable[str]) -> list[tuple[Source, list[Fact]]]:
        cited = sorted((self.facts[fact] for fact in set(facts)), key=lambda one: self.numbers[_place(*one)])
        by_source: dict[str, tuple[Source, list[Fact]]] = {}
        for source, fact in cited:
            by_source.setdefault(str(source.id), (source, []))[1].append(fact)
        return list(by_source.values())

    def _named(self, source: Source, facts: Iterable[Fact], *, full: bool) -> str:
        paragraphs = sorted({fact.paragraph for fact in facts if fact.paragraph})
        name = self.locale.figures(source.title if full else source.short)
        if source.external:
            return self.locale.label("external_mark", name=name)
        return self.locale.label(
            "source_paragraphs", source=name, noun=self.locale.noun("paragraph", len(paragraphs)), numbers=number_list(paragraphs, self.locale)
        )

    def references(self) -> list[tuple[int, Text, Text | None]]:
        """Return the list of sources, one entry per place: its number, its description, and its linked address or None."""
        entries = []
        for key, number in self.numbers.items():
            source, fact = next(one for one in self.facts.values() if _place(*one) == key)
            address = fact.address or source.address
            entries.append((number, self._reference(source, fact), address_text(address) if address else None))
        return entries

    def _reference(self, source: Source, fact: Fact) -> Text:
        parts = [_marked(source, self.locale)]
        if source.language != ARABIC:
            parts.append(self.locale.label(f"language_{source.language}"))
        if fact.paragraph:
            parts.append(f"{self.locale.noun('paragraph', 1)} {self.locale.number(fact.paragraph)}")
        return text(self.locale.label("list_comma").join(parts))


def address_text(address: str) -> Text:
    """Return a web address as it is printed: without `https://`, linked."""
    return Text((Run(address.removeprefix("https://"), link=str(address), kind="address", direction="ltr"),))


def citations_of(parts: object, facts: Mapping[str, tuple[Source, Fact]], locale: Locale) -> Citations:
    """Number the places of all facts that `parts` cite, in reading order."""
    numbers: dict[tuple[str, str], int] = {}
    for cite in cites_of(parts):
        numbers.setdefault(_place(*facts[cite.fact]), len(numbers) + 1)
    return Citations(facts, locale, numbers)


def facts_cited_by(parts: object) -> list[str]:
    """List the facts that `parts` cite, in reading order, each once."""
    return list(dict.fromkeys(cite.fact for cite in cites_of(parts)))


def number_list(numbers: Iterable[int], locale: Locale) -> str:
    """Join numbers with «و»: «7 و8 و9»."""
    return locale.label("and").join(locale.number(number) for number in numbers)


def without_marks(inline: Text, locale: Locale) -> Text:
    """Return a text without citation marks, as on a slide."""
    return locale.text(Text(inline.runs, inline.span))


def prose_without_marks(prose: Prose, locale: Locale) -> Prose:
    """Return paragraphs and lists without citation marks, as on a slide."""
    return tuple(
        BulletList(tuple(without_marks(item, locale) for item in block.items)) if isinstance(block, BulletList) else without_marks(block, locale)
        for block in prose
    )


def _place(source: Source, fact: Fact) -> tuple[str, str]:
    return str(source.id), str(fact.paragraph or fact.address or source.address)


def cited_sources(plan: Plan) -> list[tuple[Text, str | None]]:
    """List the sources that a programme's modules cite: the full name of each, marked if external, and its address."""
    cited = {str(plan.library.facts[fact][0].id) for fact in facts_cited_by([session.module for session in plan.sessions])}
    sources = sorted((one for one in plan.library.sources if str(one.id) in cited), key=lambda one: (one.external, one.id))
    return [(text(_marked(source, plan.locale)), str(source.address) if source.address else None) for source in sources]


def _marked(source: Source, locale: Locale) -> str:
    name = locale.figures(source.title)
    return locale.label("external_mark", name=name) if source.external else name
