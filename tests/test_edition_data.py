"""Each edition has the digits, months, weekend, clock and time zone of its country: as written out here, and as in CLDR."""

import datetime

import pytest
from babel import Locale as Cldr

from generator.assets import assets_folder
from generator.content.loading import read_library
from generator.diagnostics import ContentError, Span
from generator.plan import dates_of, make_plan
from generator.settings.cldr import DAYS, has_time_zone
from generator.settings.locale import read_locale
from tests.conftest import SEEDS

MAGHREB = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
NILE = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
LEVANT = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"]
MOROCCO = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
FRIDAY, SATURDAY = ("friday", "saturday"), ("saturday", "sunday")
# Digits, decimal and group signs, months, weekend, first day of the week, a time, name, time zone, a date.
EDITIONS = {
    "DZ": ("latin", ",.", MAGHREB, FRIDAY, "saturday", "2:30 م", "الجزائر", "Africa/Algiers", "الأحد 4 جانفي 2026"),
    "EG": ("arabic-indic", "٫٬", NILE, FRIDAY, "saturday", "٢:٣٠ م", "مصر", "Africa/Cairo", "الأحد ٤ يناير ٢٠٢٦"),
    "IQ": ("arabic-indic", "٫٬", LEVANT, FRIDAY, "saturday", "٢:٣٠ م", "العراق", "Asia/Baghdad", "الأحد ٤ كانون الثاني ٢٠٢٦"),
    "LB": ("arabic-indic", "٫٬", LEVANT, SATURDAY, "monday", "٢:٣٠ م", "لبنان", "Asia/Beirut", "الأحد ٤ كانون الثاني ٢٠٢٦"),
    "MA": ("latin", ",.", MOROCCO, SATURDAY, "monday", "14:30", "المغرب", "Africa/Casablanca", "الأحد 4 يناير 2026"),
    "TN": ("latin", ",.", MAGHREB, SATURDAY, "monday", "2:30 م", "تونس", "Africa/Tunis", "الأحد 4 جانفي 2026"),
}


def edition(code=""):
    return read_locale([assets_folder() / "locales"], f"ar-{code}" if code else "ar", Span(""))


@pytest.mark.parametrize("code", EDITIONS)
def test_an_edition_is_as_its_country_expects(code):
    one = edition(code)
    said = (one.digits, one.decimal + one.group, list(one.months), one.weekend, one.week_start, one.time(datetime.time(14, 30)), one.territory, one.time_zone)
    assert (*said, one.date(datetime.date(2026, 1, 4))) == EDITIONS[code]
    assert has_time_zone(one.time_zone)


@pytest.mark.parametrize("code", EDITIONS)
def test_an_edition_agrees_with_cldr(code):
    one, cldr = edition(code), Cldr.parse(f"ar_{code}")
    assert cldr == Cldr.parse(one.language, sep="-")
    assert dict(enumerate(one.months, 1)) == cldr.months["format"]["wide"]
    assert dict(enumerate(one.weekdays)) == cldr.days["format"]["wide"]
    assert [DAYS.index(day) for day in one.weekend] == list(range(cldr.weekend_start, cldr.weekend_end + 1))
    assert DAYS.index(one.week_start) == cldr.first_week_day
    assert one.territory == cldr.territories[code]
    assert (one.morning, one.afternoon) == (cldr.day_periods["format"]["abbreviated"]["am"], cldr.day_periods["format"]["abbreviated"]["pm"])


@pytest.mark.parametrize("code", EDITIONS)
@pytest.mark.parametrize("clock", [(0, 5), (9, 5), (12, 0), (14, 30), (23, 59)])
def test_times_are_in_the_short_form_of_cldr(code, clock):
    from babel.dates import format_time

    one, moment = edition(code), datetime.time(*clock)
    latin = one.time(moment).translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
    assert latin == format_time(moment, "short", locale=f"ar_{code}@numbers=latn").translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))


def test_the_regional_edition_names_months_in_both_ways_and_has_no_weekend():
    one = edition()
    assert [name.split("/") for name in one.months] == [[levant, nile] for levant, nile in zip(LEVANT, NILE, strict=True)]
    assert one.date(datetime.date(2026, 12, 6)) == "الأحد 6 كانون الأول/ديسمبر 2026"
    assert (one.weekend, one.territory, one.time_zone, one.digits) == ((), "", "", "latin")
    assert not any(one.is_weekend(datetime.date(2026, 12, day)) for day in range(1, 8))


# What a file of a locale states, and what follows from it.


def own(tmp_path, name, words):
    (tmp_path / f"{name}.yaml").write_text(words, encoding="utf-8")
    return [tmp_path, assets_folder() / "locales"]


def test_an_own_edition_has_what_cldr_knows_of_its_language(tmp_path):
    jordan = read_locale(own(tmp_path, "ar-JO", "base: ar\nname: jo\ncountry: JO\nlanguage: ar-JO\n"), "ar-JO", Span(""))
    assert (jordan.territory, jordan.weekend, jordan.months[8], jordan.time_zone) == ("الأردن", FRIDAY, "أيلول", "")


def test_what_a_file_states_goes_before_cldr(tmp_path):
    words = "base: ar-EG\nname: eg\nlanguage: ar-EG\nterritory: جمهورية مصر العربية\nweekend: [friday]\nclock: '24'\n"
    egypt = read_locale(own(tmp_path, "ar-EG", words), "ar-EG", Span(""))
    assert (egypt.territory, egypt.weekend, egypt.clock, egypt.week_start) == ("جمهورية مصر العربية", ("friday",), "24", "saturday")
    assert egypt.time_zone == "Africa/Cairo"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("language: ar-XX", "ar-XX.yaml:4:11: error: Unicode's CLDR has no language 'ar-XX'"),
        ("language: ar-JO\ntime_zone: Africa/Nowhere", "ar-XX.yaml:5:12: error: there is no time zone 'Africa/Nowhere'"),
        ("language: ar-JO\ntime_zone: ../../etc/passwd", "ar-XX.yaml:5:12: error: there is no time zone '../../etc/passwd'"),
        (f"language: ar-JO\nweekend: [{', '.join(DAYS)}]", "ar-XX.yaml:5:10: error: all seven days are on the weekend"),
        ("language: ar-JO\nweekend: [holiday]", "ar-XX.yaml:5:11: error: "),
        ("language: ar-JO\nmonths: [يناير]", "ar-XX.yaml:5:9: error: "),
    ],
)
def test_wrong_data_of_a_country_are_told_at_their_place(tmp_path, words, said):
    with pytest.raises(ContentError) as raised:
        read_locale(own(tmp_path, "ar-XX", f"base: ar\nname: xx\ncountry: XX\n{words}\n"), "ar-XX", Span(""))
    assert said in str(raised.value)


# The dates of days.


@pytest.mark.parametrize(
    ("code", "first", "expected"),
    [
        # 3 December 2026 is a Thursday.
        ("", "2026-12-03", ["03", "04", "05", "06", "07"]),
        ("EG", "2026-12-03", ["03", "06", "07", "08", "09"]),
        ("MA", "2026-12-03", ["03", "04", "07", "08", "09"]),
        # Who begins on the weekend is taken at their word.
        ("DZ", "2026-12-04", ["04", "06", "07", "08", "09"]),
        ("LB", "2026-12-06", ["06", "07", "08", "09", "10"]),
    ],
)
def test_further_days_are_the_next_working_days(code, first, expected):
    dates = dates_of(datetime.date.fromisoformat(first), 5, edition(code))
    assert [f"{one:%d}" for one in dates] == expected
    assert {f"{one:%Y-%m}" for one in dates} == {"2026-12"}


def test_without_a_first_date_no_day_has_one():
    library, _ = read_library(SEEDS)
    programme = next(one for one in library.programmes if one.id == "two-day")
    assert dates_of(None, 3, edition("EG")) == [None, None, None]
    assert make_plan(library, programme, edition("EG")).dates == ()
    plan = make_plan(library, programme, edition("EG"), start=datetime.date(2026, 12, 31))
    assert [day.date for day in plan.days] == [datetime.date(2026, 12, 31), datetime.date(2027, 1, 3)]
