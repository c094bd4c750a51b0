"""Turn placed decks and documents into bytes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Disable the cyclic garbage collector while a file is written.

    Hundreds of thousands of glyphs and words are allocated at once and all stay alive: scanning them repeatedly
    took a tenth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
