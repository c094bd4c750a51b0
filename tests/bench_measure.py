"""Run a command as a process of its own and take its times and memory."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# Every program runs with its bytecode compiled, as it is after its first run on a user's machine.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
HAQIBA = (sys.executable, "-m", "generator.cli")


@dataclass(frozen=True)
class Run:
    """One run of a command: wall time and user time of it and its children, in seconds, and what it printed."""

    wall: float
    user: float
    output: str


def run(command, folder, **environment):
    """Run a command in a folder. Raises RuntimeError with its messages if it fails."""
    # In a file, since a full pipe that nobody reads would stop the process.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        process = subprocess.Popen([*map(str, command)], cwd=folder, env=ENVIRONMENT | environment, stdout=output, stderr=messages)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"exit status {process.returncode}:\n{_content(messages)[-3000:]}")
        return Run(wall, usage.ru_utime, _content(output))


def _content(file):
    file.seek(0)
    return file.read().decode("utf-8")


def fastest(runs):
    """Return the minimum of each time over several runs: what disturbs a run only ever adds."""
    runs = list(runs)
    return Run(min(one.wall for one in runs), min(one.user for one in runs), runs[-1].output)


def peaks(command, folder, **environment):
    """Return the peak of the resident memory, in megabytes, of a command's main process and of its largest child.

    VmHWM is polled, since a worker that a server forked is no child whose usage the main process could be asked for.
    """
    process = subprocess.Popen([*map(str, command)], cwd=folder, env=ENVIRONMENT | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = {}
    while process.poll() is None:
        for pid in _with_descendants(process.pid):
            seen[pid] = max(seen.get(pid, 0), _high_water(pid))
        time.sleep(0.02)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[:4])
    main = seen.pop(process.pid)
    return main / 1024, max(seen.values(), default=0) / 1024


def _with_descendants(root):
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The name of the program, in parentheses, may hold spaces.
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = [root]
    for one in found:
        found += [pid for pid, parent in parents.items() if parent == one]
    return found


def _high_water(pid):
    """Return VmHWM in kilobytes; 0 for a process that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
