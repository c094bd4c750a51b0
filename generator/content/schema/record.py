"""A mapping of the seeds as a frozen record with its place and its citation marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from generator.content.reader import Mapping
from generator.diagnostics import Span
from generator.model.text import BulletList, Cite, Text


def items(least: int, most: int = 99) -> Any:
    """Bound a list's length."""
    return Field(min_length=least, max_length=most)


class Record(BaseModel):
    """A mapping of the seeds; `span` is where it begins."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)
    # No author writes this alias by accident.
    span: Annotated[Span, PlainValidator(lambda value: value), Field(alias="<span>", exclude=True, repr=False)]

    @model_validator(mode="before")
    @classmethod
    def _keep_span(cls, data: object) -> object:
        return {**data, "<span>": data.span} if isinstance(data, Mapping) else data

    @cached_property
    def cites(self) -> tuple[Cite, ...]:
        """Return its citation marks in reading order, found once: each paper of each programme asks for those of its modules."""
        return tuple(cite for name in type(self).model_fields for cite in cites_of(getattr(self, name)))


def cites_of(node: object) -> Iterator[Cite]:
    """Walk a record or a part of it, and return its citation marks in reading order."""
    if isinstance(node, (Text, Record)):
        yield from node.cites
    elif isinstance(node, BulletList):
        for item in node.items:
            yield from item.cites
    elif isinstance(node, (tuple, list)):
        for one in node:
            yield from cites_of(one)
