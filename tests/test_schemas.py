"""The JSON Schemas for editors: they accept what the kit accepts and reject what it rejects, as far as one file can tell."""

import copy
import json
import random
import re
import shutil

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.assets import assets_folder
from generator.content.loading import gather_library
from generator.diagnostics import ContentError, Severity, Span
from generator.reference.examples import kit_folder
from generator.reference.forms import slug
from generator.reference.keys import BLOCKS, FILES, VARIANTS, keys_of
from generator.reference.rules import RULES
from generator.reference.schemas import schema_files, schema_of
from generator.reference.words import descriptions, vocabulary
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from tests.conftest import ROOT, SEEDS, WATER_SEEDS, run
from tests.small_kit import WRONG

FOLDERS = {"modules": "module", "programmes": "programme", "sources": "source", "themes": "theme", "locales": "locale"}
# Editors check formats, too: a pattern does not know the days of a month.
VALIDATORS = {name: Draft202012Validator(schema_of(name), format_checker=Draft202012Validator.FORMAT_CHECKER) for name in FILES}


LOADER, DUMPER = getattr(yaml, "CSafeLoader", yaml.SafeLoader), getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Core(LOADER):
    """YAML 1.2, as editors read it: only true and false are truth values, and no time or date is a number."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


class Older(LOADER):
    """YAML 1.1, as PyYAML reads it; JSON has no dates, so they are texts."""


Older.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)


def kind_of(path):
    return FOLDERS.get(path.parent.name, path.stem)


def files():
    kits = [path for seeds in (SEEDS, WATER_SEEDS, kit_folder()) for path in sorted(seeds.rglob("*.yaml"))]
    return [*kits, *sorted((assets_folder() / "themes").glob("*.yaml")), *sorted((assets_folder() / "locales").glob("*.yaml"))]


def flaws(kind, data):
    return [f"{list(one.absolute_path)}: {one.message}" for one in VALIDATORS[kind].iter_errors(data)]


@pytest.mark.parametrize("loader", [Core, Older])
def test_every_file_of_all_kits_is_valid(loader):
    checked = dict.fromkeys(FILES, 0)
    for path in files():
        assert flaws(kind_of(path), yaml.load(path.read_text(encoding="utf-8"), loader)) == [], path
        checked[kind_of(path)] += 1
    assert all(checked.values()) and sum(checked.values()) > 45, checked


def test_the_schemas_are_of_their_draft():
    for name, data in schema_files().items():
        Draft202012Validator.check_schema(json.loads(data))
        assert json.loads(data)["$schema"].endswith("2020-12/schema"), name
    assert len(schema_files()) == 8


def test_the_committed_schemas_are_up_to_date(capsys):
    assert run("schema", "--check") == 0, capsys.readouterr().out


def test_a_stale_schema_is_reported_with_its_command(tmp_path, capsys):
    assert run("schema", "--out", tmp_path / "schemas") == 0
    (tmp_path / "schemas" / "kit.json").write_text("{}", encoding="utf-8")
    (tmp_path / "schemas" / "theme.json").unlink()
    capsys.readouterr()
    assert run("schema", "--check", "--out", tmp_path / "schemas") == 1
    out = capsys.readouterr().out
    assert re.findall(r"(\w+)\.json: not up to date; run `haqiba schema`", out) == ["kit", "theme"]
    assert (tmp_path / "schemas" / "kit.json").read_text(encoding="utf-8") == "{}"


def test_everything_is_described_in_both_languages():
    seen = 0
    for name, record in BLOCKS.items():
        assert list(descriptions()[name].keys) == [key.name for key in keys_of(record)], name
        for words in (descriptions()[name].about, *(one.words for one in descriptions()[name].keys.values())):
            assert re.search("[\u0621-\u064a]", words.ar) and not re.search("[\u0600-\u06ff]", words.en.replace("١ ٢ ٣", "")), words
            assert words.ar.endswith(".") and words.en.endswith("."), words
            seen += 1
    assert set(descriptions()) == set(BLOCKS)
    assert set(vocabulary().rules) == {rule.name for rule in RULES}
    assert seen > 230, seen


def test_an_editor_shows_descriptions_limits_and_examples():
    module = schema_of("module")
    assert module["additionalProperties"] is False
    assert module["required"] == ["id", "title", "duration", "summary", "objectives", "key_messages", "opening", "closing", "sections"]
    duration = module["properties"]["duration"]
    assert (duration["type"], duration["minimum"], duration["maximum"], duration["examples"]) == ("integer", 1, 480, [95])
    arabic, _, english = duration["description"].partition("\n\n")
    assert arabic.startswith("مدة الجلسة") and english.startswith("The length of the whole session")
    section = module["$defs"]["section"]["properties"]
    assert section["points"]["maxItems"] == 6 and "minItems" not in section["points"]
    assert module["$defs"]["figure"]["properties"]["kind"]["enum"][0] == "pillars"
    assert module["$defs"]["prompt"]["properties"]["lines"]["default"] == 3
    assert set(module["$defs"]) == {slug(name) for name in BLOCKS} & set(module["$defs"]) and len(module["$defs"]) == 31


# What is typed, and whether it is a text (`title: …` of a module).
TYPED = [
    *(("2024", True), ("2024-09-30", True), ("3.5", True), ("true", True), ("no", True), ("9:30", True), ("1_000", True), ("0x1F", True), (".inf", True)),
    *(("", False), ('""', False), ("' '", False), ("[a]", False), ("{a: b}", False)),
]


@pytest.mark.parametrize(("typed", "is_text"), TYPED)
@pytest.mark.parametrize("loader", [Core, Older])
def test_a_text_may_look_like_another_type(tmp_path, typed, is_text, loader):
    path = mutable_kit(tmp_path) / "modules" / "01-meetings.yaml"
    path.write_text(re.sub("(?m)^title: .*", f"title: {typed}", path.read_text(encoding="utf-8")), encoding="utf-8")
    data = yaml.load(path.read_text(encoding="utf-8"), loader)
    assert (flaws("module", data) == []) is is_text
    assert (errors_in(tmp_path / "kit", path) == []) is is_text


def mutable_kit(tmp_path):
    """Copy the example kit."""
    shutil.copytree(kit_folder(), tmp_path / "kit", ignore=shutil.ignore_patterns("themes", "locales"))
    return tmp_path / "kit"


# Codes of mistakes that one file shows by itself.
KNOWABLE = {
    *("unknown-key", "missing-key", "missing-value", "wrong-type", "wrong-value", "too-few", "too-many", "too-long", "identifier"),
    *("figure-items", "figure-key", "figure-text", "figure-points", "table-row", "roles-tasks", "roles-lead", "worksheet"),
    *("two-extras", "two-slides", "no-points", "slot", "no-module", "item-key", "item-count", "pinned"),
    *("fact-without-address", "fact-without-paragraph", "small-text", "yaml-syntax", "not-a-mapping"),
}


@pytest.fixture(autouse=True, scope="module")
def _without_a_cache():
    """Keep readings in memory: a thousand kits would fill the user's cache."""
    kept = {}

    def cached(what, inputs, make):
        key = (what, *inputs)
        if key not in kept:
            kept[key] = make()
        return kept[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("generator.content.loading.cached_bytes", cached)
        yield


def errors_in(kit, path):
    """Check a kit; give the codes of the errors in one file that the file shows by itself."""
    found = gather_library(kit).findings
    return [one.code for one in found if one.severity is Severity.ERROR and one.span.path == str(path) and one.code in KNOWABLE]


def settings_errors(kind, folder, name):
    try:
        (read_theme if kind == "theme" else read_locale)([folder], name, Span("kit.yaml"))
    except ContentError as error:
        return [one.code for one in error.diagnostics if one.code in KNOWABLE]
    return []


class _Dumper(DUMPER):
    """Write nothing for None, as an author does, and no aliases."""

    def ignore_aliases(self, data):
        return True


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def dumped(data):
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, width=10_000, sort_keys=False)


MEETINGS, VIEWS, GUIDE, REPORT, HALF_DAY, FACILITATION = (
    "modules/01-meetings.yaml",
    "modules/02-meeting-views.yaml",
    "sources/meeting-guide.yaml",
    "sources/office-report.yaml",
    "programmes/half-day.yaml",
    "facilitation.yaml",
)
DELETED = object()


def at(section, *path):
    return ("sections", section, *path)


def figure(section, *path):
    return at(section, "figure", *path)


# File, path of keys, ids and indexes, the wrong value.
WRONG_VARIATIONS = [
    (MEETINGS, ("duratoin",), 60),
    (MEETINGS, ("duration",), DELETED),
    (MEETINGS, ("duration",), "ساعة"),
    (MEETINGS, ("duration",), 0),
    (MEETINGS, ("duration",), 481),
    (MEETINGS, ("duration",), 12.5),
    (MEETINGS, ("duration",), [95]),
    (MEETINGS, ("id",), "Meetings"),
    (MEETINGS, ("id",), "my meetings"),
    (MEETINGS, ("id",), "con"),
    (MEETINGS, ("id",), "x" * 65),
    (MEETINGS, ("id",), 12),
    (MEETINGS, ("title",), ""),
    (MEETINGS, ("title",), None),
    (MEETINGS, ("title",), "  "),
    (MEETINGS, ("summary",), DELETED),
    (MEETINGS, ("summary",), ["نص"]),
    (MEETINGS, ("objectives",), []),
    (MEETINGS, ("objectives", 0, "bloom"), "understnad"),
    (MEETINGS, ("objectives", 0, "bloom"), DELETED),
    (MEETINGS, ("key_messages",), "رسالة واحدة"),
    (MEETINGS, ("key_messages",), [f"رسالة {name}" for name in "أبجدهوز"]),
    (MEETINGS, ("opening", "welcome"), DELETED),
    (MEETINGS, ("opening", "welcome", "says"), "نص"),
    (MEETINGS, ("opening", "minutes"), -1),
    (MEETINGS, ("sections",), []),
    (MEETINGS, at("before", "points"), ["نقطة"] * 7),
    (MEETINGS, at("before", "points"), DELETED),
    (MEETINGS, at("before", "points", 0), ""),
    (MEETINGS, at("agenda", "definition"), "تعريف"),
    (MEETINGS, at("agenda", "definition", "meaning"), DELETED),
    (MEETINGS, at("process", "part", "notes"), DELETED),
    (MEETINGS, figure("pillars", "kind"), "pillar"),
    (MEETINGS, figure("pillars", "items"), [{"label": "واحد"}, {"label": "اثنان"}]),
    (MEETINGS, figure("levels", "items"), [{"label": "مستوى"}] * 4),
    (MEETINGS, figure("process", "items"), [{"label": "خطوة"}] * 6),
    (MEETINGS, figure("timeline", "items"), [{"label": "يوم"}] * 7),
    (MEETINGS, figure("numbers", "items"), [{"label": "5"}] * 5),
    (MEETINGS, figure("pillars", "centre"), "وسط"),
    (MEETINGS, figure("hub", "centre"), DELETED),
    (MEETINGS, figure("comparison", "items", 0, "points"), DELETED),
    (MEETINGS, figure("pillars", "items", 0, "points"), ["نقطة"]),
    (MEETINGS, figure("pillars", "alt"), DELETED),
    (MEETINGS, figure("comparison", "items", 0, "text"), "نص لا مكان له"),
    (MEETINGS, figure("pillars", "items"), [{"label": "ركن واحد"}]),
    (VIEWS, figure("journey", "items"), [{"label": "محطة"}] * 2),
    (VIEWS, figure("journey", "items"), [{"label": "محطة"}] * 7),
    (VIEWS, figure("journey", "centre"), "وسط"),
    (VIEWS, figure("journey", "items", 0, "points"), ["نقطة"]),
    (VIEWS, figure("journey", "items", 0, "label"), DELETED),
    (VIEWS, figure("cycle", "items"), [{"label": "مرحلة"}] * 2),
    (VIEWS, figure("cycle", "items"), [{"label": "مرحلة"}] * 7),
    (VIEWS, figure("cycle", "effects"), [{"label": "نتيجة"}]),
    (VIEWS, figure("matrix", "items"), [{"label": "خانة"}] * 3),
    (VIEWS, figure("matrix", "items"), [{"label": "خانة"}] * 5),
    (VIEWS, figure("matrix", "axes"), DELETED),
    (VIEWS, figure("matrix", "axes", "down"), DELETED),
    (VIEWS, figure("matrix", "axes", "across", "start"), DELETED),
    (VIEWS, figure("matrix", "axes", "across", "end"), ""),
    (VIEWS, figure("matrix", "axes"), ["كبير", "صغير"]),
    (VIEWS, figure("journey", "axes"), {"across": {"start": "أ", "end": "ب"}, "down": {"start": "أ", "end": "ب"}}),
    (VIEWS, figure("venn", "items"), [{"label": "دائرة"}]),
    (VIEWS, figure("venn", "items"), [{"label": "دائرة"}] * 4),
    (VIEWS, figure("venn", "centre"), DELETED),
    (VIEWS, figure("causes", "items"), [{"label": "سبب"}]),
    (VIEWS, figure("causes", "items"), [{"label": "سبب"}] * 5),
    (VIEWS, figure("causes", "effects"), DELETED),
    (VIEWS, figure("causes", "effects"), [{"label": "نتيجة"}] * 5),
    (VIEWS, figure("causes", "effects", 0, "points"), ["نقطة"]),
    (VIEWS, figure("causes", "centre"), DELETED),
    (VIEWS, figure("one-number", "items"), [{"label": "45", "text": "دقيقة"}] * 2),
    (VIEWS, figure("one-number", "items"), []),
    (VIEWS, figure("one-number", "items", 0, "text"), DELETED),
    (VIEWS, figure("one-number", "items", 0, "points"), ["نقطة"] * 4),
    (VIEWS, at("quotation", "quotation", "speaker"), DELETED),
    (VIEWS, at("quotation", "quotation", "quote"), ""),
    (VIEWS, at("quotation", "quotation", "prompts"), ["سؤال؟"] * 4),
    (VIEWS, at("quotation", "quotation", "minutes"), 5),
    (VIEWS, at("quotation", "quotation"), DELETED),
    (VIEWS, at("roles", "quotation"), {"title": "ع", "quote": "ق", "speaker": "ش", "notes": {"say": "ق"}}),
    (VIEWS, at("roles", "roles", "phases"), ["واحدة"]),
    (VIEWS, at("roles", "roles", "phases"), ["الأولى", "الثانية"]),
    (VIEWS, at("roles", "roles", "phases"), ["مرحلة"] * 5),
    (VIEWS, at("roles", "roles", "parties"), [{"party": "جهة", "tasks": ["أ", "ب", "ج"]}]),
    (VIEWS, at("roles", "roles", "parties"), [{"party": "جهة", "tasks": ["أ", "ب", "ج"]}] * 7),
    (VIEWS, at("roles", "roles", "parties", 0, "tasks"), ["أ", "ب"]),
    (VIEWS, at("roles", "roles", "parties", 0, "tasks", 0), ["أ"]),
    (VIEWS, at("roles", "roles", "parties", 0, "tasks"), DELETED),
    (VIEWS, at("roles", "roles", "parties", 0, "lead"), 4),
    (VIEWS, at("roles", "roles", "parties", 0, "lead"), 0),
    (VIEWS, at("roles", "roles", "parties", 0, "lead"), "الأولى"),
    (VIEWS, at("roles", "roles", "parties", 0, "party"), ""),
    (MEETINGS, at("pillars", "discussion"), {"title": "ع", "minutes": 5, "objectives": ["meetings-o1"], "question": "س؟", "notes": {"say": "ق"}}),
    (MEETINGS, at("table", "table", "columns"), ["واحد"]),
    (MEETINGS, at("table", "table", "rows", 0), ["خانة", "خانة"]),
    (MEETINGS, at("table", "table", "rows"), [["أ", "ب", "ج"]] * 9),
    (MEETINGS, at("chart", "chart", "items", 0, "value"), "كثير"),
    (MEETINGS, at("chart", "chart", "items", 0, "value"), -1),
    (MEETINGS, at("chart", "chart", "unit"), DELETED),
    (MEETINGS, at("practice", "activity", "steps"), [{"minutes": 20, "text": "خطوة"}]),
    (MEETINGS, at("practice", "activity", "objectives"), []),
    (MEETINGS, at("practice", "activity", "worksheet", "columns"), ["عمود"]),
    (MEETINGS, at("practice", "activity", "worksheet", "prompts"), DELETED),
    (MEETINGS, at("practice", "activity", "worksheet", "prompts", 0, "lines"), 13),
    (MEETINGS, at("wording", "activity", "worksheet", "rows"), DELETED),
    (MEETINGS, at("wording", "activity", "worksheet", "rows"), 20),
    (MEETINGS, at("case", "case", "questions"), ["سؤال؟"] * 5),
    (MEETINGS, at("discussion", "discussion", "question"), {"نص": "نص"}),
    (MEETINGS, ("quiz", 0, "distractors"), ["واحد"]),
    (MEETINGS, ("quiz", 0, "rationale"), DELETED),
    (MEETINGS, ("quiz", 0), "سؤال"),
    (MEETINGS, ("quiz", 0, "key"), DELETED),
    (MEETINGS, ("quiz", 0, "key"), ["خيار", "خيار آخر"]),
    (MEETINGS, ("quiz", 0, "key"), {"feedback": "ملاحظة"}),
    (MEETINGS, ("quiz", 0, "keys"), ["خيار", "خيار آخر"]),
    (MEETINGS, ("quiz", 0, "kind"), "multi"),
    (MEETINGS, ("quiz", 0, "kind"), "multiple"),
    (MEETINGS, ("quiz", 0, "difficulty"), "سهل"),
    (MEETINGS, ("quiz", 0, "scenario"), "الموقف"),
    (MEETINGS, ("quiz", 0, "answer"), True),
    (MEETINGS, ("quiz", 0, "feedback"), "ملاحظة"),
    (MEETINGS, ("quiz", 0, "options"), ["خيار", "خيار آخر"]),
    (MEETINGS, ("quiz", 0, "distractors"), DELETED),
    (MEETINGS, ("quiz", 0, "distractors"), [f"خيار {name}" for name in "أبجده"]),
    (MEETINGS, ("quiz", 0, "distractors", 0, "pinned"), 5),
    (MEETINGS, ("quiz", 0, "distractors", 0, "pinned"), 9),
    (MEETINGS, ("quiz", 0, "distractors", 0, "pinned"), 0),
    (MEETINGS, ("quiz", 0, "distractors", 0, "pinned"), "last"),
    (MEETINGS, ("quiz", 0, "key"), {"text": "خيار", "pinned": 5}),
    (MEETINGS, ("quiz", 1, "distractors"), {"text": "خيار"}),
    (MEETINGS, ("quiz", "meetings-q3", "keys"), ["خيار"]),
    (MEETINGS, ("quiz", "meetings-q3", "keys"), [f"خيار {name}" for name in "أبجده"]),
    (MEETINGS, ("quiz", "meetings-q3", "distractors"), []),
    (MEETINGS, ("quiz", "meetings-q3", "distractors", 1, "pinned"), 5),
    (MEETINGS, ("quiz", "meetings-q3", "kind"), DELETED),
    (MEETINGS, ("quiz", "meetings-q4", "answer"), DELETED),
    (MEETINGS, ("quiz", "meetings-q4", "answer"), "صواب"),
    (MEETINGS, ("quiz", "meetings-q4", "key"), "صواب"),
    (MEETINGS, ("quiz", "meetings-q4", "kind"), DELETED),
    (MEETINGS, ("quiz", "meetings-q5", "pairs", 0, "right"), DELETED),
    (MEETINGS, ("quiz", "meetings-q5", "pairs", 0), "طرف"),
    (MEETINGS, ("quiz", "meetings-q5", "pairs", 2), DELETED),
    (MEETINGS, ("quiz", "meetings-q5", "distractors"), ["أ", "ب", "ج", "د"]),
    (MEETINGS, ("quiz", "meetings-q5", "distractors", 0), {"text": "طرف", "pinned": 1}),
    (MEETINGS, ("quiz", "meetings-q6", "order", 0), DELETED),
    (MEETINGS, ("quiz", "meetings-q6", "order"), "الأول ثم الثاني"),
    (MEETINGS, ("quiz", "meetings-q6", "accepted"), ["أول"]),
    (MEETINGS, ("quiz", "meetings-q7", "accepted"), []),
    (MEETINGS, ("quiz", "meetings-q7", "accepted"), DELETED),
    (MEETINGS, ("quiz", "meetings-q7", "lines"), 7),
    (MEETINGS, ("scenarios", 0, "text"), DELETED),
    (MEETINGS, ("scenarios", 0, "id"), "الموقف"),
    (HALF_DAY, ("quiz",), ["meetings-o1"]),
    (HALF_DAY, ("quiz", "minutes"), DELETED),
    (HALF_DAY, ("quiz", "forms"), 7),
    (HALF_DAY, ("quiz", "seed"), -1),
    (HALF_DAY, ("quiz", "blueprint"), []),
    (HALF_DAY, ("quiz", "blueprint", 0, "objective"), DELETED),
    (HALF_DAY, ("quiz", "blueprint", 0, "items"), 0),
    (HALF_DAY, ("quiz", "blueprint", 1, "bloom"), "evaluation"),
    (HALF_DAY, ("quiz", "blueprint", 1), "meetings-o2"),
    (HALF_DAY, ("days",), []),
    (HALF_DAY, ("days", 0, "start"), "25:00"),
    (HALF_DAY, ("days", 0, "start"), 9),
    (HALF_DAY, ("days", 0, "slots", 0, "kind"), "lunch"),
    (HALF_DAY, ("days", 0, "slots", 1, "title"), "عنوان"),
    (HALF_DAY, ("days", 0, "slots", 1, "routine"), "opening"),
    (HALF_DAY, ("days", 0, "slots", 0, "routine"), DELETED),
    (HALF_DAY, ("days", 0, "slots", 0, "routine"), "Opening"),
    (HALF_DAY, ("days", 0, "slots", 2, "minutes"), DELETED),
    (HALF_DAY, ("begins",), "2026-13-01"),
    (HALF_DAY, ("begins",), "2026-02-29"),
    (HALF_DAY, ("begins",), "2026-12-6"),
    (HALF_DAY, ("begins",), "06/12/2026"),
    (HALF_DAY, ("begins",), "2026-12-06 9:00"),
    (HALF_DAY, ("begins",), "الأحد"),
    (HALF_DAY, ("begins",), 2026),
    (HALF_DAY, ("begins",), ["2026-12-06"]),
    (HALF_DAY, ("participants",), 0),
    (HALF_DAY, ("participants",), 501),
    (HALF_DAY, ("participants",), "ثلاثون"),
    (HALF_DAY, ("group_size",), 1),
    (HALF_DAY, ("group_size",), 51),
    (HALF_DAY, ("venue",), "قاعة\nوقاعة"),
    (HALF_DAY, ("guidance",), ""),
    (HALF_DAY, ("guidance",), ["فقرة"]),
    ("kit.yaml", ("certificates",), "مدير المركز"),
    ("kit.yaml", ("certificates", "signatory"), ""),
    ("kit.yaml", ("certificates", "seal"), "ختم"),
    (MEETINGS, at("practice", "activity", "group_size"), 1),
    (MEETINGS, at("practice", "activity", "group_size"), "أربعة"),
    (MEETINGS, at("practice", "activity", "materials"), "قلم"),
    (MEETINGS, at("practice", "activity", "materials", 2), ""),
    (MEETINGS, at("practice", "activity", "materials", 2), ["لوح"]),
    (MEETINGS, at("practice", "activity", "materials", 0, "item"), DELETED),
    (MEETINGS, at("practice", "activity", "materials", 0, "item"), ""),
    (MEETINGS, at("practice", "activity", "materials", 0, "quantity"), 0),
    (MEETINGS, at("practice", "activity", "materials", 0, "quantity"), 1000),
    (MEETINGS, at("practice", "activity", "materials", 0, "quantity"), 1.5),
    (MEETINGS, at("practice", "activity", "materials", 0, "quantity"), "واحدة"),
    (MEETINGS, at("practice", "activity", "materials", 0, "per"), "groups"),
    (MEETINGS, at("practice", "activity", "materials", 0, "count"), 3),
    (MEETINGS, at("practice", "activity", "variants"), "أسرع"),
    (MEETINGS, at("practice", "activity", "variants", "slow"), "أبطأ"),
    (MEETINGS, at("case", "case", "variants", "short"), ["واحد"]),
    (MEETINGS, ("country", "prompts"), DELETED),
    (MEETINGS, ("country", "columns"), ["عمود"]),
    (MEETINGS, ("facilitator",), ["بند"]),
    (MEETINGS, ("facilitator", "questions", 0, "answer"), DELETED),
    (MEETINGS, ("facilitator", "checks", 0), "سؤال؟"),
    (MEETINGS, ("facilitator", "adaptation"), "بند"),
    (FACILITATION, ("use",), []),
    (FACILITATION, ("rules",), ["قاعدة"]),
    (FACILITATION, ("preparation",), ["بند"]),
    (FACILITATION, ("preparation", "evening"), ["بند"]),
    (FACILITATION, ("preparation", "morning", 0), ""),
    (FACILITATION, ("materials", 1, "quantity"), -1),
    (FACILITATION, ("routines", 0, "id"), DELETED),
    (FACILITATION, ("routines", 0, "aim"), DELETED),
    (FACILITATION, ("routines", 0, "title"), "سطر\nوسطر"),
    (FACILITATION, ("routines", 0, "steps"), []),
    (FACILITATION, ("routines", 0, "steps"), [{"minutes": 1, "text": "خطوة"}] * 13),
    (FACILITATION, ("routines", 0, "steps", 0, "minutes"), 0),
    (FACILITATION, ("routines", 0, "minutes"), 15),
    (FACILITATION, ("routines", 0, "notes"), DELETED),
    (FACILITATION, ("energisers", 0, "minutes"), DELETED),
    (FACILITATION, ("energisers", 0, "steps"), ["خطوة"] * 7),
    (FACILITATION, ("energisers", 0, "steps", 0), {"minutes": 1, "text": "خطوة"}),
    (FACILITATION, ("evaluation", "weekly"), {"questions": [{"text": "سؤال؟"}]}),
    (FACILITATION, ("evaluation", "daily", "questions"), [{"text": "سؤال؟"}] * 7),
    (FACILITATION, ("evaluation", "final", "parts", 0, "level"), "satisfaction"),
    (FACILITATION, ("evaluation", "final", "parts", 0, "statements"), []),
    (FACILITATION, ("evaluation", "final", "parts", 0, "statements"), ["عبارة"] * 9),
    (FACILITATION, ("evaluation", "final", "parts"), [{"level": "results", "statements": ["عبارة"]}] * 5),
    (FACILITATION, ("expectations", 0, "lines"), 13),
    (FACILITATION, ("expectations",), [{"text": "سؤال؟"}] * 7),
    (FACILITATION, ("action_plan", "title"), DELETED),
    (FACILITATION, ("action_plan", "rows"), DELETED),
    (FACILITATION, ("action_plan", "rows"), 20),
    (FACILITATION, ("action_plan", "prompts"), [{"text": "سؤال؟"}]),
    (HALF_DAY, ("days", 0, "slots"), [{"title": "افتتاح", "minutes": 15}]),
    (HALF_DAY, ("days", 0, "slots"), [{"routine": "opening"}]),
    (HALF_DAY, ("title",), "عنوان " * 40),
    (HALF_DAY, ("subtitle",), "سطر\nوسطر"),
    (GUIDE, ("kind",), "novel"),
    (GUIDE, ("language",), "arabic"),
    (GUIDE, ("external",), "ربما"),
    (REPORT, ("external",), "yes"),
    (GUIDE, ("address",), "example.org"),
    (GUIDE, ("address",), DELETED),
    (GUIDE, ("facts", 0, "paragraph"), 0),
    (GUIDE, ("facts", 0, "text"), DELETED),
    (REPORT, ("paragraphs", 0, "sha256"), "abc"),
    (REPORT, ("paragraphs", 0, "sha256"), "G" * 64),
    (REPORT, ("facts", 0, "paragraph"), DELETED),
    (REPORT, ("facts", 0, "paragraph"), "الأولى"),
    ("glossary.yaml", ("terms",), []),
    ("glossary.yaml", ("terms", 0, "origin"), "book"),
    ("glossary.yaml", ("terms", 0, "de"), "Begriff"),
    ("kit.yaml", ("organisation",), "الجهة"),
    ("kit.yaml", ("organisation", "name"), DELETED),
    ("kit.yaml", ("theme",), "My Theme"),
    ("kit.yaml", ("note",), DELETED),
]


def node_at(data, path):
    """Walk keys, indexes, and ids of items."""
    for step in path:
        data = next(one for one in data if one["id"] == step) if isinstance(data, list) and isinstance(step, str) else data[step]
    return data


def changed(data, path, value):
    data = copy.deepcopy(data)
    node = node_at(data, path[:-1])
    if value is DELETED:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return data


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    return mutable_kit(tmp_path_factory.mktemp("example"))


def verdicts(example, name, data):
    """Judge a file by its schema and by the kit's own check; give the flaws of each."""
    path = example / name
    before = path.read_bytes()
    path.write_text(dumped(data), encoding="utf-8")
    try:
        return flaws(kind_of(path), data), errors_in(example, path)
    finally:
        path.write_bytes(before)


def loaded(example, name):
    return yaml.load((example / name).read_text(encoding="utf-8"), Older)


def test_there_are_many_wrong_variations():
    assert len(WRONG_VARIATIONS) > 200


@pytest.mark.parametrize(("name", "path", "value"), WRONG_VARIATIONS)
def test_a_wrong_file_is_rejected_by_both(example, name, path, value):
    data = loaded(example, name)
    assert verdicts(example, name, data) == ([], [])
    by_schema, by_check = verdicts(example, name, changed(data, path, value))
    assert by_schema and by_check, (by_schema, by_check)


WRONG_SETTINGS = [
    ("theme", ("colours", "ink"), "black"),
    ("theme", ("colours", "inc"), "1F2A37"),
    ("theme", ("slides", "body"), [18]),
    ("theme", ("slides", "title"), []),
    ("theme", ("slides", "spacing"), []),
    ("theme", ("slides", "leading"), 4),
    ("theme", ("slides", "leading"), 1),
    ("theme", ("print", "heading"), [18, 15]),
    ("theme", ("print", "justified"), "ربما"),
    ("theme", ("families", "heading", "file"), "x"),
    ("theme", ("colours",), DELETED),
    ("theme", ("print", "body"), DELETED),
    ("locale", ("digits",), "arabic"),
    ("locale", ("clock",), "13"),
    ("locale", ("labels",), "نص"),
    ("locale", ("counted", "minute"), ["دقيقة"]),
    ("locale", ("decimal",), DELETED),
    ("locale", ("months",), []),
]


@pytest.mark.parametrize(("kind", "path", "value"), WRONG_SETTINGS)
def test_wrong_settings_are_rejected_by_both(tmp_path, kind, path, value):
    assert kind in VARIANTS
    name = {"theme": "haqiba", "locale": "ar"}[kind]
    data = yaml.safe_load((assets_folder() / f"{kind}s" / f"{name}.yaml").read_text(encoding="utf-8"))
    for wrong in (False, True):
        data = changed(data, path, value) if wrong else data
        (tmp_path / f"{name}.yaml").write_text(dumped(data), encoding="utf-8")
        assert bool(flaws(kind, data)) is wrong
        assert bool(settings_errors(kind, tmp_path, name)) is wrong


def test_a_variant_states_only_its_differences():
    assert flaws("theme", {"base": "haqiba", "colours": {"primary": "000000"}, "families": {"text": {"files": {"bold": "x.ttf"}}}}) == []
    assert flaws("theme", {"base": "haqiba", "colours": {"primary": 112233}}) == []
    assert flaws("locale", {"base": "ar", "clock": 24, "country": None}) == []
    assert len(flaws("theme", {"colours": {"primary": "000000"}})) == 14
    assert flaws("theme", {"base": "haqiba", "colors": {}})


def nodes(node, kind, path=()):
    if isinstance(node, kind):
        yield path
    for key, one in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from nodes(one, kind, (*path, key))


# Numbers in quotation marks are right for the kit, and are marked by editors; texts beyond a file's own scope are not compared.
VALUES = [one for one in WRONG if not (isinstance(one, str) and re.fullmatch(r"-?[0-9]+", one))] + [True, 12.5, 15, 481, "a-b", "نص [", {"id": "x"}]


def mutated(data, chance):
    """Delete, add, replace, move or repeat something at a random place."""
    data = copy.deepcopy(data)
    kind = chance.choice(["delete", "delete", "add", "replace", "copy", "repeat"])
    blocks = list(nodes(data, dict))
    if kind == "delete":
        path = chance.choice([one for one in nodes(data, object) if one])
        return changed(data, path, DELETED)
    if kind == "add":
        node_at(data, chance.choice(blocks))[chance.choice([key.name for record in BLOCKS.values() for key in keys_of(record)])] = chance.choice(VALUES)
    elif kind == "replace":
        return changed(data, chance.choice([one for one in nodes(data, object) if one]), copy.deepcopy(chance.choice(VALUES)))
    elif kind == "copy":
        block = node_at(data, chance.choice(blocks))
        key, value = chance.choice(list(block.items()))
        node_at(data, chance.choice(blocks))[key] = copy.deepcopy(value)
    elif any(nodes(data, list)):
        items = node_at(data, chance.choice(list(nodes(data, list))))
        items += [copy.deepcopy(chance.choice(items))] * chance.choice([1, 3, 6])
    return data


def test_random_changes_are_judged_alike(example):
    chance = random.Random(12)
    seen = {True: 0, False: 0}
    names = [MEETINGS, MEETINGS, MEETINGS, HALF_DAY, FACILITATION, FACILITATION, GUIDE, REPORT, "glossary.yaml", "kit.yaml"]
    for _ in range(60):
        name = chance.choice(names)
        data = mutated(loaded(example, name), chance)
        try:
            typed = yaml.load(dumped(data), Core)
        except ValueError:
            # Python refuses numbers of thousands of digits.
            continue
        by_schema, by_check = flaws(kind_of(example / name), typed), verdicts(example, name, data)[1]
        assert bool(by_schema) is bool(by_check), (name, by_schema, by_check)
        seen[bool(by_check)] += 1
    assert min(seen.values()) > 12, seen


def test_the_repositorys_files_name_their_schemas():
    named = 0
    for path in files():
        first = path.read_text(encoding="utf-8").split("\n")[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, path
        assert (path.parent / found[1]).resolve() == ROOT / "assets" / "schemas" / f"{kind_of(path)}.json", path
        named += 1
    assert named > 45, named
