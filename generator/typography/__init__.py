"""Typeset Arabic: logical strings in, lines of positioned glyphs out. No other package handles glyphs."""
