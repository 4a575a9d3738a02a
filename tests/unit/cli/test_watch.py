from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import IO, TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.cli.conftest import Run

WAITING = "wirecopy: waiting for changes; Ctrl-C ends\n"


@pytest.fixture
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    (folder / "in").mkdir()
    (folder / "in/a.txt").write_text("The statement states it.\n")
    command = [sys.executable, "-m", "wirecopy", "check", "in", "--watch", "--format", "concise"]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    # A shell starts what it runs in the background deaf to interrupts, and so all that this starts in turn.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        signal.signal(signal.SIGINT, before)
        yield process
        process.kill()


def until_waiting(stream: IO[str] | None) -> list[str]:
    assert stream is not None
    found = []
    while (line := stream.readline()) != WAITING:
        assert line, "it ended"
        found.append(line.partition(" ")[0])
    return found


def test_it_checks_again_when_a_file_or_the_configuration_changes(
    watching: subprocess.Popen[str], folder: Path
) -> None:
    assert until_waiting(watching.stdout) == ["in/a.txt:1:5:"]
    (folder / "in/b.txt").write_text("The statement states it.\n")
    assert until_waiting(watching.stdout) == ["in/a.txt:1:5:", "in/b.txt:1:5:"]
    (folder / "wirecopy.toml").write_text('ignore = ["phrasing"]\n')
    assert until_waiting(watching.stdout) == []
    (folder / "wirecopy.toml").write_text("ignore = []\n")
    assert len(until_waiting(watching.stdout)) == 2
    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=30) == 1


def test_standard_input_cannot_be_watched(wirecopy: Run) -> None:
    done = wirecopy("check", "-", "--watch")
    assert (done.code, done.err) == (2, "wirecopy: error: --watch does not go with standard input\n")
