"""The agenda is one page with what participants ask for, and its calendar is one that other programs read."""

import datetime
import re
from dataclasses import replace

import pymupdf
import pypdfium2
import pytest
import vobject
import yaml

from generator.compose.agenda import compose_agenda, compose_calendar
from generator.formats import Pages, pdf
from generator.inputs.reading import read_inputs
from generator.model.date import DATE
from generator.plan import make_plan
from generator.writers.ics import write_ics
from tests.conftest import SEEDS, change, run
from tests.small_kit import small_kit, write_kit

FIRST = datetime.date(2026, 12, 3)
MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u00a0"), " ")


def inputs_of(country=None, seeds=SEEDS, start=FIRST):
    return read_inputs(seeds, country, DATE, start)


def programme_of(inputs, name):
    return next(one for one in inputs.library.programmes if one.id == name)


def printed(plan, edition):
    """Give the text of each page."""
    return pages_of(pdf(Pages(compose_agenda(plan), edition))[""])


def pages_of(file):
    """Give the text of each page of a PDF, as Chrome reads it."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [re.sub(r"\s+", " ", document[number].get_textpage().get_text_bounded().translate(MARKS)) for number in range(len(document))]
    finally:
        document.close()


def days_of(plan, count):
    """Give a plan of so many days, those of another one in turn."""
    dates = [FIRST + datetime.timedelta(number) for number in range(count)]
    return replace(plan, days=tuple(replace(plan.days[number % len(plan.days)], date=date) for number, date in enumerate(dates)))


# The page.


@pytest.mark.parametrize("country", [None, "EG", "MA"])
@pytest.mark.parametrize("name", ["half-day", "one-day", "two-day"])
def test_the_agenda_of_each_programme_is_one_page_with_all_that_it_must_say(country, name):
    inputs = inputs_of(country)
    plan, locale = inputs.plan(programme_of(inputs, name)), inputs.edition.locale
    (page,) = printed(plan, inputs.edition)
    slots = [slot for day in plan.days for slot in day.slots]
    said = [plan.programme.title, plan.programme.subtitle, plan.library.kit.organisation.name, *map(locale.date, plan.dates)]
    said += [locale.figures(one) for day in plan.days for one in (day.title, *(slot.title for slot in day.slots))]
    said += [locale.time(slot.start) for slot in slots] + [locale.time(slot.end) for slot in slots]
    assert len(said) > 20
    for words in said:
        assert locale.figures(str(words)) in page, words


@pytest.mark.parametrize("country", [None, "EG"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_up_to_five_days_are_one_page_and_none_is_lost(country, count):
    inputs = inputs_of(country)
    plan = days_of(inputs.plan(programme_of(inputs, "two-day")), count)
    (page,) = printed(plan, inputs.edition)
    assert sum(page.count(inputs.edition.locale.date(day.date)) for day in plan.days) >= count
    assert page.count("استراحة الغداء والصلاة") == count
    times = [inputs.edition.locale.time(slot.start) for day in plan.days for slot in day.slots]
    assert len(times) > 7 * count
    for time in set(times):
        assert page.count(time) >= times.count(time), time


def test_the_type_is_as_large_as_the_page_allows():
    inputs = inputs_of("EG")
    plan, sizes = inputs.plan(programme_of(inputs, "two-day")), []
    for count in (1, 2, 5):
        with pymupdf.open(stream=pdf(Pages(compose_agenda(days_of(plan, count)), inputs.edition))[""]) as document:
            spans = [span for block in document[0].get_text("dict")["blocks"] for line in block.get("lines", []) for span in line["spans"]]
        sizes.append(max(span["size"] for span in spans if "الوحدة" in span["text"]))
    assert sizes[0] > sizes[1] > sizes[2] >= 7
    assert sizes[0] >= 13


def test_of_two_columns_the_first_days_stand_at_the_right():
    inputs = inputs_of("EG")
    plan = days_of(inputs.plan(programme_of(inputs, "two-day")), 5)
    document = pypdfium2.PdfDocument(pdf(Pages(compose_agenda(plan), inputs.edition))[""])
    text = document[0].get_textpage()
    places = [text.get_charbox(text.search(inputs.edition.locale.date(day.date).split(" ", 1)[1]).get_next()[0]) for day in plan.days[1:-1]]
    document.close()
    middle = 595 / 2
    assert places[0][0] > middle and places[1][0] > middle
    assert places[-1][0] < middle
    assert places[0][1] > places[1][1]


def test_a_programme_of_more_than_a_page_is_printed_whole():
    inputs = inputs_of()
    plan = days_of(inputs.plan(programme_of(inputs, "two-day")), 5)
    long = replace(plan, days=tuple(replace(day, slots=day.slots * 5) for day in plan.days))
    pages = printed(long, inputs.edition)
    assert len(pages) > 1
    assert sum(page.count("استراحة الغداء والصلاة") for page in pages) == 25


def test_without_a_date_days_are_named_and_no_calendar_is_written(new_kit, capsys):
    assert run("build", "--only", "papers") == 0
    folder = new_kit / "build" / "introduction"
    assert (folder / "agenda.pdf").is_file() and not (folder / "agenda.ics").exists()
    programme = new_kit / "seeds" / "programmes" / "introduction.yaml"
    programme.write_text(programme.read_text(encoding="utf-8") + "\nbegins: 2026-12-06\nvenue: قاعة المكتبة، الطابق 2\n", encoding="utf-8")
    assert run("build", "--only", "papers") == 0
    assert (folder / "agenda.ics").is_file()
    (page,) = pages_of(folder / "agenda.pdf")
    assert "المكان: قاعة المكتبة، الطابق 2" in page and "الأحد 6 كانون الأول/ديسمبر 2026" in page
    change(programme, "begins: 2026-12-06\n", "")
    assert run("build") == 0
    assert not (folder / "agenda.ics").exists()


def test_the_workbook_has_the_dates_too():
    from generator.compose.workbook import agenda_blocks

    inputs = inputs_of("EG")
    headings = [block.text.plain for block in agenda_blocks(inputs.plan(programme_of(inputs, "two-day"))) if hasattr(block, "level")]
    assert headings[1:] == ["اليوم الأول، الخميس ٣ ديسمبر ٢٠٢٦", "اليوم الثاني، الأحد ٦ ديسمبر ٢٠٢٦"]


# The calendar.


def calendar_of(country, name="two-day", seeds=SEEDS, start=FIRST):
    inputs = inputs_of(country, seeds, start)
    plan = inputs.plan(programme_of(inputs, name))
    data = write_ics(compose_calendar(plan), inputs.edition.locale.language, DATE)
    return plan, data, vobject.readOne(data.decode("utf-8"))


# The last is the offset from UTC on the first day.
@pytest.mark.parametrize(
    ("country", "first", "zone", "hours"),
    [
        ("EG", "2026-12-03", "Africa/Cairo", 2),
        ("DZ", "2026-12-03", "Africa/Algiers", 1),
        ("MA", "2026-06-04", "Africa/Casablanca", 1),
        ("LB", "2026-12-03", "Asia/Beirut", 2),
        ("IQ", "2026-12-03", "Asia/Baghdad", 3),
        ("TN", "2026-12-03", "Africa/Tunis", 1),
    ],
)
def test_another_library_reads_the_events_of_a_country(country, first, zone, hours):
    plan, data, read = calendar_of(country, start=datetime.date.fromisoformat(first))
    slots = [(day, slot) for day in plan.days for slot in day.slots if slot.kind != "break"]
    assert len(read.vevent_list) == len(slots) == 11
    assert read.vtimezone.tzid.value == zone
    for event, (day, slot) in zip(read.vevent_list, slots, strict=True):
        assert event.dtstart.value.replace(tzinfo=None) == datetime.datetime.combine(day.date, slot.start)
        assert event.dtend.value.replace(tzinfo=None) == datetime.datetime.combine(day.date, slot.end)
        assert event.dtstart.value.utcoffset() == datetime.timedelta(hours=hours)
        assert event.dtstamp.value == DATE
        assert plan.locale.figures(slot.title) in event.summary.value
        assert plan.programme.title in event.description.value
    assert read.vevent_list[1].summary.value == f"الوحدة {plan.locale.number(1)}: السياق الإقليمي ودواعي إعادة الإدماج"
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_summer_time_is_that_of_the_country():
    _, _, read = calendar_of("EG", start=datetime.date(2026, 6, 7))
    assert {event.dtstart.value.utcoffset() for event in read.vevent_list} == {datetime.timedelta(hours=3)}


def test_regional_events_take_place_at_local_time():
    plan, data, read = calendar_of(None)
    assert b"VTIMEZONE" not in data and b"TZID" not in data
    assert all(event.dtstart.value.tzinfo is None for event in read.vevent_list)
    assert read.vevent_list[0].dtstart.value == datetime.datetime(2026, 12, 3, 9, 0)
    assert plan.dates[1] == datetime.date(2026, 12, 4)


def test_the_venue_is_the_place_of_each_event(tmp_path):
    files = small_kit()
    files["programmes/small.yaml"] |= {"begins": "2026-12-06", "venue": "قاعة المكتبة، الطابق 2"}
    write_kit(files, tmp_path / "seeds")
    files["kit.yaml"]["organisation"]["logos"] = []
    write_kit(files, tmp_path / "seeds")
    _, _, read = calendar_of("EG", "small", tmp_path / "seeds", None)
    assert [event.location.value for event in read.vevent_list] == ["قاعة المكتبة، الطابق ٢"] * 2


def test_an_event_keeps_its_name_when_its_time_or_wording_changes(all_seeds):
    def names():
        _, data, read = calendar_of("EG", seeds=all_seeds)
        return [event.uid.value for event in read.vevent_list], data

    before, data = names()
    assert len(set(before)) == len(before)
    assert names() == (before, data)
    programme = all_seeds / "programmes" / "two-day.yaml"
    programme.write_text(programme.read_text(encoding="utf-8").replace('start: "9:00"', 'start: "10:00"'), encoding="utf-8")
    change(all_seeds / "modules" / "01-context.yaml", "title: السياق الإقليمي ودواعي إعادة الإدماج", "title: السياق")
    after, changed = names()
    assert after == before and changed != data
    others = [event.uid.value for country in ("MA", None) for event in calendar_of(country, seeds=all_seeds)[2].vevent_list]
    later = [event.uid.value for event in calendar_of("EG", seeds=all_seeds, start=datetime.date(2027, 1, 3))[2].vevent_list]
    assert not {*others, *later} & set(before)


def test_two_slots_of_one_title_are_two_events(seeds):
    programme = seeds / "programmes" / "half-day.yaml"
    data = yaml.safe_load(programme.read_text(encoding="utf-8"))
    data["days"][0]["slots"].append({"title": "الخلاصة والتقييم", "minutes": 10})
    programme.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    _, _, read = calendar_of("EG", "half-day", seeds)
    assert len({event.uid.value for event in read.vevent_list}) == len(read.vevent_list) == 6


# The first day's date.


def test_start_goes_before_the_programmes_own_date(new_kit):
    programme = new_kit / "seeds" / "programmes" / "introduction.yaml"
    programme.write_text(programme.read_text(encoding="utf-8") + "\nbegins: 2026-12-06\n", encoding="utf-8")
    for options, date in (((), "20261206"), (("--start", "2027-01-04"), "20270104"), ((), "20261206")):
        assert run("build", "--only", "papers", *options) == 0
        assert f"DTSTART:{date}T" in (new_kit / "build" / "introduction" / "agenda.ics").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("2026-02-30", "there is no date 2026-02-30: correct the month or the day"),
        ("30/2/2026", "'30/2/2026' is no date: write year (2000 to 2199), month and day as 2026-12-06"),
        ("9999-12-31", "'9999-12-31' is no date"),
    ],
)
def test_a_start_that_is_no_date_is_wrong_usage(new_kit, capsys, command, word, said):
    assert run(command, "--start", word) == 2
    assert said in capsys.readouterr().err


def test_a_start_on_the_weekend_is_told_of_the_command_line(new_kit, capsys):
    for _ in range(2):
        assert run("build", "--only", "papers", "--edition", "EG", "--start", "2026-12-04") == 0
        told = capsys.readouterr().err
        assert told.startswith("--start: warning: the first day, 2026-12-04, is on the weekend of the edition EG\nhint: give `--start` a working day")
        assert told.count("warning") == 1
    assert run("build", "--only", "papers", "--edition", "MA", "--start", "2026-12-04") == 0
    assert run("build", "--only", "papers", "--start", "2026-12-04") == 0
    assert capsys.readouterr().err == ""
    assert run("check", "--edition", "EG", "--start", "2026-12-04", "--format", "lines") == 0
    assert capsys.readouterr().err.startswith("--start: warning: ")


def test_a_date_of_the_programme_on_the_weekend_is_told_at_its_place(new_kit, capsys):
    programme = new_kit / "seeds" / "programmes" / "introduction.yaml"
    lines = programme.read_text(encoding="utf-8").rstrip("\n").count("\n") + 2
    programme.write_text(programme.read_text(encoding="utf-8").rstrip("\n") + "\nbegins: 2026-12-04\n", encoding="utf-8")
    assert run("check", "--edition", "EG") == 0
    told = capsys.readouterr().err.replace("\\", "/")
    assert told.startswith(f"seeds/programmes/introduction.yaml:{lines}:9: warning: the first day, 2026-12-04, is on the weekend of the edition EG\n")
    assert run("check", "--edition", "EG", "--start", "2026-12-06") == 0
    assert run("check") == 0
    assert capsys.readouterr().err == ""
    change(programme, "2026-12-04", "2026-02-30")
    assert run("check") == 1
    assert f"introduction.yaml:{lines}:9: error: 'begins': there is no such date" in capsys.readouterr().err.replace("\\", "/")


def test_plans_take_slots_as_they_are():
    inputs = inputs_of(None, start=None)
    plan = make_plan(inputs.library, programme_of(inputs, "one-day"), inputs.edition.locale)
    assert compose_calendar(plan).events == ()
