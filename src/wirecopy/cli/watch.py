"""`check --watch`: check again whenever an input, a configuration or a pack changes.

Each round is a process of its own, so that nothing of the last one is left; the cache makes it cheap.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.cli import OK
from wirecopy.cli.inputs import STDIN
from wirecopy.cli.run import complain
from wirecopy.config import find

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_PAUSE = 0.3
"""Seconds between two looks at the files, at least; ten times what a look takes where that is more."""


def watch(args: argparse.Namespace) -> int:
    """Check until interrupted; return the exit code of the last round."""
    if STDIN in args.paths:
        return complain("--watch does not go with standard input")
    code = OK
    command = [sys.executable, "-m", "wirecopy", *(arg for arg in sys.argv[1:] if arg != "--watch")]
    try:
        while True:
            before = _state(args)
            code = subprocess.run(command, check=False).returncode
            print("wirecopy: waiting for changes; Ctrl-C ends", file=sys.stderr, flush=True)
            while True:
                started = time.monotonic()
                if _state(args) != before:
                    break
                time.sleep(max(_PAUSE, 10 * (time.monotonic() - started)))
    except KeyboardInterrupt:
        return code


def _state(args: argparse.Namespace) -> dict[str, tuple[int, int]]:
    """Return time and size of everything that a round depends on."""
    return {path: (state.st_mtime_ns, state.st_size) for path, state in _files(args)}


def _files(args: argparse.Namespace) -> Iterator[tuple[str, os.stat_result]]:
    pending = [*args.paths, *(args.pack or ())]
    pending += [str(path) for path in (args.config, args.baseline, args.words) if path]
    folders = (Path(name) if Path(name).is_dir() else Path(name).parent for name in args.paths)
    pending += [str(path) for folder in folders if (path := find(folder.resolve()))]
    while pending:
        name = pending.pop()
        try:
            if os.path.isdir(name):  # noqa: PTH112 - scandir's own kind
                with os.scandir(name) as entries:
                    pending += [entry.path for entry in entries if not entry.name.startswith(".")]
            else:
                yield name, os.stat(name)  # noqa: PTH116
        except OSError:  # gone since, or not to be read: the round tells
            continue
