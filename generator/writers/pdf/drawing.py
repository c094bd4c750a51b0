"""Draw a placed diagram on a page: its shapes as artifacts, its text as content of the figure."""

from __future__ import annotations

from collections.abc import Callable

from generator.layout.boxes import LINE, ROUNDING, SHAPE_INSET, Corners, SetParagraph, Shape, ShapeGroup
from generator.layout.outlines import ellipse
from generator.writers.pdf.canvas import TaggedCanvas
from generator.writers.pdf.flow import Flowable, draw_stack, stack_height
from generator.writers.pdf.structure import Element


class Drawing(Flowable):
    """A placed diagram; its text is marked as content of the figure, which has an alternative text."""

    def __init__(self, group: ShapeGroup, element: Element, colours: Callable[[str], str], setter: Callable[[SetParagraph, Element], list[Flowable]]) -> None:
        super().__init__()
        self.group, self.element, self.colours, self.setter = group, element, colours, setter
        self.before, self.after = 8.0, 4.0

    def height(self, width: float) -> float:
        """Return the figure's height."""
        return self.group.frame.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw each shape with its text centred."""
        origin = (x - self.group.frame.x, top + self.group.frame.y)
        with canvas.artifact():
            for shape in self.group.shapes:
                self._background(canvas, shape, origin)
        for shape in self.group.shapes:
            if shape.paragraphs:
                self._words(canvas, shape, origin)

    def _words(self, canvas: TaggedCanvas, shape: Shape, origin: tuple[float, float]) -> None:
        parts = [part for paragraph in shape.paragraphs for part in self.setter(paragraph, self.element)]
        frame, width = shape.frame, shape.frame.width - 2 * SHAPE_INSET
        inset = 8 if shape.top else (frame.height - stack_height(parts, width)) / 2
        draw_stack(canvas, parts, origin[0] + frame.x + SHAPE_INSET, origin[1] - frame.y - inset, width)

    def _background(self, canvas: TaggedCanvas, shape: Shape, origin: tuple[float, float]) -> None:
        left, top = origin[0] + shape.frame.x, origin[1] - shape.frame.y
        if shape.fill:
            self._fill(canvas, shape, left, top, self.colours(shape.fill))
        if shape.line:
            canvas.stroke_outline(_corners(shape), left, top, self.colours(shape.line), LINE)

    def _fill(self, canvas: TaggedCanvas, shape: Shape, x: float, top: float, colour: str) -> None:
        frame, y = shape.frame, top - shape.frame.height
        if shape.kind in ("ellipse", "outline"):
            canvas.fill_outline(_corners(shape), x, top, colour)
        elif shape.kind == "arrow_left":
            canvas.fill_polygon(_arrow(x, y, frame.width, frame.height), colour)
        elif shape.kind == "rounded":
            canvas.fill_rounded(x, y, frame.width, frame.height, ROUNDING * min(frame.width, frame.height), colour)
        else:
            canvas.fill_rectangle(x, y, frame.width, frame.height, colour)


def _corners(shape: Shape) -> Corners:
    return shape.corners or ellipse(shape.frame.width, shape.frame.height)


def _arrow(x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    """Return the corners of PowerPoint's left arrow: a head half as long as it is high, a shaft half as high."""
    head, right, middle = x + min(width, height) / 2, x + width, y + height / 2
    upper, lower = middle + height / 4, middle - height / 4
    return [(x, middle), (head, y + height), (head, upper), (right, upper), (right, lower), (head, lower), (head, y)]
