"""Each rule of item writing finds its flaw at its place, as a warning, and leaves alone what only looks like it."""

import pytest
import yaml

from generator.content import quiz_lint
from generator.content.reader import parse_yaml, read_yaml
from generator.content.schema import Module, QuizItem
from generator.content.validation import validate
from generator.content.waivers import WAIVABLE
from generator.diagnostics import Severity
from generator.reference.examples import kit_folder
from tests.conftest import SEEDS, WATER_SEEDS

SOUND = {
    "id": "q1",
    "objective": "a-o1",
    "bloom": "understand",
    "stem": "ما أول ما يُكتب قبل كل لقاء؟",
    "key": "غرض في سطر واحد",
    "distractors": ["أسماء المدعوين", "محضر الشهر السابق", "موعد الأسبوع القادم"],
    "rationale": "يسبق الغرض الدعوة [@guide-purpose].",
}
STATEMENT = {"kind": "true-false", "stem": "يُكتب الغرض قبل الدعوة.", "answer": True, "key": None, "distractors": None}
SEVERAL = {"kind": "multiple", "key": None, "keys": ["غرض مكتوب", "وقت محدد"], "distractors": ["قاعة واسعة", "محضر قديم"]}
PAIRS = [{"left": "قبل", "right": "الغرض"}, {"left": "في أثنائه", "right": "القرار"}, {"left": "بعده", "right": "المحضر"}]
MATCHING = {"kind": "matching", "stem": "صل كل وقت بما يُكتب فيه:", "pairs": PAIRS, "key": None, "distractors": None}
ORDERING = {"kind": "ordering", "stem": "رتّب ما يلي:", "order": ["الغرض", "الدعوة", "المحضر"], "key": None, "distractors": None}
SHORT = {"kind": "short", "accepted": ["الغرض", "غرض اللقاء"], "key": None, "distractors": None}


def written(changes, **more):
    """Give the YAML of the sound item with changes; what is None is left out."""
    data = {key: value for key, value in (SOUND | changes | more).items() if value is not None}
    return yaml.safe_dump(data, allow_unicode=True, width=10_000, sort_keys=False)


def read(text):
    return validate(QuizItem, parse_yaml("item.yaml", text.encode()))


def found(changes):
    """Give the YAML, and the code and place of each finding of an item alone."""
    text = written(changes)
    findings = list(quiz_lint.lint([read(text)]))
    assert all(one.severity is Severity.WARNING and one.code in WAIVABLE for one in findings)
    return text, [(one.code, one.span.line, one.span.column) for one in findings]


def place_of(words, text, nth=0):
    lines = [(number, line.index(words) + 1) for number, line in enumerate(text.split("\n"), 1) if words in line]
    return lines[nth]


LONG = " ".join(["كلمة"] * 45)
# A flaw by its code, the changes that make it, and the words that it is told at, with the number of their occurrence.
FLAWS = [
    ("stem-end", {"stem": "أول ما يُكتب قبل اللقاء"}, "أول ما"),
    ("stem-end", STATEMENT | {"stem": "هل يُكتب الغرض قبل الدعوة؟"}, "هل يُكتب"),
    ("long-stem", {"stem": f"{LONG}؟"}, "كلمة"),
    ("two-claims", STATEMENT | {"stem": "يُكتب الغرض قبل الدعوة. ويُرسل المحضر بعد يوم."}, "يُكتب"),
    ("two-claims", STATEMENT | {"stem": "يُكتب الغرض قبل الدعوة؛ ويُرسل المحضر بعد يوم."}, "يُكتب"),
    ("negative-stem", {"stem": "أي مما يلي ليس مما يُكتب قبل اللقاء؟"}, "أي مما"),
    ("catch-all-option", {"distractors": ["أسماء المدعوين", "محضر الشهر السابق", "كل ما سبق"]}, "كل ما سبق"),
    ("catch-all-option", SEVERAL | {"distractors": ["قاعة واسعة", "أ وب معًا"]}, "أ وب معًا"),
    ("absolute-option", {"distractors": ["أسماء المدعوين", "محضر الشهر دائمًا", "موعد الأسبوع القادم"]}, "محضر"),
    ("absolute-option", SEVERAL | {"keys": ["غرض مكتوب أبدًا", "وقت محدد هنا"]}, "غرض مكتوب"),
    ("absolute-option", STATEMENT | {"stem": "يُكتب الغرض دائمًا قبل الدعوة."}, "يُكتب"),
    ("choice-by-place", {"rationale": "الصواب في الخيار الأول وحده. [@guide-purpose]"}, "الصواب في"),
    ("choice-by-place", {"key": {"text": "غرض في سطر واحد", "feedback": "هي الإجابة (ب)."}}, "هي الإجابة"),
    ("choice-by-place", {"rationale": "الصواب في الخيار (و). [@guide-purpose]"}, "الصواب في"),
    ("choice-by-place", {"rationale": "تصح الإجابة ب، لأن الغرض يسبق. [@guide-purpose]"}, "تصح"),
    ("choice-by-place", MATCHING | {"feedback": "للصيغة الأخيرة قرين آخر."}, "للصيغة"),
    ("duplicate-options", {"distractors": ["أسماء المدعوين", "أسماء المدعوين", "موعد الأسبوع القادم"]}, "أسماء", 1),
    ("duplicate-options", {"distractors": ["أسماء المدعوين", "أسماءُ المدعوّين.", "موعد الأسبوع القادم"]}, "أسماءُ"),
    ("duplicate-options", {"distractors": ["غرضٌ في سطر واحد", "محضر الشهر السابق", "موعد الأسبوع القادم"]}, "غرضٌ"),
    ("duplicate-options", MATCHING | {"pairs": [*PAIRS[:2], {"left": "بعده", "right": "القرار"}]}, "القرار", 1),
    ("duplicate-options", MATCHING | {"pairs": [*PAIRS[:2], {"left": "قبل", "right": "المحضر"}]}, "قبل", 1),
    ("duplicate-options", ORDERING | {"order": ["الغرض", "الدعوة", "الغرض"]}, "الغرض", 2),
    ("unsorted-numbers", {"key": {"text": "3 أيام", "pinned": 1}, "distractors": ["يومان", "10 أيام"]}, "3 أيام"),
    ("unsorted-numbers", {"key": "20%", "distractors": ["10%", {"text": "30%", "pinned": 1}]}, "30%"),
    ("long-key", {"key": "غرض واضح في سطر واحد يعرفه كل من دُعي إليه"}, "غرض"),
    ("long-key", SEVERAL | {"keys": ["غرض مكتوب في سطر من الدعوة", "وقت محدد لكل موضوع فيها"]}, "غرض مكتوب"),
    ("unequal-options", {"distractors": ["أسماء المدعوين", "محضر", "موعد الأسبوع القادم في القاعة الكبيرة"]}, "موعد"),
    ("unequal-options", MATCHING | {"pairs": [*PAIRS[:2], {"left": "بعده", "right": "محضر فيه كل قرار ومن ينفذه ومتى"}]}, "محضر"),
    ("missing-feedback", {"distractors": [{"text": "أسماء المدعوين", "feedback": "تأتي بعده."}, "محضر الشهر السابق"]}, "محضر"),
    ("missing-feedback", SEVERAL | {"distractors": ["قاعة واسعة", {"text": "محضر قديم", "feedback": "هو لما مضى."}]}, "قاعة"),
    ("long-accepted", SHORT | {"accepted": ["الغرض", "الغرض الذي من أجله يُعقد اللقاء القادم"]}, "الغرض الذي"),
    ("rationale-without-source", {"rationale": "يسبق الغرض الدعوة."}, "يسبق"),
    # Agreement: «هي» and «هو», «من المسؤولة», a gap, numbers of things, the article.
    ("agreement-clue", {"stem": "الجهة التي تقود العمل هي:", "key": "الوزارة", "distractors": ["المكتب", "المركز", "المجلس"]}, "الوزارة"),
    ("agreement-clue", {"stem": "أول ما يُكتب هو:", "key": "الغرض", "distractors": ["القائمة", "الدعوات", "الورقة"]}, "الغرض"),
    ("agreement-clue", {"stem": "من المسؤولة عن المحضر؟", "key": "الكاتبة", "distractors": ["المدير", "المشرف", "المنسق"]}, "الكاتبة"),
    ("agreement-clue", {"stem": "تُسمى هذه ... الأولى، فما هي؟", "key": "مرحلة", "distractors": ["مجلس", "مكتب", "مشروع"]}, "مرحلة"),
    ("agreement-clue", {"stem": "الجهة هي:", "key": "اللجنة", "distractors": ["القطاع الخاص", "المكتب الإقليمي", "الطرف الوطني"]}, "اللجنة"),
    (
        "agreement-clue",
        {"stem": "ما الأمران اللذان يُكتبان؟", "key": "الغرض والموعد", "distractors": ["الغرض المكتوب", "الموعد المحدد", "المكان القريب"]},
        "الغرض والموعد",
    ),
    (
        "agreement-clue",
        {"stem": "ما الأبعاد الثلاثة لهذا العمل؟", "key": "الغرض والوقت والمكان", "distractors": ["الغرض والوقت المحدد", "الوقت والمكان القريب"]},
        "الغرض والوقت",
    ),
    ("agreement-clue", {"key": "المستوى الفردي", "distractors": ["مستوى محلي", "مستوى وطني", "مستوى دولي"]}, "المستوى"),
    # A word of the stem.
    ("echo-clue", {"stem": "ماذا يُكتب في الدعوة قبل اللقاء؟", "key": "غرض الدعوة في سطر"}, "غرض الدعوة"),
    ("echo-clue", {"stem": "إلى أي أساس يستند النهج الإقليمي؟", "key": "نهج عالمي أسبق منه"}, "نهج عالمي"),
]


@pytest.mark.parametrize(("code", "changes", "words", "nth"), [(*flaw, 0)[:4] for flaw in FLAWS])
def test_a_flaw_is_found_at_its_place(code, changes, words, nth):
    text, findings = found(changes)
    assert findings == [(code, *place_of(words, text, nth))]


SOUND_ITEMS = [
    {},
    STATEMENT,
    SEVERAL,
    MATCHING,
    ORDERING,
    SHORT,
    {"stem": "أول ما يُكتب قبل اللقاء:"},
    {"stem": "أي مما يلي **ليس** مما يُكتب قبل اللقاء؟"},
    {"stem": "وصل مدعو لا يعرف القاعة. ماذا يُكتب له؟"},
    {"stem": f"{' '.join(['كلمة'] * 39)}؟"},
    STATEMENT | {"stem": "تكفي 3.5 ساعات لهذا العمل عند د. سلمى."},
    STATEMENT | {"stem": "للدعوة صلة دائمة بالغرض."},
    # An absolute word gives nothing away where nothing is right or wrong by itself.
    ORDERING | {"order": ["يُكتب الغرض", "يُدعى من يلزم فقط", "يُرسل المحضر"]},
    MATCHING | {"pairs": [*PAIRS[:2], {"left": "بعده", "right": "المحضر فقط"}]},
    {"distractors": ["أسماء المدعوين", "محضر كل ما سبق اللقاء", "موعد الأسبوع القادم"]},
    # Points, commas and signs in numbers are no punctuation.
    {"stem": "كم النسبة؟", "key": "0.5%", "distractors": ["5%", "0,5"]},
    {"stem": "كم الحرارة؟", "key": "28 °C", "distractors": ["−28 °C", "28 °F", "28%"]},
    # Letters that make another word.
    {"distractors": ["كتابه الأول", "كتابة أولى", "موعد الأسبوع القادم"]},
    # Pinned where it stands anyway, and amounts of other units.
    {"stem": "كم يومًا؟", "key": {"text": "3 أيام", "pinned": 2}, "distractors": ["يومان", "10 أيام"]},
    {"stem": "كم يستغرق؟", "key": {"text": "30 دقيقة", "pinned": 1}, "distractors": ["ساعتان كاملتان", "يوم كامل"]},
    # The longest of short options, and equally long ones.
    {"stem": "متى يُكتب؟", "key": "قبله", "distractors": ["ليلًا", "غدًا"]},
    {"stem": "كم لترًا؟", "key": "1,000 L", "distractors": ["1 L", "2 L", "3 L"]},
    SEVERAL | {"distractors": ["قاعة أوسع للحاضرين كلهم", "محضر قديم من الشهر السابق"]},
    ORDERING | {"order": ["الغرض", "دعوة مكتوبة إلى من يلزم حضوره وحده", "المحضر"]},
    # Feedback of all, of the key alone, of what is matched.
    {"distractors": [{"text": word, "feedback": "تأتي بعده."} for word in ("أسماء المدعوين", "محضر سابق")]},
    {"key": {"text": "غرض في سطر واحد", "feedback": "أصبت."}},
    MATCHING | {"distractors": [{"text": "المكان", "feedback": "لا قرين له."}, "الزمان"]},
    SHORT | {"accepted": ["الغرض من هذا اللقاء في سطر"]},
    # What has a place by itself, and what keeps its place.
    {"rationale": "في المرحلة الأولى خيار آخر، والإجابة وحدها لا تكفي. [@guide-purpose]"},
    {"rationale": "تُقرأ العبارة و«الجملة» معًا، وتصح الإجابة ب«نعم»، والصيغة الأولية عند 28 °C. [@guide-purpose]"},
    STATEMENT | {"rationale": "الخيار الأول في الدليل هو الغرض. [@guide-purpose]"},
    {
        "rationale": "الصواب في الخيار الأول. [@guide-purpose]",
        **{"key": {"text": "غرض في سطر واحد", "pinned": 1}, "distractors": [{"text": "أسماء المدعوين", "pinned": 2}]},
    },
    # A distractor agrees as well, or may agree.
    {"stem": "الجهة التي تقود العمل هي:", "key": "الوزارة", "distractors": ["المكتب", "البلدية", "المجلس"]},
    {"stem": "الجهات التي تقود العمل هي:", "key": "الوزارات", "distractors": ["المكاتب", "المراكز", "الأقسام"]},
    {"stem": "الجهة التي تقود العمل هي:", "key": "الوزارة", "distractors": ["الأسر", "الأم", "الدول"]},
    {"stem": "ما الجهة التي تقود العمل؟", "key": "الوزارة", "distractors": ["المكتب", "المركز", "المجلس"]},
    {"stem": "من الجهة المسؤولة عن المحضر؟", "key": "الكاتبة", "distractors": ["المدير", "المشرف", "المنسق"]},
    {"stem": "أول ما يُكتب هو:", "key": "الغرض", "distractors": ["القائمة", "الموعد", "الورقة"]},
    {"stem": "ما الأمران اللذان يُكتبان؟", "key": "الغرض والموعد", "distractors": ["الغرض والمكان", "الموعد المحدد", "المكان وحده"]},
    {"stem": "ما الأمران اللذان يُكتبان؟", "key": "الغرض والموعد", "distractors": ["سطر ووقت", "الموعد المحدد", "المكان وحده"]},
    {"stem": "أي المستويات الثلاثة يُذكر؟", "key": "الفرد وأسرته والحي", "distractors": ["الحي والمدينة معًا", "الحكومة وما تقرره"]},
    {"key": "مستوى الفرد وحده", "distractors": ["المستوى المحلي", "المستوى الوطني", "المستوى الدولي"]},
    {"key": "على المدير وحده", "distractors": ["على مدير آخر", "على مديرين معًا"]},
    {"key": "ليبيا", "distractors": ["العراق", "الجزائر", "المغرب"], "stem": "أي بلد؟"},
    # The word is the subject of all options, a distractor repeats another word, or it says nothing by itself.
    {"stem": "ماذا يُكتب في الدعوة؟", "key": "غرض الدعوة في سطر", "distractors": ["موعد الدعوة القادمة", "رقم الدعوة في السجل"]},
    {"stem": "ماذا يُكتب في الدعوة قبل اللقاء؟", "key": "غرض الدعوة في سطر", "distractors": ["موعد اللقاء القادم", "محضر الشهر السابق"]},
    {"stem": "ما صلة الشراكة وشرطي الدليل؟", "key": "هي الشراكة، وهما لها", "distractors": ["هي شرط ثالث بعدهما", "هي أسبق من الاثنين"]},
    {"stem": "ماذا يُكتب بعد ذلك؟", "key": "اسم من يأتي بعد ذلك", "distractors": ["موعد الأسبوع القادم", "محضر الشهر السابق"]},
]


@pytest.mark.parametrize("changes", SOUND_ITEMS)
def test_what_only_looks_like_a_flaw_is_left_alone(changes):
    assert found(changes)[1] == []


def linted(*items):
    """Give the code of each finding of several items of a module, and the id of the item that it is told at."""
    texts = [written(changes, id=f"q{number}") for number, changes in enumerate(items, 1)]
    made = [validate(QuizItem, parse_yaml(f"q{number}.yaml", text.encode())) for number, text in enumerate(texts, 1)]
    return [(one.code, one.span.path.removesuffix(".yaml")) for one in quiz_lint.lint(made)], made, list(quiz_lint.lint(made))


def modules_of(seeds):
    return [validate(Module, read_yaml(path)) for path in sorted((seeds / "modules").glob("*.yaml"))]


def banked(*answers):
    """Give the findings of a kit whose statements have these answers."""
    module = modules_of(kit_folder())[0]
    items = tuple(read(written(STATEMENT, id=f"q{number}", answer=answer)) for number, answer in enumerate(answers, 1))
    return [str(one.message) for one in quiz_lint.lint_bank([module.model_copy(update={"quiz": items})])]


def test_not_all_items_ask_for_recall():
    recalled = {"bloom": "remember"}
    assert linted(recalled, recalled)[0] == [("all-remember", "q1")]
    assert linted(recalled, {})[0] == linted(recalled)[0] == []


def test_the_key_is_not_the_longest_too_often():
    longest = {"key": "غرض مكتوب في سطر واحد"}
    assert linted({}, {}, longest, longest, longest)[0] == [("longest-keys", "q3")]
    assert linted({}, {}, {}, longest, longest)[0] == []
    assert linted({}, longest, longest, longest)[0] == []


def test_statements_are_neither_nearly_all_true_nor_nearly_all_false():
    assert banked(True, True, True, True) == ["4 of the kit's 4 statements to be judged are true; whoever marks all alike gains by it"]
    assert len(banked(False, False, False, False, True, False)) == 1
    assert banked(True, True, True, False) == banked(True, False, False, False) == banked(True, True, True) == []


ASKS = {"stem": "من يقود البرامج الوطنية المقترحة؟", "key": "حكومات بلدانها", "distractors": ["منظمات دولية", "جمعيات محلية"]}


def test_an_item_does_not_answer_another():
    tells = {"stem": "تقود حكومات بلدانها البرامج الوطنية. متى يبدأ ذلك؟"}
    codes, _, findings = linted(ASKS, tells)
    assert codes == [("answered-elsewhere", "q2")]
    assert "'q1'" in findings[0].message
    states = STATEMENT | {"stem": "تعود البرامج الوطنية إلى حكومات بلدانها."}
    assert linted(states, ASKS)[0] == [("answered-elsewhere", "q1")]
    written_down = SHORT | {"stem": "ما الذي يسبق الدعوة في الدليل؟", "accepted": ["غرض مكتوب"]}
    assert linted(written_down, {"stem": "في الدعوة غرض مكتوب يسبق الموعد. ماذا يليه؟"})[0] == [("answered-elsewhere", "q2")]


@pytest.mark.parametrize(
    "other",
    [
        {"stem": "التقى وزراء حكومات بلدانها في المطار. أين جلسوا؟"},
        {"stem": "تقود حكومات كثيرة البرامج الوطنية في بلدانها. متى يبدأ ذلك؟"},
        {"stem": "ما دور الحكومات في البرامج الوطنية؟"},
    ],
)
def test_a_key_that_another_stem_mentions_by_the_way_is_left_alone(other):
    assert linted(ASKS, other)[0] == []


def test_a_key_of_one_word_and_the_subject_of_many_stems_are_left_alone():
    assert linted(ASKS | {"key": "الحكومات"}, {"stem": "متى تقود الحكومات البرامج الوطنية؟"})[0] == []
    about = [{"stem": f"ما الذي تقوله البرامج الوطنية عن {word}؟"} for word in ("القاعة", "الوقت", "الدعوة")]
    assert linted(ASKS, *about, {"stem": "أين تجتمع حكومات بلدانها مع ممثلي البرامج الوطنية؟"})[0] == []


@pytest.mark.parametrize(("seeds", "least"), [(SEEDS, 100), (WATER_SEEDS, 20), (kit_folder(), 8)], ids=["seeds", "water", "examples"])
def test_the_kits_have_items_for_all_rules_and_hardly_a_finding(seeds, least):
    """A rule that cries wolf would be heard here; what is found in the kits was looked at one by one."""
    modules = modules_of(seeds)
    findings = [one.code for module in modules for one in quiz_lint.lint(module.quiz)] + [one.code for one in quiz_lint.lint_bank(modules)]
    assert sum(len(module.quiz) for module in modules) >= least
    # The water kit allows one of its lengths.
    assert findings == (["unequal-options"] if seeds == WATER_SEEDS else [])


def test_a_long_stem_and_many_items_take_linear_time():
    words = " ".join(["غرض", "مكتوب"] * 2_000)
    changes = [{"id": f"q{number}", "stem": f"{words}؟", "key": "غرض مكتوب"} for number in range(5)]
    assert "answered-elsewhere" not in [code for code, _ in linted(*changes)[0]]
