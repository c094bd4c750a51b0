"""Make quiz items, modules and blueprints in memory, as short as their tests."""

from types import SimpleNamespace

from generator.content.schema import Blueprint, BlueprintRow, Choice, Pair, QuizItem
from generator.model.text import text


def choice(words, pinned=None):
    return Choice.model_construct(text=text(words), feedback=None, pinned=pinned)


def item(name, objective="o1", bloom="apply", kind="single", scenario=None, options=4, pinned=None, words=None, difficulty="medium"):
    """Give an item with so many options, or with these words, the key first; `pinned` maps options to places."""
    texts = words or [f"خيار {name} {letter}" for letter in "أبجدهو"[:options]]
    choices = [choice(one, (pinned or {}).get(index)) for index, one in enumerate(texts)]
    parts = {
        "single": {"key": choices[0] if choices else None, "distractors": tuple(choices[1:])},
        "multiple": {"keys": tuple(choices[:2]), "distractors": tuple(choices[2:])},
        "true-false": {"answer": True},
        "matching": {"pairs": tuple(Pair.model_construct(left=text(f"طرف {one}"), right=text(one)) for one in texts)},
        "ordering": {"order": tuple(map(text, texts))},
        "short": {"accepted": tuple(texts)},
    }[kind]
    about = {"objective": objective, "bloom": bloom, "scenario": scenario, "difficulty": difficulty}
    return QuizItem.model_construct(id=name, kind=kind, stem=text("ما هذا؟"), **about, **parts)


def module(*items, name="one"):
    return SimpleNamespace(id=name, quiz=items)


def row(objective="o1", bloom=None, items=1):
    return BlueprintRow.model_construct(objective=objective, bloom=bloom, items=items)


def blueprint(*rows, seed=1, forms=1, minutes=30):
    return Blueprint.model_construct(minutes=minutes, forms=forms, seed=seed, blueprint=rows)


def programme(specified=None):
    return SimpleNamespace(quiz=specified)
