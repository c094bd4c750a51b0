"""Place decks: slides become boxes whose text fits. Every writer draws the same boxes."""
