"""A pool of worker processes that outlives its workers: a death is noticed at once, and the record it came from is known.

Each worker has a pipe of its own and counts the records that it begins in shared memory, so that when it dies (killed, out of
memory, a crash in native code) or hangs, the record that it was busy with is known. That record is tried alone in a fresh worker;
if it kills or hangs that one too, its outcome is an error. Results come in the order of the input, and
at most `window` records and some megabytes are under way: memory does not grow with the input.
"""

from __future__ import annotations

import multiprocessing
import queue
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from ctypes import c_int64
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from wirecopy.batch.record import Item, Outcome, Problem
from wirecopy.batch.serve import serve
from wirecopy.batch.worker import failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.process import BaseProcess

    from wirecopy.batch.worker import Work
    from wirecopy.config import Config

CHUNK_BYTES = 1 << 18
CHUNK_RECORDS = 32
WINDOW_BYTES = 1 << 24
"""So much of the input for each worker may be under way: read, but not yet handed on in its order."""
_STARTS = 5
"""So often a worker is tried to be started."""


@dataclass(slots=True)
class _Task:
    """Consecutive records on their way through one worker; `done` counts the answers so far."""

    start: int
    records: list[Item]
    alone: bool = False
    done: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    outbox: queue.SimpleQueue[list[Item] | None]
    sender: threading.Thread
    begun: c_int64
    """How many records it has begun, in memory that it shares."""
    answered: int = 0
    tasks: deque[_Task] = field(default_factory=deque)
    since: float = 0.0
    """When the record that it is busy with was begun (monotonic seconds)."""


def _send(pipe: Connection, outbox: queue.SimpleQueue[list[Item] | None]) -> None:
    """Send what is in the outbox. A thread of its own: a worker that hangs takes nothing, and must not hang us."""
    with suppress(OSError):  # if it has died, `_listen` will see that and give its tasks to another one
        while (records := outbox.get()) is not None:
            pipe.send(records)


class Pool:
    """`jobs` workers that run `work` over records.

    Args:
        timeout: seconds that one record may take before its worker is killed.
        should_stop: asked between records; when it says yes, no further record is begun.

    """

    def __init__(
        self,
        work: Work,
        config: Config,
        jobs: int,
        *,
        timeout: float = 120.0,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._work, self._config, self._jobs = work, config, jobs
        self._timeout, self._should_stop = timeout, should_stop
        if sys.platform == "win32":
            self._context = multiprocessing.get_context("spawn")
        else:
            # Not plain fork: a library that reads the input may have started threads in this process.
            self._context = multiprocessing.get_context("forkserver")
            self._context.set_forkserver_preload(["wirecopy.batch.warm"])
        self._workers: list[_Worker] = []
        self._retries: deque[_Task] = deque()
        self._ready: dict[int, Outcome] = {}
        self._next = 0
        self._read = 0
        self._sizes: deque[int] = deque()
        self._held = 0
        self.deaths = 0
        """How many workers died or were killed."""

    def worker_pids(self) -> list[int]:
        """Return the process ids of the workers."""
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    def run(self, records: Iterable[Item]) -> Iterator[Outcome]:
        """Yield one outcome for each record, in order."""
        chunks = self._chunks(iter(records))
        exhausted = False
        try:
            while True:
                while not exhausted and self._has_room() and self._hungry():
                    task = None if self._should_stop() else next(chunks, None)
                    exhausted = task is None
                    if task and task.records:
                        self._give(task)
                while self._next in self._ready:
                    yield self._ready.pop(self._next)
                    self._next += 1
                    self._held -= self._sizes.popleft()
                if self._next < self._read:
                    self._listen()
                elif exhausted or self._should_stop():
                    return
        finally:
            self._stop()

    def _chunks(self, records: Iterator[Item]) -> Iterator[_Task]:
        """Yield records in tasks. What is ready already goes straight to its place, and an empty task tells that it did."""
        batch: list[Item] = []
        size = 0
        for record in records:
            if isinstance(record, Outcome):
                yield self._task(batch)
                batch, size = [], 0
                self._ready[self._read] = record
                self._count(record)
                continue
            batch.append(record)
            size += _size(record)
            if size >= CHUNK_BYTES or len(batch) >= CHUNK_RECORDS:
                yield self._task(batch)
                batch, size = [], 0
        yield self._task(batch)

    def _task(self, batch: list[Item]) -> _Task:
        task = _Task(self._read, batch)
        for record in batch:
            self._count(record)
        return task

    def _count(self, record: Item) -> None:
        self._read += 1
        self._sizes.append(_size(record))
        self._held += self._sizes[-1]

    def _has_room(self) -> bool:
        return self._read - self._next < self._jobs * CHUNK_RECORDS * 4 and self._held < self._jobs * WINDOW_BYTES

    def _hungry(self) -> bool:
        return len(self._workers) < self._jobs or any(
            len(worker.tasks) < 2 and not self._is_alone(worker) for worker in self._workers
        )

    def _is_alone(self, worker: _Worker) -> bool:
        return any(task.alone for task in worker.tasks)

    def _give(self, task: _Task) -> None:
        """Hand a task to the worker with the least to do; a suspect goes to a worker that has nothing else."""
        free = [worker for worker in self._workers if not self._is_alone(worker)]
        if len(self._workers) < self._jobs and all(worker.tasks for worker in free):
            free = [self._start()]
        worker = min(free, key=lambda worker: len(worker.tasks))
        if not worker.tasks:
            worker.since = time.monotonic()
        worker.tasks.append(task)
        worker.outbox.put(task.records)

    def _listen(self) -> None:
        """Wait for answers or deaths, and deal with them."""
        self._give_retries()
        by_handle: dict[object, _Worker] = {worker.pipe: worker for worker in self._workers}
        for handle in wait([worker.pipe for worker in self._workers], timeout=min(1.0, self._timeout / 4)):
            worker = by_handle[handle]
            try:
                while worker.pipe.poll():
                    for outcome in worker.pipe.recv():
                        self._answer(worker, outcome)
            except (EOFError, OSError):
                self._bury(worker, "killed the worker that it was cleaned by")
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.tasks and now - worker.since > self._timeout:
                self._bury(worker, f"took longer than {self._timeout:g} s")

    def _answer(self, worker: _Worker, outcome: Outcome) -> None:
        task = worker.tasks[0]
        self._ready[task.start + task.done] = outcome
        task.done += 1
        worker.answered += 1
        worker.since = time.monotonic()
        if task.done == len(task.records):
            worker.tasks.popleft()

    def _bury(self, worker: _Worker, why: str) -> None:
        """Take a dead or hanging worker out; its record in hand is tried alone once, what it had not begun goes on."""
        self.deaths += 1
        _end(worker)
        code = worker.process.exitcode
        self._workers.remove(worker)
        # What was done but not answered yet goes back with the rest; before anything was begun, the first is the suspect.
        ahead = max(0, int(worker.begun.value) - worker.answered - 1)
        for task in worker.tasks:
            rest = task.records[task.done :]
            start = task.start + task.done
            if not 0 <= ahead < len(rest):
                self._retry(start, rest)
            elif task.alone:
                how = f" (exit code {code})" if "killed" in why else ""
                self._ready[start] = failed(rest[0], f"{why}{how}, twice")
            else:
                self._retry(start, rest[:ahead])
                self._retries.append(_Task(start + ahead, [rest[ahead]], alone=True))
                self._retry(start + ahead + 1, rest[ahead + 1 :])
            ahead -= len(rest)

    def _retry(self, start: int, records: list[Item]) -> None:
        if records:
            self._retries.append(_Task(start, records))

    def _give_retries(self) -> None:
        for _ in range(len(self._retries)):
            task = self._retries.popleft()
            full = len(self._workers) == self._jobs
            busy = (worker.tasks for worker in self._workers) if task.alone else map(self._is_alone, self._workers)
            if full and all(busy):
                self._retries.append(task)
            else:
                self._give(task)

    def _start(self) -> _Worker:
        process, ours, begun = self._start_process()
        outbox: queue.SimpleQueue[list[Item] | None] = queue.SimpleQueue()
        sender = threading.Thread(target=_send, args=(ours, outbox), daemon=True)
        sender.start()
        worker = _Worker(process, ours, outbox, sender, begun, since=time.monotonic())
        self._workers.append(worker)
        return worker

    def _start_process(self) -> tuple[BaseProcess, Connection, c_int64]:
        for attempt in range(_STARTS):
            ours, theirs = self._context.Pipe()
            begun = self._context.RawValue(c_int64, 0)
            process = self._context.Process(
                target=serve, args=(theirs, begun, self._work, self._config, self._timeout), daemon=True
            )
            try:
                process.start()
            except (
                OSError,
                EOFError,
            ):  # the server that starts workers has been killed: the next call starts a new one
                ours.close()
                if attempt == _STARTS - 1:
                    raise
                time.sleep(0.1)
                continue
            finally:
                theirs.close()
            return process, ours, begun
        raise AssertionError

    def _stop(self) -> None:
        for worker in self._workers:
            _end(worker)
        self._workers = []


def _size(item: Item) -> int:
    if isinstance(item, Problem):
        return 0
    return len(item.text) + len(item.report) if isinstance(item, Outcome) else len(item.data)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.outbox.put(None)
    worker.sender.join()  # its pipe has no other end any more: it cannot be waiting
    worker.pipe.close()
