"""Where a text comes from: its file in the folder of seeds and its path of keys, as one string.

«modules/context.yaml:sections.2.points.0» is a text, «modules/context.yaml:sections.4.case.scenario~1» the second paragraph of one; each
item of a list in prose is a paragraph.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.content.reader import Scalar

# The folders in the folder of seeds.
FOLDERS = ("modules", "programmes", "sources")


class Origin(NamedTuple):
    """A text of the seeds: its file, relative to their folder; its path of keys; its paragraph, None if it is the whole text."""

    file: str
    key: str
    paragraph: int | None = None

    @classmethod
    def parse(cls, written: str) -> Origin:
        """Read an origin. Raises ValueError for what is none."""
        file, colon, place = written.rpartition(":")
        key, tilde, paragraph = place.partition("~")
        if not colon:
            raise ValueError(written)
        return cls(file, key, int(paragraph) if tilde else None)

    def __str__(self) -> str:
        return f"{self.file}:{self.key}" + ("" if self.paragraph is None else f"~{self.paragraph}")


def origin_of(text: Scalar, paragraph: int | None = None) -> str:
    """Return the origin of a text, or of a paragraph of it."""
    *_, folder, name = ("", "", *text.span.path.replace("\\", "/").split("/"))
    return str(Origin(f"{folder}/{name}" if folder in FOLDERS else name, text.key, paragraph))
