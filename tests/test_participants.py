"""Files of participants: what is read, what is refused with which message, and that names stay in the papers of the output folder."""

import csv
import io
import json
import pickle
import re
import zipfile

import openpyxl
import pytest

from generator.execution import executors
from generator.messages import catalogue, worded
from generator.model.roster import VOLUME
from generator.participants.headings import _HEADINGS
from generator.participants.headings import folded as _folded
from generator.participants.reading import read_roster
from generator.participants.rows import LONGEST
from tests.conftest import SEEDS, run

HEADINGS = ("الاسم", "الجهة", "البلد", "البريد الإلكتروني")
PEOPLE = (
    ("أحمد محمود عبد الرحمن", "وزارة الداخلية", "مصر", "a@example.org"),
    ("د. فاطمة الزهراء بنت عبد القادر", "المديرية العامة للهجرة", "المغرب", ""),
    ("Jean-Pierre Ben Ali", "Ministère de l'Intérieur", "تونس", ""),
)
NAMES = [name for name, *_ in PEOPLE]


def text_of(rows, separator=","):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


@pytest.fixture
def typed(tmp_path):
    """Write a file of participants, given as rows, text or bytes."""

    def write(content, name="people.csv"):
        path = tmp_path / name
        content = text_of(content) if isinstance(content, (list, tuple)) else content
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def names_in(path):
    return [one.name for one in read_roster(path).roster.participants]


def codes(path):
    return [(one.code, one.span.line) for one in read_roster(path).findings]


def refused(path, capsys, code, line=1):
    """Expect an error with this code, in English and in Arabic; give what is said."""
    said = {}
    for language in ("en", "ar"):
        capsys.readouterr()
        assert run("build", "half-day", "--seeds", SEEDS, "--participants", path, "--out", path.parent / "out", "--lang", language, "--format", "json") == 1
        (one,) = json.loads(capsys.readouterr().out)["diagnostics"]
        assert (one["code"], one["line"], one["severity"]) == (code, line, "error")
        said[language] = one["message"]
    assert not (path.parent / "out").exists()
    assert said["en"].isascii()
    assert not said["ar"].isascii()
    return said


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_every_encoding_and_separator_is_read(typed, separator, encoding):
    path = typed(text_of((HEADINGS, *PEOPLE), separator).encode(encoding))
    reading = read_roster(path)
    assert [(one.number, one.line, one.name, one.organisation, one.country) for one in reading.roster.participants] == [
        (number, number + 1, *person[:3]) for number, person in enumerate(PEOPLE, 1)
    ]
    assert reading.findings == ()
    assert [str(one) for one in reading.columns] == ["name", "organisation", "country"]


def workbook(rows, *, before=(), **others):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (*before, *rows):
        sheet.append(row)
    for title, content in others.items():
        for row in content:
            (book[title] if title in book.sheetnames else book.create_sheet(title)).append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_is_read_from_the_sheet_with_the_headings(typed):
    empty = [[None] * 4]
    data = workbook([["قائمة الأجهزة"], ["حاسوب"]], people=[["قائمة المشاركين في الورشة"], *empty, HEADINGS, *PEOPLE, *empty, ("علي حسن", None, None, None)])
    reading = read_roster(typed(data, "people.xlsx"))
    assert [one.name for one in reading.roster.participants] == [*NAMES, "علي حسن"]
    assert [one.line for one in reading.roster.participants] == [4, 5, 6, 8]


def test_a_formula_in_a_workbook_counts_by_the_value_that_excel_saved(typed):
    data = workbook([HEADINGS, ('="أحمد"&" علي"', "وزارة", None, None)])
    path = typed(data, "people.xlsx")
    # openpyxl computes nothing: as in a workbook that no program has opened since the formula was typed.
    with pytest.raises(Exception, match="no row of the file can be used"):
        read_roster(path)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode("utf-8")
    assert sheet.count("<v></v>") + sheet.count("<v />") + sheet.count("<v/>") == 1
    for empty in ("<v></v>", "<v />", "<v/>"):
        sheet = sheet.replace(empty, "<v>أحمد علي</v>")
    parts["xl/worksheets/sheet1.xml"] = sheet.replace('<c r="A2">', '<c r="A2" t="str">').encode("utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert names_in(typed(buffer.getvalue(), "people.xlsx")) == ["أحمد علي"]


@pytest.mark.parametrize("field", ["name", "given", "organisation", "country", "email"])
def test_every_heading_leads_to_its_column_alone(field):
    others = {_folded(one) for other, headings in _HEADINGS.items() if other != field for one in headings}
    folded = [_folded(one) for one in _HEADINGS[field]]
    assert len(folded) >= 5
    assert all(folded)
    assert not others & set(folded)


@pytest.mark.parametrize("heading", ["Name", "FULL NAME", "  name ", "الأسم", "اسم المشارك", "ٱلِاسْم", "Nom et prénom", "الاسم:"])
def test_spellings_of_the_heading_of_names(typed, heading):
    assert names_in(typed([(heading, "Organization", "Country"), *(one[:3] for one in PEOPLE)])) == NAMES


def test_given_and_family_names_are_one_name(typed):
    path = typed([("Last name", "First name", "Institution"), ("العلوي", "ليلى", "وزارة"), ("García Márquez", "Gabriel José", "")])
    assert names_in(path) == ["ليلى العلوي", "Gabriel José García Márquez"]


def test_names_are_kept_as_typed(typed):
    names = [
        "معالي الأستاذ الدكتور محمد الأمين ولد سيدي أحمد",
        "O'Brien-Šimić, Åsa",
        "María del Carmen García-Márquez",
        "أبو بكر (Abou Bakr)",
        "الحسن الثاني ٢",
        "هـ. علي",
    ]
    path = typed([("name",), *((name,) for name in names)])
    assert names_in(path) == names
    assert codes(path) == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", "participant-no-name"),
        ("   \u00a0\u200f", "participant-no-name"),
        ("12345", "participant-no-letters"),
        ("؟؟؟", "participant-no-letters"),
        ("علي \u202eحسن\u202c", "participant-override"),
        ("علي\x07حسن", "participant-control"),
        ("علي \ue000", "participant-control"),
        ("ع" * (LONGEST["name"] + 1), "participant-long"),
    ],
)
def test_a_row_with_a_flaw_is_listed_by_line_and_the_rest_is_read(typed, cell, code):
    path = typed([HEADINGS, PEOPLE[0], (cell, "وزارة العدل", "لبنان", ""), PEOPLE[2]])
    assert codes(path) == [(code, 3)]
    # The numbers of the others stay when the row is mended.
    assert [(one.number, one.name) for one in read_roster(path).roster.participants] == [(1, NAMES[0]), (3, NAMES[2])]


@pytest.mark.parametrize("words", ['=HYPERLINK("http://x")', "+9647701234567 علي", "@علي", "=A1"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_looks_like_a_formula_is_text_and_told(typed, words, place):
    row = ["علي حسن", "وزارة العدل", "لبنان", ""]
    row[place] = words
    path = typed([HEADINGS, row])
    assert codes(path) == [("participant-formula", 2)]
    (one,) = read_roster(path).roster.participants
    assert (one.name, one.organisation, one.country)[place] == words


@pytest.mark.parametrize("place", [1, 2])
def test_the_other_columns_are_judged_too(typed, place):
    row = ["علي حسن", "", "", ""]
    row[place] = "و" * 200
    path = typed([HEADINGS, row, *PEOPLE])
    assert codes(path) == [("participant-long", 2)]


def test_what_is_changed_in_a_row_is_told(typed):
    path = typed([HEADINGS, ("علي\u200f \u2067حسن\u2069", "", "", ""), ("ﻋﻠﻲ ﻋﻤﺮ", "-", "—", ""), (" سارة\n  علي ", "", "", "")])
    assert codes(path) == [("participant-invisible", 2), ("participant-presentation-forms", 3)]
    assert [(one.name, one.organisation, one.country) for one in read_roster(path).roster.participants] == [
        ("علي حسن", "", ""),
        ("علي عمر", "", ""),
        ("سارة علي", "", ""),
    ]


def test_the_same_person_twice_is_told_and_kept(typed):
    path = typed([HEADINGS, PEOPLE[0], PEOPLE[1], ("أحمد  محمود عبدالرحمن", "وزارة الداخلية", "مصر", ""), ("أحمد محمود عبد الرحمن", "وزارة العدل", "مصر", "")])
    (found,) = read_roster(path).findings
    assert (found.code, found.span.line, found.message.values) == ("participant-twice", 4, {"line": 2})
    assert len(names_in(path)) == 4


def test_a_separator_in_a_name_without_quotation_marks_moves_no_column(typed):
    path = typed('الاسم,الجهة\r\nعلي, حسن,وزارة العدل\r\n"علي، حسن",وزارة\r\n"Hassan, Ali",وزارة\r\n')
    assert codes(path) == [("participant-cells", 2)]
    assert names_in(path) == ["علي، حسن", "Hassan, Ali"]
    assert names_in(typed("name\r\nHassan, Ali\r\n")) == ["Hassan, Ali"]


def test_lines_are_those_of_an_editor_where_a_cell_has_several(typed):
    path = typed('الاسم,الجهة\r\n"علي\r\nحسن",وزارة\r\n,وزارة\r\n')
    assert names_in(path) == ["علي حسن"]
    assert codes(path) == [("participant-no-name", 4)]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", "الاسم,الجهة\r\n", ",,\r\n,,\r\n", workbook([]), workbook([HEADINGS])])
def test_a_file_without_participants(typed, capsys, content):
    refused(typed(content), capsys, "participants-empty")


@pytest.mark.parametrize("content", ["علي حسن,وزارة العدل\r\n", "المؤسسة;البلد\r\nوزارة;مصر\r\n", workbook([("الجهة",), ("وزارة",)])])
def test_a_file_without_a_column_of_names(typed, capsys, content):
    said = refused(typed(content), capsys, "participants-no-names")
    assert "name" in said["en"]


ARABIC = text_of((HEADINGS, *PEOPLE))


@pytest.mark.parametrize(
    "content",
    [
        ARABIC.replace("é", "e").replace("è", "e").encode("iso-8859-6"),
        bytes(range(256)) * 4,
        b"\xff\xfe\x00",
        "名前,組織\r\n山田太郎,法務省\r\n".encode("shift-jis"),
    ],
)
def test_an_encoding_that_gives_no_text(typed, capsys, content):
    refused(typed(content), capsys, "participants-encoding")


def test_a_damaged_byte_is_shown_where_it_is(typed, capsys):
    data = ARABIC.encode("utf-8")
    place = data.index("فاطمة".encode())
    refused(typed(data[:place] + b"\xd8" + data[place:]), capsys, "participants-damaged", line=3)


def test_a_quotation_mark_that_stays_open(typed, capsys):
    refused(typed(f'الاسم\r\n"علي {"x" * 200_000}\r\n'), capsys, "participants-quotation", line=2)


def test_workbooks_that_cannot_be_read(typed, capsys):
    refused(typed(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "people.xls"), capsys, "participants-old-workbook")
    whole = workbook([HEADINGS, *PEOPLE])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    for data in (whole[:2000], b"PK\x03\x04 and nothing else", buffer.getvalue()):
        refused(typed(data, "people.xlsx"), capsys, "participants-no-workbook")


def test_a_workbook_that_grows_without_bound_is_not_unpacked(typed, capsys, monkeypatch):
    monkeypatch.setattr("generator.participants.tables.MOST_UNPACKED", 10_000)
    refused(typed(workbook([HEADINGS, *PEOPLE * 300]), "people.xlsx"), capsys, "participants-large-workbook")


def test_too_many_rows(typed, capsys, monkeypatch):
    monkeypatch.setattr("generator.participants.tables.MOST_ROWS", 3)
    refused(typed([HEADINGS, *PEOPLE]), capsys, "participants-too-many")


def test_a_file_that_is_not_there(tmp_path, capsys):
    refused(tmp_path / "nobody.csv", capsys, "missing-file")


def test_rows_without_any_that_can_be_used(typed, capsys):
    path = typed([HEADINGS, ("", "وزارة", "", ""), ("12345", "", "", "")])
    assert run("build", "half-day", "--seeds", SEEDS, "--participants", path, "--out", path.parent / "out", "--lang", "en") == 1
    said = capsys.readouterr().err
    assert [f"people.csv:{line}:1: {what}" in said for line, what in ((1, "error: no row"), (2, "warning: this row has no name"), (3, "warning: "))] == [
        True
    ] * 3


def test_ten_thousand_rows(typed):
    rows = [(f"{name} {number}", "وزارة العدل", "مصر", "") for number in range(5_000) for name in ("أحمد علي", "ليلى حسن")]
    reading = read_roster(typed([HEADINGS, *rows]))
    assert [one.number for one in reading.roster.participants] == list(range(1, 10_001))
    assert reading.findings == ()
    volumes = reading.roster.volumes
    assert [len(one.participants) for one in volumes] == [VOLUME] * (10_000 // VOLUME)
    assert (volumes[0].suffix, volumes[-1].suffix) == ("-00001-00250", "-09751-10000")
    assert read_roster(typed(workbook([HEADINGS, *rows]), "people.xlsx")).roster.participants == reading.roster.participants


def test_every_message_has_no_place_for_a_name():
    """The values of messages are numbers and names of columns: a diagnostic can be shown to anyone."""
    seen = 0
    for name, entry in catalogue().items():
        if name.startswith("participant"):
            assert set(re.findall(r"{(\w+)", entry["en"])) <= {"line", "number", "length", "most", "field", "cells", "columns"}
            seen += 1
    assert seen > 40


# Names that no seed has, so that each byte of them that is found comes from the participants' file.
SECRET = [
    ("زهراء القمطرير", "هيئة الشفشاونيين", "تونس", "zahra@example.org"),
    ("Zbigniew Qwertzuiop", "Xylophonia", "لبنان", ""),
    ("زهراء القمطرير", "هيئة الشفشاونيين", "تونس", ""),
]
WORDS = {word for row in SECRET for word in " ".join(row).split()} - {"تونس", "لبنان", "هيئة"}
TRACES = [data for word in WORDS for data in (word.encode("utf-8"), word.encode("utf-16-le"), word.encode("utf-16-be"), json.dumps(word)[1:-1].encode())]


def traces_in(folder):
    return sorted({path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() for trace in TRACES if trace in path.read_bytes()})


def build(tmp_path, monkeypatch, *arguments):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    return run("build", "half-day", "--only", "papers", "--seeds", SEEDS, "--out", tmp_path / "out", *arguments)


BY_NAME = ("attendance", "name-cards", "certificates")


def papers(tmp_path):
    return {path.name: path.read_bytes() for path in (tmp_path / "out" / "half-day" / "papers").iterdir()}


def test_names_are_in_the_papers_alone(typed, tmp_path, monkeypatch, pdftotext, capsys):
    path = typed([HEADINGS, *SECRET, ("\u200fزهراء القمطرير 中", "", "", "")])
    for _ in range(2):
        assert build(tmp_path, monkeypatch, "--participants", path) == 0
    capsys.readouterr()
    assert build(tmp_path, monkeypatch, "--participants", path, "--format", "json") == 0
    said = capsys.readouterr()
    assert not [word for row in SECRET for word in row[0].split() if word in said.out + said.err]
    told = {one["code"] for one in json.loads(said.out)["diagnostics"]}
    assert told == {"participant-twice", "participant-invisible", "participant-no-glyph", "certificate-key"}
    assert traces_in(tmp_path / "cache") == []
    assert len(list((tmp_path / "cache").iterdir())) > 5
    # What a PDF shows is glyphs; its bookmarks are names.
    named = {f"half-day/papers/{name}.pdf" for name in ("name-cards", "certificates")}
    assert set(traces_in(tmp_path / "out")) <= named | {"half-day/papers/attendance.pdf"}
    for name in BY_NAME:
        assert "القمطرير" in pdftotext(tmp_path / "out" / "half-day" / "papers" / f"{name}.pdf"), name
    assert {path.name for path in tmp_path.iterdir()} == {"people.csv", "out", "cache"}


def test_with_the_same_file_nothing_is_made_and_with_another_it_is(typed, tmp_path, monkeypatch, capsys):
    path = typed([HEADINGS, *PEOPLE])
    assert build(tmp_path, monkeypatch, "--participants", path) == 0
    first = papers(tmp_path)
    capsys.readouterr()
    assert build(tmp_path, monkeypatch, "--participants", path) == 0
    assert " 0 new or changed" in capsys.readouterr().out
    typed([HEADINGS, *PEOPLE[:2], ("ليلى حسن", *PEOPLE[2][1:])])
    assert build(tmp_path, monkeypatch, "--participants", path) == 0
    assert " 3 new or changed" in capsys.readouterr().out
    changed = {name for name, data in papers(tmp_path).items() if first[name] != data}
    assert changed == {f"{paper}.pdf" for paper in BY_NAME}
    assert build(tmp_path, monkeypatch) == 0
    assert " 3 new or changed" in capsys.readouterr().out


def test_a_later_build_without_participants_makes_blank_forms_again(typed, tmp_path, monkeypatch, pdftotext):
    assert build(tmp_path, monkeypatch) == 0
    blank = papers(tmp_path)
    path = typed([HEADINGS, *((f"{name} {number}", "وزارة", "مصر", "") for number in range(VOLUME) for name in ("أحمد علي", "ليلى حسن"))])
    assert build(tmp_path, monkeypatch, "--participants", path) == 0
    named = papers(tmp_path)
    volumes = {f"{paper}-{numbers}.pdf" for paper in BY_NAME for numbers in ("001-250", "251-500")}
    assert set(named) == set(blank) - {f"{paper}.pdf" for paper in BY_NAME} | volumes
    assert "أحمد علي" in pdftotext(tmp_path / "out" / "half-day" / "papers" / "attendance-001-250.pdf")
    assert build(tmp_path, monkeypatch) == 0
    assert papers(tmp_path) == blank


def test_a_whole_build_and_a_build_of_some_kinds_both_delete_old_volumes(typed, tmp_path, monkeypatch):
    path = typed([HEADINGS, *((f"علي {number} حسن", "", "", "") for number in range(VOLUME + 1))])
    assert build(tmp_path, monkeypatch, "--participants", path) == 0
    (tmp_path / "out" / "half-day" / "papers" / "own.pdf").write_bytes(b"mine")
    typed([HEADINGS, *PEOPLE])
    assert build(tmp_path, monkeypatch, "--participants", path) == 0
    assert {name for name in papers(tmp_path) if name.startswith(BY_NAME)} == {f"{paper}.pdf" for paper in BY_NAME}
    assert (tmp_path / "out" / "half-day" / "papers" / "own.pdf").read_bytes() == b"mine"
    manifest = json.loads((tmp_path / "out" / "half-day" / "manifest.json").read_text(encoding="utf-8"))
    assert {name.split("/")[-1] for name in manifest["files"] if name.startswith("papers/")} == set(papers(tmp_path)) - {"own.pdf"}


class Recording(executors.InlineExecutor):
    """Stands for a cluster: does each task at once, and keeps what a cluster would be sent."""

    def __init__(self):
        self.sent = []

    def submit(self, fn, /, *args, **kwargs):
        self.sent.append(pickle.dumps((fn, args, kwargs)))
        return super().submit(fn, *args, **kwargs)


def test_no_name_is_sent_to_a_cluster(typed, tmp_path, monkeypatch, pdftotext):
    cluster = Recording()

    @executors.contextmanager
    def connected(address):
        assert address == "tcp://127.0.0.1:1"
        yield cluster

    monkeypatch.setattr(executors, "_cluster", connected)
    path = typed([HEADINGS, *SECRET])
    assert build(tmp_path, monkeypatch, "--participants", path, "--scheduler", "tcp://127.0.0.1:1", "--jobs", "1") == 0
    outputs = json.loads((tmp_path / "out" / "half-day" / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert len(cluster.sent) == len(outputs) - len(BY_NAME) >= 3
    assert not [trace for trace in TRACES for sent in cluster.sent if trace in sent]
    assert "القمطرير" in pdftotext(tmp_path / "out" / "half-day" / "papers" / "certificates.pdf")
    # Blank forms are sent like everything else.
    cluster.sent.clear()
    assert build(tmp_path, monkeypatch, "--scheduler", "tcp://127.0.0.1:1") == 0
    assert len(cluster.sent) == len(BY_NAME)


def test_a_failed_build_leaves_no_trace(typed, tmp_path, monkeypatch, seeds):
    (seeds / "kit.yaml").write_text("title: [\n", encoding="utf-8")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    path = typed([HEADINGS, *SECRET])
    assert run("build", "half-day", "--seeds", seeds, "--out", tmp_path / "out", "--participants", path) == 1
    assert [one for one in traces_in(tmp_path) if one != "people.csv"] == []


def test_a_build_that_is_stopped_leaves_no_draft(typed, tmp_path, monkeypatch):
    """Papers by name are drafts in the output folder before the rest is made."""
    from generator import build as building

    add, spooled = building._add, []

    def stopped(composed, result, **options):
        add(composed, result, **options)
        spooled.append(len(list((tmp_path / "out").rglob("*.part"))))
        if len(spooled) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(building, "_add", stopped)
    people = [(f"علي {number} حسن", "", "", "") for number in range(2 * VOLUME)]
    assert build(tmp_path, monkeypatch, "--participants", typed([HEADINGS, *people]), "--jobs", "1") == 3
    assert spooled == [1, 2]
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.suffix != ".lock"] == []


def test_the_summary_tells_what_was_found(typed, tmp_path, monkeypatch, capsys):
    path = typed([HEADINGS, *PEOPLE, ("", "وزارة", "", "")])
    assert build(tmp_path, monkeypatch, "--participants", path, "--lang", "ar") == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0].endswith("people.csv: عدد الصفوف 4، والمشاركين المقروءة أسماؤهم 3؛ الأعمدة: الاسم، الجهة، البلد")
    assert worded(next(iter(read_roster(path).findings)).message, "ar") == "لا اسم في هذا الصف؛ تُرك الصف"
