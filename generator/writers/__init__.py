"""Turn placed decks and documents into bytes."""
