"""Read a file of participants.

In: a CSV file, or a workbook of Excel. Out: a `Roster`, and what is wrong with it by line. No diagnostic holds a name.
"""
