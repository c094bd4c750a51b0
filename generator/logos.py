"""Find the organisation's logos and check that each is a valid picture."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from generator.content.reader import Scalar
from generator.content.schema import Organisation
from generator.diagnostics import Diagnostic
from generator.model.deck import Logo

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
# A square of 4000 pixels. The writers unpack a picture several times: with 35 million pixels a build takes over 600 MB.
MOST_PIXELS = 16_000_000


def find_logos(organisation: Organisation, folder: Path) -> tuple[tuple[Logo, ...], list[Diagnostic]]:
    """Return the valid logos, and diagnostics for the others."""
    found = {name: list(_flaws(name, folder / name, folder)) for name in organisation.logos}
    logos = tuple(Logo(str(folder / name), str(organisation.name)) for name, flaws in found.items() if not flaws)
    return logos, [flaw for flaws in found.values() for flaw in flaws]


def _flaws(name: Scalar, path: Path, folder: Path) -> Iterator[Diagnostic]:
    if _leads_elsewhere(name):
        yield Diagnostic(name.span, "logo-place", f"the logo '{name}' is not in {folder}", "put the file there, and write its name without a folder")
    elif not _is_file(path):
        yield Diagnostic(name.span, "missing-logo", f"there is no logo '{name}' in {folder}", "put the file there, or correct its name")
    elif path.suffix.lower() not in FORMATS:
        yield Diagnostic(name.span, "logo-format", f"the logo '{name}' is no PNG or JPEG picture", "save it as PNG")
    else:
        yield from _picture_flaws(name, path)


def _leads_elsewhere(name: str) -> bool:
    """Return whether a name leaves its folder on any system: kits are shared between them, and a drive is written `C:`."""
    return re.search(r"[/\\:]", name) is not None or name in (".", "..")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        # No system stores a file under such a name.
        return False


def _picture_flaws(name: Scalar, path: Path) -> Iterator[Diagnostic]:
    """Open and decode a picture, as the writers do."""
    # Pillow is slow to import, and few kits have a logo.
    from PIL import Image, UnidentifiedImageError

    damaged = Diagnostic(name.span, "damaged-logo", f"the logo '{name}' is damaged and cannot be shown", "save it again as PNG, or ask for the file once more")
    try:
        with warnings.catch_warnings():
            # Pillow warns of very large pictures, whose size is checked here instead, and of damaged Exif data, which are not shown.
            warnings.simplefilter("ignore")
            with Image.open(path) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    yield Diagnostic(name.span, "logo-size", f"the logo '{name}' has {picture.width} × {picture.height} pixels", "save it smaller")
                    return
                picture.load()
                kind, mode = picture.format, picture.mode
    except Image.DecompressionBombError:
        yield Diagnostic(name.span, "logo-size", f"the logo '{name}' has far too many pixels", "save it smaller")
        return
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        yield damaged
        return
    if kind is None or kind not in FORMATS.values():
        yield Diagnostic(name.span, "logo-format", f"the logo '{name}' is a {kind} picture under another name", "save it as PNG")
    elif kind != FORMATS[path.suffix.lower()]:
        yield Diagnostic(name.span, "logo-format", f"the logo '{name}' is a {kind} picture under another name", f"name it {path.stem}.{kind.lower()}")
    elif mode == "CMYK":
        yield Diagnostic(
            name.span, "logo-format", f"the logo '{name}' has the colours of a printing press (CMYK)", "save it with the colours of a screen (RGB)"
        )
