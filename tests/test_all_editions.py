"""`--edition all` builds the regional edition and those of all countries, with one command and no work twice."""

import subprocess
import sys
import zipfile

import pytest
from PIL import Image

from generator import build as building
from generator.assets import assets_folder
from generator.storage.manifest import MANIFEST, read_manifest
from tests.conftest import ROOT, run
from tests.small_kit import small_kit, write_kit
from tests.test_agenda import pages_of
from tests.test_incremental import HEAVY

COUNTRIES = ("dz", "eg", "iq", "lb", "ma", "tn")
FOLDERS = ("small", *(f"small-{country}" for country in COUNTRIES))


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """The small kit with its dates and a sheet of the country."""
    folder = tmp_path_factory.mktemp("editions")
    files = small_kit()
    files["programmes/small.yaml"] |= {"begins": "2026-12-06", "venue": "قاعة المكتبة"}
    files["modules/01-approach.yaml"]["country"] = {"title": "مؤسساتنا", "prompts": [{"text": "من ينسق عمل الجهات؟"}]}
    write_kit(files, folder / "seeds")
    (folder / "assets" / "logos").mkdir(parents=True)
    Image.new("RGB", (60, 20), "#336699").save(folder / "assets" / "logos" / "mark.png")
    return folder


@pytest.fixture(scope="module")
def built(kit):
    tasks = []
    with pytest.MonkeyPatch.context() as patched:
        task = building.Task
        patched.setattr(building, "Task", lambda *given: tasks.append(given) or task(*given))
        assert run("build", kit, "--edition", "all") == 0
    return kit / "build", tasks


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def page_text(path):
    return " ".join(pages_of(path))


def test_each_edition_has_all_documents_in_its_own_folder(built):
    out, _ = built
    assert sorted(path.name for path in out.iterdir() if path.is_dir()) == sorted(FOLDERS)
    files = {folder: set(contents(out / folder)) for folder in FOLDERS}
    assert len(files["small"]) > 40
    for folder in FOLDERS:
        assert files[folder] == files["small"], folder
        assert set(read_manifest(out / folder).files) == files[folder] - {MANIFEST}
        assert {"agenda.pdf", "agenda.ics", "handouts/workbook.pdf", "quiz/test-a.pdf", "slides/01-approach.pptx"} <= files[folder]


def test_each_edition_is_in_its_own_words(built):
    out, _ = built
    dates = {"small": "كانون الأول/ديسمبر", "small-lb": "الأحد ٦ كانون الأول ٢٠٢٦", "small-ma": "الأحد 6 دجنبر 2026", "small-tn": "الأحد 6 ديسمبر 2026"}
    for folder, words in dates.items():
        assert words in page_text(out / folder / "agenda.pdf"), folder
    sheets = {"small": "في بلدكم", "small-dz": "في الجزائر", "small-eg": "في مصر", "small-iq": "في العراق", "small-lb": "في لبنان"}
    for folder, words in {**sheets, "small-ma": "في المغرب", "small-tn": "في تونس"}.items():
        assert f"{words}: مؤسساتنا" in page_text(out / folder / "handouts" / "01-approach.pdf"), folder
    for folder, language in {"small-eg": "ar-EG", "small-ma": "ar-MA"}.items():
        with zipfile.ZipFile(out / folder / "slides" / "01-approach.pptx") as archive:
            assert f'lang="{language}"' in archive.read("ppt/slides/slide1.xml").decode()


@pytest.mark.parametrize("country", ["eg", "tn"])
def test_an_edition_is_the_same_built_alone(built, kit, tmp_path, country):
    out, _ = built
    assert run("build", kit, "--edition", country.upper(), "--out", tmp_path) == 0
    assert contents(tmp_path / f"small-{country}") == contents(out / f"small-{country}")


def test_documents_that_editions_print_alike_are_laid_out_once(built):
    out, tasks = built
    documents = {folder: [data for name, data in contents(out / folder).items() if name.endswith(".pdf")] for folder in ("small-dz", "small-tn")}
    assert sum(one == other for one, other in zip(*documents.values(), strict=True)) >= 4
    groups = len(building.planned_outputs(*planned(out)))
    assert len(tasks) < 7 * groups - 15


def planned(out):
    from generator.inputs.reading import read_inputs
    from generator.model.date import DATE
    from generator.options import KINDS

    inputs = read_inputs(out.parent / "seeds", None, DATE)
    return inputs.plan(inputs.library.programmes[0]), KINDS


def test_a_country_of_ones_own_is_among_all(kit, tmp_path, capsys):
    write_kit(small_kit(), tmp_path / "seeds")
    (tmp_path / "assets" / "locales").mkdir(parents=True)
    (tmp_path / "assets" / "logos").mkdir()
    Image.new("RGB", (60, 20), "#336699").save(tmp_path / "assets" / "logos" / "mark.png")
    (tmp_path / "assets" / "locales" / "ar-JO.yaml").write_text("base: ar\nname: jo\ncountry: JO\nlanguage: ar-JO\n", encoding="utf-8")
    assert run("build", tmp_path, "--edition", "ALL", "--only", "papers") == 0
    assert sorted(path.name for path in (tmp_path / "build").iterdir() if path.is_dir()) == sorted([*FOLDERS, "small-jo"])


def test_one_command_that_takes_one_edition_says_so(new_kit, capsys):
    assert run("diff", str(new_kit), "--edition", "all") == 2
    assert "this command takes one edition" in capsys.readouterr().err


def test_errors_of_all_editions_are_told_at_once_and_nothing_is_written(new_kit, capsys):
    (new_kit / "assets" / "locales").mkdir(parents=True, exist_ok=True)
    for code, zone in (("EG", "Africa/Cairro"), ("TN", "Africa/Tuniss")):
        words = f"base: ar-{code}\nname: {code.lower()}\ntime_zone: {zone}\n"
        (new_kit / "assets" / "locales" / f"ar-{code}.yaml").write_text(words, encoding="utf-8")
    assert run("build", "--edition", "all") == 1
    told = capsys.readouterr().err
    assert "Africa/Cairro" in told and "Africa/Tuniss" in told
    assert not list((new_kit / "build").glob("*/*"))


def test_what_does_not_fit_in_one_edition_stops_all(new_kit, capsys):
    (new_kit / "assets" / "locales").mkdir(parents=True, exist_ok=True)
    label = "كلمة " * 400
    (new_kit / "assets" / "locales" / "ar-TN.yaml").write_text(f"base: ar-TN\nname: tn\nlabels:\n  session_agenda: {label.strip()}\n", encoding="utf-8")
    for command in ("check", "build"):
        assert run(command, "--edition", "all") == 1
        assert "does not fit" in capsys.readouterr().err
    assert not list((new_kit / "build").glob("*/*"))
    assert run("check") == 0


def test_nothing_heavy_is_imported_where_nothing_changed_in_any_edition(kit, tmp_path):
    program = (
        "import sys\nfrom generator import cli\n"
        "status = cli.main(['build', '--only', 'papers', '--edition', 'all', '--start', '2026-12-08', "
        f"'--seeds', {str(kit / 'seeds')!r}, '--out', {str(tmp_path / 'out')!r}, '--jobs', '1'])\n"
        f"print(status, [name for name in {HEAVY!r} if name in sys.modules])"
    )
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    ran = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment, cwd=tmp_path) for _ in range(2)]
    first, second = (one.stdout.splitlines() for one in ran)
    assert first[-1].startswith("0 ['pydantic'"), ran[0].stderr
    assert "babel" in first[-1] and "icalendar" in first[-1]
    assert second[-1] == "0 []"
    assert len(second) == len(FOLDERS) + 1
    assert all(line.endswith(" files, 0 new or changed") for line in second[:-1])


def test_the_locales_of_all_countries_are_those_of_the_program():
    assert sorted(path.stem[3:].lower() for path in (assets_folder() / "locales").glob("ar-*.yaml")) == list(COUNTRIES)
