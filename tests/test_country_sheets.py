"""The sheet of the participants' country stands in handouts, and what only the facilitator reads stands in none of their sources."""

import pytest

from generator.compose.deck import compose_deck
from generator.compose.handout import compose_handout
from generator.compose.register import compose_register
from generator.content.schema import cites_of
from generator.inputs.reading import read_inputs
from generator.model.date import DATE
from generator.model.document import Heading, KeepTogether, ListBlock, TableBlock
from generator.model.dump import dump
from tests.small_kit import small_kit, write_kit

SHEET = {"title": "من يفعل ماذا", "intro": "املأ الجدول عن مؤسستك.", "columns": ["المهمة", "الجهة"], "rows": ["الاستقبال", "المتابعة"]}
ONLY_FACILITATOR, ONLY_COUNTRY = "only-facilitator", "only-country"


def kit_with(tmp_path, **keys):
    files = small_kit()
    files["kit.yaml"]["organisation"]["logos"] = []
    source = next(one for name, one in files.items() if name.endswith("iom-cairo-workshop.yaml"))
    external = next(one for name, one in files.items() if name.startswith("sources/") and one.get("external"))
    for name in (ONLY_FACILITATOR, ONLY_COUNTRY):
        external["facts"].append({"id": name, "text": f"واقعة {name}.", "address": f"https://example.org/{name}"})
    assert source["facts"]
    module = files["modules/01-approach.yaml"]
    for key in ("country", "facilitator"):
        module.pop(key, None)
    module |= keys
    write_kit(files, tmp_path / "seeds")
    return tmp_path / "seeds"


FACILITATOR = {"questions": [{"question": "كم استغرق ذلك؟", "answer": f"سنتين [@{ONLY_FACILITATOR}]."}]}


def plan_of(seeds, country=None):
    inputs = read_inputs(seeds, country, DATE)
    assert not [one for one in inputs.findings if one.severity == "error"], inputs.findings
    return inputs.plan(inputs.library.programmes[0])


def flat(blocks):
    for block in blocks:
        yield from flat(block.blocks) if isinstance(block, KeepTogether) else (block,)


@pytest.mark.parametrize(
    ("country", "heading"),
    [(None, "في بلدكم: من يفعل ماذا"), ("DZ", "في الجزائر: من يفعل ماذا"), ("EG", "في مصر: من يفعل ماذا"), ("LB", "في لبنان: من يفعل ماذا")],
)
def test_the_sheet_stands_after_the_sections_and_before_the_key_messages(tmp_path, country, heading):
    plan = plan_of(kit_with(tmp_path, country=SHEET), country)
    blocks = list(flat(compose_handout(plan, plan.sessions[0]).blocks))
    headings = [block.text.plain for block in blocks if isinstance(block, Heading) and block.level == 2]
    sections = [section.heading.plain for section in plan.sessions[0].module.sections]
    place = headings.index(heading)
    assert headings[place - 1] == sections[-1]
    assert headings[place + 1 :] == ["الرسائل الأساسية", "المصادر"]
    table = next(
        block
        for block in blocks[blocks.index(next(one for one in blocks if isinstance(one, Heading) and one.text.plain == heading)) :]
        if isinstance(block, TableBlock)
    )
    assert [cell.plain for cell in table.columns] == ["المهمة", "الجهة"] and [row[0].plain for row in table.rows] == ["الاستقبال", "المتابعة"]
    assert table.fill


def test_a_module_without_a_sheet_has_no_heading_for_one(tmp_path):
    plan = plan_of(kit_with(tmp_path), "EG")
    headings = [block.text.plain for block in flat(compose_handout(plan, plan.sessions[0]).blocks) if isinstance(block, Heading)]
    assert headings and not [one for one in headings if one.startswith("في مصر")]


def references_of(plan):
    lists = [block for block in flat(compose_handout(plan, plan.sessions[0]).blocks) if isinstance(block, ListBlock) and block.role == "references"]
    (references,) = lists
    return [address.plain if address else "" for address in references.addresses]


def test_what_only_the_facilitator_cites_is_in_no_handout_and_on_no_slide(tmp_path):
    plain = plan_of(kit_with(tmp_path / "plain"))
    plan = plan_of(kit_with(tmp_path / "cited", facilitator=FACILITATOR))
    module = plan.sessions[0].module
    assert ONLY_FACILITATOR in {cite.fact for cite in cites_of(module)}
    assert ONLY_FACILITATOR not in {cite.fact for cite in cites_of(module.taught)}
    assert compose_handout(plan, plan.sessions[0]) == compose_handout(plain, plain.sessions[0])
    assert dump(compose_deck(plan, plan.sessions[0])) == dump(compose_deck(plain, plain.sessions[0]))
    assert f"example.org/{ONLY_FACILITATOR}" not in references_of(plan)
    # The register is of all that the kit says, also to the facilitator.
    assert compose_register(plan) != compose_register(plain)


def test_what_the_sheet_cites_is_among_the_sources_of_the_handout_and_on_no_slide(tmp_path):
    plain = plan_of(kit_with(tmp_path / "plain"))
    cited = {**SHEET, "intro": f"املأ الجدول عن مؤسستك [@{ONLY_COUNTRY}]."}
    plan = plan_of(kit_with(tmp_path / "cited", country=cited))
    assert references_of(plan) == [*references_of(plain), f"example.org/{ONLY_COUNTRY}"]
    assert dump(compose_deck(plan, plan.sessions[0])) == dump(compose_deck(plain, plain.sessions[0]))


def test_all_that_a_module_says_is_taught_or_for_the_country_or_for_the_facilitator(tmp_path):
    cited = {**SHEET, "intro": f"املأ الجدول عن مؤسستك [@{ONLY_COUNTRY}]."}
    module = plan_of(kit_with(tmp_path, country=cited, facilitator=FACILITATOR)).sessions[0].module
    parts = [cite.fact for part in (module.taught, module.country, module.facilitator) for cite in cites_of(part)]
    assert sorted(parts) == sorted(cite.fact for cite in module.cites)
    assert len(module.taught) == len(type(module).model_fields) - 2
