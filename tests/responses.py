"""Answers of participants, as they are typed in from paper or exported from Moodle, made from an assessment."""

import csv
import io
import random

HEAD = ("participant", "test", "form", "seed")
LETTERS = "أبجدهوزحط"
FIRST = ["أحمد", "محمد", "علي", "حسن", "فاطمة", "زينب", "مريم", "ليلى", "خالد", "عمر", "يوسف", "سعاد", "هدى", "نبيل", "كريم", "سلمى"]
LAST = ["العلوي", "المصري", "التونسي", "البغدادي", "الحسني", "القاسم", "الخطيب", "الجزائري", "اللبناني", "الفاسي"]


def names(count):
    """Give different names of three parts."""
    made = [f"{FIRST[index % 16]} {FIRST[index // 16 % 16]} {LAST[index % 10]}" for index in range(count)]
    assert len(set(made)) == count
    return made


def forms_of(assessment, test):
    return [form for form in assessment.forms if form.test == test]


def wrong(item):
    """Give a wrong answer as indices, with as much as is needed for the kind."""
    if item.kind in ("matching", "ordering"):
        return (item.answer[1], item.answer[0], *item.answer[2:])
    if item.kind == "multiple":
        return item.answer[:-1]
    return (next(index for index in range(len(item.choices)) if index not in item.answer),)


def typed(item, chosen):
    """Give the cell for some choices of an item as its form has it; of a short answer the words, right for None."""
    if item.kind == "short":
        return item.accepted[0].plain if chosen is None else "لا أدري"
    chosen = item.answer if chosen is None else chosen
    if item.kind == "matching":
        return " ".join(f"{number}{LETTERS[index]}" for number, index in enumerate(chosen, 1))
    return " ".join(LETTERS[index] for index in chosen)


def cell(item, state):
    """Give the cell for a state: right, wrong, or None for nothing."""
    return "" if state is None else typed(item, None if state else wrong(item) if item.choices else ())


def rows(assessment, test, states, people):
    """Give rows of the kit's own form with their heading: states by item as the first form has them, forms in turn."""
    forms = forms_of(assessment, test)
    first = [item.name for item in forms[0].items]
    made = [(*HEAD, *range(1, len(first) + 1))]
    for number, (name, row) in enumerate(zip(people, states, strict=True)):
        form = forms[number % len(forms)]
        made.append((name, test, form.letter, form.seed, *(cell(item, row[first.index(item.name)]) for item in form.items)))
    return made


def text_of(table, separator=","):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(table)
    return buffer.getvalue()


def class_of(count, items, share, seed):
    """Give the states of a class: right with a probability that rises with a participant's ability, some items left out."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        ability = min(max(chance.gauss(share, 0.2), 0.02), 0.98)
        made.append([None if chance.random() < 0.03 else chance.random() < ability for _ in range(items)])
    return made


# As Moodle's question types summarise what was answered.


def summarised(item, chosen):
    if item.kind == "short":
        return item.accepted[0].plain if chosen is None else "لا أدري"
    chosen = item.answer if chosen is None else chosen
    texts = [choice.text.plain for choice in item.choices]
    if item.kind == "true-false":
        return ("True", "False")[chosen[0]]
    if item.kind == "matching":
        return "; ".join(f"{prompt.plain} -> {texts[index]}" for prompt, index in zip(item.prompts, chosen, strict=True))
    if item.kind == "ordering":
        return "; ".join(texts[index] if len(texts[index]) <= 10 else f"{texts[index][:7]}..." for index in chosen)
    return "; ".join(texts[index] for index in chosen)


def question_text(item, chance):
    """Give the text of a question as Moodle exports it: scenario, stem, and the choices in the order of one attempt."""
    before = f"{item.scenario.text.plain} " if item.scenario else ""
    if item.kind not in ("single", "multiple"):
        return before + item.stem.plain
    texts = [choice.text.plain for choice in item.choices]
    chance.shuffle(texts)
    return f"{before}{item.stem.plain}: {'; '.join(texts)}"


def export(items, states, people, words=("Question", "Response", "Right answer"), *, questions=True):
    """Give an export of Moodle with its heading; items may be in any order."""
    chance = random.Random(5)
    head = ["Last name", "First name", "Email address", "Status", "Started", "Completed", "Duration", "Grade/10.00"]
    asked, given, right = words
    for number in range(1, len(items) + 1):
        head += [*([f"{asked} {number}"] if questions else []), f"{given} {number}", f"{right} {number}"]
    made = [head]
    for name, row in zip(people, states, strict=True):
        first, _, last = name.partition(" ")
        line = [last, first, "x@example.org", "Finished", "1 March 2026", "1 March 2026", "10 mins", "5.00"]
        for item, state in zip(items, row, strict=True):
            answered = "-" if state is None else summarised(item, None if state else wrong(item) if item.choices else ())
            line += [*([question_text(item, chance)] if questions else []), answered, summarised(item, None)]
        made.append(line)
    return made
