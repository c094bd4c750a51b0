"""The font families of an output folder."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FontFamily:
    """A font family of the output: its files, the licence stated in them, the file with the licence's text, if any; whether decks carry it."""

    name: str
    files: tuple[str, ...]
    licence: str
    licence_file: str
    embedded: bool = False
