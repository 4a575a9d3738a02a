"""Run as a script, between wirecopy and the server: the server ends when its owner does, however the owner ended.

    python guard.py --while-stdin -- java …       until standard input is closed (its owner is gone, even by SIGKILL)
    python guard.py --while-file FILE -- java …   until FILE is gone or has other content (`wirecopy grammar stop`)

Ends with the exit code of the command. Standard library only, and nothing of wirecopy: it must start at once.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

GRACE_SECONDS = 5.0
POLL_SECONDS = 0.3


def wait_for_end_of_input() -> None:
    """Block until standard input is closed."""
    while os.read(0, 4096):
        pass


def wait_for_change(path: Path) -> None:
    """Block until the file is gone or says something else than now."""

    def content() -> bytes | None:
        try:
            return path.read_bytes()
        except OSError:
            return None

    first = content()
    while first is not None and content() == first:
        time.sleep(POLL_SECONDS)


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask the child to end, and make it if it does not. Does not wait: it may be called from a signal's handler."""
    child.terminate()
    killer = threading.Timer(GRACE_SECONDS, child.kill)
    killer.daemon = True
    killer.start()


def run(command: list[str], wait: Callable[[], None]) -> int:
    """Run the command until it ends or `wait` returns; its exit code."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def watch() -> None:
        wait()
        end(child)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end(child))
    threading.Thread(target=watch, daemon=True).start()
    return child.wait()


def main(arguments: list[str]) -> int:
    """See the top of this file."""
    at = arguments.index("--")
    options, command = arguments[:at], arguments[at + 1 :]
    if options[0] == "--while-stdin":
        return run(command, wait_for_end_of_input)
    return run(command, lambda: wait_for_change(Path(options[1])))


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.exit(code if code >= 0 else 128 - code)
