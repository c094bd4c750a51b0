"""The types of single values: texts, ids, times, addresses; what each refuses."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import Field, PlainValidator
from pydantic_core import PydanticCustomError

from generator.content.markup import MarkupError, parse_inline, parse_prose
from generator.content.reader import Scalar, Sequence
from generator.model.date import TYPED_DATE, date_flaw
from generator.model.text import Prose, Text

BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
# Patterns of whole values, which the JSON Schemas for editors state too: all are also regular expressions of ECMAScript.
IDENTIFIER = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
# Windows keeps these names for devices, and takes no folder of such a name.
RESERVED = r"(?:con|nul|aux|prn|(?:com|lpt)[0-9])"
CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
DATE = TYPED_DATE
FINGERPRINT = r"[0-9a-f]{64}"
WEB_ADDRESS = r"https?://[^\s/]+\S*"
# Files are named after ids.
LONGEST_IDENTIFIER = 64
# A deck's title and author properties take 255 characters, some of which a label needs.
LONGEST_TITLE = 200
# A worksheet's table stays on one page.
MOST_ROWS = 19
# Line ends, tabs and unusual spaces; in text with markup they count as one space.
_OTHER_SPACE = re.compile("[^\\S \u00a0\u2009\u202f]")


def _words(value: object) -> Scalar:
    if not isinstance(value, Scalar):
        raise PydanticCustomError("text_expected", "text is expected here")
    if not value.strip():
        raise PydanticCustomError("text_missing", "the value is missing")
    return value


def identifier_flaw(word: str) -> Literal["identifier", "reserved_name"] | None:
    """Return why a word cannot be an id; None if it can."""
    if not re.fullmatch(IDENTIFIER, word) or len(word) > LONGEST_IDENTIFIER:
        return "identifier"
    return "reserved_name" if re.fullmatch(RESERVED, word) else None


def _identifier(value: object) -> Scalar:
    word = _words(value)
    flaw = identifier_flaw(word)
    if flaw:
        raise PydanticCustomError(flaw, "not an id")
    return word


def _line(value: object) -> Scalar:
    word = _words(value)
    if _OTHER_SPACE.search(word):
        raise PydanticCustomError("one_line", "not one line")
    return word


def _title(value: object) -> Scalar:
    word = _line(value)
    if len(word) > LONGEST_TITLE:
        raise PydanticCustomError("title", "not a title", {"length": len(word), "most": LONGEST_TITLE})
    return word


def _inline(value: object) -> Text:
    try:
        return parse_inline(_words(value))
    except MarkupError as error:
        raise PydanticCustomError("markup", "markup", {"diagnostic": error.diagnostic}) from None


def _task(value: object) -> Text:
    """Return an empty text where nothing is typed: a party may have no task in a phase."""
    if isinstance(value, Scalar) and not value.strip():
        return Text((), value.span)
    return _inline(value)


def _prose(value: object) -> Prose:
    try:
        return parse_prose(_words(value))
    except MarkupError as error:
        raise PydanticCustomError("markup", "markup", {"diagnostic": error.diagnostic}) from None


def _rows(value: object) -> tuple[Text, ...] | int:
    if isinstance(value, Sequence):
        return tuple(_inline(heading) for heading in value)
    if isinstance(value, Scalar) and re.fullmatch(r"[1-9][0-9]?", value) and int(value) <= MOST_ROWS:
        return int(value)
    raise PydanticCustomError("rows", "not rows")


def _clock(value: object) -> datetime.time:
    word = _words(value)
    if not re.fullmatch(CLOCK, word):
        raise PydanticCustomError("clock", "not a time of day")
    hours, minutes = word.split(":")
    return datetime.time(int(hours), int(minutes))


def _date(value: object) -> Scalar:
    """Return the words, which know their place, of a date that there is."""
    word = _words(value)
    flaw = date_flaw(word)
    if flaw:
        raise PydanticCustomError(flaw, "not a date")
    return word


def _fingerprint(value: object) -> Scalar:
    word = _words(value)
    if not re.fullmatch(FINGERPRINT, word):
        raise PydanticCustomError("fingerprint", "not a SHA-256")
    return word


def _web_address(value: object) -> Scalar:
    word = _words(value)
    if not re.fullmatch(WEB_ADDRESS, word):
        raise PydanticCustomError("web_address", "not a web address")
    return word


Identifier = Annotated[Scalar, PlainValidator(_identifier)]
Line = Annotated[Scalar, PlainValidator(_line)]
Title = Annotated[Scalar, PlainValidator(_title)]
Inline = Annotated[Text, PlainValidator(_inline)]
Task = Annotated[Text, PlainValidator(_task)]
Paragraphs = Annotated[Prose, PlainValidator(_prose)]
Clock = Annotated[datetime.time, PlainValidator(_clock)]
Fingerprint = Annotated[Scalar, PlainValidator(_fingerprint)]
WebAddress = Annotated[Scalar, PlainValidator(_web_address)]
Rows = Annotated[tuple[Text, ...] | int, PlainValidator(_rows)]
Date = Annotated[Scalar, PlainValidator(_date)]
GroupSize = Annotated[int, Field(ge=2, le=50)]
Minutes = Annotated[int, Field(ge=1, le=480)]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
