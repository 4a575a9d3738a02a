"""Progress of a batch: one line on a terminal, at most ten times a second: how far, how fast, and how long it will take."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from typing import TYPE_CHECKING

from wirecopy.batch.places import is_remote
from wirecopy.batch.sources import measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirecopy.batch.job import Job

_EVERY = 0.1
_SMOOTH = 10.0
"""The rate is that of about the last so many seconds."""


class Progress:
    """Called after each document. The size of the input is found out meanwhile, in a thread."""

    def __init__(self, job: Job, clock: Callable[[], float] = time.monotonic) -> None:
        self._gauge = job.reading.gauge
        self._clock = clock
        self._total: int | None = None
        self._stage = ""
        self._start = self._shown = 0.0
        self._begun = self._begun_bytes = self._last = 0
        self._rate = 0.0
        if not any(map(is_remote, job.paths)):
            threading.Thread(target=self._measure, args=(job,), daemon=True).start()

    def _measure(self, job: Job) -> None:
        try:
            self._total = measure(job.paths, job.reading._replace(config=job.config))
        except OSError:
            self._total = None  # then there is no time left to tell; the reading tells what is wrong

    def __call__(self, stage: str, done: int, failed: int) -> None:
        """Show that so many documents are done."""
        now = self._clock()
        if stage != self._stage:
            self._stage, self._start, self._shown = stage, now, now
            self._begun = self._last = done - 1
            self._begun_bytes = self._gauge.done if self._gauge else 0
            self._rate = 0.0
        if now - self._shown < _EVERY:
            return
        self._smooth((done - self._last) / (now - self._shown), now - self._shown)
        self._shown, self._last = now, done
        line = self._line(done, failed, now)
        print(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}", end="", file=sys.stderr, flush=True)

    def _smooth(self, rate: float, seconds: float) -> None:
        elapsed = self._shown - self._start + seconds
        weight = min(1.0, max(seconds / _SMOOTH, seconds / elapsed))
        self._rate += weight * (rate - self._rate)

    def _line(self, done: int, failed: int, now: float) -> str:
        parts = [f"{done:,} documents", f"{self._rate:,.0f}/s", *([f"{failed:,} failed"] if failed else [])]
        share = self._share()
        if share is None:
            return f"{self._stage}: {', '.join(parts)}"
        read = (self._gauge.done if self._gauge else 0) - self._begun_bytes
        if read > 0 and self._total:
            left = (now - self._start) * (self._total - self._begun_bytes - read) / read
            parts.append(f"{duration(left)} left")
        filled = round(20 * share)
        return f"{self._stage} {'█' * filled}{'░' * (20 - filled)} {100 * share:3.0f}%  {', '.join(parts)}"

    def _share(self) -> float | None:
        if not self._total or not self._gauge:
            return None
        return min(1.0, self._gauge.done / self._total)

    def clear(self) -> None:
        """Take the line away."""
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def duration(seconds: float) -> str:
    """Return a time as a person says it: 42 s, 3 min 20 s, 5 h 10 min, 2 d 3 h."""
    left = max(0, round(seconds))
    for unit, size, smaller, size_below in (("d", 86_400, "h", 3600), ("h", 3600, "min", 60), ("min", 60, "s", 1)):
        if left >= size:
            rest = left % size // size_below
            return f"{left // size} {unit}" + (f" {rest} {smaller}" if rest else "")
    return f"{left} s"
