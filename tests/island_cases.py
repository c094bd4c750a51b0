"""What people type in Arabic paragraphs, and where it has to stay left to right: ⟦…⟧ reads left to right as typed.

Outside the marks letters run right to left, and digits that stand by themselves run as numbers do. Each class has the
reason why the plain algorithm is not enough, or why it is and must not be disturbed.
"""

REASONS = {
    "quantity": "°, /, spaces and signs are neutral, and a number after an Arabic letter counts as an Arabic number: the unit goes to its left",
    "percent": "the sign stands at the right of Latin digits throughout, whatever stands before the number (CLDR, percentSign of ar)",
    "money": "a currency sign is neutral at the end of a number after Arabic, and jumps over it",
    "sign": "a minus, plus or comparison sign is neutral before a number",
    "range": "after an Arabic letter a hyphen parts two Arabic numbers, which then stand in reverse",
    "ratio": "a slash, colon or cross with spaces parts two numbers",
    "date": "hyphens part its numbers, which then stand in reverse",
    "time": "the dash of a span parts its times",
    "phone": "spaces, hyphens and brackets part its groups, which then stand in reverse; a plus jumps to the end",
    "group": "spaces between groups of three part one number",
    "address": "slashes, stops and hyphens at its ends, and numbers in it, turn",
    "path": "slashes and backslashes at its ends turn",
    "code": "points part its numbers; a version is no decimal",
    "isbn": "hyphens part its numbers",
    "formula": "operators and charges are neutral at the edges",
    "name": "a sign at the edge of a name is neutral and goes to the wrong side",
    "abbreviation": "its full stop is neutral and goes to the wrong side",
    "phrase": "a number or a bracket beside Latin words belongs to them",
    "bracket": "brackets around Latin follow the Arabic; the signs inside them do not",
    "list": "Arabic punctuation parts two names, and the first stands at the right",
    "coordinate": "degrees and primes are neutral",
    "number": "a plain number is ordered rightly by itself, and stays as it is",
    "arabic": "there is nothing left to right in it, though it looks so",
}

CASES = [
    *(
        ("quantity", words)
        for words in (
            "تُحفظ المياه عند ⟦28 °C⟧ أو أقل",
            "⟦28 °C⟧",
            "حرارة الماء ⟦28°C⟧.",
            "من ⟦−5 °C⟧ إلى ⟦28 °C⟧",
            "نسبة الكلور ⟦3.0 mg/L⟧ في الخزان",
            "النتيجة ⟦0 / 100 mL⟧ في كل عينة",
            "يكفي غليان ⟦20 min⟧",
            "العكارة (⟦5 NTU⟧) مقبولة",
            "سرعة ⟦90 km/h⟧، ثم ⟦2.5 m/s⟧",
            "مساحة ⟦5 m²⟧ وحجم ⟦12 m3/day⟧",
            "عدد ⟦5 CFU/100 mL⟧ في العينة",
            "بين ⟦0.2-0.5 mg/L⟧ و⟦0.2–0.5 mg/L⟧",
            "جرعة ⟦1.5 mg/kg⟧؛ وتُعاد",
            "قطرة من ⟦5 µL⟧ في ⟦10 mL⟧",
            "ضغط ⟦2 bar⟧ عند ⟦50 Hz⟧",
            "خزان سعته ⟦1,000 L⟧!",
            "ارتفاعه 3 أمتار وقطره ⟦40 cm⟧",
            "أبعاده ⟦5 x 3 m⟧",
            "حمولة ⟦≤ 200 kg⟧",
            "محلول ⟦10⁻³ mol/L⟧",
            "زاوية ⟦45°⟧ تمامًا",
            "الحرارة بوحدة ⟦°C⟧ أو ⟦°F⟧",
            "حرارة الماء (⟦°C⟧)",
            "⟦mg/L⟧ و⟦°C⟧",
            "رطوبة نسبية ⟦RH%⟧ أو ⟦%RH⟧",
            "أضف ⟦½ kg⟧ إلى ⟦1½ L⟧",
        )
    ),
    *(
        ("percent", words)
        for words in (
            "بنسبة ⟦25%⟧ في",
            "⟦25%⟧ من المياه",
            "ارتفعت النسبة إلى ⟦12.5%⟧.",
            "بين ⟦20–25%⟧ و⟦30 %⟧",
            "نسبة المشاركة (⟦100%⟧)",
            "ملوحة ⟦35‰⟧ في البحر",
            "بنسبة ⟪%25⟫ في",
            "⟪%25⟫ من المياه",
            "بنسبة ⟪% 12.5⟫.",
            "بنسبة ⟦٪٢٥⟧ في",
            "بين ⟦%20-30⟧ من المياه",
        )
    ),
    *(
        ("money", words)
        for words in (
            "كلفته ⟦$100⟧ فقط",
            "كلفته ⟦100$⟧ فقط",
            "بين ⟦€5⟧ و⟦€10⟧",
            "ميزانية ⟦US$ 5⟧ للمشارك",
            "الثمن ⟦100 USD⟧، أي ⟦AED 367⟧",
        )
    ),
    *(
        ("sign", words)
        for words in (
            "درجة ⟦-5⟧ ليلًا",
            "تغيّر بمقدار ⟦+3⟧ نقاط",
            "القيم ⟦≥ 5⟧ خطرة",
            "أقل من ذلك (⟦<0.5⟧)",
            "لمن أعمارهم ⟦18+⟧ سنة",
            "السؤال ⟦#1⟧ ثم ⟦№ 5⟧",
            "المادة ⟦§5⟧ والمادة ⟦§ 7⟧",
            "طول القطر ⟦√2⟧ من الضلع",
        )
    ),
    *(
        ("range", words)
        for words in (
            "في ⟦10-12⟧ يومًا",
            "الأعوام ⟦2015–2020⟧.",
            "الرقم ⟦2795-1234⟧ للدورية",
            "القيمة ⟦10 ± 2⟧ تقريبًا",
            "الصفحات ⟦7 - 12⟧",
            "بين ⟦5...10⟧ مرات",
        )
    ),
    *(
        ("ratio", words)
        for words in (
            "خدمة ⟦24/7⟧ للجميع",
            "بمقدار ⟦1/2⟧ كوب",
            "بمقدار ⟦1½⟧ كوب، أو ⟦½⟧ كوب",
            "شاشة ⟦16:9⟧ عريضة",
            "مصفوفة ⟦3 × 4⟧",
            "نتيجة ⟦0 / 100⟧",
            "بمقياس ⟦1:100⟧",
        )
    ),
    *(
        ("date", words)
        for words in (
            "عُقدت في ⟦2024-09-30⟧ في القاهرة",
            "⟦2024-09-30⟧",
            "يوم ⟦28/04/2021⟧ صباحًا",
            "يوم ⟦28.04.2021⟧.",
            "حتى (⟦28-04-2021⟧)",
            "عند ⟦2024-09-30T10:00Z⟧ تمامًا",
        )
    ),
    *(
        ("time", words)
        for words in (
            "الساعة ⟦9:30⟧ صباحًا",
            "من ⟦9:00⟧ إلى ⟦10:30⟧",
            "الجلسة ⟦9:00–10:30⟧ ثم استراحة",
        )
    ),
    *(
        ("phone", words)
        for words in (
            "اطلب ⟦*100#⟧ للرصيد",
            "اطلب ⟦*123*4#⟧ أو ⟦#31#⟧.",
            "هاتف ⟦+212 5 37 00 00 00⟧ للاستفسار",
            "هاتف: ⟦0537-123-456⟧",
            "هاتف ⟦05 37 00 00 00⟧.",
            "هاتف ⟦(0537) 12-34-56⟧ نهارًا",
            "هاتف ⟦(+212) 537 00 00⟧",
            "هاتف ⟦+212537000000⟧",
            "هاتف ⟦00212 5 37 00⟧ ليلًا",
            "هاتف ⟦1-800-555-0100⟧",
            "اتصلوا بالرقم 15 فورًا",
        )
    ),
    *(
        ("group", words)
        for words in (
            "بلغ ⟦1 000 000⟧ لتر",
            "نحو ⟦300 000⟧ شخص",
        )
    ),
    *(
        ("address", words)
        for words in (
            "الموقع ⟦https://example.org/a-b/c?id=12&x=3⟧ للمزيد",
            "الموقع: ⟦https://example.org/⟧.",
            "انظر (⟦www.example.org/a_(b)⟧)",
            "صفحة ⟦example.org/news/2024-09⟧، وغيرها",
            "راسلونا على ⟦info@example.org⟧.",
            "في ⟦reintegrationhb.iom.int⟧ وحده",
            "⟦https://example.org/%D8%A7⟧ رابط",
        )
    ),
    *(
        ("path", words)
        for words in (
            r"في ⟦C:\data\kit.yaml⟧ على الجهاز",
            "في ⟦/usr/share/fonts⟧ على الخادم",
            "في ⟦~/kit/⟧ أو ⟦../seeds/kit.yaml⟧",
            "الملف ⟦report-2024.pdf⟧ مرفق",
        )
    ),
    *(
        ("code", words)
        for words in (
            "الإصدار ⟦v1.2.3⟧ جديد",
            "الإصدار ⟦2.10.1⟧.",
            "العنوان ⟦192.168.1.1⟧ محلي",
            "العينة ⟦HS1⟧ سليمة",
            "النموذج ⟦A-12/B⟧ معبأ",
            "البند ⟦10-K⟧ والبند ⟦3D⟧",
        )
    ),
    *(
        ("isbn", words)
        for words in (
            "الكتاب ⟦ISBN 978-3-16-148410-0⟧ متاح",
            "الرقم ⟦978-3-16-148410-0⟧",
            "الدورية ⟦ISSN 2795-1234⟧.",
        )
    ),
    *(
        ("formula", words)
        for words in (
            "التفاعل (⟦HOCl + OCl-⟧) سريع",
            "المعادلة ⟦2 + 3 = 5⟧ صحيحة",
            "الفرق ⟦7 - 3 = 4⟧",
            "التفاعل ⟦Ca(OH)2 + CO2 → CaCO3 + H2O⟧ معروف",
            "الدالة ⟦f(x) = 2x + 1⟧ خطية",
            "دلالة ⟦p < 0.05⟧ إحصائيًا",
            "أيون ⟦OCl-⟧ وأيون ⟦Na+⟧ و⟦SO₄²⁻⟧",
            "المركب ⟦Fe2(SO4)3⟧ والماء ⟦H₂O⟧",
            "المقدار ⟦10^-3⟧ صغير",
        )
    ),
    *(
        ("name", words)
        for words in (
            "لغة ⟦C++⟧ ولغة ⟦C#⟧ معًا",
            "علامة ⟦X®⟧ وعلامة ⟦Anne™⟧.",
            "الوسم ⟦#Tag⟧ والحساب ⟦@user⟧",
            "فيتامين ⟦A+⟧ يوميًا",
            "شركة ⟦AT&T⟧ وقسم ⟦R&D⟧",
            "الإطار ⟦.NET⟧ مفتوح",
            "برنامج ⟦AVRR⟧.",
            "الـ⟦AED⟧ جهاز",
            "«⟦IOM⟧» منظمة",
            "كوفيد-19 وباء",
        )
    ),
    *(
        ("abbreviation", words)
        for words in (
            "منظمة ⟦Example Org.⟧ الدولية",
            "في ⟦U.S.⟧ وغيرها",
            "المرجع ⟦No. 5⟧ والمرجع ⟦Vol. 3, p. 12⟧",
            "باحثون (⟦Smith et al.⟧) وآخرون",
            "الطبيب ⟦Dr. Smith⟧ حاضر",
        )
    ),
    *(
        ("phrase", words)
        for words in (
            "معيار ⟦ISO 9001:2015⟧ ومعيار ⟦Windows 11⟧",
            "شبكة ⟦100 Resilient Cities⟧ عالمية",
            "مؤتمر ⟦Rome, Italy⟧ السنوي",
            "منظمة ⟦WHO (World Health Organization)⟧ أممية",
            "جائزة ⟦WaterAid - Best Project⟧",
            "مادة ⟦pH 7.2⟧ متعادلة",
        )
    ),
    *(
        ("bracket", words)
        for words in (
            "مركز (⟦EU-IOM KMH⟧)، 2017",
            "المنظمة (⟦IOM⟧) والشبكة [⟦INEE⟧]",
            "منظمة ⟦IOM⟧ (30 مشاركًا)",
            "جهاز (⟦C++⟧) وآخر (⟦28 °C⟧)",
        )
    ),
    *(
        ("list", words)
        for words in (
            "منظمات ⟦IOM⟧، ⟦UNHCR⟧، ⟦WHO⟧ معًا",
            "⟦IOM⟧ و⟦UNHCR⟧",
            "درجات ⟦5 °C⟧ ⟦https://example.org⟧",
        )
    ),
    *(
        ("coordinate", words)
        for words in (
            "عند ⟦36°17′ N⟧ تقريبًا",
            "عند ⟦33.5°N⟧، ⟦44.4°E⟧",
        )
    ),
    *(
        ("number", words)
        for words in (
            "في عام 2017 كان 30 مشاركًا",
            "المادة 1.",
            "الفقرتان 9 و10",
            "بلغ 1,000 و3.5 مرات",
            "(2017)",
        )
    ),
    *(
        ("arabic", words)
        for words in (
            "درجة 28 م",
            "لا شيء هنا، ولا هناك!",
            "النفسي-الاجتماعي (والاقتصادي)",
            "«نص» و[نص]",
        )
    ),
]

# The same in Egypt's edition: numbers take its digits and signs; addresses, codes, formulas and names keep theirs.
# ⟪…⟫ runs right to left.
EGYPT = [
    ("تُحفظ عند 28 °C أو أقل", "تُحفظ عند ⟦٢٨ °C⟧ أو أقل"),
    ("نسبة 3.0 mg/L في", "نسبة ⟦٣٫٠ mg/L⟧ في"),
    ("النتيجة 0 / 100 mL", "النتيجة ⟦٠ / ١٠٠ mL⟧"),
    ("بنسبة 25% في", "بنسبة ⟪٢٥٪⟫ في"),
    ("25% من المياه", "⟪٢٥٪⟫ من المياه"),
    ("%25 من المياه", "⟦٪٢٥⟧ من المياه"),
    ("بين %20-30 من المياه", "بين ⟦٪٢٠-٣٠⟧ من المياه"),
    ("أضف 1½ L من الماء", "أضف ⟦١½ L⟧ من الماء"),
    ("اطلب *100# للرصيد", "اطلب ⟦*١٠٠#⟧ للرصيد"),
    ("يوم 28/04/2021 صباحًا", "يوم ⟦٢٨/٠٤/٢٠٢١⟧ صباحًا"),
    ("عُقدت في 2024-09-30.", "عُقدت في ⟦٢٠٢٤-٠٩-٣٠⟧."),
    ("خدمة 24/7 للجميع", "خدمة ⟦٢٤/٧⟧ للجميع"),
    ("في 10-12 يومًا", "في ⟦١٠-١٢⟧ يومًا"),
    ("من 9:00 إلى 10:30", "من ⟦٩:٠٠⟧ إلى ⟦١٠:٣٠⟧"),
    ("هاتف +212 5 37 00 00 00 للاستفسار", "هاتف ⟦+٢١٢ ٥ ٣٧ ٠٠ ٠٠ ٠٠⟧ للاستفسار"),
    ("بلغ 1,000,000 لتر", "بلغ ١٬٠٠٠٬٠٠٠ لتر"),
    ("بلغ ١٢٣ لترًا", "بلغ ١٢٣ لترًا"),
    ("كلفته $100 فقط", "كلفته ⟦$١٠٠⟧ فقط"),
    ("حرارة −5 °C ليلًا", "حرارة ⟦−٥ °C⟧ ليلًا"),
    ("الموقع https://example.org/?id=12 للمزيد", "الموقع ⟦https://example.org/?id=12⟧ للمزيد"),
    ("العينة HS1 سليمة", "العينة ⟦HS1⟧ سليمة"),
    ("الإصدار v1.2.3 جديد", "الإصدار ⟦v1.2.3⟧ جديد"),
    ("المعادلة 2 + 3 = 5 صحيحة", "المعادلة ⟦2 + 3 = 5⟧ صحيحة"),
    ("الكتاب ISBN 978-3-16-148410-0 متاح", "الكتاب ⟦ISBN 978-3-16-148410-0⟧ متاح"),
    ("كوفيد-19 وباء", "كوفيد-١٩ وباء"),
    ("حجم 12 m3/day في 5 CFU/100 mL", "حجم ⟦١٢ m3/day⟧ في ⟦٥ CFU/١٠٠ mL⟧"),
]

# What an author states where the recogniser cannot know.
STATED = [
    (r"المجلد [C:\\مستندات\\x]{ltr} على الجهاز", "المجلد ⟦C:\\مستندات\\x⟧ على الجهاز"),
    ("الرمز [!! 7 !!]{ltr} هنا", "الرمز ⟦!! 7 !!⟧ هنا"),
    ("المباراة [3 - 2]{rtl} لنا", "المباراة ⟪3 - 2⟫ لنا"),
    ("[10-12]{rtl} يومًا", "⟪10-12⟫ يومًا"),
    ("في عام 2017 [IOM]{ltr} وحدها", "في عام 2017 ⟦IOM⟧ وحدها"),
    ("**28** °C في [@fact] الماء", "⟦28 °C⟧ في الماء"),
    ("[موقع IOM+](https://example.org) مفيد", "موقع ⟦IOM+⟧ مفيد"),
]
