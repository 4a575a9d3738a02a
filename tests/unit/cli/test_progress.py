"""The line that a person watches: how far, how fast, how long."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from wirecopy.batch.job import Job
from wirecopy.batch.reading import Gauge, Reading
from wirecopy.batch.sources import measure, read
from wirecopy.cli.progress import Progress, duration
from wirecopy.config import Config

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.2, "0 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (200, "3 min 20 s"),
        (3600, "1 h"),
        (18_600, "5 h 10 min"),
        (180_000, "2 d 2 h"),
    ],
)
def test_times_are_told_as_people_tell_them(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_the_gauge_follows_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "one"}\n' * 100)
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    gauge = Gauge()
    how = Reading(gauge=gauge)
    assert measure([str(tmp_path)], how) == 1700
    items = read([str(tmp_path)], how)
    next(items)
    assert gauge.done == 100
    list(items)
    assert gauge.done == 1700


def test_share_rate_and_time_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"x" * 1000)
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("threading.Thread.start", lambda thread: thread.run())
    monkeypatch.setenv("COLUMNS", "100")
    gauge = Gauge()
    gauge.begin(1000)
    now = [100.0]
    progress = Progress(Job((str(path),), tmp_path / "out", Config(), Reading(gauge=gauge)), clock=lambda: now[0])
    progress("cleaning", 1, 0)
    with path.open("rb") as file:
        gauge.watch(file)
        file.seek(250)
        now[0] += 2.0
        progress("cleaning", 101, 3)
        progress("cleaning", 102, 3)  # too soon to be shown
    progress.clear()
    assert screen.getvalue() == (
        "\r\x1b[Kcleaning █████░░░░░░░░░░░░░░░  25%  101 documents, 50/s, 3 failed, 6 s left\r\x1b[K"
    )
