"""Read QTI packages back as the specification defines them: their structure, the responses that score, what is told after each.

The table of elements is that of IMS QTI 2.2.4, section 4 and 5, for what a package of ours may have; version 3.0 has the same under other names.
"""

import io
import re
import zipfile
from pathlib import PurePosixPath

from lxml import etree

from tests.quiz_exports import Found

NAMESPACES = {"2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2", "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"}
PACKAGES = {"2.2": "http://www.imsglobal.org/xsd/imscp_v1p1", "3.0": "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"}
TYPES = {"2.2": ("imsqti_item_xmlv2p2", "imsqti_test_xmlv2p2"), "3.0": ("imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0")}
SCHEMAS = {"2.2": ("QTIv2.2 Package", "1.0.0"), "3.0": ("QTI Package", "3.0.0")}
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")
# For each element the order of its children, and the attributes that it must and may have.
ELEMENTS = {
    "assessmentItem": (
        "responseDeclaration (outcomeDeclaration )+itemBody responseProcessing (modalFeedback )*",
        "identifier title adaptive timeDependent lang",
        "",
    ),
    "responseDeclaration": ("correctResponse (mapping )?", "identifier cardinality baseType", ""),
    "correctResponse": ("(value )+", "", ""),
    "mapping": ("(mapEntry )+", "defaultValue", ""),
    "mapEntry": ("", "mapKey mappedValue", "caseSensitive"),
    "outcomeDeclaration": ("(defaultValue )?", "identifier cardinality baseType", ""),
    "defaultValue": ("value ", "", ""),
    "value": ("(text )?", "", ""),
    "itemBody": ("(div )+", "", ""),
    "choiceInteraction": ("(prompt )?(simpleChoice )+", "responseIdentifier shuffle maxChoices", ""),
    "orderInteraction": ("(prompt )?(simpleChoice )+", "responseIdentifier shuffle", ""),
    "matchInteraction": ("(prompt )?simpleMatchSet simpleMatchSet ", "responseIdentifier shuffle maxAssociations", ""),
    "simpleMatchSet": ("(simpleAssociableChoice )*", "", ""),
    "textEntryInteraction": ("", "responseIdentifier", "expectedLength"),
    "prompt": ("((text|span|strong|a) )*", "", ""),
    "simpleChoice": ("((text|span|strong|a) )*", "identifier", "fixed"),
    "simpleAssociableChoice": ("((text|span|strong|a) )*", "identifier matchMax", ""),
    "responseProcessing": ("((responseCondition|setOutcomeValue) )+", "", ""),
    "responseCondition": ("responseIf (responseElse )?", "", ""),
    "responseIf": ("(match|gt) (setOutcomeValue )+", "", ""),
    "responseElse": ("(setOutcomeValue )+", "", ""),
    "match": ("variable correct ", "", ""),
    "gt": ("mapResponse baseValue ", "", ""),
    "variable": ("", "identifier", ""),
    "correct": ("", "identifier", ""),
    "mapResponse": ("", "identifier", ""),
    "setOutcomeValue": ("(variable|baseValue|sum) ", "identifier", ""),
    "baseValue": ("text ", "baseType", ""),
    "modalFeedback": ("(div |contentBody )", "outcomeIdentifier identifier showHide", ""),
    "contentBody": ("(div )+", "", ""),
    "div": ("((p|div|choiceInteraction|orderInteraction|matchInteraction) )*", "", "dir class"),
    "p": ("((text|span|strong|a|textEntryInteraction) )*", "", ""),
    "span": ("((text|strong|a) )*", "dir", ""),
    "strong": ("((text|span|a) )*", "", ""),
    "a": ("((text|span|strong) )*", "href", ""),
    "assessmentTest": ("outcomeDeclaration (timeLimits )?testPart outcomeProcessing ", "identifier title", ""),
    "timeLimits": ("", "maxTime", ""),
    "testPart": ("(assessmentSection )+", "identifier navigationMode submissionMode", ""),
    "assessmentSection": ("(assessmentItemRef )+", "identifier title visible", ""),
    "assessmentItemRef": ("", "identifier href", ""),
    "outcomeProcessing": ("setOutcomeValue ", "", ""),
    "sum": ("testVariables ", "", ""),
    "testVariables": ("", "variableIdentifier", ""),
}
HTML = ("div", "p", "span", "strong", "a")


def camel(name):
    return re.sub("-([a-z])", lambda found: found[1].upper(), name)


def normal(element, version):
    """Give an element of either version under its name in 2.2, without namespace."""
    name = etree.QName(element)
    assert name.namespace == NAMESPACES[version], name
    tag = name.localname
    if version == "3.0" and tag not in HTML:
        assert tag.startswith("qti-"), tag
        tag = camel(tag.removeprefix("qti-"))
    attributes = {}
    for key, value in element.attrib.items():
        plain = etree.QName(key).localname
        attributes[camel(plain) if version == "3.0" else plain] = value
    made = etree.Element(tag, attributes)
    made.text, made.tail = element.text, element.tail
    made.extend(normal(one, version) for one in element)
    return made


def judge(root):
    """Compare each element with the table."""
    for element in root.iter():
        children, needed, allowed = ELEMENTS[element.tag]
        seen = "".join(["text " if element.text else ""] + [f"{one.tag} {'text ' if one.tail else ''}" for one in element])
        assert re.fullmatch(children, seen), (element.tag, seen)
        keys = set(element.attrib)
        assert set(needed.split()) <= keys <= {*needed.split(), *allowed.split()}, (element.tag, keys)
        for key in ("identifier", "responseIdentifier", "outcomeIdentifier"):
            assert IDENTIFIER.fullmatch(element.get(key, "x")), element.attrib


def package(data, version):
    """Give the items and the tests of a package, by their identifiers, and the manifest, whose files must be those of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    manifest = files.pop("imsmanifest.xml")
    ns = {"cp": PACKAGES[version], "lom": "http://ltsc.ieee.org/xsd/LOM"}
    assert manifest.tag == f"{{{ns['cp']}}}manifest"
    assert (manifest.findtext("cp:metadata/cp:schema", None, ns), manifest.findtext("cp:metadata/cp:schemaversion", None, ns)) == SCHEMAS[version]
    assert [etree.QName(one).localname for one in manifest] == ["metadata", "organizations", "resources"]
    resources = {one.get("identifier"): one for one in manifest.findall("cp:resources/cp:resource", ns)}
    assert len(resources) == len(manifest.findall("cp:resources/cp:resource", ns))
    assert sorted(one.get("href") for one in resources.values()) == sorted(files)
    items, tests, keywords = {}, {}, {}
    for one in resources.values():
        assert [file.get("href") for file in one.findall("cp:file", ns)] == [one.get("href")]
        root = normal(files[one.get("href")], version)
        judge(root)
        needed = {resources[use.get("identifierref")].get("href") for use in one.findall("cp:dependency", ns)}
        if one.get("type") == TYPES[version][0]:
            assert root.tag == "assessmentItem"
            assert not needed
            items[root.get("identifier")] = root
            keywords[root.get("identifier")] = [word.text for word in one.iterfind(".//lom:keyword/lom:string", ns)]
        else:
            assert (one.get("type"), root.tag) == (TYPES[version][1], "assessmentTest")
            tests[root.get("identifier")] = root
            folder = PurePosixPath(one.get("href")).parent
            hrefs = {ref.get("href") for ref in root.iter("assessmentItemRef")}
            assert {(folder / href).as_posix().replace("tests/../", "") for href in hrefs} == needed
    return items, tests, keywords


def words(element):
    return "".join(element.itertext())


def run(item, response):
    """Process a response as the item says (QTI 2.2, 8); give its outcomes."""
    declared = item.find("responseDeclaration")
    outcomes = {one.get("identifier"): [value.text for value in one.iterfind("defaultValue/value")] for one in item.iter("outcomeDeclaration")}
    correct = [one.text for one in declared.iterfind("correctResponse/value")]

    def value(rule):
        return response if rule.tag == "variable" else [rule.text]

    def holds(test):
        if test.tag == "match":
            ordered = declared.get("cardinality") in ("ordered", "single")
            return response == correct if ordered else sorted(response) == sorted(correct)
        entries = {one.get("mapKey").lower(): float(one.get("mappedValue")) for one in declared.iterfind("mapping/mapEntry")}
        return sum(entries.get(one.lower(), 0) for one in response) > 0

    def apply(rules):
        for rule in rules:
            if rule.tag == "setOutcomeValue":
                outcomes[rule.get("identifier")] = value(rule[0])
            else:
                branch = rule[0] if holds(rule[0][0]) else rule.find("responseElse")
                apply([one for one in branch if one.tag == "setOutcomeValue"] if branch is not None else [])

    apply(item.find("responseProcessing"))
    return outcomes


def told_after(item, response):
    """Give the score of a response, and what is told after it by the identifier of each feedback."""
    outcomes = run(item, response)
    feedback = {one.get("identifier"): words(one) for one in item.iter("modalFeedback") if one.get("identifier") in outcomes[one.get("outcomeIdentifier")]}
    (score,) = outcomes["SCORE"]
    return float(score), feedback


def read_item(item):
    """Give an item as `Found`; each choice is tried, and what is told after it is its feedback."""
    body = item.find("itemBody")
    (block,) = body
    assert block.get("dir") == "rtl"
    named = {one.get("identifier"): words(one) for one in (*body.iter("simpleChoice"), *body.iter("simpleAssociableChoice"))}
    declared = item.find("responseDeclaration")
    assert {one.get("responseIdentifier") for one in body.iter() if one.get("responseIdentifier")} == {declared.get("identifier")}
    correct = [one.text for one in declared.iterfind("correctResponse/value")]
    score, after = told_after(item, correct)
    assert score == 1
    wrong_score, after_wrong = told_after(item, ["no-such-answer"])
    assert wrong_score == 0
    told = {"": after_wrong["wrong"]} if "wrong" in after_wrong else {}
    interaction = next(one for one in body.iter() if one.tag.endswith("Interaction"))
    if interaction.tag == "choiceInteraction":
        told |= {named[name]: feedback[name] for name in named if name in (feedback := told_after(item, [name])[1])}
    asked = "".join(words(one) for one in block.iter("p", "prompt") if not list(one.iter("textEntryInteraction")))
    if interaction.tag == "matchInteraction":
        right = tuple(tuple(named[name] for name in pair.split()) for pair in correct)
        choices = tuple(words(one) for one in interaction.findall("simpleMatchSet")[1])
    elif interaction.tag == "textEntryInteraction":
        right, choices = tuple(one.get("mapKey") for one in declared.iter("mapEntry")), ()
        assert all(told_after(item, [one])[0] == 1 for one in right)
    else:
        right, choices = tuple(named[name] for name in correct), tuple(named.values())
    return Found(asked, choices, right, told, after["rationale"])
