"""The store: bounded, shared, and never in the way."""

from __future__ import annotations

import multiprocessing
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

from wirecopy.cache import store
from wirecopy.cache.store import Store

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from wirecopy.cache.store import Store
store = Store(Path(sys.argv[1]))
for number in range(500):
    store.put(f"{sys.argv[2]}-{number}".encode(), b"x" * 200)
store.close()
sys.exit(store.trouble)
"""


def filled(folder: Path, *keys: bytes, limit: int = store.LIMIT) -> Store:
    made = Store(folder, limit)
    for key in keys:
        made.put(key, key * 10)
    made.close()
    assert made.trouble is None
    return made


def test_what_is_put_is_there_for_the_next_one(tmp_path: Path) -> None:
    filled(tmp_path / "deep/cache", b"one", b"two")
    again = Store(tmp_path / "deep/cache")
    assert (again.get(b"one"), again.get(b"two"), again.get(b"three")) == (b"one" * 10, b"two" * 10, None)
    assert (tmp_path / "deep/cache/.gitignore").read_text().endswith("*\n")
    again.close()


def test_the_oldest_go_when_it_is_full(tmp_path: Path) -> None:
    filled(tmp_path, b"old")
    with sqlite3.connect(tmp_path / store.NAME) as base:
        base.execute("UPDATE results SET day = day - 1")
    filled(tmp_path, b"new", b"few", limit=70)
    left = Store(tmp_path)
    assert (left.get(b"old"), left.get(b"new"), left.get(b"few")) == (None, b"new" * 10, b"few" * 10)
    left.close()


def test_what_is_used_stays_and_what_nobody_asked_for_in_a_month_goes(tmp_path: Path) -> None:
    filled(tmp_path, b"used", b"idle")
    with sqlite3.connect(tmp_path / store.NAME) as base:
        base.execute("UPDATE results SET day = day - 40")
    again = Store(tmp_path)
    assert again.get(b"used") == b"used" * 10
    again.close()
    with sqlite3.connect(tmp_path / store.NAME) as base:
        assert base.execute("SELECT key FROM results").fetchall() == [(b"used",)]


def test_a_broken_file_counts_as_empty_and_is_replaced(tmp_path: Path) -> None:
    for content in (b"this is no database at all, whatever its name says" * 99, b"SQLite format 3\0" + b"\xff" * 5000):
        (tmp_path / store.NAME).write_bytes(content)
        filled(tmp_path, b"key")
        again = Store(tmp_path)
        assert again.get(b"key") == b"key" * 10
        again.close()


def test_another_table_of_that_name_counts_as_broken(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / store.NAME) as base:
        base.execute("CREATE TABLE results (something TEXT)")
    filled(tmp_path, b"key")
    again = Store(tmp_path)
    assert again.get(b"key") == b"key" * 10
    again.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    made = Store(tmp_path / "file/cache")
    made.put(b"key", b"data")
    assert made.get(b"key") is None
    made.close()
    assert made.trouble is not None
    assert "Not a directory" in made.trouble


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    started = [subprocess.Popen([sys.executable, "-c", WRITER, tmp_path / "cache", str(name)]) for name in range(4)]
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    with sqlite3.connect(tmp_path / "cache" / store.NAME) as base:
        assert base.execute("SELECT COUNT(*) FROM results").fetchone() == (2000,)


def open_anew(folder: Path, barrier: Barrier, troubles: Queue[list[str]]) -> None:
    told = []
    for number in range(40):
        barrier.wait()
        made = Store(folder / str(number))
        told += [made.trouble] if made.trouble else []
        made.close()
    troubles.put(told)


def test_several_processes_make_the_file_at_the_same_moment(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, troubles = context.Barrier(6), context.Queue()
    processes = [context.Process(target=open_anew, args=(tmp_path, barrier, troubles)) for _ in range(6)]
    for process in processes:
        process.start()
    assert [troubles.get(timeout=60) for _ in processes] == [[]] * 6
    for process in processes:
        process.join()
