"""Measure speed and memory side by side with other programs: `make bench`, or `tests/bench.py documents commands growth memory decks`.

The peers run in turn with haqiba on the same machine, and each figure is the minimum of several runs, since what disturbs a
run only ever adds. Ratios count, not seconds; nothing here is asserted. The output is Markdown.
"""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

import bench_commands
import bench_decks
import bench_documents
import bench_growth

PARTS = ("documents", "commands", "growth", "memory", "decks")


def main():
    parser = argparse.ArgumentParser(description="Measure speed and memory against peers.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of: {', '.join(PARTS)}; all of them without it")
    chosen = parser.parse_args().parts or PARTS
    if unknown := [one for one in chosen if one not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)}")
    load = f"load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else "load unknown"
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {load}\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for part in (one for one in PARTS if one in chosen):
            place = Path(folder) / part
            place.mkdir()
            {"documents": documents, "commands": commands, "growth": growth, "memory": memory, "decks": decks}[part](place)


def documents(folder):
    count = bench_documents.prepare(folder)
    found = bench_documents.compare(folder)
    ours, typst = found["haqiba"], found["typst"]
    print(f"Documents: the {count} PDFs of the programme «{bench_documents.PROGRAMME}» ({_versions('typst', 'weasyprint')})\n")
    print("From the model, or from markup in memory, to the bytes of the PDF, all documents one after another in one process. Not counted: imports,")
    print("opening of fonts (a document of one word precedes), and making the markup. All are tagged PDFs; what a program keeps from one document")
    print("to the next (words, layouts) starts empty. Diagrams are drawn by haqiba and are rows of boxes with words in the others.\n")
    _table(
        ("program", "CPU time", "CPU, Typst = 1", "elapsed, Typst = 1", "pages", "kB"),
        (
            (name, f"{one['cpu']:.2f} s", _ratio(one["cpu"], typst["cpu"]), _ratio(one["wall"], typst["wall"]), one["pages"], round(one["bytes"] / 1000))
            for name, one in found.items()
        ),
    )
    print(f"Reading and checking all seeds and composing these documents takes haqiba another {_ratio(ours['composing'], typst['cpu'])} of Typst's CPU time.\n")


def commands(folder):
    sources = folder / "documents"
    bench_documents.prepare(sources)
    times, (typst, bare) = bench_commands.times(folder, sources)
    print("Commands: `haqiba build` of the repository's kits, each in a fresh process (elapsed time)\n")
    print("Typst: a fresh process that sets the documents of one programme, without a deck. Python: a process that imports click and ends.\n")
    _table(
        ("command", "elapsed", "Typst = 1", "Python = 1"),
        ((name, f"{one.wall:.2f} s", _ratio(one.wall, typst.wall), _ratio(one.wall, bare.wall)) for name, one in times.items()),
    )


def growth(folder):
    times = bench_growth.times(folder)
    first = times[min(times)]
    print("Growth: cold builds with --jobs 1 of kits of a number of modules, each with every element and words of its own (user time)\n")
    _table(("modules", "user time", "1 module = 1"), ((size, f"{time:.2f} s", _ratio(time, first)) for size, time in times.items()))
    upper = {size: time for size, time in times.items() if size >= 10}
    print(f"Exponent, by least squares of the logarithms: {bench_growth.exponent(times):.2f}; from 10 modules on, {bench_growth.exponent(upper):.2f}.\n")


def memory(folder):
    main, largest = bench_commands.memory(folder)
    print("Memory: peak of the resident memory in a cold build of all programmes with --jobs 2\n")
    _table(("process", "MB"), (("main process", round(main)), ("largest other process", round(largest))))


def decks(folder):
    bench_decks.prepare(folder)
    found = bench_decks.compare(folder)
    plain = found["python-pptx"][0]
    print(f"Decks: {bench_decks.SLIDES} slides of {bench_decks.POINTS} points with notes, as whole processes ({_versions('python-pptx')})\n")
    print("haqiba measures and fits the text and writes a right-to-left template; the others place text as it comes.\n")
    _table(
        ("program", "elapsed", "elapsed, python-pptx = 1", "user time, python-pptx = 1", "kB"),
        (
            (name, f"{one[0].wall:.2f} s", _ratio(one[0].wall, plain.wall), _ratio(one[0].user, plain.user), round(one[1] / 1000))
            if one
            else (name, "not installed", "", "", "")
            for name, one in found.items()
        ),
    )


def _ratio(one, other):
    return f"{one / other:.2f}"


def _versions(*packages):
    from importlib.metadata import version

    return ", ".join(f"{name} {version(name)}" for name in packages)


def _table(head, rows):
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main())
