"""Turn placed decks and documents into bytes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the cycle collector rest while a file is made.

    Hundreds of thousands of glyphs and words are made at once and all are still wanted: walking through them again and
    again took a tenth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
