"""The tutorial as a script: its pages in assets/tutorial are read, and what they say is done.

A fenced block is a step by the words after its language; a comment `<!-- do: … -->` stands for what the reader does in the file manager,
or for a picture of what there is by then. Blocks without such words show something, and are no step.

    console, <pre>              commands, each with its answer; a line `…` stands for lines that are left out. Answers in Arabic stand in
                                <pre>, where each of their lines may have its direction
    yaml whole FILE             is the file's new content
    yaml from FILE              stands in place of all from the line that is its own first to the end of the file
    yaml lines FILE             each line stands in place of the one with the same key
    yaml line N FILE            stands in place of line N
    yaml above FILE LINE        stands above a line
    do: copy FROM TO            a file or a folder
    do: delete FILE …
    do: retype DECK COPY OLD NEW  a paragraph of a deck, which is then saved elsewhere
    do: draw PICTURE FILE PAGE  a page of a PDF, counted from 1
    do: photograph PICTURE      the preview in the browser

Run as a program it writes the answers into both pages anew, and the pictures that they show.
"""

import base64
import contextlib
import html
import io
import os
import queue
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from generator.assets import assets_folder
from generator.preview.server import PORT
from generator.writers.thumbnails import indexed, thumbnails
from tests.deck_editing import EditedDeck

PAGES = {language: assets_folder() / "tutorial" / f"tutorial.{language}.md" for language in ("ar", "en")}
PICTURES = assets_folder() / "pictures" / "tutorial"
# The folder of the program, in which the reader begins, and beside which the kit is.
PROGRAM = "haqiba"
LOGO = "logo.png"
LEFT_OUT = "…"
SECONDS = 30
STEP = re.compile(
    r"(?ms)^```(?P<language>\w+)(?: (?P<words>[^\n]+))?\n(?P<text>.*?)^```$"
    r'|^<pre dir="ltr">\n(?P<marked>.*?)^</pre>$'
    r"|^<!-- do: (?P<done>[^\n]+) -->$"
)
EXCERPT = re.compile(r" *\d* \| ")
KEY = re.compile(r"( *(?:- )?)(?:# )?([\w-]+:)")


# The page


@dataclass(frozen=True)
class Step:
    """A step of a page: its kind, what it is about, and its text, which is from `start` to `end` in the page, and there perhaps marked."""

    kind: str
    words: tuple[str, ...]
    text: str
    start: int
    end: int
    marked: bool


def steps_of(page):
    """Give the steps of a page."""
    for found in STEP.finditer(page):
        marked = found["marked"] is not None
        words = found["done"] or found["words"] or ("console" if marked or found["language"] == "console" else "")
        if words:
            kind, *rest = shlex.split(words)
            yield Step(kind, tuple(rest), plain(found["marked"]) if marked else found["text"] or "", *found.span("marked" if marked else "text"), marked)


def commands_of(text):
    """Give the commands of a block, each with the answer below it; an answer at its beginning is one more of the last command."""
    first, *rest = re.split(r"(?m)^\$ (.+)\n", text)
    answers = [one.rstrip("\n") for one in rest[1::2]]
    return [*([("", first.rstrip("\n"))] if first else []), *zip(rest[::2], answers, strict=True)]


def shortened(answer, shown):
    """Leave the lines out of an answer that a page leaves out of it."""
    lines, kept = answer.splitlines(), shown.splitlines()
    if LEFT_OUT not in kept:
        return answer
    head = kept.index(LEFT_OUT)
    return "\n".join([*lines[:head], LEFT_OUT, *lines[len(lines) - (len(kept) - head - 1) :]])


def answered(page, answers):
    """Give a page with new answers, which are given by where their blocks begin."""
    for step in reversed([one for one in steps_of(page) if one.start in answers]):
        text = answers[step.start]
        page = page[: step.start] + ("".join(map(directed, text.splitlines(keepends=True))) if step.marked else text) + page[step.end :]
    return page


def directed(line):
    """Give a line as HTML that reads as in a terminal: from the right if its first letter does, but not a line of a file below its message."""
    first = next((kind for one in line if (kind := unicodedata.bidirectional(one)) in ("L", "R", "AL")), "L")
    words = html.escape(line.rstrip("\n"), quote=False)
    if first == "L" or EXCERPT.match(line):
        return f"{words}\n"
    typed = re.sub(r"`[^`]*`|https?://\S+", lambda found: f'<span dir="ltr">{found[0]}</span>', words)
    return f'<span dir="rtl">{typed}</span>\n'


def plain(marked):
    return html.unescape(re.sub(r"</?span[^>]*>", "", marked))


# The reader


@dataclass
class Walk:
    """Doing what a page says, from the program's folder in an empty one; `answers` are those of its blocks, by where they begin."""

    folder: Path
    language: str
    chromium: object = None
    here: Path | None = None
    watching: object = None
    commands: list[str] = field(default_factory=list)
    answers: dict[int, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self):
        self.here = self.folder / PROGRAM
        self.here.mkdir()

    def do(self, step):
        DOING[step.kind](self, step)

    def end(self):
        if self.watching:
            self.watching.end()
            self.watching = None

    def give_commands(self, step):
        shown = []
        for command, expected in commands_of(step.text):
            if command:
                self.end()
                self.commands.append(command)
                shown.append(f"$ {command}")
            shown += shortened(self.answer(command, expected), expected).splitlines()
        self.answers[step.start] = "\n".join(shown) + "\n"

    def answer(self, command, expected):
        """Give a command and return what a terminal shows; that of a command that goes on has as many lines as the page says."""
        program, *words = shlex.split(command) or [""]
        if program == "cd":
            self.here = (self.here / words[0]).resolve(strict=True)
            return ""
        assert program in ("", PROGRAM), command
        if words == ["watch"]:
            self.watching = Watching(self.here, self.language)
        return self.watching.lines(len(expected.splitlines())) if self.watching else self.run(words)

    def run(self, words):
        from tests.conftest import run

        said = io.StringIO()
        with contextlib.chdir(self.here), spoken(self.language), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            run(*words)
        return said.getvalue().replace("\\", "/")

    # In the editor

    def write_whole(self, step):
        self.write(step.words[0], [step.text])

    def write_from(self, step):
        name, lines = self.read(step)
        self.write(name, [*lines[: place_of(lines, step.text.split("\n")[0])], step.text])

    def write_lines(self, step):
        name, lines = self.read(step)
        for new in step.text.splitlines():
            key = KEY.match(new).groups()
            (place,) = (number for number, old in enumerate(lines) if (found := KEY.match(old)) and found.groups() == key)
            lines[place] = changed(lines[place], new)
        self.write(name, lines)

    def write_line(self, step):
        name, lines = self.read(step)
        place = int(step.words[0]) - 1
        lines[place] = changed(lines[place], step.text.rstrip("\n"))
        self.write(name, lines)

    def write_above(self, step):
        name, lines = self.read(step, -2)
        place = place_of(lines, step.words[-1])
        self.write(name, [*lines[:place], *step.text.split("\n")[:-1], *lines[place:]])

    def read(self, step, name=-1):
        return step.words[name], (self.here / step.words[name]).read_text(encoding="utf-8").split("\n")

    def write(self, name, lines):
        (self.here / name).write_text("\n".join(lines), encoding="utf-8")

    # In the file manager

    def copy(self, step):
        old, new = map(self.place, step.words)
        assert not new.exists(), new
        (shutil.copytree if old.is_dir() else shutil.copy)(old, new)

    def place(self, name):
        """Give the place of a file of the kit, or of one in a folder beside it, which may be the program's."""
        asset = name.removeprefix(f"../{PROGRAM}/assets/")
        return assets_folder() / asset if asset != name else (self.here / name).resolve()

    def delete(self, step):
        for name in step.words:
            (self.here / name).unlink()

    # In PowerPoint

    def retype(self, step):
        deck, copy, old, new = step.words
        edited = EditedDeck(self.here / deck)
        edited.retype(old, new)
        edited.save(self.here / copy)

    # Pictures

    def draw(self, step):
        name, file, number = step.words
        (page,) = thumbnails((self.here / file).read_bytes(), [int(number) - 1])
        self.pictures[name] = compressed(Image.open(io.BytesIO(page)))

    def photograph(self, step):
        if self.chromium:
            self.pictures[step.words[0]] = compressed(screen(self.chromium, self.watching.address, self.here / "build" / "introduction" / "fonts"))


DOING = {
    "console": Walk.give_commands,
    "whole": Walk.write_whole,
    "from": Walk.write_from,
    "lines": Walk.write_lines,
    "line": Walk.write_line,
    "above": Walk.write_above,
    "copy": Walk.copy,
    "delete": Walk.delete,
    "retype": Walk.retype,
    "draw": Walk.draw,
    "photograph": Walk.photograph,
}


def place_of(lines, line):
    """Give the place of a line that stands once."""
    (place,) = (number for number, one in enumerate(lines) if one == line)
    return place


def changed(old, new):
    assert old != new, new
    return new


@contextlib.contextmanager
def spoken(language):
    """Set the language of messages, as the page says."""
    before = os.environ.get("HAQIBA_LANG")
    os.environ["HAQIBA_LANG"] = language
    try:
        yield
    finally:
        del os.environ["HAQIBA_LANG"]
        if before is not None:
            os.environ["HAQIBA_LANG"] = before


class Watching:
    """`haqiba watch`, running: at a free port, and without a browser of its own."""

    def __init__(self, folder, language):
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "HAQIBA_LANG": language}
        command = [sys.executable, "-m", "generator.cli", "watch", "--no-browser", "--port", "0"]
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", start_new_session=True
        )
        self.said = queue.Queue()
        self.address = None
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with self.process.stdout as said:
            for line in said:
                self.said.put(line.rstrip("\n").replace("\\", "/"))

    def lines(self, count):
        return "\n".join(self._line() for _ in range(count))

    def _line(self):
        """Give the next line, in which the preview is at its usual port."""
        line = self.said.get(timeout=SECONDS)
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        self.address = found[0] if found else self.address
        return line.replace(found[1], str(PORT)) if found else line

    def end(self):
        """End as Ctrl-C does; nothing else was said."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(SECONDS) == 0
        assert self.said.empty(), self.said.get()


def walked(language, folder, chromium=None, last=None):
    """Do all that a page says in an empty folder, or all up to the first step of a kind."""
    walk = Walk(folder, language, chromium)
    try:
        for step in steps_of(PAGES[language].read_text(encoding="utf-8")):
            walk.do(step)
            if step.kind == last:
                break
    finally:
        walk.end()
    return walk


# The pictures


def compressed(picture):
    buffer = io.BytesIO()
    indexed(picture.convert("RGB")).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


# The lines of a file are in what font of one width a computer has.
SOURCE = 'aside ol { font-family: "IBM Plex Sans Arabic" !important }'


def screen(chromium, address, fonts):
    """Show the preview in Chromium, with the font that the kit brings, wherever this runs."""
    page = chromium.new_page(viewport={"width": 1280, "height": 560}, bypass_csp=True)
    page.goto(address)
    page.wait_for_selector("#state.fresh")
    page.add_style_tag(content="".join(face(fonts / f"IBMPlexSansArabic-{name}.ttf", weight) for name, weight in (("Regular", 400), ("Bold", 700))) + SOURCE)
    page.wait_for_function("document.fonts.size === 2 && [...document.fonts].every(one => one.status === 'loaded')")
    page.wait_for_function("[...document.querySelectorAll('figure img')].slice(0, 2).every(one => one.naturalWidth > 500)")
    # The second text of the cover is the line that the reader is about to change.
    page.locator("figure").first.locator("button").nth(1).click()
    page.wait_for_selector("#lines li.shown")
    shown = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(shown))


def face(path, weight):
    """Give the rule of CSS for a font file."""
    data = base64.b64encode(path.read_bytes()).decode()
    return f'@font-face {{ font-family: "IBM Plex Sans Arabic"; font-weight: {weight}; src: url(data:font/ttf;base64,{data}) }}\n'


def logo():
    """Draw the logo of the tutorial's invented department: a drop on a disc."""
    size, finer = 240, 4
    whole = size * finer
    radius, middle, low, top = whole * 0.22, whole / 2, whole * 0.60, whole * 0.14
    # The straight sides are tangents from the tip to the round part.
    sine = radius / (low - top)
    side, rise = radius * (1 - sine * sine) ** 0.5, radius * sine
    picture = Image.new("RGBA", (whole, whole), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((0, 0, whole - 1, whole - 1), fill="#E3F1F7")
    pen.ellipse((middle - radius, low - radius, middle + radius, low + radius), fill="#0B4F6C")
    pen.polygon([(middle, top), (middle - side, low - rise), (middle + side, low - rise)], fill="#0B4F6C")
    buffer = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main():
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / LOGO).write_bytes(logo())
    with sync_playwright() as started, started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]) as browser:
        for language, path in PAGES.items():
            with tempfile.TemporaryDirectory() as folder:
                walk = walked(language, Path(folder), browser)
            path.write_text(answered(path.read_text(encoding="utf-8"), walk.answers), encoding="utf-8")
            for name, data in walk.pictures.items():
                (PICTURES / name).write_bytes(data)
            sys.stdout.write(f"{path.name}: {len(walk.commands)} commands, {len(walk.pictures)} pictures\n")


if __name__ == "__main__":
    main()
