"""Write a test as an H5P Question Set, without the libraries, which the site has. In: an `Assessment` of one test, a locale, a date. Out: bytes.

A Question Set has no matching and no ordering items: both become a text into which words are dragged, with a point for each place.
Short answers become a blank. Fields without markup are plain characters, with entities for those that H5P gives a meaning.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
from collections.abc import Iterable
from html import escape
from typing import Any, NamedTuple

from generator.diagnostics import shortened
from generator.model.assessment import Assessment, Form, Item
from generator.model.plain import END, RIGHT_TO_LEFT, right_to_left
from generator.model.text import Text, text
from generator.settings.locale import Locale
from generator.writers.archive import compressed, packed
from generator.writers.quiz import h5p_texts
from generator.writers.quiz.html import block, explanation, line, question
from generator.writers.quiz.items import keeps_order, test_title


class Library(NamedTuple):
    """A content type of H5P in the version that is written for."""

    name: str
    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.name} {self.major}.{self.minor}"


QUESTION_SET = Library("H5P.QuestionSet", 1, 21)
MULTI_CHOICE = Library("H5P.MultiChoice", 1, 16)
TRUE_FALSE = Library("H5P.TrueFalse", 1, 8)
DRAG_TEXT = Library("H5P.DragText", 1, 10)
BLANKS = Library("H5P.Blanks", 1, 14)
# A title has so many bytes, a feedback to a verdict so many characters.
LONGEST_TITLE, LONGEST_FEEDBACK = 255, 2048
# Characters that divide the text of a blank, written as entities.
_MEANT = str.maketrans({character: f"&#{ord(character)};" for character in "*/:\\"})


def write_h5p(assessment: Assessment, locale: Locale, date: datetime.datetime) -> bytes:
    """Write form A of a test."""
    form, language = assessment.forms[0], assessment.language.partition("-")[0]
    title = f"{test_title(form.test, locale)}: {assessment.title}"
    writer = _Writer(assessment.programme, language, locale)
    questions = [writer.question(item) for item in form.items]
    used = sorted({QUESTION_SET, *(library for library, _ in questions)})
    about = {
        **{"title": fitting(title), "language": language, "defaultLanguage": language, "mainLibrary": QUESTION_SET.name, "embedTypes": ["iframe"]},
        **{"license": "U", "preloadedDependencies": [{"machineName": one.name, "majorVersion": one.major, "minorVersion": one.minor} for one in used]},
    }
    content = _content(form, title, [made for _, made in questions], language, locale)
    return packed({"h5p.json": compressed(_json(about)), "content/content.json": compressed(_json(content))}, date)


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def fitting(title: str) -> str:
    """Return as many words of a title as fit into the bytes that it may have."""
    longest = len(title)
    while len(shortened(title, longest).encode()) > LONGEST_TITLE:
        longest -= 1
    return shortened(title, longest)


def _content(form: Form, title: str, questions: list[dict[str, Any]], language: str, locale: Locale) -> dict[str, Any]:
    """Return the parameters of the Question Set."""
    details = [locale.count("item", len(form.items))]
    if form.minutes:
        details.append(locale.label("duration", duration=locale.count("minute", form.minutes)))
    intro = {"title": f'<span dir="rtl">{escape(title, quote=False)}</span>', "introduction": block(map(escape, details), language)}
    end = {"showResultPage": True, "showSolutionButton": True, "showRetryButton": True, "showAnimations": False, "skippable": False}
    return {
        "introPage": {"showIntroPage": True, **intro, "startButtonText": locale.label("h5p_start")},
        "progressType": "dots",
        "passPercentage": 50,
        "questions": questions,
        "texts": h5p_texts.texts(h5p_texts.QUESTION_SET, locale),
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {**end, **h5p_texts.texts(h5p_texts.END, locale), "overallFeedback": [{"from": 0, "to": 100}]},
        "override": {"checkButton": True},
    }


class _Writer:
    """Writes the questions of one test."""

    def __init__(self, programme: str, language: str, locale: Locale) -> None:
        self.programme, self.language, self.locale = programme, language, locale

    def question(self, item: Item) -> tuple[Library, dict[str, Any]]:
        """Return the content type of a question, and the question."""
        library, parameters = self._parameters(item)
        digest = hashlib.sha256(f"{self.programme}/{item.name}".encode()).digest()
        metadata = {"contentType": library.name.partition(".")[2], "license": "U", "title": fitting(escape(item.stem.plain, quote=False))}
        return library, {
            "library": str(library),
            "params": {"media": {"disableImageZooming": False}, **parameters},
            "subContentId": str(uuid.UUID(bytes=digest[:16], version=4)),
            "metadata": metadata,
        }

    def _parameters(self, item: Item) -> tuple[Library, dict[str, Any]]:
        if item.kind in ("matching", "ordering"):
            return DRAG_TEXT, self._dragged(item)
        if item.kind == "short":
            return BLANKS, self._blank(item)
        if item.kind == "true-false" and all(len(told) <= LONGEST_FEEDBACK for told in self._verdicts(item)):
            return TRUE_FALSE, self._verdict(item)
        return MULTI_CHOICE, self._choices(item)

    def _choices(self, item: Item) -> dict[str, Any]:
        shuffled = item.kind != "true-false" and not keeps_order(item)
        kind = "multi" if item.kind == "multiple" else "single"
        behaviour = {"type": kind, "singlePoint": True, "randomAnswers": shuffled, "passPercentage": 100, "showScorePoints": True}
        return {
            "question": self._asked(item),
            "answers": [self._answer(item, index) for index in range(len(item.choices))],
            "overallFeedback": self._overall(item),
            "UI": h5p_texts.texts(h5p_texts.MULTI_CHOICE, self.locale),
            "behaviour": {**_BEHAVIOUR, **_DIALOGS, **behaviour, "autoCheck": False, "showSolutionsRequiresInput": True},
            **h5p_texts.dialogs(self.locale),
        }

    def _answer(self, item: Item, index: int) -> dict[str, Any]:
        choice = item.choices[index]
        told = line(choice.feedback, self.language) if choice.feedback else ""
        feedback = {"tip": "", "chosenFeedback": told, "notChosenFeedback": ""}
        return {"text": line(choice.text, self.language, links=False), "correct": index in item.answer, "tipsAndFeedback": feedback}

    def _verdict(self, item: Item) -> dict[str, Any]:
        right, wrong = self._verdicts(item)
        return {
            "question": self._asked(item),
            "correct": "true" if item.answer == (0,) else "false",
            "l10n": h5p_texts.texts(h5p_texts.TRUE_FALSE, self.locale),
            "behaviour": {**_BEHAVIOUR, **_DIALOGS, "autoCheck": False, "feedbackOnCorrect": right, "feedbackOnWrong": wrong},
            **h5p_texts.dialogs(self.locale),
        }

    def _verdicts(self, item: Item) -> tuple[str, str]:
        """Return what is told to those who answered rightly, and wrongly."""
        why, wrong = explanation(item), (item.feedback,) if item.feedback else ()
        return _plain(why), _plain((*wrong, *why))

    def _dragged(self, item: Item) -> dict[str, Any]:
        numbers = range(1, len(item.answer) + 1)
        places = [text(self.locale.label("export_place", number=self.locale.number(number))) for number in numbers]
        prompts = places if item.kind == "ordering" else item.prompts
        pairs = zip(prompts, item.answer, strict=True)
        # As an isolate each row runs right to left, wherever it is shown.
        rows = [f"{RIGHT_TO_LEFT}{_inside(prompt)}: *{_inside(item.choices[index].text)}*{END}" for prompt, index in pairs]
        rest = sorted(set(range(len(item.choices))) - set(item.answer))
        return {
            "taskDescription": self._asked(item, links=True),
            "textField": "\n".join(rows),
            "distractors": " ".join(f"*{_inside(item.choices[index].text)}*" for index in rest),
            "overallFeedback": self._overall(item),
            "behaviour": {**_BEHAVIOUR, "instantFeedback": False},
            **h5p_texts.texts(h5p_texts.DRAG_TEXT, self.locale),
        }

    def _blank(self, item: Item) -> dict[str, Any]:
        accepted = "/".join(escape(words.plain, quote=False).translate(_MEANT) for words in item.accepted)
        behaviour = {"caseSensitive": False, "autoCheck": False, "separateLines": False, "acceptSpellingErrors": False, "showSolutionsRequiresInput": True}
        return {
            "text": self._asked(item, links=True),
            "questions": [f'<div dir="rtl" lang="{self.language}">*{accepted}*</div>'],
            "overallFeedback": self._overall(item),
            "behaviour": {**_BEHAVIOUR, **_DIALOGS, **behaviour},
            **h5p_texts.texts(h5p_texts.BLANKS, self.locale),
            **h5p_texts.dialogs(self.locale),
        }

    def _asked(self, item: Item, *, links: bool = False) -> str:
        return block(question(item, links=links), self.language)

    def _overall(self, item: Item) -> list[dict[str, Any]]:
        """Return what is told after an answer: the rationale, and before it the feedback to those who answered wrongly."""
        right, wrong = self._verdicts(item)
        if right == wrong:
            return [{"from": 0, "to": 100, "feedback": right}]
        return [{"from": 0, "to": 99, "feedback": wrong}, {"from": 100, "to": 100, "feedback": right}]


_BEHAVIOUR = {"enableRetry": True, "enableSolutionsButton": True, "enableCheckButton": True}
_DIALOGS = {"confirmCheckDialog": False, "confirmRetryDialog": False}


def _plain(texts: Iterable[Text]) -> str:
    """Return texts for a field without markup."""
    return " ".join(escape(right_to_left(one), quote=False) for one in texts)


def _inside(words: Text) -> str:
    """Return a text for a field in which stars enclose what is dragged."""
    return escape(right_to_left(words), quote=False).translate(_MEANT)
