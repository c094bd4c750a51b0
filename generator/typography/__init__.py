"""Set Arabic: logical strings in, measured lines of positioned glyphs out. The only place that knows about glyphs."""
