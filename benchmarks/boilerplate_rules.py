"""Precision of each boilerplate rule on labelled lines, and how much of clean articles the rules remove.

    python benchmarks/boilerplate_rules.py [--data DIR] [--styles a,c,c2] [--news] [--limit N] [--harm | --headlines]

DIR holds `boilerplate/text_dev.jsonl.gz`: pages as lines, each labelled 1 (article), 0 (not) or -1 (neither, not counted). A
rule's precision is the share of labelled lines it removes that are labelled 0; `items` are the lines that a heading takes
along. `--news`: only the rows of news sites. `--harm`: words removed from the gold bodies and from `phrasing/clean`.
`--headlines`: pages that keep a line above the article that has four words or more and is labelled neither, by style.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from bisect import bisect_right
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import wirecopy

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
NEWS = {"scrapinghub", "fundus", "fundus_eval"}


def rows(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def precision(args: argparse.Namespace) -> None:
    lines: dict[str, Counter[int]] = defaultdict(Counter)
    items: dict[str, Counter[int]] = defaultdict(Counter)
    sites: dict[str, set[object]] = defaultdict(set)
    for number, row in enumerate(rows(args.data / "boilerplate" / "text_dev.jsonl.gz")):
        if args.limit and number >= args.limit:
            break
        if row["style"] not in args.styles.split(",") or (args.news and row["source"] not in NEWS):
            continue
        texts = [str(line).replace("\n", " ") for line in row["lines"]]  # type: ignore[attr-defined]
        starts, at = [], 0
        for text in texts:
            starts.append(at)
            at += len(text) + 1
        result = wirecopy.clean("\n".join(texts), media="text", passes=("boilerplate",))
        for finding in result.findings:
            first = bisect_right(starts, finding.span.start) - 1
            if not finding.applied or finding.rule.startswith("boilerplate.inline-"):
                continue
            sites[finding.rule].add(row["domain"])
            for line in range(first, bisect_right(starts, finding.span.end - 1)):
                label = row["labels"][line]  # type: ignore[index]
                if label >= 0 and texts[line].strip():
                    (lines if line == first else items)[finding.rule][label] += 1
    print(f"{'rule':<32}{'lines':>7}{'sites':>7}{'precision':>11}{'items':>8}{'precision':>11}")
    for rule in sorted(lines):
        print(f"{rule:<32}{lines[rule].total():>7}{len(sites[rule]):>7}{share(lines[rule]):>11}", end="")
        print(f"{items[rule].total():>8}{share(items[rule]):>11}" if items[rule] else "")


def share(labels: Counter[int]) -> str:
    return f"{labels[0] / max(1, labels.total()):.4f}"


def harm(args: argparse.Namespace) -> None:
    words: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    seen = set()
    texts = [("clean", str(row["text"])) for row in rows(args.data / "phrasing" / "clean.jsonl.gz")]
    for row in rows(args.data / "boilerplate" / "text_dev.jsonl.gz"):
        if row["id"] not in seen:
            seen.add(row["id"])
            texts.append(("gold, news" if row["source"] in NEWS else "gold, other pages", str(row["gold"])))
    for kind, text in texts:
        words[kind] += len(text.split())
        result = wirecopy.clean(text, media="text", passes=("boilerplate",))
        lost[kind] += sum(len(f.span.of(text).split()) for f in result.findings if f.applied)
    for kind in words:
        print(f"{kind:<20}{words[kind]:>9} words  {100 * lost[kind] / words[kind]:.4f}% removed")


def headlines(args: argparse.Namespace) -> None:
    kept: dict[object, Counter[bool]] = defaultdict(Counter)
    for row in rows(args.data / "boilerplate" / "text_dev.jsonl.gz"):
        if row["style"] not in args.styles.split(",") or (args.news and row["source"] not in NEWS):
            continue
        texts, labels = row["lines"], row["labels"]
        above = labels.index(1) if 1 in labels else 0  # type: ignore[attr-defined]
        likely = [
            text.strip()
            for text, label in zip(texts[:above], labels, strict=False)
            if label < 0 and len(text.split()) > 3  # type: ignore[index,call-overload]
        ]
        if likely:
            result = wirecopy.clean("\n".join(texts), media="text", passes=("boilerplate",))  # type: ignore[arg-type]
            left = {line.strip() for line in result.text.split("\n")}
            kept[row["style"]][not left.isdisjoint(likely)] += 1
    for style, counts in kept.items():
        print(f"{style}: {counts[True]} of {counts.total()} pages keep their headline")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=os.environ.get("WIRECOPY_BENCH", ROOT.parent / "shared" / "bench"))
    parser.add_argument("--styles", default="a,c,c2")
    parser.add_argument("--news", action="store_true")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--harm", action="store_true")
    parser.add_argument("--headlines", action="store_true")
    args = parser.parse_args()
    args.data = Path(args.data)
    (harm if args.harm else headlines if args.headlines else precision)(args)


if __name__ == "__main__":
    main()
