"""Where tables break between pages: a small one stays whole, a longer one leaves two rows on each page."""

import pytest

from generator.writers.pdf.flow import Column, Flowable, PageFlow
from generator.writers.pdf.flowables import Row, TableFlow

PAGE = Column(0.0, 0.0, 400.0, 700.0)


class Block(Flowable):
    def __init__(self, height, *, keep=False):
        self.tall, self.keep_with_next = height, keep

    def height(self, width):
        return self.tall


def table(*heights):
    return TableFlow([Row(((Block(height),),)) for height in heights], (1.0,), Row(((Block(20),),)), lambda: Row(((Block(20),),)), padding=0.0)


def pages_of(*flowables):
    """Return what each page has: heights of blocks, and the numbers of rows of tables as «3 rows»."""
    flow = PageFlow(PAGE)
    pages = flow.run(flowables)
    assert flow.too_high == []
    return [[f"{len(part.rows)} rows" if isinstance(part, TableFlow) else part.tall for placed in page for part in placed.parts] for page in pages]


@pytest.mark.parametrize(
    ("above", "heights", "expected"),
    [
        # Small: up to four rows, or lower than a third of a page.
        (600, [30] * 3, [[600], ["3 rows"]]),
        (600, [60] * 4, [[600], ["4 rows"]]),
        (550, [20] * 9, [[550], ["9 rows"]]),
        (580, [30] * 3, [[580, "3 rows"]]),
        # Middle: two rows below the heading and two on the next page, or the whole of it there.
        (500, [60] * 6, [[500, "2 rows"], ["4 rows"]]),
        (560, [60] * 6, [[560], ["6 rows"]]),
        (320, [60] * 6, [[320, "4 rows"], ["2 rows"]]),
        # Large: over several pages, with two rows on the last.
        (600, [60] * 24, [[600], ["11 rows"], ["11 rows"], ["2 rows"]]),
        (500, [60] * 14, [[500, "2 rows"], ["10 rows"], ["2 rows"]]),
        (0, [60] * 12, [[0, "10 rows"], ["2 rows"]]),
        # A single row where two would leave half of a page empty, or do not fit.
        (200, [300, 300, 60], [[200, "1 rows"], ["2 rows"]]),
        (600, [500, 500], [[600], ["1 rows"], ["1 rows"]]),
        (600, [650, 40, 40, 40], [[600], ["1 rows"], ["3 rows"]]),
    ],
)
def test_rows_stay_in_company(above, heights, expected):
    assert pages_of(Block(above), table(*heights)) == expected


def test_a_caption_goes_with_its_table():
    assert pages_of(Block(570), Block(15, keep=True), table(30, 30, 30)) == [[570], [15, "3 rows"]]
    assert pages_of(Block(480), Block(15, keep=True), table(*[60] * 6)) == [[480, 15, "2 rows"], ["4 rows"]]


def test_a_heading_that_leaves_no_room_for_a_small_table_is_parted_from_it():
    assert pages_of(Block(50), Block(500, keep=True), table(70, 70, 70)) == [[50], [500], ["3 rows"]]


@pytest.mark.parametrize("above", range(0, 700, 7))
@pytest.mark.parametrize("heights", [[24] * 3, [24] * 5, [24] * 12, [24] * 60, [24, 80] * 8])
def test_every_row_is_placed_and_none_is_alone(above, heights):
    placed = [one for page in pages_of(Block(above), table(*heights)) for one in page if isinstance(one, str)]
    counts = [int(one.removesuffix(" rows")) for one in placed]
    assert sum(counts) == len(heights)
    assert min(counts) >= 2
