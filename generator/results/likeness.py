"""Compare texts in spite of how they were typed or exported."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Hamza and madda are combining characters once a letter is decomposed, and are part of it nevertheless.
_PARTS_OF_LETTERS = "\u0653\u0654\u0655"
_TATWEEL = "\u0640"
# Letters and signs that are written for each other; a hamza alone is left out.
_WRITTEN_FOR_EACH_OTHER = str.maketrans({"ة": "ه", "ى": "ي", "ٱ": "ا", "ء": None, "٫": ".", "٬": ",", "٪": "%"})


@lru_cache(maxsize=10_000)
def exported(words: str) -> str:
    """Return a text as it is compared with an export: without vowel marks, tatweel, invisible characters, case, and with single spaces."""
    kept = _kept(words, _PARTS_OF_LETTERS)
    return " ".join(unicodedata.normalize("NFC", kept).split())


@lru_cache(maxsize=10_000)
def short_answer(words: str) -> str:
    """Return a short answer as it is compared: as an export, and without spaces and hamza, ta marbuta as ha, alif maqsura as ya.

    The page of the quiz compares in the same way (assets/quiz/script/marking.js).
    """
    return "".join(_kept(words, "").translate(_WRITTEN_FOR_EACH_OTHER).split())


def _kept(words: str, marks: str) -> str:
    parts = unicodedata.normalize("NFD", words.casefold())
    shown = (one for one in parts if one != _TATWEEL and (one in marks or not unicodedata.combining(one)) and unicodedata.category(one) != "Cf")
    return "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in shown)
