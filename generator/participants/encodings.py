"""Decode a text file whose encoding is not stated: UTF-8, UTF-16 or Windows-1256, as spreadsheet programs save them.

Every file can be read as Windows-1256, so that what comes out must look like text of people.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from generator.diagnostics import ContentError, Diagnostic, Span
from generator.messages import say

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# How much of a file tells where the zero bytes of its ASCII characters are.
_BEGINNING = 2_000
_ARABIC, _LATIN = "[\u0621-\u06d3]", "[a-zA-Z\u00c0-\u024f]"
# A letter of one alphabet right after one of the other, as where another encoding is read as Windows-1256.
_MIXED = re.compile(f"{_ARABIC}{_LATIN}|{_LATIN}{_ARABIC}")


def decoded(path: str, data: bytes) -> str:
    """Return the text of a file without its byte order mark.

    Raises ContentError if no encoding gives text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(path, data[len(mark) :], encoding)
    if b"\0" in data[:_BEGINNING]:
        return _strict(path, data, "utf-16-le" if data[1:_BEGINNING:2].count(0) > data[:_BEGINNING:2].count(0) else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise _damaged(path, data, error) from None
    return _windows(path, data)


def _strict(path: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise (_damaged(path, data, error) if encoding == "utf-8" else _unknown(path)) from None
    if encoding != "utf-8" and any(unicodedata.category(one) in ("Cn", "Co", "Cs") for one in text[:_BEGINNING]):
        raise _unknown(path)
    return text


def _is_mostly_utf8(data: bytes) -> bool:
    """Return whether more characters beyond ASCII are valid UTF-8 than are not: in Windows-1256 hardly any are."""
    replaced = data.decode("utf-8", "replace")
    flaws = replaced.count("\ufffd")
    return sum(one > "\x7f" for one in replaced) - flaws > flaws


def _windows(path: str, data: bytes) -> str:
    text = data.decode("cp1256")
    if any(unicodedata.category(one) == "Cc" and one not in "\t\r\n" for one in text) or _MIXED.search(text):
        raise _unknown(path)
    return text


def _damaged(path: str, data: bytes, error: UnicodeDecodeError) -> ContentError:
    before = data[: error.start].split(b"\n")
    place = Span(path, len(before), len(before[-1].decode("utf-8", "replace")) + 1)
    return ContentError([Diagnostic(place, say("participants-damaged"), say("participants-damaged.hint"))])


def _unknown(path: str) -> ContentError:
    return ContentError([Diagnostic(Span(path), say("participants-encoding"), say("participants-encoding.hint"))])
