"""Each mistake in YAML is named with its place, what is wrong and how to mend it, in both languages, never in the parser's words."""

import pytest

from generator.content.reader import parse_yaml
from generator.content.schema import Objective, PartOpening, Section
from generator.content.validation import validate
from generator.content.variant import read_settings
from generator.diagnostics import ContentError, Span
from generator.messages import worded
from generator.settings.theme import Colours

# A file; the line and column of its mistake; message and hint in English; the same in Arabic.
MISTAKES = [
    pytest.param(
        "id: a\nopening:\n\tminutes: 5\n",
        (3, 1),
        ("a tab stands here, where only spaces may stand", "write spaces instead of the tab"),
        ("هنا مسافة جدولة (Tab)، ولا يصح هنا إلا المسافات العادية", "اكتب مسافات عادية بدلًا منها"),
        id="tab indent",
    ),
    pytest.param(
        "opening:\n  a: 1\n  \tminutes: 5\n",
        (3, 3),
        ("a tab stands here, where only spaces may stand", "write spaces instead of the tab"),
        ("هنا مسافة جدولة (Tab)، ولا يصح هنا إلا المسافات العادية", "اكتب مسافات عادية بدلًا منها"),
        id="tab indent after spaces",
    ),
    pytest.param(
        "points:\n  - a\n\t- b\n",
        (3, 1),
        ("a tab stands here, where only spaces may stand", "write spaces instead of the tab"),
        ("هنا مسافة جدولة (Tab)، ولا يصح هنا إلا المسافات العادية", "اكتب مسافات عادية بدلًا منها"),
        id="tab after spaces in list",
    ),
    pytest.param(
        "id: a\ntitle: b\n  subtitle: c\nx: d\n",
        (3, 3),
        ("this key is indented deeper than the key above it, which has a value already", "correct the number of spaces before it: 0"),
        ("المسافة البادئة لهذا المفتاح أكبر من مسافة المفتاح الذي فوقه، مع أن لذلك المفتاح قيمة", "صحّح عدد المسافات قبله ليصبح 0"),
        id="deeper key",
    ),
    pytest.param(
        "a:\n  b: 1\n    c: 2\n",
        (3, 5),
        ("this key is indented deeper than the key above it, which has a value already", "correct the number of spaces before it: 2"),
        ("المسافة البادئة لهذا المفتاح أكبر من مسافة المفتاح الذي فوقه، مع أن لذلك المفتاح قيمة", "صحّح عدد المسافات قبله ليصبح 2"),
        id="deeper in block",
    ),
    pytest.param(
        "a:\n    b: 1\n  c: 2\nd: e\n",
        (3, 3),
        ("the indentation of this line is that of no line above it", "put as many spaces before it as before the line that it stands beside: 0, 4"),
        ("لا تطابق المسافة البادئة لهذا السطر مسافة أي سطر فوقه", "اجعل عدد المسافات قبله كعددها قبل السطر المناظر له فوقه: 0، 4"),
        id="shallower key",
    ),
    pytest.param(
        "a:\n    - b\n  - c\n",
        (3, 3),
        ("the indentation of this line is that of no line above it", "put as many spaces before it as before the line that it stands beside: 4"),
        ("لا تطابق المسافة البادئة لهذا السطر مسافة أي سطر فوقه", "اجعل عدد المسافات قبله كعددها قبل السطر المناظر له فوقه: 4"),
        id="shallower item",
    ),
    pytest.param(
        "a:\n  - id: b\n     t: c\n",
        (3, 6),
        ("this key is indented deeper than the key above it, which has a value already", "correct the number of spaces before it: 4"),
        ("المسافة البادئة لهذا المفتاح أكبر من مسافة المفتاح الذي فوقه، مع أن لذلك المفتاح قيمة", "صحّح عدد المسافات قبله ليصبح 4"),
        id="deeper key in item",
    ),
    pytest.param(
        "a:\n  - id: b\n   t: c\n",
        (3, 4),
        ("the indentation of this line is that of no line above it", "put as many spaces before it as before the line that it stands beside: 0, 4"),
        ("لا تطابق المسافة البادئة لهذا السطر مسافة أي سطر فوقه", "اجعل عدد المسافات قبله كعددها قبل السطر المناظر له فوقه: 0، 4"),
        id="shallower key in item",
    ),
    pytest.param(
        "  id: a\ntitle: b\n",
        (1, 1),
        ("the first key is indented, and a later one is not", "delete the spaces before it"),
        ("قبل أول مفتاح مسافة بادئة، وليس قبل ما يليه مثلها", "احذف المسافات التي قبله"),
        id="first line indented",
    ),
    pytest.param(
        "id:a\ntitle: b\n",
        (1, 4),
        ("no space follows the colon of this key", "put one space after the colon"),
        ("ليس بعد نقطتي هذا المفتاح مسافة", "ضع مسافة واحدة بعد النقطتين"),
        id="no space colon",
    ),
    pytest.param(
        "id: a\ntitle:نص هنا\nx: c\n",
        (2, 7),
        ("no space follows the colon of this key", "put one space after the colon"),
        ("ليس بعد نقطتي هذا المفتاح مسافة", "ضع مسافة واحدة بعد النقطتين"),
        id="no space colon arabic",
    ),
    pytest.param(
        "points:\n  - a\n  -b\nx: 1\n",
        (3, 4),
        ("no space follows the dash of this item", "put one space after the dash"),
        ("ليس بعد شرطة هذا البند مسافة", "ضع مسافة واحدة بعد الشرطة"),
        id="no space dash one",
    ),
    pytest.param(
        "points:\n  - id: a\n  -id: b\n",
        (3, 4),
        ("no space follows the dash of this item", "put one space after the dash"),
        ("ليس بعد شرطة هذا البند مسافة", "ضع مسافة واحدة بعد الشرطة"),
        id="no space dash before a key",
    ),
    pytest.param(
        "points:\n  - **نص**: نص\n",
        (2, 5),
        ("a text that begins with * needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «*» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="emphasis before a colon",
    ),
    pytest.param(
        "id: a\ntitle: نص: نص\n",
        (2, 10),
        ("a colon and a space stand in a text without quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("هنا نقطتان بعدهما مسافة في نص بلا علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="colon in text",
    ),
    pytest.param(
        "p:\n  - a: نص: نص\n",
        (2, 10),
        ("a colon and a space stand in a text without quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("هنا نقطتان بعدهما مسافة في نص بلا علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="colon in item2",
    ),
    pytest.param(
        "title: نص\n  آخر: نص\nx: 1\n",
        (2, 6),
        ("a colon and a space stand in a text without quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("هنا نقطتان بعدهما مسافة في نص بلا علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="colon in continued",
    ),
    pytest.param(
        'id: a\ntitle: "نص بلا\nx: 1\ny: 2\n',
        (2, 8),
        ("the quotation mark that opens here does not close", "put the same mark at the end of the text"),
        ("علامة التنصيص المفتوحة هنا غير مغلقة", "ضع العلامة نفسها في آخر النص"),
        id="unclosed double",
    ),
    pytest.param(
        "id: a\ntitle: 'نص بلا\nx: 1\ny: 2\n",
        (2, 8),
        ("the quotation mark that opens here does not close", "put the same mark at the end of the text"),
        ("علامة التنصيص المفتوحة هنا غير مغلقة", "ضع العلامة نفسها في آخر النص"),
        id="unclosed single",
    ),
    pytest.param(
        'id: a\ntitle: "نص بلا\nx: "ok"\ny: 2\n',
        (2, 8),
        ("the quotation mark that opens here does not close", "put the same mark at the end of the text"),
        ("علامة التنصيص المفتوحة هنا غير مغلقة", "ضع العلامة نفسها في آخر النص"),
        id="unclosed with later quotes",
    ),
    pytest.param(
        'id: a\ntitle: "نص بلا\npoints:\n  - "**نص** نص"\n',
        (2, 8),
        ("the quotation mark that opens here does not close", "put the same mark at the end of the text"),
        ("علامة التنصيص المفتوحة هنا غير مغلقة", "ضع العلامة نفسها في آخر النص"),
        id="unclosed with later emphasis",
    ),
    pytest.param(
        "id: a\ntitle: @نص\n",
        (2, 8),
        ("a text that begins with @ needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «@» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="at",
    ),
    pytest.param(
        "id: a\ntitle: `نص`\n",
        (2, 8),
        ("a text that begins with ` needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «`» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="backtick",
    ),
    pytest.param(
        "id: a\ntitle: %نص\n",
        (2, 8),
        ("a text that begins with % needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «%» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="percent",
    ),
    pytest.param(
        "id: a\ntitle: [نص] نص\nx: 1\n",
        (2, 8),
        ("a text that begins with [ needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «[» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="bracket",
    ),
    pytest.param(
        "id: a\ntitle: [نص\nx: 1\n",
        (2, 8),
        ("the bracket that opens here does not close", "close it, or put the whole text into quotation marks"),
        ("القوس المفتوح هنا غير مغلق", "أغلقه، أو ضع النص كله بين علامتي تنصيص"),
        id="bracket unclosed",
    ),
    pytest.param(
        "id: a\ntitle: {نص} نص\nx: 1\n",
        (2, 8),
        ("a text that begins with { needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «{» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="brace",
    ),
    pytest.param(
        "id: a\ntitle: & نص\n",
        (2, 8),
        ("a text that begins with & needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «&» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="amp",
    ),
    pytest.param(
        "id: a\ntitle: * نص\n",
        (2, 8),
        ("a text that begins with * needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «*» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="star",
    ),
    pytest.param(
        "id: a\ntitle: **نص** نص\n",
        (2, 8),
        ("a text that begins with * needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «*» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="bold",
    ),
    pytest.param(
        "id: a\ntitle: ! نص\n",
        (2, 8),
        ("a tag (!) stands here", "delete it: the kit knows each value's type by its key; if it is text, put the whole text into quotation marks"),
        ("هنا وسم نوع (`!`)", "احذفه؛ فالبرنامج يعرف نوع كل قيمة من مفتاحها، وإن كان من النص فضع النص كله بين علامتي تنصيص"),
        id="bang",
    ),
    pytest.param(
        "id: a\ntitle: !نص هنا\n",
        (2, 8),
        ("a text that begins with ! needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «!» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="bang2",
    ),
    pytest.param(
        "id: a\ntitle: | نص\nx: 1\n",
        (2, 10),
        ("text follows | on the same line", "begin the text on the next line, indented, or put the whole text into quotation marks"),
        ("بعد العلامة «|» نص في السطر نفسه", "ابدأ النص في السطر التالي بعد مسافات بادئة، أو ضع النص كله بين علامتي تنصيص"),
        id="pipe text",
    ),
    pytest.param(
        'id: a\ntitle: "نص" نص\nx: 1\n',
        (2, 13),
        ("text follows a closing quotation mark", "put the whole text between '…', or use «…» for the words in quotation marks"),
        ("ورد نص بعد علامة التنصيص الختامية", "ضع النص كله بين `'…'`، أو استعمل «…» للكلمات المقتبسة"),
        id="quote text",
    ),
    pytest.param(
        'p:\n  - "نص" نص\n',
        (2, 10),
        ("text follows a closing quotation mark", "put the whole text between '…', or use «…» for the words in quotation marks"),
        ("ورد نص بعد علامة التنصيص الختامية", "ضع النص كله بين `'…'`، أو استعمل «…» للكلمات المقتبسة"),
        id="quote item",
    ),
    pytest.param(
        "id: a\ntext:\nنص هنا\nx: 1\n",
        (3, 1),
        ("this text stands below its key without indentation", "put more spaces before it than before its key"),
        ("هذا النص تحت مفتاحه بلا مسافة بادئة", "ضع قبله مسافات أكثر مما قبل مفتاحه"),
        id="text below key",
    ),
    pytest.param(
        "id: a\ntext: |\nنص هنا\nx: 1\n",
        (3, 1),
        ("this text stands below its key without indentation", "put more spaces before it than before its key"),
        ("هذا النص تحت مفتاحه بلا مسافة بادئة", "ضع قبله مسافات أكثر مما قبل مفتاحه"),
        id="text below block",
    ),
    pytest.param(
        "id: a\ntext: |\n  سطر\nنص هنا\nx: 1\n",
        (4, 1),
        ("this text stands below its key without indentation", "put more spaces before it than before its key"),
        ("هذا النص تحت مفتاحه بلا مسافة بادئة", "ضع قبله مسافات أكثر مما قبل مفتاحه"),
        id="text below block2",
    ),
    pytest.param(
        "id: a\ntitle: ] b\n",
        (2, 8),
        ("a bracket ] closes here that was not opened", "delete it, or put the whole text into quotation marks"),
        ("هنا قوس إغلاق «]» لم يسبقه قوس فتح", "احذفه، أو ضع النص كله بين علامتي تنصيص"),
        id="stray ]",
    ),
    pytest.param(
        "id: a\n}\nx: 1\n",
        (2, 1),
        ("a bracket } closes here that was not opened", "delete it, or put the whole text into quotation marks"),
        ("هنا قوس إغلاق «}» لم يسبقه قوس فتح", "احذفه، أو ضع النص كله بين علامتي تنصيص"),
        id="stray } line",
    ),
    pytest.param(
        "p: [a, b]]\nx: 1\n",
        (1, 10),
        ("a bracket ] closes here that was not opened", "delete it, or put the whole text into quotation marks"),
        ("هنا قوس إغلاق «]» لم يسبقه قوس فتح", "احذفه، أو ضع النص كله بين علامتي تنصيص"),
        id="stray ] after",
    ),
    pytest.param(
        "id: a\n- b\nx: 1\n",
        (2, 1),
        ("an item of a list stands here among keys", "indent it below the key of its list, after whose colon nothing stands"),
        ("هنا بند قائمة بين المفاتيح", "ضعه بمسافة بادئة تحت مفتاح قائمته، ولا تكتب شيئًا بعد نقطتي المفتاح"),
        id="list in mapping",
    ),
    pytest.param(
        "p:\n  - a\n  b: 1\n",
        (3, 3),
        ("a key stands here among the items of a list", "begin it with `- ` if it is an item; otherwise correct its indentation"),
        ("هنا مفتاح بين بنود قائمة", "ابدأه بـ `- ` إن كان بندًا، وإلا فصحّح مسافته البادئة"),
        id="mapping in list",
    ),
    pytest.param(
        "id: a\ntitle: ? نص\n",
        (2, 8),
        ("a text that begins with ? needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «?» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="question",
    ),
    pytest.param(
        "id: a\ntitle: , نص\n",
        (2, 8),
        ("a text that begins with , needs quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("النص الذي يبدأ بالعلامة «,» يحتاج إلى علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="comma",
    ),
    pytest.param(
        'a: "\\d"\n',
        (1, 5),
        ("a backslash between double quotation marks has a meaning of its own", "write \\\\ for a backslash, or put the text between '…'"),
        ("للخط المائل العكسي معنى خاص بين علامتي التنصيص المزدوجتين", "اكتب `\\\\` بدلًا منه، أو ضع النص بين `'…'`"),
        id="escape",
    ),
    pytest.param(
        'a: "C:\\users"\n',
        (1, 7),
        ("a backslash between double quotation marks has a meaning of its own", "write \\\\ for a backslash, or put the text between '…'"),
        ("للخط المائل العكسي معنى خاص بين علامتي التنصيص المزدوجتين", "اكتب `\\\\` بدلًا منه، أو ضع النص بين `'…'`"),
        id="escape2",
    ),
    pytest.param(
        "نص\nid: a\n",
        (1, 1),
        ("this line has neither a key nor a dash", "indent it if it belongs to the text above it, or write a key and a colon before it"),
        ("ليس في هذا السطر مفتاح ولا شرطة", "ابدأه بمسافات إن كان من النص الذي فوقه، أو اكتب قبله مفتاحًا ونقطتين"),
        id="text before mapping",
    ),
    pytest.param(
        "id: a\ntitle\nx: 1\n",
        (2, 1),
        ("no colon follows the key 'title'", "write `title: …`"),
        ("ليس بعد المفتاح «title» نقطتان", "اكتب `title: …`"),
        id="key no colon",
    ),
    pytest.param(
        "id: a\ntitle： b\nx: 1\n",
        (2, 1),
        ("this line has neither a key nor a dash", "indent it if it belongs to the text above it, or write a key and a colon before it"),
        ("ليس في هذا السطر مفتاح ولا شرطة", "ابدأه بمسافات إن كان من النص الذي فوقه، أو اكتب قبله مفتاحًا ونقطتين"),
        id="arabic colon",
    ),
    pytest.param(
        "p:\n  -\ta\n  -\tb: c\n",
        (2, 4),
        ("a tab stands here, where only spaces may stand", "write spaces instead of the tab"),
        ("هنا مسافة جدولة (Tab)، ولا يصح هنا إلا المسافات العادية", "اكتب مسافات عادية بدلًا منها"),
        id="tab after dash",
    ),
    pytest.param(
        "p: [a, b\nx: 1\n",
        (1, 4),
        ("the bracket that opens here does not close", "close it, or put the whole text into quotation marks"),
        ("القوس المفتوح هنا غير مغلق", "أغلقه، أو ضع النص كله بين علامتي تنصيص"),
        id="unclosed flow list",
    ),
    pytest.param(
        "a: “نص: ب”\n",
        (1, 7),
        ("a colon and a space stand in a text without quotation marks", 'put the whole text into straight quotation marks, "…"'),
        ("هنا نقطتان بعدهما مسافة في نص بلا علامتي تنصيص", 'ضع النص كله بين علامتي تنصيص مستقيمتين `"…"`'),
        id="smart quotes",
    ),
    pytest.param(
        "text: |\n   a\n  b\nx: 1\n",
        (3, 3),
        ("the indentation of this line is that of no line above it", "put as many spaces before it as before the line that it stands beside: 0, 3"),
        ("لا تطابق المسافة البادئة لهذا السطر مسافة أي سطر فوقه", "اجعل عدد المسافات قبله كعددها قبل السطر المناظر له فوقه: 0، 3"),
        id="block bad indent",
    ),
    pytest.param(
        "a:\n  نص\n  b: 1\n",
        (2, 3),
        ("this line has neither a key nor a dash", "indent it if it belongs to the text above it, or write a key and a colon before it"),
        ("ليس في هذا السطر مفتاح ولا شرطة", "ابدأه بمسافات إن كان من النص الذي فوقه، أو اكتب قبله مفتاحًا ونقطتين"),
        id="text not indented as its key",
    ),
    pytest.param(
        "a: - b\nx: 1\n",
        (1, 4),
        ("an item of a list stands on the line of its key", "begin the item on the next line, or put the whole text into quotation marks"),
        ("هنا بند قائمة في سطر المفتاح نفسه", "ابدأ البند في السطر التالي، أو ضع النص كله بين علامتي تنصيص"),
        id="item on the line of its key",
    ),
]


def told(raised):
    """Give the first diagnostic: its place, and its words in each language."""
    one = raised.value.diagnostics[0]
    words = [(worded(one.message, language), worded(one.hint, language)) for language in ("en", "ar")]
    return [(one.span.line, one.span.column), *words]


@pytest.mark.parametrize(("text", "place", "english", "arabic"), MISTAKES)
def test_a_mistake_is_named_where_it_is(text, place, english, arabic):
    with pytest.raises(ContentError) as raised:
        parse_yaml("x.yaml", text.encode())
    assert told(raised) == [place, english, arabic]
    assert len(raised.value.diagnostics) == 1


def test_there_is_a_case_for_each_mistake():
    from generator.content import yaml_mistakes

    assert len(MISTAKES) > 50
    assert len(yaml_mistakes.RECOGNISERS) == 17


@pytest.mark.parametrize("text", ["...", "x" * 2000 + ": 1"])
def test_what_is_not_recognised_has_a_hint_all_the_same(text):
    with pytest.raises(ContentError) as raised:
        parse_yaml("x.yaml", text.encode())
    assert told(raised)[1:] == [
        ("the YAML cannot be understood here", "check the indentation, the colons and the quotation marks around here"),
        ("لا تُفهم صيغة الملف هنا", "راجع المسافات البادئة والنقطتين وعلامات التنصيص في هذا السطر وما قبله"),
    ]


SAVE_AGAIN = ("save it again with the encoding UTF-8", "احفظه من جديد بالترميز UTF-8")
UTF_16 = ("this file is in UTF-16, which Windows calls Unicode", "ترميز هذا الملف UTF-16، ويسميه ويندوز Unicode")


@pytest.mark.parametrize(
    ("raw", "place", "messages"),
    [
        ("id: نص\n".encode("utf-16"), (1, 1), UTF_16),
        ("id: نص\n".encode("utf-16-le"), (1, 1), UTF_16),
        ("id: نص\n".encode("utf-16-be"), (1, 1), UTF_16),
        ("id: a\ntitle: عنوان الوحدة، وهي مهمة\n".encode("cp1256"), (2, 8), ("this file is in Windows-1256", "ترميز هذا الملف Windows-1256")),
        ("id: عنوان الوحدة".encode()[:-1], (1, 16), ("this file is not UTF-8", "ترميز هذا الملف ليس UTF-8")),
        ("id: réintégration".encode("latin-1"), (1, 6), ("this file is not UTF-8", "ترميز هذا الملف ليس UTF-8")),
    ],
)
def test_another_encoding_is_named(raw, place, messages):
    with pytest.raises(ContentError) as raised:
        parse_yaml("x.yaml", raw)
    assert told(raised) == [place, *zip(messages, SAVE_AGAIN, strict=True)]


def test_a_mark_at_the_beginning_and_line_ends_of_windows_are_read():
    assert parse_yaml("x.yaml", b"\xef\xbb\xbfid: a\r\ntext: |\r\n  b\r\n  c\r\n") == {"id": "a", "text": "b\nc\n"}


def test_a_second_document_is_named():
    with pytest.raises(ContentError) as raised:
        parse_yaml("x.yaml", b"id: a\n---\nid: b\n")
    assert told(raised) == [
        (2, 1),
        ("a second document begins here", "keep one document to a file: delete the line `---`"),
        ("يبدأ هنا مستند ثانٍ", "يضم كل ملف مستندًا واحدًا؛ فاحذف السطر `---`"),
    ]


OBJECTIVE = "id: a\nbloom: apply\n"
SECTION = "id: a\nheading: b\nminutes: 5\ntext: c\n"


@pytest.mark.parametrize(
    ("record", "text", "place", "english", "arabic"),
    [
        (
            Objective,
            f"{OBJECTIVE}text:\n  - نص\n",
            (4, 3),
            ("'text' must be text", "write one text, without a dash; put it in quotation marks if it begins with a bracket"),
            ("«text»: يجب أن تكون القيمة نصًا", "اكتب نصًا واحدًا بلا شرطة؛ وضعه بين علامتي تنصيص إن كان يبدأ بقوس"),
        ),
        (
            Objective,
            f"{OBJECTIVE}text: [نص]\n",
            (3, 7),
            ("'text' must be text", "write one text, without a dash; put it in quotation marks if it begins with a bracket"),
            ("«text»: يجب أن تكون القيمة نصًا", "اكتب نصًا واحدًا بلا شرطة؛ وضعه بين علامتي تنصيص إن كان يبدأ بقوس"),
        ),
        (
            Section,
            f"{SECTION}notes:\n  say: d\npoints:\n  - نص: نص\n",
            (8, 5),
            ("item 1 of 'points' must be text", "put the whole text into quotation marks if the colon belongs to it; otherwise write it without keys"),
            ("البند 1 من «points»: يجب أن تكون القيمة نصًا", "ضع النص كله بين علامتي تنصيص إن كانت النقطتان منه، وإلا فاكتبه بلا مفاتيح"),
        ),
        (
            Section,
            f"{SECTION}notes:\n  say: d\npoints: نص\n",
            (7, 9),
            ("'points' must be a list", "begin each item on a line of its own with `- `"),
            ("«points»: يجب أن تكون القيمة قائمة", "اكتب كل بند في سطر مستقل يبدأ بـ `- `"),
        ),
        (
            Section,
            f"{SECTION}notes:\n  say: d\npoints:\n  -نص\n",
            (8, 3),
            ("'points' must be a list", "put one space after each dash"),
            ("«points»: يجب أن تكون القيمة قائمة", "ضع مسافة واحدة بعد كل شرطة"),
        ),
        (
            Section,
            f"{SECTION}notes: نص\n",
            (5, 8),
            ("'notes' must be a block of keys and values", "write `key: value` lines, indented below it, with these keys: say; optional: ask, do"),
            (
                "«notes»: يجب أن تكون القيمة مفاتيح وقيمًا",
                "اكتب تحت المفتاح أسطرًا بصيغة `key: value` تبدأ بمسافات، ومفاتيحها: say؛ والاختياري منها: ask، do",
            ),
        ),
        (
            PartOpening,
            "title: a\ntext: b\nnotes:\n  say: c\n  ask:\n",
            (5, 7),
            ("'ask' has no value", "write its text after the colon"),
            ("«ask»: لم تُكتب القيمة", "اكتبها بعد النقطتين"),
        ),
        (
            Objective,
            "id: a\nbloom: aply\ntext: b\n",
            (2, 8),
            ("'aply' is not a value of 'bloom'", "did you mean 'apply'? known here: analyse, apply, create, evaluate, remember, understand"),
            ("«bloom»: «aply» ليست من القيم المقبولة", "هل تقصد «apply»؟ القيم المقبولة: analyse، apply، create، evaluate، remember، understand"),
        ),
    ],
)
def test_a_value_of_another_type_is_named_with_what_was_meant(record, text, place, english, arabic):
    with pytest.raises(ContentError) as raised:
        validate(record, parse_yaml("x.yaml", text.encode()))
    assert told(raised) == [place, english, arabic]


def colours(folder, ink):
    roles = [name for name in Colours.__annotations__ if name != "ink"]
    (folder / "x.yaml").write_text("\n".join([f"ink: {ink}", *(f"{role}: FFFFFF" for role in roles)]), encoding="utf-8")
    return read_settings(Colours, [folder], "x", "theme", Span("kit.yaml"))


@pytest.mark.parametrize("ink", ["1F5F63", "1f5f63", '"#1f5F63"', "'#1F5F63'"])
def test_a_colour_is_taken_with_its_sign_and_in_either_case(tmp_path, ink):
    assert colours(tmp_path, ink).ink == "1F5F63"


@pytest.mark.parametrize("ink", ["#1F5F63", "أخضر", "1F5F6", "[1F5F63]", '"##1F5F6"'])
def test_what_is_no_colour_is_told_with_the_form_of_one(tmp_path, ink):
    with pytest.raises(ContentError) as raised:
        colours(tmp_path, ink)
    (line, _), *words = told(raised)
    assert line == 1
    assert words == [
        ("'ink' must be a colour", "write its six hexadecimal digits, such as 1F5F63; in quotation marks if # stands before them"),
        (
            "«ink»: يجب أن تكون القيمة لونًا",
            "اكتب خاناته الست من الأرقام والحروف اللاتينية من A إلى F، مثل `1F5F63`؛ وضعها بين علامتي تنصيص إن سبقتها العلامة `#`",
        ),
    ]
