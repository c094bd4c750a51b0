"""Write placed decks as native, editable PowerPoint. In: a `PlacedDeck`. Out: bytes."""

from generator.writers.pptx.slides import write_pptx

__all__ = ["write_pptx"]
