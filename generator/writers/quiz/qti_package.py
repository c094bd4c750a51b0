"""Write a package of IMS QTI: the items, a test of the whole bank and the parallel tests, and their manifest. In: an `Assessment`. Out: bytes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from generator.model.assessment import Assessment, Item
from generator.settings.locale import Locale
from generator.writers.archive import compressed, packed
from generator.writers.quiz.items import TEST_LABELS, drawn_for, tags, test_title
from generator.writers.quiz.qti import QTI22, QTI30, SCORE, Dialect, write_item

MANIFEST = "imsmanifest.xml"
BANK = "bank"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
# Levels of difficulty of IEEE 1484.12.1 (5.8).
DIFFICULTIES = {"easy": "easy", "medium": "medium", "hard": "difficult"}


@dataclass(frozen=True)
class Packaging:
    """How a version packages: the namespace of the manifest, its schema, and the types of its resources."""

    dialect: Dialect
    namespace: str
    schema: str
    schema_version: str
    item_type: str
    test_type: str


PACKAGING = {
    "2.2": Packaging(QTI22, "http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.2 Package", "1.0.0", "imsqti_item_xmlv2p2", "imsqti_test_xmlv2p2"),
    "3.0": Packaging(QTI30, "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "QTI Package", "3.0.0", "imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0"),
}


@dataclass(frozen=True)
class _Test:
    """A test as sections of items."""

    name: str
    title: str
    minutes: int | None
    sections: tuple[tuple[str, str, tuple[Item, ...]], ...]

    @property
    def items(self) -> list[Item]:
        return [item for _, _, items in self.sections for item in items]


def write_qti(assessment: Assessment, version: str, locale: Locale, date: datetime.datetime) -> bytes:
    """Write a package in a version, 2.2 or 3.0."""
    packaging, language = PACKAGING[version], assessment.language.partition("-")[0]
    items, tests = [item for group in assessment.groups for item in group.items], list(_tests(assessment, locale))
    files = {_item_path(item): write_item(item, packaging.dialect, language) for item in items}
    files |= {_test_path(test): _test_file(test, packaging.dialect) for test in tests}
    files[MANIFEST] = _Manifest(packaging, assessment, locale).file(items, tests)
    return packed({name: compressed(content) for name, content in files.items()}, date)


def _tests(assessment: Assessment, locale: Locale) -> Iterator[_Test]:
    """Return the bank with a section for each module, and form A of each parallel test."""
    modules = tuple((f"section-{group.module}", group.title.plain, group.items) for group in assessment.groups)
    yield _Test(BANK, assessment.title, None, modules)
    for form in assessment.forms:
        if form.test in TEST_LABELS and form.letter == "A":
            title = test_title(form.test, locale)
            yield _Test(form.test, f"{assessment.title}: {title}", form.minutes, ((f"section-{form.test}", title, form.items),))


def _item_path(item: Item) -> str:
    return f"items/{item.name}.xml"


def _test_path(test: _Test) -> str:
    return f"tests/{test.name}.xml"


def _test_file(test: _Test, dialect: Dialect) -> bytes:
    """Return the file of a test, whose score is the sum of its items' scores."""
    make = dialect.element
    declared = make("outcomeDeclaration", identifier=SCORE, cardinality="single", baseType="float")
    limits = [make("timeLimits", maxTime=str(60 * test.minutes))] if test.minutes else []
    sections = [_section(dialect, *section) for section in test.sections]
    part = make("testPart", *sections, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    total = make("sum", make("testVariables", variableIdentifier=SCORE))
    processing = make("outcomeProcessing", make("setOutcomeValue", total, identifier=SCORE))
    return dialect.file("assessmentTest", declared, *limits, part, processing, identifier=test.name, title=test.title)


def _section(dialect: Dialect, name: str, title: str, items: Iterable[Item]) -> Any:
    references = [dialect.element("assessmentItemRef", identifier=item.name, href=f"../{_item_path(item)}") for item in items]
    return dialect.element("assessmentSection", *references, identifier=name, title=title, visible="true")


class _Manifest:
    """Writes the manifest of a package (IMS Content Packaging), with the metadata of items (IEEE LOM)."""

    def __init__(self, packaging: Packaging, assessment: Assessment, locale: Locale) -> None:
        self.packaging, self.assessment, self.locale = packaging, assessment, locale
        self.language = assessment.language.partition("-")[0]
        self.drawn = drawn_for(assessment)

    def file(self, items: Sequence[Item], tests: Sequence[_Test]) -> bytes:
        head = self._made("metadata", self._made("schema", text=self.packaging.schema), self._made("schemaversion", text=self.packaging.schema_version))
        resources = self._made("resources", *map(self._of_test, tests), *map(self._of_item, items))
        root = self._made("manifest", head, self._made("organizations"), resources, identifier=f"haqiba-{self.assessment.programme}")
        data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        return data

    def _of_item(self, item: Item) -> Any:
        described = self._made("metadata", self._lom(item))
        return self._resource("item", item.name, self.packaging.item_type, _item_path(item), described)

    def _of_test(self, test: _Test) -> Any:
        needed = [self._made("dependency", identifierref=_resource("item", item.name)) for item in test.items]
        return self._resource("test", test.name, self.packaging.test_type, _test_path(test), *needed)

    def _resource(self, role: str, name: str, kind: str, path: str, *children: Any) -> Any:
        """Return a resource; its metadata stands before its file, and what it depends on after it."""
        before = [one for one in children if one.tag.endswith("metadata")]
        after = [one for one in children if one not in before]
        return self._made("resource", *before, self._made("file", href=path), *after, identifier=_resource(role, name), type=kind, href=path)

    def _lom(self, item: Item) -> Any:
        keywords = [_lom_element("keyword", self._string(name)) for name in tags(item, self.drawn, self.locale)]
        general = _lom_element("general", _lom_element("title", self._string(item.stem.plain)), *keywords)
        level = (_lom_element("source", text="LOMv1.0"), _lom_element("value", text=DIFFICULTIES[item.difficulty]))
        return _lom_element("lom", general, _lom_element("educational", _lom_element("difficulty", *level)))

    def _string(self, words: str) -> Any:
        return _lom_element("string", text=words, language=self.language)

    def _made(self, tag: str, *children: Any, text: str | None = None, **attributes: str) -> Any:
        return _element(self.packaging.namespace, tag, *children, text=text, **attributes)


def _resource(role: str, name: str) -> str:
    """Return the identifier of a resource; an item and a test may have one name."""
    return f"{role}-{name}"


def _lom_element(tag: str, *children: Any, text: str | None = None, **attributes: str) -> Any:
    return _element(_LOM, tag, *children, text=text, **attributes)


def _element(namespace: str, tag: str, *children: Any, text: str | None = None, **attributes: str) -> Any:
    made = etree.Element(f"{{{namespace}}}{tag}", attributes, nsmap={None: namespace})
    made.text = text
    made.extend(children)
    return made
