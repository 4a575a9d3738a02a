"""A server that outlives one run: `wirecopy grammar start`, `stop` and `status`.

Everything about it is one small file: as long as that file stays as it was written, the server's guard lets it run, and to
remove the file is to stop it. So no process is ever ended by a number that might belong to somebody else by now.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from wirecopy.languagetool import guard, process
from wirecopy.languagetool.errors import UnavailableError

if TYPE_CHECKING:
    from pathlib import Path

    from wirecopy.languagetool.install import Install
    from wirecopy.languagetool.settings import Limits

STOP_SECONDS = guard.GRACE_SECONDS + 5


@dataclass(frozen=True, slots=True)
class Running:
    """A server that was started by `start`: where, which LanguageTool, since when (seconds since 1970)."""

    url: str
    version: str
    since: float
    heap_mb: int
    token: str


def state_file(folder: Path) -> Path:
    """The file that says which server runs; it is named for the user's folder, not for any record."""
    return folder / "server.json"


def running(folder: Path) -> Running | None:
    """The server that runs and answers, if there is one."""
    try:
        state = Running(**json.loads(state_file(folder).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if process.answers(state.url) else None


def start(folder: Path, install: Install, limits: Limits) -> Running:
    """The server that runs, or a new one. Raises UnavailableError when it does not come up."""
    found = running(folder)
    if found:
        return found
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    port = process.free_port()
    state = Running(
        f"http://{process.LOOPBACK}:{port}", install.version, time.time(), limits.heap_mb, secrets.token_hex(8)
    )
    file = state_file(folder)
    draft = file.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(asdict(state)), encoding="utf-8")
    draft.replace(file)
    try:
        process.start(install, limits, folder=folder / "server", owner_file=file, port=port).let_go()
    except UnavailableError:
        file.unlink(missing_ok=True)
        raise
    return state


def stop(folder: Path) -> bool:
    """End the server; whether there was one. Returns when it no longer answers."""
    found = running(folder)
    state_file(folder).unlink(missing_ok=True)
    until = time.monotonic() + STOP_SECONDS
    while found and time.monotonic() < until and process.answers(found.url, seconds=0.5):
        time.sleep(0.1)
    return found is not None
