"""Write the page of reference in a language: every key with its type, limits and outputs, every element with its picture, the rules of style.

In: keys, words and the quoted examples. Out: Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.content.checks import FIGURE_ITEMS
from generator.content.quiz_shape import LISTS, VALUES
from generator.content.schema import ItemKind
from generator.reference.examples import quotation_of
from generator.reference.forms import slug
from generator.reference.keys import BLOCKS, FILES, NAMES, Block, Choice, Either, Free, Key, ListOf, Type, Value, blocks_within, keys_of
from generator.reference.rules import rules_of
from generator.reference.style import StyleRule, style_rules
from generator.reference.words import LANGUAGES, Element, KeyWords, descriptions, vocabulary

PICTURES = "../pictures/reference"
STYLE = "style"
OPENING, CLOSING = {"ar": '<div dir="rtl">', "en": ""}, {"ar": "</div>", "en": ""}


def page_files() -> dict[str, bytes]:
    """Return the pages by file name."""
    return {f"keys.{language}.md": _Page(language).text().encode() for language in LANGUAGES}


class _Page:
    """The page in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self) -> str:
        paragraphs = (OPENING[self.language], f"# {self.word('title')}", self.word("intro"), self.word("made"), *self.parts(), CLOSING[self.language])
        return "\n\n".join(filter(None, paragraphs)) + "\n"

    def parts(self) -> Iterator[str]:
        yield self.contents()
        yield f"## {self.word('outputs_title')}"
        yield self.word("outputs_intro")
        yield f"## {self.word('minutes_title')}"
        yield self.word("minutes")
        yield f"## {self.word('quoting_title')}"
        yield "\n".join(f"- {one[self.language]}" for one in vocabulary().quoting)
        yield f"## {self.word('types_title')}"
        yield self.types()
        for name in BLOCKS:
            yield from self.block(name)
        yield f'<a id="{STYLE}"></a>'
        yield f"## {self.word('style_title')}"
        yield self.word("style_intro")
        yield self.table(("code", "finds", "right", "mended", "allowed"), map(self.style, style_rules()))

    def style(self, rule: StyleRule) -> tuple[str, ...]:
        mended = self.word("required" if rule.is_mended else "optional")
        allowed = f"`# haqiba: allow {rule.code}`" if rule.can_be_allowed else self.word("never")
        return f"`{rule.code}`", "<br>".join(rule.found(self.language)), "<br>".join(rule.right(self.language)), mended, allowed

    def word(self, name: str, **values: object) -> str:
        words = vocabulary().page[name][self.language]
        return words.format(**values) if values else words

    def contents(self) -> str:
        """Return links to the blocks, a line for each kind of file, and to the rules of style."""
        lines = []
        for name in FILES:
            lines.append("- " + self.word("comma").join(map(self.link, blocks_within(NAMES[FILES[name]]))))
        lines.append(f"- [{self.word('style_title')}](#{STYLE})")
        return "\n".join((f"## {self.word('contents')}", "", *lines))

    def link(self, block: str) -> str:
        return f"[{descriptions()[block].name[self.language]}](#{slug(block)})"

    def types(self) -> str:
        rows = ((one.name[self.language], one.written[self.language]) for one in vocabulary().types.values())
        return self.table(("type", "about"), rows)

    def table(self, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
        names = tuple(map(self.word, heads))
        return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in (names, ("---",) * len(names), *rows))

    def block(self, name: str) -> Iterator[str]:
        words = descriptions()[name]
        yield f'<a id="{slug(name)}"></a>'
        yield f"## {words.name[self.language]}"
        yield words.about[self.language]
        yield self.table(("key", "type", "needed", "printed", "about"), (self.row(key, words.keys[key.name]) for key in keys_of(BLOCKS[name])))
        yield "\n".join(f"- {words[self.language]}" for _, words in rules_of(name))
        if name == "figure":
            yield self.table(("kind", "count"), ((f"`{kind}`", self.count(*limits)) for kind, limits in FIGURE_ITEMS.items()))
        if name == "quiz item":
            yield self.table(("kind", "item_keys"), ((f"`{kind}`", self.item_keys(kind)) for kind in LISTS))
        for element, shown in vocabulary().elements.items():
            if shown.block == name:
                yield from self.example(element, shown)

    def item_keys(self, kind: ItemKind) -> str:
        """Return the keys that a quiz item of a kind needs or may have, with the limits of lists; in brackets those that it may leave out."""
        values = [f"`{key}`" for key, (needed, _) in VALUES.items() if kind in needed]
        lists = [f"`{key}` ({self.count(*limits)})" if limits[0] else f"[`{key}`] ({self.count(*limits)})" for key, limits in LISTS[kind].items()]
        others = [f"[`{key}`]" for key, (_, allowed) in VALUES.items() if kind in allowed]
        return self.word("comma").join([*values, *lists, *others])

    def row(self, key: Key, words: KeyWords) -> tuple[str, ...]:
        return f"`{key.name}`", self.type(key.type), self.needed(key), self.printed(words), words[self.language]

    def needed(self, key: Key) -> str:
        """Return whether a key must be there, and its default."""
        if key.default is not None:
            return self.word("default", value=f"`{str(key.default).lower()}`")
        return self.word("required" if key.required else "optional")

    def type(self, type_: Type) -> str:
        if isinstance(type_, Block):
            return self.link(type_.name)
        if isinstance(type_, Choice):
            return self.word("or").join(f"`{word}`" for word in type_.words)
        if isinstance(type_, Either):
            return self.word("or").join(map(self.type, type_.types))
        if isinstance(type_, Free):
            return self.word("free", type=self.type(type_.item))
        if isinstance(type_, ListOf):
            count, item = self.count(type_.least, type_.most), self.type(type_.item)
            return self.word("list_of", count=count, type=item) if count else self.word("list", type=item)
        limits, name = self.limits(type_), vocabulary().types[type_.name].name[self.language]
        return f"{name} ({limits})" if limits else name

    def count(self, least: float | None, most: float | None) -> str:
        """Return limits of a count or a number in words; nothing if there are none."""
        if most is None:
            return self.word("at_least", least=least) if least else ""
        if least == most:
            return f"{most:,.0f}"
        return self.word("at_most", most=most) if not least else self.word("between", least=least, most=f"{most:,.0f}")

    def limits(self, value: Value) -> str:
        """Return the limits of a number."""
        if value.above is not None:
            return self.word("above", above=f"{value.above:g}", most=f"{value.most:g}")
        if value.least == 0 and value.most is not None:
            return self.word("between", least=0, most=f"{value.most:,.0f}")
        return self.count(value.least, value.most)

    def printed(self, words: KeyWords) -> str:
        """Return the outputs that print a key, or its effect."""
        if words.printed:
            return self.word("comma").join(vocabulary().outputs[one][self.language] for one in words.printed)
        return f"*{words.effect[self.language]}*" if words.effect else ""

    def example(self, name: str, element: Element) -> Iterator[str]:
        yield f"### {self.word('example')}: {element.title[self.language]}"
        yield self.word("in_file", file=f"`{element.file}`")
        # YAML reads from left to right on the Arabic page, too.
        code = f"\n\n```yaml\n{quotation_of(element).text}\n```\n\n"
        if element.drawn:
            picture = f'<img src="{PICTURES}/{name}.png" width="400" alt="{element.title[self.language]}">'
            yield f'<table><tr><td valign="top" dir="ltr">{code}</td><td valign="top">{picture}</td></tr></table>'
        else:
            yield f'<div dir="ltr">{code}</div>'
