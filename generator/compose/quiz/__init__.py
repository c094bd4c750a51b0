"""Compose the quiz of a programme: the assessment, which every format of it is made from, the papers of its forms, the keys, and a deck."""
