"""The pages of reference and their pictures are up to date, and their examples are whole and right."""

import io
import re

import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

from generator.assets import assets_folder
from generator.content.arabic import CONVENTIONS
from generator.content.checks import FIGURE_ITEMS
from generator.content.mending import MENDED
from generator.content.reader import Mapping, Sequence, read_yaml
from generator.content.typed_markup import FOREIGN
from generator.content.waivers import WAIVABLE
from generator.messages import catalogue
from generator.reference.examples import data_of, kit_folder, quotation_of
from generator.reference.keys import BLOCKS, FILES, NAMES, blocks_of, keys_of
from generator.reference.page import page_files
from generator.reference.pictures import picture_files
from generator.reference.words import LANGUAGES, vocabulary
from tests.conftest import WATER_SEEDS, run
from tests.test_schemas import kind_of

ELEMENTS = vocabulary().elements
PICTURES = assets_folder() / "pictures" / "reference"


def test_the_pages_are_up_to_date(capsys):
    assert run("reference", "--check") == 0, capsys.readouterr().out


def test_a_stale_page_is_reported_with_its_command(tmp_path, capsys):
    assert run("reference", "--out", tmp_path) == 0
    (tmp_path / "keys.ar.md").write_text("قديم", encoding="utf-8")
    capsys.readouterr()
    assert run("reference", "--check", "--out", tmp_path) == 1
    assert re.findall(r"(keys\.\w+\.md): not up to date; run `haqiba reference`", capsys.readouterr().out) == ["keys.ar.md"]


def test_the_example_kit_has_neither_errors_nor_warnings(capsys):
    assert run("check", "--seeds", kit_folder()) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ELEMENTS)
def test_a_quotation_is_the_whole_element(name):
    """What is quoted reads as the element's data: nothing is missing, and nothing of its neighbours is there."""
    element = ELEMENTS[name]
    quoted = yaml.load(quotation_of(element).text, yaml.BaseLoader)
    node, step = plain(data_of(element)), element.at.split("/")[-1]
    if element.through:
        whole = plain(read_yaml(kit_folder() / element.file))
        assert quoted and list(quoted)[-1] == element.through and quoted.items() <= whole.items()
    else:
        assert quoted in (node, [node], {step: node})


def plain(node):
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(one) for one in node] if isinstance(node, Sequence) else str(node)


def used(block, node):
    """Give each key of each block that a node has."""
    for key in keys_of(BLOCKS[block]):
        if key.name in node:
            yield block, key.name
            for inner in blocks_of(key.type):
                for one in node[key.name] if isinstance(node[key.name], Sequence) else [node[key.name]]:
                    # Of a material its name alone is enough, and of a choice its text.
                    assert isinstance(one, Mapping) or inner in ("material", "choice")
                    yield from used(inner, one) if isinstance(one, Mapping) else ()


@pytest.mark.parametrize("seeds", [kit_folder(), WATER_SEEDS], ids=["examples", "water"])
def test_a_kit_uses_every_key(seeds):
    files = [path for path in sorted(seeds.rglob("*.yaml")) if path.parent.name not in ("themes", "locales")]
    seen = {place for path in files for place in used(NAMES[FILES[kind_of(path)]], read_yaml(path))}
    settings = {"theme", "colours", "families", "family", "font files", "slide sizes", "print sizes", "locale"}
    keys = {(block, key.name) for block, record in BLOCKS.items() if block not in settings for key in keys_of(record)}
    # A logo would need a file in assets/logos.
    assert keys - seen == {("organisation", "logos")}
    assert len(keys) > 185, len(keys)


def test_the_examples_show_the_elements():
    wanted = {"figure", "table", "chart", "activity", "worksheet", "case", "discussion", "quiz item", "scenario", "blueprint", "slot", "routine"}
    assert {element.block for element in ELEMENTS.values()} >= wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_lists_every_key_and_every_element(language):
    page = page_files()[f"keys.{language}.md"].decode().partition('<a id="style">')[0]
    rows = re.findall(r"(?m)^\| `(\w+)` \|(?: [^|]+ \|){1,2} [^|]* \| [^|]+ \|$", page)
    names = [key.name for record in BLOCKS.values() for key in keys_of(record)]
    assert rows == names and len(names) > 190
    for kind, (least, most) in FIGURE_ITEMS.items():
        (count,) = re.findall(rf"(?m)^\| `{kind}` \| ([^|]+) \|$", page)
        assert re.findall("[0-9]+", count) == [str(one) for one in dict.fromkeys((least, most))], kind
    for name, element in ELEMENTS.items():
        assert quotation_of(element).text in page, name
        assert (f"reference/{name}.png" in page) is bool(element.drawn), name
    assert "{" not in re.sub(r"`[^`]*`|\{ltr\}|\{\}|```yaml.*?```|\[ \] \{ \}|\{ \}", "", page, flags=re.DOTALL)


def test_links_lead_to_blocks_of_the_page():
    for page in page_files().values():
        links, anchors = re.findall(r"\]\(#([\w-]+)\)", page.decode()), re.findall(r'<a id="([\w-]+)">', page.decode())
        assert set(links) <= set(anchors)
        assert len(anchors) == len(BLOCKS) + 1 == len(set(anchors)) and len(links) > 75


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_lists_every_rule_of_style_with_its_right_form(language):
    table = page_files()[f"keys.{language}.md"].decode().partition('<a id="style">')[2]
    rows = re.findall(r"(?m)^\| `([\w-]+)` \| (.+) \| (.+) \| (\S+) \| (.+) \|$", table)
    codes = [code for code, *_ in rows]
    assert codes[0] == "presentation-form" and len(codes) == len(set(codes)) > 25
    assert set(codes) == {*(one.code for one in CONVENTIONS), *WAIVABLE}
    yes, no = ("نعم", "لا") if language == "ar" else ("yes", "no")
    for code, found, right, mended, allowed in rows:
        assert mended == (yes if code in MENDED else no), code
        assert (allowed == f"`# haqiba: allow {code}`") is (code in WAIVABLE), code
        assert found and right and "{" not in (found + right).replace("{ltr}", ""), code
    said = {code: (found, right) for code, found, right, *_ in rows}
    assert said["tatweel"] == tuple(catalogue()[name][language] for name in ("tatweel", "tatweel.hint"))
    assert said["foreign-markup"][0].count("<br>") == len(FOREIGN)


def test_the_pictures_are_up_to_date_and_small():
    drawn = picture_files()
    assert {path.name for path in PICTURES.glob("*.png")} == set(drawn)
    assert len(drawn) > 24
    for name, data in drawn.items():
        committed = (PICTURES / name).read_bytes()
        assert len(committed) <= 40_000, name
        old, new = (Image.open(io.BytesIO(one)).convert("RGB") for one in (committed, data))
        assert old.width <= 640 and old.size == new.size, f"{name}: run `haqiba reference --pictures`"
        # Another version of PDFium may draw the edges of letters otherwise.
        assert max(ImageStat.Stat(ImageChops.difference(old, new)).mean) < 1, f"{name}: run `haqiba reference --pictures`"


def test_no_text_of_the_programs_own_files_is_swallowed_by_a_comment():
    files = [path for path in sorted(assets_folder().rglob("*.yaml")) if path.parent.name != "starters"]
    warned = {str(path): [str(one) for one in read_yaml(path).warnings] for path in files}
    assert len(warned) > 15
    assert {name: found for name, found in warned.items() if found} == {}
