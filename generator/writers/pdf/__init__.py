"""Write documents as tagged PDF. In: a `Document`. Out: bytes."""

from generator.writers.pdf.pages import write_pdf

__all__ = ["write_pdf"]
