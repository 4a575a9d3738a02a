"""The main process killed, interrupted, or out of disk at any point: after --resume the output is that of an undisturbed run."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
DOCUMENTS = 1200


def wirecopy(*args: str | Path, limit: int | None = None, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    def prepare() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "wirecopy", *map(str, args)]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=stderr, preexec_fn=prepare, start_new_session=True
    )


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("in") / "pages.jsonl"
    rows = (
        {"text": f"Report {number} from the harbour.\r\n\r\n\r\nThe ferry left at 8.\n\nRelated Posts\n", "n": number}
        for number in range(DOCUMENTS)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def undisturbed(dataset: Path) -> bytes:
    out = dataset.parent / "undisturbed.jsonl"
    process = wirecopy("clean", dataset, "-o", out, "-j", "2")
    assert process.wait(300) == 0
    return out.read_bytes()


def test_every_document_is_there_once(undisturbed: bytes) -> None:
    rows = [json.loads(line) for line in undisturbed.splitlines()]
    assert [row["n"] for row in rows] == list(range(DOCUMENTS))
    assert rows[5]["text"] == "Report 5 from the harbour.\n\nThe ferry left at 8.\n"
    assert rows[5]["id"] == "pages.jsonl#5"


def written(folder: Path) -> int:
    """How many bytes of output, finished or not, and of journal there are so far."""
    sizes = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # renamed or removed meanwhile
            sizes += path.stat().st_size
    return sizes


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_stopped_at_any_point_it_goes_on(
    dataset: Path, undisturbed: bytes, tmp_path: Path, number: signal.Signals
) -> None:
    out = tmp_path / "out.jsonl"
    chance = random.Random(number)
    stops = 0
    for share in [0.0, *sorted(chance.random() for _ in range(5))]:
        process = wirecopy("clean", dataset, "-o", out, "-j", "2", "--resume")
        while process.poll() is None and written(tmp_path) <= share * len(undisturbed):
            time.sleep(0.002)
        if process.poll() is None:
            time.sleep(chance.uniform(0, 0.05))
            os.kill(process.pid, number)
            stops += process.wait(60) != 0
    assert wirecopy("clean", dataset, "-o", out, "-j", "2", "--resume").wait(300) == 0
    assert out.read_bytes() == undisturbed
    assert stops >= 2


def test_a_full_disk_is_told_and_the_run_goes_on_later(dataset: Path, undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = wirecopy("clean", dataset, "-o", out, "-j", "1", limit=300_000, stderr=subprocess.PIPE)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 2
    assert b"go on with --resume" in errors
    assert not out.exists()
    again = wirecopy("clean", dataset, "-o", out, "-j", "1", "--resume")
    assert again.wait(300) == 0
    assert out.read_bytes() == undisturbed
