"""Count what each rule of a family reports on real text, so that a person can read the hits and judge the rule.

    python benchmarks/rule_hits.py ARTICLES.jsonl[.gz]... [--passes phrasing,consistency,structure] [--show RULE] [--without SOURCES]

ARTICLES: JSON lines with the article under `text`, `clean` or `gold`; of a page dump (`lines` with `labels`), the lines that
are kept. An article that was met before is not counted again. Prints the number of words, and for each rule its hits and, with
`--show RULE` (or `all`), each hit between ⟦ and ⟧. What a person made of them stands in the rules, under `measured`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import wirecopy
from wirecopy.api import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator

BEFORE, AFTER = 90, 60


def articles(paths: list[Path], limit: int | None, without: list[str]) -> Iterator[str]:
    """Yield each article once; no rows of the sources `without`."""
    seen: set[int] = set()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for row, _ in zip(map(json.loads, lines), range(limit or 10**9), strict=False):
                if row.get("source") in without:
                    continue
                text = "\n".join(
                    line for line, label in zip(row.get("lines", ()), row.get("labels", ()), strict=False) if label == 1
                )
                text = text or next(row[key] for key in ("clean", "text", "gold") if isinstance(row.get(key), str))
                if hash(text) not in seen:
                    seen.add(hash(text))
                    yield text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--passes", default="phrasing,consistency,structure")
    parser.add_argument("--show", help="print the hits of this rule, or of `all`")
    parser.add_argument("--limit", type=int, help="read so many rows of each file")
    parser.add_argument("--without", default="", help="leave out rows of these sources")
    args = parser.parse_args()
    passes = args.passes.split(",")
    hits: Counter[str] = Counter()
    words = 0
    for text in articles(args.articles, args.limit, args.without.split(",")):
        words += len(text.split())
        for finding in wirecopy.clean(text, media="text", passes=passes).findings:
            hits[finding.rule] += 1
            if args.show in {finding.rule, "all"}:
                start, end = finding.span
                place = f"{text[max(0, start - BEFORE) : start]}⟦{text[start:end]}⟧{text[end : end + AFTER]}"
                print(f"{finding.rule}\t{finding.message}\t{finding.evidence}\t{place.replace(chr(10), '⏎')}")
    print(f"{words:,} words")
    for rule in sorted(rule.id for family in passes for rule in rules_of(family) if rule.default):
        print(f"{hits[rule]:6} {rule}")


if __name__ == "__main__":
    main()
