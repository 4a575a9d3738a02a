"""The other end of a worker's pipe: take records, do the work, answer each. What runs in a worker process, and nothing else."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from wirecopy.batch.pool import Work
    from wirecopy.config import Config

_GRACE = 10.0
"""So many seconds after its time is over a worker ends by itself, should nobody be there to end it."""


def serve(pipe: Connection, work: Work, config: Config, timeout: float) -> None:
    """Be a worker: take lists of records, answer each record, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle: it lets us finish
    try:
        while True:
            for record in pipe.recv():
                _set_alarm(timeout + _GRACE)
                outcome = work(record, config)
                _set_alarm(0)
                pipe.send(outcome)
    except (EOFError, OSError):
        os._exit(0)  # the parent is gone, or done with us; nobody waits for an answer


def _set_alarm(seconds: float) -> None:
    """Have the system end this process then, whatever it does: a hanging worker must not outlive its parent."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
