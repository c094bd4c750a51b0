"""Write documents and slides as tagged PDF. In: a `Document`, or a `PlacedDeck`. Out: bytes."""

from generator.writers.pdf.canvas import Place
from generator.writers.pdf.pages import lay_out_pdf, write_pdf, write_traced_pdf

__all__ = ["Place", "lay_out_pdf", "write_pdf", "write_traced_pdf"]
