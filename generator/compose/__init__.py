"""Turn a plan into format-neutral models: decks, documents, assessments. All text comes from the seeds and the locale."""
