"""How often a process searches for garbage."""

from __future__ import annotations

import gc

# Of what a document allocates, nearly all is freed by counting references; what it has in cycles takes a few megabytes.
ALLOCATIONS_BETWEEN_SEARCHES = 500_000


def search_rarely() -> None:
    """Search for cyclic garbage only after many allocations: a search finds all glyphs alive, and took a seventh of a document's time."""
    gc.set_threshold(ALLOCATIONS_BETWEEN_SEARCHES)
