"""How often a process searches for cyclic garbage."""

from __future__ import annotations

import gc

# Of what a document allocates, nearly all is freed by counting references: what it has in cycles takes half a megabyte.
ALLOCATIONS_BETWEEN_SEARCHES = 500_000
# All generations but the oldest, which holds what has survived a search.
_YOUNG = 1


def search_rarely() -> None:
    """Search only after many allocations: a search in the middle finds all glyphs alive, and took a seventh of a document's time."""
    gc.set_threshold(ALLOCATIONS_BETWEEN_SEARCHES)


def search_the_new() -> None:
    """Search what was allocated since the last search: the cycles of a written deck hold all its XML, which is not counted as allocations."""
    gc.collect(_YOUNG)
