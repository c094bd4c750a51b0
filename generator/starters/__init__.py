"""Start a kit, or a file of one, from the starters among the program's assets."""
