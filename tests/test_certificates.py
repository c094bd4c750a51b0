"""Certificates of attendance: their codes, how these are verified, and certificates at scale."""

import datetime
import io
import json
import re
import time
import tracemalloc
import unicodedata
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import yaml

from generator.assets import assets_folder
from generator.check_codes import LENGTH, SIGNS, Certified, check_code, is_valid, normalised_name
from generator.compose.papers.certificates import compose_certificates
from generator.content.loading import read_library
from generator.content.reader import parse_yaml
from generator.content.schema import Kit
from generator.content.validation import validate
from generator.diagnostics import ContentError, Span
from generator.model.roster import NOBODY, Participant, Roster
from generator.model.text import text
from generator.plan import make_plan
from generator.settings.locale import read_locale
from generator.settings.theme import read_theme
from generator.typography.fonts import FontSet
from generator.writers.pdf.certificates import HEIGHT, WIDTH, lay_out_certificates, write_certificates
from tests.conftest import SEEDS, run
from tests.reading import words_of

NAME = "أحمد محمود عبد الرحمن"


def kit(key=None, title="حقيبة"):
    written = {"title": title, "organisation": {"name": "مركز المعرفة"}, "theme": "haqiba", "locale": "ar", "note": "مادة للتدريب."}
    return validate(Kit, parse_yaml("kit.yaml", yaml.safe_dump(written | ({"certificates": {"key": key}} if key else {}), allow_unicode=True).encode()))


@pytest.fixture(scope="module")
def library():
    return read_library(SEEDS)[0]


@pytest.fixture(scope="module")
def programme(library):
    return next(one for one in library.programmes if one.id == "half-day")


@pytest.fixture(scope="module")
def theme():
    return read_theme([assets_folder() / "themes"], "haqiba", Span(""))


@pytest.fixture(scope="module")
def faces(theme):
    return FontSet(theme)


CERTIFIED = Certified("half-day", None, 17, NAME)


def test_a_code_is_short_unambiguous_and_always_the_same():
    code = check_code(kit("سر"), CERTIFIED)
    # Certificates that were issued must stay valid.
    assert code == "TF57-9GNW"
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", code)
    assert len(set(SIGNS)) == len(SIGNS) == 27
    for pair in ("0O", "1I", "1L", "IL", "5S", "8B", "2Z", "UV"):
        assert not set(pair) <= set(SIGNS), pair


def test_a_code_depends_on_each_of_its_parts():
    kits = (kit("سر"), kit("سر آخر"), kit(), kit(title="حقيبة أخرى"))
    changes = ({"programme": "other"}, {"first_date": datetime.date(2026, 3, 10)}, {"number": 18}, {"name": "أحمد محمود عبد الرحيم"})
    codes = {check_code(one, CERTIFIED) for one in kits} | {check_code(kits[0], replace(CERTIFIED, **change)) for change in changes}
    assert len(codes) == len(kits) + len(changes)


def test_codes_use_all_signs_about_equally():
    key = kit("سر")
    signs = "".join(check_code(key, replace(CERTIFIED, number=number)).replace("-", "") for number in range(2_000))
    counts = [signs.count(sign) for sign in SIGNS]
    assert len(signs) == 2_000 * LENGTH
    mean = len(signs) / len(SIGNS)
    assert max(abs(count - mean) for count in counts) < 5 * mean**0.5


@pytest.mark.parametrize(
    "typed",
    [
        "أحمد  محمود عبدالرحمن",
        "أَحْمَد محمود عبد الرَّحمن",
        "أحمـــد محمود عبد الرحمن",
        unicodedata.normalize("NFD", NAME),
        "\u200fأحمد محمود، عبد الرحمن",
    ],
)
def test_a_name_may_be_typed_with_other_spaces_marks_and_tatweel(typed):
    assert is_valid(kit("سر"), replace(CERTIFIED, name=typed), check_code(kit("سر"), CERTIFIED))


@pytest.mark.parametrize("typed", ["أحمد محمود عبد الرحيم", "احمد محمود عبد الرحمن", "محمود أحمد عبد الرحمن", "أحمد محمود", ""])
def test_another_name_is_not_valid(typed):
    assert not is_valid(kit("سر"), replace(CERTIFIED, name=typed), check_code(kit("سر"), CERTIFIED))


def test_letters_keep_their_hamza_and_latin_names_lose_case_and_accents():
    assert normalised_name("José GARCÍA-Márquez 2") == normalised_name("jose garcia marquez ٢") == "josegarciamarquez2"
    assert normalised_name("سؤال") == "سؤال" != normalised_name("سوال")
    assert normalised_name("آمنة") != normalised_name("امنة")


def code_of(programme, seeds=SEEDS, first_date=None):
    return check_code(read_library(seeds)[0].kit, Certified(programme, first_date, 17, NAME))


@pytest.mark.parametrize(
    ("number", "name", "change"),
    [
        ("17", [NAME], str),
        ("١٧", NAME.split(), str.lower),
        (" 1 7", [NAME], lambda code: code.replace("-", " ")),
        ("۱۷", ["أحمدُ", "محمود", "عبد", "الرحمن"], lambda code: code.translate(str.maketrans("23456789", "٢٣٤٥٦٧٨٩"))),
        ("017", [NAME], lambda code: code.translate(str.maketrans("852", "BSZ"))),
    ],
)
def test_verifying_takes_what_is_typed_as_it_is_meant(capsys, number, name, change):
    assert run("verify-certificate", "half-day", number, *name, change(code_of("half-day")), "--seeds", SEEDS) == 0
    assert capsys.readouterr().out.startswith("valid: ")


@pytest.mark.parametrize(
    ("programme", "number", "name", "code"),
    [
        ("half-day", "18", NAME, None),
        ("two-day", "17", NAME, None),
        ("half-day", "17", "أحمد محمود عبد الرحيم", None),
        ("half-day", "17", NAME, "AAAA-AAAA"),
        ("half-day", "17", NAME, "-"),
    ],
)
def test_what_is_not_valid(capsys, programme, number, name, code):
    arguments = ("verify-certificate", programme, number, name, code or code_of("half-day"), "--seeds", SEEDS)
    assert run(*arguments) == 1
    assert capsys.readouterr().out.startswith("not valid: ")
    assert run(*arguments, "--lang", "ar") == 1
    assert capsys.readouterr().out.startswith("غير صحيح: ")


def test_verifying_tells_of_a_kit_without_a_key(capsys, seeds):
    arguments = ("verify-certificate", "half-day", "17", NAME)
    assert run(*arguments, code_of("half-day"), "--seeds", SEEDS) == 0
    assert "no key" in capsys.readouterr().out
    give_key(seeds)
    assert run(*arguments, code_of("half-day"), "--seeds", seeds) == 1
    capsys.readouterr()
    assert run(*arguments, code_of("half-day", seeds), "--seeds", seeds) == 0
    assert "no key" not in capsys.readouterr().out


def test_the_first_date_is_part_of_a_code(capsys):
    code = code_of("half-day", first_date=datetime.date(2026, 12, 6))
    for start, status in (("2026-12-06", 0), ("2026-12-07", 1)):
        assert run("verify-certificate", "half-day", "17", NAME, code, "--seeds", SEEDS, "--start", start) == status
    assert run("verify-certificate", "half-day", "17", NAME, code, "--seeds", SEEDS) == 1
    assert "--start" in capsys.readouterr().out


def give_key(seeds, **others):
    path = seeds / "kit.yaml"
    written = yaml.safe_load(path.read_text(encoding="utf-8")) | {"certificates": {"key": "كلمات لا يعرفها غيرنا", **others}}
    path.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_wrong_usage_of_verifying(capsys, tmp_path):
    assert run("verify-certificate", "halfday", "17", NAME, "AAAA-AAAA", "--seeds", SEEDS) == 2
    assert "did you mean 'half-day'" in capsys.readouterr().err
    assert run("verify-certificate", "half-day", "seventeen", NAME, "AAAA-AAAA", "--seeds", SEEDS) == 2
    assert "'seventeen' is no number" in capsys.readouterr().err
    assert run("verify-certificate", "half-day", "17", "AAAA-AAAA", "--seeds", SEEDS) == 2
    assert run("verify-certificate", "half-day", "17", NAME, "AAAA-AAAA", "--kit", tmp_path) == 2


def test_verifying_writes_nothing(tmp_path, monkeypatch, seeds):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    before = sorted(tmp_path.rglob("*"))
    assert run("verify-certificate", "half-day", "17", NAME, code_of("half-day"), "--seeds", SEEDS) == 0
    # Only the catalogue of messages and the reading of the seeds by this test are cached.
    made = {path.name.partition("-")[0] for path in tmp_path.rglob("*") if path not in before and path.is_file()}
    assert made <= {"messages", "reading", ".trimmed", "help"}


PEOPLE = (Participant(1, NAME, "وزارة الداخلية", "مصر", 2), Participant(4, "Jean-Pierre Ben Ali", "", "", 5))


def certificates(library, programme, theme, faces, roster, **changed):
    locale = read_locale([assets_folder() / "locales"], "ar", Span(""))
    plan = replace(make_plan(library, programme.model_copy(update=changed), locale), roster=roster)
    return compose_certificates(plan, roster.volumes[0])


def test_what_a_certificate_says(library, programme, theme, faces, tmp_path, pdftotext):
    venue = next(iter(parse_yaml("x.yaml", "venue: القاهرة".encode()).values()))
    model = certificates(library, programme, theme, faces, Roster(PEOPLE), venue=venue)
    path = tmp_path / "certificates.pdf"
    path.write_bytes(write_certificates(model, theme, faces)[0])
    first, second, _ = pdftotext(path).split("\f")
    for words in (
        *("شهادة حضور", "تُمنح هذه الشهادة إلى", NAME, "وزارة الداخلية، مصر", "لحضور الورشة التدريبية", str(programme.title), "المكان: القاهرة"),
        *("مدة التدريب: 3 ساعات", "رقم الشهادة: 1", check_code(library.kit, replace(CERTIFIED, number=1)), "التوقيع", "الختم", "تاريخ الإصدار"),
        str(library.kit.organisation.name),
    ):
        assert words in words_of(first), words
    first, second = words_of(first), words_of(second)
    assert "رقم الشهادة: 4" in second
    assert check_code(library.kit, Certified("half-day", None, 4, "Jean-Pierre Ben Ali")) in second


def test_training_hours_are_those_of_the_sessions(library, theme, faces):
    seen = 0
    for programme in library.programmes:
        slots = [slot for day in programme.days for slot in day.slots]
        minutes = sum(library.module(str(slot.module)).duration if slot.module else slot.minutes for slot in slots if slot.module or slot.kind == "session")
        hours, rest = divmod(minutes, 60)
        assert 3 <= hours <= 10
        expected = f"مدة التدريب: {hours} ساعات" + (f" و{rest} دقيقة" if rest else "")
        assert certificates(library, programme, theme, faces, NOBODY).details[-1].plain.replace("\u00a0", " ") == expected
        seen += 1
    assert seen == 3


def test_a_blank_form_has_neither_name_nor_code(library, programme, theme, faces):
    model = certificates(library, programme, theme, faces, NOBODY)
    (holder,) = model.holders
    assert (holder.name.plain, holder.organisation.plain, holder.code.plain, holder.number.plain.strip()) == ("", "", "", "رقم الشهادة:")
    data, _ = write_certificates(model, theme, faces)
    assert len(pypdfium2.PdfDocument(data)) == 1


def test_what_all_have_in_common_is_drawn_once(library, programme, theme, faces):
    sizes = {}
    for count in (1, 51):
        people = tuple(Participant(number, f"{NAME} {number}") for number in range(1, count + 1))
        data, _ = write_certificates(certificates(library, programme, theme, faces, Roster(people)), theme, faces)
        sizes[count] = len(data)
        with pikepdf.open(io.BytesIO(data)) as document:
            forms = [one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
            assert len(forms) == 6
            assert not [one for one in forms if b"MCID" in one.read_bytes()]
            assert len(document.pages) == count
    assert (sizes[51] - sizes[1]) / 50 < 3_500


@pytest.mark.parametrize("name", ["ع" * 100, "W" * 100, "محمد " * 19 + "علي", "﷽" * 40, "علي", "Å" * 100])
def test_a_name_of_any_length_stays_in_its_place(library, programme, theme, faces, name):
    model = certificates(library, programme, theme, faces, Roster((Participant(1, name, "و" * 120, "ب" * 60),)))
    data, _ = write_certificates(model, theme, faces)
    page = pypdfium2.PdfDocument(data)[0]
    assert (round(page.get_width()), round(page.get_height())) == (round(WIDTH), round(HEIGHT))
    drawn = page.get_textpage()
    for index in range(drawn.count_chars()):
        left, bottom, right, top = drawn.get_charbox(index)
        assert left >= 60
        assert right <= WIDTH - 60
        assert bottom >= 60
        assert top <= HEIGHT - 60
    assert drawn.count_chars() > 100


def test_titles_that_fit_at_no_size_are_errors_with_their_place(library, programme, theme, faces):
    model = certificates(library, programme, theme, faces, NOBODY)
    long = text("عنوان فرعي طويل جدًا " * 300, span=Span("x.yaml", 3, 4))
    too_long = replace(model, workshop=(*model.workshop[:1], long))
    with pytest.raises(ContentError) as caught:
        lay_out_certificates(too_long, theme, faces)
    assert [(one.code, one.span) for one in caught.value.diagnostics] == [("overflow", Span("x.yaml", 3, 4))]
    lay_out_certificates(model, theme, faces)


def test_a_key_ends_the_warning(seeds, tmp_path, monkeypatch, capsys):
    people = tmp_path / "people.csv"
    people.write_text(f"الاسم\n{NAME}\n", encoding="utf-8")
    arguments = ("build", "half-day", "--only", "papers", "--seeds", seeds, "--out", tmp_path / "out", "--participants", people, "--format", "json")
    for warned in (True, False):
        capsys.readouterr()
        assert run(*arguments) == 0
        found = [one for one in json.loads(capsys.readouterr().out)["diagnostics"] if one["code"] == "certificate-key"]
        assert bool(found) == warned
        if warned:
            assert found[0]["path"].endswith("kit.yaml")
            assert found[0]["severity"] == "warning"
            give_key(seeds, signatory="د. سلمى الخطيب")


def test_a_thousand_certificates_take_little_time_and_memory(library, programme, theme, faces):
    """Beside tests on all processors only a loose limit holds; the time and memory of builds are measured by hand."""
    people = tuple(Participant(number, f"{NAME} {number}", "وزارة العدل", "مصر") for number in range(1, 1001))
    volumes = Roster(people).volumes
    assert len(volumes) == 4
    begun, peaks = time.process_time(), []
    for volume in volumes:
        model = certificates(library, programme, theme, faces, Roster(volume.participants))
        write_certificates(model, theme, faces)
    spent = time.process_time() - begun
    assert 1000 / spent > 75
    for volume in (volumes[0], volumes[-1]):
        model = certificates(library, programme, theme, faces, Roster(volume.participants))
        tracemalloc.start()
        write_certificates(model, theme, faces)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert max(peaks) < 30_000_000
