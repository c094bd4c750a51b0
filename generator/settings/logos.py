"""Read the organisation's logos and check that each is a valid picture."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.content.reader import Scalar
from generator.content.schema import Organisation
from generator.diagnostics import Diagnostic
from generator.faults import fault_of
from generator.messages import say
from generator.model.deck import Logo

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
# A square of 4000 pixels. The writers unpack a picture several times: with 35 million pixels a build takes over 600 MB.
MOST_PIXELS = 16_000_000
# So many pixels of four bytes, which a file holds at most where it is not compressed.
MOST_BYTES = 4 * MOST_PIXELS


def find_logos(organisation: Organisation, folders: Sequence[Path]) -> tuple[tuple[Logo, ...], list[Diagnostic]]:
    """Return the valid logos, each read once from the first folder that has it, and diagnostics for the others.

    Raises Fault for a file that cannot be read.
    """
    logos: list[Logo] = []
    found: list[Diagnostic] = []
    # A logo is shown once, however often it is named.
    for name in dict.fromkeys(organisation.logos):
        folder = next((one for one in folders if not _leads_elsewhere(name) and _is_file(one / name)), folders[0])
        flaws = list(_place_flaws(name, folder / name, folder))
        if not flaws:
            picture = _read(folder / name)
            flaws = list(_picture_flaws(name, picture, (folder / name).suffix.lower()))
        if not flaws:
            logos.append(Logo(picture, str(organisation.name)))
        found += flaws
    return tuple(logos), found


def _read(path: Path) -> bytes:
    """Read a file, but not much more than a logo may have."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise fault_of(error, path) from error


def _place_flaws(name: Scalar, path: Path, folder: Path) -> Iterator[Diagnostic]:
    if _leads_elsewhere(name):
        yield Diagnostic(name.span, say("logo-place", name=name, folder=str(folder)), say("logo-place.hint"))
    elif not _is_file(path):
        yield Diagnostic(name.span, say("missing-logo", name=name, folder=str(folder)), say("missing-logo.hint"))
    elif path.suffix.lower() not in FORMATS:
        yield Diagnostic(name.span, say("logo-format", name=name), say("logo-format.hint"))


def _leads_elsewhere(name: str) -> bool:
    """Return whether a name leaves its folder on any system: kits are shared between them, and a drive is written `C:`."""
    return re.search(r"[/\\:]", name) is not None or name in (".", "..")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        # No system stores a file under such a name.
        return False


def _picture_flaws(name: Scalar, data: bytes, suffix: str) -> Iterator[Diagnostic]:
    """Open and decode a picture, as the writers do."""
    if len(data) > MOST_BYTES:
        yield Diagnostic(name.span, say("logo-size.bytes", name=name, most=MOST_BYTES // 10**6), say("logo-size.hint"))
        return
    # Pillow is slow to import, and few kits have a logo.
    from PIL import Image, UnidentifiedImageError

    damaged = Diagnostic(name.span, say("damaged-logo", name=name), say("damaged-logo.hint"))
    try:
        with warnings.catch_warnings():
            # Pillow warns of very large pictures, whose size is checked here instead, and of damaged Exif data, which are not shown.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    message = say("logo-size.pixels", name=name, width=picture.width, height=picture.height)
                    yield Diagnostic(name.span, message, say("logo-size.hint"))
                    return
                picture.load()
                kind, mode = picture.format, picture.mode
    except Image.DecompressionBombError:
        yield Diagnostic(name.span, say("logo-size.bomb", name=name), say("logo-size.hint"))
        return
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        yield damaged
        return
    if kind is None or kind not in FORMATS.values():
        yield Diagnostic(name.span, say("logo-format.renamed", name=name, format=str(kind)), say("logo-format.hint"))
    elif kind != FORMATS[suffix]:
        right = f"{Path(name).stem}.{kind.lower()}"
        yield Diagnostic(name.span, say("logo-format.renamed", name=name, format=kind), say("logo-format.renamed.hint", right=right))
    elif mode == "CMYK":
        yield Diagnostic(name.span, say("logo-format.printing", name=name), say("logo-format.printing.hint"))
