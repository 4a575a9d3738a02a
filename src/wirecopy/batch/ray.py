"""The same work under Ray Core, on an existing cluster or a local one: chunks as tasks, results in order.

Plain tasks cost next to nothing above the work itself; Ray Data would cost two to three times as much and is starved by one poison
document. Ray retries what its machines lose; a chunk that still fails is tried record by record, so that only the culprit is lost.
"""

from __future__ import annotations

import os
from collections import deque
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from wirecopy.batch.places import MissingExtraError
from wirecopy.batch.record import Outcome
from wirecopy.batch.worker import failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wirecopy.batch.record import Item
    from wirecopy.batch.worker import Work
    from wirecopy.config import Config

CHUNK = 32


class RayEngine:
    """Runs records through a Ray cluster.

    Args:
        address: of the cluster; None: the one that the environment names, else a local one.
        timeout: seconds that one record may take; a chunk gets as many times that as it has records.

    """

    def __init__(
        self,
        config: Config,
        work: Work,
        *,
        address: str | None = None,
        timeout: float = 120.0,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        if find_spec("ray") is None:
            raise MissingExtraError("--engine ray needs the extra: pip install 'wirecopy[ray]'")
        self._config, self._work, self._address = config, work, address
        self._timeout, self._should_stop = timeout, should_stop

    def run(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield one outcome for each item, in order."""
        import ray

        started = not ray.is_initialized()
        if started:
            ray.init(address=self._address, log_to_driver=False, include_dashboard=False, configure_logging=False)
        try:
            self._task = ray.remote(max_retries=2)(_clean_chunk)
            self._settings = ray.put((self._work, self._config))
            window = 4 * max(1, int(ray.cluster_resources().get("CPU", os.cpu_count() or 1)))
            yield from self._ordered(_chunks(items), window)
        finally:
            if started:
                ray.shutdown()

    def _ordered(self, chunks: Iterator[list[Item]], window: int) -> Iterator[Outcome]:
        flying: deque[tuple[list[Item], list[Item], Any]] = deque()
        while True:
            while len(flying) < window and not self._should_stop():
                chunk = next(chunks, None)
                if chunk is None:
                    break
                todo: list[Item] = [item for item in chunk if not isinstance(item, Outcome)]
                flying.append((chunk, todo, self._task.remote(todo, self._settings) if todo else None))
            if not flying:
                return
            chunk, todo, reference = flying.popleft()
            made = self._collect(todo, reference) if todo else iter(())
            for item in chunk:
                yield item if isinstance(item, Outcome) else next(made)

    def _collect(self, chunk: list[Item], reference: Any) -> Iterator[Outcome]:
        import ray

        try:
            yield from ray.get(reference, timeout=self._timeout * len(chunk))
        except ray.exceptions.GetTimeoutError:
            ray.cancel(reference, force=True)
            yield from self._one_by_one(chunk, f"took longer than {self._timeout:g} s")
        except ray.exceptions.RayError as error:
            yield from self._one_by_one(chunk, f"killed the worker that it was cleaned by ({type(error).__name__})")

    def _one_by_one(self, chunk: list[Item], why: str) -> Iterator[Outcome]:
        if len(chunk) == 1:
            yield failed(chunk[0], why)
            return
        for item in chunk:
            yield from self._collect([item], self._task.remote([item], self._settings))


def _clean_chunk(chunk: list[Item], settings: tuple[Work, Config]) -> list[Outcome]:
    work, config = settings
    return [work(item, config) for item in chunk]


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
