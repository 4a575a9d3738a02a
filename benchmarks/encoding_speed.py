"""The encoding pass beside ftfy, interleaved in one run: on clean English, clean text of any language, damaged text.

python benchmarks/encoding_speed.py BENCH     BENCH: the folder with typos/ and encoding/ (see score.py there)
"""

from __future__ import annotations

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


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def compare(name: str, texts: Sequence[str]) -> None:
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    for text in texts:  # tables and patterns are made when first used
        repair(text)
    times = [(seconds(repair, texts), seconds(ftfy.fix_text, texts)) for _ in range(_ROUNDS)]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(b / a for a, b in times)
    print(f"{name:24} {size:6.2f} MB  ours {size / ours:7.2f} MB/s  ftfy {size / theirs:6.2f} MB/s  {ratio:6.2f}x")


def main() -> None:
    bench = Path(sys.argv[1])
    compare("clean English news", [row["clean"] for row in rows(bench / "typos" / "dev.jsonl.gz")[:200]])
    damaged = rows(bench / "encoding" / "dev.jsonl.gz")
    compare("clean, 27 languages", list(dict.fromkeys(row["original"] for row in damaged))[::8])
    groups = {
        "UTF-8 misread, Latin": ("cs", "de", "en", "es", "fr", "hu", "it", "pl", "pt"),
        "UTF-8 misread, others": ("bg", "el", "ru", "uk", "zh"),
    }
    for name, langs in groups.items():
        compare(
            name,
            [row["corrupted"] for row in damaged if row["kind"].startswith("moji-cp125") and row["lang"] in langs][::4],
        )
    compare(
        "one legacy for another", [row["corrupted"] for row in damaged if row["kind"].startswith(("sb-", "mb-"))][::8]
    )


if __name__ == "__main__":
    main()
