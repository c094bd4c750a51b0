"""Check quiz items against the rules of item writing (Haladyna, Downing and Rodriguez 2002) that can be checked automatically."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import mean

from generator.content.schema import QuizItem
from generator.content.stems import asks_in_the_negative
from generator.diagnostics import Diagnostic, Severity
from generator.messages import say

_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
# «كل ما سبق»; but «كل ما سبق الاجتماع» has its own meaning.
_CATCH_ALL = re.compile(
    r"(?<!\w)[وفب]?(?:(?:جميع|كل) (?:ما|مما) (?:سبق|ذكر|ورد)(?: ذكره)?|لا شيء مما (?:سبق|ذكر|ورد)(?: ذكره)?|ليس أيا? مما (?:سبق|ذكر|ورد)(?: ذكره)?"
    r"|(?:جميع|كل) (?:الإجابات|الخيارات)(?: السابقة| المذكورة)?|كلاهما|كلتاهما)(?: صحيح| صحيحة| صحيحان| معا| خطأ| خاطئة)?\s*(?=[.،؛!)»]|\Z)"
    r"|\A(?:كل من |كلا )?(?:الإجابت(?:ان|ين) |الخيار(?:ان|ين) |الجواب(?:ان|ين) )?\(?[أا]\)?،? ?و ?\(?[بجدهـ]\)?(?: معا| صحيحان| صحيحتان)?\.?\Z"
)
_ABSOLUTE = re.compile(r"(?<!\w)[وف]?(?:دائما|أبدا|فقط|مطلقا|إطلاقا|حتما|على الإطلاق)(?!\w)")
# «ليس فقط …» does not limit.
_NOT_ONLY = re.compile(r"(?<!\w)[وف]?(?:ليس|ليست|لا) فقط(?!\w)|فقط،? بل(?!\w)")
_EMPHASISED = re.compile(r"(?<!\w)(?:ليس|ليست|لا|لم|لن|عدا|باستثناء|سوى|إلا|غير)(?!\w)")
# A key this much longer than the mean of the options gives itself away.
LONG_KEY = 1.3
LONGEST_SHARE = 0.4


def lint(items: tuple[QuizItem, ...]) -> Iterator[Diagnostic]:
    """Find flaws in each item and in the whole set."""
    for item in items:
        yield from _wording(item)
        yield from _options(item)
    yield from _set(items)


def _wording(item: QuizItem) -> Iterator[Diagnostic]:
    if item.kind != "true-false" and not re.search("[؟:]$", item.stem.plain):
        yield Diagnostic(item.stem.span, say("stem-end"), say("stem-end.hint"))
    if asks_in_the_negative(item.stem.plain) and not any(run.strong and _EMPHASISED.search(_bare(run.text)) for run in item.stem.runs):
        yield Diagnostic(item.stem.span, say("negative-stem"), say("negative-stem.hint"))
    for option in item.options:
        if refers_to_others(option.plain):
            yield Diagnostic(option.span, say("catch-all-option"), say("catch-all-option.hint"))
        if is_absolute(option.plain):
            yield Diagnostic(option.span, say("absolute-option"), say("absolute-option.hint"))


def refers_to_others(option: str) -> bool:
    """Return whether an option refers to other options: «كل ما سبق», «أ وب»."""
    return _CATCH_ALL.search(_bare(option)) is not None


def is_absolute(option: str) -> bool:
    """Return whether an option has an absolute word: «دائمًا», «فقط»."""
    return _ABSOLUTE.search(_NOT_ONLY.sub("", _bare(option))) is not None


def _bare(words: str) -> str:
    """Remove vowel marks and tatweel, which are optional."""
    return " ".join(_MARKS.sub("", words).split())


def _options(item: QuizItem) -> Iterator[Diagnostic]:
    options = [option.plain for option in item.options]
    if len(set(options)) != len(options):
        yield Diagnostic(item.span, say("duplicate-options", item=item.id), say("duplicate-options.hint"))
    if item.key and len(item.key.text.plain) > LONG_KEY * mean(map(len, options)):
        yield Diagnostic(item.key.text.span, say("long-key"), say("long-key.hint"))
    if not item.rationale.cites:
        yield Diagnostic(item.rationale.span, say("rationale-without-source"), say("rationale-without-source.hint"))


def _set(items: tuple[QuizItem, ...]) -> Iterator[Diagnostic]:
    if len(items) > 1 and all(item.bloom == "remember" for item in items):
        yield Diagnostic(items[0].span, say("all-remember"), say("all-remember.hint"))
    keyed = [(item.key.text, item.distractors) for item in items if item.key]
    longest = [key for key, distractors in keyed if all(len(key.plain) > len(option.text.plain) for option in distractors)]
    if len(keyed) >= 5 and len(longest) / len(keyed) > LONGEST_SHARE:
        message = say("longest-keys", longest=len(longest), count=len(keyed))
        yield Diagnostic(longest[0].span, message, say("longest-keys.hint"), Severity.WARNING)
