"""Time phrasing, consistency and structure together against `ftfy.fix_text` on the same articles, interleaved.

    python benchmarks/speed_prose.py ARTICLES.jsonl[.gz] [--rounds 7] [--limit 200]

ARTICLES: JSON lines with the article under `text` or `clean`. Prints medians of the rounds; the ratio is the median of the
ratios of each round, so that a machine that is busy with other things disturbs both alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import ftfy

import wirecopy

if TYPE_CHECKING:
    from collections.abc import Callable

PASSES = ("phrasing", "consistency", "structure")


def articles(path: Path, limit: int) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(limit), lines, strict=False)]
    return [row.get("clean") or row["text"] for row in rows]


def seconds(run: Callable[[str], object], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        run(text)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--limit", type=int, default=200)
    args = parser.parse_args()
    texts = articles(args.articles, args.limit)
    size = sum(len(text.encode()) for text in texts) / 1e6
    runs: dict[str, Callable[[str], object]] = {"ftfy.fix_text": ftfy.fix_text}
    for passes in (*((name,) for name in PASSES), PASSES):
        runs["+".join(passes)] = lambda text, passes=passes: wirecopy.clean(text, media="text", passes=passes)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for text in texts:  # patterns are compiled when they are first needed; a pass that fails would be fast
        ftfy.fix_text(text)
        for error in wirecopy.clean(text, media="text", passes=PASSES).errors:
            raise SystemExit(f"{error.pass_name}: {error.message}")
    for _ in range(args.rounds):
        for name, run in runs.items():
            times[name].append(seconds(run, texts))
    peer = times["ftfy.fix_text"]
    for name, taken in times.items():
        ratio = statistics.median(ours / theirs for ours, theirs in zip(taken, peer, strict=True))
        print(f"{name:36} {size / statistics.median(taken):6.2f} MB/s   {ratio:5.2f} x the time of ftfy.fix_text")


if __name__ == "__main__":
    main()
