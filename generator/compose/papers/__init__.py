"""Compose the papers that a trainer carries into the room."""
