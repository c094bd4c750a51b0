"""A word that is spelled otherwise than elsewhere in the kit is found, and two words that only look alike are not."""

import itertools
import time

import pytest

from generator.content.loading import gather_library
from generator.messages import worded
from generator.reference.examples import kit_folder
from tests.conftest import SEEDS, WATER_SEEDS, change

PARAGRAPH = "      للاجتماع ثلاث مراحل متتابعة، يبين الشكل أبرز ما في كل منها."
WELCOME = "say: أهلًا بكم. نتحدث اليوم عن اجتماعات العمل التي نحضرها كل أسبوع."


@pytest.fixture
def kit(new_kit):
    return new_kit / "seeds"


def module(kit):
    return kit / "modules" / "01-good-meetings.yaml"


def spellings(kit):
    """Check a kit; give the word and the usual spelling of each finding, and no other finding."""
    found = gather_library(kit).findings
    assert {one.code for one in found} <= {"spelling"}, found
    return [(one.message.values["word"], one.message.values["usual"]) for one in found]


def found_in(kit, usual, words, times=1):
    """Give what is found in a text of a kit that has another text so many times."""
    change(module(kit), PARAGRAPH, "\n\n".join([f"      {usual}"] * times))
    change(module(kit), WELCOME, f"say: {words}")
    return spellings(kit)


# The kit's text, how often, a text with a slip, and what is found.
SLIPS = [
    # A word with the article takes no pronoun.
    ("تعمل المنظمة هنا", 2, "تعمل المنظمه هنا", [("المنظمه", "المنظمة")]),
    ("تعمل بالمنظمة هنا", 2, "تعمل بالمنظمه هنا", [("بالمنظمه", "بالمنظمة")]),
    ("قال للمنظمة ذلك", 2, "قال للمنظمه ذلك", [("للمنظمه", "للمنظمة")]),
    ("تعمل المنظّمة هنا", 2, "تعمل المنظمَه هنا", [("المنظمه", "المنظمة")]),
    # Hamza
    ("هي إعادة العمل", 1, "هي اعادة العمل", [("اعادة", "إعادة")]),
    ("نظر إلى الأسرة", 1, "نظر الى الاسرة", [("الى", "إلى"), ("الاسرة", "الأسرة")]),
    ("قال إن العمل الآن إذا", 1, "قال ان العمل الان اذا", [("ان", "إن"), ("الان", "الآن"), ("اذا", "إذا")]),
    ("هي أسرة كبيرة", 1, "هي اسرة كبيرة", [("اسرة", "أسرة")]),
    ("نجح وإدارة العمل", 1, "نجح وادارة العمل", [("وادارة", "وإدارة")]),
    ("نحن أو هم", 30, "نحن او هم", [("او", "أو")]),
    ("هذه المسألة واضحة", 20, "هذه المسالة واضحة", [("المسالة", "المسألة")]),
    # No hamza in the nouns of forms VII, VIII and X
    ("هو احتياج كبير", 1, "هو إحتياج كبير", [("إحتياج", "احتياج")]),
    ("هو الاستعمال الجيد", 1, "هو الإستعمال الجيد", [("الإستعمال", "الاستعمال")]),
    ("هو الانقطاع الطويل", 1, "هو الأنقطاع الطويل", [("الأنقطاع", "الانقطاع")]),
    # Far more frequent
    ("هي مرحلة طويلة", 20, "هي مرحله طويلة", [("مرحله", "مرحلة")]),
    ("هذه خطوة أولى", 50, "هذة خطوة أولى", [("هذة", "هذه")]),
    ("نجح في العمل", 60, "نجح فى العمل", [("فى", "في")]),
    ("الخطوة التي تمت", 50, "الخطوة التى تمت", [("التى", "التي")]),
    # A letter that stands only at the end
    ("وصل عليه خبر", 1, "وصل علىه خبر", [("علىه", "عليه")]),
    # Both at once
    ("هي الإدارة الجديدة", 2, "هي الاداره الجديدة", [("الاداره", "الإدارة")]),
    # Terms of the glossary: محضر الاجتماع, جدول الأعمال
    ("شكر", 1, "هذا جدول الاعمال اليوم", [("الاعمال", "الأعمال")]),
    ("شكر", 1, "في محضر الإجتماع خبر", [("الإجتماع", "الاجتماع")]),
    ("شكر", 1, "ولجدول **الاعمال** فائدة", [("الاعمال", "الأعمال")]),
]

# Two words that are both right, however the kit writes them.
BOTH_ARE_WORDS = [
    ("هذه كتابة واضحة", 60, "هذا كتابه، وهذا كتاب"),
    ("هذه خدمة وخطة وسنة وفكرة", 60, "خدمه في خطه وفي سنه وفي فكره"),
    ("هي مدرسة كبيرة", 60, "شكر مدرسه، وكل المدرسين والمدرس"),
    ("هي مؤسسية جديدة", 60, "شكر مؤسسيه وكل مؤسس"),
    ("هي والدة الطفل", 60, "هو والده ووالد أخيه"),
    ("هي مسؤولية كبيرة", 60, "شكر مسؤوليه، وكل مسؤول"),
    ("نجح على الطريق", 60, "نجح علي الطريق"),
    ("نظر إلى الطريق", 60, "وصل إلي خطاب"),
    ("وقف لدى الباب", 60, "لدي سؤال"),
    ("هو المستوى الأول", 60, "هو السطح المستوي"),
    ("هي الأولى دائمًا", 60, "هو التقييم الأولي"),
    ("هو المبنى الكبير", 60, "هو القرار المبني عليها"),
    ("المركز يسمي الخطة", 60, "ما يسمى خطة وما تسمى به"),
    ("يُعنى المركز بها", 60, "يعني المركز ذلك"),
    ("أكتب ما أسمعه", 15, "اكتب ما اسمعه"),
    ("قال أن وقال إن", 60, "كان هنا وكأن شيئًا"),
    ("هي أزمة كبيرة", 60, "هي خطوة لازمة"),
    ("هو إلهام كبير", 60, "الأمر الهام هنا"),
    ("هي ألغاز كثيرة", 60, "وصل الغاز إلى البيت"),
    ("بدأ العمل", 60, "بدا العمل سهلًا"),
    ("وقع في خطأ", 60, "هي خطا ثابتة"),
    ("سأل السائل", 60, "سال الماء"),
    ("هو الإعداد الجيد", 60, "هي الأعداد الكبيرة"),
    ("هو إعلام حديث", 60, "هي أعلام كثيرة"),
    ("هو الاجتماع", 1, "هو اجتماع وهي استجابة وهو اسم وهو ابن"),
    ("شرب المياه", 1, "شرب المياة"),
    ("هي المياه والوجه والفقه", 60, "هي مياه ووجه وفقه والاتجاه"),
    ("الكتابان أمامه", 60, "هو إمامه"),
    ("أعاده أمس", 1, "هي إعادة"),
]


@pytest.mark.parametrize(("usual", "times", "words", "expected"), SLIPS, ids=[one[2] for one in SLIPS])
def test_slips_are_found(kit, usual, times, words, expected):
    assert found_in(kit, usual, words, times) == expected


@pytest.mark.parametrize(("usual", "times", "words"), BOTH_ARE_WORDS, ids=[one[2] for one in BOTH_ARE_WORDS])
def test_words_that_look_alike_are_no_slips(kit, usual, times, words):
    assert found_in(kit, usual, words, times) == []


@pytest.mark.parametrize("seeds", [SEEDS, WATER_SEEDS, kit_folder()])
def test_whole_kits_have_no_finding(seeds):
    reading = gather_library(seeds)
    assert len(reading.texts) > 300
    assert [str(one) for one in reading.findings if one.code == "spelling"] == []


def test_each_place_is_told_with_what_to_write(kit):
    change(module(kit), PARAGRAPH, "      المنظمة هنا، المنظمة. المنظمة هنا، المنظمة.\n\n      ثم المنظمه، **المنظمه**.")
    found = gather_library(kit).findings
    lines = module(kit).read_text(encoding="utf-8").split("\n")
    assert [lines[one.span.line - 1][one.span.column - 1 :][:7] for one in found] == ["المنظمه", "المنظمه"]
    assert {str(one.message) for one in found} == {"«المنظمه» is spelled «المنظمة» elsewhere in this kit"}
    assert worded(found[0].hint, "ar") == "هل تقصد «المنظمة»؟ (أو أبقِ النص كما هو بالتعليق `# haqiba: allow spelling`)"


def test_the_glossary_goes_before_frequency(kit):
    change(module(kit), PARAGRAPH, "      جدول الاعمال ثم جدول الاعمال ثم المحاضر في محضر الاجتماع.")
    found = gather_library(kit).findings
    assert {str(one.message) for one in found} == {"«الاعمال» is spelled «الأعمال» in the glossary's term"}
    assert len(found) == 2
    assert worded(found[0].hint, "ar").startswith("اكتب «الأعمال»")


def test_what_the_glossary_refuses_is_told_once(kit):
    change(kit / "glossary.yaml", "      - أجندة\n", "      - أجندة\n      - جدول الاعمال\n")
    change(module(kit), PARAGRAPH, "      هذا جدول الاعمال.")
    assert [one.code for one in gather_library(kit).findings] == ["term"]


def test_verses_stated_directions_and_allowed_lines_are_left(kit):
    change(module(kit), PARAGRAPH, "      المنظمة ثم ﴿المنظمه﴾ و[المنظمه]{rtl}.")
    change(module(kit), WELCOME, "say: تعمل المنظمه هنا.  # haqiba: allow spelling")
    assert spellings(kit) == []


def test_hostile_words_take_linear_time(kit):
    """Thousands of spellings of one word, and words of fifty thousand letters."""
    spelled = ["".join(letters) for letters in itertools.product("اأإآ", repeat=6)]
    longest = "م" * 50_000
    assert len(spelled) == 4096
    change(module(kit), PARAGRAPH, f"      {' '.join(spelled)} ال{longest}ة ال{longest}ة {longest}ا {longest}أ")
    change(module(kit), WELCOME, f"say: ال{longest}ه")
    began = time.process_time()
    found = [one for one in gather_library(kit).findings if one.code == "spelling"]
    assert len(found) == 1 and len(str(found[0])) < 400
    assert time.process_time() - began < 10
