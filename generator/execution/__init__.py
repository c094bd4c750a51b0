"""The work of one model as data, and where it is done."""
