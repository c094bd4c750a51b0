"""The cache may only cost time: damaged, swapped, unwritable or deleted, every build gives the same bytes."""

import ast
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

import generator
from generator.assets import assets_folder
from generator.diagnostics import Span
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from generator.storage import cache
from generator.storage.cache import cached_bytes
from generator.typography.fonts import FontSet, font_file
from generator.writers.pptx.template import make_template


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    return tmp_path / "cache"


def everything(*, font=False):
    """Use all that is cached: settings, the template of decks, and on demand the fonts in it."""
    theme = read_theme([assets_folder() / "themes"], "haqiba", Span(""))
    locale = read_locale([assets_folder() / "locales"], "ar-EG", Span(""))
    plain = replace(theme, embed_fonts=font)
    return theme, locale, make_template(plain, FontSet(plain), locale), font_file(theme.families.heading, 400) if font else None


def damage_nothing(paths):
    assert paths


def overwrite(paths):
    rng = random.Random(7)
    for path in paths:
        path.write_bytes(rng.randbytes(path.stat().st_size))


def change_one_byte(paths):
    for path in paths:
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)


def truncate(paths):
    for path in paths:
        path.write_bytes(path.read_bytes()[:-5])


def empty(paths):
    for path in paths:
        path.write_bytes(b"")


def swap(paths):
    """Give each file the content of its neighbour, valid in itself."""
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)


def put_folders_in_place(paths):
    for path in paths:
        path.unlink()
        path.mkdir()
        (path / "file").write_bytes(b"x")


def delete(paths):
    for path in paths:
        path.unlink()


@pytest.mark.parametrize("damage", [damage_nothing, overwrite, change_one_byte, truncate, empty, swap, put_folders_in_place, delete])
def test_a_damaged_cache_changes_no_result(folder, damage):
    before = everything()
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".trimmed")
    assert [path.name.split("-")[0] for path in paths] == ["locale", "template", "theme"]
    damage(paths)
    assert everything() == before


def test_a_damaged_file_is_replaced(folder):
    before = everything(font=True)
    whole = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".trimmed"}
    assert [path.name.split("-")[0] for path in sorted(whole)] == [*["embedded"] * 4, *["font"] * 2, "locale", "template", "theme"]
    overwrite(list(whole))
    assert everything(font=True) == before
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".trimmed"} == whole


def test_an_unusable_folder_costs_time_alone(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "file" / "cache")
    assert everything() == everything()
    assert sorted(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_full_disk_leaves_no_draft(folder, monkeypatch):
    def write(self, data):
        with self.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write)
    assert cached_bytes("kind", [b"input"], lambda: b"result") == b"result"
    assert list(folder.rglob("*")) == []


def test_a_folder_deleted_meanwhile_costs_time_alone(folder):
    def create():
        for path in folder.rglob("*"):
            path.unlink()
        folder.rmdir()
        return b"second"

    assert cached_bytes("kind", [b"first"], lambda: b"first") == b"first"
    assert cached_bytes("kind", [b"second"], create) == b"second"
    assert cached_bytes("kind", [b"second"], lambda: b"never") == b"second"


def test_the_inputs_choose_the_result(folder):
    assert cached_bytes("kind", [b"a", b"b"], lambda: b"1") == b"1"
    assert cached_bytes("kind", [b"a", b"b"], lambda: b"2") == b"1"
    assert cached_bytes("kind", [b"ab", b""], lambda: b"3") == b"3"
    assert cached_bytes("other", [b"a", b"b"], lambda: b"4") == b"4"


def test_the_cache_is_bounded_and_drops_what_was_not_used_longest(folder, monkeypatch):
    monkeypatch.setattr(cache, "LIMIT", 1000)
    monkeypatch.setattr(cache, "TRIMMED_EVERY", 0)
    for number in range(3):
        cached_bytes("kind", [bytes([number])], lambda: b"x" * 250)
        for path in folder.iterdir():
            stamp = path.stat().st_mtime - 100
            os.utime(path, (stamp, stamp))
    # The first is used again, so the second is the one to go.
    cached_bytes("kind", [bytes([0])], lambda: b"never")
    cached_bytes("kind", [bytes([3])], lambda: b"x" * 250)
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 1000
    assert cached_bytes("kind", [bytes([0])], lambda: b"new") == b"x" * 250
    assert cached_bytes("kind", [bytes([1])], lambda: b"new") == b"new"


def test_the_size_of_the_cache_is_looked_at_only_now_and_then(folder, monkeypatch):
    listed = []
    monkeypatch.setattr(cache, "_trim", listed.append)
    for number in range(3):
        cached_bytes("kind", [bytes([number])], lambda: b"x")
    assert listed == [folder]
    stamp = folder / ".trimmed"
    now = stamp.stat().st_mtime
    # Long ago, and in the future, as after a correction of the clock.
    for place, moment in enumerate((now - 601, now + 3600), 2):
        os.utime(stamp, (moment, moment))
        cached_bytes("kind", [bytes([10 + place])], lambda: b"x")
        assert listed == [folder] * place


def test_no_module_reads_pickles():
    seen = 0
    for path in Path(generator.__file__).parent.rglob("*.py"):
        seen += 1
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names] if isinstance(node, ast.Import) else []
            assert not {"pickle", "marshal", "shelve", "dill"} & {name.split(".")[0] for name in names}, path
    assert seen > 70
