"""Strategies for hostile text, and readers and writers of single values."""

import string

from hypothesis import strategies as st

from generator.content.reader import read_yaml
from generator.diagnostics import ContentError, Span

PLACE = Span("hostile.yaml")
ARABIC = [chr(code) for code in (*range(0x0621, 0x063B), *range(0x0641, 0x0653), 0x0670)]
SIGNS = [*"،؛؟«»٪٫٬ـ.,:;!?()[]{}+-*/=<>&'\"#%@_~^|\\$€°×±–…•", "\u200c", "\u200d", "\u00a0", "\u202f"]
# Characters that the fonts of the kit have.
PRINTED = [*ARABIC, *string.ascii_letters, *string.digits, *"٠١٢٣٤٥٦٧٨٩éçœ", *SIGNS, " ", " ", " "]
WORDS = st.text(st.sampled_from(PRINTED), min_size=1, max_size=60).filter(lambda words: words.strip("\u200c\u200d \u00a0\u202f") != "")
# What YAML and the markup give a meaning to, as whole pieces, among any characters.
PIECES = [*"[]{}:,#&*!|>'\"%@`-?\\\t\n \r", "- ", ": ", " #", "\n  ", "\n- ", "---\n", "...\n", "<<: ", "&a ", "*a ", "!!str ", "%YAML 9\n", "|\n  ", ">-\n  "]
ESCAPES = ["\\x00", "\\ud800", "\\uFFFC", "\\u2028", "\\U0010FFFF", "\\x41", "\\\n", "\\q"]
WAIVERS = [" # haqiba: allow tatweel", "# haqiba: allow a, b\n"]
MARKUP = [
    "**",
    "[@",
    "[@a]",
    "[a](https://x.org)",
    "](",
    "]{ltr}",
    "]{rtl}",
    "]{x}",
    "\\*",
    "\\[",
    "\\]",
    "\\\\",
    "- ",
    "\n\n",
    "`",
    "<b>",
    "﴿",
    "﴾",
    "أي",
    " لا ",
    "ما عدا",
]
ANY = st.characters(exclude_categories=["Cs"])
YAML_LIKE = st.lists(st.one_of(st.sampled_from([*PIECES, *ESCAPES, *WAIVERS, "a", "b: ", "ن"]), ANY), max_size=40).map("".join)
MARKED = st.lists(st.one_of(st.sampled_from([*MARKUP, *PRINTED]), ANY), min_size=1, max_size=40).map("".join)


def read(path, data):
    """Write and read a file; give its mapping, or the diagnostics of the error."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    try:
        return read_yaml(path), ()
    except ContentError as error:
        assert error.diagnostics
        return None, error.diagnostics


def literal(words):
    """Write a text as a literal block, as authors do."""
    return "text: |2\n" + "".join(f"  {line}\n" for line in words.split("\n"))
