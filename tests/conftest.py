import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.cli import building, main
from generator.starters.kit import start_kit

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
WATER_SEEDS = ROOT / "tests" / "kit"


# Tests run on all processors already, and replace functions in their own process.
building.default_jobs = lambda: 1


def run(*arguments):
    """Run the command line in this process; give its exit status."""
    return main([str(argument) for argument in arguments])


def change(path, old, new):
    """Replace a text that stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def without_excerpts(said):
    """Drop the lines that show the place of a diagnostic."""
    return re.sub(r"(?m)^ *\d* \| .*\n?", "", said)


def built_once(tmp_path_factory, seeds, name):
    """Build a kit into a folder that all workers share: the first one builds, the others wait for it and find nothing to write."""
    base = tmp_path_factory.getbasetemp()
    out = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    assert run("build", "--seeds", seeds, "--out", out) == 0
    return out


@pytest.fixture(scope="session")
def kit(tmp_path_factory):
    """All programmes of the repository's own seeds."""
    return built_once(tmp_path_factory, SEEDS, "kit")


@pytest.fixture(scope="session")
def water_kit(tmp_path_factory):
    """All programmes of the tests' own seeds, another subject with every element."""
    return built_once(tmp_path_factory, WATER_SEEDS, "water-kit")


@pytest.fixture
def all_seeds(tmp_path):
    """A copy of the seeds that a test may spoil."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


@pytest.fixture
def seeds(all_seeds):
    """A copy of the seeds that a test may spoil, with the shortest of the programmes alone: all of them take four times as long."""
    (all_seeds / "programmes" / "one-day.yaml").unlink()
    (all_seeds / "programmes" / "two-day.yaml").unlink()
    return all_seeds


@pytest.fixture
def new_kit(tmp_path, monkeypatch):
    """A kit just started, which a test may change; it is the current folder."""
    start_kit(tmp_path / "kit")
    monkeypatch.chdir(tmp_path / "kit")
    return tmp_path / "kit"


@pytest.fixture(scope="session")
def pdftotext():
    """Poppler's extraction; where it is not installed the test is skipped, except in CI."""
    tool = shutil.which("pdftotext")
    if tool is None:
        assert not os.environ.get("CI"), "CI must have pdftotext"
        pytest.skip("pdftotext (poppler-utils) is not installed")

    def extract(path):
        text = subprocess.run([tool, str(path), "-"], capture_output=True, check=True).stdout.decode("utf-8")
        return re.sub("[\u061c\u200e\u200f\u202a-\u202e]", "", text)

    return extract


@pytest.fixture(scope="module")
def chromium():
    """The system's Chromium; where it is not installed the test is skipped, except in CI."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        assert not os.environ.get("CI"), "CI must have chromium"
        pytest.skip("chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = started.chromium.launch(executable_path=program, args=options)
        yield browser
        browser.close()
