"""Engines: what runs the work of a batch: workers of this machine, tasks of a Ray cluster, or this process."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wirecopy.batch.grammar import kept_server
from wirecopy.batch.pool import Pool
from wirecopy.batch.worker import work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wirecopy.batch.job import Job
    from wirecopy.batch.record import Item, Outcome
    from wirecopy.batch.worker import Work
    from wirecopy.config import Config


def outcomes(
    job: Job, config: Config, task: Work, items: Iterable[Item], stop: Callable[[], bool]
) -> Iterator[Outcome]:
    """Yield the outcome of each item, in order, until there are no more or `stop` says so."""
    if task is work:
        # What is kept in a cache serves other runs too, which may want reports.
        reports = job.reports or job.cache_folder is not None
        task = partial(work, sign=job.duplicates is not None, reports=reports)
    if job.engine == "ray":
        from wirecopy.batch.ray import RayEngine

        yield from RayEngine(config, task, timeout=job.timeout, should_stop=stop).run(items)
        return
    if job.jobs:
        with kept_server(config, job.jobs) as known:
            yield from Pool(task, known, job.jobs, timeout=job.timeout, should_stop=stop).run(items)
        return
    for item in items:
        if stop():
            return
        yield task(item, config)
