"""Thumbnails have the exact flat colours of the pages, and close ones along the edges of letters."""

import io
from collections import Counter

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from generator.writers.thumbnails import FLAT_COLOURS, WIDTH, indexed, thumbnails


@pytest.fixture(scope="module")
def pdf(kit):
    return (kit / "half-day" / "slides" / "01-context.pdf").read_bytes()


@pytest.fixture(scope="module")
def rendered(pdf):
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=WIDTH / page.get_width()).to_pil() for page in document]
    document.close()
    return pictures


def opened(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


def pixels(picture):
    data = picture.tobytes()
    return zip(data[::3], data[1::3], data[2::3], strict=True)


def largest_error(one, other):
    return max(highest for _, highest in ImageChops.difference(one, other).getextrema())


def mean_errors(one, other):
    return ImageStat.Stat(ImageChops.difference(one, other)).mean


def most_frequent(picture):
    return {colour for _, colour in sorted(picture.getcolors(1 << 20), reverse=True)[:FLAT_COLOURS]}


def test_flat_colours_are_exact_and_the_others_close(pdf, rendered):
    compared = 0
    for page, png in zip(rendered, thumbnails(pdf), strict=True):
        shown = opened(png)
        flat = most_frequent(page)
        assert len(flat) == FLAT_COLOURS
        pairs = Counter(zip(pixels(page), pixels(shown), strict=True))
        changed = {(before, after) for before, after in pairs if before in flat and before != after}
        assert changed == set()
        assert largest_error(page, shown) <= 16
        assert max(mean_errors(page, shown)) < 0.25
        compared += 1
    assert compared == len(rendered) > 10


def test_flat_colours_that_differ_by_one_level_stay_apart():
    flat = [(255 - step, 250, 240 + step) for step in range(FLAT_COLOURS)]
    picture = Image.new("RGB", (WIDTH, 100), (0, 0, 0))
    for number, colour in enumerate(flat):
        picture.paste(colour, (number * 30, 0, number * 30 + 30, 60))
    shown = indexed(picture).convert("RGB")
    assert [shown.getpixel((number * 30 + 15, 30)) for number in range(len(flat))] == flat
    assert shown.tobytes() == picture.tobytes()


def test_a_gradient_keeps_its_range_beside_flat_colours():
    picture = Image.new("RGB", (WIDTH, 270), (255, 255, 255))
    picture.paste(Image.merge("RGB", [Image.linear_gradient("L"), Image.linear_gradient("L").rotate(90), Image.new("L", (256, 256), 40)]), (0, 0))
    shown = indexed(picture)
    assert len(shown.getcolors()) > 200
    assert shown.convert("RGB").getpixel((400, 200)) == (255, 255, 255)
    assert max(mean_errors(shown.convert("RGB"), picture)) < 8
    assert len(picture.getcolors(1 << 20)) > 50_000


def test_single_pages_are_those_of_the_whole(pdf, rendered):
    whole = thumbnails(pdf)
    assert len(whole) == len(rendered)
    assert whole == thumbnails(pdf)
    assert thumbnails(pdf, [3, 0]) == [whole[3], whole[0]]
    assert thumbnails(pdf, []) == []
    assert [one.size for one in map(opened, whole)] == [(WIDTH, 270)] * len(whole)
    with pytest.raises(pypdfium2.PdfiumError):
        thumbnails(pdf, [len(whole)])
