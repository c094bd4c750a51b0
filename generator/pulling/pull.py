"""Compare an edited deck with the seeds it was built from, and put what was changed into them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.assets import layers
from generator.content.files import read_bytes, replace_file
from generator.content.reader import parse_yaml
from generator.content.schema import Kit
from generator.content.validation import validate
from generator.diagnostics import Diagnostic
from generator.inputs.reading import locale_name
from generator.pulling.changes import Change, decide, words_of
from generator.pulling.deck import EditedSlide, read_deck
from generator.pulling.matching import edits_of, match_slides
from generator.pulling.texts import Seeds
from generator.pulling.writing import Unwritable, files_with
from generator.settings.locale import read_locale
from generator.writers.pptx.origins import RecordedSlide


@dataclass(frozen=True)
class Pulled:
    """What was changed in a deck: what can be taken into the seeds, why the rest cannot, and slides that are new, moved or deleted.

    `files` are the files of the seeds with the changes. A deleted slide is told by its first words in the seeds, as far as they are still there.
    """

    changes: tuple[Change, ...]
    refused: tuple[Diagnostic, ...]
    files: Mapping[Path, bytes]
    new: tuple[EditedSlide, ...] = ()
    moved: tuple[EditedSlide, ...] = ()
    deleted: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Return whether all that was changed in the deck can be taken."""
        return not (self.refused or self.new or self.moved or self.deleted)


def pull(path: Path, folder: Path) -> Pulled:
    """Compare a deck with the seeds in a folder.

    Raises ContentError for a deck that cannot be read or was not built here, and for seeds that cannot be read; Fault.
    """
    deck = read_deck(path)
    kit = validate(Kit, parse_yaml(str(folder / "kit.yaml"), read_bytes(folder / "kit.yaml")))
    locale = read_locale(layers("locales", folder), locale_name(kit, deck.record.country or None), kit.locale.span)
    seeds = Seeds(folder, locale)
    matched = match_slides(deck.record.slides, deck.slides)
    known: Callable[..., str] = partial(words_of, seeds)
    decided, refused = decide(list(edits_of(matched, known)), deck.record, seeds, str(path))
    changes, files = _written(decided, refused)
    deleted = tuple(_first_words(one, known) for one in matched.deleted)
    return Pulled(tuple(changes), tuple(refused), files, matched.new, matched.moved, deleted)


def _written(changes: list[Change], refused: list[Diagnostic]) -> tuple[list[Change], dict[Path, bytes]]:
    """Return the changes that can be written with the files that have them; add a diagnostic for those that cannot."""
    while True:
        try:
            return changes, files_with(changes)
        except Unwritable as one:
            changes = [change for change in changes if change not in one.changes]
            refused.append(one.diagnostic)


def _first_words(slide: RecordedSlide, known: Callable[..., str]) -> str:
    return next((words for shape in slide.shapes for one in shape.paragraphs if (words := known(one))), "")


def write(pulled: Pulled) -> None:
    """Put the changes into the files of the seeds.

    Raises Fault for a file that cannot be written; those before it are then changed, and a second pull finds the rest.
    """
    for path, data in pulled.files.items():
        replace_file(path, data)
