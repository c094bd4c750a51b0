"""Certificates of attendance: what all have in common, and to whom each is made out; free of pages, fonts and positions."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.deck import Logo
from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Holder:
    """To whom one certificate is made out: name, organisation, the line with its number, and its check code; all but the line are empty in a blank form."""

    name: Text
    organisation: Text
    number: Text
    code: Text


@dataclass(frozen=True, slots=True)
class Certificates:
    """Certificates of one workshop; `details` are its dates, its place and its hours.

    `code` and `issued` are the labels of the check code and of the date, `signatory` and `stamp` are the words at the places of the signature and of the stamp.
    """

    title: str
    subject: str
    author: str
    organisation: tuple[Text, ...]
    logos: tuple[Logo, ...]
    heading: Text
    awarded: Text
    reason: Text
    workshop: tuple[Text, ...]
    details: tuple[Text, ...]
    code: Text
    issued: Text
    signature: Text
    signatory: Text
    stamp: Text
    holders: tuple[Holder, ...]
