"""An acronym is introduced once, after its Arabic name, and what is no acronym is left alone."""

import re
import shutil
import string
import time

import pytest

from generator.content.loading import gather_library
from generator.messages import worded
from tests.conftest import SEEDS, WATER_SEEDS, change

PARAGRAPH = "      للاجتماع ثلاث مراحل متتابعة، يبين الشكل أبرز ما في كل منها."
POINT = "      - كتابة **الغرض** في سطر واحد [@guide-purpose]"
NAME = "المنظمة الدولية للهجرة"


@pytest.fixture
def kit(new_kit):
    return new_kit / "seeds"


def module(kit):
    return kit / "modules" / "01-good-meetings.yaml"


def acronyms(kit):
    """Check a kit; give line, column and message of each finding on acronyms, and no other finding."""
    found = gather_library(kit).findings
    assert {one.code for one in found} <= {"acronym"}, found
    return [(one.span.line, one.span.column, str(one.message)) for one in found]


def said(kit, words):
    """Give what is found in a paragraph of the handout."""
    change(module(kit), PARAGRAPH, f"      {words} [@guide-purpose]")
    return [message for _, _, message in acronyms(kit)]


def bare(acronym):
    return f"the acronym {acronym} stands here before its introduction"


INTRODUCED = [
    f"تعمل {NAME} (IOM) في بلدان كثيرة، وتقول IOM ذلك، وقالت {NAME} ذلك.",
    f"تعمل **{NAME}** (IOM) [@guide-purpose] في بلدان كثيرة.",
    f"«{NAME}» (IOM).",
    "مركز إدارة المعرفة (EU-IOM KMH) جهة. ويدرب KMH الناس مع IOM.",
    "منظمة الصحة العالمية (World Health Organization, WHO) جهة، وتقول WHO ذلك.",
    "أعدتها World Health Organization (WHO)، وراجعتها WHO.",
    "كوفيد-19 (COVID) مرض.",
    "الهيئتان (WHO, IOM) معًا.",
    # No acronyms
    "الوزن 5 kg والحرارة 28 °C والطاقة 3 kWh، والعكارة تُقاس بوحدة NTU وبالعملة USD.",
    "المعيار ISO 9001، والكتاب ISBN 978-92-9068-123-4، والشبكة Wi-Fi.",
    "التفاعل (HOCl + OCl-) والغاز CO2 والملح NaCl والماء H2O.",
    "العينة HS1 والنموذج A-12/B والقسم R&D والفيتامين B والصف A.",
    "الجزء II والقرن XIX والباب IV.",
    'عبارة [STOP]{ltr} والكلمة «STOP» ولفظ "STOP".',
    "[الدليل](https://example.org/IOM/WHO) والموقع www.IOM.org والبريد INFO@IOM.org.",
    "كتاب The IOM Handbook وشعار Think BIG Today.",
    "قال تعالى: ﴿سورة الكهف﴾.",
]

BARE = {
    "تعمل IOM في بلدان كثيرة، وتقول IOM ذلك.": ["IOM"],
    f"تعمل IOM ({NAME}) في بلدان كثيرة.": ["IOM"],
    f"تعمل {NAME} IOM في بلدان كثيرة.": ["IOM"],
    f"تعمل {NAME} (المعروفة بالاختصار IOM) في بلدان.": ["IOM"],
    "جهاز الـIOM وبرامج بـIOM وبرامج و-WHO.": ["IOM", "WHO"],
    "شراكة بين IOM وWHO.": ["IOM", "WHO"],
    "منظمات NGOs كثيرة.": ["NGOs"],
    "مركز EU-IOM KMH جهة.": ["EU-IOM KMH"],
    f"تعمل {NAME} (IOM) مع IOM-WHO.": ["WHO"],
    "(IOM) جهة دولية.": ["IOM"],
    "[دليل IOM](https://example.org/IOM) متاح.": ["IOM"],
    "برنامج **IOM** جديد.": ["IOM"],
    "ملف بصيغة PDF.": ["PDF"],
}


@pytest.mark.parametrize("words", INTRODUCED)
def test_what_is_introduced_or_needs_no_introduction(kit, words):
    assert said(kit, words) == []


@pytest.mark.parametrize(("words", "expected"), BARE.items())
def test_acronyms_that_stand_bare(kit, words, expected):
    assert said(kit, words) == [bare(one) for one in expected]


@pytest.mark.parametrize("seeds", [SEEDS, WATER_SEEDS])
def test_whole_kits_have_no_finding(seeds):
    reading = gather_library(seeds)
    assert len(reading.texts) > 1000
    assert sum(len(re.findall("[A-Z]{2,}", one)) for one in reading.texts) >= 10
    assert [one for one in reading.findings if one.code == "acronym"] == []


def test_a_kit_needs_its_list_of_known_acronyms(tmp_path):
    seeds = shutil.copytree(WATER_SEEDS, tmp_path / "seeds")
    change(seeds / "glossary.yaml", "known_acronyms:\n  - PDF\n", "")
    (found,) = [one for one in gather_library(seeds).findings if one.code == "acronym"]
    assert (found.span.path.replace("\\", "/").split("/")[-1], str(found.message)) == ("05-mixed-text.yaml", bare("PDF"))


def test_the_place_is_that_of_the_bare_acronym(kit):
    change(module(kit), PARAGRAPH, f"      فقرة أولى عن «WHO» و[IOM](https://x.org/WHO).\n\n      فقرة فيها WHO ثم {NAME} (IOM).")
    (line, column, message) = acronyms(kit)[1]
    assert message == bare("WHO")
    assert module(kit).read_text(encoding="utf-8").split("\n")[line - 1][column - 1 :].startswith("WHO ثم")


def test_slides_of_a_section_rest_on_its_handout_but_not_its_heading(kit):
    change(module(kit), "      يبدأ الاجتماع الناجح", f"      تقول {NAME} (IOM) هذا. يبدأ الاجتماع الناجح")
    change(module(kit), POINT, "      - كتابة غرض IOM [@guide-purpose]")
    assert acronyms(kit) == []
    change(module(kit), "heading: الغرض قبل الدعوة", "heading: الغرض في IOM قبل الدعوة")
    assert [message for _, _, message in acronyms(kit)] == [bare("IOM")]


def test_notes_and_descriptions_are_not_seen(kit):
    change(module(kit), "say: القرار بلا مسؤول أمنية", "say: تقول WHO إن القرار بلا مسؤول أمنية")
    change(module(kit), "alt: ثلاث خطوات", "alt: خطوات WHO وهي ثلاث خطوات")
    assert acronyms(kit) == []


def test_a_quiz_comes_after_its_module(kit):
    change(module(kit), "key: غرض الاجتماع في سطر واحد", "key: غرض IOM في سطر واحد")
    assert [message for _, _, message in acronyms(kit)] == [bare("IOM")]
    change(module(kit), PARAGRAPH, f"      تعمل {NAME} (IOM) هنا.")
    assert acronyms(kit) == []


def test_slides_and_handout_may_each_introduce_it_once(kit):
    change(module(kit), POINT, f"      - كتابة غرض {NAME} (IOM) [@guide-purpose]")
    change(module(kit), PARAGRAPH, f"      تعمل {NAME} (IOM) هنا.")
    assert acronyms(kit) == []
    change(module(kit), "      يُختم الاجتماع", f"      تقول {NAME} (IOM) هذا. يُختم الاجتماع")
    text = module(kit).read_text(encoding="utf-8").split("\n")
    ((line, column, message),) = acronyms(kit)
    first = next(number for number, one in enumerate(text, 1) if "تعمل" in one)
    assert message == f"(IOM) stands in brackets again (first in line {first})"
    assert text[line - 1][column - 1 :].startswith("IOM) هذا")


def test_the_glossary_names_what_needs_no_introduction(kit):
    change(kit / "glossary.yaml", "known_acronyms: []", "known_acronyms: [PDF, EU-IOM KMH]")
    assert said(kit, "ملف PDF من مركز EU-IOM KMH وملف (PDF) وملف (PDF)، ومن KMH.") == [bare("KMH")]


def test_the_glossarys_name_is_what_to_write(kit):
    change(kit / "glossary.yaml", "en: minutes of the meeting", "en: minutes of the meeting (MOM)")
    change(module(kit), PARAGRAPH, "      يُكتب MOM هنا.")
    (found,) = gather_library(kit).findings
    assert str(found.hint).startswith("write «محضر الاجتماع (MOM)» here; from then on, either the name or the acronym")
    assert "اكتب هنا «محضر الاجتماع (MOM)»" in worded(found.hint, "ar")


def test_a_comment_allows_it(kit):
    change(module(kit), "title: اجتماع عمل ناجح", "title: اجتماع عمل في WHO  # haqiba: allow acronym")
    assert acronyms(kit) == []


def test_thousands_of_acronyms_take_linear_time(kit):
    names = [f"W{a}{b}{c}" for a in "BCD" for b in string.ascii_uppercase for c in string.ascii_uppercase]
    assert len(set(names)) > 2000
    change(module(kit), PARAGRAPH, "\n\n".join(f"      كلمة {one} ثم «{NAME} ({one})» ثم {NAME} ({one})." for one in names))
    began = time.process_time()
    found = acronyms(kit)
    assert len(found) == 2 * len(names)
    assert time.process_time() - began < 10
