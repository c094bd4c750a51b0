"""Serve the preview on this machine: the page, its data as JSON, pictures of pages, and events when the kit has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from generator.assets import assets_folder
from generator.diagnostics import ContentError, Diagnostic
from generator.messages import Language, say, worded
from generator.preview.views import LaidOut, Preview, findings_of, source_lines

ADDRESS = "127.0.0.1"
PORT = 8377
# The page is in Arabic.
_LANGUAGE: Language = "ar"
_TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
}
# Only the page's own files run, whatever the content of a kit.
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
# After so many seconds without a change a comment is sent, which ends the connection of a closed page.
_QUIET = 15
# Pictures are requested in the width of the column; other widths would fill the memory.
_WIDTHS = range(100, 3001)


class PreviewServer(ThreadingHTTPServer):
    """A server on this machine alone; its threads end with the process."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.preview = preview

    @property
    def address(self) -> str:
        """Return the page's address."""
        return f"http://{ADDRESS}:{self.server_address[1]}/"


def open_server(preview: Preview, port: int | None) -> PreviewServer:
    """Open a server at a port; without one, at the usual port, or at any if that is taken.

    Raises OSError if the port is taken.
    """
    if port is not None:
        return PreviewServer(preview, port)
    try:
        return PreviewServer(preview, PORT)
    except OSError:
        return PreviewServer(preview, 0)


class _Handler(BaseHTTPRequestHandler):
    """Answer one request."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Log nothing: the terminal is the build's."""

    def do_GET(self) -> None:
        """Answer a GET request."""
        # A page of another site may have its name point to this machine (DNS rebinding).
        if not re.fullmatch(r"(?:127\.0\.0\.1|localhost)(?::\d+)?", self.headers.get("Host", "")):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        address = urlsplit(self.path)
        _, name, *rest = unquote(address.path).split("/", 2)
        answer = self.ANSWERS.get(name)
        try:
            if answer is None:
                self.send_error(HTTPStatus.NOT_FOUND)
            else:
                answer(self, rest[0] if rest else "", {key: values[0] for key, values in parse_qs(address.query).items()})
        except (KeyError, ValueError, IndexError):
            self.send_error(HTTPStatus.NOT_FOUND)
        except (BrokenPipeError, ConnectionResetError):
            # The page was closed or loaded again.
            self.close_connection = True

    def page(self, _: str, __: dict[str, str]) -> None:
        self.asset("index.html", {})

    def asset(self, name: str, _: dict[str, str]) -> None:
        path = {one.name: one for one in (assets_folder() / "preview").iterdir()}[name]
        self.send(path.read_bytes(), _TYPES[path.suffix[1:]])

    def kit(self, _: str, __: dict[str, str]) -> None:
        preview = self.server.preview
        views = [
            {"key": one.key, "programme": str(one.planned.plan.programme.title), "kind": one.planned.output.path, "session": _session(one.planned.session)}
            for one in preview.views()
        ]
        fault = preview.fault
        self.send_json(
            {
                "version": preview.version,
                "title": preview.title,
                "views": views,
                "findings": [_finding(one) for one in preview.findings],
                "fault": worded(say("fault", path=fault.path, message=fault.message, hint=fault.hint), _LANGUAGE) if fault else None,
            }
        )

    def view(self, key: str, _: dict[str, str]) -> None:
        preview = self.server.preview
        try:
            made = preview.laid_out(key)
        except ContentError as error:
            self.send_json({"version": preview.version, "pages": None, "findings": [_finding(one) for one in findings_of(error, preview)]})
            return
        self.send_json({"version": preview.version, "digest": made.digest, "pages": _pages(made), "findings": [_finding(one) for one in preview.findings]})

    def picture(self, key: str, query: dict[str, str]) -> None:
        if int(query["width"]) not in _WIDTHS:
            raise ValueError(query["width"])
        digest, data = self.server.preview.picture(key, int(query["page"]), int(query["width"]))
        self.send(data, "image/png", "max-age=86400, immutable" if digest == query.get("digest") else "no-store")

    def source(self, path: str, _: dict[str, str]) -> None:
        lines = source_lines(self.server.preview, path)
        if lines is None:
            raise KeyError(path)
        self.send_json({"path": path, "file": str(Path(path).resolve()), "lines": lines})

    def events(self, _: str, __: dict[str, str]) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version = -1
        while True:
            found = self.server.preview.wait(version, _QUIET)
            self.wfile.write(b": quiet\n\n" if found == version else f"data: {found}\n\n".encode())
            self.wfile.flush()
            version = found

    def send_json(self, data: object) -> None:
        self.send(json.dumps(data, ensure_ascii=False).encode(), "application/json")

    def send(self, data: bytes, kind: str, kept: str = "no-store") -> None:
        self.send_response(HTTPStatus.OK)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(data))), ("Cache-Control", kept), ("Content-Security-Policy", _POLICY)):
            self.send_header(name, value)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)

    ANSWERS: ClassVar[dict[str, Callable[..., None]]] = {
        "": page,
        "assets": asset,
        "kit": kit,
        "view": view,
        "picture": picture,
        "source": source,
        "events": events,
    }


def _session(session: Any) -> str | None:
    return f"{session.number}. {session.module.title.plain}" if session else None


def _finding(one: Diagnostic) -> dict[str, object]:
    return {
        "path": one.span.path,
        "line": one.span.line,
        "column": one.span.column,
        "severity": one.severity.value,
        "message": worded(one.message, _LANGUAGE),
        "hint": worded(one.hint, _LANGUAGE),
    }


def _pages(made: LaidOut) -> list[dict[str, object]]:
    """Return the pages of a view with the places of their texts, in shares of the page's width and height from its top left."""
    return [
        {
            "ratio": round(width / height, 4),
            "places": [
                {
                    "x": round(place.x / width, 4),
                    "y": round(1 - place.top / height, 4),
                    "width": round(place.width / width, 4),
                    "height": round(place.height / height, 4),
                    "path": place.span.path,
                    "line": place.span.line,
                }
                for place in made.places
                if place.page == number
            ],
        }
        for number, (width, height) in enumerate(made.sizes, 1)
    ]
