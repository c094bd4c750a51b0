"""How often a process runs the cyclic garbage collector."""

from __future__ import annotations

import gc

# Of what a document allocates, nearly all is freed by counting references: what it has in cycles takes half a megabyte.
ALLOCATIONS_BETWEEN_COLLECTIONS = 500_000
# All generations but the oldest, to which what survives a collection belongs.
_YOUNG = 1


def collect_rarely() -> None:
    """Collect only after many allocations: a collection while a document is made finds all glyphs alive, and took a seventh of its time."""
    gc.set_threshold(ALLOCATIONS_BETWEEN_COLLECTIONS)


def collect_young() -> None:
    """Collect what was allocated since the last collection: the cycles of a written deck hold all its XML, which does not count as allocations."""
    gc.collect(_YOUNG)
