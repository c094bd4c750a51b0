"""Numbers of an edition: whole tokens in its digits and signs, as in CLDR."""

import pytest
from babel import Locale as Cldr

from generator.assets import assets_folder
from generator.content.markup import parse_inline
from generator.content.reader import Scalar
from generator.diagnostics import Span
from generator.model.text import text
from generator.settings.locale import read_locale

COUNTRIES = ("DZ", "EG", "IQ", "LB", "MA", "TN")
SYSTEMS = {"latin": "latn", "arabic-indic": "arab"}
MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


def edition(code):
    return read_locale([assets_folder() / "locales"], f"ar-{code}" if code else "ar", Span(""))


@pytest.mark.parametrize("code", COUNTRIES)
def test_signs_are_those_of_cldr(code):
    ours, cldr = edition(code), Cldr.parse(f"ar_{code}")
    signs = cldr.number_symbols[SYSTEMS[ours.digits]]
    assert (ours.decimal, ours.group) == (signs["decimal"], signs["group"])
    assert ours.percent == signs["percentSign"].translate(MARKS)


# What is typed, and how the regional edition, Egypt's and Morocco's write it.
WRITTEN = [
    ("28/04/2021", "28/04/2021", "٢٨/٠٤/٢٠٢١", "28/04/2021"),
    ("2024-09-30", "2024-09-30", "٢٠٢٤-٠٩-٣٠", "2024-09-30"),
    ("9:30", "9:30", "٩:٣٠", "9:30"),
    ("24/7", "24/7", "٢٤/٧", "24/7"),
    ("300,000", "300,000", "٣٠٠٬٠٠٠", "300.000"),
    ("1,234.5", "1,234.5", "١٬٢٣٤٫٥", "1.234,5"),
    ("0.5", "0.5", "٠٫٥", "0,5"),
    ("2017", "2017", "٢٠١٧", "2017"),
    ("١٢٣", "123", "١٢٣", "123"),
    ("١٬٢٣٤٫٥", "1,234.5", "١٬٢٣٤٫٥", "1.234,5"),
    ("25%", "25%", "٢٥٪", "25%"),
    ("٢٥٪", "25%", "٢٥٪", "25%"),
    ("20–25%", "20–25%", "٢٠–٢٥٪", "20–25%"),
    ("3.0 mg/L", "3.0 mg/L", "٣٫٠ mg/L", "3,0 mg/L"),
    ("12 m3/day", "12 m3/day", "١٢ m3/day", "12 m3/day"),
    ("5 CFU/100 mL", "5 CFU/100 mL", "٥ CFU/١٠٠ mL", "5 CFU/100 mL"),
    ("−5.5 °C", "−5.5 °C", "−٥٫٥ °C", "−5,5 °C"),
    ("$1,000", "$1,000", "$١٬٠٠٠", "$1.000"),
    ("+212 5 37 00 00 00", "+212 5 37 00 00 00", "+٢١٢ ٥ ٣٧ ٠٠ ٠٠ ٠٠", "+212 5 37 00 00 00"),
    ("0537-123-456", "0537-123-456", "٠٥٣٧-١٢٣-٤٥٦", "0537-123-456"),
    *(
        (words, words, words, words)
        for words in (
            "https://example.org/?id=12&x=1.5",
            "info2@example.org",
            "example.org/2024",
            "/data/2024/kit.yaml",
            "v1.2.3",
            "192.168.1.1",
            "HS1",
            "A-12/B",
            "ISBN 978-3-16-148410-0",
            "AED 3",
            "ISO 9001:2015",
            "COVID-19",
            "2 + 3 = 5",
            "H2O",
            "p < 0.05",
            "100 Resilient Cities",
        )
    ),
    ("كوفيد-19", "كوفيد-19", "كوفيد-١٩", "كوفيد-19"),
    ("المادة 1.", "المادة 1.", "المادة ١.", "المادة 1."),
    ("IOM ١٢", "IOM 12", "IOM ١٢", "IOM 12"),
]


@pytest.mark.parametrize(("typed", "regional", "egypt", "morocco"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_whole_tokens_take_the_digits_of_an_edition(typed, regional, egypt, morocco):
    inline = text(f"نص {typed} هنا")
    for code, expected in (("", regional), ("EG", egypt), ("MA", morocco)):
        written = edition(code).text(inline)
        assert written.plain == f"نص {expected} هنا", code
        assert edition(code).text(written) == written, "numbers that are written are not written again"


def test_what_the_author_states_keeps_its_digits():
    scalar = Scalar("الرمز [300,000]{ltr} هنا")
    scalar.span, scalar._lines = Span("x.yaml", 1, 1), ()
    for code in COUNTRIES:
        assert edition(code).text(parse_inline(scalar)).plain == "الرمز 300,000 هنا"


@pytest.mark.parametrize(
    ("value", "regional", "egypt", "morocco"),
    [
        (1_000_000.0, "1,000,000", "١٬٠٠٠٬٠٠٠", "1.000.000"),
        (0.5, "0.5", "٠٫٥", "0,5"),
        (0.0, "0", "٠", "0"),
        (28.0, "28", "٢٨", "28"),
        (1e-7, "0.0000001", "٠٫٠٠٠٠٠٠١", "0,0000001"),
        (1234567.25, "1,234,567.25", "١٬٢٣٤٬٥٦٧٫٢٥", "1.234.567,25"),
    ],
)
def test_amounts_have_no_exponent(value, regional, egypt, morocco):
    assert [edition(code).amount(value) for code in ("", "EG", "MA")] == [regional, egypt, morocco]
