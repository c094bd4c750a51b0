"""Where tasks run: in this process, in processes of this machine, or on a cluster. All have the interface of concurrent.futures."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from types import FrameType
from typing import Any, TypeVar

from generator.execution.garbage import collect_rarely
from generator.execution.tasks import WORKER_MODULES
from generator.faults import Fault
from generator.messages import say

Returned = TypeVar("Returned")


class InlineExecutor(Executor):
    """Run each task at once in this process."""

    def submit(self, fn: Callable[..., Returned], /, *args: Any, **kwargs: Any) -> Future[Returned]:
        """Run a task; its exception is raised at once, as a bug and not as a result."""
        done: Future[Returned] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class _Processes(ProcessPoolExecutor):
    """Run tasks in processes; a process that ended or cannot be started is a fault of the surroundings."""

    def submit(self, fn: Callable[..., Returned], /, *args: Any, **kwargs: Any) -> Future[Returned]:
        """Submit a task. Raises Fault."""
        try:
            with _ctrl_c_held_back():
                return super().submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            raise _ended() from None
        except OSError as error:
            raise _no_process(error) from None


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Let Ctrl-C wait: a process that it would leave half-started is no child to be ended, and complains that its semaphores are gone."""
    held: list[tuple[int, FrameType | None]] = []
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: held.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if held and callable(before):
        before(*held[-1])


def result_of(future: Future[Returned]) -> Returned:
    """Return the result of a task.

    Raises Fault if its process was ended, and what the task raised.
    """
    try:
        return future.result()
    except BrokenProcessPool:
        raise _ended() from None


def _ended() -> Fault:
    return Fault(say("place.worker"), say("fault.worker-ended"), say("mend.build-again-alone"))


def _no_process(error: OSError) -> Fault:
    return Fault(say("place.workers"), say("fault.workers-not-started", error=error.strerror or str(error)), say("mend.build-alone"))


@contextmanager
def open_executor(jobs: int, scheduler: str | None = None) -> Iterator[Executor]:
    """Open the executor for a number of jobs, or for the dask.distributed cluster at the address `scheduler`.

    Raises Fault if there is no such cluster, or dask.distributed is not installed.
    """
    if scheduler is not None:
        with _cluster(scheduler) as executor:
            yield executor
    elif jobs == 1:
        yield InlineExecutor()
    else:
        with _processes(jobs) as executor:
            yield executor


@contextmanager
def _processes(jobs: int) -> Iterator[Executor]:
    try:
        context = _context()
        # Of a semaphore that Ctrl-C leaves half-made, the tracker complains.
        with _ctrl_c_held_back():
            executor = _Processes(jobs, mp_context=context, initializer=_begin)
    except OSError as error:
        raise _no_process(error) from None
    try:
        yield executor
    except BaseException:
        # Ctrl-C, or the content has an error: nobody waits for the rest.
        executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    executor.shutdown(wait=False)


def _context() -> BaseContext:
    """Return how processes are started: from a server that imports the writers once, where the system can fork.

    The server is started at once, so that it imports while this process reads the seeds.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(WORKER_MODULES))
    # Starting the tracker lets Ctrl-C through again, so it comes before.
    resource_tracker.ensure_running()
    # The server and its processes inherit that Ctrl-C is held back: it is the main process's.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    return context


def _begin() -> None:
    """Begin a worker: Ctrl-C is the main process's, and the worker ends with it, also when it is killed."""
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main = multiprocessing.parent_process()
    if main is not None:
        threading.Thread(target=_end_with, args=(main.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def _cluster(scheduler: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise Fault(scheduler, say("fault.no-dask"), say("fault.no-dask.hint")) from None
    try:
        client = Client(scheduler, timeout="10s")
    except (OSError, ValueError) as error:
        raise Fault(scheduler, say("fault.no-scheduler", error=str(error)), say("fault.no-scheduler.hint")) from None
    with client:
        yield client.get_executor(pure=False)
