"""Turn the kit's YAML into right-to-left decks, handouts and quizzes: read, check, plan, compose, lay out, write."""

__version__ = "0.1.0"
