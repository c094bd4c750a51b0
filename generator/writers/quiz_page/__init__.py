"""Write the quiz as one page of HTML that works offline. In: a `QuizPage`, a theme with its faces. Out: bytes.

The page consists of a template, a style and a script among the assets, and of data as JSON, which the script shows as text and never as
markup. Its policy allows that style and that script alone, by their digests, and nothing from elsewhere (Content Security Policy
Level 3).
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path
from string import Template

from generator.assets import assets_folder
from generator.model.quiz_page import QuizPage
from generator.settings.theme import Theme
from generator.typography.fonts import FontSet
from generator.writers.quiz_page.data import page_data
from generator.writers.quiz_page.look import look_of

# The parts of the script in their order: each uses those before it.
SCRIPTS = ("text", "marking", "attempt", "controls", "outcome", "export", "pages", "routes")
_POLICY = "default-src 'none'; script-src {script}; style-src {style}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"


def write_quiz_page(page: QuizPage, theme: Theme, faces: FontSet) -> bytes:
    """Write the page."""
    folder = assets_folder() / "quiz"
    data, words = page_data(page), dict(page.words)
    script = "\n".join(_read(folder / "script" / f"{name}.js") for name in SCRIPTS)
    style = look_of(theme, faces, set(data) | set("".join(words.values()))) + _read(folder / "quiz.css")
    written = Template(_read(folder / "quiz.html")).substitute(
        language=escape(page.assessment.language),
        policy=_POLICY.format(script=_digest(script), style=_digest(style)),
        title=escape(page.title),
        kit=escape(page.assessment.kit),
        heading=escape(page.heading.plain),
        organisation=escape(page.assessment.organisation),
        needs_script=escape(words["needs_script"]),
        foot=escape(words["foot"]),
        data=data,
        style=style,
        script=script,
    )
    return written.encode()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """Return the source expression of an inline script or style: its SHA-256 (Content Security Policy Level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
