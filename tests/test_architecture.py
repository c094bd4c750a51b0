"""Enforce the import table of generator/README.md, and that no package but `cli` prints."""

import ast
import importlib.metadata
import pkgutil
import re
import sys
from pathlib import Path

import click

import generator
import generator.cli
from generator.storage.fingerprints import PACKAGES

PACKAGE = Path(generator.__file__).parent
EVERYTHING = "everything"
# What turns the seeds into bytes.
MAKING = (
    *("content", "settings", "inputs", "participants", "model", "plan", "forms"),
    *("compose", "layout", "typography", "writers", "formats", "outputs", "pictograms"),
)


def table():
    rows = re.findall(r"(?m)^\| `(\w+)` \|[^|]*\| ([^|]*) \|$", (PACKAGE / "README.md").read_text(encoding="utf-8"))
    return dict(rows)


def modules():
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def package_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name and name.startswith("generator."):
                yield name.split(".")[1]


def roots(path):
    """Give the names of the packages that a module imports, generator's own and those of Python too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names] if isinstance(node, ast.Import) else []
        yield from (name.partition(".")[0] for name in names if name)


def test_a_version_of_any_package_that_writes_makes_outputs_anew():
    homes = importlib.metadata.packages_distributions()
    used = {name for path in modules() if package_of(path) in MAKING for name in roots(path)} - {"generator", *sys.stdlib_module_names}
    named = {homes[name][0].lower().replace("_", "-") for name in used}
    assert {"reportlab", "python-pptx", "openpyxl", "genanki", "segno", "icalendar"} <= named
    assert named - set(PACKAGES) == set()


def test_every_package_is_in_the_table():
    packages = {package_of(path) for path in modules()}
    assert packages == set(table())
    assert len(packages) == 31


def test_imports_keep_to_the_table():
    allowed, seen = table(), 0
    for path in modules():
        package = package_of(path)
        may = set(allowed) if EVERYTHING in allowed[package] else set(re.findall(r"`(\w+)`", allowed[package]))
        if "but `cli`" in allowed[package]:
            may = set(allowed) - {"cli"}
        for imported in imports(path):
            seen += 1
            assert imported == package or imported in may, f"{path.relative_to(PACKAGE)} imports {imported}"
    assert seen > 100


def test_later_stages_are_not_known_to_earlier_ones():
    order = ["messages", "diagnostics", "model", "content", "plan", "inputs", "compose", "layout", "writers", "formats", "execution", "outputs", "build", "cli"]
    seen = 0
    for path in (path for path in modules() if package_of(path) in order):
        for imported in (one for one in imports(path) if one in order):
            seen += 1
            assert order.index(imported) <= order.index(package_of(path)), path
    assert seen > 60


def test_only_the_command_line_speaks():
    checked = 0
    for path in (path for path in modules() if package_of(path) != "cli"):
        calls = [
            node.func.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert "print" not in calls, path
        checked += 1
    assert checked > 35


def commands_in(group):
    """Give the commands of a group, and those of the groups in it."""
    for one in group.commands.values():
        yield one
        if isinstance(one, click.Group):
            yield from commands_in(one)


def test_every_command_is_listed():
    names = [f"generator.cli.{one.name}" for one in pkgutil.iter_modules(generator.cli.__path__) if one.name != "__main__"]
    declared = {one for name in names for one in vars(importlib.import_module(name)).values() if isinstance(one, click.Command)}
    assert declared == {generator.cli.cli, *commands_in(generator.cli.cli)}
    assert len(declared) > 15


def test_the_formats_own_libraries_stay_in_their_writers():
    homes = {
        "pptx": ("writers/pptx", "pulling/deck.py"),
        "reportlab": "writers/pdf",
        "uharfbuzz": "typography",
        "bidi": "typography",
        "yaml": ("content", "messages.py"),
        "icalendar": "writers/ics.py",
        "babel": "settings/cldr.py",
        "genanki": "writers/quiz/anki.py",
    }
    found = dict.fromkeys(homes, 0)
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names] if isinstance(node, ast.Import) else []
            for top in {(name or "").split(".")[0] for name in names} & set(homes):
                found[top] += 1
                assert path.relative_to(PACKAGE).as_posix().startswith(homes[top]), path
    assert all(found.values()), found
