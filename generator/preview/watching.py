"""Watch a kit: after each save show it anew, then build it.

The preview reads and lays out in this process, which is warm; the build runs in a process of its own, which the next save may end:
an interrupted build leaves nothing half-written.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from generator.assets import asset_folders, kit_folder
from generator.messages import Message, say
from generator.options import BuildOptions

# Editors save in several steps; a save is complete after so many milliseconds without another change.
_STEP, _DEBOUNCE = 30, 300
# The build begins so many seconds after the preview was told, which then has the processors for itself.
_PAUSE = 1.0


def watch(options: BuildOptions, build: Sequence[str], tell: Callable[[Message], None], *, port: int | None, preview: bool, browser: bool) -> None:
    """Build and show a kit, and again after each save, until Ctrl-C. `build` are the arguments of the build's command.

    Raises OSError if the port is taken.
    """
    from watchfiles import watch as changes

    watched = [options.seeds, *(folder for folder in asset_folders(options.seeds) if folder.is_dir())]
    with _shown(options, port, browser, tell) if preview else _unseen() as refresh, _Builds(build, _PAUSE if preview else 0) as builds:
        builds.start()
        folder = kit_folder(options.seeds)
        # The current folder has no name of its own.
        tell(say("watch.waiting", folder=str(folder) if folder.name else folder.resolve().name))
        # Ctrl-C is the usual end.
        with suppress(KeyboardInterrupt):
            for _ in changes(*watched, step=_STEP, debounce=_DEBOUNCE):
                refresh()
                builds.start()


@contextmanager
def _shown(options: BuildOptions, port: int | None, browser: bool, tell: Callable[[Message], None]) -> Iterator[Callable[[], None]]:
    from generator.preview.server import open_server
    from generator.preview.views import Preview

    state = Preview(options)
    with open_server(state, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tell(say("watch.preview", address=server.address))
        if browser:
            webbrowser.open(server.address)
        state.refresh()
        threading.Thread(target=state.prepare, daemon=True).start()
        try:
            yield state.refresh
        finally:
            server.shutdown()


@contextmanager
def _unseen() -> Iterator[Callable[[], None]]:
    yield lambda: None


class _Builds:
    """The builds of a kit, one at a time; a new one ends the one before."""

    def __init__(self, arguments: Sequence[str], pause: float) -> None:
        self.command = [sys.executable, "-m", "generator.cli", *arguments]
        self.pause = pause
        self.waiting = threading.Timer(0, self._begin)
        self.running: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> _Builds:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Begin a build after the pause."""
        self.stop()
        self.waiting = threading.Timer(self.pause, self._begin)
        self.waiting.daemon = True
        self.waiting.start()

    def _begin(self) -> None:
        # Ctrl-C is the watching process's, which ends the build.
        self.running = subprocess.Popen(self.command, start_new_session=True, stdin=subprocess.DEVNULL)

    def stop(self) -> None:
        """End the build that runs or waits."""
        self.waiting.cancel()
        if self.waiting.ident is not None:
            self.waiting.join()
        if self.running and self.running.poll() is None:
            self.running.terminate()
            self.running.wait()
