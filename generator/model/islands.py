"""Find the left-to-right islands of a text: numbers with their units, dates, phones, addresses, formulas, Latin names.

The Unicode Bidirectional Algorithm resolves signs and spaces by the letters around them, and so reverses common
text («28 °C», «C++»). An island is a stretch that reads left to right as typed; each output isolates it in its
own way (UAX #9, 2.7). In: the characters of a paragraph. Out: its islands with their kind, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from generator.model.units import ABBREVIATIONS, CURRENCIES, CURRENCY_SIGNS, DOMAINS, PREFIXED, SI_PREFIXES, UNITS

Kind = Literal["number", "percent", "quantity", "ratio", "range", "date", "time", "phone", "address", "path", "code", "formula", "name"]
# Kinds that an edition writes in its own digits; addresses, paths, codes, formulas and Latin names keep theirs.
COUNTED: tuple[Kind, ...] = ("number", "percent", "quantity", "ratio", "range", "date", "time", "phone")

# Replaces what no island may cross: a citation mark, or a run with a stated direction.
BARRIER = "\ufffc"

LATIN = "A-Za-zªµºÀ-ÖØ-öø-ɏͰ-Ͽ\u0400-\u052fḀ-ỿⁿ℃℉Ω"
_SCRIPTS = "⁰¹²³⁴-⁹₀-₉"
_DIGITS = "0-9٠-٩"
_ALNUM = f"{LATIN}{_DIGITS}{_SCRIPTS}"
_ARABIC = "\u060c\u061b\u061f\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff«»"


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_D = f"[{_DIGITS}]"
_FRACTIONS = "¼-¾⅐-⅞"
_NUMBER = rf"(?:{_D}+(?:[.,٫٬:]{_D}+)*(?:\s?[{_FRACTIONS}])?|[{_FRACTIONS}])"
# Groups of three separated by spaces: «1 000 000».
_SPACED = rf"{_D}{{1,3}}(?:[ \u00a0\u202f]{_D}{{3}}(?!{_D}))+(?:[.,٫]{_D}+)?"
_SIGN = r"(?:[-+−±]|[#№~≈<>≤≥§√∆]\s?|[<>]=\s?)"
_VALUE = rf"{_SIGN}?(?:[{CURRENCY_SIGNS}]\s?)?(?:{_SPACED}|{_NUMBER})(?:[{_SCRIPTS}⁺⁻]+|\^-?{_D}+|\+(?!\w))?"
_UNIT_WORD = rf"(?:(?:{_any((*UNITS, *CURRENCIES))})|(?:{_any(SI_PREFIXES)})?(?:{_any(PREFIXED)}))(?:[²³]|⁻[¹²³]|\^-?[1-9]|-?[1-3](?![{_ALNUM}]))?"
_UNIT = (
    rf"(?:[%٪‰]|°\s?{_D}+(?:[.,]{_D}+)?′(?:\s?{_D}+(?:[.,]{_D}+)?″)?(?:\s?[NSEW](?![{_ALNUM}]))?|°\s?[CFKNSEW](?![{_ALNUM}])|[℃℉](?![{_ALNUM}])|°(?![{_ARABIC}])|[{CURRENCY_SIGNS}′″]"
    rf"|{_UNIT_WORD}(?:\s?[/·⋅*]\s?(?:{_NUMBER}\s?)?{_UNIT_WORD})*(?![{_ALNUM}]))"
)
_BETWEEN = r"\s?(?:[-–—−/×x*:÷±…]|\.\.\.?)\s?"
_QUANTITY = rf"{_VALUE}(?:\s?{_UNIT})?(?:{_BETWEEN}{_VALUE}(?:\s?{_UNIT})?)*(?![{_ALNUM}])"
# A percent sign typed before its number: see `direction_of`.
_LEADING_PERCENT = rf"[%٪‰]\s?{_NUMBER}"

_REST = rf"[^\s<>\"«»،؛؟{BARRIER}]"
_URL = rf"(?:(?:https?|ftp|file)://|www\.|mailto:|tel:){_REST}+"
_MAIL = rf"[{LATIN}0-9._%+-]+@[{LATIN}0-9-]+(?:\.[{LATIN}0-9-]+)+"
_DOMAIN = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:{_any(DOMAINS)})(?![{_ALNUM}]|\.[{_ALNUM}])(?:[/?#]{_REST}*)?"
_PATH = rf"[A-Za-z]:[\\/]{_REST}*|(?:~|\.{{1,2}})?(?:/[\w.+@-]*[{LATIN}][\w.+@-]*)+/?|\\\\{_REST}+"
_CLOCK = rf"{_D}{{1,2}}:{_D}{{2}}(?::{_D}{{2}})?"
_DATE = (
    rf"{_D}{{4}}[-/.]{_D}{{1,2}}[-/.]{_D}{{1,2}}(?:T{_D}{{2}}:{_D}{{2}}(?::{_D}{{2}})?(?:Z|[+-]{_D}{{2}}:?{_D}{{2}})?)?(?![-/.]?{_D})"
    rf"|{_D}{{1,2}}(?P<sep>[-/.]){_D}{{1,2}}(?P=sep){_D}{{2,4}}(?![-/.]?{_D})"
)
_TIME = rf"{_CLOCK}(?:\s?[-–—]\s?{_CLOCK})?(?![:{_DIGITS}])"
_CODE = rf"[vV]?{_D}+(?:\.{_D}+){{2,}}"
_PHONE = (
    rf"\+{_D}+(?:[ \u00a0./-]?\(?{_D}+\)?){{2,}}|\+{_D}{{7,}}"
    rf"|\(\+?{_D}+\)\s?{_D}+(?:[ \u00a0.-]{_D}+)*"
    rf"|00{_D}+(?:[ \u00a0.-]{_D}+){{2,}}|[0٠]{_D}*(?:[ \u00a0.]{_D}{{2,4}}){{2,}}(?![ ]?{_D})"
    rf"|{_D}+(?:-{_D}+){{2,}}|[0٠]{_D}+(?:-{_D}+)+"
    rf"|\*{_D}+(?:\*{_D}+)*#?|#{_D}+(?:\*{_D}+)*[#*]"
)
# A word with at least one Latin letter, with the signs inside and next to it: «#Tag», «C++», «X®», «(OH)2».
_WORD = (
    rf"(?:[#@.~/\\%‰°±√§∆{CURRENCY_SIGNS}]|[-+−](?=[{LATIN}])){{0,9}}(?:\([{_ALNUM}]+\))?(?=[{_DIGITS}{_SCRIPTS}.,]*[{LATIN}])"
    rf"[{_ALNUM}]+(?:[-'’._/&+@:\\|=*^~–,#%$·]+[{_ALNUM}]+)*(?:[®™℠©°+#*′″⁺⁻%‰{CURRENCY_SIGNS}]+|-(?![{_ALNUM}{_ARABIC}]))?"
)
_ATOMS: tuple[tuple[Kind, str], ...] = (
    ("address", _URL),
    ("address", _MAIL),
    ("path", _PATH),
    ("address", _DOMAIN),
    ("date", _DATE),
    ("time", _TIME),
    ("code", _CODE),
    ("phone", _PHONE),
    ("range", rf"{_LEADING_PERCENT}{_BETWEEN}[%٪‰]?{_NUMBER}(?![{_ALNUM}])"),
    ("percent", rf"{_LEADING_PERCENT}(?![{_ALNUM}%٪‰])"),
    ("quantity", _QUANTITY),
    ("name", _WORD),
)
_WORTH = re.compile(f"[{LATIN}{_DIGITS}{_FRACTIONS}]")
_START = re.compile(rf"[{_ALNUM}{_FRACTIONS}#№@~/\\(+\-−±≈<>≤≥§√∆°%٪‰*{CURRENCY_SIGNS}.]")
_HAS_LATIN = re.compile(f"[{LATIN}]")
_TRAILING = re.compile(r"[.,;:!?'\"’”)\]}]")
_PLAIN = re.compile(rf"{_D}+(?:[.,٫٬]{_D}+)*")
_COMPARED = tuple("~≈<>≤≥")
# What may separate two parts of one phrase or formula.
_OPERATOR = re.compile(r"\s?(?:[+=×÷·*<>≤≥≈~→←⇌↔&/−]|<=|>=|->)\s?|[-–]")
_PAUSE = re.compile(r"(?:[,;:.!?]['\"”’]?|['\"”’]|\s[-–—|])?\s['\"“‘]?|['\"“‘”’]")
_CALCULATES = re.compile(r"[=→⇌↔]|\s[+−<>≤≥≈]\s")
_PLAIN_INSIDE = rf"[^()\[\]{{}}{_ARABIC}{BARRIER}]*"
_BRACKETED = tuple(re.compile(rf"\s?\{left}{_PLAIN_INSIDE}[{_ALNUM}]{_PLAIN_INSIDE}\{right}") for left, right in ("()", "[]", "{}"))
# A particle of one letter, written with the word after it: «و-5».
_PARTICLE = re.compile(rf"(?:\A|[^{_ARABIC}])[وفبلك]\Z")
_ALPHANUMERIC = re.compile(f"[{_ALNUM}]")
_STARTS_A_WORD = re.compile(f"[{_DIGITS}{_SCRIPTS}{LATIN}]")
# A sign after one of these belongs to what is before it.
_BEFORE_A_SIGN = re.compile(rf"[{_ALNUM}{_ARABIC}\u0640)\]]")
_HUGS = re.compile(r"[®™℠©]+")
_ABBREVIATION = re.compile(rf"(?:\A|[^{LATIN}])(?:(?:[{LATIN}]\.)+[{LATIN}]|{_any(ABBREVIATIONS)})\Z")


class Island(NamedTuple):
    """An island: a range of characters, from `start` up to `end`, and its kind."""

    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=1 << 14)
def islands(text: str) -> tuple[Island, ...]:
    """Find the islands of a paragraph, in order; none of them crosses a BARRIER.

    They are kept: the same paragraph stands in a handout, in the workbook, and in the kits of several programmes.
    """
    if not _WORTH.search(text):
        return ()
    return tuple(_named(text, *part) for part in _merged(text, list(_atoms(text))))


def is_plain_number(text: str) -> bool:
    """Return whether a text is digits with at most decimal and group signs, which need no isolation."""
    return _PLAIN.fullmatch(text) is not None


def _atoms(text: str) -> Iterator[Island]:
    place = 0
    while found := _START.search(text, place):
        start = found.start()
        atom = _atom(text, start) if _may_start(text, start) else None
        if atom:
            yield atom
        place = max(atom.end if atom else 0, start + 1)


def _may_start(text: str, start: int) -> bool:
    """Return whether an atom may start here: «19» in «كوفيد-19» may, its hyphen may not."""
    before = text[start - 1] if start else " "
    if _STARTS_A_WORD.match(text, start):
        return _ALPHANUMERIC.match(before) is None
    return text[start] == "(" or _PARTICLE.search(text, max(0, start - 2), start) is not None or _BEFORE_A_SIGN.match(before) is None


@cache
def _compiled_atoms() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    # Compiled with the first text that may have an island, not at import: it takes 30 ms.
    return tuple([(kind, re.compile(pattern)) for kind, pattern in _ATOMS])


def _atom(text: str, start: int) -> Island | None:
    for kind, pattern in _compiled_atoms():
        found = pattern.match(text, start)
        if found and found.end() > start:
            end = _without_trailing(text, start, found.end()) if kind in ("address", "path") else found.end()
            return Island(start, end, kind)
    return None


def _without_trailing(text: str, start: int, end: int) -> int:
    """Exclude the punctuation after an address, and a closing bracket without its opening one."""
    while end > start and _TRAILING.match(text[end - 1]) and not _closes(text[start:end]):
        end -= 1
    return end


def _closes(address: str) -> bool:
    """Return whether the last closing bracket of an address has its opening one inside it."""
    return address[-1] == ")" and address.count("(") >= address.count(")")


def _merged(text: str, atoms: list[Island]) -> Iterator[tuple[int, int, Kind | None]]:
    """Join the parts of one phrase or formula; the kind of a joined atom is None."""
    place = 0
    while place < len(atoms):
        start, end, kind = atoms[place]
        whole: Kind | None = kind
        place += 1
        while True:
            end, bracketed = _with_brackets(text, start, end, kind)
            whole = None if bracketed else whole
            while place < len(atoms) and atoms[place].start < end:
                place += 1
            if place == len(atoms) or not _belongs(text, Island(start, end, kind), atoms[place]):
                break
            end, kind, whole = atoms[place].end, atoms[place].kind, None
            place += 1
        yield start, end, whole


def _with_brackets(text: str, start: int, end: int, kind: Kind) -> tuple[int, bool]:
    """Include brackets of Latin text after Latin text: «WHO (World Health Organization)», «Ca(OH)2»."""
    extended = end
    if kind not in ("address", "path") and _HAS_LATIN.search(text, start, end):
        while found := next((one for pattern in _BRACKETED if (one := pattern.match(text, extended))), None):
            extended = found.end()
    return extended, extended > end


def _belongs(text: str, before: Island, atom: Island) -> bool:
    """Return whether an atom continues the one before it."""
    if {before.kind, atom.kind} & {"address", "path"}:
        return False
    between = text[before.end : atom.start]
    latin_before = _HAS_LATIN.search(text, before.start, before.end) is not None
    latin_after = _HAS_LATIN.search(text, atom.start, atom.end) is not None
    if between == "" or _OPERATOR.fullmatch(between):
        return True
    if between.isspace() and len(between) == 1:
        return latin_before or latin_after or text[atom.start] in _COMPARED
    numbered = between[0] == "," or (between[0] == "." and _is_abbreviation(text, before))
    return latin_before and (latin_after or numbered) and _PAUSE.fullmatch(between) is not None


def _is_abbreviation(text: str, island: Island) -> bool:
    # Only its last word counts; an island of thousands of words is not searched again for each of them.
    return _ABBREVIATION.search(text, max(0, island.start - 1, island.end - 40), island.end) is not None


def _named(text: str, start: int, end: int, kind: Kind | None) -> Island:
    """Return an island with its kind and the signs that belong to its end."""
    words = text[start:end]
    if kind in (None, "name"):
        if hugging := _HUGS.match(text, end):
            end = hugging.end()
        elif text[end : end + 1] == "." and _ABBREVIATION.search(words):
            end += 1
        return Island(start, end, "formula" if _CALCULATES.search(words) else "name")
    return Island(start, end, _numeric_kind(words) if kind == "quantity" else kind)


def _numeric_kind(words: str) -> Kind:
    if is_plain_number(words) or re.fullmatch(_SPACED, words):
        return "number"
    if _HAS_LATIN.search(re.sub(r"(?<=\d)\s?[xX]\s?(?=\d)", "×", words)) or re.search(rf"[°′″{CURRENCY_SIGNS}]", words):
        return "quantity"
    if words[-1] in "%٪‰":
        return "percent"
    if re.search(r"[/×x*:÷]", words):
        return "ratio"
    return "range" if re.search(rf"{_D}\s?(?:[-–—−±…]|\.\.)", words) else "number"
