"""What the cache saves: CPU time of `wirecopy check FOLDER` without it, the first time and the second time, interleaved.

    python benchmarks/cache.py [FOLDER] [--runs 5] [--articles 500]

FOLDER holds .txt files (default: the samples, each with a number, so that no two are the same). Every run starts a process;
that all three print the same is checked.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=500)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        count = copy(args.folder, work / "articles", args.articles)
        (work / "articles/wirecopy.toml").write_text("")
        check = [sys.executable, "-m", "wirecopy", "check", "articles", "--format", "concise", "--exit-zero"]
        times: dict[str, list[float]] = {"without": [], "first": [], "second": []}
        for _ in range(args.runs):
            shutil.rmtree(work / "articles/.wirecopy_cache", ignore_errors=True)
            printed = set()
            for kind, taken in times.items():
                seconds, out = timed([*check, "--no-cache"] if kind == "without" else check, work)
                taken.append(seconds)
                printed.add(out)
            assert len(printed) == 1, "the runs do not print the same"
    medians = {kind: statistics.median(taken) for kind, taken in times.items()}
    print(f"{count} articles, medians of {args.runs} runs, CPU time")
    for kind, seconds in medians.items():
        print(f"{kind:<8}{seconds:7.2f} s   {medians['without'] / seconds:5.1f} times as fast as without")
    return 0


def copy(folder: Path | None, target: Path, most: int) -> int:
    """Fill `target` with articles; return how many."""
    target.mkdir()
    if folder:
        files = sorted(folder.rglob("*.txt"))[:most]
        for number, path in enumerate(files):
            shutil.copy(path, target / f"{number}.txt")
        return len(files)
    sources = sorted(SAMPLES.glob("*/source.txt"))
    for number in range(most):
        text = sources[number % len(sources)].read_bytes() + f"\n\nArticle {number}.\n".encode()
        (target / f"{number}.txt").write_bytes(text)
    return most


def timed(command: list[str], folder: Path) -> tuple[float, bytes]:
    """Return user and system time of a command in seconds, and what it printed."""
    before = os.times()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, done.stdout


if __name__ == "__main__":
    sys.exit(main())
