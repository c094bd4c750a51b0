"""See a kit while it is written: its slides and pages in the browser, anew after each save."""
