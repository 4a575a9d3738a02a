"""Disturb batches and compare their output with that of an undisturbed run. The tests do it a few times; the table, many times:

python -m tests.faults.disturb --rounds 30
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENTS = 1200
OUTPUTS = ("out.jsonl", "out.jsonl.gz", "out.parquet", "out")
OPTIONS = ("-j", "2", "--duplicates")


def wirecopy(*args: str | Path, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start the command line in a session of its own."""
    command = [sys.executable, "-m", "wirecopy", *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True)


def write_dataset(path: Path, count: int = DOCUMENTS) -> None:
    """Write documents that are all different, with something to clean in each, and every tenth a copy of an earlier one."""
    rows = (
        {
            "text": f"Report {number - number % 10 // 9} from the harbour.\r\n\r\n\r\nThe ferry left at 8.\n\nRelated Posts\n",
            "n": number,
        }
        for number in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def digest(out: Path) -> str:
    """Return the digest of an output: the file, or all files of the tree with their names; and the links of duplicates."""
    side = out.with_name(out.name + ".wirecopy") if out.is_file() else out / ".wirecopy"
    files = [out] if out.is_file() else sorted(out.rglob("*"))
    sums = [
        f"{path.relative_to(out)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in files
        if path.is_file() and (path == out or ".wirecopy" not in path.parts)
    ]
    links = hashlib.sha256((side / "duplicates.jsonl").read_bytes()).hexdigest()
    return hashlib.sha256("\n".join([*sums, links]).encode()).hexdigest()


def written(folder: Path) -> int:
    """Return how many bytes of output and journal there are so far, finished or not."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # renamed or removed meanwhile
            total += path.stat().st_size
    return total


def of_session(leader: int) -> list[int]:
    """Return the processes of a session besides its leader."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader and int(path.parent.name) != leader:
                found.append(int(path.parent.name))
    return sorted(found)


def kill_main(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """Kill the process that reads and writes."""
    process.kill()


def kill_all(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """Kill everything at once, as when the power fails."""
    os.killpg(process.pid, signal.SIGKILL)


def kill_one(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """Kill one of the other processes: a worker, or the server that starts workers."""
    if others := of_session(process.pid):
        with suppress(ProcessLookupError):
            os.kill(chance.choice(others), signal.SIGKILL)


def interrupt(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """Ctrl-C: everything on the terminal hears it."""
    os.killpg(process.pid, signal.SIGINT)


def interrupt_twice(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """Ctrl-C, and again."""
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(chance.uniform(0, 0.1))
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)


WAYS: dict[str, Callable[[subprocess.Popen[bytes], random.Random], None]] = {
    "kill -9 of the main process": kill_main,
    "kill -9 of all processes": kill_all,
    "kill -9 of a worker": kill_one,
    "Ctrl-C": interrupt,
    "Ctrl-C twice": interrupt_twice,
}


class Told(NamedTuple):
    """What became of some rounds: how many disturbances hit a running batch, and how many outputs were wrong."""

    hits: int
    stops: int
    wrong: int


def disturb(source: Path, name: str, way: str, rounds: int, folder: Path) -> Told:
    """Disturb a batch `rounds` times at random points, resuming it until it is done; compare what each output holds."""
    chance = random.Random(f"{name} {way}")
    right = folder / "right" / name
    assert wirecopy("clean", source, "-o", right, *OPTIONS).wait(600) == 0
    expected, size = digest(right), written(folder / "right")
    hits = stops = wrong = begun = 0
    out: Path | None = None
    while hits < rounds:
        if out is None:
            begun += 1
            out = folder / f"round{begun}" / name
        process = wirecopy("clean", source, "-o", out, *OPTIONS, "--resume")
        point = chance.random() * size
        while process.poll() is None and written(out.parent) <= point:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.05))
        if process.poll() is None:
            WAYS[way](process, chance)
            hits += 1
        if process.wait(600) == 0:
            wrong += digest(out) != expected
            out = None
        else:
            stops += 1
    if out is not None:
        assert wirecopy("clean", source, "-o", out, *OPTIONS, "--resume").wait(600) == 0
        wrong += digest(out) != expected
    return Told(hits, stops, wrong)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    wrong = 0
    print(f"| what was done | to | times | of these, the run stopped | outputs that differ |\n|{'---|' * 5}")
    for way in WAYS:
        for name in OUTPUTS:
            with tempfile.TemporaryDirectory() as folder:
                source = Path(folder, "pages.jsonl")
                write_dataset(source)
                told = disturb(source, name, way, rounds, Path(folder))
            wrong += told.wrong
            print(f"| {way} | {name} | {told.hits} | {told.stops} | {told.wrong} |", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
