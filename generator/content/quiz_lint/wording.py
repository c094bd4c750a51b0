"""Judge the words of a stem, of a statement and of each option by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.content.quiz_lint.phrases import bare
from generator.content.schema import QuizItem
from generator.content.stems import asks_in_the_negative
from generator.diagnostics import Diagnostic, Severity, Span
from generator.messages import Message, say
from generator.model.text import Text

# «كل ما سبق»; but «كل ما سبق الاجتماع» has its own meaning.
_CATCH_ALL = re.compile(
    r"(?<!\w)[وفب]?(?:(?:جميع|كل) (?:ما|مما) (?:سبق|ذكر|ورد)(?: ذكره)?|لا شيء مما (?:سبق|ذكر|ورد)(?: ذكره)?|ليس أيا? مما (?:سبق|ذكر|ورد)(?: ذكره)?"
    r"|(?:جميع|كل) (?:الإجابات|الخيارات)(?: السابقة| المذكورة)?|كلاهما|كلتاهما)(?: صحيح| صحيحة| صحيحان| معا| خطأ| خاطئة)?\s*(?=[.،؛!)»]|\Z)"
    r"|\A(?:كل من |كلا )?(?:الإجابت(?:ان|ين) |الخيار(?:ان|ين) |الجواب(?:ان|ين) )?\(?[أا]\)?،? ?و ?\(?[بجدهـ]\)?(?: معا| صحيحان| صحيحتان)?\.?\Z"
)
_ABSOLUTE = re.compile(r"(?<!\w)[وف]?(?:دائما|أبدا|فقط|مطلقا|إطلاقا|حتما|على الإطلاق)(?!\w)")
# «ليس فقط …» does not limit.
_NOT_ONLY = re.compile(r"(?<!\w)[وف]?(?:ليس|ليست|لا) فقط(?!\w)|فقط،? بل(?!\w)")
# «الخيار الأول», «الإجابة (ب)»: another one in the next form. Before a quotation, «ب» and «و» are words.
_BY_PLACE = re.compile(
    r"(?<!\w)[وف]?[بك]?(?:ال|لل)(?:خيار|إجابة|جواب|بديل|صيغة|عبارة) (?:"
    r"ال(?:أول|أولى|ثاني|ثانية|ثالث|ثالثة|رابع|رابعة|خامس|خامسة|سادس|سادسة|أخير|أخيرة)(?!\w)"
    r"|\(?(?:[أابجد]|هـ?)(?![\w«(])|\(و\))"
)
_EMPHASISED = re.compile(r"(?<!\w)(?:ليس|ليست|لا|لم|لن|عدا|باستثناء|سوى|إلا|غير)(?!\w)")
_ASKS_OR_OPENS = re.compile("[؟:]$")
# A stop or semicolon after a word of some length, which no abbreviation has, and before a further sentence.
_SECOND_CLAIM = re.compile(r"\w{3}[.؛] +(?=\w)")
# A longer stem is a story, which belongs into a scenario.
LONGEST_STEM = 200
# What someone writes from memory, and what a spelling is compared with.
MOST_ACCEPTED_WORDS = 6


def warning(span: Span, message: Message, hint: Message) -> Diagnostic:
    """Return a finding of the lint."""
    return Diagnostic(span, message, hint, Severity.WARNING)


def texts_are_sound(item: QuizItem) -> Iterator[Diagnostic]:
    """Find flaws in the words of an item."""
    yield from _statement(item) if item.kind == "true-false" else _question(item)
    if len(item.stem.plain) > LONGEST_STEM:
        yield warning(item.stem.span, say("long-stem", count=len(item.stem.plain), most=LONGEST_STEM), say("long-stem.hint"))
    if asks_in_the_negative(item.stem.plain) and not any(run.strong and _EMPHASISED.search(bare(run.text)) for run in item.stem.runs):
        yield warning(item.stem.span, say("negative-stem"), say("negative-stem.hint"))
    for option in item.options:
        if refers_to_others(option.plain):
            yield warning(option.span, say("catch-all-option"), say("catch-all-option.hint"))
    for choice in item.alternatives:
        if is_absolute(choice.text.plain):
            yield warning(choice.text.span, say("absolute-option"), say("absolute-option.hint"))
    for answer in item.accepted:
        if len(answer.split()) > MOST_ACCEPTED_WORDS:
            yield warning(answer.span, say("long-accepted", count=len(answer.split()), most=MOST_ACCEPTED_WORDS), say("long-accepted.hint"))
    for words in _told(item) if any(choice.pinned is None for choice in item.choices) or item.pairs or item.order else ():
        if _BY_PLACE.search(bare(words.plain)):
            yield warning(words.span, say("choice-by-place"), say("choice-by-place.hint"))
    if not item.rationale.cites:
        yield warning(item.rationale.span, say("rationale-without-source"), say("rationale-without-source.hint"))


def _question(item: QuizItem) -> Iterator[Diagnostic]:
    if not _ASKS_OR_OPENS.search(item.stem.plain):
        yield warning(item.stem.span, say("stem-end"), say("stem-end.hint"))


def _statement(item: QuizItem) -> Iterator[Diagnostic]:
    words = item.stem.plain
    if _ASKS_OR_OPENS.search(words):
        yield warning(item.stem.span, say("stem-end.statement"), say("stem-end.statement.hint"))
    if is_absolute(words):
        yield warning(item.stem.span, say("absolute-option.statement"), say("absolute-option.statement.hint"))
    if _SECOND_CLAIM.search(words):
        yield warning(item.stem.span, say("two-claims"), say("two-claims.hint"))


def _told(item: QuizItem) -> Iterator[Text]:
    """Return what is told after an answer."""
    yield from (words for words in (item.rationale, item.feedback, *(choice.feedback for choice in item.choices)) if words)


def refers_to_others(option: str) -> bool:
    """Return whether an option refers to other options: «كل ما سبق», «أ وب»."""
    return _CATCH_ALL.search(bare(option)) is not None


def is_absolute(option: str) -> bool:
    """Return whether an option has an absolute word: «دائمًا», «فقط»."""
    return _ABSOLUTE.search(_NOT_ONLY.sub("", bare(option))) is not None
