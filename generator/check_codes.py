"""The check code of a certificate: what is printed on it and was not typed by anyone.

In: the kit, and what a certificate states. Out: a code of eight signs, by which a slip of the pen or a forged name is found.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import unicodedata
from dataclasses import dataclass

from generator.content.schema import Kit

# No sign that is taken for another in print or handwriting: without 0 O, 1 I L, B 8 … only one of each pair.
SIGNS = "2345679ACDEFGHJKMNPQRTVWXY8"
LENGTH, GROUP = 8, 4
# What is typed for a sign that is not among them, by what it looks like.
_LOOK_ALIKE = str.maketrans("BSZ", "852")
# Hamza and madda are combining characters once a letter is decomposed, and are part of it nevertheless.
_PARTS_OF_LETTERS = "\u0653\u0654\u0655"


@dataclass(frozen=True)
class Certified:
    """What a certificate states: the programme by its id, its first date if it has one, number and name."""

    programme: str
    first_date: datetime.date | None
    number: int
    name: str


def check_code(kit: Kit, certified: Certified) -> str:
    """Return the code of one certificate in two groups: a truncated HMAC-SHA256 (RFC 2104) of what it states."""
    date = certified.first_date.isoformat() if certified.first_date else ""
    parts = [certified.programme, certified.number, normalised_name(certified.name), date]
    digest = hmac.digest(_key(kit), json.dumps(parts, ensure_ascii=False).encode(), hashlib.sha256)
    value, signs = int.from_bytes(digest, "big"), ""
    for _ in range(LENGTH):
        value, place = divmod(value, len(SIGNS))
        signs += SIGNS[place]
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def is_valid(kit: Kit, certified: Certified, code: str) -> bool:
    """Return whether a code, as typed, is that of the certificate."""
    return hmac.compare_digest(_typed(code), _typed(check_code(kit, certified)))


def has_key(kit: Kit) -> bool:
    """Return whether a kit has a key: without one, whoever knows how codes are made can make them."""
    return kit.certificates is not None and kit.certificates.key is not None


def normalised_name(name: str) -> str:
    """Return the letters and digits of a name: without spaces, signs, case, vowel marks, accents and tatweel; Arabic-Indic digits as Latin ones."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(one for one in parts if one in _PARTS_OF_LETTERS or (one.isalnum() and not unicodedata.combining(one) and one != "\u0640"))
    return _latin_digits(unicodedata.normalize("NFC", kept))


def _key(kit: Kit) -> bytes:
    if kit.certificates and kit.certificates.key:
        return f"key {kit.certificates.key}".encode()
    return "\n".join(("kit", kit.title, *kit.organisation.lines)).encode()


def _typed(code: str) -> bytes:
    return "".join(filter(str.isalnum, _latin_digits(unicodedata.normalize("NFKC", code).upper()))).translate(_LOOK_ALIKE).encode()


def _latin_digits(words: str) -> str:
    return "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in words)
