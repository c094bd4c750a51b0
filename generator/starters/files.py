"""Start a file of a kit: a module, a programme, what all workshops share; or add a quiz item to a module.

In: an id and the seeds. Out: the path of a new file that passes the checks, with comments on what to write.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from generator.assets import assets_folder
from generator.content.files import names_in, read_bytes, replace_file
from generator.content.reader import Mapping, Sequence, parse_yaml
from generator.content.schema import ItemKind, Module, Source
from generator.content.validation import scalars, validate
from generator.diagnostics import ContentError, Diagnostic, suggestion
from generator.faults import Fault
from generator.messages import say

# A module's quiz without items.
_NO_QUIZ = re.compile(r"quiz:\s*(?:\[\s*\])?\s*(?:#.*)?")
_DASH = re.compile(" *(?=- )")
_NUMBER = re.compile(r"(\d\d)-.*\.yaml")


def start_module(seeds: Path, name: str) -> Path:
    """Start a module after those that there are."""
    return write_new(_next_place(seeds / "modules", name), filled("module.yaml", id=name, fact=_some_fact(seeds), schemas=schemas_of(seeds)))


def start_programme(seeds: Path, name: str) -> Path:
    """Start a programme of one day with the first module of the kit; the others stand in it as comments."""
    modules = _modules(seeds)
    if not modules:
        raise Fault(str(seeds / "modules"), say("new.no-module"), say("new.no-module.hint"))
    first, *others = modules
    slots = [f"      - module: {first.id}", *(f"      # - module: {module.id}" for module in others)]
    return write_new(seeds / "programmes" / f"{name}.yaml", filled("programme.yaml", id=name, slots="\n".join(slots), schemas=schemas_of(seeds)))


def start_facilitation(seeds: Path) -> Path:
    """Start what all workshops share, as a new kit has it.

    Raises Fault if the kit has that file already.
    """
    path = seeds / "facilitation.yaml"
    if path.exists():
        raise Fault(str(path), say("new.exists"), say("new.exists.edit.hint"))
    text = (assets_folder() / "starters" / "kit" / "seeds" / "facilitation.yaml").read_text(encoding="utf-8")
    return write_new(path, text.replace("../schemas/", f"{schemas_of(seeds).removeprefix('../')}/", 1))


def add_quiz_item(seeds: Path, module: str, kind: ItemKind = "single") -> tuple[Path, int]:
    """Add a quiz item of a kind to a module, for its objective that has the fewest; return the file and the line of the item.

    All else in the file stays as it is, comments too. Raises Fault if there is no such module, and ContentError if its file has errors.
    """
    place = next((path for path in _files(seeds / "modules") if path.stem.partition("-")[2] == module or path.stem == module), None)
    if place is None:
        raise Fault(
            str(seeds / "modules"),
            say("unknown-module", module=module),
            suggestion(module, [path.stem.partition("-")[2] for path in _files(seeds / "modules")]),
        )
    raw = read_bytes(place)
    node = parse_yaml(str(place), raw)
    read = validate(Module, node)
    objective = min(read.objectives, key=lambda one: sum(item.objective == one.id for item in read.quiz))
    fact = read.cites[0].fact if read.cites else _some_fact(seeds)
    starter = "quiz-item.yaml" if kind == "single" else f"quiz-item-{kind}.yaml"
    item = filled(starter, id=_free_item(seeds, read), objective=str(objective.id), bloom=objective.bloom, fact=fact)
    text, line = _with_item(raw.decode("utf-8").replace("\r\n", "\n"), node, item)
    replace_file(place, (text.replace("\n", "\r\n") if b"\r\n" in raw else text).encode())
    return place, line


def schemas_of(seeds: Path) -> str:
    """Return where a kit's JSON Schemas are, from a folder of its seeds: in the kit, or among its assets."""
    return "../../schemas" if (seeds.parent / "schemas").is_dir() else "../../assets/schemas"


def filled(starter: str, **values: str) -> str:
    """Return a starter with its placeholders filled."""
    return Template((assets_folder() / "starters" / starter).read_text(encoding="utf-8")).substitute(values)


def write_new(path: Path, text: str) -> Path:
    """Write a file that does not exist yet.

    Raises Fault if it exists or cannot be written.
    """
    if path.exists():
        raise Fault(str(path), say("new.exists"), say("new.exists.hint"))
    replace_file(path, text.encode())
    return path


def _files(folder: Path) -> list[Path]:
    return [folder / name for name in sorted(names_in(folder)) if name.endswith(".yaml")] if folder.is_dir() else []


def _modules(seeds: Path) -> list[Module]:
    return [validate(Module, parse_yaml(str(path), read_bytes(path))) for path in _files(seeds / "modules")]


def _some_fact(seeds: Path) -> str:
    """Return a registered fact, for an author to replace.

    Raises Fault if there is none.
    """
    sources = (validate(Source, parse_yaml(str(path), read_bytes(path))) for path in _files(seeds / "sources"))
    source = next(sources, None)
    if source is None:
        raise Fault(str(seeds / "sources"), say("new.no-source"), say("new.no-source.hint"))
    return str(source.facts[0].id)


def _next_place(folder: Path, name: str) -> Path:
    """Return the path of a new module, numbered after the others."""
    files = _files(folder)
    for path in files:
        if path.stem.partition("-")[2] == name:
            raise Fault(str(path), say("new.module-exists", name=name), say("new.module-exists.hint"))
    numbers = [int(found[1]) for path in files if (found := _NUMBER.fullmatch(path.name))]
    return folder / f"{max(numbers, default=0) + 1:02}-{name}.yaml"


def _free_item(seeds: Path, module: Module) -> str:
    """Return an id for a quiz item that no module of the kit has."""
    taken = {str(item.id) for one in _modules(seeds) for item in one.quiz}
    stem = str(module.quiz[-1].id).rstrip("0123456789") if module.quiz else f"{module.id}-q"
    return next(f"{stem}{number}" for number in range(len(module.quiz) + 1, len(taken) + len(module.quiz) + 2) if f"{stem}{number}" not in taken)


def _with_item(text: str, node: Mapping, item: str) -> tuple[str, int]:
    """Return a module's text with an item at the end of its quiz, and the line of the item.

    Raises ContentError if the quiz is written in brackets.
    """
    lines = (text if text.endswith("\n") else f"{text}\n").split("\n")
    added = item.rstrip("\n").split("\n")
    quiz = node.get("quiz")
    if not isinstance(quiz, Sequence) or not quiz:
        kept = "\n".join(line for line in lines if not _NO_QUIZ.fullmatch(line)).rstrip("\n").split("\n")
        return "\n".join([*kept, "", "quiz:", *added, ""]), len(kept) + 3
    indent = _DASH.match(lines[quiz.span.line - 1])
    if indent is None:
        raise ContentError([Diagnostic(quiz.span, say("quiz-list"), say("quiz-list.hint"))])
    end = _end_of(quiz, node, lines)
    shifted = [indent.group() + line[2:] for line in added]
    return "\n".join([*lines[:end], *shifted, *lines[end:]]), end + 1


def _end_of(quiz: Sequence, node: Mapping, lines: list[str]) -> int:
    """Return the number of the quiz's last line, before the blank lines and comments that lead to the next key."""
    last = max(scalar.span.line for scalar in scalars(quiz))
    end = min((span.line for span in node.keys_at.values() if span.line > last), default=len(lines) + 1) - 1
    while end > last and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end
