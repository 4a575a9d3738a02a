"""What a batch costs above a plain loop over `wirecopy.clean`, how it scales to two workers, and whether memory stays flat.

    python benchmarks/batch.py [--documents 2000] [--rounds 3] [--datatrove PYTHON]

Everything is measured in one run, each figure in processes of its own, the ways one after another in each round, so that they can
be compared; a figure is the median of its rounds. CPU: seconds of user and system time of all processes. The control for
two workers are two plain loops side by side, half of the documents each: more than these gain, two workers cannot.
Peers get the same work to do through their own machinery; datatrove runs in a Python that has it (and wirecopy) installed.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).parent.parent / "samples"


class Figures(NamedTuple):
    """CPU and wall seconds, and the peak memory of the largest process in MB."""

    cpu: float
    wall: float
    peak: float


def documents(count: int) -> list[str]:
    """Return the text samples over and over, each with a number in it, so that no two are the same."""
    texts = [path.read_bytes().decode("utf-8", "replace") for path in sorted(SAMPLES.glob("*/source.txt"))]
    return [f"{texts[number % len(texts)]}\n\nThis is report number {number}.\n" for number in range(count)]


def loop(path: Path, out: Path, part: int = 0, parts: int = 1) -> None:
    """Clean in a plain loop and write what a batch writes."""
    import wirecopy

    with path.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as file:
        for number, line in enumerate(lines):
            if number % parts == part:
                row = json.loads(line)
                result = wirecopy.clean(row["text"])
                report = result.report()
                file.write(json.dumps({"id": row["id"], "text": result.text, "report": report}) + "\n")


def two_loops(path: Path, out: Path) -> None:
    """Run two plain loops side by side, each over half of the documents."""
    command = [sys.executable, __file__, "--input", str(path), "--way"]
    halves = [
        subprocess.Popen([*command, f"half {number}", "--out", str(out.with_name(f"half{number}"))])
        for number in (0, 1)
    ]
    for half in halves:
        half.wait()


def multiprocessing_pool(path: Path, out: Path, jobs: int) -> None:
    """Clean with `multiprocessing.Pool.imap`."""
    import multiprocessing

    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    with multiprocessing.get_context("forkserver").Pool(jobs) as pool, out.open("w", encoding="utf-8") as file:
        for line in pool.imap(clean_row, rows, chunksize=32):
            file.write(line)


def clean_row(row: dict[str, str]) -> str:
    """Clean one row to a line of JSON."""
    import wirecopy

    result = wirecopy.clean(row["text"])
    return json.dumps({"id": row["id"], "text": result.text, "report": result.report()}) + "\n"


def datatrove(path: Path, out: Path, jobs: int) -> None:
    """Clean in a datatrove pipeline with its local executor."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    LocalPipelineExecutor(
        pipeline=[
            JsonlReader(str(path.parent), glob_pattern=path.name, doc_progress=False),
            _clean_documents,
            JsonlWriter(str(out.with_suffix("")), compression=None),
        ],
        tasks=jobs,
        workers=jobs,
        logging_dir=str(out.with_suffix(".log")),
    ).run()


def _clean_documents(data, rank: int = 0, world_size: int = 1):  # type: ignore[no-untyped-def] # noqa: ARG001
    import wirecopy

    for document in data:
        result = wirecopy.clean(document.text)
        document.text = result.text
        document.metadata["report"] = result.report()
        yield document


def batch(path: Path, out: Path, jobs: int, **options: object) -> None:
    """Clean with wirecopy's own batch."""
    from wirecopy.batch.job import Job, run
    from wirecopy.config import Config

    run(Job((str(path),), out, Config(), jobs=jobs, **options))  # type: ignore[arg-type]


def update(path: Path, out: Path) -> None:
    """Bring an output up to date of which nothing has changed: everything comes from the cache."""
    batch(path, out, 0, cache=path.with_suffix(".cache"))


WAYS = {
    "plain loop": loop,
    "two plain loops": two_loops,
    "batch, in process": lambda path, out: batch(path, out, 0),
    "batch, 1 worker": lambda path, out: batch(path, out, 1),
    "batch, 2 workers": lambda path, out: batch(path, out, 2),
    "  with --duplicates": lambda path, out: batch(path, out, 2, duplicates=0.8),
    "  all from the cache": update,
    "multiprocessing, 1": lambda path, out: multiprocessing_pool(path, out, 1),
    "multiprocessing, 2": lambda path, out: multiprocessing_pool(path, out, 2),
    "datatrove, 1": lambda path, out: datatrove(path, out, 1),
}
HALVES = {f"half {part}": lambda path, out, part=part: loop(path, out, part, 2) for part in (0, 1)}


def measure(way: str, path: Path, python: str = sys.executable) -> Figures | None:
    """Run one way in fresh processes, with all that they leave behind; None if it cannot run."""
    with tempfile.TemporaryDirectory() as folder:
        command = [python, __file__, "--way", way, "--input", str(path), "--out", str(Path(folder, "out.jsonl"))]
        start = time.perf_counter()
        with Path(folder, "told").open("w+b") as told:
            process = subprocess.Popen(command, stdout=told, stderr=told)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            told.seek(0)
            last = (told.read().decode().strip().splitlines() or [""])[-1]
        cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
        while True:  # the workers of a fork server are nobody's children else
            try:
                usage = os.wait4(-1, 0)[2]
            except ChildProcessError:
                break
            cpu, peak = cpu + usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss)
    if process.returncode:
        print(f"{way}: left out ({last[:100]})", flush=True)
        return None
    return Figures(cpu, wall, peak / 1024)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--datatrove", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--way")
    parser.add_argument("--input", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.way:
        {**WAYS, **HALVES}[args.way](args.input, args.out)
        return 0
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: what children leave behind is ours to wait for
    with tempfile.TemporaryDirectory() as folder:
        inputs = {}
        for factor in (1, 4):
            inputs[factor] = Path(folder, f"in{factor}.jsonl")
            rows = ({"id": str(n), "text": text} for n, text in enumerate(documents(args.documents * factor)))
            inputs[factor].write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        measure("  all from the cache", inputs[1])  # fills it
        table: dict[str, list[Figures]] = {way: [] for way in WAYS}
        loads = [os.getloadavg()[0]]
        for _ in range(args.rounds):
            for way in WAYS:
                figures = measure(way, inputs[1], args.datatrove if way.startswith("datatrove") else sys.executable)
                if figures:
                    table[way].append(figures)
                    print(f"{way.strip()}: {figures}", file=sys.stderr, flush=True)
            loads.append(os.getloadavg()[0])
        large = measure("batch, 2 workers", inputs[4])
    _print(table, large, args.documents, loads)
    return 0


def _print(table: dict[str, list[Figures]], large: Figures | None, count: int, loads: list[float]) -> None:
    told = ", ".join(f"{load:.1f}" for load in loads)
    print(f"{count} documents; load of the machine before and after each round: {told}")
    print(f"{'':22}{'cpu s':>8}{'x loop':>8}{'wall s':>8}{'docs/s':>8}{'peak MB':>9}")
    middle = {
        way: Figures(*(statistics.median(column) for column in zip(*rows, strict=True)))
        for way, rows in table.items()
        if rows
    }
    base = table["plain loop"]
    for way, figures in middle.items():
        ratio = statistics.median(row.cpu / one.cpu for row, one in zip(table[way], base, strict=False))
        print(
            f"{way:22}{figures.cpu:8.2f}{ratio:8.2f}{figures.wall:8.2f}{count / figures.wall:8.0f}{figures.peak:9.0f}"
        )
    if large:
        print(f"{'  four times as many':22}{large.cpu:8.2f}{'':8}{large.wall:8.2f}{'':8}{large.peak:9.0f}")
    for name, one, two in (
        ("two workers to one", "batch, 1 worker", "batch, 2 workers"),
        ("two plain loops to one", "plain loop", "two plain loops"),
    ):
        gains = [a.wall / b.wall for a, b in zip(table[one], table[two], strict=True)]
        print(f"throughput of {name}: {statistics.median(gains):.2f} ({', '.join(f'{gain:.2f}' for gain in gains)})")


if __name__ == "__main__":
    sys.exit(main())
