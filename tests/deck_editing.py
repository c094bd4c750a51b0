"""Edit a deck as a colleague does in PowerPoint: words, paragraphs, slides."""

import copy

from pptx import Presentation
from pptx.oxml.ns import qn

from generator.writers.pptx.origins import plain


class EditedDeck:
    """An opened deck; `save` writes it."""

    def __init__(self, path):
        self.presentation = Presentation(path)

    def bodies(self):
        """Give the text bodies of all slides, their groups, tables and notes, with the number of their slide."""
        for number, slide in enumerate(self.presentation.slides, 1):
            yield from ((number, body) for body in _bodies(slide.shapes))
            if slide.has_notes_slide:
                yield number, slide.notes_slide.notes_text_frame._txBody

    def paragraphs(self, words, slide=None):
        """Give the paragraphs of these words; at least one."""
        found = [
            paragraph
            for number, body in self.bodies()
            if slide in (None, number)
            for paragraph in body.findall(qn("a:p"))
            if plain_text(paragraph) == plain(words)
        ]
        assert found, words
        return found

    def retype(self, old, new, slide=None):
        """Type a whole paragraph anew, wherever it stands, or on one slide."""
        for paragraph in self.paragraphs(old, slide):
            _type(paragraph, new)

    def replace(self, old, new, slide=None):
        """Replace words inside one run, all else staying as it is; give how often."""
        runs = [one for number, body in self.bodies() if slide in (None, number) for one in body.iter(qn("a:t")) if old in (one.text or "")]
        assert runs, old
        for one in runs:
            one.text = one.text.replace(old, new)
        return len(runs)

    def add(self, behind, words, slide=None):
        """Add a paragraph behind another one."""
        for paragraph in self.paragraphs(behind, slide):
            paragraph.addnext(_retyped(paragraph, words))

    def add_before(self, ahead, words, slide=None):
        """Add a paragraph before another one."""
        for paragraph in self.paragraphs(ahead, slide):
            paragraph.addprevious(_retyped(paragraph, words))

    def delete(self, words, slide=None):
        """Delete a paragraph."""
        for paragraph in self.paragraphs(words, slide):
            paragraph.getparent().remove(paragraph)

    def move_slide(self, number, place):
        """Move a slide, both numbers from 1."""
        slides = self.presentation.slides._sldIdLst
        slide = slides[number - 1]
        slides.remove(slide)
        slides.insert(place - 1, slide)

    def delete_slide(self, number):
        slides = self.presentation.slides._sldIdLst
        slides.remove(slides[number - 1])

    def add_slide(self, title):
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[3])
        slide.shapes.title.text = title

    def save(self, path):
        self.presentation.save(path)
        return path


def _type(paragraph, words):
    first, *others = paragraph.iter(qn("a:t"))
    first.text = words
    for one in others:
        one.text = ""


def _retyped(paragraph, words):
    made = copy.deepcopy(paragraph)
    _type(made, words)
    return made


def _bodies(shapes):
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _bodies(shape.shapes)
        elif shape.has_text_frame and shape._element.txBody is not None:
            yield shape._element.txBody
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell._tc.txBody for row in shape.table.rows for cell in row.cells)


def plain_text(paragraph):
    return plain("".join(one.text or "" for one in paragraph.iter(qn("a:t"))))
