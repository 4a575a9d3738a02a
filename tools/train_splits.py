"""Fit the forest that tells a word cut in two from two words, and its threshold: src/wirecopy/data/typos/splits.json.

python tools/train_splits.py           # articles, folds and alarms as for tools/train_typos.py
"""

from __future__ import annotations

import argparse
import json
import random
import re

import numpy as np
from train_typos import OUT, articles_of, export, fit, out_of_fold, thresholds, unsure

from wirecopy.passes.typos.article import Article
from wirecopy.passes.typos.spacing import FEATURES, pairs
from wirecopy.words.lexicon import load

WORD = re.compile(r"(?<![\w'’.@#/\-])[a-z]{5,}(?![\w'’@/\-])")


def cut(text: str, rng: random.Random, most: int = 6) -> tuple[str, list[int]]:
    """The text with a few words cut in two, and where the cut words begin."""
    chosen = (
        sorted(rng.sample(found, min(most, len(found)))) if (found := [m.start() for m in WORD.finditer(text)]) else []
    )
    out, starts, at = [], [], 0
    for start in chosen:
        match = WORD.match(text, start)
        assert match
        inside = start + rng.randrange(2, len(match.group()) - 1)
        starts.append(start + len(starts))
        out += [text[at:inside], " "]
        at = inside
    return "".join([*out, text[at:]]), starts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--trees", type=int, default=60)
    parser.add_argument(
        "--alarms", type=float, default=0.03, help="in 1,000 words, words that the articles cut among them"
    )
    args = parser.parse_args()
    lexicon, rng = load("en"), random.Random(3)
    assert lexicon
    rows, labels, numbers, words = [], [], [], 0
    for number, a in enumerate(articles_of("background.jsonl.gz")[: args.limit]):
        text, starts = cut(a["text"], rng)
        words += len(a["text"].split())
        for start, _, features in pairs(Article(text, lexicon)):
            rows.append(features)
            labels.append(start in starts)
            numbers.append(number)
    x, y, article = np.array(rows, float), np.array(labels), np.array(numbers)
    keep = unsure(x, y, article % 2, args.trees)
    scores = out_of_fold(x, y, keep, article, args.trees)
    limit = thresholds(scores, y, np.array(["all"] * len(y)), args.alarms * words / 1000)["all"]
    found, alarms = (scores[y] >= limit).mean(), (scores[~y] >= limit).sum()
    print(
        f"{len(y)} pairs, {y.sum()} cut; at {limit}: {found:.3f} found, {1000 * alarms / words:.3f} alarms in 1,000 words"
    )
    forest = {**export(fit(x[keep], y[keep], args.trees)), "features": FEATURES, "threshold": limit}
    OUT.with_name("splits.json").write_text(json.dumps(forest, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main()
