"""What a change of content does to the outputs, as text: between folders, between git revisions, and with every kind of change."""

import shutil
import subprocess

import pytest

from generator.comparing.diff import compare
from generator.comparing.texts import lines_of
from generator.inputs.reading import read_inputs
from generator.options import DATE, KINDS
from generator.outputs import planned_outputs
from tests.conftest import SEEDS, WATER_SEEDS, change, run

MODULE = "seeds/modules/01-good-meetings.yaml"


def said(capsys, *arguments):
    capsys.readouterr()
    assert run("diff", *arguments) == 0
    return capsys.readouterr().out.splitlines()


def test_a_changed_text_is_shown_in_each_output_that_has_it(new_kit, capsys):
    shutil.copytree(new_kit, new_kit.parent / "old")
    change(new_kit / MODULE, "دعوة من يلزم للغرض", "دعوة من يلزم وحده")
    assert said(capsys, "../old") == [
        "introduction/slides/01-good-meetings.pptx:",
        "  in «الغرض قبل الدعوة»",
        "    - دعوة من يلزم للغرض",
        "    + دعوة من يلزم وحده",
        "introduction/facilitator/traceability.pdf:",
        "  in «الوحدة 1: اجتماع عمل ناجح»",
        "    - دعوة من يلزم للغرض",
        "    + دعوة من يلزم وحده",
    ]


def test_notes_quiz_and_new_slides_are_shown(new_kit, capsys):
    shutil.copytree(new_kit, new_kit.parent / "old")
    change(new_kit / MODULE, "say: نكتب الغرض أولًا، ثم نسأل عمن يلزم حضوره.", "say: نكتب الغرض أولًا.")
    change(new_kit / MODULE, "      - قائمة بأسماء المدعوين\n", "      - قائمة المدعوين\n")
    lines = said(capsys, "../old", ".")
    assert "    - نكتب الغرض أولًا، ثم نسأل عمن يلزم حضوره." in lines
    assert "    + نكتب الغرض أولًا." in lines
    assert lines.index("introduction/quiz/test-a.pdf:") < lines.index("    + قائمة المدعوين")


def test_outputs_that_only_one_state_has_are_listed(new_kit, capsys):
    shutil.copytree(new_kit, new_kit.parent / "old")
    assert run("new", "programme", "second") == 0
    first = said(capsys, "../old")[0]
    assert first.startswith("second/facilitator/guide.pdf, second/slides/01-good-meetings.pptx, second/handouts/01-good-meetings.pdf, ")
    assert first.endswith(": new")
    assert said(capsys, ".", "../old")[0].endswith(": no longer made")


def test_programmes_that_change_alike_are_shown_once(new_kit, capsys):
    assert run("new", "programme", "second") == 0
    shutil.copytree(new_kit, new_kit.parent / "old")
    change(new_kit / MODULE, "دعوة من يلزم للغرض", "دعوة من يلزم وحده")
    lines = said(capsys, "../old")
    assert lines[0] == "introduction/slides/01-good-meetings.pptx, second/slides/01-good-meetings.pptx:"
    assert lines.count("    + دعوة من يلزم وحده") == 2


def test_what_changes_without_words_is_not_silent(new_kit, capsys):
    shutil.copytree(new_kit, new_kit.parent / "old")
    change(new_kit / MODULE, "        rows: 4", "        rows: 5")
    assert said(capsys, "../old") == ["introduction/handouts/01-good-meetings.pdf, introduction/papers/group-work.pdf: the same words, otherwise different"]


def test_equal_states_are_told(new_kit, capsys):
    shutil.copytree(new_kit, new_kit.parent / "old")
    (new_kit / MODULE).write_text("# تعليق\n" + (new_kit / MODULE).read_text(encoding="utf-8"), encoding="utf-8")
    assert said(capsys, "../old") == ["what is shown and printed is the same"]


def test_a_revision_is_compared_with_the_kit_as_it_is(new_kit, capsys):
    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], cwd=new_kit, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    change(new_kit / MODULE, "دعوة من يلزم للغرض", "دعوة من يلزم وحده")
    change(new_kit / "assets/locales/ar.yaml", "base: ar\n", "base: ar\nlabels:\n  key_messages: أهم الرسائل\n")
    lines = said(capsys, "HEAD")
    assert "    + دعوة من يلزم وحده" in lines
    # The kit's own wordings of that revision, too.
    assert lines[lines.index("    - الرسائل الأساسية") + 1] == "    + أهم الرسائل"
    git("commit", "-qam", "two")
    assert said(capsys, "HEAD~1", "HEAD") == lines
    assert said(capsys, "HEAD") == ["what is shown and printed is the same"]


@pytest.mark.parametrize("name", ["nothing", "--output=x", "HEAD"])
def test_neither_a_folder_nor_a_revision_is_told(new_kit, capsys, name):
    assert run("diff", "--", name) == 3
    assert f"error: {name}: this is neither a kit's folder nor a revision with a kit" in capsys.readouterr().err
    assert not (new_kit / "x").exists()


def test_a_state_with_errors_is_told(new_kit, capsys):
    shutil.copytree(new_kit, new_kit.parent / "old")
    change(new_kit / MODULE, "id: good-meetings\n", "id: good-meeting\n")
    assert run("diff", "../old") == 1
    assert "good-meeting" in capsys.readouterr().err


@pytest.mark.parametrize("seeds", [SEEDS, WATER_SEEDS])
def test_every_text_of_a_model_is_a_line(seeds):
    """No record of a model is passed over: all texts that are in it are among its lines."""
    from generator.model.dump import dump

    inputs = read_inputs(seeds, None, DATE)
    models = 0
    for programme in inputs.library.programmes:
        for planned, *_ in planned_outputs(inputs.plan(programme), KINDS):
            model = planned.compose()
            dumped = dump(model)
            lines = lines_of(model)
            assert dumped.count('"class":"Run"') == sum(1 for _ in _runs(model))
            words = {line.words for line in lines}
            assert {text for text in _plain_texts(model) if text.strip()} - words == set()
            models += bool(lines)
    assert models > 20
    assert compare(inputs, inputs) == ()


def _walk(node):
    yield node
    if isinstance(node, tuple):
        for one in node:
            yield from _walk(one)
    for name in getattr(type(node), "__dataclass_fields__", ()):
        yield from _walk(getattr(node, name))


def _runs(model):
    return (one for one in _walk(model) if type(one).__name__ == "Run")


def _plain_texts(model):
    return {one.plain for one in _walk(model) if type(one).__name__ == "Text"}
