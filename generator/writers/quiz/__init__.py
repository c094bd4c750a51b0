"""Write the items of a quiz for other programs, one module for each format. In: an `Assessment`. Out: bytes."""
