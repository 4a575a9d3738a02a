"""The other end of a worker's pipe: take records, do the work, answer. What runs in a worker process, and nothing else.

Answers go out a handful at a time, since waking the parent costs as much as a short document. How many records were begun stands in
memory that the parent shares: when this process dies, it knows which one was in hand.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import c_int64
    from multiprocessing.connection import Connection

    from wirecopy.batch.record import Outcome
    from wirecopy.batch.worker import Work
    from wirecopy.config import Config

_GRACE = 10.0
"""So many seconds after its time is over a worker ends by itself, should nobody be there to end it."""
_ANSWER_SECONDS, _ANSWER_BYTES = 0.05, 1 << 20
"""No answer is held back longer, nor more of them."""


def serve(pipe: Connection, begun: c_int64, work: Work, config: Config, timeout: float) -> None:
    """Be a worker: take lists of records, answer all of them, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle: it lets us finish
    try:
        while True:
            answers: list[Outcome] = []
            size, sent = 0, time.monotonic()
            for record in pipe.recv():
                _set_alarm(timeout + _GRACE)
                begun.value += 1
                answers.append(work(record, config))
                _set_alarm(0)
                size += len(answers[-1].text) + len(answers[-1].report)
                if size > _ANSWER_BYTES or time.monotonic() - sent > _ANSWER_SECONDS:
                    pipe.send(answers)
                    answers, size, sent = [], 0, time.monotonic()
            if answers:
                pipe.send(answers)
    except (EOFError, OSError):
        os._exit(0)  # the parent is gone, or done with us; nobody waits for an answer


def _set_alarm(seconds: float) -> None:
    """Have the system end this process then, whatever it does: a hanging worker must not outlive its parent."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
