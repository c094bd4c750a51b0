"""Hold what the kit is made of, free of any format: text, decks, documents and assessments, all frozen."""
