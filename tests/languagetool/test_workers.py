"""A batch with --grammar and LanguageTool for real: one server for all workers, survived when it crashes, gone with the batch."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil
import pytest

from wirecopy.languagetool import UnavailableError, install

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.languagetool, pytest.mark.slow]

DOCUMENTS = 400


@pytest.fixture(autouse=True)
def _needs_it() -> None:
    pytest.importorskip("language_tool_python", reason="pip install 'wirecopy[grammar]'")
    try:
        install.find()
    except UnavailableError as error:
        pytest.skip(f"{error}: {error.remedy}")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    path = tmp_path / "pages.jsonl"
    rows = (
        {"text": f"The company will announced {n} new programs on Monday.\n", "lang": "en"} for n in range(DOCUMENTS)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def batch(pages: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "wirecopy", "clean", pages, "-o", tmp_path / "out.jsonl", "--lang", "en"]
    process = subprocess.Popen(
        [*map(str, command), "--grammar", "-j", "3"],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        stderr=subprocess.PIPE,
    )
    yield process
    process.kill()
    process.communicate()


def servers(batch: psutil.Process) -> list[psutil.Process]:
    """Return the Java processes below a batch, wherever it is."""
    found = []
    with suppress(psutil.NoSuchProcess):
        for process in batch.children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if process.name() == "java":
                    found.append(process)
    return found


def first_server(batch: subprocess.Popen[bytes]) -> psutil.Process:
    """Wait until a server has answers to give."""
    of = psutil.Process(batch.pid)
    while batch.poll() is None:
        for server in servers(of):
            with suppress(psutil.NoSuchProcess):
                if server.net_connections() and server.cpu_times().user > 2:
                    return server
        time.sleep(0.05)
    raise AssertionError(batch.communicate())


def found(out: Path) -> list[list[str]]:
    """Return the rules of the grammar findings of each document."""
    rows = [json.loads(line) for line in out.read_bytes().splitlines()]
    named = [[finding["rule"] for finding in row["report"]["findings"]] for row in rows]
    return [[rule for rule in rules if rule.startswith("grammar.")] for rules in named]


def test_workers_share_one_server_that_ends_with_the_batch(batch: subprocess.Popen[bytes], tmp_path: Path) -> None:
    seen, of = {first_server(batch)}, psutil.Process(batch.pid)
    while batch.poll() is None:
        seen.update(servers(of))
        time.sleep(0.02)
    assert batch.returncode == 0
    assert len(seen) == 1
    assert psutil.wait_procs(seen, timeout=15)[1] == []
    assert found(tmp_path / "out.jsonl") == [["grammar.MD_BASEFORM"]] * DOCUMENTS


def test_a_server_that_is_killed_is_replaced_for_all(batch: subprocess.Popen[bytes], tmp_path: Path) -> None:
    first_server(batch).kill()
    assert batch.wait(300) == 0
    assert found(tmp_path / "out.jsonl") == [["grammar.MD_BASEFORM"]] * DOCUMENTS


@pytest.mark.parametrize("signals", [[signal.SIGKILL], [signal.SIGINT], [signal.SIGINT, signal.SIGINT]])
def test_it_ends_when_the_batch_is_stopped(batch: subprocess.Popen[bytes], signals: list[signal.Signals]) -> None:
    server = first_server(batch)
    for number in signals:
        batch.send_signal(number)
        time.sleep(0.3)
    assert batch.wait(60) == (-signal.SIGKILL if signal.SIGKILL in signals else 2)
    assert psutil.wait_procs([server], timeout=15)[1] == []
