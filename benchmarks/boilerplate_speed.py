"""How fast the boilerplate pass is, beside `ftfy.fix_text` on the same scraped dumps, interleaved, CPU time.

    python benchmarks/boilerplate_speed.py [--bench ../shared/bench] [--docs 60] [--repeat 3]

Prints one row a dump style: documents, lines, MB, milliseconds a document of both, and how many times as fast as ftfy the
pass (rules, blocks and line model, findings included) is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import time
from pathlib import Path

import ftfy

import wirecopy

NEWS = {"scrapinghub", "fundus", "fundus_eval"}


def dumps(bench: Path, number: int) -> dict[str, list[str]]:
    """Return for each style the dumps of a fixed random sample of the news pages."""
    found: dict[str, list[str]] = {}
    with gzip.open(bench / "boilerplate" / "text_dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["source"] in NEWS:
                glue = "\n" if row["style"] in "ab" else "\n\n"
                found.setdefault(row["style"], []).append(glue.join(row["lines"]))
    return {style: random.Random(7).sample(texts, min(number, len(texts))) for style, texts in sorted(found.items())}


def seconds(work: object, texts: list[str]) -> float:
    assert callable(work)
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def clean(text: str) -> None:
    result = wirecopy.clean(text, media="text", passes=("boilerplate",))
    assert not result.errors, result.errors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = Path(__file__).resolve().parents[1]
    parser.add_argument("--bench", type=Path, default=root.parent / "shared" / "bench")
    parser.add_argument("--docs", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    print(f"{'style':6}{'docs':>6}{'lines':>8}{'MB':>7}{'wirecopy ms':>13}{'ftfy ms':>9}{'times as fast':>15}")
    totals = [0.0, 0.0]
    for style, texts in dumps(args.bench, args.docs).items():
        for warm in texts[:3]:
            clean(warm)
            ftfy.fix_text(warm)
        pairs = [(seconds(clean, texts), seconds(ftfy.fix_text, texts)) for _ in range(args.repeat)]
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(b / a for a, b in pairs)
        totals[0] += ours
        totals[1] += theirs
        lines = sum(text.count("\n") + 1 for text in texts)
        size = sum(len(text.encode()) for text in texts) / 1e6
        milli = 1e3 / len(texts)
        print(f"{style:6}{len(texts):6}{lines:8}{size:7.2f}{ours * milli:13.2f}{theirs * milli:9.2f}{ratio:15.2f}")
    print(f"{'all':<50}{totals[1] / totals[0]:14.2f}")


if __name__ == "__main__":
    main()
