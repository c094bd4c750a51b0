"""Find a state of a kit: a folder, or a revision of the git repository that the kit is in.

In: a folder's path, or a revision's name. Out: the folder of its kit; that of a revision is a temporary one.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.faults import Fault
from generator.messages import say
from generator.options import is_kit

# What a kit's outputs are made from.
_FOLDERS = ("seeds", "assets")


@contextmanager
def kit_at(name: str, kit: Path) -> Iterator[Path]:
    """Give the folder of a kit that a name stands for: of itself, or as it was in a revision of the repository that `kit` is in.

    Raises Fault if there is neither.
    """
    if is_kit(Path(name)):
        yield Path(name)
        return
    with tempfile.TemporaryDirectory(prefix="haqiba-") as folder:
        _extract(name, kit, Path(folder))
        yield Path(folder)


def _extract(revision: str, kit: Path, folder: Path) -> None:
    listed = _git(kit, revision, "ls-tree", "--name-only", revision, "--", *_FOLDERS).decode("utf-8", "replace").split()
    if "seeds" not in listed:
        raise Fault(revision, say("diff.no-kit"), say("diff.no-kit.hint"))
    archive = _git(kit, revision, "archive", "--format=tar", revision, "--", *listed)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")


def _git(kit: Path, revision: str, *arguments: str) -> bytes:
    # A name that begins with a hyphen would be an option.
    if revision.startswith("-"):
        raise Fault(revision, say("diff.no-kit"), say("diff.no-kit.hint"))
    try:
        return subprocess.run(["git", "-C", str(kit), *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise Fault(revision, say("diff.no-git"), say("diff.no-git.hint")) from None
    except subprocess.CalledProcessError:
        raise Fault(revision, say("diff.no-kit"), say("diff.no-kit.hint")) from None
