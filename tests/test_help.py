"""The help of each command, in English and in Arabic."""

import re

import click
import pytest

from generator.cli.commands import cli
from generator.cli.helping import option_help
from generator.content.arabic import slips
from generator.messages import arabic_help
from tests.conftest import run


def commands(command=cli, path="haqiba"):
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, name if path == "haqiba" else f"{path} {name}")


def test_every_command_and_option_has_its_help_in_both_languages():
    found, used = dict(commands()), set()
    assert len(found) >= 16
    assert sorted(found) == sorted(arabic_help()["commands"])
    for path, command in found.items():
        assert command.help, path
        for param in command.get_params(click.Context(command, info_name=path)):
            if isinstance(param, click.Option):
                assert param.help, (path, param.name)
                used.add(option_help(path, param))
    assert used == set(arabic_help()["options"].values())
    assert len(used) >= 22


def test_the_arabic_keeps_to_the_conventions_of_print():
    texts = [*arabic_help()["commands"].values(), *arabic_help()["options"].values(), *arabic_help()["frame"].values()]
    assert len(texts) > 40
    assert [(text, found.code) for text in texts for found, _ in slips(text)] == []


@pytest.mark.parametrize("path", [path for path, _ in commands()])
def test_help_in_arabic_has_no_english_words(path, capsys, monkeypatch):
    monkeypatch.setenv("HAQIBA_LANG", "ar")
    assert run(*([] if path == "haqiba" else path.split()), "--help") == 0
    said = capsys.readouterr().out
    assert said.startswith("الاستعمال:\n  haqiba")
    assert "الخيارات:" in said
    assert arabic_help()["commands"][path].split(" ")[0] in said
    assert not re.search(r"Usage|Options:|Commands:|default|Show|The ", said)


def test_the_language_may_be_an_option(capsys):
    assert run("check", "--lang", "ar", "--help") == 0
    assert "طبعة بلد" in capsys.readouterr().out
    assert run("check", "--lang", "en", "--help") == 0
    said = capsys.readouterr().out
    assert said.startswith("Usage: haqiba check [OPTIONS] [FOLDER]\n")
    assert "A country's edition" in said


def test_help_is_ordered_for_a_terminal_that_does_not(capsys):
    assert run("build", "--lang", "ar", "--terminal-bidi", "on", "--help") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [":ﻝﺎﻤﻌﺘﺳﻻﺍ", "  haqiba build [OPTIONS] [FOLDER] [PROGRAMME …]"]
    (line,) = [one for one in said if "--jobs" in one]
    assert line.startswith("  --jobs N ")
    assert line.endswith(" ﺩﺪﻋ")
