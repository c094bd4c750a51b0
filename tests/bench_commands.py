"""Time whole commands in fresh processes, on a copy of the repository's seeds: nothing changed, a sentence changed, cold builds; and their memory."""

import re
import shutil
from pathlib import Path

from bench_documents import typst_process
from bench_measure import HAQIBA, fastest, peaks, run

ROOT = Path(__file__).parent.parent
MODULE, PLACE = "modules/06-national-programme.yaml", re.compile(r"(?ms)(^  - id: features$.*?^    text: \|\n[^\n]+)")
SENTENCES = ("هذه جملة أولى.", "هذه جملة ثانية.", "هذه جملة ثالثة.", "هذه جملة رابعة.", "هذه جملة خامسة.")
# The handout of the module, the workbook and the page of traceability, in two of the three programmes.
CHANGED_BY_SENTENCE = 6
COLD_RUNS = 3


def _fresh(folder):
    """Return a folder with a copy of the seeds and without output, and the environment with an empty cache."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder, {"XDG_CACHE_HOME": str(folder / "cache")}


def _build(folder, environment, jobs):
    return run([*HAQIBA, "build", "--jobs", jobs], folder, **environment)


def _changed(run):
    return sum(int(count) for count in re.findall(r"(\d+) new or changed", run.output))


def _cold(folder, jobs):
    runs = []
    for _ in range(COLD_RUNS):
        runs.append(_build(*_fresh(folder), jobs))
        if not _changed(runs[-1]):
            raise RuntimeError("a cold build wrote nothing")
    return fastest(runs)


def _after_sentence(folder, environment):
    path = folder / "seeds" / MODULE
    original = path.read_text(encoding="utf-8")
    for sentence in SENTENCES:
        changed, count = PLACE.subn(lambda found, added=sentence: f"{found[1]} {added}", original)
        if count != 1:
            raise RuntimeError(f"{MODULE} has no section 'features' with a text")
        path.write_text(changed, encoding="utf-8")
        one = _build(folder, environment, 2)
        if _changed(one) != CHANGED_BY_SENTENCE:
            raise RuntimeError(f"a sentence changed {_changed(one)} files:\n{one.output}")
        yield one
    path.write_text(original, encoding="utf-8")


def times(folder, documents):
    """Return the fastest run of each command, by name, and of the baselines: Typst on the documents of one programme, and bare Python."""
    one_job = _cold(folder / "kit", 1)
    two_jobs = _cold(folder / "kit", 2)
    environment = {"XDG_CACHE_HOME": str(folder / "kit" / "cache")}
    unchanged = [_build(folder / "kit", environment, 2) for _ in SENTENCES]
    if any(map(_changed, unchanged)):
        raise RuntimeError("a build without changes wrote files")
    found = {
        "nothing changed": fastest(unchanged),
        "one sentence changed": fastest(_after_sentence(folder / "kit", environment)),
        "three programmes from cold, `--jobs 2`": two_jobs,
        "three programmes from cold, `--jobs 1`": one_job,
    }
    baselines = (typst_process(documents), [HAQIBA[0], "-c", "import click"])
    return found, tuple(fastest(run(command, ROOT) for _ in SENTENCES) for command in baselines)


def memory(folder):
    """Return the peaks of a cold build with two jobs in megabytes: of the main process, and of the largest other."""
    place, environment = _fresh(folder / "kit-memory")
    return peaks([*HAQIBA, "build", "--jobs", 2], place, **environment)
