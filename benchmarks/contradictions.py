"""Seed contradictions into clean articles: recall by kind, and false alarms on the articles as they were.

    python benchmarks/contradictions.py ARTICLES.jsonl[.gz]... [--limit N] [--per-kind 200] [--seed 1] [--show KIND]

ARTICLES: JSON lines with the article under `text` or `clean`. For each kind a seeder looks for a place in an article where
the contradiction can be made by changing what is there (a date, an age, a conversion, a name), or adds a sentence that
holds both halves where published news has too few of them. One contradiction is seeded at a time. It counts as found if a
finding of the kind's rules touches the changed place or its counterpart. False alarms are findings of the same rules on
the articles as they were, minus those listed in the file given by --known (one `article-number rule` a line: real slips
of the publisher, read by eye).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path

from seeders import SEEDERS

import wirecopy

PASSES = ("consistency", "structure")
RULES = {
    "weekday": ("structure.weekday-and-date",),
    "weekday-without-year": ("structure.weekday-and-date",),
    "impossible-date": ("structure.impossible-date",),
    "impossible-time": ("structure.impossible-time",),
    "range": ("structure.backwards-range",),
    "units": ("structure.unit-pair",),
    "age": ("consistency.two-ages",),
    "acronym": ("consistency.acronym-expanded-twice",),
    "name-slip": ("consistency.name-spelled-two-ways",),
    "name-transliteration": ("consistency.name-spelled-two-ways", "consistency.two-forms"),
    "spelling": ("consistency.two-spellings",),
    "percent": ("consistency.percent-change", "consistency.percent-share"),
    "repeated-paragraph": ("structure.repeated-paragraph",),
    "cut-paragraph": ("structure.truncated-paragraph",),
    "quotation-mark": ("structure.unbalanced-quotation-mark",),
    "bracket": ("structure.unbalanced-bracket",),
}
PROVABLE = frozenset(RULES) - {"cut-paragraph", "quotation-mark", "bracket", "repeated-paragraph"}
"""Contradictions in the narrow sense: their false alarms are counted. The others are damage, seeded for their recall."""


def findings(text: str, url: str | None = None) -> list[wirecopy.Finding]:
    return list(wirecopy.clean(text, media="text", url=url, passes=PASSES).findings)


def articles(paths: list[Path], limit: int | None) -> list[str]:
    texts: list[str] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            texts.extend(row.get("clean") or row["text"] for row in map(json.loads, lines))
    return texts[:limit]


def recall(kind: str, texts: list[str], wanted: int, rng: random.Random, *, show: bool) -> tuple[int, int]:
    seeded = found = 0
    for text in rng.sample(texts, len(texts)):
        if seeded >= wanted:
            break
        case = SEEDERS[kind](text, rng)
        if case is None:
            continue
        seeded += 1
        hits = [
            f
            for f in findings(case.text, case.url)
            if f.rule in RULES[kind] and f.span.start < case.end + 2 and f.span.end > case.start - 2
        ]
        found += bool(hits)
        if show and not hits:
            print(f"    missed: …{case.text[max(0, case.start - 60) : case.end + 60][:300]!r}")
    return found, seeded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--per-kind", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--known", type=Path, help="real slips of the publishers: no false alarms")
    parser.add_argument("--show", help="print what is missed of this kind, or the false alarms (`false`)")
    args = parser.parse_args()
    texts = articles(args.articles, args.limit)
    for kind in SEEDERS:
        rng = random.Random(f"{args.seed}/{kind}")
        found, seeded = recall(kind, texts, args.per_kind, rng, show=args.show == kind)
        print(f"{kind:24} {found:4} of {seeded:4}   {found / seeded if seeded else 0:.3f}")
    known = set(args.known.read_text("utf-8").split("\n")) if args.known else set()
    provable = {rule for kind in PROVABLE for rule in RULES[kind]}
    words = alarms = 0
    for number, text in enumerate(texts):
        words += len(text.split())
        for finding in findings(text):
            if finding.rule in provable and f"{number} {finding.rule}" not in known:
                alarms += 1
                if args.show == "false":
                    print(
                        f"    {number} {finding.rule}: {finding.span.of(text)!r} ({finding.evidence}) {finding.message}"
                    )
    print(f"false alarms {alarms} on {words:,} words: {1e5 * alarms / max(1, words):.2f} per 100,000")


if __name__ == "__main__":
    main()
