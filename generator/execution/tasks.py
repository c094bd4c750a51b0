"""The work of one model, which another process can do: lay it out, and write it in its formats.

In: a composed model with its edition, which need no file of the kit. Out: a frozen result. A task only takes and gives
data, so that any executor serves: processes of this machine, or a cluster.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import ContentError, Diagnostic
from generator.execution.garbage import collect_young
from generator.formats import Parts, Slides, laid_out
from generator.inputs.edition import Edition
from generator.model.composed import Model
from generator.model.deck import Deck

# Modules that every worker needs, imported while the seeds are still being read.
WORKER_MODULES = (
    "generator.execution.tasks",
    "generator.writers.pptx",
    "generator.writers.pdf.slides",
    "generator.writers.thumbnails",
    "generator.layout.slides",
)


@dataclass(frozen=True)
class Task:
    """A model to be laid out in an edition and written in some formats; without formats it is only laid out."""

    edition: Edition
    model: Model
    formats: tuple[Callable[[Any], Parts], ...] = ()


@dataclass(frozen=True)
class Result:
    """The parts of each format, or the diagnostics of a model that does not fit."""

    formats: tuple[Parts, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def run(task: Task) -> Result:
    """Lay out a model and write its formats."""
    result = _made(task)
    if isinstance(task.model, Deck):
        collect_young()
    return result


def _made(task: Task) -> Result:
    try:
        made = laid_out(task.model, task.edition)
        if not task.formats and not isinstance(made, Slides):
            made.check()
        return Result(tuple(write(made) for write in task.formats))
    except ContentError as error:
        return Result(findings=error.diagnostics)
