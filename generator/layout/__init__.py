"""Place a deck: slides become boxes whose text is known to fit. The same boxes are drawn by every writer."""
