"""Compare two states of a kit by what is shown and printed, for the colleague who approves a change."""
