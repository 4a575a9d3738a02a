"""What a batch costs above a plain loop over `wirecopy.clean`, how it scales to two workers, and whether memory stays flat.

    python benchmarks/batch.py [--documents 2000]

Everything is measured in one run, each figure in a process of its own, so that they can be compared with each other.
CPU: seconds of user and system time of the process and its workers. Peers get the same work to do through their own machinery.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"


def documents(count: int) -> list[str]:
    """Return the text samples over and over, each with a number in it, so that no two are the same."""
    texts = [path.read_bytes().decode("utf-8", "replace") for path in sorted(SAMPLES.glob("*/source.txt"))]
    return [f"{texts[number % len(texts)]}\n\nThis is report number {number}.\n" for number in range(count)]


def loop(path: Path, out: Path) -> None:
    """Clean in a plain loop and write what a batch writes."""
    import wirecopy

    with path.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as file:
        for line in lines:
            row = json.loads(line)
            result = wirecopy.clean(row["text"])
            file.write(json.dumps({"id": row["id"], "text": result.text, "report": result.report()}) + "\n")


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


def batch(path: Path, out: Path, jobs: int) -> None:
    """Clean with wirecopy's own batch."""
    from wirecopy.batch.job import Job, run
    from wirecopy.config import Config

    run(Job((str(path),), out, Config(), jobs=jobs))


WAYS = {
    "plain loop": lambda path, out: loop(path, out),
    "batch, in process": lambda path, out: batch(path, out, 0),
    "batch, 1 worker": lambda path, out: batch(path, out, 1),
    "batch, 2 workers": lambda path, out: batch(path, out, 2),
    "multiprocessing, 1": lambda path, out: multiprocessing_pool(path, out, 1),
    "multiprocessing, 2": lambda path, out: multiprocessing_pool(path, out, 2),
    "datatrove, 1": lambda path, out: datatrove(path, out, 1),
}


def measure(way: str, path: Path) -> dict[str, float] | None:
    """Run one way in a fresh process; return CPU and wall seconds and peak memory (MB of the largest process)."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            __file__,
            "--way",
            way,
            "--input",
            str(path),
            "--out",
            str(Path(folder, "out.jsonl")),
        ]
        before, start = os.times(), time.perf_counter()
        done = subprocess.run(command, check=False, capture_output=True)
        _wait_for_orphans()
        wall, after = time.perf_counter() - start, os.times()
    if done.returncode:
        print(f"{way}: left out ({done.stderr.decode().strip().splitlines()[-1][:100]})")
        return None
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"cpu": cpu, "wall": wall, "peak": float(done.stdout.decode().splitlines()[-1]) / 1024}


def _adopt_orphans() -> None:
    """Become the parent of what children leave behind (Linux): the workers of a fork server are nobody's children else."""
    import ctypes

    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def _wait_for_orphans() -> None:
    """Wait for the adopted processes, so that their time counts as that of children."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--way", choices=WAYS)
    parser.add_argument("--input", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.way:
        import resource

        WAYS[args.way](args.input, args.out)
        print(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
        return 0
    _adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        inputs = {}
        for factor in (1, 4):
            inputs[factor] = Path(folder, f"in{factor}.jsonl")
            rows = ({"id": str(n), "text": text} for n, text in enumerate(documents(args.documents * factor)))
            inputs[factor].write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        print(f"{'':22}{'cpu s':>8}{'x loop':>8}{'wall s':>8}{'peak MB':>9}   ({args.documents} documents)")
        base = None
        for way in WAYS:
            figures = measure(way, inputs[1])
            if figures:
                base = base or figures["cpu"]
                print(
                    f"{way:22}{figures['cpu']:8.2f}{figures['cpu'] / base:8.2f}{figures['wall']:8.2f}{figures['peak']:9.0f}"
                )
        figures = measure("batch, 2 workers", inputs[4])
        if figures:
            print(f"{'  four times as many':22}{figures['cpu']:8.2f}{'':8}{figures['wall']:8.2f}{figures['peak']:9.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
