"""An incremental build equals a build from scratch, byte by byte, whatever was edited, in the inputs and in the output.

And it does no more than it must: nothing without changes, and only what depends on a change.
"""

import copy
import random
import re
import shutil
import subprocess
import sys
from collections import Counter

import pytest
import yaml
from PIL import Image

from generator.assets import assets_folder
from generator.compose.deck import compose_deck
from generator.compose.handout import compose_handout
from generator.content.loading import read_file
from generator.content.records import decoded, encoded
from generator.content.schema import Facilitation, Glossary, Kit, Module, Programme, Section, Source
from generator.inputs.reading import read_inputs
from generator.options import DATE
from generator.outputs import OUTPUTS, UNREAD, planned_outputs
from generator.storage.manifest import MANIFEST
from tests.conftest import ROOT, SEEDS, WATER_SEEDS, run
from tests.small_kit import small_kit, write_kit

GROUPS = 4
STEPS = 2
DUE = 4
SECOND = "second"


def two_module_kit():
    """The small kit with a second module, and a programme of that module alone."""
    files = small_kit()
    text = yaml.safe_dump(files["modules/01-approach.yaml"], allow_unicode=True)
    module = yaml.safe_load(re.sub(r"(?m)(?<![\w@-])approach(?=-[oq]\d|$)", SECOND, text))
    module["title"] = "وحدة ثانية"
    files[f"modules/02-{SECOND}.yaml"] = module
    programme = files["programmes/small.yaml"]
    programme["days"][0]["slots"].append({"module": SECOND})
    steps = [{"minutes": 10, "text": "ترحيب وتعارف"}, {"minutes": 5, "text": "قواعد العمل"}]
    routine = {"id": "opening", "title": "الافتتاح", "aim": "أن يتعارف المشاركون.", "steps": steps, "notes": {"say": "أهلًا بكم."}}
    files["facilitation.yaml"] = {"room": "طاولة لكل مجموعة.", "materials": ["شاشة عرض"], "routines": [routine]}
    programme["days"][0]["slots"].insert(0, {"routine": "opening"})
    files["programmes/single.yaml"] = {**copy.deepcopy(programme), "id": "single", "title": "وحدة واحدة"}
    files["programmes/single.yaml"]["days"][0]["slots"] = [{"module": SECOND}]
    return files


class Workshop:
    """A kit with its assets and outputs, to be edited at random."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.seeds, self.out, self.assets = folder, folder / "seeds", folder / "out", folder / "assets"
        self.monkeypatch = monkeypatch
        shutil.copytree(assets_folder(), self.assets)
        monkeypatch.setattr("generator.assets.assets_folder", lambda: self.assets)
        self.files = two_module_kit()
        self.comments = dict.fromkeys(self.files, "")
        self.logo("#336699")
        self.save()

    def save(self):
        write_kit(self.files, self.seeds)
        for name, comment in self.comments.items():
            if comment:
                path = self.seeds / name
                path.write_text(f"{comment}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")

    def logo(self, colour):
        Image.new("RGB", (60, 20), colour).save(self.assets / "logos" / "mark.png")

    def build(self, out, cache):
        self.monkeypatch.setattr("platformdirs.user_cache_path", lambda _: cache)
        assert run("build", "--seeds", self.seeds, "--out", out) == 0

    def built_anew(self):
        """The files of a build from scratch, without a cache."""
        fresh = self.folder / "fresh"
        self.build(fresh, self.folder / "fresh-cache")
        made = contents(fresh)
        shutil.rmtree(fresh)
        shutil.rmtree(self.folder / "fresh-cache")
        return made

    def built_on(self):
        """The files of an incremental build, without the copies of edited files."""
        self.build(self.out, self.folder / "cache")
        for copied in self.out.rglob("*.edited*"):
            copied.unlink()
        return contents(self.out)


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def a_module(work, chance):
    return work.files[chance.choice([name for name in work.files if name.startswith("modules/")])]


def module_text(work, chance):
    sections = a_module(work, chance)["sections"]
    section = chance.choice(sections)
    section["text"] += f"\n\nفقرة مضافة برقم {chance.randrange(100)} في الترتيب [@cairo-four-features]."


def notes(work, chance):
    a_module(work, chance)["opening"]["welcome"]["say"] = f"مرحبًا بكم في المجموعة {chance.choice('أبجد')}."


def section_notes(work, chance):
    chance.choice(a_module(work, chance)["sections"])["notes"]["say"] = f"نقرأ النقاط معًا في المجموعة {chance.choice('أبجد')} [@cairo-four-features]."


def quiz_stem(work, chance):
    a_module(work, chance)["quiz"][0]["stem"] = f"أي مما يلي يصف النهج المتكامل في المجموعة {chance.choice('أبجد')}؟"


def module_title(work, chance):
    a_module(work, chance)["title"] = f"وحدة {chance.choice('أبجد')}"


def key_message(work, chance):
    a_module(work, chance)["key_messages"][0] = f"رسالة {chance.choice('أبجد')}"


def objective(work, chance):
    a_module(work, chance)["objectives"][0]["text"] = f"أن يصف المشارك النهج {chance.choice('أبجد')}"


def comment(work, chance):
    work.comments[chance.choice(sorted(work.comments))] = f"# ملاحظة {chance.randrange(1000)}"


def kit_title(work, chance):
    work.files["kit.yaml"]["title"] = f"حقيبة تدريبية {chance.choice('أبجد')}"


def programme_title(work, chance):
    work.files[f"programmes/{chance.choice(['small', 'single'])}.yaml"]["title"] = f"جلسة {chance.choice('أبجد')}"


def start(work, chance):
    work.files["programmes/small.yaml"]["days"][0]["start"] = f"{chance.randrange(7, 11)}:30"


def first_date(work, chance):
    work.files["programmes/small.yaml"]["begins"] = f"2026-12-0{chance.randrange(1, 10)}"


def venue(work, chance):
    work.files["programmes/small.yaml"]["venue"] = f"القاعة {chance.choice('أبجد')}"


def order_of_modules(work, chance):
    slots = work.files["programmes/small.yaml"]["days"][0]["slots"]
    chance.shuffle(slots)


def glossary(work, chance):
    chance.choice(work.files["glossary.yaml"]["terms"])["fr"] = f"terme {chance.randrange(100)}"


def ground_rule(work, chance):
    work.files["facilitation.yaml"]["ground_rules"] = [f"نعود في الموعد {chance.choice('أبجد')}"]


def routine(work, chance):
    opening = work.files["facilitation.yaml"]["routines"][0]
    opening["title"] = f"الافتتاح {chance.choice('أبجد')}"
    opening["steps"][0]["minutes"] = chance.randrange(5, 20)


def date(work, chance):
    work.files["programmes/small.yaml"]["begins"] = f"2026-12-{chance.randrange(10, 25)}"


def fact(work, chance):
    source = work.files[chance.choice([name for name in work.files if name.startswith("sources/")])]
    chance.choice(source["facts"])["text"] = f"نص معدل للواقعة {chance.choice('أبجد')}"


def source_title(work, chance):
    source = work.files[chance.choice([name for name in work.files if name.startswith("sources/")])]
    source["short"] = f"تقرير {chance.choice('أبجد')}"


def edit_asset(work, name, pattern, replacement):
    path = work.assets / name
    text = path.read_text(encoding="utf-8")
    edited = re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)
    assert edited != text or replacement in text, name
    path.write_text(edited, encoding="utf-8")


def theme_colour(work, chance):
    edit_asset(work, "themes/haqiba.yaml", r"^  pattern: .*", f"  pattern: {chance.choice(['2F6F73', '3A7A7E', '1F5F63'])}")


def theme_size(work, chance):
    edit_asset(work, "themes/haqiba.yaml", r"^  body: [\d.]+$", f"  body: {chance.choice([12, 12.5, 13])}")


def label(work, chance):
    edit_asset(work, "locales/ar.yaml", r"^  workbook: .*", f"  workbook: كراسة {chance.choice('أبجد')}")


def logo(work, chance):
    work.logo(chance.choice(["#993366", "#339966", "#669933"]))


def delete_outputs(work, chance):
    for path in chance.sample(sorted(path for path in work.out.rglob("*") if path.is_file()), 4):
        path.unlink()


def overwrite_outputs(work, chance):
    for path in chance.sample(sorted(path for path in work.out.rglob("*") if path.is_file()), 4):
        path.write_bytes(b"by hand")


def delete_a_folder(work, chance):
    shutil.rmtree(chance.choice(sorted(path for path in work.out.rglob("*") if path.is_dir())))


def lose_a_manifest(work, chance):
    chance.choice(sorted(work.out.rglob(MANIFEST))).unlink()


def damage_a_manifest(work, chance):
    path = chance.choice(sorted(work.out.rglob(MANIFEST)))
    path.write_bytes(path.read_bytes()[: chance.randrange(2000)])


def delete_the_cache(work, chance):
    shutil.rmtree(work.folder / "cache", ignore_errors=True)


INPUT_EDITS = (
    *(
        module_text,
        module_title,
        key_message,
        objective,
        notes,
        section_notes,
        quiz_stem,
        comment,
        kit_title,
        programme_title,
        start,
        first_date,
        venue,
        order_of_modules,
        ground_rule,
        routine,
        date,
        glossary,
        fact,
        source_title,
    ),
    *(theme_colour, theme_size, label, logo),
)
OUTPUT_EDITS = (delete_outputs, overwrite_outputs, delete_a_folder, lose_a_manifest, damage_a_manifest, delete_the_cache)


def kits_edits(group):
    """Each group of steps begins with edits of its own, so that all groups together make every edit."""
    return [edit for index, edit in enumerate((*INPUT_EDITS, *OUTPUT_EDITS)) if index % GROUPS == group]


@pytest.mark.parametrize("group", range(GROUPS))
def test_an_incremental_build_equals_one_from_scratch(tmp_path, monkeypatch, group):
    work, chance = Workshop(tmp_path, monkeypatch), random.Random(group)
    first = work.built_on()
    # The groups begin with the same kit.
    assert group or first == work.built_anew()
    done, due = Counter(), kits_edits(group)
    for _ in range(STEPS):
        edits = [
            *[due.pop() if due else chance.choice(INPUT_EDITS) for _ in range(DUE)],
            *chance.sample((*INPUT_EDITS, *OUTPUT_EDITS), chance.choice([0, 0, 1])),
        ]
        for edit in edits:
            if work.out.is_dir() and sum(path.is_file() for path in work.out.rglob("*")) > 8:
                edit(work, chance)
        work.save()
        made, expected = work.built_on(), work.built_anew()
        differing = sorted(path for path in made.keys() | expected.keys() if made.get(path) != expected.get(path))
        assert not differing, [edit.__name__ for edit in edits]
        done.update(edit.__name__ for edit in edits)
    assert len(made) > 60
    assert set(done) >= {edit.__name__ for edit in kits_edits(group)}


def test_every_edit_is_made_by_some_group():
    assert sorted(edit.__name__ for group in range(GROUPS) for edit in kits_edits(group)) == sorted(edit.__name__ for edit in (*INPUT_EDITS, *OUTPUT_EDITS))
    assert max(len(kits_edits(group)) for group in range(GROUPS)) <= STEPS * DUE


@pytest.fixture
def work(tmp_path, monkeypatch):
    made = Workshop(tmp_path, monkeypatch)
    made.built_on()
    return made


@pytest.fixture
def composed(monkeypatch):
    """The outputs that are composed, by name."""
    from generator.outputs import PlannedOutput

    names, compose = [], PlannedOutput.compose
    monkeypatch.setattr(PlannedOutput, "compose", lambda self: names.append((str(self.plan.programme.id), self.name)) or compose(self))
    return names


@pytest.fixture
def validated(monkeypatch):
    """The files that are validated, by name."""
    from generator.content import loading

    names, checked = [], loading._checked
    monkeypatch.setattr(loading, "_checked", lambda name, *rest: names.append(name.replace("\\", "/").split("/seeds/")[-1]) or checked(name, *rest))
    return names


def test_without_changes_nothing_is_validated_or_composed(work, composed, validated):
    work.built_on()
    assert (composed, validated) == ([], [])


def test_one_module_changed_is_validated_and_composed_alone(work, composed, validated):
    module = work.files["modules/01-approach.yaml"]
    module["sections"][0]["text"] += "\n\nفقرة جديدة."
    work.save()
    before = contents(work.out)
    after = work.built_on()
    assert validated == ["modules/01-approach.yaml"]
    assert {programme for programme, _ in composed} == {"small"}
    names = {name for _, name in composed}
    assert {"handouts/01-approach.pdf", "handouts/workbook.pdf", "facilitator/traceability.pdf"} <= names
    assert not {name for name in names if "second" in name or name.startswith(("slides/", "quiz/", "facilitator/guide"))}
    assert {path for path in after if after[path] != before[path]} == {
        *(f"small/{name}" for name in ("handouts/01-approach.pdf", "handouts/workbook.pdf", "facilitator/traceability.pdf", MANIFEST))
    }


@pytest.mark.parametrize("seeds", [SEEDS, WATER_SEEDS])
def test_composers_read_no_part_that_they_are_said_not_to(seeds, monkeypatch):
    inputs = read_inputs(seeds, None, DATE)
    # Citations of all parts are read by all, and are part of every fingerprint.
    assert sum(len(module.cites) for module in inputs.library.modules) > 50
    read, seen, get = set(), Counter(), Section.__getattribute__
    monkeypatch.setattr(Section, "__getattribute__", lambda self, name: read.add(name) or get(self, name))
    for programme in inputs.library.programmes:
        for output, *_ in planned_outputs(inputs.plan(programme), sorted({one.kind for one in OUTPUTS})):
            read.clear()
            output.compose()
            composer = output.output.compose
            assert not read.intersection(UNREAD.get(composer, ())), composer
            seen[composer] += bool(read)
    assert set(UNREAD) <= set(seen)
    assert seen[compose_deck] == seen[compose_handout] > 2


def test_moved_lines_and_comments_compose_nothing(work, composed, validated):
    path = work.seeds / "modules" / "01-approach.yaml"
    path.write_text(f"# ملاحظة\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    before = contents(work.out)
    assert work.built_on() == before
    assert (composed, validated) == ([], ["modules/01-approach.yaml"])


def test_a_citation_in_a_text_is_part_of_every_output_of_its_module(work, composed):
    """Sources are numbered in the order in which the whole module cites them."""
    work.files["modules/01-approach.yaml"]["sections"][0]["text"] += "\n\nفقرة جديدة [@cairo-four-features]."
    work.save()
    work.built_on()
    assert {"slides/01-approach.pptx", "facilitator/guide.pdf", "quiz/quiz.html"} <= {name for _, name in composed}


def test_a_change_during_the_build_is_not_taken_for_built(work, monkeypatch):
    """A seed is saved while the build runs: the next build sees it."""
    from generator import build as building

    work.files["kit.yaml"]["title"] = "عنوان أول"
    work.save()
    read = building.read_editions

    def read_and_save(*given):
        inputs = read(*given)
        work.files["kit.yaml"]["title"] = "عنوان ثان"
        work.save()
        return inputs

    monkeypatch.setattr(building, "read_editions", read_and_save)
    first = work.built_on()
    monkeypatch.setattr(building, "read_editions", read)
    second = work.built_on()
    assert second["small/handouts/01-approach.pdf"] != first["small/handouts/01-approach.pdf"]
    assert second == work.built_anew()
    work.files["kit.yaml"]["title"] = "عنوان أول"
    work.save()
    assert work.built_on() == first


def test_warnings_are_told_again_without_changes(work, capsys):
    work.files["modules/01-approach.yaml"]["sections"][0]["text"] += "\n\nكـتاب."
    work.save()
    said = []
    for _ in range(2):
        capsys.readouterr()
        work.built_on()
        said.append(capsys.readouterr().err)
    assert "tatweel" in said[0]
    assert said[0] == said[1]


HEAVY = ("pydantic", "pptx", "reportlab", "uharfbuzz", "yaml", "lxml", "PIL", "pypdfium2", "fontTools", "bidi", "babel", "icalendar")


def test_nothing_heavy_is_imported_where_nothing_changed(tmp_path):
    program = (
        "import sys\nfrom generator import cli\n"
        f"status = cli.main(['build', 'half-day', '--only', 'papers', '--seeds', {str(SEEDS)!r}, '--out', {str(tmp_path / 'out')!r}, '--jobs', '1'])\n"
        f"print(status, [name for name in {HEAVY!r} if name in sys.modules])"
    )
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    ran = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment, cwd=tmp_path) for _ in range(2)]
    assert ran[0].stdout.splitlines()[-1].startswith("0 ['pydantic'"), ran[0].stderr
    assert ran[1].stdout.splitlines()[-1] == "0 []"
    assert ran[1].stdout.splitlines()[0].endswith("12 files, 0 new or changed")


def test_readings_are_the_same_from_the_cache():
    kinds = {"modules": Module, "programmes": Programme, "sources": Source}
    seen = 0
    for seeds in (SEEDS, WATER_SEEDS):
        paths = [(path, kind) for folder, kind in kinds.items() for path in sorted((seeds / folder).glob("*.yaml"))]
        others = [(seeds / "kit.yaml", Kit), (seeds / "glossary.yaml", Glossary), (seeds / "facilitation.yaml", Facilitation)]
        for path, kind in [*paths, *others]:
            reading = read_file(str(path), path.read_bytes(), kind)
            again = decoded(encoded(reading), str(path))
            assert again == reading
            # Equality passes over places; their encoding does not.
            assert encoded(again) == encoded(reading)
            assert reading.record is not None
            seen += 1
    assert seen == 6 + 3 + 9 + 7 + 2 + 6 + 6
