"""Draw the elements of the example kit: the slide, or the part of a page, that shows the lines of each.

In: the example kit, built in memory as any kit is. Out: PNG files by name.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any

from PIL import Image

from generator.compose.deck import compose_deck
from generator.compose.guide import compose_guide
from generator.compose.handout import compose_handout
from generator.compose.quiz.deck import compose_quiz_deck
from generator.compose.quiz.paper import compose_paper
from generator.compose.register import compose_register
from generator.compose.workbook import compose_workbook
from generator.formats import Pages, Slides, pdf
from generator.forms import PlannedForm
from generator.inputs.edition import Edition
from generator.inputs.reading import read_inputs
from generator.model.deck import Agenda, Deck
from generator.model.document import Block, Document, Heading, KeepTogether, TitleBlock
from generator.model.text import Text
from generator.options import build_date
from generator.plan import Plan
from generator.reference.examples import Quotation, kit_folder, quotation_of
from generator.reference.words import vocabulary
from generator.writers.thumbnails import indexed, thumbnails

# A row of pixels of which none is darker is empty.
WHITE = 250
# White rows above and below what is kept of a page, in pixels.
MARGIN = 12
# A part of a page that is this much emptier than the rest ends it, in pixels.
GAP = 60


def picture_files() -> dict[str, bytes]:
    """Return a picture of each element that is drawn.

    Raises ContentError if the example kit has an error, and ValueError if no slide or page shows an element.
    """
    inputs = read_inputs(kit_folder(), None, build_date(None))
    # Without a blueprint its one test has the items of all kinds.
    plan = inputs.plan(inputs.library.programmes[0].model_copy(update={"quiz": None}))
    models = {name: compose(plan) for name, compose in COMPOSERS.items()}
    drawn = ((name, element.drawn, quotation_of(element)) for name, element in vocabulary().elements.items() if element.drawn)
    return {f"{name}.png": _picture(_showing(models[output], quotation), quotation, inputs.edition) for name, output, quotation in drawn}


def _of_sessions(compose: Callable[..., Any], plan: Plan) -> tuple[Any, ...]:
    return tuple(compose(plan, session) for session in plan.sessions)


def _of_programme(compose: Callable[[Plan], Any], plan: Plan) -> tuple[Any, ...]:
    return (compose(plan),)


def _of_forms(compose: Callable[[Plan, PlannedForm], Any], plan: Plan) -> tuple[Any, ...]:
    return tuple(compose(plan, form) for form in plan.forms)


COMPOSERS: dict[str, Callable[[Plan], tuple[Any, ...]]] = {
    "deck": partial(_of_sessions, compose_deck),
    "handout": partial(_of_sessions, compose_handout),
    "quiz deck": partial(_of_programme, compose_quiz_deck),
    "quiz": partial(_of_forms, compose_paper),
    "workbook": partial(_of_programme, compose_workbook),
    "register": partial(_of_programme, compose_register),
    "guide": partial(_of_programme, compose_guide),
}


def _showing(models: tuple[Any, ...], quotation: Quotation) -> Any:
    """Return the model that has the lines of an element."""
    return next((model for model in models if _shows(model, quotation)), models[0])


def _picture(model: Deck | Document, quotation: Quotation, edition: Edition) -> bytes:
    if isinstance(model, Deck):
        # The agenda has the headings of all sections.
        shown = next((slide for slide in model.slides if _shows(slide.title, quotation) and not isinstance(slide.body, Agenda)), None)
        if shown is None:
            raise ValueError(f"no slide shows line {quotation.first} of {quotation.path.name}")
        return thumbnails(Slides(replace(model, slides=(shown,), parts=()), edition).pdf)[0]
    places = [index for index, block in enumerate(model.blocks) if _shows(block, quotation)]
    if not places:
        raise ValueError(f"no page shows line {quotation.first} of {quotation.path.name}")
    blocks = model.blocks[places[0] : places[-1] + 1]
    head = _title_above(model.blocks[: places[0]]) if _has_bookmark(blocks[0]) else ()
    return _cropped(thumbnails(pdf(Pages(replace(model, blocks=head + blocks), edition))[""])[0])


def _has_bookmark(block: Block) -> bool:
    return _has_bookmark(block.blocks[0]) if isinstance(block, KeepTogether) else isinstance(block, Heading) and block.level < 3


def _title_above(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the last title, without whose bookmark a heading can have none."""
    return tuple(block for block in blocks if isinstance(block, TitleBlock) or (isinstance(block, Heading) and block.level == 1))[-1:]


def _shows(node: object, quotation: Quotation) -> bool:
    """Return whether a model has a text that was typed on the quoted lines."""
    return any(span.path == str(quotation.path) and quotation.first <= span.line <= quotation.last for span in (text.span for text in _texts(node)))


def _texts(node: object) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from _texts(one)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _texts(getattr(node, field.name))


def _cropped(page: bytes) -> bytes:
    """Cut a page off where its first large empty part begins: below it is only the page's foot."""
    picture = Image.open(io.BytesIO(page)).convert("RGB")
    rows = [min(row) < WHITE for row in _rows(picture)]
    filled = [number for number, is_filled in enumerate(rows) if is_filled]
    last = next((above for above, below in zip(filled, [*filled[1:], picture.height + GAP], strict=True) if below - above > GAP), picture.height)
    buffer = io.BytesIO()
    indexed(picture.crop((0, 0, picture.width, min(last + MARGIN, picture.height)))).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _rows(picture: Image.Image) -> Iterator[bytes]:
    grey = picture.convert("L").tobytes()
    return (grey[start : start + picture.width] for start in range(0, len(grey), picture.width))
