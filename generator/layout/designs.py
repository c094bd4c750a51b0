"""The closed set of slide layouts: their placeholders, backgrounds and ornaments, as data. Lengths are in points.

The PowerPoint template, the placing of slides and the slide PDF share this table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.layout.boxes import SLIDE_HEIGHT, SLIDE_WIDTH, ColourRole, Corners, Frame, Mark, columns_of, grid_of, rows_of
from generator.model.deck import Layout

PlaceholderType = Literal["title", "ctrTitle", "subTitle", "body", "object"]
Anchor = Literal["t", "ctr", "b"]

BAR = 14.0
RIGHT = SLIDE_WIDTH - 48.0
PANEL = 168.0
SIDE = 280.0
# The insets of text in its box: at each side; above and below.
INSET_X, INSET_Y = 8.0, 4.0
CARD_INSET = 16.0
# The diameter of the disc of a pictogram at most, and the space between it and the text.
LARGEST_DISC, DISC_GAP = 68.0, 12.0


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder: its key, PowerPoint's type and index, frame, prompt (a label's key), style, and background if it has one."""

    key: str
    type: PlaceholderType
    index: int
    frame: Frame
    prompt: str
    size: float
    colour: ColourRole = "ink"
    heading: bool = False
    anchor: Anchor = "t"
    fill: ColourRole | None = None
    mark: Mark = "none"
    centred: bool = False
    strong: bool = False

    @property
    def bold(self) -> bool:
        """Return whether its text is bold."""
        return self.heading or self.strong

    @property
    def inset(self) -> float:
        """Return the inset at each side of the text; a box with a background has a wider one."""
        return CARD_INSET if self.fill else INSET_X

    @property
    def room(self) -> tuple[float, float]:
        """Return the width and height available to text."""
        return self.frame.width - 2 * self.inset, self.frame.height - 2 * INSET_Y


@dataclass(frozen=True, slots=True)
class Ornament:
    """A plain rectangle, the eightfold pattern if `columns` is not 0, or free outlines: decoration without meaning.

    The corners of outlines count from the top left corner of the frame, in points.
    """

    frame: Frame
    colour: ColourRole
    columns: int = 0
    corners: tuple[Corners, ...] = ()


@dataclass(frozen=True, slots=True)
class LayoutDesign:
    """One layout: its background, its ornaments from back to front, its placeholders in reading order.

    `discs` are the places of the pictograms of its points, which a slide has and the layout does not; `built` names the placeholders that appear by click.
    """

    key: Layout
    placeholders: tuple[Placeholder, ...]
    background: ColourRole = "background"
    ornaments: tuple[Ornament, ...] = ()
    number: ColourRole | None = "muted"
    discs: tuple[Frame, ...] = ()
    built: tuple[str, ...] = ()

    def placeholder(self, key: str) -> Placeholder:
        """Return a placeholder by its key."""
        return next(one for one in self.placeholders if one.key == key)


def _full_height(colour: ColourRole, width: float) -> Ornament:
    return Ornament(Frame(0, 0, width, SLIDE_HEIGHT), colour)


def _pattern(width: float, columns: int, colour: ColourRole, height: float = SLIDE_HEIGHT - 56) -> Ornament:
    # The slide number is below it.
    return Ornament(Frame(0, 0, width, height), colour, columns)


def _bar(colour: ColourRole = "primary") -> Ornament:
    return Ornament(Frame(SLIDE_WIDTH - BAR, 0, BAR, SLIDE_HEIGHT), colour)


def _title(left: float, colour: ColourRole = "primary") -> Placeholder:
    return Placeholder("title", "title", 0, Frame(left, 9, RIGHT - left, 92), "prompt_title", 36, colour, heading=True, anchor="b")


def _rule() -> Ornament:
    return Ornament(Frame(RIGHT - 8 - 84, 110, 84, 3), "accent")


def _source(left: float) -> Placeholder:
    return Placeholder("source", "body", 13, Frame(left, SLIDE_HEIGHT - 68, RIGHT - left, 50), "prompt_source", 14, "muted", anchor="b")


def _body(frame: Frame, key: str = "body", index: int = 1, **style: object) -> Placeholder:
    given: dict[str, object] = {"size": 28.0, "mark": "bullet"} | style
    return Placeholder(key, "body", index, frame, "prompt_body", **given)  # type: ignore[arg-type]


def _cards(frames: list[Frame], *, fill: ColourRole | None = "tint", size: float = 24, anchor: Anchor = "ctr") -> tuple[Placeholder, ...]:
    return tuple(
        Placeholder(f"card-{number}", "body", 20 + number, frame, "prompt_card", size, anchor=anchor, fill=fill) for number, frame in enumerate(frames, 1)
    )


def _beside(width: float) -> float:
    """Return the left edge of text beside a panel at the left."""
    return width + 30


def _text(
    key: Layout, *, panel: ColourRole = "soft_background", lines: ColourRole = "rule", size: float = 28, height: float = 336, mark: Mark = "bullet"
) -> LayoutDesign:
    """Text beside a patterned panel."""
    left = _beside(PANEL)
    ornaments = (_full_height(panel, PANEL), _pattern(PANEL, 3, lines), _bar(), _rule())
    return LayoutDesign(
        key,
        (_title(left), _body(Frame(left, 126, RIGHT - left, height), size=size, mark=mark), _source(left)),
        ornaments=ornaments,
        number="on_primary" if panel == "primary" else "muted",
    )


def _footless(design: LayoutDesign) -> LayoutDesign:
    """Return a design without its place for a source."""
    return replace(design, placeholders=tuple(one for one in design.placeholders if one.key != "source"))


WIDE = Frame(48.0, 126, RIGHT - 48, 336)


def _wide(key: Layout, placeholders: tuple[Placeholder, ...]) -> LayoutDesign:
    """Content over the full width: cards, a figure, a chart or a table."""
    return LayoutDesign(key, (_title(48), *placeholders, _source(48 + 84)), ornaments=(_bar(), _rule()))


def _card_layout(key: Layout, frames: list[Frame]) -> LayoutDesign:
    """A card for each point, with a strip at its right."""
    design = _wide(key, _cards(frames, size=28))
    strips = tuple(Ornament(Frame(frame.x + frame.width, frame.y, 4, frame.height), "accent") for frame in frames)
    return replace(design, ornaments=(*design.ornaments, *strips))


def _square(right: float, y: float, side: float) -> Frame:
    return Frame(right - side, y, side, side)


def _pictogram_rows(key: Layout, count: int) -> LayoutDesign:
    """A row for each point: its pictogram at the right, its text beside it."""
    design = _text(key)
    body = design.placeholder("body").frame
    rows = rows_of(body, count, 0)
    side = min(LARGEST_DISC, rows[0].height - 12)
    width = body.width - INSET_X - side - DISC_GAP
    texts = _cards([replace(row, width=width) for row in rows], fill=None, size=28)
    discs = tuple(_square(RIGHT - INSET_X, row.y + (row.height - side) / 2, side) for row in rows)
    title, _, source = design.placeholders
    return replace(design, placeholders=(title, *texts, source), discs=discs)


def _pictogram_cards(key: Layout, frames: list[Frame], *, above: bool) -> LayoutDesign:
    """A card for each point, its pictogram above its text or at the right of it; the card itself is drawn by the layout."""
    side = LARGEST_DISC - 8
    discs = tuple(_square(frame.x + frame.width - CARD_INSET, frame.y + CARD_INSET if above else frame.y + (frame.height - side) / 2, side) for frame in frames)
    taken = CARD_INSET + side
    texts = [
        Frame(one.x + INSET_X, one.y + taken + INSET_Y, one.width - 2 * INSET_X, one.height - taken - 2 * INSET_Y)
        if above
        else Frame(one.x + INSET_X, one.y, one.width - INSET_X - taken - DISC_GAP, one.height)
        for one in frames
    ]
    design = _card_layout(key, frames)
    title, *_, source = design.placeholders
    grounds = tuple(Ornament(frame, "tint") for frame in frames)
    placeholders = (title, *_cards(texts, fill=None, anchor="t" if above else "ctr"), source)
    return replace(design, placeholders=placeholders, ornaments=(*design.ornaments, *grounds), discs=discs)


def _object(prompt: str = "prompt_object") -> tuple[Placeholder, ...]:
    return (Placeholder("object", "object", 1, WIDE, prompt, 24),)


def _dark(key: Layout, placeholders: tuple[Placeholder, ...], *, width: float = 270) -> LayoutDesign:
    """Light text on the primary colour, with the pattern at the left."""
    height = SLIDE_HEIGHT if key == "cover" else SLIDE_HEIGHT - 56
    ornaments = (_pattern(width, 4, "pattern", height), _bar("accent"))
    return LayoutDesign(key, placeholders, "primary", ornaments, None if key == "cover" else "on_primary")


def _discussion() -> LayoutDesign:
    """A question in large type, with follow-up questions below it."""
    left = _beside(PANEL)
    width = RIGHT - left
    placeholders = (
        _title(left),
        Placeholder("question", "body", 16, Frame(left, 118, width, 132), "prompt_question", 32, "primary", heading=True, anchor="ctr"),
        _body(Frame(left, 258, width, 160), size=26),
        Placeholder("details", "body", 14, Frame(left, 424, width, 40), "prompt_details", 20, "muted", anchor="b"),
        _source(left),
    )
    ornaments = (_full_height("accent", PANEL), _pattern(PANEL, 3, "highlight"), _bar("accent"))
    return LayoutDesign("discussion", placeholders, "soft_background", ornaments, "on_primary", built=("body",))


_MARK = Frame(RIGHT - 96, 0, 96, 92)


def _quotation_mark(middle: float) -> Ornament:
    """A large opening quotation mark as Arabic has it: two angles that point to the right."""
    width, height, stroke = 48.0, _MARK.height, 20.0
    angle = ((0.0, 0.0), (stroke, 0.0), (width - 4, height / 2), (stroke, height), (0.0, height), (width - 4 - stroke, height / 2))
    return Ornament(replace(_MARK, y=middle - height / 2), "highlight", corners=(angle, tuple((x + width, y) for x, y in angle)))


def _quotation(key: Layout, *, prompts: bool) -> LayoutDesign:
    """A quotation beside its mark, its speaker below it, and questions about it, if there are any."""
    left, right = 48.0, _MARK.x - 24
    height = 138.0 if prompts else 230.0
    below = 146 + height
    questions = (_body(Frame(left, below + 50, right - left, 412 - below), size=24),) if prompts else ()
    placeholders = (
        _title(left),
        Placeholder("details", "body", 14, Frame(left, 106, RIGHT - left, 38), "prompt_details", 20, "accent"),
        Placeholder("quote", "body", 16, Frame(left, 146, right - left, height), "prompt_quote", 32, "primary", heading=True, anchor="ctr"),
        Placeholder("speaker", "body", 17, Frame(left, below + 6, right - left, 38), "prompt_speaker", 22, "muted", anchor="ctr"),
        *questions,
        _source(left + 84),
    )
    return LayoutDesign(key, placeholders, "soft_background", (_bar("accent"), _quotation_mark(146 + height / 2)))


# A code as large as the slide allows: it is scanned from the last row.
CODE = Frame(48, 96, 360, 360)
_CLOSING_LEFT = CODE.x + CODE.width + 32
_COVER_LEFT = 310.0
_COVER_WIDTH = RIGHT - _COVER_LEFT
_STEM = Frame(48, 108, RIGHT - 48, 100)
_OPTIONS = Frame(48, 214, RIGHT - 48, 246)


def _quiz_question(key: Layout, options: list[Frame]) -> LayoutDesign:
    """A question and its options, each on a card."""
    stem = Placeholder("stem", "body", 16, _STEM, "prompt_question", 28, heading=True, anchor="ctr")
    return LayoutDesign(key, (_title(48), stem, *_cards(options)), ornaments=(_bar("accent"),))


DESIGNS: tuple[LayoutDesign, ...] = (
    _dark(
        "cover",
        (
            Placeholder("title", "ctrTitle", 0, Frame(_COVER_LEFT, 96, _COVER_WIDTH, 150), "prompt_title", 44, "on_primary", heading=True, anchor="b"),
            Placeholder("subtitle", "subTitle", 1, Frame(_COVER_LEFT, 258, _COVER_WIDTH, 78), "prompt_subtitle", 24, "highlight"),
            Placeholder("details", "body", 14, Frame(_COVER_LEFT, 340, _COVER_WIDTH, 130), "prompt_details", 20, "on_primary", anchor="b"),
        ),
    ),
    LayoutDesign(
        "agenda",
        (
            _title(48),
            *(_body(frame, key, index, size=24, mark="number") for key, index, frame in zip(("body", "second"), (1, 15), columns_of(WIDE, 2, 32), strict=True)),
        ),
        ornaments=(_bar(), _rule()),
    ),
    _footless(_text("agenda_short", size=26, mark="number")),
    _text("objectives", mark="number"),
    _dark(
        "section",
        (
            Placeholder("title", "title", 0, Frame(_COVER_LEFT, 140, _COVER_WIDTH, 140), "prompt_title", 44, "on_primary", heading=True, anchor="b"),
            Placeholder("details", "body", 14, Frame(_COVER_LEFT, 296, _COVER_WIDTH, 90), "prompt_details", 24, "highlight"),
        ),
    ),
    _text("points"),
    LayoutDesign(
        "statement",
        (
            _title(48),
            Placeholder("body", "body", 1, Frame(104, 146, RIGHT - 160, 290), "prompt_statement", 36, "primary", heading=True, anchor="ctr", centred=True),
            _source(48 + 84),
        ),
        "soft_background",
        (_bar("accent"), _rule(), *(Ornament(Frame(104 + (RIGHT - 160 - 120) / 2, y, 120, 3), "accent") for y in (136.0, 443.0))),
    ),
    _card_layout("cards", grid_of(WIDE, 2, 2, 18)),
    _card_layout("columns", columns_of(Frame(WIDE.x, WIDE.y + 12, WIDE.width, 250), 3, 18)),
    _pictogram_rows("pictograms_two", 2),
    _pictogram_rows("pictograms_three", 3),
    _pictogram_rows("pictograms_four", 4),
    _pictogram_rows("pictograms_five", 5),
    _pictogram_rows("pictograms_six", 6),
    _pictogram_cards("pictogram_cards", grid_of(WIDE, 2, 2, 18), above=False),
    _pictogram_cards("pictogram_columns", columns_of(Frame(WIDE.x, WIDE.y + 12, WIDE.width, 280), 3, 18), above=True),
    LayoutDesign(
        "definition",
        (
            _title(48),
            Placeholder("term", "body", 16, Frame(110, 140, RIGHT - 160, 62), "prompt_term", 32, "accent", heading=True, anchor="ctr"),
            Placeholder("body", "body", 1, Frame(110, 206, RIGHT - 160, 220), "prompt_definition", 28),
            _source(48 + 84),
        ),
        "soft_background",
        (_bar("accent"), Ornament(Frame(RIGHT - 34, 140, 4, 286), "accent")),
    ),
    _wide("numbers", _cards(columns_of(Frame(WIDE.x, WIDE.y, WIDE.width, 240), 3, 18))),
    _wide("pillars", _cards(columns_of(WIDE, 4, 14), size=20)),
    _wide("process", _cards(columns_of(WIDE, 4, 30), size=20)),
    _wide("timeline", _cards(columns_of(WIDE, 4, 14), size=20)),
    _wide("levels", _cards(rows_of(WIDE, 3, 14))),
    _wide("hub", _object()),
    _wide("comparison", _cards(columns_of(WIDE, 2, 18), anchor="t")),
    _wide("journey", _object()),
    _wide("cycle", _object()),
    _wide("matrix", _cards(grid_of(WIDE, 2, 2, 14), size=20)),
    _wide("venn", _object()),
    _wide("causes", _object()),
    _wide("number", _object()),
    _wide("table", _object("prompt_table")),
    _wide("roles", _object("prompt_table")),
    _wide("chart", _object("prompt_chart")),
    LayoutDesign(
        "activity",
        (
            _title(_beside(SIDE)),
            _body(Frame(_beside(SIDE), 126, RIGHT - _beside(SIDE), 336), size=26, mark="number"),
            Placeholder("details", "body", 14, Frame(16, 126, SIDE - 32, 336), "prompt_groups", 20, "on_primary", anchor="t", strong=True),
            _source(_beside(SIDE)),
        ),
        ornaments=(_full_height("primary", SIDE), _bar("accent"), _rule()),
        number="on_primary",
    ),
    _discussion(),
    LayoutDesign(
        "case",
        (
            _title(48),
            Placeholder("details", "body", 14, Frame(48, 106, RIGHT - 48, 38), "prompt_details", 20, "accent", strong=True),
            Placeholder("card-1", "body", 21, Frame(48, 146, RIGHT - 48, 176), "prompt_story", 24, anchor="ctr", fill="background"),
            _body(Frame(48, 332, RIGHT - 48, 132), size=24, mark="number"),
            _source(48 + 84),
        ),
        "soft_background",
        (_bar(),),
        built=("body",),
    ),
    _quotation("quotation", prompts=True),
    _quotation("quotation_alone", prompts=False),
    _text("messages", panel="primary", lines="pattern", mark="number"),
    _quiz_question("question", grid_of(_OPTIONS, 2, 2, 16)),
    _quiz_question("question_five", grid_of(_OPTIONS, 3, 2, 12)[:5]),
    _quiz_question("question_six", grid_of(_OPTIONS, 3, 2, 12)),
    LayoutDesign(
        "answer",
        (
            _title(48),
            Placeholder("stem", "body", 16, _STEM, "prompt_question", 24, "muted", anchor="ctr"),
            Placeholder("key", "body", 21, Frame(48, 214, RIGHT - 48, 84), "prompt_answer", 28, "on_primary", anchor="ctr", fill="primary", strong=True),
            Placeholder("body", "body", 1, Frame(48, 310, RIGHT - 48, 150), "prompt_rationale", 24, anchor="t"),
            _source(48 + 84),
        ),
        ornaments=(_bar(),),
        built=("key", "body"),
    ),
    _text("sources", size=24),
    LayoutDesign(
        "closing",
        (
            Placeholder("title", "title", 0, Frame(_CLOSING_LEFT, 90, RIGHT - _CLOSING_LEFT, 116), "prompt_title", 36, "on_primary", heading=True, anchor="b"),
            Placeholder("details", "body", 14, Frame(_CLOSING_LEFT, 220, RIGHT - _CLOSING_LEFT, 96), "prompt_details", 24, "highlight"),
            Placeholder("body", "body", 1, Frame(_CLOSING_LEFT, 324, RIGHT - _CLOSING_LEFT, 130), "prompt_address", 24, "on_primary"),
        ),
        "primary",
        (_bar("accent"),),
        "on_primary",
    ),
)
# The layouts of rows with pictograms, by the number of rows.
PICTOGRAM_ROWS: dict[int, Layout] = {len(one.discs): one.key for one in DESIGNS if one.key.startswith("pictograms_")}
_BY_KEY = {design.key: design for design in DESIGNS}
# The slide number is in the bottom left corner.
NUMBER = Frame(20.0, SLIDE_HEIGHT - 46, 80, 26)


def design_of(key: Layout) -> LayoutDesign:
    """Return a layout's design."""
    return _BY_KEY[key]
