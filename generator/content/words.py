"""Arabic words as they stand in a text: their letters and marks, and what is written before a noun without a space."""

from __future__ import annotations

import re

LETTERS = "\u0621-\u063a\u0641-\u064a"
# Vowel signs and the tatweel, which make no other word.
MARKS = re.compile("[\u0640\u064b-\u0652\u0670]+")
# Conjunctions and prepositions of one letter.
PREFIXES = "وفبلك"
BEFORE_A_NOUN = ("", *PREFIXES, "وب", "ول", "وك", "فب", "فل")
BEFORE_THE_ARTICLE = ("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل")
# What stands between two words of one phrase.
BETWEEN = re.compile(r"[\s*-]{1,5}")
