"""Turn a plan into format-neutral models: decks, documents, assessments. Words come from the seeds and the locale."""
