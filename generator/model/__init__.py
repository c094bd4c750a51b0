"""Format-neutral models: text, decks, documents and assessments, all frozen."""
