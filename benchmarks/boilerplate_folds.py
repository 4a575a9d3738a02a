"""How well the boilerplate pass does on sites that its line model has not seen: cross-validation over sites.

    python tools/train_line_model.py --bench DIR --out /tmp/model.json --folds-out /tmp/folds.json
    python benchmarks/boilerplate_folds.py /tmp/folds.json --bench DIR [--boldness gentle,balanced,strict] [--harm] [--lines]

Each page goes through the pass with the model that was fitted without its site. Prints 4-gram shingle precision, recall and
F1 of news pages by dump style. `--harm`: words removed from articles that hold nothing to remove. `--lines`: the precision
of what the rules and the model remove, line by line, by rule and safety. `--worst N`: the pages with the lowest F1.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import statistics
from bisect import bisect_right
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlparse

from wirecopy.api import rules_of
from wirecopy.engine import pipeline
from wirecopy.linemodel import build
from wirecopy.model import Source
from wirecopy.passes.boilerplate import BoilerplatePass
from wirecopy.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.model import Result

NEWS = {"scrapinghub", "fundus", "fundus_eval"}
Pair = tuple[float, float]


class Bench:
    """The pages, and for each the pass with the model that has not seen its site."""

    def __init__(self, folds: Path, bench: Path) -> None:
        record = json.loads(folds.read_text("utf-8"))
        self.bench, self.fold = bench, record["fold"]
        rules = rules_of("boilerplate")
        self._passes = [BoilerplatePass(rules, partial(build, model)) for model in record["models"]]

    def rows(self) -> Iterator[dict[str, object]]:
        """Yield the dumps of news pages."""
        with gzip.open(self.bench / "boilerplate" / "text_dev.jsonl.gz", "rt", encoding="utf-8") as file:
            yield from (row for row in map(json.loads, file) if row["source"] in NEWS)

    def clean(self, text: str, domain: str, boldness: str) -> Result:
        """Return what the pass makes of a text with the model that has not seen its site."""
        fold = self.fold.get(domain, len(domain) % len(self._passes))
        settings = pipeline.Settings(options={"boilerplate": {"boldness": boldness}})
        result = pipeline.run(Source(text, media="text"), [self._passes[fold]], settings)
        assert not result.errors, result.errors
        return result


def shingles(text: str) -> collections.Counter[tuple[str, ...]]:
    tokens = words_of(text)
    return collections.Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)) if tokens)


def overlap(predicted: str, gold: str) -> Pair:
    p, g = shingles(predicted), shingles(gold)
    hit = sum((p & g).values())
    return hit / p.total() if p else float(not g), hit / g.total() if g else 1.0


def f1(pair: Pair) -> float:
    return 2 * pair[0] * pair[1] / (pair[0] + pair[1]) if sum(pair) else 0.0


def page(bench: Bench, row: dict[str, object], boldness: str) -> Pair:
    """Return the precision and recall of one page; neutral lines count on neither side."""
    lines, labels = row["lines"], row["labels"]
    assert isinstance(lines, list)
    assert isinstance(labels, list)
    text = ("\n" if str(row["style"]) in "ab" else "\n\n").join(lines)
    neutral = {line.strip() for line, label in zip(lines, labels, strict=True) if label == -1}
    left = bench.clean(text, str(row["domain"]), boldness).text.split("\n")
    gold = [line for line, label in zip(lines, labels, strict=True) if label == 1]
    return overlap("\n".join(line for line in left if line.strip() not in neutral), "\n".join(gold))


def quality(bench: Bench, boldness: str, worst: int) -> None:
    pairs: dict[str, list[tuple[Pair, object]]] = collections.defaultdict(list)
    for row in bench.rows():
        pairs[str(row["style"])].append((page(bench, row, boldness), row["id"]))
    for style, found in sorted(pairs.items()):
        mean = tuple(statistics.mean(pair[side] for pair, _ in found) for side in (0, 1))
        print(
            f"{boldness:10}{style:4}{len(found):5}  P {mean[0]:.4f}  R {mean[1]:.4f}  F1 {f1((mean[0], mean[1])):.4f}"
        )
        for pair, name in sorted(found, key=lambda item: f1(item[0]))[:worst]:
            print(f"    {name}  P {pair[0]:.3f}  R {pair[1]:.3f}")


def harm(bench: Bench, boldness: str) -> None:
    words: collections.Counter[str] = collections.Counter()
    lost: collections.Counter[str] = collections.Counter()
    texts = [
        ("gold bodies of news pages", str(row["gold"]), str(row["domain"]))
        for row in bench.rows()
        if row["style"] == "a"
    ]
    with gzip.open(bench.bench / "phrasing" / "clean.jsonl.gz", "rt", encoding="utf-8") as file:
        texts += [
            ("published clean articles", row["text"], urlparse(row["url"]).netloc.removeprefix("www."))
            for row in map(json.loads, file)
        ]
    for kind, text, domain in texts:
        result = bench.clean(text, domain, boldness)
        words[kind] += len(text.split())
        lost[kind] += len(text.split()) - len(result.text.split())
    for kind, total in words.items():
        print(f"{boldness:10}{kind:28}{total:8} words  {100 * lost[kind] / total:.4f}% removed")


def line_precision(bench: Bench, boldness: str) -> None:
    found: dict[tuple[str, str], collections.Counter[int]] = collections.defaultdict(collections.Counter)
    for row in bench.rows():
        lines, labels = row["lines"], row["labels"]
        assert isinstance(lines, list)
        assert isinstance(labels, list)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        for finding in bench.clean("\n".join(lines), str(row["domain"]), boldness).findings:
            if finding.fix is None or finding.rule.startswith("boilerplate.inline-"):
                continue
            safety = finding.fix.safety.name
            first = bisect_right(starts, finding.span.start) - 1
            for number in range(first, bisect_right(starts, finding.span.end - 1)):
                if labels[number] >= 0 and lines[number].strip():
                    found[finding.rule, safety][labels[number]] += 1
    for (rule, safety), labels_ in sorted(found.items()):
        print(f"{rule:36}{safety:8}{labels_.total():7}  {labels_[0] / labels_.total():.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = Path(__file__).resolve().parents[1]
    parser.add_argument("folds", type=Path)
    parser.add_argument("--bench", type=Path, default=root.parent / "shared" / "bench")
    parser.add_argument("--boldness", default="balanced")
    parser.add_argument("--harm", action="store_true")
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    bench = Bench(args.folds, args.bench)
    for boldness in args.boldness.split(","):
        if args.harm:
            harm(bench, boldness)
        elif args.lines:
            line_precision(bench, boldness)
        else:
            quality(bench, boldness, args.worst)


if __name__ == "__main__":
    main()
