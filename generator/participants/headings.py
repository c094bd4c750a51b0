"""Recognise the columns of a table by their headings, in Arabic, English and French."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from generator.participants.tables import Row

# A name may be in one column, or in several that are read in this order: given names, name, family name.
Field = Literal["name", "given", "family", "organisation", "country", "email"]
Columns = dict[Field, int]
# What a column is called when it is told of.
COLUMN_NAMES: dict[Field, str] = {"name": "column.name", "organisation": "column.organisation", "country": "column.country"}
# Titles of the list may stand above its headings.
_ABOVE = 15
_HEADINGS: dict[Field, tuple[str, ...]] = {
    "name": (
        *("name", "names", "full name", "participant", "participants", "participant name", "name of participant", "name and surname", "nom", "nom complet"),
        *("nom et prénom", "nom et prénoms", "nom du participant", "participant(e)", "الاسم", "الأسماء", "الاسم الكامل", "الاسم بالكامل", "الاسم الثلاثي"),
        *("الاسم الرباعي", "الاسم واللقب", "الاسم والنسب", "اسم المشارك", "اسم المشاركة", "اسم المشارك/ة", "اسم المشارك (ة)", "أسماء المشاركين", "المشارك"),
        *("المشارك/ة", "المشاركون", "اسم المتدرب", "المتدرب", "الاسم بالعربية", "الاسم باللغة العربية", "name in arabic", "arabic name"),
    ),
    "given": ("first name", "given name", "given names", "forename", "prénom", "prénoms", "الاسم الأول", "الاسم الشخصي"),
    "family": ("last name", "family name", "surname", "nom de famille", "اسم العائلة", "الاسم العائلي", "العائلة", "الكنية", "الشهرة"),
    "organisation": (
        *("organisation", "organization", "institution", "entity", "ministry", "department", "agency", "employer", "affiliation", "company", "organisme"),
        *("institution/organisation", "organisation/institution", "structure", "الجهة", "الجهة المشاركة", "جهة العمل", "المؤسسة", "المنظمة", "الهيئة"),
        *("الوزارة", "الدائرة", "الإدارة", "مكان العمل", "المؤسسة/الجهة", "الجهة/المؤسسة", "الجهة أو المؤسسة", "المؤسسة أو الجهة", "الوزارة/الجهة", "المصلحة"),
    ),
    "country": ("country", "pays", "البلد", "الدولة", "بلد", "اسم البلد", "البلد/الدولة"),
    "email": (
        *("e-mail", "email", "mail", "e-mail address", "email address", "courriel", "adresse e-mail", "البريد", "البريد الإلكتروني", "الإيميل", "الايميل"),
        *("عنوان البريد الإلكتروني", "البريد الالكتروني"),
    ),
}


# Letters that are taken for each other.
_SAME = str.maketrans("ىةٱ", "يها")


def folded(heading: str) -> str:
    """Return a heading without case, marks, hamza, signs and articles."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", heading.casefold()) if not unicodedata.combining(one) and one != "ـ")
    words = re.findall(r"[^\W\d_]+", plain.translate(_SAME))
    return "".join(word.removeprefix("ال") for word in words)


FIELDS = {folded(heading): field for field, headings in _HEADINGS.items() for heading in headings}


def find_columns(rows: Sequence[Row]) -> tuple[Columns, int] | None:
    """Return the columns of a table, and the index of the row with the most headings; None if no column has names."""
    found = [(columns, index) for index, row in enumerate(rows[:_ABOVE]) if (columns := _columns(row)).keys() & {"name", "given"}]
    return max(found, key=lambda one: len(one[0]), default=None)


def _columns(row: Row) -> Columns:
    columns: Columns = {}
    for place, cell in enumerate(row.cells):
        field = FIELDS.get(folded(cell))
        if field:
            columns.setdefault(field, place)
    return columns
