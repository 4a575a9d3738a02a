"""The encoding pass beside ftfy, interleaved in one run: on clean English, clean text of any language, damaged text.

    python benchmarks/encoding_speed.py BENCH [--assert]     BENCH: the folder with typos/ and encoding/ (see score.py there)

`--assert` exits 1 where a kind of text takes longer than its floor allows: 10x on clean English, as fast as ftfy on damaged text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import ftfy

from wirecopy.passes.encoding import repair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ROUNDS = 5
FLOORS = {
    "clean English news": 10.0,
    "UTF-8 misread, Latin": 1.0,
    "UTF-8 misread, others": 1.0,
    "one legacy for another": 1.0,
}
"""So many times as fast as ftfy."""


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def compare(name: str, texts: Sequence[str]) -> bool:
    """Print how fast both are; return whether the floor is kept."""
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    for text in texts:  # tables and patterns are made when first used
        repair(text)
    times = [(seconds(repair, texts), seconds(ftfy.fix_text, texts)) for _ in range(_ROUNDS)]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(b / a for a, b in times)
    print(f"{name:24} {size:6.2f} MB  ours {size / ours:7.2f} MB/s  ftfy {size / theirs:6.2f} MB/s  {ratio:6.2f}x")
    return ratio >= FLOORS.get(name, 0.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--assert", dest="check", action="store_true")
    args = parser.parse_args()
    damaged = rows(args.bench / "encoding" / "dev.jsonl.gz")
    texts = {
        "clean English news": [row["clean"] for row in rows(args.bench / "typos" / "dev.jsonl.gz")[:200]],
        "clean, 27 languages": list(dict.fromkeys(row["original"] for row in damaged))[::8],
    }
    groups = {
        "UTF-8 misread, Latin": ("cs", "de", "en", "es", "fr", "hu", "it", "pl", "pt"),
        "UTF-8 misread, others": ("bg", "el", "ru", "uk", "zh"),
    }
    for name, langs in groups.items():
        misread = [row for row in damaged if row["kind"].startswith("moji-cp125") and row["lang"] in langs]
        texts[name] = [row["corrupted"] for row in misread][::4]
    texts["one legacy for another"] = [row["corrupted"] for row in damaged if row["kind"].startswith(("sb-", "mb-"))][
        ::8
    ]
    kept = [compare(name, some) for name, some in texts.items()]
    return int(args.check and not all(kept))


if __name__ == "__main__":
    sys.exit(main())
