"""List the keys of every block of the kit's files, with types, limits and defaults, as the records in code state them.

In: the records of `content.schema`, `settings.theme` and `settings.locale`. Out: a frozen `Key` for each key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.content import schema
from generator.content.variant import Between
from generator.settings import cldr, locale, theme

# The kinds of files, by the name of their schema.
FILES: dict[str, type] = {
    "kit": schema.Kit,
    "programme": schema.Programme,
    "module": schema.Module,
    "source": schema.Source,
    "glossary": schema.Glossary,
    "facilitation": schema.Facilitation,
    "theme": theme.Theme,
    "locale": locale.Locale,
}
# Those that inherit: with `base` they state only their differences.
VARIANTS = frozenset(("theme", "locale"))
# Every block of keys, by its name in the reference.
BLOCKS: dict[str, type] = {
    "kit": schema.Kit,
    "organisation": schema.Organisation,
    "certificates": schema.Certificates,
    "programme": schema.Programme,
    "day": schema.Day,
    "slot": schema.Slot,
    "blueprint": schema.Blueprint,
    "blueprint row": schema.BlueprintRow,
    "module": schema.Module,
    "objective": schema.Objective,
    "opening": schema.Opening,
    "closing": schema.Closing,
    "notes": schema.Notes,
    "section": schema.Section,
    "definition": schema.TermDefined,
    "part": schema.PartOpening,
    "figure": schema.Figure,
    "figure item": schema.FigureItem,
    "axes": schema.Axes,
    "axis": schema.Axis,
    "table": schema.Table,
    "chart": schema.Chart,
    "bar": schema.ChartItem,
    "quotation": schema.Quotation,
    "roles": schema.Roles,
    "party": schema.Party,
    "activity": schema.Activity,
    "step": schema.Step,
    "worksheet": schema.Worksheet,
    "prompt": schema.Prompt,
    "material": schema.Material,
    "variants": schema.Variants,
    "case": schema.Case,
    "discussion": schema.Discussion,
    "scenario": schema.QuizScenario,
    "quiz item": schema.QuizItem,
    "choice": schema.Choice,
    "pair": schema.Pair,
    "facilitator": schema.Facilitator,
    "answered question": schema.Answered,
    "facilitation": schema.Facilitation,
    "checklist": schema.Checklist,
    "routine": schema.Routine,
    "energiser": schema.Energiser,
    "evaluation": schema.Evaluation,
    "evaluation form": schema.EvaluationForm,
    "evaluation part": schema.EvaluationPart,
    "source": schema.Source,
    "fact": schema.Fact,
    "source paragraph": schema.SourceParagraph,
    "glossary": schema.Glossary,
    "term": schema.Term,
    "pictured word": schema.PicturedWord,
    "theme": theme.Theme,
    "colours": theme.Colours,
    "families": theme.Families,
    "family": theme.Family,
    "font files": theme.FontFiles,
    "slide sizes": theme.SlideSizes,
    "print sizes": theme.PrintSizes,
    "locale": locale.Locale,
}
NAMES = {record: name for name, record in BLOCKS.items()}


@dataclass(frozen=True)
class Value:
    """A single value of a named type; a number is at least `least`, or greater than `above`, and at most `most`."""

    name: str
    least: float | None = None
    above: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Choice:
    """One of several words."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A block of keys, by its name in BLOCKS."""

    name: str


@dataclass(frozen=True)
class ListOf:
    """A list of items of one type."""

    item: Type
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Free:
    """A block whose keys are free, with values of one type."""

    item: Type


@dataclass(frozen=True)
class Either:
    """A value of one of several types."""

    types: tuple[Type, ...]


Type = Value | Choice | Block | ListOf | Free | Either


@dataclass(frozen=True)
class Key:
    """One key of a block; `default` is None if it has none."""

    name: str
    type: Type
    required: bool
    default: Any = None


# Compared one by one: some annotations cannot be hashed.
_NAMED: tuple[tuple[Any, Type], ...] = (
    (schema.Identifier, Value("id")),
    (schema.Line, Value("line")),
    (schema.Title, Value("title")),
    (schema.Inline, Value("text")),
    (schema.Task, Value("text or nothing")),
    (schema.Paragraphs, Value("paragraphs")),
    (schema.Clock, Value("time")),
    (schema.Date, Value("date")),
    (schema.Fingerprint, Value("fingerprint")),
    (schema.WebAddress, Value("address")),
    # A text alone is a material's `item`, and the `text` of a choice.
    (schema.Material, Either((Value("text"), Block("material")))),
    (schema.Choice, Either((Value("text"), Block("choice")))),
    (schema.Rows, Either((Value("whole number", 1, most=schema.MOST_ROWS), ListOf(Value("text"))))),
    (theme.Colour, Value("colour")),
    (int, Value("whole number")),
    (float, Value("number")),
    (bool, Value("yes or no")),
    (str, Value("word")),
    (Path, Value("path")),
)


def keys_of(record: type) -> tuple[Key, ...]:
    """List the keys of a record, a pydantic model or a frozen dataclass, in their order."""
    return tuple(_model_keys(record) if issubclass(record, BaseModel) else _settings_keys(record))


def blocks_of(type_: Type) -> tuple[str, ...]:
    """Return the names of the blocks that a type refers to."""
    if isinstance(type_, Block):
        return (type_.name,)
    inner = type_.types if isinstance(type_, Either) else (type_.item,) if isinstance(type_, (ListOf, Free)) else ()
    return tuple(name for one in inner for name in blocks_of(one))


def blocks_within(name: str) -> list[str]:
    """List a block and all blocks within it, by name."""
    found = [name]
    for one in found:
        inner = [block for key in keys_of(BLOCKS[one]) for block in blocks_of(key.type)]
        found += [block for block in dict.fromkeys(inner) if block not in found]
    return found


def _model_keys(record: type[BaseModel]) -> Iterable[Key]:
    for name, field in record.model_fields.items():
        if name != "span":
            yield Key(name, _limited(_type(_annotated(field)), field.metadata), field.is_required(), _default(field.default))


def _annotated(field: FieldInfo) -> Any:
    """Return a field's annotation as it was written: pydantic keeps what annotates the whole of it apart."""
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _settings_keys(record: type) -> Iterable[Key]:
    hints = get_type_hints(record, include_extras=True)
    for field in fields(record):
        required = field.default is MISSING and not (record is locale.Locale and field.name in cldr.KNOWN)
        yield Key(field.name, _type(hints[field.name]), required, _default(field.default))


def _default(value: Any) -> Any:
    """Return a default that is a value of its own: nothing stands for an absent text or list."""
    return value if isinstance(value, (bool, int, float, str)) and value != "" else None


def _type(hint: Any) -> Type:
    named = next((made for known, made in _NAMED if known == hint), None)
    if named is not None:
        return named
    if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, BaseModel)):
        return Block(NAMES[hint])
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _limited(_type(arguments[0]), arguments[1:])
    return Choice(arguments) if origin is Literal else _compound(origin, arguments)


def _compound(origin: Any, arguments: tuple[Any, ...]) -> Type:
    if origin is tuple:
        count = None if arguments[-1] is Ellipsis else len(arguments)
        return ListOf(_type(arguments[0]), count or 0, count)
    if origin is dict:
        return Free(_type(arguments[1]))
    if origin in (Union, UnionType):
        # An absent key is None; no one can type it.
        (inner,) = (one for one in arguments if one is not type(None))
        return _type(inner)
    raise TypeError(f"the reference knows no {origin} of {arguments}")


def _limited(type_: Type, notes: Iterable[Any]) -> Type:
    """Add the limits that annotate a type."""
    for note in (inner for one in notes for inner in (one.metadata if isinstance(one, FieldInfo) else (one,))):
        if isinstance(type_, ListOf):
            type_ = replace(type_, least=getattr(note, "min_length", type_.least), most=getattr(note, "max_length", type_.most))
        elif isinstance(type_, Value) and isinstance(note, Between):
            type_ = replace(type_, above=note.least, most=note.most)
        elif isinstance(type_, Value):
            type_ = replace(type_, least=getattr(note, "ge", type_.least), most=getattr(note, "le", type_.most))
    return type_
