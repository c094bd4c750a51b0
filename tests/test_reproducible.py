"""The same content gives the same bytes anywhere, and files state the date of SOURCE_DATE_EPOCH."""

import datetime
import io
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from generator import assets
from generator.content.reader import read_yaml
from generator.content.schema import Kit
from generator.content.validation import validate
from generator.faults import Fault
from generator.model.deck import Logo
from generator.model.dump import dump
from generator.options import build_date
from generator.settings.logos import find_logos
from generator.writers.archive import compressed, packed
from tests.conftest import ROOT, run
from tests.small_kit import small_kit, write_kit

PROGRAM = "from generator.cli import run; run()"
EPOCH, MOMENT = "1700000000", "2023-11-14T22:13:20Z"
# What could leak into the bytes; a variation sets its own.
LEAKS = ("SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "TZ", "LC_ALL", "LANG", "LANGUAGE", "PYTHONPATH", "PYTHONUTF8", "PYTHONWARNINGS")
FILES, DECKS, PAPERS, PICTURES = 53, 2, 15, 20


@dataclass(frozen=True)
class Place:
    """A checkout with seeds, where a build may be run."""

    folder: Path

    def build(self, out, *options, cwd=None, umask=0o022, cold=False, **environment):
        """Build in a process of its own, with a new cache if `cold`; give what it returned."""
        kept = {name: value for name, value in os.environ.items() if name not in LEAKS}
        cache = {"XDG_CACHE_HOME": str(out.with_name(f"{out.name}-cache") if cold else self.folder / "cache")}
        command = [sys.executable, "-c", PROGRAM, "build", "--seeds", str(self.folder / "seeds"), "--out", str(out), *options]
        env = kept | cache | {"PYTHONPATH": str(self.folder)} | environment
        return subprocess.run(command, env=env, cwd=cwd or self.folder, umask=umask, capture_output=True, text=True, encoding="utf-8", check=False)

    def built(self, out, *options, **surroundings):
        """Build and give the files."""
        result = self.build(out, *options, **surroundings)
        assert (result.returncode, result.stderr) == (0, ""), result.stderr[-2000:]
        return contents(out)


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def checked_out(folder):
    """Copy the program with its assets, a logo and the seeds of the small kit."""
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(assets.assets_folder(), folder / "assets", ignore=shutil.ignore_patterns("pictures"))
    logo = Image.linear_gradient("L").resize((64, 32)).convert("RGBA")
    logo.putalpha(Image.linear_gradient("L").resize((64, 32)))
    logo.save(folder / "assets" / "logos" / "mark.png")
    write_kit(small_kit(), folder / "seeds")
    return Place(folder)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return checked_out(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def plain(place, tmp_path_factory):
    """The files of Egypt's edition, built by one process."""
    files = place.built(tmp_path_factory.mktemp("plain") / "out", "--edition", "EG", "--jobs", "1", cold=True, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="0")
    assert (len(files), count(files, "pptx"), count(files, "pdf"), count(files, "png")) == (FILES, DECKS, PAPERS, PICTURES)
    return files


def count(files, suffix):
    return sum(name.endswith(f".{suffix}") for name in files)


def assert_same(files, expected):
    assert sorted(files) == sorted(expected)
    assert [name for name in expected if files[name] != expected[name]] == []
    (manifest,) = [name for name in files if name.endswith("manifest.json")]
    assert len(json.loads(files[manifest])["files"]) == FILES - 1


@dataclass(frozen=True)
class Surroundings:
    """What differs from the plain build."""

    options: tuple[str, ...] = ("--jobs", "1")
    environment: dict[str, str] = field(default_factory=dict)
    umask: int = 0o022
    cold: bool = False


VARIATIONS = {
    # Neither files nor arguments are UTF-8 unless the program says so.
    "ascii": Surroundings(environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, cold=True),
    # Where a locale is not installed, the C library falls back to C.
    "arabic-and-time-zone": Surroundings(environment={"LC_ALL": "ar_EG.UTF-8", "LANG": "ar_EG.UTF-8", "LANGUAGE": "ar", "TZ": "Asia/Baghdad"}),
    "turkish-and-umask": Surroundings(environment={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}, umask=0o077),
    "settings-of-reportlab": Surroundings(environment={f"RL_{name}": "1" for name in ("pdfComments", "pdfMultiLine", "useA85", "canvas_baseColor")}),
    "four-jobs": Surroundings(("--jobs", "4"), {"PYTHONHASHSEED": "random"}, cold=True),
}


@pytest.mark.parametrize("name", VARIATIONS)
def test_the_same_bytes_in_other_surroundings(place, plain, tmp_path, name):
    one = VARIATIONS[name]
    files = place.built(tmp_path / "out", "--edition", "EG", *one.options, umask=one.umask, cold=one.cold, **one.environment)
    assert_same(files, plain)


def test_the_same_bytes_from_another_checkout_and_working_directory(plain, tmp_path):
    other, elsewhere = checked_out(tmp_path / "حقيبة ثانية  of kits"), tmp_path / "else where"
    elsewhere.mkdir()
    assert_same(other.built(tmp_path / "out", "--edition", "EG", "--jobs", "1", cwd=elsewhere), plain)


def test_the_same_bytes_by_relative_paths_and_again(place, plain, tmp_path):
    """Paths are relative to the seeds; the second build makes only the missing deck."""
    out = tmp_path / "out"
    options = ("--edition", "EG", "--jobs", "1", "--seeds", ".", "--out", os.path.relpath(out, place.folder / "seeds"))
    assert_same(place.built(out, *options, cwd=place.folder / "seeds"), plain)
    (deck,) = out.rglob("quiz-deck.pptx")
    deck.unlink()
    assert_same(place.built(out, *options, cwd=place.folder / "seeds"), plain)


def test_the_same_bytes_in_all_other_surroundings_at_once(place, tmp_path):
    """The regional edition, whose charts have number formats."""
    first = place.built(tmp_path / "first", "--jobs", "1", TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="0")
    environment = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "99", "LC_ALL": "tr_TR.UTF-8", "PYTHONOPTIMIZE": "2"}
    assert_same(place.built(tmp_path / "second", "--jobs", "3", cwd=tmp_path, umask=0o077, cold=True, **environment), first)


# A cluster


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Two processes of dask.distributed, in another time zone, with the wrong date, and without the kit."""
    surroundings = {"SOURCE_DATE_EPOCH": "1234567890", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "5", "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache"))}
    with warnings.catch_warnings():
        # Warnings of the package's own: ports in use, event loops, pending deprecations.
        warnings.simplefilter("ignore")
        from distributed import LocalCluster

        with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, env=surroundings) as started:
            yield started
    assert not started.workers


@pytest.mark.filterwarnings("ignore")
def test_the_same_bytes_on_a_cluster(cluster, place, plain, tmp_path):
    assert len(cluster.workers) == 2
    assert not (assets.assets_folder() / "logos" / "mark.png").exists()
    assert_same(place.built(tmp_path / "out", "--edition", "EG", "--scheduler", cluster.scheduler_address), plain)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere://127.0.0.1:8786"])
def test_a_wrong_address_is_told_in_one_line(place, tmp_path, address):
    result = place.build(tmp_path / "out", "--scheduler", address)
    assert result.returncode == 3
    said, *others = result.stderr.splitlines()
    assert re.fullmatch(rf"error: {re.escape(address)}: no dask scheduler answers \(.+\); start one, or correct the address", said)
    assert not [line for line in others if "rror" in line or line.startswith(" ")]
    assert contents(tmp_path / "out") == {}


# The date


def stated_in(archive):
    """Give the dates that a package states: of its members, and in its properties; those of embedded sheets too."""
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        for entry in package.infolist():
            yield "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*entry.date_time)
            content = package.read(entry)
            if entry.filename.endswith(".xlsx"):
                yield from stated_in(content)
            elif entry.filename == "docProps/core.xml":
                moments = re.findall(rb"<dcterms:(created|modified)[^>]*>([^<]+)<", content)
                assert [name for name, _ in moments] == [b"created", b"modified"]
                yield from (moment.decode() for _, moment in moments)


def embedded(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        return [name for name in package.namelist() if name.endswith(".xlsx")]


def assert_stated(files, moment):
    members = sheets = 0
    for name in (name for name in files if name.endswith(".pptx")):
        dates = list(stated_in(files[name]))
        assert set(dates) == {moment}, name
        members += len(dates)
        sheets += len(embedded(files[name]))
    assert members > DECKS * 80
    assert sheets == 1
    papers = [name for name in files if name.endswith(".pdf")]
    assert len(papers) == PAPERS
    stated = "D:" + re.sub("[-:TZ]", "", moment) + "+00'00'"
    for name in papers:
        about = PdfReader(io.BytesIO(files[name])).metadata
        assert (about["/CreationDate"], about["/ModDate"]) == (stated, stated), name


def test_files_state_a_fixed_date(plain):
    assert_stated(plain, "2000-01-01T00:00:00Z")


def test_files_state_the_date_of_the_source(place, plain, tmp_path):
    files = place.built(tmp_path / "out", "--edition", "EG", "--jobs", "2", TZ="Asia/Baghdad", SOURCE_DATE_EPOCH=EPOCH)
    assert_stated(files, MOMENT)
    differing = {name for name in plain if files[name] != plain[name]}
    assert {name.rpartition(".")[2] for name in differing} == {"pptx", "pdf", "json", "apkg", "h5p", "xlsx", "zip"}
    # The manifest, and the six packages and workbooks for other programs; GIFT, Moodle XML and the page state no date.
    assert len(differing) == DECKS + PAPERS + 1 + 6
    assert_same(place.built(tmp_path / "again", "--edition", "EG", "--jobs", "1", TZ="UTC", SOURCE_DATE_EPOCH=EPOCH), files)


@pytest.mark.parametrize("value", ["", " ", "yesterday", "1.5", "1_700_000_000", "١٧٠٠٠٠٠٠٠٠", "+1700000000", " 1700000000", "9" * 30, "9" * 5000])
def test_a_date_that_is_no_number_is_wrong_usage(tmp_path, monkeypatch, capsys, value):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert run("build", "--out", tmp_path / "out") == 2
    assert f"SOURCE_DATE_EPOCH is '{value}', which is no number of seconds since 1970" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("value", ["-1", "0", "315532799", "4354819200"])
def test_a_date_that_no_office_package_can_state_is_wrong_usage(tmp_path, monkeypatch, capsys, value):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert run("build", "--out", tmp_path / "out") == 2
    assert f"SOURCE_DATE_EPOCH is '{value}', a date outside the years 1980 to 2107" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("value", "date", "member"),
    [("315532800", (1980, 1, 1, 0, 0, 0), (1980, 1, 1, 0, 0, 0)), ("4354819199", (2107, 12, 31, 23, 59, 59), (2107, 12, 31, 23, 59, 58))],
)
def test_an_archive_states_the_first_and_the_last_date(value, date, member):
    """Its seconds are even (APPNOTE.TXT 4.4.6)."""
    stated = build_date(value)
    assert stated == datetime.datetime(*date, tzinfo=datetime.UTC)
    with zipfile.ZipFile(io.BytesIO(packed({"one": compressed(b"1"), "two": compressed(b"2")}, stated))) as package:
        assert package.testzip() is None
        assert [entry.date_time for entry in package.infolist()] == [member, member]


# Logos are read once


def organisation(folder, *logos):
    kit = folder / "kit.yaml"
    kit.write_text(f"title: t\ntheme: haqiba\nlocale: ar\nnote: n\norganisation: {{name: جهة, logos: [{', '.join(logos)}]}}", encoding="utf-8")
    source = read_yaml(kit)
    return validate(Kit, source).organisation


def test_a_logo_carries_its_picture(tmp_path):
    Image.new("RGB", (60, 20), "#336699").save(tmp_path / "mark.png")
    data = (tmp_path / "mark.png").read_bytes()
    (logo,), flaws = find_logos(organisation(tmp_path, "mark.png", "mark.png"), [tmp_path])
    assert (logo, flaws) == (Logo(data, "جهة"), [])


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that opens and cannot be read is needed")
def test_a_logo_that_cannot_be_read_is_a_fault(tmp_path):
    (tmp_path / "mark.png").symlink_to("/proc/self/mem")
    with pytest.raises(Fault) as caught:
        find_logos(organisation(tmp_path, "mark.png"), [tmp_path])
    assert (caught.value.path, caught.value.hint) == (str(tmp_path / "mark.png"), "check the disk")


def test_a_file_far_too_large_is_no_logo(tmp_path):
    with (tmp_path / "mark.png").open("wb") as file:
        file.truncate(1 << 40)
    logos, (flaw,) = find_logos(organisation(tmp_path, "mark.png"), [tmp_path])
    assert (logos, flaw.code, flaw.message) == ((), "logo-size", "the logo 'mark.png' has more than 64 MB")


def test_a_dump_states_a_digest_of_a_picture():
    first, second = dump(Logo(bytes(10**6), "جهة")), dump(Logo(bytes(10**6 + 1), "جهة"))
    assert first != second
    assert len(first) < 200
    assert json.loads(first)["picture"] == "d29751f2649b32ff572b5e0a9f541ea660a50f94ff0beedfb0b692b924cc8025"
