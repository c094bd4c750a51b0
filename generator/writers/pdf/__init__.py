"""Write documents and slides as tagged PDF. In: a `Document`, or a `PlacedDeck`. Out: bytes."""

from generator.writers.pdf.pages import write_pdf

__all__ = ["write_pdf"]
