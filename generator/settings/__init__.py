"""The settings of a kit: its theme, its locale and its logos."""
