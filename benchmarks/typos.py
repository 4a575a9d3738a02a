"""Words per second of the typo checks beside hunspell, in one run, on the same articles, in CPU seconds.

    python benchmarks/typos.py [--limit 60]      # articles: $WIRECOPY_BENCH/typos/dev.jsonl.gz; needs the program `hunspell`

hunspell is measured twice: with suggestions for what it flags (`-a`, what an editor needs and what wirecopy does), and
only listing what it does not know (`-l`). Memory is the peak of a process that checks the articles, less that of one that
only imports wirecopy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

BENCH = Path(os.environ.get("WIRECOPY_BENCH", Path(__file__).parents[2] / "shared/bench"))
MEMORY = """
import sys, wirecopy
from wirecopy.passes.typos.check import check
def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
texts = sys.stdin.read().split("\\0")
before = peak()
for text in texts:
    check(text)
print((peak() - before) // 1024)
"""


def articles(limit: int) -> list[str]:
    with gzip.open(BENCH / "typos/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["clean"] for _, line in zip(range(limit), lines, strict=False)]


def ours(texts: list[str]) -> float:
    from wirecopy.passes.typos.check import check

    check(texts[0])
    start = time.process_time()
    for text in texts:
        check(text)
    return time.process_time() - start


def hunspell(texts: list[str], mode: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = "\n".join("^" + line if mode == "-a" else line for text in texts for line in text.splitlines())
    subprocess.run(["hunspell", "-d", "en_US", mode], input=text, text=True, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=60)
    args = parser.parse_args()
    texts = articles(args.limit)
    count = sum(len(text.split()) for text in texts)
    print(f"{count:,} words")
    rate = count / ours(texts)
    print(f"wirecopy typos     {rate:>10,.0f} words/s")
    if shutil.which("hunspell"):
        for mode in ("-a", "-l"):
            other = count / hunspell(texts, mode)
            print(f"hunspell {mode}        {other:>10,.0f} words/s, wirecopy is {rate / other:.1f} times as fast")
    else:
        print("hunspell is not installed: nothing to compare with")
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], input="\0".join(texts), text=True, capture_output=True, check=True
    )
    print(f"memory             {done.stdout.strip():>10} MB more than an idle import")


if __name__ == "__main__":
    main()
