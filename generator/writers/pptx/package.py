"""Open a template's package for a deck, and write it with the deck's parts.

The masters and layouts, most of a package, are copied from the template as they are, still compressed. Only the
presentation, its properties, and the parts that a deck adds are parsed and written.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import PACKAGE_URI, PackURI
from pptx.opc.spec import default_content_types
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.coreprops import CorePropertiesPart
from pptx.parts.presentation import PresentationPart
from pptx.parts.slide import NotesSlidePart, SlidePart

from generator.writers.archive import CONTENT_TYPES, Member, compressed, decompressed, packed, reproducible, unpacked
from generator.writers.pptx.xml import element

PRESENTATION, PROPERTIES, NOTES_MASTER = "ppt/presentation.xml", "docProps/core.xml", "ppt/notesMasters/notesMaster1.xml"
PRESENTATION_RELATIONSHIPS, PACKAGE_RELATIONSHIPS = "ppt/_rels/presentation.xml.rels", "_rels/.rels"
FONT_DATA = "application/x-fontdata"
# What a deck changes of its template.
CHANGED = (PRESENTATION, PROPERTIES, PRESENTATION_RELATIONSHIPS, PACKAGE_RELATIONSHIPS, CONTENT_TYPES)
# Empty slides and notes in the file of a template; they do not get into a deck.
BLANK_SLIDE, BLANK_NOTES = "blank/slide{}.xml", "blank/notes.xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# The type of the custom XML part of a deck's origins, among others that programs may add.
_ORIGINS_ID = "{6E0B0C0E-52C4-5B0B-9B0E-0F1C7E1D4A31}"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(frozen=True)
class Template:
    """A template: its unchanged members, the content of those that a deck changes, the type of each part, empty slides by layout."""

    unchanged: Mapping[str, Member]
    changed: Mapping[str, bytes]
    types: Mapping[str, str]
    slides: tuple[bytes, ...]
    notes: bytes


@dataclass(frozen=True, eq=False)
class DeckPackage:
    """The package of a deck, with python-pptx's parts; those that are copied from the template are empty and have a name only."""

    template: Template
    package: Any
    presentation: Any

    def part(self, name: str) -> Any:
        """Return a part of the template, for relationships to it."""
        return Part(PackURI(f"/{name}"), self.template.types[name], self.package)


def opened_template(archive: bytes) -> Template:
    """Open a template's file."""
    members = unpacked(archive)
    blank = {name: decompressed(members.pop(name)) for name in [name for name in members if name.startswith("blank/")]}
    changed = {name: decompressed(members.pop(name)) for name in CHANGED}
    slides = tuple(blank[BLANK_SLIDE.format(number)] for number in range(1, len(blank)))
    return Template(members, changed, _types_of(changed[CONTENT_TYPES], {*members, *CHANGED}), slides, blank[BLANK_NOTES])


def _types_of(content_types: bytes, names: Iterable[str]) -> dict[str, str]:
    """Return the content type of each part of a package."""
    root = etree.fromstring(content_types)
    overrides = {one.get("PartName", "")[1:]: one.get("ContentType", "") for one in root.iter(f"{{{_TYPES}}}Override")}
    defaults = {one.get("Extension"): one.get("ContentType", "") for one in root.iter(f"{{{_TYPES}}}Default")}
    parts = (name for name in names if name != CONTENT_TYPES and not name.endswith(".rels"))
    return {name: overrides.get(name) or defaults[name.rpartition(".")[2]] for name in parts}


def opened(template: Template) -> DeckPackage:
    """Open a new package for a deck."""
    package: Any = Package(io.BytesIO())
    parts: dict[PackURI, Any] = {PackURI(f"/{name}"): Part(PackURI(f"/{name}"), content_type, package) for name, content_type in template.types.items()}
    for name, kind in ((PRESENTATION, PresentationPart), (PROPERTIES, CorePropertiesPart)):
        uri = PackURI(f"/{name}")
        parts[uri] = kind.load(uri, template.types[name], package, template.changed[name])
    presentation = parts[PackURI(f"/{PRESENTATION}")]
    presentation.load_rels_from_xml(parse_xml(template.changed[PRESENTATION_RELATIONSHIPS]), parts)
    package._rels.load_from_xml(PACKAGE_URI, parse_xml(template.changed[PACKAGE_RELATIONSHIPS]), parts)
    return DeckPackage(template, package, presentation)


def add_slide(deck: DeckPackage, number: int, identifier: int, layout: int) -> Any:
    """Add the slide of a number, from 1, with the empty placeholders of a layout, also counted from 1; return its part.

    Identifiers are from 256 to 2,147,483,647 (ISO/IEC 29500-1, 19.7.13, ST_SlideId).
    """
    part: Any = SlidePart(PackURI(f"/ppt/slides/slide{number}.xml"), CT.PML_SLIDE, deck.package, parse_xml(deck.template.slides[layout - 1]))
    part.relate_to(deck.part(f"ppt/slideLayouts/slideLayout{layout}.xml"), RT.SLIDE_LAYOUT)
    relation = deck.presentation.relate_to(part, RT.SLIDE)
    listed = deck.presentation._element.get_or_add_sldIdLst()
    listed.append(element("p:sldId", {"id": identifier, "r:id": relation}))
    return part


def add_notes(deck: DeckPackage, number: int, slide: Any) -> Any:
    """Add the empty notes of a slide; return their part."""
    part: Any = NotesSlidePart(PackURI(f"/ppt/notesSlides/notesSlide{number}.xml"), CT.PML_NOTES_SLIDE, deck.package, parse_xml(deck.template.notes))
    part.relate_to(deck.part(NOTES_MASTER), RT.NOTES_MASTER)
    part.relate_to(slide, RT.SLIDE)
    slide.relate_to(part, RT.NOTES_SLIDE)
    return part


def add_custom_xml(deck: DeckPackage, content: bytes) -> None:
    """Add a custom XML part (ISO/IEC 29500-1, 15.2.5) with its properties."""
    part: Any = Part(PackURI("/customXml/item1.xml"), CT.XML, deck.package, content)
    item = etree.Element(f"{{{_CUSTOM_XML}}}datastoreItem", {f"{{{_CUSTOM_XML}}}itemID": _ORIGINS_ID}, nsmap={"ds": _CUSTOM_XML})
    etree.SubElement(item, f"{{{_CUSTOM_XML}}}schemaRefs")
    properties: Any = Part(PackURI("/customXml/itemProps1.xml"), CT.OFC_CUSTOM_XML_PROPERTIES, deck.package, serialize_part_xml(item))
    part.relate_to(properties, RT.CUSTOM_XML_PROPS)
    deck.presentation.relate_to(part, RT.CUSTOM_XML)


def written(deck: DeckPackage, date: datetime.datetime) -> bytes:
    """Write a deck's package; its members, and those of the sheets embedded in it, are of a date in UTC."""
    members, types = dict(deck.template.unchanged), dict(deck.template.types)
    for part in deck.package.iter_parts():
        name = part.partname.membername
        if name in members:
            continue
        types[name] = part.content_type
        members[name] = compressed(reproducible(part.blob, date) if name.endswith(".xlsx") else part.blob)
        if part.rels:
            members[part.partname.rels_uri.membername] = compressed(_relationships(part.rels))
    members[PACKAGE_RELATIONSHIPS] = compressed(_relationships(deck.package._rels))
    members[CONTENT_TYPES] = compressed(_content_types(types))
    return packed(members, date)


def _relationships(relationships: Mapping[str, Any]) -> bytes:
    """Write the relationships of a part in the order of their numbers (ISO/IEC 29500-2, 9.3)."""
    root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
    for key in sorted(relationships, key=lambda one: (len(one), one)):
        one = relationships[key]
        attributes = {"Id": key, "Type": one.reltype, "Target": one.target_ref} | ({"TargetMode": "External"} if one.is_external else {})
        etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", attributes)
    return serialize_part_xml(root)


def _content_types(types: Mapping[str, str]) -> bytes:
    """Write the content types of a package: by extension where the format has one type for it, else by part (ISO/IEC 29500-2, 10.1.2)."""
    defaults, overrides = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML}, {}
    by_extension = {*default_content_types, ("fntdata", FONT_DATA)}
    for name, content_type in types.items():
        extension = name.rpartition(".")[2].lower()
        if (extension, content_type) in by_extension:
            defaults[extension] = content_type
        else:
            overrides[f"/{name}"] = content_type
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    for extension, content_type in sorted(defaults.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Default", {"Extension": extension, "ContentType": content_type})
    for name, content_type in sorted(overrides.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": name, "ContentType": content_type})
    return serialize_part_xml(root)
