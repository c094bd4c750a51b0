"""Typical mistakes, as edits of the starter kit: a name, a file, what stands there, and what an author writes instead.

Run as a program it writes the page of what is told about each, in both languages, which the test compares: tests/wrong_inputs.md.
"""

import contextlib
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

KIT, GLOSSARY, SOURCE = "seeds/kit.yaml", "seeds/glossary.yaml", "seeds/sources/meeting-guide.yaml"
MODULE, PROGRAMME = "seeds/modules/01-good-meetings.yaml", "seeds/programmes/introduction.yaml"
FACILITATION = "seeds/facilitation.yaml"
THEME, LOCALE = "assets/themes/own.yaml", "assets/locales/ar.yaml"
PAGE = Path(__file__).with_suffix(".md")
TITLE = "title: اجتماع عمل ناجح"
SAY = "say: هذان هدفا الجلسة، ونعود إليهما في آخرها."
FIGURE = "      kind: process\n"
ITEMS = """        - label: الإعداد
          text: غرض واحد وجدول أعمال
        - label: الانعقاد
          text: نقاش ينتهي إلى قرارات
        - label: المتابعة
          text: محضر الاجتماع ومسؤوليات
"""
HEAD = """    figure:                          # رسم من كلماته: process خطوات متتابعة
      kind: process
      title: من الإعداد إلى المتابعة
      alt: ثلاث خطوات متتابعة هي الإعداد ثم الانعقاد ثم المتابعة
      items:
"""
NUMBER = """    figure:
      kind: number
      title: من الإعداد إلى المتابعة
      alt: رقم واحد
      items:
        - label: "3"
          text: مراحل للاجتماع
          points: [الإعداد, الانعقاد, المتابعة, العودة]
"""
QUOTATION = """    quotation:
      title: من الإعداد إلى المتابعة
      quote: لا أذكر من اجتماعنا شيئًا.
"""
ROLES = """    roles:
      title: من الإعداد إلى المتابعة
      phases: [{phases}]
      parties:
        - party: صاحب الموضوع
          tasks: {tasks}
        - party: رئيس الجلسة
          tasks: ["", يدير النقاش]
"""
POINTS = "      - دعوة من يلزم للغرض [@guide-purpose]\n"
STEPS = "        - minutes: 10\n          text: صوغوا لكل ملاحظة قرارًا له مسؤول وموعد\n"
SHEET = "        columns: [القرار, المسؤول, الموعد]\n        rows: 4\n"
DISTRACTORS = "      - قائمة بأسماء المدعوين\n      - محضر الاجتماع السابق\n      - موعد الاجتماع القادم\n"
ITEM = f"    key: غرض الاجتماع في سطر واحد\n    distractors:\n{DISTRACTORS}"
KEY_LINE, LAST_OPTION = "    key: غرض الاجتماع في سطر واحد\n", "      - موعد الاجتماع القادم\n"
PAIRS = "    kind: matching\n    pairs:\n      - {left: قبل الاجتماع, right: الغرض}\n      - {left: في الاجتماع, right: القرار}\n"
LAST_SLOT = "      - routine: closing\n"
BLUEPRINT = f"{LAST_SLOT}quiz:\n  minutes: 10\n  blueprint:\n"
STEM, KEY = "stem: ما أول ما يكتبه منظّم الاجتماع بحسب الدليل؟", "key: غرض الاجتماع في سطر واحد"
SLOT = "      - module: good-meetings        # تأتي مدة الوحدة وعنوانها من ملفها\n"
ANSWER = "      answer: المسؤول عنه وموعده [@guide-decisions].\n"
BEGINS = "# begins: 2026-12-06                 #"
PARAGRAPH = "      للاجتماع ثلاث مراحل متتابعة، يبين الشكل أبرز ما في كل منها."
LONG = " ".join(["كلمة"] * 60)

CASES = (
    # YAML
    ("a tab in place of spaces", MODULE, "opening:\n  minutes: 5", "opening:\n\tminutes: 5"),
    ("no space after a colon", MODULE, "duration: 50 ", "duration:50 "),
    ("a colon inside a text", MODULE, TITLE, "title: اجتماع: عمل ناجح"),
    ("a quotation mark that does not close", MODULE, TITLE, 'title: "اجتماع عمل ناجح'),
    ("no space after a dash", MODULE, "  - غرض واحد واضح لكل اجتماع\n", "  -غرض واحد واضح لكل اجتماع\n"),
    ("a key too deep", MODULE, "    minutes: 8\n", "      minutes: 8\n"),
    ("a key too shallow", MODULE, "    minutes: 8\n", "  minutes: 8\n"),
    ("a text that begins with @", MODULE, SAY, "say: @الميسر يعرض الهدفين."),
    ("a text that begins with %", MODULE, SAY, "say: %50 من الوقت للنقاش."),
    ("a text that begins with {", MODULE, SAY, "say: {هذان هدفا الجلسة"),
    ("a text that begins with [", MODULE, SAY, "say: [هذان هدفا الجلسة"),
    ("a text that begins with a backtick", MODULE, SAY, "say: `هذان هدفا الجلسة`"),
    ("a text that begins with a star", MODULE, SAY, "say: *هذان* هدفا الجلسة."),
    ("a text that begins with **", MODULE, SAY, "say: **هذان** هدفا الجلسة."),
    ("a text that begins with &", MODULE, SAY, "say: &هذان هدفا الجلسة."),
    ("a text that begins with !", MODULE, SAY, "say: !تنبيه هذان هدفا الجلسة."),
    ("text after a closing quotation mark", MODULE, SAY, 'say: "هذان" هدفا الجلسة.'),
    ("a second document", MODULE, "key_messages:", "---\nkey_messages:"),
    ("a key twice", MODULE, "duration: 50 ", "duration: 50\nduration: 45 "),
    ("a list in place of a text", MODULE, SAY, "say:\n      - هذان هدفا الجلسة."),
    ("a text in place of a list", MODULE, "key_messages:\n  - غرض واحد واضح لكل اجتماع\n  - لا قرار بلا مسؤول وموعد\n", "key_messages: غرض واحد واضح\n"),
    ("keys in place of a text", MODULE, SAY, "say:\n      text: هذان هدفا الجلسة."),
    ("a text in place of keys", MODULE, f"  objectives:\n    {SAY}\n    ask: أي الهدفين أقرب إلى عملكم؟  # اختياري\n", "  objectives: هذان هدفا الجلسة.\n"),
    ("a paragraph that is not indented", MODULE, PARAGRAPH, PARAGRAPH.strip()),
    ("a text that a comment swallows", MODULE, SAY, "say: اعرضوا الهدف # 1 ثم الهدف الثاني."),
    ("a list joined to a text", MODULE, SAY, "say: نعرض هدفين\n      - الأول\n      - الثاني"),
    ("a list directly below a paragraph", MODULE, PARAGRAPH, f"{PARAGRAPH}\n      - الإعداد\n      - الانعقاد"),
    ("a list in an indented paragraph", MODULE, PARAGRAPH, f"{PARAGRAPH}\n\n        - الإعداد\n        - الانعقاد"),
    ("a list where one paragraph is expected", MODULE, SAY, "say: |\n      نعرض هدفين:\n      - الأول\n      - الثاني"),
    ("an invisible character", MODULE, SAY, "say: هذان\u200f هدفا الجلسة."),
    ("an empty file", GLOSSARY, None, ""),
    ("a file of comments", GLOSSARY, None, "# المصطلحات\n"),
    ("a file in Windows-1256", GLOSSARY, None, "terms:\n  - id: agenda\n    ar: جدول الأعمال\n".encode("cp1256")),
    ("a file in UTF-16", GLOSSARY, None, "terms:\n".encode("utf-16")),
    ("a list as a file", GLOSSARY, None, "- agenda\n"),
    # Keys and values
    ("an unknown key", MODULE, "duration: 50 ", "duratoin: 50 "),
    ("a missing key", MODULE, "summary: ", "# summary: "),
    ("a key without a value", MODULE, TITLE, "title:"),
    ("words in place of a number", MODULE, "duration: 50 ", "duration: خمسون "),
    ("half a minute", MODULE, "duration: 50 ", "duration: 50.5 "),
    ("no minutes", MODULE, "    minutes: 8\n", "    minutes: 0\n"),
    ("too many minutes", MODULE, "    minutes: 8\n", "    minutes: 800\n"),
    ("yes in place of true", SOURCE, "external: false ", "external: لا "),
    ("a level that does not exist", MODULE, "    bloom: understand                #", "    bloom: understanding             #"),
    ("a kind of figure that does not exist", MODULE, FIGURE, "      kind: processes\n"),
    ("a kind of source that does not exist", SOURCE, "kind: handbook ", "kind: handbok "),
    ("a language that does not exist", SOURCE, "language: ar\n", "language: Arabic\n"),
    ("an origin that does not exist", GLOSSARY, "    origin: seed                     #", "    origin: seeds                    #"),
    ("an id with capitals", MODULE, "  - id: purpose\n", "  - id: Purpose\n"),
    ("an id with a space", MODULE, "  - id: purpose\n", "  - id: first purpose\n"),
    ("an id in Arabic", MODULE, "  - id: purpose\n", "  - id: غرض\n"),
    ("an id that Windows keeps", PROGRAMME, "id: introduction ", "id: con "),
    ("an id that is too long", MODULE, "  - id: purpose\n", f"  - id: {'a' * 65}\n"),
    ("an hour that does not exist", PROGRAMME, '    start: "9:00" ', '    start: "25:00" '),
    ("a time without minutes", PROGRAMME, '    start: "9:00" ', '    start: "9" '),
    ("words in place of a date", PROGRAMME, BEGINS, "begins: الأحد 6 كانون الأول          #"),
    ("a date that begins with the day", PROGRAMME, BEGINS, "begins: 06/12/2026                   #"),
    ("a date that does not exist", PROGRAMME, BEGINS, "begins: 2026-02-29                   #"),
    ("too many participants", PROGRAMME, "participants: 18 ", "participants: 1800 "),
    ("a group of one", PROGRAMME, "group_size: 3 ", "group_size: 1 "),
    ("words in place of a quantity", FACILITATION, "  - item: بطاقة اسم\n    quantity: 1\n", "  - item: بطاقة اسم\n    quantity: واحدة\n"),
    ("a quantity of none", FACILITATION, "  - item: بطاقة اسم\n    quantity: 1\n", "  - item: بطاقة اسم\n    quantity: 0\n"),
    ("a quantity for those who do not exist", MODULE, "          per: group                 #", "          per: groups                #"),
    ("a list in place of a material", FACILITATION, "  - حاسوب وجهاز عرض\n", "  - - حاسوب\n    - جهاز عرض\n"),
    ("an unknown key of a material", FACILITATION, "  - item: لوح ورقي مع أقلامه\n    quantity: 1\n", "  - item: لوح ورقي مع أقلامه\n    number: 1\n"),
    ("a level of evaluation that does not exist", FACILITATION, "      - level: behaviour\n", "      - level: behavior\n"),
    ("an evaluation without statements", FACILITATION, "        statements:\n          - سأطبق ما تعلمته في عملي\n", "        statements: []\n"),
    ("a list in place of paragraphs", FACILITATION, "room: |\n  تُرتَّب القاعة طاولات،", "room:\n  - تُرتَّب القاعة طاولات،"),
    ("a fingerprint that is cut", SOURCE, "6a335b25491d829d", "6a335b25"),
    ("an address without https", SOURCE, "external: false ", "address: www.example.org\nexternal: false "),
    ("too many points", MODULE, POINTS, "".join(f"      - نقطة {word}\n" for word in ("أولى", "ثانية", "ثالثة", "رابعة", "خامسة"))),
    ("too few steps", MODULE, STEPS, ""),
    ("too few columns", MODULE, SHEET, "        columns: []\n        rows: 4\n"),
    ("a title in two lines", PROGRAMME, "title: ورشة تعريفية بإدارة الاجتماعات", "title: |\n  ورشة\n  تعريفية"),
    ("a title that is too long", PROGRAMME, "title: ورشة تعريفية بإدارة الاجتماعات", f"title: {LONG}"),
    ("too few distractors", MODULE, DISTRACTORS, "      - قائمة بأسماء المدعوين\n"),
    # Markup
    ("emphasis that does not close", MODULE, SAY, "say: هذان **هدفا الجلسة."),
    ("a link without its address", MODULE, SAY, "say: هذا [الدليل]() للقراءة."),
    ("an HTML tag", MODULE, SAY, "say: هذان <b>هدفا</b> الجلسة."),
    ("single stars", MODULE, SAY, "say: هذان هما *هدفا* الجلسة."),
    # Relations
    ("minutes that do not add up", MODULE, "    minutes: 8\n", "    minutes: 9\n"),
    ("steps that do not add up", MODULE, "      minutes: 15                    #", "      minutes: 20                    #"),
    ("a fact that does not exist", MODULE, POINTS, "      - دعوة من يلزم للغرض [@guide-purpos]\n"),
    ("an objective that does not exist", MODULE, "    objective: meetings-o2\n", "    objective: meetings-o3\n"),
    ("an objective that is not tested", MODULE, "    objective: meetings-o2\n", "    objective: meetings-o1\n"),
    ("a module that does not exist", PROGRAMME, SLOT, "      - module: good-meeting\n"),
    ("a module twice", PROGRAMME, SLOT, "      - module: good-meetings\n      - module: good-meetings\n"),
    ("a programme without a module", PROGRAMME, SLOT, ""),
    ("a period without a title", PROGRAMME, SLOT, f"{SLOT}      - minutes: 10\n"),
    ("a module with minutes of its own", PROGRAMME, SLOT, "      - module: good-meetings\n        minutes: 50\n"),
    ("a routine that does not exist", PROGRAMME, "      - routine: closing\n", "      - routine: closnig\n"),
    ("a routine with minutes of its own", PROGRAMME, "      - routine: closing\n", "      - routine: closing\n        minutes: 30\n"),
    ("a module with a routine", PROGRAMME, SLOT, "      - module: good-meetings\n        routine: closing\n"),
    ("a routine's id twice", FACILITATION, "  - id: closing\n", "  - id: opening\n"),
    ("an action plan of both kinds", FACILITATION, "  rows: 4\n", "  rows: 4\n  prompts:\n    - text: ما العمل الأول؟\n"),
    ("a day that ends after midnight", PROGRAMME, '    start: "9:00" ', '    start: "23:30" '),
    ("a section's id twice", MODULE, "  - id: decisions\n", "  - id: purpose\n"),
    ("a quiz item's id twice", MODULE, "  - id: meetings-q2\n", "  - id: meetings-q1\n"),
    ("a fact's id twice", SOURCE, "  - id: guide-agenda\n", "  - id: guide-purpose\n"),
    ("an id that is not the file's", MODULE, "id: good-meetings\n", "id: better-meetings\n"),
    ("a paragraph that is not registered", SOURCE, "    paragraph: 2\n", "    paragraph: 9\n"),
    ("a fact without its paragraph", SOURCE, "    paragraph: 2\n", ""),
    ("an external source without an address", SOURCE, "external: false ", "external: true "),
    (
        "two extras in a section",
        MODULE,
        "    figure:                          #",
        "    table:\n      title: جدول\n      columns: [أ, ب]\n      rows: [[ج, د]]\n      notes: {say: قل}\n    figure:                          #",
    ),
    (
        "points and a definition",
        MODULE,
        "    points:                          #",
        "    definition: {term: الغرض, meaning: ما يُعقد الاجتماع من أجله}\n    points:                          #",
    ),
    ("too few items of a figure", MODULE, ITEMS, "".join(ITEMS.splitlines(keepends=True)[:4])),
    ("a hub without its centre", MODULE, FIGURE, "      kind: hub\n"),
    ("a comparison without points", MODULE, FIGURE, "      kind: comparison\n"),
    ("a centre where there is none", MODULE, FIGURE, f"{FIGURE}      centre: القرار\n"),
    ("a matrix without its axes", MODULE, FIGURE, "      kind: matrix\n"),
    ("circles without what they share", MODULE, FIGURE, "      kind: venn\n"),
    ("causes without their effects", MODULE, FIGURE, "      kind: causes\n      centre: اجتماع بلا قرار\n"),
    ("several items of a single number", MODULE, FIGURE, "      kind: number\n"),
    ("points in a process", MODULE, "          text: غرض واحد وجدول أعمال\n", "          points: [غرض واحد, جدول أعمال]\n"),
    ("too many meanings of a number", MODULE, HEAD + ITEMS, NUMBER),
    ("a quotation without its speaker", MODULE, HEAD + ITEMS, QUOTATION),
    ("a party without a task for each phase", MODULE, HEAD + ITEMS, ROLES.format(phases="الإعداد, الانعقاد, المتابعة", tasks="[يكتب الورقة, يعرضها, يتابعها]")),
    ("a phase that does not exist", MODULE, HEAD + ITEMS, ROLES.format(phases="الإعداد, الانعقاد", tasks='[يكتب الورقة, ""]\n          lead: 3')),
    ("a worksheet of both kinds", MODULE, SHEET, f"{SHEET}        prompts:\n          - text: ما القرار؟\n"),
    ("a worksheet without rows", MODULE, SHEET, "        columns: [القرار, المسؤول, الموعد]\n"),
    ("a title twice", MODULE, "      title: من الإعداد إلى المتابعة\n", "      title: الغرض قبل الدعوة\n"),
    ("a heading with a full stop", MODULE, "heading: مراحل الاجتماع", "heading: مراحل الاجتماع."),
    ("a number without its source", MODULE, "  - لا قرار بلا مسؤول وموعد\n", "  - يضيع 40% من القرارات بلا مسؤول\n"),
    ("a number in an answer without its source", MODULE, ANSWER, "      answer: يبقى 40% من القرارات بلا مسؤول.\n"),
    ("another word for a term", MODULE, PARAGRAPH, "      للاجتماع أجندة واضحة."),
    ("a pictogram that does not exist", GLOSSARY, "    avoid:\n      - أجندة\n", "    pictogram: handshaek\n"),
    ("a pictogram of a flag", GLOSSARY, "    avoid:\n      - أجندة\n", "    pictogram: flag\n"),
    ("forms without a pictogram", GLOSSARY, "    avoid:\n      - أجندة\n", "    forms: [جداول الأعمال]\n"),
    (
        "a form of two pictograms",
        GLOSSARY,
        "known_acronyms: []",
        "known_acronyms: []\npictograms:\n  - {pictogram: target, forms: [غرض]}\n  - {pictogram: users, forms: [الغرض]}",
    ),
    # Quiz items
    ("an item without a key", MODULE, KEY_LINE, ""),
    ("a list of keys where one is asked", MODULE, KEY_LINE, "    key:\n      - غرض الاجتماع\n      - جدول الأعمال\n"),
    ("several keys of a single choice", MODULE, KEY_LINE, "    keys:\n      - غرض الاجتماع\n      - جدول الأعمال\n"),
    ("a key twice in an item", MODULE, KEY_LINE, f"{KEY_LINE}{KEY_LINE}"),
    ("a key that is the letter of an option", MODULE, KEY_LINE, "    key: ب\n"),
    ("a key that is no option", MODULE, f"{KEY_LINE}    distractors:\n", "    key: كتابة الغرض\n    options:\n"),
    ("a key among the distractors", MODULE, LAST_OPTION, "      - غرض الاجتماع في سطر واحد\n"),
    ("a choice pinned to a place that does not exist", MODULE, LAST_OPTION, "      - text: موعد الاجتماع القادم\n        pinned: 6\n"),
    ("a choice pinned by a word", MODULE, LAST_OPTION, "      - text: موعد الاجتماع القادم\n        pinned: last\n"),
    (
        "two choices at one place",
        MODULE,
        ITEM,
        ITEM.replace("- ", "- text: ").replace("السابق\n", "السابق\n        pinned: 4\n").replace("القادم\n", "القادم\n        pinned: 4\n"),
    ),
    ("a pair without its partner", MODULE, ITEM, f"{PAIRS}      - {{left: بعد الاجتماع}}\n"),
    ("a pair that is a text", MODULE, ITEM, f"{PAIRS}      - بعد الاجتماع\n"),
    ("too few pairs", MODULE, ITEM, PAIRS),
    ("a kind of item that does not exist", MODULE, KEY_LINE, f"    kind: multi\n{KEY_LINE}"),
    ("a kind of item that its keys do not fit", MODULE, KEY_LINE, f"    kind: ordering\n{KEY_LINE}"),
    ("pairs without their kind", MODULE, ITEM, f"{PAIRS}      - {{left: بعد الاجتماع, right: المحضر}}\n".replace("    kind: matching\n", "")),
    ("a word in place of true or false", MODULE, ITEM, "    kind: true-false\n    answer: صواب\n"),
    ("a key of a statement", MODULE, ITEM, "    kind: true-false\n    key: صواب\n"),
    ("feedback of a single choice item", MODULE, KEY_LINE, f"{KEY_LINE}    feedback: راجعوا الدليل.\n"),
    ("an element of an order alone", MODULE, ITEM, "    kind: ordering\n    order: [الإعداد]\n"),
    ("a difficulty that does not exist", MODULE, KEY_LINE, f"    difficulty: سهل\n{KEY_LINE}"),
    ("a scenario that does not exist", MODULE, KEY_LINE, f"    scenario: meetings-s1\n{KEY_LINE}"),
    ("a blueprint without minutes", PROGRAMME, LAST_SLOT, BLUEPRINT.replace("  minutes: 10\n", "") + "    - {objective: meetings-o1}\n"),
    ("a blueprint with an unknown objective", PROGRAMME, LAST_SLOT, f"{BLUEPRINT}    - {{objective: meetings-o9}}\n"),
    ("a blueprint with an unknown level", PROGRAMME, LAST_SLOT, f"{BLUEPRINT}    - {{objective: meetings-o1, bloom: understanding}}\n"),
    (
        "a blueprint that is not filled",
        PROGRAMME,
        LAST_SLOT,
        f"{BLUEPRINT}    - {{objective: meetings-o1, bloom: understand, items: 2}}\n    - {{objective: meetings-o2}}\n",
    ),
    ("an objective in place of a row", PROGRAMME, LAST_SLOT, f"{BLUEPRINT}    - meetings-o1\n"),
    # The rules of item writing
    ("a rationale without a fact", MODULE, " وكلاهما في صيغة واحدة من الأربع [@guide-decisions].", " وكلاهما في صيغة واحدة من الأربع."),
    ("a choice named by its place", MODULE, " وكلاهما في صيغة واحدة من الأربع [", " وكلاهما في الصيغة الأولى وحدها ["),
    ("a stem that is no question", MODULE, STEM, "stem: أول ما يكتبه منظّم الاجتماع"),
    ("a stem in the negative", MODULE, STEM, "stem: أي مما يأتي ليس من عمل منظّم الاجتماع؟"),
    ("all of the above", MODULE, LAST_OPTION, "      - كل ما سبق\n"),
    ("an absolute option", MODULE, LAST_OPTION, "      - موعد الاجتماع دائمًا\n"),
    ("a key that is much longer", MODULE, KEY_LINE, "    key: غرض الاجتماع في سطر واحد يعرف منه المدعوون ما الذي يُنتظر منهم\n"),
    ("amounts out of order", MODULE, ITEM, "    key: {text: 3 أيام, pinned: 1}\n    distractors:\n      - يومان\n      - 10 أيام\n"),
    ("a distractor without feedback", MODULE, LAST_OPTION, "      - {text: موعد الاجتماع القادم, feedback: يأتي الموعد بعد الغرض.}\n"),
    ("a key that alone repeats the stem", MODULE, STEM, "stem: ما الذي يُكتب قبل الدعوة في سطر مستقل؟"),
    (
        "a key that alone agrees with the stem",
        MODULE,
        f"    {STEM}\n{ITEM}",
        "    stem: 'ورقة المنظّم الأولى هي:'\n    key: قائمة الأغراض\n    distractors:\n      - المحضر السابق\n      - الجدول الزمني\n",
    ),
    # Arabic print
    ("a Latin comma", MODULE, PARAGRAPH, "      للاجتماع ثلاث مراحل, يبينها الشكل."),
    ("a tanwin on the alif", MODULE, PARAGRAPH, "      نكتب الغرض أولاً."),
    ("an acronym without its Arabic name", MODULE, PARAGRAPH, "      تضع UNDP للاجتماع ثلاث مراحل متتابعة."),
    (
        "an acronym in brackets twice",
        MODULE,
        PARAGRAPH,
        "      يضع برنامج الأمم المتحدة الإنمائي (UNDP) ثلاث مراحل. ويشرحها برنامج الأمم المتحدة الإنمائي (UNDP) في دليله.",
    ),
    ("digits of both kinds", MODULE, PARAGRAPH, "      نص الفقرة 3 ونص الفقرة 4 ونص الفقرة ٥ من الدليل [@guide-purpose]."),
    ("a Persian digit", MODULE, PARAGRAPH, "      في الفقرة ۵ ثلاث مراحل متتابعة."),
    ("ه in place of ة", MODULE, PARAGRAPH, "      للاجتماع ثلاث مراحل هي المتابعه وما قبلها."),
    ("an alif without its hamza", MODULE, PARAGRAPH, "      للاجتماع ثلاث مراحل يصل بعدها القرار الى المدعوين."),
    ("a term without its hamza", MODULE, PARAGRAPH, "      للاجتماع ثلاث مراحل يبينها جدول الاعمال."),
    ("a space inside brackets", MODULE, PARAGRAPH, "      للاجتماع مراحل متتابعة ( ثلاث )."),
    ("a waiver of an unknown code", MODULE, "    minutes: 8\n", "    minutes: 8  # haqiba: allow tatwil\n"),
    # Theme, locale, logos, layout
    ("a theme that does not exist", KIT, "theme: own ", "theme: owne "),
    ("a theme that is based on itself", THEME, "base: haqiba\n", "base: other\n"),
    ("a colour that is none", THEME, "primary: 1F3A5F ", "primary: blue "),
    ("a colour with too little contrast", THEME, "  # accent: A5541F  ", "  accent: D98A4F  "),
    ("an edition's digits that do not exist", LOCALE, "base: ar\n", "base: ar\ndigits: hindi\n"),
    ("a logo that does not exist", KIT, "  # logos: [logo.png] ", "  logos: [logo.png] "),
    ("a logo in another folder", KIT, "  # logos: [logo.png] ", "  logos: [../logo.png] "),
    ("a character without a glyph", MODULE, "heading: مراحل الاجتماع", "heading: مراحل 会议"),
    ("a title that does not fit its slide", MODULE, "heading: الغرض قبل الدعوة", f"heading: {LONG}"),
    ("a point that does not fit its slide", MODULE, POINTS, f"      - {LONG} {LONG} {LONG}\n"),
)


def told(kit, case, language):
    """Make a mistake in a kit and give what the check says of it; the kit is as before afterwards."""
    from tests.conftest import run

    name, file, old, new = case
    path = kit / file
    before = path.read_bytes()
    if old is None:
        path.write_bytes(new if isinstance(new, bytes) else new.encode())
    else:
        text = before.decode()
        assert text.count(old) == 1, (name, text.count(old))
        path.write_text(text.replace(old, new), encoding="utf-8")
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            run("check", "--lang", language)
    finally:
        path.write_bytes(before)
    return said.getvalue().replace("\\", "/").rstrip("\n")


def page(kit):
    """Give the page of all mistakes, with what is told in both languages."""
    parts = ["# What is told about typical mistakes\n", "Written by `python -m tests.wrong_inputs`; each is an edit of the starter kit.\n"]
    for case in CASES:
        parts += [f"## {case[0]}\n", *(f"```\n{told(kit, case, language)}\n```\n" for language in ("en", "ar"))]
    return "\n".join(parts)


def main():
    from generator.starters.kit import start_kit

    folder = Path(tempfile.mkdtemp())
    try:
        start_kit(folder / "kit")
        os.chdir(folder / "kit")
        PAGE.write_text(page(folder / "kit"), encoding="utf-8")
    finally:
        os.chdir(Path(__file__).parent)
        shutil.rmtree(folder)
    sys.stdout.write(f"{len(CASES)} mistakes\n")


if __name__ == "__main__":
    main()
