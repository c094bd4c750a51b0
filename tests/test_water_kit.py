"""The test kit, on another subject and with every element and option, is checked and built in every edition."""

import pytest

from generator.assets import assets_folder
from tests.conftest import WATER_SEEDS, run

EDITIONS = sorted(path.stem.partition("-")[2] for path in (assets_folder() / "locales").glob("ar-*.yaml"))


def test_the_kit_is_checked_without_a_finding(capsys):
    assert run("check", "--seeds", WATER_SEEDS) == 0
    assert capsys.readouterr().err == ""


def test_its_document_is_the_registered_one():
    assert run("verify-source", WATER_SEEDS / "document.txt", "--seeds", WATER_SEEDS) == 0


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_kit_is_built_in_every_edition(edition, tmp_path):
    assert len(EDITIONS) == 6
    assert run("build", "--seeds", WATER_SEEDS, "--out", tmp_path, "--edition", edition, "--only", "decks,handouts") == 0
    assert {path.name for path in tmp_path.iterdir()} == {f"{programme}-{edition.lower()}" for programme in ("one-module", "three-day")}
