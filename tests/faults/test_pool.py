"""Workers that are killed, crash or hang: nothing is lost, nothing doubled, the culprit is found."""

from __future__ import annotations

import os
import re
import signal
import time
from typing import TYPE_CHECKING

import pytest

from wirecopy.batch.pool import Pool
from wirecopy.batch.record import Item, Outcome, Problem, Record
from wirecopy.batch.worker import failed
from wirecopy.config import Config

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow


def work(item: Item, config: Config) -> Outcome:
    """Stand in for cleaning: documents that kill, crash or hang are named so."""
    if not isinstance(item, Record):
        return failed(item, "")
    if item.data == b"kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if item.data == b"hang":
        time.sleep(3600)
    if item.data == b"grip":
        re.match("(a+)+$", "a" * 64 + "b")  # for ages, and without letting any other thread of its process run
    return Outcome(item.id, text=item.data if isinstance(item.data, bytes) else item.data.encode())


def records(count: int, odd: dict[int, bytes]) -> Iterator[Record]:
    for number in range(count):
        yield Record(f"r{number}", odd.get(number, b"text %d" % number))


def run(count: int, odd: dict[int, bytes], timeout: float = 60.0) -> tuple[list[Outcome], int]:
    pool = Pool(work, Config(), 2, timeout=timeout)
    return list(pool.run(records(count, odd))), pool.deaths


def test_results_come_in_order_once_each() -> None:
    outcomes, deaths = run(500, {})
    assert [outcome.id for outcome in outcomes] == [f"r{number}" for number in range(500)]
    assert [outcome.text for outcome in outcomes] == [b"text %d" % number for number in range(500)]
    assert deaths == 0


def test_documents_that_kill_are_found_and_the_rest_is_done() -> None:
    outcomes, deaths = run(300, {0: b"kill", 40: b"kill", 41: b"kill", 299: b"kill"})
    assert [outcome.id for outcome in outcomes] == [f"r{number}" for number in range(300)]
    failed = {outcome.id: outcome for outcome in outcomes if outcome.error}
    assert sorted(failed) == ["r0", "r299", "r40", "r41"]
    assert failed["r0"].error == "killed the worker that it was cleaned by (exit code -9), twice"
    assert failed["r0"].original == b"kill"
    assert deaths == 8


def test_a_document_that_hangs_is_given_up() -> None:
    outcomes, _ = run(60, {7: b"hang"}, timeout=6.0)
    assert [outcome.id for outcome in outcomes if outcome.error] == ["r7"]
    assert outcomes[7].error == "took longer than 6 s, twice"
    assert len(outcomes) == 60


def test_a_document_that_hangs_in_native_code_does_not_hang_the_pool() -> None:
    large: list[Item] = [Record(f"r{number}", b"x" * 200_000) for number in range(20)]
    items: list[Item] = [Record("grip", b"grip"), *large]
    outcomes = list(Pool(work, Config(), 1, timeout=6.0).run(items))
    assert [outcome.id for outcome in outcomes] == [item.id for item in items]
    assert [outcome.error for outcome in outcomes] == ["took longer than 6 s, twice", *([None] * 20)]


def test_what_is_ready_takes_its_place_and_needs_no_worker() -> None:
    ready = [Outcome(f"r{number}", text=b"made before") for number in range(300)]
    pool = Pool(work, Config(), 2)
    assert list(pool.run(ready)) == ready
    mixed: list[Item] = [item for number in range(100) for item in (Record(f"n{number}", b"new"), ready[number])]
    assert [outcome.id for outcome in pool.run(mixed)] == [item.id for item in mixed]


def test_workers_that_are_killed_from_outside_cost_nothing() -> None:
    pool = Pool(work, Config(), 2)
    seen: list[str] = []
    for outcome in pool.run(records(2000, {})):
        assert outcome.error is None
        seen.append(outcome.id)
        if len(seen) % 400 == 1:
            pid = pool.worker_pids()[0]
            os.kill(pid, signal.SIGKILL)
    assert seen == [f"r{number}" for number in range(2000)]
    assert pool.deaths == 5


def test_what_could_not_be_read_keeps_its_place() -> None:
    items: list[Item] = [Record("a", b"1"), Problem("b", "broken"), Record("c", b"3")]
    outcomes = list(Pool(work, Config(), 2).run(items))
    assert [(outcome.id, outcome.error) for outcome in outcomes] == [("a", None), ("b", "broken"), ("c", None)]
