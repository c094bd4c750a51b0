"""Write what the page of a quiz shows as JSON. In: a `QuizPage`. Out: text that may stand in an element of HTML."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from generator.model.assessment import Item
from generator.model.deck import Logo
from generator.model.quiz_page import NamedForm, QuizPage
from generator.model.text import Run, Text

_PNG = b"\x89PNG"


def page_data(page: QuizPage) -> str:
    """Return the data of a page as JSON without `<`, so that nothing in it ends its element.

    Items stand in it once, forms name them with their choices in printed order; `key` is a digest of all else, by which answers that a
    browser keeps are known to belong to this page.
    """
    assessment = page.assessment
    items = {item.name: item for named in page.forms for item in named.form.items}
    data = {
        "heading": _text(page.heading),
        "logos": [_logo(logo) for logo in page.logos],
        "objectives": [{"id": name, "text": _text(words)} for name, words in assessment.objectives],
        "forms": [_form(named) for named in page.forms],
        "items": {name: _item(item) for name, item in sorted(items.items())},
        "words": dict(page.words),
        "letters": page.letters,
        "digits": page.digits,
        "months": page.months,
        "weekdays": page.weekdays,
    }
    digest = hashlib.sha256(_written(data).encode()).hexdigest()[:16]
    return _written({"key": f"{assessment.programme}-{digest}", **data})


def _written(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _form(named: NamedForm) -> dict[str, Any]:
    form = named.form
    return {
        "stem": form.stem,
        "test": form.test,
        "testName": named.test,
        "letter": form.letter,
        "name": named.name,
        "details": named.details,
        "seed": form.seed,
        "minutes": form.minutes,
        "items": [{"name": item.name, "choices": _choices(item), "answer": item.answer} for item in form.items],
    }


def _choices(item: Item) -> list[dict[str, Any]]:
    return [{"text": _text(choice.text), "feedback": _text(choice.feedback)} for choice in item.choices]


def _item(item: Item) -> dict[str, Any]:
    """Return what is the same in all forms."""
    scenario = item.scenario
    return {
        "kind": item.kind,
        "objective": item.objective_id,
        "scenario": {"title": _text(scenario.title), "text": _text(scenario.text)} if scenario else None,
        "stem": _text(item.stem),
        "prompts": _texts(item.prompts),
        "accepted": _texts(item.accepted),
        "feedback": _text(item.feedback),
        "rationale": _text(item.rationale),
        "source": _text(item.source),
    }


def _texts(texts: Iterable[Text]) -> list[Any]:
    return [_text(one) for one in texts]


def _text(words: Text | None) -> list[Any] | None:
    """Return a text as its runs: a plain one is a string, another a record of what it has."""
    return [_run(run) for run in words.runs] if words else None


def _run(run: Run) -> str | dict[str, Any]:
    style = {"strong": run.strong, "whole": run.is_unbroken, "dir": run.direction, "link": run.link}
    stated = {name: value for name, value in style.items() if value}
    return {"text": run.text, **stated} if stated else run.text


def _logo(logo: Logo) -> dict[str, str]:
    kind = "png" if logo.picture.startswith(_PNG) else "jpeg"
    return {"name": logo.name, "picture": f"data:image/{kind};base64,{base64.b64encode(logo.picture).decode()}"}
