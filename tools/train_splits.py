"""Fit the forest that tells a word cut in two from two words: src/wirecopy/data/typos/splits.json.

python tools/train_splits.py           # articles as for tools/train_typos.py
"""

from __future__ import annotations

import argparse
import json
import random
import re

import numpy as np
from train_typos import BENCH, OUT, articles_of, export, fit

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
    args = parser.parse_args()
    lexicon, rng = load("en"), random.Random(3)
    assert lexicon
    rows, labels = [], []
    for a in articles_of("background.jsonl.gz")[: args.limit]:
        text, starts = cut(a["text"], rng)
        for start, _, features in pairs(Article(text, lexicon)):
            rows.append(features)
            labels.append(start in starts)
    x, y = np.array(rows, float), np.array(labels)
    print(len(y), "pairs,", y.sum(), "cut")
    keep = np.ones(len(y), bool)
    half = np.arange(len(y)) < len(y) // 2
    for side in (True, False):
        p = fit(x[half != side], y[half != side], args.trees).predict_proba(x[half == side])[:, 1]
        keep[np.where(half == side)[0][(p > 0.9) & ~y[half == side]]] = False
    model = fit(x[keep], y[keep], args.trees)
    natural = {(n["id"], n["wrong"]) for n in json.loads((BENCH / "typos/natural_dev.json").read_text())}
    scored = []
    for a in articles_of("dev.jsonl.gz"):
        spans = {(t["start"], t["end"]) for t in a["typos"] if t["kind"] == "split"}
        for start, end, features in pairs(Article(a["text"], lexicon)):
            scored.append(
                (model.predict_proba([features])[0, 1], (start, end) in spans, a["text"][max(0, start - 20) : end + 20])
            )
        for start, end, features in pairs(Article(a["clean"], lexicon)):
            if (a["id"], a["clean"][start:end]) not in natural:
                scored.append((model.predict_proba([features])[0, 1], None, a["clean"][max(0, start - 20) : end + 20]))
    for threshold in (0.5, 0.7, 0.8, 0.9, 0.95):
        print(
            threshold,
            sum(p >= threshold for p, good, _ in scored if good),
            "false",
            sum(p >= threshold for p, good, _ in scored if good is None),
        )
    for p, good, context in sorted(scored, reverse=True, key=lambda item: item[0]):
        if (good is None and p > 0.4) or (good and p < 0.8):
            print(round(p, 3), good, repr(context))
    OUT.with_name("splits.json").write_text(
        json.dumps({**export(model), "features": FEATURES}, separators=(",", ":")), "utf-8"
    )


if __name__ == "__main__":
    main()
