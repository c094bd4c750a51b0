"""Write documents and slides as tagged PDF. In: a `Document`, or a `PlacedDeck`. Out: bytes."""

from generator.writers.pdf.pages import lay_out_pdf, write_pdf

__all__ = ["lay_out_pdf", "write_pdf"]
