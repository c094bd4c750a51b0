"""Read what participants answered, mark it, and analyse the marks.

In: files of responses, CSV or workbooks, as typed in from paper, as quiz.html writes them, or as Moodle exports them; and the assessment
that they answer. Out: an `Analysis`, and what is wrong with the files by line. No diagnostic holds a name.
"""
