"""The output folder: edited files are kept, empty folders are deleted, files are replaced atomically."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.storage.folder import FolderContents, write_folders
from generator.storage.manifest import MANIFEST, Verification, read_manifest, verify_folder
from tests.conftest import SEEDS, run


def brought(folder, files, *, whole=True):
    contents = FolderContents(folder)
    for path, data in files.items():
        contents.add(path, "inputs", "model", {path: data})
    (report,) = write_folders([contents], whole=whole)
    return report


def all_bytes(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST}


def test_an_edited_file_is_kept_beside_the_new_one(tmp_path):
    brought(tmp_path, {"slides/a.pptx": b"one"})
    (tmp_path / "slides/a.pptx").write_bytes(b"edited")
    report = brought(tmp_path, {"slides/a.pptx": b"two"})
    assert report.edited == (("slides/a.pptx", "a.edited.pptx"),)
    assert all_bytes(tmp_path) == {"slides/a.pptx": b"two", "slides/a.edited.pptx": b"edited"}
    (tmp_path / "slides/a.pptx").write_bytes(b"edited again")
    assert brought(tmp_path, {"slides/a.pptx": b"two"}).edited == (("slides/a.pptx", "a.edited-2.pptx"),)
    assert all_bytes(tmp_path) == {"slides/a.pptx": b"two", "slides/a.edited.pptx": b"edited", "slides/a.edited-2.pptx": b"edited again"}
    assert set(read_manifest(tmp_path).files) == {"slides/a.pptx"}


def test_an_edited_file_whose_output_went_is_kept(tmp_path):
    brought(tmp_path, {"slides/a.pptx": b"one", "slides/b.pptx": b"two"})
    (tmp_path / "slides/a.pptx").write_bytes(b"edited")
    assert brought(tmp_path, {"slides/b.pptx": b"two"}).edited == (("slides/a.pptx", "a.edited.pptx"),)
    assert all_bytes(tmp_path) == {"slides/b.pptx": b"two", "slides/a.edited.pptx": b"edited"}


def test_a_file_of_ones_own_under_a_name_of_ours_is_kept(tmp_path):
    (tmp_path / "agenda.pdf").write_bytes(b"my own")
    assert brought(tmp_path, {"agenda.pdf": b"ours"}).edited == (("agenda.pdf", "agenda.edited.pdf"),)
    assert all_bytes(tmp_path)["agenda.edited.pdf"] == b"my own"


def test_folders_left_empty_are_deleted_and_ones_own_files_stay(tmp_path):
    brought(tmp_path, {"slides/a/1.png": b"one", "slides/b/1.png": b"two", "quiz/q.pdf": b"three"})
    (tmp_path / "slides/b/notes.txt").write_bytes(b"mine")
    brought(tmp_path, {"quiz/q.pdf": b"three"})
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_dir()) == ["quiz", "slides", "slides/b"]
    assert all_bytes(tmp_path) == {"quiz/q.pdf": b"three", "slides/b/notes.txt": b"mine"}


NAMES = st.sampled_from(["a.pptx", "b.pptx", "s/a.pdf", "s/b.pdf", "s/t/c.png"])
FILES = st.dictionaries(NAMES, st.binary(min_size=1, max_size=3), max_size=5)


@settings(max_examples=150)
@given(st.lists(st.tuples(FILES, st.booleans(), st.sets(NAMES)), min_size=1, max_size=5))
def test_nobodys_bytes_are_lost(tmp_path_factory, steps):
    """Builds and edits by hand in any order: what a hand wrote stays until a hand replaces it."""
    folder = tmp_path_factory.mktemp("out")
    own: set[bytes] = set()
    for number, (made, whole, edits) in enumerate(steps):
        brought(folder, made, whole=whole)
        assert own <= set(all_bytes(folder).values())
        assert all(all_bytes(folder)[path] == data for path, data in made.items())
        for path in edits:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            own -= {(folder / path).read_bytes()} if (folder / path).is_file() else set()
            (folder / path).write_bytes(f"by hand, {number}, {path}".encode())
            own.add((folder / path).read_bytes())


def test_a_deck_edited_by_hand_is_reported(tmp_path, capsys):
    arguments = ("build", "half-day", "--seeds", SEEDS, "--out", tmp_path, "--only", "quiz")
    assert run(*arguments) == 0
    deck = tmp_path / "half-day" / "quiz" / "quiz-deck.pptx"
    made = deck.read_bytes()
    deck.write_bytes(b"edited")
    capsys.readouterr()
    assert run(*arguments) == 0
    said = capsys.readouterr().err
    assert "quiz-deck.pptx was edited by hand; the edited version is kept as quiz-deck.edited.pptx" in said
    assert deck.read_bytes() == made
    assert deck.with_name("quiz-deck.edited.pptx").read_bytes() == b"edited"


def test_verify_finds_changed_missing_and_extra_files(tmp_path, capsys):
    brought(tmp_path, {"slides/a.pptx": b"one", "slides/b.pptx": b"two", "quiz/q.pdf": b"three"})
    assert verify_folder(tmp_path) == Verification(3, (), (), ())
    assert run("verify", tmp_path) == 0
    assert capsys.readouterr().out == f"{tmp_path}: 3 of 3 files as built\n"
    (tmp_path / "slides/a.pptx").write_bytes(b"edited")
    (tmp_path / "slides/b.pptx").unlink()
    (tmp_path / "slides/b.pptx").mkdir()
    (tmp_path / "quiz/notes.txt").write_bytes(b"mine")
    assert verify_folder(tmp_path) == Verification(3, ("slides/a.pptx",), ("slides/b.pptx",), ("quiz/notes.txt",))
    assert run("verify", tmp_path) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path}/slides/a.pptx: changed",
        f"{tmp_path}/slides/b.pptx: missing",
        f"{tmp_path}/quiz/notes.txt: extra",
        f"{tmp_path}: 1 of 3 files as built",
    ]


def test_verify_needs_a_manifest(tmp_path, capsys, monkeypatch):
    assert run("verify", tmp_path) == 1
    assert "no readable manifest.json" in capsys.readouterr().err
    brought(tmp_path / "kit", {"a.pdf": b"one"})
    (tmp_path / "kit" / MANIFEST).write_bytes(b"{")
    assert verify_folder(tmp_path / "kit") is None
    monkeypatch.chdir(tmp_path)
    assert run("verify") == 2
    assert "there is no kit in build/" in capsys.readouterr().err


def test_verify_without_a_folder_takes_all_kits(tmp_path, capsys, monkeypatch):
    for name in ("one-day", "two-day"):
        brought(tmp_path / "build" / name, {"a.pdf": b"one"})
    monkeypatch.chdir(tmp_path)
    assert run("verify") == 0
    assert capsys.readouterr().out.splitlines() == ["build/one-day: 1 of 1 file as built", "build/two-day: 1 of 1 file as built"]


def test_spooled_files_are_like_others_and_are_drafts_until_all_is_made(tmp_path):
    folders = {}
    for name in ("added", "spooled"):
        for data in (b"one", b"one", b"two"):
            contents = FolderContents(tmp_path / name)
            put = contents.spool if name == "spooled" else contents.add
            put("papers/a.pdf", "inputs", "model", {"papers/a.pdf": data})
            drafts = [path.name for path in (tmp_path / name).rglob("*") if path.is_file() and path.name.endswith(".part")]
            assert len(drafts) == (name == "spooled")
            report = write_folders([contents], whole=True)[0]
            folders.setdefault(name, []).append((report.total, report.changed, all_bytes(tmp_path / name)))
    assert folders["added"] == folders["spooled"]
    assert [changed for _, changed, _ in folders["spooled"]] == [1, 0, 1]


def test_discarded_drafts_leave_nothing(tmp_path):
    contents = FolderContents(tmp_path / "new")
    contents.spool("papers/a.pdf", "inputs", "model", {"papers/a.pdf": b"one"})
    assert len(list(tmp_path.rglob("*.part"))) == 1
    contents.drafts.discard()
    assert list(tmp_path.iterdir()) == []
