"""A quiz item of each kind can be started, and passes the check as it is."""

from typing import get_args

from generator.cli.starting import ITEM_KINDS
from generator.content.loading import read_library
from generator.content.schema import ItemKind
from tests.conftest import run

MODULE = "seeds/modules/01-good-meetings.yaml"


def test_an_item_of_each_kind_is_added_without_a_flaw(new_kit, capsys):
    assert get_args(ItemKind) == ITEM_KINDS
    before = (new_kit / MODULE).read_text(encoding="utf-8")
    for kind in ITEM_KINDS:
        assert run("new", "quiz-item", "good-meetings", "--kind", kind) == 0
    places = [line.replace("\\", "/").partition("; ")[0] for line in capsys.readouterr().out.splitlines()]
    lines = (new_kit / MODULE).read_text(encoding="utf-8").split("\n")
    assert "\n".join(lines).startswith(before.rstrip("\n"))
    library, findings = read_library(new_kit / "seeds")
    # Not every program can take every kind.
    assert {one.code for one in findings} == {"export-kinds"}
    added = library.modules[0].quiz[2:]
    assert [item.kind for item in added] == list(ITEM_KINDS)
    assert places == [f"{MODULE}:{item.span.line}: new" for item in added]
    assert [str(item.id) for item in added] == [f"meetings-q{number}" for number in range(3, 9)]
    assert [str(item.objective) for item in added] == ["meetings-o1", "meetings-o2"] * 3


def test_a_kind_that_does_not_exist_is_refused(new_kit, capsys):
    assert run("new", "quiz-item", "good-meetings", "--kind", "essay") == 2
    assert "'essay' is not one of 'single', 'multiple'" in capsys.readouterr().err
