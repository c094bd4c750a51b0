"""Speak to an author at the command line: in which language, in which form, with the line that a diagnostic is about."""
