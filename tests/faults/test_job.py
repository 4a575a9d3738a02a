"""Batches killed, interrupted, or out of disk at any point: after --resume the output is that of an undisturbed run."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.faults import disturb

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("in") / "pages.jsonl"
    disturb.write_dataset(path)
    return path


@pytest.fixture(scope="module")
def undisturbed(dataset: Path) -> Path:
    out = dataset.parent / "undisturbed.jsonl"
    assert disturb.wirecopy("clean", dataset, "-o", out, "-j", "2", "--duplicates").wait(300) == 0
    return out


def test_every_document_is_there_once(undisturbed: Path) -> None:
    rows = [json.loads(line) for line in undisturbed.read_bytes().splitlines()]
    assert [row["n"] for row in rows] == list(range(disturb.DOCUMENTS))
    assert rows[5]["text"] == "Report 5 from the harbour.\n\nThe ferry left at 8.\n"
    assert rows[5]["id"] == "pages.jsonl#5"
    assert [row["id"] for row in rows if row["duplicate_of"]][:2] == ["pages.jsonl#9", "pages.jsonl#19"]


@pytest.mark.parametrize("name", disturb.OUTPUTS)
@pytest.mark.parametrize("way", disturb.WAYS)
def test_disturbed_at_any_point_the_output_is_the_same(dataset: Path, tmp_path: Path, way: str, name: str) -> None:
    told = disturb.disturb(dataset, name, way, 1, tmp_path)
    assert (told.hits, told.wrong) == (1, 0)
    assert told.stops == 0 if way == "kill -9 of a worker" else told.stops <= 1


@pytest.mark.parametrize("name", disturb.OUTPUTS)
def test_a_full_disk_is_told_and_the_run_goes_on_later(dataset: Path, tmp_path: Path, name: str) -> None:
    right, out = tmp_path / "right" / name, tmp_path / name
    options = ("-j", "1", "--duplicates")
    assert disturb.wirecopy("clean", dataset, "-o", right, *options).wait(300) == 0
    largest = max(path.stat().st_size for path in (tmp_path / "right").rglob("*") if path.is_file())
    command = [sys.executable, "-m", "wirecopy", "clean", dataset, "-o", out, *options]
    limit = largest // 2

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = subprocess.run(list(map(str, command)), stderr=subprocess.PIPE, preexec_fn=full, check=False, timeout=300)
    assert process.returncode == 2
    assert b"go on with --resume" in process.stderr
    assert b"Traceback" not in process.stderr
    assert disturb.wirecopy("clean", dataset, "-o", out, *options, "--resume").wait(300) == 0
    assert disturb.digest(out) == disturb.digest(right)


def test_workers_do_not_outlive_a_main_process_that_was_killed(dataset: Path, tmp_path: Path) -> None:
    process = disturb.wirecopy("clean", dataset, "-o", tmp_path / "out.jsonl", "-j", "2")
    while len(disturb.of_session(process.pid)) < 4:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    for _ in range(100):
        if not disturb.of_session(process.pid):
            return
        time.sleep(0.1)
    raise AssertionError(disturb.of_session(process.pid))
