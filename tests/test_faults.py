"""Faults of the surroundings are told in one line and leave a true manifest; a build that was killed or stopped is healed by the next."""

import errno
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

import generator.build as building
from generator.execution.executors import open_executor
from generator.faults import Fault, Faults, fault_of
from generator.storage import fingerprints
from generator.storage.drafts import DRAFT
from generator.storage.folder import FolderContents, write_folders
from generator.storage.lock import lock_file, only_build_of
from generator.storage.manifest import MANIFEST, read_manifest, verify_folder
from tests.conftest import ROOT, run
from tests.small_kit import small_kit, write_kit

NOT_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="signals and permissions as POSIX has them")
ONLY_LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the processes from /proc")
FILES = 52
PERMISSION = "there is no permission for it, or it is read-only; correct its permissions, or close it where another program holds it open"
NOTHING = "Nothing was written."
DECK = "slides/01-approach.pptx"
NOBODY = 65534


def seeds_in(folder, word=""):
    """The small kit without a logo; `word` changes the content of most outputs."""
    files = small_kit()
    files["kit.yaml"]["organisation"]["logos"] = []
    if word:
        module = files["modules/01-approach.yaml"]
        module["title"] += f" {word}"
        files["programmes/small.yaml"]["title"] += f" {word}"
        module["sections"][0]["points" if "points" in module["sections"][0] else "heading"] = (
            [*module["sections"][0]["points"], f"نقطة {word}"] if "points" in module["sections"][0] else f"عنوان {word}"
        )
    write_kit(files, folder)
    return folder


def remembering(run_task):
    """Let a task be done once in all tests here: they are about what happens to its result."""
    results = {}

    def run_once(task):
        key = pickle.dumps(task)
        if key not in results:
            results[key] = run_task(task)
        return results[key]

    return run_once


RUN = remembering(building.run)


@pytest.fixture(autouse=True)
def no_work_twice(monkeypatch):
    monkeypatch.setattr(building, "run", RUN)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The seeds of the kit and of its changed version, each with the bytes of an uninterrupted build."""
    folder = tmp_path_factory.mktemp("made")
    versions = {}
    for name, word in (("first", ""), ("second", "ثان")):
        seeds = seeds_in(folder / name / "seeds", word)
        assert run("build", "--seeds", seeds, "--out", folder / name / "out") == 0
        versions[name] = (seeds, all_bytes(folder / name / "out"))
    first, second = versions["first"][1], versions["second"][1]
    assert len(first) == FILES + 1
    assert sum(first.get(path) != data for path, data in second.items()) > 10
    return versions


class Kit:
    """A kit that is built into a folder of its own."""

    def __init__(self, folder, made, capsys):
        self.folder, self.seeds, self.out, self.made, self.capsys = folder, folder / "seeds", folder / "out", made, capsys
        self.use("first")

    def use(self, version):
        shutil.rmtree(self.seeds, ignore_errors=True)
        shutil.copytree(self.made[version][0], self.seeds)
        self.expected = self.made[version][1]

    def build(self, *arguments):
        """Build; give the exit status and the lines on standard error."""
        self.capsys.readouterr()
        status = run("build", "--seeds", self.seeds, "--out", self.out, *arguments)
        return status, self.capsys.readouterr().err.splitlines()

    def is_true(self):
        return manifest_is_true(self.out / "small")

    def heals(self):
        status, said = self.build()
        assert (status, said) == (0, [])
        assert all_bytes(self.out) == self.expected
        assert verify_folder(self.out / "small").is_intact
        return True


@pytest.fixture
def kit(tmp_path, made, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Kit(Path(), made, capsys)


def all_bytes(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def drafts(folder):
    return list(folder.rglob(f"*{DRAFT}"))


def manifest_is_true(folder):
    """Every file in the folder is as the manifest says, and there is no draft."""
    found = verify_folder(folder)
    assert not drafts(folder)
    assert found is not None
    assert found.is_intact, found
    assert not read_manifest(folder).pending
    return True


def failing(monkeypatch, owner, name, number, when, **more):
    """Let a function of the system fail with an error number where `when` says so, given its first path."""
    original = getattr(owner, name)
    seen = []

    def call(path, *given, **named):
        if when(path, *given):
            seen.append(str(path))
            error = OSError(number, os.strerror(number), str(path))
            for key, value in more.items():
                setattr(error, key, value)
            raise error
        return original(path, *given, **named)

    monkeypatch.setattr(owner, name, call)
    return seen


# Before the first change: nothing is written.


@pytest.mark.parametrize("place", ["first", "middle", "last"])
@pytest.mark.parametrize("built", [False, True], ids=["new", "built-before"])
def test_a_full_disk(kit, monkeypatch, place, built):
    if built:
        assert kit.heals()
        kit.use("second")
    before = all_bytes(kit.out)
    with monkeypatch.context() as patched:
        written = []
        original = Path.write_bytes
        patched.setattr(Path, "write_bytes", lambda path, data: (written.append(path), original(path, data))[1])
        shutil.copytree(kit.out, "spare") if built else None
        assert run("build", "--seeds", kit.seeds, "--out", "spare") == 0
        total = sum(path.name.endswith(DRAFT) and "spare" in path.parts for path in written)
    shutil.rmtree("spare")
    full_at = {"first": 1, "middle": total // 2, "last": total}[place]
    assert total > 10
    with monkeypatch.context() as patched:
        count = []
        original = Path.write_bytes

        def write(path, data):
            if "out" in path.parts:
                count.append(path)
                if len(count) == full_at:
                    original(path, data[: len(data) // 2])
                    raise OSError(errno.ENOSPC, "No space left on device")
            return original(path, data)

        patched.setattr(Path, "write_bytes", write)
        status, said = kit.build()
    target = count[-1].with_name(count[-1].name.removeprefix(".").rsplit(".", 2)[0])
    assert (status, said) == (3, [f"error: {target}: the disk is full; free some space and build again", NOTHING])
    assert len(count) == full_at
    assert all_bytes(kit.out) == before
    assert not built or kit.is_true()
    assert kit.out.exists() == built
    assert kit.heals()


@ONLY_LINUX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount")
def test_a_disk_that_is_really_full(kit):
    kit.out.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(kit.out)], check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        status, said = kit.build()
        left = list(kit.out.iterdir())
        assert status == 3
        assert len(said) == 2
        assert said[0].startswith("error: out/small/")
        assert said[0].endswith(": the disk is full; free some space and build again")
        assert said[1] == NOTHING
        assert not left
        assert run("build", "--seeds", kit.seeds, "--out", kit.out, "--only", "papers") == 0
        assert kit.is_true()
    finally:
        subprocess.run(["umount", str(kit.out)], check=True)
    assert kit.heals()


def test_a_read_only_disk(kit, monkeypatch):
    with monkeypatch.context() as patched:
        seen = failing(patched, Path, "mkdir", errno.EROFS, lambda path, *_: path.parts[0] == "out")
        status, said = kit.build()
    assert seen
    assert status == 3
    assert said[0].startswith("error: out/small/")
    assert said[0].endswith(": the disk is read-only; choose another folder with --out, or make it writable")
    assert said[1:] == [NOTHING]
    assert not kit.out.exists()
    assert kit.heals()


def test_a_path_too_long(kit):
    kit.out = Path("x" * 300)
    status, said = kit.build()
    assert status == 3
    assert said == [
        f"error: {kit.out / 'small' / MANIFEST}: the path is too long for this system; build into a folder with a shorter path, with --out",
        NOTHING,
    ]
    kit.out = Path("x" * 200)
    assert kit.heals()


@pytest.mark.parametrize("built", [False, True], ids=["new", "built-before"])
def test_a_folder_in_the_place_of_a_file(kit, built):
    if built:
        assert kit.heals()
        kit.use("second")
        (kit.out / "small" / DECK).unlink()
    before = all_bytes(kit.out)
    (kit.out / "small" / DECK).mkdir(parents=True)
    status, said = kit.build()
    assert (status, said) == (3, [f"error: out/small/{DECK}: a folder is in the place of the file; move or rename that folder", NOTHING])
    assert all_bytes(kit.out) == before
    assert not drafts(kit.out)
    (kit.out / "small" / DECK).rmdir()
    assert kit.heals()


def test_a_folder_in_the_place_of_the_manifest(kit):
    (kit.out / "small" / MANIFEST).mkdir(parents=True)
    status, said = kit.build()
    assert (status, said) == (3, [f"error: out/small/{MANIFEST}: a folder is in the place of the file; move or rename that folder", NOTHING])
    assert not all_bytes(kit.out)
    (kit.out / "small" / MANIFEST).rmdir()
    assert kit.heals()


@pytest.mark.parametrize("name", ["out", "out/small", "out/small/slides", "out/small/slides/01-approach"])
def test_a_file_in_the_place_of_a_folder(kit, name):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"mine")
    status, said = kit.build()
    assert (status, said) == (3, [f"error: {path}: a file is in the place of a folder; move or rename that file", NOTHING])
    assert path.read_bytes() == b"mine"
    assert not kit.out.is_dir() or set(all_bytes(kit.out)) == {path.relative_to(kit.out).as_posix()}
    path.unlink()
    assert kit.heals()


@NOT_WINDOWS
def test_an_output_folder_that_is_a_dead_link(kit):
    kit.out.symlink_to("nowhere/at/all")
    status, said = kit.build()
    assert (status, said) == (3, ["error: out: a file is in the place of a folder; move or rename that file", NOTHING])
    kit.out.unlink()
    assert kit.heals()


@contextmanager
def without_rights(*paths):
    """Take the rights on paths from this process, for root too."""
    for one in Path().rglob("*"):
        one.chmod(0o777)
    modes = [(path, 0o777) for path in paths]
    for path in paths:
        path.chmod(0o555 if path.name in ("out", "small", "slides") else 0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path, mode in modes:
            path.chmod(mode)


@pytest.fixture
def open_kit(made, capsys, monkeypatch):
    """A kit in folders that every user may write to, with a cache and temporary files of its own."""
    folder = Path(tempfile.mkdtemp())
    monkeypatch.chdir(folder)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: folder / "cache")
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "temporary"))
    for one in (folder, folder / "cache", folder / "temporary"):
        one.mkdir(exist_ok=True)
        one.chmod(0o777)
    yield Kit(Path(), made, capsys)
    monkeypatch.chdir("/")
    shutil.rmtree(folder)


@NOT_WINDOWS
@pytest.mark.parametrize("name", ["seeds/modules/01-approach.yaml", "seeds/kit.yaml", "seeds/modules", "seeds", "seeds/sources"])
@pytest.mark.parametrize("built", [False, True], ids=["new", "built-before"])
def test_no_permission_for_the_seeds(open_kit, name, built):
    if built:
        assert open_kit.heals()
    before = all_bytes(open_kit.out)
    told = f"error: {name if name != 'seeds' else 'seeds/kit.yaml'}: {PERMISSION}"
    with without_rights(Path(name)):
        assert open_kit.build() == (3, [told, NOTHING])
        open_kit.capsys.readouterr()
        assert run("check", "--seeds", open_kit.seeds) == 3
        assert open_kit.capsys.readouterr().err.splitlines() == [told]
    assert all_bytes(open_kit.out) == before
    assert open_kit.heals()
    assert run("check", "--seeds", open_kit.seeds) == 0


@NOT_WINDOWS
def test_a_file_among_the_seeds_that_nobody_needs_may_be_unreadable(open_kit):
    assert open_kit.heals()
    (open_kit.seeds / "old").mkdir()
    (open_kit.seeds / "old" / "module.yaml").write_text("x: 1\n")
    with without_rights(open_kit.seeds / "old" / "module.yaml"):
        assert open_kit.build() == (0, [])
        assert open_kit.build() == (0, [])
    assert open_kit.heals()


def test_an_asset_that_cannot_be_read(kit, monkeypatch):
    assert kit.heals()
    with monkeypatch.context() as patched:
        seen = failing(patched, Path, "read_bytes", errno.EACCES, lambda path: path.name == "haqiba.yaml")
        status, said = kit.build()
        assert run("check", "--seeds", kit.seeds) == 3
        checked = kit.capsys.readouterr().err.splitlines()
    assert seen
    assert status == 3
    assert len(said) == 2
    assert said[0].startswith("error: ")
    assert said[0].endswith(f"themes/haqiba.yaml: {PERMISSION}")
    assert said[1] == NOTHING
    assert checked == said[:1]
    assert kit.heals()


def test_what_cannot_be_read_equals_nothing(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_bytes(b"a")
    same = fingerprints.of_files(tmp_path.rglob("*.yaml"), tmp_path)
    assert same == fingerprints.of_files(tmp_path.rglob("*.yaml"), tmp_path)
    seen = failing(monkeypatch, Path, "read_bytes", errno.EACCES, lambda path: True)
    prints = {fingerprints.of_files(tmp_path.rglob("*.yaml"), tmp_path) for _ in range(3)}
    assert len(prints - {same}) == 3
    assert len(seen) == 3


@NOT_WINDOWS
@pytest.mark.parametrize("name", ["out", "out/small", "out/small/slides"])
def test_no_permission_for_the_output(open_kit, name):
    assert open_kit.heals()
    open_kit.use("second")
    before = all_bytes(open_kit.out)
    if name == "out":
        shutil.rmtree(open_kit.out / "small")
        before = {}
    with without_rights(Path(name)):
        status, said = open_kit.build()
    assert status == 3
    assert len(said) == 2
    assert said[0].startswith("error: out/small/")
    assert said[0].endswith(f": {PERMISSION}")
    assert said[1] == NOTHING
    assert all_bytes(open_kit.out) == before
    assert not before or open_kit.is_true()
    assert open_kit.heals()


@NOT_WINDOWS
def test_no_permission_for_the_manifest(open_kit):
    assert open_kit.heals()
    open_kit.use("second")
    before = all_bytes(open_kit.out)
    with without_rights(open_kit.out / "small" / MANIFEST):
        assert open_kit.build() == (3, [f"error: out/small/{MANIFEST}: {PERMISSION}", NOTHING])
    assert all_bytes(open_kit.out) == before
    assert open_kit.is_true()
    assert open_kit.heals()


# After the first change: all but the files that are named is written.


def told_rest(number):
    files = "file" if number.endswith(" of 1") else "files"
    return f"Written: {number} new or changed {files}; what is named here is as it was."


HELD = {"busy": (errno.EBUSY, {}), "windows": (errno.EACCES, {"winerror": 32})}


@pytest.mark.parametrize("error", HELD)
@pytest.mark.parametrize("names", [(DECK,), (DECK, "quiz/quiz-deck.pptx")], ids=["one", "two"])
def test_a_file_held_open(kit, monkeypatch, error, names):
    assert kit.heals()
    old, (number, more) = all_bytes(kit.out), HELD[error]
    kit.use("second")
    changed = sum(old.get(path) != data for path, data in kit.expected.items()) - 1
    with monkeypatch.context() as patched:
        failing(patched, Path, "replace", number, lambda path, target: Path(target).relative_to("out/small").as_posix() in names, **more)
        status, said = kit.build()
    assert status == 3
    lines = [f"error: out/small/{name}: another program holds it open; close it there and build again" for name in sorted(names, reverse=True)]
    assert said == [*sorted(lines), told_rest(f"{changed - len(names)} of {changed}")]
    held = {f"small/{name}" for name in names}
    new = all_bytes(kit.out)
    assert {path: data for path, data in new.items() if path not in held and path != f"small/{MANIFEST}"} == {
        path: data for path, data in kit.expected.items() if path not in held and path != f"small/{MANIFEST}"
    }
    assert all(new[path] == old[path] for path in held)
    assert kit.is_true()
    assert kit.heals()


def test_an_edited_file_held_open_stays_as_edited(kit, monkeypatch):
    assert kit.heals()
    (kit.out / "small" / DECK).write_bytes(b"edited")
    kit.use("second")
    with monkeypatch.context() as patched:
        seen = failing(patched, Path, "replace", errno.EBUSY, lambda path, target: path.name.endswith(DRAFT) and Path(target).name == Path(DECK).name)
        status, said = kit.build()
    assert len(seen) == 1
    assert status == 3
    assert said[0] == f"error: out/small/{DECK}: another program holds it open; close it there and build again"
    assert len(said) == 2
    assert (kit.out / "small" / DECK).read_bytes() == b"edited"
    assert verify_folder(kit.out / "small").changed == (DECK,)
    assert not verify_folder(kit.out / "small").extra
    assert kit.build() == (0, [f"out/small/{DECK} was edited by hand; the edited version is kept as 01-approach.edited.pptx"])
    assert (kit.out / "small" / "slides/01-approach.edited.pptx").read_bytes() == b"edited"
    (kit.out / "small" / "slides/01-approach.edited.pptx").unlink()
    assert kit.heals()


def test_a_copy_of_an_edited_file_is_told_beside_a_fault(kit, monkeypatch):
    assert kit.heals()
    (kit.out / "small" / DECK).write_bytes(b"edited")
    kit.use("second")
    with monkeypatch.context() as patched:
        failing(patched, Path, "replace", errno.EBUSY, lambda path, target: Path(target).name == "quiz-deck.pptx")
        status, said = kit.build()
    assert status == 3
    assert len(said) == 3
    assert said[1] == f"out/small/{DECK} was edited by hand; the edited version is kept as 01-approach.edited.pptx"


def test_a_file_that_cannot_be_read_is_not_taken_for_edited(kit, monkeypatch):
    assert kit.heals()
    kit.use("second")
    with monkeypatch.context() as patched:
        seen = failing(patched, Path, "read_bytes", errno.EACCES, lambda path: path.as_posix() == f"out/small/{DECK}")
        status, said = kit.build()
    assert seen
    assert status == 3
    assert said[0] == f"error: out/small/{DECK}: {PERMISSION}"
    assert len(said) == 2
    assert kit.is_true()
    assert kit.heals()


@pytest.mark.parametrize("which", [1, 2], ids=["of-what-is-pending", "last"])
def test_the_manifest_held_open(kit, monkeypatch, which):
    assert kit.heals()
    old = all_bytes(kit.out)
    kit.use("second")
    changed = sum(old.get(path) != data for path, data in kit.expected.items()) - 1
    count = []
    with monkeypatch.context() as patched:
        failing(patched, Path, "replace", errno.EBUSY, lambda path, target: Path(target).name == MANIFEST and (count.append(1), len(count) == which)[1])
        status, said = kit.build()
    line = f"error: out/small/{MANIFEST}: another program holds it open; close it there and build again"
    if which == 1:
        assert (status, said) == (3, [line, f"{told_rest(f'0 of {changed}')} In out/small, nothing was written."])
        assert all_bytes(kit.out) == old
    else:
        assert (status, said) == (3, [line, told_rest(f"{changed} of {changed}")])
        assert verify_folder(kit.out / "small").is_intact
        assert not drafts(kit.out)
    assert kit.heals()


def brought(folder, files, *, whole=True):
    contents = FolderContents(folder)
    for path, data in files.items():
        contents.add(path, "inputs", "model", {path: data})
    (report,) = write_folders([contents], whole=whole)
    return report


def test_a_full_disk_at_the_manifest_after_a_file_held_open(tmp_path, monkeypatch):
    """Two faults at once: the manifest of what is pending stays, and is true."""
    brought(tmp_path, {"a.pdf": b"one", "b.pdf": b"one", "old.pdf": b"one"})
    original, manifests = Path.write_bytes, []

    def write(path, data):
        manifests.append(path) if path.name.startswith(f".{MANIFEST}.{os.getpid()}") else None
        if len(manifests) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return original(path, data)

    with monkeypatch.context() as patched:
        failing(patched, Path, "replace", errno.EBUSY, lambda path, target: Path(target).name == "b.pdf")
        patched.setattr(Path, "write_bytes", write)
        with pytest.raises(Faults) as told:
            brought(tmp_path, {"a.pdf": b"two", "b.pdf": b"two"})
    assert [(Path(one.path).name, one.message) for one in told.value.faults] == [("b.pdf", "another program holds it open"), (MANIFEST, "the disk is full")]
    assert told.value.outcome == told_rest("1 of 2")
    assert not verify_folder(tmp_path).changed
    assert not drafts(tmp_path)
    assert brought(tmp_path, {"a.pdf": b"two", "b.pdf": b"two"}).edited == ()
    assert manifest_is_true(tmp_path)


def test_a_file_that_cannot_be_deleted(tmp_path, monkeypatch):
    brought(tmp_path, {"a.pdf": b"one", "s/old.pdf": b"one"})
    with monkeypatch.context() as patched:
        failing(patched, Path, "unlink", errno.EBUSY, lambda path, **_: path.name == "old.pdf")
        with pytest.raises(Faults) as told:
            brought(tmp_path, {"a.pdf": b"two"})
    assert [Path(one.path).relative_to(tmp_path).as_posix() for one in told.value.faults] == ["s/old.pdf"]
    assert told.value.outcome == told_rest("1 of 1")
    assert manifest_is_true(tmp_path)
    assert brought(tmp_path, {"a.pdf": b"two"}).edited == ()
    assert [path.name for path in tmp_path.iterdir() if path.name != MANIFEST] == ["a.pdf"]
    assert manifest_is_true(tmp_path)


def test_an_empty_folder_that_cannot_be_deleted(tmp_path, monkeypatch):
    brought(tmp_path, {"a.pdf": b"one", "s/old.pdf": b"one"})
    with monkeypatch.context() as patched:
        failing(patched, Path, "rmdir", errno.EBUSY, lambda path: path.name == "s")
        with pytest.raises(Faults) as told:
            brought(tmp_path, {"a.pdf": b"two"})
    assert [Path(one.path).relative_to(tmp_path).as_posix() for one in told.value.faults] == ["s"]
    assert not (tmp_path / "s" / "old.pdf").exists()
    assert manifest_is_true(tmp_path)


def test_one_of_two_folders_held(tmp_path, monkeypatch):
    def build(data):
        folders = [FolderContents(tmp_path / name) for name in ("one", "two")]
        for contents in folders:
            contents.add("a.pdf", "inputs", "model", {"a.pdf": data})
        return write_folders(folders, whole=True)

    build(b"old")
    with monkeypatch.context() as patched:
        failing(patched, Path, "replace", errno.EBUSY, lambda path, target: Path(target) == tmp_path / "one" / MANIFEST)
        with pytest.raises(Faults) as told:
            build(b"new")
    assert told.value.outcome == f"{told_rest('1 of 2')} In {tmp_path / 'one'}, nothing was written."
    assert [(tmp_path / name / "a.pdf").read_bytes() for name in ("one", "two")] == [b"old", b"new"]
    assert manifest_is_true(tmp_path / "one")
    assert manifest_is_true(tmp_path / "two")
    assert [one.changed for one in build(b"new")] == [1, 0]


# The folders around: temporary files, cache, standard output, workers.


@NOT_WINDOWS
def test_no_permission_for_the_lock_file(open_kit):
    Path(lock_file(open_kit.out)).touch()
    with without_rights(lock_file(open_kit.out)):
        status, said = open_kit.build()
    assert (status, said) == (3, [f"error: temporary/{lock_file(open_kit.out).name}: {PERMISSION}", NOTHING])
    assert not open_kit.out.exists()
    assert open_kit.heals()


def test_no_folder_for_temporary_files(kit, monkeypatch):
    def none():
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "gettempdir", none)
        status, said = kit.build()
    message = "there is no folder for temporary files that can be written to; free some space, or name one in TMPDIR"
    assert (status, said) == (3, [f"error: TMPDIR: {message}", NOTHING])
    assert kit.heals()


@NOT_WINDOWS
def test_a_system_that_cannot_lock_is_told_and_not_waited_for(kit, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("fcntl.flock", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOLCK, "No locks available")))
        status, said = kit.build()
    assert status == 3
    assert said[0].endswith(f"{lock_file(kit.out).name}: the system reports: No locks available; mend this and build again")
    assert said[1:] == [NOTHING]
    assert kit.heals()


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(kit, monkeypatch):
    Path("cache").write_bytes(b"a file")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: Path("cache").absolute())
    assert kit.heals()
    assert kit.heals()
    assert Path("cache").read_bytes() == b"a file"


def command(*arguments):
    return [sys.executable, "-c", "from generator.cli import run; run()", *map(str, arguments)]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_result_that_cannot_be_printed(kit):
    with Path("/dev/full").open("wb") as full:
        build = command("build", "--seeds", kit.seeds, "--out", kit.out, "--jobs", 1)
        ran = subprocess.run(build, check=False, stdout=full, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    assert (ran.returncode, ran.stderr) == (3, "error: standard output: the disk is full; free some space and build again\n")
    assert kit.is_true()
    assert kit.heals()


def end(_task):
    os._exit(1)


def break_down(_task):
    raise RuntimeError("a bug")


@pytest.mark.parametrize("task", [end, break_down])
def test_a_worker_that_ends_or_has_a_bug(kit, monkeypatch, task):
    with monkeypatch.context() as patched:
        patched.setattr(building, "run", task)
        status, said = kit.build("--jobs", "2")
    assert status == 3
    if task is end:
        assert said == ["error: a worker process: the system ended it, perhaps for want of memory; build again with --jobs 1", NOTHING]
    else:
        assert "RuntimeError: a bug" in said
        assert said[-1] == "This is an error in haqiba, not in the content. No file is half-written."
    assert not kit.out.exists()
    assert kit.heals()


def test_work_for_workers_that_have_ended_is_a_fault():
    with pytest.raises(Fault, match="the system ended it"), open_executor(2) as executor:
        assert executor.submit(end, None).exception() is not None
        executor.submit(end, None)


@NOT_WINDOWS
def test_workers_that_cannot_be_started(kit, monkeypatch):
    def none():
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    with monkeypatch.context() as patched:
        patched.setattr("multiprocessing.forkserver.ensure_running", none)
        status, said = kit.build("--jobs", "2")
    assert (status, said) == (3, ["error: worker processes: the system cannot start them (Cannot allocate memory); build with --jobs 1", NOTHING])
    assert kit.heals()


def test_a_bug_is_traced(kit, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(building, "read_editions", lambda *_: 1 / 0)
        status, said = kit.build()
    assert status == 3
    assert said[0] == "Traceback (most recent call last):"
    assert said[-2:] == ["ZeroDivisionError: division by zero", "This is an error in haqiba, not in the content. No file is half-written."]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(errno.ENOSPC, ""), "the disk is full"),
        (OSError(errno.ENAMETOOLONG, ""), "the path is too long for this system"),
        (PermissionError(errno.EACCES, ""), PERMISSION.split(";", maxsplit=1)[0]),
        (OSError(12345, "something else"), "the system reports: something else"),
    ],
)
def test_wordings(error, message):
    assert fault_of(error, Path("a/b")).message == message
    assert str(fault_of(error, Path("a/b"))).startswith(f"{Path('a/b')}: {message}; ")


# Two builds at a time.


def started(*arguments, **options):
    return subprocess.Popen(command("build", *arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, **options)


def test_a_second_build_says_that_it_waits_and_goes_on_after_the_first(kit):
    with only_build_of(kit.out, lambda: pytest.fail("the folder is locked already")):
        second = started("--seeds", kit.seeds, "--out", kit.out, "--jobs", "1")
        assert second.stderr.readline() == "another build is writing to out; waiting for its end\n"
        assert second.poll() is None
        assert not kit.out.exists()
    out, rest = second.communicate(timeout=300)
    assert (second.returncode, out, rest) == (0, f"out/small: {FILES} files, {FILES} new or changed\n", "")
    assert kit.heals()


def test_builds_into_other_folders_do_not_wait(kit):
    with only_build_of(Path("elsewhere"), lambda: None):
        assert kit.heals()


# Kills. First each step of the writing of a folder, then real kills of a build with workers.


class Killed(BaseException):
    """The process ended here: nothing that it does later is done."""


@contextmanager
def killed_at(monkeypatch, step):
    """End the process at one of its steps that change files; give the number of steps so far."""
    taken = []

    def dying(owner, name, partly=None):
        original = getattr(owner, name)

        def call(path, *given, **named):
            taken.append(name)
            if len(taken) == step and partly:
                partly(original, path, *given)
            if len(taken) >= step:
                raise Killed
            return original(path, *given, **named)

        return call

    with monkeypatch.context() as patched:
        for name in ("replace", "unlink", "mkdir", "rmdir"):
            patched.setattr(Path, name, dying(Path, name))
        patched.setattr(Path, "write_bytes", dying(Path, "write_bytes", lambda write, path, data: write(path, data[: len(data) // 2])))
        with pytest.raises(Killed) if step < NEVER else contextmanager(lambda: iter([None]))():
            yield taken


NEVER = 10**6
FIRST = {"a.pdf": b"a one", "s/b.pdf": b"b one", "s/t/c.pdf": b"c one", "u/v/d.pdf": b"d one", "same.pdf": b"same"}
SECOND = {"a.pdf": b"a two", "s/b.pdf": b"b two", "x/y/e.pdf": b"e two", "z/f.pdf": b"f two", "same.pdf": b"same"}
THIRD = {"a.pdf": b"a three", "s/t/c.pdf": b"c three", "x/y/e.pdf": b"e three", "same.pdf": b"same"}


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def steps_of(monkeypatch, folder, files):
    with killed_at(monkeypatch, NEVER) as taken:
        brought(folder, files)
    return len(taken)


def nothing_looks_edited(folder):
    """No file that a build wrote differs from its manifest."""
    found = verify_folder(folder)
    return found is None or not found.changed


@pytest.mark.parametrize("after", [FIRST, SECOND, THIRD], ids=["taken-back", "same", "changed-again"])
def test_a_kill_at_each_step_of_writing_is_healed(tmp_path, monkeypatch, after):
    expected = tmp_path / "expected"
    brought(expected, after)
    brought(tmp_path / "counted", FIRST)
    steps = steps_of(monkeypatch, tmp_path / "counted", SECOND)
    assert steps > 20
    for step in range(1, steps + 1):
        folder = tmp_path / str(step)
        brought(folder, FIRST)
        with killed_at(monkeypatch, step):
            brought(folder, SECOND)
        assert nothing_looks_edited(folder), step
        assert brought(folder, after).edited == (), step
        assert all_bytes(folder) == all_bytes(expected), step
        # A folder that was made for a draft may stay empty where the content was changed since.
        assert tree(folder) == tree(expected) or after is not SECOND, step
        assert manifest_is_true(folder)


def test_a_kill_at_each_step_of_the_first_build_is_healed(tmp_path, monkeypatch):
    expected = tmp_path / "expected"
    steps = steps_of(monkeypatch, expected, FIRST)
    assert steps > 20
    for step in range(1, steps + 1):
        folder = tmp_path / str(step)
        with killed_at(monkeypatch, step):
            brought(folder, FIRST)
        assert nothing_looks_edited(folder), step
        assert brought(folder, FIRST).edited == (), step
        assert tree(folder) == tree(expected), step


def test_two_kills_in_a_row_are_healed(tmp_path, monkeypatch):
    expected = tmp_path / "expected"
    brought(expected, FIRST)
    brought(tmp_path / "counted", FIRST)
    first, healed = steps_of(monkeypatch, tmp_path / "counted", SECOND), 0
    for one in range(1, first + 1, 3):
        for other in range(1, NEVER, 4):
            folder = tmp_path / f"{one}-{other}"
            brought(folder, FIRST)
            with killed_at(monkeypatch, one):
                brought(folder, SECOND)
            try:
                with killed_at(monkeypatch, other):
                    brought(folder, THIRD)
            except pytest.fail.Exception:
                # The second build has fewer steps: it was not killed.
                break
            assert nothing_looks_edited(folder), (one, other)
            assert brought(folder, FIRST).edited == (), (one, other)
            assert all_bytes(folder) == all_bytes(expected), (one, other)
            healed += 1
            shutil.rmtree(folder)
    assert healed > 30


def test_a_kill_and_then_a_build_of_some_kinds(tmp_path, monkeypatch):
    """What the killed build wrote of the other kinds does not look edited."""
    brought(tmp_path / "counted", FIRST)
    steps = steps_of(monkeypatch, tmp_path / "counted", SECOND)
    for step in range(1, steps + 1):
        folder = tmp_path / str(step)
        brought(folder, FIRST)
        with killed_at(monkeypatch, step):
            brought(folder, SECOND)
        assert brought(folder, {"a.pdf": b"a three"}, whole=False).edited == (), step
        assert nothing_looks_edited(folder), step
        assert not read_manifest(folder).pending
        assert brought(folder, THIRD).edited == (), step
        assert manifest_is_true(folder)


def test_an_edited_file_survives_a_kill_at_each_step(tmp_path, monkeypatch):
    def edited(folder):
        brought(folder, FIRST)
        (folder / "a.pdf").write_bytes(b"by hand")
        (folder / "s/t/c.pdf").write_bytes(b"by hand too")

    edited(tmp_path / "counted")
    steps = steps_of(monkeypatch, tmp_path / "counted", SECOND)
    assert steps > 22
    for step in range(1, steps + 1):
        folder = tmp_path / str(step)
        edited(folder)
        with killed_at(monkeypatch, step):
            brought(folder, SECOND)
        assert {b"by hand", b"by hand too"} <= set(tree(folder).values()), step
        brought(folder, SECOND)
        own = {path: data for path, data in tree(folder).items() if data and path not in SECOND and path != MANIFEST}
        assert own == {"a.edited.pdf": b"by hand", "s/t/c.edited.pdf": b"by hand too"}, step


def test_drafts_of_a_killed_build_go_with_the_next_build_also_without_changes(kit):
    assert kit.heals()
    (kit.out / "small" / "quiz" / f".test-a.pdf.123{DRAFT}").write_bytes(b"half")
    assert kit.heals()
    assert kit.is_true()


def processes_of(session):
    """The processes of a session that still run, without those that only wait to be collected."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = stat.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            # It ended meanwhile.
            continue
        if int(its_session) == session and state not in "ZX":
            found.append(int(stat.parent.name))
    return found


def all_end(session):
    """Wait until no process of a session runs; give those that do not end."""
    deadline = time.monotonic() + 60
    while processes_of(session) and time.monotonic() < deadline:
        time.sleep(0.02)
    return processes_of(session)


KILLS = 14
# Click ends the line that shows ^C.
STOPPED = "\nstopped; no file is half-written\n"


@NOT_WINDOWS
@ONLY_LINUX
def test_a_build_killed_at_any_moment_is_healed_by_the_next(kit):
    arguments = ("--seeds", kit.seeds, "--out", kit.out, "--jobs", "2")
    begin = time.monotonic()
    assert started(*arguments).communicate()[0] == f"out/small: {FILES} files, {FILES} new or changed\n"
    duration = time.monotonic() - begin
    assert all_bytes(kit.out) == kit.expected
    healed = number = 0
    while number < KILLS:
        # Half of them have an older build of other content in the folder.
        shutil.rmtree(kit.out, ignore_errors=True)
        kit.use("first")
        if number % 2:
            assert kit.build()[0] == 0
            kit.use("second")
        begin = time.monotonic()
        build = started(*arguments, start_new_session=True)
        with suppress(subprocess.TimeoutExpired):
            build.wait(duration * (number + 0.5) / KILLS)
            # It was faster than the one that was measured.
            duration = time.monotonic() - begin
            build.communicate()
            continue
        build.kill()
        build.communicate()
        assert all_end(build.pid) == []
        assert not kit.out.exists() or nothing_looks_edited(kit.out / "small")
        healed += kit.heals()
        number += 1
    assert healed == KILLS


# Ctrl-C comes when a semaphore is known to the resource tracker, and not yet to what deletes it.
INTERRUPTED = """
import os, signal
from multiprocessing import resource_tracker
from generator.execution.executors import open_executor

signal.signal(signal.SIGINT, signal.default_int_handler)
register = resource_tracker.register


def interrupted(name, kind):
    register(name, kind)
    if kind == "semaphore":
        resource_tracker.register = register
        os.kill(os.getpid(), signal.SIGINT)


resource_tracker.register = interrupted
try:
    with open_executor(2):
        print("opened")
except KeyboardInterrupt:
    print("stopped")
"""


@NOT_WINDOWS
def test_ctrl_c_leaves_no_semaphore_while_the_executor_is_opened():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "stopped\n", "")


@NOT_WINDOWS
@ONLY_LINUX
def test_ctrl_c_ends_the_build_and_its_workers(kit):
    """The moments: the server of the workers is being started, workers have begun, workers have written for a while."""
    stopped = 0
    for processes, pause in ((2, 0.0), (3, 0.0), (3, 0.1), (4, 0.0), (5, 0.0), (5, 0.3)):
        shutil.rmtree(kit.out, ignore_errors=True)
        # A shell makes what it starts in the background ignore Ctrl-C, and these tests with it.
        listening = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        build = started("--seeds", kit.seeds, "--out", kit.out, "--jobs", "2", start_new_session=True, preexec_fn=listening)
        while len(processes_of(build.pid)) < processes and build.poll() is None:
            time.sleep(0.005)
        time.sleep(pause)
        os.killpg(build.pid, signal.SIGINT)
        out, said = build.communicate(timeout=300)
        assert (build.returncode, out, said) in ((3, "", STOPPED), (0, f"out/small: {FILES} files, {FILES} new or changed\n", "")), (processes, pause)
        stopped += build.returncode == 3
        assert all_end(build.pid) == []
        assert not drafts(kit.out) if kit.out.exists() else True
        assert kit.heals()
    assert stopped >= 4
