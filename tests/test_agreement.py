"""`check` finds what `build` finds: on a small kit with every element, and on 100 mutations of it."""

import copy
import random
import re
import shutil
from collections import Counter

import pytest
from PIL import Image

from generator.assets import assets_folder
from tests.conftest import run, without_excerpts
from tests.small_kit import MUTATIONS, mutate, small_kit, write_kit

KITS = 100
GROUPS = 5


@pytest.fixture
def assets(tmp_path, monkeypatch):
    """The kit's assets with a logo that a mutation may change."""
    folder = tmp_path / "assets"
    shutil.copytree(assets_folder(), folder)
    Image.new("RGB", (60, 20), "#336699").save(folder / "logos" / "mark.png")
    monkeypatch.setattr("generator.assets.assets_folder", lambda: folder)
    return folder


def spoken(capsys, *arguments):
    """Run a command; give its status and its diagnostics."""
    capsys.readouterr()
    status = run(*arguments)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err, captured.err[-3000:]
    said = captured.err.strip()
    found = re.findall(r"(?m)^(.+?:\d+:\d+: (?:error|warning): .+)\nhint: .+$", said)
    said = without_excerpts(said).strip()
    assert len(said.split("\n") if said else []) == 2 * len(found), said
    return status, found


def agreed(capsys, seeds, out):
    """Check and build; both say the same."""
    status, found = spoken(capsys, "check", "--seeds", seeds)
    built, said = spoken(capsys, "build", "--seeds", seeds, "--out", out)
    assert (built, said) == (status, found)
    assert status == (1 if any(": error: " in one for one in found) else 0)
    assert len(set(found)) == len(found)
    assert all(one.startswith(f"{seeds}") for one in found), found
    assert out.exists() == (status == 0)
    return status, found


def test_the_small_kit_is_sound(tmp_path, assets, capsys):
    write_kit(small_kit(), tmp_path / "seeds")
    assert agreed(capsys, tmp_path / "seeds", tmp_path / "out") == (0, [])


@pytest.mark.parametrize("group", range(GROUPS))
def test_check_and_build_agree_on_mutated_kits(tmp_path, assets, capsys, group):
    whole, mark = small_kit(), (assets / "logos" / "mark.png").read_bytes()
    seen, outcomes = Counter(), Counter()
    for number in range(group, KITS, GROUPS):
        files, logo = copy.deepcopy(whole), assets / "logos" / "mark.png"
        logo.write_bytes(mark)
        done = mutate(files, logo, random.Random(number))
        seeds, out = tmp_path / f"seeds-{number}", tmp_path / f"out-{number}"
        write_kit(files, seeds)
        try:
            status, _ = agreed(capsys, seeds, out)
        except BaseException as problem:
            problem.add_note(f"kit {number}: {done}")
            raise
        seen.update(done)
        outcomes[status] += 1
        shutil.rmtree(out, ignore_errors=True)
    assert sum(outcomes.values()) == KITS // GROUPS
    assert set(outcomes) == {0, 1}
    assert len(seen) > len(MUTATIONS) // 3
