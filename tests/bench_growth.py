"""Measure how the time of a build grows with the number of modules, and fit the exponent."""

import math
import re
import shutil
import sys
from pathlib import Path

from bench_measure import HAQIBA, fastest, run

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
# The number of modules, and of runs: what disturbs weighs more in a short run.
SIZES = {1: 3, 3: 2, 10: 1, 30: 1, 100: 1}
# The most that a programme may have; a hundred modules fill them from midnight to evening.
DAYS = 5
# Letters of one joining behaviour are exchanged, so that every module has words of its own: no cache of words helps a larger kit.
CLASSES = ("بتثن", "جحخ", "سشصض", "طظعغ", "فقكمه")
FREE = frozenset({"id", "module", "objective", "objectives", "bloom", "kind", "alt"})
WORD = re.compile(r"[ء-ي]{5,}")


def _exchanged(words, number):
    table = {ord(letter): letters[(place + number) % len(letters)] for letters in CLASSES for place, letter in enumerate(letters)}
    return WORD.sub(lambda word: word[0].translate(table), words)


def _renamed(node, number, key=""):
    """Return a module's data with ids of its own and words of its own."""
    if isinstance(node, dict):
        return {name: _renamed(value, number, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_renamed(value, number, key) for value in node]
    if isinstance(node, str) and key in ("id", "objective", "objectives") and node.isascii():
        return f"{node}-{number}"
    return _exchanged(node, number) if isinstance(node, str) and key not in FREE else node


def kit(size):
    """Return the files of a kit of a number of modules, each with every element, as plain data by path."""
    from tests.small_kit import small_kit

    files = small_kit()
    files["kit.yaml"]["organisation"].pop("logos")
    module, programme = files.pop("modules/01-approach.yaml"), files["programmes/small.yaml"]
    for number in range(1, size + 1):
        files[f"modules/{number % 100:02}-approach-{number}.yaml"] = _renamed(module, number)
    sessions = [{"module": f"{module['id']}-{number}"} for number in range(1, size + 1)]
    per_day = math.ceil(size / DAYS)
    programme["days"] = [{"title": "يوم", "start": "0:00", "slots": sessions[start : start + per_day]} for start in range(0, size, per_day)]
    return files


def _cold(folder, size):
    from tests.small_kit import write_kit

    shutil.rmtree(folder, ignore_errors=True)
    write_kit(kit(size), folder / "seeds")
    return run([*HAQIBA, "build", "--jobs", 1], folder, XDG_CACHE_HOME=str(folder / "cache"))


def times(folder):
    """Return the user time of a cold build in one process, in seconds, by number of modules."""
    return {size: fastest(_cold(folder / "grown", size) for _ in range(runs)).user for size, runs in SIZES.items()}


def exponent(times):
    """Return the slope of the line through the logarithms of sizes and times, by least squares."""
    points = [(math.log(size), math.log(time)) for size, time in times.items()]
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / sum((x - middle_x) ** 2 for x, _ in points)
